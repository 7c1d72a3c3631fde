"""Files on their way in, with a real inbox, store and worker; and what a crash between any two steps leaves."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from monitor.claiming import Intake, Waiting, claim_settled, take_up
from monitor.errors import StoreError
from monitor.inbox import Inbox
from monitor.intake import take_in
from monitor.model import Gazetteer
from monitor.pipeline import Bells, run_intake
from monitor.store import Connection, Store, intake, schema
from monitor.store.intake import Drop
from monitor.vocabulary import DropState
from monitor.workers.pool import Workers
from tests.pipeline.conftest import START, settings


@asynccontextmanager
async def open_intake(folder: Path) -> AsyncIterator[Intake]:
    chosen = settings(folder, spool={"path": folder / "spool", "settle": "0s"})
    inbox, workers = Inbox(chosen.spool), Workers("tests.pipeline.plain:prepare")
    inbox.prepare()
    await workers.start(Gazetteer())
    with Store.open(chosen.store) as store:
        try:
            yield Intake(settings=chosen, inbox=inbox, workers=workers, store=store, clock=lambda: START)
        finally:
            await workers.stop()
            inbox.close()


def drop(taking: Intake, **texts: str) -> None:
    for name, text in texts.items():
        (taking.settings.spool.inbox / f"{name}.txt").write_text(text, encoding="utf-8")


async def all_claimed(taking: Intake) -> tuple[Waiting, ...]:
    """Claim what lies in the inbox; one look sees it, the next finds it unchanged."""
    now = asyncio.get_running_loop().time()
    return (*await claim_settled(taking, now), *await claim_settled(taking, now + 1))


def drops(taking: Intake) -> dict[str, Drop]:
    def read(connection: Any) -> dict[str, Drop]:  # noqa: ANN401 - the store's connection
        ids = connection.scalars(select(schema.drops.c.id).order_by(schema.drops.c.id)).all()
        found = [intake.find_drop(connection, one) for one in ids]
        return {one.path.decode(): one for one in found}

    return taking.store.read(read)


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


async def what_can_be_read_is_kept_and_what_cannot_is_put_aside(folder: Path) -> None:
    async with open_intake(folder) as taking:
        drop(taking, a="one", b="unreadable", c="two")
        assert await take_in(taking, await all_claimed(taking)) == 2
        ends = {name: one.state for name, one in drops(taking).items()}
        assert ends == {
            "a.txt": DropState.PROCESSED,
            "b.txt": DropState.QUARANTINED,
            "c.txt": DropState.PROCESSED,
        }
        spool = taking.settings.spool
        assert files(spool.inbox) == []
        assert len(files(spool.archive)) == 2
        assert [name.partition("-")[2] for name in files(spool.quarantine)] == ["b.txt"]
        kept = drops(taking)["a.txt"].kept_at
        assert kept
        assert (spool.path / kept).read_text(encoding="utf-8") == "one"


async def the_same_bytes_again_are_a_duplicate(folder: Path) -> None:
    async with open_intake(folder) as taking:
        drop(taking, a="one", b="one")
        assert await take_in(taking, await all_claimed(taking)) == 1
        drop(taking, c="one")
        assert await take_in(taking, await all_claimed(taking)) == 0
        found = drops(taking)
        first = min(found["a.txt"], found["b.txt"], key=lambda one: one.id)
        assert {one.duplicate_of for one in found.values()} == {None, first.id}
        assert {one.state for one in found.values()} == {DropState.PROCESSED}


async def a_file_that_kills_its_worker_three_times_is_put_aside_and_costs_nobody_else(folder: Path) -> None:
    async with open_intake(folder) as taking:
        drop(taking, a="one", b="poison", c="two")
        assert await take_in(taking, await all_claimed(taking)) == 2
        poison = drops(taking)["b.txt"]
        assert (poison.state, poison.reason, poison.crashes) == (DropState.QUARANTINED, "crashes_analysis", 3)


async def a_crash_before_the_commit_begins_again(folder: Path) -> None:
    async with open_intake(folder) as taking:
        drop(taking, a="one")
        await all_claimed(taking)
    async with open_intake(folder) as taking:
        waiting = await take_up(taking)
        assert [one.drop.attempts for one in waiting] == [2]
        assert await take_in(taking, waiting) == 1
        assert drops(taking)["a.txt"].crashes == 0, "nobody knows that it was this file's fault"
        assert len(drops(taking)) == 1


async def a_crash_between_the_commit_and_the_removal_only_finishes(folder: Path) -> None:
    async with open_intake(folder) as taking:
        drop(taking, a="one")
        taking.inbox.claims.finish = lambda _claimed: None  # type: ignore[method-assign] # the crash
        await take_in(taking, await all_claimed(taking))
        assert files(taking.settings.spool.inbox) == [".work/0/a.txt"]
    async with open_intake(folder) as taking:
        assert await take_up(taking) == ()
        assert files(taking.settings.spool.inbox) == []
        assert len(drops(taking)) == 1


async def a_crash_between_the_verdict_and_the_move_only_moves(folder: Path) -> None:
    async with open_intake(folder) as taking:
        drop(taking, a="unreadable")
        taking.inbox.claims.quarantine = lambda claimed, _key: Path()  # type: ignore[method-assign] # noqa: ARG005 - the crash
        await take_in(taking, await all_claimed(taking))
    async with open_intake(folder) as taking:
        assert await take_up(taking) == ()
        assert len(files(taking.settings.spool.quarantine)) == 1
        assert len(drops(taking)) == 1


async def a_death_of_the_daemon_counts_only_for_the_file_that_was_analysed_alone(folder: Path) -> None:
    async with open_intake(folder) as taking:
        drop(taking, a="one", b="two")
        guilty = (await all_claimed(taking))[0].drop
        await taking.commit(partial(intake.start_alone, drop_id=guilty.id))
    async with open_intake(folder) as taking:
        waiting = await take_up(taking)
        assert {one.drop.id: one.drop.crashes for one in waiting} == {
            one.drop.id: int(one.drop.id == guilty.id) for one in waiting
        }
        assert len(waiting) == 2
        assert await take_in(taking, waiting) == 2


async def a_file_that_a_person_took_away_is_ignored(folder: Path) -> None:
    async with open_intake(folder) as taking:
        drop(taking, a="one", b="two")
        waiting = await all_claimed(taking)
        (taking.settings.spool.work / "0" / "a.txt").unlink()
        assert await take_in(taking, waiting) == 1
        assert drops(taking)["a.txt"].state is DropState.IGNORED


async def a_full_disk_keeps_the_group_and_heals(folder: Path) -> None:
    async with open_intake(folder) as taking:
        drop(taking, a=random.Random(1).randbytes(30_000).hex())  # noqa: S311 - any text that cannot be deflated
        waiting = await all_claimed(taking)
        pages = partial(_limit_pages, taking.store)
        await pages(1)
        with pytest.raises(StoreError, match="full"):
            await take_in(taking, waiting)
        assert files(taking.settings.spool.inbox) == [".work/0/a.txt"]
        await pages(100_000)
        assert await take_in(taking, waiting) == 1


async def _limit_pages(store: Store, most: int) -> None:
    write = store.write(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={most}").close())
    await asyncio.wrap_future(write)


SCENES: list[Callable[[Path], Coroutine[Any, Any, None]]] = [
    what_can_be_read_is_kept_and_what_cannot_is_put_aside,
    the_same_bytes_again_are_a_duplicate,
    a_file_that_kills_its_worker_three_times_is_put_aside_and_costs_nobody_else,
    a_crash_before_the_commit_begins_again,
    a_crash_between_the_commit_and_the_removal_only_finishes,
    a_crash_between_the_verdict_and_the_move_only_moves,
    a_death_of_the_daemon_counts_only_for_the_file_that_was_analysed_alone,
    a_file_that_a_person_took_away_is_ignored,
    a_full_disk_keeps_the_group_and_heals,
]


@pytest.mark.parametrize("scene", SCENES, ids=[scene.__name__ for scene in SCENES])
def test_intake(scene: Callable[[Path], Coroutine[Any, Any, None]], tmp_path: Path) -> None:
    asyncio.run(scene(tmp_path))


def test_a_store_that_cannot_be_written_when_the_loop_begins_only_delays_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.pipeline.TRY_AGAIN", 0.01)

    async def scene() -> None:
        async with open_intake(tmp_path) as taking:
            drop(taking, a="one")
            await all_claimed(taking)
            await asyncio.wrap_future(taking.store.write(_wait_not))
            other = sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            bells = Bells()
            loop = asyncio.create_task(run_intake(taking, bells))
            await asyncio.sleep(0.1)
            assert not loop.done()
            other.close()
            await asyncio.wait_for(bells.articles.wait(), 30)
            bells.ring_stop()
            taking.inbox.wake()
            await loop
            assert drops(taking)["a.txt"].state is DropState.PROCESSED

    asyncio.run(scene())


def _wait_not(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA busy_timeout=1").close()
