"""Where a source begins and ends beside its cue."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from monitor.extraction.index.index import NameIndex
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.speakers.verbs import QUOTES, Verbs
from monitor.extraction.speakers.wordings import wording_of
from monitor.model import Sentence
from monitor.vocabulary import ActorKind

LONGEST_SOURCE = 14  # words
LONGEST_OPENING = 3  # words of "Two days later"
LONGEST_PARTNER = 6  # words of who speaks with another
FARTHEST = 200  # characters before its verb in which a subject begins
_make = tuple.__new__
_PUNCTUATION = r"[,;:()\[\]\"\u201c\u201d\u201e\u00ab\u00bb\u2014\u2013]|--|\s-\s|\n\s*\n"
# The same as _PUNCTUATION, but with one set of characters in front, by which a search skips all others at once.
_MARK = re.compile(
    r"[,;:()\[\]\"\u201c\u201d\u201e\u00ab\u00bb\u2014\u2013\s-](?:(?<=[^\s-])|(?<=-)-|(?<=\s)-\s|(?<=\n)\s*\n)"
)
WORD = re.compile(r"[^\W_]+(?:[.'\u2019-][^\W_]+)*\.?")


class Stretch(NamedTuple):
    """A part of the text."""

    start: int
    end: int


@lru_cache(maxsize=8)
def _right_bound(words: frozenset[str]) -> re.Pattern[str]:
    """What a source behind its cue cannot reach over."""
    listed = rf"|\b(?:{'|'.join(sorted(words))})\b" if words else ""
    return re.compile(rf"{_PUNCTUATION}|[.!?](?=\s|$){listed}", re.IGNORECASE)


class Phrases:
    """Finds sources and scopes in one article by punctuation and the small words of its language."""

    def __init__(self, scan: Scan, verbs: Verbs) -> None:
        self._scan = scan
        self._index: NameIndex = scan.index
        speech = scan.index.speech
        self._names = [(one.start, one.end) for one in scan.names]
        self._right = _right_bound(speech["after_source"])
        self._verbs = verbs
        self._days = scan.by_end("day")
        self._nameless = bool(scan.get("nameless"))

    def _inside_name(self, offset: int) -> bool:
        at = bisect_right(self._names, (offset, 1 << 40)) - 1
        return at >= 0 and self._names[at][0] < offset < self._names[at][1]

    def _holds_a_name(self, source: Stretch) -> bool:
        at = bisect_right(self._names, (source.start, 0))
        return at < len(self._names) and self._names[at][1] <= source.end

    def _holds_a_person(self, source: Stretch) -> bool:
        first = bisect_left(self._names, (source.start, 0))
        last = bisect_left(self._names, (source.end, 0))
        people = (one for one in self._scan.names[first:last] if one.kind is ActorKind.PERSON)
        return any(one.actor or not self._scan.starting("place", one.start) for one in people)

    def before(self, cue: Found, sentence: Sentence) -> Stretch | None:
        """The subject of a verb of saying: what stands between the last boundary and the verb."""
        text = self._scan.text
        limit = self._before_adverbs(cue.start, sentence.start)
        start = max(sentence.start, limit - FARTHEST)
        marks = self._marks(start, limit)
        if marks:
            start = marks[-1].end
        for hit in self._scan.between("says", start, limit):
            if self._verbs.is_main(hit):
                start = max(start, hit.end)
        found = self.trimmed(start, limit)
        if found:
            joined = marks and self._scan.shadow[slice(*marks[-1])] in self._index.speech["and_words"]
            return self._subject((joined and self._with_partner(found, marks, sentence)) or found)
        if marks and text[marks[-1].start] in ")]" and (opened := self._bracket_opens(marks)):
            return self._subject(opened)
        if marks and text[marks[-1].start] == ",":
            return self._before_apposition(sentence, marks)
        return None

    def _with_partner(self, found: Stretch, marks: list[Stretch], sentence: Sentence) -> Stretch | None:
        """Read "a medical source and a witness told AFP": who speaks with the one behind "and"."""
        text = self._scan.text
        start = marks[-2].end if len(marks) > 1 else sentence.start
        partner = self.trimmed(start, marks[-1].start)
        if partner is None or text[start : partner.start].strip(' \n"\u201c\u201d'):
            return None
        words = self._scan.shadow[slice(*partner)].split()
        verbs = self._scan.between("says", *partner) or self._scan.between("role", *partner)
        speaks = len(words) <= LONGEST_PARTNER and not verbs and bool(self._index.kinds_of(words))
        return Stretch(partner.start, found.end) if speaks and self.names_a_source(partner) else None

    def _marks(self, start: int, end: int) -> list[Stretch]:
        """Punctuation and the words that begin a clause, outside names, in order."""
        marks = [_make(Stretch, mark.span()) for mark in _MARK.finditer(self._scan.text, start, end)]
        clauses = [
            Stretch(hit.start, hit.end)
            for hit in self._scan.between("clause", start, end)
            if hit.end <= end and not self._joins_names(hit)
        ]
        if clauses:
            marks = sorted([*marks, *clauses])
        if not self._has_a_name(start, end):
            return marks
        return [mark for mark in marks if not self._inside_name(mark.start)]

    def _has_a_name(self, start: int, end: int) -> bool:
        """Whether a name stands in a stretch, or reaches into it."""
        at = bisect_left(self._names, (end, 0)) - 1
        return at >= 0 and self._names[at][1] > start

    def _joins_names(self, hit: Found) -> bool:
        """Whether a word stands inside a name of two parts: "search and rescue", "Laos and Thailand"."""
        scan = self._scan
        if scan.shadow[hit.start : hit.end] not in self._index.speech["and_words"]:
            return False
        if any(pair.start < hit.start < pair.end for pair in scan.between("pair", hit.start - 20, hit.start)):
            return True
        return hit.start - 1 in scan.known_ends and hit.end + 1 in scan.known_starts

    def speaks_behind(self, cue: Found) -> bool:
        """Whether a name follows at once where a comma closed what was said: "..., said Omar Aziz of the council"."""
        if self._scan.text[cue.start - 2 : cue.start] not in (", ", ",\n", '" ', "\u201d "):
            return False
        at = bisect_right(self._names, (cue.end + 1, 0))
        if at == len(self._names) or self._names[at][0] != cue.end + 1:
            return False
        named = self._scan.starting("actor", cue.end + 1)
        return named is None or not self._index.actors[named.value.actor].media

    def _bracket_opens(self, marks: list[Stretch]) -> Stretch | None:
        """Read "the Free Front (FF) said": the subject stands before the bracket."""
        text = self._scan.text
        opening = next((at for at in range(len(marks) - 1, -1, -1) if text[marks[at].start] in "(["), 0)
        start = marks[opening - 1].end if opening else self._scan.sentence_at(marks[0].start).start
        return self.trimmed(start, marks[opening].start)

    def _before_apposition(self, sentence: Sentence, marks: list[Stretch]) -> Stretch | None:
        """Read "X, commander of Y, said": the name is before the first of the two commas."""
        text = self._scan.text
        commas = [mark for mark in marks if text[mark.start] == ","]
        if len(commas) < 2 or text[sentence.start : commas[-1].start].rstrip()[-1:] in QUOTES:
            return None
        aged = len(commas) > 2 and self._scan.text[commas[-3].end : commas[-2].start].strip().isdigit()
        inner = commas[-3] if aged else commas[-2]  # "Omar Aziz, 43, who owns a bakery, said"
        earlier = [mark for mark in marks if mark.end <= inner.start]
        found = self.trimmed(earlier[-1].end if earlier else sentence.start, inner.start)
        subject = self._subject(found) if found else None
        return self._with_name(subject, Stretch(inner.end, commas[-1].start)) if subject else None

    def _with_name(self, office: Stretch, aside: Stretch) -> Stretch:
        """Read "An army spokesman, Colonel Adane, said": what stands between the commas is the name."""
        at = bisect_right(self._names, (aside.start, 0))
        named = at < len(self._names) and self._names[at][1] == aside.end
        if not named or self._holds_a_person(office):
            return office
        before = self._scan.shadow[aside.start : self._names[at][0]].split()
        return Stretch(office.start, aside.end) if self._index.title_words.issuperset(before) else office

    def _subject(self, found: Stretch) -> Stretch | None:
        """Drop what stands before the subject itself: "On Saturday the army"."""
        opening = WORD.search(self._scan.text, found.start, found.end)
        if opening is None:
            return None
        first = opening.group().lower()
        if first.isdigit() and self._scan.text[opening.start() - 1] == ":":  # the minutes of a live blog: "13:10 The"
            return self.trimmed(opening.end(), found.end)
        if later := self._behind_hours(found):
            return Stretch(later, found.end)
        if found.end - found.start <= 2 * LONGEST_SOURCE and first not in self._index.locative:
            return Stretch(opening.start(), found.end)  # too short to have more words than a source may have
        words = list(WORD.finditer(self._scan.text, found.start, found.end))
        starters = self._index.speech["determiners"] | self._index.speech["pronouns"]
        if len(words) > 2 and first in self._index.locative and not self._inside_name(found.start + 1):
            for word in words[2:]:
                low = word.group().lower()
                if low in starters or word.group()[0].isupper() or self._index.kinds_of([low]):
                    return Stretch(word.start(), found.end)
            return None
        start = words[-LONGEST_SOURCE].start() if len(words) > LONGEST_SOURCE else words[0].start()
        return Stretch(start, found.end)

    def _behind_hours(self, found: Stretch) -> int:
        """Where the subject begins behind "Hours earlier" or "Two days later"; 0 where no such words open it."""
        speech, shadow = self._index.speech, self._scan.shadow
        words = shadow[slice(*found)].split()[: LONGEST_OPENING + 1]
        at = next((at for at, word in enumerate(words[:-1]) if at and word in speech["times_later"]), 0)
        if not at or words[0] in speech["articles"]:
            return 0
        return shadow.find(words[at + 1], shadow.find(f" {words[at]} ", *found) + len(words[at]) + 1)

    def inverted(self, cue: Found, sentence: Sentence) -> Stretch | None:
        """The subject behind the verb: "...", said the governor."""
        lead = self._scan.text[sentence.start : cue.start].rstrip()
        source = self.after(cue.end, sentence)
        if not lead and source and self._scan.text[source.end : source.end + 1] == ":":
            return source  # Said the governor: "..."
        return source if lead and lead[-1] in f",{QUOTES}" else None

    def after(self, offset: int, sentence: Sentence) -> Stretch | None:
        """What stands between a cue and the next boundary."""
        text = self._scan.text
        mark = self._right.search(text, offset, sentence.end)
        while mark and self._is_no_bound(mark.start(), mark.group()):
            mark = self._right.search(text, mark.end(), sentence.end)
        end = mark.start() if mark else sentence.end
        words = list(WORD.finditer(text, offset, end))[:LONGEST_SOURCE]
        if not words:
            return None
        last = words[-1].end()
        ends = last == sentence.end and text[last - 1] == "." and "." not in words[-1].group()[:-1]
        return Stretch(words[0].start(), min(last - ends, end))

    def _is_no_bound(self, offset: int, mark: str) -> bool:
        """Whether a source goes on over a mark: inside a name, "Lt.", "a spokesman for", "familiar with"."""
        if self._inside_name(offset) or (mark == "." and self._abbreviated(offset)):
            return True
        return f"{self._verbs.words_before[offset]} {mark.lower()}" in self._index.speech["joined_over"]

    def aside_until(self, source: Stretch, cue: Found) -> int:
        """Where an apposition to a source ends; "in a post on X" and "quoted by Y" tell nothing of who it is."""
        told = self.told_of(source)
        if told >= cue.start:
            return told
        following = self._scan.shadow[source.end : source.end + 14].split(None, 1)
        elsewhere = bool(following) and following[0] in self._index.locative
        if elsewhere or self._scan.has_between("through", source.end, source.end + 3):
            return told
        return cue.start

    def stays_nameless(self, source: Stretch, cue: Found) -> bool:
        """Whether the frame goes on to say so: "an official told reporters, asking not to be named"."""
        if not self._nameless:
            return False
        start = max(source.end, cue.end)
        hits = self._scan.between("nameless", start, self._scan.sentence_at(cue.start).end)
        return bool(hits) and not self._scan.between("says", start, hits[0].start)

    def told_of(self, source: Stretch) -> int:
        """Where what is said of a source ends behind it: "an official who asked not to be named"."""
        following = self._scan.shadow[source.end : source.end + 18].split()
        if not following or following[0] not in self._index.speech["relative"]:
            return source.end
        if following[0] in self._index.locative and " ".join(following[:2]) not in self._index.speech["conditions"]:
            return source.end  # "on Saturday"
        end = self._scan.sentence_at(source.start).end
        comma = self._scan.text.find(",", source.end + 2, end)
        return comma if comma > 0 else end

    def _abbreviated(self, point: int) -> bool:
        word = self._scan.shadow[max(0, point - 6) : point].split()
        return bool(word) and (word[-1] in self._index.title_words or len(word[-1]) == 1)

    def is_somebody(self, source: Stretch, cue: Found) -> bool:
        """Whether a plain verb makes a speaker of anybody with an article: "the harbour master said"."""
        told = wording_of(self._index, self._scan.shadow[source.start : source.end])
        return told.trade and self._verbs.is_plain(cue)

    def names_a_source(self, source: Stretch) -> bool:
        """Whether somebody can be meant: a name, a pronoun, a word for people or bodies that speak."""
        told = wording_of(self._index, self._scan.shadow[source.start : source.end])
        if told.nobody:
            return False
        if told.somebody or self._holds_a_name(source):
            return True
        text = self._scan.text[source.start : source.end]
        return told.beyond_small and any(part[:1].isupper() for part in text.split())

    def _before_adverbs(self, offset: int, start: int) -> int:
        """Step back over "has also", "later": the subject ends before them."""
        while offset > start:
            day = self._days.get(offset - 1)
            if day and day.start > start and not self._inside_name(day.start):
                offset = day.start  # "the coast guard on Saturday lowered"
                continue
            word = self._verbs.words_before[offset]
            if not word or word not in self._index.speech["verbs_before"] or self._inside_name(offset - 2):
                return offset
            if not self._scan.shadow[max(0, offset - 2) : offset - 1].strip():  # a comma between
                return offset
            offset -= len(word) + 1
        return max(offset, start)

    def trimmed(self, start: int, end: int) -> Stretch | None:
        """Return a stretch without the blanks and marks at its ends; nothing when nothing else is there."""
        text = self._scan.text[start:end]
        left = len(text) - len(text.lstrip(" \n'\u2019.-\u2026"))
        right = len(text.rstrip(" \n"))
        return Stretch(start + left, start + right) if right > left else None
