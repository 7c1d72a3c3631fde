"""Digests: everything is told once, at its time, however often the daemon stops and whatever the clocks do."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, select

from monitor.delivery import Templates, render
from monitor.digesting import digest_so_far, make_digests, send_digests_asked_for
from monitor.model import Analysed, Casualties, Claim, Letter
from monitor.settings import DigestSettings, Settings
from monitor.store import Store
from monitor.store.audit import audit
from monitor.store.instructions import Instruction, InstructionKind, instruct, result_of
from monitor.store.schema import digests, entries
from monitor.vocabulary import ClaimKind, Harm, NoticeKind, Status
from tests.pipeline.conftest import RULE, START, Newsroom, newsroom_of, settings, told

SEVEN = datetime.fromisoformat("2026-03-02T07:00:00+00:00")
EXPERIMENTAL = """\
title: On trial
id: trial
level: low
status: experimental
when: {kind: [strike]}
"""


def receivers(**digest: str) -> list[dict[str, object]]:
    plan = {"schedule": "0 7 * * *", "location": "UTC"} | digest
    return [{"name": "desk", "email": {"to": ["desk@example.org"]}, "immediate": "low", "digest": plan}]


class Office:
    """A newsroom whose only receiver has a digest at seven."""

    def __init__(self, folder: Path, rules: str = RULE, send_empty: str = "summary", **changed: object) -> None:
        self.folder = folder
        plan = {"receivers": receivers(send_empty=send_empty)} | changed
        self.settings: Settings = settings(folder, **plan)
        self.room: Newsroom = newsroom_of(folder, rules, **plan)
        self.look()  # the first look begins the first period

    def look(self) -> int:
        """Do what the schedule does when its alarm rings."""
        return self.room.store.write(partial(make_digests, settings=self.settings, now=self.room.now)).result()

    def at(self, moment: datetime) -> int:
        self.room.now = moment
        return self.look()

    def digests(self) -> list[Letter]:
        return [one for one in self.room.outbox() if one.notice.kind is NoticeKind.DIGEST]

    def restart(self) -> None:
        """Stop, and start anew with nothing but the store."""
        self.room.store.close()
        self.room.store = Store.open(self.settings.store)
        self.room.restart()

    def text(self, letter: Letter) -> str:
        mail = render(letter, self.settings.receivers[0], from_="m@example.org", templates=Templates.load(), now=SEVEN)
        return mail.raw.decode()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.room.store.close()


def claimed(article: Analysed) -> Analysed:
    """Put the toll into somebody's mouth, as extraction does: a story's figures are made of claims."""
    (event,), (report,) = article.facts.events, article.reports
    dead = event.casualties.killed
    assert dead
    claim = Claim(about=ClaimKind.TOLL, harm=Harm.KILLED, value=dead.value, status=Status.REPORTED)
    event = replace(event, casualties=Casualties(killed=replace(dead, claims=(claim,))))
    return replace(article, facts=replace(article.facts, events=(event,)), reports=(replace(report, event=event),))


def section(letter: Letter, title: str) -> tuple[str, ...]:
    """The lines of one part of a digest, none where it has no such part."""
    return next((part.lines for part in letter.sections if part.title == title), ())


def in_digest(connection: Connection) -> list[tuple[str, str | None]]:
    rows = connection.execute(select(entries.c.article_id, entries.c.digest_id).order_by(entries.c.id))
    return [(row.article_id, row.digest_id) for row in rows]


def made_for(connection: Connection) -> list[str]:
    return list(connection.scalars(select(digests.c.receiver).where(digests.c.notice_id.is_not(None))))


def test_a_digest_comes_at_its_time_and_lists_what_was_decided_sent_or_not(office: Office) -> None:
    room = office.room
    assert room.hear(told("Fourteen people were killed.")) == ["first"]
    assert office.at(SEVEN - timedelta(minutes=1)) == 0
    assert office.at(SEVEN) == 1
    (digest,) = office.digests()
    assert [entry.story.headline for entry in digest.entries] == ["Fourteen people were killed."]
    assert digest.title == "Digest, 2026-03-02 07:00: 1 story, 1 high"
    assert not digest.notice.late
    assert digest.text == (
        "drops 1 = 1 processed + 0 quarantined + 0 waiting + 0 ignored",
        "decisions 1 = 1 told at once + 0 for this digest only + 0 not sent",
    )


def test_what_is_only_for_digests_is_in_them(tmp_path: Path) -> None:
    office = Office(tmp_path, rules=EXPERIMENTAL)
    assert office.room.hear(told("Fourteen people were killed.")) == ["digest_only"]
    assert office.at(SEVEN) == 1
    (digest,) = office.room.outbox()
    assert [entry.decision.value for entry in digest.entries] == ["digest_only"]
    assert digest.suppressed == (), "what the digest tells is not withheld"
    office.room.store.close()


def test_each_entry_is_in_exactly_one_digest(office: Office) -> None:
    room, told_at = office.room, SEVEN
    for day, place in enumerate(("Belgorod", "Kharkiv", "Odesa")):
        room.hear(told(f"Ten were killed in {place}.", place=place, at=room.now, killed=10 + day))
        office.at(told_at)
        told_at += timedelta(days=1)
    listed = [[entry.story.id for entry in letter.entries] for letter in office.digests()]
    assert [len(one) for one in listed] == [1, 1, 1], "a story without a new entry is not listed again"
    assert len({story for one in listed for story in one}) == 3
    assert all(digest for _, digest in room.store.read(in_digest))


def test_a_story_is_listed_with_its_change_since_the_last_digest(office: Office) -> None:
    room = office.room
    strike = (
        "A missile hit the covered market of Belgorod on Sunday morning while traders were opening their stalls, "
        "the governor of the region said. Rescue teams searched the ruins for survivors, and {} people were killed."
    )
    for killed, source in ((14, "reuters"), (17, "afp"), (21, "dpa")):
        room.hear(claimed(told(strike.format(killed), source=source, killed=killed, at=room.now)))
        if killed == 14:
            office.at(SEVEN)
    office.at(SEVEN + timedelta(days=1))
    first, second = office.digests()
    assert first.entries[0].changes == ()
    assert len(second.entries) == 1
    assert "since the digest of 2 Mar 2026 07:00 UTC: killed 14 -> 21" in office.text(second)


def test_a_period_is_told_once_over_restarts(office: Office) -> None:
    office.room.hear(told("Fourteen people were killed."))
    assert office.at(SEVEN) == 1
    office.restart()
    assert [office.at(SEVEN + timedelta(seconds=n)) for n in range(3)] == [0, 0, 0]
    assert len(office.digests()) == 1


def test_after_a_stop_over_three_mornings_there_is_one_late_digest_that_says_so(office: Office) -> None:
    office.room.hear(told("Fourteen people were killed."))
    office.restart()
    assert office.at(SEVEN + timedelta(days=2, hours=3)) == 1
    assert office.at(SEVEN + timedelta(days=2, hours=4)) == 0
    (digest,) = office.digests()
    assert digest.notice.late
    assert digest.text[0] == (
        "This digest is late: several fell due while none could be made; "
        "it tells all from 2026-03-01 12:00 to 2026-03-04 07:00."
    )
    assert "Digest for desk, late" in office.text(digest)


def test_a_clock_set_back_and_forward_tells_a_period_once(office: Office) -> None:
    office.room.hear(told("Fourteen people were killed."))
    hours = [7, 6, 6.5, 7, 9, 7.5, 8]
    assert [office.at(SEVEN + timedelta(hours=hour - 7)) for hour in hours] == [1, 0, 0, 0, 0, 0, 0]


def test_a_clock_that_was_a_year_ahead_silences_nothing(office: Office) -> None:
    office.at(SEVEN + timedelta(days=365))
    office.at(SEVEN)
    office.room.hear(told("Fourteen people were killed."))
    assert office.at(SEVEN + timedelta(days=1)) == 1
    assert sum(len(digest.entries) for digest in office.digests()) == 1


def test_an_empty_digest_is_a_proof_of_life(office: Office) -> None:
    assert office.at(SEVEN) == 1
    (digest,) = office.digests()
    assert digest.title == "Digest, 2026-03-02 07:00: no stories"
    text = office.text(digest)
    assert "No stories and nothing withheld: the monitor is alive and watching." in text
    assert "drops 0 =3D 0 processed" in text or "drops 0 = 0 processed" in text


def test_an_empty_digest_can_be_off_and_its_counts_wait_for_the_next(tmp_path: Path) -> None:
    office = Office(tmp_path, send_empty="never")
    office.room.hear(told("Nothing was hit.", killed=None))
    assert office.at(SEVEN) == 0
    assert office.digests() == []
    office.room.hear(told("Fourteen people were killed."))
    assert office.at(SEVEN + timedelta(days=1)) == 1
    assert office.digests()[0].text[0] == "drops 2 = 2 processed + 0 quarantined + 0 waiting + 0 ignored"
    office.room.store.close()


def test_what_was_withheld_is_counted_with_its_reason(office: Office) -> None:
    office.room.hear(told("Fourteen people were killed."))
    office.room.hear(told("Fourteen people were killed.", source="afp"))
    office.at(SEVEN)
    (digest,) = office.digests()
    assert [(one.kind.value, one.count) for one in digest.suppressed] == [("repeat", 1)]


def test_what_nobody_could_read_and_who_was_silent_is_said(tmp_path: Path) -> None:
    outlets = [{"id": name, "inbox": f"{name}/"} for name in ("reuters", "tass")]
    office = Office(tmp_path, sources=outlets)
    georgian = told("Fourteen people were killed.", killed=None)
    unread = replace(georgian.facts, read=False, events=())
    report = replace(georgian.reports[0], event=None)
    office.room.hear(
        replace(georgian, article=replace(georgian.article, language="ka"), facts=unread, reports=(report,))
    )
    office.at(SEVEN)
    office.at(SEVEN + timedelta(days=1))
    first, second = office.digests()
    assert first.text[1:] == ("rules that asked for facts nobody could read: 1 (ka 1)",)
    assert section(first, "Silent sources") == ("tass: nothing in the last 30 days",)
    assert section(second, "Silent sources") == (
        "reuters: nothing since 2026-03-01 12:00; it gave too little to know its rhythm",
        "tass: nothing in the last 30 days",
    )
    office.room.store.close()


def test_the_audit_counts_digests_on_two_ways(office: Office) -> None:
    office.room.hear(told("Fourteen people were killed."))
    office.at(SEVEN)
    store = office.room.store
    assert [one.what for one in store.read(audit) if not one.agrees] == []
    store.write(lambda connection: connection.execute(delete(digests))).result()
    assert [one.what for one in store.read(audit) if not one.agrees] == [
        "desk: periods told by a digest = digests",
        "no entries of a digest that is not there",
    ]


def test_a_preview_shows_the_next_digest_and_changes_nothing(office: Office) -> None:
    office.room.hear(told("Fourteen people were killed."))
    receiver = office.settings.receivers[0]
    look = partial(digest_so_far, settings=office.settings, receiver=receiver, now=office.room.now)
    before = office.room.store.read(look)
    assert before == office.room.store.read(look)
    assert len(before.entries) == 1
    office.at(SEVEN)
    assert office.digests()[0].notice.id == before.notice.id


def test_a_digest_that_a_person_asks_for_ends_the_period(office: Office) -> None:
    room = office.room
    room.hear(told("Fourteen people were killed."))
    wish = Instruction(kind=InstructionKind.DIGEST, target="desk", who="eva")
    number = room.store.write(partial(instruct, instruction=wish, now=room.now)).result()
    asked = partial(send_digests_asked_for, settings=office.settings, now=room.now)
    assert [room.store.write(asked).result(), room.store.write(asked).result()] == [1, 0]
    assert room.store.read(partial(result_of, instruction_id=number)) == (True, "the digest is on its way")
    assert office.at(SEVEN) == 1
    first, second = office.digests()
    assert (len(first.entries), len(second.entries)) == (1, 0)
    assert first.notice.id != second.notice.id


KILLED = """\
import sys, os, signal
from datetime import datetime
from functools import partial
from pathlib import Path
from monitor.digesting import make_digests
from monitor.store import Store
from tests.pipeline.test_digests import SEVEN, receivers, settings

