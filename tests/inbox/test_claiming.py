"""From the claim to the last place of the bytes: nothing is lost, nothing half-read, each step repeatable."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.errors import ArticleError
from monitor.inbox import Claimed, Claims, Found, StillWrittenError, free_space_problem, safe_stub
from monitor.settings import Spool


def found(path: Path, inbox: Path) -> Found:
    status = path.stat()
    return Found(
        relative=os.fsencode(path.relative_to(inbox)),
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        inode=(status.st_dev, status.st_ino),
    )


def drop(spool: Spool, name: str, text: str = "text") -> Found:
    path = spool.inbox / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return found(path, spool.inbox)


def claim(claims: Claims, file: Found) -> Claimed:
    claimed = claims.claim(file)
    assert claimed is not None
    return claimed


def test_a_claim_keeps_name_and_source_folder_and_survives_a_crash(spool: Spool, claims: Claims) -> None:
    claimed = claim(claims, drop(spool, "reuters/2024/a.txt"))
    assert (claimed.folder, claimed.name) == ("reuters/2024", "a.txt")
    assert not (spool.inbox / "reuters/2024/a.txt").exists()
    after_the_crash = Claims(spool.inbox, spool.quarantine, max_size=1000)
    assert after_the_crash.waiting() == (claimed,)
    assert after_the_crash.read(claimed).data == b"text"


def test_the_same_name_used_again_never_overwrites_the_first(spool: Spool, claims: Claims) -> None:
    first = claim(claims, drop(spool, "a.txt", "first"))
    second = claim(claims, drop(spool, "a.txt", "second"))
    assert first.relative == second.relative == b"a.txt"
    assert claims.read(first).data == b"first"
    assert claims.read(second).data == b"second"
    assert len(claims.waiting()) == 2


def test_a_file_that_went_away_meanwhile_is_no_claim(spool: Spool, claims: Claims) -> None:
    file = drop(spool, "a.txt")
    (spool.inbox / "a.txt").unlink()
    assert claims.claim(file) is None


def test_the_queue_is_the_oldest_first(spool: Spool, claims: Claims) -> None:
    for name, mtime in (("b", 2), ("a", 2), ("c", 1)):
        path = spool.inbox / name
        path.write_text("text")
        os.utime(path, (mtime, mtime))
        claim(claims, found(path, spool.inbox))
    assert [one.name for one in claims.waiting()] == ["c", "a", "b"]


def test_a_file_with_an_open_writer_is_never_read_half(spool: Spool, claims: Claims) -> None:
    path = spool.inbox / "a.txt"
    with path.open("w") as writer:
        writer.write("half")
        writer.flush()
        claimed = claim(claims, found(path, spool.inbox))
        with pytest.raises(StillWrittenError):
            claims.read(claimed)
        writer.write(" and half")
    assert claims.read(claimed).data == b"half and half"


def test_a_file_that_changes_while_it_is_read_is_read_again(
    spool: Spool, claims: Claims, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed = claim(claims, drop(spool, "a.txt", "half"))
    read = os.read

    def read_while_it_grows(descriptor: int, size: int) -> bytes:
        with (spool.work / "0" / "a.txt").open("a") as writer:
            writer.write(" and half")
        return read(descriptor, size)

    monkeypatch.setattr(os, "read", read_while_it_grows)
    with pytest.raises(StillWrittenError):
        claims.read(claimed)


@pytest.mark.parametrize(
    ("size", "reason"),
    [(1000, None), (1001, "too_large"), (2**40, "too_large")],
    ids=["at the limit", "above", "a sparse terabyte"],
)
def test_size_is_asked_before_a_byte_is_read(spool: Spool, claims: Claims, size: int, reason: str | None) -> None:
    path = spool.inbox / "a.txt"
    with path.open("wb") as file:
        file.truncate(size)
    claimed = claim(claims, found(path, spool.inbox))
    if reason is None:
        assert len(claims.read(claimed).data) == size
    else:
        with pytest.raises(ArticleError, match=reason):
            claims.read(claimed)


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_a_file_swapped_after_its_claim_is_not_followed(spool: Spool, claims: Claims, kind: str) -> None:
    claimed = claim(claims, drop(spool, "a.txt"))
    path = spool.work / "0" / "a.txt"
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        path.symlink_to("/etc/hostname")
    else:
        path.mkdir()
    with pytest.raises(ArticleError, match="not_a_file"):
        claims.read(claimed)


def test_a_hard_link_is_finished_without_touching_the_other_name(spool: Spool, claims: Claims, tmp_path: Path) -> None:
    original = tmp_path / "original.txt"
    original.write_text("text")
    os.link(original, spool.inbox / "a.txt")
    claimed = claim(claims, found(spool.inbox / "a.txt", spool.inbox))
    claims.finish(claimed)
    assert claims.waiting() == ()
    assert original.read_text() == "text"


def test_finish_and_quarantine_may_run_twice(spool: Spool, claims: Claims) -> None:
    claimed = claim(claims, drop(spool, "a.txt"))
    claims.finish(claimed)
    claims.finish(claimed)
    poison = claim(claims, drop(spool, "reuters/b \x1b[31m.txt", "poison"))
    first = claims.quarantine(poison, "17")
    assert claims.quarantine(poison, "17") == first
    assert first == spool.quarantine / "reuters" / "17-b_31m.txt"
    assert first.read_text() == "poison"
    assert claims.waiting() == ()


def test_a_released_file_is_back_under_its_own_name(spool: Spool, claims: Claims) -> None:
    kept = claims.quarantine(claim(claims, drop(spool, "reuters/b.txt")), "17")
    claims.release(kept, b"reuters/b.txt")
    assert (spool.inbox / "reuters/b.txt").read_text() == "text"
    assert not kept.exists()


def test_a_release_never_overwrites_a_newer_file(spool: Spool, claims: Claims) -> None:
    kept = claims.quarantine(claim(claims, drop(spool, "b.txt", "old")), "17")
    drop(spool, "b.txt", "new")
    with pytest.raises(FileExistsError):
        claims.release(kept, b"b.txt")
    assert kept.read_text() == "old"
    assert (spool.inbox / "b.txt").read_text() == "new"


@pytest.mark.parametrize(
    ("name", "stub"),
    [
        ("a.txt", "a.txt"),
        ("Стаття.txt", "file.txt"),
        ("../../etc/passwd", "etc_passwd"),
        ("-rf", "rf"),
        ("new\nline.json", "new_line.json"),
        ("\udcff\u202e.eml", "file.eml"),
        ("x" * 300 + ".jsonl.gz", "x" * 51 + ".jsonl.gz"),
        ("", "file"),
        ("...", "file"),
        ("no.suffix of an article at all", "no.suffix_of_an_article_at_all"),
    ],
)
def test_a_stub_is_harmless_and_keeps_the_format(name: str, stub: str) -> None:
    assert safe_stub(name) == stub


def test_a_full_disk_is_said_in_words(tmp_path: Path) -> None:
    assert free_space_problem(tmp_path, 0) is None
    assert "less than the floor" in str(free_space_problem(tmp_path, 2**62))
    assert "No such file" in str(free_space_problem(tmp_path / "gone", 0))
