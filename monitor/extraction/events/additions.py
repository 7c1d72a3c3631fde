"""Those who come on top of a first figure in later sentences: "a guard was also hurt", "three more bodies"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.harm.naming import Naming
from monitor.extraction.harm.own_deaths import OWN
from monitor.vocabulary import Bound, Zone

GENERIC = frozenset({"people", "persons", "person", "victims", "deaths", "lives"})
"""Heads that count people as such."""
_DEEDS = frozenset({"dies", "participle", "active"})
POINTING = frozenset({Naming.PRONOUN})


def hardness(mentions: tuple[Mention, ...]) -> int:
    """0 for a count, a name or a description, 1 for an uncounted plural, 2 for a pronoun alone."""
    namings = {naming for m in mentions for naming in m.namings}
    if namings <= POINTING:
        return 2 if any(m.interval.max is None for m in mentions) else 0
    return int(all(m.interval.bound is Bound.VAGUE for m in mentions))


def added(mentions: Sequence[Mention], best: tuple[Mention, ...]) -> list[Mention]:
    """Those who are told as one more in a later sentence: "a guard was also hurt"."""
    if not all(m.heads and not set(m.heads) & GENERIC for m in best):
        return [m for m in mentions if _comes_on_top(m, best)]
    taken = {head for m in best for head in m.heads}
    last = max(m.sentence for m in best)
    found = []
    for mention in mentions:
        further = mention.more and not mention.definite  # "the two others have light injuries" were counted before
        more = mention.also or further or _is_other_name(mention, best) or _is_own_beside(mention, best)
        more = more or _is_of_other_sex(mention, best) or _is_next_single(mention, best)
        if mention.sentence > last and (_is_just_another(mention, mentions, best) or _comes_on_top(mention, best)):
            found.append(mention)
            continue
        other_side = best[0].perpetrator and not mention.perpetrator
        if other_side or _is_counted_beside(mention, mentions, best):
            continue  # "killed 23 militants. Six soldiers also died": two sides, each its own claim
        died_later = best[0].at_once and not mention.at_once and mention.frame == "dies" and not mention.definite
        if mention.sentence > last and ((mention.late and mention.share) or (died_later and mention.counted)):
            found.append(mention)  # "eight guests were killed. Eleven were wounded, two of whom died"
            continue
        if mention.sentence <= last or not more or not mention.heads or hardness((mention,)):
            continue
        if _are_alike(taken, set(mention.heads)):
            if not (_is_another(mention, mentions, best) or _is_next_single(mention, best)):
                continue
        elif set(mention.heads) & GENERIC:
            continue
        found.append(mention)
        taken |= set(mention.heads)
    return found


def _comes_on_top(mention: Mention, best: tuple[Mention, ...]) -> bool:
    """Whether "three more died in hospital" follows "killing 11 on the spot", or "his cousin was hurt" what he lost."""
    if best[0].at_once and mention.more and mention.frame == "dies" and _is_just_behind(mention, best):
        return True
    if mention.more and mention.remains and mention.counted and _is_told_below(mention, best):
        return True  # "twelve people died. The bodies of three more were found on Monday"
    he = len(best) == 1 and set(best[0].namings) <= {*POINTING, Naming.NAME} and best[0].interval.max == 1
    kin = mention.related and mention.definite and mention.interval.max == 1
    return he and kin and mention.sentence > best[0].sentence


def _is_told_below(mention: Mention, best: tuple[Mention, ...]) -> bool:
    """Whether a final toll that no headline gives, which has the newest, is followed by others."""
    whole = all(m.zone is not Zone.TITLE and m.interval.bound is Bound.EXACT for m in best)
    return whole and mention.sentence == best[0].sentence + 1 and not mention.part


def _is_just_behind(mention: Mention, best: tuple[Mention, ...]) -> bool:
    """Whether "Three more died in hospital" follows "a lorry hit traders, killing 11 on the spot"."""
    return mention.counted and mention.sentence == best[0].sentence + 1 and not mention.at_once


def _is_own_beside(mention: Mention, best: tuple[Mention, ...]) -> bool:
    """Whether "He then turned the gun on himself" follows those of his own whom he killed."""
    return mention.heads == OWN and all(m.related for m in best)


def _is_counted_beside(mention: Mention, mentions: Sequence[Mention], best: tuple[Mention, ...]) -> bool:
    """Whether "14 others" come on top of what their own sentence counts: "54 bodies washed ashore and 14 others"."""
    here = (m for m in mentions if m.sentence == mention.sentence and m.start < mention.start and m not in best)
    return mention.more and any(m.counted and not m.more for m in here)


def _is_another(mention: Mention, mentions: Sequence[Mention], best: tuple[Mention, ...]) -> bool:
    """Whether "another worker died", told after "four workers were killed", comes on top of them.

    It does not where the others are told one by one as well: "one died at once, another on Friday".
    """
    if not mention.more or mention.nth or mention.interval.max != 1:
        return False
    first = min(m.start for m in best)
    singles = [m for m in mentions if m not in best and first < m.start < mention.start]
    return not any(m.interval.max == 1 and _are_alike(set(m.heads), set(mention.heads)) for m in singles)


def _is_just_another(mention: Mention, mentions: Sequence[Mention], best: tuple[Mention, ...]) -> bool:
    """Whether "another died in hospital" comes right behind "killed four soldiers", and nobody's death between."""
    alone = mention.more and not mention.heads and not mention.nth and mention.interval.max == 1
    if not alone or mention.frame != "dies" or Naming.ONE not in mention.namings:
        return False
    before = [m for m in mentions if m.start < mention.start]
    return bool(before) and max(before, key=lambda m: m.start) in best


def _is_of_other_sex(mention: Mention, best: tuple[Mention, ...]) -> bool:
    """Whether "a woman died on Tuesday" follows "a man was killed"."""
    two = len(best) == 1 and mention.interval.max == best[0].interval.max == 1
    return two and bool(mention.sex) and best[0].sex not in ("", mention.sex)


def _is_next_single(mention: Mention, best: tuple[Mention, ...]) -> bool:
    """Whether "His guard died an hour later" follows "a councillor was shot", or a man of 31 one of 24."""
    if len(best) > 1 or not mention.interval.max == best[0].interval.max == 1 or mention.zone is Zone.TITLE:
        return False
    if mention.age and best[0].age:
        return mention.age != best[0].age and not mention.definite
    kin = mention.related and mention.frame in _DEEDS and mention.sentence == best[0].sentence + 1
    return kin and best[0].frame in _DEEDS and not best[0].related and best[0].zone is not Zone.TITLE


def _are_alike(some: set[str], others: set[str]) -> bool:
    """Whether a head is another's singular or plural, as far as a shared beginning tells."""
    return any(one.startswith(other) or other.startswith(one) for one in some for other in others)


def _is_other_name(mention: Mention, best: tuple[Mention, ...]) -> bool:
    """`Lopez died.` after `Garcia was killed.`: other people, as far as names tell."""
    told = {"participle", "dies", "state"}
    names = {Naming.NAME}
    return (
        set(mention.namings) == names
        and mention.frame in told
        and all(set(m.namings) == names and m.frame in told for m in best)
    )
