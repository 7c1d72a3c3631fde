"""One keyword: a word or a phrase as a person writes it, and where an article's shadow holds it.

`rocket strike` is words in a row within a sentence; `missile*` any ending; `colo?r` one character;
`~strike` endings of the language; `=US` case-sensitive; `Budanov` also finds "Budanov's".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from monitor.rules.endings import inflected
from monitor.rules.shadow import Shadow, Span, fold, word_matches

_PLAIN = re.compile("[A-Za-z0-9]+(?:[ -][A-Za-z0-9]+)*")
_HOLE = "\0"
_ANY = "\U00016f00"  # a letter of no living script stands for `?` while the words are folded


@dataclass(frozen=True, slots=True)
class Term:
    """A keyword, taken apart.

    `pattern` runs over `Shadow.text`; `literal` is the longest stretch of it without wildcards, which
    every hit contains (the engine looks for it first); `cased` and `possessive` are the words of the
    term, counted from 0, that are looked at again in the article itself.
    """

    written: str
    words: int
    pattern: str
    literal: str
    cased: tuple[tuple[int, str], ...] = ()
    possessive: tuple[int, ...] = ()

    def find(self, shadow: Shadow) -> list[Span]:
        """Return every hit, in order."""
        if self.pattern == self.literal:
            starts = _positions(shadow.text, self.literal)
        else:
            starts = _searched(shadow.text, _compiled(self.pattern))
        spans = [(first, first + self.words - 1) for first in map(shadow.word_at, starts)]
        if self.cased or self.possessive:
            return [span for span in spans if self._is_written_so(shadow, span[0])]
        return spans

    @property
    def is_literal(self) -> bool:
        """Whether wherever the literal stands, there is a hit."""
        return self.pattern == self.literal and not self.cased and not self.possessive

    def occurs(self, shadow: Shadow) -> bool:
        """Whether there is a hit anywhere; of what the engine has found already, no search is needed."""
        stands = self.literal in shadow.found or self.literal in shadow.text
        return stands and (self.is_literal or bool(self.find(shadow)))

    def _is_written_so(self, shadow: Shadow, first: int) -> bool:
        return all(shadow.is_possessive(first + n) for n in self.possessive) and all(
            re.fullmatch(pattern, shadow.cased_word(first + n)) for n, pattern in self.cased
        )


@lru_cache(maxsize=8192)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _positions(text: str, literal: str) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)


def _searched(text: str, pattern: re.Pattern[str]) -> Iterator[int]:
    """Hits may share words, so each search starts one character after the last hit did."""
    found = pattern.search(text)
    while found:
        yield found.start()
        found = pattern.search(text, found.start() + 1)


@lru_cache(maxsize=65536)
def parse_term(written: str) -> Term:
    """Take a keyword apart.

    Raises:
        ValueError: with what to write instead.
    """
    if _PLAIN.fullmatch(written):  # most keywords; the same answer, several times faster
        words = written.lower().replace("-", " ").split()
        return Term(written, len(words), literal := f" {' '.join(words)} ", literal)
    parts = [part for chunk in written.split() for part in _parts(chunk, written)]
    if not parts:
        raise ValueError(f"`{written}` holds no word")
    whole = " " + " ".join(part.fixed for part in parts) + " "
    literal = max(whole.split(_HOLE), key=len)
    return Term(
        written=written,
        words=len(parts),
        pattern=literal if literal == whole else " " + " ".join(part.pattern for part in parts) + "(?= )",
        literal=literal,
        cased=tuple((n, part.cased) for n, part in enumerate(parts) if part.cased),
        possessive=tuple(n for n, part in enumerate(parts) if part.possessive),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a term: `fixed` has a hole at each wildcard, `cased` is its pattern with case."""

    fixed: str
    pattern: str
    cased: str = ""
    possessive: bool = False


def _parts(chunk: str, written: str) -> Iterator[_Part]:
    """Take one blank-free stretch apart: `=anti-tank*` is two words, of which the last has any ending."""
    mark, body = (chunk[0], chunk[1:]) if chunk[0] in "~=" else ("", chunk)
    _refuse(body, written)
    kept = body.rstrip("*").replace("?", _ANY)
    folded = list(word_matches(fold(kept)))
    cased = list(word_matches(fold(kept, keep_case=True))) if mark == "=" else []
    for n, word in enumerate(folded):
        last = n == len(folded) - 1
        star = last and body.endswith("*")
        fixed, pattern = inflected(word[1]) if mark == "~" and last else _wild(word[1], star=star)
        case = _wild(cased[n][1], star=star)[1] if mark == "=" else ""
        yield _Part(fixed, pattern, case, possessive=word.end() > word.end(1))


def _wild(text: str, *, star: bool) -> tuple[str, str]:
    fixed = text.replace(_ANY, _HOLE) + (_HOLE if star else "")
    pattern = "[^ ]".join(map(re.escape, text.split(_ANY))) + ("[^ ]*" if star else "")
    return fixed, pattern


def _refuse(body: str, written: str) -> None:
    if body[:1] in ("*", "?"):
        raise ValueError(f"`{written}`: a word may not start with `{body[0]}`; write its beginning")
    if "*" in body.rstrip("*"):
        raise ValueError(f"`{written}`: `*` stands only at the end of a word; `?` is one character anywhere")
