"""`media-monitor stories`: which reports tell one event, and a person's word about it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import partial
from itertools import islice
from pathlib import Path

import typer

from monitor.cli.configuration import settings_in_force
from monitor.cli.instructing import instruct_and_wait
from monitor.cli.story_json import as_json as in_full_as_json
from monitor.cli.story_json import short_json
from monitor.cli.story_page import history_of, line, may_be_of, page
from monitor.model import Member, Story
from monitor.settings import parse_duration
from monitor.store import Connection, Store
from monitor.store.instructions import Instruction, InstructionKind
from monitor.store.stories import StoryRow, living, names_of_stories, newest_stories, stories_called
from monitor.vocabulary import EventKind, Status

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Which reports tell one event; merge and split.")

USAGE = 64

_CONFIG = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/.")
_JSON = typer.Option(False, "--json", help="One JSON object a line.")
_NAME = typer.Argument(help="A story's number, like 417, or the first letters of its id.")
_WHY = typer.Option("", "--why", help="What the others read.")

_LIST = """Examples:

media-monitor stories list --since 2d --place Kharkiv

media-monitor stories list --possible --json | jq -r .headline
"""


@app.command("list", epilog=_LIST)
def list_(
    *,
    since: str | None = typer.Option(None, "--since", help="Only those told in this time, like 12h or 7d."),
    place: str | None = typer.Option(None, "--place", help="Only events in this place or country (like UA)."),
    kind: EventKind | None = typer.Option(None, "--kind", help="Only events of this kind."),
    status: Status | None = typer.Option(None, "--status", help="Only stories of this verification."),
    words: str | None = typer.Option(None, "--text", help="Only those with this in a headline."),
    possible: bool = typer.Option(False, "--possible", help="Only those that may be another story."),
    limit: int = typer.Option(50, "--limit", min=1, help="How many, the last told first."),
    as_json: bool = _JSON,
    config: Path | None = _CONFIG,
) -> None:
    """List stories, the last told first."""
    after = datetime.now(UTC) - _duration(since) if since else None

    def wanted(row: StoryRow) -> bool:
        story = row.story
        verification = story.event.verification.status if story.event else None
        return (
            (after is None or story.updated_at >= after)
            and (place is None or _is_in(story, place.casefold()))
            and (kind is None or (story.event is not None and story.event.kind is kind))
            and (status is None or verification is status)
            and (words is None or _tells(story, words.casefold()))
            and (not possible or story.may_be is not None)
        )

    def found(connection: Connection) -> tuple[tuple[Story, Story | None], ...]:
        rows = tuple(islice(filter(wanted, newest_stories(connection)), limit))
        return tuple((row.story, may_be_of(connection, row.story)) for row in rows)

    with Store.open_existing(settings_in_force(config).store) as store:
        stories = store.read(found)
    for story, may_be in stories:
        print(json.dumps(short_json(story), ensure_ascii=False) if as_json else line(story, may_be))
    if not stories and not as_json:
        print("there is no such story" if after or place or kind or status or words else _NONE[possible])


_NONE = ("no story yet", "no story is marked as maybe another's")


@app.command(epilog="Example:\n\nmedia-monitor stories show 417")
def show(name: str = _NAME, *, as_json: bool = _JSON, config: Path | None = _CONFIG) -> None:
    """Show a story: its reports, every figure with who said it when, what changed, and who was told."""
    with Store.open_existing(settings_in_force(config).store) as store:
        history = store.read(partial(history_of, row=_called(store, name)))
    print(json.dumps(in_full_as_json(history), ensure_ascii=False) if as_json else page(history))


_MERGE = """Example:

media-monitor stories merge 417 420 421 --why "one strike, told from both sides"
"""


@app.command(epilog=_MERGE)
def merge(
    name: str = typer.Argument(help="The story that is kept: its number, or the first letters of its id."),
    others: list[str] = typer.Argument(help="The stories that become part of it."),
    *,
    why: str = _WHY,
    config: Path | None = _CONFIG,
) -> None:
    """Say that stories tell one event: the first is kept, the others stay its aliases for ever."""
    settings = settings_in_force(config)
    with Store.open_existing(settings.store) as store:
        kept = _called(store, name)
        for gone in [_called(store, other) for other in others]:
            wish = Instruction(kind=InstructionKind.MERGE, target=kept.story.id, other=gone.story.id, who="", why=why)
            instruct_and_wait(store, settings, wish)


_SPLIT = """Examples:

media-monitor stories show 417

media-monitor stories split 417 3 5 --why "another depot, a day later"
"""


@app.command(epilog=_SPLIT)
def split(
    name: str = _NAME,
    reports: list[str] = typer.Argument(
        help="Reports by their line in `stories show`, or the start of an article's id."
    ),
    *,
    why: str = _WHY,
    config: Path | None = _CONFIG,
) -> None:
    """Say that reports tell another event: they leave the story and become one of their own."""
    settings = settings_in_force(config)
    with Store.open_existing(settings.store) as store:
        row = _called(store, name)
        story = store.read(partial(living, row=row)).story
        leaving = dict.fromkeys(report for one in reports for report in _reports_called(story, one))
        wish = Instruction(kind=InstructionKind.SPLIT, target=story.id, other="\n".join(leaving), who="", why=why)
        instruct_and_wait(store, settings, wish)


# --- finding what is meant ----------------------------------------------------------------------


def _called(store: Store, name: str) -> StoryRow:
    """Return the one story that is meant.

    Raises:
        typer.Exit: 1 when there is none, or more than one.
    """
    rows = store.read(partial(stories_called, name=name))
    if len(rows) == 1:
        return rows[0]
    if rows:
        print(f"{name!r} may be any of these:", *map(_numbered, rows), sep="\n  ")
        raise typer.Exit(1)
    near = get_close_matches(name.removeprefix("#"), store.read(names_of_stories), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "see `media-monitor stories list`"
    print(f"no story is called {name!r}; {hint}")
    raise typer.Exit(1)


def _numbered(row: StoryRow) -> str:
    return f"#{row.story.number}  {row.story.id[:8]}  {row.story.headline}"


def _reports_called(story: Story, name: str) -> list[str]:
    """Return the ids of the reports that are meant: by the line in `stories show`, or by article."""
    if name.isdigit() and 1 <= int(name) <= len(story.members):
        return [story.members[int(name) - 1].report_id]
    found = [member.report_id for member in story.members if len(name) >= 6 and member.article_id.startswith(name)]
    if not found:
        lines = [f"{n}  {_title(member)}" for n, member in enumerate(story.members, 1)]
        print(f"story #{story.number} has no report {name!r}; its reports are", *lines, sep="\n  ")
        raise typer.Exit(1)
    return found


def _title(member: Member) -> str:
    return f"{member.article_id[:8]}  {member.source.id}  {member.title or ''}".rstrip()


def _is_in(story: Story, place: str) -> bool:
    places = story.event.places if story.event else ()
    return any(place in (one.name.casefold(), (one.country or "").casefold()) for one in places)


def _tells(story: Story, words: str) -> bool:
    return any(words in (title or "").casefold() for title in (story.headline, *(one.title for one in story.members)))


def _duration(text: str) -> timedelta:
    try:
        return parse_duration(text)
    except ValueError as error:
        print(error)
        raise typer.Exit(USAGE) from None
