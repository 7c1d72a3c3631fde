"""Commands of the program as real processes that need not import it again: a server has it loaded and forks each."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

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
        server = _server()
        assert server.stdin
        assert server.stdout
        server.stdin.write(json.dumps(asked) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return subprocess.CompletedProcess(arguments, code, output.read_bytes(), errors.read_bytes())


@cache
def _server() -> subprocess.Popen[str]:
    """Start the server of this test process; it ends with it, because its input does."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.commands"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    atexit.register(server.communicate)
    return server


def _serve() -> None:
    from monitor.cli import main  # noqa: F401, PLC0415 - loaded here and in no process that only asks
    from monitor.cli.commands import COMMANDS  # noqa: PLC0415 - same

    for name in (*(one.module for one in COMMANDS.values()), *_LATER):
        import_module(name)
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _become(asked["arguments"], asked["environment"], asked["folder"], asked["output"])
        sys.stdout.write(f"{os.waitstatus_to_exitcode(_waited(child))}\n")
        sys.stdout.flush()


def _waited(child: int) -> int:
    """Return how a command ended; one that never does is killed, and its exit code says so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.005)
    os.kill(child, 9)
    return os.waitpid(child, 0)[1]


def _become(arguments: list[str], environment: Mapping[str, str], folder: str, output: list[str]) -> None:
    """Be the command: its surroundings, its output, its exit code."""
    from monitor.cli.main import main  # noqa: PLC0415 - loaded before the fork

    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for descriptor, path in enumerate(output, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), descriptor)
    code = 1
    try:
        code = main(arguments)
        atexit._run_exitfuncs()
    except BaseException:  # noqa: BLE001 - a test sees the traceback, as it would of a process
        sys.excepthook(*sys.exc_info())
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _serve()
