"""The letter that seeds/belgorod.txt gives: read, extracted and matched by the program, nothing by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from monitor.extraction.facts import extract
from monitor.extraction.load import load_knowledge
from monitor.extraction.reports import reports_of
from monitor.model import Alert, Analysed, DropMeta, Letter, Notice, Reason
from monitor.reading.read import read_articles
from monitor.rules.load import load_gazetteer
from monitor.shipped import shipped
from monitor.stories.opening import open_story
from monitor.vocabulary import Level, NoticeKind, RuleStatus, Verdict

AT = datetime(2024, 1, 1, 6, 30, tzinfo=UTC)
_ALERT = "5b2c6f0a-2f0e-5d0c-9a51-0d6b3c1f7a10"
_NOTICE = "3df1c1f0-7d5e-5f0e-8d3c-6a2f4b8c9d01"


def sample_letter(report_n: int = 0) -> Letter:
    """Return the first alert on the sample: report 0 is Belgorod, report 1 Kharkiv."""
    analysed = _analysed()
    report_n = min(report_n, len(analysed.reports) - 1)
    story = replace(open_story(analysed.article, analysed.reports[report_n], AT), number=report_n + 1)
    reason = Reason(
        rule_id="mass-casualties",
        revision="1",
        title="Ten or more killed, or fifty or more injured",
        level=Level.CRITICAL,
        status=RuleStatus.STABLE,
        verdict=Verdict.MATCH,
        explanation=("killed is at least 10: yes, 14", "injured is at least 50: yes, over 100"),
    )
    notice = Notice(
        id=_NOTICE,
        kind=NoticeKind.FIRST,
        receiver="desk",
        n=1,
        level=Level.CRITICAL if report_n == 0 else Level.HIGH,
        created_at=AT,
        alert_id=_ALERT,
        story_id=story.id,
        first_notice_id=_NOTICE,
    )
    alert = Alert(id=_ALERT, story_id=story.id, receiver="desk", level=notice.level, reasons=(reason,), opened_at=AT)
    return Letter(
        notice=notice,
        alert=alert,
        story=story,
        article=analysed.article,
        report=analysed.reports[report_n],
        facts=analysed.facts,
        rules=(reason,),
    )


@cache
def _analysed() -> Analysed:
    data = (shipped("seeds") / "belgorod.txt").read_bytes()
    article = read_articles(data, DropMeta(name="belgorod.txt", received_at=AT))[0]
    facts = extract(article, load_knowledge(load_gazetteer(shipped("rules"))))
    return Analysed(article=article, facts=facts, reports=reports_of(article, facts))
