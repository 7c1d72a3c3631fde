"""The brief of a message about many stories, or none: summary, digest, operator's notice."""

from __future__ import annotations

import re
from collections import Counter
from zoneinfo import ZoneInfo

from monitor.delivery import state, wording
from monitor.delivery.alert import outlet_words, web_link, withheld_words
from monitor.delivery.brief import Brief, EntryGroup, EntryLine
from monitor.delivery.conflicts import conflicts_of
from monitor.model import DIGESTS_ALONE, Entry, Heard, Letter
from monitor.vocabulary import LEVELS, DecisionKind, Harm, Level, NoticeKind


def list_brief(letter: Letter, zone: ZoneInfo, subject: str) -> Brief:
    """Put a summary, a digest or an operator's notice into words."""
    summary = _summary(letter)
    return Brief(
        subject=subject,
        lead=summary[0],
        caveat="",
        heading=letter.title or subject,
        identity=_identity(letter, zone),
        level=letter.notice.level.value,
        status="",
        in_doubt=False,
        is_update=False,
        groups=_groups(letter, zone),
        summary=summary,
        withheld=tuple(withheld_words(one) for one in letter.suppressed),
        sections=letter.sections,
        text=_text(letter, summary[0]),
    )


def _text(letter: Letter, lead: str) -> tuple[str, ...]:
    """Return the lines of its own; an operator's notice has said its first trouble in the lead."""
    if letter.notice.kind is not NoticeKind.OPERATOR:
        return letter.text
    return tuple(line for line in letter.text if " ".join(line.split()) not in lead)


def _identity(letter: Letter, zone: ZoneInfo) -> str:
    """Say what it is, whose and of when; the first line has said what it tells."""
    kinds = {NoticeKind.SUMMARY: "Summary", NoticeKind.DIGEST: "Digest", NoticeKind.OPERATOR: "For the operator"}
    late = ", late" if letter.notice.late else ""
    what = kinds.get(letter.notice.kind, letter.notice.kind.value.capitalize())
    return f"{what} for {letter.notice.receiver}{late}, {wording.moment(letter.notice.created_at, zone)}"


def _summary(letter: Letter) -> tuple[str, ...]:
    """Say the whole in at most three lines: how much, what first, what was kept back."""
    if letter.notice.kind is NoticeKind.OPERATOR:
        return (" ".join(letter.title.split()),)
    if not letter.entries and not letter.suppressed:
        return ("No stories and nothing withheld: the monitor is alive and watching.",)
    if letter.notice.kind is NoticeKind.SUMMARY:
        return _of_summary(letter)
    lines = [_how_many(letter.entries)]
    if letter.entries:
        lines.append("First: " + _state(min(letter.entries, key=_by_weight)))
    withheld = sum(one.count for one in letter.suppressed)
    lines.append(f"Not sent: {withheld:,}, listed below with the reasons." if withheld else "Nothing was withheld.")
    return tuple(lines)


def _of_summary(letter: Letter) -> tuple[str, ...]:
    """Say how many stories, why they come together, and what first."""
    title = " ".join(letter.title.split()).removeprefix("Summary: ")
    levels = _how_many(letter.entries).partition(": ")[2]
    lead = f"{title}: {levels}" if levels else title
    return (lead, "First: " + _by_level(letter.entries)[0].subject) if len(letter.entries) > 1 else (lead,)


def _how_many(entries: tuple[Entry, ...]) -> str:
    counts = Counter(entry.level for entry in entries)
    levels = ", ".join(f"{counts[level]:,} {level}" for level in reversed(LEVELS) if counts[level])
    stories = wording.plural(len({entry.story.id for entry in entries}), "story", "stories")
    return f"{stories}: {levels}" if levels else stories


def _by_level(entries: tuple[Entry, ...]) -> list[Entry]:
    return sorted(entries, key=lambda entry: -LEVELS.index(entry.level))


def _by_weight(entry: Entry) -> tuple[int, bool, int, int]:
    """Put what a reader has to know first: the level, what was read before what was not, then the greater toll."""
    event = entry.story.event
    figures = (event.casualties.of(harm) if event else None for harm in (Harm.KILLED, Harm.INJURED))
    killed, injured = (one.value.min if one and one.value else 0 for one in figures)
    return -LEVELS.index(entry.level), event is None, -killed, -injured


def _groups(letter: Letter, zone: ZoneInfo) -> tuple[EntryGroup, ...]:
    by_level: dict[Level, list[EntryLine]] = {}
    for told in _same_told_once(letter):
        by_level.setdefault(told[0].level, []).append(_entry(told, letter.notice.kind, zone))
    return tuple(EntryGroup(level=level.value, entries=tuple(lines)) for level, lines in by_level.items())


