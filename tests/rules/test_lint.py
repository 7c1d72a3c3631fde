"""Lint: rules that cannot be meant, each told in a sentence that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.rules.lint import RULE_CHECKS, SET_CHECKS, House, lint
from monitor.rules.load import load_rule_set, read_rule_set
from monitor.shipped import shipped
from tests.rules.conftest import KHARKIV, read_rule

TESTED = "tests: [{text: a, expect: {match: false}}]"
HOUSE = House(packs=("en",), shares=lambda literal: 0.8 if literal == " said " else 0.01)

FINDINGS = {
    "never_fires": (
        "casualties: {killed: {gte: 10, lt: 5}}", TESTED,
        "never fires: no figure of killed is at least 10 and at most 4"),
    "a query's AND beside other conditions": (
        "query: drone AND strike\nnot: {query: strike}", TESTED,
        "never fires: it asks for the same thing and for its opposite"),
    "its own opposite": (
        "kind: strike\nnot: {kind: strike}", TESTED,
        "never fires: it asks for the same thing and for its opposite"),
    "shadowed_by_its_exclusion": (
        "keywords: [drone]", TESTED + "\nexclude: {keywords: [Drone, missile]}",
        "never fires: every word that it asks for excludes the article again"),
    "without_tests": (
        "keywords: drone", "",
        "has no tests; add an article that must match and one that must not"),
    "across_mixes_events": (
        "across: article\nplaces: Kharkiv\ncasualties: {killed: {gte: 1}}", TESTED,
        "has `across: article`: its conditions may hold in different events of an article"),
    "facts_of_unread_languages": (
        "languages: [en, ar]\nkind: strike", TESTED,
        "asks for facts in ar, which are not read there; `unread: alert` sends these as POSSIBLE"),
    "matches_almost_everything": (
        "keywords: [said, drone]", TESTED,
        "asks for “said”, which stands in 80% of the archive"),
    "operators_in_keywords": (
        "keywords: [drone AND strike]", TESTED,
        "has “drone AND strike” in `keywords:`, where AND, OR, NOT and NEAR are plain words; write it in `query:`"),
    "a scope in keywords": (
        "keywords: ['title:drone']", TESTED,
        "has “title:drone” in `keywords:`, where a scope is a word; write it in `query:`, or `keywords: {title: […]}`"),
    "commas_in_a_phrase": (
        "keywords: drone, strike", TESTED,
        "has “drone, strike” as one phrase; a list of words stands in brackets: [drone, strike]"),
    "signs_without_words": (
        "keywords: [C++, drone]", TESTED,
        "has “C++”: signs are not looked at, so it asks for the word “c”"),
    "told_too_often": (
        "every: article", TESTED,
        "asks for nothing that few articles have; try it with `status: experimental` first"),
}  # fmt: skip


@pytest.mark.parametrize(("when", "more", "said"), FINDINGS.values(), ids=FINDINGS)
def test_a_finding_is_a_warning_at_its_rule(when: str, more: str, said: str) -> None:
    assert [str(problem) for problem in lint((read_rule(when, more),), HOUSE)] == [
        f"r.yml:1:1: warning: the rule `r` {said}"
    ]


FINE = [
    "casualties: {killed: {gte: 5, lt: 10}}",
    "keywords: [drone, missile]",
    "across: article\nkeywords: a\nplaces: Kharkiv",
    "languages: [en]\nkind: strike",
    "query: 'drone AND strike'",
    "sources: [reuters*]",
    "query: 'source:reuters*'",
    "places: {within: 60 km, of: Kharkiv}",
    "regex: '[A-Z]{2}-[0-9]{4}'",
    "keywords: ['=A', b, 'AT&T', \"x.\", 'Paris, France', drone]",
]


@pytest.mark.parametrize("when", FINE)
def test_nothing_is_said_of_a_rule_that_can_be_meant(when: str) -> None:
    assert lint((read_rule(when, TESTED + "\nexclude: {keywords: {title: [drone]}}"),), HOUSE) == ()


def test_two_rules_that_people_cannot_tell_apart_are_told() -> None:
    one, two = read_rule("keywords: drone", TESTED), read_rule("keywords: drone", TESTED)
    told = [problem.message.removeprefix("the rule `r` ") for problem in lint((one, two), HOUSE)]
    assert told == [
        "has the same title as `r`; people read titles, so give it its own",
        "asks the same as `r`; keep one, and name both receivers in it",
    ]
    page = (Path(__file__).resolve().parents[2] / "docs" / "write-a-rule.md").read_text(encoding="utf-8")
    assert [said for said in told if f"| {said} |" not in page] == []


def test_the_shipped_rules_pass() -> None:
    assert lint(load_rule_set(shipped("rules"))[0].rules, HOUSE) == ()


def test_every_finding_stands_in_the_docs_with_its_message() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "write-a-rule.md").read_text(encoding="utf-8")
    for name in [check.__name__ for check in (*RULE_CHECKS, *SET_CHECKS)]:
        assert f"`{name}`" in page, name
    for *_, said in FINDINGS.values():
        assert said in page, said
    assert KHARKIV.name in page


READ = {
    "places: Kharkhiv": "unknown place `Kharkhiv`; did you mean `Kharkiv`?",
    "actors: ua-gru": "unknown actor `ua-gru`; did you mean `ua-gur`?",
    "sources: [reutres]": "no configured source is called `reutres`",
}


@pytest.mark.parametrize(("when", "said"), READ.items(), ids=READ)
def test_what_is_told_while_a_rule_is_read_stands_in_the_docs(tmp_path: Path, when: str, said: str) -> None:
    (tmp_path / "r.yml").write_text(f"title: T\nid: t\nlevel: low\nwhen: {{{when}}}\n{TESTED}\n")
    _, problems = load_rule_set(tmp_path, receivers=["duty"], sources=["reuters"])
    assert [problem.message for problem in problems] == [said]
    assert said in (Path(__file__).resolve().parents[2] / "docs" / "write-a-rule.md").read_text(encoding="utf-8")


def test_errors_of_names_stand_in_the_docs(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "write-a-rule.md").read_text(encoding="utf-8")
    rule = "title: T\nid: r\nlevel: low\nwhen: {every: article}\n"
    (tmp_path / "r.yml").write_text(f"{rule}receivers: [dutty]\n---\n{rule}recievers: [duty]\n")
    told = [problem.message for problem in read_rule_set(tmp_path, receivers=["duty"])[1] if not problem.warning]
    assert told == [
        "unknown receiver `dutty`; did you mean `duty`?",
        f"the id `r` is taken by {tmp_path}/r.yml:1",
        "unknown key `recievers`; did you mean `receivers`?",
    ]
    for said in (told[0], told[1].replace(f"{tmp_path}/r.yml:1", "FILE:LINE"), told[2]):
        assert said in page


def test_two_rules_over_time_may_count_the_same_and_silence_needs_no_test() -> None:
    flatline = "type: flatline\ntimeframe: 6h\nthreshold: 1\nquery_key: source"
    frequency = f"{TESTED}\ntype: frequency\ntimeframe: 6h\nnum_events: 5"
    rules = (read_rule("every: article", flatline), read_rule("every: article", frequency))
    assert [problem.message for problem in lint(rules, HOUSE)] == [
        "the rule `r` has the same title as `r`; people read titles, so give it its own"
    ]
