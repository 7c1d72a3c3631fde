"""Words -> the people they name: counts with a person noun, descriptions, names, pronouns, no one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import compress
from operator import attrgetter

from monitor.extraction.harm.ages import is_age
from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.naming import NO_ONE, ONE, SOME, TWO, Naming, People
from monitor.extraction.harm.noun_phrases import find_head, is_kind_of_thing, names_a_thing, stands_alone
from monitor.extraction.harm.numbers import Quantity, read_quantity
from monitor.extraction.harm.remainders import all_but, as_many
from monitor.extraction.harm.stand_ins import is_verbal, standing_in
from monitor.extraction.harm.surroundings import with_surroundings
from monitor.extraction.words.words import Word, tags_of
from monitor.model import Interval
from monitor.vocabulary import Bound

_OPENS = attrgetter("opens")
LONGEST_OWNER = 6
"""Words before the number of what somebody has: "the former deputy mayor's two sons"."""
EVERYONE = ("aboard",)
"""The head of all of whom only a sentence before may say how many they were."""
_DESCRIBES = frozenset({"plural", "age_words", "adverb"})
"""Tags that a word may have before "couple": "an elderly couple", "a young couple"."""
_NO_PERSON = frozenset({"definite", "article"})
"""Before a name: "the Sorbonne", "killed with a Kalashnikov"."""
_MARKS = frozenset({"part_phrases", "mostly", "including", "more", "ordinal"})
"""Tags of words that make people a part of others, or one more: most sentences have none."""


def find_people(
    words: list[Word], lexicon: Lexicon, names: Iterable[tuple[int, int]] = (), known: frozenset[str] | None = None
) -> list[People]:
    """Return every group of people of a sentence, in order.

    `names` are spans of words that name a person; `known` is what its words can do, where that was looked up before.
    """
    named = dict(names)
    marked = not (tags_of(words) if known is None else known).isdisjoint(_MARKS)
    found: list[People] = []
    done = 0
    for at in sorted({*compress(range(len(words)), map(_OPENS, words)), *named}):
        people = _people_at(words, at, lexicon, named) if at >= done else None
        if people is None and "same_number" in words[at].tags:
            people = as_many(words, at, found)
        if people is None:
            continue
        if marked or people.more:
            people = with_surroundings(words, people, lexicon)
        found.append(people)
        done = people.last
    return found


def _people_at(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    if words[at].points:
        return _pointed_at(words, at, lexicon, named)
    return _named_at(words, at, named) or _noun_at(words, at, lexicon, named)


def _named_at(words: list[Word], at: int, named: dict[int, int]) -> People | None:
    if at in named and not (at and (words[at - 1].tags & _NO_PERSON or names_a_thing(words, at, named[at]))):
        return People(at, named[at], ONE, Naming.NAME, (words[named[at] - 1].lower,))
    return None


def _pointed_at(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    """Read pronouns, words for nobody, and what counts without a number."""
    tags = words[at].tags
    if "all_but" in tags:
        return all_but(words, at, lexicon)
    if name := _named_at(words, at, named):
        return name
    if "everyone_aboard" in tags:
        return People(at, at + 1, SOME, Naming.MANY, EVERYONE)
    if "manifold" in tags:
        return _manifold(words, at, lexicon)
    if "no_one" in tags or ("no_one_phrases" in tags and ("no" not in tags or _is_of(words, at + 1))):
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
        return People(at, at + 1, _several(words, at, at + 1), Naming.PRONOUN, definite=True)
    if "two_of" in tags and _stands_for_two(words, at):
        return People(at, at + 1, TWO, Naming.PRONOUN, definite=True)
    return _noun_at(words, at, lexicon, named)


def _noun_at(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    """Read a number, or a noun with or without what determines it."""
    word = words[at]
    quantity = read_quantity(words, at, lexicon) if word.counts else None
    if quantity is not None and not _is_possessor(words, quantity.last):  # not "the couple's daughter"
        return _counted(words, at, quantity, lexicon, named)
    if "determiner" in word.tags:
        told = _determined(words, at, lexicon, named)
        if told is None and word.noun:
            told = _described(words, at, lexicon, named)  # "killed nine and wounded others"
        return _with_children(words, told, lexicon)
    return _with_children(words, _described(words, at, lexicon, named), lexicon) if word.noun else None


def _with_children(words: list[Word], people: People | None, lexicon: Lexicon) -> People | None:
    """Take the "of six" of "a mother of six" for a part of who she is."""
    if people is None or people.naming is not Naming.ONE or "parent" not in words[people.last - 1].tags:
        return people
    children = read_quantity(words, people.last + 1, lexicon) if _is_of(words, people.last) else None
    alone = children is not None and find_head(words, children.last, lexicon, {}) is None
    return replace(people, last=children.last) if children and alone else people


def _nobody(words: list[Word], at: int, lexicon: Lexicon) -> People:
    """`no one`, `none of the 16 passengers`: an explicit zero."""
    last, inner = at + 1, None
    if _is_of(words, last):
        inner = _people_at(words, last + 1, lexicon, {}) if last + 1 < len(words) else None
        last = inner.last if inner else last
    counted = inner is not None and inner.naming in (Naming.COUNT, Naming.BARE)
    return People(at, last, NO_ONE, Naming.NONE, whole=inner.interval if inner and counted else None)


def _manifold(words: list[Word], at: int, lexicon: Lexicon) -> People | None:
    """The three of "a triple murder"."""
    count = lexicon.manifold[words[at].lower]
    harmful = at + 1 < len(words) and words[at + 1].harms
    return People(at, at + 1, Interval(min=count, max=count), Naming.BARE) if harmful else None


def _is_of(words: list[Word], at: int) -> bool:
    return at < len(words) and "of" in words[at].tags


def _no_people(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    head = find_head(words, at + 1, lexicon, named)
    return People(at, head[0], NO_ONE, Naming.NONE, head[1]) if head and head[2] is not Naming.UNKNOWN else None


def _counted(words: list[Word], at: int, quantity: Quantity, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    """A number with its noun, with "of" in between ("dozens of", "five of the"), or bare."""
    here, definite = quantity.last, at > 0 and "definite" in words[at - 1].tags
    vague = quantity.interval.bound is Bound.VAGUE
    if _is_of(words, here):
        whole = _of_harmed(words, at, here + 1, lexicon)
        if whole:
            return whole
        family = 0 if vague else _of_collective(words, here + 1)
        if family:
            return People(at, family, quantity.interval, Naming.COUNT, (words[family - 1].lower,), definite=definite)
        noun = _skip_determiners(words, here + 1)
        if noun < len(words) and "not_people" in words[noun].tags and not words[noun].harms:
            return None  # "15 of his sheep"
        head = find_head(words, noun, lexicon, named)
        if head is None and _is_of_those(words, here + 1, lexicon):
            return People(at, here, quantity.interval, Naming.BARE, part=True)
        if head and (head[2] is not Naming.UNKNOWN or vague):
            return People(at, head[0], quantity.interval, Naming.COUNT, head[1], definite=definite)
    head = find_head(words, here, lexicon, named)
    if head is None:
        if not stands_alone(words, here, lexicon) or quantity.bare_year or is_age(words, at, here):
            return None
        if "collective" in words[here - 1].tags and here - at > 1:  # a couple
            return People(at, here, quantity.interval, Naming.COUNT, (words[here - 1].lower,), definite=definite)
        return People(at, here, quantity.interval, Naming.BARE, definite=definite)
    if quantity.bare_year and head[2] is Naming.ONE:
        return None  # "in 2005 another pastor died"
    naming = Naming.UNKNOWN if head[2] is Naming.UNKNOWN else Naming.COUNT
    interval = quantity.interval
    return People(at, head[0], interval, naming, head[1], definite=definite, possessed=_is_possessor(words, head[0]))


def _of_collective(words: list[Word], at: int) -> int:
    """Return where the "a family" of "six of a family" ends, 0 without one."""
    here = _skip_determiners(words, at)
    return here + 1 if at < here < len(words) and "collective" in words[here].tags else 0


def _is_of_those(words: list[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether "the seven" of "four of the seven", or "the burned", follows: the four are some of those told of."""
    here = _skip_determiners(words, at)
    if here == at or here >= len(words):
        return False
    return "definite" in words[here - 1].tags or read_quantity(words, here, lexicon) is not None


