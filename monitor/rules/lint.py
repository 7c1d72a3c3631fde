"""Rules that cannot be meant as they are written: a table of small checks, each a warning.

A check looks at one rule (or at all of them) and gives what it finds in a sentence that says what to do.
Unknown actors, places and sources are told while a rule is read; a double id is an error there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from monitor.errors import Problem
from monitor.rules.article_conditions import SCOPES, Keywords, Languages, Sources
from monitor.rules.clauses import All, Any, Clause, Not
from monitor.rules.over_time import OverTime
from monitor.rules.place_condition import Places
from monitor.rules.query_tokens import FACT_SCOPES
from monitor.rules.reader import folded_name
from monitor.rules.regex import Regex, compiled
from monitor.rules.report_conditions import ReportCondition
from monitor.rules.schema import Rule
from monitor.rules.tolls import Toll
from monitor.vocabulary import Harm, OverTimeType


@dataclass(frozen=True, kw_only=True)
class House:
    """What lint knows beside the rules; `None` is not known, so nothing is said of it.

    `packs` are the languages whose facts are read; `shares` tells of a folded literal in which share of
    the archive it stands.
    """

    packs: Collection[str] | None = None
    shares: Callable[[str], float] | None = field(default=None, compare=False)


RuleCheck = Callable[[Rule, House], Iterator[str]]
SetCheck = Callable[[tuple[Rule, ...]], Iterator[tuple[Rule, str]]]


MOST_TOLD = 100
"""Of so many rules it is told what one check finds in them; of more, how many they are."""


def lint(
    rules: tuple[Rule, ...],
    house: House,
    rule_checks: tuple[RuleCheck, ...] | None = None,
    set_checks: tuple[SetCheck, ...] | None = None,
) -> tuple[Problem, ...]:
    """Run every check (or only some); each finding is a warning at its rule."""
    problems: list[Problem] = []
    for check in RULE_CHECKS if rule_checks is None else rule_checks:
        problems += _told(check.__name__, [(rule, said) for rule in rules for said in check(rule, house)])
    for set_check in SET_CHECKS if set_checks is None else set_checks:
        problems += _told(set_check.__name__, list(set_check(rules)))
    return tuple(problems)


def _told(name: str, found: list[tuple[Rule, str]]) -> Iterator[Problem]:
    for rule, said in found[:MOST_TOLD]:
        yield Problem(file=rule.file, line=rule.line, message=f"the rule `{rule.id}` {said}", warning=True)
    if len(found) > MOST_TOLD:
        rule, said = found[MOST_TOLD]
        told = f"`{rule.id}` and {len(found) - MOST_TOLD - 1} more rules have it too ({name}): it {said}"
        yield Problem(file=rule.file, line=rule.line, message=told, warning=True)


# --- one rule ------------------------------------------------------------------------------------


def parts_of(clause: Clause) -> Iterator[Clause]:
    """Give a clause and everything in it."""
    yield clause
    inner = clause.parts if isinstance(clause, All | Any) else (clause.part,) if isinstance(clause, Not) else ()
    for part in inner:
        yield from parts_of(part)


def required(clause: Clause) -> tuple[Clause, ...]:
    """Return the parts of a clause that must hold together: a query's AND is part of the AND of its map."""
    return tuple(one for part in clause.parts for one in required(part)) if isinstance(clause, All) else (clause,)


def never_fires(rule: Rule, house: House) -> Iterator[str]:  # noqa: ARG001 - one shape for all checks
    """Conditions that exclude one another."""
    together = required(rule.when.clause)
    for harm in Harm:
        low, high = _asked_of([part for part in together if isinstance(part, Toll) and part.harm is harm])
        if low is not None and high is not None and low > high:
            yield f"never fires: no figure of {harm} is at least {low} and at most {high}"
    negated = [part.part for part in together if isinstance(part, Not)]
    if any(part in negated for part in together):
        yield "never fires: it asks for the same thing and for its opposite"


def _asked_of(tolls: Sequence[Toll]) -> tuple[int | None, int | None]:
    """Return the lowest and the highest figure that all of the conditions take."""
    least = [toll.limit + (toll.test == "gt") for toll in tolls if toll.test in ("gte", "gt", "eq")]
    most = [toll.limit - (toll.test == "lt") for toll in tolls if toll.test in ("lte", "lt", "eq")]
    return max(least, default=None), min(most, default=None)


def shadowed_by_its_exclusion(rule: Rule, house: House) -> Iterator[str]:  # noqa: ARG001 - as above
    """An exclusion that holds whenever the rule does."""
    if rule.exclude is None:
        return
    excluded = [words for part in parts_of(rule.exclude) if (words := _words(part))]
    wanted = [words for part in required(rule.when.clause) if (words := _words(part))]
    if isinstance(rule.exclude, Keywords) and any(want <= shut for want in wanted for shut in excluded):
        yield "never fires: every word that it asks for excludes the article again"


def _words(clause: Clause) -> frozenset[str]:
    if isinstance(clause, Keywords) and clause.scope is None:
        return frozenset(folded_name(term.written) for term in clause.terms)
    return frozenset()


def without_tests(rule: Rule, house: House) -> Iterator[str]:  # noqa: ARG001 - as above
    """Nobody knows whether the rule does what it should."""
    silence = rule.over_time is not None and rule.over_time.type is OverTimeType.FLATLINE
    if not rule.tests and not silence:  # no article can show that a feed is silent
        yield "has no tests; add an article that must match and one that must not"


