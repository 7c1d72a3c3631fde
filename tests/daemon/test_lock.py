"""One daemon per spool."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.daemon.lock import SpoolClosedError, SpoolLock, SpoolTakenError, running_pid
from tests.desk import Desk

HOLD = """
import sys, time
from pathlib import Path
from monitor.daemon.lock import SpoolLock
lock = SpoolLock.take(Path(sys.argv[1]))
print("taken", flush=True)
time.sleep(60)
"""


def test_a_second_daemon_is_refused_with_the_pid_of_the_first(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        assert first.stdout.readline() == "taken\n"
        with pytest.raises(SpoolTakenError, match=f"pid {first.pid}") as refused:
            SpoolLock.take(tmp_path)
        assert refused.value.pid == running_pid(tmp_path) == first.pid
        first.kill()
    SpoolLock.take(tmp_path).release()


def test_the_lock_of_a_killed_daemon_is_free(tmp_path: Path) -> None:
    (tmp_path / ".lock").write_text("4194304\n")
    assert running_pid(tmp_path) is None
    lock = SpoolLock.take(tmp_path)
    assert running_pid(tmp_path) == os.getpid()
    lock.release()
    assert running_pid(tmp_path) is None


def test_where_no_spool_is_no_daemon_runs(tmp_path: Path) -> None:
    assert running_pid(tmp_path / "nowhere") is None


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
NOBODY = 65534


@as_root
def test_a_lock_that_root_made_belongs_to_the_owner_of_the_spool(tmp_path: Path) -> None:
    os.chown(tmp_path, NOBODY, NOBODY)
    SpoolLock.take(tmp_path).release()
    assert (tmp_path / ".lock").stat().st_uid == NOBODY


def test_a_spool_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SpoolClosedError, match=f"{tmp_path}/file/spool: Not a directory; run this as root"):
        SpoolLock.take(tmp_path / "file" / "spool")


@as_root
def test_another_user_is_told_whose_the_spool_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)  # pytest closes the folders above to others, and the test is of the lock's alone
    SpoolLock.take(Path("spool")).release()
    os.seteuid(NOBODY)
    try:
        with pytest.raises(
            SpoolClosedError, match=r"spool/\.lock: Permission denied; run this as root or as the user of the daemon"
        ):
            SpoolLock.take(Path("spool"))
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("command", [("db", "upgrade"), ("prune",), ("run",)], ids=" ".join)
def test_a_lock_that_cannot_be_taken_ends_a_command_with_its_reason(command: tuple[str, ...], tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "spool" / ".lock").mkdir(parents=True)
    told = subprocess.run(
        [sys.executable, "-m", "monitor", *command, "--config", desk.config],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert told.returncode == 75
    assert f"{tmp_path}/spool/.lock: Is a directory; run this as root or as the user of the daemon" in told.stderr
    assert "Traceback" not in told.stderr
