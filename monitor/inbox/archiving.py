"""Our own copies of what was read: durable before the original goes, in groups so that a sync is shared.

A copy lies at `archive/<source>/<hash>-<safe name>`, is read-only and keeps the file's mtime, because for
plain text that is its publication time in a backtest.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.errors import StoreError
from monitor.inbox.claiming import rename_into, safe_stub
from monitor.inbox.files import Claimed, Content

WORTH_ONE_SYNC = 8
"""From so many copies on one syncfs is cheaper than a sync for each (measured: 64 files, 302 -> 67 us each)."""

HASH_LETTERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A claimed file and the bytes that were read from it."""

    claimed: Claimed
    content: Content


class Archive:
    """The folder of the read-only copies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._unfinished = folder / ".tmp"

    def prepare(self) -> None:
        """Make the folder and remove what a crash left unfinished."""
        self._unfinished.mkdir(parents=True, exist_ok=True, mode=0o750)
        for leftover in self._unfinished.iterdir():
            leftover.unlink()

    def path_of(self, claimed: Claimed, content: Content) -> Path:
        """Return where the copy lies or will lie."""
        name = f"{content.sha256[:HASH_LETTERS]}-{safe_stub(claimed.name)}"
        return self._folder / claimed.safe_folder / name

    def keep(self, group: Sequence[Kept]) -> tuple[Path, ...]:
        """Write the copies of a group, durable on return, in the order of the group.

        Raises:
            StoreError: the disk is full or not writable; nothing is lost, the group is kept again later.
        """
        paths = tuple(self.path_of(kept.claimed, kept.content) for kept in group)
        try:
            self._keep(
                {path: kept for path, kept in zip(paths, group, strict=True) if not _is_there(path, kept.content)}
            )
        except OSError as error:
            raise StoreError(f"{self._folder}: {os.strerror(error.errno or 0)}") from error
        return paths

    def _keep(self, copies: dict[Path, Kept]) -> None:
        if not copies:
            return
        unfinished = {path: self._unfinished / f"{n}-{path.name}" for n, path in enumerate(copies)}
        share_sync = len(copies) >= WORTH_ONE_SYNC
        for path, kept in copies.items():
            _write(unfinished[path], kept, sync=not share_sync)
        if share_sync:
            _sync_file_system(self._unfinished, unfinished.values())
        for path, temporary in unfinished.items():
            rename_into(os.fsencode(temporary), os.fsencode(path))
        for folder in {path.parent for path in copies}:
            _sync(folder)


def _is_there(path: Path, content: Content) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_size == len(content.data)
    return False


def _write(path: Path, kept: Kept, *, sync: bool) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        rest = memoryview(kept.content.data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.utime(descriptor, ns=(kept.claimed.mtime_ns, kept.claimed.mtime_ns))
        os.fchmod(descriptor, 0o440)
        if sync:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_file_system(folder: Path, files: Iterable[Path]) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        failed = ctypes.CDLL(None, use_errno=True).syncfs(descriptor)
    finally:
        os.close(descriptor)
    if failed:
        for file in files:
            _sync(file)
