"""Text out of markup: HTML to paragraphs, with the stretches that are navigation, captions and link lists."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from monitor.reading.encoding import clean

_LOOKS_LIKE_HTML = re.compile(
    r"<(?:p|div|br|a|b|i|em|strong|ul|ol|li|h[1-6]|span|img|blockquote|figure)\b[^<>]*>", re.IGNORECASE
)
_DROPPED = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "svg", "head", "select", "textarea"}
)
_FURNITURE_TAGS = frozenset(
    {"nav", "footer", "aside", "figcaption", "figure", "form", "button", "caption", "dialog", "menu"}
    | {"media", "media-caption", "body.end", "tagline"}  # NITF
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
     "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
     "wbr", "img", "person", "org", "location", "chron", "num", "money", "event", "city", "country", "region", "state"}
)  # fmt: skip
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|related|recommended|more-?stories|also-?read|read-?more"
    r"|readmore|share|sharing|social|newsletter|subscribe|subscription|promo|promoted|advert|advertisement|ads?|sponsored|caption"
    r"|credit|cookies?|comments?|tags?|topics|trending|most-?read|popular|paywall|skip-?link)(?:$|[\s_-])",
    re.IGNORECASE,
)
_WRAPPERS = re.compile(
    r"</?(?:div|span|section|font|center|table|tbody|tr|td|b|i|em|strong|ul|ol|blockquote)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_KEY = 500
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page: its words, whether the page marks it as furniture, the share of linked words."""

    text: str
    furniture: bool
    linked: float
    tag: str
    parent: int


def one_line(text: str) -> str:
    """Make a title or name of what a file says: one line, safe to show."""
    return " ".join(clean(text).split())


def identity(text: str) -> str:
    """Make a key of what a file calls itself by: one line, and of a bounded length."""
    line = one_line(text)
    return line if len(line) <= _LONGEST_KEY else hashlib.sha256(line.encode()).hexdigest()


def body_of(text: str, *, is_html: bool | None = None) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a body and its furniture; `is_html=None` looks whether there are tags in it."""
    if is_html is None:
        is_html = bool(_LOOKS_LIKE_HTML.search(text, 0, 4000))
    return join_blocks(html_blocks(text)) if is_html else (clean(text), ())


def join_blocks(blocks: Iterable[Block]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Put blocks one blank line apart; furniture as spans of the whole."""
    parts: list[str] = []
    furniture: list[tuple[int, int]] = []
    offset = 0
    for block in blocks:
        if block.furniture:
            furniture.append((offset, offset + len(block.text)))
        parts.append(block.text)
        offset += len(block.text) + 2
    return "\n\n".join(parts), tuple(furniture)


def html_blocks(markup: str) -> list[Block]:
    """Return the visible paragraphs of HTML in document order; nothing that is shown is left out."""
    root = parse_html(markup)
    return root_blocks(root) if root is not None else []


def root_blocks(root: Any) -> list[Block]:  # noqa: ANN401 - an lxml element
    """Return the visible paragraphs below an element."""
    return list(_Blocks().walk(root))


def parse_html(markup: str) -> Any:  # noqa: ANN401 - an lxml element
    """Parse HTML without loading anything; `None` when there is nothing in it.

    The parser drops what is nested too deeply; then the page is parsed again without its wrappers.
    """
    markup = markup.replace("\0", "\ufffd")  # a page ends for the parser at a NUL, as if nothing came after it
    root, is_cut = _parse_html(markup)
    return _parse_html(_WRAPPERS.sub(" ", markup))[0] if is_cut else root


def _parse_html(markup: str) -> tuple[Any, bool]:
    from lxml import etree, html  # noqa: PLC0415 - 40 ms, and most drops are plain text

    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    return root, any("depth" in error.message for error in parser.error_log)


class _Blocks:
    """Gathers the words between block borders; walks without recursion, for absurdly nested pages."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.linked = 0
        self.in_furniture = 0
        self.in_link = 0
        self.tag = ""
        self.parent = 0

    def walk(self, root: Any) -> Iterator[Block]:  # noqa: ANN401 - an lxml element
        from lxml import etree  # noqa: PLC0415

        skipped = 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            dropped = tag in _DROPPED or _is_hidden(element)
            if event == "start":
                skipped += dropped
                if not skipped:
                    yield from self._enter(element, tag)
            else:
                if not skipped:
                    yield from self._leave(element, tag)
                skipped -= dropped
                if not skipped and element is not root:
                    self._add(element.tail)
        yield from self._flush()

    def _enter(self, element: Any, tag: str) -> Iterator[Block]:  # noqa: ANN401
        if tag not in _INLINE:
            yield from self._flush()
            self.tag, self.parent = tag, id(element.getparent())
        self.in_furniture += is_furniture(element, tag)
        self.in_link += tag == "a"
        self._add(element.text)

    def _leave(self, element: Any, tag: str) -> Iterator[Block]:  # noqa: ANN401
        if tag not in _INLINE:
            yield from self._flush()
        self.in_furniture -= is_furniture(element, tag)
        self.in_link -= tag == "a"

    def _add(self, text: str | None) -> None:
        if text:
            self.words.append(text)
            self.linked += len(text) if self.in_link else 0

    def _flush(self) -> Iterator[Block]:
        text = _SPACE.sub(" ", clean("".join(self.words))).strip()
        if text:
            yield Block(text, bool(self.in_furniture), self.linked / len(text), self.tag, self.parent)
        self.words, self.linked = [], 0


def _is_hidden(element: Any) -> bool:  # noqa: ANN401
    """Whether a browser would not show it: hidden words must not trigger a rule that no reader understands."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def is_furniture(element: Any, tag: str) -> bool:  # noqa: ANN401
    """Whether the page itself says that this is not the article."""
    if tag in _FURNITURE_TAGS:
        return True
    if tag in {"body", "html", "article", "main"}:
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return bool(_FURNITURE_NAME.search(named))
