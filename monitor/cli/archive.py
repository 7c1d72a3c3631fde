"""A folder of articles as an archive to backtest: its sub-folders are sources, as in the inbox."""

from __future__ import annotations

import os
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path

from monitor.cli.articles import ArticleFile, read_article_file
from monitor.inbox.sources import find_source
from monitor.model import DropMeta, Source
from monitor.settings import Settings, Spool

_IGNORED: tuple[str, ...] = Spool.model_fields["ignore"].default


class FolderArchive:
    """The files below a folder, listed as the disk gives them: a million names are never held at once."""

    def __init__(self, folder: Path, settings: Settings | None) -> None:
        self._folder = folder
        self._settings = settings
        self._ignored = settings.spool.ignore if settings else _IGNORED
        self._source_of = lru_cache(maxsize=1024)(self._find_source)

    def count(self) -> int:
        """Return how many files there are."""
        return sum(1 for _ in self.names())

    def names(self) -> Iterator[str]:
        """Give the files, relative to the folder."""
        return self._walk("")

    def read(self, name: str) -> tuple[bytes, DropMeta]:
        """Return a file's bytes and what reading is told of it.

        Raises:
            ArticleError: it cannot be read.
        """
        file = ArticleFile(path=self._folder / name, source=self._source_of(name.rpartition("/")[0]))
        return read_article_file(file, self._settings)

    def _walk(self, below: str) -> Iterator[str]:
        folders: list[str] = []
        try:
            with os.scandir(self._folder / below) as listing:
                for entry in listing:
                    if any(fnmatch(entry.name, pattern) for pattern in self._ignored):
                        continue
                    name = f"{below}/{entry.name}" if below else entry.name
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(name)
                    elif entry.is_file():
                        yield name
        except OSError:
            yield below or "."  # reading it will say why
        for folder in folders:
            yield from self._walk(folder)

    def _find_source(self, folder: str) -> Source:
        return find_source(folder, self._settings.sources if self._settings else ())
