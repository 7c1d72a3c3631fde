"""One daemon per spool: the kernel holds the lock for as long as the process lives, so none is ever stale."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import Self

from monitor.errors import TryLaterError

NAME = ".lock"


class SpoolTakenError(TryLaterError):
    """Another daemon runs on this spool; `pid` is what it wrote of itself, `None` when it wrote nothing yet."""

    def __init__(self, spool: Path, pid: int | None) -> None:
        who = f"pid {pid}" if pid else "another process"
        super().__init__(f"a daemon already runs on the spool {spool}: {who}")
        self.pid = pid


class SpoolClosedError(TryLaterError):
    """The spool cannot be locked by this user: a folder that is missing or belongs to somebody else."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"{path}: {error.strerror}; run this as root or as the user of the daemon ({_owner_near(path)})"
        )


class SpoolLock:
    """The lock on a spool folder, held from `take` until `release` or the end of the process."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, spool: Path) -> Self:
        """Take the lock, or be refused with the holder's pid.

        Raises:
            SpoolTakenError: another process holds it.
            SpoolClosedError: this user may not lock it, or it cannot be made.
        """
        descriptor = _opened(spool)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = _pid_in(descriptor)
            os.close(descriptor)
            raise SpoolTakenError(spool, pid) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        return cls(descriptor)

    def release(self) -> None:
        """Let the next daemon in. The file stays: removing it would let two processes lock two files."""
        os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)


def _opened(spool: Path) -> int:
    """Open the lock file; made by root it belongs to the owner of the spool, whose daemon has to open it too."""
    path = spool
    try:
        spool.mkdir(parents=True, exist_ok=True)
        path = spool / NAME
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    except OSError as error:
        raise SpoolClosedError(path, error) from error
    if os.geteuid() == 0:
        owner = spool.stat()
        os.fchown(descriptor, owner.st_uid, owner.st_gid)
    return descriptor


def _owner_near(path: Path) -> str:
    """Return who owns a path, or the nearest folder above that is there."""
    try:
        there = next(one for one in (path, *path.parents) if one.exists())
        return there.owner()
    except (StopIteration, KeyError, OSError):
        return "see its unit file"


def running_pid(spool: Path) -> int | None:
    """Return the pid of the daemon that runs on a spool, `None` when none does."""
    try:
        descriptor = os.open(spool / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _pid_in(descriptor)
    else:
        return None
    finally:
        os.close(descriptor)


def _pid_in(descriptor: int) -> int | None:
    written = os.pread(descriptor, 32, 0).strip()
    return int(written) if written.isdigit() else None
