"""The command line: one module per command family, imported when its command is called.

A new command is a module with `app = typer.Typer(add_completion=False)` and a row in `monitor.cli.commands.COMMANDS`.
Commands end with `raise typer.Exit(code)`, or raise: `main` turns the exception tree into exit codes.
"""

from monitor.cli.main import main

__all__ = ["main"]
