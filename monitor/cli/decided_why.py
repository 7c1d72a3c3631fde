"""What each receiver was told of an article, or why not: as the desk decided it, read from the store."""

from __future__ import annotations

from functools import partial

from monitor.model import Analysed, Decision
from monitor.settings import Settings


def decisions_of(analysed: Analysed, settings: Settings | None) -> tuple[Decision, ...]:
    """Return the decisions about an article; nothing where there is no store, or where it never arrived."""
    if settings is None:
        return ()
    from monitor.store import Store  # noqa: PLC0415 - 200 ms that rules alone do not need
    from monitor.store.decided import decisions_about  # noqa: PLC0415 - the same
    from monitor.store.store import sqlite_path  # noqa: PLC0415 - the same

    path = sqlite_path(settings.store)
    if path is not None and not path.is_file():
        return ()
    with Store.open_existing(settings.store) as store:
        return store.read(partial(decisions_about, article_id=analysed.article.id))
