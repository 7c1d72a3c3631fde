"""Mentions -> harms: who was shot and died is dead only, and who lies in hospital beside the dead is hurt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.casualties import Mention
from monitor.extraction.events.additions import GENERIC
from monitor.extraction.events.aggregate import figure
from monitor.extraction.harm.naming import Naming
from monitor.extraction.harm.numbers import bounded
from monitor.extraction.harm.own_deaths import OWN
from monitor.extraction.judging.judging import DESCRIBED
from monitor.model import Interval
from monitor.vocabulary import Bound, Harm

_IN_CARE = frozenset({"treated", "weak_wounds"})


def by_harm(mentions: Sequence[Mention]) -> dict[Harm, list[Mention]]:
    """Sort mentions by what happened; of those who were "shot" the ones who died are no longer injured."""
    mentions = _with_described(_with_murder_suicides(mentions))
    strong = [m for m in mentions if not m.weak]
    sorted_: dict[Harm, list[Mention]] = {}
    for mention in strong:
        sorted_.setdefault(mention.harm, []).append(mention)
    hits = [m for m in mentions if m.weak and not m.perpetrator] or [m for m in mentions if m.weak]
    for harm in {m.harm for m in hits}:
        told = sorted_.get(harm, [])
        left = _survivors([m for m in hits if m.harm is harm], sorted_.get(Harm.KILLED, []))
        more = [m for m in left if not told or _says_more(m, told)]
        if more:
            sorted_[harm] = more
        else:
            told.extend(replace(m, weak=False) for m in left if _stands_beside(m, told))
    _take_missing_for_taken(sorted_)
    if Harm.KILLED in sorted_ and all(m.superseded for m in sorted_.get(Harm.MISSING, ())):
        sorted_.pop(Harm.MISSING, None)  # "he had been missing since Thursday"
    return sorted_


def _take_missing_for_taken(sorted_: dict[Harm, list[Mention]]) -> None:
    """Count "80 pupils are missing" among the abducted where it follows that pupils were: another number of them."""
    taken = [m for m in sorted_.get(Harm.ABDUCTED, ()) if m.interval.max != 0 and not m.feared]
    missing = sorted_.get(Harm.MISSING, [])
    if not taken or not missing or any(m.sentence <= taken[0].sentence for m in missing):
        return
    sorted_[Harm.ABDUCTED] += [replace(m, harm=Harm.ABDUCTED, frame="recount") for m in missing]
    del sorted_[Harm.MISSING]


def _with_murder_suicides(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Count those of his own whom somebody shot as dead where the text calls it a murder-suicide."""
    if not any(m.frame == "together" for m in mentions):
        return mentions
    own = [m for m in mentions if m.weak and m.related and m.frame in ("weak", "weak_gerund")]
    return [replace(m, harm=Harm.KILLED, weak=False, frame="active") if m in own else m for m in mentions]


