"""What a write promises: synced when its future resolves, undone alone when it fails, loud when it cannot be done."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, inspect, select, text

from monitor.errors import StoreError
from monitor.store import (
    Store,
    desk,
    digests,
    instructions,
    intake,
    meta,
    migrate,
    outbox,
    receivers,
    rule_sets,
    schema,
    troubles,
)
from monitor.store.backup import back_up
from monitor.store.instructions import Instruction, InstructionKind
from monitor.store.intake import Result
from monitor.store.meta import get_mark, set_mark
from monitor.store.overview import overview
from monitor.store.receivers import Health, ReceiverHealth
from monitor.store.store import _engine
from tests.store.conftest import NOW, analysed, claim, letter, url_of


def marks(store: Store) -> set[str]:
    return set(store.read(lambda connection: connection.scalars(select(schema.meta.c.key)).all()))


def mark(key: str) -> Callable[[Connection], None]:
    return partial(set_mark, key=key, value="x")


# --- group commit -----------------------------------------------------------------------------


def test_a_future_resolves_after_the_commit(store: Store, tmp_path: Path) -> None:
    store.write(mark("here")).result()
    with sqlite3.connect(tmp_path / "monitor.db") as other:
        assert other.execute("SELECT count(*) FROM meta WHERE key = 'here'").fetchone() == (1,)
    other.close()


def test_a_bug_in_one_write_undoes_that_one_alone(store: Store) -> None:
    def buggy(connection: Connection) -> None:
        set_mark(connection, "half", "x")
        raise ZeroDivisionError

    gate = threading.Event()
    store.write(lambda _: gate.wait(5))  # so that the following three are one group
    futures = [store.write(mark("before")), store.write(buggy), store.write(mark("after"))]
    gate.set()
    futures[0].result()
    futures[2].result()
    with pytest.raises(ZeroDivisionError):
        futures[1].result()
    assert marks(store) == {"before", "after"}


def test_queued_writes_share_commits(store: Store) -> None:
    commits = []
    raw = store._writing
    from sqlalchemy import event  # noqa: PLC0415 - only this test listens

    event.listen(raw, "commit", lambda _: commits.append(1))
    gate = threading.Event()
    futures: list[Future[Any]] = [store.write(lambda _: gate.wait(5))]
    futures += [store.write(mark(str(n))) for n in range(200)]
    gate.set()
    for future in futures:
        future.result()
    assert len(marks(store)) == 200
    assert len(commits) <= 60


def test_what_is_queued_at_a_close_is_written_and_what_comes_later_refused(tmp_path: Path) -> None:
    store = Store.open(url_of(tmp_path))
    futures = [store.write(mark(str(n))) for n in range(100)]
    store.close()
    for future in futures:
        future.result()
    with pytest.raises(StoreError, match="closed"):
        store.write(mark("late")).result()


def test_a_wrong_statement_is_a_bug_and_not_the_stores_trouble(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as caught:
        store.write(lambda connection: connection.execute(text("SELECT * FROM nowhere"))).result()
    assert not isinstance(caught.value, StoreError)


_KILLED = """
import os, sys
from functools import partial
from monitor.store import Store
from monitor.store.meta import set_mark
store = Store.open(sys.argv[1])
n = 0
while True:
    futures = [(m, store.write(partial(set_mark, key=str(m), value="x"))) for m in range(n, n + 50)]
    for m, future in futures:
        future.result()
        os.write(1, b"%d\\n" % m)
    n += 50
