"""What the desk decided of one article, for whom and why: asked by `explain`."""

from __future__ import annotations

from sqlalchemy import Connection, select

from monitor.model import Decision
from monitor.store.schema import decisions
from monitor.vocabulary import DecisionKind


def decisions_about(connection: Connection, article_id: str) -> tuple[Decision, ...]:
    """Return the decisions of an article by receiver; none where it never arrived or concerns nobody."""
    columns = [decisions.c[name] for name in ("kind", "receiver", "story_id", "article_id", "reason", "at", "rules")]
    query = select(*columns).where(decisions.c.article_id == article_id).order_by(decisions.c.receiver, decisions.c.id)
    return tuple(
        Decision(**{**row._mapping, "kind": DecisionKind(row.kind)})  # noqa: SLF001 - public in SQLAlchemy
        for row in connection.execute(query)
    )
