from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.delivery import state, wording
from monitor.delivery.alert import alert_brief
from monitor.delivery.subject import subject_of
from monitor.model import Casualties, Facts, Interval, Letter, MaterialChange, Place, Verification
from monitor.vocabulary import Change, ClaimKind, EventKind, Flag, Harm, Level, NoticeKind, Status, Verdict
from tests.delivery.letters import belgorod, first, higher_toll, kharkiv, reason, toll, update


def at_level(letter: Letter, level: Level) -> Letter:
    return replace(letter, notice=replace(letter.notice, level=level))


def with_status(letter: Letter, status: Status, figures: Status | None = None) -> Letter:
    event = replace(belgorod(), verification=Verification(status=status))
    again = first(event)
    assert again.story is not None
    lines = tuple(replace(figure, status=figures or status) for figure in again.story.figures)
    return replace(letter, story=replace(again.story, figures=lines), report=again.report)


def without_event(title: str | None) -> Letter:
    letter = first()
    assert letter.story is not None
    assert letter.article is not None
    assert letter.report is not None
    return replace(
        letter,
        story=replace(letter.story, event=None, figures=(), headline=title or "no headline"),
        report=replace(letter.report, event=None),
        article=replace(letter.article, title=title),
        facts=Facts(verification=Verification(status=Status.REPORTED)),
    )


def test_the_sample_is_told_in_seventy_characters() -> None:
    assert subject_of(first()) == "[CRITICAL] Belgorod: 14 killed, over 100 injured - strike (UNVERIFIED)"


def test_an_update_says_what_changed_beside_what_stands() -> None:
    assert subject_of(higher_toll(first())) == "[CRITICAL] Belgorod: killed 14 -> 21, over 100 injured (UNVERIFIED)"


def test_a_figure_that_moves_nothing_stands_beside_the_current_one() -> None:
    letter = first()
    lower = higher_toll(letter, after=5)
    assert lower.story
    assert letter.story
    unmoved = replace(lower, story=replace(lower.story, figures=letter.story.figures))
    assert subject_of(unmoved).startswith("[CRITICAL] Belgorod: killed 14, others say 5")


def test_a_first_death_comes_before_fewer_injured() -> None:
    letter = higher_toll(first(), after=1)
    killed = replace(letter.changes[0], before=None)
    injured = replace(killed, harm=Harm.INJURED, before=Interval(min=200, max=200), after=Interval(min=100, max=100))
    subject = subject_of(replace(letter, changes=(killed, injured)))
    assert subject == "[CRITICAL] Belgorod: 1 killed (first figure) (UNVERIFIED)"


@pytest.mark.parametrize(
    ("status", "ending"),
    [
        (Status.UNVERIFIED, " (UNVERIFIED)"),
        (Status.DISPUTED, " (UNVERIFIED, DISPUTED)"),
        (Status.CLAIMED, "strike"),
        (Status.REPORTED, "strike"),
        (Status.CORROBORATED, "strike"),
    ],
)
def test_the_flag_says_what_a_reader_must_not_believe_yet(status: Status, ending: str) -> None:
    assert subject_of(with_status(first(), status)).endswith(ending)


def test_the_lowest_status_of_what_is_printed_counts() -> None:
    letter = with_status(first(), Status.REPORTED, figures=Status.DISPUTED)
    assert subject_of(letter).endswith("(UNVERIFIED, DISPUTED)")


def test_what_is_only_possible_says_so() -> None:
    letter = replace(first(), rules=(reason(verdict=Verdict.POSSIBLE),))
    assert subject_of(letter).endswith(" (POSSIBLE, UNVERIFIED)")
    assert not subject_of(replace(letter, rules=(*letter.rules, reason()))).endswith("(POSSIBLE, UNVERIFIED)")


def test_facts_that_were_not_read_are_no_verified_ones() -> None:
    letter = without_event("Взрыв")
    unread = Facts(read=False, verification=Verification(status=Status.UNKNOWN, flags=(Flag.FACTS_UNREAD,)))
    letter = replace(letter, facts=unread)
    assert subject_of(letter) == "[CRITICAL] Взрыв (FACTS NOT READ)"
    assert alert_brief(letter, ZoneInfo("UTC"), "").in_doubt, "so no colour says that all is sure"


def test_an_article_without_an_event_is_told_by_its_headline() -> None:
    assert subject_of(without_event("Parliament votes\non the budget")) == "[CRITICAL] Parliament votes on the budget"


def test_a_long_headline_is_cut_at_a_word_and_shows_it() -> None:
    subject = subject_of(without_event("A headline " * 20))
    assert len(subject) <= 70
    assert subject.endswith("A headline A…")


