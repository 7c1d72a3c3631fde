"""NewsML-G2 (IPTC): a news item, or a news message with several; text in XHTML, NITF or plain."""

from __future__ import annotations

from typing import Any

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.encoding import clean
from monitor.reading.entry import Entry
from monitor.reading.marked_text import identity, join_blocks, root_blocks
from monitor.reading.newswire import content_blocks, first_words, is_withdrawn, strip_namespaces
from monitor.reading.times import read_time

_PROVIDERS = (
    *("itemMeta/provider/name", "itemMeta/provider/@literal", "rightsInfo/copyrightHolder/name"),
    *("contentMeta/infoSource/name", "itemMeta/provider/@qcode", "itemMeta/provider/@uri"),
)


def read_newsml(root: Any, encoding: str, meta: DropMeta) -> tuple[Entry, ...]:  # noqa: ANN401 - an lxml element
    """Return the text items of a NewsML-G2 document; items of pictures alone have only their headline."""
    strip_namespaces(root)
    items = [root] if root.tag == "newsItem" else root.xpath("//itemSet/newsItem")
    entries = [_entry(item, encoding, meta, alone=len(items) == 1) for item in items]
    found = tuple(entry for entry in entries if entry.title or entry.body or entry.withdrawn)
    if not found:
        raise ArticleError("no_articles", "there is no news item with a headline or a text in this file")
    return found


def _entry(item: Any, encoding: str, meta: DropMeta, *, alone: bool) -> Entry:  # noqa: ANN401
    guid = identity(item.get("guid") or "")
    body, furniture = _body(item)
    return Entry(
        title=first_words(item, "contentMeta/headline", "itemMeta/title", ".//hedline/hl1") or None,
        body=body,
        furniture=furniture,
        encoding=encoding,
        format="newsml",
        key="" if alone else guid,
        revision_key=guid or None,
        withdrawn=is_withdrawn(first_words(item, "itemMeta/pubStatus/@qcode", "itemMeta/pubStatus/@uri")),
        published=read_time(first_words(item, "itemMeta/versionCreated") or None, meta.source.location),
        language=first_words(item, "contentMeta/language/@tag", "@*[local-name()='lang']") or None,
        claimed_source=first_words(item, *_PROVIDERS) or None,
        url=first_words(item, "itemMeta/link/@href") or None,
    )


def _body(item: Any) -> tuple[str, tuple[tuple[int, int], ...]]:  # noqa: ANN401
    """Return the first text of the content set; XML before plain."""
    for inline in item.xpath("contentSet/inlineXML"):
        if inline.xpath(".//body.content"):
            return join_blocks(content_blocks(inline))
        blocks = [block for body in inline.xpath(".//body") or [inline] for block in root_blocks(body)]
        if blocks:
            return join_blocks(blocks)
    plain = (data for data in item.xpath("contentSet/inlineData") if "text" in (data.get("contenttype") or "text"))
    return next((clean("".join(data.itertext())).strip("\n") for data in plain), ""), ()
