"""The inbox as the daemon holds it: woken by the kernel, never dependent on it, and it heals by itself."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from monitor.inbox import Inbox
from monitor.inbox import watch as watch_module
from monitor.settings import Spool


@pytest.fixture
def inbox(spool: Spool) -> Iterator[Inbox]:
    slow = spool.model_copy(update={"scan": timedelta(seconds=60), "settle": timedelta(seconds=30), "min_free": 0})
    inbox = Inbox(slow)
    inbox.prepare()
    yield inbox
    inbox.close()


async def listed(inbox: Inbox, within: float = 3.0) -> list[bytes]:
    """What is settled, at the latest after `within` seconds of waiting for news."""
    loop = asyncio.get_running_loop()
    end = loop.time() + within
    while not (files := inbox.list_settled(loop.time()).settled) and loop.time() < end:
        try:
            await asyncio.wait_for(inbox.wait_for_news(), max(0.01, end - loop.time()))
        except TimeoutError:
            break
    return [found.relative for found in files]


async def test_a_closed_file_wakes_the_listing_at_once(inbox: Inbox, spool: Spool) -> None:
    assert await listed(inbox, 0) == []
    (spool.inbox / "a.txt").write_text("text")
    assert await listed(inbox) == [b"a.txt"]


async def test_a_file_moved_here_from_outside_is_whole_at_once(inbox: Inbox, spool: Spool, tmp_path: Path) -> None:
    assert await listed(inbox, 0) == []
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "a.txt").rename(spool.inbox / "a.txt")
    assert await listed(inbox) == [b"a.txt"]


async def test_a_temporary_name_renamed_in_place_is_whole_at_once(inbox: Inbox, spool: Spool) -> None:
    assert await listed(inbox, 0) == []
    (spool.inbox / ".a.txt.tmp").write_text("text")
    (spool.inbox / ".a.txt.tmp").rename(spool.inbox / "a.txt")
    assert await listed(inbox) == [b"a.txt"]


async def test_a_new_source_folder_is_watched_too(inbox: Inbox, spool: Spool) -> None:
    assert await listed(inbox, 0) == []
    (spool.inbox / "new").mkdir()
    await asyncio.sleep(0.2)
    (spool.inbox / "new" / "a.txt").write_text("text")
    assert await listed(inbox) == [b"new/a.txt"]


async def test_claims_do_not_hold_the_next_event_back(inbox: Inbox, spool: Spool) -> None:
    assert await listed(inbox, 0) == []
    loop = asyncio.get_running_loop()
    waits = []
    for n in range(5):
        (spool.inbox / f"{n}.txt").write_text("text")
        start = loop.time()
        assert await listed(inbox) == [f"{n}.txt".encode()]
        waits.append(loop.time() - start)
        for found in inbox.list_settled(loop.time()).settled:
            assert inbox.claim(found)
    assert max(waits) < 0.4, waits


async def test_an_inbox_that_was_replaced_is_watched_again(inbox: Inbox, spool: Spool) -> None:
    assert await listed(inbox, 0) == []
    spool.inbox.rename(spool.path / "old")
    assert await listed(inbox, 0) == []
    assert "No such file" in inbox.troubles["inbox"]
    spool.inbox.mkdir()
    assert await listed(inbox, 0) == []
    assert inbox.troubles == {}
    (spool.inbox / "a.txt").write_text("text")
    assert await listed(inbox) == [b"a.txt"]
    assert inbox.claim(inbox.list_settled(asyncio.get_running_loop().time()).settled[0])


async def test_a_missing_inbox_is_told_once_and_heals(inbox: Inbox, spool: Spool) -> None:
    shutil.rmtree(spool.inbox)
    with capture_logs() as logs:
        for _ in range(3):
            inbox.list_settled(0)
        spool.inbox.mkdir()
        inbox.list_settled(0)
    assert [line["event"] for line in logs] == ["trouble", "healed"]


async def test_an_inbox_that_cannot_be_read_is_told_with_uid_path_and_mode(
    inbox: Inbox, spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool.inbox.chmod(0o700)

    def refuse(_path: object) -> object:  # the suite may run as root, whom no mode keeps out
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert inbox.list_settled(0).settled == ()
    assert inbox.troubles["inbox"] == f"{spool.inbox}: Permission denied for uid {os.geteuid()} (mode 0700)"


async def test_without_inotify_the_scan_does_the_work_and_says_so(
    inbox: Inbox, spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_module, "file_system_of", lambda _folder: "nfs")
    (spool.inbox / "a.txt").write_text("text")
    with capture_logs() as logs:
        assert inbox.list_settled(0).settled == ()
        assert [found.relative for found in inbox.list_settled(31).settled] == [b"a.txt"]
    assert [line["trouble"] for line in logs if line["event"] == "trouble"] == ["polling"]


async def test_below_the_free_space_floor_nothing_is_taken_until_it_heals(spool: Spool) -> None:
    full = Inbox(spool.model_copy(update={"min_free": 2**62}))
    (spool.inbox / "a.txt").write_text("text")
    full.list_settled(0)
    assert full.list_settled(10).settled == ()
    assert "less than the floor" in full.troubles["space"]
    full._spool = spool.model_copy(update={"min_free": 0})
    assert [found.relative for found in full.list_settled(11).settled] == [b"a.txt"]
    assert full.troubles == {}
    full.close()


async def test_a_file_still_written_when_it_was_read_is_read_again_later(inbox: Inbox, spool: Spool) -> None:
    (spool.inbox / "a.txt").write_text("text")
    claimed = inbox.claim(inbox.list_settled(0).settled[0]) if inbox.list_settled(0).settled else None
    claimed = claimed or inbox.claim(inbox.list_settled(31).settled[0])
    assert claimed
    inbox.read_later(claimed, now=100)
    assert inbox.due_again(now=129) == ()
    assert inbox.due_again(now=130) == (claimed,)
    assert inbox.due_again(now=200) == ()


async def test_the_type_of_the_file_system_is_known(tmp_path: Path) -> None:
    assert watch_module.file_system_of(tmp_path) not in {"", *watch_module.REMOTE}
    assert watch_module.file_system_of(Path("/proc")) == "proc"
