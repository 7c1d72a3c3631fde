"""The entry point: finds the command, runs it, and turns what went wrong into an exit code.

0 fine, 1 the answer is no, 64 usage, 75 try later, 78 configuration (docs/contracts.md 6.1).
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.metadata import version
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from monitor.cli.commands import COMMANDS
from monitor.errors import ArticleError, ConfigError, DeliveryError, MonitorError, StoreError

OK, NO, USAGE, TRY_LATER, CONFIGURATION = 0, 1, 64, 75, 78
_TYPER_USAGE = 2
_INTERRUPTED = 130


class LazyCommands(TyperGroup):
    """The commands of the table; a module is imported when its command is called, not to list it."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's own click is private
        """Return the names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - the same
        """Return a stand-in that has the help line and nothing else."""
        row = COMMANDS.get(cmd_name)
        return TyperCommand(cmd_name, help=row.help) if row else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:  # noqa: ANN401 - the same
        """Import the command that was asked for."""
        self.commands = {name: self.get_command(ctx, name) for name in COMMANDS}  # near names are suggested from it
        name, stand_in, rest = super().resolve_command(ctx, args)
        if name is None or stand_in is None:
            return name, stand_in, rest
        command = typer.main.get_command(import_module(COMMANDS[name].module).app)
        command.name = name
        return name, command, rest


app = typer.Typer(
    cls=LazyCommands,
    name="media-monitor",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"media-monitor {version('media-monitor')}")
        raise typer.Exit


@app.callback()
def root(
    *,
    _version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version."
    ),
) -> None:
    """Watch a folder of news articles and tell people when it matters, with the proof."""


def main(args: list[str] | None = None) -> int:
    """Run one command line and return its exit code; nothing a user does ends in a traceback."""
    try:
        app(args, prog_name="media-monitor")
    except SystemExit as stop:
        return USAGE if stop.code == _TYPER_USAGE else int(stop.code or OK)
    except MonitorError as error:
        print(error, file=sys.stderr)
        return exit_code(error)
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # `media-monitor facts … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO
    return OK


def exit_code(error: MonitorError) -> int:
    """Return what a failure means to the caller's script."""
    codes: dict[type[MonitorError], int] = {
        ConfigError: CONFIGURATION,
        ArticleError: NO,
        StoreError: TRY_LATER,
        DeliveryError: TRY_LATER,
    }
    return next((code for kind, code in codes.items() if isinstance(error, kind)), NO)
