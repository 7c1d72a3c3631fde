"""The text of a large rule set lies in parts, each written in a moment."""

from __future__ import annotations

import zlib

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; sets that were stored before keep their text in one piece."""
    op.create_table(
        "rule_set_parts",
        sa.Column("rule_set_id", sa.String(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("part", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rule_set_id", "n", name="pk_rule_set_parts"),
    )


def downgrade() -> None:
    """Put the texts together again and take the table away."""
    _join_parts(op.get_bind())
    op.drop_table("rule_set_parts")


def _join_parts(connection: sa.Connection) -> None:
    whole: dict[str, bytes] = {}
    parts = sa.table("rule_set_parts", sa.column("rule_set_id"), sa.column("n"), sa.column("part"))
    for row in connection.execute(sa.select(parts).order_by(parts.c.rule_set_id, parts.c.n)):
        whole[row.rule_set_id] = whole.get(row.rule_set_id, b"") + row.part
    sets = sa.table("rule_sets", sa.column("id"), sa.column("canonical"))
    for id_, deflated in whole.items():
        text = zlib.decompress(deflated).decode()
        connection.execute(sa.update(sets).where(sets.c.id == id_).values(canonical=text))
