"""The clauses of a sentence: what stands behind a word that subordinates it, and what has a day of this week."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.extraction.casualties import Mention
from monitor.extraction.index.cues import Cue
from monitor.extraction.mentions import DateMention
from monitor.extraction.once import once
from monitor.model import Article

NEWS_DAYS = 10
"""A harm on a stated day this near is news also where it is told by the way."""
LONG = 2  # characters between a word and the number that belongs to it
TO_WHOM = 30  # characters between "said" and its "that": to whom and when
BROAD = ("politics", "off_topic", "sport")
"""Topics of common words: they take two of them, and more than words of an event."""
ACTS = frozenset({"verdict", "anniversary", "memory", "aftermath", "fiction"})
"""Topics that one word makes, unless a harm is told as news beside it."""
RELATIVE = frozenset({"relative", "relative:that"})
SUBORDINATING = RELATIVE | {"subordinate", "verdict", "reaction"}
"""Tags of words behind which a harm is told by the way."""
RECENT = frozenset({"recent", "day_before"})
"""Tags of words for a time of this week."""
_NO_BLANK = re.compile(r"\S")


@dataclass(frozen=True, kw_only=True)
class Clauses:
    """The clauses of an article's sentences, as far as they are asked for."""

    article: Article
    cues_of: Mapping[int, Sequence[Cue]]
    dates_of: Mapping[int, Sequence[DateMention]]
    today: date | None
    tags: frozenset[str]  # of all cues of the article

    def behind(self, sentence: int, end: int) -> int | None:
        """Return where the first word stands that subordinates what is told up to an offset; a semicolon ends it.

        A verdict does as well: "sentenced him for driving into a crowd, killing eight".
        """
        if sentence not in self._subordinated:
            cues = (cue for cue in self.cues_of.get(sentence, ()) if cue.tag in SUBORDINATING)
            self._subordinated[sentence] = [c.start for c in cues if not (self._is_said(c) or self._is_cleft(c))]
        found = self._subordinated[sentence]
        if not found or found[0] >= end:
            return None
        begins = self.article.text.rfind(";", self.article.sentences[sentence].start, end)
        at = bisect_left(found, begins)
        return found[at] if at < len(found) and found[at] < end else None

    @once
    def _subordinated(self) -> dict[int, list[int]]:
        """Where subordinating words stand in the sentences asked for: a long one has thousands of cues."""
        return {}

    def _spoke(self, sentence: int) -> list[int]:
        """Return where each word of a sentence ends that tells of a speech, in order."""
        if sentence not in self._speeches:
            ends = (cue.end for cue in self.cues_of.get(sentence, ()) if cue.tag == "spoke")
            self._speeches[sentence] = sorted(ends)
        return self._speeches[sentence]

    @once
    def _speeches(self) -> dict[int, list[int]]:
        return {}

    def _is_said(self, cue: Cue) -> bool:
        """Whether "that" only opens what is said: "the church said on Saturday that 303 pupils were abducted"."""
        spoke = self._spoke(cue.sentence)
        at = bisect_left(spoke, cue.start) - 1
        if cue.tag != "relative:that" or at < 0 or cue.start - spoke[at] > TO_WHOM:
            return False
        return "," not in self.article.text[spoke[at] : cue.start]

    def _is_cleft(self, cue: Cue) -> bool:
        """Whether "that" only brings up who did what is told: "it was a tractor that killed the postman"."""
        if cue.tag != "relative:that":
            return False
        before = (c for c in self.cues_of[cue.sentence] if c.tag == "cleft" and 0 < cue.start - c.end <= TO_WHOM)
        return any("," not in self.article.text[one.end : cue.start] for one in before)

    def have_day(self, sentence: int, start: int, end: int) -> bool:
        """Whether the clause of something told has a day of this week which is not that of a speech."""
        if self._trials.get(sentence, end) < end:
            return False
        first = self.behind(sentence, end)
        own = (day for day in self._days_of(sentence) if first is None or first < day[0])
        return any(self._are_one_clause(sentence, (start, end), day) for day in own)

    def have_time(self, sentence: int) -> bool:
        """Whether a sentence has a time of this week, and be it that of a speech."""
        if any(cue.tag in RECENT for cue in self.cues_of.get(sentence, ())):
            return True
        return any(is_near(day, self.today) for day in self.dates_of.get(sentence, ()))

    def have_own_day(self, sentence: int) -> bool:
        """Whether a sentence has a day of this week which is not that of a speech."""
        return bool(self._days_of(sentence))

    def open_with_day(self, sentence: int) -> bool:
        """Whether a sentence begins with a day of this week: "On Sunday, 22 November, gunmen ... and killed"."""
        start = self.article.sentences[sentence].start
        return any(first - start <= len("on ") for first, _ in self._days_of(sentence))

    def have_day_within(self, sentence: int, end: int, characters: int) -> bool:
        """Whether a day of this week begins shortly behind something told."""
        return any(0 <= first - end <= characters for first, _ in self._days_of(sentence))

    @once
    def _trials(self) -> dict[int, int]:
        """Where the first word of a trial ends, by sentence; once for all harms."""
        if "on_trial" not in self.tags:
            return {}
        told = [cue for cues in self.cues_of.values() for cue in reversed(cues) if cue.tag == "on_trial"]
        return {cue.sentence: cue.end for cue in told}

    def _days_of(self, sentence: int) -> list[tuple[int, int]]:
        """Return where the days of this week stand in a sentence, but for those of a speech; once for all harms."""
        if sentence not in self._days:
            days = [(day.start, day.end) for day in self.dates_of.get(sentence, ()) if is_near(day, self.today)]
            days += [cue[:2] for cue in self.cues_of.get(sentence, ()) if cue.tag in RECENT]
            self._days[sentence] = [day for day in days if not self._is_of_speech(sentence, day[0])]
        return self._days[sentence]

    @once
    def _days(self) -> dict[int, list[tuple[int, int]]]:
        return {}

    def _are_one_clause(self, sentence: int, told: tuple[int, int], day: tuple[int, int]) -> bool:
        """Whether no comma and no other act parts a harm from a day; a comma may stand right before or behind the day.

        Not "killed 13 at a school in Ohio won the seat on Sunday", nor "was fined on Monday after two who ... died";
        but "in Dayton, Ohio, on Sunday", "On Sunday, gunmen killed", and "a fire at the premiere of a film on Sunday":
        words of sport and business are nouns that part nothing.
        """
        first, last = (told[1], day[0]) if told[0] < day[0] else (day[1], told[0])
        text, opens = self.article.text, day[0] == self.article.sentences[sentence].start
        comma = text.find(",", first + opens, last)
        if ";" in text[first:last] or (comma >= 0 and _NO_BLANK.search(text, comma + 1, last)):
            return False
        parting = ACTS | {"arrest", "politics"} | (SUBORDINATING if first == day[1] else set())
        return not any(first <= cue.start < last for cue in self.cues_of.get(sentence, ()) if cue.tag in parting)

    def _is_of_speech(self, sentence: int, day: int) -> bool:
        """Whether a day is that of a speech or paper: "which killed 40, the company said on Monday"."""
        spoke = self._spoke(sentence)
        at = bisect_right(spoke, day) - 1
        return at >= 0 and day - spoke[at] <= LONG + len("on ")


def is_near(day: DateMention, today: date | None) -> bool:
    """Whether a day is of this week, as seen from the day that an article speaks from."""
    return day.on is not None and today is not None and abs((today - day.on).days) <= NEWS_DAYS


def is_told_to_a_court(cues: Sequence[Cue], mention: Mention) -> bool:
    """Whether a witness says what had been: "told the court on Monday of her husband, who had been killed"."""
    court = any(cue.tag in {"court", "verdict"} and cue.end < mention.start for cue in cues)
    inside = [cue.tag for cue in cues if mention.start < cue.start < mention.end] if court else []
    return "had" in inside and not RELATIVE.isdisjoint(inside)
