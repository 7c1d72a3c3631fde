"""One story as people read it: its reports, its figures' history, what changed, who was told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from monitor.cli.story_changes import what_came_of
from monitor.delivery.wording import ROLE, WHY, day, number, own_words, plural, speaker, verb
from monitor.delivery.wording import place as place_words
from monitor.model import Claim, Figure, Story, Told
from monitor.store import Connection, alert_history
from monitor.store.alert_history import Happened
from monitor.store.alerts import alerts_called
from monitor.store.instructions import InstructionKind
from monitor.store.stories import (
    ReportRow,
    StoryRow,
    ToldRow,
    WordRow,
    aliases_of,
    living,
    reports_of_story,
    story_with_id,
    told_about,
    words_about,
)
from monitor.stories.reasons import names_a_near_story
from monitor.vocabulary import ClaimKind, Flag, Relation

_WIDEST_QUOTE = 200
_REGROUPING = (InstructionKind.MERGE, InstructionKind.SPLIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything that the store knows of one story. `asked` is the story that was named, if it was merged away."""

    story: Story
    asked: Story
    may_be: Story | None
    aliases: tuple[Story, ...]
    reports: dict[str, ReportRow]
    told: tuple[ToldRow, ...]
    messages: tuple[tuple[str, Happened], ...]  # receiver, and what came of it: messages, lists, who took it up
    words: tuple[WordRow, ...]


def history_of(connection: Connection, row: StoryRow) -> History:
    """Read the history of a story; of one that was merged away, that of the story it is part of."""
    story = living(connection, row).story
    aliases = tuple(one.story for one in aliases_of(connection, story.id))
    ids = (story.id, *(one.id for one in aliases))
    return History(
        story=story,
        asked=row.story,
        may_be=may_be_of(connection, story),
        aliases=aliases,
        reports=reports_of_story(connection, story.id),
        told=told_about(connection, ids),
        messages=tuple(_messages(connection, (story, *aliases))),
        words=words_about(connection, ids, _REGROUPING),
    )


def may_be_of(connection: Connection, story: Story) -> Story | None:
    """Return the story that this one may be the same as, as it is called by now."""
    other = story_with_id(connection, story.may_be) if story.may_be else None
    return living(connection, other).story if other else None


_OF_MESSAGES = {"made": "message ", "told": "told ", "passed_on": "", "taken_up": "taken up "}


def _messages(connection: Connection, stories: Iterable[Story]) -> Iterator[tuple[str, Happened]]:
    for story in stories:
        for alert in alerts_called(connection, f"#{story.number}"):
            yield from (
                (alert.receiver, one) for one in alert_history.history_of(connection, alert) if one.what in _OF_MESSAGES
            )


def line(story: Story, may_be: Story | None = None) -> str:
    """Return a story as one line of a list; `may_be` is the story that it may be the same as."""
    told = plural(len(story.members), "report", "reports")
    doubt = f"  may be #{may_be.number}" if may_be else ""
    sure = story.event.verification.status if story.event else "no event"
    return f"#{story.number}  {_minute(story.updated_at)}  {sure}, {told}{_toll(story)}  {story.headline}{doubt}"


def page(history: History) -> str:
    """Return the whole history, for a terminal."""
    return "\n".join(_lines(history))


def _lines(history: History) -> Iterator[str]:
    story = history.story
    if history.asked.id != story.id:
        yield f"#{history.asked.number} was merged into #{story.number}"
    yield f"#{story.number} {story.headline}"
    yield f"{story.id}, opened {_minute(story.opened_at)}, last told {_minute(story.updated_at)}"
    if history.may_be:
        yield f"may be #{history.may_be.number}: media-monitor stories merge {history.may_be.number} {story.number}"
    if history.aliases:
        yield "with " + ", ".join(f"#{one.number}" for one in history.aliases)
    yield from _event_lines(story)
    for figure in story.figures:
        yield from _figure_lines(figure)
    yield from _claim_lines(story)
    yield from ("", "Reports:")
    for n, member in enumerate(story.members, 1):
        witness = "" if member.independent else ", no witness of its own"
        who = f"{member.source.id}: {member.relation}{witness}"
        yield f"  {n}  {_minute(member.received_at)}  {who}  {member.title or ''}".rstrip()
        yield from _report_lines(history, n, history.reports.get(member.report_id), member.relation)
    yield from _section("Who was told:", _told_lines(history))
    yield from _section(
        "What people said:",
        (f"{_minute(one.at)}  {one.who}: {one.result}. {one.why}".rstrip(" .") for one in history.words),
    )


