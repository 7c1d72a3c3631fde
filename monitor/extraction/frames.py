"""Harm words -> the people harmed: where each frame has its patient, and coordination.

A clause is read from the harm word outwards over what cannot end it; no parse is made. Every
function works on one sentence and indices into its words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from monitor.extraction.lexicon import NO_TAGS, Lexicon, Word
from monitor.extraction.numbers import bounded
from monitor.extraction.people import NO_ONE, SOME, Naming, People
from monitor.model import Interval
from monitor.vocabulary import Bound

FARTHEST_SUBJECT = 16
"""How many words may stand between the harmed and the verb."""


@dataclass(frozen=True, slots=True)
class Harmed:
    """One harm word with its patients: `groups` are added up, `parts` are counted in them already."""

    harm: str
    frame: str
    at: int
    groups: tuple[People, ...]
    parts: tuple[People, ...] = ()
    either: bool = False  # "killed or injured": how many of each is not said


class Clause:
    """One sentence while its frames are read: its words, and the people in them by where they stand."""

    def __init__(self, words: list[Word], people: list[People], lexicon: Lexicon) -> None:
        self.words = words
        self.people = people
        self.adverb_suffixes = lexicon.adverb_suffixes
        self.verb_suffixes = lexicon.verb_suffixes
        self._first = {one.first: one for one in people}
        self._last = {one.last: one for one in people}
        self._inside = {at: one for one in people for at in range(one.first, one.last)}

    def tags(self, at: int) -> frozenset[str]:
        """Return what the word at `at` can do; nothing outside of the sentence."""
        return self.words[at].tags if 0 <= at < len(self.words) else NO_TAGS

    def text(self, at: int) -> str:
        """Return the word at `at` in lower case, empty outside of the sentence."""
        return self.words[at].lower if 0 <= at < len(self.words) else ""

    def ending_at(self, last: int) -> People | None:
        """Return the people whose phrase ends before word `last`."""
        return self._last.get(last)

    def starting_at(self, first: int) -> People | None:
        """Return the people whose phrase starts at word `first`."""
        return self._first.get(first)

    def around(self, at: int) -> People | None:
        """Return the people whose phrase contains word `at`."""
        return self._inside.get(at)

    def is_adverb(self, at: int) -> bool:
        """Whether a word between subject and verb says nothing about who is harmed."""
        word, tags = self.text(at), self.tags(at)
        return "adverb" in tags or (not tags and len(word) > 4 and word.endswith(self.adverb_suffixes))

    def harms(self, at: int) -> tuple[tuple[str, str], ...]:
        """Return the (harm, frame) readings of the word at `at`."""
        return self.words[at].harms if 0 <= at < len(self.words) else ()


def find_harmed(clause: Clause) -> list[Harmed]:
    """Return every harm of a sentence with those it befell, in order of the harm words."""
    found: list[Harmed] = []
    for at, word in enumerate(clause.words):
        for harm, frame in word.harms:
            read = FRAMES[frame](clause, at)
            if read is None and found:
                read = _shared(clause, at, found[-1])
            if read is not None:
                groups, parts = _without_apposition(clause, read)
                found.append(Harmed(harm, frame, at, groups, parts, _is_either(clause, at)))
                break
    return found


# --- frames: each returns the groups harmed, or None ----------------------------------------


def _active(clause: Clause, at: int) -> list[People] | None:
    return _object(clause, at + 1)


def _participle(clause: Clause, at: int) -> list[People] | None:
    inside = clause.around(at)
    if inside is not None and inside.last > at + 1:
        return [inside]
    if "definite" in clause.tags(at - 1):
        return _those_harmed(clause, at)
    if "part_phrases" in clause.tags(at - 1):
        return _among(clause, at - 1)
    start = _verb_group_start(clause, at)
    if _has(clause, start, at, "be"):
        return _subject(clause, start) or _inverted(clause, at)
    right = _object(clause, at + 1)
    if right or _has(clause, start, at, "have") or _has_other_object(clause, at + 1):
        return right
    return _subject(clause, start, at)


def _has_other_object(clause: Clause, at: int) -> bool:
    """Whether something that is no person follows as the object: "killed the game"."""
    if at >= len(clause.words) or clause.is_adverb(at):
        return False
    word = clause.words[at]
    if word.tags & {"not_people", "determiner"}:
        return True
    return not word.tags and word.text[0].isalpha() and word.text[0].islower()


def _gerund(clause: Clause, at: int) -> list[People] | None:
    if "no" in clause.tags(at - 1):
        return [People(at - 1, at + 1, NO_ONE, Naming.NONE)]
    here = at + 2 if "of" in clause.tags(at + 1) else at + 1
    if _has(clause, _verb_group_start(clause, at), at, "be") and here == at + 1:
        return _object(clause, here)
    return _object(clause, here) or _possessor(clause, at)


def _dies(clause: Clause, at: int) -> list[People] | None:
    return _subject(clause, _verb_group_start(clause, at))


def _state(clause: Clause, at: int) -> list[People] | None:
    inside = clause.around(at)
    if inside is not None and inside.last > at + 1:
        return [inside]
    start = _verb_group_start(clause, at)
    if "definite" in clause.tags(at - 1):
        return _those_harmed(clause, at)
    return _result(clause, start) or _subject(clause, start)


def _result(clause: Clause, start: int) -> list[People] | None:
    """`shot two men dead`, `stabbed his wife and her mother to death`: the verb's object, all of it."""
    last = clause.ending_at(start)
    if last is None:
        return None
    groups = _joined_before(clause, last)
    before = clause.harms(groups[0].first - 1)
    return groups if any(frame in ("weak", "participle", "active", "gerund") for _, frame in before) else None


