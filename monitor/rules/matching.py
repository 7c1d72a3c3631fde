"""RuleSet -> Matcher: which rules an article could match at all (index.py), then what those say of its reports.

Only the rules so found are evaluated, so their number hardly matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from monitor.model import Article, Facts, Match, Report
from monitor.rules.clauses import View
from monitor.rules.index import Index, build_index
from monitor.rules.judging import Views, verdicts
from monitor.rules.reader import folded_name
from monitor.rules.ruleset import RuleSet
from monitor.rules.schema import Rule
from monitor.vocabulary import Harm, Verdict

KEPT_MATCHES = 4096
"""So many rules' matches are held ready, as with `compiled.KEPT_RULES`: a match tells nothing of the article."""


class Matcher:
    """A compiled rule set; shared and never changed."""

    def __init__(self, rules: Sequence[Rule], indexes: tuple[Index, Index] | None = None) -> None:
        """Index the rules; with `indexes` (of articles with facts, and without) that was done before."""
        self.rules = rules
        self._with_facts = indexes[0] if indexes else build_index(rules, read=True)
        if indexes:
            self.__dict__["_without_facts"] = indexes[1]
        self._match_of = lru_cache(maxsize=KEPT_MATCHES)(self._found)

    @cached_property
    def _without_facts(self) -> Index:
        """The index for articles whose facts are not read, built when the first one comes."""
        return build_index(self.rules, read=False)

    def match(
        self,
        article: Article,
        facts: Facts,
        reports: tuple[Report, ...],
    ) -> tuple[Match, ...]:
        """Return what every rule says that says anything but `no`, in the order of rules and reports."""
        return self.match_seen(Views(article, facts, reports))

    def match_seen(self, views: Views) -> tuple[Match, ...]:
        """Return the same of an article whose views go on to be used (`explain_seen`)."""
        index = self._with_facts if views.facts.read else self._without_facts
        keys = keys_of(views.across) if index.numbers else ()
        shadow = views.shadow
        shadow.hits = index.hits(shadow.data)
        found: list[Match] = []
        for at in index.candidates(shadow.hits, keys):
            if index.decided[at]:
                found.append(self._match_of(at))
            else:
                rule = self.rules[at]
                found += [Match(rule_id=rule.id, verdict=said, report_n=n) for n, said in verdicts(rule, views)]
        return tuple(found)

    def _found(self, at: int) -> Match:
        """Return the match of a rule that is decided where one of its words is found."""
        return Match(rule_id=self.rules[at].id, verdict=Verdict.MATCH, report_n=0)


def compile_rules(rule_set: RuleSet) -> Matcher:
    """Return the matcher of a rule set."""
    return Matcher(rule_set.rules, rule_set.indexes)


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
