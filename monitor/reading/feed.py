"""RSS 0.9-2.0, Atom and RDF files: one article an entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.entry import Entry
from monitor.reading.marked_text import body_of, identity, one_line
from monitor.reading.times import stamp_of_parts

_CLOSED = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_IS_TEXT = re.compile(r"text|x?html|application/(?:xhtml|xml)", re.IGNORECASE)


def read_feed(text: str, encoding: str, _meta: DropMeta) -> tuple[Entry, ...]:
    """Return the entries of a feed; one without title and text is passed over."""
    import feedparser  # noqa: PLC0415 - 100 ms, and most drops are plain text

    # A stream: feedparser takes a plain string for an address or a file name and would open it.
    source = BytesIO(text.encode("utf-8", "replace"))
    feed = feedparser.parse(source, response_headers={"content-type": "text/xml; charset=utf-8"})
    if not feed.entries and feed.bozo:
        raise ArticleError("bad_xml", f"the feed is broken: {feed.bozo_exception}")
    if feed.bozo and not _CLOSED.search(text, max(0, len(text) - 400)):
        raise ArticleError("bad_xml", "the feed is cut off: its last element is not closed")
    name = one_line(str(feed.feed.get("title") or ""))
    language = str(feed.feed.get("language") or "")
    entries = [_entry(entry, number, encoding, name, language) for number, entry in enumerate(feed.entries, 1)]
    # A key that several entries of one file have tells none of them: no entry is a revision of its neighbour.
    uses = Counter(entry.revision_key for entry in entries)
    kept = (replace(entry, revision_key=None) if uses[entry.revision_key] > 1 else entry for entry in entries)
    return tuple(entry for entry in kept if entry.title or entry.body)


def _entry(one: Mapping[str, Any], number: int, encoding: str, feed_name: str, language: str) -> Entry:
    parts = [part for part in one.get("content") or () if _IS_TEXT.match(str(part.get("type") or "text"))]
    # What is a picture, or lies elsewhere (`src`), says nothing: then the summary is the text.
    text = max((str(part.get("value") or "") for part in parts), key=len, default="")
    body, furniture = body_of(text if text.strip() else str(one.get("summary") or ""))
    key = identity(str(one.get("id") or one.get("link") or ""))
    return Entry(
        title=one_line(body_of(str(one.get("title") or ""))[0]) or None,
        body=body,
        furniture=furniture,
        encoding=encoding,
        format="feed",
        key=key or str(number),
        revision_key=key or None,
        published=stamp_of_parts(one.get("published_parsed") or one.get("updated_parsed")),
        language=language or None,
        claimed_source=one_line(str((one.get("source") or {}).get("title") or feed_name)) or None,
        url=one_line(str(one.get("link") or "")) or None,
    )
