"""`media-monitor test`: the tests in rules, and for a failure the clause that is to blame."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import typer

from monitor.cli.rule_tests import rules_in_force, run_tests
from monitor.delivery.wording import plural
from monitor.located import unknown_word
from monitor.rules.explaining import as_json as trace_as_json
from monitor.rules.explaining import as_lines
from monitor.rules.ruleset import RuleSet
from monitor.rules.trials import TestResult

app = typer.Typer(add_completion=False)

_EPILOG = """Examples:

media-monitor test

media-monitor test belgorod-mass-casualty

media-monitor test rules/ --json
"""


@app.command(epilog=_EPILOG)
def run_named(
    *,
    rules: list[str] = typer.Argument(None, help="Ids or files of rules, or a folder of rules; default all in force."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line for each test."),
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/."),
) -> None:
    """Run the tests in rules; the exit code is 1 when one fails."""
    folders = [Path(name) for name in rules or () if Path(name).is_dir()]
    if len(folders) > 1:
        raise typer.BadParameter("name one folder of rules")
    rule_set, _ = rules_in_force(config, folders[0] if folders else None)
    only = chosen(rule_set, [name for name in rules or () if not Path(name).is_dir()])
    results = run_tests(rule_set, only)
    for result in results:
        print(json.dumps(_line(result), ensure_ascii=False) if as_json else "\n".join(_told(result)))
    if not as_json:
        print(_sum(results))
    if not all(result.passed for result in results):
        raise typer.Exit(1)


def chosen(rule_set: RuleSet, names: list[str]) -> list[str]:
    """Return the ids that are named, by id or by file.

    Raises:
        BadParameter: for a name that no rule has.
    """
    ids: list[str] = []
    for name in names:
        found = [
            rule.id for rule in rule_set.rules if rule.id == name or Path(rule.file).resolve() == Path(name).resolve()
        ]
        if not found:
            raise typer.BadParameter(unknown_word(name, [rule.id for rule in rule_set.rules], "rule"))
        ids += found
    return ids


def _sum(results: Sequence[TestResult]) -> str:
    passed, not_run = sum(result.passed for result in results), sum(not result.ran for result in results)
    counts = [f"{passed} passed", f"{len(results) - passed - not_run} failed"]
    counts += [f"{not_run} could not run"] * bool(not_run)
    return f"{plural(len(results), 'test', 'tests')}: {', '.join(counts)}"


def _told(result: TestResult) -> list[str]:
    went = "passed" if result.passed else "FAILED" if result.ran else "COULD NOT RUN"
    lines = [f"{went}: {result.rule_id}, test {result.n} ({result.name})"]
    lines += [f"  {failure}" for failure in result.failures]
    for _, trace in result.traces:
        lines += [f"  {line}" for line in as_lines(trace)]
    return lines


def _line(result: TestResult) -> dict[str, object]:
    return {
        "rule": result.rule_id,
        "test": result.n,
        "name": result.name,
        "passed": result.passed,
        "ran": result.ran,
        "failures": list(result.failures),
        "traces": [{"article": article.id, "trace": trace_as_json(trace)} for article, trace in result.traces],
    }
