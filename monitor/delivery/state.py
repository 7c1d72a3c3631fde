"""What a letter's story comes to now: the one place that subject, first line and body agree on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from monitor.delivery import wording
from monitor.delivery.taken_back import correction_words, is_gone, is_withdrawal, nobody_else_tells
from monitor.model import (
    CORRECTS_ITSELF,
    Claim,
    Event,
    Figure,
    Interval,
    Letter,
    MaterialChange,
    Story,
)
from monitor.vocabulary import LADDER, Change, ClaimKind, Flag, Harm, NoticeKind, Role, Status, Verdict

_ORDERED = re.compile(r"\border(?:s|ed|ing)?\b", re.IGNORECASE)
_ORDERED_SOMEBODY = re.compile(r"\bordered\s+(?!(?:by|from)\b)(.+)", re.IGNORECASE | re.DOTALL)
WHO_ORDERED, WHO_IS_BEHIND, WHO_DID_IT = "who ordered it", "who is behind it", "who carried it out"
IN_DOUBT = (Status.DISPUTED, Status.UNVERIFIED, Status.CLAIMED)


def event_of(letter: Letter) -> Event | None:
    """Return the event as the story tells it, or else as the report does."""
    if letter.story and letter.story.event:
        return letter.story.event
    return letter.report.event if letter.report else None


def is_count(letter: Letter) -> bool:
    """Say whether the letter tells what a rule over time counted, and so of no event that could be in doubt."""
    return letter.story is not None and letter.story.watch is not None


def figures_of(letter: Letter) -> tuple[Figure, ...]:
    """Return the current figures, in the order killed, injured, missing, abducted."""
    if letter.story and letter.story.figures:
        return letter.story.figures
    event = event_of(letter)
    stated = ((harm, event.casualties.of(harm)) for harm in Harm) if event else ()
    return tuple(
        Figure(harm=harm, value=one.value, feared=one.feared, status=one.status, flags=one.flags)
        for harm, one in stated
        if one
    )


def status_of(letter: Letter) -> Status:
    """Return the lowest rung of what the message prints; `unknown` where facts were not read."""
    event = event_of(letter)
    if event is None:
        return letter.facts.verification.status if letter.facts else Status.UNKNOWN
    printed = {event.verification.status, *(figure.status for figure in figures_of(letter))}
    return next((rung for rung in LADDER if rung in printed), Status.UNKNOWN)


def flags_of(letter: Letter) -> tuple[Flag, ...]:
    """Return why the message as a whole is less than certain."""
    event = event_of(letter)
    if event is not None:
        return event.verification.flags
    return letter.facts.verification.flags if letter.facts else ()


def is_possible(letter: Letter) -> bool:
    """Say whether no rule that makes the message as urgent as it is is certain: each only might be met."""
    urgent = [rule for rule in letter.rules if rule.level is letter.notice.level] or letter.rules
    return bool(urgent) and all(rule.verdict is not Verdict.MATCH for rule in urgent)


def question(claim: Claim, told_in: str) -> str:
    """Name what a claim answers: `who ordered it`, in the words of the sentence that tells it."""
    if claim.about is ClaimKind.TOLL:
        return "the toll"
    if claim.about is ClaimKind.EVENT:
        return "what happened"
    if claim.role is Role.ATTACKER:
        return WHO_DID_IT
    if claim.role is Role.CLAIMANT:
        return "who claims it"
    if not _ORDERED.search(told_in):
        return WHO_IS_BEHIND
    return WHO_DID_IT if _was_ordered(claim, told_in) else WHO_ORDERED


def _was_ordered(claim: Claim, told_in: str) -> bool:
    """Whether the accused is who got the order: "the president ordered the head of intelligence, X, to launch it"."""
    name = " ".join(claim.evidence[0].quote.split()) if claim.evidence else ""
    order = _ORDERED_SOMEBODY.search(told_in)
    before, found, after = order[1].partition(name) if order and name else ("", "", "")
    return bool(found) and " to " in after and " to " not in f"{before} "


def doubtful_claims(letter: Letter) -> tuple[Claim, ...]:
    """Return the claims about perpetrator and event that are below `reported`, lowest rung first.

    What anybody reports as a fact is not in doubt because another only claims it, unless somebody denies it.
    """
    claims = event.claims if (event := event_of(letter)) else ()
    sure = {_of(claim) for claim in claims if claim.status in (Status.REPORTED, Status.CORROBORATED)}
    doubtful = [one for one in claims if one.status in IN_DOUBT]
    open_ones = [one for one in doubtful if one.status is Status.DISPUTED or _of(one) not in sure]
    if not _is_told(letter, open_ones):
        open_ones += [one for one in doubtful if one.status is status_of(letter) and one not in open_ones]
    return tuple(sorted(open_ones, key=lambda claim: LADDER.index(claim.status)))


def _is_told(letter: Letter, doubts: Sequence[Claim]) -> bool:
    """Whether a reader sees what the status of the whole stands on: "CLAIMED" alone leaves open what is."""
    shown = {one.status for one in doubts} | {one.status for one in figures_of(letter)}
    return status_of(letter) in shown


def _of(claim: Claim) -> tuple[ClaimKind, str | None, Role | None]:
    return claim.about, claim.actor, claim.role


def facts_line(letter: Letter) -> str:
    """Say the figures, `14 killed, over 100 injured`, or what happened when there are none."""
    figures = figures_of(letter)
    if figures:
        return ", ".join(wording.figure(one.harm, one.value, one.feared) for one in figures)
    event = event_of(letter)
    if event is not None:
        return f"{wording.what(event)}, no casualties stated"
    return headline_of(letter)


def headline_of(letter: Letter) -> str:
    """Return the article's or the story's own headline, on one line; a count has one that no article has."""
    if letter.story and is_count(letter):
        return letter.story.headline
    titles = (letter.article and letter.article.title, letter.story and letter.story.headline, letter.title)
    return " ".join(next((title for title in titles if title), "no title").split())


def changes_line(letter: Letter) -> str:
    """Say what changed and who says so: `killed 14 -> 21, injured 100 -> 130 (TASS)`; what is taken back stands last.

    How sure it is now is said behind it, by `status_line`.
    """
    told = in_order(tuple(one for one in letter.changes if not _is_said_already(one, letter)))
    words = []
    for by, same in groupby(told, key=lambda one: _by_whom(one, letter)):
        words.append(", ".join(change_words(letter, one).removeprefix("correction: ") for one in same) + by)
    return ", ".join(words)


def _is_said_already(one: MaterialChange, letter: Letter) -> bool:
    """Whether the first line has it in other words: how sure it is at its end, a correction at its start."""
    if one.kind is Change.CORRECTION:
        return one.now == CORRECTS_ITSELF and any(other.harm for other in letter.changes)
    return one.kind is Change.VERIFICATION or (is_gone(one) and is_withdrawal(letter))


def _by_whom(one: MaterialChange, letter: Letter) -> str:
    """Name the outlet; of a number that stands beside the story's own a reader must know whose it is."""
    if one.told is None:
        return ""
    outlet, beside = one.told.source, one.harm and one.before and current_of(letter.story).get(one.harm) == one.before
    return f" ({outlet.id}, not among your sources)" if beside and not outlet.configured else f" ({outlet.id})"


