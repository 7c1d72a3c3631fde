"""Which entries of a file were stored before, word for word: a feed that is fetched again is no news.

An entry with a key of its own (guid, uri, Message-ID) and another text than its last version is a revision; with
the same text it is the same article still, and nothing of it is stored or told again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from monitor.model import Article
from monitor.store.schema import articles

_AT_ONCE = 500
"""So many keys are asked for in one statement; SQLite takes no more than 32,766 values."""

Key = tuple[str, str]
"""The source's id and the entry's own key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The last version of an entry: the drop it came with, and the hash of what it said."""

    drop_id: int
    text_hash: str | None  # `None`: stored by a program that kept none


def key_of(article: Article) -> Key | None:
    """Return what an article is known by over its versions."""
    return (article.source.id, article.revision_key) if article.revision_key else None


def text_hash(article: Article) -> str | None:
    """Return what tells two versions of an entry apart; `None` for an article without a key."""
    if not article.revision_key:
        return None
    said = f"{article.withdrawn}\0{article.title}\0{article.text}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def last_versions(connection: Connection, wanted: Iterable[Article]) -> dict[Key, Version]:
    """Return the last stored version of each article that has a key."""
    keys = sorted({key[1] for article in wanted if (key := key_of(article))})
    found: dict[Key, Version] = {}
    for at in range(0, len(keys), _AT_ONCE):
        query = (
            select(articles.c.source, articles.c.revision_key, articles.c.drop_id, articles.c.text_hash)
            .where(articles.c.revision_key.in_(keys[at : at + _AT_ONCE]))
            .order_by(articles.c.seq)
        )
        for row in connection.execute(query):
            found[row.source, row.revision_key] = Version(drop_id=row.drop_id, text_hash=row.text_hash)
    return found


def repeated(known: dict[Key, Version], article: Article, drop_id: int) -> int | None:
    """Return the drop that brought the same version already; `None` for what is new, which `known` remembers then."""
    key = key_of(article)
    if key is None:
        return None
    version = Version(drop_id=drop_id, text_hash=text_hash(article))
    before = known.get(key)
    if before and before.text_hash == version.text_hash:
        return before.drop_id
    known[key] = version
    return None
