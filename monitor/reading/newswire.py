"""What NITF and NewsML-G2 have in common: IPTC's words for a status, and text marked up as NITF."""

from __future__ import annotations

from typing import Any

from monitor.reading.marked_text import Block, one_line, root_blocks

_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld"})


def is_withdrawn(status: str) -> bool:
    """Return whether a status, as a word, a QCode (`stat:canceled`) or a URI, takes the article back."""
    return status.rpartition(":")[2].rpartition("/")[2].casefold() in _WITHDRAWN


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
