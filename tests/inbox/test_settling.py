"""When a file in the inbox may be taken, and what is never taken."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable

import pytest
import time_machine

from monitor.inbox.settling import Settling
from monitor.settings import Spool

Names = Callable[[float], list[bytes]]


def test_a_new_file_is_taken_only_after_it_stood_still(spool: Spool, names: Names) -> None:
    (spool.inbox / "a.txt").write_text("text")
    assert names(0) == []
    assert names(1.9) == []
    assert names(2.0) == [b"a.txt"]


def test_a_file_that_grows_is_waited_for_from_its_last_change(spool: Spool, names: Names) -> None:
    file = spool.inbox / "a.txt"
    file.write_text("half")
    assert names(0) == []
    file.write_text("half and half")
    assert names(1.5) == []
    assert names(3) == []
    assert names(3.6) == [b"a.txt"]


def test_a_closed_file_is_taken_at_once(spool: Spool, settling: Settling, names: Names) -> None:
    (spool.inbox / "a.txt").write_text("text")
    settling.closed(b"a.txt")
    assert names(0) == [b"a.txt"]


def test_an_empty_file_is_waited_for_even_when_it_was_closed(spool: Spool, settling: Settling, names: Names) -> None:
    (spool.inbox / "a.txt").touch()
    settling.closed(b"a.txt")
    assert names(0) == []
    assert names(2) == [b"a.txt"]


@pytest.mark.parametrize("closed", [False, True], ids=["stood still", "closed by another writer"])
def test_a_file_is_not_taken_while_it_is_open_for_writing(
    spool: Spool, settling: Settling, names: Names, *, closed: bool
) -> None:
    with (spool.inbox / "a.txt").open("w") as file:
        file.write("half")
        file.flush()
        assert names(0) == []
        if closed:
            settling.closed(b"a.txt")
        assert names(60) == []
    assert names(61) == ([b"a.txt"] if closed else [])
    assert names(63) == [b"a.txt"]


def test_a_close_that_is_told_before_the_writer_is_gone_costs_milliseconds(spool: Spool, settling: Settling) -> None:
    with (spool.inbox / "a.txt").open("w") as file:
        file.write("text")
        file.flush()
        settling.list_settled(0)
        settling.closed(b"a.txt")
        assert settling.list_settled(0.1).settled == ()
        assert settling.next_due(0.1) == pytest.approx(0.01)
    assert [found.relative for found in settling.list_settled(0.11).settled] == [b"a.txt"]


def test_another_writer_that_stays_is_not_asked_for_ever(spool: Spool, settling: Settling) -> None:
    with (spool.inbox / "a.txt").open("w") as file:
        file.write("text")
        file.flush()
        settling.list_settled(0)
        settling.closed(b"a.txt")
        for look in range(7):
            assert settling.list_settled(1 + look / 10).settled == ()
        assert settling.next_due(1.6) == pytest.approx(2.0)


def test_what_lay_there_long_before_the_start_is_taken_at_once(spool: Spool, settling: Settling) -> None:
    (spool.inbox / "a.txt").write_text("text")
    with time_machine.travel((spool.inbox / "a.txt").stat().st_ctime + 10, tick=False):
        assert [found.relative for found in settling.list_settled(0).settled] == [b"a.txt"]


def test_a_clock_set_back_delays_nothing_beyond_the_settle_time(spool: Spool, settling: Settling) -> None:
    (spool.inbox / "a.txt").write_text("text")
    with time_machine.travel((spool.inbox / "a.txt").stat().st_ctime - 3600, tick=False):
        assert settling.list_settled(0).settled == ()
        assert [found.relative for found in settling.list_settled(2).settled] == [b"a.txt"]


def test_the_order_is_age_then_name(spool: Spool, names: Names) -> None:
    for name, mtime in (("c", 1), ("b", 2), ("a", 2)):
        (spool.inbox / name).write_text("text")
        os.utime(spool.inbox / name, (mtime, mtime))
    assert names(0) == []
    assert names(2) == [b"c", b"a", b"b"]


def test_sub_folders_are_listed_and_ignored_names_are_not(spool: Spool, names: Names) -> None:
    (spool.inbox / "reuters" / "2024").mkdir(parents=True)
    (spool.inbox / ".hidden").mkdir()
    for name in ("reuters/2024/a.txt", ".b.txt", "c.tmp", "d.part", "e~", ".hidden/f.txt", ".work/0"):
        (spool.inbox / name).write_text("text")
    names(0)
    assert names(2) == [b"reuters/2024/a.txt"]


def test_names_are_bytes(spool: Spool, names: Names) -> None:
    odd = [b"new\nline.txt", b"\xff\xfe.txt", b"-rf", b"x" * 255, "\u202etxt.exe".encode(), b"\x1b[31mred"]
    for name in odd:
        (spool.inbox / os.fsdecode(name)).write_text("text")
    names(0)
    assert set(names(2)) == set(odd)


def test_what_is_no_regular_file_is_left_alone_and_told_once(spool: Spool, settling: Settling) -> None:
    os.mkfifo(spool.inbox / "pipe.txt")
    (spool.inbox / "link.txt").symlink_to("/etc/hostname")
    (spool.inbox / "folder.txt").mkdir()
    (spool.inbox / "folder.txt" / "inside.txt").write_text("text")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(spool.inbox / "socket.txt"))
    first = settling.list_settled(0)
    assert {left.relative: left.why for left in first.left_alone} == {
        b"pipe.txt": "it is a named pipe",
        b"link.txt": "it is a symbolic link",
        b"folder.txt": "it is a directory with the name of an article",
        b"socket.txt": "it is a socket",
    }
    later = settling.list_settled(10)
    assert later.settled == ()
    assert later.left_alone == ()


def test_a_folder_that_cannot_be_listed_does_not_hide_the_others(
    spool: Spool, settling: Settling, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    for source in ("good", "locked"):
        (spool.inbox / source).mkdir()
        (spool.inbox / source / "a.txt").write_text("text")
    scandir = os.scandir

    def refuse(path: bytes) -> object:  # the suite may run as root, whom no mode keeps out
        if path.endswith(b"/locked"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    names(0)
    assert names(2) == [b"good/a.txt"]
    assert settling.unreadable == {b"locked": "Permission denied"}


def test_the_next_look_is_when_the_next_file_settles(spool: Spool, settling: Settling) -> None:
    assert settling.next_due(0) is None
    (spool.inbox / "a.txt").write_text("text")
    settling.list_settled(0)
    assert settling.next_due(0.5) == pytest.approx(1.5)
    settling.list_settled(2)
    assert settling.next_due(2) is None, "a settled file that is not claimed waits for the scan, not in a busy loop"


def test_five_thousand_names_are_listed_in_far_less_than_a_second(spool: Spool, settling: Settling) -> None:
    for n in range(5000):
        (spool.inbox / f"{n}.txt").write_text("text")
    settling.list_settled(0)
    start = time.perf_counter()
    assert len(settling.list_settled(3).settled) == 5000
    assert time.perf_counter() - start < 1.0
