"""Silence, found by the clock: rules of `type: flatline`, of which no article can tell.

Silence is only known while everything that came is decided and the daemon has been awake for a moment: after
a start, a suspended machine or a clock that jumped, what lies in the inbox is read first. A feed
that is silent is told once; when it is heard again those who were told hear that, and the next one is told anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from monitor.alerting.fired import Fired
from monitor.counting import counted_of, member_of_count, watch_story
from monitor.desk import Desk, fired_of
from monitor.model import (
    BY_CLOCK,
    Analysed,
    Article,
    Decision,
    Facts,
    MaterialChange,
    Report,
    Source,
    Story,
    StoryChange,
    Verification,
)
from monitor.rules import over_time_counting as counts
from monitor.rules import over_time_words as words
from monitor.rules.over_time import OverTime
from monitor.rules.over_time_counting import Key
from monitor.rules.schema import Rule
from monitor.store import Connection
from monitor.store import over_time as rows
from monitor.store.desk import PendingArticle, save_story
from monitor.store.over_time import Counted, Episode, Kept, Span
from monitor.telling import Telling
from monitor.vocabulary import Change, OverTimeType, QueryKey, Relation, Status, Verdict

log = structlog.get_logger(room="schedule")

AWAKE = timedelta(minutes=2)
"""How long the daemon must have run, with a clock that went on evenly, before silence means anything."""

JUMP = timedelta(minutes=1)
"""Turns lie a second apart; a longer way means that the machine or its clock did not go on evenly."""

LOOK = timedelta(seconds=10)
"""How often silence is looked for, and since when rules count."""

TIDY = timedelta(hours=1)
"""How often what no window reaches any more is taken away."""

REMEMBERED = timedelta(days=30)
"""How long a source that is not configured, an actor or a place is missed; later it is forgotten."""


@dataclass(slots=True)
class Watchman:
    """What the schedule knows between two turns; nothing of it is missed after a restart."""

    awake_since: datetime | None = None
    last_turn: datetime | None = None
    looked_at: datetime | None = None
    tidied_at: datetime | None = None
    begun: set[str] = field(default_factory=set)  # the rule sets whose rules were told to count

    def wakes(self, now: datetime) -> bool:
        """Note a turn; return whether the clock went on evenly for long enough."""
        last, self.last_turn = self.last_turn, now
        if last is None or self.awake_since is None or not timedelta(0) <= now - last <= JUMP:
            self.awake_since = now
        return now - self.awake_since >= AWAKE


def watch_over_time(connection: Connection, desk: Desk, watchman: Watchman, now: datetime) -> int:
    """Do what rules over time need of the clock; return how many decisions were made."""
    rules = desk.book.rule_set.counting
    awake = watchman.wakes(now)
    begin_to_count(connection, rules, watchman, desk.book.rule_set.id, now)
    if not rules or (watchman.looked_at and timedelta(0) <= now - watchman.looked_at < LOOK):
        return 0
    watchman.looked_at = now
    if watchman.tidied_at is None or not timedelta(0) <= now - watchman.tidied_at < TIDY:
        tidy(connection, rules, now)
        watchman.tidied_at = now
    if not awake or rows.something_waits(connection):
        return 0
    return len(find_silence(connection, desk, now))


def begin_to_count(
    connection: Connection, rules: tuple[Rule, ...], watchman: Watchman, rule_set_id: str, now: datetime
) -> None:
    """Note since when each rule counts, once for each rule set that comes in force."""
    if rule_set_id not in watchman.begun:
        rows.begin_counting(connection, [counted_of(rule) for rule in rules], now)
        watchman.begun = {rule_set_id}


def tidy(connection: Connection, rules: tuple[Rule, ...], now: datetime) -> None:
    """Take away what no window reaches any more."""
    kept = [_kept(rule, rule.over_time, now) for rule in rules if rule.over_time]
    rows.forget(connection, kept, others_before=now - REMEMBERED)


def _kept(rule: Rule, over_time: OverTime, now: datetime) -> Kept:
    """Of what may fall silent it is known for longer that it was heard at all: after a long stop it is missed still."""
    reach = over_time.kept + counts.LATE
    known = max(reach, REMEMBERED) if over_time.type is OverTimeType.FLATLINE else reach
    return Kept(counted=counted_of(rule), windows_from=now - reach, keys_from=now - known)


# --- silence --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """One key of one rule that may be silent; `known_since` is when it was first heard, or first expected."""

    rule: Rule
    over_time: OverTime
    key: Key
    known_since: datetime

    @property
    def counted(self) -> Counted:
        """Under what its occurrences are kept."""
        return counted_of(self.rule)


def find_silence(connection: Connection, desk: Desk, now: datetime) -> tuple[Decision, ...]:
    """Tell of every key that has become silent, remind of it as its rule asks, and tell which silences are over."""
    return tuple(
        decision for watched in _all_watched(connection, desk) for decision in _look_at(connection, desk, watched, now)
    )


def next_silence(connection: Connection, desk: Desk, after: datetime) -> datetime | None:
    """Return when the next key becomes silent if nothing more comes; `None` when none does."""
    due = []
    for one in _all_watched(connection, desk):
        if rows.open_episode(connection, one.counted, one.key) is None:
            times = rows.last_times(connection, one.counted, one.key, one.over_time.number)
            due.append(counts.flat_at(one.over_time, times, one.known_since))
    return min((at for at in due if at > after), default=None)


def _all_watched(connection: Connection, desk: Desk) -> Iterator[Watched]:
    """Give what may be silent: what was heard, and the feeds that should be."""
    for rule in desk.book.rule_set.counting:
        over_time = rule.over_time
        since = rows.counting_since(connection, counted_of(rule))
        if over_time is None or over_time.type is not OverTimeType.FLATLINE or since is None:
            continue
        heard = rows.keys_counted(connection, counted_of(rule))
        expected = [counts.source_key(name) for name in counts.expected_sources(rule, desk.policy.sources)]
        expected += [counts.EVERYTHING] if over_time.by is None else []
        known = {key: max(since, first) for key, first in heard.items()} | dict.fromkeys(expected, since)
        known.pop(counts.source_key(Source().id), None)  # what people drop by hand is no feed
        for key, known_since in known.items():
            yield Watched(rule=rule, over_time=over_time, key=key, known_since=known_since)


def _look_at(connection: Connection, desk: Desk, watched: Watched, now: datetime) -> Iterator[Decision]:
    rule, over_time, key, counted = watched.rule, watched.over_time, watched.key, watched.counted
    count = rows.count_after(connection, counted, key, now - over_time.timeframe)
    silence = rows.open_episode(connection, counted, key)
    if not counts.is_flat(over_time, count, watched.known_since, now):
        if silence:
            yield from _heard_again(connection, desk, watched, silence, now)
        return
    if silence and (rule.realert is None or now - silence.last_at < rule.realert):
        return
    log.warning("silent", rule=rule.id, key=key.name, articles=count)
    last = rows.last_article(connection, counted, key)
    story = _story(connection, watched, silence, count, last, now)
    relation = Relation.REPORT if silence else Relation.NEW
    fired = fired_of(rule, Verdict.MATCH, (words.flat_why(over_time, count, now),))
    yield from _tell(connection, desk, _missed(watched, last, now), story, relation, fired=(fired,))


def _heard_again(
    connection: Connection, desk: Desk, watched: Watched, silence: Episode, now: datetime
) -> Iterator[Decision]:
    """End a silence, and tell those who were told of it, by the same way."""
    rows.end_episode(connection, silence, now)
    log.info("heard_again", rule=watched.rule.id, key=watched.key.name)
    known = rows.story_of_episode(connection, silence)
    if known is None:
        return
    number, story = known
    last = rows.last_article(connection, watched.counted, watched.key)
    headline = words.heard_again(watched.over_time, watched.key, _heard_before(story, silence, watched), now)
    members = (member_of_count(last.article, witness=last.article.source.configured),) if last else ()
    over = replace(story, number=number, headline=headline, updated_at=now, members=(*story.members[:1], *members))
    save_story(connection, over)
    news = MaterialChange(kind=Change.CORRECTION, was=story.headline, now=headline)
    yield from _tell(connection, desk, _missed(watched, last, now), over, Relation.UPDATE, changes=(news,))


def _heard_before(story: Story, silence: Episode, watched: Watched) -> datetime:
    """Return when it was heard last before the silence; of what never was, when it was first expected."""
    return story.members[0].received_at if story.members else silence.first_at - watched.over_time.timeframe


def _tell(  # noqa: PLR0913 - one story, by name
    connection: Connection,
    desk: Desk,
    missed: Analysed,
    story: Story,
    relation: Relation,
    *,
    fired: tuple[Fired, ...] = (),
    changes: tuple[MaterialChange, ...] = (),
) -> Iterator[Decision]:
    change = StoryChange(report=missed.reports[0], relation=relation, story=story, changes=changes)
    pending = PendingArticle(analysed=missed, catch_up=False)
    telling = Telling(connection=connection, policy=desk.policy, pending=pending, now=missed.article.received_at)
    yield from telling.of_story(change, fired, ())


def _story(  # noqa: PLR0913, PLR0917 - one story
    connection: Connection, watched: Watched, silence: Episode | None, count: int, last: Analysed | None, now: datetime
) -> Story:
    """Return the story that tells of a silence, with the last article before it; opened with the silence."""
    headline = words.flat_headline(watched.over_time, watched.key, count)
    known = rows.story_of_episode(connection, silence) if silence else None
    if silence and known:
        rows.stretch_episode(connection, silence, silence.first_at, now)
        story = replace(known[1], number=known[0], headline=headline, updated_at=now)
        save_story(connection, story)
        return story
    members = (member_of_count(last.article, witness=last.article.source.configured),) if last else ()
    story = watch_story(watched.rule, watched.key, headline, f"{BY_CLOCK}{now.isoformat()}", now, members)
    span = Span(first=now, last=now, lasts=True)
    return replace(story, number=rows.add_episode(connection, watched.counted, watched.key, story, span))


def _missed(watched: Watched, last: Analysed | None, now: datetime) -> Analysed:
    """Return what stands where others have an article: none, of the source that is silent (or was heard last)."""
    if last:
        source = last.article.source
    else:
        by_source = watched.over_time.by is QueryKey.SOURCE
        source = Source(id=watched.key.name, configured=True) if by_source else Source()
    article_id = f"{BY_CLOCK}{now.isoformat()}"
    article = Article(
        id=article_id,
        title=None,
        text="",
        zones=(),
        sentences=(),
        language="und",
        source=source,
        received_at=now,
        format="clock",
        encoding="",
    )
    report = Report(id=f"{article_id}:0", article_id=article_id, n=0, event=None)
    facts = Facts(read=False, verification=Verification(status=Status.UNKNOWN))
    return Analysed(article=article, facts=facts, reports=(report,))
