"""The decision table: a row for every reason, and for every two that meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.alerting.advance import advance
from monitor.alerting.case import Case
from monitor.alerting.decide import WITHHOLDING, decide, with_reminding
from monitor.alerting.limits import Sent
from monitor.alerting.policy import Listener
from monitor.alerting.standing import Hushed, Reminding, Terms
from monitor.model import Decision
from monitor.settings import Limits
from monitor.vocabulary import Change, DecisionKind, Level, Relation, Verdict
from tests.alerting.conftest import FEAR, NOW, SILENCE, VERIFIED, article, case, fired, killing, standing, toll

OLD = article(published_by_format=True, published_at=NOW - timedelta(hours=49))
DAY_OLD_TEXT = article(published_by_format=False, published_at=NOW - timedelta(days=400))
HOURLY = Reminding(rule_id="strike", level=Level.HIGH, after=timedelta(hours=1))
REALERT = Terms(reminding=(HOURLY,))
LATER = Terms(reminding=(replace(HOURLY, after=timedelta(hours=3)),))
LOW_REALERT = Terms(reminding=(replace(HOURLY, rule_id="low", level=Level.LOW),))
CRITICAL_DESK = Listener(name="desk", immediate=Level.CRITICAL)
FIRM = replace(SILENCE, break_through=False)
CALM = Hushed(silence_id=SILENCE.id, level=Level.HIGH, killed=14)
DIGEST_DESK = Listener(name="desk", immediate=None, has_digest=True)

TABLE: dict[str, tuple[Case, DecisionKind | None]] = {
    "a match is told for the first time": (case(fired=(fired(),)), DecisionKind.FIRST),
    "a possible match too": (case(fired=(fired(verdict=Verdict.POSSIBLE),)), DecisionKind.FIRST),
    "no rule and no alert is nobody's business": (case(), None),
    "no rule, even with a change": (case(changes=(toll(1, 2),)), None),
    "an exclusion is counted": (case(excluded=(fired(),)), DecisionKind.EXCLUDED),
    "a match beside an exclusion is told": (case(fired=(fired(),), excluded=(fired("b"),)), DecisionKind.FIRST),
    "a higher level is told": (
        case(standing=standing(), fired=(fired("c", Level.CRITICAL),)),
        DecisionKind.ESCALATED,
    ),
    "an experimental rule raises no level": (
        case(standing=standing(), fired=(fired("c", Level.CRITICAL, experimental=True),)),
        DecisionKind.REPEAT,
    ),
    "a lower level lowers nothing": (case(standing=standing(), fired=(fired("l", Level.LOW),)), DecisionKind.REPEAT),
    "a toll that rises is an update": (case(standing=standing(), changes=(toll(14, 21),)), DecisionKind.UPDATE),
    "a toll that falls too": (case(standing=standing(), changes=(toll(21, 14),)), DecisionKind.UPDATE),
    "and a first figure": (case(standing=standing(), changes=(toll(None, 3),)), DecisionKind.UPDATE),
    "and a first figure of nobody": (case(standing=standing(), changes=(toll(None, 0),)), DecisionKind.UPDATE),
    "less than the step is not told": (
        case(standing=standing(terms=Terms(toll_step=5)), changes=(toll(14, 17),)),
        DecisionKind.REPEAT,
    ),
    "small steps add up": (
        case(standing=standing(terms=Terms(toll_step=5), untold=(toll(14, 17),)), changes=(toll(17, 19),)),
        DecisionKind.UPDATE,
    ),
    "what went back is no change": (
        case(standing=standing(untold=(toll(14, 17),)), changes=(toll(17, 14),)),
        DecisionKind.REPEAT,
    ),
    "a change that update_on leaves out": (
        case(standing=standing(terms=Terms(update_on=frozenset({Change.TOLL}))), changes=(VERIFIED,)),
        DecisionKind.REPEAT,
    ),
    "a new rule may ask for it": (
        case(
            standing=standing(terms=Terms(update_on=frozenset({Change.TOLL}))),
            fired=(fired(update_on=frozenset({Change.VERIFICATION})),),
            changes=(VERIFIED,),
        ),
        DecisionKind.UPDATE,
    ),
    "an update needs no match": (case(standing=standing(), changes=(VERIFIED,)), DecisionKind.UPDATE),
    "an excluded article may still change the story": (
        case(standing=standing(), excluded=(fired(),), changes=(toll(1, 2),)),
        DecisionKind.UPDATE,
    ),
    "an excluded article that changes nothing": (
        case(standing=standing(terms=REALERT), excluded=(fired(),)),
        DecisionKind.EXCLUDED,
    ),
    "an unchanged story is a repeat": (case(standing=standing(), fired=(fired(),)), DecisionKind.REPEAT),
    "before realert it is a repeat": (case(standing=standing(terms=LATER)), DecisionKind.REPEAT),
    "after realert it is a reminder": (case(standing=standing(terms=REALERT)), DecisionKind.REMINDER),
    "a story that a summary is to tell needs no reminder": (
        case(standing=standing(terms=REALERT), waiting=True),
        DecisionKind.REPEAT,
    ),
    "a copy never reminds": (
        case(standing=standing(terms=REALERT), relation=Relation.COPY, fired=(fired(),)),
        DecisionKind.REPEAT,
    ),
    "old by its format goes to digests": (
        case(article=OLD, max_age=timedelta(hours=48), fired=(fired(),)),
        DecisionKind.OLD,
    ),
    "a date read from plain text makes nothing old": (
        case(article=DAY_OLD_TEXT, max_age=timedelta(hours=48), fired=(fired(),)),
        DecisionKind.FIRST,
    ),
    "max_age off": (case(article=OLD, max_age=None, fired=(fired(),)), DecisionKind.FIRST),
    "below the receiver's lowest level": (case(listener=CRITICAL_DESK, fired=(fired(),)), DecisionKind.DIGEST_ONLY),
    "a receiver of digests": (
        case(listener=DIGEST_DESK, fired=(fired(level=Level.CRITICAL),)),
        DecisionKind.DIGEST_ONLY,
    ),
    "an experimental rule reaches digests": (case(fired=(fired(experimental=True),)), DecisionKind.DIGEST_ONLY),
    "but a stable one beside it tells": (case(fired=(fired(experimental=True), fired("s"))), DecisionKind.FIRST),
    "silenced": (case(fired=(fired(),), silence=SILENCE), DecisionKind.SILENCED),
    "a silence is about what is new, however bad": (
        case(story=killing(50), fired=(fired(level=Level.CRITICAL),), silence=SILENCE),
        DecisionKind.SILENCED,
    ),
    "nine more killed do not break through it": (
        case(story=killing(23), standing=standing(hushed=CALM), changes=(toll(14, 23),), silence=SILENCE),
        DecisionKind.SILENCED,
    ),
    "ten more do": (
        case(story=killing(24), standing=standing(hushed=CALM), changes=(toll(14, 24),), silence=SILENCE),
        DecisionKind.UPDATE,
    ),
    "and so do ten more in small steps": (
        case(story=killing(24), standing=standing(hushed=CALM), changes=(toll(20, 24),), silence=SILENCE),
        DecisionKind.UPDATE,
    ),
    "and ten more than when the silence was made": (
        case(story=killing(24), standing=standing(), changes=(toll(14, 24),), silence=SILENCE),
        DecisionKind.UPDATE,
    ),
    "a fear does not, nobody having been told of fewer dead": (
        case(story=killing(14), standing=standing(), changes=(FEAR,), silence=SILENCE),
        DecisionKind.SILENCED,
    ),
    "what another silence measured does not count": (
        case(
            story=killing(24),
            standing=standing(hushed=replace(CALM, silence_id=1)),
            changes=(toll(20, 24),),
            silence=SILENCE,
        ),
        DecisionKind.SILENCED,
    ),
    "a raised level breaks through": (
        case(standing=standing(), fired=(fired(level=Level.CRITICAL),), silence=SILENCE),
        DecisionKind.ESCALATED,
    ),
    "unless its owner said that nothing may": (
        case(story=killing(99), standing=standing(), fired=(fired(level=Level.CRITICAL),), silence=FIRM),
        DecisionKind.SILENCED,
    ),
    "back to what was told, before the summary told that it changed": (
        case(standing=standing(listed=(toll(14, 17),)), waiting=True, changes=(toll(17, 14),)),
        DecisionKind.REPEAT,
    ),
    "once the summary is made that is a change": (
        case(standing=standing(listed=(toll(14, 17),)), changes=(toll(17, 14),)),
        DecisionKind.UPDATE,
    ),
    "of a first message that waits every change is one": (
        case(standing=standing(first_waits=True), waiting=True, changes=(toll(17, 14),)),
        DecisionKind.UPDATE,
    ),
    "inhibited": (case(fired=(fired(),), inhibited_by="#416"), DecisionKind.INHIBITED),
    "held": (case(fired=(fired(),), held_until="06:00"), DecisionKind.HELD),
    "catch-up folds": (case(fired=(fired(),), catch_up=True), DecisionKind.FOLDED),
    "catch-up folds what is old too": (
        case(article=OLD, max_age=timedelta(hours=48), fired=(fired(),), catch_up=True),
        DecisionKind.FOLDED,
    ),
    "what is critical goes at once when it came during a stop": (
        case(fired=(fired(level=Level.CRITICAL),), catch_up=True, late=True),
        DecisionKind.FIRST,
    ),
    "as far as its limit lets it": (
        case(fired=(fired(level=Level.CRITICAL),), catch_up=True, late=True, limits=Limits(), sent=Sent(all=60)),
        DecisionKind.FOLDED,
    ),
    "the rest is folded": (case(fired=(fired(),), catch_up=True, late=True), DecisionKind.FOLDED),
    "and at the first start all is": (
        case(fired=(fired(level=Level.CRITICAL),), catch_up=True),
        DecisionKind.FOLDED,
    ),
    "the limit folds": (case(fired=(fired(),), limits=Limits(), sent=Sent(all=30)), DecisionKind.FOLDED),
    "the last one below the limit goes": (
        case(fired=(fired(),), limits=Limits(), sent=Sent(all=29)),
        DecisionKind.FIRST,
    ),
    "critical has a limit of its own": (
        case(fired=(fired(level=Level.CRITICAL),), limits=Limits(), sent=Sent(all=59)),
        DecisionKind.FIRST,
    ),
    "and that folds too": (
        case(fired=(fired(level=Level.CRITICAL),), limits=Limits(), sent=Sent(all=60)),
        DecisionKind.FOLDED,
    ),
    "a flooding source folds": (
        case(fired=(fired(),), limits=Limits(), sent=Sent(all=20, from_source=20, several_sources=True)),
        DecisionKind.FOLDED,
    ),
    "and leaves room for the others": (
        case(fired=(fired(),), limits=Limits(), sent=Sent(all=20, from_source=0, several_sources=True)),
        DecisionKind.FIRST,
    ),
    "the only source has the whole limit": (
        case(fired=(fired(),), limits=Limits(), sent=Sent(all=20, from_source=20)),
        DecisionKind.FIRST,
    ),
    "an alert that was withheld is told by the next match": (
        case(standing=standing(heard=False, withheld=DecisionKind.OLD, notices=0), fired=(fired(),)),
        DecisionKind.FIRST,
    ),
    "or by a change without a match": (
        case(standing=standing(heard=False, withheld=DecisionKind.OLD, notices=0), changes=(toll(1, 2),)),
        DecisionKind.FIRST,
    ),
    "withheld again for the same reason is a repeat": (
        case(
            standing=standing(heard=False, withheld=DecisionKind.DIGEST_ONLY, notices=0),
            listener=DIGEST_DESK,
            fired=(fired(),),
        ),
        DecisionKind.REPEAT,
    ),
    "but a change is listed again": (
        case(
            standing=standing(heard=False, withheld=DecisionKind.DIGEST_ONLY, notices=0),
            listener=DIGEST_DESK,
            fired=(fired(),),
            changes=(toll(1, 2),),
        ),
        DecisionKind.DIGEST_ONLY,
    ),
    "and a raised level goes out": (
        case(
            standing=standing(heard=False, withheld=DecisionKind.DIGEST_ONLY, notices=0),
            listener=CRITICAL_DESK,
            fired=(fired(level=Level.CRITICAL),),
        ),
        DecisionKind.FIRST,
    ),
}


@pytest.mark.parametrize(("given", "expected"), TABLE.values(), ids=TABLE.keys())
def test_every_reason_has_its_row(given: Case, expected: DecisionKind | None) -> None:
    decision = decide(given, NOW)
    assert (decision.kind if decision else None) == expected
    assert decision is None or decision.reason


IN_THE_WAY = {
    DecisionKind.SILENCED: {"silence": FIRM},
    DecisionKind.OLD: {"article": OLD, "max_age": timedelta(hours=48)},
    DecisionKind.DIGEST_ONLY: {"listener": CRITICAL_DESK},
    DecisionKind.INHIBITED: {"inhibited_by": "#416"},
    DecisionKind.HELD: {"held_until": "06:00"},
    DecisionKind.FOLDED: {"limits": Limits(), "sent": Sent(all=60)},
}
ORDER = [kind for kind, _ in WITHHOLDING]
PAIRS = [(strong, weak) for n, strong in enumerate(ORDER) for weak in ORDER[n + 1 :]]


def test_every_reason_against_a_message_is_in_the_pairs() -> None:
    assert list(IN_THE_WAY) == ORDER


@pytest.mark.parametrize(("strong", "weak"), PAIRS, ids=[f"{a} before {b}" for a, b in PAIRS])
@pytest.mark.parametrize("wish", ["first", "escalated", "update", "reminder"])
def test_of_two_reasons_against_a_message_the_stronger_is_named(
    wish: str, strong: DecisionKind, weak: DecisionKind
) -> None:
    wishes = {
        "first": {"fired": (fired(),)},
        "escalated": {"standing": standing(level=Level.MEDIUM), "fired": (fired(),)},
        "update": {"standing": standing(), "changes": (toll(1, 2),)},
        "reminder": {"standing": standing(terms=REALERT)},
    }
    plain = case(**wishes[wish])
    assert decide(plain, NOW).kind == wish  # type: ignore[union-attr]
    both = case(**(wishes[wish] | IN_THE_WAY[weak] | IN_THE_WAY[strong]))
    assert decide(both, NOW).kind == strong  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ORDER)
def test_nothing_stands_in_the_way_of_what_was_not_to_be_told(kind: DecisionKind) -> None:
    quiet = case(standing=standing(), fired=(fired(),), **IN_THE_WAY[kind])
    assert decide(quiet, NOW).kind == DecisionKind.REPEAT  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ORDER)
def test_what_a_rule_excludes_is_counted_as_excluded_whatever_else_holds(kind: DecisionKind) -> None:
    new = case(excluded=(fired(),), **IN_THE_WAY[kind])
    known = case(standing=standing(terms=REALERT), excluded=(fired(),), **IN_THE_WAY[kind])
    assert [decide(one, NOW).kind for one in (new, known)] == [DecisionKind.EXCLUDED] * 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("hours", "kind"),
    [
        (-24, DecisionKind.REPEAT),  # the clock was set back by a day: nobody is reminded early
        (-1, DecisionKind.REPEAT),
        (0, DecisionKind.REPEAT),
        (1, DecisionKind.REMINDER),
        (24 * 366, DecisionKind.REMINDER),  # forward by a year with a leap day: once, for the next counts from then
    ],
)
def test_a_clock_that_is_set_brings_no_reminder_early_and_one_late(hours: int, kind: DecisionKind) -> None:
    told = standing(terms=REALERT, last_told_at=NOW)
    assert decide(case(standing=told), NOW + timedelta(hours=hours)).kind == kind  # type: ignore[union-attr]


def test_the_reason_reads_aloud() -> None:
    told = decide(case(standing=standing(terms=REALERT)), NOW)
    assert told
    assert told.reason == "unchanged, and last told 2h ago; realert is 1h (strike)"
    flood = decide(case(fired=(fired(),), limits=Limits(), sent=Sent(all=30)), NOW)
    assert flood
    assert flood.reason == "30 messages in the last hour; the limit is 30"


@pytest.mark.parametrize(
    ("asking", "level", "rules"),
    [
        ((("low", Level.LOW, 1),), Level.LOW, ("low",)),
        ((("low", Level.LOW, 1), ("medium", Level.MEDIUM, 2)), Level.MEDIUM, ("low", "medium")),
        ((("low", Level.LOW, 1), ("critical", Level.CRITICAL, 3)), Level.LOW, ("low",)),  # its time is not over
        ((("critical", Level.CRITICAL, 2), ("low", Level.LOW, 5)), Level.CRITICAL, ("critical",)),
    ],
)
def test_a_reminder_has_the_level_of_the_rules_that_ask_for_it_now(
    asking: tuple[tuple[str, Level, int], ...], level: Level, rules: tuple[str, ...]
) -> None:
    reminding = tuple(
        Reminding(rule_id=name, level=one, after=timedelta(hours=hours), tags=(f"of-{name}",))
        for name, one, hours in asking
    )
    told = standing(
        level=Level.CRITICAL, terms=Terms(reminding=reminding), reasons=(fired(level=Level.CRITICAL).reason,)
    )
    reminder = with_reminding(case(standing=told, labels={"level": ("critical",), "place": ("Belgorod",)}), NOW)
    assert decided(reminder).kind is DecisionKind.REMINDER
    assert reminder.level is Level.CRITICAL, "the alert is what it was"
    assert reminder.labels_told == {
        "level": (level.value,),
        "place": ("Belgorod",),
        "rule": rules,
        "tag": tuple(f"of-{name}" for name in rules),
    }


@pytest.mark.parametrize(
    ("news", "kind"),
    [
        ({"changes": (toll(1, 2),)}, DecisionKind.UPDATE),
        ({"fired": (fired(level=Level.CRITICAL),)}, DecisionKind.ESCALATED),
    ],
)
def test_whatever_else_there_is_to_tell_has_the_level_of_the_alert(news: dict[str, object], kind: DecisionKind) -> None:
    one = with_reminding(case(standing=standing(terms=LOW_REALERT), **news), NOW)
    assert decided(one).kind is kind
    assert one.level_told is one.level


@pytest.mark.parametrize(
    ("asks", "kind"),
    [
        (Terms(reminding=(replace(HOURLY, level=Level.CRITICAL),)), DecisionKind.REMINDER),
        (LOW_REALERT, DecisionKind.DIGEST_ONLY),
    ],
)
def test_a_reminder_below_what_a_receiver_is_told_at_once_is_for_its_digest(asks: Terms, kind: DecisionKind) -> None:
    critical = standing(level=Level.CRITICAL, terms=asks, reasons=(fired(level=Level.CRITICAL).reason,))
    assert decided(with_reminding(case(listener=CRITICAL_DESK, standing=critical), NOW)).kind is kind


def test_a_lesser_reminder_has_the_limit_of_its_own_level_and_leaves_the_alert_as_it_is() -> None:
    critical = standing(level=Level.CRITICAL, terms=LOW_REALERT, reasons=(fired(level=Level.CRITICAL).reason,))
    crowded = {"limits": Limits(), "sent": Sent(all=30)}  # past that of all, below that of what is critical
    reminder = with_reminding(case(standing=critical, **crowded), NOW)
    assert decided(reminder).kind is DecisionKind.FOLDED
    after = advance(reminder, "story-1", decided(reminder), NOW)
    assert after is not None
    assert after.level is Level.CRITICAL


BACK = replace(VERIFIED, was="reported", now="unverified")


def decided(one: Case) -> Decision:
    decision = decide(one, NOW)
    assert decision is not None
    return decision


def test_a_status_that_was_told_before_wakes_nobody_again() -> None:
    knows = standing(statuses=("unverified", "reported"))
    assert decided(case(standing=knows, changes=(BACK,))).kind is DecisionKind.REPEAT
    denied = replace(VERIFIED, was="reported", now="disputed")
    assert decided(case(standing=knows, changes=(denied,))).kind is DecisionKind.UPDATE
    both = case(standing=knows, changes=(BACK, toll(14, 15)))
    assert decided(both).kind is DecisionKind.UPDATE
    assert both.told == (BACK, toll(14, 15)), "a message tells it, whatever made the message"


def test_a_status_that_moved_is_told_beside_whatever_makes_the_message() -> None:
    fell = replace(VERIFIED, was="reported", now="disputed")
    toll_only = standing(terms=Terms(update_on=frozenset({Change.TOLL})), untold=(fell,))
    both = case(standing=toll_only, changes=(toll(14, 15),))
    assert decided(both).kind is DecisionKind.UPDATE
    assert both.told == (toll(14, 15),), "it alone would wake nobody"
    assert both.said == (toll(14, 15), fell), "but no message may call a status `still` so that has changed"


def test_a_status_counts_as_told_only_with_a_message() -> None:
    change = case(standing=standing(statuses=("reported",)), changes=(BACK,))
    told = advance(change, "story-1", decided(change), NOW)
    assert told is not None
    assert told.statuses == ("reported", "unverified")
    quiet = replace(change, listener=DIGEST_DESK)
    withheld = advance(quiet, "story-1", decided(quiet), NOW)
    assert withheld is not None
    assert withheld.statuses == ("reported",)


ASKED_FOR: dict[str, dict[str, object]] = {
    "escalated": {"fired": (fired(level=Level.CRITICAL),)},
    "update": {"changes": (toll(1, 2),)},
    "excluded": {"excluded": (fired("x"),)},
    "reminder": {"standing": standing(terms=REALERT)},
}
WISHES_THAT_MEET = [(strong, weak) for n, strong in enumerate(ASKED_FOR) for weak in list(ASKED_FOR)[n + 1 :]]


@pytest.mark.parametrize(("strong", "weak"), WISHES_THAT_MEET, ids=[f"{a} before {b}" for a, b in WISHES_THAT_MEET])
def test_of_two_things_there_are_to_tell_the_stronger_is_told(strong: str, weak: str) -> None:
    known: dict[str, object] = {"standing": standing()}
    assert decided(case(**(known | ASKED_FOR[weak]))).kind == weak
    assert decided(case(**(known | ASKED_FOR[weak] | ASKED_FOR[strong]))).kind == strong


@pytest.mark.parametrize("kind", ORDER[1:])
@pytest.mark.parametrize("through", ["raised", "killed"])
def test_what_breaks_through_a_silence_still_meets_the_other_reasons(through: str, kind: DecisionKind) -> None:
    worse: dict[str, dict[str, object]] = {
        "raised": {"standing": standing(level=Level.MEDIUM), "fired": (fired(),)},
        "killed": {"standing": standing(hushed=CALM), "story": killing(24), "changes": (toll(14, 24),)},
    }
    loud = worse[through] | {"silence": SILENCE}
    assert decided(case(**loud)).alert
    assert decided(case(**(loud | IN_THE_WAY[kind]))).kind is kind


@pytest.mark.parametrize(("strong", "weak"), PAIRS, ids=[f"{a} before {b}" for a, b in PAIRS])
def test_a_message_that_was_withheld_for_one_reason_is_listed_again_for_another(
    strong: DecisionKind, weak: DecisionKind
) -> None:
    """Unchanged and withheld for the same reason it is a repeat; for a new reason it has a line of its own."""
    waiting = standing(heard=False, withheld=weak, notices=0)
    again = case(standing=waiting, fired=(fired(),), **IN_THE_WAY[weak])
    assert decided(again).kind is DecisionKind.REPEAT
    both = IN_THE_WAY[weak] | IN_THE_WAY[strong]
    assert decided(case(standing=waiting, fired=(fired(),), **both)).kind is strong
