from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.delivery.brief import Brief
from monitor.delivery.compose import brief_of
from monitor.delivery.subject import subject_of
from monitor.model import DIGESTS_ALONE, Entry, Heard, Letter, Notice, Source, Withheld
from monitor.vocabulary import DecisionKind, Level, NoticeKind
from tests.delivery.letters import AT, first, higher_toll, kharkiv, reason


def entry(letter: Letter, level: Level = Level.CRITICAL, decision: DecisionKind = DecisionKind.FOLDED) -> Entry:
    assert letter.story is not None
    return Entry(
        story=letter.story,
        level=level,
        subject=subject_of(letter),
        as_it_stands=subject_of(replace(letter, changes=())),
        decision=decision,
        reason="30 messages an hour",
        source_id="unknown",
        rules=letter.rules,
        changes=letter.changes,
    )


def later(letter: Letter) -> Letter:
    assert letter.story is not None
    return replace(letter, story=replace(letter.story, updated_at=AT + timedelta(hours=1)))


def brief(kind: NoticeKind, *entries: Entry, suppressed: tuple[Withheld, ...] = (), health: str = "") -> Brief:
    notice = Notice(id="n", kind=kind, receiver="desk", n=1, level=Level.HIGH, created_at=AT)
    letter = Letter(notice=notice, entries=entries, suppressed=suppressed, title="Night", text=(health,))
    return brief_of(letter, ZoneInfo("UTC"), subject_of(letter))


def other_story() -> Letter:
    letter = first(kharkiv())
    assert letter.story is not None
    return replace(letter, story=replace(letter.story, id="another"))


def test_a_summary_lists_every_subject_the_most_important_first() -> None:
    made = brief(
        NoticeKind.SUMMARY, entry(other_story(), Level.LOW), entry(first()), entry(later(higher_toll(first())))
    )
    assert [(group.level, [line.subject for line in group.entries]) for group in made.groups] == [
        ("critical", [subject_of(first()), subject_of(higher_toll(first()))]),
        ("low", [subject_of(other_story())]),
    ]


def test_a_digest_tells_a_story_once_with_all_that_changed() -> None:
    made = brief(NoticeKind.DIGEST, entry(first()), entry(later(higher_toll(first()))))
    (line,) = made.groups[0].entries
    assert line.subject == "Belgorod: 21 killed, over 100 injured - strike (UNVERIFIED)", "as it stands"
    assert line.change == "since the last digest: killed 14 -> 21"
    assert line.note.startswith("2 times; told in a summary")


def test_the_summary_is_three_lines() -> None:
    withheld = (Withheld(kind=DecisionKind.REPEAT, reason="reprints", count=7),)
    made = brief(NoticeKind.DIGEST, entry(other_story(), Level.HIGH), entry(first()), suppressed=withheld)
    assert made.summary == (
        "2 stories: 1 critical, 1 high",
        "First: [CRITICAL] Belgorod: 14 killed, over 100 injured - strike (UNVERIFIED)",
        "Not sent: 7, listed below with the reasons.",
    )
    assert made.withheld == ("7 with nothing new: reprints",)


def test_an_empty_digest_is_one_line_of_proof_of_life() -> None:
    made = brief(NoticeKind.DIGEST, health="drops 0 = 0 processed + 0 quarantined + 0 waiting + 0 ignored")
    assert made.summary == ("No stories and nothing withheld: the monitor is alive and watching.",)
    assert made.groups == ()


@pytest.mark.parametrize("kind", [NoticeKind.SUMMARY, NoticeKind.DIGEST])
def test_what_is_unverified_says_so_in_a_list_too(kind: NoticeKind) -> None:
    (line,) = brief(kind, entry(first())).groups[0].entries
    assert line.subject.endswith("(UNVERIFIED)")
    frozen = replace(entry(first()), subject=subject_of(first(), "thread"), as_it_stands="")
    (line,) = brief(kind, frozen).groups[0].entries
    assert line.note.startswith("UNVERIFIED")


