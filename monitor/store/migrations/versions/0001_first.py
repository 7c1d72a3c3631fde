"""The first tables. Types are spelled out here, so that this step stays what it was when it ran."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)


def _where(condition: sa.TextClause) -> dict[str, Any]:
    return {"sqlite_where": condition, "postgresql_where": condition}


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "decisions",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("rules", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.UniqueConstraint("receiver", "story_id", "article_id", name="uq_decisions_receiver_story_id_article_id"),
    )
    op.create_index("ix_decisions_receiver", "decisions", ["receiver", "at"], unique=False)
    op.create_index("ix_decisions_story", "decisions", ["story_id"], unique=False)
    op.create_table(
        "drops",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("work", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=False),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("alone", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("crashes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("catch_up", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.Column("kept_at", sa.String(), nullable=True),
        sa.Column("duplicate_of", SERIAL, nullable=True),
        sa.Column("settled_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["duplicate_of"], ["drops.id"], name="fk_drops_duplicate_of"),
        sa.PrimaryKeyConstraint("id", name="pk_drops"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drops_sha256", "drops", ["sha256"], unique=False)
    op.create_index("ix_drops_source", "drops", ["source"], unique=False)
    op.create_index("ix_drops_state", "drops", ["state", "received_at"], unique=False)
    op.create_index("ix_drops_waiting", "drops", ["id"], unique=False, **_where(sa.text("state = 'waiting'")))
    op.create_index("ix_drops_work", "drops", ["work"], unique=False)
    op.create_table(
        "instructions",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("applied_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_instructions"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_instructions_pending", "instructions", ["id"], unique=False, **_where(sa.text("state = 'pending'"))
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
    op.create_table(
        "receivers",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("health", sa.String(), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("retry_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_receivers"),
    )
    op.create_table(
        "rule_sets",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("accepted_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rule_sets"),
    )
    op.create_table(
        "stories",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("alias_of", sa.String(), nullable=True),
        sa.Column("story", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_stories"),
        sa.UniqueConstraint("id", name="uq_stories_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_stories_updated", "stories", ["updated_at"], unique=False)
    op.create_table(
        "troubles",
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("first_at", TIME, nullable=False),
        sa.Column("last_at", TIME, nullable=False),
        sa.Column("told_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("cause", name="pk_troubles"),
    )
    op.create_table(
        "alerts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("acked_at", TIME, nullable=True),
        sa.Column("acked_by", sa.String(), nullable=True),
        sa.Column("standing", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_alerts_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_alerts"),
        sa.UniqueConstraint("about", "receiver", name="uq_alerts_about_receiver"),
    )
    op.create_index("ix_alerts_story", "alerts", ["story_id"], unique=False)
    op.create_table(
        "articles",
        sa.Column("seq", SERIAL, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("drop_id", SERIAL, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("revision_key", sa.String(), nullable=True),
        sa.Column("received_at", TIME, nullable=False),
        sa.Column("published_at", TIME, nullable=True),
        sa.Column("effective_at", TIME, nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("analysed", sa.LargeBinary(), nullable=False),
        sa.Column("matches", sa.LargeBinary(), nullable=True),
        sa.Column("rule_set_id", sa.String(), nullable=True),
        sa.Column("unread", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("decided_at", TIME, nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["drop_id"], ["drops.id"], name="fk_articles_drop_id"),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_sets.id"], name="fk_articles_rule_set_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_articles"),
        sa.UniqueConstraint("id", name="uq_articles_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_articles_drop", "articles", ["drop_id"], unique=False)
    op.create_index("ix_articles_pending", "articles", ["seq"], unique=False, **_where(sa.text("state = 'pending'")))
    op.create_index("ix_articles_received", "articles", ["received_at"], unique=False)
    op.create_table(
        "in_force",
        sa.Column("one", sa.Integer(), nullable=False),
        sa.Column("rule_set_id", sa.String(), nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("problems", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["rule_set_id"], ["rule_sets.id"], name="fk_in_force_rule_set_id"),
        sa.PrimaryKeyConstraint("one", name="pk_in_force"),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("alert_id", sa.String(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("article_id", sa.String(), nullable=True),
        sa.Column("letter", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", TIME, nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("settled_at", TIME, nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column("rendered", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name="fk_notices_alert_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.UniqueConstraint("alert_id", "n", name="uq_notices_alert_id_n"),
    )
    op.create_index("ix_notices_due", "notices", ["due_at"], unique=False, **_where(sa.text("state = 'pending'")))
    op.create_index("ix_notices_receiver", "notices", ["receiver", "created_at"], unique=False)
    op.create_index("ix_notices_state", "notices", ["state"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("decided_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_reports_article_id"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_reports_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("article_id", "n", name="uq_reports_article_id_n"),
    )
    op.create_index("ix_reports_story", "reports", ["story_id"], unique=False)
    op.create_table(
        "entries",
        sa.Column("id", SERIAL, nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("article_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("catch_up", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("entry", sa.LargeBinary(), nullable=False),
        sa.Column("summary_id", sa.String(), nullable=True),
        sa.Column("digest_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["digest_id"], ["notices.id"], name="fk_entries_digest_id"),
        sa.ForeignKeyConstraint(["summary_id"], ["notices.id"], name="fk_entries_summary_id"),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
        sa.UniqueConstraint("receiver", "story_id", "article_id", name="uq_entries_receiver_story_id_article_id"),
    )
    op.create_index("ix_entries_digest", "entries", ["receiver", "digest_id"], unique=False)
    op.create_index("ix_entries_digested", "entries", ["digest_id"], unique=False)
    op.create_index("ix_entries_summarised", "entries", ["summary_id"], unique=False)
    op.create_index("ix_entries_summary", "entries", ["receiver", "kind", "summary_id"], unique=False)
    op.create_table(
        "receipts",
        sa.Column("notice_id", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name="fk_receipts_notice_id"),
        sa.PrimaryKeyConstraint("notice_id", "recipient", name="pk_receipts"),
    )


def downgrade() -> None:
    """Take every table away."""
    for table in (
        "receipts",
        "entries",
        "reports",
        "notices",
        "in_force",
        "articles",
        "alerts",
        "troubles",
        "stories",
        "rule_sets",
        "receivers",
        "meta",
        "instructions",
        "drops",
        "decisions",
    ):
        op.drop_table(table)
