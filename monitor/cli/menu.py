"""The commands as typer reads them: options, help, near names."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.metadata import version
from inspect import cleandoc
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from monitor.cli.commands import COMMANDS


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
        _unwrap(command)
        return name, command, rest


def _unwrap(command: Any) -> None:  # noqa: ANN401 - the same
    """Make each paragraph of a command's help one line: typer keeps a docstring's line breaks from the second on."""
    command.help = re.sub(r"(?<=\S)\n(?=\S)", " ", cleandoc(command.help or ""))
    for one in getattr(command, "commands", {}).values():
        _unwrap(one)


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