def test_the_kind_of_event_goes_before_a_figure_does() -> None:
    event = replace(belgorod(), places=(Place(name="Khmelnytskyi"),))
    assert subject_of(first(event)) == "[CRITICAL] Khmelnytskyi: 14 killed, over 100 injured (UNVERIFIED)"


def test_figures_are_shortened_before_one_is_left_out() -> None:
    letter = replace(higher_toll(first()), rules=(reason(verdict=Verdict.POSSIBLE),))
    letter = replace(letter, notice=replace(letter.notice, level=Level.HIGH))
    assert subject_of(letter) == "[HIGH] Belgorod: killed 14 -> 21, 100+ injured (POSSIBLE, UNVERIFIED)"


def test_a_long_place_gives_way_to_the_figure_and_never_to_nothing() -> None:
    event = replace(belgorod(), places=(Place(name="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"),))
    subject = subject_of(first(event))
    assert subject == "[CRITICAL] Llanfairpwllgwyngyllgogerychwyrndr…: 14 killed (UNVERIFIED)"


def test_an_event_without_figures_is_told_by_its_kind() -> None:
    event = replace(kharkiv(), casualties=Casualties())
    assert subject_of(first(event)) == "[CRITICAL] Kharkiv: strike"


def test_nobody_hurt_is_said_as_such() -> None:
    event = replace(kharkiv(), casualties=Casualties(injured=toll(Harm.INJURED, Interval(min=0, max=0), "Kharkiv")))
    assert subject_of(first(event)) == "[CRITICAL] Kharkiv: no one injured - strike"


@given(
    title=st.text(max_size=200),
    place=st.text(max_size=90),
    low=st.integers(0, 10**12),
    high=st.none() | st.integers(0, 10**12),
    level=st.sampled_from(Level),
    status=st.sampled_from(Status),
    possible=st.booleans(),
)
def test_no_subject_is_too_long_or_loses_its_flag(
    *, title: str, place: str, low: int, high: int | None, level: Level, status: Status, possible: bool
) -> None:
    value = Interval(min=low, max=high)
    event = replace(
        belgorod(),
        places=(Place(name=place),),
        casualties=Casualties(killed=toll(Harm.KILLED, value, "killed 14 people")),
        verification=Verification(status=status),
    )
    for letter in (first(event), without_event(title)):
        rule = reason(verdict=Verdict.POSSIBLE if possible else Verdict.MATCH)
        subject = subject_of(at_level(replace(letter, rules=(rule,)), level))
        assert len(subject) <= 70
        assert "\n" not in subject
        assert subject.startswith(f"[{level.upper()}] ")
        assert ("POSSIBLE" in subject.rpartition(" (")[2]) >= possible
    warned = status in (Status.UNVERIFIED, Status.DISPUTED)
    assert ("UNVERIFIED" in subject_of(first(event)).rpartition("(")[2]) >= warned


# --- `subject: thread`, for programs that thread by equal subjects -----------------------------


def test_a_thread_subject_names_no_figure_and_no_status() -> None:
    assert subject_of(first(), "thread") == "[CRITICAL] Belgorod: strike, 30 Dec 2023 (#417)"


def test_a_thread_subject_stays_the_same_whatever_else_changes() -> None:
    letter = first()
    before = subject_of(letter, "thread")
    moved = first(replace(belgorod(), places=(Place(name="Shebekino"),)))
    later = replace(higher_toll(moved), last_subject=before)
    assert subject_of(later, "thread") == before


def test_a_raised_level_starts_a_fresh_thread() -> None:
    letter = at_level(first(), Level.MEDIUM)
    before = subject_of(letter, "thread")
    raised = replace(update(first(), kind=NoticeKind.ESCALATED), last_subject=before)
    assert before.startswith("[MEDIUM]")
    assert subject_of(raised, "thread") == "[CRITICAL] Belgorod: strike, 30 Dec 2023 (#417)"


def test_a_fallen_status_starts_a_fresh_thread_and_names_it() -> None:
    letter = with_status(first(), Status.DISPUTED)
    fell = MaterialChange(kind=Change.VERIFICATION, was="reported", now="disputed")
    later = replace(update(letter, fell), last_subject="[CRITICAL] Belgorod: strike, 30 Dec 2023 (#417)")
    subject = subject_of(later, "thread")
    assert subject == "[CRITICAL] Belgorod: strike, 30 Dec 2023 (#417) (UNVERIFIED, DISPUTED)"
    after = replace(higher_toll(letter), last_subject=subject)
    assert subject_of(after, "thread") == subject


