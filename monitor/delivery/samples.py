"""Letters to try templates on: for each family one with everything and one with as little as can be.

The full one also holds what a careless template would stumble over: markup, quotes and line ends in
every text that an article can bring.
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from monitor.delivery.compose import brief_of
from monitor.delivery.sample_story import (
    AT,
    sample_article,
    sample_change,
    sample_event,
    sample_facts,
    sample_reason,
    sample_story,
)
from monitor.delivery.subject import subject_of
from monitor.delivery.variables import variables_of
from monitor.model import (
    Alert,
    Article,
    Entry,
    Facts,
    Heard,
    Letter,
    MaterialChange,
    MayBe,
    Notice,
    Report,
    Section,
    Sentence,
    Source,
    Story,
    Verification,
    Withheld,
    ZoneSpan,
)
from monitor.vocabulary import (
    Change,
    DecisionKind,
    Flag,
    Level,
    NoticeKind,
    Status,
    Zone,
)

FAMILIES = ("alert", "summary", "digest", "operator", "webhook")


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
        created_at=AT,
        alert_id="00000000-0000-5000-8000-000000000001",
        story_id="00000000-0000-5000-8000-000000000000",
        first_notice_id="00000000-0000-5000-8000-000000000001",
        late=True,
    )


def _alert(kind: NoticeKind) -> Letter:
    report = Report(id="sample:0", article_id="sample", n=0, event=sample_event())
    changes = (sample_change(), MaterialChange(kind=Change.VERIFICATION, was="reported", now="unverified"))
    return Letter(
        notice=_notice(kind),
        alert=Alert(
            id="00000000-0000-5000-8000-000000000001",
            story_id="00000000-0000-5000-8000-000000000000",
            receiver="sample",
            level=Level.CRITICAL,
            reasons=(sample_reason(),),
            opened_at=AT,
        ),
        story=sample_story(),
        article=sample_article(),
        report=report,
        facts=sample_facts(),
        rules=(sample_reason(),),
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
        received_at=AT,
        format="txt",
        encoding="utf-8",
    )
    notice = Notice(id="n", kind=NoticeKind.FIRST, receiver="sample", n=1, level=Level.LOW, created_at=AT)
    story = Story(id="s", opened_at=AT, updated_at=AT, headline=text, event=None)
    facts = Facts(read=False, verification=Verification(status=Status.UNKNOWN, flags=(Flag.FACTS_UNREAD,)))
    report = Report(id="bare:0", article_id="bare", n=0, event=None)
    return Letter(notice=notice, story=story, article=article, report=report, facts=facts)


def _list(kind: NoticeKind) -> Letter:
    entry = Entry(
        story=sample_story(),
        level=Level.CRITICAL,
        subject="[CRITICAL] Ostrava: 14 killed - <accident> (UNVERIFIED)",
        decision=DecisionKind.FOLDED,
        reason="past 30 messages an hour",
        source_id="sample-agency",
        rules=(sample_reason(),),
        changes=(sample_change(),),
        heard=(Heard(kind=DecisionKind.FIRST, count=1, reason="a <new> story"),),
        digested_at=AT,
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
    notice = Notice(id="n", kind=kind, receiver="sample", n=1, level=Level.INFORMATIONAL, created_at=AT)
    return Letter(notice=notice, title="Nothing & <no one>")
