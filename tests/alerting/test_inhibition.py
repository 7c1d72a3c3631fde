"""Inhibition: which alert speaks for which."""

from __future__ import annotations

import pytest

from monitor.alerting.inhibition import Speaker, may_be_held_back, source_levels, speaks_for
from monitor.settings import InhibitRule


def rule(source: str, target: str, *equal: str) -> InhibitRule:
    return InhibitRule(source_matchers=(source,), target_matchers=(target,), equal=equal or ("story",))


def speaker(alert_id: str = "other", **labels: str) -> Speaker:
    return Speaker(alert_id=alert_id, story_number=416, labels={name: (value,) for name, value in labels.items()})


LOUD = rule('level="critical"', 'level=~"low|medium"')
BY_PLACE = rule('level="critical"', 'level=~"low|medium"', "place", "kind")
MIRROR = rule("kind=strike", "kind=strike", "place")
LOW = {"level": ("low",), "story": ("s", "#1"), "place": ("Kyiv", "Kharkiv"), "kind": ("strike",)}

TABLE: dict[str, tuple[InhibitRule, Speaker, bool]] = {
    "the same story, a higher level": (LOUD, speaker(level="critical", story="s"), True),
    "another story": (LOUD, speaker(level="critical", story="t"), False),
    "no source": (LOUD, speaker(level="high", story="s"), False),
    "any value of a label counts": (BY_PLACE, speaker(level="critical", place="Kharkiv", kind="strike"), True),
    "each label must be equal": (BY_PLACE, speaker(level="critical", place="Kharkiv", kind="fire"), False),
    "a label that one has and the other has not": (BY_PLACE, speaker(level="critical", kind="strike"), False),
    "nobody speaks for himself": (LOUD, speaker("mine", level="critical", story="s"), False),
    "two of a kind hold each other back": (MIRROR, speaker(kind="strike", place="Kyiv"), False),
}


@pytest.mark.parametrize(("given", "other", "held"), TABLE.values(), ids=TABLE.keys())
def test_an_alert_is_held_back_by_a_source_that_is_equal(given: InhibitRule, other: Speaker, held: bool) -> None:
    assert (speaks_for([given], LOW, "mine", [other]) is not None) == held


def test_only_targets_are_held_back() -> None:
    assert may_be_held_back([LOUD], LOW) == (LOUD,)
    assert may_be_held_back([LOUD], {**LOW, "level": ("high",)}) == ()


def test_only_the_levels_that_a_source_may_have_are_looked_at() -> None:
    assert source_levels([LOUD]) == {"critical"}
    assert len(source_levels([rule("kind=strike", "kind=fire")])) == 5


def test_it_says_who_speaks() -> None:
    told = speaks_for([LOUD], LOW, "mine", [speaker(level="critical", story="s")])
    assert told == '#416 (level="critical") speaks for it'
