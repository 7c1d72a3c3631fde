"""The life of a file: settle, claim, read, keep a copy, finish (docs/contracts.md, section 3 of the design).

The order is what makes an accepted file durable: its claim is a rename inside the inbox tree, its result is
committed while it still lies there, and only then it goes. `Inbox` is what the intake loop holds.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import structlog

from monitor.inbox.archiving import Archive, Kept
from monitor.inbox.claiming import Claims, free_space_problem, safe_stub
from monitor.inbox.files import Claimed, Content, Found, LeftAlone, Listing, StillWrittenError, in_words
from monitor.inbox.settling import Settling
from monitor.inbox.sources import find_source, named_by_files
from monitor.inbox.watch import Watch
from monitor.settings import Spool

__all__ = [
    "Archive",
    "Claimed",
    "Claims",
    "Content",
    "Found",
    "Inbox",
    "Kept",
    "LeftAlone",
    "Listing",
    "StillWrittenError",
    "find_source",
    "free_space_problem",
    "in_words",
    "named_by_files",
    "safe_stub",
]

log = structlog.get_logger(room="inbox")


class Inbox:
    """The watched folder. Made and used inside one event loop.

    `troubles` holds what is wrong now, by a stable word, in sentences for `status`; every trouble heals by itself
    when its cause goes, and both are logged once. `claims` and `archive` are the steps after the listing.
    """

    def __init__(self, spool: Spool) -> None:
        self._spool = spool
        self._settling = Settling(os.fsencode(spool.inbox), settle=spool.settle, ignore=spool.ignore)
        self._news = asyncio.Event()
        self._watch = Watch(spool.inbox, self._on_news)
        self.claims = Claims(spool.inbox, spool.quarantine, max_size=spool.max_size)
        self.archive = Archive(spool.archive)
        self.troubles: dict[str, str] = {}
        self.on_look: Callable[[], None] = _nothing  # called after each look into the folder: real progress
        self._unread: list[tuple[float, Claimed]] = []

    def prepare(self) -> None:
        """Make the missing spool folders; at start only, a folder that goes later may be an absent mount.

        Raises:
            OSError: they cannot be made.
        """
        for folder in (self._spool.inbox, self._spool.work, self._spool.quarantine):
            folder.mkdir(parents=True, exist_ok=True)
        self.archive.prepare()

    def watch(self) -> None:
        """Begin to watch, so that what is closed before the first look is known as whole."""
        self._watch.keep_armed()

    def adopt(self, spool: Spool) -> None:
        """Use other settings from now on; the path stays."""
        self._spool = spool
        self._settling.adopt(settle=spool.settle, ignore=spool.ignore)
        self.claims.max_size = spool.max_size

    @property
    def left_alone(self) -> tuple[LeftAlone, ...]:
        """What lies in the inbox now and cannot be taken: unreadable files, links, pipes; for `status`."""
        return self._settling.left_alone

    def list_settled(self, now: float) -> Listing:
        """List what may be claimed now, the oldest first. `now` is monotonic seconds.

        Never raises: what keeps the inbox from being listed is in `troubles`.
        """
        listing = self._look(now)
        self.on_look()
        return listing

    def _look(self, now: float) -> Listing:
        self._watch.keep_armed()
        self.settle_trouble("polling", self._watch.polling_because)
        self.settle_trouble("space", free_space_problem(self._spool.path, self._spool.min_free))
        try:
            listing = self._settling.list_settled(now)
        except OSError as error:
            self.settle_trouble("inbox", _why_not(self._spool.inbox, error))
            return Listing()
        self.settle_trouble("inbox", self._unreadable_folders())
        for left in listing.left_alone:
            log.warning("left_alone", file=in_words(left.relative), why=left.why)
        return Listing(left_alone=listing.left_alone) if "space" in self.troubles else listing

    def claim(self, found: Found) -> Claimed | None:
        """Take a settled file out of the inbox; `None` when it is gone or may not be taken (told once)."""
        try:
            claimed = self.claims.claim(found)
        except OSError as error:
            self.settle_trouble("claim", f"{in_words(found.relative)}: {os.strerror(error.errno or 0)}")
            return None
        self.settle_trouble("claim", None)
        self._settling.forget(found.relative)
        return claimed

    def read_later(self, claimed: Claimed, now: float) -> None:
        """Remember a claimed file that was still written when it was read; it stays claimed."""
        self._unread.append((now + self._spool.settle.total_seconds(), claimed))

    def due_again(self, now: float) -> tuple[Claimed, ...]:
        """Take the claimed files that are worth another read."""
        due = tuple(claimed for at, claimed in self._unread if at <= now)
        self._unread = [(at, claimed) for at, claimed in self._unread if at > now]
        return due

    async def wait_for_news(self) -> None:
        """Return when there may be something to do: an event, a file that has settled, or the next scan."""
        now = asyncio.get_running_loop().time()
        waits = [self._spool.scan.total_seconds(), *(at - now for at, _ in self._unread)]
        settles_in = self._settling.next_due(now)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, min(waits if settles_in is None else [*waits, settles_in]))):
                await self._news.wait()
        self._news.clear()

    def wake(self) -> None:
        """End the wait: a stop, a reload, a released file."""
        self._news.set()

    def close(self) -> None:
        """Stop watching."""
        self._watch.stop()

    def _on_news(self, relative: bytes, whole: bool) -> None:
        if whole:
            self._settling.closed(relative)
        self._news.set()

    def _unreadable_folders(self) -> str | None:
        folders = self._settling.unreadable
        return "; ".join(f"inbox/{in_words(path)}: {why}" for path, why in folders.items()) or None

    def settle_trouble(self, word: str, sentence: str | None) -> None:
        """Note what is wrong with intake, or with `None` that it is not any more; both are logged once."""
        before = self.troubles.get(word)
        if sentence is None:
            self.troubles.pop(word, None)
            if before:
                log.info("healed", trouble=word, was=before)
            return
        self.troubles[word] = sentence
        if before is None:
            log.warning("trouble", trouble=word, what=sentence)


def _nothing() -> None:
    """Nobody asked to be told."""


def _why_not(folder: Path, error: OSError) -> str:
    """Say who may not list which folder; its mode is what an administrator looks at first."""
    reason = os.strerror(error.errno or 0)
    try:
        mode = f"{folder.stat().st_mode & 0o7777:04o}"
    except OSError:
        return f"{folder}: {reason}"
    return f"{folder}: {reason} for uid {os.geteuid()} (mode {mode})"
