"""The subject: `[LEVEL] Place: fact - what (UNVERIFIED)`, at most 70 characters, the flag never cut."""

from __future__ import annotations

from typing import Literal

from monitor.delivery import state, wording
from monitor.delivery.headers import clean_header
from monitor.delivery.taken_back import figures_gone, is_withdrawal
from monitor.model import Event, Letter, MaterialChange
from monitor.vocabulary import Change, EventKind, Harm, NoticeKind, Status

_LONGEST = 70
_SHORTEST_PLACE = 12  # a place is cut no further for the sake of the fact
_NOT_TAKEN_UP = "NOT TAKEN UP: "
_WARNINGS = {
    Status.DISPUTED: ("UNVERIFIED", "DISPUTED"),
    Status.UNVERIFIED: ("UNVERIFIED",),
    Status.UNKNOWN: ("FACTS NOT READ",),
}


def subject_of(letter: Letter, mode: Literal["live", "thread"] = "live") -> str:
    """Return the subject in one line of printable characters."""
    if letter.story is None and letter.report is None:
        return _of_one_story(letter) or wording.cut(clean_header(letter.title or "media-monitor"), _LONGEST)
    return _thread(letter) if mode == "thread" else _live(letter)


def _of_one_story(letter: Letter) -> str:
    """Return the subject of a summary of a single story: the story's own, called a summary where that fits."""
    subjects = {entry.story.id: clean_header(entry.subject) for entry in letter.entries}
    if letter.notice.kind is not NoticeKind.SUMMARY or len(subjects) != 1:
        return ""
    (subject,) = subjects.values()
    whole = f"Summary: {subject}"
    return whole if len(whole) <= _LONGEST else subject


def fallback_subject(letter: Letter) -> str:
    """Return a subject that needs nothing but the headline, marked as unverified unless the event is not."""
    story = letter.story
    sure = (
        story is None or state.is_count(letter) or (story.event is not None and not story.event.verification.unverified)
    )
    head, tail = _head(letter), "" if sure else " (UNVERIFIED)"
    headline = clean_header((story.headline if story else "") or letter.title or "see the message")
    return head + wording.cut(headline, _LONGEST - len(head) - len(tail)) + tail


def _head(letter: Letter) -> str:
    """Say how urgent it is, and whether somebody else left it lying."""
    return f"[{letter.notice.level.upper()}] " + (_NOT_TAKEN_UP if letter.notice.not_taken_up else "")


def _live(letter: Letter) -> str:
    """Say the current figures, and what changed: `[HIGH] Belgorod: killed 14 -> 21 - strike (UNVERIFIED)`."""
    doubtful = () if state.is_count(letter) else _WARNINGS.get(state.status_of(letter), ())
    warnings = (("POSSIBLE",) if state.is_possible(letter) else ()) + doubtful
    tail = f" ({', '.join(warnings)})" if warnings else ""
    head = _head(letter)
    return head + _fitted(letter, _LONGEST - len(head) - len(tail)) + tail


def _fitted(letter: Letter, room: int) -> str:
    """Give up the kind of event first, then long wording, then the lesser figures, then the end of a long name."""
    place, what = _place(letter), _what(letter)
    facts, short = _facts(letter, wording.number), _facts(letter, wording.short_number)
    candidates = [f"{place}{', '.join(facts)} - {what}"] if what else []
    candidates += [place + ", ".join(facts), place + ", ".join(short)]
    candidates += [place + ", ".join(short[:count]) for count in range(len(short) - 1, 0, -1)]
    fitting = next((one for one in candidates if len(one) <= room), None)
    if fitting is not None:
        return fitting
    if place:
        place = wording.cut(place[:-2], max(_SHORTEST_PLACE, room - len(short[0]) - 2)) + ": "
    return wording.cut(place + short[0], room)


def _facts(letter: Letter, say: wording.Say) -> list[str]:
    """Return what the subject tells, the most important first: a changed figure in its place."""
    event = state.event_of(letter)
    if event is None:
        return [clean_header(state.headline_of(letter))]
    if is_withdrawal(letter):
        return _withdrawn(letter, event, say)
    now = state.current_of(letter.story)
    changed = {one.harm: wording.change(one, say, now) for one in letter.changes if one.harm}
    deaths = changed.get(Harm.KILLED)  # the first ones come before fewer injured
    figures = [
        changed.pop(one.harm, "") or wording.figure(one.harm, one.value, one.feared, say)
        for one in state.figures_of(letter)
    ]
    others = [words for one in letter.changes if not one.harm and (words := _other(one))]
    facts = sorted([*figures, *changed.values()], key=lambda fact: "->" not in fact and fact != deaths) + others
    return facts or [wording.what(event)]


def _withdrawn(letter: Letter, event: Event, say: wording.Say) -> list[str]:
    """Say what nobody tells any more before what still stands, and that it is withdrawn before all else."""
    gone = figures_gone(letter, say)
    stands = [wording.figure(one.harm, one.value, one.feared, say) for one in state.figures_of(letter)]
    if gone and stands:
        stands[0] = f"still {stands[0]}"  # without it a reader takes it for withdrawn, too
    first, *more = [*gone, *stands] or [wording.what(event)]
    return [f"WITHDRAWN: {first}" if gone or not stands else f"a report WITHDRAWN: {first}", *more]


def _other(change: MaterialChange) -> str:
    """Say what changed beside the figures; of a status that warns the subject's end tells."""
    if change.kind is not Change.VERIFICATION:
        return clean_header(wording.change(change))
    status = next((one for one in Status if one.value == change.now), Status.UNKNOWN)
    return "" if status in _WARNINGS else f"now {wording.STATUS[status]}"


def _place(letter: Letter) -> str:
    event = state.event_of(letter)
    return f"{clean_header(event.places[0].name)}: " if event and event.places else ""


def _what(letter: Letter) -> str:
    """Return the kind of event, unless it is none or the fact is that already: nobody says `3 killed - killing`."""
    event = state.event_of(letter)
    if event is None or not state.figures_of(letter):
        return ""
    return "" if event.kind is EventKind.OTHER or (what := wording.what(event)) == EventKind.KILLING else what


def _thread(letter: Letter) -> str:
    """Say what does not change: no figure, and no status unless it has just fallen (a fresh thread).

    A reminder that is less urgent than the alert stays in its thread, under the alert's level; the body says so.
    That nobody took an alert up is true of one message only: what follows it begins a fresh thread.
    """
    fell = state.status_fell(letter)
    before = letter.last_subject or ""
    goes_on = letter.notice.kind is not NoticeKind.ESCALATED and not fell and f"] {_NOT_TAKEN_UP}" not in before
    if before and goes_on:
        return before
    head = _head(letter)
    number = f" (#{letter.story.number})" if letter.story and letter.story.number else ""
    flag = f" ({', '.join(_WARNINGS.get(state.status_of(letter), ()))})" if fell else ""
    tail = number + flag.replace(" ()", "")
    return head + wording.cut(_topic(letter), _LONGEST - len(head) - len(tail)) + tail


def _topic(letter: Letter) -> str:
    event = state.event_of(letter)
    if event is None:
        return clean_header(state.headline_of(letter))
    day = f", {wording.short_day(event.on)}" if event.on else ""
    return f"{_place(letter)}{wording.what(event)}{day}"
