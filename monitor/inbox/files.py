"""What the life of a file is told in: found, claimed, read. Names are bytes, as the kernel has them."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file in the inbox that stands still: nobody writes it any more."""

    relative: bytes  # below the inbox: b"reuters/a.txt"
    size: int
    mtime_ns: int
    inode: tuple[int, int]  # device and number


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAlone:
    """Something in the inbox that is not ours to read, and why, in words; told once."""

    relative: bytes
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One look at the inbox: what may be claimed, the oldest first, and what is newly left alone."""

    settled: tuple[Found, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A file that lies in `inbox/.work/` until its result is committed.

    `work` is its path below `.work/` and outlives a restart, so it can be the drop's name in the store.
    """

    work: bytes  # b"0/reuters/a.txt": the first part only keeps equal names apart
    mtime_ns: int

    @property
    def relative(self) -> bytes:
        """Where it lay in the inbox."""
        return self.work.partition(b"/")[2]

    @property
    def name(self) -> str:
        """Its file name, surrogate-escaped."""
        return os.fsdecode(os.path.basename(self.relative))

    @property
    def folder(self) -> str:
        """The inbox sub-folder it was dropped into, surrogate-escaped; empty for the inbox itself."""
        return os.fsdecode(os.path.dirname(self.relative))

    @property
    def safe_folder(self) -> str:
        """The same as text that every store, log and terminal takes: what is not printable is escaped."""
        return in_words(os.path.dirname(self.relative))

    @property
    def modified_at(self) -> datetime:
        """Its modification time."""
        return datetime.fromtimestamp(self.mtime_ns / 1e9, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The bytes of a claimed file, all read from one descriptor, and their SHA-256 in hex."""

    data: bytes
    sha256: str


class StillWrittenError(Exception):
    """A claimed file changed while it was read: it is read again once it has settled."""


KINDS = {
    stat.S_IFDIR: "a directory",
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a block device",
    stat.S_IFCHR: "a character device",
}


def kind_of(mode: int) -> str:
    """Say what a file that is no regular file is."""
    return KINDS.get(stat.S_IFMT(mode), "not a regular file")


def in_words(path: bytes | Path) -> str:
    """Write a name for logs and people: what is not printable is escaped, so it cannot forge a line."""
    text = os.fsdecode(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)
