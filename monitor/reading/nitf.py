"""NITF 3 (IPTC): the newswire XML of AP, Reuters and many national agencies."""

from __future__ import annotations

from typing import Any

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.entry import Entry
from monitor.reading.marked_text import Block, identity, join_blocks, one_line, root_blocks
from monitor.reading.times import read_time

_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})
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
            withdrawn=first_words(root, "//docdata/@management-status").casefold() in _WITHDRAWN,
            published=read_time(published, meta.source.location),
            language=first_words(
                root, "/nitf/@*[local-name()='lang']", "/nitf/@baselang", "/nitf/body/@*[local-name()='lang']"
            )
            or None,
            claimed_source=first_words(root, "//doc-id/@regsrc", "//distributor", "//pubdata/@name") or None,
            url=first_words(root, "//pubdata/@ex-ref") or None,
        ),
    )


def content_blocks(root: Any) -> list[Block]:  # noqa: ANN401
    """Return the paragraphs of the abstract and the body; captions and the tagline are furniture.

    A `note` is for other editors (with a `body.content` of its own) and no part of the article.
    """
    abstracts = root.xpath("//body.head/abstract")
    found = root.xpath("//body.content[not(ancestor::note)]") or root.xpath("//body")
    return [block for part in (*abstracts, *found) for block in root_blocks(part)]


def first_words(item: Any, *paths: str) -> str:  # noqa: ANN401
    """Return the first words that stand at one of the paths, the best path first."""
    for found in (one for path in paths for one in item.xpath(path)):
        words = one_line(found if isinstance(found, str) else "".join(found.itertext()))
        if words:
            return words
    return ""


def strip_namespaces(root: Any) -> None:  # noqa: ANN401
    """Leave the local names: agencies use several namespaces for the same elements."""
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag.startswith("{"):
            element.tag = element.tag.partition("}")[2]
