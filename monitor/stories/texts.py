"""The text that tells a report's event, and what counts as word for word the same."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from monitor.model import Article, Event, Place, Report, Sentence, ZoneSpan
from monitor.stories.words import fold_text
from monitor.vocabulary import Harm, Zone

_OTHER_LETTERS = 1  # more or fewer, in the spelling of a name
_ALIKE = 0.6  # of the letters of two spellings are the same, in the same order
_LONGEST = 40_000  # characters: a longer text has said what it is about
_TELLING = (Zone.TITLE, Zone.LEAD, Zone.BODY)


def telling_text(article: Article, report: Report, others: Iterable[Report] = ()) -> str:
    """Return what tells the event: title, lead and body; for any but the first event, its evidence.

    A sentence that tells none but `others` of the article is none of it: a round-up's first line is not its next ones.
    """
    if report.n and report.event:
        return "\n".join(dict.fromkeys(_quotes(article, report.event)))
    gone = _of_others_alone(article, report, others)
    zones = [_without(article.text, zone, gone) for zone in article.zones if zone.zone in _TELLING]
    return ("\n".join(zones) if zones else article.text)[:_LONGEST]


def _of_others_alone(article: Article, report: Report, others: Iterable[Report]) -> list[Sentence]:
    """Return the sentences, in their order, that tell other events of the article and not this one."""
    if report.event is None:
        return []
    own = evidence_spans(report.event)
    theirs = set().union(*(evidence_spans(one.event) for one in others if one.event))
    return [one for one in article.sentences if _lies_in(theirs, one) and not _lies_in(own, one)]


def _without(text: str, zone: ZoneSpan, gone: Iterable[Sentence]) -> str:
    """Return a zone's text without some of its sentences; a title is of every event below it."""
    if zone.zone is Zone.TITLE:
        return text[zone.start : zone.end]
    parts, at = [], zone.start
    for one in gone:
        if at <= one.start and one.end <= zone.end:
            parts.append(text[at : one.start])
            at = one.end
    return "".join((*parts, text[at : zone.end]))


def _lies_in(spans: Iterable[tuple[int, int]], sentence: Sentence) -> bool:
    return any(start < sentence.end and end > sentence.start for start, end in spans)


def spelled_one_way(text: str, event: Event | None) -> str:
    """Return the text with the event's places as the gazetteer spells them: Kharkov and Kharkiv are one city."""
    for place in event.places if event else ():
        for spelled in {one.quote for one in place.evidence} - {place.name}:
            if place.geonameid and (_is_spelling_of(spelled, place.name) or _is_spelled_alike(spelled, place)):
                text = text.replace(spelled, place.name)
    return text


def _is_spelling_of(spelled: str, name: str) -> bool:
    """Return whether a quote is the place's own name in other letters, no word made of it and no longer name."""
    same_words = spelled.count(" ") == name.count(" ")
    return same_words and spelled[:1] == name[:1] and abs(len(spelled) - len(name)) <= _OTHER_LETTERS


def _is_spelled_alike(spelled: str, place: Place) -> bool:
    """Return whether a quote is a town's name in another language's letters: Gorlovka is Horlivka.

    A country, which is no point, is left as it is: "Russian" has most letters of "Russia".
    """
    if place.lat is None or not spelled[:1].isupper() or spelled.count(" ") != place.name.count(" "):
        return False
    return SequenceMatcher(None, fold_text(spelled), fold_text(place.name), autojunk=False).ratio() >= _ALIKE


def _quotes(article: Article, event: Event) -> Iterator[str]:
    """Give the whole sentences that the event's evidence lies in."""
    spans = evidence_spans(event)
    for sentence in article.sentences:
        if _lies_in(spans, sentence):
            yield article.text[sentence.start : sentence.end]


def evidence_spans(event: Event) -> set[tuple[int, int]]:
    """Return where the text tells the event, its places and its tolls: begin and end of each quote."""
    evidence = [*event.evidence, *(one for place in event.places for one in place.evidence)]
    for harm in Harm:
        casualty = event.casualties.of(harm)
        evidence += casualty.evidence if casualty else ()
    return {(one.start, one.end) for one in evidence}


def folded_hash(text: str) -> bytes:
    """Return the same bytes for texts that differ only in case, blanks and the encoding of characters."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).digest()
