"""RuleSet -> Matcher: which rules an article could match at all, then what those say of its reports.

Of each rule the engine knows keys of which an article must have at least one (`Clause.needs`): words by one
Aho-Corasick automaton over all rules, the rest (actors, places, kinds, …) by dictionary. Only the rules so
found are evaluated, so their number hardly matters.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from monitor.model import Article, Facts, Match, Report, StoryChange
from monitor.rules.clauses import View
from monitor.rules.judging import Views, verdicts
from monitor.rules.reader import folded_name
from monitor.rules.ruleset import RuleSet
from monitor.rules.schema import Rule
from monitor.vocabulary import Harm


@dataclass(slots=True)
class Index:
    """Which rules an article with a key could match; `always` are those without any key.

    The rules of pattern n of the automaton are `by_text[starts[n]:starts[n + 1]]`: 600,000 small lists
    would be larger than all rules.
    """

    always: list[int] = field(default_factory=list)
    by_key: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    by_text: array[int] = field(default_factory=lambda: array("L"))
    starts: array[int] = field(default_factory=lambda: array("L"))
    automaton: AhoCorasick | None = None

    def candidates(self, text: str, keys: Iterable[tuple[str, str]]) -> list[int]:
        """Return the rules to evaluate, in their order."""
        found = set(self.always)
        if self.automaton:
            for pattern in {hit[0] for hit in self.automaton.find_matches_as_indexes(text, overlapping=True)}:
                found.update(self.by_text[self.starts[pattern] : self.starts[pattern + 1]])
        for key in keys:
            found.update(self.by_key.get(key, ()))
        return sorted(found)


class Matcher:
    """A compiled rule set; shared and never changed."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._with_facts = build_index(rules, read=True)

    @cached_property
    def _without_facts(self) -> Index:
        """The index for articles whose facts are not read, built when the first one comes."""
        return build_index(self.rules, read=False)

    def match(
        self,
        article: Article,
        facts: Facts,
        reports: tuple[Report, ...],
        changes: tuple[StoryChange, ...] = (),  # noqa: ARG002 - asked by rules over time, which come later
    ) -> tuple[Match, ...]:
        """Return what every rule says that says anything but `no`, in the order of rules and reports."""
        return self.match_seen(Views(article, facts, reports))

    def match_seen(self, views: Views) -> tuple[Match, ...]:
        """Return the same of an article whose views go on to be used (`explain_seen`)."""
        index = self._with_facts if views.facts.read else self._without_facts
        candidates = index.candidates(views.shadow.text, keys_of(views.across))
        return tuple(
            Match(rule_id=self.rules[at].id, verdict=verdict, report_n=n)
            for at in candidates
            for n, verdict in verdicts(self.rules[at], views)
        )


def compile_rules(rule_set: RuleSet) -> Matcher:
    """Return the matcher of a rule set."""
    return Matcher(rule_set.rules)


def build_index(rules: tuple[Rule, ...], *, read: bool) -> Index:
    """Index rules by the rarest thing that each needs."""
    index = Index()
    texts: dict[str, list[int]] = {}
    for at, rule in enumerate(rules):
        keys = rule.when.clause.needs(read=read)
        if keys is None:
            index.always.append(at)
        for kind, key in keys or ():
            if kind == "text":
                texts.setdefault(key, []).append(at)
            else:
                index.by_key.setdefault((kind, key), []).append(at)
    for numbers in texts.values():
        index.starts.append(len(index.by_text))
        index.by_text.extend(numbers)
    index.starts.append(len(index.by_text))
    index.automaton = AhoCorasick(list(texts), store_patterns=False) if texts else None
    return index


def keys_of(view: View) -> set[tuple[str, str]]:
    """Return everything of an article that rules are indexed by, beside its words; of all its reports."""
    keys = {("source", view.article.source.id.casefold()), ("language", view.article.language)}
    for subject in view.subjects:
        if subject.kind:
            keys.add(("kind", subject.kind))
        keys.update(("actor", who.id) for who in subject.actors)
        keys.update(("harm", harm) for harm in Harm if subject.figure(harm))
        for place in subject.places:
            keys |= {
                ("place", folded_name(place.name)),
                ("place", str(place.geonameid)),
                ("country", place.country or ""),
            }
    return keys
