"""What a rehearsal writes of an article that arrives: one drop and its article, without the article's text."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert

from monitor.model import Analysed, Facts
from monitor.store.schema import articles, drops
from monitor.vocabulary import DropState

_DROP = insert(drops).returning(drops.c.id)


def record_heard(connection: Connection, analysed: Analysed, work: bytes, now: datetime, *, duplicate: bool) -> None:
    """Record an article that arrived and waits for the desk; nobody reads its text back from a rehearsal.

    Of a `duplicate` the article is there already.
    """
    article = analysed.article
    drop = {
        "state": DropState.PROCESSED, "work": work, "source": article.source.id, "name": work, "path": work,
        "mtime_ns": 0, "received_at": now, "settled_at": now,
    }  # fmt: skip
    drop_id = connection.execute(_DROP, drop).scalar_one()
    if duplicate:
        return
    lean = replace(
        analysed,
        article=replace(article, text="", zones=(), sentences=()),
        facts=Facts(read=analysed.facts.read, verification=analysed.facts.verification),
        reports=(),
    )
    row = {
        "id": article.id, "drop_id": drop_id, "state": "pending", "source": article.source.id,
        "revision_key": article.revision_key, "received_at": now, "published_at": article.published_at,
        "effective_at": article.effective_at, "title": article.title, "language": article.language, "analysed": lean,
    }  # fmt: skip
    connection.execute(insert(articles), row)