def die(connection):
    make_digests(connection, plan, SEVEN)
    os.kill(os.getpid(), signal.SIGKILL)

plan = settings(Path(sys.argv[1]), receivers=receivers())
Store.open(plan.store).write(die).result()
"""


def test_a_kill_while_a_digest_is_made_leaves_nothing_half_and_tells_it_once(office: Office) -> None:
    office.room.hear(told("Fourteen people were killed."))
    preview = partial(
        digest_so_far, settings=office.settings, receiver=office.settings.receivers[0], now=office.room.now
    )
    identity = office.room.store.read(preview).notice.id
    office.room.store.close()
    died = subprocess.run(
        [sys.executable, "-c", KILLED, str(office.folder)], check=False, cwd=Path(__file__).parents[2], timeout=60
    )
    assert died.returncode == -signal.SIGKILL
    office.restart()
    assert office.digests() == []
    assert {digest for _, digest in office.room.store.read(in_digest)} == {None}
    assert office.at(SEVEN) == 1
    assert [letter.notice.id for letter in office.digests()] == [identity]


def test_a_receiver_whose_digest_fails_delays_no_other(tmp_path: Path) -> None:
    both = [*receivers(), {**receivers()[0], "name": "late"}]
    room = newsroom_of(tmp_path, receivers=both)
    plan = settings(tmp_path, receivers=both)
    look = partial(make_digests, settings=plan)
    room.store.write(partial(look, now=START)).result()
    broken = plan.receivers[0].model_copy(update={"digest": DigestSettings(schedule="no cron at all")})
    plan = plan.model_copy(update={"receivers": (broken, plan.receivers[1])})
    assert room.store.write(partial(make_digests, settings=plan, now=SEVEN)).result() == 1
    rows = room.store.read(made_for)
    assert rows == ["late"]
    room.store.close()


@pytest.mark.parametrize(
    ("begins", "due"),
    [
        ("2026-03-27T12:20", ["03-28 01:30", "03-29 01:30", "03-30 00:30", "03-31 00:30"]),  # 01:30 is skipped once
        ("2026-10-23T12:20", ["10-24 00:30", "10-25 00:30", "10-26 01:30", "10-27 01:30"]),  # and shown twice
        ("2028-02-27T12:20", ["02-28 01:30", "02-29 01:30", "03-01 01:30", "03-02 01:30"]),
    ],
    ids=["clocks go forward", "clocks go back", "leap day"],
)
def test_over_days_of_odd_clocks_each_period_is_told_once_and_each_entry_by_one(
    tmp_path: Path, begins: str, due: list[str]
) -> None:
    office = Office(tmp_path, receivers=receivers(schedule="30 1 * * *", location="Europe/London"))
    office.room.now = true = datetime.fromisoformat(begins + "+00:00")
    office.look()  # late, of the time before: not of this test
    earlier = {letter.notice.id for letter in office.digests()}
    wrong = {hour: timedelta(hours=-1) for hour in range(36, 41)} | {hour: timedelta(hours=2) for hour in range(60, 66)}
    for hour in range(4 * 24):  # the clock is an hour behind over one due time, and two hours ahead before another
        office.room.now = true + timedelta(hours=hour) + wrong.get(hour, timedelta())
        if hour % 3 == 0:
            office.room.hear(told(f"{hour + 2} people were killed in hour {hour}."))
        office.look()
    made = [letter for letter in office.digests() if letter.notice.id not in earlier]
    ends = office.room.store.read(lambda connection: list(connection.scalars(select(digests.c.ends_at))))
    assert [f"{end:%m-%d %H:%M}" for end in sorted(end for end in ends if end and end > true)] == due
    assert len(made) == len(due)
    told_by = [digest for _, digest in office.room.store.read(in_digest)]
    parts = [digest for digest, _ in groupby(one for one in told_by if one)]
    assert len(parts) == len(set(parts)) == len(due), "one row of entries a digest, none of them twice"
    assert set(parts) == {letter.notice.id for letter in made}
    assert all(told_by[: -told_by[::-1].index(parts[-1])]), "nothing that was before the last digest is left"
    office.room.store.close()


def test_what_the_digest_of_the_same_minute_tells_is_no_summary_too(tmp_path: Path) -> None:
    night = {"name": "night", "times": [{"start_time": "22:00", "end_time": "07:00"}], "location": "UTC"}
    route = {"receiver": "desk", "mute_time_intervals": ["night"]}
    office = Office(tmp_path, time_intervals=[night], route={"receiver": "desk", "routes": [route]})
    office.at(SEVEN - timedelta(hours=2))
    text = "Missiles struck the covered market of Belgorod at noon. {} people died there, {} reports."
    assert office.room.hear(claimed(told(text.format(14, "reuters")))) == ["held"]
    assert office.at(SEVEN) == 1
    assert office.room.keep_schedule() == 0
    assert [letter.notice.kind for letter in office.room.outbox()] == [NoticeKind.DIGEST]
    more = claimed(told(text.format(17, "afp"), killed=17, source="afp"))
    assert office.room.hear(more) == ["update"], "the digest was the first message"
    assert [one for one in office.room.store.read(audit) if not one.agrees] == []
    office.room.store.close()
