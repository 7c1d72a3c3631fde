"""The letter that seeds/belgorod.txt gives: read, extracted and matched by the program with the shipped rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from monitor.extraction.facts import extract
from monitor.extraction.load import load_knowledge
from monitor.extraction.reports import reports_of
from monitor.model import Alert, Analysed, DropMeta, Letter, Notice, Reason
from monitor.reading.read import read_articles
from monitor.rules.explaining import explain_lines
from monitor.rules.load import load_rule_set
from monitor.rules.matching import compile_rules
from monitor.rules.ruleset import RuleSet
from monitor.shipped import shipped
from monitor.stories.opening import open_story
from monitor.vocabulary import LEVELS, Level, NoticeKind, Verdict

AT = datetime(2024, 1, 1, 6, 30, tzinfo=UTC)
_ALERT = "5b2c6f0a-2f0e-5d0c-9a51-0d6b3c1f7a10"
_NOTICE = "3df1c1f0-7d5e-5f0e-8d3c-6a2f4b8c9d01"


def sample_letter(report_n: int = 0) -> Letter:
    """Return the first alert on the sample: report 0 is Belgorod, report 1 Kharkiv."""
    analysed = _analysed()
    report_n = min(report_n, len(analysed.reports) - 1)
    story = replace(open_story(analysed.article, analysed.reports[report_n], AT), number=report_n + 1)
    reasons = _reasons(analysed, report_n)
    level = max((reason.level for reason in reasons), key=LEVELS.index, default=Level.INFORMATIONAL)
    notice = Notice(
        id=_NOTICE,
        kind=NoticeKind.FIRST,
        receiver="desk",
        n=1,
        level=level,
        created_at=AT,
        alert_id=_ALERT,
        story_id=story.id,
        first_notice_id=_NOTICE,
    )
    alert = Alert(id=_ALERT, story_id=story.id, receiver="desk", level=notice.level, reasons=reasons, opened_at=AT)
    return Letter(
        notice=notice,
        alert=alert,
        story=story,
        article=analysed.article,
        report=analysed.reports[report_n],
        facts=analysed.facts,
        rules=reasons,
    )


def _reasons(analysed: Analysed, report_n: int) -> tuple[Reason, ...]:
    """Return the shipped rules that fire on one report, with their explanations."""
    article, facts, reports = analysed.article, analysed.facts, analysed.reports
    matches = compile_rules(_rule_set()).match(article, facts, reports)
    return tuple(
        Reason(
            rule_id=rule.id,
            revision=rule.revision,
            title=rule.title,
            level=rule.level,
            status=rule.status,
            verdict=match.verdict,
            explanation=explain_lines(rule, article, facts, reports, match.report_n),
        )
        for match in matches
        if match.verdict is Verdict.MATCH and (match.report_n or 0) == report_n
        for rule in _rule_set().rules
        if rule.id == match.rule_id
    )


@cache
def _rule_set() -> RuleSet:
    return load_rule_set(shipped("rules"))[0]


@cache
def _analysed() -> Analysed:
    data = (shipped("seeds") / "belgorod.txt").read_bytes()
    article = read_articles(data, DropMeta(name="belgorod.txt", received_at=AT))[0]
    facts = extract(article, load_knowledge(_rule_set().gazetteer))
    return Analysed(article=article, facts=facts, reports=reports_of(article, facts))
