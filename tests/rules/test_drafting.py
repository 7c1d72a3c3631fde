"""A drafted rule is a rule, and its own tests pass."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

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
}


@pytest.fixture(scope="module")
def analyse() -> Analyse:
    return prepare(load_gazetteer(shipped("rules")))


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_a_draft_is_taken_and_its_article_matches(tmp_path: Path, analyse: Analyse, text: str) -> None:
    (analysed,) = analyse(text.encode(), DropMeta(name="a.txt", received_at=datetime(2024, 1, 2, tzinfo=UTC)))
    (tmp_path / "draft.yml").write_text(draft_rule(analysed, "a.txt"), encoding="utf-8")
    results = run_rule_tests(load_rule_set(tmp_path)[0], analyse)
    assert results[0].failures == ()
    assert text == ARTICLES["nothing"] or results[1].passed


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
