"""`media-monitor backtest`: what the rules would have told, over a folder of articles."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from monitor.backtesting.compare import Tally
from monitor.backtesting.page import write_page
from monitor.backtesting.run import Run, Wish, default_cache
from monitor.cli.archive import FolderArchive
from monitor.cli.backtest_lines import line_of, sum_lines
from monitor.cli.backtest_tables import print_tables
from monitor.rules.load import load_rule_set, no_rules
from monitor.rules.ruleset import RuleSet
from monitor.settings import Settings, load_settings
from monitor.shipped import shipped
from monitor.silence_file import load_silences

app = typer.Typer(add_completion=False)

_EPILOG = """Examples:

media-monitor backtest archive/ --rules rules/

media-monitor backtest archive/ --rules new/ --against rules/ --html difference.html

media-monitor backtest archive/ --config monitor.yaml --json > decided.jsonl
"""


@app.command(epilog=_EPILOG)
def backtest(
    *,
    archive: Path = typer.Argument(help="A folder of articles; its sub-folders are sources, as in the inbox."),
    rules: Path | None = typer.Option(None, "--rules", help="The rules to try; default: the configuration's."),
    against: Path | None = typer.Option(None, "--against", help="Other rules: what do the new ones add, and lose?"),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line for each article."),
    with_facts: bool = typer.Option(False, "--facts", help="With --json: also what was read from each article."),
    with_all: bool = typer.Option(False, "--all", help="With --json: also the rules that do not match."),
    html: Path | None = typer.Option(None, "--html", help="Write a page with a chart, to look at and to pass on."),
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml: its receivers, routes and limits."),
    silences: Path | None = typer.Option(None, "--silences", help="A YAML list of silences, as if they had been made."),
    cache: Path | None = typer.Option(None, "--cache", help="Folder for what was read; default in ~/.cache."),
    no_cache: bool = typer.Option(False, "--no-cache", help="Read everything anew and keep nothing."),
    jobs: int = typer.Option(os.cpu_count() or 1, "--jobs", min=1, help="How many processes read articles."),
) -> None:
    """Run the whole flow over a folder in order of publication, without sending anything.

    Without a configuration one receiver, `default`, gets everything at once. What is read from an article
    is kept, so that the next backtest of the same archive is much faster.
    """
    if not archive.is_dir():
        raise typer.BadParameter(f"{archive} is no folder", param_hint="ARCHIVE")
    if html and not html.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {html.parent}", param_hint="--html")
    _keep_logs_out_of_stdout()
    settings = load_settings(config) if config else None
    folder = FolderArchive(archive, settings)
    with _watched(as_json=as_json) as bars:
        run = Run(
            Wish(
                archive=folder,
                files=folder.count(),
                new=_rules(rules, settings),
                old=_rules(against, settings) if against else None,
                settings=settings,
                silences=load_silences(silences) if silences else (),
                cache=None if no_cache else cache or default_cache(),
                jobs=jobs,
                on_read=bars.on_read,
                on_decided=bars.on_decided,
            )
        )
        _follow(run, as_json=as_json, with_facts=with_facts, with_all=with_all)
    _sum_up(run.tally, archive, as_json=as_json, compared=against is not None)
    if html:
        write_page(html, run.tally, archive=archive.name or str(archive), compared=against is not None)
    if run.tally.unreadable:
        raise typer.Exit(1)


def _rules(folder: Path | None, settings: Settings | None) -> RuleSet:
    if settings is None:
        folder = folder or shipped("rules")
        rule_set = load_rule_set(folder)[0]
    else:
        folder = folder or settings.rules
        names = [receiver.name for receiver in settings.receivers]
        rule_set = load_rule_set(folder, receivers=names, sources=[one.id for one in settings.sources])[0]
    if not rule_set.rules:
        print(no_rules(folder), file=sys.stderr)
    return rule_set


def _follow(run: Run, *, as_json: bool, with_facts: bool, with_all: bool) -> None:
    """Take everything that the run gives; without --json the tables at its end say it."""
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # stdout is a TextIOWrapper
    for outcome in run.outcomes():
        if as_json:
            line = line_of(outcome, with_facts=with_facts, with_all=with_all)
            print(json.dumps(line, ensure_ascii=False))


def _sum_up(tally: Tally, archive: Path, *, as_json: bool, compared: bool) -> None:
    if as_json:
        for line in sum_lines(tally) if compared else ():
            print(json.dumps(line, ensure_ascii=False))
        return
    print_tables(tally, str(archive), compared=compared)


class _Bars:
    """The progress on a terminal: files read, then articles decided."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._reading = progress.add_task("reading", total=None)
        self._deciding = progress.add_task("deciding", total=None, visible=False)

    def on_read(self, done: int, total: int) -> None:
        """Show how many files were read."""
        self._progress.update(self._reading, completed=done, total=total)

    def on_decided(self, done: int, total: int) -> None:
        """Show how many articles were decided."""
        self._progress.update(self._deciding, completed=done, total=total, visible=True)


@contextmanager
def _watched(*, as_json: bool) -> Iterator[_Bars]:
    """Show the progress on stderr where that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    shown = sys.stderr.isatty() and not (as_json and sys.stdout.isatty())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown) as progress:
        yield _Bars(progress)


def _keep_logs_out_of_stdout() -> None:
    structlog.configure(
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger("warning"),
    )
