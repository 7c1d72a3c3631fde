"""The entry point: finds the command, runs it, and turns what went wrong into an exit code.

0 fine, 1 the answer is no, 64 usage, 75 try later, 78 configuration (docs/contracts.md 6.1).
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from monitor import FOR_LIBRARIES
from monitor.errors import ArticleError, ConfigError, DeliveryError, MonitorError, StoreError, TryLaterError

OK, NO, USAGE, TRY_LATER, CONFIGURATION = 0, 1, 64, 75, 78
_TYPER_USAGE = 2
_INTERRUPTED = 130
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


def main(args: list[str] | None = None) -> int:
    """Run one command line and return its exit code; nothing a user does ends in a traceback."""
    for name, value in FOR_LIBRARIES.items():
        os.environ.setdefault(name, value)
    try:
        _call(sys.argv[1:] if args is None else args)
    except SystemExit as stop:
        return USAGE if stop.code == _TYPER_USAGE else int(stop.code or OK)
    except MonitorError as error:
        print(error, file=sys.stderr)
        return exit_code(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # `media-monitor facts … | head`
        _write_no_more()
        return NO
    except OSError as error:  # `media-monitor facts … > file` on a full disk
        if error.errno not in _NO_ROOM:
            raise
        print(f"{error.filename or 'the output'} cannot be written: {error.strerror}", file=sys.stderr)
        _write_no_more()
        return TRY_LATER
    return OK


def _write_no_more() -> None:
    """Let Python, which writes out at its end what it still holds, write that nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _call(args: list[str]) -> None:
    """Call a command; typer reads its options, but not where a service starts: that is 0.1 s of its worker's time."""
    match args:
        case ["run"] | ["run", "--config", _]:
            from monitor.cli.early_signals import heed_early_signals  # noqa: PLC0415 - no other command needs it

            heed_early_signals()
            from monitor.cli.starting import start  # noqa: PLC0415 - same

            start(Path(args[2]) if args[2:] else None)
        case _:
            from monitor.cli.menu import app  # noqa: PLC0415 - see above

            app(args, prog_name="media-monitor")


def exit_code(error: MonitorError) -> int:
    """Return what a failure means to the caller's script."""
    codes: dict[type[MonitorError], int] = {
        ConfigError: CONFIGURATION,
        ArticleError: NO,
        StoreError: TRY_LATER,
        TryLaterError: TRY_LATER,
        DeliveryError: TRY_LATER,
    }
    return next((code for kind, code in codes.items() if isinstance(error, kind)), NO)
