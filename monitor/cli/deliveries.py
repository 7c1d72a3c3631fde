"""`media-monitor deliveries`: what was sent to whom, what waits and what was given up."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import typer

from monitor.cli.configuration import settings_in_force
from monitor.cli.instructing import instruct_and_wait
from monitor.store import Store
from monitor.store.deliveries import DeliveryRow, deliveries_called, list_deliveries
from monitor.store.instructions import Instruction, InstructionKind
from monitor.vocabulary import NoticeState

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="What was sent to whom, what waits and what was given up."
)

_CONFIG = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/.")
_JSON = typer.Option(False, "--json", help="One JSON object a line.")
_NAME = typer.Argument(help="The first letters of a message's id.")

_LIST = """Examples:

media-monitor deliveries list

media-monitor deliveries list --state dead --receiver desk --json
"""


@app.command("list", epilog=_LIST)
def list_(
    *,
    state: NoticeState | None = typer.Option(None, "--state", help="Only these."),
    receiver: str | None = typer.Option(None, "--receiver", help="Only to this one."),
    limit: int = typer.Option(50, "--limit", min=1, help="How many, the newest first."),
    as_json: bool = _JSON,
    config: Path | None = _CONFIG,
) -> None:
    """List messages, the newest first."""
    with Store.open_existing(settings_in_force(config).store) as store:
        rows = store.read(partial(list_deliveries, state=state, receiver=receiver, limit=limit))
    for row in rows:
        print(json.dumps(_as_json(row), ensure_ascii=False) if as_json else _line(row))
    if not rows and not as_json:
        print(_none(state, receiver))


@app.command(
    epilog="Examples:\n\nmedia-monitor deliveries show 770a6ef7\n\nmedia-monitor deliveries show 770a6ef7 --raw"
)
def show(
    name: str = _NAME,
    *,
    raw: bool = typer.Option(False, "--raw", help="The message itself, byte by byte as it is sent."),
    as_json: bool = _JSON,
    config: Path | None = _CONFIG,
) -> None:
    """Show one message: every recipient's answer, the attempts, and when it is tried again."""
    with Store.open_existing(settings_in_force(config).store) as store:
        row = _called(store, name)
    if raw:
        typer.echo(row.rendered or b"", nl=False)
    else:
        print(json.dumps(_as_json(row), ensure_ascii=False) if as_json else _page(row))


@app.command(
    epilog="Examples:\n\nmedia-monitor deliveries retry 770a6ef7\n\nmedia-monitor deliveries retry --receiver desk"
)
def retry(
    name: str = typer.Argument("", help="The first letters of a message's id."),
    *,
    receiver: str = typer.Option("", "--receiver", help="All unsent messages to this receiver instead."),
    why: str = typer.Option("", "--why", help="What is read later in the log."),
    config: Path | None = _CONFIG,
) -> None:
    """Send again what waits or was given up, under the same identity; who has it does not get it twice."""
    if bool(name) == bool(receiver):
        raise typer.BadParameter("name one message, or a receiver with --receiver")
    settings = settings_in_force(config)
    with Store.open_existing(settings.store) as store:
        target = receiver or _called(store, name).id
        instruct_and_wait(store, settings, Instruction(kind=InstructionKind.RETRY, target=target, who="", why=why))


@app.command(epilog='Example:\n\nmedia-monitor deliveries drop 770a6ef7 --why "told by phone"')
def drop(
    name: str = _NAME,
    *,
    why: str = typer.Option("", "--why", help="What is read later in the log."),
    config: Path | None = _CONFIG,
) -> None:
    """Take a message that waits or was given up out of the outbox; it stays in the list as dropped."""
    settings = settings_in_force(config)
    with Store.open_existing(settings.store) as store:
        target = _called(store, name).id
        instruct_and_wait(store, settings, Instruction(kind=InstructionKind.DROP, target=target, who="", why=why))


def _none(state: NoticeState | None, receiver: str | None) -> str:
    """Say what there is nothing of: an empty list of what failed is good news, not a mistyped name."""
    told = [f"is {state}" if state else "", f"goes to {receiver}" if receiver else ""]
    asked = " and ".join(filter(None, told))
    return f"no message {asked}" if asked else "no message has been made yet"


def _called(store: Store, name: str) -> DeliveryRow:
    rows = store.read(partial(deliveries_called, start=name))
    if len(rows) != 1:
        found = "no message" if not rows else f"{len(rows)} messages"
        print(f"{found} of an id that starts with {name!r}; see `media-monitor deliveries list`")
        raise typer.Exit(1)
    return rows[0]


def _line(row: DeliveryRow) -> str:
    subject = row.subject or "(not written yet)"
    return f"{row.id[:8]}  {row.created_at:%Y-%m-%d %H:%M}  {row.state:<7}  {row.kind} to {row.receiver}  {subject}"


def _page(row: DeliveryRow) -> str:
    lines = [
        _line(row),
        f"id         {row.id}",
        f"Message-ID {row.message_id or 'none yet'}",
        f"attempts   {row.attempts}",
    ]
    if row.state is NoticeState.PENDING:
        lines.append(f"next try   {row.due_at:%Y-%m-%d %H:%M:%S} UTC")
    if row.last_error:
        lines.append(f"last error {row.last_error}")
    lines += [f"  {receipt}" for receipt in row.receipts]
    return "\n".join(lines)


def _as_json(row: DeliveryRow) -> dict[str, object]:
    return {
        "notice": row.id,
        "kind": row.kind,
        "receiver": row.receiver,
        "level": row.level,
        "state": row.state,
        "created_at": row.created_at.isoformat(),
        "due_at": row.due_at.isoformat(),
        "settled_at": row.settled_at.isoformat() if row.settled_at else None,
        "attempts": row.attempts,
        "subject": row.subject,
        "message_id": row.message_id,
        "last_error": row.last_error,
        "receipts": list(row.receipts),
    }