def _among(clause: Clause, at: int) -> list[People] | None:
    """`two children were among the injured`, `among the dead were two nurses`: a part of all."""
    start = at
    while start > 0 and (clause.tags(start - 1) & {"be", "have"} or clause.is_adverb(start - 1)):
        start -= 1
    found = clause.ending_at(start)
    groups = _join_left(clause, found) if found else _object(clause, at + 2)
    return [replace(group, part=True) for group in groups] if groups else None


def _those_harmed(clause: Clause, at: int) -> list[People] | None:
    """`the injured`, `the dead`: some, known from elsewhere; not "the injured party"."""
    following = clause.words[at + 1] if at + 1 < len(clause.words) else None
    if following is not None and following.text[0].isalnum() and not following.tags:
        return None
    return [People(at - 1, at + 1, SOME, Naming.MANY, definite=True)]


def _event(clause: Clause, at: int) -> list[People] | None:
    here = at + 1
    if clause.text(here) in {"[", "("}:
        here += 1
    if "of" not in clause.tags(here):
        here = _past_adverbial(clause, here)
    if "of" in clause.tags(here):
        return _object(clause, here + 1)
    return _possessor(clause, at)


def _past_adverbial(clause: Clause, at: int) -> int:
    """Skip "in Guatemala", "on 22 March", "last week" between a harm noun and its "of"."""
    for here in range(at, min(at + 6, len(clause.words))):
        if "of" in clause.tags(here):
            return here
        if clause.text(here) in {",", ";", ":"} or clause.tags(here) & {"verb", "be", "have", "said", "and", "clause_start"}:
            break
    return at


def _events(clause: Clause, at: int) -> list[People] | None:
    return _count(clause, at)


def _count(clause: Clause, at: int) -> list[People] | None:
    """`three deaths`, `no fatalities`, `the bodies of three women`."""
    denied = _denied(clause, at)
    if denied:
        return denied
    if "of" in clause.tags(at + 1):
        of = _object(clause, at + 2)
        if of:
            return of
    inside = clause.around(at)
    if inside is not None:
        return [inside]
    before = at
    while before > 0 and before > at - 3 and not clause.ending_at(before) and _is_plain(clause, before - 1):
        before -= 1
    counted = clause.ending_at(before)
    return [counted] if counted and counted.naming in (Naming.BARE, Naming.NONE, Naming.COUNT) else None


