"""`media-monitor demo`: the daemon on its defaults, in a folder of its own, with the sample article dropped."""

from __future__ import annotations

import asyncio
import email
import email.policy
import shutil
import sys
from email.message import EmailMessage
from pathlib import Path

import typer

from monitor.shipped import shipped

app = typer.Typer(add_completion=False)

TRY_LATER = 75
SHOWN_LINES = 14
LOOK_EVERY = 0.2

CONFIG = """\
# Made by `media-monitor demo`. Edit it and the rules beside it, then: kill -HUP $(cat spool/.lock)
spool: {path: ./spool, settle: 1s, scan: 5s}
store: sqlite:///monitor.db
rules: ./rules
maildir: ./mail                 # real messages without a server; for a real one: smtp: {host: ..., from: ...}
receivers:
  - {name: desk, email: {to: [desk@example.org]}}
  - {name: ops, email: {to: [ops@example.org]}}
route: {receiver: desk}
operator: ops                   # hears of the daemon's own trouble
log: {format: console, level: warning}
"""

_EPILOG = """Examples:

media-monitor demo

media-monitor demo --dir /tmp/try-out
"""


@app.command(epilog=_EPILOG)
def demo(
    folder: Path = typer.Option(Path("demo"), "--dir", help="Where everything of the demo lies; made when missing."),
) -> None:
    """Start the daemon on its defaults, drop the sample article and show the alert; Ctrl-C ends it.

    Needs no mail server: messages are written into a maildir. Drop further articles into the inbox it names.
    """
    folder = folder.resolve()
    try:
        make_desk(folder)
        asyncio.run(_run(folder))
    except OSError as error:
        print(error, file=sys.stderr)
        raise typer.Exit(TRY_LATER) from None
    print(f"\nStopped. Everything is kept in {folder}; `media-monitor demo` goes on from there.")


def make_desk(folder: Path) -> None:
    """Write the configuration and copy the shipped rules, once: later they are the user's."""
    config = folder / "monitor.yaml"
    (folder / "spool" / "inbox").mkdir(parents=True, exist_ok=True)
    if config.exists():
        return
    (folder / "rules").mkdir(parents=True, exist_ok=True)
    for rule in shipped("rules").glob("*.yml"):
        shutil.copy(rule, folder / "rules" / rule.name)
    config.write_text(CONFIG, encoding="utf-8")


async def _run(folder: Path) -> None:
    from monitor.daemon.lifecycle import run_daemon  # noqa: PLC0415 - the whole program: not for --help

    daemon = asyncio.create_task(run_daemon(folder / "monitor.yaml"))
    guide = asyncio.create_task(_guide(folder))
    await asyncio.wait({daemon, guide}, return_when=asyncio.FIRST_COMPLETED)
    guide.cancel()
    await asyncio.gather(guide, return_exceptions=True)
    await daemon


async def _guide(folder: Path) -> None:
    """Drop the sample, show its alert, then every further message by its subject."""
    inbox, mail = folder / "spool" / "inbox", folder / "mail" / "new"
    seen = set(_messages(mail))
    say("media-monitor is starting; the sample article goes into the inbox.\n")
    _drop(shipped("seeds") / "belgorod.txt", inbox)
    if seen:
        say("An earlier run alerted on this article, and a copy is not told twice. It said:\n")
        _show(min(seen, key=lambda path: path.stat().st_mtime_ns))
    else:
        _show(await _next_message(mail, seen))
    _show_the_way(inbox, folder)
    while True:
        path = await _next_message(mail, seen)
        say(f"{_read(path)['Subject']}\n    {path}")


async def _next_message(folder: Path, seen: set[Path]) -> Path:
    while True:
        for path in _messages(folder):
            if path not in seen:
                seen.add(path)
                return path
        await asyncio.sleep(LOOK_EVERY)


def _drop(article: Path, inbox: Path) -> None:
    """Drop it as every feeder should: written under a name that is ignored, then renamed."""
    shutil.copyfile(article, inbox / ".belgorod.tmp")
    (inbox / ".belgorod.tmp").rename(inbox / article.name)


def _messages(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _read(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - what this policy makes
    return message


def _show(path: Path) -> None:
    message = _read(path)
    body = message.get_body(("plain",))
    lines = str(body.get_content()).splitlines() if body else []
    say(f"To:      {message['To']}")
    say(f"Subject: {message['Subject']}\n", bold=True)
    for line in lines[:SHOWN_LINES]:
        say(f"  {line}")
    if len(lines) > SHOWN_LINES:
        say(f"  … {len(lines) - SHOWN_LINES} more lines")
    say(f"\nThe whole message, text and HTML: {path}")


def _show_the_way(inbox: Path, folder: Path) -> None:
    say(f"Drop more articles into:          {inbox}")
    say(f"Rules and configuration:          {folder / 'rules'}, {folder / 'monitor.yaml'}")
    say("Ctrl-C stops. What arrives from now on:\n")


def say(line: str, *, bold: bool = False) -> None:
    """Print a line at once, bold on a terminal."""
    print(f"\033[1m{line}\033[0m" if bold and sys.stdout.isatty() else line, flush=True)
