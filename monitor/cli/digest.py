"""`media-monitor digest`: look at a receiver's next digest, or send it before its time."""

from __future__ import annotations

import email
import email.policy
import json
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import typer

from monitor.cli.configuration import find_config
from monitor.cli.instructing import instruct_and_wait
from monitor.delivery import Templates, from_of, render
from monitor.digesting import digest_so_far
from monitor.settings import Receiver, Settings, load_settings
from monitor.store import Store
from monitor.store.instructions import Instruction, InstructionKind

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Look at a receiver's next digest, or send it before its time."
)

_CONFIG = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/.")
_RECEIVER = typer.Argument(help="The receiver's name.")


@app.command(epilog="Examples:\n\nmedia-monitor digest preview desk\n\nmedia-monitor digest preview desk --raw")
def preview(
    receiver: str = _RECEIVER,
    *,
    raw: bool = typer.Option(False, "--raw", help="The message itself, byte by byte."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line."),
    config: Path | None = _CONFIG,
) -> None:
    """Show the digest as it would be made now; nothing is sent and nothing is changed."""
    settings = load_settings(find_config(config))
    chosen, now = _with_digest(settings, receiver), datetime.now(UTC)
    with Store.open_existing(settings.store) as store:
        letter = store.read(partial(digest_so_far, settings=settings, receiver=chosen, now=now))
    templates = Templates.load(settings.templates, receivers=settings.receivers)
    made = render(letter, chosen, from_=from_of(settings), templates=templates, now=now)
    if raw:
        typer.echo(made.raw, nl=False)
    elif as_json:
        told = {
            "receiver": receiver,
            "subject": made.subject,
            "stories": [entry.subject for entry in letter.entries],
            "health": list(letter.text),
            "sections": {part.title: list(part.lines) for part in letter.sections},
        }
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(made.subject, _text(made.raw, chosen), sep="\n\n")


@app.command(epilog='Example:\n\nmedia-monitor digest send desk --why "the editor leaves early"')
def send(
    receiver: str = _RECEIVER,
    *,
    why: str = typer.Option("", "--why", help="What is read later in the log."),
    config: Path | None = _CONFIG,
) -> None:
    """Send the digest now; what it lists is not listed again at the next due time."""
    settings = load_settings(find_config(config))
    _with_digest(settings, receiver)
    with Store.open_existing(settings.store) as store:
        instruct_and_wait(store, settings, Instruction(kind=InstructionKind.DIGEST, target=receiver, who="", why=why))


def _with_digest(settings: Settings, name: str) -> Receiver:
    having = {receiver.name: receiver for receiver in settings.receivers if receiver.digest}
    if name not in having:
        raise typer.BadParameter(f"no receiver with a digest is called {name}; there are {', '.join(having) or 'none'}")
    return having[name]


def _text(raw: bytes, receiver: Receiver) -> str:
    if receiver.webhook or receiver.apprise:
        return raw.decode()
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
    body = message.get_body(("plain",))
    return str(body.get_content()) if body else ""
