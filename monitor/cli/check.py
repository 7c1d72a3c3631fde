"""`media-monitor check`: every mistake of configuration, rules, templates and rule tests at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from textwrap import indent

import typer

from monitor.alerting.policy import policy_of
from monitor.alerting.tracing import sundays_at_three, who_hears_critical
from monitor.cli.configuration import find_config
from monitor.daemon.configuration import Analyse, failed_tests, read_configuration
from monitor.delivery.wording import plural
from monitor.errors import Problem
from monitor.model import Analysed, DropMeta, Gazetteer
from monitor.settings import Settings

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
    archive: Path | None = typer.Option(
        None, "--archive", help="Warn of words that most articles of this folder have; default the spool's archive."
    ),
) -> None:
    """Check configuration, rules, templates and the tests in rules, without a store or network.

    Every problem is one line, `file:line:column: what is wrong`; then the exit code is 78. Warnings are
    printed only when there is no error and leave the exit code 0. Which words
    most articles have is measured on the spool's archive, for a second at most, where it may be read.
    """
    found = read_configuration(find_config(config))
    problems = found.problems
    errors = [problem for problem in problems if not problem.warning]
    if not errors and found.rule_set and found.rule_set.tested:
        errors = list(failed_tests(found.rule_set, _analyse_with(found.rule_set.gazetteer)))
    if not errors and found.rule_set and found.settings:
        from monitor.cli.check_words import too_common_words  # noqa: PLC0415 - reading articles is not wanted for it

        problems = (*problems, *too_common_words(found.rule_set, found.settings, archive))
    for problem in errors or problems:
        _print(problem, as_json=as_json)
    if errors:
        raise typer.Exit(78)
    if found.settings and found.rule_set and not as_json:
        counts = {
            "rule": len(found.rule_set.rules),
            "test": sum(len(rule.tests) for rule in found.rule_set.tested),
            "receiver": len(found.settings.receivers),
        }
        print("fine: " + ", ".join(plural(count, what, f"{what}s") for what, count in counts.items()))
        print(*_who_hears_at_night(found.settings), *_who_waits(found.settings), sep="\n")


def _analyse_with(gazetteer: Gazetteer) -> Analyse:
    """Return the analysis for tests of rules; what it knows is loaded for the first article, if one is asked for."""

    @cache
    def ready() -> Analyse:
        from monitor.workers.analysis import prepare  # noqa: PLC0415 - extraction is not wanted for a YAML mistake

        return prepare(gazetteer)

    def analyse(data: bytes, meta: DropMeta) -> tuple[Analysed, ...]:
        return ready()(data, meta)

    return analyse


def _who_hears_at_night(settings: Settings) -> Iterator[str]:
    """Say, for the zone of each receiver, who is told at once of a critical alert when nobody looks by himself."""
    policy, now = policy_of(settings), datetime.now(UTC)
    zones = dict.fromkeys(receiver.email.location if receiver.email else "UTC" for receiver in settings.receivers)
    for zone in zones:
        (sunday,) = sundays_at_three(zone, now, 1)
        names = ", ".join(hears.receiver for hears in who_hears_critical(policy, sunday) if hears.now)
        yield f"a critical alert at 03:00 on Sunday ({zone}) is told at once to: {names or 'nobody'}"


def _who_waits(settings: Settings) -> Iterator[str]:
    """Name who is told nothing at once: a `digest:` alone makes a receiver one of these."""
    names = ", ".join(one.name for one in settings.receivers if one.lowest_immediate is None)
    if names:
        yield f"told in digests alone, unless `immediate:` names a level: {names}"


def _print(problem: Problem, *, as_json: bool) -> None:
    if as_json:
        print(_json(problem))
        return
    print(problem, file=sys.stderr)
    if problem.excerpt and sys.stderr.isatty():
        print(indent(problem.excerpt, "    "), file=sys.stderr)


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
