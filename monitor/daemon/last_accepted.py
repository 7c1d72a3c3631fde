"""The configuration that was accepted last, kept in the store: a bad file takes no daemon down, nor a restart."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import ValidationError, create_model

from monitor.errors import StoreError
from monitor.settings import Settings, parse_settings
from monitor.store import Connection, Store
from monitor.store.meta import get_mark, set_mark

_MARK = "configuration"
_STORE_LINE = re.compile(rb"^store:\s*['\"]?([^\s'\"#]+)", re.MULTILINE)
_StoreOnly = create_model("_StoreOnly", store=(str, Settings.model_fields["store"]))


def remember_settings(connection: Connection, text: str) -> None:
    """Keep the text of an accepted monitor.yaml (it holds no secrets: those are files of their own)."""
    set_mark(connection, _MARK, text)


def last_accepted_settings(path: Path) -> Settings | None:
    """Return what was in force before `path` was broken; `None` when nothing is known of it.

    Where the store is, is all that must still be legible in the file.
    """
    url = _store_in(path)
    if url is None:
        return None
    try:
        with Store.open_existing(url) as store:
            text = store.read(lambda connection: get_mark(connection, _MARK))
    except StoreError:
        return None
    settings, _ = parse_settings(text.encode(), path, check=False) if text else (None, ())
    return settings


def _store_in(path: Path) -> str | None:
    try:
        found = _STORE_LINE.search(path.read_bytes())
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
