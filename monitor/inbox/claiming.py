"""Claim, read, put away: what happens to the bytes of a file between the inbox and its last place.

Every step may be cut off by a crash; `Claims.waiting` finds the file again, and each step can be
repeated. No step removes a file of the inbox tree but `finish` and `quarantine`, which are called after
the commit of its result.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from monitor.errors import ArticleError, StoreError
from monitor.inbox.files import Claimed, Content, Found, StillWrittenError, in_words, kind_of
from monitor.inbox.settling import has_writer

_STEM_AND_SUFFIXES = re.compile(r"(.*?)((?:\.[A-Za-z0-9]{1,8}){0,2})", re.DOTALL)
READ_ONLY = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Claims:
    """The files in `inbox/.work/`: the same tree and mount as the inbox, so a claim is one rename."""

    def __init__(self, inbox: Path, quarantine: Path, *, max_size: int) -> None:
        self._inbox = os.fsencode(inbox)
        self._work = os.path.join(self._inbox, b".work")
        self._quarantine = quarantine
        self.max_size = max_size

    def claim(self, found: Found) -> Claimed | None:
        """Rename a settled file into `.work/`; `None` when it is gone meanwhile.

        Raises:
            OSError: it cannot be taken away (permissions, another file system).
        """
        slot = 0
        while True:
            work = b"%d/%s" % (slot, found.relative)
            target = os.path.join(self._work, work)
            if not os.path.lexists(target):  # only this process writes in `.work/`, so nobody comes between
                break
            slot += 1
        source = os.path.join(self._inbox, found.relative)
        try:
            rename_into(source, target)
        except FileNotFoundError:
            return None
        return Claimed(work=work, mtime_ns=found.mtime_ns)

    def waiting(self) -> tuple[Claimed, ...]:
        """List what lies in `.work/`, the oldest first: the queue as a crash left it."""
        claimed = [
            Claimed(
                work=os.path.relpath(entry.path, self._work), mtime_ns=entry.stat(follow_symlinks=False).st_mtime_ns
            )
            for entry in _walk(self._work)
        ]
        return tuple(sorted(claimed, key=lambda one: (one.mtime_ns, one.relative)))

    def read(self, claimed: Claimed) -> Content:
        """Read a claimed file from one descriptor into one buffer.

        Raises:
            StillWrittenError: it changed meanwhile or has a writer; read it again later.
            ArticleError: it is no regular file, larger than `max_size`, or not readable by us.
            FileNotFoundError: a person took it away.
        """
        path = self._path(claimed)
        try:
            descriptor = os.open(path, READ_ONLY)
        except PermissionError as error:
            raise ArticleError("unreadable", f"uid {os.geteuid()} may not read this file") from error
        except OSError as error:
            if error.errno not in (errno.ELOOP, errno.ENXIO):  # a symbolic link, a socket
                raise
            raise ArticleError("not_a_file", "it was replaced by something that is not a regular file") from error
        try:
            data = self._read_whole(descriptor)
        finally:
            os.close(descriptor)
        if has_writer(path):
            raise StillWrittenError
        return Content(data=data, sha256=hashlib.sha256(data).hexdigest())

    def _read_whole(self, descriptor: int) -> bytes:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise ArticleError("not_a_file", f"it is {kind_of(before.st_mode)}")
        if before.st_size > self.max_size:
            raise ArticleError("too_large", f"it has {before.st_size:,} bytes; the limit is {self.max_size:,}")
        data = bytearray()
        while chunk := os.read(descriptor, before.st_size + 1 - len(data)):
            data += chunk
            if len(data) > before.st_size:
                raise StillWrittenError
        after = os.fstat(descriptor)
        if len(data) != after.st_size or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise StillWrittenError
        return bytes(data)

    def finish(self, claimed: Claimed) -> None:
        """Remove a claimed file whose result is committed and whose archive copy is synced."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._path(claimed))

    def quarantine(self, claimed: Claimed, key: str) -> Path:
        """Move a claimed file to `quarantine/<source>/<key>-<name>`; `key` keeps equal names apart.

        Call it after the commit of its state; when it is already there the call changes nothing.
        """
        target = self.quarantine_path(claimed, key)
        with contextlib.suppress(FileNotFoundError):
            rename_into(self._path(claimed), os.fsencode(target))
        return target

    def quarantine_path(self, claimed: Claimed, key: str) -> Path:
        """Return where `quarantine` puts a file: known before the move, so that it can be committed first."""
        return self._quarantine / claimed.safe_folder / f"{key}-{safe_stub(claimed.name)}"

    def release(self, quarantined: Path, relative: bytes) -> None:
        """Put a quarantined file back into the inbox under its old name, unless that is taken.

        Raises:
            FileExistsError: another file of that name lies in the inbox.
            FileNotFoundError: it is no longer in quarantine.
        """
        target = os.path.join(self._inbox, relative)
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "a file of that name lies in the inbox", in_words(relative))
        rename_into(os.fsencode(quarantined), target)

    def _path(self, claimed: Claimed) -> bytes:
        return os.path.join(self._work, claimed.work)


def rename_into(source: bytes, target: bytes) -> None:
    """Rename; the target's folder is made when it is missing.

    A quarantine on another file system (bind mounts look like one) is reached by a copy.
    """
    try:
        os.rename(source, target)
    except FileNotFoundError:
        if not os.path.lexists(source):
            raise
        os.makedirs(os.path.dirname(target), mode=0o750, exist_ok=True)
        os.rename(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        os.makedirs(os.path.dirname(target), mode=0o750, exist_ok=True)
        shutil.move(os.fsdecode(source), os.fsdecode(target))


def safe_stub(name: str, longest: int = 60) -> str:
    """Return a harmless ASCII form of a file name that keeps its suffixes: archive names are hash and stub."""
    stem, suffixes = _STEM_AND_SUFFIXES.fullmatch(name).groups()  # type: ignore[union-attr]  # matches every text
    safe = re.sub(r"[^A-Za-z0-9._-]+", "_", stem).strip("._-") or "file"
    return safe[: longest - len(suffixes)] + suffixes


def free_space_problem(folder: Path, floor: int) -> str | None:
    """Say in words that the file system of `folder` has less than `floor` bytes free; `None` when not."""
    try:
        status = os.statvfs(folder)
    except OSError as error:
        return f"{folder}: {os.strerror(error.errno or 0)}"
    free = status.f_bavail * status.f_frsize
    if free >= floor:
        return None
    return f"{folder}: {free // 1024**2} MiB free, less than the floor of {floor // 1024**2} MiB: intake waits"


def _walk(folder: bytes) -> Iterator[os.DirEntry[bytes]]:
    try:
        with os.scandir(folder) as entries:
            listed = list(entries)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"{in_words(folder)}: {os.strerror(error.errno or 0)}") from error
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            yield entry
