"""Our own copies: durable, read-only, under safe names, with the file's own time."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.inbox import Archive, Claimed, Content, Kept


def kept(name: str, data: bytes = b"text") -> Kept:
    return Kept(
        claimed=Claimed(work=b"0/" + name.encode("utf-8", "surrogateescape"), mtime_ns=1_700_000_000_000_000_000),
        content=Content(data=data, sha256=hashlib.sha256(data).hexdigest()),
    )


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path / "archive")
    archive.prepare()
    return archive


@pytest.mark.parametrize("count", [1, 7, 8, 64])
def test_a_group_is_kept_whole_and_in_order(archive: Archive, count: int) -> None:
    group = [kept(f"reuters/{n}.txt", f"text {n}".encode()) for n in range(count)]
    paths = archive.keep(group)
    assert [path.read_bytes() for path in paths] == [one.content.data for one in group]
    assert {path.parent.name for path in paths} == {"reuters"}
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o440}
    assert {path.stat().st_mtime for path in paths} == {1_700_000_000}


def test_equal_bytes_under_two_sources_are_two_copies(archive: Archive) -> None:
    first, second = archive.keep([kept("reuters/a.txt"), kept("tass/a.txt")])
    assert (first.parent.name, second.parent.name) == ("reuters", "tass")
    assert first.name == second.name == "982d9e3eb996f559-a.txt"


def test_a_folder_whose_name_is_no_text_is_kept_under_a_printable_one(archive: Archive, tmp_path: Path) -> None:
    (path,) = archive.keep([kept("bad\udcff\x1b/a.txt")])
    assert path.parent == tmp_path / "archive" / "bad\\xff\\x1b"


def test_keeping_twice_changes_nothing(archive: Archive) -> None:
    (path,) = archive.keep([kept("a.txt")])
    before = path.stat().st_ino
    assert archive.keep([kept("a.txt")]) == (path,)
    assert path.stat().st_ino == before


def test_what_a_crash_left_unfinished_is_removed_at_start(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.prepare()
    (tmp_path / ".tmp" / "0-a.txt").write_text("ha")
    archive.prepare()
    assert list((tmp_path / ".tmp").iterdir()) == []


def test_an_archive_that_cannot_be_written_stops_intake_and_loses_nothing(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "archive" / "reuters").write_text("a file where a folder has to be")
    with pytest.raises(StoreError, match="archive"):
        archive.keep([kept("reuters/a.txt")])
