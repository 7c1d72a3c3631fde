"""Where what a source says begins and ends."""

from __future__ import annotations

import re

from monitor.extraction.index.index import told_in
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.speakers.phrases import WORD, Stretch
from monitor.extraction.speakers.quotations import Quotations
from monitor.extraction.speakers.verbs import QUOTES
from monitor.model import Sentence
from monitor.vocabulary import Zone

SHORT_REST = 7  # words behind "..., police said" that tell when or where they said it
LONGEST_BEFORE_WHICH = 9  # characters from a comma to its "which": ", in some of which"
LONGEST_LISTENER = 9  # words behind "told" that name only who was told, and how
LONGEST_LINK = 20  # characters from "and" to the verb that it joins: "and later said"
SENTENCES_BACK = 3  # from "could not verify the report" to who gave it
SHORT_DENIAL = 4  # words behind "denied" that only point back: "the claims"

LONGEST_DATELINE = 60  # characters
DATELINE_ENDS = frozenset({":", "-", "--", "\u2013", "\u2014"})

_QUOTED = tuple(QUOTES)
_COMMA_OR_QUOTE = re.compile(f"[,{QUOTES}]")


class Scopes:
    """Finds the content of the frames of one article."""

    def __init__(self, scan: Scan, quotations: Quotations) -> None:
        self._scan = scan
        self._quotations = quotations
        self._index = scan.index

    def scope(self, cue: Found, source: Stretch, sentence: Sentence, *, inverted: bool) -> tuple[int, int]:
        """What the speaker stands behind: what follows the cue, or what went before it."""
        begin = max(cue.end, source.end) if inverted else cue.end
        rest = self._scan.text[begin : sentence.end].strip()
        first = min(cue.start, source.start)
        text_before = self._scan.text[sentence.start : first].rstrip()
        ahead = text_before.strip(' \n,"“”')
        before = self._quotations.opened((sentence.start, first))
        if len(rest.strip(".,;:!?\"“”' ")) < 3 or (ahead and (inverted or rest.startswith(";"))):
            says_so = not ahead and rest.strip(".,;") in self._index.speech["so"]  # "Sources at the plant say so."
            return (self._sentence_before(sentence), sentence.end) if says_so else before
        if ahead and text_before.endswith(_QUOTED) and self._only_sets_the_scene(begin, rest):
            return before
        if ahead and text_before.endswith((",", *_QUOTED)):
            border = self._next_voice(begin, sentence.end)
            if border and self._is_circumstance(begin, border):
                return (before[0], first)
            tail = self._tail(begin, sentence.end)
            if self._is_circumstance(begin, tail):
                return (before[0], first if tail == sentence.end else sentence.end)
            comma = self._scan.text.find(",", begin, sentence.end)
            if comma > 0 and self._is_circumstance(begin, comma):
                return (before[0], sentence.end)  # "..., the ministry said on Friday, in a rare admission"
        if rest.startswith(",") and ahead:
            return (sentence.start, sentence.end)
        return (cue.end, self._end_of_headline(cue, sentence))

    def of_according(self, cue: Found, end: int, sentence: Sentence) -> tuple[int, int]:
        """What "according to X" is about: in front what follows, between commas what is around, else what is before."""
        heard = self._scan.shadow[cue.start : cue.end] in self._index.speech["heard"]
        if self.opens(cue.start, sentence) or heard:
            return (end, sentence.end)
        text = self._scan.text
        lead = text[sentence.start : cue.start].rstrip()
        if not (lead.endswith(",") and text[end : end + 1] == "," and text[end + 1 : sentence.end].strip(" .\n")):
            return self._quotations.opened((sentence.start, cue.start))
        if lead.rstrip(",").rpartition(" ")[2].lower() in self._index.speech["that"]:
            return (end, sentence.end)
        said = [hit.end for hit in self._scan.between("says", sentence.start, cue.start)]
        return (max(said, default=sentence.start), sentence.end)

    def _end_of_headline(self, cue: Found, sentence: Sentence) -> int:
        """Where a headline goes on to another thing: "Army says 40 killed; hospital takes in nine"."""
        mark = self._scan.text.find(";", cue.end, sentence.end) if sentence.zone is Zone.TITLE else -1
        return mark if mark > 0 else sentence.end

    def _next_voice(self, begin: int, end: int) -> int:
        """Where another's words begin: "..., eyewitnesses told NDTV, but the mayor said"; 0 where nobody's do."""
        for hit in self._scan.between("clause", begin, end):
            joined = self._scan.shadow[hit.start : hit.end] in self._index.speech["other_voice"]
            if joined and self._scan.text[hit.start - 2 : hit.start] == ", ":
                return hit.start - 2 if self._scan.has_between("says", hit.end, end) else 0
        return 0

    def _tail(self, begin: int, end: int) -> int:
        """Where "..., adding that" or "..., citing an official" begins behind a verb of saying; else the end."""
        for hit in self._scan.between("nameless", begin + 2, end):
            return begin + len(
                self._scan.text[begin : hit.start].rstrip(", \n")
            )  # "told Reuters on condition of anonymity because"
        for kind in ("says", "according"):
            for hit in self._scan.between(kind, begin, end):
                word = self._scan.shadow[hit.start : hit.end].partition(" ")[0]
                if self._scan.text[hit.start - 2 : hit.start] == ", " and word.endswith(self._index.progressive):
                    return hit.start - 2
        return end

    def _only_sets_the_scene(self, begin: int, rest: str) -> bool:
        """Whether a quotation is followed by where, when or to whom it was said: "...," she told Sky after the fire."""
        following = self._scan.shadow[begin : begin + 16].split()
        if following and following[0] in self._index.locative:
            return True
        content = any(word in self._index.speech["conjunction"] for word in rest.lower().split()[:3])
        return not (rest.startswith((",", ":")) or content or any(mark in rest for mark in QUOTES))

    def _is_circumstance(self, begin: int, end: int) -> bool:
        """Whether what follows the verb is no content: "on Monday", "in a statement", "Monday"."""
        rest = self._scan.shadow[begin:end].split()
        if not rest or _COMMA_OR_QUOTE.search(self._scan.text, begin, end):
            return False
        if self._scan.starting("nameless", begin + 1):
            return True
        if self._only_names_the_listener(begin, end) or self._is_a_paper(rest):
            return True
        if len(rest) >= SHORT_REST:  # "..., the hospital said Thursday after the last bodies were found"
            day = next(iter(self._scan.between("day", begin, begin + 4)), None)
            return day is not None and self._scan.starting("clause", day.end + 1) is not None
        if rest[0] in self._index.locative:
            return True
        near = begin + 6 + (len(rest[0]) if rest[0] in self._index.speech["listeners"] else 0)  # "said early Monday"
        return any(self._scan.between(kind, begin, near) for kind in ("day", "actor")) and len(rest) < 4

    def _is_a_paper(self, rest: list[str]) -> bool:
        """Whether a paper or a programme follows in which it was said: "..., X said in a statement carried by Y"."""
        speech = self._index.speech
        opens = rest[0] in self._index.locative or rest[0] in speech["by"]
        if not opens or not speech["conjunction"].isdisjoint(rest):
            return False
        near = [word.strip(".") for word in rest[1:4]]
        return not (speech["documents"].isdisjoint(near) and speech["listeners"].isdisjoint(near))

    def _only_names_the_listener(self, begin: int, end: int) -> bool:
        """Whether only a listener stands behind "told": "..., residents told the Daily Standard by phone"."""
        index, rest = self._index, self._scan.shadow[begin:end].strip(" .\n").split()
        verb = self._scan.shadow[self._scan.shadow.rfind(" ", 0, begin) + 1 : begin]
        if verb not in index.speech["telling"] or len(rest) > LONGEST_LISTENER:
            return False
        if index.speech["listeners"].issuperset(rest):
            return True
        opening = rest[1:2] if rest[0] in index.speech["articles"] else rest[:1]
        spelled = re.findall(r"\w+", self._scan.text[begin:end])
        named = bool(opening) and not {opening[0].capitalize(), opening[0].upper()}.isdisjoint(spelled)
        told = index.speech["conjunction"] | index.speech["finite"] | index.verbs
        return named and not any(word in told or word.endswith(index.verb_suffixes) for word in rest)

    def belies(self, scope: tuple[int, int]) -> bool:
        """Whether what is said is that a claim is untrue: "the claim was false", "no truth in reports that"."""
        speech = self._index.speech
        if not self._scan.may_tell(speech["belied"]):
            return False
        words = self._scan.shadow[slice(*scope)].split()
        if speech["belied"].isdisjoint(words):
            return False
        return told_in(speech["belies"], [word for word in words if word not in speech["wholly"]])

    def of_short_denial(self, scope: tuple[int, int]) -> tuple[int, int]:
        """What "no truth in it" is said of: the sentence before as well; what "and that" adds is not belied."""
        added = (hit.start for hit in self._scan.between("clause", *scope) if self._adds(hit))
        scope = (scope[0], min(added, default=scope[1]))
        if len(self._scan.shadow[slice(*scope)].split()) > SHORT_REST:
            return scope
        return (self._sentence_before(self._scan.sentence_at(scope[0])), scope[1])

    def _adds(self, hit: Found) -> bool:
        following = self._scan.shadow[hit.end : hit.end + 6].split()[:1]
        goes_on = self._scan.shadow[hit.start : hit.end] in self._index.speech["goes_on"]
        return goes_on and bool(following) and following[0] in self._index.speech["conjunction"]

    def _sentence_before(self, sentence: Sentence) -> int:
        number = self._scan.sentence_number(sentence.start)
        return self._scan.article.sentences[max(number - 1, 0)].start

    def without_asides(self, scope: tuple[int, int], cue: Found, words: str) -> tuple[int, int]:
        """End what somebody suspects, claims or denies before ", in which two died", which is told for a fact."""
        start, end = max(scope[0], self._scan.sentence_at(cue.start).start), scope[1]
        asides = [
            hit.start
            for hit in self._scan.between("clause", start, end)
            if self._scan.shadow[hit.start : hit.end] in self._index.speech[words]
            and "," in self._scan.text[max(hit.start - LONGEST_BEFORE_WHICH, start) : hit.start]
        ]
        return (scope[0], min(asides, default=end))

    def of_denial(self, cue: Found, sentence: Sentence) -> tuple[int, int]:
        """What is denied: the clause behind, or, when only "the claims" stand there, the sentence before as well."""
        rest = self._scan.shadow[cue.end : sentence.end]
        told = self._scan.shadow[cue.end : self._end_of_clause(cue.end, sentence.end)].split()
        happened = self._denies_any(told) or any(f" {one} " in f"{rest} " for one in self._index.speech["happened"])
        if self._names_what_is_denied(cue):
            narrowed = not self._index.speech["narrows"].isdisjoint(told[:1])
        else:
            narrowed = len(told) > SHORT_DENIAL or not self._index.speech["narrows"].isdisjoint(told)
        end = self._until_next_verb(cue.end, sentence.end)
        if narrowed and not happened:
            return (cue.end, end)
        return (self._sentence_before(sentence), end)

    def _names_what_is_denied(self, cue: Found) -> bool:
        """Whether a denial points back by itself: "called the report nonsense", "dismissed the figure as a lie"."""
        *verb, last = self._scan.shadow[cue.start : cue.end].split()
        return bool(verb) and last in self._index.speech["things_told"]

    def _denies_any(self, told: list[str]) -> bool:
        """Whether there was none of its kind: "denied that any boat was lost"."""
        speech = self._index.speech
        none = len(told) > 1 and speech["conjunction"].issuperset(told[:2])
        return none and not speech["finite"].isdisjoint(told[2 : 2 + SHORT_DENIAL])

    def _until_next_verb(self, start: int, end: int) -> int:
        """Where who denies goes on to say something: "denied the report and said that"."""
        shadow, speech = self._scan.shadow, self._index.speech
        for hit in self._scan.between("says", start, end):
            word = shadow[hit.start : hit.end]
            if self._scan.text[hit.start - 2 : hit.start] == ", " and word.endswith(self._index.progressive):
                return hit.start - 2  # "denied this, saying that"
            before = shadow[max(start, hit.start - LONGEST_LINK) : hit.start].split()
            while before and before[-1] in speech["verbs_before"]:
                before.pop()
            if hit.value == "says" and before and before[-1] in speech["goes_on"]:
                return shadow.rfind(f" {before[-1]} ", start, hit.start)
        return end

    def _end_of_clause(self, start: int, end: int) -> int:
        """Where the next clause begins: "denied this and spoke of"; "denied that" opens none."""
        if any(hit.start <= start + 1 for hit in self._scan.between("clause", start, end)):
            return end
        border = next((hit.start for hit in self._scan.between("clause", start, end)), end)
        mark = next((at for at in range(start, border) if self._scan.text[at] in ",;"), border)
        return mark if mark > start else end

    def of_hedge(self, cue: Found, sentence: Sentence, last: Stretch | None) -> tuple[int, int]:
        """What is doubted: a clause, or what was told before ("The agency could not verify the report").

        That is what somebody says in the same sentence, else the sentence before, and all since somebody spoke `last`.
        """
        start, end = self.clause(cue, sentence)
        if not self._points_back(cue, start, end):
            return (start, end)
        if last is not None and sentence.start <= last.start < start:
            return (sentence.start, end)
        before = self._sentence_before(sentence)
        number = self._scan.sentence_number(sentence.start)
        near = last is not None and number - self._scan.sentence_number(last.start) <= SENTENCES_BACK
        return (min(before, self._scan.sentence_at(last.start).start) if last and near else before, end)

    def _points_back(self, cue: Found, start: int, end: int) -> bool:
        speech, shadow = self._index.speech, self._scan.shadow
        if shadow[cue.start : cue.end] not in speech["cannot_verify"]:
            return False
        rest = shadow[cue.end : end].strip(" .").split()
        if rest and speech["that"].issuperset(rest):
            return True  # "could not verify that."
        beside = [*shadow[start : cue.start].split()[-1:], *rest[:1]]
        return not (speech["things_told"].isdisjoint(shadow[start:end].split()) and speech["this"].isdisjoint(beside))

    def is_told_behind(self, offset: int, sentence: Sentence) -> bool:
        """Whether content follows "X quoted Y"; none does in "..., X quoted Y, the mayor, as saying"."""
        rest = " ".join(self._scan.shadow[offset : sentence.end].replace(".", " ").split())
        return bool(rest.strip(" ,")) and not any(rest.endswith(one) for one in self._index.speech["as_saying"])

    def of_rumour(self, cue: Found, sentence: Sentence) -> tuple[int, int] | None:
        """What "It was false" is said of, where it opens its sentence: the sentence before, if it tells a rumour."""
        start = self._sentence_before(sentence)
        told = self._index.speech["belied"] | self._index.speech["documents"]
        if not self.opens(cue.start, sentence) or told.isdisjoint(self._scan.shadow[start : sentence.start].split()):
            return None
        return (start, cue.end)

    def clause(self, cue: Found, sentence: Sentence) -> tuple[int, int]:
        """The clause that a hedge stands in: from comma to comma."""
        text = self._scan.text
        start = max(text.rfind(mark, sentence.start, cue.start) for mark in ",;:")
        if self._opens_a_clause(cue, sentence):
            start = cue.start - 1
        ends = [at for mark in ",;:" if (at := text.find(mark, cue.end, sentence.end)) >= 0]
        return (start + 1 if start >= 0 else sentence.start, min(ends, default=sentence.end))

    def _opens_a_clause(self, cue: Found, sentence: Sentence) -> bool:
        """Whether an adverb doubts only what it opens: "killed two before apparently shooting himself"."""
        if not self._scan.shadow[cue.start : cue.end].endswith(self._index.adverb_suffixes):
            return False
        clauses = self._scan.between("clause", max(sentence.start, cue.start - LONGEST_LINK), cue.start)
        return bool(clauses) and clauses[-1].end + 1 == cue.start

    def few_words_after(self, offset: int, sentence: Sentence) -> int:
        """Where the noun ends that a doubting adjective stands before."""
        words = list(WORD.finditer(self._scan.text, offset, sentence.end))[:3]
        return words[-1].end() if words else offset

    def opens(self, offset: int, sentence: Sentence) -> bool:
        """Whether nothing but small words stands before this in the sentence, or a dateline: "Cairo, 8 October: "."""
        if self._scan.text[max(sentence.start, offset - 2) : offset].strip() in DATELINE_ENDS:
            return offset - sentence.start <= LONGEST_DATELINE
        return len(self._scan.shadow[sentence.start : offset].split()) < 2
