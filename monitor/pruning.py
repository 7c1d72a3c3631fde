"""Retention: what is older than it goes, rows first, then their files, then the room on the disk.

Every batch is one transaction, so it may be killed at any point; the next run goes on where it stood.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from monitor.desk import LIVE
from monitor.errors import StoreError
from monitor.settings import Settings
from monitor.store import Connection, Store
from monitor.store import pruning as rows
from monitor.store.space import Space, give_back, space_of
from monitor.store.taking import Limits, Taken

Progress = Callable[[int], None]
"""Told after each batch how many stories and files went with it."""

WORTH_GIVING_BACK = 0.05
"""The part of the store from which room is given back: that rewrites the whole file, so not for a few pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What went: rows by table, files with their bytes, and the room that was given back."""

    rows: Mapping[str, int]
    files: int = 0
    file_bytes: int = 0
    before: Space
    after: Space
    left_on_disk: str = ""  # why the room was not given back


def limits_of(settings: Settings, now: datetime, *, quarantine: bool) -> Limits:
    """Return what the configured retention means now."""
    return Limits(
        articles_before=now - settings.retention.articles,
        notices_before=now - settings.retention.notices,
        live_since=now - LIVE,
        digest_receivers=frozenset(one.name for one in settings.receivers if one.digest),
        quarantine=quarantine,
    )


def prune(store: Store, settings: Settings, limits: Limits, on_progress: Progress) -> Pruned:
    """Take away what is older than retention and not needed. The caller holds the spool's lock.

    Raises:
        StoreError: the store cannot be written; what went before stays gone, in whole batches.
    """
    before = space_of(settings.store)
    spool, unlinked = settings.spool.path, _Unlinked()
    unlinked.all_of(store, spool)  # what a killed run left behind
    store.write(partial(rows.begin_pruning, limits=limits)).result()
    taken: Counter[str] = Counter()
    for step in rows.STEPS:
        while batch := store.write(_one_batch(step, limits)).result():
            taken.update(batch)
            unlinked.all_of(store, spool)
            on_progress(batch["stories"] + batch["drops"])
    return Pruned(rows=taken, files=unlinked.files, file_bytes=unlinked.bytes, before=before, after=before)


def _one_batch(step: rows.Step, limits: Limits) -> Callable[[Connection], Taken]:
    return lambda connection: step(connection, limits)


def rehearse(store: Store, settings: Settings, limits: Limits) -> Pruned:
    """Count what `prune` would take away, and leave everything as it is."""
    space = space_of(settings.store)
    try:
        store.write(partial(_take_all_and_undo, limits=limits, spool=settings.spool.path)).result()
    except _Undone as undone:
        return Pruned(
            rows=undone.taken, files=undone.unlinked.files, file_bytes=undone.unlinked.bytes, before=space, after=space
        )
    raise AssertionError("a rehearsal always undoes itself")


def compact(url: str, done: Pruned) -> Pruned:
    """Give room back to the disk when it is worth it. Nobody may have the store open.

    Raises:
        StoreError: the store cannot be written.
    """
    space = space_of(url)
    if space.free < WORTH_GIVING_BACK * space.size:
        return replace(done, after=space)
    needed, there = 2 * (space.size - space.free), shutil.disk_usage(space.path.parent).free
    if there < needed:
        why = f"{needed / 1e6:.0f} MB must be free to give it back, {there / 1e6:.0f} MB are; new rows use it meanwhile"
        return replace(done, after=space, left_on_disk=why)
    try:
        give_back(url)
    except StoreError as error:
        return replace(done, after=space_of(url), left_on_disk=str(error))
    return replace(done, after=space_of(url))


class _Unlinked:
    """Removes the files of drops that are gone, and counts them."""

    def __init__(self) -> None:
        self.files = 0
        self.bytes = 0

    def all_of(self, store: Store, spool: Path) -> None:
        """Remove what is noted in the store, until nothing is."""
        while noted := store.read(rows.files_to_unlink):
            for path, may_go in noted:
                if may_go:
                    self.count(spool / path)
                    _unlink(spool / path)
            store.write(partial(rows.strike_out, paths=[path for path, _ in noted])).result()

    def count(self, path: Path) -> None:
        """Count a file that is there."""
        if path.is_file():
            self.files += 1
            self.bytes += path.stat().st_size


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{path} cannot be removed: {error.strerror}") from error


class _Undone(Exception):  # noqa: N818 - no error: it carries the count out of a transaction that is undone
    def __init__(self, taken: Counter[str], unlinked: _Unlinked) -> None:
        super().__init__()
        self.taken = taken
        self.unlinked = unlinked


def _take_all_and_undo(connection: Connection, limits: Limits, spool: Path) -> None:
    taken: Counter[str] = Counter()
    unlinked = _Unlinked()
    for step in rows.STEPS:
        while batch := step(connection, limits):
            taken.update(batch)
            noted = rows.files_to_unlink(connection)
            for path, may_go in noted:
                if may_go:
                    unlinked.count(spool / path)
            rows.strike_out(connection, [path for path, _ in noted])
    raise _Undone(taken, unlinked)
