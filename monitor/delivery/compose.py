"""Letter -> Brief: which words a message needs."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from monitor.delivery.alert import alert_brief
from monitor.delivery.brief import Brief
from monitor.delivery.listing import list_brief
from monitor.model import Letter


def brief_of(letter: Letter, zone: ZoneInfo, subject: str) -> Brief:
    """Put a letter into finished words, times in the receiver's zone."""
    if letter.story is None and letter.report is None:
        return list_brief(letter, zone, subject)
    return alert_brief(letter, zone, subject)
