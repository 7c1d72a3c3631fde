"""`media-monitor facts`: what articles say, for people and for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import typer

from monitor.cli.articles import ArticleFile, find_article_files, read_article_file
from monitor.cli.facts_page import print_error, print_facts, print_sum
from monitor.cli.gazetteer import listed_actors
from monitor.contracts import error_line, facts_line
from monitor.errors import ArticleError
from monitor.extraction.load import load_knowledge
from monitor.model import Analysed
from monitor.reading import read_articles
from monitor.settings import Settings, load_settings
from monitor.workers.analysis import analyse

app = typer.Typer(add_completion=False)

_EPILOG = """Examples:

media-monitor facts seeds/belgorod.txt

media-monitor facts --json archive/ > facts.jsonl

media-monitor facts --text article.html
"""


@app.command(epilog=_EPILOG)
def facts(
    *,
    paths: list[Path] = typer.Argument(help="Article files, and folders of them."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line for each article."),
    as_text: bool = typer.Option(False, "--text", help="Only the article's text as it was read; offsets count in it."),
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml: whose sources and actors to use."),
) -> None:
    """Show what articles say: casualties, actors, places, dates, who says so and how sure it is.

    A file that cannot be read is said so on its own line; then the exit code is 1.
    """
    if as_json and as_text:
        raise typer.BadParameter("--json and --text exclude each other")
    settings = load_settings(config) if config else None
    files = list(find_article_files(paths, settings))
    if not files:
        print(f"no article files in {', '.join(map(str, paths))}", file=sys.stderr)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # stdout is a TextIOWrapper
    write = _write_text if as_text else _write_json if as_json else _write_page
    if not write(_with_progress(files), settings):
        raise typer.Exit(1)


def _with_progress(files: list[ArticleFile]) -> Iterable[ArticleFile]:
    """Show how far the work is when somebody looks on and the output goes elsewhere."""
    if not sys.stderr.isatty() or sys.stdout.isatty() or len(files) < 20:
        return files
    from rich.console import Console  # noqa: PLC0415 - only for somebody who looks on
    from rich.progress import track  # noqa: PLC0415

    return track(files, "reading", console=Console(stderr=True))


def _write_text(files: Iterable[ArticleFile], settings: Settings | None) -> bool:
    fine = True
    for file in files:
        try:
            for article in read_articles(*read_article_file(file, settings)):
                print(article.text)
        except ArticleError as error:
            print(f"{file.path}: {error}", file=sys.stderr)
            fine = False
    return fine


def _write_json(files: Iterable[ArticleFile], settings: Settings | None) -> bool:
    fine = True
    for file, outcome in _analyse(files, settings):
        if isinstance(outcome, ArticleError):
            lines = [error_line(str(file.path), str(outcome))]
            fine = False
        else:
            lines = [facts_line(str(file.path), one) for one in outcome]
        for line in lines:
            print(json.dumps(line, ensure_ascii=False))
    return fine


def _write_page(files: Iterable[ArticleFile], settings: Settings | None) -> bool:
    articles = unread = 0
    for file, outcome in _analyse(files, settings):
        if isinstance(outcome, ArticleError):
            print_error(file.path, outcome)
            unread += 1
        else:
            for analysed in outcome:
                print_facts(file.path, analysed)
                articles += 1
    if articles + unread > 1:
        print_sum(articles, unread)
    return not unread


def _analyse(
    files: Iterable[ArticleFile], settings: Settings | None
) -> Iterator[tuple[ArticleFile, tuple[Analysed, ...] | ArticleError]]:
    knowledge = load_knowledge(listed_actors(settings))
    for file in files:
        try:
            yield file, analyse(*read_article_file(file, settings), knowledge)
        except ArticleError as error:
            yield file, error
