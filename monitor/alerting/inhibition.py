"""Inhibition, as in Alertmanager: an alert that is held back while a more important one speaks for it.

It lasts while the story of the source alert is open, and holds for the same receiver only: who was not
told of the source is told of the target.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from monitor.alerting.labels import Labels
from monitor.alerting.routes import holds
from monitor.matchers import parse_matcher
from monitor.settings import InhibitRule
from monitor.vocabulary import LEVELS, Level

OPEN = timedelta(days=30)
"""A story is open as long as a report may join it; no article can close one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """An alert that its receiver was told of, of a story that is open."""

    alert_id: str
    story_number: int
    labels: Labels


def may_be_held_back(rules: Iterable[InhibitRule], labels: Labels) -> tuple[InhibitRule, ...]:
    """Return the rules of which an alert is a target."""
    return tuple(rule for rule in rules if holds(rule.target_matchers, labels))


def speaks_for(rules: Iterable[InhibitRule], labels: Labels, alert_id: str, others: Iterable[Speaker]) -> str | None:
    """Return the alert that speaks for one with these labels, in words; `None` when none does.

    No alert speaks for itself. One that is source and target of a rule at once is not held back by another
    such (Alertmanager's rule: two of a kind would silence each other).
    """
    others = tuple(one for one in others if one.alert_id != alert_id)
    for rule in rules:
        both = holds(rule.source_matchers, labels)
        for other in others:
            if not holds(rule.source_matchers, other.labels) or not _equal(rule.equal, labels, other.labels):
                continue
            if not (both and holds(rule.target_matchers, other.labels)):
                return f"#{other.story_number} ({', '.join(rule.source_matchers)}) speaks for it"
    return None


def source_levels(rules: Iterable[InhibitRule]) -> frozenset[Level]:
    """Return the levels that a source may have: other alerts need not be looked at."""
    return frozenset(
        level
        for rule in rules
        for level in LEVELS
        if all(one.label != "level" or one.holds((level,)) for one in map(parse_matcher, rule.source_matchers))
    )


def _equal(names: Iterable[str], labels: Mapping[str, tuple[str, ...]], others: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether each label is the same in both; of several values any counts, and none is equal to none."""
    pairs = [(set(labels.get(name, ())), set(others.get(name, ()))) for name in names]
    return all(mine & theirs or not (mine or theirs) for mine, theirs in pairs)
