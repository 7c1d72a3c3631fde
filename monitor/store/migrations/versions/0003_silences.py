"""Silences, escalations, and what the entries of a summary wait for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and say of the entries that wait for what."""
    op.create_table(
        "silences",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("silence", sa.LargeBinary(), nullable=False),
        sa.Column("starts_at", TIME, nullable=False),
        sa.Column("ends_at", TIME, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("expired_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_silences"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_silences_ends", "silences", ["ends_at"], unique=False)
    op.create_table(
        "escalations",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("alert_id", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("after_seconds", sa.Integer(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_at", TIME, nullable=True),
        sa.Column("notice_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_escalations_alert_id"),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_escalations_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_escalations"),
        sa.UniqueConstraint("alert_id", name="uq_escalations_alert_id"),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_escalations_waiting",
        "escalations",
        ["due_at"],
        unique=False,
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.add_column("entries", sa.Column("waits_for", sa.String(), nullable=True))
    op.add_column("entries", sa.Column("silence_id", sa.BigInteger(), nullable=True))
    op.add_column("entries", sa.Column("quiet", sa.LargeBinary(), nullable=True))
    entries = sa.table(
        "entries",
        sa.column("kind"),
        sa.column("catch_up", sa.Boolean()),
        sa.column("waits_for"),
        sa.column("summary_id"),
    )
    folded = sa.and_(entries.c.kind == "folded", entries.c.summary_id.is_(None))
    reason = sa.case((entries.c.catch_up.is_(sa.true()), "catch_up"), else_="limit")
    op.execute(sa.update(entries).where(folded).values(waits_for=reason))
    unlisted = sa.text("summary_id IS NULL AND waits_for IS NOT NULL")
    op.create_index(
        "ix_entries_waiting", "entries", ["receiver"], unique=False, sqlite_where=unlisted, postgresql_where=unlisted
    )
    op.create_index("ix_entries_silence", "entries", ["silence_id"], unique=False)


def downgrade() -> None:
    """Take them away again."""
    op.drop_index("ix_entries_silence", "entries")
    op.drop_index("ix_entries_waiting", "entries")
    for column in ("quiet", "silence_id", "waits_for"):
        op.drop_column("entries", column)
    op.drop_table("escalations")
    op.drop_table("silences")
