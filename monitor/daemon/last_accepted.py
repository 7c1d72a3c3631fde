"""The configuration that was accepted last: a bad file takes no daemon down, nor a restart.

It is kept in the store. Where that is stands in the file, of which nothing may be legible any more; so a
copy lies in the state folder of the service (`$STATE_DIRECTORY`), or without one beside the file itself.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError, create_model

from monitor.errors import StoreError
from monitor.located import read_file
from monitor.settings import Settings, parse_settings
from monitor.store import Connection, Store
from monitor.store.meta import get_mark, set_mark

USUAL_STATE = Path("/var/lib/media-monitor")
"""Where the shipped unit has its state folder, for commands that systemd did not start."""

_MARK = "configuration"
_STORE_LINE = re.compile(rb"^store:\s*['\"]?([^\s'\"#]+)", re.MULTILINE)
_StoreOnly = create_model("_StoreOnly", store=(str, Settings.model_fields["store"]))


def remember_settings(connection: Connection, path: Path) -> None:
    """Keep the text of an accepted monitor.yaml (it holds no secrets: those are files of their own)."""
    text = read_file(path).decode("utf-8-sig")
    set_mark(connection, _MARK, text)
    state = os.environ.get("STATE_DIRECTORY")
    _keep_copy(_copy_in(Path(state.split(":")[0]), path) if state else _copy_beside(path), text, like=path)


def last_accepted_settings(path: Path) -> Settings | None:
    """Return what was in force before `path` was broken; `None` when nothing is known of it."""
    copied = next(filter(None, (_read(copy, path) for copy in _copies(path))), None)
    for url in dict.fromkeys((_store_in(path), copied.store if copied else None)):
        text = _text_in_store(url) if url else None
        settings = _parse(text.encode(), path) if text else None
        if settings:
            return settings
    return copied


def _parse(data: bytes, path: Path) -> Settings | None:
    return parse_settings(data, path, check=False)[0]


# --- the store ----------------------------------------------------------------------------------


def _text_in_store(url: str) -> str | None:
    try:
        with Store.open_existing(url) as store:
            return store.read(lambda connection: get_mark(connection, _MARK))
    except StoreError:
        return None


def _store_in(path: Path) -> str | None:
    """Read where the store is from a file of which no more than that line may be legible."""
    try:
        found = _STORE_LINE.search(read_file(path))
    except OSError:
        return None
    if not found:
        return None
    try:
        only = _StoreOnly.model_validate(
            {"store": found[1].decode("utf-8", "replace")}, context={"folder": path.resolve().parent}
        )
    except ValidationError:
        return None
    return str(only.model_dump()["store"])


# --- the copy -----------------------------------------------------------------------------------


def _copies(path: Path) -> Iterator[Path]:
    state = os.environ.get("STATE_DIRECTORY")
    for folder in (Path(state.split(":")[0]) if state else None, USUAL_STATE):
        if folder:
            yield _copy_in(folder, path)
    yield _copy_beside(path)


def _copy_in(folder: Path, path: Path) -> Path:
    """Name the copy of this file: several desks may have one state folder."""
    return folder / f"accepted-{hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:16]}.yaml"


def _copy_beside(path: Path) -> Path:
    here = path.resolve()
    return here.parent / f".{here.name}.accepted"  # `with_name` fails at `/`


def _keep_copy(copy: Path, text: str, *, like: Path) -> None:
    """Write it whole or not at all; where it may not be written, the line of the store must stay legible."""
    with suppress(OSError):
        temporary = copy.with_name(f"{copy.name}.{os.getpid()}.tmp")
        temporary.touch(mode=0o600)
        temporary.write_text(text, encoding="utf-8")
        shutil.copymode(like, temporary)
        temporary.replace(copy)


def _read(copy: Path, path: Path) -> Settings | None:
    try:
        return _parse(read_file(copy), path)
    except OSError:
        return None
