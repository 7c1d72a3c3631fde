"""Article -> mentions: every harm the text speaks of, as a record, before anything is decided."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from monitor.extraction.harm.ages import age_of
from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.clearing import cleared
from monitor.extraction.harm.executed import with_executions
from monitor.extraction.harm.fates import have_survived, is_afterwards, is_at_once, is_living
from monitor.extraction.harm.frames import Harmed, find_harmed
from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.listed_parts import with_the_rest
from monitor.extraction.harm.modality import is_feared, is_hypothetical, is_negated
from monitor.extraction.harm.name_spans import Spanned, name_spans
from monitor.extraction.harm.naming import SOME, Naming, People
from monitor.extraction.harm.older_figures import is_superseded
from monitor.extraction.harm.outcomes import are_freed, with_outcomes
from monitor.extraction.harm.own_deaths import with_own_deaths
from monitor.extraction.harm.parts import is_of_one_place, is_share, of_casualties, with_others_hurt, with_those_hit
from monitor.extraction.harm.people import EVERYONE, find_people
from monitor.extraction.harm.referents import with_referents
from monitor.extraction.harm.sums import total
from monitor.extraction.harm.survival import whole_aboard_before
from monitor.extraction.harm.those import are_brought_in, are_listed
from monitor.extraction.harm.told_before import counted_before
from monitor.extraction.harm.voices import voice_of
from monitor.extraction.mentions import ActorMention, PlaceMention
from monitor.extraction.words.entries import SOFTER
from monitor.extraction.words.words import Cut
from monitor.model import Article, Interval, Sentence
from monitor.vocabulary import ActorKind, Bound, Harm, Zone

READ_ZONES = frozenset({Zone.TITLE, Zone.LEAD, Zone.BODY})
_HARMS = attrgetter("harms")
_FIRST, _LAST, _NTH, _HEADS = attrgetter("first"), attrgetter("last"), attrgetter("nth"), attrgetter("heads")
_NAMING, _PART, _DEFINITE = attrgetter("naming"), attrgetter("part"), attrgetter("definite")
_COUNTING = frozenset({"state", "count", "events"})
"""Frames of a bare count: "put the figure at 40 dead", "spoke of 12 deaths"."""
_KNOWN = frozenset({"state", "count", "participle"})
"""Frames of "the dead were A and B"."""
LONGEST_SENTENCE = 400
"""Words read of one sentence: past this it is a list or noise, and reading stays linear."""
_COUNTED = frozenset({Naming.COUNT, Naming.BARE, Naming.UNKNOWN, Naming.NONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One harm to some people as one sentence tells it; offsets into the article's text."""

    harm: Harm
    interval: Interval
    start: int
    end: int
    sentence: int  # index into article.sentences
    zone: Zone
    frame: str
    namings: tuple[Naming, ...]
    heads: tuple[str, ...] = ()
    part: bool = False
    more: bool = False
    definite: bool = False
    feared: bool = False
    hypothetical: bool = False
    negated: bool = False
    weak: bool = False
    also: bool = False  # told as one more than those before
    nth: int = 0  # "a fourth victim": with him they are so many
    perpetrator: bool = False  # the ones who did it
    attacker: bool = False  # of them those who are told as attackers, not as one of two sides
    late: bool = False  # hurt before, and dead only now: one of an event that was told before
    living: bool = False  # "is in critical condition": now
    survived: bool = False  # "was stabbed and lived"
    in_limb: bool = False  # "was shot in the leg"
    light: bool = False  # "suffered a graze wound"
    at_once: bool = False  # "died on the spot": others may die later
    afterwards: bool = False  # "died on the way", "in hospital": some of those who were hurt
    freed: bool = False  # abducted before, and let go now
    share: bool = False  # "two of them": of those just told of
    related: bool = False  # "his wife": another than the one told of before
    age: int = 0  # of one person, where it stands beside who he is
    sex: str = ""  # "male" or "female", where all who are told have one
    superseded: bool = False  # "had earlier reported": a newer figure stands elsewhere
    remains: bool = False  # "50 bodies were recovered": so far, and no more than have died
    risen: bool = False  # "the toll has risen to 12": what was counted before is older
    voice: int = 0  # which of the speakers that semicolons part ("20 died, witnesses said; police confirmed 7")

    @property
    def counted(self) -> bool:
        """Whether a number stands in the text for it."""
        return not _COUNTED.isdisjoint(self.namings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the other finders know of the spans of an article."""

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()


class Placed(NamedTuple):
    """A sentence of an article with its number and its words."""

    number: int
    sentence: Sentence
    cut: Cut


def find_mentions(article: Article, lexicon: Lexicon, named: Named) -> tuple[Mention, ...]:
    """Return every mention of harm outside of boilerplate, in order of the text."""
    harming = lexicon.sentences_with_harm(article)
    if not harming:
        return ()
    found: list[Mention] = []
    starts = [sentence.start for sentence in article.sentences]
    persons = _by_sentence(starts, (actor for actor in named.actors if actor.kind is ActorKind.PERSON))
    others = _by_sentence(starts, (*(a for a in named.actors if a.kind is not ActorKind.PERSON), *named.places))
    hurt_before = False
    parts: set[int] = set()
    for index in harming:
        sentence = article.sentences[index]
        if sentence.zone not in READ_ZONES:
            continue
        cut = lexicon.read(article.text, sentence.start, sentence.end).part(0, LONGEST_SENTENCE)
        if not any(map(_HARMS, cut.words)):
            continue
        cut, known = cleared(cut)
        names = name_spans(cut, persons.get(index, []), others.get(index, []))
        people = find_people(cut.words, lexicon, names, known)
        if "of_group" in known:
            people = with_the_rest(people)
            parts |= {one.interval.min for one in people if one.part and one.naming is Naming.BARE}
        clause = Clause(cut.words, people, lexicon, known)
        told = list(_mentions_of(Placed(index, sentence, cut), clause, hurt_before=hurt_before))
        if parts:
            told = [replace(m, part=m.part or (m.more and m.remains and m.interval.min in parts)) for m in told]
        if any(map(_means_everyone, told)):
            whole = whole_aboard_before(article, lexicon, index)
            told = [_counted(m, whole) for m in told] if whole else told
        told = [_pointed_back(article, lexicon, m) if _points_back(m, found) else m for m in told]
        hurt_before = hurt_before or any(m.harm is Harm.INJURED for m in told)
        found += told
    return tuple(found)


def _points_back(mention: Mention, before: Sequence[Mention]) -> bool:
    """Whether "the engineers were abducted" leaves it to a sentence before to say how many they were."""
    they = mention.definite and not mention.weak and mention.interval == SOME and mention.namings == (Naming.MANY,)
    return they and len(mention.heads) == 1 and not any(m.harm is mention.harm and m.counted for m in before)


def _pointed_back(article: Article, lexicon: Lexicon, mention: Mention) -> Mention:
    count = counted_before(article, lexicon, mention.sentence, mention.heads[0])
    return replace(mention, interval=count, namings=(Naming.COUNT,)) if count else mention


def _means_everyone(mention: Mention) -> bool:
    """Whether "everyone on board died", or "there were no survivors", leaves it to others to say how many they were."""
    outlived_by_none = mention.frame == "outlived" and mention.interval == SOME
    return mention.harm is Harm.KILLED and (mention.heads == EVERYONE or outlived_by_none)


def _counted(mention: Mention, whole: People) -> Mention:
    if not _means_everyone(mention):
        return mention
    return replace(mention, interval=whole.interval, namings=(Naming.COUNT,), heads=whole.heads)


def _by_sentence(starts: list[int], mentions: Iterable[Spanned]) -> dict[int, list[Spanned]]:
    sorted_: dict[int, list[Spanned]] = {}
    for mention in mentions:
        sorted_.setdefault(bisect_right(starts, mention.start) - 1, []).append(mention)
    return sorted_


def _mentions_of(placed: Placed, clause: Clause, *, hurt_before: bool) -> Iterator[Mention]:
    told: list[Harm] = []
    found = with_own_deaths(clause, with_others_hurt(clause, with_those_hit(clause, find_harmed(clause))))
    for harmed in with_referents(clause, with_executions(clause, with_outcomes(clause, found))):
        for harm in _harms(harmed):
            goes_on = (harm, harmed.frame, told[-1:]) == (Harm.KILLED, "dies", [Harm.INJURED])  # "one of whom died"
            again = harm in told and not goes_on
            own = harmed if again else _share(clause, harmed, hurt_before=hurt_before or goes_on)
            own = replace(own, late=True) if goes_on and own is not harmed else own
            told.append(harm)
            yield _mention(placed, clause, own, harm)


def _share(clause: Clause, harmed: Harmed, *, hurt_before: bool) -> Harmed:
    """The two of "two of them were killed" are all who were, where no larger number of killed goes before.

    "One of the injured died" goes on with an event told elsewhere, where this article tells of none injured.
    """
    if hurt_before and (harmed.frame == "treated" or (harmed.harm == "injured" and _are_of_hurt(clause, harmed))):
        return harmed  # "seven were shot. Four of the seven were in critical condition", "two of the injured"
    whole = all(group.part and is_share(clause, group) for group in harmed.groups)
    whole = whole and (hurt_before or not _are_of_hurt(clause, harmed))
    return replace(harmed, groups=tuple(replace(g, part=False) for g in harmed.groups)) if whole else harmed


def _are_of_hurt(clause: Clause, harmed: Harmed) -> bool:
    return any("of_hurt" in clause.tags(group.last) for group in harmed.groups)


def _harms(harmed: Harmed) -> tuple[Harm, ...]:
    """`no casualties` denies both."""
    return (Harm.KILLED, Harm.INJURED) if harmed.harm == "any" else (Harm(harmed.harm),)


def _mention(placed: Placed, clause: Clause, harmed: Harmed, harm: Harm) -> Mention:
    groups, known = harmed.groups, clause.known
    listed = are_listed(clause, harmed.at, groups)
    first, last = min(harmed.at, *map(_FIRST, groups)), max(harmed.at + 1, *map(_LAST, groups))
    parts = all(map(_PART, groups))
    interval = total(groups)
    if "each_side" in clause.tags(groups[-1].last) and interval.max:
        interval = replace(interval, min=2 * interval.min, max=2 * interval.max)
    if harmed.either and interval.max != 0:
        interval = Interval(min=0, max=interval.max, bound=Bound.UP_TO)
    elif parts and interval.bound is Bound.EXACT and not of_casualties(clause, first):
        interval = Interval(min=interval.min, max=None, bound=Bound.AT_LEAST)  # a part: the whole may be more
    return Mention(
        harm=harm,
        interval=interval,
        start=placed.cut.starts[first],
        end=placed.cut.ends[last - 1],
        sentence=placed.number,
        zone=placed.sentence.zone,
        frame=_frame(clause, harmed, first),
        namings=tuple(map(_NAMING, groups)),
        heads=() if listed else _heads(clause, harmed),
        part=parts or is_of_one_place(clause, first),
        more=groups[0].more,
        nth=max(map(_NTH, groups)),
        definite=all(map(_DEFINITE, groups)),
        feared=is_feared(clause, harmed),
        hypothetical=is_hypothetical(clause, harmed),
        negated=is_negated(clause, harmed),
        weak=harmed.frame in SOFTER,
        perpetrator="perpetrator" in known and _end_all(clause, groups, "perpetrator"),
        attacker="attacker" in known and _end_all(clause, groups, "attacker"),
        late=harmed.late,
        living=is_living(clause, harmed),
        survived=have_survived(clause, harmed),
        in_limb=any("limb" in clause.tags(at) for at in range(harmed.at + 2, harmed.at + 4)),
        light="light" in known and any("light" in clause.tags(at) for at in range(harmed.at - 3, harmed.at + 1)),
        at_once="at_once" in clause.known and is_at_once(clause, harmed, last),
        afterwards="afterwards" in known and is_afterwards(clause, harmed),
        freed=are_freed(clause, harmed),
        share="of_group" in known and _end_all(clause, groups, "of_group", behind=True),
        related="related" in known and _end_all(clause, groups, "related"),
        sex=_sex(clause, groups),
        age=age_of(clause, groups[0]) if len(groups) == 1 else 0,
        superseded=is_superseded(clause, first) or "was_missing" in clause.tags(harmed.at),
        risen=harmed.frame == "toll" and "grown" in clause.known,
        remains="remains" in clause.tags(harmed.at) or listed or are_brought_in(clause, first),
        voice=voice_of(clause, harmed),
        also="also" in clause.known and any("also" in clause.tags(i) for i in range(first, last)),
    )


def _frame(clause: Clause, harmed: Harmed, first: int) -> str:
    """A bare count may be one more of those told of, and names may tell who "the dead" are that were counted before."""
    if (harmed.frame in _COUNTING and _is_announced(clause, first)) or "recount" in clause.tags(harmed.at):
        return "recount"
    if harmed.frame not in _KNOWN or "definite" not in clause.tags(harmed.at - 1):
        return harmed.frame
    named = any(group.naming is Naming.NAME and group.first > harmed.at for group in harmed.groups)
    return "named" if named else harmed.frame


def _is_announced(clause: Clause, first: int) -> bool:
    """Whether "put the figure at" stands before a number: one more count of those told of."""
    return any("recount" in clause.tags(i) for i in range(max(0, first - 3), first))


def _end_all(clause: Clause, groups: Iterable[People], tag: str, *, behind: bool = False) -> bool:
    """Whether the last word of all groups can do something, or else the word behind each."""
    return all(tag in clause.tags(group.last - (not behind)) for group in groups)


def _sex(clause: Clause, groups: Iterable[People]) -> str:
    """Which sex the nouns of all groups tell: "a woman", "two brothers"; none of "a driver"."""
    told = ("male", "female") if not clause.known.isdisjoint({"male", "female"}) else ()
    return next((sex for sex in told if _end_all(clause, groups, sex)), "")


def _heads(clause: Clause, harmed: Harmed) -> tuple[str, ...]:
    """Who they are; a bare number goes on counting those named before it ("6 rebels died and 13 were hurt")."""
    heads = tuple(chain.from_iterable(map(_HEADS, harmed.groups)))
    if heads or harmed.groups[0].naming is not Naming.BARE:
        return heads
    before = [people for people in clause.people if people.last <= harmed.groups[0].first and people.heads]
    joined = any("and" in clause.tags(i) for i in range(max(0, harmed.groups[0].first - 2), harmed.groups[0].first))
    return before[-1].heads if before and joined else ()
