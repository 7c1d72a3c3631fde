"""The article files that tests of rules name: where they are looked for, and which are missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from monitor.errors import Problem
from monitor.located import Document
from monitor.rules.schema import Rule
from monitor.rules.trials import TrialDocument
from monitor.shipped import shipped


def article_of(rule: Rule, trial: TrialDocument, folder: Path) -> Path | None:
    """Find a test's file beside the rule, in the rules folder, then among the shipped seeds."""
    return _found(trial.file, rule.file, folder) if trial.file is not None else None


def _found(name: str, rule_file: str, folder: Path) -> Path | None:
    places = (Path(rule_file).parent, folder, shipped("seeds"))
    return next((place / name for place in places if (place / name).is_file()), None)


def missing_files(rules: Iterable[Rule], folder: Path) -> Iterator[Problem]:
    """Name every file that a test of a rule names and that is nowhere, at the test."""
    for rule in rules:
        for n, trial in enumerate(rule.tests):
            if trial.file is not None and _found(trial.file, rule.file, folder) is None:
                line, column = rule.test_places[n]
                told = _missing(n, rule.id, trial.file, folder)
                yield Problem(file=rule.file, line=line, column=column, message=told)


def missing_beside_mistakes(document: Document, folder: Path) -> Iterator[Problem]:
    """Name missing files of a rule that other mistakes keep from being read, so that all are mended in one go."""
    tests = document.value.get("tests") if isinstance(document.value, dict) else None
    for n, trial in enumerate(tests if isinstance(tests, list) else ()):
        name = trial.get("file") if isinstance(trial, dict) else None
        if isinstance(name, str) and _found(name, document.file, folder) is None:
            yield document.problem(("tests", n), _missing(n, _id_of(document), name, folder))


def _missing(n: int, rule_id: str, name: str, folder: Path) -> str:
    return f"test {n + 1} of `{rule_id}`: no file {name} beside the rule, in {folder} or in seeds/"


def _id_of(document: Document) -> str:
    return str(document.value.get("id", "the rule")) if isinstance(document.value, dict) else "the rule"
