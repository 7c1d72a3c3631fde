"""Rules over this program's own reading and extraction: the shipped ones, the documents' and the sample."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.model import Analysed, DropMeta
from monitor.rules.explaining import as_lines
from monitor.rules.judging import judge
from monitor.rules.load import Analyse, load_gazetteer, load_rule_set, run_rule_tests
from monitor.shipped import shipped
from monitor.vocabulary import Verdict
from monitor.workers.analysis import prepare
from tests.rules.test_docs import EXAMPLES


@pytest.fixture(scope="session")
def analyse() -> Analyse:
    return prepare(load_gazetteer(shipped("rules")))


@pytest.fixture(scope="session")
def sample(analyse: Analyse) -> Analysed:
    meta = DropMeta(name="belgorod.txt", received_at=datetime(2024, 1, 2, tzinfo=UTC))
    return analyse((shipped("seeds") / "belgorod.txt").read_bytes(), meta)[0]


def failures(folder: Path, analyse: Analyse) -> list[str]:
    results = run_rule_tests(load_rule_set(folder)[0], analyse)
    assert results
    return [f"{result.rule_id} {result.n}: {'; '.join(result.failures)}" for result in results if not result.passed]


def test_the_tests_of_the_shipped_rules_pass(analyse: Analyse) -> None:
    assert failures(shipped("rules"), analyse) == []


DOCUMENTED = [(f"{name}-{n}", block) for name, n, block in EXAMPLES if name != "contracts.md"]


@pytest.mark.parametrize("block", [block for _, block in DOCUMENTED], ids=[name for name, _ in DOCUMENTED])
def test_the_tests_of_a_documented_rule_pass(tmp_path: Path, analyse: Analyse, block: str) -> None:
    (tmp_path / "example.yml").write_text(block, encoding="utf-8")
    assert failures(tmp_path, analyse) == []


def explained(tmp_path: Path, when: str, sample: Analysed) -> tuple[Verdict, str]:
    (tmp_path / "r.yml").write_text(f"title: T\nid: r\nlevel: high\nwhen: {when}\n", encoding="utf-8")
    (rule,) = load_rule_set(tmp_path)[0].rules
    outcome = judge(rule, sample.article, sample.facts, sample.reports)
    return outcome.verdict, "\n".join(as_lines(outcome.trace))


def test_the_sample_does_not_give_kharkiv_the_dead_of_belgorod(tmp_path: Path, sample: Analysed) -> None:
    verdict, said = explained(tmp_path, "{places: [Kharkiv], casualties: {killed: {gte: 10}}}", sample)
    assert verdict is Verdict.NO
    assert "Yes: places: Kharkiv" in said
    assert "no figure is stated, needs at least 10" in said


def test_the_sample_gives_kharkiv_its_two_injured_with_the_quote(tmp_path: Path, sample: Analysed) -> None:
    verdict, said = explained(tmp_path, "{places: [Kharkiv], casualties: {injured: {gte: 2}}}", sample)
    assert verdict is Verdict.MATCH
    assert "event 2 of 2: strike in Kharkiv" in said
    assert "two children" in said
