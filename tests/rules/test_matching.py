"""The engine over many rules says what each of them says alone, whichever way it was found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Match
from monitor.rules.index import build_index
from monitor.rules.judging import Views, verdicts
from monitor.rules.matching import Matcher
from monitor.rules.schema import Rule
from monitor.vocabulary import Verdict, Zone
from tests.rules.conftest import KHARKIV_EVENT, make_article, make_event, make_facts, read_rule

WORDS = ("drone", "drones", "strike", "Strike", "s", "US", "us", "café", "ракета", "anti", "tank", "no", "14")
TERMS = ("drone", "drone*", "~strike", "=US", "drone strike", "anti-tank", "café", "ракета", "dr?ne", "no")
DECIDED = (
    "keywords: drone",
    "keywords: [drone strike, café, ракета]",
    "query: drone OR (strike OR tank)",
    "keywords: [drone, strike]\nacross: article",
    "query: drone AND (strike OR tank)",
    "keywords: drone\nquery: anti-tank",
)
ASKED = (
    "keywords: {title: drone}",
    "keywords: [drone, missile*]",
    "keywords: [drone, =US]",
    "query: drone -strike",
    "query: drone OR NOT strike",
    "query: drone NEAR/1 strike OR tank",
    "query: drone NEAR/2 tank",
    "query: drone strike tank",
    "query: drone AND NOT tank AND strike",
    "query: (drone OR tank) (strike OR anti) lang:en",
    "keywords: drone\nplaces: Kharkiv\ncasualties: {killed: {gte: 1}}",
    "keywords: tank\nactors: ua-gur",
    "places: Kharkiv\nkind: [strike, shooting]",
    "casualties: {killed: {gte: 1}}\nkind: strike",
    "keywords: drone\nregex: tank",
    "keywords: {title: drone, body: strike}",
    "keywords: drone\nkind: strike",
    "every: article",
)


@pytest.mark.parametrize(("when", "decided"), [(one, True) for one in DECIDED] + [(one, False) for one in ASKED])
def test_a_rule_is_decided_by_words_when_it_asks_for_one_or_two_of_them_and_no_more(when: str, decided: bool) -> None:
    assert list(build_index([read_rule(when)], read=True).decided) == [decided]
    excluding = read_rule(when, "exclude: {keywords: tank}")
    assert list(build_index([excluding], read=True).decided) == [False]


def _quoted(terms: list[str]) -> list[str]:
    return [f'"{term}"' if " " in term else term for term in terms]


whens = st.one_of(
    st.sampled_from(DECIDED + ASKED),
    st.lists(st.sampled_from(TERMS), min_size=1, max_size=3).map(lambda terms: f"keywords: [{', '.join(terms)}]"),
    st.lists(st.sampled_from(TERMS), min_size=2, max_size=2).map(lambda terms: "query: " + " OR ".join(terms)),
    st.lists(st.sampled_from(TERMS), min_size=2, max_size=3).map(
        lambda terms: f"query: '{' AND '.join(_quoted(terms))}'"
    ),
    st.lists(st.sampled_from(TERMS), min_size=2, max_size=3).map(
        lambda terms: f"query: '{' NEAR/1 '.join(_quoted(terms))}'"
    ),
)
sets = st.lists(st.tuples(whens, st.sampled_from(("", "exclude: {keywords: tank}"))), min_size=1, max_size=6)
sentences = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3
).map(lambda some: ". ".join(some) + ".")


@settings(max_examples=200, deadline=None)
@given(sets, sentences, sentences, st.booleans())
def test_the_engine_says_what_each_rule_says_alone(
    written: list[tuple[str, str]], title: str, body: str, read: bool
) -> None:
    rules = [replace(read_rule(*one), id=f"r{n}") for n, one in enumerate(written)]
    article = make_article((Zone.TITLE, title), body)
    facts, reports = make_facts(make_event(), KHARKIV_EVENT) if read else make_facts(read=False)
    alone = [match for rule in rules for match in _alone(rule, Views(article, facts, reports))]
    assert list(Matcher(rules).match(article, facts, reports)) == alone


def _alone(rule: Rule, views: Views) -> list[Match]:
    return [Match(rule_id=rule.id, verdict=verdict, report_n=n) for n, verdict in verdicts(rule, views)]


def test_a_rule_is_a_candidate_once_however_many_of_its_words_stand_there() -> None:
    rules = [replace(read_rule("keywords: [drone, strike]"), id=name) for name in ("b", "a")]
    article = make_article("A drone strike. A drone, a strike, a drone.")
    found = Matcher(rules).match(article, *make_facts(make_event(), KHARKIV_EVENT))
    assert found == tuple(Match(rule_id=name, verdict=Verdict.MATCH, report_n=0) for name in ("b", "a"))
