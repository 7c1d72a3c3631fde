"""Whether a verb of saying is one here, and how it stands: active, passive, a participle, a noun, a denial."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from monitor.extraction.index.index import NameIndex
from monitor.extraction.index.scan import Found, Scan, Sorted
from monitor.model import Sentence

QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
FARTHEST_NUMBER, NUMBER_WITHIN = 30, 4  # characters and words from "counted" to its number: "at least another 27"
FARTHEST_FOOTAGE = 50  # characters between the word for pictures and what they show


class Verb(NamedTuple):
    """What a verb of saying is by its own words, whatever stands around it."""

    plain: bool  # anybody may be its subject: "said", "added"
    going_on: bool  # "adding", which behind a comma goes on with what was said
    never_passive: bool  # "saying", "carried out"
    accuses: bool
    accusing: bool  # the same of the last of several words
    quotes: bool  # "quoted"
    of_another: bool  # "blamed", "told": a name right behind is no subject
    may_be_noun: bool  # "report", "claims", "counted", "showed": asked for what stands around it
    of_the_mind: bool  # "believe"


@lru_cache(maxsize=8)
def _verbs_of(index: NameIndex) -> Sorted[str, Verb]:
    """Return the verbs of a language by how they stand in a shadow; there are some hundreds."""
    speech, progressive = index.speech, index.progressive
    nouns = speech["counting"] | speech["needs_that"] | speech["noun_or_verb"]
    nouns |= _without_last_word(speech["participles"])

    def told(word: str) -> Verb:
        return Verb(
            plain=word in speech["plain"],
            going_on=bool(progressive) and word.partition(" ")[0].endswith(progressive),
            never_passive=" " in word or (bool(progressive) and word.endswith(progressive)),
            accuses=word in speech["accuses"],
            accusing=word.rpartition(" ")[2] in speech["accuses"],
            quotes=word in speech["quotes"],
            of_another=word in speech["accuses"] or word in speech["telling"],
            may_be_noun=word in nouns,
            of_the_mind=word in speech["thinks"],
        )

    return Sorted(told)


class Verbs:
    """Reads the verbs of saying of one article by the words beside them."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._index = scan.index
        self._of_participles = _without_last_word(scan.index.speech["participles"])
        self.words_before = Sorted(self._word_before)  # by offset: each cue asks several times
        self._verbs = _verbs_of(scan.index)

    def verb(self, cue: Found) -> Verb:
        """Return what the verb of a cue is by itself."""
        return self._verbs[self._scan.shadow[cue.start : cue.end]]

    def is_passive(self, cue: Found, verb: Verb) -> bool:
        """Whether the subject is spoken of and does not speak: "he was accused by"."""
        if verb.never_passive:
            return False
        return self._before_adverb(cue.start) in self._index.speech["be"] or (verb.accuses and self._is_accused(cue))

    def _before_adverb(self, offset: int) -> str:
        """Return the word before a verb, or before the adverb in between: "could not be independently confirmed"."""
        word = self.words_before[offset]
        return self.words_before[offset - len(word) - 1] if word in self._index.speech["verbs_before"] else word

    def _is_accused(self, cue: Found) -> bool:
        """Read "a man accused of killing", which has no object: nobody there accuses."""
        following = self._scan.shadow[cue.end : cue.end + 8].split()
        if not following or following[0] not in self._index.speech["accused_on"]:
            return bool(following) and following[0] in self._index.speech["accused_with"]
        return (
            self._scan.starting("day", cue.end + len(following[0]) + 2) is None
        )  # "blamed on rebels", not "on Monday"

    def goes_on(self, cue: Found, verb: Verb, sentence: Sentence) -> bool:
        """Whether a participle goes on with what somebody said before: "police said, adding that"."""
        joined = not verb.quotes and self._is_joined(cue, verb)
        return joined and self._scan.has_between("says", sentence.start, cue.start - 2)

    def _is_joined(self, cue: Found, verb: Verb) -> bool:
        """Whether a participle stands behind a comma: "denied this, saying that"."""
        return verb.going_on and self._scan.text[cue.start - 2 : cue.start] in (", ", ",\n")

    def agent(self, cue: Found) -> int | None:
        """Where the agent of a passive begins: behind "by"."""
        for word in self._index.speech["by"]:
            if self._scan.shadow.startswith(f" {word} ", cue.end):
                return cue.end + len(word) + 1
        return None

    def is_noun(self, cue: Found, verb: Verb) -> bool:
        """Whether a cue is no verb here: "the report", "to claim", "many claims"."""
        before = self.words_before[cue.start]
        speech = self._index.speech
        if before in speech["infinitive"]:
            return True
        if before in speech["verbs_before"] and self._before_adverb(cue.start) in speech["infinitive"]:
            return True  # "could not independently confirm"
        return verb.may_be_noun and self._is_a_noun_there(cue, verb, before)

    def _is_a_noun_there(self, cue: Found, verb: Verb, before: str) -> bool:
        speech, word = self._index.speech, self._scan.shadow[cue.start : cue.end]
        if word in self._of_participles:
            following = self._scan.shadow[cue.end : cue.end + 12].split()[:1]
            if following and f"{word} {following[0]}" in speech["participles"]:
                return True
        if word in speech["counting"]:
            return not self._counts(cue)
        if before in self._index.heads and word.endswith(self._index.verb_suffixes):
            return False  # "the armed forces charged that"
        if word in speech["needs_that"] and not self._tells_a_clause(cue):
            return not self._is_footage(cue)
        if word not in speech["noun_or_verb"] or self._is_joined(cue, verb):
            return False
        if before in speech["verbs_before"] and word.endswith(self._index.verb_suffixes):
            before = self._before_adverb(cue.start)  # "Strelsau earlier claimed", not "an earlier claim"
        describing = (speech["determiners"], speech["adjectives"], self._index.adjectives, self._index.modifiers)
        return before.endswith(self._index.progressive) or any(before in words for words in describing)

    def _counts(self, cue: Found) -> bool:
        """Whether a number stands behind a verb of counting: "the hospital counted at least 27 dead"."""
        following = self._scan.shadow[cue.end : cue.end + FARTHEST_NUMBER].split()[:NUMBER_WITHIN]
        return any(word[0].isdigit() or word in self._index.speech["numbers"] for word in following)

    def _is_footage(self, cue: Found) -> bool:
        """Whether pictures show it: "videos posted on X showed bodies"."""
        before = self._scan.shadow[max(0, cue.start - FARTHEST_FOOTAGE) : cue.start].split()
        return not self._index.speech["footage"].isdisjoint(before)

    def _tells_a_clause(self, cue: Found) -> bool:
        following = self._scan.shadow[cue.end : cue.end + 12].split()
        quoted = any(mark in QUOTES for mark in self._scan.text[cue.end : cue.end + 4])
        return quoted or not following or following[0] in self._index.speech["that"]

    def denies(self, cue: Found) -> bool:
        """Whether what is denied is something said or done: not a request, not a visa."""
        speech = self._index.speech
        following = self._scan.shadow[cue.end : cue.end + 40].split()
        plainly = [word for word in following if word not in speech["wholly"]]  # not "a pure invention": "invention"
        said = (" ".join(words[:size]) for words in (following, plainly) for size in (1, 2, 3))
        return not following or any(one in speech["denied_things"] for one in said)

    def is_told_by(self, cue: Found) -> bool:
        """Whether somebody of whom only the trade is told speaks behind a plain verb: "..., said a doctor there"."""
        following = self._scan.shadow[cue.end : cue.end + 10].split()
        return self.is_plain(cue) and bool(following) and following[0] in self._index.speech["articles"]

    def _word_before(self, offset: int) -> str:
        """Return the folded word that ends right before an offset; nothing behind punctuation."""
        if self._scan.text[offset - 1 : offset] not in (" ", "\n"):
            return ""
        words = self._scan.shadow[max(0, offset - 20) : offset].rsplit(None, 1)
        return words[-1] if words else ""

    def is_main(self, cue: Found) -> bool:
        """Whether a plain verb has a subject of its own: "the agency said a doctor told", not "who said"."""
        return self.is_plain(cue) and self.words_before[cue.start] not in self._index.speech["relative"]

    def is_plain(self, cue: Found) -> bool:
        """Whether anybody may be the subject of a verb: "said", "added"."""
        return self.verb(cue).plain


@lru_cache(maxsize=8)
def _without_last_word(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[0] for phrase in phrases)
