"""Values to decide on: a story, an article, rules that fired. Plain builders, no fakes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.alerting.case import Case
from monitor.alerting.fired import Fired
from monitor.alerting.policy import Listener
from monitor.alerting.silences import Silence
from monitor.alerting.standing import Standing, Terms
from monitor.model import (
    Article,
    Casualties,
    Casualty,
    Event,
    Interval,
    MaterialChange,
    Place,
    Reason,
    Source,
    Story,
    Verification,
)
from monitor.vocabulary import Change, EventKind, Harm, Level, Relation, RuleStatus, Status, Verdict

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def article(**changed: object) -> Article:
    plain = Article(
        id="a" * 64,
        title="Strike on Belgorod",
        text="Strike on Belgorod",
        zones=(),
        sentences=(),
        language="en",
        source=Source(id="reuters"),
        received_at=NOW,
        format="txt",
        encoding="utf-8",
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def story(**changed: object) -> Story:
    event = Event(
        kind=EventKind.STRIKE,
        places=(Place(name="Belgorod", country="RU"),),
        verification=Verification(status=Status.UNVERIFIED),
    )
    plain = Story(id="story-1", number=417, opened_at=NOW, updated_at=NOW, headline="Strike on Belgorod", event=event)
    return replace(plain, **changed)  # type: ignore[arg-type]


def killing(count: int) -> Story:
    event = story().event
    assert event
    dead = Casualty(value=Interval(min=count, max=count), status=Status.REPORTED)
    return story(event=replace(event, casualties=Casualties(killed=dead)))


def fired(
    rule_id: str = "strike",
    level: Level = Level.HIGH,
    *,
    experimental: bool = False,
    verdict: Verdict = Verdict.MATCH,
    **asked: object,
) -> Fired:
    status = RuleStatus.EXPERIMENTAL if experimental else RuleStatus.STABLE
    reason = Reason(rule_id=rule_id, revision="1", title=rule_id, level=level, status=status, verdict=verdict)
    return Fired(reason=reason, **asked)  # type: ignore[arg-type]


def toll(before: int | None, after: int | None, harm: Harm = Harm.KILLED) -> MaterialChange:
    return MaterialChange(kind=Change.TOLL, harm=harm, before=exactly(before), after=exactly(after))


def exactly(count: int | None) -> Interval | None:
    return None if count is None else Interval(min=count, max=count)


FEAR = replace(toll(None, 50), feared=True)

SILENCE = Silence(
    id=3,
    matchers=('place="Belgorod"',),
    starts_at=NOW - timedelta(hours=1),
    ends_at=NOW + timedelta(hours=1),
    owner="eva",
    reason="exercise",
)
VERIFIED = MaterialChange(kind=Change.VERIFICATION, was="unverified", now="reported")


def standing(*, terms: Terms | None = None, **changed: object) -> Standing:
    plain = Standing(
        id="6c1e4d2e-0000-5000-8000-000000000001",
        about="story-1",
        story_id="story-1",
        receiver="desk",
        level=Level.HIGH,
        reasons=(fired().reason,),
        terms=terms or Terms(),
        opened_at=NOW - timedelta(hours=2),
        heard=True,
        notices=1,
        last_told_at=NOW - timedelta(hours=2),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


def case(**changed: object) -> Case:
    plain = Case(listener=Listener(name="desk"), article=article(), story=story(), relation=Relation.REPORT)
    return replace(plain, **changed)  # type: ignore[arg-type]
