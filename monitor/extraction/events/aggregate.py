"""Mentions of one harm in one event -> its figure: a toll beats a sum, groups that differ add up."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.events.additions import GENERIC, POINTING, added, hardness
from monitor.extraction.harm.naming import Naming
from monitor.extraction.harm.own_deaths import OWN
from monitor.extraction.harm.sums import total_of
from monitor.model import Interval
from monitor.vocabulary import Bound, Zone

LARGEST_WHOLE = 5
"""How many times a first figure a later one may be and still be its whole, not that of a war."""
NEAREST_PASSED = 1.2
"""How many times a round figure of a headline that the toll "passes" the exact one of the text may be."""
_WHOLES = frozenset({"toll", "together"})
_AGAIN = frozenset({"recount", "named"})
"""Frames that tell once more of those counted before: "put the figure at 40", "the dead were A and B"."""
_OPEN = frozenset({Bound.AT_LEAST, Bound.OVER})


def figure(mentions: Sequence[Mention]) -> tuple[Interval, tuple[Mention, ...]] | None:
    """Return the figure of one harm and the mentions that it stands on, the first the most telling.

    News tells the whole first: the figure of the earliest sentence stands, unless a later one is a
    toll or a larger count of people as such (not of one group) that the first does not exclude.
    """
    first_told = [m for m in mentions if not (m.frame in _AGAIN or m.superseded)]
    if all(m.interval.bound is Bound.VAGUE for m in first_told):
        first_told = [m for m in mentions if not m.superseded]  # "Last night added six. They died in Ternopil"
    usable = _usable(first_told or mentions)
    if not usable:
        return None
    candidates = _candidates(usable)
    tolls = [one for one in candidates if one[0].frame == "toll"]
    if tolls:
        best = _whole_beside(tolls[0][0], usable) or _open_again(usable, tolls[0])
    else:
        first = min(candidates, key=lambda one: (hardness(one), one[0].sentence, -_least(one)))
        first = _vague_whole(candidates, first) or first
        best = max((one for one in candidates if one is first or _outdoes(one, first)), key=_least)
        best = _open_again(usable, (*best, *added(usable, best)))
    return _completed(usable, best)


def _whole_beside(toll: Mention, mentions: Sequence[Mention]) -> tuple[Mention] | None:
    """Return a larger count: the lead's beside "passes 80" of a headline, the next one's beside "had climbed to 31"."""
    passed = toll.zone is Zone.TITLE and toll.interval.max is None
    by_lead = passed or toll.zone not in (Zone.LEAD, Zone.TITLE)
    behind, near = toll.sentence + 1 if toll.risen else -1, toll.interval.min * NEAREST_PASSED * passed
    people = (m for m in mentions if m.counted and set(m.heads) <= GENERIC and not m.more)
    within = (m for m in people if (by_lead and m.zone is Zone.LEAD) or m.sentence == behind or m.interval.min <= near)
    larger = (m for m in within if toll.interval.min < m.interval.min <= LARGEST_WHOLE * toll.interval.min)
    return next(((m,) for m in larger), None)


def _open_again(mentions: Sequence[Mention], best: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return "at least 11" of the lead for the "11" of a headline, which has no room for it."""
    only = best[0]
    if len(best) > 1 or only.zone is not Zone.TITLE or only.interval.bound is not Bound.EXACT:
        return best
    opened = (m for m in mentions if m.zone is Zone.LEAD and m.interval.min == only.interval.min)
    return next(((m,) for m in opened if m.interval.bound in _OPEN and m.counted), best)


def _completed(mentions: Sequence[Mention], best: tuple[Mention, ...]) -> tuple[Interval, tuple[Mention, ...]]:
    """Count to where "a fourth victim", told of beside three, says that the row ends."""
    interval = total_of([m.interval for m in best])
    last = max((m for m in mentions if m.nth), key=lambda m: m.nth, default=None)
    only = (
        last is not None and best == (last,) and not (last.frame == "dies" and set(last.heads) <= {"victim", "person"})
    )
    behind = best == (last,) if interval.max is None else interval.max < (last.nth if last else 0)
    if last is not None and _ends_row(last) and (behind or (last.remains and interval.min < last.nth)):
        return Interval(min=last.nth, max=last.nth), best
    if last is None or only or interval.bound is not Bound.EXACT or last.nth != interval.min + 1:
        return interval, best
    return Interval(min=last.nth, max=last.nth), (*(m for m in best if m is not last), last)


def _ends_row(mention: Mention) -> bool:
    """Whether "a sixth person has died", "..., the sixth person killed" or "a sixth body" says that six are dead."""
    told_as_last = mention.frame == "dies" or mention.definite or mention.remains
    return told_as_last and mention.nth > 1 and mention.heads in (("person",), ("victim",))


def _usable(mentions: Sequence[Mention]) -> list[Mention]:
    firm = [m for m in mentions if not m.part]
    whole = firm or list(mentions)
    strong = [m for m in whole if not m.weak] or whole
    positive = [m for m in strong if m.interval.max != 0]
    victims = [m for m in positive if not m.attacker]
    if any(m.counted for m in victims):
        positive = victims  # "ten were killed. Four attackers were also killed"
    newest = [m for m in positive if not m.superseded]
    if not newest:
        positive = [m for m in strong if not m.superseded] or positive  # "an earlier version said 14. Nobody died"
    return (newest if any(m.counted for m in newest) else positive) or strong


