"""A week of articles as people write them, and the files that feeds make of them.

A story is a text file of items, each below a line of its own:

    ### Mon 08:14 reuters json key=fire-1 withdrawn
    Title

    Body ...

Times are UTC of the week of 23 March 2026. `key` names the piece, so that a later item with the same is a
revision; `withdrawn` makes the item a kill notice. An item `... like=reuters/23-0814 without=1` is the body of
another item without its last paragraph, below a credit line of its own: how outlets print an agency.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from pathlib import Path

MONDAY = datetime(2026, 3, 23, tzinfo=UTC)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article of the script."""

    at: datetime
    source: str
    form: str
    title: str
    body: str
    told: Mapping[str, str]  # key, like, without; `withdrawn`

    @property
    def name(self) -> str:
        """Its file below the inbox."""
        return f"{self.source}/{self.at:%d-%H%M}.{self.form}"

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[0]


def read_week(folder: Path) -> tuple[Item, ...]:
    """Return every item in order of time, reprints with the text they print."""
    items = [item for path in sorted(folder.glob("*.txt")) for item in _read_story(path.read_text(encoding="utf-8"))]
    by_stem = {item.stem: item for item in items}
    assert len(by_stem) == len(items), "two items of one source in one minute"
    whole = [_reprinted(item, by_stem) if "like" in item.told else item for item in items]
    return tuple(sorted(whole, key=lambda item: (item.at, item.name)))


def _read_story(text: str) -> Iterator[Item]:
    for part in text.split("\n### ")[1:]:
        head, _, rest = part.partition("\n")
        day, clock, source, form, *told = head.split()
        title, _, body = rest.strip().partition("\n\n")
        hour, minute = clock.split(":")
        at = MONDAY + timedelta(days=DAYS.index(day), hours=int(hour), minutes=int(minute))
        pairs = (one.partition("=") for one in told)
        yield Item(
            at=at,
            source=source,
            form=form,
            title=" ".join(title.split()),
            body="\n\n".join(" ".join(one.split()) for one in body.split("\n\n")),
            told={name: value for name, _, value in pairs},
        )


def _reprinted(item: Item, by_stem: Mapping[str, Item]) -> Item:
    original = by_stem[item.told["like"]]
    paragraphs = original.body.split("\n\n")
    kept = paragraphs[: len(paragraphs) - int(item.told.get("without", "0"))]
    told = dict(item.told)
    credit = [item.body] if item.body else []
    return Item(
        at=item.at,
        source=item.source,
        form=item.form,
        title=item.title or original.title,
        body="\n\n".join([*kept, *credit]),
        told=told,
    )


def write_week(items: tuple[Item, ...], folder: Path) -> None:
    """Write every item as its feed would drop it, its file as old as its article."""
    for item in items:
        path = folder / item.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes_of(item))
        os.utime(path, (item.at.timestamp(), item.at.timestamp()))


def bytes_of(item: Item) -> bytes:
    return FORMS[item.form](item)


def _as_json(item: Item) -> bytes:
    told = {
        "uri": _address(item),
        "headline": item.title,
        "body_text": item.body,
        "versioncreated": item.at.isoformat(),
        "language": "en",
        "pubstatus": "canceled" if "withdrawn" in item.told else "usable",
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _as_mail(item: Item) -> bytes:
    message = EmailMessage()
    message["From"] = f"{item.source} <wire@{item.source}.example>"
    message["To"] = "desk@example.org"
    message["Subject"] = item.title
    message["Date"] = format_datetime(item.at)
    message["Message-ID"] = f"<{item.told.get('key', item.stem).replace('/', '.')}@{item.source}.example>"
    message.set_content(item.body)
    return message.as_bytes()


def _as_feed(item: Item) -> bytes:
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in item.body.split("\n\n"))
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{item.source}</title><link>https://{item.source}.example/</link>
<item><title>{escape(item.title)}</title><guid isPermaLink="false">{_address(item)}</guid>
<pubDate>{format_datetime(item.at)}</pubDate><description>{escape(paragraphs)}</description></item>
</channel></rss>
""".encode()


def _as_text(item: Item) -> bytes:
    return f"{item.title}\n\n{item.body}\n".encode()


def _address(item: Item) -> str:
    return f"https://{item.source}.example/{item.told.get('key', item.stem)}"


FORMS = {"json": _as_json, "eml": _as_mail, "rss": _as_feed, "txt": _as_text}
