"""Who says what: claims as an editor would attribute them, each with its whole sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor.delivery import wording
from monitor.delivery.brief import Saying
from monitor.model import Article, Attribution, Claim, Evidence, Letter, Source
from monitor.vocabulary import Flag

_MOST_SAYINGS = 8
_LONGEST = 700  # characters of a quote: no sentence of an honest article is longer
_MARKS = '"“”'
_DENYING = ("deni", "deny", "disput", "reject", "refut", "dismiss")
"""How the cues begin by which somebody denies; any other cue of a denied claim is of whoever says it."""


class Quotes:
    """The sentences of one article, found by the evidence that lies in them."""

    def __init__(self, article: Article | None) -> None:
        self._text = article.text if article else ""
        self._sentences = article.sentences if article else ()
        self._starts = [sentence.start for sentence in self._sentences]
        self._known: dict[tuple[int, int, str], str] = {}  # one sentence backs many claims

    def of(self, evidence: tuple[Evidence, ...]) -> str:
        """Return the sentence around the first evidence, on one line.

        Evidence from another article (a story has many) is quoted as it is.
        """
        if not evidence:
            return ""
        first = evidence[0]
        key = (first.start, first.end, first.quote)
        if key not in self._known:
            self._known[key] = self._sentence(first)
        return self._known[key]

    def _sentence(self, first: Evidence) -> str:
        start, end = self._around(first) if self._text[first.start : first.end] == first.quote else (0, 0)
        whole = self._text[start:end] if end else first.quote
        if len(whole) > _LONGEST:
            whole = first.quote[:_LONGEST] + "…"
        return _unmarked(" ".join(whole.split()).lstrip("- "))  # "TULSA, Okla. -- Two men": the dash of a dateline

    def all_of(self, evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
        """Return the sentences around some evidence, each once, in the order of the evidence."""
        return tuple(dict.fromkeys(self.of((one,)) for one in evidence))

    def around(self, offset: int) -> str:
        """Return the sentence at an offset, as a quote."""
        return self.of((Evidence(start=offset, end=offset + 1, quote=self._text[offset : offset + 1]),))

    def stretch(self, start: int, end: int) -> str:
        """Return any stretch of the article on one line, cut where no honest one ends."""
        cut = "…" if end - start > _LONGEST else ""
        return " ".join(self._text[start : min(end, start + _LONGEST)].split()) + cut

    def _around(self, evidence: Evidence) -> tuple[int, int]:
        place = bisect_right(self._starts, evidence.start) - 1
        if place < 0:
            return evidence.start, evidence.end
        sentence = self._sentences[place]
        return sentence.start, max(sentence.end, evidence.end)


def _unmarked(quote: str) -> str:
    """Leave out the marks of direct speech whose partner stands in another sentence, or that are the whole quote's."""
    if any(mark in quote[1:-1] for mark in _MARKS):
        return quote
    return quote.strip(_MARKS)


def quote_of(claim: Claim, quotes: Quotes) -> str:
    """Return the sentence that makes the claim."""
    return quotes.of(claim.evidence) or (" ".join(claim.attribution.quote.split()) if claim.attribution else "")


def how(claim: Claim, outlet: Source) -> str:
    """Say who stands behind a claim: `alleged by an unnamed Moscow security source via Russian state media`."""
    denied = Flag.DENIED in claim.flags
    if claim.attribution is None:
        if denied:
            return f"denied, {wording.voice(outlet)} says"
        hedged = Flag.ALLEGED in claim.flags
        return "reportedly; no source is named" if hedged else f"said by {wording.own_words(outlet)}"
    speaker = wording.speaker(claim.attribution)
    if denied and is_denial(claim.attribution):
        return denied_by(claim.attribution)
    return f"{'denied; ' if denied else ''}{wording.verb(claim.flags, claim.status)} by {speaker}"


def is_denial(attribution: Attribution) -> bool:
    """Say whether the speaker denies; else a denied claim is told by one and denied by another."""
    return any(word.startswith(_DENYING) for word in attribution.cue.casefold().split())


def denial_of(claim: Claim, letter: Letter) -> Attribution | None:
    """Return who denies, in the letter's article, what another says there: the denial that is next to the claim.

    "The army denied the strike. Activists said nine people died." is disputed by its first sentence, not its second.
    """
    if Flag.DENIED not in claim.flags or letter.facts is None or letter.article is None or not claim.evidence:
        return None
    said = claim.evidence[0]
    itself = claim.attribution is not None and is_denial(claim.attribution)
    if itself or letter.article.text[said.start : said.end] != said.quote:  # it was told by another article
        return None
    denials = filter(is_denial, letter.facts.attributions)
    return min(denials, key=lambda one: abs(one.start - said.start), default=None)


def denied_by(denial: Attribution) -> str:
    """Say who denies."""
    return f"denied by {wording.speaker(denial)}"


def saying(claim: Claim, what: str, outlet: Source, quotes: Quotes) -> Saying:
    """Put a claim into words; `what` is the name or the figure that it is about."""
    return Saying(what=what, how=how(claim, outlet), quote=quote_of(claim, quotes))


def quoted_once(groups: Iterable[tuple[Saying, ...]]) -> Iterator[tuple[Saying, ...]]:
    """Refer to a sentence that was quoted under an earlier saying, instead of printing it again."""
    printed: set[str] = set()
    for group in groups:
        sayings = []
        for one in group:
            again = bool(one.quote) and one.quote in printed
            sayings.append(replace(one, quote="", how=f"{one.how}, in words quoted above") if again else one)
            printed.add(one.quote)
        yield tuple(dict.fromkeys(sayings))


def few(sayings: tuple[Saying, ...]) -> tuple[Saying, ...]:
    """Keep the first saying and the latest, and say how many a long story has more."""
    if len(sayings) <= _MOST_SAYINGS:
        return sayings
    left_out = len(sayings) - _MOST_SAYINGS
    more = Saying(what="", how=f"and {left_out} more, in the history of the story")
    return (sayings[0], *sayings[1 - _MOST_SAYINGS :], more)


def outlet_of(letter: Letter) -> Source:
    """Return the source of the letter's article."""
    return letter.article.source if letter.article else Source()


def name_of(actor: str | None, letter: Letter) -> str:
    """Return the name behind an actor's id."""
    if actor is None:
        return ""
    events = [letter.story and letter.story.event, letter.report and letter.report.event]
    named = (one for event in events if event for one in event.actors)
    return next((one.name for one in named if one.id == actor), actor.removeprefix("name:"))
