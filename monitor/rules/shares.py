"""In which share of an archive the words of rules stand: what `matches_almost_everything` is measured by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from daachorse import DoubleArrayAhoCorasick

from monitor.model import Article
from monitor.rules.article_conditions import Keywords
from monitor.rules.lint import parts_of
from monitor.rules.schema import Rule
from monitor.rules.shadow import Shadow


def shares_of(rules: Iterable[Rule], articles: Iterable[Article]) -> Mapping[str, float]:
    """Return the share of the articles that have each literal of the rules' keywords; 0.0 for all without articles."""
    literals = _literals(rules)
    counts: Counter[int] = Counter()
    total = 0
    automaton = DoubleArrayAhoCorasick([literal.encode() for literal in literals]) if literals else None
    for article in articles:
        total += 1
        if automaton:
            text = Shadow(article).data
            counts.update({hit[2] for hit in automaton.find_overlapping(text)} if text else ())
    return {literal: counts[n] / total if total else 0.0 for n, literal in enumerate(literals)}


def _literals(rules: Iterable[Rule]) -> Sequence[str]:
    found = (
        term.literal
        for rule in rules
        for part in parts_of(rule.when.clause)
        if isinstance(part, Keywords)
        for term in part.terms
    )
    return list(dict.fromkeys(found))
