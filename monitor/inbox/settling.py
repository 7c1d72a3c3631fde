"""Look at the inbox and tell which files stand still. The listing is the truth; events only wake it."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import fnmatch
import os
import re
import signal
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor.inbox.files import Found, LeftAlone, Listing, kind_of

WORK = b".work"
DEEPEST = 16
"""Sub-folders below this depth are left alone: a tree that deep is a mistake, not a source."""

ARTICLE_SUFFIXES = frozenset(b".txt .md .json .jsonl .eml .html .htm .xml .rss .atom .gz .zip .tar".split())
"""A directory that is called like an article is no source; what lies in it was not meant for us."""

SOON_SECONDS, SOON_LOOKS = 0.005, 6
"""A closed file that still has a writer is looked at after 10 ms, 20 ms, ... 320 ms."""

Look = tuple[int, int, int]
"""Size, mtime and inode: what must stand still."""


@dataclass(slots=True)
class _Seen:
    """One name over several looks."""

    look: Look
    since: float  # monotonic seconds: since when the look has not changed
    closed: bool = False  # its writer closed it, or it was moved here as a whole
    moving: bool = True  # not settled yet: worth another look before the next scan
    looks: int = 0  # how often it was closed and yet had a writer
    look_at: float = 0.0  # monotonic seconds: when to look again then


class Settling:
    """Remembers what the inbox looked like, so that no file is taken while it is written.

    A file is settled at once when its writer closed it or moved it here, otherwise when size, mtime and
    inode stood still for `settle`; and in both cases only when the kernel knows of no open writer (it
    tells us for files of our own user; for others standing still is all there is).
    """

    def __init__(self, inbox: bytes, *, settle: timedelta, ignore: Sequence[str]) -> None:
        self._inbox = inbox
        self.adopt(settle=settle, ignore=ignore)
        self._seen: dict[bytes, _Seen] = {}
        self._closed: set[bytes] = set()
        self._left_alone: dict[bytes, str] = {}
        self._told: dict[bytes, str] = {}
        self.unreadable: dict[bytes, str] = {}

    def adopt(self, *, settle: timedelta, ignore: Sequence[str]) -> None:
        """Use this settle time and these patterns from now on."""
        self._settle = settle.total_seconds()
        self._ignored = re.compile("|".join(fnmatch.translate(pattern) for pattern in ignore) or r"(?!)")

    @property
    def left_alone(self) -> tuple[LeftAlone, ...]:
        """What the last look found that is not ours to read, told before or not."""
        return tuple(LeftAlone(relative=path, why=why) for path, why in self._left_alone.items())

    def closed(self, relative: bytes) -> None:
        """Take the watch's word that a file was closed by its writer, or moved here."""
        self._closed.add(relative)

    def list_settled(self, now: float) -> Listing:
        """List what may be claimed, in the order (mtime, name). `now` is monotonic seconds.

        Raises:
            OSError: the inbox itself cannot be listed.
        """
        closed, self._closed = self._closed, set()
        self._left_alone, self.unreadable = {}, {}
        seen: dict[bytes, _Seen] = {}
        settled: list[Found] = []
        wall = time.time()
        for relative, status in self._files(b"", 0):
            entry = seen[relative] = self._look_again(relative, status, now)
            entry.closed |= relative in closed
            entry.moving = not self._stands_still(entry, status, now, wall)
            if not entry.moving and self._is_free(relative, entry, now):
                settled.append(_found(relative, status))
        self._seen = seen
        settled.sort(key=lambda found: (found.mtime_ns, found.relative))
        return Listing(settled=tuple(settled), left_alone=self._newly_left_alone())

    def _newly_left_alone(self) -> tuple[LeftAlone, ...]:
        before, self._told = self._told, self._left_alone
        return tuple(LeftAlone(relative=path, why=why) for path, why in self._told.items() if before.get(path) != why)

    def forget(self, relative: bytes) -> None:
        """A claimed file is no longer here; the same name later is another file."""
        self._seen.pop(relative, None)

    def next_due(self, now: float) -> float | None:
        """Seconds until the next file may have settled; `None` when none is being waited for."""
        due = [
            entry.look_at if entry.closed and entry.looks else entry.since + self._settle
            for entry in self._seen.values()
            if entry.moving
        ]
        return max(0.01, min(due) - now) if due else None

    def _look_again(self, relative: bytes, status: os.stat_result, now: float) -> _Seen:
        look = (status.st_size, status.st_mtime_ns, status.st_ino)
        before = self._seen.get(relative)
        return before if before and before.look == look else _Seen(look=look, since=now)

    def _stands_still(self, entry: _Seen, status: os.stat_result, now: float, wall: float) -> bool:
        # An empty file was often only just opened for writing, whoever closed it first.
        if entry.closed and status.st_size:
            return True
        # The kernel's ctime cannot be set back by a copying tool: what has not changed for that long has settled,
        # so files that were here before the daemon started are not waited for again.
        unchanged = wall - max(status.st_mtime, status.st_ctime)
        return max(now - entry.since, unchanged) >= self._settle

    def _is_free(self, relative: bytes, entry: _Seen, now: float) -> bool:
        try:
            writer = has_writer(os.path.join(self._inbox, relative))
        except FileNotFoundError:
            return False
        except OSError as error:
            self._leave(relative, f"cannot be opened by uid {os.geteuid()}: {os.strerror(error.errno or 0)}")
            return False
        if writer:
            _wait_for_writer(entry, now)
        return not writer

    def _files(self, folder: bytes, depth: int) -> Iterator[tuple[bytes, os.stat_result]]:
        try:
            with os.scandir(os.path.join(self._inbox, folder)) as entries:
                listed = list(entries)
        except OSError as error:
            if not folder:
                raise
            if error.errno != errno.ENOENT:
                self.unreadable[folder] = os.strerror(error.errno or 0)
            return
        for entry in listed:
            relative = os.path.join(folder, entry.name)
            if relative == WORK or self._ignored.match(os.fsdecode(entry.name)):
                continue
            with contextlib.suppress(FileNotFoundError):  # gone since the listing
                yield from self._one(relative, entry.stat(follow_symlinks=False), depth)

    def _one(self, relative: bytes, status: os.stat_result, depth: int) -> Iterator[tuple[bytes, os.stat_result]]:
        if stat.S_ISREG(status.st_mode):
            yield relative, status
        elif not stat.S_ISDIR(status.st_mode):
            self._leave(relative, f"it is {kind_of(status.st_mode)}")
        elif os.path.splitext(relative)[1].lower() in ARTICLE_SUFFIXES:
            self._leave(relative, "it is a directory with the name of an article")
        elif depth >= DEEPEST:
            self._leave(relative, f"it lies more than {DEEPEST} folders deep")
        else:
            yield from self._files(relative, depth + 1)

    def _leave(self, relative: bytes, why: str) -> None:
        self._left_alone[relative] = why


def _wait_for_writer(entry: _Seen, now: float) -> None:
    """Look again soon, then no sooner than any other file that is written.

    The kernel tells of a close some microseconds before it stops counting the writer; another writer may also
    stay for hours.
    """
    entry.moving = True
    if entry.closed and entry.looks < SOON_LOOKS:
        entry.looks += 1
        entry.look_at = now + SOON_SECONDS * 2**entry.looks
    else:
        entry.closed, entry.since = False, now


def has_writer(path: bytes) -> bool:
    """Ask the kernel whether somebody has the file open for writing.

    A read lease (fcntl(2), F_SETLEASE) is refused with EAGAIN then. It is granted only on files of our
    own user, and not by every file system: where it cannot be asked the answer is no.

    Raises:
        OSError: the file cannot be opened.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        # Somebody who opens the file for writing in this microsecond makes the kernel send us a signal: by default
        # SIGIO, which would end the process; SIGURG is ignored by default.
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    else:
        return False
    finally:
        os.close(descriptor)


def _found(relative: bytes, status: os.stat_result) -> Found:
    return Found(
        relative=relative, size=status.st_size, mtime_ns=status.st_mtime_ns, inode=(status.st_dev, status.st_ino)
    )