def _candidates(mentions: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Single mentions, and the sums of disjoint groups of one sentence."""
    found: list[tuple[Mention, ...]] = [(m,) for m in mentions]
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for together in by_sentence.values():
        apart = _disjoint(together)
        if len(apart) > 1:
            found.append(tuple(apart))
    return found


def _disjoint(mentions: Sequence[Mention]) -> list[Mention]:
    """Groups of one sentence that are not the same people: other heads, and no pointing back."""
    kept: list[Mention] = []
    for mention in mentions:
        if mention.frame in _WHOLES or set(mention.namings) <= POINTING or mention.interval.max == 0:
            continue
        if mention.heads == OWN and not all(other.related for other in kept):
            continue  # "shot three coworkers before he killed himself"
        if mention.definite and hardness((mention,)):
            continue
        if Naming.PRONOUN in mention.namings and mention.definite and any(m.interval == mention.interval for m in kept):
            continue  # "the bodies of a couple and their son; he appears to have shot his parents and himself"
        shares = len(mention.namings) > 1 and set(mention.namings) == {Naming.BARE} and mention.frame == "dies"
        if shares and kept and kept[-1].interval == mention.interval and not mention.more:
            continue  # "four were killed: three died at the scene and one in hospital"
        if any((other.start, other.heads) == (mention.start, mention.heads) for other in kept):
            continue  # "sent ten others to hospital with burns": once
        elliptic = mention.namings == (Naming.BARE,) and not mention.definite  # "11 died there and four later"
        if elliptic and kept and mention.frame == "treated" and kept[-1].frame in ("treated", "weak"):
            continue  # "seven were taken to hospital, two in critical condition", "5 shot, 1 critical"
        if any(other.remains and not mention.remains and not mention.heads for other in kept) and not mention.more:
            continue  # "773 bodies were counted, the ministry said; the WHO spoke of 700 dead"
        if (
            mention.remains
            and mention.interval.bound is Bound.VAGUE
            and not mention.more
            and any(m.counted for m in kept)
        ):
            continue  # "killed 28 people; several bodies were taken to a morgue"
        if any(mention.voice and other.voice and mention.voice != other.voice for other in kept):
            continue  # two speakers count the same people
        if elliptic and mention.voice and not mention.more and any(m.counted and not m.voice for m in kept):
            continue  # "gunmen killed nine farmers; residents said that eleven had died"
        if mention.interval.max == 1 and not mention.more and any(_are_some_people(other) for other in kept):
            continue  # "several people were hurt; a student had his hand severed"
        if kept and mention.perpetrator and not all(other.perpetrator for other in kept):
            continue  # "killed nine people before guards shot all five attackers"
        if any(set(mention.heads) & set(other.heads) for other in kept) and not (mention.more or elliptic):
            continue
        kept.append(mention)
    return kept


def _are_some_people(mention: Mention) -> bool:
    return mention.interval.bound is Bound.VAGUE and bool(mention.heads) and set(mention.heads) <= GENERIC


def _least(mentions: tuple[Mention, ...]) -> int:
    return sum(m.interval.min for m in mentions)


def _vague_whole(candidates: list[tuple[Mention, ...]], first: tuple[Mention, ...]) -> tuple[Mention, ...] | None:
    """`Dozens died`, told before one or two of them are: the number of some is not that of all."""
    if hardness(first) or all(set(m.heads) <= GENERIC for m in first):
        return None
    wholes = [one for one in candidates if hardness(one) == 1 and one[0].frame != "gerund" and not one[0].definite]
    return next((v for v in wholes if v[0].start < first[0].start and _least(v) > _least(first)), None)


def _outdoes(later: tuple[Mention, ...], first: tuple[Mention, ...]) -> bool:
    """Whether a later figure is the whole of which the first is a part."""
    if all(m.perpetrator for m in later) and not any(m.perpetrator for m in first):
        return False  # "14 soldiers were killed, and 31 militants"
    if later[0].sentence == first[0].sentence:
        return _least(later) > _least(first) and not any(m.interval.bound is Bound.VAGUE for m in later)
    if any(m.frame == "events" and m.definite for m in later):
        return False  # "the 56 killings" of a year
    if all(m.zone is Zone.TITLE for m in first) and all(m.zone is Zone.LEAD and m.counted for m in later):
        return _least(first) < _least(later) <= LARGEST_WHOLE * _least(first)  # a headline leaves some out
    named = all(Naming.NAME in m.namings for m in first)
    counted = all(m.counted and m.interval.bound is not Bound.VAGUE for m in later)
    generic = all(m.heads == () or set(m.heads) <= GENERIC for m in later)
    within = all(m.late for m in first) or _least(later) <= LARGEST_WHOLE * _least(first)
    return counted and generic and not named and within and _least(first) < _least(later)


def same_people(one: Mention, other: Mention) -> bool:
    """Whether two mentions count people as such, or people of the same name or kind.

    Of two speakers of one sentence one need not say whom he counts: "40 soldiers; the army acknowledged 13 dead".
    """
    if one.voice and other.voice and not (one.heads and other.heads):
        return True
    heads = set(one.heads) | set(other.heads)
    return heads <= GENERIC or bool(set(one.heads) & set(other.heads))
