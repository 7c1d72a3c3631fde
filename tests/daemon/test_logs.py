"""Logs that a machine reads: one JSON object a line, whatever an article contains."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

SAY = """
import logging, sys, warnings, os
from monitor.daemon.logs import set_up_logs
from monitor.settings import Log
import structlog
if "journald" in sys.argv:
    status = os.fstat(2)
    os.environ["JOURNAL_STREAM"] = f"{status.st_dev}:{status.st_ino}"
set_up_logs(Log(format="json", level="info"))
log = structlog.get_logger(room="test")
log.debug("not shown")
log.warning("left_alone", file="a\\n{\\"event\\": \\"forged\\"}\\x1b[31m\\u202e\\udcff")
logging.getLogger("alembic").warning("from a library %s", "with arguments")
logging.getLogger("alembic").info("not shown")
warnings.warn("deprecated")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("bug")
"""


def said(*arguments: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", SAY, *arguments], capture_output=True, text=True, check=True)
    return done.stderr.splitlines()


def test_every_line_is_one_json_object() -> None:
    lines = [json.loads(line) for line in said()]
    assert [(line["event"], line["level"]) for line in lines] == [
        ("left_alone", "warning"),
        ("library", "warning"),
        ("library", "warning"),
        ("bug", "error"),
    ]
    assert lines[0]["file"] == 'a\n{"event": "forged"}\x1b[31m\u202e\udcff'
    assert lines[1]["text"] == "from a library with arguments"
    assert "deprecated" in lines[2]["text"]
    assert "ZeroDivisionError" in lines[3]["exception"]
    assert all(line["timestamp"].endswith("Z") for line in lines)


def test_journald_gets_the_priority_of_each_line() -> None:
    assert [line[:3] for line in said("journald")] == ["<4>", "<4>", "<4>", "<3>"]


@pytest.mark.parametrize("stream", ["", "nonsense", "1:2"])
def test_another_stderr_gets_plain_json(stream: str) -> None:
    environment = {**os.environ, "JOURNAL_STREAM": stream}
    done = subprocess.run([sys.executable, "-c", SAY], capture_output=True, text=True, check=True, env=environment)
    assert all(line.startswith("{") for line in done.stderr.splitlines())