def _toll(clause: Clause, at: int) -> list[People] | None:
    """`the death toll rose from 12 to 14`: the last number after the word that is not where it came from."""
    best: People | None = None
    for people in clause.people:
        if people.first <= at or people.first > at + 10 or people.naming in (Naming.ONE, Naming.MANY, Naming.NAME):
            continue
        if "from" in clause.text(people.first - 1) or clause.text(people.first - 1) == "by":
            continue
        if _crosses_clause(clause, at + 1, people.first):
            break
        best = people
        break
    return [best] if best else None


def _lives(clause: Clause, at: int) -> list[People] | None:
    taken = any("takes_lives" in clause.tags(i) for i in range(max(0, at - 8), at))
    if not taken:
        return None
    if "of" in clause.tags(at + 1):
        return _object(clause, at + 2)
    before = at - 1 if "determiner" in clause.tags(at - 1) else at
    counted = clause.ending_at(before) or clause.around(at)
    return [counted] if counted else None


def _casualties(clause: Clause, at: int) -> list[People] | None:
    """Only the denial says something of killed and injured alike: `no casualties`."""
    return _denied(clause, at)


def _denied(clause: Clause, at: int) -> list[People] | None:
    """`no casualties`, `without any injuries`, `no reports of deaths`, `did not cause casualties`."""
    here = at - 1
    stops = {"be", "have", "clause_start", "verb"}
    while here >= max(0, at - 6) and not clause.tags(here) & stops and clause.text(here).isalpha():
        if clause.tags(here) & {"no", "not"}:
            return [People(here, at + 1, NO_ONE, Naming.NONE)]
        if clause.starting_at(here) and clause.starting_at(here).naming is not Naming.NONE:  # type: ignore[union-attr]
            return None
        here -= 1
    return None


FRAMES = {
    "active": _active,
    "participle": _participle,
    "weak": _participle,
    "gerund": _gerund,
    "dies": _dies,
    "state": _state,
    "among": _among,
    "event": _event,
    "events": _events,
    "count": _count,
    "toll": _toll,
    "lives": _lives,
    "casualties": _casualties,
}


# --- where the patient stands ---------------------------------------------------------------


def _verb_group_start(clause: Clause, at: int) -> int:
    """Return the first word of `had reportedly been killed`."""
    start = at
    while start > 0 and not clause.around(start - 1):
        tags = clause.tags(start - 1)
        if tags & {"be", "have", "auxiliary", "modal", "not", "to", "feared", "result_found"} or clause.is_adverb(
            start - 1
        ):
            start -= 1
        elif _is_coordinated_harm(clause, start - 1):
            start -= 1
        elif _is_coordinated_verb(clause, start - 1):
            start -= 2
        else:
            break
    return start


def _is_coordinated_harm(clause: Clause, at: int) -> bool:
    """The "shot and" before "killed"."""
    if "and" in clause.tags(at):
        return any(frame in ("participle", "weak", "dies") for _, frame in clause.harms(at - 1)) and not clause.around(
            at - 1
        )
    return "and" in clause.tags(at + 1) and any(frame in ("participle", "weak") for _, frame in clause.harms(at))


def _is_coordinated_verb(clause: Clause, at: int) -> bool:
    """The "struck and" of "was struck and killed"."""
    if "and" not in clause.tags(at) or not clause.tags(at - 2) & {"be"}:
        return False
    return "verb" in clause.tags(at - 1) or clause.text(at - 1).endswith(clause.verb_suffixes)


def _has(clause: Clause, first: int, last: int, tag: str) -> bool:
    return any(tag in clause.tags(i) for i in range(first, last))


