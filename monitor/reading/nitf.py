"""NITF 3 (IPTC): the newswire XML of AP, Reuters and many national agencies."""

from __future__ import annotations

from typing import Any

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.entry import Entry
from monitor.reading.marked_text import identity, join_blocks
from monitor.reading.newswire import content_blocks, first_words, is_withdrawn, strip_namespaces
from monitor.reading.times import read_time

_TIMES = ("//date.issue/@norm", "//pubdata/@date.publication", "//date.release/@norm", "//story.date/@norm")


def read_nitf(root: Any, encoding: str, meta: DropMeta) -> tuple[Entry, ...]:  # noqa: ANN401 - an lxml element
    """Return the one article of a NITF document, whatever its namespace."""
    strip_namespaces(root)
    title = first_words(root, "//hedline/hl1", "/nitf/head/title")
    body, furniture = join_blocks(content_blocks(root))
    if not title and not body:
        raise ArticleError("no_articles", "there is neither a headline nor a text in this NITF document")
    published = first_words(root, *_TIMES) or None
    return (
        Entry(
            title=title or None,
            body=body,
            furniture=furniture,
            encoding=encoding,
            format="nitf",
            revision_key=identity(first_words(root, "//docdata/doc-id/@id-string")) or None,
            withdrawn=is_withdrawn(first_words(root, "//docdata/@management-status")),
            published=read_time(published, meta.source.location),
            language=first_words(
                root, "/nitf/@*[local-name()='lang']", "/nitf/@baselang", "/nitf/body/@*[local-name()='lang']"
            )
            or None,
            claimed_source=first_words(root, "//doc-id/@regsrc", "//distributor", "//pubdata/@name") or None,
            url=first_words(root, "//pubdata/@ex-ref") or None,
        ),
    )
