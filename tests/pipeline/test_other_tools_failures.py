"""What users of other alerting tools ran into: each of it is refused, or works, here."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.alerting.policy import everything_at_once
from monitor.delivery.templates import Templates
from monitor.errors import ConfigError
from monitor.rehearsal import Rehearsal
from monitor.rules.load import load_rule_set
from monitor.rules.matching import compile_rules
from tests.pipeline.conftest import RULE, START, Rehearsed, rule_book, told

HEAD = "title: T\nid: t\nlevel: high\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + "recievers: [duty]\nwhen: {every: article}\n", "unknown key `recievers`; did you mean `receivers`?"),
        (HEAD + "alert_text_agrs: [a]\nwhen: {every: article}\n", "unknown key `alert_text_agrs`; known keys: title"),
    ],
    ids=["misspelt", "foreign"],
)
def test_an_unknown_key_is_refused_at_load(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "r.yml").write_text(text)
    with pytest.raises(ConfigError, match=said.replace("?", r"\?")):
        load_rule_set(tmp_path)


def test_a_typo_in_a_template_is_refused_at_load(tmp_path: Path) -> None:
    (tmp_path / "alert.txt.j2").write_text("{{ story.headlin }}")
    with pytest.raises(ConfigError, match=r"alert\.txt\.j2"):
        Templates.load(tmp_path)


def test_a_deleted_rule_stops_firing_at_once(tmp_path: Path) -> None:
    book = rule_book(RULE)
    with Rehearsal(tmp_path, policy=everything_at_once(), book=book, now=START) as rehearsal:
        heard = Rehearsed(rehearsal=rehearsal)
        assert heard.hear(told("Fourteen died.", place="One")).decided.decisions
        without = replace(book.rule_set, rules=())
        rehearsal.desk.book = replace(book, rule_set=without, matcher=compile_rules(without))
        later = START + timedelta(minutes=1)
        assert heard.hear(told("Fourteen died today.", place="Two"), later).decided.decisions == ()


def test_norway_stays_a_country(tmp_path: Path) -> None:
    (tmp_path / "r.yml").write_text(HEAD + "when: {places: [{country: NO}]}\n")
    rule_set, _ = load_rule_set(tmp_path)
    assert '"country": "NO"' in rule_set.rules[0].body


def test_a_word_pattern_with_a_blank_matches(tmp_path: Path) -> None:
    (tmp_path / "r.yml").write_text(HEAD + 'when: {keywords: ["rocket str*"], regex: "rocket\\\\s+strike"}\n')
    rule_set, _ = load_rule_set(tmp_path)
    heard = told("A rocket strike hit the port.")
    (match,) = compile_rules(rule_set).match(heard.article, heard.facts, heard.reports)
    assert match.verdict == "match"
