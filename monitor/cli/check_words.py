"""Which words of rules almost every article has: measured by `check` on the archive."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice, zip_longest
from pathlib import Path

import typer

from monitor.cli.archive import FolderArchive
from monitor.errors import ArticleError, Problem
from monitor.model import Article
from monitor.reading import read_articles
from monitor.rules.lint import House, lint, matches_almost_everything
from monitor.rules.ruleset import RuleSet
from monitor.rules.shares import shares_of
from monitor.settings import Settings

SAMPLE = 2_000
"""So many files of an archive that is named, from all over it, tell how common a word is."""

GLANCE, GLANCE_SECONDS = 500, 1.0
"""Of the spool's own archive as many, as far as a second goes: nobody waits for a `check`."""

FEWEST = 50
"""Fewer articles than that of the own archive say nothing of a word."""


def too_common_words(rule_set: RuleSet, settings: Settings, archive: Path | None) -> tuple[Problem, ...]:
    """Warn of words that most articles of `archive` have, else of the spool's own; unreadable files tell nothing."""
    if archive is not None and not archive.is_dir():
        raise typer.BadParameter(f"{archive} is no folder", param_hint="--archive")
    articles = list(_sampled(archive, settings) if archive else _glanced_at(settings))
    if not archive and len(articles) < FEWEST:
        return ()
    rules = tuple(rule_set.rules)
    shares = shares_of(rules, articles)
    return lint(rules, House(shares=shares.__getitem__), (matches_almost_everything,), ())


def _sampled(archive: Path, settings: Settings) -> Iterator[Article]:
    folder = FolderArchive(archive, settings)
    every = max(1, folder.count() // SAMPLE)
    return _read(folder, islice(folder.names(), 0, None, every))


def _glanced_at(settings: Settings) -> Iterator[Article]:
    """Give articles of the spool's archive, one of each source in turn.

    A copy's name begins with its hash, so what the disk lists first is of any time; a million are never listed.
    """
    archive, until = settings.spool.archive, time.monotonic() + GLANCE_SECONDS
    in_turn = chain.from_iterable(zip_longest(*_first_files(archive, "")))
    for article in _read(FolderArchive(archive, settings), islice(filter(None, in_turn), GLANCE)):
        yield article
        if time.monotonic() > until:
            return


def _first_files(archive: Path, below: str) -> Iterator[list[str]]:
    """Give some files of each folder; nothing where there is none yet, or who runs `check` may not look."""
    with suppress(OSError), os.scandir(archive / below) as listing:
        seen = [entry for entry in islice(listing, GLANCE) if not entry.name.startswith(".")]
        yield [f"{below}{entry.name}" for entry in seen if entry.is_file(follow_symlinks=False)]
        for entry in seen:
            if entry.is_dir(follow_symlinks=False):
                yield from _first_files(archive, f"{below}{entry.name}/")


def _read(folder: FolderArchive, names: Iterable[str]) -> Iterator[Article]:
    for name in names:
        with suppress(ArticleError):
            yield from read_articles(*folder.read(name))
