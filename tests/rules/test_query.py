"""Queries: the conformance table, mistakes at their place, and agreement with a brute-force evaluator."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import Article
from monitor.rules.clauses import Trace
from monitor.rules.explaining import as_lines
from monitor.rules.judging import explain_rule, judge
from monitor.rules.matching import Matcher
from monitor.rules.reader import Known
from monitor.rules.schema import Rule
from monitor.vocabulary import Verdict, Zone
from tests.rules.conftest import BOOK, make_article, make_event, make_facts, read_rule

ZONES = (Zone.TITLE, Zone.LEAD, Zone.BODY)


@dataclass(frozen=True)
class Case:
    article: str
    query: str
    quotes: list[str] | None  # None: no match


def cases() -> Iterator[Case]:
    article = ""
    for line in (Path(__file__).parent / "query_cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            article = line[2:]
        elif line.startswith(("+ ", "- ")):
            query, _, quotes = line[2:].partition(" ->")
            found = [quote for quote in quotes.strip().split(" ; ") if quote]
            yield Case(article, query, found if line[0] == "+" else None)


def article_of(text: str, language: str = "en") -> Article:
    pieces = [piece.strip() for piece in text.split(" | ")]
    zones = [
        (Zone.BOILERPLATE, piece[1:]) if piece.startswith("!") else (ZONES[min(n, 2)], piece)
        for n, piece in enumerate(pieces)
    ]
    return make_article(*zones, source="reuters", language=language)


def query_rule(query: str) -> Rule:
    quoted = query.replace("'", "''")
    return read_rule(f"query: '{quoted}'")


def quotes_of(trace: Trace) -> Iterator[str]:
    if trace.verdict is Verdict.MATCH and not trace.clause.startswith("not"):
        yield from (" ".join(quote.quote.split()) for quote in trace.quotes)
        for child in trace.children:
            yield from quotes_of(child)


CASES = list(cases())


def test_the_table_has_two_hundred_cases() -> None:
    assert len(CASES) >= 200
    assert len({(case.article, case.query) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.query)
def test_a_query_says_what_the_table_says(case: Case) -> None:
    article = article_of(case.article)
    facts, reports = make_facts(make_event())
    rule = query_rule(case.query)
    outcome = judge(rule, article, facts, reports)
    fact_scopes = re.search(r"(source|lang|place|actor):", case.query)
    found = [quote for quote in quotes_of(outcome.trace) if not (fact_scopes and quote == "Belgorod")]
    assert (outcome.verdict is Verdict.MATCH) == (case.quotes is not None)
    assert case.quotes is None or found == case.quotes
    assert bool(Matcher((rule,)).match(article, facts, reports)) == (case.quotes is not None)


MISTAKES = [
    ("", "r.yml:5:10: an empty list or map says nothing; remove the key or write what you want"),
    ("(rocket", "r.yml:5:11: this `(` is never closed"),
    ("rocket)", "r.yml:5:17: this `)` closes nothing; remove it or open a bracket before it"),
    ("(a OR (b)", "r.yml:5:11: this `(` is never closed"),
    ("()", "r.yml:5:12: these brackets are empty"),
    ("a AND", "r.yml:5:13: `AND` has nothing after it"),
    ("a OR", "r.yml:5:13: `OR` has nothing after it"),
    ("(a AND) b", "r.yml:5:14: `AND` has nothing after it"),
    ("OR a", "r.yml:5:11: `OR` has nothing before it; a word in lower case or quotes is no operator"),
    ("AND a", "r.yml:5:11: `AND` has nothing before it; a word in lower case or quotes is no operator"),
    ("a OR AND b", "r.yml:5:16: `AND` has nothing before it; a word in lower case or quotes is no operator"),
    ("NOT", "r.yml:5:11: `NOT` has nothing after it"),
    ("a NOT", "r.yml:5:13: `NOT` has nothing after it"),
    ("NOT a", "r.yml:5:11: a NOT alone asks for nothing; write what must be there, or use `not: {query: …}`"),
    ("-a", "r.yml:5:11: a NOT alone asks for nothing; write what must be there, or use `not: {query: …}`"),
    ("NOT a AND NOT b", "r.yml:5:11: a NOT alone asks for nothing; write what must be there, or use `not: {query: …}`"),
    ("a NEAR b", "r.yml:5:13: `NEAR` needs a number of words (up to 9999), like NEAR/8"),
    ("a ONEAR/x b", "r.yml:5:13: `ONEAR/x` needs a number of words (up to 9999), like ONEAR/8"),
    ("a NEAR/12345 b", "r.yml:5:13: `NEAR/12345` needs a number of words (up to 9999), like NEAR/8"),
    ("a title: b", "r.yml:5:13: `title:` has nothing after it; its word stands right behind the colon"),
    ("a NEAR/3", "r.yml:5:13: `NEAR/3` has nothing after it"),
    ("NEAR/3 a", "r.yml:5:11: `NEAR/3` has nothing before it; a word in lower case or quotes is no operator"),
    (
        "a NEAR/3 (NOT b)",
        "r.yml:5:13: NEAR/3 joins words, phrases and groups of them, not NOT or source/lang/actor/place",
    ),
    (
        "a NEAR/3 place:Kharkiv",
        "r.yml:5:13: NEAR/3 joins words, phrases and groups of them, not NOT or source/lang/actor/place",
    ),
    ('a "b c', "r.yml:5:13: this quote is never closed"),
    ("titel:a", "r.yml:5:11: unknown scope `titel:`; did you mean `title:`? (a text with a colon stands in quotes)"),
    ("body:title:a", "r.yml:5:11: `body:title:`: a word or a bracket has one scope; join two by AND or OR"),
    ("a *b", "r.yml:5:13: `*b`: a word may not start with `*`; write its beginning"),
    ("a ?b", "r.yml:5:13: `?b`: a word may not start with `?`; write its beginning"),
    ("a …", "r.yml:5:13: `…` holds no word"),
]


@pytest.mark.parametrize(("query", "expected"), MISTAKES, ids=[query or "empty" for query, _ in MISTAKES])
def test_a_mistake_is_told_at_its_character(wrong: Callable[[str], list[str]], query: str, expected: str) -> None:
    assert wrong(f"title: T\nid: r\nlevel: high\nwhen:\n  query: '{query}'") == [expected]


def test_a_mistake_in_a_folded_query_is_told_at_its_beginning(wrong: Callable[[str], list[str]]) -> None:
    told = wrong("title: T\nid: r\nlevel: high\nwhen:\n  query: >-\n    a AND\n    (b")
    assert told == ["r.yml:5:10: this `(` is never closed"]


KNOWN = Known(places=BOOK, lists={"arms": ("drone*", "rocket strike", "=HESA"), "towns": ("Kyiv", "Sumy")})
WITH_LISTS = {
    "{list: arms} NEAR/2 {list: towns}": ["rocket strike on Kyiv"],
    "{list:arms} AND city": ["rocket strike", "Drones", "city"],
    "title:{list: arms}": ["Drones"],
    "title:({list: arms} OR x)": ["Drones"],
    "city -{list: towns}": None,
    "{list: towns} ONEAR/2 {list: arms}": None,
}


@pytest.mark.parametrize(("query", "quotes"), WITH_LISTS.items(), ids=WITH_LISTS)
def test_a_shared_list_stands_in_a_query_as_any_of_its_words(query: str, quotes: list[str] | None) -> None:
    article = make_article((Zone.TITLE, "Drones over a city"), "A rocket strike on Kyiv. The city is quiet, hesa said.")
    rule, facts = read_rule(f"query: '{query}'", known=KNOWN), make_facts()
    assert bool(Matcher((rule,)).match(article, *facts)) == (quotes is not None)
    if quotes is not None:
        assert set(quotes) <= set(found_in(explain_rule(rule, article, *facts)))


def found_in(trace: Trace) -> list[str]:
    return [quote.quote for quote in trace.quotes] + [one for child in trace.children for one in found_in(child)]


LISTS_WRONG = {
    "drone {list: arm}": "r.yml:5:17: unknown list `arm`; did you mean `arms`?",
    "lang:{list: arms}": "r.yml:5:16: `lang:` takes a name, not a list of words",
}


@pytest.mark.parametrize(("query", "said"), LISTS_WRONG.items(), ids=LISTS_WRONG)
def test_a_list_that_is_not_there_or_is_no_name_is_told_at_its_place(
    wrong: Callable[..., list[str]], query: str, said: str
) -> None:
    assert wrong(f"title: T\nid: r\nlevel: high\nwhen:\n  query: '{query}'", KNOWN) == [said]
    assert wrong("title: T\nid: r\nlevel: high\nwhen: {query: 'a {list: arms}'}") == [
        "r.yml:4:18: there is no list `arms`; write it in lists/arms.yml"
    ]


DEEP = {
    "brackets": ("(" * 51 + "a" + ")" * 51, 51, "brackets, NOTs and scopes are nested more than 50 deep"),
    "scopes": ("title:" * 60 + "a", 301, "brackets, NOTs and scopes are nested more than 50 deep"),
    "minus": ("x " + "-" * 60 + "a", 53, "brackets, NOTs and scopes are nested more than 50 deep"),
    "NEAR in a row": (" NEAR/1 ".join("a" * 60), 453, "more than 50 NEARs stand in a row or within one another"),
    "NEAR in brackets": (
        "(" * 30 + "a" + " NEAR/1 b NEAR/1 c)" * 30, 508, "more than 50 NEARs stand in a row or within one another"),
    "groups near groups": (
        "(a b) NEAR/1 " * 12 + "c", 124, "NEAR/1 makes more than 2,000 pairs of the groups' words"),
}  # fmt: skip


@pytest.mark.parametrize(("query", "column", "said"), DEEP.values(), ids=DEEP)
def test_a_query_that_is_nested_too_deeply_is_refused_at_its_character(
    wrong: Callable[..., list[str]], query: str, column: int, said: str
) -> None:
    assert wrong(f"title: T\nid: r\nlevel: high\nwhen:\n  query: '{query}'") == [f"r.yml:5:{column + 10}: {said}"]


def test_the_deepest_query_that_is_taken_is_matched_and_explained() -> None:
    article = make_article("a b c " * 60 + ".")
    near, groups = "(" * 25 + "a" + " NEAR/1 b NEAR/1 c)" * 25, "(c OR (b " * 24 + "a" + "))" * 24
    for query in (near, groups):
        rule = read_rule(f"query: '{query}'")
        assert Matcher((rule,)).match(article, *make_facts())
        assert list(as_lines(explain_rule(rule, article, *make_facts())))


def test_a_pattern_that_re2_cannot_express_is_refused_with_the_reason(wrong: Callable[[str], list[str]]) -> None:
    told = wrong("title: T\nid: r\nlevel: high\nwhen:\n  regex: ['a(?=b)', 'a b']")
    assert told == [
        "r.yml:5:11: RE2 cannot read `a(?=b)`: invalid perl operator: (?=; "
        "RE2 has no look-around and no back-references"
    ]


def test_a_pattern_is_looked_for_in_what_people_read() -> None:
    article = article_of("T | a rocket hit | !a tank")
    facts, reports = make_facts(make_event())
    assert judge(read_rule(r"regex: 'r[a-z]+t h\w+'"), article, facts, reports).verdict is Verdict.MATCH
    assert judge(read_rule("regex: 'tank'"), article, facts, reports).verdict is Verdict.NO


def test_a_query_over_unread_facts_is_unread_only_where_they_decide() -> None:
    facts, reports = make_facts(read=False)
    article = article_of("T | a rocket hit")
    assert judge(query_rule("rocket place:Kyiv"), article, facts, reports).verdict is Verdict.UNREAD
    assert judge(query_rule("rocket OR place:Kyiv"), article, facts, reports).verdict is Verdict.MATCH
    assert judge(query_rule("tank place:Kyiv"), article, facts, reports).verdict is Verdict.NO


# --- brute force --------------------------------------------------------------------------------

WORDS = ("a", "b", "c", "d")
Node = tuple[object, ...]
leaf = st.one_of(
    st.tuples(st.just("word"), st.sampled_from(WORDS)),
    st.tuples(st.just("phrase"), st.sampled_from(WORDS), st.sampled_from(WORDS)),
)
words_only = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.tuples(st.just("or"), inner, inner),
        st.tuples(st.sampled_from(("near", "onear")), inner, inner, st.integers(0, 3)),
    ),
    max_leaves=4,
)
queries = st.recursive(
    words_only,
    lambda inner: st.one_of(
        st.tuples(st.just("or"), inner, inner),
        st.tuples(st.just("and"), inner, inner),
        st.tuples(st.just("not"), inner),
        st.tuples(st.just("title"), inner),
    ),
    max_leaves=6,
)
texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), min_size=1, max_size=4)


def written(node: Node) -> str:
    """The query, with brackets around everything."""
    kind, *parts = node
    if kind == "word":
        return str(parts[0])
    if kind == "phrase":
        return f'"{parts[0]} {parts[1]}"'
    inner = [written(part) for part in parts if isinstance(part, tuple)]
    if kind in ("near", "onear"):
        return f"({inner[0]} {str(kind).upper()}/{parts[2]} {inner[1]})"
    if kind in ("not", "title"):
        return f"(NOT {inner[0]})" if kind == "not" else f"title:({inner[0]})"
    return f"({inner[0]} {str(kind).upper()} {inner[1]})"


def brute_spans(node: Node, sentences: list[list[str]], title_only: bool) -> set[tuple[int, int]]:
    """Every place where words, phrases and NEAR stand, by trying all; sentence 0 is the title."""
    kind, *parts = node
    flat = [(n, word) for n, words in enumerate(sentences) for word in words]
    if kind in ("word", "phrase"):
        size = len(parts)
        return {
            (at, at + size - 1)
            for at in range(len(flat) - size + 1)
            if [word for _, word in flat[at : at + size]] == list(parts)
            and len({n for n, _ in flat[at : at + size]}) == 1
            and (not title_only or flat[at][0] == 0)
        }
    left, right = (brute_spans(part, sentences, title_only) for part in parts[:2])  # type: ignore[arg-type]
    if kind == "or":
        return left | right
    found = set()
    for one, other in itertools.product(left, right):
        gap = max(other[0] - one[1], one[0] - other[1]) - 1
        in_title = {flat[at][0] == 0 for at in (*one, *other)}
        if 0 <= gap <= int(str(parts[2])) and len(in_title) == 1 and (kind == "near" or one[0] < other[0]):
            found.add((min(one[0], other[0]), max(one[1], other[1])))
    return found


def brute(node: Node, sentences: list[list[str]], title_only: bool = False) -> bool:
    kind, *parts = node
    if kind == "and":
        return all(brute(part, sentences, title_only) for part in parts)  # type: ignore[arg-type]
    if kind == "not":
        return not brute(parts[0], sentences, title_only)  # type: ignore[arg-type]
    if kind == "title":
        return brute(parts[0], sentences, title_only=True)  # type: ignore[arg-type]
    if kind == "or":
        return any(brute(part, sentences, title_only) for part in parts)  # type: ignore[arg-type]
    return bool(brute_spans(node, sentences, title_only))


@settings(max_examples=300, deadline=None)
@given(queries, texts)
def test_random_queries_agree_with_brute_force(node: Node, sentences: list[list[str]]) -> None:
    _agrees_with_brute_force(node, sentences)


@pytest.mark.faults
@pytest.mark.timeout(3600)
@settings(max_examples=10_000, deadline=None)
@given(queries, texts)
def test_ten_thousand_random_queries_agree_with_brute_force(node: Node, sentences: list[list[str]]) -> None:
    _agrees_with_brute_force(node, sentences)


def _agrees_with_brute_force(node: Node, sentences: list[list[str]]) -> None:
    pieces = [" ".join(words) + "." for words in sentences]
    article = make_article((Zone.TITLE, pieces[0]), " ".join(pieces[1:]) or "z.")
    facts, reports = make_facts(make_event())
    rule = query_rule(f"({written(node)}) OR zzz")  # never a NOT alone
    expected = brute(node, [*sentences, *([["z"]] if len(sentences) == 1 else [])])
    assert bool(Matcher((rule,)).match(article, facts, reports)) == expected, written(node)


TIGHTNESS = {"or": 0, "and": 1, "not": 2, "near": 3, "onear": 3, "title": 4, "word": 5, "phrase": 5}


def sparse(node: Node, outer: int = 0, *, right: bool = False) -> str:
    """The query with no more brackets than the binding asks for."""
    kind, *parts = node
    if kind in ("word", "phrase"):
        return written(node)
    mine = TIGHTNESS[str(kind)]
    inner = [part for part in parts if isinstance(part, tuple)]
    if kind in ("not", "title"):
        text = f"NOT {sparse(inner[0], mine)}" if kind == "not" else f"title:{sparse(inner[0], mine)}"
    else:
        operator = f"{str(kind).upper()}/{parts[2]}" if mine == 3 else str(kind).upper()
        text = f"{sparse(inner[0], mine)} {operator} {sparse(inner[1], mine, right=True)}"
    return f"({text})" if mine < outer or (right and mine == outer) else text


@settings(max_examples=400, deadline=None)
@given(queries, texts)
def test_binding_is_scope_then_near_then_not_then_and_then_or(node: Node, sentences: list[list[str]]) -> None:
    full, few = query_rule(f"zzz OR {written(node)}"), query_rule(f"zzz OR {sparse(node)}")
    assert full.when.clause == few.when.clause or _means_the_same(full, few, sentences), sparse(node)


def _means_the_same(one: Rule, other: Rule, sentences: list[list[str]]) -> bool:
    article = make_article((Zone.TITLE, " ".join(sentences[0])), *(" ".join(words) for words in sentences[1:]))
    facts, reports = make_facts(make_event())
    return bool(Matcher((one,)).match(article, facts, reports)) == bool(
        Matcher((other,)).match(article, facts, reports)
    )
