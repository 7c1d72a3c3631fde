"""What each receiver got, as a newsroom would log it: from the messages themselves, not from what was meant."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import select

from monitor.store import Connection, Store
from monitor.store.schema import articles, drops, notices
from tests.desk import text_of

_FLAG = re.compile(r"\s+")
HEAD = """\
# The week of 23 March 2026 (UTC), as everybody heard it. Renew with UPDATE_GOLDEN=1; read it before.
# when, who, what for, the subject; below it the first line, and the file that was the reason.
"""


def journal(store: Store) -> str:
    """Return the log of everything sent, in order."""
    lines = store.read(lambda connection: list(_lines(connection)))
    return HEAD + "\n".join(lines) + "\n"


def _lines(connection: Connection) -> Iterator[str]:
    files = files_of(connection)
    order = (notices.c.created_at, notices.c.receiver, notices.c.kind, notices.c.alert_id, notices.c.n)
    day = ""
    rows = sorted(
        (row for row in connection.execute(select(notices).order_by(*order)).mappings()),
        key=lambda row: (row["created_at"], row["receiver"], row["kind"], str(row["subject"])),
    )
    for row in rows:
        if f"{row['created_at']:%A %d}" != day:
            day = f"{row['created_at']:%A %d}"
            yield f"\n--- {day} March ---"
        yield from _message(
            row["created_at"], row["receiver"], row["kind"], row["rendered"], files.get(row["article_id"])
        )


def _message(at: datetime, receiver: str, kind: str, raw: bytes | None, file: str | None) -> Iterator[str]:
    mail = as_mail(raw or b"")
    told = [line.strip() for line in text_of(mail).splitlines() if line.strip()]
    because = f"   <- {file}" if file else ""
    yield f"{at:%a %H:%M} {receiver:<8}{kind.upper():<10}{one_line(str(mail['Subject']))}{because}"
    if kind in ("summary", "digest", "operator"):
        yield from (f"            | {line}" for line in text_of(mail).splitlines() if line.strip())
    elif told:
        yield f"            {one_line(told[0])}"


def one_line(text: str) -> str:
    return _FLAG.sub(" ", text).strip()


def files_of(connection: Connection) -> Mapping[str, str]:
    """Return the file of every article by the article's id."""
    query = select(articles.c.id, drops.c.path).join(drops, drops.c.id == articles.c.drop_id)
    return {row.id: row.path.decode() for row in connection.execute(query)}


def as_mail(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def delivered(folder: Path) -> dict[str, bytes]:
    """Return what lies in the maildir, by Message-ID: what was sent twice after a crash is one message."""
    found = {}
    for path in sorted((folder / "mail" / "new").iterdir()):
        raw = path.read_bytes()
        identity = str(as_mail(raw)["Message-ID"])
        assert found.setdefault(identity, raw) == raw, f"{identity} was sent with two wordings"
    return found
