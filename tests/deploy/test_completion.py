"""The Tab key: what install.sh lays out for the shells works in a real bash, at once and without a word beside it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("media-monitor")


def script(shell: str) -> str:
    """Print a shell's completion exactly as install.sh does."""
    around = {**os.environ, "_MEDIA_MONITOR_COMPLETE": f"source_{shell}"}
    told = subprocess.run([PROGRAM], capture_output=True, text=True, check=True, env=around)
    assert told.stderr == ""
    return told.stdout


def seconds_of_children() -> float:
    """Return the processor time of what was run so far: what else the machine does is not ours."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize(("shell", "begins"), [("bash", ""), ("zsh", "#compdef media-monitor"), ("fish", "complete ")])
def test_each_shell_has_its_script(shell: str, begins: str) -> None:
    told = script(shell)
    assert told.strip().startswith(begins)
    assert "media-monitor" in told


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("media-monitor deliv", ["deliveries"]),
        ("media-monitor deliveries ", ["list", "show", "retry", "drop"]),
        ("media-monitor status --c", ["--check", "--config"]),
    ],
)
def test_bash_offers_commands_their_parts_and_options_at_once(words: str, offered: list[str], tmp_path: Path) -> None:
    (tmp_path / "completion").write_text(script("bash"))
    asked = words.split(" ")
    typed = " ".join(word or "''" for word in asked)
    inside = f". ./completion; COMP_WORDS=({typed}); COMP_CWORD={len(asked) - 1}; "
    inside += '_media_monitor_completion media-monitor; printf "%s\\n" "${COMPREPLY[@]}"'
    around = {**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"}
    before = seconds_of_children()
    command = ["bash", "--norc", "-c", inside]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=around, cwd=tmp_path)
    assert seconds_of_children() - before < 2  # measured: 0.2 s for commands, 0.5 s for their parts
    assert told.stderr == ""
    assert told.stdout.split() == offered