def _told_lines(history: History) -> Iterator[str]:
    """Give what was decided for whom and the messages that came of it, in order; a message below its decision."""
    decided = [(one.at, one.receiver, f"{one.kind}, {one.reason}") for one in history.told]
    sent = [(one.at, to, f"  {_OF_MESSAGES[one.what]}{one.words}") for to, one in history.messages]
    for at, receiver, words in sorted([*decided, *sent], key=lambda one: one[:2]):
        yield f"{_minute(at)}  {receiver}: {words}"


def _event_lines(story: Story) -> Iterator[str]:
    event = story.event
    if event is None:
        return
    when = f", {day(event.on, event.on_precision)}" if event.on else ""
    yield f"{event.kind}{when}, {', '.join(map(place_words, event.places)) or 'no place'}"
    yield f"{event.verification.status}{_why(event.verification.flags)}"


def _figure_lines(figure: Figure) -> Iterator[str]:
    yield ""
    yield f"{figure.harm.capitalize()}: {number(figure.value)}, {figure.status}{_why(figure.flags)}"
    for told in figure.told:
        value = number(told.claim.value) if told.claim.value else "?"
        value += " feared" if Flag.FEARED in told.claim.flags else ""
        back = "  (taken back)" if told.withdrawn else "  (beside its own figure)" if told.aside else ""
        yield f"  {_minute(told.at)}  {told.source.id}  {value}, {_said(told.claim, told)}{back}"
        yield from (f"      “{_short(one.quote)}”" for one in told.claim.evidence[:1])


def _why(flags: Iterable[Flag]) -> str:
    words = "; ".join(WHY[one] for one in flags)
    return f" ({words})" if words else ""


def _claim_lines(story: Story) -> Iterator[str]:
    claims = [one for one in story.event.claims if one.about is ClaimKind.PERPETRATOR] if story.event else []
    names = {one.id: one.name for one in story.event.actors} if story.event else {}
    lines = dict.fromkeys(_accusation(one, names) for one in claims)  # many reports say the same
    yield from _section("Who is said to have done it:", iter(lines))


def _accusation(claim: Claim, names: Mapping[str, str]) -> str:
    who = (
        f"{verb(claim.flags, claim.status)} by {speaker(claim.attribution)}" if claim.attribution else "no source named"
    )
    named, denied = names.get(claim.actor or "", claim.actor), ", denied" if Flag.DENIED in claim.flags else ""
    part = ROLE[claim.role] if claim.role else "named"
    return f"{named}: {part}{denied}; {who} ({claim.status})"


def _said(claim: Claim, told: Told) -> str:
    by = speaker(claim.attribution) if claim.attribution else own_words(told.source)
    return f"{by}, {claim.status}"


_OPENING = (Relation.NEW, Relation.POSSIBLE)


def _report_lines(history: History, n: int, row: ReportRow | None, relation: Relation) -> Iterator[str]:
    """Give what came of a report, why it stands here, and the story that it was nearest to beside this one."""
    if row:
        yield from (f"       {what_came_of(history.story, history.reports, n, one)}" for one in row.changes)
        joined = relation not in _OPENING
        by_hand = joined is (row.relation in _OPENING)
        if by_hand:
            yield "       put here by a person"
        alone = "when it came, nearest: " if by_hand else "joins nothing; nearest: "
        for at, why in enumerate(row.why):
            near = names_a_near_story(why)
            first = "because " if joined and not by_hand else alone if near else ""
            yield f"       {first if not at else 'next nearest: ' if near else ''}{why}"


def _section(title: str, lines: Iterator[str] | map[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield from ("", title, *(f"  {one}" for one in found))


def _toll(story: Story) -> str:
    figures = [f"{number(figure.value)} {figure.harm}" for figure in story.figures]
    return ", " + ", ".join(figures) if figures else ""


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _WIDEST_QUOTE else words[:_WIDEST_QUOTE] + "…"


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
