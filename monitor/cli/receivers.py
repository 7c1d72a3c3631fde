"""`media-monitor receivers`: who is told, how they are, and whether a message gets through."""

from __future__ import annotations

import asyncio
import json
import sys
import uuid
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import typer

from monitor.cli.configuration import find_config, settings_in_force
from monitor.cli.instructing import caller
from monitor.delivery import Outgoing, Templates, from_of, open_channel, recipients_of, render, sender_of
from monitor.errors import DeliveryError, StoreError
from monitor.model import Letter, Notice, Receipt
from monitor.settings import Receiver, Settings, load_settings
from monitor.store import Store
from monitor.store.overview import Overview, overview
from monitor.vocabulary import Level, NoticeKind, ReceiptState

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Who is told, and whether messages get through.")

_CONFIG = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/.")
_JSON = typer.Option(False, "--json", help="One JSON object a line.")


@app.command("list", epilog="Example:\n\nmedia-monitor receivers list")
def list_(*, as_json: bool = _JSON, config: Path | None = _CONFIG) -> None:
    """List the receivers with what they get at once, and how their channel is."""
    settings = settings_in_force(config)
    seen = _seen(settings)
    for receiver in settings.receivers:
        line = _as_json(receiver, seen)
        print(json.dumps(line, ensure_ascii=False) if as_json else _line(line))


@app.command(
    "test", epilog="Examples:\n\nmedia-monitor receivers test desk\n\nmedia-monitor receivers test   (all of them)"
)
def try_out(
    names: list[str] = typer.Argument(None, help="Which ones; none means all."),
    *,
    as_json: bool = _JSON,
    config: Path | None = _CONFIG,
) -> None:
    """Send a test message now, beside the outbox, and print each recipient's answer; exit code 1 when one failed."""
    settings = load_settings(find_config(config))
    known = {receiver.name: receiver for receiver in settings.receivers}
    if unknown := [name for name in names or () if name not in known]:
        raise typer.BadParameter(f"no receiver is called {', '.join(unknown)}; there are {', '.join(known)}")
    templates = Templates.load(settings.templates, receivers=settings.receivers)
    fine = True
    for name in names or known:
        print(_asking(known[name]), file=sys.stderr, flush=True)
        for receipt in asyncio.run(_send_test(settings, known[name], templates)):
            fine &= receipt.state is ReceiptState.SENT
            answer = {
                "receiver": name,
                "recipient": receipt.recipient,
                "state": receipt.state,
                "answer": receipt.answer,
            }
            print(
                json.dumps(answer, ensure_ascii=False)
                if as_json
                else "{receiver}: {recipient}: {state} {answer}".format(**answer)
            )
    if not fine:
        raise typer.Exit(1)


async def _send_test(settings: Settings, receiver: Receiver, templates: Templates) -> list[Receipt]:
    notice = Notice(
        id=str(uuid.uuid4()),
        kind=NoticeKind.OPERATOR,
        receiver=receiver.name,
        n=0,
        level=Level.INFORMATIONAL,
        created_at=datetime.now(UTC),
    )
    text = (f"{caller()} asked for this test message to the receiver `{receiver.name}`.", "Nothing has happened.")
    letter = Letter(notice=notice, title="media-monitor: a test message", text=text)
    mail = render(letter, receiver, from_=from_of(settings), templates=templates, now=notice.created_at)
    outgoing = Outgoing(
        notice_id=notice.id, raw=mail.raw, sender=sender_of(settings), recipients=recipients_of(receiver)
    )
    try:
        return [receipt async for receipt in open_channel(settings, receiver).deliver([outgoing])]
    except DeliveryError as error:
        return [Receipt(notice_id=notice.id, recipient=receiver.name, state=ReceiptState.DEAD, text=str(error))]


def _asking(receiver: Receiver) -> str:
    """Say whom the test waits for, before a silent server makes the command look dead."""
    return f"{receiver.name}: asking {_where(receiver)}; a silent server may take ten minutes"


def _seen(settings: Settings) -> Overview | None:
    """Return what the store knows of the receivers; before the first run nothing."""
    try:
        with Store.open_existing(settings.store) as store:
            return store.read(partial(overview, since=datetime.now(UTC)))
    except StoreError:
        return None


def _as_json(receiver: Receiver, seen: Overview | None) -> dict[str, object]:
    health = seen.receivers.get(receiver.name) if seen else None
    return {
        "name": receiver.name,
        "channel": "webhook" if receiver.webhook else "apprise" if receiver.apprise else "email",
        "to": _where(receiver),
        "at_once": receiver.lowest_immediate or "none",
        "digest": receiver.digest.schedule if receiver.digest else None,
        "health": health.health if health else "no answer yet",
        "reason": health.reason if health else "",
        "waiting": seen.waiting_by_receiver.get(receiver.name, 0) if seen else 0,
        "given_up": seen.dead_by_receiver.get(receiver.name, 0) if seen else 0,
    }


def _where(receiver: Receiver) -> str:
    """Return where a receiver's messages go, without anything secret."""
    return _host(receiver.webhook.url) if receiver.webhook else ", ".join(recipients_of(receiver))


def _host(url: str) -> str:
    """Return where a webhook goes without its path, which is often the secret."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…"


def _line(one: dict[str, object]) -> str:
    digest = f", digest {one['digest']}" if one["digest"] else ""
    trouble = f" ({one['reason']})" if one["reason"] else ""
    return (
        f"{one['name']}  {one['channel']} to {one['to']}; at once from {one['at_once']}{digest}; "
        f"{one['health']}{trouble}, {one['waiting']} waiting, {one['given_up']} given up"
    )
