"""`.html`: every visible paragraph of the page; what is not the article is marked as furniture.

trafilatura tells the article's own paragraphs from the rest; where it gives up or is not installed,
the page's tags and class names do. Nothing that the page shows is left out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.encoding import decode
from monitor.reading.entry import Entry
from monitor.reading.marked_text import Block, identity, join_blocks, one_line, parse_html, root_blocks
from monitor.reading.times import read_time

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_SITE_NAME = re.compile(r"\s+[|–—-]\s+[^|–—-]{1,40}$")
_ENDS = re.compile(r"[.!?…][\"'”’»)]*$")
_TIME_NAMES = (
    "article:published_time",
    "datePublished",
    "date",
    "pubdate",
    "publish-date",
    "dc.date",
    "DC.date.issued",
)


def read_web_page(data: bytes, meta: DropMeta) -> tuple[Entry, ...]:
    """Return the one article of a page. Raises ArticleError: `no_articles`, `not_text`."""
    declared = _DECLARED.search(data[:4096])
    markup, encoding = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    root = parse_html(markup)
    if root is None:
        raise ArticleError("no_articles", "there is nothing to read in this page")
    said = _meta(root)
    title = one_line(said.get("og:title") or _first_text(root, ".//h1") or _first_text(root, ".//title"))
    title = _SITE_NAME.sub("", title)
    blocks = _mark(root_blocks(root), _article_text(markup))
    body, furniture = join_blocks(block for block in blocks if block.text != title)
    if not title and sum(end - start for start, end in furniture) + 2 * len(furniture) >= len(body):
        raise ArticleError("no_articles", "there is no article in this page, only navigation")
    url = one_line(root.xpath("string((//link[@rel='canonical']/@href)[1])") or said.get("og:url", "")) or None
    return (
        Entry(
            title=title or None,
            body=body,
            furniture=furniture,
            encoding=encoding,
            revision_key=identity(url or "") or None,
            url=url,
            published=read_time(_published(root, said), meta.source.location),
            published_by_format=False,  # a page has no agreed place for it; what stands there may be anything
            language=root.get("lang"),
            claimed_source=one_line(said.get("og:site_name", "")) or None,
        ),
    )


def _meta(root: Any) -> dict[str, str]:  # noqa: ANN401 - an lxml element
    """Return what `<meta>` says: property or name to content, the first of each."""
    said: dict[str, str] = {}
    for one in root.iter("meta"):
        name = one.get("property") or one.get("name") or one.get("itemprop") or ""
        said.setdefault(name, one.get("content") or "")
    return said


def _published(root: Any, said: dict[str, str]) -> str | None:  # noqa: ANN401
    named = next((said[name] for name in _TIME_NAMES if said.get(name)), None)
    return named or root.xpath("string((//article//time/@datetime | //time/@datetime)[1])") or None


def _first_text(root: Any, path: str) -> str:  # noqa: ANN401
    found = root.find(path)
    return found.text_content() if found is not None else ""


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


def _mark(blocks: list[Block], article: str | None) -> Iterable[Block]:
    """Mark as furniture what the library left out, but for whole sentences beside what it kept."""
    if article is None:
        return [replace(block, furniture=block.furniture or _is_link_list(block)) for block in blocks]
    kept = [block.text in article for block in blocks]
    homes = {block.parent for block, keep in zip(blocks, kept, strict=True) if keep}
    return [
        replace(block, furniture=block.furniture or not (keep or (block.parent in homes and _is_prose(block))))
        for block, keep in zip(blocks, kept, strict=True)
    ]


def _is_prose(block: Block) -> bool:
    return block.linked < 0.5 and len(block.text) >= 60 and bool(_ENDS.search(block.text))


def _is_link_list(block: Block) -> bool:
    return block.linked > 0.8 and not _ENDS.search(block.text)
