"""What rules over time counted, and the stories that tell of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
_WATCHED = sa.text("watch IS NOT NULL")


def upgrade() -> None:
    """Add the tables, and what tells a story that only counts from one that articles tell."""
    op.create_table(
        "counted_rules",
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("since", _TIME, nullable=False),
        sa.Column("late", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("rule_id", "meaning", name="pk_counted_rules"),
    )
    op.create_table(
        "occurrences",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("witness", sa.Boolean(), nullable=False),
        sa.Column("revised", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_occurrences"),
        sa.UniqueConstraint(
            "rule_id", "meaning", "key", "article_id", name="uq_occurrences_rule_id_meaning_key_article_id"
        ),
    )
    op.create_index("ix_occurrences_counted", "occurrences", ["rule_id", "meaning", "key", "at"])
    op.create_table(
        "episodes",
        sa.Column("id", _SERIAL, nullable=False),
        sa.Column("rule_id", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("first_at", _TIME, nullable=False),
        sa.Column("last_at", _TIME, nullable=False),
        sa.Column("ended_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_episodes"),
    )
    op.create_index("ix_episodes_of", "episodes", ["rule_id", "meaning", "key", "last_at"])
    op.add_column("stories", sa.Column("watch", sa.String(), nullable=True))
    op.create_index("ix_stories_watch", "stories", ["watch"], sqlite_where=_WATCHED, postgresql_where=_WATCHED)


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_stories_watch", "stories")
    op.drop_column("stories", "watch")
    for table in ("episodes", "occurrences", "counted_rules"):
        op.drop_table(table)
