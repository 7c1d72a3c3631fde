"""`check`, `test` and `explain` as a person runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.cli import main
from monitor.shipped import shipped

SAMPLE = str(shipped("seeds") / "belgorod.txt")
CONFIG = """\
spool: {path: spool}
store: sqlite:///monitor.db
rules: rules
maildir: ./mail
receivers: [{name: desk, email: {to: [desk@example.org]}}, {name: ops, email: {to: [ops@example.org]}}]
route: {receiver: desk}
operator: ops
"""
RULE = """\
title: Strikes on Belgorod
id: belgorod
level: high
receivers: [desk]
when:
  keywords: [rocket strike]
  casualties: {killed: {gte: 20}}
tests:
  - {file: belgorod.txt, expect: {match: false, killed: 14}}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "belgorod.yml").write_text(RULE)
    (tmp_path / "monitor.yaml").write_text(CONFIG)
    return tmp_path / "monitor.yaml"


def rewrite(config: Path, before: str, after: str, name: str = "rules/belgorod.yml") -> None:
    path = config.parent / name
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def test_check_says_that_all_is_fine(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(
        config,
        "receivers: [",
        "receivers: [{name: late, digest: {schedule: '0 7 * * *'}, email: {to: [l@example.org]}}, ",
        "monitor.yaml",
    )
    assert main(["check", "--config", str(config)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "fine: 1 rule, 1 test, 3 receivers",
        "a critical alert at 03:00 on Sunday (UTC) is told at once to: desk",
        "told in digests alone, unless `immediate:` names a level: late",
    ]


def test_check_tells_every_mistake_of_configuration_and_rules(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(config, "title:", "titel:")
    rewrite(config, "[desk]", "[dsk]")
    (config.parent / "rules" / "other.yml").write_text("a: [")
    (config.parent / "broken.html.j2").write_text("{% if %}")
    rewrite(config, "rules: rules", "rules: rules\ntemplates: .", "monitor.yaml")
    assert main(["check", "--config", str(config)]) == 78
    told = capsys.readouterr().err.replace(f"{config.parent}/", "")
    assert told.splitlines()[:4] == [
        "rules/belgorod.yml:1:1: the key `title` is missing",
        "rules/belgorod.yml:1:1: unknown key `titel`; did you mean `title`?",
        "rules/belgorod.yml:4:13: unknown receiver `dsk`; did you mean `desk`?",
        "rules/other.yml:1:5: a list or a map is opened and never closed; write its `]` or `}`",
    ]
    assert "broken.html.j2:1:" in told
    assert "Traceback" not in told


def test_check_reads_the_rules_beside_a_refused_configuration(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(config, "operator: ops", "operatr: ops", "monitor.yaml")
    rewrite(config, "level: high", "level: hihg")
    assert main(["check", "--config", str(config)]) == 78
    first, second = capsys.readouterr().err.splitlines()
    assert "monitor.yaml:7:1: unknown key `operatr`" in first
    assert "belgorod.yml:3:8: unknown word `hihg`" in second


def test_warnings_are_printed_only_without_errors_and_do_not_fail(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(config, "operator: ops\n", "", "monitor.yaml")
    assert main(["check", "--config", str(config)]) == 0
    assert ":1:1: warning: the failure of a receiver would be told to nobody" in capsys.readouterr().err
    rewrite(config, "level: high", "level: hihg")
    assert main(["check", "--config", str(config)]) == 78
    assert ": warning: " not in capsys.readouterr().err


def test_check_refuses_a_failing_rule_test_at_its_place(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(config, "killed: 14", "killed: 15")
    assert main(["check", "--config", str(config), "--json"]) == 78
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (line["line"], line["column"], line["warning"]) == (9, 5, False)
    assert "test 1 of `belgorod` (belgorod.txt) fails: expected killed eq 15, found 14" in line["message"]


def test_check_without_a_configuration_says_where_it_looked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MEDIA_MONITOR_CONFIG", raising=False)
    assert main(["check"]) == 78
    assert "there is no configuration; looked at monitor.yaml and" in capsys.readouterr().err


def test_a_failing_test_says_which_clause_and_why(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(config, "match: false", "match: true")
    assert main(["test", "--config", str(config)]) == 1
    said = capsys.readouterr().out
    assert "FAILED: belgorod, test 1 (belgorod.txt)\n  expected a match, the verdict is no\n" in said
    assert "No: casualties: killed at least 20. Killed 14, needs at least 20." in said


def test_a_test_that_cannot_run_is_told_apart_from_one_that_fails(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (config.parent / "rules" / "page.pdf").write_bytes(b"%PDF-1.4 x")
    rewrite(config, "tests:\n", "tests:\n  - {file: page.pdf, expect: {match: true}}\n")
    rewrite(config, "killed: 14}", "killed: 15}")
    assert main(["test", "--config", str(config)]) == 1
    told = capsys.readouterr().out
    assert "COULD NOT RUN: belgorod, test 1 (page.pdf)\n  its article cannot be read: not_text: this is a PDF" in told
    assert "FAILED: belgorod, test 2 (belgorod.txt)\n  expected killed eq 15, found 14\n" in told
    assert told.endswith("2 tests: 0 passed, 1 failed, 1 could not run\n")
    assert main(["check", "--config", str(config)]) == 78
    first, second = capsys.readouterr().err.splitlines()
    assert "belgorod.yml:9:5: test 1 of `belgorod` (page.pdf) could not run: its article cannot be read" in first
    assert second.endswith("fails: expected killed eq 15, found 14; `media-monitor test belgorod` says why")


def test_test_prints_a_json_line_for_each_test(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "belgorod", "--config", str(config), "--json"]) == 0
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert line == {
        "rule": "belgorod", "test": 1, "name": "belgorod.txt",
        "passed": True, "ran": True, "failures": [], "traces": [],
    }  # fmt: skip


def test_test_takes_the_file_of_a_rule(
    config: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(config.parent)
    assert main(["test", "rules/belgorod.yml"]) == 0
    assert "passed: belgorod, test 1" in capsys.readouterr().out


def test_test_of_an_unknown_rule_is_a_mistake_of_use(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["test", "belgrod", "--config", str(config)]) == 64
    assert "did you mean `belgorod`?" in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_explain_gives_each_clause_with_verdict_miss_and_quote(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", SAMPLE, "--rule", "belgorod", "--config", str(config)]) == 0
    said = capsys.readouterr().out
    assert "No: Strikes on Belgorod." in said
    assert "Yes: keywords: “rocket strike”. Found “rocket strike”." in said
    assert "“rocket strike” (characters 27 to 40)" in said
    assert "Killed 14, needs at least 20." in said


def test_explain_says_what_a_toll_in_boilerplate_would_have_done(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "council.txt"
    article.write_text(
        "Council votes on a bridge\n\nThe council of Riverton voted on Monday to build a bridge, officials said.\n\n"
        "Also read | At least 25 people killed in missile strike on Kharkiv\n"
    )
    told = "only the boilerplate has it (killed at least 25: “At least 25 people killed”), which no rule looks at"
    rule = config.parent / "rules" / "dead.yml"
    rule.write_text("title: Dead\nid: dead\nlevel: low\nwhen: {casualties: {killed: {gte: 10}}}\n")
    assert main(["explain", str(article), "--rule", "dead", "--config", str(config)]) == 0
    assert told in capsys.readouterr().out
    assert main(["explain", str(article), "--rule", "dead", "--config", str(config), "--json"]) == 0
    assert told in capsys.readouterr().out


def test_explain_prints_the_same_tree_as_json(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", SAMPLE, "--config", str(config), "--json"]) == 0
    (line,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (line["rule"], line["verdict"], line["event"]) == ("belgorod", "no", 0)
    text = Path(SAMPLE).read_text(encoding="utf-8")
    quotes = list(_quotes(line["trace"]))
    assert quotes
    assert all(text[quote["start"] : quote["end"]] == quote["quote"] for quote in quotes)


def _quotes(trace: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from trace["quotes"]
    for child in trace["children"]:
        yield from _quotes(child)


def test_explain_says_that_an_experimental_rule_is_for_the_digest_only(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["explain", SAMPLE, "--rule", "belgorod", "--config", str(config)]
    rewrite(config, "  casualties: {killed: {gte: 20}}\n", "")
    assert main(command) == 0
    assert "Digest only" not in capsys.readouterr().out
    rewrite(config, "level:", "status: experimental\nlevel:")
    assert main(command) == 0
    assert "Digest only: the rule is experimental" in capsys.readouterr().out
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["digest_only"] is True


def test_explain_is_one_line_for_a_rule_that_is_not_asked_for(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", SAMPLE, "--config", str(config)]) == 0
    assert "No: Strikes on Belgorod (belgorod). killed 14, needs at least 20" in capsys.readouterr().out


def test_check_loads_neither_extraction_nor_numpy_for_rules_whose_tests_passed(config: Path, tmp_path: Path) -> None:
    probe = (
        "import sys; from monitor.cli import main; code = main(sys.argv[1:])\n"
        "print([name for name in ('numpy', 'sqlalchemy', 'monitor.extraction') if name in sys.modules]); sys.exit(code)"
    )
    command = [sys.executable, "-c", probe, "check", "--config", str(config)]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment.pop("CACHE_DIRECTORY", None)
    told = [
        subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout.splitlines()
        for _ in range(2)
    ]
    assert told[0][:-1] == told[1][:-1]
    assert told[0][-1] == "['numpy', 'monitor.extraction']"
    assert told[1][-1] == "[]"


def test_check_runs_as_a_process_of_its_own(config: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "monitor", "check"], cwd=config.parent, capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
