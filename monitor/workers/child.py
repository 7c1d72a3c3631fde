"""A worker process: load the knowledge once, then answer batches until the daemon closes the pipe.

Started by `monitor.launching` as `python -m monitor.workers.child MODULE:FUNCTION` with an empty environment.
"""

from __future__ import annotations

import faulthandler
import gc
import importlib
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, BinaryIO

from monitor.errors import ArticleError, bug_in_words
from monitor.model import Analysed, DropMeta, Gazetteer
from monitor.workers import confinement
from monitor.workers.wire import HEAD, Batch, Kind, Limits, Setup, Task, articles_as_json, frame, two_words_as_json

OWN_SENTENCE = Task(
    data=b"Two people were killed and three were injured in a fire in Lyon on Monday, police said.\n",
    meta=DropMeta(name="warm-up.txt", received_at=datetime(2000, 1, 1, tzinfo=UTC)),
)
"""Read as soon as the worker is ready: what is loaded on first use is there before the first drop, as a rule.

A worker that cannot read this cannot read anything, so that no drop is to blame for it.
"""

Analyse = Callable[[bytes, DropMeta], tuple[Analysed, ...]]
Prepare = Callable[[Gazetteer], Analyse]


def main() -> int:
    """Run until the pipe from the daemon ends."""
    faulthandler.enable()
    gc.disable()  # nearly all that is loaded now stays
    confinement.end_with_the_daemon()
    confinement.be_the_first_to_go()
    # The daemon alone decides when a worker ends: a signal to the whole service must not look like a crash.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a stray print cannot break a frame
    with suppress(Exception):  # whatever it is, it is told once the setup has come
        _named(sys.argv[1])
    setup: Setup = _next(incoming)
    try:
        analyse = _prepare(setup)
    except Exception as error:  # noqa: BLE001 - whatever it is, the daemon is told and decides
        _say(outgoing, Kind.FAILED, two_words_as_json().dump_json((setup.prepare, f"{type(error).__name__}: {error}")))
        return 1
    _say(outgoing, Kind.READY, b"")
    if unfit := _why_unfit(analyse):
        _refuse(incoming, outgoing, unfit)
        return 1
    gc.freeze()  # the knowledge lives for ever: no collection walks it again
    gc.enable()
    confinement.limit_memory(setup.limits.memory)
    _serve(incoming, outgoing, analyse, setup.limits)
    return 0


def _prepare(setup: Setup) -> Analyse:
    analyse = _named(setup.prepare)(setup.gazetteer)
    confinement.limit_files()
    confinement.forbid_network_and_programs()
    return analyse


def _named(prepare: str) -> Prepare:
    module, _, name = prepare.partition(":")
    named: Prepare = getattr(importlib.import_module(module), name)
    return named


def _serve(incoming: BinaryIO, outgoing: BinaryIO, analyse: Analyse, limits: Limits) -> None:
    while True:
        try:
            batch: Batch = _next(incoming)
        except EOFError:
            return
        for task in batch:
            confinement.limit_cpu(limits.cpu)
            kind, body = _answer(analyse, task)
            _say(outgoing, kind, body)
            if kind is Kind.OUT_OF_MEMORY:
                return


def _why_unfit(analyse: Analyse) -> bytes | None:
    """Read the worker's own sentence; return the words of a `FAILED` when that cannot be done."""
    try:
        kind, body = _answer(analyse, OWN_SENTENCE)
    except ImportError as error:
        return two_words_as_json().dump_json(("a worker cannot load what it needs", str(error)))
    if kind is Kind.RESULT:
        return None
    return body or two_words_as_json().dump_json(("a worker cannot read its own sentence", "it is out of memory"))


def _refuse(incoming: BinaryIO, outgoing: BinaryIO, why: bytes) -> None:
    """Answer the first batch with why nothing can be read here; another worker is tried later."""
    with suppress(EOFError):
        _next(incoming)
        _say(outgoing, Kind.FAILED, why)


def _answer(analyse: Analyse, task: Task) -> tuple[Kind, bytes]:
    try:
        return Kind.RESULT, articles_as_json().dump_json(analyse(task.data, task.meta))
    except ArticleError as error:
        return Kind.UNREADABLE, two_words_as_json().dump_json((error.reason, error.message))
    except MemoryError:
        return Kind.OUT_OF_MEMORY, b""
    except RecursionError:
        return Kind.UNREADABLE, two_words_as_json().dump_json(("too_deep", "it is nested too deeply to be read"))
    except ImportError:  # the program's files are at fault: the worker leaves, and the drop is tried in another
        raise
    except Exception as error:  # noqa: BLE001 - the fence of the drop: a bug costs this drop, never the line
        return Kind.UNREADABLE, two_words_as_json().dump_json(("program_error", bug_in_words(error)))


def _next(incoming: BinaryIO) -> Any:  # noqa: ANN401 - a pickle, from the daemon alone
    head = incoming.read(HEAD.size)
    if len(head) < HEAD.size:
        raise EOFError
    length, _ = HEAD.unpack(head)
    return pickle.loads(incoming.read(length))  # noqa: S301 - same


def _say(outgoing: BinaryIO, kind: Kind, body: bytes) -> None:
    outgoing.write(frame(kind, body))
    outgoing.flush()


if __name__ == "__main__":
    sys.exit(main())
