"""What of a web page is not its article: navigation, captions, link lists and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from monitor.reading.marked_text import Block

_ENDS = re.compile(r"[.!?…][\"'”’»)]*$")


def mark_furniture(blocks: list[Block], markup: str) -> Iterable[Block]:
    """Mark as furniture what trafilatura left out, but for whole sentences beside what it kept."""
    article = _article_text(markup)
    if article is None:
        return [replace(block, furniture=block.furniture or _is_link_list(block)) for block in blocks]
    kept = [block.text in article for block in blocks]
    homes = {block.parent for block, keep in zip(blocks, kept, strict=True) if keep}
    return [
        replace(block, furniture=block.furniture or not (keep or (block.parent in homes and _is_prose(block))))
        for block, keep in zip(blocks, kept, strict=True)
    ]


def _article_text(markup: str) -> str | None:
    """Return what trafilatura takes for the article, white space squeezed; `None` where it gives up."""
    try:
        from trafilatura import extract  # noqa: PLC0415 - heavy, an extra, and most drops are plain text
    except ImportError:
        return None
    try:
        found = extract(markup, include_comments=False, include_tables=True, favor_recall=True)
    except Exception:  # noqa: BLE001 - a scraper library on hostile pages; our own walk stands in
        return None
    return " ".join(found.split()) if found else None


def _is_prose(block: Block) -> bool:
    return block.linked < 0.5 and len(block.text) >= 60 and bool(_ENDS.search(block.text))


def _is_link_list(block: Block) -> bool:
    return block.linked > 0.8 and not _ENDS.search(block.text)
