"""Whom a speaker cites, and through whom a speaker is heard: "TASS reported, citing a source", "told Reuters"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from monitor.extraction.index.index import NameIndex
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.speakers.phrases import WORD, Phrases, Stretch
from monitor.extraction.speakers.verbs import Verbs
from monitor.model import Sentence

SHORTEST_ASIDE = 8  # characters
LONGEST_OUTLET = 6  # words of "the state news agency"
FARTHEST_VIA = 40  # characters from a verb of saying to "carried by"
_OUTLETS = frozenset({"outlet", "state_media"})


class Citations:
    """Finds who stands behind a speaker of one article."""

    def __init__(self, scan: Scan, phrases: Phrases, verbs: Verbs) -> None:
        self._scan = scan
        self._index: NameIndex = scan.index
        self._phrases = phrases
        self._verbs = verbs
        self._cues = sorted(hit.start for kind in ("through", "according") for hit in scan.get(kind))

    def may_stand_in(self, sentence: Sentence) -> bool:
        """Whether a sentence has a word that cites somebody, or says through whom somebody was heard."""
        at = bisect_left(self._cues, sentence.start)
        return at < len(self._cues) and self._cues[at] < sentence.end + 3  # as far as `through` looks

    def cited_between(self, start: int, end: int) -> Stretch | None:
        """Whom the subject cites in an apposition: "local media, citing hospital staff, reported"."""
        if end - start < SHORTEST_ASIDE:
            return None
        for hit in self._scan.between("according", start, end):
            by = self._scan.shadow.startswith(tuple(self._index.speech["by"]), hit.end + 1)
            if self._scan.shadow[hit.start : hit.end] in self._index.speech["quotes"] and not by:
                return self._phrases.trimmed(hit.end, end - 1 if self._scan.text[end - 2] != "," else end - 2)
        return None

    def cited_in_front(self, source: Stretch, sentence: Sentence) -> tuple[Found, Stretch] | None:
        """Whom the subject cites in front: "Citing hospital records, the agency reported"."""
        for hit in self._scan.between("according", sentence.start, min(sentence.start + 2, source.start)):
            cited = self._phrases.after(hit.end, sentence)
            quotes = self._scan.shadow[hit.start : hit.end] in self._index.speech["quotes"]
            if quotes and cited and cited.end < source.start and self._phrases.names_a_source(cited):
                return hit, cited
        return None

    def cited_behind(self, offset: int, sentence: Sentence) -> Stretch | None:
        """Whom the speaker cites at the end: "..., the agency said on Friday, citing an official"."""
        for hit in self._scan.between("according", offset, sentence.end):
            word = self._scan.shadow[hit.start : hit.end]
            citing = word in self._index.speech["quotes"] and word.endswith(self._index.progressive)
            if citing and not any(self._verbs.is_main(one) for one in self._scan.between("says", offset, hit.start)):
                cited = self._phrases.after(hit.end, sentence)
                return cited if cited and self._phrases.names_a_source(cited) else None
        return None

    def through(self, offset: int, sentence: Sentence) -> Stretch | None:
        """Whom the source was heard through: "cited by Russian state media"."""
        for hit in self._scan.between("through", offset, offset + 3):
            if hit.end < sentence.end:
                return self._phrases.after(hit.end, sentence)
        return None

    def via_of(self, source: Stretch) -> Stretch | None:
        """A "cited by X" inside the source itself."""
        for hit in self._scan.between("through", source.start + 1, source.end):
            if hit.end < source.end:
                return Stretch(hit.end + 1, source.end)
        return None

    def told_to(self, cue: Found, sentence: Sentence) -> Stretch | None:
        """The outlet that was told: "told Reuters"."""
        for hit in self._scan.between("actor", cue.end + 1, cue.end + 6):
            if self._index.actors[hit.value.actor].media and hit.end <= sentence.end:
                return Stretch(hit.start, hit.end)
        if self._scan.shadow[cue.start : cue.end].rpartition(" ")[2] in self._index.speech["telling"]:
            return self._outlet_behind(cue.end, sentence)
        return None

    def _outlet_behind(self, offset: int, sentence: Sentence) -> Stretch | None:
        """Read "told the state news agency", "told local radio": an outlet of which only the kind is told."""
        found: Stretch | None = None
        words = list(islice(WORD.finditer(self._scan.text, offset, sentence.end), LONGEST_OUTLET))
        told = [word.group().lower().strip(".") for word in words]
        for at, word in enumerate(told):
            if word in self._index.speech["after_source"]:
                break
            kinds = self._index.kinds_of(told[: at + 1] if found is None else [word])
            if not kinds.isdisjoint(_OUTLETS):
                found = Stretch(words[0].start(), words[at].start() + len(word))
            elif found:
                break
        return found

    def in_what(self, cue: Found, source: Stretch, sentence: Sentence) -> Stretch | None:
        """Read "In a statement to AFP, X said" and "X said in a statement carried by AFP": through whom it came."""
        front = self._scan.between("through", sentence.start, sentence.start + 2)
        behind = self._scan.between("through", cue.end + 1, min(cue.end + FARTHEST_VIA, sentence.end))
        small = self._index.locative | self._index.speech["documents"] | self._index.speech["articles"]
        for hit in front + behind:
            between = self._scan.shadow[cue.end : hit.start].split() if hit in behind else ()
            via = self._phrases.after(hit.end, sentence) if small.issuperset(between) else None
            if via and (hit in behind or via.end <= source.start) and self._phrases.names_a_source(via):
                return via
        return None

    def issued_by(self, source: Stretch, sentence: Sentence) -> Stretch:
        """Read on behind a paper to whom it is of: "a communique issued by the front"."""
        told = self._scan.shadow[source.start : source.end].split()
        if self._index.speech["documents"].isdisjoint(told):
            return source
        for word in (*self._index.speech["by"], *self._index.speech["from"]):
            if self._scan.shadow.startswith(f" {word} ", source.end):
                issuer = self._phrases.after(source.end + len(word) + 1, sentence)
                return Stretch(source.start, issuer.end) if issuer else source
        return source
