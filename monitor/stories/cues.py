"""How a language tells another event beside a report's own, as patterns of its word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Listed = Mapping[str, str | list[str]]
"""A section `beside` of `words.toml`: each list is words in one string, or phrases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Patterns, each with the words of which one must stand in a text before it is worth a search."""

    parts: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the first match of the first pattern that stands in a stretch."""
        low = text[start:end].lower()
        for pattern, triggers in self.parts:
            if any(word in low for word in triggers):
                found = pattern.search(text, start, end)
                if found:
                    return found
        return None


class Named(NamedTuple):
    """A time as a text names it: a `weekday` or a `part` of the day by its number, `today`, or `before` the rest.

    A `date` is the month times a hundred, and its day. "Monday night" is a weekday with its part.
    """

    kind: str
    n: int = 0
    part: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """How another event is told."""

    apart: Cue  # what follows is of another event: "not connected with the strike on"
    elsewhere: Cue  # behind its opening a sentence is of another event: "a crash elsewhere in the state"
    comes: Cue  # its sentence is of another event: "it comes three days after"
    after: Cue  # what follows, to the comma, is of another event: "hours after"
    earlier: Cue  # its sentence is of another event: "earlier in the day"
    later: Cue  # its sentence is of a further event: "later on Monday"
    second: Cue  # a further attack: "a second drone", "another fire", "shelled again"
    attack: Cue  # an event that comes in: "a drone", "hit"
    mishap: Cue  # the same, that nobody did: "overturned"
    recalled: Cue  # how a sentence begins that says of its own event that it is the second
    past: Cue  # its sentence is of another event where the report has told that there is one: "had died"
    since: Cue  # what follows, to the comma, is too: "after"
    where: Cue  # the same, when a further attack is told behind it: "the plant, where two died"
    retold: Cue  # whoever told it earlier told of the same: "earlier on Monday he had spoken of three dead"
    done: Cue  # harm that somebody does: "killing"
    dead: Cue  # harm, whoever did it: "died"
    undone: Cue  # what was not done: "nobody"
    had: Cue  # what had happened before
    lingering: Cue  # harm of an attack that was told before: "of his wounds"
    splits: re.Pattern[str]  # where a clause begins, in small letters
    depends: re.Pattern[str]  # how one begins that is not what its sentence is about: "when"
    related: re.Pattern[str]  # how one begins that tells of somebody what had happened to them: "whose"
    times: re.Pattern[str]  # in small letters
    named: Mapping[str, Named]  # every time in `times` that is no date
    months: Mapping[str, int]
    words_of_times: frozenset[str]  # the last word of each, of "hours after" the hours

    def time_of(self, found: str) -> Named:
        """Return which time was found."""
        words = found.lower().replace(".", " ").split()
        if words[0].isdigit() or words[-1].isdigit():
            day, month = words if words[0].isdigit() else reversed(words)
            return Named("date", 100 * self.months[month] + int(day))
        return self.named[" ".join(words)]


