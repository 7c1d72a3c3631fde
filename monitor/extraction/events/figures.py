"""The mentions of one event -> its figures, with who says each and how sure it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from monitor.extraction.casualties import Mention
from monitor.extraction.events.additions import GENERIC
from monitor.extraction.events.aggregate import figure, same_people
from monitor.extraction.events.cluster import Cluster
from monitor.extraction.events.live_entries import with_latest_entries
from monitor.extraction.events.other_scenes import is_of_another_scene
from monitor.extraction.events.survivors import by_harm
from monitor.extraction.events.telling import Telling, evidence_of
from monitor.extraction.verification import status_of
from monitor.model import Casualties, Casualty, Claim, Interval
from monitor.vocabulary import LADDER, Bound, ClaimKind, Flag, Harm, Status, Zone

_AS_SUCH = GENERIC | {"civilian", "civilians"}
_ANYBODY = GENERIC | {"body", "bodies"}
_VOUCHED = (Status.CLAIMED, Status.REPORTED)
_OPENING = (Zone.TITLE, Zone.LEAD)
NEAR_BOAST = 2
"""Sentences between the bodies that a hospital counts and the fighters that a side says it killed."""
FEWEST_VOICES = 2
"""Speakers of one sentence that are told apart."""
Told = TypeVar("Told", Claim, Casualty)


def find_casualties(telling: Telling, cluster: Cluster) -> Casualties:
    """Return the figures of an event, each with its claims and how sure it is."""
    sorted_ = by_harm(with_latest_entries(telling.live_entries, cluster.mentions))
    figures = {harm: _casualty(telling, harm, mentions) for harm, mentions in sorted_.items()}
    return Casualties(
        killed=figures.get(Harm.KILLED),
        injured=figures.get(Harm.INJURED),
        missing=figures.get(Harm.MISSING),
        abducted=figures.get(Harm.ABDUCTED),
    )


def _casualty(telling: Telling, harm: Harm, mentions: list[Mention]) -> Casualty | None:
    claims = tuple(_claim(telling, harm, mention) for mention in mentions)
    mentions = _with_voices(mentions, claims)
    firm = _better_founded(_not_denied(mentions, claims), mentions, claims)
    stated = figure([m for m in firm if not m.feared])
    feared = figure([m for m in firm if m.feared and not m.superseded])
    if stated and feared and _is_vague_within(feared[0], stated[0]):
        feared = None  # "dozens feared drowned" of the headline, where the lead counts 78 dead
    best = stated or feared
    if best is None:
        return None
    told = claims[mentions.index(best[1][0])] if best[1][0] in mentions else claims[0]
    lists, pairs = _lists(firm, best[0]), list(zip(mentions, claims, strict=True))
    standing = [(m, claim) for m, claim in pairs if firm is mentions or Flag.DENIED not in claim.flags]
    apart = [(m, claim) for m, claim in standing if stated and m.sentence not in lists]
    first = best[1][0]
    apart = [(m, claim) for m, claim in apart if not is_of_another_scene(telling.context, m, first)]
    grown = max((m.sentence for m in mentions if m.risen and m.sentence <= first.sentence), default=0)
    if grown:
        apart = [(m, claim) for m, claim in apart if m.sentence >= grown or not _is_below(m.interval, best[0])]
    rivals = [m for m, claim in apart if _contradicts(m, claim, best, told)]
    told = _in_the_text(telling, told, best[0], standing)
    value = stated[0] if stated else Interval(min=0, max=feared[0].max if feared else None, bound=Bound.UP_TO)
    extra = {Flag.CONFLICTING} if rivals else set() if stated else {Flag.FEARED}
    if firm is not mentions and any(Flag.DENIED in claim.flags and m.interval == value for m, claim in pairs):
        extra |= {Flag.DENIED}  # "seven died, a doctor said. The army denied that seven had died"
    return Casualty(
        value=_spanning([value, *(m.interval for m in rivals)]) if rivals else value,
        feared=feared[0] if feared else None,
        status=Status.DISPUTED if rivals or Flag.DENIED in extra else told.status,
        flags=tuple(dict.fromkeys((*told.flags, *extra))),
        evidence=tuple(evidence_of(telling.article, m.start, m.end) for m in (*best[1], *rivals)),
        claims=claims,
    )


def _in_the_text(telling: Telling, told: Claim, value: Interval, pairs: list[tuple[Mention, Claim]]) -> Claim:
    """A headline leaves out who says so: its number is no surer than the first place where the text tells it."""
    in_title = telling.is_in_title(told.evidence[0].start)
    if not in_title:
        return told
    same = (claim for m, claim in pairs if m.interval.min == value.min and not telling.is_in_title(m.start))
    first = next(same, told)
    if LADDER.index(first.status) > LADDER.index(told.status):
        return told
    return replace(first, flags=tuple(dict.fromkeys((*told.flags, *first.flags))))


def _is_vague_within(feared: Interval, stated: Interval) -> bool:
    return feared.bound is Bound.VAGUE and stated.bound is not Bound.VAGUE and stated.min >= feared.min


def _lists(mentions: list[Mention], whole: Interval) -> frozenset[int]:
    """Return the sentences whose numbers add up to the whole at most: "17 in Mindoro, nine in Batangas"."""
    listed: dict[int, list[int]] = {}
    for mention in mentions:
        listed.setdefault(mention.sentence, []).append(mention.interval.min)
    return frozenset(at for at, told in listed.items() if len(told) > 1 and sum(told) <= whole.min)


def _not_denied(mentions: list[Mention], claims: tuple[Claim, ...]) -> list[Mention]:
    """Leave out the numbers that a speaker rejects, where another number stands beside them."""
    firm = [m for m, claim in zip(mentions, claims, strict=True) if Flag.DENIED not in claim.flags]
    return firm if any(m.counted and m.frame != "boasts" for m in firm) else mentions


def _with_voices(mentions: list[Mention], claims: tuple[Claim, ...]) -> list[Mention]:
    """Tell apart who gives each number of a sentence: "the governor announced 23 deaths, while a lawmaker said 31".

    Not where each counts his own: "the army said 12 soldiers died, and the rebels that nine of their fighters did".
    """
    if len(mentions) < FEWEST_VOICES:
        return mentions
    pairs = [(m, claim.attribution) for m, claim in zip(mentions, claims, strict=True) if set(m.heads) <= _ANYBODY]
    said = {m.start: speaker.start + 1 for m, speaker in pairs if speaker}
    voices: dict[int, set[int]] = {}
    for m, _ in pairs:
        if m.start in said:
            voices.setdefault(m.sentence, set()).add(said[m.start])
    return [
        replace(m, voice=said[m.start]) if m.start in said and len(voices[m.sentence]) >= FEWEST_VOICES else m
        for m in mentions
    ]


def _better_founded(firm: list[Mention], mentions: list[Mention], claims: tuple[Claim, ...]) -> list[Mention]:
    """Leave out what is only rumoured, or told by somebody nameless, where one with a name counted the dead before.

    "Up to 20 died, by unconfirmed reports. Police have confirmed four." The other number may still contradict.
    """
    claim_of = {id(m): claim for m, claim in zip(mentions, claims, strict=True)}
    rumoured = [m for m in firm if claim_of[id(m)].status is Status.UNVERIFIED]
    if not rumoured or len(rumoured) == len(firm):
        return firm
    named = [m for m in firm if m.counted and not m.part and claim_of[id(m)].status in _VOUCHED]
    first = min(m.sentence for m in rumoured)
    tolls = (m for m in named if m.sentence <= first and m.interval.max != 0 and m.interval.bound is not Bound.VAGUE)
    tolls = (m for m in tolls if set(m.heads) <= _AS_SUCH and not m.remains)
    if any(claim_of[id(m)].attribution for m in tolls):
        return [m for m in firm if m not in rumoured]
    return [m for m in firm if m not in rumoured or m.interval.bound is not Bound.UP_TO] if named else firm


def _claim(telling: Telling, harm: Harm, mention: Mention) -> Claim:
    """Make the claim of one mention; a number of people who are only feared dead says so itself."""
    claim = telling.verify(mention.start, mention.end, ClaimKind.TOLL, harm=harm, value=mention.interval)
    return replace(claim, flags=(*claim.flags, Flag.FEARED)) if mention.feared else claim


def _contradicts(mention: Mention, claim: Claim, best: tuple[Interval, tuple[Mention, ...]], told: Claim) -> bool:
    """Whether another speaker gives another number for the same people, not one for a part or an earlier hour."""
    value, (first, *_) = best
    if mention.part or mention.more or mention.also or mention.superseded or mention.feared or not mention.counted:
        return False
    if _are_bodies_and_a_boast(mention, first):
        return _is_below(mention.interval, value) or _is_below(value, mention.interval)
    if (mention.afterwards or mention.share) and _is_below(mention.interval, value):
        return False  # "one of the wounded had died on the way", of 14 in all
    if mention.remains and mention.frame != "recount" and _is_below(mention.interval, value):
        return False  # "50 bodies were pulled from the water" of 78 who died
    if mention.frame == "named" or (mention.attacker and not first.attacker):
        return False
    if mention.frame == "recount" and Bound.VAGUE not in {mention.interval.bound, value.bound}:
        return _is_below(mention.interval, value) or _is_below(value, mention.interval)
    if not (mention.voice and first.voice and mention.voice != first.voice) and not _other_speakers(claim, told):
        return False
    if mention.interval.max == 0 or Bound.VAGUE in {mention.interval.bound, value.bound}:
        return False
    same = same_people(mention, first) or (not first.heads and mention.zone in _OPENING)
    return same and (_is_below(mention.interval, value) or _is_below(value, mention.interval))


def _are_bodies_and_a_boast(one: Mention, other: Mention) -> bool:
    """Whether one counts bodies and the other fighters whom a side says it killed: "14 bodies", "22 militiamen"."""
    exact = one.interval.bound is other.interval.bound is Bound.EXACT
    near = abs(one.sentence - other.sentence) <= NEAR_BOAST
    return exact and near and one.remains != other.remains and (other if one.remains else one).perpetrator


def _other_speakers(one: Claim, other: Claim) -> bool:
    """Whether two claims name speakers, and not the same."""
    if one.attribution is None or other.attribution is None:
        return False
    return one.attribution.source.casefold() != other.attribution.source.casefold()


def _is_below(one: Interval, other: Interval) -> bool:
    return one.max is not None and one.max < other.min


def _spanning(intervals: list[Interval]) -> Interval:
    """Return the interval over numbers that contradict each other: open when one of them is."""
    low = min(one.min for one in intervals)
    highs = [one.max for one in intervals if one.max is not None]
    if len(highs) < len(intervals):
        return Interval(min=low, max=None, bound=Bound.AT_LEAST)
    return Interval(min=low, max=max(highs), bound=Bound.RANGE)


def figures_of(casualties: Casualties) -> list[Casualty]:
    """Return the figures that are stated."""
    return [figure_ for harm in Harm if (figure_ := casualties.of(harm))]


def denied_casualties(casualties: Casualties) -> Casualties:
    """Return the figures of an event that is told only as denied."""
    return _each(casualties, as_denied)


def casualties_of_no_side(casualties: Casualties) -> Casualties:
    """Return the figures of a mishap in which nobody is a party: what the navy says of a ferry."""
    return _each(casualties, of_no_side)


def _each(casualties: Casualties, changed: Callable[[Casualty], Casualty]) -> Casualties:
    stated = {harm.value: changed(figure_) for harm in Harm if (figure_ := casualties.of(harm))}
    return replace(casualties, **stated)


def as_denied(told: Told) -> Told:
    """Mark what is told only as denied."""
    return replace(told, status=Status.DISPUTED, flags=tuple(dict.fromkeys((*told.flags, Flag.DENIED))))


def of_no_side(told: Told) -> Told:
    """Take away that a side says so."""
    if Flag.PARTY_CLAIM not in told.flags:
        return told
    flags = tuple(flag for flag in told.flags if flag is not Flag.PARTY_CLAIM)
    own = replace(told, flags=flags, status=status_of(flags))
    return replace(own, claims=tuple(map(of_no_side, own.claims))) if isinstance(own, Casualty) else own
