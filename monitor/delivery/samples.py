"""Letters to try templates on: for each family one with everything and one with as little as can be.

The full one also holds what a careless template would stumble over: markup, quotes and line ends in
every text that an article can bring.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from monitor.delivery.compose import brief_of
from monitor.delivery.subject import subject_of
from monitor.delivery.variables import variables_of
from monitor.model import (
    Actor,
    Alert,
    Article,
    Attribution,
    BackgroundToll,
    Casualties,
    Casualty,
    Claim,
    Entry,
    Event,
    EventActor,
    Evidence,
    Facts,
    Figure,
    Heard,
    Interval,
    Letter,
    MaterialChange,
    MayBe,
    Member,
    Notice,
    Place,
    Reason,
    Report,
    Section,
    Sentence,
    Source,
    Story,
    Told,
    Verification,
    Withheld,
    ZoneSpan,
)
from monitor.vocabulary import (
    ActorKind,
    Bound,
    Change,
    ClaimKind,
    DatePrecision,
    DecisionKind,
    EventKind,
    Flag,
    Harm,
    Level,
    NoticeKind,
    Relation,
    Role,
    RuleStatus,
    SourceKind,
    Status,
    Verdict,
    Zone,
)

FAMILIES = ("alert", "summary", "digest", "operator", "webhook")
_AT = datetime(2024, 1, 1, 6, 30, tzinfo=UTC)
_SAID = 'A mayor said that "14 people" <b>died</b> & 30 were hurt in {{ Ostrava }}.'
_TEXT = f"{_SAID} In Brno nobody was hurt.\n\nDisclaimer: we cannot verify this."
_SOURCE = Source(id="sample-agency", kind=SourceKind.AGENCY, configured=True)


def sample_variables(family: str) -> Iterator[dict[str, object]]:
    """Yield the variables of every sample letter of a family (`webhook` serves them all)."""
    for letter in sample_letters(family):
        yield variables_of(letter, brief_of(letter, ZoneInfo("UTC"), subject_of(letter)))


def sample_letters(family: str) -> tuple[Letter, ...]:
    """Return the letters that a template of this family must be able to show."""
    letters = {
        "alert": (_alert(NoticeKind.FIRST), _alert(NoticeKind.UPDATE), _bare_alert()),
        "summary": (_list(NoticeKind.SUMMARY), _bare_list(NoticeKind.SUMMARY)),
        "digest": (_list(NoticeKind.DIGEST), _bare_list(NoticeKind.DIGEST)),
        "operator": (_bare_list(NoticeKind.OPERATOR),),
    }
    return letters[family] if family in letters else tuple(letter for some in letters.values() for letter in some)


def _notice(kind: NoticeKind) -> Notice:
    return Notice(
        id="00000000-0000-5000-8000-000000000002",
        kind=kind,
        receiver="sample",
        n=2,
        level=Level.CRITICAL,
        created_at=_AT,
        alert_id="00000000-0000-5000-8000-000000000001",
        story_id="00000000-0000-5000-8000-000000000000",
        first_notice_id="00000000-0000-5000-8000-000000000001",
        late=True,
    )


def _alert(kind: NoticeKind) -> Letter:
    report = Report(id="sample:0", article_id="sample", n=0, event=_event())
    changes = (_toll_change(), MaterialChange(kind=Change.VERIFICATION, was="reported", now="unverified"))
    return Letter(
        notice=_notice(kind),
        alert=Alert(
            id="00000000-0000-5000-8000-000000000001",
            story_id="00000000-0000-5000-8000-000000000000",
            receiver="sample",
            level=Level.CRITICAL,
            reasons=(_reason(),),
            opened_at=_AT,
        ),
        story=_story(),
        article=_article(),
        report=report,
        facts=_facts(),
        rules=(_reason(),),
        changes=changes if kind is NoticeKind.UPDATE else (),
        suppressed=(Withheld(kind=DecisionKind.REPEAT, reason="a reprint of <the same> words", count=3),),
        may_be=MayBe(number=9, headline="Blast in <Ostrava>", told=True),
    )


def _bare_alert() -> Letter:
    """Return an article without event, title, link, names or figures."""
    text = "Nothing happened today."
    article = Article(
        id="bare",
        title=None,
        text=text,
        zones=(ZoneSpan(zone=Zone.BODY, start=0, end=len(text)),),
        sentences=(Sentence(start=0, end=len(text), zone=Zone.BODY),),
        language="und",
        source=Source(),
        received_at=_AT,
        format="txt",
        encoding="utf-8",
    )
    notice = Notice(id="n", kind=NoticeKind.FIRST, receiver="sample", n=1, level=Level.LOW, created_at=_AT)
    story = Story(id="s", opened_at=_AT, updated_at=_AT, headline=text, event=None)
    facts = Facts(read=False, verification=Verification(status=Status.UNKNOWN, flags=(Flag.FACTS_UNREAD,)))
    report = Report(id="bare:0", article_id="bare", n=0, event=None)
    return Letter(notice=notice, story=story, article=article, report=report, facts=facts)


def _list(kind: NoticeKind) -> Letter:
    entry = Entry(
        story=_story(),
        level=Level.CRITICAL,
        subject="[CRITICAL] Ostrava: 14 killed - <accident> (UNVERIFIED)",
        decision=DecisionKind.FOLDED,
        reason="past 30 messages an hour",
        source_id="sample-agency",
        rules=(_reason(),),
        changes=(_toll_change(),),
        heard=(Heard(kind=DecisionKind.FIRST, count=1, reason="a <new> story"),),
        digested_at=_AT,
    )
    return Letter(
        notice=_notice(kind),
        entries=(entry, entry),
        suppressed=(Withheld(kind=DecisionKind.SILENCED, reason="silence by <Jane>", count=2),),
        sections=(Section(title="Silent sources", lines=("sample-agency: nothing since <noon>",)),),
        title="Sample, 31 Dec 2023 07:00 to 1 Jan 2024 07:00 UTC",
        text=("drops 12 = 9 processed + 1 quarantined + 2 waiting + 0 ignored",),
    )


def _bare_list(kind: NoticeKind) -> Letter:
    notice = Notice(id="n", kind=kind, receiver="sample", n=1, level=Level.INFORMATIONAL, created_at=_AT)
    return Letter(notice=notice, title="Nothing & <no one>")


def _article() -> Article:
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
        published_at=_AT,
        published_by_format=True,
        received_at=_AT,
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


def _event() -> Event:
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


def _facts() -> Facts:
    start = _TEXT.index("In Brno")
    other = Event(
        kind=EventKind.ACCIDENT,
        places=(Place(name="Brno", country="CZ"),),
        verification=Verification(status=Status.REPORTED),
        evidence=(Evidence(start=start, end=start + 7, quote="In Brno"),),
    )
    return Facts(
        events=(_event(), other),
        background=(BackgroundToll(harm=Harm.KILLED, value=Interval(min=168, max=168)),),
        actors=(Actor(id="name:<x>", name="X & <Sons>", kind=ActorKind.ORGANISATION),),
        verification=_event().verification,
    )


def _told() -> Told:
    return Told(claim=_toll(), report_id="sample:0", article_id="sample", source=_SOURCE, at=_AT)


def _toll_change() -> MaterialChange:
    before, after = Interval(min=3, max=None, bound=Bound.AT_LEAST), Interval(min=14, max=14)
    return MaterialChange(kind=Change.TOLL, harm=Harm.KILLED, before=before, after=after, told=_told())


def _story() -> Story:
    member = Member(
        report_id="sample:0",
        article_id="sample",
        source=_SOURCE,
        title=_article().title,
        url="https://news.example/a?b=1&c=2",
        relation=Relation.NEW,
        received_at=_AT,
        published_at=_AT,
    )
    figure = Figure(harm=Harm.KILLED, value=Interval(min=14, max=14), status=Status.CLAIMED, told=(_told(),))
    return Story(
        id="00000000-0000-5000-8000-000000000000",
        number=417,
        opened_at=_AT,
        updated_at=_AT,
        headline='Blast <script>alert(1)</script> kills 14 "in Ostrava"',
        event=_event(),
        figures=(figure,),
        members=(member,),
        may_be="00000000-0000-5000-8000-000000000009",
    )


def _reason() -> Reason:
    return Reason(
        rule_id="sample-rule",
        revision="0",
        title="Sample rule <one> & only",
        level=Level.CRITICAL,
        status=RuleStatus.STABLE,
        verdict=Verdict.POSSIBLE,
        explanation=('killed >= 10: yes, "14 people" <b>',),
    )