def test_a_lesser_reminder_stays_in_the_thread_of_the_alert() -> None:
    before = subject_of(first(), "thread")
    reminder = at_level(replace(update(first(), kind=NoticeKind.REMINDER), last_subject=before), Level.LOW)
    assert subject_of(reminder, "thread") == before
    assert subject_of(reminder).startswith("[LOW] "), "a live subject says how urgent this message is"


def test_that_nobody_took_it_up_is_no_subject_of_what_follows() -> None:
    passed_on = update(first(), n=1, kind=NoticeKind.ESCALATED)
    passed_on = replace(passed_on, notice=replace(passed_on.notice, not_taken_up=True))
    before = subject_of(passed_on, "thread")
    assert before == "[CRITICAL] NOT TAKEN UP: Belgorod: strike, 30 Dec 2023 (#417)"
    after = subject_of(replace(higher_toll(first()), last_subject=before), "thread")
    assert after == "[CRITICAL] Belgorod: strike, 30 Dec 2023 (#417)"


def test_a_risen_status_does_not_split_the_thread() -> None:
    rose = MaterialChange(kind=Change.VERIFICATION, was="unverified", now="reported")
    before = subject_of(first(), "thread")
    assert subject_of(replace(update(first(), rose), last_subject=before), "thread") == before


def test_a_list_bears_the_title_it_was_given() -> None:
    letter = first()
    notice = replace(letter.notice, kind=NoticeKind.DIGEST, created_at=letter.notice.created_at + timedelta(days=1))
    assert subject_of(Letter(notice=notice, title="Digest, 1 Jan 2024:\n3 stories")) == "Digest, 1 Jan 2024: 3 stories"


def test_a_message_is_possible_when_what_makes_it_so_urgent_is_not_certain() -> None:
    lesser = reason(rule_id="strikes", level=Level.HIGH)
    mixed = replace(first(), rules=(reason(verdict=Verdict.POSSIBLE), lesser))
    assert mixed.notice.level is Level.CRITICAL
    assert subject_of(mixed).endswith(" (POSSIBLE, UNVERIFIED)")
    assert not subject_of(replace(mixed, notice=replace(mixed.notice, level=Level.HIGH))).endswith(
        "(POSSIBLE, UNVERIFIED)"
    )


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        (Status.REPORTED, Status.CORROBORATED, "14 killed, over 100 injured; now corroborated (was reported)"),
        (Status.CORROBORATED, Status.REPORTED, "14 killed, over 100 injured; now reported (was corroborated)"),
        (Status.REPORTED, Status.DISPUTED, "14 killed, over 100 injured; now DISPUTED (was reported)"),
    ],
)
def test_a_first_line_says_how_sure_it_was_and_is(was: Status, now: Status, line: str) -> None:
    moved = MaterialChange(kind=Change.VERIFICATION, was=was.value, now=now.value)
    letter = update(with_status(first(), now, now), moved)
    assert f"{state.lead(letter)}; {state.status_line(letter, ())}" == f"UPDATE 2: {line}"


def test_a_subject_says_a_status_once() -> None:
    told = {
        status: subject_of(
            update(
                with_status(first(), status, status),
                MaterialChange(kind=Change.VERIFICATION, was="unknown", now=status.value),
            )
        )
        for status in (Status.CORROBORATED, Status.DISPUTED)
    }
    assert told[Status.CORROBORATED].endswith("over 100 injured, now corroborated")
    assert told[Status.DISPUTED].endswith("100+ injured (UNVERIFIED, DISPUTED)")


def test_what_one_reports_as_a_fact_is_not_in_doubt_because_another_claims_it() -> None:
    letter = first()
    event = state.event_of(letter)
    assert event
    (doubted, *_) = [claim for claim in state.doubtful_claims(letter) if claim.about is ClaimKind.PERPETRATOR]
    sure = replace(doubted, status=Status.REPORTED)
    assert letter.story
    told = replace(letter, story=replace(letter.story, event=replace(event, claims=(*event.claims, sure))))
    same = [one for one in state.doubtful_claims(told) if (one.actor, one.role) == (doubted.actor, doubted.role)]
    assert same == []
    denied = replace(sure, status=Status.DISPUTED)
    told = replace(letter, story=replace(letter.story, event=replace(event, claims=(*event.claims, sure, denied))))
    assert denied in state.doubtful_claims(told)


def test_a_stabbing_that_nobody_died_of_is_called_an_attack() -> None:
    event = replace(belgorod(), kind=EventKind.KILLING)
    assert wording.what(event) == "killing"
    assert wording.what(replace(event, casualties=replace(event.casualties, killed=None))) == "attack"
