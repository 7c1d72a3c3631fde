"""Which configuration a command reads when none is named."""

from __future__ import annotations

import os
from pathlib import Path

from monitor.errors import ConfigError, Problem

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
