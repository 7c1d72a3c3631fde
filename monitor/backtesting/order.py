"""The articles of an archive in order of publication, then name; sorted on disk, in runs that are merged."""

from __future__ import annotations

import hashlib
import heapq
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

RUN = 50_000
"""How many lines are sorted in memory at once: a million articles make twenty runs."""

_FIRST = "0000"
"""Before every year: what cannot be read is told first."""


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """An article and when its turn comes: at its publication, else at its file's time.

    An unreadable file has an `error` instead. `at` is ISO 8601 in UTC with microseconds, so that it sorts as text.
    """

    at: str
    name: str  # relative to the archive, surrogate-escaped
    entry: int  # which article of the file
    key: str = ""  # of the file, in the cache of facts
    error: str = ""

    @property
    def moment(self) -> datetime:
        """When its turn comes."""
        return datetime.fromisoformat(self.at)


class Order:
    """Gets articles in any order and gives them back in theirs, as often as it is asked; `folder` must be empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run: list[Due] = []
        self._files: list[Path] = []
        self.count = 0

    def add(self, due: Due) -> None:
        """Take one article."""
        self._run.append(due)
        self.count += not due.error
        if len(self._run) >= RUN:
            self._write()

    def add_error(self, name: str, message: str) -> None:
        """Take a file that cannot be read."""
        self.add(Due(at=_FIRST, name=name, entry=0, error=message))

    def __iter__(self) -> Iterator[Due]:
        self._write()
        return heapq.merge(*map(_lines_of, self._files))

    def identity(self) -> str:
        """Return the hash of what is heard and when: equal for equal articles, wherever their files lie."""
        told = hashlib.sha256()
        for due in self:
            if not due.error:
                told.update(f"{due.at} {due.key} {due.entry}\n".encode())
        return told.hexdigest()

    def _write(self) -> None:
        if not self._run:
            return
        path = self._folder / f"order-{len(self._files)}.jsonl"
        with path.open("w", encoding="ascii") as file:
            file.writelines(json.dumps(astuple(due)) + "\n" for due in sorted(self._run))
        self._files.append(path)
        self._run = []


def _lines_of(path: Path) -> Iterator[Due]:
    with path.open(encoding="ascii") as file:
        for line in file:
            yield Due(*json.loads(line))
