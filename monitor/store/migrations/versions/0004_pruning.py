"""What `prune` and `audit` count by, and long values deflated; letters of rendered messages are emptied.

The room that this makes inside a store is used again by new rows; `media-monitor prune` gives it back to
the disk.
"""

from __future__ import annotations

import zlib

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

COUNTS = (
    ("drops", "article_count"),
    ("articles", "report_count"),
    ("articles", "decision_count"),
    ("notices", "answers"),
)
SPARSE = (("ix_drops_duplicates", "drops", "duplicate_of"), ("ix_stories_merged", "stories", "alias_of"))
FILL = (
    "UPDATE drops SET article_count = (SELECT count(*) FROM articles WHERE drop_id = drops.id)",
    "UPDATE articles SET report_count = (SELECT count(*) FROM reports WHERE article_id = articles.id)",
    "UPDATE articles SET decision_count = (SELECT count(*) FROM decisions WHERE article_id = articles.id)",
    "UPDATE notices SET answers = (SELECT count(*) FROM receipts WHERE notice_id = notices.id)",
    "UPDATE decisions SET listed = EXISTS (SELECT 1 FROM entries WHERE entries.receiver = decisions.receiver"
    " AND entries.story_id = decisions.story_id AND entries.article_id = decisions.article_id)",
)
LONG = (
    ("articles", "seq", "analysed"),
    ("stories", "number", "story"),
    ("alerts", "id", "standing"),
    ("notices", "id", "letter"),
    ("notices", "id", "rendered"),
    ("entries", "id", "entry"),
)
"""Tables with their key and the column that is deflated."""

SHORT = 400  # bytes; shorter values stay as they are
PACKED = b"x\x01"
BATCH = 200


def upgrade() -> None:
    """Add the columns and tables, fill them, deflate."""
    for table, column in COUNTS:
        op.add_column(table, sa.Column(column, sa.Integer(), nullable=False, server_default=sa.text("0")))
    op.add_column("decisions", sa.Column("listed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_decisions_article", "decisions", ["article_id"], unique=False)
    op.create_index("ix_entries_story", "entries", ["story_id"], unique=False)
    for name, table, column in SPARSE:
        there = sa.text(f"{column} IS NOT NULL")
        op.create_index(name, table, [column], unique=False, sqlite_where=there, postgresql_where=there)
    _make_tables()
    for statement in FILL:
        op.execute(statement)
    notices = sa.table("notices", sa.column("letter", sa.LargeBinary()), sa.column("rendered", sa.LargeBinary()))
    op.execute(sa.update(notices).where(notices.c.rendered.is_not(None)).values(letter=b""))
    for table, key, column in LONG:
        _rewrite(table, key, column, deflate=True)


def downgrade() -> None:
    """Write the values out again; an emptied letter stays empty, which nobody reads."""
    for table, key, column in LONG:
        _rewrite(table, key, column, deflate=False)
    for table in ("pruned_files", "pruned_drops", "pruned"):
        op.drop_table(table)
    for name, table, _ in SPARSE:
        op.drop_index(name, table)
    op.drop_index("ix_entries_story", "entries")
    op.drop_index("ix_decisions_article", "decisions")
    op.drop_column("decisions", "listed")
    for table, column in COUNTS:
        op.drop_column(table, column)


def _make_tables() -> None:
    op.create_table(
        "pruned",
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("what", "receiver", "state", name="pk_pruned"),
    )
    op.create_table(
        "pruned_drops",
        sa.Column("first", SERIAL, nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("first", name="pk_pruned_drops"),
    )
    op.create_table(
        "pruned_files",
        sa.Column("path", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_pruned_files"),
    )


def _rewrite(table: str, key: str, column: str, *, deflate: bool) -> None:
    """Go through a table in batches by its key; what is as it should be stays."""
    rows = sa.table(table, sa.column(key), sa.column(column, sa.LargeBinary()))
    connection, last = op.get_bind(), None
    while True:
        query = sa.select(rows.c[key], rows.c[column]).where(rows.c[column].is_not(None)).order_by(rows.c[key])
        batch = connection.execute((query if last is None else query.where(rows.c[key] > last)).limit(BATCH)).all()
        if not batch:
            return
        changed = [{"k": one, "v": _other(value, deflate=deflate)} for one, value in batch]
        changed = [row for row in changed if row["v"] is not None]
        if changed:
            connection.execute(
                sa.update(rows).where(rows.c[key] == sa.bindparam("k")).values({column: sa.bindparam("v")}), changed
            )
        last = batch[-1][0]


def _other(value: bytes, *, deflate: bool) -> bytes | None:
    """Return how a value is to be written, `None` when it is written so."""
    packed = value.startswith(PACKED)
    if deflate:
        return None if packed or len(value) < SHORT else zlib.compress(value, 1)
    return zlib.decompress(value) if packed else None