def _of_harmed(words: list[Word], first: int, at: int, lexicon: Lexicon) -> People | None:
    """`30 of the 80 wounded`: the figure is 80."""
    here = _skip_determiners(words, at)
    whole = read_quantity(words, here, lexicon) if here > at else None
    if whole is None or whole.last >= len(words) or "state" not in words[whole.last].frames:
        return None
    return People(first, whole.last, whole.interval, Naming.BARE, definite=True)


def _skip_determiners(words: list[Word], at: int) -> int:
    while at < len(words) and "determiner" in words[at].tags:
        at += 1
    return at


def _determined(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    """`a farmer`, `the two men`, `his wife`, `another person`."""
    here = _skip_determiners(words, at)
    if here >= len(words) or "harmless" in words[here].tags:
        return None
    definite = any("definite" in word.tags for word in words[at:here])
    alone = standing_in(words, at, here) or _couple(words, at, here, lexicon)
    if alone is not None:
        return alone
    group = here + (here + 1 < len(words) and "collective" in words[here + 1].tags and _describes(words[here]))
    if "collective" in words[group].tags and group + 2 < len(words) and "of" in words[group + 1].tags:
        here = group + 2  # a family of five, an entire family of five, a group of 12 hikers
    quantity = read_quantity(words, here, lexicon) if words[here].counts else None
    if quantity is not None and not _is_possessor(words, quantity.last):
        counted = _counted(words, here, quantity, lexicon, named)
        return replace(counted, first=at, definite=definite) if counted else None
    head = None if here in named else find_head(words, here, lexicon, named)
    if head is None:
        return _counted_of_owner(words, at, lexicon, named)
    if head[2] is Naming.UNKNOWN or is_kind_of_thing(words, at, head):
        return None
    interval = _several(words, at, here) if head[2] is Naming.MANY else ONE
    if "pair" in words[head[0] - 1].tags and "owner_of_two" in words[at].tags and not _is_of(words, head[0]):
        interval = TWO  # "his parents"
    return People(at, head[0], interval, head[2], head[1], definite=definite, possessed=_is_possessor(words, head[0]))


def _counted_of_owner(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    """`the mayor's two sons`: whose they are leads to their number."""
    for here in range(at + 1, min(at + LONGEST_OWNER, len(words) - 1)):
        if "possessive" in words[here].tags and words[here + 1].counts:
            quantity = read_quantity(words, here + 1, lexicon)
            counted = _counted(words, here + 1, quantity, lexicon, named) if quantity else None
            return replace(counted, first=at, definite=True) if counted and counted.heads else None
        if not words[here].text[0].isalpha() or words[here].tags & {"be", "have", "and", "preposition"}:
            return None
    return None


def _couple(words: list[Word], first: int, here: int, lexicon: Lexicon) -> People | None:
    """`an elderly couple` is two people."""
    behind = ["collective" in word.tags for word in words[here + 1 : here + 4]]
    last = here + 1 + behind.index(True) if True in behind else 0
    if not last or not all(_describes(word) for word in words[here:last]):
        return None
    count = lexicon.fixed.get(words[last].lower, 0)
    whole = Interval(min=count, max=count)
    return People(first, last + 1, whole, Naming.COUNT, (words[last].lower,)) if count else None


def _describes(word: Word) -> bool:
    """The words before the couple of "a missing Perth couple"."""
    return word.text[0].isalpha() and (bool(word.harms) or not word.tags - _DESCRIBES)


def _stands_for_two(words: list[Word], at: int) -> bool:
    """The "both" of "both were killed", not that of "were both killed"."""
    if at + 1 == len(words) or words[at + 1].text in {".", ",", ";"} or words[at + 1].tags & {"adverb"}:
        return at > 0 and bool(words[at - 1].harms)  # "injuring both."
    return is_verbal(words[at + 1]) and not (at and "be" in words[at - 1].tags)


def _several(words: list[Word], first: int, last: int) -> Interval:
    """`both pilots` and `both of the pilots` are two, `the pilots` some."""
    return TWO if any("two_of" in words[i].tags for i in range(first, last)) else SOME


def _described(words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]) -> People | None:
    if at and "asks_how_many" in words[at - 1].tags:
        return None
    head = find_head(words, at, lexicon, named)
    if head is None or head[2] is Naming.UNKNOWN or (at and is_kind_of_thing(words, at - 1, head)):
        return None
    interval = SOME if head[2] is Naming.MANY else ONE
    return People(at, head[0], interval, head[2], head[1], possessed=_is_possessor(words, head[0]))


def _is_possessor(words: list[Word], last: int) -> bool:
    return last < len(words) and "possessive" in words[last].tags
