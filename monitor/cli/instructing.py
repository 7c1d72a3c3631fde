"""Tell the daemon to do something: an instruction row, and what came of it."""

from __future__ import annotations

import getpass
import os
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import typer

from monitor.daemon.lock import running_pid
from monitor.settings import Settings
from monitor.store import Store
from monitor.store.instructions import Instruction, instruct, result_of

PATIENCE = 10.0
TRY_LATER = 75


def instruct_and_wait(store: Store, settings: Settings, instruction: Instruction) -> None:
    """Insert an instruction by the user who called, wait until the daemon applied it, and print the result.

    Raises:
        typer.Exit: 1 when it was refused, 75 when the daemon does not run or does not answer (it will be applied).
    """
    signed = replace(instruction, who=instruction.who or caller())
    number = store.write(partial(instruct, instruction=signed, now=datetime.now(UTC))).result()
    if running_pid(settings.spool.path) is None:
        print("noted; the daemon is not running and applies it when it starts", file=sys.stderr)
        raise typer.Exit(TRY_LATER)
    end = time.monotonic() + PATIENCE
    while (result := store.read(partial(result_of, instruction_id=number))) is None:
        if time.monotonic() > end:
            print("noted; the daemon has not applied it yet", file=sys.stderr)
            raise typer.Exit(TRY_LATER)
        time.sleep(0.1)
    applied, text = result
    print(text)
    if not applied:
        raise typer.Exit(1)


def caller() -> str:
    """Return who called: the person behind sudo, if there is one."""
    return os.environ.get("SUDO_USER") or getpass.getuser()
