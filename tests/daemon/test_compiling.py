"""A large rule set is read apart from the daemon, which then takes it up from the cache."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from monitor.daemon.compiling import LARGE, compile_apart, has_much_to_read
from monitor.daemon.configuration import read_configuration

CONFIG = """\
spool: {path: spool}
store: sqlite:///monitor.db
rules: rules
maildir: mail
receivers: [{name: desk, email: {to: [desk@example.org]}}]
route: {receiver: desk}
"""
RULE = "title: Rule {n}\nid: rule-{n}\nlevel: low\ndescription: {why}\nwhen: {{keywords: [word{n}]}}\n"


def configured(folder: Path, count: int, why: str) -> Path:
    (folder / "rules").mkdir()
    (folder / "rules" / "all.yml").write_text("---\n".join(RULE.format(n=n, why=why) for n in range(count)))
    (folder / "monitor.yaml").write_text(CONFIG)
    return folder / "monitor.yaml"


@pytest.mark.parametrize(("why", "kept"), [("x" * (LARGE // 120), True), ("small", False)], ids=["large", "small"])
def test_only_a_large_set_is_read_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str, kept: bool) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("CACHE_DIRECTORY", raising=False)
    path = configured(tmp_path, 120, why)
    asyncio.run(compile_apart(path))
    rule_set = read_configuration(path).rule_set
    assert rule_set
    assert bool(rule_set.kept) is kept
    assert len(rule_set.rules) == 120


def test_what_lies_in_the_cache_is_not_read_apart_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("CACHE_DIRECTORY", raising=False)
    path = configured(tmp_path, 120, "x" * (LARGE // 120))
    assert has_much_to_read(path)
    read_configuration(path)
    assert not has_much_to_read(path)
    rules = tmp_path / "rules" / "all.yml"
    rules.write_text(rules.read_text().replace("word7]", "word8]"))
    assert has_much_to_read(path)


def test_a_configuration_that_cannot_be_read_is_left_to_the_daemon(tmp_path: Path) -> None:
    asyncio.run(compile_apart(tmp_path / "none.yaml"))