def _is_plain(clause: Clause, at: int) -> bool:
    """A modifier such as "confirmed" in "three confirmed deaths"."""
    word = clause.words[at]
    return word.text[0].isalpha() and not word.tags & {"preposition", "be", "verb", "and", "clause_start", "said"}


def _crosses_clause(clause: Clause, first: int, last: int) -> bool:
    return any(clause.text(i) in {";", ":"} or "clause_start" in clause.tags(i) for i in range(first, last))


def _object(clause: Clause, at: int) -> list[People] | None:
    """Return those who follow a harm word directly, with all that are joined to them."""
    here = _skip_to_object(clause, at)
    first = clause.starting_at(here) or _behind_modifiers(clause, here)
    if first is None:
        return None
    return _join_right(clause, first)


def _behind_modifiers(clause: Clause, at: int) -> People | None:
    """`killing presidential candidate Galan`: a description without determiner begins with its modifiers."""
    for here in range(at, min(at + 5, len(clause.words))):
        people = clause.starting_at(here)
        if people is not None:
            return people if people.naming in (Naming.ONE, Naming.MANY, Naming.NAME) else None
        word = clause.words[here]
        if word.text != "-" and (word.tags - {"not_people", "collective", "definite", "determiner"} or not word.text[0].isalpha()):
            return None
    return None


def _skip_to_object(clause: Clause, at: int) -> int:
    here = at
    while here < min(at + 6, len(clause.words)) and not clause.starting_at(here):
        word = clause.text(here)
        coordinated = "and" in clause.tags(here) and clause.harms(here + 1)
        inserted = _inserted_end(clause, here) if here == at else here
        if coordinated:
            here += 2
        elif inserted > here:
            here = inserted
        elif clause.is_adverb(here) or word in {'"', "\u201c", "("}:
            here += 1
        else:
            break
    return here


def _inserted_end(clause: Clause, at: int) -> int:
    """Skip ", at gunpoint," between a verb and its object."""
    if clause.text(at) != "," or "preposition" not in clause.tags(at + 1):
        return at
    for here in range(at + 2, min(at + 7, len(clause.words))):
        if clause.text(here) == ",":
            return here + 1
    return at


def _inverted(clause: Clause, at: int) -> list[People] | None:
    """`Among those killed were two nurses`, `killed were three men`."""
    return _object(clause, at + 1)


def _join_right(clause: Clause, first: People) -> list[People]:
    groups = [first]
    while True:
        following = _next_in_list(clause, groups[-1])
        if following is None or _begins_clause(clause, following):
            break
        groups.append(replace(following, part=following.part or groups[-1].part))
    return _closed_list(clause, groups)


def _next_in_list(clause: Clause, people: People) -> People | None:
    here = _past_brackets(clause, people.last)
    gap = _past_tail(clause, here)
    start = gap
    while gap < start + 3 and (clause.text(gap) == "," or clause.tags(gap) & {"and", "including", "mostly"}):
        gap += 1
    if "of" in clause.tags(gap) and "and" in clause.tags(gap - 1):
        gap += 1
    if gap == start:
        return None
    found = clause.starting_at(gap) or _behind_modifiers(clause, gap)
    return None if found is None or found.naming is Naming.BARE or _is_subject_pronoun(clause, found) else found


def _is_subject_pronoun(clause: Clause, people: People) -> bool:
    return people.naming is Naming.PRONOUN and "pronoun_subject" in clause.tags(people.first)


def _past_tail(clause: Clause, at: int) -> int:
    """Skip "of public order" behind a noun, when the list goes on after it."""
    if "preposition" not in clause.tags(at):
        return at
    for here in range(at + 1, min(at + 7, len(clause.words))):
        if clause.text(here) == "," or "and" in clause.tags(here):
            return here
        if clause.tags(here) & {"verb", "be", "have", "said", "clause_start"} or clause.harms(here):
            return at
    return at


