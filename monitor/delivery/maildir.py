"""Mail into a Maildir: real messages without a server (https://cr.yp.to/proto/maildir.html)."""

from __future__ import annotations

import asyncio
import itertools
import os
import socket
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from monitor.delivery.outgoing import Outgoing
from monitor.model import Receipt
from monitor.vocabulary import ReceiptState

_COUNTER = itertools.count(1)
_FOLDERS = ("tmp", "new", "cur")


class MaildirChannel:
    """Writes each message to `tmp/`, syncs it and moves it to `new/`: there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def deliver(self, batch: Sequence[Outgoing]) -> AsyncIterator[Receipt]:
        """Write every notice once, for all its recipients; a full disk is a `pending` receipt."""
        for outgoing in batch:
            try:
                name = await asyncio.to_thread(self._write, outgoing.raw)
                state, text = ReceiptState.SENT, name
            except OSError as error:
                state, text = ReceiptState.PENDING, f"{self.folder}: {error.strerror or error}"
            for recipient in outgoing.recipients:
                yield Receipt(notice_id=outgoing.notice_id, recipient=recipient, state=state, text=text)

    def _write(self, raw: bytes) -> str:
        _make_folder(self.folder)
        for folder in _FOLDERS:
            _make_folder(self.folder / folder)
        name = _unique_name()
        draft, final = self.folder / "tmp" / name, self.folder / "new" / name
        try:
            _write_synced(draft, raw.replace(b"\r\n", b"\n"))  # files on this side of the wire end lines with LF
            _give_to_owner_of(self.folder, draft)
            draft.rename(final)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        _sync_folder(final.parent)
        return name


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        if not folder.parent.is_dir():
            _make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _give_to_owner_of(folder.parent, folder)


def _give_to_owner_of(parent: Path, made: Path) -> None:
    """What a command of root makes belongs to whom the folder belongs: the daemon has to write there too."""
    if os.geteuid() == 0:
        owner = parent.stat()
        os.chown(made, owner.st_uid, owner.st_gid, follow_symlinks=False)


def _unique_name() -> str:
    """Return `seconds.MmicrosecondsPpidQcount.host`, unique on this host for ever."""
    seconds, nanoseconds = divmod(time.time_ns(), 10**9)
    host = socket.gethostname().replace("/", "\\057").replace(":", "\\072")
    return f"{seconds}.M{nanoseconds // 1000:06}P{os.getpid()}Q{next(_COUNTER)}.{host}"


def _write_synced(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
