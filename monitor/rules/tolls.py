"""`casualties:`: what a rule asks of the figures, and how near a figure came.

`gte` holds when the lowest figure reaches it; when only the highest or a feared one does, it is
possible, unless the rule wants it certain. `lt lte eq` test the highest figure. Not stated is false.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.located import Loc
from monitor.model import Article, Casualty, Interval
from monitor.rules.clauses import All, Any, Clause, Subject
from monitor.rules.rarity import Keys
from monitor.rules.reader import RuleReader, shown, values_of
from monitor.rules.report_conditions import ReportCondition, Words, yes_or_no
from monitor.vocabulary import Harm, Verdict

DISAGREEMENT = "disagreement"
_TESTS: dict[str, tuple[str, Callable[[int, int], bool]]] = {
    "gte": ("at least", lambda figure, limit: figure >= limit),
    "gt": ("more than", lambda figure, limit: figure > limit),
    "lte": ("at most", lambda figure, limit: figure <= limit),
    "lt": ("fewer than", lambda figure, limit: figure < limit),
    "eq": ("exactly", lambda figure, limit: figure == limit),
}
_LOWER_BOUNDS = ("gte", "gt")


@dataclass(frozen=True)
class Toll(ReportCondition):
    """One comparison of one figure."""

    harm: Harm
    test: str
    limit: int
    certain: bool = False

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"casualties: {self.harm} {_TESTS[self.test][0]} {self.limit}{', certain' if self.certain else ''}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report; a figure that is not stated is false."""
        figure = subject.figure(self.harm)
        return self._verdict(figure) if figure else Verdict.NO

    def words(self, subject: Subject, article: Article) -> Words:
        """Say why: the figure, and what it would have to be."""
        figure = subject.figure(self.harm)
        needs = f"needs {_TESTS[self.test][0]} {self.limit}"
        if figure is None:
            return f"{self.harm}: no figure is stated, {needs}", ()
        said = {
            Verdict.NO: f"{self.harm} {spoken(figure)}, {needs}",
            Verdict.POSSIBLE: f"{self.harm} {spoken(figure)}; only the {_upper(figure)} reaches {self.limit}",
        }
        return said.get(self.decide(subject, article), f"{self.harm} {spoken(figure)}"), figure.evidence

    def _verdict(self, figure: Casualty) -> Verdict:
        holds = _TESTS[self.test][1]
        low, high = figure.value.min, figure.value.max
        if self.test not in _LOWER_BOUNDS:
            return Verdict.MATCH if high is not None and holds(high, self.limit) else Verdict.NO
        if holds(low, self.limit):
            return Verdict.MATCH
        upper = [high, figure.feared.min if figure.feared else None, figure.feared.max if figure.feared else None]
        reached = any(bound is not None and holds(bound, self.limit) for bound in upper)
        return Verdict.POSSIBLE if reached and not self.certain else Verdict.NO

    def keys(self) -> Keys | None:
        """Return the harm: there must be a figure."""
        return frozenset({("harm", self.harm)})


@dataclass(frozen=True)
class Disagreement(ReportCondition):
    """The open claims of one harm lie apart: the highest is so many above the lowest.

    They are those of the story, whoever told them; where it is not known, those of the report.
    """

    test: str
    limit: int

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"casualties: claims apart by {_TESTS[self.test][0]} {self.limit}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report with the harm whose claims lie farthest apart."""
        widest = _widest(subject)
        return yes_or_no(widest is not None and _TESTS[self.test][1](_apart(widest[1]), self.limit))

    def words(self, subject: Subject, article: Article) -> Words:
        """Say why: the lowest and the highest claim; quotes are of this article only."""
        widest = _widest(subject)
        if widest is None:
            return "no figure has more than one claim", ()
        harm, figure = widest
        figures = _figures(figure)
        evidence = (quote for claim in figure.claims if claim.value for quote in claim.evidence[:1])
        quotes = tuple(one for one in evidence if article.text[one.start : one.end] == one.quote)
        return f"{harm}: claims from {figures[0]} to {figures[-1]}, {_apart(figure)} apart", quotes


