"""A rule that held for one article, with what it asks of alerting."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from monitor.alerting.standing import Reminding, Terms
from monitor.model import Reason
from monitor.vocabulary import LEVELS, Change, Level, RuleStatus, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """One rule's `match`, `possible`, told `unread` or `excluded` on one story.

    `toll_step` is the smallest change of a figure that is told; `by_article` is `group_by: [article]`.
    """

    reason: Reason
    receivers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    update_on: frozenset[Change] = field(default_factory=lambda: frozenset(Change))
    toll_step: int = 1
    realert: timedelta | None = None
    by_article: bool = False

    @property
    def experimental(self) -> bool:
        """Whether the rule reaches digests only."""
        return self.reason.status is RuleStatus.EXPERIMENTAL


def rank(level: Level) -> int:
    """Return how high a level stands, 0 is the lowest."""
    return LEVELS.index(level)


def highest(levels: Iterable[Level]) -> Level | None:
    """Return the highest of some levels, `None` of none."""
    return max(levels, key=rank, default=None)


def terms_of(fired: Iterable[Fired]) -> Terms | None:
    """Return what rules ask of updates together: any of their changes, the finest step, each one's reminders."""
    fired = tuple(fired)
    if not fired:
        return None
    return Terms(
        update_on=frozenset().union(*(one.update_on for one in fired)),
        toll_step=min(one.toll_step for one in fired),
        reminding=tuple(_reminding(one, one.realert) for one in fired if one.realert is not None),
    )


def _reminding(fired: Fired, after: timedelta) -> Reminding:
    return Reminding(rule_id=fired.reason.rule_id, level=fired.reason.level, after=after, tags=fired.tags)


def join_terms(former: Terms, more: Terms | None) -> Terms:
    """Join what former rules asked with what further ones ask; of one rule its newest word about reminders counts."""
    if more is None:
        return former
    reminding = {one.rule_id: one for one in (*former.reminding, *more.reminding)}
    return Terms(
        update_on=former.update_on | more.update_on,
        toll_step=min(former.toll_step, more.toll_step),
        reminding=tuple(reminding.values()),
    )


def join_reasons(former: tuple[Reason, ...], more: Iterable[Reason]) -> tuple[Reason, ...]:
    """Join reasons; a rule that fired again stands with its newest words, where it stood.

    What was certain stays so: a later article that only might meet the rule takes nothing back.
    """
    joined = {reason.rule_id: reason for reason in former}
    for reason in more:
        known = joined.get(reason.rule_id)
        if known is None or reason.verdict is Verdict.MATCH or known.verdict is not Verdict.MATCH:
            joined[reason.rule_id] = reason
    return tuple(joined.values())