def _with_described(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Count those of "the victims were a teacher and five pupils" only where no number tells how many were harmed.

    They are hurt where the text speaks of nobody's death, and of somebody hurt.
    """
    if not any(m.frame == DESCRIBED for m in mentions):
        return mentions
    others = [m for m in mentions if m.frame != DESCRIBED and m.interval.max != 0]
    deaths = [m for m in others if m.harm is Harm.KILLED]
    hurt = [m for m in others if m.harm is Harm.INJURED]
    if any(m.interval.bound is not Bound.VAGUE for m in deaths or hurt):
        return [m for m in mentions if m.frame != DESCRIBED] if others else mentions
    harm = Harm.KILLED if deaths or not hurt else Harm.INJURED
    count = max(m.interval.min for m in mentions if m.frame == DESCRIBED)
    told = [m for m in mentions if m.frame == DESCRIBED or m.harm is not harm or m.interval.min > count]
    return [replace(m, harm=harm) if m.frame == DESCRIBED else m for m in told]


def _stands_beside(hit: Mention, told: Sequence[Mention]) -> bool:
    """Whether "a boy was hit by a stone" comes on top of "a man suffered burns" of the same sentence."""
    heads = {head for m in told for head in m.heads}
    together = all(m.sentence == hit.sentence and m.heads for m in told)
    back = hit.definite and not hit.related  # "his son was injured; the boy is expected to live"
    single = hit.interval.max == 1 and all(m.interval.max == 1 for m in told)
    # "18 inmates were hurt, and two guards were released with minor injuries"
    counted = hit.counted and all(m.counted for m in told) and not heads & GENERIC
    apart = hit.heads and not (heads | GENERIC) & set(hit.heads)
    return bool(together and not back and apart and (single or counted)) or _is_next_of_row(hit, told)


def _is_next_of_row(hit: Mention, told: Sequence[Mention]) -> bool:
    """Whether "a fifth beaten with clubs" goes on with "four wounded" of the same sentence."""
    return hit.nth > 1 and any(m.interval.max == hit.nth - 1 and m.sentence == hit.sentence for m in told)


def _says_more(hit: Mention, told: Sequence[Mention]) -> bool:
    """Whether "60 were taken to hospital" says more than "several people were hurt", or is told well before them."""
    early = hit.counted and not hit.part and (hit.sentence, hit.start) < min((m.sentence, m.start) for m in told)
    vague = early or all(m.interval.bound is Bound.VAGUE for m in told)
    return vague and hit.interval.bound is not Bound.VAGUE and hit.interval.min > max(m.interval.min for m in told)


def _survivors(hits: list[Mention], deaths: Sequence[Mention]) -> list[Mention]:
    """Of "three people were shot, one fatally" two are left; of "two were shot and killed" none."""
    certain = [m for m in deaths if not m.feared and m.interval.max != 0]
    dead = figure(certain)
    if dead is None:
        return hits
    treated = [m for m in hits if m.frame == "treated" and _lies_beside(m, dead[0], certain)]
    whole = [m for m in treated if not m.part]  # not "one of whom is in critical condition"
    left = _outlived([m for m in hits if m.frame != "treated"], dead[0], certain)
    return left if _are_more(left, whole) else whole or treated


def _are_more(left: list[Mention], treated: list[Mention]) -> bool:
    """Whether more were told as shot before than lie in hospital: "two were shot ... one was treated"."""
    counted = (m.interval.min for m in treated if m.interval.bound is not Bound.VAGUE)
    most = max(counted, default=0)  # "two officers shot; officers in stable condition"
    return any(m.interval.min > most and (not treated or m.start < treated[0].start) for m in left)


def _lies_beside(patient: Mention, dead: Interval, deaths: Sequence[Mention]) -> bool:
    """Whether those in hospital are others than the dead: another number, or another head."""
    both = patient.interval.max == patient.interval.min  # "two others survived; both were taken to hospital"
    several = patient.counted or both or len(patient.namings) > 1  # "a man and a girl were taken to hospital"
    if several and patient.interval.min > 1 and patient.interval.min != dead.min:
        return True
    return not _may_be_dead(patient, deaths) or _is_counted_apart(patient, dead, deaths)


def _outlived(hits: list[Mention], dead: Interval, deaths: Sequence[Mention]) -> list[Mention]:
    """Of those who were shot the ones who did not die: not "two deputies were shot and a suspect was killed"."""
    deaths = [m for m in deaths if not m.perpetrator] or deaths
    if all(m.perpetrator for m in deaths) and any(set(m.heads) - GENERIC and m.counted for m in hits):
        return hits
    most = max(hits, key=lambda m: m.interval.min, default=None)
    if most is None:
        return []
    if all(m.remains and m.sentence == most.sentence and most.start < m.start for m in deaths):
        return hits  # "21 had frostbite, and three bodies were taken from a lorry"
    shares = figure([m for m in deaths if _is_of(m, most)])
    dead = shares[0] if shares else dead  # "killed a priest and shot two nuns, one of whom died"
    if most.interval.min <= dead.min or (deaths[0].start < most.start and not shares):
        return [m for m in hits if not _may_be_dead(m, deaths) or _is_counted_apart(m, dead, deaths)]
    left = most.interval.min - dead.min
    if most.interval.max is None:
        return [replace(most, interval=bounded(left, most.interval.bound))]
    return [replace(most, interval=Interval(min=left, max=left))]


def _is_of(death: Mention, whole: Mention) -> bool:
    """Whether a death is told as one of those hurt: "one of the two guards shot on Friday has died"."""
    return (death.share and death.start > whole.start) or (death.late and death.start < whole.start < death.end)


def _is_counted_apart(hit: Mention, dead: Interval, deaths: Sequence[Mention]) -> bool:
    """Whether one sentence tells of the dead first and then of another number: "two died and 14 had stab wounds"."""
    if any(m.start == hit.start for m in deaths):
        return False  # "five were caught in the crossfire and killed"
    told_before = any(m.sentence == hit.sentence and m.start < hit.start for m in deaths)
    others = hit.interval.min != dead.min and (hit.interval.min > 1 or hit.namings == (Naming.BARE,))
    return told_before and hit.counted and not hit.part and others


def _is_introduced_beside(hit: Mention, deaths: Sequence[Mention]) -> bool:
    """Whether one sentence lists somebody dead and then a new one: "a man of 19, dead; a man of 22, grazed"."""
    told = (*deaths, hit)
    new = all(m.namings == (Naming.ONE,) and not m.definite and m.sentence == hit.sentence for m in told)
    return new and all(m.start < hit.start and m.end <= hit.start for m in deaths)


def _is_named_alike(hit: Mention, deaths: Sequence[Mention]) -> bool:
    return bool(set(hit.heads) & {head for m in deaths for head in m.heads}) or not hit.heads


def _is_of_whom_just_told(death: Mention, hit: Mention) -> bool:
    """Whether "he died" follows right behind "another had been run over by the bus"."""
    he = set(death.namings) == {Naming.PRONOUN} and death.interval.max == hit.interval.max == 1
    return he and death.frame == "dies" and 0 <= death.sentence - hit.sentence <= 1 and death.start > hit.start


def _may_be_dead(hit: Mention, deaths: Sequence[Mention]) -> bool:
    """Whether the one who was shot may be the one who died: no other head sets them apart."""
    if any(m.start == hit.start for m in deaths):
        return True  # "another was shot in the head and died later"
    if any(_is_of_whom_just_told(m, hit) for m in deaths):
        return True
    names = {Naming.NAME}
    if all(set(m.namings) == names for m in (hit, *deaths)) and not _is_named_alike(hit, deaths):
        return False  # "Botha was shot. Nkosi died in hospital"
    if hit.survived:
        return False  # "the mother was stabbed and lived. Her sons died"
    if hit.sex and all(m.sex and m.sex != hit.sex for m in deaths):
        return False  # "a man died. The driver, a woman of 30, was taken to hospital"
    if _is_introduced_beside(hit, deaths):
        return False
    if hit.living and hit.interval.max and all(m.start < hit.start for m in deaths):
        return False  # "shot her husband dead before shooting herself; she remains in critical condition"
    heads = {head for m in deaths if m.heads != OWN for head in m.heads}
    told_after = not hit.definite and all(m.start < hit.start for m in deaths)
    if hit.frame in _IN_CARE and told_after and hit.heads and heads and not (heads | GENERIC) & set(hit.heads):
        return False  # "the pilot and a passenger died. A woman was flown to a clinic with serious injuries"
    if hit.light and told_after and not _is_named_alike(hit, deaths):
        return False  # "he died. A bystander suffered a graze wound"
    if hit.in_limb and told_after and hit.heads and not (heads | GENERIC) & set(hit.heads):
        return False  # "a barber was found slain. A customer was shot in the shoulder"
    if hit.more or hit.also or (hit.related and heads and not heads & set(hit.heads)):
        return False
    told_before = not hit.definite and all(
        m.start < hit.start and m.frame != "event" for m in deaths
    )  # "six bodies; a man was hit"
    apart = hit.heads and (heads or told_before) and not heads & set(hit.heads)
    return not apart or hit.sentence not in {m.sentence for m in deaths}