def _widest(subject: Subject) -> tuple[Harm, Casualty] | None:
    casualties = subject.story() or subject.casualties
    figures = [(harm, figure) for harm in Harm if (figure := casualties.of(harm))]
    open_ones = [(harm, figure) for harm, figure in figures if len(_figures(figure)) > 1]
    return max(open_ones, key=lambda one: _apart(one[1]), default=None)


def _figures(figure: Casualty) -> list[int]:
    return sorted(claim.value.min for claim in figure.claims if claim.value)


def _apart(figure: Casualty) -> int:
    return _figures(figure)[-1] - _figures(figure)[0]


def _upper(figure: Casualty) -> str:
    return "feared figure" if figure.feared else "highest figure"


def spoken(figure: Casualty) -> str:
    """Say a figure: `14`, `at least 100`, `3 to 5`, `up to 12, feared 30`."""
    feared = f", feared {spoken_interval(figure.feared)}" if figure.feared else ""
    return spoken_interval(figure.value) + feared


def spoken_interval(value: Interval) -> str:
    """Say an interval."""
    if value.max is None:
        return (
            f"{value.bound.replace('_', ' ')} {value.min}"
            if value.bound in ("over", "at_least")
            else f"{value.min} or more"
        )
    if value.min == value.max:
        return f"about {value.min}" if value.bound == "about" else str(value.min)
    return f"up to {value.max}" if value.min == 0 else f"{value.min} to {value.max}"


def parse_casualties(value: object, loc: Loc, reader: RuleReader) -> Clause:
    """Read maps of harms: several harms in a map are AND, several maps in a list OR."""
    parts = [_one_map(item, at, reader) for at, item in reader.items(value, loc)]
    return parts[0] if len(parts) == 1 else Any(tuple(parts), "casualties: any of these")


def _one_map(item: object, loc: Loc, reader: RuleReader) -> Clause:
    if not isinstance(item, dict) or not item:
        reader.wrong(loc, f"expected a map like {{killed: {{gte: 10}}}}, not {shown(item)}")
        return All(())
    reader.keys(item, loc, (*values_of(Harm), DISAGREEMENT, "certain"))
    certain = _flag(item, loc, reader) or reader.certain
    parts = [
        part
        for harm, tests in item.items()
        if harm in (*values_of(Harm), DISAGREEMENT)
        for part in _of_harm(str(harm), tests, (*loc, str(harm)), reader, certain=certain)
    ]
    return parts[0] if len(parts) == 1 else All(tuple(parts), "casualties: all of these")


def _flag(item: dict[object, object], loc: Loc, reader: RuleReader) -> bool:
    value = item.get("certain", False)
    if not isinstance(value, bool):
        reader.wrong((*loc, "certain"), f"expected true or false, not {shown(value)}")
    return value is True


def _of_harm(harm: str, tests: object, loc: Loc, reader: RuleReader, *, certain: bool) -> list[Clause]:
    """Read what is asked of one harm: a map is AND, a list of maps is OR."""
    if not isinstance(tests, list) or not tests:
        return _comparisons(harm, tests, loc, reader, certain=certain)
    choices = [_comparisons(harm, item, (*loc, n), reader, certain=certain) for n, item in enumerate(tests)]
    return [Any(tuple(All(tuple(parts)) if len(parts) > 1 else parts[0] for parts in choices if parts))]


def _comparisons(harm: str, tests: object, loc: Loc, reader: RuleReader, *, certain: bool) -> list[Clause]:
    if isinstance(tests, int) and not isinstance(tests, bool):
        reader.wrong(loc, f"say how `{harm}` is compared: {harm}: {{gte: {tests}}}")
        return []
    if not isinstance(tests, dict) or not tests:
        reader.wrong(loc, f"expected a map like {{gte: 10}}, not {shown(tests)}")
        return []
    reader.keys(tests, loc, (*_TESTS, "certain"))
    certain = _flag(tests, loc, reader) or certain
    found: list[Clause] = []
    for test, limit in tests.items():
        if test in _TESTS and (number := reader.whole(limit, (*loc, str(test)))) is not None:
            name = str(test)
            found.append(
                Disagreement(name, number) if harm == DISAGREEMENT else Toll(Harm(harm), name, number, certain)
            )
    return found
