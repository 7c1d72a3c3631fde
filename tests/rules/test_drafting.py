"""A drafted rule is a rule, and its own tests pass."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.model import Analysed, DropMeta
from monitor.rules.drafting import draft_rule, round_down
from monitor.rules.load import Analyse, load_gazetteer, load_rule_set, run_rule_tests
from monitor.shipped import shipped
from monitor.vocabulary import Zone
from monitor.workers.analysis import prepare
from tests.rules.conftest import make_article, make_event, make_facts

ARTICLES = {
    "an event": "Five people were killed and a dozen wounded when a bomb exploded in Kabul on Monday, police said.",
    "no event": 'Ministers discussed the agricultural subsidies "reform" & it\'s {odd}: again.',
    "nothing": "Yes. No.",
    "a day that is to come for tests": "A fire in Katowice on 3 March 2026 killed four workers, police said.",
    "operators": "AND OR NOT\n\nNothing of this is meant as a query.",
}


@pytest.fixture(scope="module")
def analyse() -> Analyse:
    return prepare(load_gazetteer(shipped("rules")))


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_a_draft_is_taken_and_its_article_matches(tmp_path: Path, analyse: Analyse, text: str) -> None:
    (analysed,) = analyse(text.encode(), DropMeta(name="a.txt", received_at=datetime(2026, 3, 4, tzinfo=UTC)))
    (tmp_path / "draft.yml").write_text(draft_rule(analysed, "a.txt"), encoding="utf-8")
    rule_set, warnings = load_rule_set(tmp_path)
    assert warnings == ()
    results = run_rule_tests(rule_set, analyse)
    assert [result.failures for result in results] == [()] * (1 if text == ARTICLES["nothing"] else 2)


def test_each_article_of_a_file_has_a_draft_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    news = [{"id": str(n), "text": f"A bomb killed {n} people in Kabul on Monday, police said."} for n in (4, 7)]
    (tmp_path / "news.json").write_text(json.dumps(news), encoding="utf-8")
    assert main(["rules", "new", str(tmp_path / "news.json")]) == 0
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "drafts.yml").write_text(capsys.readouterr().out, encoding="utf-8")
    rule_set, warnings = load_rule_set(tmp_path / "rules")
    assert [rule.id for rule in rule_set.rules] == ["bombing-in-kabul", "bombing-in-kabul-2"]
    assert warnings == ()


def test_a_draft_of_the_sample_names_place_toll_and_actor() -> None:
    facts, reports = make_facts(make_event())
    analysed = Analysed(article=make_article((Zone.TITLE, "T"), "b"), facts=facts, reports=reports)
    text = draft_rule(analysed, "belgorod.txt", shipped=True)
    assert 'title: "Strike in Belgorod"\nid: strike-in-belgorod\n' in text
    assert "  - {killed: {gte: 10}}\n    - {injured: {gte: 100}}\n" in text
    assert "actors: {id: [ua-gur], role: [accused]}" in text
    assert "{file: belgorod.txt, expect: {match: true, killed: 14, injured: {gte: 100}}}" in text


def test_round_figures() -> None:
    assert [round_down(number) for number in (1, 2, 3, 5, 9, 10, 14, 77, 100, 4321)] == [
        1,
        2,
        2,
        5,
        5,
        10,
        10,
        50,
        100,
        2000,
    ]
