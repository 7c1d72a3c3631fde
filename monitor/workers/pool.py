"""The daemon's side: start workers, hand out batches, notice who died over what, start anew."""

from __future__ import annotations

import asyncio
import pickle
import resource
import signal
from asyncio.subprocess import Process
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Self, TypeVar

import structlog

from monitor import launching
from monitor.errors import ArticleError, TryLaterError
from monitor.launching import PREPARE, launch
from monitor.model import Analysed, DropMeta, Gazetteer
from monitor.workers.wire import HEAD, LONGEST, Kind, Limits, Setup, Task, articles_as_json, frame, two_words_as_json

log = structlog.get_logger(room="workers")

START_SECONDS = 60.0
LOOK_EVERY = 0.1
PAGE = resource.getpagesize()

WARM_UP = Task(
    data=b"Er is vandaag niets gebeurd in de haven, aldus de burgemeester. " * 3,
    meta=DropMeta(name="warm-up.txt", received_at=datetime(2000, 1, 1, tzinfo=UTC)),
)
"""Asks for the language detector, too: half a second that a start does not have (`child.OWN_SENTENCE`)."""

Pipe = TypeVar("Pipe", asyncio.StreamReader, asyncio.StreamWriter)


class WorkerError(TryLaterError):
    """No worker can be started, or none that is fit for work: intake waits, nothing is lost."""


@dataclass(frozen=True, slots=True)
class Crash:
    """The analysis of this drop took its worker down; `why` is a sentence for people."""

    why: str


Outcome = tuple[Analysed, ...] | ArticleError | Crash


class Workers:
    """`count` processes that analyse. Used inside one event loop."""

    def __init__(
        self, prepare: str = PREPARE, *, count: int = 1, limits: Limits | None = None, launched: Process | None = None
    ) -> None:
        """Name the analysis as `module:function` (see `wire.Setup`); `launched` becomes the first worker."""
        self._setup = Setup(prepare=prepare, gazetteer=Gazetteer(), limits=limits or Limits())
        self._count = count
        self._launched = launched
        self._free: asyncio.Queue[_Worker | None] = asyncio.Queue()  # `None`: to be started when it is needed
        self._living: set[_Worker] = set()
        self._started = self._stopped = False
        self.on_answer: Callable[[], None] = _nothing  # called after each analysed drop: real progress

    @property
    def running(self) -> bool:
        """Whether `start` went well once: a worker that died since has a successor."""
        return self._started

    @property
    def gazetteer(self) -> Gazetteer:
        """What the workers know of actors and places beside the shipped tables."""
        return self._setup.gazetteer

    async def start(self, gazetteer: Gazetteer) -> None:
        """Start the processes; return when all have loaded their knowledge.

        Raises:
            WorkerError: one cannot be started.
        """
        self._setup = replace(self._setup, gazetteer=gazetteer)
        for worker in [await self._start_one(self._setup) for _ in range(self._count)]:
            self._free.put_nowait(worker)
        self._started = True

    async def reload(self, gazetteer: Gazetteer) -> None:
        """Put a new gazetteer in force: fresh processes replace the old ones between two batches.

        Raises:
            WorkerError: the fresh ones cannot be started; the old ones go on.
        """
        setup = replace(self._setup, gazetteer=gazetteer)
        fresh = [await self._start_one(setup) for _ in range(self._count)]
        self._setup = setup
        for worker in fresh:
            await self._end(await self._free.get())
            self._free.put_nowait(worker)

    async def analyse(self, batch: Sequence[Task]) -> tuple[Outcome, ...]:
        """Return the outcome of each task, in order. Calls may overlap; each waits for a free worker.

        Raises:
            WorkerError: the successor of a dead worker cannot be started or is unfit; try the batch again later.
        """
        outcomes: list[Outcome] = []
        worker = await self._free.get()
        try:
            while len(outcomes) < len(batch):
                worker = worker or await self._start_one(self._setup)
                crash = await worker.answer(batch[len(outcomes) :], outcomes, self.on_answer)
                if crash:
                    log.warning("worker_died", why=crash.why)
                    outcomes.append(crash)
                    await self._end(worker)
                    worker = None
        except BaseException:  # cancelled in the middle: its further answers would be taken for the next batch's
            await self._end(worker)
            worker = None
            raise
        finally:
            self._free.put_nowait(worker)
        return tuple(outcomes)

    async def warm_up(self) -> None:
        """Let a worker load what it loads on first use, which may take seconds.

        Before drops are analysed alone: a kill of the daemon in these seconds would look like the drop's crash.
        """
        await self.analyse([WARM_UP])

    async def stop(self) -> None:
        """End every process, for good; what is being analysed is dropped without blame."""
        self._stopped = True
        await asyncio.gather(*(self._end(worker) for worker in list(self._living)))

    async def _start_one(self, setup: Setup) -> _Worker:
        """Start a process; none after the stop, when a thread may still ask, such as that of the rules' tests."""
        if not self._stopped:
            launched, self._launched = self._launched, None
            worker = await _Worker.start(setup, launched)
            self._living.add(worker)
        if self._stopped:  # before, or meanwhile
            await self.stop()
            raise WorkerError("the workers are stopped")
        return worker

    async def _end(self, worker: _Worker | None) -> None:
        if worker is not None:
            self._living.discard(worker)
            await worker.end()


