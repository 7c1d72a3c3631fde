"""Commands of the program as real processes that need not import it again: a server has it loaded and forks each."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from monitor import FOR_LIBRARIES

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 90  # seconds
_LATER = ("monitor.stories", "monitor.store", "monitor.extraction.load", "monitor.workers.analysis", "monitor.desk")
"""What commands import when they need it."""


def run_command(
    *arguments: str, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `media-monitor ARGUMENTS` in a process of its own, and return its exit code and what it printed."""
    done = run_command_in_bytes(*arguments, environment=environment, folder=folder)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def run_command_in_bytes(
    *arguments: str, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Do the same, with the output as it came."""
    with TemporaryDirectory() as place:
        output, errors = Path(place) / "out", Path(place) / "err"
        asked = {
            "arguments": arguments,
            "environment": {**os.environ, **(environment or {})},
            "folder": str(folder or Path.cwd()),
            "output": [str(output), str(errors)],
        }
        code = _asked(json.dumps(asked))
        return subprocess.CompletedProcess(arguments, code, output.read_bytes(), errors.read_bytes())


def _asked(what: str) -> int:
    """Return the exit code of one command.

    A server whose answer was not awaited is ended with the command, or the next one would be given that answer.
    """
    server = _server()
    assert server.stdin
    assert server.stdout
    try:
        server.stdin.write(f"{what}\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        assert answer, f"no command ended within {PATIENCE} s, or its server did"
    except BaseException:
        _server.cache_clear()
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        raise
    return int(answer)


@cache
def _server() -> subprocess.Popen[str]:
    """Start the server of this test process; it ends with it, because its input does.

    It has one thread, as who forks must, and a group of processes of its own: Ctrl-C is for who asks.
    """
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.commands"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **FOR_LIBRARIES},
        start_new_session=True,
    )
    atexit.register(server.communicate)
    return server


def _serve() -> None:
    from monitor.cli import main  # noqa: F401, PLC0415 - loaded here and in no process that only asks
    from monitor.cli.commands import COMMANDS  # noqa: PLC0415 - same

    for name in (*(one.module for one in COMMANDS.values()), *_LATER):
        import_module(name)
    parent = os.getppid()
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _become(**asked)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(_waited(child, parent))}\n")
        sys.stdout.flush()


def _waited(child: int, parent: int) -> int:
    """Return how a command ended; with one that never does, or that nobody waits for any more, all of this ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and os.getppid() == parent:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.005)
    os.killpg(0, signal.SIGKILL)
    raise AssertionError


def _become(arguments: list[str], environment: Mapping[str, str], folder: str, output: list[str]) -> NoReturn:
    """Be the command: its surroundings, its output, and its end as that of any process of Python."""
    from monitor.cli.main import main  # noqa: PLC0415 - loaded before the fork

    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for descriptor, path in enumerate(output, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), descriptor)
    raise SystemExit(main(arguments))


if __name__ == "__main__":
    _serve()
