"""Words -> the person noun of a noun phrase, over what may stand before it."""

from __future__ import annotations

from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.naming import Naming
from monitor.extraction.words.words import Word

LONGEST_NOUN_PHRASE = 8
LONGEST_ACRONYM = 5
_BEHIND_VERB = frozenset({"and", "preposition", "clause_start", "adverb"})


def find_head(
    words: list[Word], at: int, lexicon: Lexicon, named: dict[int, int]
) -> tuple[int, tuple[str, ...], Naming] | None:
    """Find the person noun of the noun phrase whose modifiers begin at `at`: its end, heads and naming.

    A possessive turns what stood before it into a modifier ("the mayor's driver" is the driver);
    without a person noun an unknown plural before the phrase's end is `UNKNOWN`.
    """
    best: tuple[int, tuple[str, ...], Naming] | None = None
    unknown: tuple[int, tuple[str, ...], Naming] | None = None
    owner: tuple[int, tuple[str, ...], Naming] | None = None  # of "the mayor's murder", which is nobody else
    here, end = at, min(at + LONGEST_NOUN_PHRASE, len(words))
    while here < end:
        word = words[here]
        if here in named:
            if best is not None and best[2] is Naming.MANY:
                return best
            return named[here], (words[named[here] - 1].lower,), Naming.NAME
        if "possessive" in word.tags and len(word.text) > 1:
            owner, best, unknown = best, None, None
        elif word.noun and not _is_measured(words, here):
            best = here + 1, (word.lower,), Naming.MANY if "plural" in word.tags else Naming.ONE
        elif best is not None:
            if not _leads_to_person(words, here):
                break
        elif not _may_modify(words, here):
            break
        elif "not_people" in word.tags:
            unknown = None
        elif (not word.tags and word.lower.endswith(lexicon.plural_suffixes) and len(word.lower) > 3) or (
            here == at and _is_acronym(words, here)
        ):
            unknown = here + 1, (word.lower,), Naming.UNKNOWN
        elif not word.tags and word.text[0].isalpha():
            unknown = None
        here += 1
    if best is None and owner is not None and here < len(words) and _is_of_owner(words[here]):
        return owner
    stops = here < len(words) and counts_harm(words[here])
    if best is None and unknown is not None and unknown[0] == here and not stops:
        return unknown
    if (
        best is not None
        and best[2] is Naming.ONE
        and (_is_titled_only(words, best[0]) or _modifies_thing(words, best[0]))
    ):
        return None
    return best


def _is_acronym(words: list[Word], at: int) -> bool:
    """The VDP of "seven VDP were killed", among small letters."""
    word, behind = words[at], words[at + 1] if at + 1 < len(words) else None
    short = word.text.isalpha() and word.text.isupper() and 1 < len(word.text) <= LONGEST_ACRONYM
    told = behind is not None and behind.text.islower() and bool(behind.tags & {"be", "and"} or behind.harms)
    return bool(short and not word.tags and told)


def _is_of_owner(word: Word) -> bool:
    """The "murder" of "the mayor's murder", the "body" of "a woman's body"."""
    return any(harm == "killed" and frame in ("event", "count", "gerund") for harm, frame in word.harms)


def _is_measured(words: list[Word], at: int) -> bool:
    """The "member" of "three-member family", or a noun that is a number word ("score")."""
    if "age_noun" in words[at].tags:
        return False
    measured = at > 1 and words[at - 1].text == "-" and words[at - 2].numeral
    return measured or "number" in words[at].tags


def _leads_to_person(words: list[Word], at: int) -> bool:
    """Whether a noun that is no person only modifies one: "Salvadoran presidency minister"."""
    for here in range(at, min(at + 3, len(words))):
        tags = words[here].tags
        if not tags.isdisjoint(("singular", "plural")):
            return here > at
        if tags - {"not_people", "collective"} or not words[here].text[0].isalpha():
            return False
        if not words[here].text.islower() and not words[at - 1].text[0].isupper():
            return False  # not "two guards Juan Perez", but "Border Guard Bangladesh members"
    return False


def _modifies_thing(words: list[Word], at: int) -> bool:
    """The "criminal" of "a criminal organisation" is nobody, nor the "Ukrainian" of "the Ukrainian port of Odesa"."""
    if at >= len(words) or words[at].harms:
        return False
    if not words[at].tags and words[at].text.islower() and at + 1 < len(words) and "of" in words[at + 1].tags:
        return True
    return "not_people" in words[at].tags and not words[at].tags & {"age_words", "adverb"}


def _is_titled_only(words: list[Word], last: int) -> bool:
    """A title that is no person noun needs a name ("Gen", "Father" alone in lower case)."""
    tags = words[last - 1].tags
    return "titles" in tags and "singular" not in tags


def _may_modify(words: list[Word], at: int) -> bool:
    """Whether a word can stand between a number or determiner and its noun."""
    word = words[at]
    if word.modifies or word.ends or not word.numeral:
        return word.modifies
    return at + 1 < len(words) and words[at + 1].text == "-"


def counts_harm(word: Word) -> bool:
    """`two serious injuries`: a noun that a number before it counts."""
    return not word.frames.isdisjoint(("events", "count"))


def is_kind_of_thing(words: list[Word], at: int, head: tuple[int, tuple[str, ...], Naming]) -> bool:
    """The "police" of "a police dog", the "personnel" of "an anti-personnel mine"."""
    thing = head[0] < len(words) and "not_people" in words[head[0]].tags and "adverb" not in words[head[0]].tags
    return thing and head[2] is Naming.MANY and ("article" in words[at].tags or words[at].text == "-")


def names_a_thing(words: list[Word], first: int, last: int) -> bool:
    """The "Jeju Air" of "a Jeju Air jet"."""
    behind = words[last] if last < len(words) else None
    unknown = behind is not None and not behind.tags and not behind.harms and behind.text.islower()
    return unknown and "article" in words[first - 1].tags


def stands_alone(words: list[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether nothing that could be counted follows a number."""
    if at >= len(words):
        return True
    word = words[at]
    if _is_dash(words, at) or _is_own_verb(words, at, lexicon):
        return True
    if any(counts_harm(words[i]) for i in range(at, min(at + 3, len(words)))) or _harms_those_before(word):
        return True
    if word.tags & {"not_people", "months", "collective"} or word.text in {"%", "-", "'s"}:
        return False
    return bool(word.tags) or not word.text[0].isalnum()


def _is_dash(words: list[Word], at: int) -> bool:
    """The dash of "wounding six - one critically", not that of "a six-month truce"."""
    return words[at].text == "-" and at > 0 and not (words[at - 1].glued or words[at].glued)


def _is_own_verb(words: list[Word], at: int, lexicon: Lexicon) -> bool:
    """The "fainted" of "36 fainted or were injured", not the "armoured" of "12 armoured cars"."""
    word, behind = words[at], words[at + 1] if at + 1 < len(words) else None
    verb = not word.tags and not word.harms and word.text.islower() and word.text.endswith(lexicon.verb_suffixes)
    return verb and behind is not None and bool(behind.tags & _BEHIND_VERB)


def _harms_those_before(word: Word) -> bool:
    """The "shot" of "6 shot, 2 killed" is what befell them, not what is counted."""
    return not word.frames.isdisjoint(("participle", "weak"))
