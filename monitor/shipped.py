"""Where the files that ship with the program lie: `rules/ templates/ seeds/ deploy/`.

In a wheel they are package data under `monitor/shipped_files/`; in a checkout they are the folders
of the same names beside the package, so that an edit is in force without a build.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Return the folder `name` (`rules`, `templates`, `seeds`, `deploy`) as installed."""
    in_wheel = _PACKAGE / "shipped_files" / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name
