"""An analysis that does what the file says: the drops of the worker tests, run in real worker processes."""

from __future__ import annotations

import ctypes
import importlib
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable

from monitor.errors import ArticleError
from monitor.model import Analysed, Article, DropMeta, Facts, Gazetteer, Verification
from monitor.vocabulary import Status
from monitor.workers import confinement


def prepare(gazetteer: Gazetteer) -> Callable[[bytes, DropMeta], tuple[Analysed, ...]]:
    names = ",".join(actor.name for actor in gazetteer.actors)

    def analyse(data: bytes, meta: DropMeta) -> tuple[Analysed, ...]:
        wish = data.decode()
        deed = DEEDS.get(wish)
        return (as_article(str(deed()) if deed else wish, names, meta),)

    return analyse


def prepare_without_own_limits(gazetteer: Gazetteer) -> Callable[[bytes, DropMeta], tuple[Analysed, ...]]:
    """As in a hardened unit, which forbids a process to limit itself."""
    confinement.limit_memory = lambda _beyond: None
    return prepare(gazetteer)


def prepare_nothing(_gazetteer: Gazetteer) -> None:
    raise ValueError("no knowledge here")


def prepare_unfit(_gazetteer: Gazetteer) -> Callable[[bytes, DropMeta], tuple[Analysed, ...]]:
    """As in a broken installation: what is imported on first use is not there."""

    def analyse(_data: bytes, _meta: DropMeta) -> tuple[Analysed, ...]:
        importlib.import_module("monitor.nothing_of_that_name")
        return ()

    return analyse


def as_article(text: str, title: str, meta: DropMeta) -> Analysed:
    article = Article(
        id="0",
        title=title,
        text=text,
        zones=(),
        sentences=(),
        language="en",
        source=meta.source,
        received_at=meta.received_at,
        format="txt",
        encoding="utf-8",
    )
    return Analysed(article=article, facts=Facts(verification=Verification(status=Status.UNKNOWN)), reports=())


def unreadable() -> None:
    raise ArticleError("not_text", "these are no letters")


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1)


def spin() -> None:
    while True:
        pass


def swallow_slowly() -> None:
    kept = []
    while True:
        kept.append(b"x" * 50 * 1024**2)
        time.sleep(0.05)


def refused(call: Callable[[], object]) -> str:
    try:
        call()
    except OSError as error:
        return type(error).__name__
    return "allowed"


def raw_socket() -> str:
    """Past Python: what a hole in a C library would do."""
    libc = ctypes.CDLL(None, use_errno=True)
    return "allowed" if libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0) >= 0 else os.strerror(ctypes.get_errno())


DEEDS: dict[str, Callable[[], object]] = {
    "unreadable": unreadable,
    "bug": lambda: {}["nothing"],
    "recurse": recurse,
    "import": lambda: importlib.import_module("monitor.nothing_of_that_name"),
    "leave": lambda: os._exit(3),
    "segfault": lambda: ctypes.string_at(0),
    "hang": lambda: time.sleep(3600),
    "spin": spin,
    "swallow": lambda: len(bytearray(2 * 1024**3)),
    "swallow slowly": swallow_slowly,
    "print": lambda: print("{ not a log line", file=sys.stdout, flush=True),  # noqa: T201 - the point of it
    "socket": lambda: refused(socket.socket),
    "raw socket": raw_socket,
    "program": lambda: refused(lambda: subprocess.run(["true"], check=False)),
    "write": lambda: refused(lambda: write("/tmp/media-monitor-worker-wrote")),  # noqa: S108 - must not come to be
    "environment": lambda: sorted(os.environ),
    "pid": os.getpid,
    "memory": lambda: resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY,
}


def write(path: str) -> None:
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - unbuffered
        try:
            while True:
                file.write(bytes(64 * 1024**2))
        finally:
            os.unlink(path)  # noqa: PTH108 - same
