"""What each receiver was told of an article, or why not: as the desk decided it, read from the store."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from monitor.model import Analysed, Decision

if TYPE_CHECKING:
    from monitor.store import Store


def decisions_of(analysed: Analysed, store: Store | None) -> tuple[Decision, ...]:
    """Return the decisions about an article; nothing where there is no store, or where it never arrived."""
    if store is None:
        return ()
    from monitor.store.decided import decisions_about  # noqa: PLC0415 - 200 ms that rules alone do not need

    return store.read(partial(decisions_about, article_id=analysed.article.id))
