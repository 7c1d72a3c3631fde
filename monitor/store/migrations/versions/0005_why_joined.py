"""Why a report joined its story and what it changed, kept with the report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two columns; what was decided before has neither."""
    op.add_column("reports", sa.Column("why", sa.LargeBinary(), nullable=True))
    op.add_column("reports", sa.Column("changes", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take them away."""
    op.drop_column("reports", "changes")
    op.drop_column("reports", "why")
