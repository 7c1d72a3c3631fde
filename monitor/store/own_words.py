"""The same bytes from an outlet that is known, after a stranger's print of them: its own words, and no duplicate.

Or else whoever drops an agency's file before the agency does makes the agency unheard.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from monitor.model import Analysed
from monitor.store.schema import articles, drops


def told_by_known(connection: Connection, drop_ids: Sequence[int]) -> set[str]:
    """Return, of the bytes that these drops brought, those (by hash) that an outlet that is known brought as well."""
    brought = select(drops.c.sha256).where(drops.c.id.in_(drop_ids))
    firsts = (
        select(func.min(articles.c.seq))
        .join(drops, drops.c.id == articles.c.drop_id)
        .where(drops.c.sha256.in_(brought))
        .group_by(articles.c.drop_id)
    )
    query = (
        select(drops.c.sha256, articles.c.analysed)
        .join(drops, drops.c.id == articles.c.drop_id)
        .where(articles.c.seq.in_(firsts))
    )
    return {row.sha256 for row in connection.execute(query) if row.analysed is None or is_known(row.analysed)}


def is_known(analysed: Analysed) -> bool:
    """Return whether the configuration knows the outlet."""
    return analysed.article.source.configured


def as_own_words(analysed: Analysed) -> Analysed:
    """Return an article under an id that the same bytes from a stranger do not have."""
    told = f"{analysed.article.id} {analysed.article.source.id}"
    own = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    reports = tuple(replace(one, id=f"{own}:{one.n}", article_id=own) for one in analysed.reports)
    return replace(analysed, article=replace(analysed.article, id=own), reports=reports)
