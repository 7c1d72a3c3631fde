"""The periods of digests: one row for each receiver and period."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "digests",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("starts_at", TIME, nullable=False),
        sa.Column("ends_at", TIME, nullable=True),
        sa.Column("made_at", TIME, nullable=True),
        sa.Column("after_drop", sa.BigInteger(), nullable=False),
        sa.Column("after_decision", sa.BigInteger(), nullable=False),
        sa.Column("notice_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_digests_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_digests"),
        sa.UniqueConstraint("receiver", "starts_at", name="uq_digests_receiver_starts_at"),
    )
    still_open = sa.text("ends_at IS NULL")
    op.create_index(
        "ix_digests_open", "digests", ["receiver"], unique=False, sqlite_where=still_open, postgresql_where=still_open
    )


def downgrade() -> None:
    """Take the table away."""
    op.drop_table("digests")
