"""The letter on seeds/belgorod.txt with the facts that DESIGN demands of the sample, put together by hand.

The article is really read from the file; only extraction is stood in for, so that a golden mail
changes when the mail changes and not when the grammar learns a word.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from monitor.model import (
    Alert,
    Article,
    Attribution,
    Casualties,
    Casualty,
    Claim,
    DropMeta,
    Event,
    EventActor,
    Evidence,
    Facts,
    Interval,
    Letter,
    MaterialChange,
    Notice,
    Place,
    Reason,
    Report,
    Source,
    Told,
    Verification,
)
from monitor.reading.read import read_articles
from monitor.settings import Receiver
from monitor.shipped import shipped
from monitor.stories.opening import open_story
from monitor.vocabulary import (
    ActorKind,
    Bound,
    Change,
    ClaimKind,
    DatePrecision,
    EventKind,
    Flag,
    Harm,
    Level,
    NoticeKind,
    Role,
    RuleStatus,
    SourceKind,
    Status,
    Verdict,
)

AT = datetime(2024, 1, 1, 6, 30, tzinfo=UTC)
FROM = "Desk <desk@example.org>"
TOLL_FLAGS = (Flag.UNKNOWN_SOURCE, Flag.DISCLAIMER)
HEARSAY_FLAGS = (Flag.ALLEGED, Flag.UNNAMED_SOURCE, Flag.STATE_MEDIA, Flag.PARTY_CLAIM, Flag.DISCLAIMER)
DUTY = Receiver.model_validate({"name": "duty", "email": {"to": ["duty@example.org"], "location": "Europe/Kyiv"}})
GMAIL = Receiver.model_validate({"name": "duty", "email": {"to": ["duty@example.org"], "subject": "thread"}})
TASS = Source(id="tass", kind=SourceKind.STATE_MEDIA, configured=True)


@cache
def article() -> Article:
    data = (shipped("seeds") / "belgorod.txt").read_bytes()
    return read_articles(data, DropMeta(name="belgorod.txt", received_at=AT))[0]


def quoted(words: str) -> tuple[Evidence, ...]:
    start = article().text.index(words)
    return (Evidence(start=start, end=start + len(words), quote=words),)


def said_by(source: str, quote: str, *, via: str | None = None, kind: SourceKind = SourceKind.UNNAMED) -> Attribution:
    start = article().text.index(quote)
    return Attribution(source=source, via=via, cue="", kind=kind, start=start, end=start + len(quote), quote=quote)


def accusation(actor: str, name: str, by: Attribution | None, role: Role = Role.ACCUSED) -> Claim:
    return Claim(
        about=ClaimKind.PERPETRATOR,
        actor=actor,
        role=role,
        attribution=by,
        status=Status.UNVERIFIED,
        flags=HEARSAY_FLAGS if by else (Flag.ALLEGED, Flag.DISCLAIMER),
        evidence=quoted(name),
    )


def toll(harm: Harm, value: Interval, words: str) -> Casualty:
    evidence = quoted(words)
    claim = Claim(
        about=ClaimKind.TOLL, harm=harm, value=value, status=Status.CLAIMED, flags=TOLL_FLAGS, evidence=evidence
    )
    return Casualty(value=value, status=Status.CLAIMED, flags=TOLL_FLAGS, evidence=evidence, claims=(claim,))


def actor(identity: str, name: str, role: Role, kind: ActorKind = ActorKind.PERSON) -> EventActor:
    return EventActor(id=identity, name=name, kind=kind, role=role)


@cache
def belgorod() -> Event:
    moscow = said_by(
        "a Moscow security source",
        "according to a Moscow security source cited by Russian state media",
        via="Russian state media",
    )
    same = said_by("The source", "The source cited by Russia Today claimed", via="Russia Today")
    return Event(
        kind=EventKind.STRIKE,
        on=date(2023, 12, 30),
        on_precision=DatePrecision.STATED,
        places=(Place(name="Belgorod", geonameid=578072, country="RU", lat=50.6, lon=36.6),),
        actors=(
            actor("volodymyr-zelensky", "Volodymyr Zelensky", Role.ACCUSED),
            actor("kyrylo-budanov", "Kirill Budanov", Role.ACCUSED),
            actor("ua-gur", "GUR", Role.ACCUSED, ActorKind.ORGANISATION),
            actor("kraken-regiment", "Kraken Regiment", Role.ATTACKER, ActorKind.FORCE),
        ),
        casualties=Casualties(
            killed=toll(Harm.KILLED, Interval(min=14, max=14), "killed 14 people"),
            injured=toll(Harm.INJURED, Interval(min=100, max=None, bound=Bound.OVER), "over 100 people injured"),
        ),
        claims=(
            accusation("volodymyr-zelensky", "Ukrainian President Volodymyr Zelensky", moscow),
            accusation("kyrylo-budanov", "Kirill Budanov", same),
            accusation("ua-gur", "GUR", same),
            accusation("kraken-regiment", "Kraken Regimen,", None, Role.ATTACKER),
        ),
        verification=Verification(status=Status.UNVERIFIED, flags=HEARSAY_FLAGS),
        evidence=quoted("The Ukrainian attack killed 14 people and left over 100 people injured."),
    )


@cache
def kharkiv() -> Event:
    return Event(
        kind=EventKind.STRIKE,
        on=date(2023, 12, 31),
        on_precision=DatePrecision.RESOLVED,
        places=(Place(name="Kharkiv", country="UA"),),
        casualties=Casualties(
            injured=toll(
                Harm.INJURED,
                Interval(min=2, max=None, bound=Bound.AT_LEAST),
                "two children among those injured",
            )
        ),
        verification=Verification(status=Status.CLAIMED, flags=(Flag.PARTY_CLAIM, Flag.DISCLAIMER)),
        evidence=quoted("several missiles struck the city of Kharkiv"),
    )


def reason(**changes: object) -> Reason:
    made = Reason(
        rule_id="mass-casualties",
        revision="1",
        title="Ten or more killed, or fifty or more injured",
        level=Level.CRITICAL,
        status=RuleStatus.STABLE,
        verdict=Verdict.MATCH,
        explanation=('killed is at least 10: yes, 14 ("killed 14 people")',),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test's shorthand


def first(event: Event | None = None) -> Letter:
    """Return the first alert on the sample, or on another event told by it."""
    told = event or belgorod()
    report = Report(id="belgorod:0", article_id=article().id, n=0, event=told)
    story = replace(open_story(article(), report, AT), number=417)
    notice = Notice(
        id="3df1c1f0-7d5e-5f0e-8d3c-6a2f4b8c9d01",
        kind=NoticeKind.FIRST,
        receiver="duty",
        n=1,
        level=Level.CRITICAL,
        created_at=AT,
        alert_id="5b2c6f0a-2f0e-5d0c-9a51-0d6b3c1f7a10",
        story_id=story.id,
        first_notice_id="3df1c1f0-7d5e-5f0e-8d3c-6a2f4b8c9d01",
    )
    alert = Alert(
        id="5b2c6f0a-2f0e-5d0c-9a51-0d6b3c1f7a10",
        story_id=story.id,
        receiver="duty",
        level=Level.CRITICAL,
        reasons=(reason(),),
        opened_at=AT,
    )
    return Letter(
        notice=notice,
        alert=alert,
        story=story,
        article=article(),
        report=report,
        facts=Facts(events=(told, kharkiv()), verification=told.verification),
        rules=(reason(),),
    )


def update(letter: Letter, *changes: MaterialChange, n: int = 2, kind: NoticeKind = NoticeKind.UPDATE) -> Letter:
    """Return the n-th message of the alert, which tells changes."""
    notice = replace(
        letter.notice,
        id=f"3df1c1f0-7d5e-5f0e-8d3c-6a2f4b8c9d0{n}",
        kind=kind,
        n=n,
        created_at=AT + timedelta(hours=n),
    )
    return replace(letter, notice=notice, changes=changes)


def higher_toll(letter: Letter, before: int = 14, after: int = 21, source: Source = TASS) -> Letter:
    """Return the letter with another number of killed, and the change that told it."""
    assert letter.story is not None
    claim = Claim(
        about=ClaimKind.TOLL,
        harm=Harm.KILLED,
        value=Interval(min=after, max=after),
        status=Status.CLAIMED,
        evidence=(Evidence(start=0, end=0, quote=f"The death toll is now {after}."),),
    )
    told = Told(claim=claim, report_id="other:0", article_id="other", source=source, at=AT + timedelta(hours=2))
    figures = tuple(
        replace(one, value=Interval(min=after, max=after), told=(*one.told, told)) if one.harm is Harm.KILLED else one
        for one in letter.story.figures
    )
    change = MaterialChange(
        kind=Change.TOLL,
        harm=Harm.KILLED,
        before=Interval(min=before, max=before),
        after=Interval(min=after, max=after),
        told=told,
    )
    return update(replace(letter, story=replace(letter.story, figures=figures)), change)