def in_order(changes: tuple[MaterialChange, ...]) -> tuple[MaterialChange, ...]:
    """Return changes in the order they are told: what a correction takes back last."""
    return tuple(sorted(changes, key=lambda one: one.kind is Change.CORRECTION))


def change_words(letter: Letter, one: MaterialChange) -> str:
    """Say one change; a correction names what was wrong, as far as that was a figure."""
    if one.kind is Change.CORRECTION and is_count(letter):
        return one.now or ""
    if one.kind is Change.CORRECTION and (words := correction_words(letter, one)):
        return words
    return wording.change(one, current=current_of(letter.story))


def current_of(story: Story | None) -> dict[Harm, Interval]:
    """Return the story's figures as they now stand."""
    return {figure.harm: figure.value for figure in story.figures} if story else {}


def status_line(letter: Letter, questions: tuple[str, ...]) -> str:
    """Say how sure, and of what not: `UNVERIFIED: who ordered it`, `now DISPUTED (was reported): the toll`."""
    if is_count(letter):
        return ""
    status, was = status_of(letter), _status_before(letter)
    words = wording.STATUS[status]
    if was is not None and was is not status:
        words = f"now {words} (was {wording.STATUS[was]})"
    elif _is_later(letter) and status in IN_DOUBT:
        words = f"still {words}"
    if nobody_else_tells(letter):
        return f"{words}; no other outlet tells of it"
    return f"{words}: {', '.join(questions)}" if questions else words


def lead(letter: Letter) -> str:
    """Say the figures, the change first when there is one: `UPDATE 2: killed 14 -> 21 (TASS)`.

    Behind a change of anything else stand the figures as they are: a phone shows no more than this line.
    """
    possible = "POSSIBLE: " if is_possible(letter) else ""
    changes = changes_line(letter)
    has_figures = bool(figures_of(letter)) and not is_count(letter)
    if not changes or (has_figures and not any(one.harm for one in letter.changes)):
        changes = "; ".join(filter(None, (changes, facts_line(letter))))
    return f"{_opener(letter)}{possible}{changes}"


def _opener(letter: Letter) -> str:
    notice = letter.notice
    late = "LATE: " if notice.late else ""
    openers = {
        NoticeKind.UPDATE: f"UPDATE {notice.n}: {_correction(letter)}",
        NoticeKind.REMINDER: "REMINDER: ",
        NoticeKind.ESCALATED: f"RAISED TO {notice.level.upper()}: ",
    }
    if notice.not_taken_up:
        return f"{late}NOT TAKEN UP: "
    return late + openers.get(notice.kind, "")


def _correction(letter: Letter) -> str:
    told = [one.now for one in letter.changes if one.kind is Change.CORRECTION]
    if is_count(letter) or not told:
        return ""
    return "RETRACTION: " if is_withdrawal(letter) else "CORRECTION: "


def _is_later(letter: Letter) -> bool:
    """Say whether the reader has had a message about the story before."""
    passed_on = letter.notice.not_taken_up and letter.notice.n == 1
    return not passed_on and letter.notice.kind in (NoticeKind.UPDATE, NoticeKind.REMINDER, NoticeKind.ESCALATED)


def _status_before(letter: Letter) -> Status | None:
    """Return how sure it was when the receiver was last told, where that is another status now."""
    was = (one.was for one in letter.changes if one.kind is Change.VERIFICATION)
    return next((Status(one) for one in was if one in frozenset(Status)), None)


def status_fell(letter: Letter) -> bool:
    """Say whether the story stands on a lower rung than the receiver was last told."""
    rungs = {rung.value: place for place, rung in enumerate(LADDER)}
    return any(
        rungs.get(one.now or "", len(LADDER)) < rungs.get(one.was or "", -1)
        for one in letter.changes
        if one.kind is Change.VERIFICATION
    )
