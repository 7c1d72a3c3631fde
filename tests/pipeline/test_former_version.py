"""A store that an earlier version wrote: what it promised a receiver is kept, and nobody hears anything twice."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from monitor.model import Analysed
from monitor.store import Store, migrate
from monitor.store.audit import audit
from monitor.store.store import _engine
from monitor.store.types import pack, unpack
from monitor.vocabulary import Level
from tests.pipeline.conftest import RULE, Newsroom, newsroom_of
from tests.pipeline.conftest import told as say
from tests.pipeline.test_silences import strike

REMINDING = f"{RULE}realert: 6h\n"
LATER = ("figures", "figures_told", "statuses", "labels", "quiet", "hushed", "listed", "first_waits")
"""What standings did not hold at first."""


def as_before(folder: Path, realert: str = "PT6H") -> None:
    """Write the alerts as the version before revision 0010 did: one time for the reminders of an alert."""
    engine = _engine(f"sqlite:///{folder}/monitor.db", begin="BEGIN IMMEDIATE")
    with engine.connect() as connection, connection.begin():
        migrate.run_alembic(connection, "0009")
    engine.dispose()
    raw = sqlite3.connect(folder / "monitor.db")
    for number, written in raw.execute("SELECT id, standing FROM alerts").fetchall():
        standing = {key: value for key, value in json.loads(unpack(written)).items() if key not in LATER}
        del standing["terms"]["reminding"]
        standing["terms"]["realert"] = realert
        raw.execute("UPDATE alerts SET standing = ? WHERE id = ?", (pack(json.dumps(standing).encode()), number))
    raw.commit()
    raw.close()


def upgraded(room: Newsroom, folder: Path) -> Newsroom:
    room.store.close()
    as_before(folder)
    again = newsroom_of(folder, REMINDING)
    again.now, again.claimed = room.now, room.claimed
    again.restart()
    return again


SAME = {
    "tass": "Traders were opening their stalls on Sunday when a missile hit the market of Belgorod, the agency says.",
    "afp": "A missile killed people at the market of Belgorod on Sunday, and rescue teams have left the ruins by now.",
    "dpa": "Belgorod mourns: its covered market was struck by a missile on Sunday morning, the region's governor says.",
}


def unread(source: str) -> Analysed:
    """Another report that names no figure, so that no rule matches it: the alert alone knows of the reminder."""
    return say(SAME[source], killed=None, source=source)


def test_a_reminder_that_was_promised_comes_and_once(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, REMINDING)
    assert room.hear(strike(14, "reuters")) == ["first"]
    room = upgraded(room, tmp_path)
    room.later(hours=5)
    assert room.hear(unread("tass")) == ["repeat"]
    room.later(hours=2)
    assert room.hear(unread("afp")) == ["reminder"]
    assert room.outbox()[-1].notice.level is Level.HIGH
    assert room.hear(unread("dpa")) == ["repeat"]
    assert [one for one in room.store.read(audit) if not one.agrees] == []
    room.store.close()


def test_what_changes_is_told_once_and_from_what_was_told(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, REMINDING)
    assert room.hear(strike(14, "reuters")) == ["first"]
    room = upgraded(room, tmp_path)
    assert room.hear(strike(14, "tass")) == ["repeat"], "what was told before is not told as new"
    assert room.hear(strike(21, "afp")) == ["update"]
    (change,) = room.outbox()[-1].changes
    assert (change.before and change.before.min, change.after and change.after.min) == (14, 21)
    assert room.hear(strike(21, "dpa")) == ["repeat"]
    room.store.close()


def test_an_alert_that_promised_nothing_stays_as_it_was(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path)
    assert room.hear(strike(14, "reuters")) == ["first"]
    room.store.close()
    before = _standings(tmp_path)
    engine = _engine(f"sqlite:///{tmp_path}/monitor.db", begin="BEGIN IMMEDIATE")
    with engine.connect() as connection, connection.begin():
        migrate.run_alembic(connection, "0009")
    engine.dispose()
    Store.open(f"sqlite:///{tmp_path}/monitor.db").close()
    assert _standings(tmp_path) == before


def _standings(folder: Path) -> list[bytes]:
    raw = sqlite3.connect(folder / "monitor.db")
    found = [row[0] for row in raw.execute("SELECT standing FROM alerts")]
    raw.close()
    return found