def _closed_list(clause: Clause, groups: list[People], *, leftwards: bool = False) -> list[People]:
    """Keep what commas join only where an "and" closes the list, or where it is a part or the same again.

    A list read leftwards keeps its end, one read rightwards its beginning.
    """
    for number, (one, other) in enumerate(pairwise(groups)):
        if _is_closed(clause, groups[number:]) or other.part or _restates(clause, one, other):
            continue
        return _closed_list(clause, groups[number + 1 :], leftwards=True) if leftwards else groups[: number + 1]
    return groups


def _is_closed(clause: Clause, groups: list[People]) -> bool:
    return any("and" in clause.tags(i) for one, other in pairwise(groups) for i in range(one.last, other.first))


def _past_brackets(clause: Clause, at: int) -> int:
    """Skip "(24)", ", 24," and "of X" after a name or noun."""
    if clause.text(at) in {"(", "["}:
        for here in range(at, min(at + 8, len(clause.words))):
            if clause.text(here) in {")", "]"}:
                return here + 1
    if clause.text(at) == "," and clause.text(at + 1).isdigit() and clause.text(at + 2) == ",":
        return at + 2
    return at


def _begins_clause(clause: Clause, people: People) -> bool:
    """Whether people after a comma or "and" are the subject of what follows, not one more patient."""
    here = people.last
    while here < len(clause.words) and clause.is_adverb(here):
        here += 1
    tags = clause.tags(here)
    if tags & {"be", "have", "verb", "said", "modal", "auxiliary"}:
        return True
    return any(frame in ("participle", "state", "dies", "weak", "active") for _, frame in clause.harms(here))


def _subject(clause: Clause, start: int, at: int = -1) -> list[People] | None:
    """Return those who stand before a verb group that begins at `start`, with all joined to them."""
    antecedent = _before_relative_clause(clause, start)
    if antecedent is not None:
        return _join_left(clause, antecedent)
    nearest = _nearest_before(clause, start)
    if "and" in clause.tags(start - 1) and (nearest is None or "preposition" in clause.tags(nearest.first - 1)):
        nearest = _subject_of_clause(clause, start - 1) or nearest
    if nearest is None:
        return None
    related = any("relative" in clause.tags(i) for i in range(nearest.last, start))
    modified = nearest.last == start and "of" not in clause.tags(nearest.first - 1)  # "to the people killed"
    head = nearest if related or modified and start == at else _out_of_prepositions(clause, nearest)
    return _join_left(clause, _described_before(clause, head))


def _subject_of_clause(clause: Clause, end: int) -> People | None:
    """The woman of "a woman was found with burns and was pronounced dead": the subject goes on."""
    first = end
    while first > 0 and clause.text(first - 1) not in {";", ":"} and "clause_start" not in clause.tags(first - 1):
        first -= 1
    for people in clause.people:
        if first <= people.first and people.last < end and not clause.tags(people.first - 1) & {"preposition"}:
            verb = clause.tags(people.last) & {"be", "verb", "have"}
            return people if verb or clause.text(people.last).endswith(clause.verb_suffixes) else None
    return None


def _described_before(clause: Clause, people: People) -> People:
    """The guards of "two guards of the judge, members of the police, were hurt": a bare plural restates."""
    bare = people.naming is Naming.MANY and not clause.tags(people.first) & {"determiner"}
    if not bare or clause.text(people.first - 1) != ",":
        return people
    before = clause.ending_at(people.first - 1) or _before_tail(clause, people.first - 1)
    if before is None or before.naming is Naming.MANY:
        return people
    return _out_of_prepositions(clause, before)


def _before_relative_clause(clause: Clause, start: int) -> People | None:
    """The journalist of "a journalist, who was sent to cover the war, was hurt"."""
    if clause.text(start - 1) != ",":
        return None
    for here in range(start - 2, max(0, start - 40), -1):
        if "relative" in clause.tags(here) and clause.text(here - 1) == ",":
            return clause.ending_at(_before_age(clause, here - 1))
        if clause.text(here) in {";", ":"} or "said" in clause.tags(here):
            return None
    return None


