"""What the index of stories sees of an article, so that nothing looks at its text for that again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; articles that were stored before have none, and are looked at anew at each start."""
    op.add_column("articles", sa.Column("features", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("articles", "features")
