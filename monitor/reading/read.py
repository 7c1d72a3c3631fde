"""Bytes to articles: the room's main flow."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from monitor.errors import ArticleError
from monitor.model import Article, DropMeta, Sentence, Source, ZoneSpan
from monitor.reading.compressed import unpack
from monitor.reading.encoding import refuse_binary
from monitor.reading.entry import Entry
from monitor.reading.formats import find_format
from monitor.reading.language import detect_language
from monitor.reading.load import ReadingWords, reading_words
from monitor.reading.paragraphs import Paragraph, find_paragraphs
from monitor.reading.sentences import SentenceWords, Splitter
from monitor.reading.top import Top, read_top
from monitor.reading.trust import trusted_source
from monitor.reading.zones import Look, find_zones
from monitor.vocabulary import TimePrecision, Zone


def read_articles(data: bytes, meta: DropMeta) -> tuple[Article, ...]:
    """Read every article of a file, in the file's order; at least one.

    Raises:
        ArticleError: the file cannot be read; `reason` is a stable word (docs/formats.md).
    """
    name, unpacked = unpack(data, meta.name)
    refuse_binary(unpacked)
    format_ = find_format(name, unpacked)
    digest = hashlib.sha256(data)
    articles = []
    for entry in filter(_has_a_word, _with_own_keys(format_.read(unpacked, meta))):
        identity = digest.copy()
        identity.update(entry.key.encode("utf-8", "surrogatepass"))
        articles.append(_article(entry, identity.hexdigest(), format_.name, meta))
    if not articles:
        raise ArticleError("no_articles", "there is no article in this file")
    return tuple(articles)


def _has_a_word(entry: Entry) -> bool:
    """Whether title or text has a letter: a page that shows a link "1" is no article in a language nobody can tell."""
    return any(map(str.isalpha, chain(entry.title or "", entry.body)))


def _with_own_keys(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Tell entries of one file apart that bear the same key: the second is `key#2`."""
    seen: dict[str, int] = {}
    for entry in entries:
        seen[entry.key] = seen.get(entry.key, 0) + 1
        yield entry if seen[entry.key] == 1 else replace(entry, key=f"{entry.key}#{seen[entry.key]}")


def _article(entry: Entry, article_id: str, format_name: str, meta: DropMeta) -> Article:
    words = reading_words()
    text, top, paragraphs = _lay_out(entry, words, meta.source.location)
    language = _language(text, entry, meta.source, words)
    sentence_words = words.sentence_words(language)
    shift = len(text) - len(entry.body)
    furniture = tuple((start + shift, end + shift) for start, end in entry.furniture)
    zones = find_zones(
        top.cuts, paragraphs[top.body :], furniture, Look(text=text, words=words.zones, sentence_words=sentence_words)
    )
    published = entry.published or top.published
    claimed = entry.claimed_source or top.claimed_source
    return Article(
        id=article_id,
        entry=entry.key,
        title=text[slice(*top.title)] if top.title else None,
        text=text,
        zones=zones,
        sentences=_sentences(text, zones, paragraphs, sentence_words),
        language=language,
        source=trusted_source(meta, claimed, entry.url or top.url),
        claimed_source=claimed,
        url=entry.url or top.url,
        revision_key=entry.revision_key,
        withdrawn=entry.withdrawn,
        published_at=published.at if published else None,
        published_precision=published.precision if published else TimePrecision.NONE,
        published_by_format=entry.published is not None and entry.published_by_format,
        received_at=meta.received_at,
        format=entry.format or format_name,
        encoding=entry.encoding,
        left_out=entry.left_out,
    )


def _lay_out(entry: Entry, words: ReadingWords, location: str) -> tuple[str, Top, list[Paragraph]]:
    """Return the text, what stands at its top, and its paragraphs."""
    if entry.plain:
        paragraphs = find_paragraphs(entry.body)
        return entry.body, read_top(entry, paragraphs, words.zones, location), paragraphs
    if entry.title is None:
        return entry.body, Top(), find_paragraphs(entry.body)
    text = f"{entry.title}\n\n{entry.body}" if entry.body else entry.title
    shift = len(entry.title) + 2
    below = [Paragraph(start + shift, end + shift, blank) for start, end, blank in find_paragraphs(entry.body)]
    title = (0, len(entry.title))
    return text, Top(cuts=((0, Zone.TITLE),), title=title, body=1), [Paragraph(*title, blank_after=True), *below]


def _language(text: str, entry: Entry, source: Source, words: ReadingWords) -> str:
    stated = (entry.language or "").lower()[:2]
    known = stated if len(stated) == 2 and stated.isascii() and stated.isalpha() else None
    return detect_language(text, known or source.language, words.function_words)


def _sentences(
    text: str, zones: tuple[ZoneSpan, ...], paragraphs: Iterable[Paragraph], words: SentenceWords
) -> tuple[Sentence, ...]:
    """Return the sentences in order: none crosses the border of a zone or of a paragraph."""
    split = Splitter(text, words).split
    return tuple(
        [
            Sentence(start=first, end=last, zone=zone)
            for start, end, zone in _stretches(zones, paragraphs)
            for first, last in split(start, end)
        ]
    )


def _stretches(zones: Iterable[ZoneSpan], paragraphs: Iterable[Paragraph]) -> Iterator[tuple[int, int, Zone]]:
    """Yield the paragraphs, those that a border of zones lies in cut there, each with its zone."""
    rest = iter(zones)
    zone = next(rest, None)
    for paragraph in paragraphs:
        start, end, _ = paragraph
        while zone and zone.end <= start:
            zone = next(rest, None)
        while zone and zone.end < end:
            yield start, zone.end, zone.zone
            start, zone = zone.end, next(rest, None)
        if zone:
            yield start, end, zone.zone