def _same_told_once(letter: Letter) -> list[list[Entry]]:
    """Put together what is one line: in a digest a story, in a summary (which lists every subject) a subject."""
    lines: dict[tuple[str, str], list[Entry]] = {}
    for entry in letter.entries:
        subject = "" if letter.notice.kind is NoticeKind.DIGEST else entry.subject
        lines.setdefault((entry.story.id, subject), []).append(entry)
    by_level = sorted(map(_by_level, map(tuple, lines.values())), key=lambda told: -LEVELS.index(told[0].level))
    if letter.notice.kind is not NoticeKind.DIGEST:
        return by_level
    return sorted(by_level, key=lambda told: (-LEVELS.index(told[0].level), *_by_weight(_latest(told))[1:]))


def _latest(told: list[Entry]) -> Entry:
    return max(told, key=lambda entry: entry.story.updated_at)


_TOLD = {
    DecisionKind.FIRST: ("told at once", "{} first messages"),
    DecisionKind.ESCALATED: ("its rise told at once", "{} rises told at once"),
    DecisionKind.UPDATE: ("1 update sent", "{} updates sent"),
    DecisionKind.REMINDER: ("1 reminder sent", "{} reminders sent"),
    DecisionKind.REPEAT: ("1 more report without news", "{} more reports without news"),
}
_LEVEL = re.compile(r"^\[[A-Z]+\] ")


def _entry(told: list[Entry], kind: NoticeKind, zone: ZoneInfo) -> EntryLine:
    """Put the entries of one line into words: the latest subject, all changes, all reasons."""
    latest = _latest(told)
    changes = dict.fromkeys(
        wording.change(one, current=state.current_of(entry.story)) for entry in told for one in entry.changes
    )
    times = f"{len(told)} times" if len(told) > 1 else ""
    member = latest.story.members[-1] if latest.story.members else None
    return EntryLine(
        # The heading says the level of all below it; a summary lists every subject as it would have been sent.
        subject=_LEVEL.sub("", _state(latest)) if kind is NoticeKind.DIGEST else latest.subject,
        change=f"since {_since(latest, kind, zone)}: {', '.join(changes)}" if changes else "",
        note="; ".join(dict.fromkeys(one for one in (_status(latest), times, *_why_listed(told, kind)) if one)),
        source=_sources(latest),
        rules="; ".join(dict.fromkeys(rule.title for entry in told for rule in entry.rules)),
        link=web_link(member.url) if member else "",
        conflicts=conflicts_of(latest.story),
    )


def _state(entry: Entry) -> str:
    """Return the subject that says how the story stands: what changed in a day is another line than what did last."""
    return entry.as_it_stands or entry.subject


def _since(entry: Entry, kind: NoticeKind, zone: ZoneInfo) -> str:
    if entry.digested_at:
        return f"the digest of {wording.moment(entry.digested_at, zone)}"
    return "the last digest" if kind is NoticeKind.DIGEST else "the last message"


def _why_listed(told: list[Entry], kind: NoticeKind) -> tuple[str, ...]:
    """Say why an entry stands here; in a summary in a word, its title says more."""
    if kind is NoticeKind.SUMMARY:
        return tuple(_IN_SUMMARY.get(entry.decision, "") for entry in told)
    return tuple(map(_why_here, told))


_IN_SUMMARY = {DecisionKind.HELD: "came in quiet hours", DecisionKind.SILENCED: "was silenced"}
"""What lay there at the start, or came too fast, is said by the title alone."""


def _why_here(entry: Entry) -> str:
    """Say what the reader had of it, and of the rest why not."""
    heard = entry.heard or (Heard(kind=entry.decision, count=1, reason=entry.reason),)
    return "; ".join(filter(None, (_heard(one, latest=one.kind is entry.decision) for one in heard)))


def _heard(one: Heard, *, latest: bool) -> str:
    """Say how often; why something was not told only of the kind that came last, a line must stay one."""
    if one.kind in _TOLD:
        single, many = _TOLD[one.kind]
        return single if one.count == 1 else many.format(f"{one.count:,}")
    if one.kind is DecisionKind.DIGEST_ONLY and one.reason.endswith(DIGESTS_ALONE):
        return "" if one.count == 1 else f"{one.count:,} reports"
    times = f"{one.count:,} times " if one.count > 1 else ""
    why = times + wording.WITHHELD.get(one.kind, one.kind.value.replace("_", " "))
    return f"{why}: {one.reason}" if one.reason and latest else why


def _sources(entry: Entry) -> str:
    """Name who told the story, each outlet once, the latest last."""
    return ", ".join(dict.fromkeys(outlet_words(member.source) for member in entry.story.members)) or entry.source_id


def _status(entry: Entry) -> str:
    """Say the status where a reader must be warned and the subject does not do it."""
    status = entry.story.event.verification.status if entry.story.event else None
    words = wording.STATUS[status] if status in state.IN_DOUBT else ""
    return "" if words in entry.subject else words
