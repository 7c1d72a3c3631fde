"""Words -> the people they name: counts with a person noun, descriptions, names, pronouns, no one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from monitor.extraction.lexicon import Lexicon, Word
from monitor.extraction.numbers import Quantity, read_quantity
from monitor.model import Interval
from monitor.vocabulary import Bound

ONE = Interval(min=1, max=1)
SOME = Interval(min=2, max=None, bound=Bound.VAGUE)
NO_ONE = Interval(min=0, max=0)

LONGEST_NOUN_PHRASE = 8
_STOPS = frozenset(
    {"be", "have", "auxiliary", "modal", "preposition", "and", "clause_start", "said", "verb", "relative"}
    | {"pronoun_one", "pronoun_many", "determiner", "not", "to", "number"}
)


class Naming(Enum):
    """In which way people are spoken of."""

    COUNT = "count"  # 14 people
    BARE = "bare"  # over 100
    UNKNOWN = "unknown"  # 14 somethings: people only when harmed
    ONE = "one"  # a farmer, the mayor
    MANY = "many"  # farmers
    NAME = "name"  # Maria Gomez
    PRONOUN = "pronoun"  # him, them
    NONE = "none"  # no one, none of the passengers


@dataclass(frozen=True, slots=True)
class People:
    """Some people over `words[first:last]`.

    `part` are counted in a larger group of the same sentence, `more` come on top of one named before,
    `definite` and pronouns point back to one.
    """

    first: int
    last: int
    interval: Interval
    naming: Naming
    heads: tuple[str, ...] = ()
    part: bool = False
    more: bool = False
    definite: bool = False
    possessed: bool = False  # "the mayor's": followed by what is his


def find_people(words: list[Word], lexicon: Lexicon, names: Iterable[tuple[int, int]] = ()) -> list[People]:
    """Return every group of people of a sentence, in order. `names` are spans of words that name a person."""
    named = dict(names)
    found: list[People] = []
    at = 0
    while at < len(words):
        people = _people_at(words, at, lexicon, named) if words[at].opens or at in named else None
        if people is None:
            at += 1
            continue
        people = _with_surroundings(words, people)
        found.append(people)
        at = people.last
    return found


def _people_at(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    tags = words[at].tags
    if at in named and not (at and "definite" in words[at - 1].tags):
        return People(at, named[at], ONE, Naming.NAME, (words[named[at] - 1].lower,))
    if "no_one" in tags or "no_one_phrases" in tags:
        return _nobody(words, at, lexicon)
    if "no" in tags:
        return _no_people(words, at, lexicon, named)
    if "determiner" in tags and tags & {"pronoun_one", "pronoun_many"}:
        owned = _determined(words, at, lexicon, named)  # "her two children"
        if owned is not None:
            return owned
    if "pronoun_one" in tags:
        return People(at, at + 1, ONE, Naming.PRONOUN, definite=True)
    if "pronoun_many" in tags:
        return People(at, at + 1, SOME, Naming.PRONOUN, definite=True)
    quantity = read_quantity(words, at, lexicon)
    if quantity is not None:
        return _counted(words, at, quantity, lexicon, named)
    if "determiner" in tags:
        return _determined(words, at, lexicon, named)
    if "singular" in tags or "plural" in tags or "titles" in tags:
        return _described(words, at, lexicon, named)
    return None


def _nobody(words: list[Word], at: int, lexicon: Lexicon) -> People:
    """`no one`, `none of the 16 passengers`: an explicit zero."""
    last = at + 1
    if last < len(words) and "of" in words[last].tags:
        inner = _people_at(words, last + 1, lexicon, {}) if last + 1 < len(words) else None
        last = inner.last if inner else last
    return People(at, last, NO_ONE, Naming.NONE)


def _no_people(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    head = _head(words, at + 1, lexicon, named)
    return People(at, head[0], NO_ONE, Naming.NONE, head[1]) if head and head[2] is not Naming.UNKNOWN else None


def _counted(words: list[Word], at: int, quantity: Quantity, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    """A number with its noun, with "of" in between ("dozens of", "five of the"), or bare."""
    here, definite = quantity.last, at > 0 and "definite" in words[at - 1].tags
    vague = quantity.interval.bound is Bound.VAGUE
    if here < len(words) and "of" in words[here].tags:
        whole = _of_harmed(words, at, here + 1, lexicon)
        if whole:
            return whole
        head = _head(words, _skip_determiners(words, here + 1), lexicon, named)
        if head and (head[2] is not Naming.UNKNOWN or vague):
            return People(at, head[0], quantity.interval, Naming.COUNT, head[1], definite=definite)
    head = _head(words, here, lexicon, named)
    if head is None:
        if not _stands_alone(words, here) or quantity.bare_year or _is_age(words, at, here):
            return None
        return People(at, here, quantity.interval, Naming.BARE, definite=definite)
    naming = Naming.UNKNOWN if head[2] is Naming.UNKNOWN else Naming.COUNT
    interval = quantity.interval
    return People(at, head[0], interval, naming, head[1], definite=definite, possessed=_is_possessor(words, head[0]))


def _stands_alone(words: list[Word], at: int) -> bool:
    """Whether nothing that could be counted follows a number."""
    if at >= len(words):
        return True
    word = words[at]
    if any(_counts_harm(words[i]) for i in range(at, min(at + 3, len(words)))):
        return True
    if word.tags & {"not_people", "months"} or word.text in {"%", "-", "'s"}:
        return False
    return bool(word.tags) or not word.text[0].isalnum()


def _of_harmed(words: list[Word], first: int, at: int, lexicon: Lexicon) -> People | None:
    """`30 of the 80 wounded`: the figure is 80."""
    here = _skip_determiners(words, at)
    whole = read_quantity(words, here, lexicon) if here > at else None
    if whole is None or whole.last >= len(words) or not any(f == "state" for _, f in words[whole.last].harms):
        return None
    return People(first, whole.last, whole.interval, Naming.BARE, definite=True)


def _is_age(words: list[Word], first: int, last: int) -> bool:
    """`Maria Gomez, 42, a nurse`, `a student (19)`: a bare number set off by marks."""
    opened = first > 0 and words[first - 1].text in {",", "("}
    return opened and (last >= len(words) or words[last].text in {",", ";", ")", "."})


def _counts_harm(word: Word) -> bool:
    """`two serious injuries`: a noun that a number before it counts."""
    return any(frame in ("events", "count") for _, frame in word.harms)


def _skip_determiners(words: list[Word], at: int) -> int:
    while at < len(words) and "determiner" in words[at].tags:
        at += 1
    return at


def _determined(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    """`a farmer`, `the two men`, `his wife`, `another person`."""
    here = _skip_determiners(words, at)
    if here >= len(words) or words[here].tags & {"harmless"}:
        return None
    definite = any("definite" in words[i].tags for i in range(at, here))
    if "collective" in words[here].tags and here + 2 < len(words) and "of" in words[here + 1].tags:
        here += 2  # a family of five, a group of 12 hikers
    quantity = read_quantity(words, here, lexicon)
    if quantity is not None:
        counted = _counted(words, here, quantity, lexicon, named)
        return replace(counted, first=at, definite=definite) if counted else None
    head = None if here in named else _head(words, here, lexicon, named)
    if head is None or head[2] is Naming.UNKNOWN:
        return None
    interval = SOME if head[2] is Naming.MANY else ONE
    return People(at, head[0], interval, head[2], head[1], definite=definite, possessed=_is_possessor(words, head[0]))


def _described(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    head = _head(words, at, lexicon, named)
    if head is None or head[2] is Naming.UNKNOWN:
        return None
    interval = SOME if head[2] is Naming.MANY else ONE
    return People(at, head[0], interval, head[2], head[1], possessed=_is_possessor(words, head[0]))


def _is_possessor(words: list[Word], last: int) -> bool:
    return last < len(words) and "possessive" in words[last].tags


def _head(
    words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]
) -> tuple[int, tuple[str, ...], Naming] | None:
    """Find the person noun of the noun phrase whose modifiers begin at `at`: its end, heads and naming.

    A possessive turns what stood before it into a modifier ("the mayor's driver" is the driver);
    without a person noun an unknown plural before the phrase's end is `UNKNOWN`.
    """
    best: tuple[int, tuple[str, ...], Naming] | None = None
    unknown: tuple[int, tuple[str, ...], Naming] | None = None
    here = at
    while here < min(at + LONGEST_NOUN_PHRASE, len(words)):
        word = words[here]
        if here in named:
            if best is not None and best[2] is Naming.MANY:
                return best
            return named[here], (words[named[here] - 1].lower,), Naming.NAME
        if "possessive" in word.tags and len(word.text) > 1:
            best = unknown = None
        elif word.tags & {"plural", "singular", "titles"} and not _is_measured(words, here):
            best = here + 1, (word.lower,), Naming.MANY if "plural" in word.tags else Naming.ONE
        elif best is not None:
            if not _leads_to_person(words, here):
                break
        elif not _may_modify(words, here):
            break
        elif "not_people" in word.tags:
            unknown = None
        elif not word.tags and word.lower.endswith(lexicon.plural_suffixes) and len(word.lower) > 3:
            unknown = here + 1, (word.lower,), Naming.UNKNOWN
        elif not word.tags and word.text[0].isalpha():
            unknown = None
        here += 1
    counts_harm = here < len(words) and _counts_harm(words[here])
    if best is None and unknown is not None and unknown[0] == here and not counts_harm:
        return unknown
    if (
        best is not None
        and best[2] is Naming.ONE
        and (_is_titled_only(words, best[0]) or _modifies_thing(words, best[0]))
    ):
        return None
    return best


def _is_measured(words: list[Word], at: int) -> bool:
    """The "member" of "three-member family", or a noun that is a number word ("score")."""
    if "age_noun" in words[at].tags:
        return False
    measured = at > 1 and words[at - 1].text == "-" and _is_number(words[at - 2])
    return measured or "number" in words[at].tags


def _leads_to_person(words: list[Word], at: int) -> bool:
    """Whether a noun that is no person only modifies one: "Salvadoran presidency minister"."""
    for here in range(at, min(at + 3, len(words))):
        tags = words[here].tags
        if tags & {"singular", "plural"}:
            return here > at
        if tags - {"not_people", "collective"} or not words[here].text[0].isalpha() or not words[here].text.islower():
            return False
    return False


def _modifies_thing(words: list[Word], at: int) -> bool:
    """The "criminal" of "a criminal organisation" is nobody."""
    if at >= len(words) or words[at].harms:
        return False
    return "not_people" in words[at].tags and not words[at].tags & {"age_words", "adverb"}


def _is_titled_only(words: list[Word], last: int) -> bool:
    """A title that is no person noun needs a name ("Gen", "Father" alone in lower case)."""
    tags = words[last - 1].tags
    return "titles" in tags and "singular" not in tags


def _may_modify(words: list[Word], at: int) -> bool:
    """Whether a word can stand between a number or determiner and its noun."""
    word = words[at]
    if "more" in word.tags:
        return True
    if word.tags & _STOPS and "number" not in word.tags:
        return False
    if _is_number(word):
        return at + 1 < len(words) and words[at + 1].text == "-"
    if word.text in {"-", '"', "\u201c", "\u201d", "'", "\u2019"}:
        return True
    if word.harms:
        return any(frame in ("participle", "state", "weak") for _, frame in word.harms)
    return word.text[0].isalnum()


def _is_number(word: Word) -> bool:
    return word.text[0].isdigit() or "number" in word.tags


def _with_surroundings(words: list[Word], people: People) -> People:
    """Mark parts of a larger group and those who come on top of one."""
    before = words[people.first - 1].tags if people.first else frozenset()
    after = words[people.last].tags if people.last < len(words) else frozenset()
    inside = [words[i].tags for i in range(people.first, people.last)]
    if not (before or after) and not any(tags & {"more", "ordinal", "part_phrases"} for tags in inside):
        return people
    part = people.part or bool(before & {"including", "part_phrases", "mostly"}) or "part_phrases" in after
    part = part or any("part_phrases" in tags for tags in inside[1:])  # "three of them children"
    nth = not people.definite and any("ordinal" in tags for tags in inside)  # "a second man"
    more = nth or any("more" in tags for tags in inside) or "more" in after
    last = people.last + 1 if "more" in after else people.last
    if (part, more, last) == (people.part, people.more, people.last):
        return people
    return replace(people, part=part, more=more, last=last)
