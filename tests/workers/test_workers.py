"""A drop may cost its own analysis and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from monitor import FOR_LIBRARIES
from monitor.errors import ArticleError
from monitor.launching import end, launch
from monitor.model import ActorEntry, DropMeta, Gazetteer
from monitor.vocabulary import ActorKind
from monitor.workers.pool import Crash, Outcome, WorkerError, Workers
from monitor.workers.wire import Limits, Task

HOSTILE = "tests.workers.hostile:prepare"
META = DropMeta(name="a.txt", received_at=datetime(2024, 1, 1, tzinfo=UTC))


def task(wish: str) -> Task:
    return Task(data=wish.encode(), meta=META)


@contextlib.asynccontextmanager
async def hostile(*, count: int = 1, wall: float = 20, cpu: float = 20) -> AsyncIterator[Workers]:
    limits = Limits(wall=timedelta(seconds=wall), cpu=timedelta(seconds=cpu))
    workers = Workers(HOSTILE, count=count, limits=limits)
    await workers.start(Gazetteer())
    try:
        yield workers
    finally:
        await workers.stop()


def text(outcome: Outcome) -> str:
    assert isinstance(outcome, tuple), outcome
    return outcome[0].article.text


async def one(workers: Workers, wish: str) -> Outcome:
    (outcome,) = await workers.analyse([task(wish)])
    return outcome


async def test_a_batch_is_answered_in_order_as_the_nouns() -> None:
    async with hostile() as workers:
        outcomes = await workers.analyse([task(f"text {n}") for n in range(70)])
    assert [text(outcome) for outcome in outcomes] == [f"text {n}" for n in range(70)]


async def test_a_process_that_was_launched_before_the_daemon_loaded_is_its_first_worker() -> None:
    launched = await launch(HOSTILE)
    workers = Workers(HOSTILE, launched=launched)
    await workers.start(Gazetteer())
    try:
        assert launched.returncode is None
        assert text(await one(workers, "hello")) == "hello"
        launched.kill()
        await launched.wait()
        with capture_logs():
            assert isinstance(await one(workers, "lost"), Crash)
            assert text(await one(workers, "by its successor")) == "by its successor"
    finally:
        await workers.stop()
    await end(launched)  # once more harms nobody: the daemon does so when it never came to use it


async def test_a_launched_process_that_nobody_sets_up_is_ended() -> None:
    launched = await launch(HOSTILE)
    await end(launched)
    assert launched.returncode is not None


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ("leave", "it left with exit code 3"),
        ("import", "it left with exit code 1"),
        ("segfault", "killed by SIGSEGV"),
        ("hang", "it took longer than 4 seconds"),
        ("spin", "it used more than 1 seconds of CPU time"),
        ("swallow", "it needed more than 512 MiB of memory"),
    ],
)
async def test_a_crash_or_hang_costs_one_drop_and_names_it(wish: str, why: str) -> None:
    wall = 60 if wish == "spin" else 4  # a busy machine gives a second of CPU late
    async with hostile(wall=wall, cpu=1) as workers:
        with capture_logs():
            outcomes = await workers.analyse([task("before"), task(wish), task("after")])
            again = await one(workers, "again")
    assert text(outcomes[0]) == "before"
    assert outcomes[1] == Crash(why)
    assert text(outcomes[2]) == "after"
    assert text(again) == "again"


async def test_where_a_worker_may_not_limit_itself_the_daemon_does() -> None:
    workers = Workers("tests.workers.hostile:prepare_without_own_limits")
    await workers.start(Gazetteer())
    try:
        with capture_logs():
            outcomes = await workers.analyse([task("swallow slowly"), task("after")])
    finally:
        await workers.stop()
    assert outcomes[0] == Crash("it needed more than 512 MiB of memory")
    assert text(outcomes[1]) == "after"


@pytest.mark.parametrize(
    ("wish", "reason"), [("unreadable", "not_text"), ("bug", "program_error"), ("recurse", "too_deep")]
)
async def test_what_cannot_be_read_is_no_crash(wish: str, reason: str) -> None:
    async with hostile() as workers:
        before = text(await one(workers, "pid"))
        outcome = await one(workers, wish)
        assert text(await one(workers, "pid")) == before, "the same process goes on"
    assert isinstance(outcome, ArticleError)
    assert outcome.reason == reason


async def test_a_bug_is_told_with_its_place() -> None:
    async with hostile() as workers:
        outcome = await one(workers, "bug")
    assert isinstance(outcome, ArticleError)
    assert "KeyError at hostile.py:" in outcome.message


@pytest.mark.parametrize(
    ("wish", "answer"),
    [
        ("socket", "PermissionError"),
        ("raw socket", "Operation not permitted"),
        ("program", "PermissionError"),
        ("write", "OSError"),
        ("environment", str(sorted([*FOR_LIBRARIES, "LC_ALL", "PYTHONPATH"]))),
        ("memory", "True"),
    ],
)
async def test_a_worker_has_no_network_no_programs_no_endless_files_and_no_secrets(
    wish: str, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", "/run/credentials")
    async with hostile() as workers:
        assert text(await one(workers, wish)) == answer


async def test_a_text_that_needs_the_language_detector_is_read_in_the_confined_worker() -> None:
    workers = Workers()
    await workers.start(Gazetteer())
    try:
        (outcome,) = await workers.analyse(
            [task("Niets gebeurde er vandaag in de haven, zegt burgemeester Jansen. " * 3)]
        )
    finally:
        await workers.stop()
    assert isinstance(outcome, tuple), outcome
    assert outcome[0].article.language == "nl"


async def test_what_a_library_prints_is_a_log_line_and_breaks_no_frame() -> None:
    with capture_logs() as logs:
        async with hostile() as workers:
            assert text(await one(workers, "print")) == "None"
    assert [line["text"] for line in logs] == ["{ not a log line"]


async def test_the_gazetteer_reaches_the_workers_and_a_reload_replaces_it() -> None:
    def of(name: str) -> Gazetteer:
        return Gazetteer(actors=(ActorEntry(id=name, name=name, kind=ActorKind.PERSON),))

    workers = Workers(HOSTILE)
    await workers.start(of("first"))
    try:
        first = await one(workers, "x")
        await workers.reload(of("second"))
        second = await one(workers, "x")
    finally:
        await workers.stop()
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert (first[0].article.title, second[0].article.title) == ("first", "second")


async def test_workers_work_side_by_side() -> None:
    async with hostile(count=2) as workers:
        pids = await asyncio.gather(*(workers.analyse([task("pid")]) for _ in range(6)))
    assert len({text(outcome) for (outcome,) in pids}) == 2


async def test_a_worker_that_cannot_start_says_why() -> None:
    workers = Workers("tests.workers.hostile:prepare_nothing")
    with pytest.raises(WorkerError, match="ValueError: no knowledge here"):
        await workers.start(Gazetteer())


async def test_where_nothing_can_be_read_no_drop_is_to_blame() -> None:
    workers = Workers("tests.workers.hostile:prepare_unfit")
    await workers.start(Gazetteer())
    try:
        for _ in range(2):
            with pytest.raises(WorkerError, match="nothing_of_that_name"), capture_logs():
                await one(workers, "hello")
    finally:
        await workers.stop()


async def test_a_reload_after_the_only_worker_died_leaves_one_worker() -> None:
    async with hostile() as workers:
        with capture_logs():
            assert isinstance(await one(workers, "leave"), Crash)
        assert workers.running
        await workers.reload(Gazetteer())
        pids = await asyncio.gather(*(workers.analyse([task("pid")]) for _ in range(4)))
    assert len({text(outcome) for (outcome,) in pids}) == 1


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_a_signal_to_the_whole_service_is_no_crash(sent: signal.Signals) -> None:
    async with hostile() as workers:
        pid = int(text(await one(workers, "pid")))
        os.kill(pid, sent)
        assert int(text(await one(workers, "pid"))) == pid


async def test_a_cancelled_batch_leaves_no_answer_behind_for_the_next() -> None:
    async with hostile() as workers:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await workers.analyse([task("hang"), task("stale")])
        assert text(await one(workers, "fresh")) == "fresh"


async def test_stopping_leaves_no_process() -> None:
    async with hostile(count=2) as workers:
        pids = {int(text(await one(workers, "pid"))) for _ in range(4)}
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


async def test_after_the_stop_nothing_is_started_anew() -> None:
    async with hostile() as workers:
        under_way = asyncio.create_task(one(workers, "hang"))
        await asyncio.sleep(0.1)
    assert isinstance(await under_way, Crash)
    with pytest.raises(WorkerError, match="stopped"):
        await one(workers, "late")


async def test_a_worker_that_is_being_started_at_the_stop_ends_too() -> None:
    workers = Workers(HOSTILE)
    starting = asyncio.create_task(workers.start(Gazetteer()))
    await asyncio.sleep(0)
    await workers.stop()
    with pytest.raises(WorkerError, match="stopped"):
        await starting
    assert not workers.running
