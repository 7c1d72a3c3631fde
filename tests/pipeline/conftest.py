"""A desk without a daemon and without a clock: real store, real rules, articles with given facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import select

from monitor.alerting.policy import Policy, policy_of
from monitor.desk import Decided, Desk, RuleBook, restored_index
from monitor.escalating import escalate
from monitor.model import (
    Analysed,
    Article,
    Casualties,
    Casualty,
    Event,
    Facts,
    Interval,
    Letter,
    Place,
    Report,
    Sentence,
    Source,
    Verification,
    ZoneSpan,
)
from monitor.pipeline import desk_step
from monitor.rehearsal import Heard, Rehearsal, Turn
from monitor.rules.load import load_rule_set
from monitor.settings import Settings
from monitor.store import Connection, Store, intake, outbox
from monitor.store.intake import Claim, Result
from monitor.store.rule_sets import accept_rule_set
from monitor.store.schema import notices
from monitor.stories import StoryIndex
from monitor.summaries import make_summaries, tell_operator
from monitor.vocabulary import EventKind, Status, Zone

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

RULE = """\
title: Strike with casualties
id: strike
level: high
when:
  kind: [strike]
  casualties: {killed: {gte: 1}}
exclude: {keywords: [anniversary]}
"""


def somewhere(name: str) -> Place:
    """A place on the map, far from that of any other name."""
    where = int(hashlib.sha256(name.encode()).hexdigest(), 16)
    lat, lon = where % 12_000 / 100 - 60, where // 12_000 % 36_000 / 100 - 180
    return Place(name=name, geonameid=where % 10**7, country="RU", lat=lat, lon=lon)


def told(
    text: str,
    *,
    at: datetime = START,
    source: str = "reuters",
    killed: int | None = 14,
    place: str = "Belgorod",
    published_at: datetime | None = None,
) -> Analysed:
    """One article of one strike: the facts are given, as a worker would hand them over."""
    article_id = hashlib.sha256(f"{source}{text}".encode()).hexdigest()
    article = Article(
        id=article_id,
        title=None,
        text=text,
        zones=(ZoneSpan(zone=Zone.BODY, start=0, end=len(text)),),
        sentences=(Sentence(start=0, end=len(text), zone=Zone.BODY),),
        language="en",
        source=Source(id=source, configured=True),
        received_at=at,
        published_at=published_at,
        published_by_format=published_at is not None,
        format="json" if published_at else "txt",
        encoding="utf-8",
    )
    dead = None
    if killed is not None:
        dead = Casualty(value=Interval(min=killed, max=killed), status=Status.REPORTED)
    verification = Verification(status=Status.REPORTED)
    event = Event(
        kind=EventKind.STRIKE,
        on=START.date(),
        places=(somewhere(place),),
        casualties=Casualties(killed=dead),
        verification=verification,
    )
    report = Report(id=f"{article_id}:0", article_id=article_id, n=0, event=event)
    return Analysed(article=article, facts=Facts(events=(event,), verification=verification), reports=(report,))


def settings(folder: Path, **changed: object) -> Settings:
    plain = {
        "spool": {"path": folder / "spool"},
        "store": f"sqlite:///{folder}/monitor.db",
        "rules": folder / "rules",
        "maildir": folder / "mail",
        "receivers": [{"name": "desk", "email": {"to": ["desk@example.org"]}}],
        "route": {"receiver": "desk"},
    }
    return Settings.model_validate(plain | changed)


@dataclass(kw_only=True)
class Newsroom:
    """The desk over a store, driven by hand."""

    store: Store
    desk: Desk
    now: datetime = START
    claimed: int = 0
    letters: list[Letter] = field(default_factory=list)

    def arrive(self, *articles: Analysed) -> None:
        """Take articles in as intake does, one drop each."""
        self.store.write(partial(self._take_in, articles=articles)).result()

    def _take_in(self, connection: Connection, articles: tuple[Analysed, ...]) -> None:
        for one in articles:
            self.claimed += 1
            work = b"0/%d.txt" % self.claimed
            claim = Claim(work=work, source=one.article.source.id, name=work, path=work, mtime_ns=self.claimed)
            (drop,) = intake.claim_drops(connection, [claim], self.now)
            result = Result(drop_id=drop.id, sha256=one.article.id, size=1, analysed=(one,), kept_at="archive/x")
            intake.store_analysed(connection, [result], self.now)

    def decide(self) -> tuple[Decided, ...]:
        """Let the desk decide everything that waits."""
        decided: list[Decided] = []
        while any(step := self.store.write(partial(desk_step, desk=self.desk, now=self.now)).result()):
            decided += step[1]
        return tuple(decided)

    def hear(self, *articles: Analysed) -> list[str]:
        """Let articles arrive and be decided; return the kinds of the decisions."""
        self.arrive(*articles)
        return [decision.kind.value for one in self.decide() for decision in one.decisions]

    def keep_schedule(self, policy: Policy | None = None) -> int:
        """Make the summaries and operator's notices that are due now."""
        made = self.store.write(partial(escalate, policy=policy or self.desk.policy, now=self.now)).result()
        made += self.store.write(partial(make_summaries, now=self.now, intervals=self.desk.policy.intervals)).result()
        return made + self.store.write(partial(tell_operator, policy=policy or self.desk.policy, now=self.now)).result()

    def outbox(self) -> list[Letter]:
        """Return every letter that waits to be rendered, in the order of their making."""
        unrendered = select(notices.c.id).where(notices.c.rendered.is_(None))
        ids = self.store.read(lambda c: c.scalars(unrendered.order_by(notices.c.created_at, notices.c.n)).all())
        return [self.store.read(partial(outbox.letter_of, notice_id=one)) for one in ids]

    def restart(self) -> None:
        """Forget everything that the store does not hold."""
        self.desk.index = self.store.read(partial(restored_index, now=self.now))

    def later(self, **duration: float) -> None:
        self.now += timedelta(**duration)


@dataclass(kw_only=True)
class Rehearsed:
    """A rehearsal that hears articles as a backtest lets it: the index says which story, the rehearsal what follows."""

    rehearsal: Rehearsal
    index: StoryIndex = field(default_factory=StoryIndex)
    known: set[str] = field(default_factory=set)

    def hear(self, article: Analysed, now: datetime = START) -> Heard:
        """Let one article come; the same one again is a copy."""
        copy = article.article.id in self.known
        self.known.add(article.article.id)
        changes = () if copy else self.index.place(article, now)
        stories = tuple(change.story.id for change in changes)
        turn = Turn(analysed=article, now=now, stories=stories, copy=copy, changes=lambda: changes)
        (heard,) = self.rehearsal.hear_turns([turn])
        return heard


@cache
def rule_book(rules: str) -> RuleBook:
    """Compile rules once for all tests that use the same."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "rules.yml").write_text(rules, encoding="utf-8")
        rule_set, _ = load_rule_set(Path(folder))
    return RuleBook.compiled(rule_set)


def newsroom_of(folder: Path, rules: str = RULE, **changed: object) -> Newsroom:
    plain, book = settings(folder, **changed), rule_book(rules)
    store = Store.open(plain.store)
    rule_set = {"rule_set_id": book.rule_set.id, "canonical": book.rule_set.to_canonical()}
    store.write(partial(accept_rule_set, now=START, **rule_set)).result()
    return Newsroom(store=store, desk=Desk(policy=policy_of(plain), book=replace(book)))


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    room = newsroom_of(tmp_path)
    yield room
    room.store.close()
