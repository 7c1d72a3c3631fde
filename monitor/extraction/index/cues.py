"""Words that tell what a sentence is about, found for the whole article in one scan."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.extraction.index.index import words as phrases
from monitor.extraction.index.kind_frames import HELPERS, VERB, Framed, KindFrames, build_frames, helper_phrases
from monitor.extraction.words.entries import values
from monitor.model import Article
from monitor.vocabulary import Zone

NUMBER = "{n}"
"""What stands for any small number in a phrase of `events.yaml`."""
COUNTS = (*range(2, 21), 24, 25, 36, 48, *range(30, 101, 10))
"""The figures that it stands for, beside all number words: each costs time to load."""
KINDS = ("kind:", VERB)
"""How the tags begin that tell a kind: the second with its subject."""
AMENDS = ("kill_notice", "corrects")
"""How the tags begin that tell of a kill notice or a correction."""
AMENDS_WITHIN, AMENDS_BELOW = 600, 200
"""Characters from the start of an article, and before its end, where its outlet says that it sets something right."""
_START, _END, _TAG = itemgetter(0), itemgetter(1), itemgetter(2)


class Cue(NamedTuple):
    """One cue in the text: `tag` is its list's name in `events.yaml`, or `kind:<event kind>`."""

    start: int
    end: int
    tag: str
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CueFinder:
    """All cue phrases of one language in one automaton."""

    automaton: AhoCorasick
    tags: tuple[tuple[tuple[str, bool], ...], ...]  # by pattern number, each with whether it only helps to a frame
    frames: KindFrames  # kinds that a subject and its verb tell together
    of_kinds: frozenset[int]  # numbers of the patterns that tell a kind of event, by themselves or with a subject
    amending: AhoCorasick  # of those alone that tell a kill notice or a correction: few, and soon looked for
    longest: int  # characters of the longest pattern

    def names_a_kind(self, text: str) -> bool:
        """Whether a text may have a cue of a kind; where it has none, `find` finds none in it."""
        folded = f"{fold(text)} "
        hits = self.automaton.find_matches_as_indexes(folded, overlapping=True)
        return any(number in self.of_kinds and _is_parted(folded, start, end) for number, start, end in hits)

    def amends(self, text: str) -> bool:
        """Whether above or below the news there may be a cue of a kill notice or a correction."""
        around = text if len(text) < AMENDS_WITHIN + AMENDS_BELOW else f"{text[:AMENDS_WITHIN]} {text[-AMENDS_BELOW:]}"
        folded = f"{fold(around)} "
        hits = self.amending.find_matches_as_indexes(folded, overlapping=True)
        return any(_is_parted(folded, start, end) for _, start, end in hits)

    def find(self, article: Article) -> tuple[Cue, ...]:
        """Return the cues that stand as whole words inside of sentences, in order."""
        text, sentences = f"{fold(article.text)} ", article.sentences  # with a blank behind, and so before, every word
        starts, ends = [one.start for one in sentences], [-1, *(one.end for one in sentences)]
        hits = self.automaton.find_matches_as_indexes(text, overlapping=True)
        whole = [hit for hit in hits if not (text[hit[2]].isalnum() or text[hit[1] - 1].isalnum())]
        numbers = map(bisect_right, repeat(starts), map(_END, whole))  # of the sentences, counted from 1
        found: list[Cue] = []
        helpers: list[Cue] = []
        make = tuple.__new__
        for (pattern, start, end), number in zip(whole, numbers, strict=True):
            if start < ends[number]:
                for tag, helps in self.tags[pattern]:
                    (helpers if helps else found).append(make(Cue, (start, end, tag, number - 1)))
        if "generic" in map(_TAG, found):
            found = [one for one in found if one.tag != "generic" or not _is_of_a_name(article, one)]
        told = self.frames.read(helpers, text)
        return tuple(sorted(_longest(_with_framed(found, told) if told else found)))


def _is_parted(text: str, start: int, end: int) -> bool:
    """Whether a stretch is whole words of a text with a blank at its end, and so before its start."""
    return not (text[end].isalnum() or text[start - 1].isalnum())


def _is_of_a_name(article: Article, cue: Cue) -> bool:
    """Whether a cue has a capital inside of a sentence ("told the Daily Star"), or names a paper ("daily Hurriyet")."""
    text, sentence = article.text, article.sentences[cue.sentence]
    if cue.start < sentence.start + 2 or sentence.zone is Zone.TITLE:
        return False
    name = text[cue.end + 1 : cue.end + 3]
    if " " not in text[cue.start : cue.end] and text[cue.end : cue.end + 1] == " " and name.istitle():
        return True
    behind_a_word = text[cue.start - 1].isspace() and text[cue.start - 2].isalnum()
    return behind_a_word and text[cue.start].isupper() and text[cue.start + 1].islower()