def test_a_digest_says_whether_its_reader_was_told_at_once_and_who_tells_the_story() -> None:
    agencies = [Source(id="reuters", configured=True), Source(id="afp", configured=True)]
    one = entry(first())
    members = tuple(replace(one.story.members[0], source=source) for source in (*agencies, agencies[0]))
    sent = replace(one, decision=DecisionKind.FIRST, story=replace(one.story, members=members))
    (line,) = brief(NoticeKind.DIGEST, sent).groups[0].entries
    assert line.note == "told at once"
    assert [word.partition(" ")[0] for word in line.source.split(", ")] == ["reuters", "afp"]


def test_a_summary_of_one_story_bears_its_subject() -> None:
    one = entry(first())
    subject = brief(NoticeKind.SUMMARY, one).subject
    assert subject == subject_of(first()), "70 characters already"
    assert len(subject) > 70 - len("Summary: ")
    short = replace(one, subject="[HIGH] Belgorod: 2 injured (UNVERIFIED)")
    assert brief(NoticeKind.SUMMARY, short).subject == "Summary: [HIGH] Belgorod: 2 injured (UNVERIFIED)"
    assert brief(NoticeKind.SUMMARY, one, one).subject == subject
    assert brief(NoticeKind.SUMMARY, one, entry(other_story())).subject == "Night"
    assert brief(NoticeKind.DIGEST, one).subject == "Night"


def test_an_operators_notice_says_nothing_twice() -> None:
    notice = Notice(id="n", kind=NoticeKind.OPERATOR, receiver="ops", n=0, level=Level.HIGH, created_at=AT)
    troubles = ("quarantined: x.pdf: this is not text", "receiver `duty` is parked")
    letter = Letter(notice=notice, title=f"media-monitor: 2 troubles, first: {troubles[0]}", text=troubles)
    made = brief_of(letter, ZoneInfo("UTC"), subject_of(letter))
    assert made.first_line == "media-monitor: 2 troubles, first: quarantined: x.pdf: this is not text"
    assert made.text == ("receiver `duty` is parked",)


def test_a_digest_begins_with_what_weighs_most_in_each_level() -> None:
    unread = first()
    assert unread.story
    nobody_read = replace(unread, story=replace(unread.story, id="unread", event=None, figures=()))
    unread = replace(nobody_read, report=None)
    made = brief(NoticeKind.DIGEST, entry(unread), entry(other_story()), entry(first()))
    assert [line.subject for line in made.groups[0].entries] == [
        *(subject_of(one).removeprefix("[CRITICAL] ") for one in (first(), other_story(), unread))
    ]
    assert made.summary[1].startswith("First: [CRITICAL] Belgorod: 14 killed")


@pytest.mark.parametrize(
    ("count", "reason", "said"),
    [
        pytest.param(1, f"desk {DIGESTS_ALONE}", "", id="a digest need not say that it is one"),
        pytest.param(3, f"desk {DIGESTS_ALONE}", "3 reports", id="but how often it was told"),
        pytest.param(1, "experimental: Try", "for the digest only: experimental: Try", id="any other reason"),
    ],
)
def test_who_takes_digests_alone_is_not_told_so_of_each_story(count: int, reason: str, said: str) -> None:
    one = entry(first())
    heard = (Heard(kind=DecisionKind.DIGEST_ONLY, count=count, reason=reason),)
    (line,) = brief(NoticeKind.DIGEST, replace(one, decision=DecisionKind.DIGEST_ONLY, heard=heard)).groups[0].entries
    assert line.note == said


def test_the_rules_of_a_story_are_kept_apart_whatever_signs_their_titles_hold() -> None:
    letter = replace(first(), rules=(reason(title="Fires, wrecks and floods"), reason(title="Anybody killed")))
    (line,) = brief(NoticeKind.DIGEST, entry(letter)).groups[0].entries
    assert line.rules == "Fires, wrecks and floods; Anybody killed"
