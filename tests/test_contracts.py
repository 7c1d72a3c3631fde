"""docs/contracts.md is what the program does: its vocabularies, its configuration and its rule are run."""

from __future__ import annotations

import re
import shutil
from enum import StrEnum
from pathlib import Path

import pytest

from monitor import vocabulary
from monitor.rules.load import load_rule_set, run_rule_tests
from monitor.settings import load_settings
from monitor.workers.analysis import prepare

ROOT = Path(__file__).resolve().parent.parent
CONTRACTS = (ROOT / "docs" / "contracts.md").read_text(encoding="utf-8")


def fenced(language: str, section: str) -> str:
    """The first code block of that language in the section whose number is given."""
    body = CONTRACTS.split(f"### {section} ")[1].split("\n### ")[0]
    found = re.search(rf"```{language}\n(.*?)```", body, re.DOTALL)
    assert found, f"no {language} block in section {section}"
    return found[1]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("roles", vocabulary.Role),
        ("actor kinds", vocabulary.ActorKind),
        ("source kinds", vocabulary.SourceKind),
        ("flags", vocabulary.Flag),
        ("event kinds", vocabulary.EventKind),
        ("relations", vocabulary.Relation),
        ("decisions", vocabulary.DecisionKind),
    ],
)
def test_each_vocabulary_is_the_contracts(name: str, words: type[StrEnum]) -> None:
    section = CONTRACTS.split("Vocabularies (one file")[1].replace("\n", " ")
    found = re.search(rf"{name} `([^`]+)`", section)
    assert found
    assert found[1].split() == [str(word) for word in words]


def test_the_configuration_of_the_contract_is_accepted(tmp_path: Path) -> None:
    config = fenced("yaml", "6.2")
    for secret in ("smtp-password", "hook-secret", "web-token"):
        (tmp_path / secret).write_text("whsec_c2VjcmV0LW9mLXRoaXJ0eS10d28tYnl0ZXMhISE=\n")
        (tmp_path / secret).chmod(0o600)
    for folder in ("rules", "templates"):
        (tmp_path / folder).mkdir()
    here = config.replace("/etc/media-monitor/", f"{tmp_path}/")
    (tmp_path / "monitor.yaml").write_text(here, encoding="utf-8")
    settings = load_settings(tmp_path / "monitor.yaml")
    assert [receiver.name for receiver in settings.receivers] == ["duty", "desk", "ops", "hook"]
    assert settings.route.routes[0].continue_
    assert settings.maildir == tmp_path / "mail"


def test_the_rule_of_the_contract_is_accepted_and_passes_its_own_tests(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules" / "actors", tmp_path / "actors")
    (tmp_path / "belgorod-mass-casualty.yml").write_text(fenced("yaml", "6.3"), encoding="utf-8")
    rule_set, _ = load_rule_set(tmp_path, receivers={"duty"}, sources=())
    results = run_rule_tests(rule_set, prepare(rule_set.gazetteer))
    assert [result.failures for result in results] == [(), ()]
