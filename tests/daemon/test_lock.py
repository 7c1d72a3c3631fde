"""One daemon per spool."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.daemon.lock import SpoolLock, SpoolTakenError, running_pid

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