def _before_age(clause: Clause, at: int) -> int:
    """Step back over ", 42" before word `at`."""
    return at - 2 if clause.text(at - 1).isdigit() and clause.text(at - 2) == "," else at


def _nearest_before(clause: Clause, start: int) -> People | None:
    here = start
    while here > max(0, start - FARTHEST_SUBJECT):
        people = clause.ending_at(here)
        if people is not None and not people.possessed:
            return people
        word, tags = clause.text(here - 1), clause.tags(here - 1)
        if word in {"]", ")"} and (opened := _bracket_start(clause, here - 1)) < here - 1:
            here = opened
            continue
        if word in {";", ":"} or tags & {"clause_start", "said", "modal"}:
            return None
        if tags & {"verb", "be", "have"} and not _in_relative(clause, here - 1):
            return None
        if any(frame in ("active", "participle", "gerund", "dies") for _, frame in clause.harms(here - 1)):
            return None
        here -= 1
    return None


def _bracket_start(clause: Clause, at: int) -> int:
    """Return the word that opens what closes at `at`, or `at` when nothing does."""
    for here in range(at - 1, max(-1, at - 16), -1):
        if clause.text(here) in {"[", "("}:
            return here
    return at


def _in_relative(clause: Clause, at: int) -> bool:
    """Whether a verb belongs to "who were in the car"."""
    return any("relative" in clause.tags(i) or clause.text(i) in {"that", "which"} for i in range(max(0, at - 5), at))


def _out_of_prepositions(clause: Clause, people: People) -> People:
    """From "members" in "three members of X": back to the head that governs them."""
    while True:
        before = people.first - 1
        if before < 0:
            return people
        relative = "relative" in clause.tags(before)
        inner = ("preposition" in clause.tags(before) and not people.part) or relative
        if not inner:
            return people
        outer = _governor(clause, before)
        if outer is None:
            return people
        people = outer


def _governor(clause: Clause, before: int) -> People | None:
    here = before
    while here > max(0, before - 10):
        people = clause.ending_at(here)
        if people is not None:
            return None if people.possessed else people
        tags = clause.tags(here - 1)
        if tags & {"verb", "be", "have", "said", "clause_start", "modal"} or clause.text(here - 1) in {";", ":"}:
            return None
        if any(frame != "state" for _, frame in clause.harms(here - 1)):
            return None
        here -= 1
    return None


def _join_left(clause: Clause, last: People) -> list[People]:
    groups = _joined_before(clause, last)
    while len(groups) > 1 and _is_object_of_other(clause, groups[0]):
        groups = groups[1:]
    part = False
    for number, group in enumerate(groups):
        part = part or group.part
        groups[number] = replace(group, part=part)
    return _closed_list(clause, groups, leftwards=True)


def _joined_before(clause: Clause, last: People) -> list[People]:
    groups = [last]
    while last.naming is not Naming.BARE:
        before = _previous_in_list(clause, groups[0])
        if before is None:
            break
        groups.insert(0, before)
        if _is_object_of_other(clause, before):
            break
    return groups


def _previous_in_list(clause: Clause, people: People) -> People | None:
    gap = people.first
    while gap > 0 and gap > people.first - 3:
        if clause.text(gap - 1) == "," or clause.tags(gap - 1) & {"and", "including", "mostly"}:
            gap -= 1
        else:
            break
    if gap == people.first:
        return None
    found = clause.ending_at(_before_age(clause, gap)) or _before_tail(clause, gap)
    return None if found is None or found.possessed or found.naming is Naming.BARE else found


def _before_tail(clause: Clause, at: int) -> People | None:
    """The "judge" of "judge of public order, and ..."."""
    for here in range(at - 1, max(0, at - 7), -1):
        people = clause.ending_at(here)
        if people is not None:
            return people if "preposition" in clause.tags(here) else None
        if clause.text(here) == "," or clause.tags(here) & {"verb", "be", "have", "said", "and", "clause_start"}:
            return None
        if clause.harms(here):
            return None
    return None


