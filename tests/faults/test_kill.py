"""kill -9 at random moments: nothing lost, nothing half-read, every repeat under the same identity."""

from __future__ import annotations

import collections
import os
import random
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, MailServer, article, mail_server, text_of


@pytest.fixture
def greylisting() -> Iterator[tuple[MailServer, int]]:
    yield from mail_server(greylist=True)


def in_place(inbox: Path, name: str, text: str) -> None:
    (inbox / name).write_text(text)


def by_rename(inbox: Path, name: str, text: str) -> None:
    (inbox / f".{name}").write_text(text)
    (inbox / f".{name}").rename(inbox / name)


def by_hard_link(inbox: Path, name: str, text: str) -> None:
    outside = inbox.parent.parent / "outside"
    outside.mkdir(exist_ok=True)
    (outside / name).write_text(text)
    os.link(outside / name, inbox / name)


def slowly(inbox: Path, name: str, text: str) -> None:
    """Longer between two writes than the settle time, with the file open all the while."""
    with (inbox / name).open("w") as file:
        for start in range(0, len(text), 700):
            file.write(text[start : start + 700])
            file.flush()
            time.sleep(0.4)


WAYS: tuple[Callable[[Path, str, str], None], ...] = (in_place, by_rename, by_hard_link, slowly)


def drop_all(inbox: Path, count: int) -> list[threading.Thread]:
    """Drop `count` articles in four ways at once, spread over some seconds."""

    def feeder(way: int) -> None:
        for n in range(way, count, len(WAYS)):
            WAYS[way](inbox, f"{n}.txt", article(n))
            time.sleep(0.05)

    threads = [threading.Thread(target=feeder, args=(way,)) for way in range(len(WAYS))]
    for thread in threads:
        thread.start()
    return threads


def kill_often(desk: Desk, kills: int, chance: random.Random) -> None:
    """Kill the daemon `kills` times, each time some moments after it became ready (or before)."""
    for _ in range(kills):
        desk.start(ready=chance.random() < 0.8)
        time.sleep(chance.uniform(0.0, 1.5))
        desk.stop(signal.SIGKILL)


def survive(desk: Desk, greylisting: tuple[MailServer, int], *, count: int, kills: int, seed: int) -> None:
    server, port = greylisting
    desk.smtp(port)
    desk.configure(retry="{first: 1s, max: 2s, give_up: 5d}")
    desk.inbox.mkdir(parents=True)
    feeders = drop_all(desk.inbox, count)
    kill_often(desk, kills, random.Random(seed))  # noqa: S311 - moments, no secrets
    for feeder in feeders:
        feeder.join()
    desk.start()
    markers = {f"Begin{n:05d}" for n in range(count)}
    desk.wait_until(lambda: markers <= set(told(server)), f"all of {count} mailed", 60 + count)
    desk.wait_until(lambda: not desk.status()["notices"]["pending"], "every mail noted as sent")
    assert desk.stop() == 0
    assert_nothing_lost(desk, count)
    identities = told(server)
    assert identities.keys() == markers
    assert {marker: len(ids) for marker, ids in identities.items() if len(ids) != 1} == {}


def told(server: MailServer) -> dict[str, collections.Counter[str]]:
    """Which article was told under which Message-IDs, and how often."""
    found: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for _, message in list(server.taken):
        for marker in set(re.findall(r"Begin\d{5}", text_of(message))):
            found[marker][str(message["Message-ID"])] += 1
    return found


def assert_nothing_lost(desk: Desk, count: int) -> None:
    status = desk.status()
    assert status["drops"] == {"waiting": 0, "processed": count, "quarantined": 0, "ignored": 0}
    assert status["notices"]["pending"] == status["notices"]["dead"] == 0
    kept = sorted(path.read_text() for path in (desk.folder / "spool" / "archive").glob("*.txt"))
    assert kept == sorted(article(n) for n in range(count)), "every article whole, none twice"
    assert [path for path in desk.inbox.rglob("*") if path.is_file()] == []


def test_three_kills_over_twenty_files(desk: Desk, greylisting: tuple[MailServer, int]) -> None:
    survive(desk, greylisting, count=20, kills=3, seed=1)


@pytest.mark.faults
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [2, 3, 4])
def test_twenty_kills_over_two_hundred_files(desk: Desk, greylisting: tuple[MailServer, int], seed: int) -> None:
    survive(desk, greylisting, count=200, kills=20, seed=seed)


@pytest.mark.faults
@pytest.mark.timeout(1800)
def test_five_thousand_old_files_make_one_summary(desk: Desk) -> None:
    desk.inbox.mkdir(parents=True)
    for n in range(5000):
        in_place(desk.inbox, f"{n}.txt", article(n, words=60))
    desk.start()
    desk.wait_until(lambda: desk.status()["drops"]["processed"] == 5000, "processed", 600)  # a busy store answers too
    desk.wait_until(desk.mails, "summarised", 60)
    time.sleep(3)
    assert len(desk.mails()) == 1
    desk.drop("news.txt", article(6000))
    desk.wait_until(lambda: len(desk.mails()) == 2, "news mailed at once")


@pytest.mark.faults
def test_a_full_disk_stops_intake_and_heals_without_a_restart(desk: Desk) -> None:
    desk.configure(spool="{path: ./spool, settle: 300ms, scan: 1s, min_free: 900000GiB}")
    desk.start()
    desk.drop("a.txt", article(1))
    desk.wait_until(lambda: desk.events("trouble"), "said that the disk is full")
    assert desk.mails() == []
    desk.wait_until(lambda: "less than the floor" in desk.command("status").stdout, "told by status")
    desk.configure(spool="{path: ./spool, settle: 300ms, scan: 1s, min_free: 0}")
    assert desk.process
    desk.process.send_signal(signal.SIGHUP)
    desk.wait_until(desk.mails, "mailed")
