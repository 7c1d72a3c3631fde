"""Every warning that `check` can give stands in docs/write-a-rule.md, word for word as the program says it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.rules.lint import House, lint
from monitor.rules.load import read_rule_set
from monitor.settings import read_settings
from tests.rules.conftest import read_rule

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "write-a-rule.md").read_text(encoding="utf-8")

RULE = "title: T\nid: r\nlevel: low\ntests: [{text: a, expect: {match: false}}]\n"
IN_RULES = {
    "rules/article_conditions.py:Sources.parse": f"{RULE}when: {{sources: [reutres]}}\n",
    "rules/place_condition.py:_named_place": f"{RULE}when: {{places: [Kharkhiv]}}\n",
    "rules/place_condition.py:_named_place, nothing near": f"{RULE}when: {{places: [Xqzzqjw]}}\n",
    "rules/reader.py:RuleReader.actor_ids": f"{RULE}when: {{actors: ua-gru}}\n",
    "rules/reader.py:RuleReader.actor_ids, nothing near": f"{RULE}when: {{actors: xqzzqjw}}\n",
    **{
        f"rules/conditions.py:_query, {asked}": f"{RULE}when: {{query: 'drone {asked} strike'}}\n"
        for asked in ("or", "w/5", "pre/5", "w/sent", "bomb!", "hlead(x)")
    },
    "rules/conditions.py:_query, a phrase and ~5": f"{RULE}when: {{query: '\"drone strike\"~5'}}\n",
    "rules/over_time.py:read_over_time": (
        f"{RULE}when: {{casualties: {{killed: {{gte: 1}}}}}}\ntype: cardinality\ntimeframe: 6h\nthreshold: 3\n"
    ),
    "rules/load.py:no_rules": "",
}

ROUTED = """\
spool: {path: spool}
store: sqlite:///monitor.db
rules: rules
maildir: mail
receivers: [{name: desk, email: {to: [a@example.org]}}, {name: ops, email: {to: [b@example.org]}}]
route: {receiver: desk}
operator: ops
"""
SERVER = "smtp: {host: mail.example.org, port: 587, username: a, password_file: secret, from: a@example.org}\n"
DIGEST = "{name: desk, immediate: low, digest: {schedule: '0 7 1 * mon'}, email"
IN_CONFIGURATION = {
    "settings_checks.py:unreached": ROUTED.replace("operator: ops", "operator: desk"),
    "settings_checks.py:nobody_told": ROUTED.replace("operator: ops\n", "").replace(
        ", {name: ops, email: {to: [b@example.org]}}", ""
    ),
    "settings_checks.py:nobody_told, one receiver": ROUTED.replace("operator: ops", "operator: desk").replace(
        ", {name: ops, email: {to: [b@example.org]}}", ""
    ),
    "settings_checks.py:nobody_told, one server": ROUTED.replace("maildir: mail\n", SERVER),
    "settings_checks.py:critical_heard": ROUTED.replace(
        "{name: desk,", "{name: desk, digest: {schedule: '0 7 * * *'},"
    ),
    "settings_checks.py:schedules": ROUTED.replace("{name: desk, email", DIGEST),
    "settings_checks.py:web_token": ROUTED + "web: {listen: '127.0.0.1:8080'}\n",
    "channel_checks.py:channels": ROUTED + SERVER,
    "channel_checks.py:secrets": ROUTED.replace("maildir: mail\n", SERVER).replace(
        "operator: ops\n", ""
    ).replace(", {name: ops, email: {to: [b@example.org]}}", ""),
}  # fmt: skip
LINT = "rules/lint.py:_told"  # its messages are compared check by check in tests/rules/test_lint.py


def said_of_rules(folder: Path, text: str) -> list[str]:
    (folder / "r.yml").write_text(text, encoding="utf-8")
    _, problems = read_rule_set(folder, sources=["reuters"])
    return [problem.message.replace(str(folder), "FOLDER") for problem in problems if problem.warning]


def said_of_configuration(folder: Path, text: str, *, readable: bool) -> list[str]:
    (folder / "secret").write_text("x\n")
    (folder / "secret").chmod(0o644 if readable else 0o600)
    (folder / "monitor.yaml").write_text(text, encoding="utf-8")
    _, problems = read_settings(folder / "monitor.yaml")
    return [problem.message.replace(str(folder / "secret"), "FILE") for problem in problems if problem.warning]


@pytest.mark.parametrize("text", IN_RULES.values(), ids=IN_RULES)
def test_what_is_warned_of_while_rules_are_read_stands_in_the_docs(tmp_path: Path, text: str) -> None:
    (said,) = said_of_rules(tmp_path, text)
    assert f"| {said} |" in PAGE


def test_what_is_warned_of_in_a_configuration_stands_in_the_docs(tmp_path: Path) -> None:
    said = {
        message
        for name, text in IN_CONFIGURATION.items()
        for message in said_of_configuration(tmp_path, text, readable=name.endswith(":secrets"))
    }
    assert len(said) == len(IN_CONFIGURATION)  # each of them shows a finding that no other one has
    assert [message for message in said if f"| {message} |" not in PAGE] == []


def test_of_a_finding_that_many_rules_have_the_rest_is_counted_as_the_docs_say() -> None:
    rules = tuple(read_rule("keywords: drone") for _ in range(103))
    *_, said = [problem.message for problem in lint(rules, House(), set_checks=())]
    assert said.startswith("`r` and 2 more rules have it too (without_tests): it has no tests")
    assert "| `r` and 2 more rules have it too (without_tests): it has no tests" in PAGE


def warners() -> Iterator[str]:
    """Give every function of the program that warns of rules or configuration."""
    for path in sorted((ROOT / "monitor").rglob("*.py")):
        for name, node in _functions(ast.parse(path.read_text(encoding="utf-8")), ""):
            calls = [call for call in ast.walk(node) if isinstance(call, ast.Call)]
            if not name.startswith("RuleReader.warn") and any(map(_warns, calls)):
                yield f"{path.relative_to(ROOT / 'monitor')}:{name}"


def _functions(tree: ast.AST, within: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{within}{node.name}.")
        elif isinstance(node, ast.FunctionDef):
            yield f"{within}{node.name}", node


def _warns(call: ast.Call) -> bool:
    flagged = any(
        word.arg == "warning" and isinstance(word.value, ast.Constant) and word.value.value for word in call.keywords
    )
    return flagged or re.fullmatch(r"(reader|self)\.warn(_in_text)?", ast.unparse(call.func)) is not None


def test_no_warning_is_missing_here() -> None:
    shown = {name.partition(",")[0] for name in (*IN_RULES, *IN_CONFIGURATION)}
    assert set(warners()) == shown | {LINT}
