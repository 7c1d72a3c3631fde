"""The `tests:` of a rule: an article, what the rule must say of it, and why it did not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from monitor.model import Analysed, Article, Casualty, DropMeta, Source
from monitor.rules.clauses import Subject, Trace, subject_of
from monitor.rules.judging import Outcome, judge
from monitor.rules.reader import folded_name
from monitor.rules.tolls import spoken
from monitor.vocabulary import EventKind, Harm, Status, Verdict

if TYPE_CHECKING:
    from monitor.rules.schema import Rule

_NAME = 60
"""So many characters of a test's article name the test."""

RECEIVED_AT = datetime(2024, 1, 2, 12, tzinfo=UTC)
"""When the articles of tests are received, unless the test says `received:`: the day after the shipped sample."""


class Figure(BaseModel):
    """What a figure must be; `gte` tests the lowest figure, the others the highest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    gte: int | None = None
    lte: int | None = None
    lt: int | None = None
    eq: int | None = None

    def wrong(self, figure: Casualty | None) -> bool:
        """Whether a figure is another one."""
        if figure is None:
            return True
        low, high = figure.value.min, figure.value.max
        checks = (
            self.gte is None or low >= self.gte,
            self.lte is None or (high is not None and high <= self.lte),
            self.lt is None or (high is not None and high < self.lt),
            self.eq is None or low == high == self.eq,
        )
        return not all(checks)

    def __str__(self) -> str:
        return ", ".join(f"{test} {limit}" for test, limit in self.model_dump(exclude_none=True).items())


def _number(value: object) -> object:
    return {"eq": value} if isinstance(value, int) and not isinstance(value, bool) else value


FigureTest = Annotated[Figure | None, BeforeValidator(_number)]


class Expectation(BaseModel):
    """What is expected; `match: true` is the verdict `match`, `match: false` neither `match` nor `possible`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    match: bool | None = Field(default=None, description="Whether the rule matches.")
    verdict: Verdict | None = Field(default=None, description="The very verdict: possible, excluded and unread too.")
    killed: FigureTest = Field(default=None, description="How many are told killed in the event that is matched.")
    injured: FigureTest = Field(default=None, description="How many are told injured.")
    missing: FigureTest = Field(default=None, description="How many are told missing.")
    abducted: FigureTest = Field(default=None, description="How many are told abducted.")
    unverified: bool | None = Field(default=None, description="Whether the event is unverified or disputed.")
    verification: Status | None = Field(default=None, description="How sure the event is.")
    kind: EventKind | None = Field(default=None, description="What happened.")
    places: tuple[str, ...] | None = Field(default=None, description="Places of the event, by name.")


class TrialDocument(BaseModel):
    """One test: an article by `file:` or `text:`, and what is expected of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str | None = Field(default=None, description="Relative to the rule's file, the rules folder or seeds/.")
    text: str | None = Field(default=None, description="The article itself.")
    source: str = Field(default="unknown", description="The id of the source that the article comes from.")
    received: datetime | None = Field(default=None, description="When it came; default 2024-01-02T12:00:00Z.")
    expect: Expectation = Field(description="What must be said of it.")

    @model_validator(mode="after")
    def _has_an_article(self) -> TrialDocument:
        if (self.file is None) == (self.text is None):
            raise ValueError("a test has either `file:` or `text:`")
        return self

    @property
    def meta(self) -> DropMeta:
        """What `analyse` is told of the article."""
        at = self.received or RECEIVED_AT
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return DropMeta(name=self.file or "test.txt", source=Source(id=self.source), received_at=at, modified_at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestResult:
    """How one test of one rule went. `failures` are sentences; `traces` say which clause and why.

    A test that did not `run` says nothing of its rule: its article could not be read.
    """

    __test__ = False  # pytest: no test of ours

    rule_id: str
    n: int  # counted from 1, as people count
    name: str
    passed: bool
    ran: bool = True
    failures: tuple[str, ...] = ()
    traces: tuple[tuple[Article, Trace], ...] = ()


def run_trial(rule: Rule, n: int, articles: tuple[Analysed, ...] | str) -> TestResult:
    """Compare what a rule says of the articles of its n-th test (from 0) with what is expected.

    A file with several articles passes when one of them is as expected; a text instead says why there are none.
    """
    trial = rule.tests[n]
    if isinstance(articles, str):
        return TestResult(rule_id=rule.id, n=n + 1, name=_name_of(trial), passed=False, ran=False, failures=(articles,))
    judged = [(one, judge(rule, one.article, one.facts, one.reports)) for one in articles]
    wrong = [_failures(trial.expect, one, outcome) for one, outcome in judged]
    failures = min(wrong, key=len, default=["the file holds no article"])
    traces = tuple((one.article, outcome.trace) for one, outcome in judged) if failures else ()
    return TestResult(
        rule_id=rule.id, n=n + 1, name=_name_of(trial), passed=not failures, failures=tuple(failures), traces=traces
    )


def passed_before(rule: Rule, n: int) -> TestResult:
    """Return the result of a test of which it is known that it passes."""
    return TestResult(rule_id=rule.id, n=n + 1, name=_name_of(rule.tests[n]), passed=True)


def _name_of(trial: TrialDocument) -> str:
    text = " ".join((trial.text or "").split())
    return trial.file or (text if len(text) <= _NAME else f"{text[: _NAME - 1]}…")


def _failures(expect: Expectation, analysed: Analysed, outcome: Outcome) -> list[str]:
    subject = subject_of(outcome.report.event, analysed.facts)
    return [*_wrong_verdict(expect, outcome.verdict), *_wrong_figures(expect, subject), *_wrong_words(expect, subject)]


def _wrong_verdict(expect: Expectation, verdict: Verdict) -> Iterator[str]:
    if expect.match is True and verdict is not Verdict.MATCH:
        yield f"expected a match, the verdict is {verdict}"
    if expect.match is False and verdict in (Verdict.MATCH, Verdict.POSSIBLE):
        yield f"expected no match, the verdict is {verdict}"
    if expect.verdict is not None and expect.verdict is not verdict:
        yield f"expected the verdict {expect.verdict}, it is {verdict}"


def _wrong_figures(expect: Expectation, subject: Subject) -> Iterator[str]:
    for harm in Harm:
        wanted: Figure | None = getattr(expect, harm)
        figure = subject.figure(harm)
        if wanted and wanted.wrong(figure):
            yield f"expected {harm} {wanted}, found {spoken(figure) if figure else 'no figure'}"


def _wrong_words(expect: Expectation, subject: Subject) -> Iterator[str]:
    status = subject.verification.status
    if expect.unverified is not None and expect.unverified != subject.verification.unverified:
        yield f"expected {'an unverified' if expect.unverified else 'a verified'} event, the status is {status}"
    if expect.verification is not None and expect.verification is not status:
        yield f"expected the status {expect.verification}, it is {status}"
    if expect.kind is not None and expect.kind is not subject.kind:
        yield f"expected an event of kind {expect.kind}, it is {subject.kind or 'none'}"
    names = {folded_name(place.name) for place in subject.places}
    for wanted in expect.places or ():
        if folded_name(wanted) not in names:
            yield f"expected the place {wanted}, found {', '.join(place.name for place in subject.places) or 'none'}"
