"""Article files on the command line: which ones are meant, from which source, and their bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path

from monitor.errors import ArticleError
from monitor.model import UNKNOWN_SOURCE, DropMeta, Source
from monitor.settings import Settings, Spool

_IGNORED: tuple[str, ...] = Spool.model_fields["ignore"].default
_MAX_SIZE: int = Spool.model_fields["max_size"].default


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFile:
    """A file to be read: its path as the user gave it (or below the folder that was given)."""

    path: Path
    source: Source = UNKNOWN_SOURCE


def find_article_files(paths: Iterable[Path], settings: Settings | None) -> Iterator[ArticleFile]:
    """Yield files as named, and those of folders with their sub-folders in name order.

    With a configuration the first sub-folders are sources, as in the inbox; without one all sources are
    unknown. Names that the inbox ignores are passed over in folders, never when they are named.
    """
    ignored = settings.spool.ignore if settings else _IGNORED
    for path in paths:
        if not path.is_dir():
            yield ArticleFile(path=path)
            continue
        for relative in _walk(path, ignored):
            folder = os.fspath(relative.parent) if relative.parent != Path() else ""
            yield ArticleFile(path=path / relative, source=_source(folder, settings))


def _source(folder: str, settings: Settings | None) -> Source:
    if settings is None:
        return UNKNOWN_SOURCE
    from monitor.inbox.sources import find_source  # noqa: PLC0415 - the inbox brings all its machinery, 300 ms of it

    return find_source(folder, settings.sources)


def _walk(folder: Path, ignored: Sequence[str], below: Path = Path()) -> Iterator[Path]:
    try:
        with os.scandir(folder / below) as listing:
            entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
    except OSError:
        yield below  # reading it will say why
        return
    for entry in entries:
        if any(fnmatch(entry.name, pattern) for pattern in ignored):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(folder, ignored, below / entry.name)
        elif entry.is_file():
            yield below / entry.name


def read_article_file(file: ArticleFile, settings: Settings | None) -> tuple[bytes, DropMeta]:
    """Return a file's bytes and what reading is told of it; it counts as received at its mtime.

    Raises:
        ArticleError: `unreadable` or `too_large`.
    """
    limit = settings.spool.max_size if settings else _MAX_SIZE
    try:
        if file.path.is_dir():
            raise ArticleError("unreadable", "the folder cannot be opened")
        if not file.path.is_file():
            there = file.path.exists()
            raise ArticleError("unreadable", "this is no regular file" if there else "there is no such file")
        with file.path.open("rb") as stream:
            changed = os.fstat(stream.fileno()).st_mtime
            data = stream.read(limit + 1)
    except OSError as error:
        raise ArticleError("unreadable", f"the file cannot be read: {error.strerror}") from None
    if len(data) > limit:
        raise ArticleError("too_large", f"the file is larger than {limit:,} bytes (spool: max_size)")
    received_at = datetime.fromtimestamp(changed, UTC)
    return data, DropMeta(
        name=file.path.name,
        source=file.source,
        received_at=received_at,
        modified_at=received_at,
        known_sources=_named_by_files(file.source, settings),
    )


def _named_by_files(source: Source, settings: Settings | None) -> tuple[Source, ...]:
    if settings is None:
        return ()
    from monitor.inbox.sources import named_by_files  # noqa: PLC0415 - as above

    return named_by_files(source, settings.sources)