def _is_object_of_other(clause: Clause, people: People) -> bool:
    """In "killed 3 soldiers and 2 civilians were hurt" the soldiers are no subject."""
    return any(frame in ("active", "participle", "gerund", "weak") for _, frame in clause.harms(people.first - 1))


def _possessor(clause: Clause, at: int) -> list[People] | None:
    """`the mayor's murder`, `his death`."""
    before = at
    while before > 0 and before > at - 3 and _is_plain(clause, before - 1) and not clause.ending_at(before):
        before -= 1
    if clause.text(before - 1) in {"'s", "\u2019s", "'", "\u2019"}:
        owner = clause.ending_at(before - 1)
        return [replace(owner, possessed=False)] if owner else None
    return None


def _shared(clause: Clause, at: int, last: Harmed) -> list[People] | None:
    """`killed or wounded`: the second word has the patients of the first."""
    if "and" in clause.tags(at - 1) and last.at == at - 2:
        return list(last.groups)
    return None


def _is_either(clause: Clause, at: int) -> bool:
    beside = (at - 1 if clause.harms(at - 2) else None, at + 1 if clause.harms(at + 2) else None)
    return any(i is not None and clause.text(i) == "or" for i in beside)


# --- what the groups add up to --------------------------------------------------------------


def _without_apposition(clause: Clause, groups: list[People]) -> tuple[tuple[People, ...], tuple[People, ...]]:
    """Part the groups into those to add and those that are in them already ("two men, A and B")."""
    parts = tuple(group for group in groups if group.part)
    whole = [group for group in groups if not group.part]
    kept: list[People] = []
    for group in whole:
        if kept and _restates(clause, kept[-1], group):
            continue
        kept.append(group)
    return tuple(kept or parts), parts if kept else ()


def _restates(clause: Clause, before: People, after: People) -> bool:
    """Whether a comma stands between a name and its description, or a count and its names."""
    if any("and" in clause.tags(i) for i in range(before.last, after.first)):
        if before.naming is Naming.ONE and after.naming is Naming.NAME:
            return _is_second_title(clause, before, after)
        return before.naming in (Naming.COUNT, Naming.UNKNOWN) and after.naming is Naming.NAME
    if before.naming in (Naming.COUNT, Naming.UNKNOWN, Naming.MANY, Naming.BARE):
        return after.naming is Naming.NAME
    return {before.naming, after.naming} in ({Naming.NAME, Naming.ONE}, {Naming.NAME, Naming.MANY})


def _is_second_title(clause: Clause, before: People, after: People) -> bool:
    """`senator and presidential candidate Ana Lopez` is one person: no determiner, a described name."""
    bare = not clause.tags(before.first) & {"determiner"}
    return bare and clause.tags(after.first) & {"determiner"} == set() and after.last - after.first > 2 and bool(
        clause.words[after.first].text.islower()
    )


def total(groups: tuple[People, ...]) -> Interval:
    """Add the groups of one harm word up; "no children or staff" are none."""
    if any(group.naming is Naming.NONE for group in groups):
        return NO_ONE
    return total_of([group.interval for group in groups])


def total_of(intervals: list[Interval]) -> Interval:
    """Add intervals up: an open or vague one leaves the sum open."""
    if len(intervals) == 1:
        return intervals[0]
    low = sum(one.min for one in intervals)
    if any(one.max is None for one in intervals):
        bounds = {one.bound for one in intervals if one.max is None}
        return bounded(low, bounds.pop() if len(bounds) == 1 else Bound.AT_LEAST)
    high = sum(one.max or 0 for one in intervals)
    bounds = {one.bound for one in intervals} - {Bound.EXACT}
    return Interval(
        min=low, max=high, bound=bounds.pop() if len(bounds) == 1 else Bound.RANGE if bounds else Bound.EXACT
    )
