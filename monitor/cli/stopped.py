"""Commands that need the daemon stopped: they take its lock for as long as they work."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from monitor.daemon.lock import SpoolClosedError, SpoolLock, SpoolTakenError
from monitor.settings import Settings

TRY_LATER = 75


@contextmanager
def daemon_stopped(settings: Settings) -> Iterator[None]:
    """Hold the spool's lock; refused with exit code 75 while a daemon has it or when it cannot be taken."""
    try:
        lock = SpoolLock.take(settings.spool.path)
    except SpoolTakenError as error:
        print(f"{error}; stop it first", file=sys.stderr)
        raise typer.Exit(TRY_LATER) from None
    except SpoolClosedError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(TRY_LATER) from None
    try:
        yield
    finally:
        lock.release()
