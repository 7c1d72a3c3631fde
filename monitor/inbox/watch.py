"""watchdog as a mere alarm clock: its events wake the listing, which is the truth.

Three things it does by default are not wanted here. It pairs moves and so holds every event back for half
a second after a move out of the tree: the mask is narrowed to what tells of new files. It stays silent for
ever when the inbox is replaced: `keep_armed` compares device and inode. A handler that raises kills its
thread: ours only appends and wakes.
"""

from __future__ import annotations

import asyncio
import os
import warnings
from collections.abc import Callable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers.api import DEFAULT_OBSERVER_TIMEOUT, BaseObserver
from watchdog.observers.inotify import InotifyFullEmitter
from watchdog.observers.inotify_c import InotifyConstants, InotifyFD, Mask

REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "fuse", "glusterfs", "afs", "vboxsf"})
"""File systems where other machines write without our kernel knowing."""

NEWS = Mask(
    InotifyConstants.IN_CREATE
    | InotifyConstants.IN_CLOSE_WRITE
    | InotifyConstants.IN_MOVED_TO
    | InotifyConstants.IN_DELETE_SELF
)
NEWS_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileClosedEvent,
    FileMovedEvent,
    DirCreatedEvent,
    DirMovedEvent,
]


class _NewsEmitter(InotifyFullEmitter):
    """Reports new, closed and arriving files; "full" makes an arrival from outside a move and not a creation."""

    def get_event_mask_from_filter(self) -> Mask:
        return NEWS


class _NewsObserver(BaseObserver):
    def __init__(self) -> None:
        self._inotify = InotifyFD()
        self._inotify.start()
        super().__init__(_NewsEmitter, timeout=DEFAULT_OBSERVER_TIMEOUT, inotify_fd=self._inotify)

    def is_awake(self) -> bool:
        """Tell whether every thread between the kernel and the handler lives."""
        return self.is_alive() and self._inotify.is_alive() and all(one.is_alive() for one in self.emitters)

    def on_thread_stop(self) -> None:
        super().on_thread_stop()
        self._inotify.stop()
        self._inotify.join()


class _Handler(FileSystemEventHandler):
    def __init__(self, inbox: bytes, tell: Callable[[bytes, bool], None]) -> None:
        self._prefix = inbox + b"/"
        self._tell = tell

    def dispatch(self, event: FileSystemEvent) -> None:
        """Tell which file below the inbox is new, and whether it is whole (closed or moved here)."""
        path = os.fsencode(event.dest_path or event.src_path)
        relative = path.removeprefix(self._prefix)
        if relative != path and not relative.startswith(b".work"):
            self._tell(relative, isinstance(event, FileClosedEvent | FileMovedEvent))


class Watch:
    """Wakes `on_news(relative, whole)` in the event loop; at worst it is silent, and the scan does its work."""

    def __init__(self, inbox: Path, on_news: Callable[[bytes, bool], None]) -> None:
        self._inbox = inbox
        self._on_news = on_news
        self._observer: _NewsObserver | None = None
        self._armed_on: tuple[int, int] | None = None
        self.polling_because: str | None = None

    def keep_armed(self) -> None:
        """Watch the folder that the inbox's path names now; cheap when it is still the same one.

        Call it before each listing: what came before the watch was armed is found by the listing. An inbox
        that is missing is no error here, the listing says so.
        """
        try:
            status = self._inbox.stat()
        except OSError:
            self.stop()
            return
        identity = (status.st_dev, status.st_ino)
        if identity == self._armed_on and (self._observer is None or self._observer.is_awake()):
            return
        self.stop()
        self._armed_on = identity
        self._arm(asyncio.get_running_loop())

    def _arm(self, loop: asyncio.AbstractEventLoop) -> None:
        kind = file_system_of(self._inbox)
        self.polling_because = f"{kind} reports no changes made elsewhere" if kind in REMOTE else None
        if self.polling_because:
            return

        def tell(relative: bytes, whole: bool) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._on_news, relative, whole)

        # A folder that is made with its parent is told twice; watchdog warns of it on stderr.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        observer = _NewsObserver()
        try:
            handler = _Handler(os.fsencode(self._inbox), tell)
            observer.schedule(handler, str(self._inbox), recursive=True, event_filter=NEWS_EVENTS)
            observer.start()
        except OSError as error:  # the user's inotify watches or instances are used up
            self.polling_because = f"no watch could be set: {os.strerror(error.errno or 0)}"
            observer.stop()
        else:
            self._observer = observer

    def stop(self) -> None:
        """Stop watching and wait for watchdog's threads."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
        self._observer, self._armed_on = None, None


def file_system_of(folder: Path) -> str:
    """Return the type of the file system that holds `folder` (ext4, nfs, fuse, ...); empty when unknown."""
    device = "{}:{}".format(*_major_minor(folder))
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        if fields.split(" ")[2] == device:
            return rest.split(" ")[0].split(".")[0]
    return ""


def _major_minor(folder: Path) -> tuple[int, int]:
    device = folder.stat().st_dev
    return os.major(device), os.minor(device)
