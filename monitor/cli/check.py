"""`media-monitor check`: every mistake of configuration, rules, templates and rule tests at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import typer

from monitor.cli.configuration import find_config
from monitor.errors import ConfigError, Problem
from monitor.rules.lint import House, lint
from monitor.rules.load import fact_languages, read_rule_set
from monitor.rules.ruleset import RuleSet
from monitor.rules.trials import TestResult
from monitor.settings import Settings, read_settings

app = typer.Typer(add_completion=False)

_EPILOG = """Examples:

media-monitor check

media-monitor check --config /etc/media-monitor/monitor.yaml && systemctl reload media-monitor
"""


@app.command(epilog=_EPILOG)
def check(
    *,
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line for each problem."),
) -> None:
    """Check configuration, rules, templates and the tests in rules, without a store or network.

    Every problem is one line, `file:line:column: what is wrong`; then the exit code is 78. Warnings are
    printed only when there is no error and leave the exit code 0.
    """
    settings, rule_set, problems = read_everything(find_config(config))
    errors = [problem for problem in problems if not problem.warning]
    if not errors and rule_set and any(rule.tests for rule in rule_set.rules):
        from monitor.cli.rule_tests import run_tests  # noqa: PLC0415 - extraction is not wanted for a YAML mistake

        errors = list(failed_tests(rule_set, run_tests(rule_set)))
    for problem in errors or problems:
        print(_json(problem) if as_json else problem, file=sys.stdout if as_json else sys.stderr)
        if problem.excerpt and not as_json and sys.stderr.isatty():
            print(indent(problem.excerpt, "    "), file=sys.stderr)
    if errors:
        raise typer.Exit(78)
    if settings and rule_set and not as_json:
        count = sum(len(rule.tests) for rule in rule_set.rules)
        print(f"fine: {len(rule_set.rules)} rules, {count} tests, {len(settings.receivers)} receivers")


def read_everything(path: Path) -> tuple[Settings | None, RuleSet | None, tuple[Problem, ...]]:
    """Read configuration, rules and templates; what one lacks does not stop the others."""
    settings, problems = read_settings(path)
    if settings is None:
        return None, None, problems
    receivers = [receiver.name for receiver in settings.receivers]
    sources = [source.id for source in settings.sources]
    rule_set, found = read_rule_set(settings.rules, receivers=receivers, sources=sources)
    hints = lint(rule_set.rules, House(packs=fact_languages()))
    return settings, rule_set, (*problems, *found, *_template_problems(settings, rule_set), *hints)


def _template_problems(settings: Settings, rule_set: RuleSet) -> Iterator[Problem]:
    from monitor.delivery.templates import Templates  # noqa: PLC0415 - Jinja is not wanted for a YAML mistake

    try:
        templates = Templates.load(settings.templates, receivers=settings.receivers)
    except ConfigError as error:
        yield from error.problems
        return
    for rule in rule_set.rules:
        if rule.template and templates.missing(rule.template):
            told = f"the rule `{rule.id}` names the template `{rule.template}`, which does not exist"
            yield Problem(file=rule.file, line=rule.line, message=told)


def failed_tests(rule_set: RuleSet, results: tuple[TestResult, ...]) -> Iterator[Problem]:
    """Give a failed test as a problem at its rule."""
    for result in results:
        rule = rule_set.by_id[result.rule_id]
        for failure in result.failures:
            told = f"test {result.n} of `{rule.id}` ({result.name}): {failure}; `media-monitor test {rule.id}` says why"
            line, column = rule.test_places[result.n - 1]
            yield Problem(file=rule.file, line=line, column=column, message=told)


def _json(problem: Problem) -> str:
    return json.dumps(
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "message": problem.message,
            "warning": problem.warning,
        },
        ensure_ascii=False,
    )
