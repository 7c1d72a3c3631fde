"""What travels between the daemon and a worker: frames of a length, a kind and a body.

To the worker: pickles (the daemon is trusted). From the worker: JSON that is validated into the nouns, never a
pickle, because a worker reads hostile bytes and what it says must not be able to run code in the daemon.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from monitor.model import Analysed, DropMeta, Gazetteer

if TYPE_CHECKING:
    from pydantic import TypeAdapter

HEAD = struct.Struct("!IB")
LONGEST = 1 << 30


class Kind(IntEnum):
    """What a worker says."""

    READY = 1  # the knowledge is loaded
    RESULT = 2  # the articles of the next drop of the batch
    UNREADABLE = 3  # an ArticleError for it: (reason, message)
    OUT_OF_MEMORY = 4  # the worker leaves; the drop is to blame
    FAILED = 5  # the worker cannot start, or cannot read anything: (where, message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one drop may cost. A worker may not use the network or start programs at all."""

    memory: int = 512 * 1024**2  # bytes above what the loaded knowledge takes
    wall: timedelta = timedelta(seconds=30)
    cpu: timedelta = timedelta(seconds=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """The first frame a worker gets. `prepare` is `module:function`: Gazetteer -> (bytes, DropMeta) -> articles."""

    prepare: str
    gazetteer: Gazetteer
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One drop to analyse."""

    data: bytes
    meta: DropMeta


Batch = tuple[Task, ...]


@cache
def articles_as_json() -> TypeAdapter[tuple[Analysed, ...]]:
    """Return the form of a `RESULT`; made when it is needed, because it takes longer than all else here (0.1 s)."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - same

    return TypeAdapter(tuple[Analysed, ...])


@cache
def two_words_as_json() -> TypeAdapter[tuple[str, str]]:
    """Return the form of `UNREADABLE` and `FAILED`."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - same

    return TypeAdapter(tuple[str, str])


def frame(kind: int, body: bytes) -> bytes:
    """Write one frame."""
    return HEAD.pack(len(body), kind) + body
