"""The files that put the daemon on a server: what systemd says of them, and what the install script does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.settings import parse_settings
from monitor.shipped import shipped

DEPLOY = shipped("deploy")

needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")


@needs_systemd
@pytest.mark.parametrize(
    ("unit", "at_most"), [("media-monitor.service", 1.1), ("examples/media-monitor-feeds.service", 1.5)]
)
def test_a_unit_is_hardened_to_this_exposure(unit: str, at_most: float) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", DEPLOY / unit]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", told)
    assert found
    assert float(found[1]) <= at_most


@needs_systemd
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    units = [one for one in DEPLOY.rglob("*") if one.suffix in (".service", ".timer")]
    assert len(units) == 4
    for unit in units:
        text = re.sub(r"=/(opt|usr/local)/\S+", "=/bin/true", unit.read_text())  # not installed here
        (tmp_path / unit.name).write_text(text)
    command = ["systemd-analyze", "verify", "--man=no", *sorted(tmp_path.iterdir())]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    complaints = [line for line in told.stderr.splitlines() if "media-monitor" in line]
    assert complaints == []


def test_every_option_left_out_of_the_hardening_has_its_reason() -> None:
    unit = (DEPLOY / "media-monitor.service").read_text()
    for option in ("PrivateNetwork=", "IPAddressDeny=", "RootDirectory=", "AF_INET", "AF_UNIX", "DeviceAllow="):
        assert re.search(rf"^#\s+~?.*{re.escape(option)}\S*.*\s\w+ \w+", unit, re.MULTILINE), option


def test_the_sample_configuration_is_accepted(tmp_path: Path) -> None:
    data = (DEPLOY / "monitor.yaml").read_bytes()
    settings, problems = parse_settings(data, tmp_path / "monitor.yaml", check=False)
    assert problems == ()
    assert settings


def test_the_sample_configuration_is_accepted_with_its_examples_taken_in(tmp_path: Path) -> None:
    text = (DEPLOY / "monitor.yaml").read_text()
    rules = str(shipped("rules"))
    text = text.replace("/etc/media-monitor/rules", rules)
    examples = re.sub(r"^( *)# ?( *)(sources:|- \{|routes:|time_intervals:)", r"\1\2\3", text, flags=re.MULTILINE)
    settings, problems = parse_settings(examples.encode(), tmp_path / "monitor.yaml", check=False)
    assert problems == ()
    assert settings
    assert [source.id for source in settings.sources] == ["reuters", "tass"]


def install(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHON": sys.executable}
    command = ["sh", DEPLOY / "install.sh", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_a_dry_run_says_everything_and_does_nothing(tmp_path: Path) -> None:
    wheel = tmp_path / "media_monitor-0-py3-none-any.whl"
    wheel.touch()
    root = tmp_path / "root"
    told = install("--root", root, "--dry-run", wheel)
    assert told.returncode == 0, told.stderr
    assert "+ install -D -m 0644" in told.stdout
    assert "systemctl daemon-reload" in told.stdout
    assert not root.exists()


@pytest.mark.parametrize("arguments", [(), ("--nonsense",), ("a.whl", "b.whl"), ("missing.whl",)])
def test_wrong_arguments_change_nothing(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert install("--root", tmp_path / "root", *arguments).returncode == 64
    assert not (tmp_path / "root").exists()


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_install_twice_on_a_throw_away_root_then_uninstall(tmp_path: Path) -> None:
    checkout = DEPLOY.parent
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    root = tmp_path / "root"
    first = install("--root", root, wheel)
    assert first.returncode == 0, first.stderr
    ran = subprocess.run([root / "opt/media-monitor/bin/media-monitor", "--version"], capture_output=True, check=True)
    assert ran.stdout.startswith(b"media-monitor ")
    assert "media-monitor" in (root / "usr/share/bash-completion/completions/media-monitor").read_text()
    assert (root / "usr/share/doc/media-monitor/examples/drop.sh").is_file()
    config = root / "etc/media-monitor/monitor.yaml"
    config.write_text(config.read_text() + "# mine\n")
    second = install("--root", root, wheel)
    assert second.returncode == 0, second.stderr
    assert "/etc/media-monitor/monitor.yaml (kept as it is)" in second.stdout
    assert config.read_text().endswith("# mine\n")
    gone = install("--root", root, "--uninstall")
    assert gone.returncode == 0, gone.stderr
    left = sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
    assert left
    assert all(path.startswith("etc/media-monitor/") for path in left)
