"""Which outlet a file is from: the inbox sub-folder is the administrator's word."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from monitor.model import UNKNOWN_SOURCE, Source
from monitor.settings import SourceSettings
from monitor.vocabulary import Trust


def find_source(folder: str, described: Iterable[SourceSettings]) -> Source:
    """Return the source of an inbox sub-folder (`"reuters/2024"`; empty for the inbox itself).

    The longest described folder around it counts; a first-level folder that nobody described is a source of
    its own name with `configured=False`.
    """
    parts = _readable(folder).split("/")
    by_folder = {one.inbox.strip("/"): one for one in described}
    for length in range(len(parts), 0, -1):
        found = by_folder.get("/".join(parts[:length]))
        if found:
            return _as_noun(found)
    return Source(id=parts[0]) if parts[0] else UNKNOWN_SOURCE


def named_by_files(source: Source, described: Iterable[SourceSettings]) -> tuple[Source, ...]:
    """Return the described sources that a file of this source may name as its own: none without `trust: file`."""
    return tuple(map(_as_noun, described)) if source.trust is Trust.FILE else ()


@lru_cache(maxsize=1024)
def _as_noun(described: SourceSettings) -> Source:
    return Source(
        id=described.id,
        kind=described.kind,
        configured=True,
        domains=described.domains,
        language=described.language,
        location=described.location,
        trust=described.trust,
    )


def _readable(folder: str) -> str:
    return folder.encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip("/")
