"""One JSON object as an article: ninjs 1-3 (IPTC), JSON Feed, NewsAPI, schema.org, a plain {title, text, ...}."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.entry import Entry
from monitor.reading.marked_text import body_of, identity, one_line
from monitor.reading.times import read_time

_TITLES = ("title", "headline", "name")
_TEXTS = (
    *("text", "body_text", "content_text", "body", "content", "articleBody", "fulltext", "full_text", "content_html"),
    *("body_html", "body_xhtml", "html", "description_text", "description", "summary", "excerpt"),
)
_HTML = ("content_html", "body_html", "body_xhtml", "html")
_TIMES = (
    *("published", "published_at", "publishedAt", "datePublished", "date_published", "versioncreated"),
    *("versionCreated", "firstcreated", "firstCreated", "pubDate", "pub_date", "date", "created_at", "timestamp"),
)
_KEYS = ("uri", "guid", "id", "_id", "url", "link")
_URLS = ("url", "link", "canonical_url", "external_url")
_SOURCES = ("source", "publisher", "provider", "site_name", "infosources", "infoSources", "outlet",
            "copyrightholder", "copyrightHolder")  # fmt: skip
_WITHDRAWN = frozenset({"canceled", "cancelled", "withheld", "withdrawn", "killed"})


def is_article(one: Mapping[str, Any]) -> bool:
    """Whether there is a title or a text in an object of a list."""
    return bool(_first(one, (*_TITLES, *_TEXTS, "bodies", "headlines")))


def has_text(one: Mapping[str, Any]) -> bool:
    """Whether an object is an article itself and no mere wrapper of a list."""
    return bool(_first(one, _TEXTS))


def _holds_text(one: Mapping[str, Any]) -> bool:
    """Whether anything was written as text: a number as title and a list of single words are some other data."""
    if one.get("bodies") or one.get("headlines"):
        return True
    values = [one[key] for key in (*_TITLES, *_TEXTS) if one.get(key)]
    return any(_is_paragraphs(value) if isinstance(value, list) else _is_words(value) for value in values)


def _is_words(value: object) -> bool:
    return isinstance(value, str | Mapping) and bool(_text(value).strip())


def _is_paragraphs(listed: list[Any]) -> bool:
    """Whether a list holds the paragraphs of a text and no keywords or numbers: one of them has several words."""
    return any(len(_text(one).split()) > 2 for one in listed if isinstance(one, str | Mapping))


def json_entry(one: Mapping[str, Any], number: str, encoding: str, meta: DropMeta) -> Entry:
    """Return the article of an object; `number` is its place in a list, empty for a file of one article.

    Raises:
        ArticleError: `no_articles` when it has neither a title nor a text.
    """
    title = one_line(_ninjs_value(one.get("headlines"), "main") or _text(_first(one, _TITLES)))
    body, furniture = _body(one)
    if not (title or body.strip()) or not _holds_text(one):
        where = f"entry {number}" if number else "this file"
        raise ArticleError("no_articles", f"there is neither a title nor a text in {where}")
    key = identity(_text(_first(one, _KEYS)))
    return Entry(
        title=title or None,
        body=body,
        furniture=furniture,
        encoding=encoding,
        key=(key or number) if number else "",
        revision_key=key or None,
        withdrawn=_text(one.get("pubstatus", one.get("pubStatus"))).casefold() in _WITHDRAWN,
        published=read_time(_first(one, _TIMES), meta.source.location),
        language=one_line(_text(_first(one, ("language", "lang", "inLanguage")))) or None,
        claimed_source=one_line(_source(_first(one, _SOURCES))) or None,
        url=one_line(_text(_first(one, _URLS))) or None,
    )


def _body(one: Mapping[str, Any]) -> tuple[str, tuple[tuple[int, int], ...]]:
    bodies = one.get("bodies")
    if isinstance(bodies, list):
        ranked = sorted(
            (body for body in bodies if isinstance(body, Mapping)), key=lambda body: "html" in _text(_type(body))
        )
        if ranked:
            kind = _text(_type(ranked[0]))
            return body_of(_text(ranked[0].get("value")), is_html="html" in kind or "xml" in kind or None)
    key = next((key for key in _TEXTS if one.get(key)), "")
    return body_of(_text(one.get(key)), is_html=True if key in _HTML else None)


def _type(body: Mapping[str, Any]) -> object:
    return body.get("contenttype", body.get("contentType"))


def _first(one: Mapping[str, Any], keys: Iterable[str]) -> Any:  # noqa: ANN401 - whatever the file holds
    return next((one[key] for key in keys if one.get(key)), None)


def _text(value: object) -> str:
    """Words of a value: a string, a number, the strings of a list; of an object its `value` or `name`."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list):
        return "\n\n".join(text for one in value if (text := _text(one) if isinstance(one, str | Mapping) else ""))
    if isinstance(value, Mapping):
        found = next(
            (value[key] for key in ("value", "text", "content", "rendered", "$t", "name") if value.get(key)), ""
        )
        return found if isinstance(found, str) else ""
    return ""


def _ninjs_value(listed: object, role: str) -> str:
    """Ninjs 2: `headlines: [{role, value}]`, the one of the wanted role first."""
    if not isinstance(listed, list):
        return ""
    ranked = sorted((one for one in listed if isinstance(one, Mapping)), key=lambda one: one.get("role") != role)
    return _text(ranked[0]) if ranked else ""


def _source(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "title", "id", "literal", "uri") if value.get(key)), "")
    return _text(value)
