"""A day at the desk as its receivers were told it: real articles, the shipped rules, the program's own decisions.

The sample article opens the story; what follows is written for this. What comes of it is what the product
sends, and not what somebody drew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.alerting.policy import policy_of
from monitor.desk import Desk, RuleBook
from monitor.digesting import make_digests
from monitor.extraction.load import load_knowledge
from monitor.inbox.sources import find_source
from monitor.model import DropMeta, Letter
from monitor.rules.load import load_rule_set
from monitor.settings import Settings
from monitor.shipped import shipped
from monitor.store import Store
from monitor.store.meta import begin_catch_up_when_due, end_catch_up
from monitor.store.rule_sets import accept_rule_set
from monitor.store.troubles import record_trouble
from monitor.vocabulary import NoticeKind
from monitor.workers.analysis import analyse
from tests.pipeline.conftest import Newsroom

MORNING = datetime(2024, 1, 1, 6, 30, tzinfo=UTC)

PLAN = {
    "sources": [
        {"id": "tass", "inbox": "tass/", "kind": "state_media", "language": "en"},
        {"id": "reuters", "inbox": "reuters/", "kind": "agency", "language": "en"},
        {"id": "afp", "inbox": "afp/", "kind": "agency", "language": "en"},
    ],
    "receivers": [
        {
            "name": "desk",
            "email": {"to": ["desk@example.org"], "location": "Europe/London"},
            "immediate": "low",
            "digest": {"schedule": "0 7 * * *", "location": "Europe/London"},
        },
        {"name": "ops", "email": {"to": ["ops@example.org"], "location": "Europe/London"}},
    ],
    "route": {"receiver": "desk"},
    "operator": "ops",
}

RISES = (
    "Toll of rocket strike on Belgorod rises to 21",
    "The massive rocket strike that targeted the Russian border city of Belgorod on Saturday killed 21 people, "
    "regional governor Vyacheslav Gladkov said on Monday. The Ukrainian attack left over 100 people "
    "injured. A Moscow security source said that Ukrainian President Volodymyr Zelensky had ordered it.",
)
CORRECTED = (
    "Correction: rocket strike on Belgorod killed 18",
    "CORRECTION: The massive rocket strike that targeted the Russian border city of Belgorod on Saturday killed 18 "
    "people and not 21 as reported earlier, regional governor Vyacheslav Gladkov said on Monday. The Ukrainian attack "
    "left over 100 people injured.",
)
OVERNIGHT = (
    (
        "afp",
        "Missile hits Kharkiv hotel, prosecutors say",
        "A missile hit a hotel in Kharkiv on Monday evening and reportedly injured 28 people, among them a British "
        "journalist. AFP could not independently verify the claim, which was made by an unnamed official.",
    ),
    (
        "reuters",
        "Kraken Regiment says it shelled a depot near Shebekino",
        "The Kraken Regiment shelled a fuel depot near Shebekino on Monday night and killed three guards, it said in a "
        "statement. Reuters was not able to verify the claim.",
    ),
    (
        "tass",
        "Toll of rocket strike on Belgorod rises to 25",
        "The rocket strike that targeted the Russian border city of Belgorod on Saturday killed 25 people, regional "
        "governor Vyacheslav Gladkov said on Tuesday. The Ukrainian attack left over 100 people injured.",
    ),
)


def day() -> Mapping[str, Letter]:
    """Return a first alert, an update, a correction, a catch-up summary, a digest and an operator's notice, by name."""
    with TemporaryDirectory() as folder:
        office = Office(Path(folder))
        try:
            return office.day()
        finally:
            office.room.store.close()


class Office:
    """The desk of that day, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        paths = {"spool": {"path": folder / "spool"}, "rules": folder / "rules", "maildir": folder / "mail"}
        self.settings = Settings.model_validate(PLAN | paths | {"store": f"sqlite:///{folder}/monitor.db"})
        self.rule_set = load_rule_set(shipped("rules"))[0]
        store = Store.open(self.settings.store)
        accept = partial(accept_rule_set, rule_set_id=self.rule_set.id, canonical=self.rule_set.to_canonical())
        store.write(partial(accept, now=MORNING)).result()
        book = RuleBook.compiled(self.rule_set)
        self.room = Newsroom(store=store, desk=Desk(policy=policy_of(self.settings), book=book), now=MORNING)
        self.knowledge = load_knowledge(self.rule_set.gazetteer)

    def day(self) -> Mapping[str, Letter]:
        """Let the day pass, and return what the receiver was told."""
        self._digest(at=MORNING)
        self._hear("belgorod.txt", (shipped("seeds") / "belgorod.txt").read_bytes())
        self._digest(at=MORNING.replace(hour=7, minute=0))
        self._wire("tass", *RISES, at=MORNING.replace(hour=9, minute=10))
        self._wire("tass", *CORRECTED, at=MORNING.replace(hour=10, minute=40))
        self._trouble()
        self._stop_overnight()
        self._digest(at=MORNING.replace(hour=7, minute=0) + timedelta(days=1))
        return self._named(self.room.outbox())

    def _hear(self, name: str, data: bytes) -> None:
        source = find_source(name.rpartition("/")[0], self.settings.sources)
        now = self.room.now
        meta = DropMeta(name=name.rpartition("/")[2], source=source, received_at=now, modified_at=now)
        self.room.hear(*analyse(data, meta, self.knowledge))

    def _wire(self, source: str, title: str, text: str, *, at: datetime, story: str = "belgorod") -> None:
        """Let an agency tell a story in its format; what it tells again under the same name is a revision."""
        self.room.now = at
        address = f"https://{source}.example/{story}"
        told = {
            "uri": address,
            "headline": title,
            "body_text": text,
            "versioncreated": at.isoformat(),
            "language": "en",
        }
        self._hear(f"{source}/{at:%H%M}.json", json.dumps(told).encode())

    def _stop_overnight(self) -> None:
        """Take in on Tuesday morning what came while the monitor was stopped."""
        store, morning = self.room.store, MORNING + timedelta(days=1)
        store.write(partial(begin_catch_up_when_due, files=201, stopped_for=timedelta(hours=1))).result()
        for n, (source, title, text) in enumerate(OVERNIGHT):
            self._wire(source, title, text, at=morning - timedelta(minutes=9 - n), story=f"night-{n}")
        store.write(end_catch_up).result()
        self.room.now = morning
        self.room.keep_schedule()

    def _trouble(self) -> None:
        """Let the mail server refuse the login: the words are those that `sending` records."""
        why = "mail.example.org:587 refused the login: 535 5.7.8 credentials invalid"
        text = f"receiver `desk` is parked, its messages wait: {why}"
        record = partial(record_trouble, cause="parked:desk", text=text, now=self.room.now, about="desk")
        self.room.store.write(record).result()
        self.room.keep_schedule()

    def _digest(self, at: datetime) -> None:
        self.room.now = at
        self.room.store.write(partial(make_digests, settings=self.settings, now=at)).result()

    @staticmethod
    def _named(letters: list[Letter]) -> Mapping[str, Letter]:
        told = [one for one in letters if one.story and one.story.number == 1]
        kinds = {kind: [one for one in letters if one.notice.kind is kind] for kind in NoticeKind}
        return {
            "alert": told[0],
            "update": told[1],
            "correction": told[2],
            "summary": kinds[NoticeKind.SUMMARY][0],
            "digest": kinds[NoticeKind.DIGEST][-1],
            "operator": kinds[NoticeKind.OPERATOR][0],
        }
