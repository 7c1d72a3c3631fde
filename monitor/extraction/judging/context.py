"""What is known of an article when its harms are judged: cues, places and days, and what its opening is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from typing import NamedTuple, TypeVar

from monitor.extraction.casualties import Mention
from monitor.extraction.dateline import is_mere_dateline
from monitor.extraction.geography.place_words import PlaceWords
from monitor.extraction.index.cues import Cue
from monitor.extraction.judging.clauses import Clauses
from monitor.extraction.judging.labels import labels_in
from monitor.extraction.judging.openings import Opening
from monitor.extraction.judging.paragraphs import numbered
from monitor.extraction.mentions import ActorMention, DateMention, PlaceMention
from monitor.extraction.once import once
from monitor.model import Article
from monitor.vocabulary import Zone

LEAD_SENTENCES = 2
LONGEST_CUE = 60
"""Characters before a harm in which a cue begins that reaches to it."""
LONGEST_AND = 6
"""Characters of ", and "."""
_COMMA = re.compile("[,;:]")
_START, _TAG, _SENTENCE = attrgetter("start"), attrgetter("tag"), attrgetter("sentence")
Spanned = TypeVar("Spanned", ActorMention, DateMention, PlaceMention)


class Clock(NamedTuple):
    """What one sentence tells of the time of what it tells (`told_days`)."""

    goes_on: bool  # "minutes later": with the day told before
    has_hour: bool  # "shortly before noon": of the day that the article tells of
    is_back: bool  # years ago, every year
    is_of_old_month: bool
    is_of_other: bool  # its day is that of a vote, a match, a court; or it is a title
    has_day: bool  # of this week, and not only of a speech
    aside: int  # where its first relative clause begins; else its end
    says_that: int  # where "said that" stands; else its end


@dataclass(frozen=True, kw_only=True)
class Context:
    """All that is known of an article when its mentions are judged."""

    article: Article
    mentions: tuple[Mention, ...]
    cues: tuple[Cue, ...]
    places: tuple[PlaceMention, ...]
    dates: tuple[DateMention, ...]
    today: date | None  # the day of publication as far as it is known
    place_words: PlaceWords
    actors: tuple[ActorMention, ...] = ()

    @once
    def lead(self) -> range:
        """The sentences of the title and the first two after it."""
        return _lead_of(self.article, self._told_first)

    @once
    def _told_first(self) -> list[int]:
        return _told_first(self.article)

    @once
    def tags(self) -> frozenset[str]:
        """The tags of all cues: what the article has none of need not be looked for around each harm."""
        return frozenset(map(_TAG, self.cues))

    @once
    def cues_of(self) -> Mapping[int, list[Cue]]:
        """The cues of each sentence that has any."""
        return {number: list(cues) for number, cues in groupby(self.cues, _SENTENCE)}

    @once
    def kinds_of(self) -> Mapping[int, list[Cue]]:
        """The words of an event of any kind of each sentence that has any."""
        kinds = {tag for tag in self.tags if tag.startswith("kind:")}
        return {number: list(cues) for number, cues in groupby([c for c in self.cues if c.tag in kinds], _SENTENCE)}

    @once
    def places_by_start(self) -> Mapping[int, PlaceMention]:
        """The namings of places by the offset where they begin."""
        return {place.start: place for place in self.places}

    @once
    def places_by_end(self) -> Mapping[int, PlaceMention]:
        """The namings of places by the offset behind them."""
        return {place.end: place for place in self.places}

    @once
    def ends_of_days(self) -> frozenset[int]:
        """The offsets behind each day."""
        return frozenset(day.end for day in self.dates)

    @once
    def mentions_of(self) -> Mapping[int, list[Mention]]:
        """The harms of each sentence that has any."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.sentence, []).append(mention)
        return found

    @once
    def settings(self) -> dict[int, bool]:
        """Whether something is said to be at a place, by where its name begins: as far as it was asked."""
        return {}

    @once
    def has_harm_in_lead(self) -> bool:
        """Whether title or lead tell of any harm."""
        return any(mention.sentence in self.lead for mention in self.mentions)

    @once
    def has_only_deaths(self) -> bool:
        """Whether no harm is told with a word for what somebody did."""
        return all(mention.frame in {"dies", "state"} for mention in self.mentions)

    @once
    def dates_of(self) -> Mapping[int, list[DateMention]]:
        """The days of each sentence that names any."""
        return self.by_sentence(self.dates)

    @once
    def places_of(self) -> Mapping[int, list[PlaceMention]]:
        """The places of each sentence that names any."""
        return self.by_sentence(self.places)

    def by_sentence(self, named: Iterable[Spanned]) -> dict[int, list[Spanned]]:
        """Sort what is named by the sentence that it begins in; what stands between sentences is left out."""
        found: dict[int, list[Spanned]] = {}
        for one in named:
            found.setdefault(self.sentence_of(one.start), []).append(one)
        found.pop(-1, None)
        return found

    def sentence_of(self, offset: int) -> int:
        """Return the number of the sentence that an offset lies in, -1 between and before them."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self.article.sentences[at].end else -1

    @once
    def paragraphs(self) -> list[int]:
        """The number of the paragraph that each sentence stands in."""
        return numbered(self.article)

    @once
    def labels(self) -> tuple[int, ...]:
        """Where each label of a log begins."""
        return labels_in(self.article.text)

    @once
    def _starts(self) -> list[int]:
        return list(map(_START, self.article.sentences))

    def places_in(self, start: int, end: int) -> tuple[PlaceMention, ...]:
        """Return the places named in a stretch of the text."""
        first = bisect_left(self.places, start, key=attrgetter("start"))
        return self.places[first : bisect_left(self.places, end, lo=first, key=attrgetter("start"))]

    def rivals_of(self, mention: Mention) -> list[Mention]:
        """Return the other harms of a mention's sentence, but for those that only "and" joins to it."""
        known, which = self._rivals, (mention.start, mention.end)
        if which not in known:
            others = self.mentions_of[mention.sentence]
            known[which] = [m for m in others if m.start != mention.start and not self._are_one_telling(m, mention)]
        return known[which]

    @once
    def _rivals(self) -> dict[tuple[int, int], list[Mention]]:
        return {}

    def _are_one_telling(self, one: Mention, other: Mention) -> bool:
        """Whether nothing but "and" stands between two harms: "killed two people and wounded five"."""
        first, last = min(one.end, other.end), max(one.start, other.start)
        return last - first <= LONGEST_AND and not set(self.article.text[first:last]) & set(";:.")

    def commas_between(self, start: int, end: int) -> int:
        """Return how many commas, colons and semicolons stand in a stretch."""
        return bisect_left(self._commas, end) - bisect_left(self._commas, start)

    @once
    def _commas(self) -> list[int]:
        return [mark.start() for mark in _COMMA.finditer(self.article.text)]

    @once
    def meanwhile(self) -> list[int]:
        """Where, behind a comma, something begins that went on beside what was told before it; in order."""
        if "meanwhile" not in self.tags:
            return []
        text = self.article.text
        return sorted({c.start for c in self.cues if c.tag == "meanwhile" and text.endswith(", ", 0, c.start)})

    @once
    def told_first(self) -> Opening:
        """What title and first sentence do."""
        numbers = self.opening
        return Opening(
            article=self.article,
            sentences=numbers,
            cues_of=self.cues_of,
            mentions=[m for m in self.mentions if m.sentence in numbers],
            clauses=Clauses(
                article=self.article, cues_of=self.cues_of, dates_of=self.dates_of, today=self.today, tags=self.tags
            ),
        )

    @once
    def topics(self) -> frozenset[str]:
        """What title and first sentence are about beside events, such as `politics`, `verdict`, `life`."""
        review = {"review"} & self.tags_of_opening
        return self.told_first.topics | review | ({"looked_back"} if self._looks_back else set())

    @once
    def tags_of_opening(self) -> frozenset[str]:
        """The tags of every cue in title and first sentence."""
        return frozenset(cue.tag for cue in self.cues_in(self.opening))

    @property
    def _looks_back(self) -> bool:
        """Whether the opening counts the years since something, and the lead remembers it or tells no other."""
        if "years_on" not in self.tags_of_opening:
            return False
        remembers = any(cue.tag in {"remembering", "anniversary"} for cue in self.cues_in(self.lead))
        return remembers or self.told_first.counts_years

    @once
    def opening(self) -> range:
        """Title and first sentence; of a flash with one sentence under its title that one as well."""
        if len(self._told_first) < LEAD_SENTENCES:
            return self.lead
        return self.lead[: -(LEAD_SENTENCES - 1)] or self.lead

    @once
    def clocks(self) -> dict[int, Clock]:
        """What sentences tell of their time, as far as it was asked."""
        return {}

    def cues_around(self, mention: Mention) -> list[Cue]:
        """Return the cues of a harm's sentence that begin in it or shortly before."""
        cues = self.cues_of.get(mention.sentence, [])
        first = bisect_left(cues, mention.start - LONGEST_CUE, key=attrgetter("start"))
        return cues[first : bisect_left(cues, mention.end, lo=first, key=attrgetter("start"))]

    def words_of(self, tag: str) -> frozenset[str]:
        """Return the different words of the article that bear a tag."""
        if tag not in self.tags:
            return frozenset()
        if tag not in self._words:
            text = self.article.text
            self._words[tag] = frozenset(text[c.start : c.end].lower() for c in self.cues if c.tag == tag)
        return self._words[tag]

    @once
    def _words(self) -> dict[str, frozenset[str]]:
        return {}

    def cues_in(self, sentences: Iterable[int]) -> Iterator[Cue]:
        """Return the cues of some sentences, in their order."""
        return (cue for number in sentences for cue in self.cues_of.get(number, ()))

    def kinds_in(self, sentences: frozenset[int]) -> list[Cue]:
        """Return the words of events of some sentences, in order of the text."""
        kinds = self.kinds_of
        if len(sentences) < len(kinds):  # of one of a thousand events only its own sentences are looked at
            return [cue for number in sorted(sentences) for cue in kinds.get(number, ())]
        return [cue for number, cues in kinds.items() if number in sentences for cue in cues]

    def is_violent(self, sentence: int) -> bool:
        """Whether a sentence has a word of an event of any kind."""
        return sentence in self.kinds_of


def lead_of(article: Article) -> range:
    """Return the sentences of the title and the first two below it."""
    return _lead_of(article, _told_first(article))


def _lead_of(article: Article, told_first: list[int]) -> range:
    title = [number for number, one in enumerate(article.sentences) if one.zone is Zone.TITLE]
    told = [*title, *told_first]
    return range(min(told, default=0), max(told, default=-1) + 1)


def _told_first(article: Article) -> list[int]:
    """Return the first two sentences below the title, datelines left out where there are others."""
    news = (number for number in _read(article) if not is_mere_dateline(article, article.sentences[number]))
    return list(islice(news, LEAD_SENTENCES)) or list(islice(_read(article), LEAD_SENTENCES))


def _read(article: Article) -> Iterator[int]:
    return (number for number, one in enumerate(article.sentences) if one.zone in (Zone.LEAD, Zone.BODY))