"""


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    for delay in (0.05, 0.1, 0.2):
        folder = tmp_path / str(delay)
        folder.mkdir()
        with subprocess.Popen([sys.executable, "-c", _KILLED, url_of(folder)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            first = process.stdout.readline()
            time.sleep(delay)
            os.kill(process.pid, signal.SIGKILL)
            acknowledged = {first.strip(), *process.stdout.read().split()}
        with Store.open(url_of(folder)) as store:
            missing = {line.decode() for line in acknowledged if line} - marks(store)
        assert missing <= {max((line.decode() for line in acknowledged), key=int)}, "at most a line cut in half"


# --- a store that cannot be used --------------------------------------------------------------


def _claimed(connection: Connection) -> int:
    return intake.claim_drops(connection, [claim(1)], NOW)[0].id


def _stored(connection: Connection) -> object:
    one = analysed("Fourteen died.")
    result = Result(drop_id=_claimed(connection), sha256="s", size=1, analysed=(one,), kept_at="archive/a")
    return intake.store_analysed(connection, [result], NOW)


ACK = Instruction(kind=InstructionKind.ACK, target="a-1", who="eva")
WRITES: dict[str, Callable[[Connection], object]] = {
    "claim": _claimed,
    "store_analysed": _stored,
    "quarantine": lambda c: intake.quarantine_drop(c, _claimed(c), reason="r", message="m", now=NOW),
    "ignore": lambda c: intake.ignore_drop(c, _claimed(c), reason="r", message="m", now=NOW),
    "start_alone": lambda c: intake.start_alone(c, _claimed(c)),
    "count_crash": lambda c: intake.count_crash(c, _claimed(c)),
    "recover": lambda c: (_claimed(c), intake.recover(c)),
    "accept_rule_set": lambda c: rule_sets.accept_rule_set(c, "id", "{}", NOW),
    "instruct": lambda c: instructions.instruct(c, ACK, NOW),
    "add_notice": lambda c: outbox.add_notice(c, letter(), NOW),
    "fail_article": lambda c: (_stored(c), desk.fail_article(c, analysed("Fourteen died.").article.id, "bug", NOW)),
    "set_health": lambda c: receivers.set_health(c, ReceiverHealth(name="desk", health=Health.PARKED, since=NOW)),
    "record_trouble": lambda c: troubles.record_trouble(c, "cause", "text", NOW),
    "set_mark": lambda c: set_mark(c, "key", "value"),
    "begin_catch_up": lambda c: meta.begin_catch_up_when_due(c, 1000),
}
READS: dict[str, Callable[[Connection], object]] = {
    "waiting_drops": intake.waiting_drops,
    "pending_articles": lambda c: desk.pending_articles(c, 10),
    "live_stories": lambda c: list(desk.live_stories(c, NOW)),
    "due_notices": lambda c: outbox.due_notices(c, NOW),
    "next_due_at": outbox.next_due_at,
    "untold_troubles": lambda c: troubles.untold_troubles(c, NOW),
    "waiting_for_summary": digests.waiting_for_summary,
    "rule_set_in_force": rule_sets.rule_set_in_force,
    "overview": lambda c: overview(c, NOW),
}


def everything(store: Store) -> dict[str, int]:
    def count(connection: Connection) -> dict[str, int]:
        tables = schema.metadata.sorted_tables
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
        }

    return store.read(count)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_every_write_works_and_may_run_twice(store: Store, write: Callable[[Connection], object]) -> None:
    store.write(write).result()
    once = everything(store)
    store.write(write).result()
    twice = everything(store)
    assert {table: n for table, n in twice.items() if n != once[table]}.keys() <= {"drops", "instructions"}


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Store]:
    """A disk without room: SQLite may not take another page."""
    store = Store.open(url_of(tmp_path))
    for n in range(200):
        store.write(partial(set_mark, key=str(n), value="x" * 100)).result()
    store.write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=1").close()).result()
    filler = "y" * 5000

    def fill(connection: Connection) -> None:
        for n in range(100):
            set_mark(connection, f"fill{n}", filler)

    with pytest.raises(StoreError):
        store.write(fill).result()
    yield store
    store.close()


def big(write: Callable[[Connection], object]) -> Callable[[Connection], object]:
    """A write that needs new pages whatever free room the last ones have."""

    def run(connection: Connection) -> object:
        result = write(connection)
        for n in range(40):
            set_mark(connection, f"big{n}", "z" * 4000)
        return result

    return run


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_on_a_full_disk_every_write_fails_whole_and_loud(full: Store, write: Callable[[Connection], object]) -> None:
    before = everything(full)
    with pytest.raises(StoreError, match="full"):
        full.write(big(write)).result()
    assert everything(full) == before


def test_a_full_disk_heals_without_a_restart(full: Store) -> None:
    full.write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=100000").close()).result()
    full.write(big(_claimed)).result()


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_locked_store_is_loud_and_heals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Connection], object]
) -> None:
    monkeypatch.setattr("monitor.store.store.BUSY_MILLISECONDS", 20)
    with Store.open(url_of(tmp_path)) as store:
        other = sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            store.write(write).result()
        other.execute("ROLLBACK")
        other.close()
        store.write(write).result()


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_read_only_store_is_loud(store: Store, write: Callable[[Connection], object]) -> None:
    store.write(lambda connection: connection.exec_driver_sql("PRAGMA query_only=ON").close()).result()
    with pytest.raises(StoreError, match="readonly"):
        store.write(write).result()


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_every_read_works_while_another_process_writes(
    store: Store, tmp_path: Path, read: Callable[[Connection], object]
) -> None:
    other = sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.read(read)
    other.execute("ROLLBACK")
    other.close()


def test_a_command_and_the_daemon_write_side_by_side(store: Store, tmp_path: Path) -> None:
    with Store.open_existing(url_of(tmp_path)) as command:
        futures = [(store if n % 2 else command).write(partial(set_mark, key=str(n), value="x")) for n in range(100)]
        for future in futures:
            future.result()
    assert len(marks(store)) == 100


# --- opening ----------------------------------------------------------------------------------


def test_a_command_never_makes_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        Store.open_existing(url_of(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    Store.open(url_of(tmp_path)).close()
    with sqlite3.connect(tmp_path / "monitor.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StoreError, match="newer version"):
        Store.open(url_of(tmp_path))
    with pytest.raises(StoreError, match="db upgrade"):
        Store.open_existing(url_of(tmp_path))


@pytest.mark.parametrize("url", ["nonsense", "sqlite://", "sqlite:///:memory:"])
def test_what_is_no_store_url_is_said_so(url: str) -> None:
    with pytest.raises(StoreError, match="sqlite:////var/lib"):
        Store.open(url)


GARBAGE = b"not a database, but long enough to be read as one" * 100


@pytest.mark.parametrize("opening", [Store.open, Store.open_existing])
@pytest.mark.parametrize("damage", ["garbage", "short", "cut", "holed"])
def test_a_damaged_store_is_named_with_what_to_do_and_left_as_it_is(
    opening: Callable[[str], Store], damage: str, tmp_path: Path
) -> None:
    path = tmp_path / "monitor.db"
    Store.open(url_of(tmp_path)).close()
    whole = path.read_bytes()
    damaged = {
        "garbage": GARBAGE,
        "short": GARBAGE[:300],
        "cut": whole[: len(whole) // 2],
        "holed": whole[:100] + GARBAGE[:4000] + whole[4100:],
    }[damage]
    path.write_bytes(damaged)
    with pytest.raises(StoreError, match=r"is damaged, or no store of this program.*Put a backup") as refused:
        opening(url_of(tmp_path))
    assert str(path) in str(refused.value)
    assert path.read_bytes() == damaged


def test_a_backup_is_closed_to_others_and_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    store.write(mark("here")).result()
    back_up(url_of(tmp_path), tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreError, match="exists already"):
        back_up(url_of(tmp_path), tmp_path / "copy.db")
    with pytest.raises(StoreError, match=r"nowhere/copy\.db cannot be made: No such file"):
        back_up(url_of(tmp_path), tmp_path / "nowhere" / "copy.db")


def test_the_migrations_make_the_schema(tmp_path: Path) -> None:
    Store.open(url_of(tmp_path)).close()
    engine = _engine(url_of(tmp_path), begin="BEGIN")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    engine.dispose()


def test_a_mark_can_be_taken_away(store: Store) -> None:
    store.write(mark("here")).result()
    store.write(partial(set_mark, key="here", value=None)).result()
    assert store.read(partial(get_mark, key="here")) is None


def test_every_migration_can_be_undone(tmp_path: Path) -> None:
    Store.open(url_of(tmp_path)).close()
    engine = _engine(url_of(tmp_path), begin="BEGIN")
    with engine.connect() as connection, connection.begin():
        migrate.run_alembic(connection, "base")
    with engine.connect() as connection, connection.begin():
        assert set(inspect(connection).get_table_names()) <= {"alembic_version", "sqlite_sequence"}
    engine.dispose()
    Store.open(url_of(tmp_path)).close()
