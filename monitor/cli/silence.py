"""`media-monitor silence`: what nobody wants to hear of until a set time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import typer

from monitor.alerting.silences import LONGEST, Silence, wrong_request
from monitor.cli.configuration import settings_in_force
from monitor.cli.instructing import caller, instruct_and_wait
from monitor.matchers import wrong_matcher
from monitor.settings import parse_duration
from monitor.store import Store
from monitor.store.instructions import Instruction, InstructionKind
from monitor.store.silences import SilenceRow, list_silences, silence_request

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="What nobody is told of until a set time, each withheld one counted.",
)

_CONFIG = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/.")

_ADD = """Examples:

media-monitor silence add place=Kharkiv 'level=~"low|medium"' --for 8h --reason "shelling, told by the digest"

media-monitor silence add story=417 --until 2026-03-02T06:00 --owner eva --reason "our reporter is there"
"""


@app.command(epilog=_ADD)
def add(
    *,
    matchers: list[str] = typer.Argument(
        help="What is silenced: matchers as in routes, like level=low; all must hold."
    ),
    reason: str = typer.Option(..., "--reason", help="What the others read."),
    owner: str | None = typer.Option(None, "--owner", help="Whom to ask; default: who calls."),
    duration: str | None = typer.Option(None, "--for", help=f"How long, like 2h or 3d; at most {LONGEST.days}d."),
    until: str | None = typer.Option(None, "--until", help="Until when, like 2026-03-02T06:00 (this machine's clock)."),
    break_through: bool = typer.Option(
        True,
        "--break-through/--no-break-through",
        help="Whether a story is told when its level rises, or 10 more are killed than when it was silenced.",
    ),
    config: Path | None = _CONFIG,
) -> None:
    """Silence alerts; when it ends, what changed meanwhile comes as one message to those who were not told."""
    now = datetime.now(UTC)
    asked = Silence(
        matchers=_checked(matchers),
        starts_at=now,
        ends_at=_end(duration, until, now),
        owner=owner or caller(),
        reason=reason,
        break_through=break_through,
    )
    if wrong := wrong_request(asked, now):
        raise typer.BadParameter(wrong)
    settings = settings_in_force(config)
    wish = Instruction(kind=InstructionKind.SILENCE, target=silence_request(asked), who="", why=reason)
    with Store.open_existing(settings.store) as store:
        instruct_and_wait(store, settings, wish)


@app.command("list", epilog="Example:\n\nmedia-monitor silence list --json | jq -r .reason")
def list_(
    *,
    ended: bool = typer.Option(False, "--all", help="Those that are over, too."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line."),
    config: Path | None = _CONFIG,
) -> None:
    """List silences with their owners, and how many notices each withheld."""
    now = datetime.now(UTC)
    with Store.open_existing(settings_in_force(config).store) as store:
        rows = store.read(partial(list_silences, now=now, ended=ended))
    for row in rows:
        print(json.dumps(_as_json(row), ensure_ascii=False) if as_json else _line(row, now))
    if not rows and not as_json:
        print("nothing is silenced")


@app.command(epilog="Example:\n\nmedia-monitor silence expire 3")
def expire(
    number: int = typer.Argument(help="The silence's number."),
    *,
    why: str = typer.Option("", "--why", help="What the others read."),
    config: Path | None = _CONFIG,
) -> None:
    """End a silence now; what changed meanwhile is told at once."""
    settings = settings_in_force(config)
    with Store.open_existing(settings.store) as store:
        instruct_and_wait(
            store, settings, Instruction(kind=InstructionKind.EXPIRE, target=str(number), who="", why=why)
        )


def _checked(matchers: list[str]) -> tuple[str, ...]:
    for text in matchers:
        if wrong := wrong_matcher(text):
            raise typer.BadParameter(wrong, param_hint="MATCHERS")
    return tuple(matchers)


def _end(duration: str | None, until: str | None, now: datetime) -> datetime:
    """Return when the silence ends; a time without a zone is this machine's."""
    if (duration is None) == (until is None):
        raise typer.BadParameter("say either how long (`--for 2h`) or until when (`--until 2026-03-02T06:00`)")
    try:
        return now + parse_duration(duration) if duration else datetime.fromisoformat(until or "").astimezone(UTC)
    except OverflowError:
        raise typer.BadParameter(f"a silence lasts at most {LONGEST.days} days", param_hint="--for") from None
    except ValueError as error:
        hint = "--for" if duration else "--until"
        said = str(error) if duration else f"`{until}` is no time; write it like 2026-03-02T06:00"
        raise typer.BadParameter(said, param_hint=hint) from None


def _line(row: SilenceRow, now: datetime) -> str:
    one = row.silence
    over = now >= one.ends_at
    left = "" if over else f" ({_hours(one.ends_at - now)} left)"
    ended = f", ended by {row.expired_by}" if row.expired_by else ""
    rest = "" if one.break_through else ", nothing breaks through"
    return (
        f"{one.id}  {'until' if not over else 'ended'} {one.ends_at:%Y-%m-%d %H:%M} UTC{left}{ended}  "
        f"{', '.join(one.matchers)}  {one.owner}: {one.reason}  withheld: {row.suppressed}{rest}"
    )


def _hours(left: timedelta) -> str:
    minutes = int(left.total_seconds() // 60)
    return f"{minutes // 60} h {minutes % 60:02d} min"


def _as_json(row: SilenceRow) -> dict[str, object]:
    one = row.silence
    return {
        "silence": one.id,
        "matchers": list(one.matchers),
        "starts_at": one.starts_at.isoformat(),
        "ends_at": one.ends_at.isoformat(),
        "owner": one.owner,
        "reason": one.reason,
        "break_through": one.break_through,
        "expired_by": row.expired_by,
        "suppressed": row.suppressed,
    }