def _with_framed(found: list[Cue], told: list[Framed]) -> list[Cue]:
    """Add what subject and verb tell: it outranks what one of them alone tells ("jets bombed"), no longer cue."""
    spans = [(one.subject, one.end) for one in told]
    kept = [one for one in found if not (one.tag.startswith("kind:") and _lies_in(spans, one))]
    return kept + [Cue(one.start, one.end, one.tag, one.sentence) for one in told]


def _lies_in(spans: list[tuple[int, int]], one: Cue) -> bool:
    return any(start <= one.start and one.end <= end for start, end in spans)


def build_cue_finder(pack: Mapping[str, Any]) -> CueFinder:
    """Index the phrases of `events.yaml` and `kinds.yaml`, which stand apart by commas; a file may be missing yet."""
    tags: dict[str, list[str]] = {}
    numbers = _numbers(pack)
    for group, prefix in (("events", ""), ("kinds", "kind:")):
        for tag, text in pack.get(group, {}).items():
            for phrase in phrases(text):
                for one in _with_number(phrase, numbers):
                    told = tags.setdefault(one, [])
                    told += [prefix + tag] if prefix + tag not in told else []  # a word listed twice weighs once
    for phrase, tag in helper_phrases(pack.get("kind_frames", {}).get("frames", {})):
        tags.setdefault(phrase, []).append(tag)
    for phrase, month in _months(pack):
        tags.setdefault(phrase, []).append(f"month:{month}")
    return CueFinder(
        automaton=AhoCorasick(list(tags), implementation=Implementation.ContiguousNFA, store_patterns=False),
        tags=tuple(tuple((tag, tag.startswith(HELPERS)) for tag in found) for found in tags.values()),
        frames=build_frames(pack.get("kind_frames", {})),
        of_kinds=_numbers_of(tags, KINDS),
        amending=AhoCorasick([text for text, found in tags.items() if any(tag.startswith(AMENDS) for tag in found)]),
        longest=max(map(len, tags), default=0),
    )


def _numbers_of(tags: Mapping[str, list[str]], beginnings: tuple[str, ...]) -> frozenset[int]:
    """Return the numbers of the patterns with a tag that begins so."""
    return frozenset(n for n, found in enumerate(tags.values()) if any(tag.startswith(beginnings) for tag in found))


def _numbers(pack: Mapping[str, Any]) -> list[str]:
    """Return the numbers that "{n}" in a cue stands for, as words and as figures."""
    return [*values(pack.get("numbers", {}).get("units", "")), *map(str, COUNTS)]


def _with_number(phrase: str, numbers: list[str]) -> Iterator[str]:
    """Return a phrase, or one for each number where it has a place for it: "every {n} minutes"."""
    yield from (phrase.replace(NUMBER, number) for number in numbers) if NUMBER in phrase else (phrase,)


def _months(pack: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Join each name of a month with the words before it that set something there: "in may", "last march" (past)."""
    dates = pack.get("dates", {})
    for key, past in (("month_settings", ""), ("past_month_settings", ":last")):
        for before, (names, number) in product(phrases(dates.get(key)), dates.get("months", {}).items()):
            yield from ((f"{before} {name.strip()}", f"{number}{past}") for name in names.split(","))


def fold(text: str) -> str:
    """Lower case with every offset kept; line ends become blanks, so that a phrase may be wrapped."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters: then letter by letter
        lower = "".join(one if len(one := letter.lower()) == 1 else letter for letter in text)
    return lower.replace("\n", " ")


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether neither end of a stretch lies inside of a word."""
    return (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum())


def _longest(cues: list[Cue]) -> list[Cue]:
    """Drop a cue inside of a longer one of its group: "car bomb" is one cue, not two."""
    kept: list[Cue] = []
    together: list[Cue] = []  # cues that overlap
    reach = -1
    cues = sorted(cues, key=_END, reverse=True)
    cues.sort(key=_START)
    for cue in cues:
        start, end, _, _ = cue
        if start >= reach:
            kept += _outermost(together) if len(together) > 1 else together
            together, reach = [cue], end
        else:
            together.append(cue)
            reach = max(reach, end)
    return kept + _outermost(together)


def _outermost(cues: list[Cue]) -> list[Cue]:
    """Return, of cues in order of where they start, the longest first, those inside of no longer one of their group."""
    kept: list[Cue] = []
    farthest: dict[str, tuple[int, int]] = {}  # group -> the stretch of its last cue that no other contains
    for cue in cues:
        start, end, tag, _ = cue
        group = _group(tag)
        last = farthest.get(group)
        if last is None or end > last[1]:
            farthest[group] = (start, end)
        elif (start, end) != last:
            continue
        kept.append(cue)
    return kept


@lru_cache(maxsize=1024)
def _group(tag: str) -> str:
    """All kinds of events are one group: a "gas explosion" is no explosion of a bomb, a "blast furnace" none at all."""
    return tag.partition(":")[0].removeprefix("no_")
