"""A large rule set is read by a process of its own: a minute of work in the daemon would hold up every article.

The process reads the configuration as the daemon does, and leaves the compiled rules in the cache, where the
daemon finds them (`monitor.rules.load`). Where the cache cannot be written, the daemon reads them itself.

    python -m monitor.daemon.compiling monitor.yaml
"""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL
from pathlib import Path

import structlog

from monitor.daemon.configuration import read_configuration, rules_named_in
from monitor.rules.load import rules_are_kept
from monitor.settings import read_settings

log = structlog.get_logger(room="daemon")

LARGE = 256 * 1024
"""Bytes of rules from which a process of its own is worth its start."""

_PACKAGE_PARENT = Path(__file__).resolve().parent.parent.parent
_LATER = 5  # niceness: articles come first


async def compile_apart(path: Path) -> None:
    """Have the rules that a configuration file names compiled, when there are many that are not in the cache."""
    if not await asyncio.to_thread(has_much_to_read, path):
        return
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "monitor.daemon.compiling", str(path),
            stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL,
            env={**os.environ, "PYTHONPATH": str(_PACKAGE_PARENT)},
        )  # fmt: skip
    except OSError as error:
        log.warning("rules_not_compiled_apart", why=str(error))
        return
    try:
        await process.wait()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise


def has_much_to_read(path: Path) -> bool:
    """Whether reading the rules that a configuration file names takes long: many, and not in the cache."""
    if not _is_large(rules_named_in(path)):
        return False
    settings, _ = read_settings(path)
    if settings is None:
        return True
    names, sources = [one.name for one in settings.receivers], [one.id for one in settings.sources]
    return not rules_are_kept(settings.rules, receivers=names, sources=sources)


def _is_large(folder: Path | None) -> bool:
    if folder is None:
        return False
    try:
        return sum(file.stat().st_size for file in folder.glob("*.y*ml")) >= LARGE
    except OSError:
        return False


def main() -> None:
    """Read the configuration for the sake of what that leaves in the cache."""
    os.nice(_LATER)
    read_configuration(Path(sys.argv[1]))


if __name__ == "__main__":
    main()
