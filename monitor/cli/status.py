"""`media-monitor status`: how things stand, and whether all is well."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import typer

from monitor.cli.configuration import find_config
from monitor.daemon.last_accepted import last_accepted_settings
from monitor.daemon.lock import running_pid
from monitor.errors import ConfigError, Problem, StoreError
from monitor.rules.over_time import in_short
from monitor.rules.ruleset import counting_rules
from monitor.rules.schema import Rule
from monitor.settings import Settings, read_settings
from monitor.store import Connection, Store
from monitor.store.overview import Overview, overview
from monitor.store.receivers import Health
from monitor.store.rule_sets import canonical_of
from monitor.store.store import sqlite_path
from monitor.vocabulary import DropState, NoticeState

app = typer.Typer(add_completion=False)

RECENT = timedelta(days=1)
SILENT_DAEMON = timedelta(minutes=1)
"""A running daemon leaves a mark every 15 seconds; without one for so long it hangs or cannot write."""
LEAST_SPACE = 1024**2
"""Bytes: with less on its disk the store cannot be written, which the daemon cannot leave word of in the store."""
LONG_WAIT = timedelta(minutes=15)
"""A file or message that waits longer than this is worth a look."""

_EPILOG = """Examples:

media-monitor status

media-monitor status --check || echo "somebody has to look"

media-monitor status --json | jq .problems
"""


@app.command(epilog=_EPILOG)
def status(
    *,
    check: bool = typer.Option(False, "--check", help="Print only what is wrong; exit code 1 when anything is."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object."),
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/."),
) -> None:
    """Say how things stand: files, stories, messages, receivers, rules in force, and what is wrong."""
    path = find_config(config)
    settings, found = read_settings(path)
    errors = tuple(problem for problem in found if not problem.warning)
    settings = settings or last_accepted_settings(path)
    if settings is None:
        raise ConfigError(errors)
    pid = running_pid(settings.spool.path)
    seen, counting, problems = look(settings, pid, datetime.now(UTC))
    problems = [*_not_yet_told(errors, seen), *problems]
    if as_json:
        told = _as_json(seen, counting) if seen else {}
        print(json.dumps({"pid": pid, "problems": problems, **told}, ensure_ascii=False))
    else:
        for line in (problems or ["all is well"]) if check else _page(pid, seen, counting, problems):
            print(line)
    if check and problems:
        raise typer.Exit(1)


def look(settings: Settings, pid: int | None, now: datetime) -> tuple[Overview | None, tuple[Rule, ...], list[str]]:
    """Return how the store says things stand, the rules over time in force, and what is wrong in sentences."""
    problems = [*([] if pid else ["the daemon is not running"]), *_full_disk(settings)]
    try:
        with Store.open_existing(settings.store) as store:
            seen, counting = store.read(partial(_overview_with_rules, since=now - RECENT))
    except StoreError as error:
        return None, (), [*problems, f"the store cannot be read: {error}"]
    return seen, counting, [*problems, *_what_is_wrong(seen, now, running=pid is not None)]


def _full_disk(settings: Settings) -> list[str]:
    """Say that the disk is full; of a store that is a server's, or in a folder that is missing, others tell."""
    try:
        path = sqlite_path(settings.store)
        if path is None:
            return []
        disk = os.statvfs(path.parent)
    except (OSError, StoreError):
        return []
    free = disk.f_bavail * disk.f_frsize
    told = f"the disk of the store is full: {free // 1024:,} KiB free at {path.parent}; nothing is accepted or told"
    return [told] if free < LEAST_SPACE else []


def _overview_with_rules(connection: Connection, since: datetime) -> tuple[Overview, tuple[Rule, ...]]:
    seen = overview(connection, since)
    if not (seen.in_force and seen.countings):  # the text of a large rule set is not read for nothing
        return seen, ()
    return seen, counting_rules(canonical_of(connection, seen.in_force.rule_set_id))


def _not_yet_told(errors: tuple[Problem, ...], seen: Overview | None) -> list[str]:
    """Return what is wrong with the file now and the daemon has not found yet: it may have read another state."""
    refused = seen.in_force.problems if seen and seen.in_force else ()
    told = {(Path(one.file).resolve(), one.line, one.column, one.message) for one in refused}
    return [str(one) for one in errors if (Path(one.file).resolve(), one.line, one.column, one.message) not in told]


def _what_is_wrong(seen: Overview, now: datetime, *, running: bool) -> Iterator[str]:
    if running:
        yield from _daemon_troubles(seen, now)
    if seen.in_force is None:
        yield "no rule set was ever accepted"
    elif seen.in_force.degraded:
        yield "degraded: the files are refused, the last accepted rules run"
        yield from (f"  {problem}" for problem in seen.in_force.problems)
    for receiver in seen.receivers.values():
        if receiver.health is not Health.OK:
            yield f"receiver {receiver.name} is {receiver.health} since {_when(receiver.since)}: {receiver.reason}"
    for name, count in seen.dead_by_receiver.items():
        yield f"{_count(count, 'message')} to {name} given up: media-monitor deliveries list"
    if seen.articles_failed:
        yield f"{_count(seen.articles_failed, 'article')} of the last day could not be decided"
    for what, since in (("a file", seen.oldest_waiting_at), ("a message", seen.oldest_due_at)):
        if since and now - since > LONG_WAIT:
            yield f"{what} waits since {_when(since)}"


