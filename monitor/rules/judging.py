"""One rule and one article: the verdict on each report, and the tree that says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from monitor.model import Article, Facts, Report
from monitor.rules.clauses import RANK, All, Cut, Told, Trace, View, no_story, nothing_cut
from monitor.rules.shadow import Shadow
from monitor.vocabulary import Verdict

if TYPE_CHECKING:
    from monitor.rules.schema import Rule


class Views:
    """The views of one article, each made when first asked for and shared by all rules.

    `told` gives the figures of the stories that its reports joined, `cut` what its boilerplate would tell.
    """

    def __init__(
        self, article: Article, facts: Facts, reports: tuple[Report, ...], told: Told = no_story, cut: Cut = nothing_cut
    ) -> None:
        self.told = told
        self.cut = cut
        self.article = article
        self.facts = facts
        self.reports = reports
        self.shadow = Shadow(article)

    @cached_property
    def each(self) -> tuple[View, ...]:
        """One view per report."""
        return tuple(map(self._view, range(len(self.reports))))

    @cached_property
    def across(self) -> View:
        """All reports at once."""
        return self._view(None)

    def _view(self, n: int | None) -> View:
        return View(self.article, self.facts, self.shadow, self.reports, n, self.told, self.cut)

    def of(self, rule: Rule) -> tuple[tuple[int, View], ...]:
        """Return the views that a rule asks, with the report's number that a match names."""
        if rule.when.across:
            return ((0, self.across),)
        return self._numbered if rule.when.of_report else self._numbered[:1]

    @cached_property
    def _numbered(self) -> tuple[tuple[int, View], ...]:
        return tuple(enumerate(self.each))


def verdicts(rule: Rule, views: Views) -> Iterator[tuple[int, Verdict]]:
    """Give the number and verdict of every report on which a rule says anything but `no`."""
    for n, view in views.of(rule):
        verdict = with_exclusion(rule, rule.when.clause.verdict(view), views)
        if verdict is not Verdict.NO:
            yield n, verdict


def with_exclusion(rule: Rule, verdict: Verdict, views: Views) -> Verdict:
    """Return what is left of the verdict of `when:`; where facts are unread, an exclusion leaves nothing."""
    if verdict is Verdict.NO or not rule.exclude or rule.exclude.verdict(views.across) is not Verdict.MATCH:
        return verdict
    return Verdict.NO if verdict is Verdict.UNREAD else Verdict.EXCLUDED


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best that a rule says of an article: verdict, the report that it means, the tree."""

    verdict: Verdict
    report: Report
    trace: Trace


def judge(
    rule: Rule, article: Article, facts: Facts, reports: tuple[Report, ...], report_n: int | None = None
) -> Outcome:
    """Return what a rule says of one report, explained; without a number of the report where it comes nearest."""
    return judge_seen(rule, Views(article, facts, reports), report_n)


def judge_seen(rule: Rule, views: Views, report_n: int | None = None) -> Outcome:
    """Return the same of an article whose views were made already, for another rule."""
    reports = views.reports
    asked = [(n, rule.when.clause.trace(view)) for n, view in views.of(rule) if report_n in (None, n)]
    asked.sort(key=lambda one: (-RANK[one[1].verdict], -_near(one[1]), one[0]))
    n, when = asked[0]
    verdict = with_exclusion(rule, when.verdict, views)
    parts = [_when(rule, asked[: 1 if when.verdict is not Verdict.NO else _MISSES], reports)]
    if rule.exclude:
        parts.append(_excluding(rule.exclude.trace(views.across), when.verdict))
    if rule.over_time and verdict is Verdict.MATCH:
        parts.append(
            Trace(f"type: {rule.over_time.type}", verdict, "the article is counted; it is the count that is told")
        )
    return Outcome(verdict, reports[n], Trace(rule.title, verdict, children=tuple(parts)))


_MISSES = 3
"""Of how many events it is said why none of them matches, the nearest first."""


def _when(rule: Rule, asked: list[tuple[int, Trace]], reports: tuple[Report, ...]) -> Trace:
    traces = [Trace(_of_report(rule, n, reports), trace.verdict, children=_joined(rule, trace)) for n, trace in asked]
    if len(traces) > 1:
        return Trace("when", traces[0].verdict, "no event matches; the nearest first", children=tuple(traces))
    return Trace("when", traces[0].verdict, f"asked of {traces[0].clause}", children=traces[0].children)


def _joined(rule: Rule, trace: Trace) -> tuple[Trace, ...]:
    """Return the clauses of a `when:` one by one; that all of them must hold needs no line."""
    return trace.children if isinstance(rule.when.clause, All) else (trace,)


def explain_rule(rule: Rule, article: Article, facts: Facts, reports: tuple[Report, ...]) -> Trace:
    """Return why a rule says what it says of an article: the tree for the report that it means."""
    return judge(rule, article, facts, reports).trace


def _near(trace: Trace) -> int:
    """Count the parts that hold: of the reports without a match the nearest miss is explained."""
    return (trace.verdict is not Verdict.NO) + sum(_near(child) for child in trace.children)


def _of_report(rule: Rule, n: int, reports: tuple[Report, ...]) -> str:
    if rule.when.across:
        return f"all {len(reports)} reports together"
    if not rule.when.of_report:
        return "the article"
    event = reports[n].event
    if event is None:
        return "the article as a whole, which reports no event"
    where = f" in {event.places[0].name}" if event.places else ""
    day = f" on {event.on}" if event.on else ""
    return f"event {n + 1} of {len(reports)}: {event.kind}{where}{day}"


def _excluding(trace: Trace, when: Verdict) -> Trace:
    said = "it holds, so the rule is silent" if trace.verdict is Verdict.MATCH else "nothing excludes the article"
    if when is Verdict.NO:
        said = "not asked, because `when` does not hold"
    return Trace("exclude", trace.verdict, said, children=(trace,))
