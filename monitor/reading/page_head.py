"""What a web page says of itself: its `<meta>` elements and the time that it was published."""

from __future__ import annotations

from typing import Any

_TIME_NAMES = (
    "article:published_time",
    "datePublished",
    "date",
    "pubdate",
    "publish-date",
    "dc.date",
    "DC.date.issued",
)


def meta_words(root: Any) -> dict[str, str]:  # noqa: ANN401 - an lxml element
    """Return what `<meta>` says: property or name to content, the first of each."""
    said: dict[str, str] = {}
    for one in root.iter("meta"):
        name = one.get("property") or one.get("name") or one.get("itemprop") or ""
        said.setdefault(name, one.get("content") or "")
    return said


def published_in(root: Any, said: dict[str, str]) -> str | None:  # noqa: ANN401
    """Return when the page says that it was published, as it is written."""
    named = next((said[name] for name in _TIME_NAMES if said.get(name)), None)
    return named or root.xpath("string((//article//time/@datetime | //time/@datetime)[1])") or None


def first_text(root: Any, path: str) -> str:  # noqa: ANN401
    """Return the words of the first element at a path, or none."""
    found = root.find(path)
    return found.text_content() if found is not None else ""