def across_mixes_events(rule: Rule, house: House) -> Iterator[str]:  # noqa: ARG001 - as above
    """`across: article` lets the toll of one city meet the name of another."""
    asked = [part for part in parts_of(rule.when.clause) if isinstance(part, ReportCondition)]
    if rule.when.across and len(asked) > 1:
        yield "has `across: article`: its conditions may hold in different events of an article"


def facts_of_unread_languages(rule: Rule, house: House) -> Iterator[str]:
    """Facts are asked of languages in which they are not read."""
    if house.packs is None or not rule.when.of_report or rule.unread:
        return
    for part in parts_of(rule.when.clause):
        if isinstance(part, Languages) and (unread := [code for code in part.codes if code not in house.packs]):
            told = "which are not read there; `unread: alert` sends these as POSSIBLE"
            yield f"asks for facts in {', '.join(unread)}, {told}"


def matches_almost_everything(rule: Rule, house: House) -> Iterator[str]:
    """A term that stands in more than half of the archive."""
    for part in parts_of(rule.when.clause) if house.shares else ():
        for term in part.terms if isinstance(part, Keywords) else ():
            if house.shares and (share := house.shares(term.literal)) > 0.5:
                yield f"asks for “{term.written}”, which stands in {share:.0%} of the archive"


def operators_in_keywords(rule: Rule, house: House) -> Iterator[str]:  # noqa: ARG001 - as above
    """Somebody wrote a query where words are listed."""
    for part in parts_of(rule.when.clause):
        for term in part.terms if isinstance(part, Keywords) else ():
            if any(map(_OPERATOR.fullmatch, term.written.split())):
                told = "in `keywords:`, where AND, OR, NOT and NEAR are plain words; write it in `query:`"
                yield f"has “{term.written}” {told}"
            elif term.written.startswith(_SCOPED):
                told = "in `keywords:`, where a scope is a word; write it in `query:`, or `keywords: {title: […]}`"
                yield f"has “{term.written}” {told}"


_OPERATOR = re.compile(r"AND|OR|NOT|O?NEAR(?:/\d+)?")
_SCOPED = tuple(f"{scope}:" for scope in (*SCOPES, *FACT_SCOPES))


def commas_in_a_phrase(rule: Rule, house: House) -> Iterator[str]:  # noqa: ARG001 - as above
    """Somebody wrote a list without its brackets."""
    for part in parts_of(rule.when.clause):
        terms = part.terms if isinstance(part, Keywords) else ()
        if len(terms) == 1 and "," in terms[0].written.strip(","):
            words = ", ".join(word.strip() for word in terms[0].written.split(","))
            yield f"has “{terms[0].written}” as one phrase; a list of words stands in brackets: [{words}]"


def signs_without_words(rule: Rule, house: House) -> Iterator[str]:  # noqa: ARG001 - as above
    """Of `C++` the letter alone is looked for."""
    for part in parts_of(rule.when.clause):
        for term in part.terms if isinstance(part, Keywords) else ():
            letter = term.literal.strip()
            if len(letter) == 1 and term.is_literal and len(term.written.strip("'\".,; ")) > 1:
                yield f"has “{term.written}”: signs are not looked at, so it asks for the word “{letter}”"


def told_too_often(rule: Rule, house: House) -> Iterator[str]:  # noqa: ARG001 - as above
    """A rule for every article that reaches people at once."""
    nothing_asked = not rule.when.clause.needs(read=True)
    if (
        nothing_asked
        and not any(isinstance(part, Sources | Not | Places) or _asks(part) for part in parts_of(rule.when.clause))
        and not rule.experimental
        and not rule.over_time
    ):
        yield "asks for nothing that few articles have; try it with `status: experimental` first"


def _asks(clause: Clause) -> bool:
    """Whether a pattern asks for anything."""
    return isinstance(clause, Regex) and not any(compiled(pattern).search("") for pattern in clause.patterns)


RULE_CHECKS: tuple[RuleCheck, ...] = (
    never_fires, shadowed_by_its_exclusion, without_tests, across_mixes_events, facts_of_unread_languages,
    matches_almost_everything, operators_in_keywords, commas_in_a_phrase, signs_without_words, told_too_often,
)  # fmt: skip


# --- all rules -----------------------------------------------------------------------------------


def double_titles(rules: tuple[Rule, ...]) -> Iterator[tuple[Rule, str]]:
    """Two rules that people cannot tell apart in mail."""
    by_title: dict[str, Rule] = {}
    for rule in rules:
        first = by_title.setdefault(folded_name(rule.title), rule)
        if first is not rule:
            yield rule, f"has the same title as `{first.id}`; people read titles, so give it its own"


def same_conditions(rules: tuple[Rule, ...]) -> Iterator[tuple[Rule, str]]:
    """Two rules that ask the same."""
    by_clause: dict[tuple[Clause, Clause | None, OverTime | None], list[Rule]] = defaultdict(list)
    for rule in rules:
        by_clause[rule.when.clause, rule.exclude, rule.over_time].append(rule)
    for first, *others in by_clause.values():
        for rule in others:
            yield rule, f"asks the same as `{first.id}`; keep one, and name both receivers in it"


SET_CHECKS: tuple[SetCheck, ...] = (double_titles, same_conditions)