class _Worker:
    """One process and the two pipes to it."""

    def __init__(self, process: Process, limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._resident_at_start = 0
        self._sayings = asyncio.create_task(_log_sayings(_there(process.stderr)))

    @classmethod
    async def start(cls, setup: Setup, launched: Process | None = None) -> Self:
        """Start a process, if none was launched before, and wait until its knowledge is loaded.

        Raises:
            WorkerError: it cannot be started.
        """
        try:
            process = launched or await launch(setup.prepare)
        except OSError as error:
            raise WorkerError(f"a worker cannot be started: {error}") from error
        worker = cls(process, setup.limits)
        try:
            async with asyncio.timeout(START_SECONDS):
                await worker._say(setup)
                kind, body = await worker._hear()
        except (TimeoutError, EOFError, ConnectionError) as error:
            await worker.end()
            raise WorkerError(f"a worker ended while it was started: {worker._death()}") from error
        except BaseException:
            await worker.end()
            raise
        if kind is not Kind.READY:
            await worker.end()
            raise WorkerError(": ".join(two_words_as_json().validate_json(body)))
        worker._resident_at_start = worker._resident()
        return worker

    async def answer(
        self, batch: Sequence[Task], outcomes: list[Outcome], on_answer: Callable[[], None]
    ) -> Crash | None:
        """Append the outcomes of a batch; a `Crash` is that of the first task without one.

        Raises:
            WorkerError: the worker cannot read anything.
        """
        try:
            await self._say(tuple(batch))
            for _ in batch:
                kind, body = await self._hear_within_limits()
                if kind is Kind.FAILED:
                    raise WorkerError(": ".join(two_words_as_json().validate_json(body)))
                if kind is Kind.OUT_OF_MEMORY:
                    return Crash(f"it needed more than {self._limits.memory // 1024**2} MiB of memory")
                outcomes.append(_outcome(kind, body))
                on_answer()
        except TimeoutError:
            return Crash(f"it took longer than {self._limits.wall.total_seconds():g} seconds")
        except (EOFError, ConnectionError):
            await self._process.wait()
            return Crash(self._death())
        return None

    async def _hear_within_limits(self) -> tuple[Kind, bytes]:
        """Wait for the next answer, and look at the process while it takes long.

        Where a worker may not limit itself (a hardened unit forbids the call) this is what limits it.

        Raises:
            TimeoutError: it took longer than a drop may.
        """
        heard = asyncio.create_task(self._hear())
        try:
            async with asyncio.timeout(self._limits.wall.total_seconds()):
                while not (await asyncio.wait({heard}, timeout=LOOK_EVERY))[0]:
                    if self._resident() > self._resident_at_start + self._limits.memory:
                        return Kind.OUT_OF_MEMORY, b""
                return await heard
        finally:
            heard.cancel()

    def _resident(self) -> int:
        """Return how many bytes of memory the process holds; 0 when it is gone."""
        try:
            pages = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * PAGE

    async def end(self) -> None:
        """End the process now; it holds nothing that is worth a farewell."""
        await launching.end(self._process)
        await self._sayings

    async def _say(self, message: object) -> None:
        pipe = _there(self._process.stdin)
        pipe.write(frame(0, pickle.dumps(message, protocol=5)))
        await pipe.drain()

    async def _hear(self) -> tuple[Kind, bytes]:
        pipe = _there(self._process.stdout)
        length, kind = HEAD.unpack(await pipe.readexactly(HEAD.size))
        if length > LONGEST:
            raise EOFError
        return Kind(kind), await pipe.readexactly(length)

    def _death(self) -> str:
        code = self._process.returncode
        if code is None:
            return "it did not get ready"
        if code == -signal.SIGXCPU:
            return f"it used more than {self._limits.cpu.total_seconds():g} seconds of CPU time"
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"it left with exit code {code}"


def _outcome(kind: Kind, body: bytes) -> Outcome:
    if kind is Kind.RESULT:
        return articles_as_json().validate_json(body)
    return ArticleError(*two_words_as_json().validate_json(body))


def _there(pipe: Pipe | None) -> Pipe:
    assert pipe is not None, "every pipe was asked for"  # noqa: S101 - for the type checker
    return pipe


def _nothing() -> None:
    """Nobody asked to be told."""


async def _log_sayings(stderr: asyncio.StreamReader) -> None:
    """Whatever a library prints in a worker becomes a log line, so it cannot forge one."""
    while line := await stderr.readline():
        log.warning("worker_said", text=line.decode("utf-8", "backslashreplace").rstrip())