def cues_of(listed: Listed, weekdays: str, months: Iterable[str]) -> Cues:
    """Make the patterns of a language's lists; its `weekdays` stand in their order, and each line of `months`."""
    numbered = {word: n for line in months for n, word in enumerate(line.split(), 1)}
    named = dict(_times(listed, weekdays, numbered))
    splits = rf"{_any_of(_phrases(listed, 'splits'))}|{_any_of(_phrases(listed, 'and'))}"
    month = _any_of(numbered)
    things, fires, compounds, more, small, be, again, deeds = (
        _any_of(_phrases(listed, key))
        for key in ("things", "fires", "compounds", "more", "small", "be", "again", "deeds")
    )
    feared = (re.escape(f"{before} ").replace(r"\ ", r"\s") for before in _phrases(listed, "feared"))
    unlikely = "".join(rf"(?<!\b{before})" for before in feared)  # looks back over a fixed width only
    between, one_more = rf"(?!(?:{small})\b)[\w'-]+", rf"\b(?={more}){unlikely}(?:{more})"
    second = (
        (rf"{one_more}(?: {between}){{0,2}} (?:{things}|{fires})\b(?! (?:{compounds})\b)", "more"),
        (rf"{one_more} (?:{between} ){{1,2}}(?:{be}) (?:been )?(?:{deeds})\b", "more"),
        (rf"\b(?:{deeds})\b(?: [^\s,;:.]+){{0,7}} (?:{again})\b|\b(?:{again}) (?:\w+ )?(?:{deeds})\b", "again"),
    )
    return Cues(
        apart=_cue(listed, "apart"),
        elsewhere=_cue(listed, "elsewhere"),
        comes=_comes(listed, things, fires),
        after=_cue(listed, "after", r"\b[^,;]*"),
        earlier=_cue(listed, "earlier"),
        later=_cue(listed, "later"),
        second=Cue(
            parts=(
                *((_compiled(pattern), _phrases(listed, key)) for pattern, key in second),
                *_cue(listed, "itself").parts,
            )
        ),
        attack=Cue(
            parts=(
                (_compiled(rf"\b(?:{deeds})\b"), _phrases(listed, "deeds")),
                (_compiled(rf"\ban? (?:[\w'-]+ ){{0,3}}(?:{things})\b"), _phrases(listed, "things")),
            )
        ),
        mishap=_cue(listed, "mishaps"),
        recalled=_cue(listed, "recalled"),
        past=_cue(listed, "past"),
        since=_cue(listed, "since", r"\b[^,;]*"),
        where=_cue(listed, "where", r"\b[^,;]*"),
        retold=_cue(listed, "retold"),
        done=_cue(listed, "done"),
        dead=_cue(listed, "dead"),
        undone=_cue(listed, "undone"),
        had=_cue(listed, "had"),
        lingering=_cue(listed, "lingering"),
        splits=_compiled_small(rf"[,;:()\u2013\u2014] |\b(?:{splits})\b"),
        depends=_compiled(rf"(?:{_any_of(_phrases(listed, 'splits'))})\b"),
        related=_compiled(rf"(?:{_any_of(_phrases(listed, 'related'))})\b"),
        times=_compiled_small(rf"\b(?:{_any_of(named)}|(?:{month})\.? \d{{1,2}}(?![,:]?\d)|\d{{1,2}} (?:{month}))\b"),
        named=named,
        months=numbered,
        words_of_times=frozenset((*numbered, *(phrase.removesuffix(" after").split()[-1] for phrase in named))),
    )


def _comes(listed: Listed, things: str, fires: str) -> Cue:
    """Match "the attack comes three days after": an arrest that comes after one is of the same event."""
    comes, units, it, incidents, after = (
        _any_of(_phrases(listed, key)) for key in ("comes", "units", "it", "incidents", "since")
    )
    what = rf"(?:{it}|{incidents}|{things}|{fires})"
    pattern = rf"\b{what} (?:{comes}) (?:[\w'-]+ ){{0,3}}(?:{units}) (?:{after})\b"
    return Cue(parts=((_compiled(pattern), _phrases(listed, "comes")),))


def _times(listed: Listed, weekdays: str, months: Iterable[str]) -> Iterator[tuple[str, Named]]:
    parts = [(word, n) for n, words in enumerate(listed["parts"]) for word in words.split()]
    for n, weekday in enumerate(weekdays.split()):
        yield weekday, Named("weekday", n)
        yield from ((f"{weekday} {word}", Named("weekday", n, part)) for word, part in parts)
    for before in _phrases(listed, "at_part"):  # a night watchman is no night
        yield from ((f"{before} {word}", Named("part", n, n)) for word, n in parts)
    yield from ((phrase, Named(kind)) for kind in ("today", "before") for phrase in _phrases(listed, kind))
    yield from ((f"{listed['in_month']} {month}", Named("before")) for month in months)


def _cue(listed: Listed, key: str, rest: str = r"\b") -> Cue:
    phrases = _phrases(listed, key)
    return Cue(parts=((_compiled(rf"\b(?:{_any_of(phrases)}){rest}"), phrases),))


def _phrases(listed: Listed, key: str) -> tuple[str, ...]:
    words = listed[key]
    return tuple(words.split() if isinstance(words, str) else words)


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(one) for one in sorted(phrases, key=len, reverse=True))


def _compiled_small(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of many words for texts in small letters: several times as fast as one that is for all."""
    return re.compile(re.sub(r"\\? ", r"\\s+", pattern))


def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which a blank, escaped or not, stands for any white space."""
    return re.compile(re.sub(r"\\? ", r"\\s+", pattern), re.IGNORECASE)
