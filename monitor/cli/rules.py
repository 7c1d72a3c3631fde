"""`media-monitor rules`: help with writing them."""

from __future__ import annotations

from pathlib import Path

import typer

from monitor.cli.articles import ArticleFile, read_article_file
from monitor.cli.gazetteer import listed_actors
from monitor.extraction.load import load_knowledge
from monitor.rules.drafting import draft_rule
from monitor.settings import load_settings
from monitor.shipped import shipped
from monitor.workers.analysis import analyse

app = typer.Typer(add_completion=False, no_args_is_help=True)

_EPILOG = """Examples:

media-monitor rules new seeds/belgorod.txt > rules/my-rule.yml && media-monitor test rules/
"""


@app.callback()
def rules() -> None:
    """Help with writing rules."""


@app.command(epilog=_EPILOG)
def new(
    *,
    file: Path = typer.Argument(help="The file of an article that the rule must match."),
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml: whose sources and actors to use."),
) -> None:
    """Print a first rule for articles like this one, with its test."""
    settings = load_settings(config) if config else None
    knowledge = load_knowledge(listed_actors(settings))
    is_seed = file.resolve().parent == shipped("seeds").resolve()
    articles = analyse(*read_article_file(ArticleFile(path=file), settings), knowledge)
    drafts = [draft_rule(one, file.name, shipped=is_seed, nth=n) for n, one in enumerate(articles, 1)]
    print("---\n".join(drafts))
