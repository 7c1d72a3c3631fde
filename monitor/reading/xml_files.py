"""`.xml`: which kind of XML a file is, and its root, parsed without ever loading or expanding anything."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5
from typing import Any

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.encoding import decode
from monitor.reading.entry import Entry
from monitor.reading.feed import read_feed
from monitor.reading.newsml import read_newsml
from monitor.reading.nitf import read_nitf
from monitor.reading.web_page import read_web_page

_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SUBSET = re.compile(r"<!ENTITY|<!DOCTYPE[^\[>]{0,2000}\[", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})

ROOTS: dict[str, Callable[[Any, str, DropMeta], tuple[Entry, ...]]] = {
    "nitf": read_nitf,
    "newsMessage": read_newsml,
    "newsItem": read_newsml,
}
_FEEDS = frozenset({"rss", "feed", "RDF", "channel"})


def read_xml(data: bytes, meta: DropMeta) -> tuple[Entry, ...]:
    """Return the articles of a feed, a NITF or a NewsML-G2 file.

    Raises:
        ArticleError: `unsafe_xml` (an ENTITY or an internal DTD subset), `bad_xml`, `unknown_xml`.
    """
    declared = _DECLARED.match(data[:300])
    text, encoding = decode(data, declared[1].decode("ascii") if declared else None)
    if _SUBSET.search(text):
        raise ArticleError("unsafe_xml", "the XML defines entities or a document type of its own, which is not read")
    text = _NAMED.sub(_expand, _DECLARATION.sub("", text).lstrip())
    name = _root_name(text)
    if name in _FEEDS:
        return read_feed(text, encoding, meta)
    if name == "html":
        return read_web_page(data, meta)
    if name not in ROOTS:
        raise ArticleError("unknown_xml", f"XML with the root <{name[:40]}> is not read; feeds, NITF and NewsML-G2 are")
    return ROOTS[name](_parse(text), encoding, meta)


def _expand(found: re.Match[str]) -> str:
    """Old feeds and NITF use HTML's named characters, which XML without its DTD does not know."""
    return found[0] if found[1] in _XML_NAMES else html5.get(f"{found[1]};", found[0])


def _root_name(text: str) -> str:
    found = re.search(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)", re.sub(r"<!--.*?-->", "", text[:20_000], flags=re.DOTALL))
    if not found:
        raise ArticleError("bad_xml", "this is no XML: it has no element")
    return found[1]


def _parse(text: str) -> Any:  # noqa: ANN401 - an lxml element
    from lxml import etree  # noqa: PLC0415 - 20 ms, and most drops are plain text

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError as error:
        raise ArticleError("bad_xml", f"the XML is broken: {error.msg}") from None
