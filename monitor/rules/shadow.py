r"""The folded shadow of an article: its words in a row, without case and accents, with a way back.

The shadow of "The GUR's strike. Two hurt." is ` the gur strike \n two hurt `: each word between single
blanks, a line feed at each end of a sentence. Words are counted from 0; a hit is a `Span` of words, and
`Shadow.evidence` leads back to the characters of the article. Only title, lead and body cast a shadow.
"""

# ruff: noqa: RUF001 - look-alike characters are what this module is about
from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import accumulate

from monitor.model import Article, Evidence, Sentence
from monitor.vocabulary import Zone

Span = tuple[int, int]
"""The first and the last word of a hit, both counted from 0 and both in it."""

_Place = tuple[int, int, bool]
"""Start and end of a word in the article, and whether a possessive follows it."""

VISIBLE = (Zone.BODY, Zone.LEAD, Zone.TITLE)  # the most frequent first: looked through for every sentence
HIDDEN = tuple(zone for zone in Zone if zone not in VISIBLE)

_SAME = (
    dict.fromkeys("‘’‛ʼʹ′´＇ꞌ", "'")
    | dict.fromkeys("\u00ad\u0640\u200b\u200c\u200d\u2060\ufeff", "")
    | {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ı": "i", "æ": "ae", "Æ": "AE"}
    | {"œ": "oe", "Œ": "OE", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH"}
)
"""Apostrophes are one, invisible characters none, and letters that Unicode does not take apart are taken apart."""

_UNLIKE = re.compile(f"[{''.join(_SAME)}]")
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")  # fmt: skip  # noqa: E501 - one class of ranges

_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that write without blanks (Thai to Han): there each character is a word, and a word a phrase."""

_ASCII_WORD = re.compile(r"([a-zA-Z0-9]+(?:'(?!s\b)[a-zA-Z0-9]+)*)(?:'s\b)?")
_PLAIN = bytes(ord(chr(code).lower()) if chr(code).isalnum() or code == ord("'") else 0x20 for code in range(128)) * 2
_APOSTROPHE = re.compile(rb"'(?:(?<=[a-z0-9]')s\b'*|(?<![a-z0-9]')|(?![a-z0-9]))")
"""In text folded by `_PLAIN`: every apostrophe that is no part of a word, with the `s` of a possessive."""

_ASCII = bytes(range(128))
_FOREIGN = 0.1
"""From so many bytes beyond ASCII a character on, a text is written in another script, and folded word by word."""

_BLANK = 0x20
_LETTER = rf"(?:[^\W_{_ALONE}]|[\u0900-\u0dff])"


@cache
def _word_of_any_script() -> re.Pattern[str]:
    """Compile what takes 12 ms when a text first needs it: many a desk reads English alone."""
    return re.compile(rf"([{_ALONE}]|{_LETTER}+(?:'(?!s\b){_LETTER}+)*)(?:'s\b)?", re.IGNORECASE)


def fold(text: str, *, keep_case: bool = False) -> str:
    """Take away case, accents and compatibility forms; words are still where they were, offsets are not."""
    if text.isascii():
        return text if keep_case else text.lower()
    plain = unicodedata.normalize("NFKD", _UNLIKE.sub(lambda odd: _SAME[odd[0]], text))
    if not keep_case:
        plain = unicodedata.normalize("NFKD", plain.casefold())
    plain = _MARKS.sub("", plain)
    voiced = "\u3099" in plain or "\u309a" in plain  # in kana these marks make another letter
    return unicodedata.normalize("NFC", plain) if voiced else plain


_fold_character = lru_cache(maxsize=65536)(fold)


def words_of(folded: str) -> list[str]:
    """Split a folded text into words; a possessive `'s` is no part of its word."""
    return (_ASCII_WORD if folded.isascii() else _word_of_any_script()).findall(folded)


def _folded(article: Article, zones: Collection[Zone]) -> bytes:
    """Fold an article's sentences into the text of a shadow, at the speed of a few copies of it."""
    text = article.text
    if not text.isascii():
        text = _typed(text)
        if not text.isascii():
            return _tidied(b" \n ".join(_mixed(text, [one for one in article.sentences if one.zone in zones])))
    plain = text.encode("ascii").translate(_PLAIN)
    lines = [plain[sentence.start : sentence.end] for sentence in article.sentences if sentence.zone in zones]
    return _tidied(_without_apostrophes(b" \n ".join(lines)))


def _mixed(text: str, sentences: Iterable[Sentence]) -> Iterator[bytes]:
    """Fold sentences one by one: those that are ASCII as any English text, the others as `words_of(fold(…))`."""
    for sentence in sentences:
        written = text[sentence.start : sentence.end]
        if written.isascii():
            yield _without_apostrophes(written.encode("ascii").translate(_PLAIN))
        else:
            yield " ".join(words_of(fold(written))).encode()


def _typed(text: str) -> str:
    """Replace single signs that fold to one of ASCII or to no word: typesetters' quotes and dashes, accented letters.

    They leave many an article the only ones in plain ASCII. Nothing moves. A text in another script stays as it is.
    """
    odd = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    if len(odd) < _FOREIGN * len(text):
        for sign in set(odd.decode("utf-8", "surrogatepass")):
            text = text.replace(sign, _plain_sign(sign))
    return text


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    folded = fold(sign)
    if len(folded) == 1 and folded.isascii():
        return folded
    return " " if folded and not words_of(folded) else sign


def _without_apostrophes(plain: bytes) -> bytes:
    """Leave of the apostrophes in a text folded by `_PLAIN` those that are part of a word."""
    return _APOSTROPHE.sub(b" ", plain) if b"'" in plain else plain


def _tidied(plain: bytes) -> bytes:
    """Leave one blank between two words, and one around each line feed."""
    import numpy as np  # noqa: PLC0415 - 120 ms that reading rules does not need

    characters = np.frombuffer(b"\n " + plain + b" ", np.uint8)
    after = characters[1:]
    kept = np.not_equal(np.bitwise_or(after, characters[:-1]), _BLANK)  # of what occurs, only two blanks make one
    tidied: bytes = after[kept].tobytes()
    return tidied


def word_matches(folded: str) -> Iterator[re.Match[str]]:
    """Give the words with their places; group 1 is the word, group 0 has its possessive too."""
    return (_ASCII_WORD if folded.isascii() else _word_of_any_script()).finditer(folded)


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one sentence: the first one's number, and how many."""

    sentence: Sentence
    first: int
    count: int


class Shadow:
    """The words of an article's zones, made once per article; everything dearer is made when first asked for."""

    def __init__(self, article: Article, zones: Collection[Zone] = VISIBLE) -> None:
        self.article = article
        self.zones = zones
        self.data = _folded(article, zones)
        self.hits: Sequence[tuple[int, int, int]] = ()  # start, end and pattern of what the engine found already

    @cached_property
    def text(self) -> str:
        """The words in a row; `data` is the same in UTF-8."""
        return self.data.decode()

    @cached_property
    def found(self) -> frozenset[str]:
        """The stretches of the text that the engine found already."""
        return frozenset([self.data[start:end].decode() for start, end, _ in self.hits])

    @cached_property
    def count(self) -> int:
        """How many words there are."""
        return sum(row.count for row in self.rows)

    @cached_property
    def rows(self) -> list[Row]:
        """The sentences that have words."""
        counts = [line.count(" ") - 1 for line in self.text.split("\n")]
        sentences = (sentence for sentence in self.article.sentences if sentence.zone in self.zones)
        rows = zip(sentences, accumulate(counts, initial=0), counts, strict=False)
        return [Row(*row) for row in rows if row[2]]

    def word_at(self, position: int) -> int:
        """Return the number of the word whose leading blank stands at `position` of `text`."""
        return self.text.count(" ", 0, position) - self.text.count("\n", 0, position)

    def row_at(self, word: int) -> Row:
        """Return the sentence of a word."""
        return self.rows[bisect_right(self._firsts, word) - 1]

    def zone_at(self, word: int) -> Zone:
        """Return the zone of a word."""
        return self.row_at(word).sentence.zone

    def passage_at(self, word: int) -> int:
        """Return the number of the passage that a word stands in: lead and body are one, each other zone its own."""
        return self._passages[bisect_right(self._firsts, word) - 1]

    @cached_property
    def _firsts(self) -> list[int]:
        return [row.first for row in self.rows]

    @cached_property
    def _passages(self) -> list[int]:
        """A passage ends where the zone changes in the article, be the zone between them visible or not."""
        borders = [
            zone.start
            for before, zone in zip(self.article.zones, self.article.zones[1:], strict=False)
            if {before.zone, zone.zone} != {Zone.LEAD, Zone.BODY} and before.zone != zone.zone
        ]
        return [bisect_right(borders, row.sentence.start) for row in self.rows]

    # --- the way back -----------------------------------------------------------------------

    @cached_property
    def _places(self) -> dict[int, list[_Place]]:
        """The places of the words of those sentences that were asked for, by the sentence's first word."""
        return {}

    def _place(self, word: int) -> _Place:
        """Find where a word stands; of the article only its sentence is looked through."""
        row = self.row_at(word)
        places = self._places.get(row.first)
        if places is None:
            places = self._places[row.first] = list(_places_in(self.article.text, row.sentence))
        return places[word - row.first]

    def cased_word(self, word: int) -> str:
        """Return a word with its case, accents folded."""
        start, end, _ = self._place(word)
        return fold(self.article.text[start:end], keep_case=True)

    def is_possessive(self, word: int) -> bool:
        """Whether `'s` follows a word."""
        return self._place(word)[2]

    def evidence(self, span: Span) -> Evidence:
        """Return the characters of the article that a hit stands on."""
        start, end = self._place(span[0])[0], self._place(span[1])[1]
        return Evidence(start=start, end=end, quote=self.article.text[start:end])


def _places_in(text: str, sentence: Sentence) -> Iterator[_Place]:
    """Fold character by character, so that each folded one knows its owner."""
    folded: list[str] = []
    owners: list[int] = []
    for at in range(sentence.start, sentence.end):
        characters = _fold_character(text[at])
        folded.append(characters)
        owners += [at] * len(characters)
    for word in word_matches("".join(folded)):
        end = owners[word.end(1) - 1] + 1
        while end < sentence.end and not _fold_character(text[end]):
            end += 1  # accents and invisible characters belong to the letter before them
        yield owners[word.start(1)], end, word.end() > word.end(1)
