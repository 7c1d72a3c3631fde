"""Reminders that an earlier version promised: an alert had one time for them, now each of its rules has its own."""

from __future__ import annotations

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

LEVELS = ("informational", "low", "medium", "high", "critical")
PACKED = b"x\x01"
BATCH = 200


def upgrade() -> None:
    """Give the time to the alert's gravest rule: so far a reminder was as loud as the alert."""
    alerts = sa.table("alerts", sa.column("id"), sa.column("standing", sa.LargeBinary()))
    connection, last = op.get_bind(), ""
    while True:
        query = sa.select(alerts).where(alerts.c.id > last).order_by(alerts.c.id).limit(BATCH)
        batch = connection.execute(query).all()
        if not batch:
            return
        changed = [{"k": row.id, "v": new} for row in batch if (new := _with_reminding(row.standing))]
        if changed:
            rewrite = sa.update(alerts).where(alerts.c.id == sa.bindparam("k")).values(standing=sa.bindparam("v"))
            connection.execute(rewrite, changed)
        last = batch[-1].id


def downgrade() -> None:
    """Leave it: what an earlier version does not know it does not read."""


def _with_reminding(written: bytes) -> bytes | None:
    """Return a standing as it is written now, `None` when nothing was promised."""
    packed = written.startswith(PACKED)
    standing = json.loads(zlib.decompress(written) if packed else written)
    after = standing["terms"].pop("realert", None)
    gravest = max(standing["reasons"], key=lambda one: LEVELS.index(one["level"]), default=None)
    if after is None or gravest is None:
        return None
    reminding = {"rule_id": gravest["rule_id"], "level": standing["level"], "after": after, "tags": []}
    standing["terms"]["reminding"] = [reminding]
    plain = json.dumps(standing, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(plain, 1) if packed else plain
