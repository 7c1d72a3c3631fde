"""A worker's process is started: needs nothing of this program, so a daemon begins with it, and both load at once."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from pathlib import Path

from monitor import FOR_LIBRARIES

PREPARE = "monitor.workers.analysis:prepare"
"""What a worker does, as `module:function`: Gazetteer -> (bytes, DropMeta) -> articles."""

PACKAGE_PARENT = Path(__file__).resolve().parent.parent


async def launch(prepare: str = PREPARE) -> Process:
    """Start a process that imports what it will run, and then waits for its setup (`monitor.workers`).

    Raises:
        OSError: it cannot be started.
    """
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # nothing of the folder we happen to stand in
        "-m",
        "monitor.workers.child",
        prepare,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env={"PYTHONPATH": str(PACKAGE_PARENT), "LC_ALL": "C.UTF-8", **FOR_LIBRARIES},  # and so no secret
        start_new_session=True,  # Ctrl-C on a terminal is the daemon's business
    )


async def end(process: Process) -> None:
    """End a worker's process now; it holds nothing that is worth a farewell."""
    with suppress(ProcessLookupError):
        process.kill()
    await process.wait()
    if process.stdin:
        process.stdin.close()
