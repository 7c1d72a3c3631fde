"""What a digest adds to its list: what its reader heard, who contradicts whom, and what is silent."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from monitor.delivery import Templates, render
from monitor.digesting import digest_so_far
from monitor.model import Analysed, Letter
from monitor.store.rule_sets import accept_rule_set
from tests.pipeline.conftest import RULE, START, rule_book, told
from tests.pipeline.test_digests import SEVEN, Office, claimed, receivers, section
from tests.pipeline.test_silences import silence

STRIKE = (
    "A missile hit the covered market of {} on Sunday morning while traders were opening their stalls, "
    "the governor of the region said. Rescue teams searched the ruins for survivors, and {} people were killed."
)
FLOOD = """\
---
title: Floods
id: flood
level: low
when: {kind: [disaster]}
"""


def strike(killed: int, source: str, place: str = "Belgorod", at: datetime = START) -> Analysed:
    return claimed(told(STRIKE.format(place, killed), source=source, killed=killed, place=place, at=at))


def plain(office: Office, letter: Letter) -> str:
    """The text of a digest as its reader sees it, on one line."""
    receiver = office.settings.receivers[0]
    mail = render(letter, receiver, from_="m@example.org", templates=Templates.load(), now=SEVEN)
    body = email.message_from_bytes(mail.raw, policy=email.policy.default).get_body(("plain",))  # type: ignore[attr-defined]
    return " ".join(body.get_content().split())


def numbers(line: str) -> list[int]:
    """The whole of a sum and its parts."""
    return [int(one) for one in re.findall(r"\d+", line)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.room.store.close()


def test_a_line_tells_all_that_its_reader_heard_and_not_the_last_decision_alone(office: Office) -> None:
    heard = [office.room.hear(strike(killed, source)) for killed, source in ((14, "reuters"), (21, "afp"), (21, "dpa"))]
    assert heard == [["first"], ["update"], ["repeat"]]
    office.at(SEVEN)
    (digest,) = office.digests()
    assert "told at once; 1 update sent; 1 more report without news" in plain(office, digest)


def test_the_next_digest_tells_only_what_came_after_the_last(office: Office) -> None:
    office.room.hear(strike(14, "reuters"))
    office.at(SEVEN)
    office.room.hear(strike(21, "afp", at=office.room.now))
    office.at(SEVEN + timedelta(days=1))
    first, second = office.digests()
    assert [one.kind.value for one in first.entries[0].heard] == ["first"], "read after the second was made"
    assert [one.kind.value for one in second.entries[0].heard] == ["update"]


def test_a_digest_tells_all_its_times_by_its_own_clock(tmp_path: Path) -> None:
    office = Office(tmp_path, receivers=receivers(location="Asia/Tokyo", schedule="0 16 * * *"))
    office.room.hear(strike(14, "reuters"))
    office.at(SEVEN)
    office.room.hear(strike(21, "afp", at=office.room.now))
    office.at(SEVEN + timedelta(days=1))
    second = office.digests()[1]
    assert second.title.startswith("Digest, 2026-03-03 16:00")
    assert "since the digest of 2 Mar 2026 16:00 JST: killed 14 -> 21" in plain(office, second)
    office.room.store.close()


def test_a_silence_in_force_is_told_with_owner_reason_end_and_what_it_withheld(office: Office) -> None:
    office.room.hear(strike(14, "reuters"))
    silence(office.room, 'place="Belgorod"', hours=30)
    assert office.room.hear(strike(17, "afp")) == ["silenced"]
    office.at(SEVEN)
    office.at(SEVEN + timedelta(days=1))
    first, second = office.digests()
    assert section(first, "Silences in force") == (
        'place="Belgorod": by eva until 2026-03-02 18:00, exercise; 1 withheld so far',
    )
    assert section(second, "Silences in force") == (), "it is over"
    assert "told at once; silenced by a person: silence 1 of eva" in plain(office, first)


def test_voices_that_contradict_each_other_are_both_named(office: Office) -> None:
    office.room.hear(strike(21, "reuters"))
    office.room.hear(strike(5, "afp"))
    office.at(SEVEN)
    (digest,) = office.digests()
    voices = "21 said by reuters in its own words; 5 said by afp in its own words"
    assert f"they differ on killed: {voices}" in plain(office, digest)


def test_voices_that_agree_are_no_conflict(office: Office) -> None:
    office.room.hear(strike(21, "reuters"))
    office.room.hear(strike(21, "afp"))
    office.at(SEVEN)
    assert "they differ" not in plain(office, office.digests()[0])


def test_sums_add_up_and_what_was_not_sent_is_counted_by_reason(office: Office) -> None:
    room = office.room
    for place in ("Belgorod", "Kharkiv"):
        room.hear(strike(14, "reuters", place))
        room.hear(strike(14, "afp", place))
    memory = STRIKE.format("Odesa", 30) + " It is the anniversary of another strike."
    assert room.hear(claimed(told(memory, source="dpa", killed=30, place="Odesa"))) == ["excluded"]
    office.at(SEVEN)
    (digest,) = office.digests()
    arrived, decisions = digest.text
    for line in (arrived, decisions):
        whole, *parts = numbers(line)
        assert whole == sum(parts) == 5
    assert decisions == "decisions 5 = 2 told at once + 0 for this digest only + 3 not sent"
    assert sum(one.count for one in digest.suppressed) == 3
    assert {(one.kind.value, one.count) for one in digest.suppressed} == {("repeat", 2), ("excluded", 1)}
    assert all(one.reason for one in digest.suppressed)


def test_a_feed_that_breaks_its_rhythm_is_named_and_one_that_keeps_it_is_not(office: Office) -> None:
    room = office.room
    for hour in range(48):
        room.now = START + timedelta(hours=hour)
        room.arrive(told(f"Nothing happened in hour {hour}.", source="hourly", killed=None, at=room.now))
        if hour % 12 == 0:
            room.arrive(told(f"Nothing happened in half day {hour}.", source="rare", killed=None, at=room.now))
    room.decide()
    office.at(SEVEN + timedelta(days=2))
    (digest,) = office.digests()
    assert section(digest, "Silent sources") == (
        "hourly: nothing since 2026-03-03 11:00; its pauses are 1 h at most",
    ), "the rare one gave in four hours: too few for a rhythm, and nobody configured it"
    assert "SILENT SOURCES - hourly: nothing since" in plain(office, digest)


def test_a_source_that_gave_something_minutes_before_the_digest_began_is_not_silent(tmp_path: Path) -> None:
    office = Office(tmp_path, sources=[{"id": "reuters", "inbox": "reuters/"}])
    office.room.now = SEVEN - timedelta(minutes=5)
    office.room.hear(strike(14, "reuters", at=office.room.now))
    office.at(SEVEN)
    office.room.now += timedelta(minutes=5)
    asked = partial(digest_so_far, settings=office.settings, receiver=office.settings.receivers[0], now=office.room.now)
    assert section(office.room.store.read(asked), "Silent sources") == ()
    office.room.store.close()


def test_a_rule_that_matched_nothing_in_thirty_days_is_named_a_younger_one_is_not(tmp_path: Path) -> None:
    office = Office(tmp_path, rules=RULE + FLOOD)
    later = START + timedelta(days=29)
    grown = rule_book(RULE + FLOOD + FLOOD.replace("flood", "young"))
    accept = partial(accept_rule_set, rule_set_id=grown.rule_set.id, canonical=grown.rule_set.to_canonical(), now=later)
    office.room.store.write(accept).result()
    office.room.now = later
    assert office.room.hear(strike(14, "reuters", at=later)) == ["first"]
    office.at(START + timedelta(days=29, hours=20))
    office.at(START + timedelta(days=31))
    title = "Rules that never fired in 30 days"
    early, late = (section(letter, title) for letter in office.digests())
    assert early == (), "nothing was in force for thirty days"
    assert late == ("Floods (flood): no match since 2026-03-02 or longer",)
    office.room.store.close()
