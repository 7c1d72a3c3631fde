"""Which configuration a command reads when none is named."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.errors import ConfigError, Problem

if TYPE_CHECKING:
    from monitor.settings import Settings

ENVIRONMENT = "MEDIA_MONITOR_CONFIG"
USUAL = (Path("monitor.yaml"), Path("/etc/media-monitor/monitor.yaml"))


def find_config(named: Path | None) -> Path:
    """Return the named file, else that of `$MEDIA_MONITOR_CONFIG`, else the first usual one that exists.

    Raises:
        ConfigError: when there is none.
    """
    if path := named or (Path(os.environ[ENVIRONMENT]) if os.environ.get(ENVIRONMENT) else None):
        return path
    if found := next((path for path in USUAL if path.is_file()), None):
        return found
    places = " and ".join(map(str, USUAL))
    raise ConfigError(
        (Problem(file=str(USUAL[0]), message=f"there is no configuration; looked at {places}; name one with --config"),)
    )


def settings_in_force(named: Path | None) -> Settings:
    """Return what a running daemon goes by: the file's settings, with a refused file the last accepted ones.

    The problems of a refused file go to stderr.

    Raises:
        ConfigError: when nothing was accepted before.
    """
    from monitor.settings import read_settings  # noqa: PLC0415 - 0.1 s that a daemon's worker can load meanwhile

    path = find_config(named)
    settings, problems = read_settings(path)
    errors = tuple(problem for problem in problems if not problem.warning)
    if settings and not errors:
        return settings
    from monitor.daemon.last_accepted import last_accepted_settings  # noqa: PLC0415 - brings the store: 200 ms of it

    accepted = last_accepted_settings(path)
    if accepted is None:
        raise ConfigError(errors)
    print(*errors, "the file is refused; what follows goes by the last accepted one", sep="\n", file=sys.stderr)
    return accepted
