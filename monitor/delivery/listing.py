"""The brief of a message about many stories, or none: summary, digest, operator's notice."""

from __future__ import annotations

from collections import Counter

from monitor.delivery import state, wording
from monitor.delivery.alert import outlet_words, web_link, withheld_words
from monitor.delivery.brief import Brief, EntryGroup, EntryLine
from monitor.model import Entry, Letter, Story
from monitor.vocabulary import LEVELS, Level, NoticeKind


def list_brief(letter: Letter, subject: str) -> Brief:
    """Put a summary, a digest or an operator's notice into words."""
    summary = _summary(letter)
    return Brief(
        subject=subject,
        lead=summary[0],
        caveat="",
        heading=letter.title or subject,
        identity=_identity(letter),
        level=letter.notice.level.value,
        status="",
        in_doubt=False,
        is_update=False,
        groups=_groups(letter.entries),
        summary=summary,
        withheld=tuple(withheld_words(one) for one in letter.suppressed),
        text=letter.text,
    )


def _identity(letter: Letter) -> str:
    kinds = {NoticeKind.SUMMARY: "Summary", NoticeKind.DIGEST: "Digest", NoticeKind.OPERATOR: "For the operator"}
    late = ", late" if letter.notice.late else ""
    return f"{kinds.get(letter.notice.kind, letter.notice.kind.value.capitalize())} for {letter.notice.receiver}{late}"


def _summary(letter: Letter) -> tuple[str, ...]:
    """Say the whole in at most three lines: how much, what first, what was kept back."""
    if letter.notice.kind is NoticeKind.OPERATOR:
        return (" ".join(letter.title.split()),)
    if not letter.entries and not letter.suppressed:
        return ("No stories and nothing withheld: the monitor is alive and watching.",)
    lines = [_how_many(letter.entries)]
    if letter.entries:
        lines.append("First: " + _by_level(letter.entries)[0].subject)
    withheld = sum(one.count for one in letter.suppressed)
    lines.append(f"Not sent: {withheld:,}, listed below with the reasons." if withheld else "Nothing was withheld.")
    return tuple(lines)


def _how_many(entries: tuple[Entry, ...]) -> str:
    counts = Counter(entry.level for entry in entries)
    levels = ", ".join(f"{counts[level]:,} {level}" for level in reversed(LEVELS) if counts[level])
    stories = wording.plural(len({entry.story.id for entry in entries}), "story", "stories")
    return f"{stories}: {levels}" if levels else stories


def _by_level(entries: tuple[Entry, ...]) -> list[Entry]:
    return sorted(entries, key=lambda entry: -LEVELS.index(entry.level))


def _groups(entries: tuple[Entry, ...]) -> tuple[EntryGroup, ...]:
    by_level: dict[Level, list[EntryLine]] = {}
    for entry in _by_level(entries):
        by_level.setdefault(entry.level, []).append(_entry(entry))
    return tuple(EntryGroup(level=level.value, entries=tuple(lines)) for level, lines in by_level.items())


def _entry(entry: Entry) -> EntryLine:
    changed = ", ".join(wording.change(one) for one in entry.changes)
    reason = wording.WITHHELD.get(entry.decision, "")
    member = entry.story.members[-1] if entry.story.members else None
    return EntryLine(
        subject=entry.subject,
        change=f"since the last message: {changed}" if changed else "",
        note="; ".join(dict.fromkeys(one for one in (reason, entry.reason) if one)),
        source=outlet_words(member.source) if member else entry.source_id,
        rules=", ".join(rule.title for rule in entry.rules),
        link=web_link(member.url) if member else "",
        status=_status(entry.story),
    )


def _status(story: Story) -> str:
    status = story.event.verification.status if story.event else None
    return wording.STATUS[status] if status in state.IN_DOUBT else ""
