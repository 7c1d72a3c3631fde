"""What changed is measured by what the receiver was last told, not by what the last report moved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.alerting.advance import advance
from monitor.alerting.decide import decide
from monitor.alerting.fired import join_reasons
from monitor.alerting.known import figures_in, since_told
from monitor.alerting.standing import Standing, Terms
from monitor.model import Casualties, Casualty, Figure, Interval, MaterialChange, Source, Story, Told
from monitor.model import Claim as ClaimNoun
from monitor.vocabulary import Bound, Change, ClaimKind, DecisionKind, Harm, Status, Verdict
from tests.alerting.conftest import FEAR, NOW, VERIFIED, case, exactly, fired, killing, standing, story, toll

SIX_AT_MOST = Interval(min=0, max=6, bound=Bound.UP_TO)
AT_LEAST_8 = Interval(min=8, max=None, bound=Bound.AT_LEAST)
K = DecisionKind


def told_of(killed: Interval | int | None) -> Standing:
    """Return the standing of one who was last told so many killed."""
    value = exactly(killed) if isinstance(killed, int) else killed
    return standing(figures={Harm.KILLED: value} if value else {})


def stating(value: Interval, feared: Interval | None = None) -> Story:
    event = story().event
    assert event
    dead = Casualty(value=value, feared=feared, status=Status.REPORTED)
    return story(event=replace(event, casualties=Casualties(killed=dead)))


@pytest.mark.parametrize(
    ("known", "now", "changes", "told"),
    [
        (4, killing(5), (toll(1, 5),), [toll(4, 5)]),  # a report measured by a figure that nobody was told
        (10, killing(12), (), [toll(10, 12)]),  # it moved without a word: a correction of what was never told
        (5, stating(SIX_AT_MOST), (toll(5, 1),), [replace(toll(5, 1), after=SIX_AT_MOST)]),  # as it stands
        (5, killing(5), (toll(5, 11),), [toll(5, 11)]),  # told by one voice, beside what stands
        (5, killing(9), (toll(5, 20),), [toll(5, 9), toll(9, 20)]),  # both
        (SIX_AT_MOST, killing(6), (), []),  # nothing that the reader did not know
        (12, stating(AT_LEAST_8), (), []),
        (None, killing(3), (), [toll(None, 3)]),
        (7, killing(7), (toll(9, 7),), []),  # back to what was told
        (4, killing(4), (FEAR,), [FEAR]),  # beside what stands
        (4, killing(6), (toll(5, 6), FEAR), [FEAR, toll(4, 6)]),  # what two reports told
    ],
)
def test_a_toll_is_told_from_what_the_receiver_knows_to_what_stands(
    known: Interval | int | None, now: Story, changes: tuple[MaterialChange, ...], told: list[MaterialChange]
) -> None:
    one = case(standing=told_of(known), story=now, changes=changes)
    assert list(one.told) == told
    decision = decide(one, NOW)
    assert decision
    assert decision.kind is (K.UPDATE if told else K.REPEAT)


def test_the_step_is_measured_from_what_was_told_too() -> None:
    coarse = replace(told_of(10), terms=Terms(toll_step=5))
    assert decide(case(standing=coarse, story=killing(14)), NOW).kind is K.REPEAT  # type: ignore[union-attr]
    assert decide(case(standing=coarse, story=killing(15)), NOW).kind is K.UPDATE  # type: ignore[union-attr]


def test_what_was_only_feared_is_no_figure_that_was_told() -> None:
    assert figures_in(stating(Interval(min=0, max=30, bound=Bound.UP_TO), feared=exactly(30))) == {}
    assert figures_in(stating(Interval(min=6, max=6), feared=exactly(30))) == {Harm.KILLED: exactly(6)}


def test_nothing_is_made_up_for_one_of_whom_nobody_noted_what_it_knows() -> None:
    """Alerts of an earlier version hold no figures."""
    assert since_told((toll(1, 5),), killing(9), None) == (toll(1, 5),)


def test_tolls_come_first_and_the_voice_of_the_current_figure_is_named() -> None:
    claim = ClaimNoun(about=ClaimKind.TOLL, harm=Harm.KILLED, value=exactly(12), status=Status.REPORTED)
    voice = Told(claim=claim, report_id="r:0", article_id="r", source=Source(id="dpa"), at=NOW)
    figure = Figure(harm=Harm.KILLED, value=Interval(min=12, max=12), status=Status.REPORTED, told=(voice,))
    moved, status = since_told(
        (VERIFIED,), replace(killing(12), figures=(figure,)), {Harm.KILLED: Interval(min=10, max=10)}
    )
    assert (moved.kind, moved.told, status) == (Change.TOLL, voice, VERIFIED)


def test_each_message_and_each_list_notes_what_it_showed() -> None:
    first = case(story=killing(14), fired=(fired(),))
    heard = advance(first, "story-1", decide(first, NOW), NOW)  # type: ignore[arg-type]
    assert heard
    assert heard.figures == {Harm.KILLED: exactly(14)}
    held = case(standing=heard, story=killing(17), changes=(toll(14, 17),), held_until="06:00")
    listed = advance(held, "story-1", decide(held, NOW), NOW)  # type: ignore[arg-type]
    assert listed
    assert (listed.figures, listed.figures_told) == ({Harm.KILLED: exactly(17)}, {Harm.KILLED: exactly(14)})
    back = case(standing=listed, story=killing(14), changes=(toll(17, 14),), waiting=True)
    again = decide(back, NOW)
    assert again
    assert (again.kind, back.is_back) == (K.REPEAT, True)
    after = advance(back, "story-1", again, NOW)
    assert after
    assert after.figures == {Harm.KILLED: exactly(14)}


def test_what_met_a_rule_for_certain_stays_certain() -> None:
    certain, possible = fired("mass").reason, fired("mass", verdict=Verdict.POSSIBLE).reason
    assert join_reasons((possible,), [certain]) == (certain,)
    assert join_reasons((certain,), [possible]) == (certain,)
    newer = replace(certain, revision="2")
    assert join_reasons((certain,), [newer]) == (newer,)