def _daemon_troubles(seen: Overview, now: datetime) -> Iterator[str]:
    mark = _mark(seen)
    if mark is None:
        yield "the daemon is starting"
        return
    if now - datetime.fromisoformat(mark["at"]) > SILENT_DAEMON:
        since = _when(datetime.fromisoformat(mark["at"]))
        yield f"the daemon gave no sign of life since {since}: it hangs or cannot write; its log says why"
    yield from (f"{word}: {text}" for word, text in mark["troubles"].items())
    yield from (f"the loop {loop} hangs" for loop in mark["hanging"])
    yield from _left_alone(mark)


def _left_alone(mark: dict[str, Any]) -> Iterator[str]:
    """Name what lies in the inbox and is not read; a mark of an older version tells nothing of it."""
    named = mark.get("left_alone", ())
    yield from (f"inbox/{one['file']} is not read: {one['why']}" for one in named)
    more = mark.get("left_alone_count", 0) - len(named)
    if more > 0:
        yield f"{_count(more, 'more file')} in the inbox are not read"


def _mark(seen: Overview) -> dict[str, Any] | None:
    return json.loads(seen.daemon) if seen.daemon else None


# --- the page -----------------------------------------------------------------------------------


def _page(pid: int | None, seen: Overview | None, counting: tuple[Rule, ...], problems: list[str]) -> Iterator[str]:
    mark = _mark(seen) if seen else None
    since = f", since {_when(datetime.fromisoformat(mark['started_at']))}" if mark and pid else ""
    yield f"daemon     {f'running, pid {pid}{since}' if pid else 'not running'}"
    if seen:
        yield f"files      {drops_line(seen)}"
        yield f"           last one {_when(seen.last_drop_at) if seen.last_drop_at else 'never'}"
        yield f"stories    {seen.stories}"
        yield f"messages   {_notices_line(seen)}"
        yield f"receivers  {_receivers_line(seen)}"
        yield f"rules      {_rules_line(seen)}"
        yield from _columns("counting", counting_lines(seen, counting, datetime.now(UTC)))
        if seen.rules_unread:
            unread = ", ".join(f"{language} {count}" for language, count in seen.unread_languages.items())
            asked = _count(seen.rules_unread, "time")
            yield f"unread     {asked} in the last day a rule asked for facts nobody could read (articles: {unread})"
    yield ""
    yield "all is well" if not problems else f"{_count(len(problems), 'problem')}:"
    yield from (f"- {problem}" if not problem.startswith("  ") else problem for problem in problems)


def drops_line(seen: Overview) -> str:
    """Return the health line that adds up, as digests print it."""
    counts = {state: seen.drops.get(state, 0) for state in DropState}
    total = sum(counts.values())
    parts = " + ".join(f"{counts[state]} {state}" for state in _ORDER)
    return f"{total} = {parts}" + (f" ({seen.duplicates} of them the same bytes again)" if seen.duplicates else "")


_ORDER = (DropState.PROCESSED, DropState.QUARANTINED, DropState.WAITING, DropState.IGNORED)


def _notices_line(seen: Overview) -> str:
    return ", ".join(f"{seen.notices.get(state, 0)} {state}" for state in NoticeState)


def _receivers_line(seen: Overview) -> str:
    if not seen.receivers:
        return "none was tried yet"
    return ", ".join(
        f"{one.name} {one.health}"
        + (f" ({seen.waiting_by_receiver[one.name]} waiting)" if one.name in seen.waiting_by_receiver else "")
        for one in seen.receivers.values()
    )


def counting_lines(seen: Overview, counting: tuple[Rule, ...], now: datetime) -> Iterator[str]:
    """Say of each rule over time in force how it counts, until when it only learns, and what came too late (24 h)."""
    known = {(one.rule_id, one.meaning): one for one in seen.countings}
    for rule in counting:
        over_time = rule.over_time
        one = known.get((rule.id, over_time.meaning)) if over_time else None
        if over_time is None or one is None:
            continue
        by = f" by {over_time.by}" if over_time.by else ""
        learns_until = one.since + over_time.learning
        learns = f", learns until {_when(learns_until)} and tells nothing before" if learns_until > now else ""
        late = f", too late to count: {_count(one.late, 'article')}" if one.late else ""
        since = f"{one.occurrences} counted since {_when(one.since)}"
        yield f"{rule.id}: {over_time.type} in {in_short(over_time.timeframe)}{by}, {since}{learns}{late}"


def _columns(name: str, lines: Iterable[str]) -> Iterator[str]:
    for n, line in enumerate(lines):
        yield f"{'' if n else name:11}{line}"


def _rules_line(seen: Overview) -> str:
    if seen.in_force is None:
        return "none in force"
    state = "DEGRADED, in force" if seen.in_force.degraded else "in force"
    return f"set {seen.in_force.rule_set_id[:12]} {state} since {_when(seen.in_force.since)}"


def _as_json(seen: Overview, counting: tuple[Rule, ...]) -> dict[str, Any]:
    return {
        "drops": {state: seen.drops.get(state, 0) for state in DropState},
        "duplicates": seen.duplicates,
        "articles": {"pending": seen.articles_pending, "failed": seen.articles_failed},
        "stories": seen.stories,
        "notices": {state: seen.notices.get(state, 0) for state in NoticeState},
        "receivers": {
            one.name: {"health": one.health, "since": one.since.isoformat(), "reason": one.reason}
            for one in seen.receivers.values()
        },
        "rule_set": seen.in_force.rule_set_id if seen.in_force else None,
        "degraded": bool(seen.in_force and seen.in_force.degraded),
        "unread": {"rules": seen.rules_unread, "languages": dict(seen.unread_languages)},
        "catching_up": seen.catching_up,
        "counting": list(counting_lines(seen, counting, datetime.now(UTC))),
        "daemon": _mark(seen),
    }


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC"


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
