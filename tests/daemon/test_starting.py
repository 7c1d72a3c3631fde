"""What a start loads: next to nothing before its worker is under way, and nothing that a desk may never need."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

import monitor
from monitor import FOR_LIBRARIES
from monitor.cli import main

PACKAGE = Path(monitor.__file__).parent


def _loaded_by(code: str, *asked: str) -> list[str]:
    """Return which of some modules a fresh process has loaded after running code."""
    probe = f"{code}\nimport sys; print(*[name for name in {asked} if name in sys.modules])"
    environment = {**os.environ, **FOR_LIBRARIES}
    told = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=environment)
    return told.stdout.split()


def test_a_worker_is_launched_before_anything_large_is_loaded() -> None:
    code = "import monitor.cli, monitor.cli.starting"
    assert _loaded_by(code, "typer", "pydantic", "structlog", "sqlalchemy", "monitor.daemon") == []


def test_the_rules_are_read_and_the_worker_told_before_store_and_desk_are_loaded() -> None:
    code = "import monitor.daemon.lifecycle"
    assert _loaded_by(code, "monitor.rules.load", "sqlalchemy", "monitor.desk", "numpy") == ["monitor.rules.load"]


def test_a_daemon_loads_no_library_that_a_desk_may_never_need() -> None:
    code = "import monitor.daemon.serving"
    asked = ("sqlalchemy", "rich", "typer", "apscheduler", "aiohttp", "alembic", "monitor.extraction", "monitor.web")
    assert _loaded_by(code, *asked, "sqlalchemy.dialects.postgresql", "aiosmtplib", "prometheus_client") == [
        "sqlalchemy"
    ]


def test_a_worker_is_ready_before_it_loads_what_only_an_article_needs() -> None:
    code = "import monitor.workers.child, monitor.workers.analysis"
    asked = ("monitor.extraction", "asyncio", "structlog", "pydantic", "numpy", "sqlalchemy")
    assert _loaded_by(code, *asked) == ["monitor.extraction"]


@pytest.mark.parametrize("args", [["run", "--config", "{}"], ["run", "--config={}"]], ids=" ".join)
def test_run_means_the_same_with_and_without_the_library_for_command_lines(args: list[str], tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"
    command = [sys.executable, "-m", "monitor", *(arg.format(missing) for arg in args)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 78
    assert told.stderr == f"{missing}:1:1: the configuration cannot be read: No such file or directory\n"


@pytest.mark.parametrize("command", ["status", "stories list"])
def test_a_folder_named_as_the_configuration_is_refused_in_words(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command.split(), "--config", "/"]) == 78
    assert capsys.readouterr().err == "/:1:1: the configuration cannot be read: not a regular file\n"


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*/**/*.y*ml")), ids=lambda path: path.stem)
def test_a_data_file_says_the_same_to_the_parser_in_c_and_to_the_one_in_python(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert YAML(typ="safe").load(text) == YAML(typ="safe", pure=True).load(text)
