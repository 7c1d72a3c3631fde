"""`media-monitor alerts`: who was told what, and who has taken it up."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import typer

from monitor.cli.configuration import settings_in_force
from monitor.cli.instructing import instruct_and_wait
from monitor.delivery.wording import plural
from monitor.store import Store
from monitor.store.alert_history import history_of
from monitor.store.alerts import AlertRow, alerts_called, decisions_about, list_alerts, notices_of
from monitor.store.instructions import Instruction, InstructionKind

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Who was told what, and who has taken it up.")

_CONFIG = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/.")
_JSON = typer.Option(False, "--json", help="One JSON object a line.")
_NAME = typer.Argument(help="A story's number, like 417, or the first letters of an alert's id.")

_LIST = """Examples:

media-monitor alerts list

media-monitor alerts list --open --json | jq -r .headline
"""


@app.command("list", epilog=_LIST)
def list_(
    *,
    only_open: bool = typer.Option(False, "--open", help="Only those that nobody has taken up."),
    limit: int = typer.Option(50, "--limit", min=1, help="How many, the last changed first."),
    as_json: bool = _JSON,
    config: Path | None = _CONFIG,
) -> None:
    """List alerts, the last changed first."""
    with Store.open_existing(settings_in_force(config).store) as store:
        rows = store.read(partial(list_alerts, limit=limit, unacked_only=only_open))
    for row in rows:
        print(json.dumps(_as_json(row), ensure_ascii=False) if as_json else _line(row))
    if not rows and not as_json:
        print("no alert is open" if only_open else "there is no alert yet")


@app.command(epilog="Examples:\n\nmedia-monitor alerts show 417\n\nmedia-monitor alerts show bed499df")
def show(name: str = _NAME, *, as_json: bool = _JSON, config: Path | None = _CONFIG) -> None:
    """Show an alert: why it was raised, every message of it, and every decision with its reason."""
    with Store.open_existing(settings_in_force(config).store) as store:
        for row in _called(store, name):
            print(json.dumps(_in_full(store, row), ensure_ascii=False) if as_json else _page(store, row))


@app.command(epilog='Example:\n\nmedia-monitor alerts ack 417 --why "calling the bureau"')
def ack(
    name: str = _NAME,
    *,
    why: str = typer.Option("", "--why", help="What the others read."),
    config: Path | None = _CONFIG,
) -> None:
    """Say that you have taken an alert up; a story's number means all its alerts."""
    settings = settings_in_force(config)
    with Store.open_existing(settings.store) as store:
        for row in _called(store, name):
            wish = Instruction(kind=InstructionKind.ACK, target=row.id, who="", why=why)
            instruct_and_wait(store, settings, wish)


def _called(store: Store, name: str) -> tuple[AlertRow, ...]:
    rows = store.read(partial(alerts_called, name=name))
    if not rows:
        print(f"no alert is called {name!r}; see `media-monitor alerts list`")
        raise typer.Exit(1)
    return rows


def _line(row: AlertRow) -> str:
    taken = f"taken up by {row.acked_by}" if row.acked_at else "open"
    return (
        f"{row.id[:8]}  {row.updated_at:%Y-%m-%d %H:%M}  #{row.story_number}  {row.level}  to {row.receiver}, "
        f"{plural(row.standing.notices, 'message', 'messages')}, {taken}  {row.headline}"
    )


def _page(store: Store, row: AlertRow) -> str:
    lines = [f"#{row.story_number} {row.headline}", _line(row), "", "Why:"]
    for reason in row.standing.reasons:
        lines += [f"  {reason.title} ({reason.rule_id}, {reason.level}): {reason.verdict}"]
        lines += [f"    {line}" for line in reason.explanation]
    lines += ["", "What happened (UTC):"]
    for one in store.read(partial(history_of, alert=row)):
        lines += [f"  {one.at:%Y-%m-%d %H:%M}  {_HAPPENED[one.what]:10}{one.words}"]
    return "\n".join([*lines, ""])


_HAPPENED = {
    "came": "came",
    "decided": "decided",
    "made": "message",
    "answered": "  answer",
    "told": "told",
    "passed_on": "passed on",
    "taken_up": "taken up",
}


def _as_json(row: AlertRow) -> dict[str, object]:
    return {
        "alert": row.id,
        "story": row.story_id,
        "number": row.story_number,
        "headline": row.headline,
        "receiver": row.receiver,
        "level": row.level,
        "rules": [reason.rule_id for reason in row.standing.reasons],
        "notices": row.standing.notices,
        "opened_at": row.opened_at.isoformat(),
        "updated_at": row.updated_at.isoformat(),
        "acked_at": row.acked_at.isoformat() if row.acked_at else None,
        "acked_by": row.acked_by,
    }


def _in_full(store: Store, row: AlertRow) -> dict[str, object]:
    messages = store.read(partial(notices_of, alert_id=row.id))
    decided = store.read(partial(decisions_about, story_id=row.story_id, receiver=row.receiver))
    happened = store.read(partial(history_of, alert=row))
    return _as_json(row) | {
        "history": [{"at": one.at.isoformat(), "what": one.what, "words": one.words} for one in happened],
        "messages": [
            {
                "notice": one.id,
                "n": one.n,
                "kind": one.kind,
                "state": one.state,
                "at": one.created_at.isoformat(),
                "subject": one.subject,
                "receipts": list(one.receipts),
            }
            for one in messages
        ],
        "decisions": [
            {"at": one.at.isoformat(), "decision": one.kind, "reason": one.reason, "article": one.article_id}
            for one in decided
        ],
    }
