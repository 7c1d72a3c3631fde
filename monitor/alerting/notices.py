"""Notices that belong to no alert: summaries, digests and the operator's."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from monitor.alerting.fired import highest
from monitor.model import Notice
from monitor.vocabulary import Level, NoticeKind


def unnumbered_notice(  # noqa: PLR0913 - one notice, by name
    kind: NoticeKind, receiver: str, key: str, levels: Iterable[Level], now: datetime, *, late: bool = False
) -> Notice:
    """Return a notice about many things: its id is the same for the same key, on every run."""
    namespace = uuid.uuid5(uuid.NAMESPACE_URL, f"media-monitor:{kind}")
    return Notice(
        id=str(uuid.uuid5(namespace, f"{receiver}\n{key}")),
        kind=kind,
        receiver=receiver,
        n=0,
        level=highest(levels) or Level.INFORMATIONAL,
        created_at=now,
        late=late,
    )
