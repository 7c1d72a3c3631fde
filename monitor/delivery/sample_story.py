"""The story that templates are tried on: with everything that an article can bring to make them stumble."""

from __future__ import annotations

from datetime import UTC, date, datetime

from monitor.model import (
    Actor,
    Article,
    Attribution,
    BackgroundToll,
    Casualties,
    Casualty,
    Claim,
    Event,
    EventActor,
    Evidence,
    Facts,
    Figure,
    Interval,
    MaterialChange,
    Member,
    Place,
    Reason,
    Sentence,
    Source,
    Story,
    Told,
    Verification,
    ZoneSpan,
)
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
    Relation,
    Role,
    RuleStatus,
    SourceKind,
    Status,
    Verdict,
    Zone,
)

AT = datetime(2024, 1, 1, 6, 30, tzinfo=UTC)
_SAID = 'A mayor said that "14 people" <b>died</b> & 30 were hurt in {{ Ostrava }}.'
_TEXT = f"{_SAID} In Brno nobody was hurt.\n\nDisclaimer: we cannot verify this."
_SOURCE = Source(id="sample-agency", kind=SourceKind.AGENCY, configured=True)


def sample_article() -> Article:
    """Return an article with markup, quotes and template syntax in its title and text."""
    end, gap = len(_SAID), _TEXT.index("\n\n")
    return Article(
        id="sample",
        title='Blast <script>alert(1)</script> kills 14 "in Ostrava"',
        text=_TEXT,
        zones=(
            ZoneSpan(zone=Zone.LEAD, start=0, end=gap),
            ZoneSpan(zone=Zone.DISCLAIMER, start=gap, end=len(_TEXT)),
        ),
        sentences=(
            Sentence(start=0, end=end, zone=Zone.LEAD),
            Sentence(start=end + 1, end=gap, zone=Zone.LEAD),
        ),
        language="en",
        source=_SOURCE,
        url="https://news.example/a?b=1&c=2",
        published_at=AT,
        published_by_format=True,
        received_at=AT,
        format="json",
        encoding="utf-8",
    )


def _evidence() -> tuple[Evidence, ...]:
    start = _TEXT.index('"14 people"')
    return (Evidence(start=start, end=start + 11, quote='"14 people"'),)


def _speaker() -> Attribution:
    return Attribution(source="A mayor", cue="said", kind=SourceKind.OFFICIAL, start=0, end=12, quote="A mayor said")


def _toll() -> Claim:
    return Claim(
        about=ClaimKind.TOLL,
        harm=Harm.KILLED,
        value=Interval(min=14, max=14),
        attribution=_speaker(),
        status=Status.CLAIMED,
        flags=(Flag.PARTY_CLAIM,),
        evidence=_evidence(),
    )


def sample_event() -> Event:
    """Return its event: a toll, and somebody who is accused."""
    accused = Claim(
        about=ClaimKind.PERPETRATOR,
        actor="name:<x>",
        role=Role.ACCUSED,
        attribution=_speaker(),
        status=Status.UNVERIFIED,
        flags=(Flag.ALLEGED, Flag.UNNAMED_SOURCE),
        evidence=_evidence(),
    )
    casualty = Casualty(value=Interval(min=14, max=14), status=Status.CLAIMED, evidence=_evidence(), claims=(_toll(),))
    return Event(
        kind=EventKind.ACCIDENT,
        on=date(2023, 12, 31),
        on_precision=DatePrecision.RESOLVED,
        places=(Place(name="Ostrava <east>", geonameid=3068799, country="CZ", lat=49.83, lon=18.28),),
        actors=(EventActor(id="name:<x>", name="X & <Sons>", kind=ActorKind.ORGANISATION, role=Role.ACCUSED),),
        casualties=Casualties(killed=casualty),
        claims=(accused,),
        verification=Verification(status=Status.UNVERIFIED, flags=(Flag.ALLEGED, Flag.UNNAMED_SOURCE)),
        evidence=_evidence(),
    )


def sample_facts() -> Facts:
    """Return its facts: that event, another one, and a toll of the past."""
    start = _TEXT.index("In Brno")
    other = Event(
        kind=EventKind.ACCIDENT,
        places=(Place(name="Brno", country="CZ"),),
        verification=Verification(status=Status.REPORTED),
        evidence=(Evidence(start=start, end=start + 7, quote="In Brno"),),
    )
    return Facts(
        events=(sample_event(), other),
        background=(BackgroundToll(harm=Harm.KILLED, value=Interval(min=168, max=168)),),
        actors=(Actor(id="name:<x>", name="X & <Sons>", kind=ActorKind.ORGANISATION),),
        verification=sample_event().verification,
    )


def _told() -> Told:
    return Told(claim=_toll(), report_id="sample:0", article_id="sample", source=_SOURCE, at=AT)


def sample_change() -> MaterialChange:
    """Return a toll that rose."""
    before, after = Interval(min=3, max=None, bound=Bound.AT_LEAST), Interval(min=14, max=14)
    return MaterialChange(kind=Change.TOLL, harm=Harm.KILLED, before=before, after=after, told=_told())


def sample_story() -> Story:
    """Return the story that the article opened, which may be another one."""
    member = Member(
        report_id="sample:0",
        article_id="sample",
        source=_SOURCE,
        title=sample_article().title,
        url="https://news.example/a?b=1&c=2",
        relation=Relation.NEW,
        received_at=AT,
        published_at=AT,
    )
    figure = Figure(harm=Harm.KILLED, value=Interval(min=14, max=14), status=Status.CLAIMED, told=(_told(),))
    return Story(
        id="00000000-0000-5000-8000-000000000000",
        number=417,
        opened_at=AT,
        updated_at=AT,
        headline='Blast <script>alert(1)</script> kills 14 "in Ostrava"',
        event=sample_event(),
        figures=(figure,),
        members=(member,),
        may_be="00000000-0000-5000-8000-000000000009",
    )


def sample_reason() -> Reason:
    """Return a rule that it only might meet."""
    return Reason(
        rule_id="sample-rule",
        revision="0",
        title="Sample rule <one> & only",
        level=Level.CRITICAL,
        status=RuleStatus.STABLE,
        verdict=Verdict.POSSIBLE,
        explanation=('killed >= 10: yes, "14 people" <b>',),
    )
