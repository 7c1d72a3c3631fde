"""What the last version of an entry said, so that a feed that is fetched again brings only what is new."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KEYED = sa.text("revision_key IS NOT NULL")


def upgrade() -> None:
    """Add the hash and the index; entries that were stored before have none, and are stored once more."""
    op.add_column("articles", sa.Column("text_hash", sa.String(), nullable=True))
    op.create_index("ix_articles_key", "articles", ["revision_key"], sqlite_where=_KEYED, postgresql_where=_KEYED)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_articles_key", "articles")
    op.drop_column("articles", "text_hash")
