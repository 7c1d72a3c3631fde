"""Whether a near-copy says anything else: a changed number, name or place makes it an update, never a copy.

The comparison is with everything that the story's members said, not with the nearest text: a reprint of a
reprint of an older version brings nothing new, and a number changed against every version does.
"""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Sequence
from itertools import product

from monitor.model import Event, Figure, Interval, Report, Story
from monitor.stories.features import Features, Placed
from monitor.stories.figures import overlap
from monitor.stories.profile import Profile
from monitor.stories.respelling import is_respelled
from monitor.stories.words import fold, stem
from monitor.vocabulary import Flag, Harm, Role, Status

ACTING = (Role.ATTACKER, Role.ACCUSED, Role.CLAIMANT)
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = "number"
_TYPING_ERRORS = 1  # letters: a name so near a known one is a slip of the keyboard or another spelling


def retouched(report: Features, story: Profile, beside: Sequence[Profile] = ()) -> str | None:
    """Return what a near-copy changed, in words, or nothing.

    What stands in one of the stories `beside`, of which it is a near-copy too, is not new: one article told them all.
    """
    return _changed_number(report, story, beside) or _changed_name(report, story)


def recounted(report: Report, story: Story) -> str | None:
    """Return what a near-copy counts otherwise than anybody in the story: "one" and "nobody" are numbers too.

    Where those who were killed are now injured, nothing but the kind of harm differs.
    """
    casualties = report.event.casualties if report.event else None
    for harm in Harm:
        casualty = casualties.of(harm) if casualties else None
        if casualty is None or casualty.feared is not None:
            continue
        figure = next((one for one in story.figures if one.harm is harm), None)
        if figure is None and story.figures and casualty.value.min:
            return f"{casualty.value.min} {harm} where nobody was"
        if figure and not any(overlap(casualty.value, value) for value in _told_values(figure)):
            return f"{casualty.value.min} {harm} where {figure.value.min} stood"
    return None


def reattributed(report: Report, story: Story, known: Profile) -> str | None:
    """Return whom a near-copy names as the doer whom no text of the story names, or that it tells a denial."""
    if report.event is None or story.event is None:
        return None
    known_ids = {actor.id for actor in story.event.actors}
    for actor in report.event.actors:
        is_new = actor.role in ACTING and actor.id not in known_ids
        if is_new and not all(stem(fold(word)) in known.terms for word in _WORD.findall(actor.name)):
            return f"{actor.name} ({actor.role}) is new"
    return "it is denied" if _is_denied(report.event) and not _is_denied(story.event) else None


def _is_denied(event: Event) -> bool:
    return event.verification.status is Status.DISPUTED and Flag.DENIED in event.verification.flags


def _told_values(figure: Figure) -> list[Interval]:
    return [figure.value, *(told.claim.value for told in figure.told if told.claim.value)]


def _changed_number(report: Features, story: Profile, beside: Sequence[Profile]) -> str | None:
    known = [story.numbers, *(other.numbers for other in beside)]
    new = sorted(value for value in report.told.numbers if not any(value in numbers for numbers in known))
    if new:
        return f"the number {new[0]:g} is new"
    for one in report.placed:
        kind = _kind(one.word)
        for words in _beside(one, story) if kind else ():
            stood = [word for word in words if _kind(word) == kind]
            if stood and one.word not in stood:
                return f"{_in_words(one.word)} where {_in_words(min(stood))} stood"
    return None


def _kind(word: str) -> str:
    """Return what a placed word is: a number in digits or a word, a day of the week, a month, a side, or "", a name."""
    return _NUMBER if word[0].isdigit() else word.partition(" ")[0] if " " in word else ""


def _may_be_a_name(word: str) -> bool:
    """Return whether a placed word is a name, or a side of the compass, which begins many: "South Sudan"."""
    return _kind(word) in ("", "side")


def _in_words(word: str) -> str:
    kind, _, what = word.partition(" ")
    if kind == "month":
        return month_name[int(what)]
    return day_name[int(what) - 1] if kind == "day" else what or word


def _changed_name(report: Features, story: Profile) -> str | None:
    """A name was changed where other names of the story stand between the same words, and it never stood there.

    A name that the story has elsewhere must stand where one other name does, between the words before and the words
    after. A slip of the keyboard is near the name that stood there; nearness to another of the story's names is chance.
    """
    for one in report.placed:
        if _kind(one.word):
            continue
        before, after = (frozenset(word for word in beside if _may_be_a_name(word)) for beside in _beside(one, story))
        at_an_edge = not one.after
        stood = before & after if one.word in story.terms and not at_an_edge else before | after
        if one.word not in before | after and stood and not any(_is_slip(one.word, known) for known in stood):
            return f"{one.word} where {_in_words(min(stood))} stood"
    return None


def _beside(placed: Placed, story: Profile) -> tuple[frozenset[str], frozenset[str]]:
    """Return what the story's members have between the words before, and between the words after."""
    return story.stood_around(placed.before), story.stood_around(-placed.after)


def _is_slip(one: str, known: str) -> bool:
    """Return whether a name is a known one with a slip of the keyboard, or in another language's letters."""
    return _nearly(one, known) or any(is_respelled(*pair) for pair in product(_whole(one), _whole(known)))


def _whole(stemmed: str) -> tuple[str, str]:
    """Return a name as it is kept, and with the ending that may have been cut off it: Mohammed is "mohamm"."""
    return stemmed, f"{stemmed}ed"


def _nearly(one: str, other: str) -> bool:
    """Return whether one letter was changed, added, left out or swapped with the next."""
    if abs(len(one) - len(other)) > _TYPING_ERRORS or min(len(one), len(other)) < 4:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (len(rest) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:])
    )
