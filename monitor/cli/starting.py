"""What `media-monitor run` does; needs next to nothing itself, so that its worker starts at once."""

from __future__ import annotations

import asyncio
import gc
import sys
from asyncio.subprocess import Process
from contextlib import suppress
from pathlib import Path

from monitor.cli.configuration import find_config
from monitor.cli.early_signals import heed_early_signals
from monitor.launching import end, launch

TRY_LATER = 75


def start(config: Path | None) -> None:
    """Run the daemon until SIGTERM or Ctrl-C.

    Raises:
        ConfigError: the configuration is refused and nothing was accepted before.
        TryLaterError: the spool is taken or may not be used, or no worker can be started.
        StoreError: the store cannot be opened.
        SystemExit: 75, the machine does not allow something else.
    """
    heed_early_signals()
    gc.disable()  # nearly all that a start makes stays; the daemon sees to it once it is ready
    try:
        asyncio.run(_run(find_config(config)))
    except OSError as error:
        print(error, file=sys.stderr)
        raise SystemExit(TRY_LATER) from None


async def _run(config: Path) -> None:
    """Have a worker load its knowledge while this process loads itself: a second each, on two cores."""
    worker = await _ahead()
    try:
        from monitor.daemon.lifecycle import run_daemon  # noqa: PLC0415 - the whole program: not for --help

        await run_daemon(config, worker)
    finally:
        if worker:
            await end(worker)


async def _ahead() -> Process | None:
    """Return a worker that starts already, or none: a head start must not hide what else is wrong, such as the lock.

    A worker that cannot be started is told of when it is needed, by its own error.
    """
    with suppress(OSError):
        return await launch()
    return None
