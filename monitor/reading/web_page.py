"""`.html`: every visible paragraph of the page; what is not the article is marked as furniture.

trafilatura tells the article's own paragraphs from the rest; where it gives up or is not installed,
the page's tags and class names do. Nothing that the page shows is left out of the text.
"""

from __future__ import annotations

import re

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.encoding import decode
from monitor.reading.entry import Entry
from monitor.reading.marked_text import identity, join_blocks, one_line, parse_html, root_blocks
from monitor.reading.page_furniture import mark_furniture
from monitor.reading.page_head import first_text, meta_words, published_in
from monitor.reading.times import read_time

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_SITE_NAME = re.compile(r"\s+[|–—-]\s+[^|–—-]{1,40}$")


def read_web_page(data: bytes, meta: DropMeta) -> tuple[Entry, ...]:
    """Return the one article of a page. Raises ArticleError: `no_articles`, `not_text`."""
    declared = _DECLARED.search(data[:4096])
    markup, encoding = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    root = parse_html(markup)
    if root is None:
        raise ArticleError("no_articles", "there is nothing to read in this page")
    said = meta_words(root)
    title = one_line(said.get("og:title") or first_text(root, ".//h1") or first_text(root, ".//title"))
    title = _SITE_NAME.sub("", title)
    blocks = mark_furniture(root_blocks(root), markup)
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
            published=read_time(published_in(root, said), meta.source.location),
            published_by_format=False,  # a page has no agreed place for it; what stands there may be anything
            language=root.get("lang"),
            claimed_source=one_line(said.get("og:site_name", "")) or None,
        ),
    )
