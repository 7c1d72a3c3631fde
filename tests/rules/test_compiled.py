"""A hundred thousand rules are read once: what is taken up from the cache is what was written into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.located import read_documents
from monitor.rules import load
from monitor.rules.compiled import from_bytes, to_bytes
from monitor.rules.lint import MOST_TOLD
from monitor.rules.load import load_rule_set, read_rule_set
from monitor.rules.matching import compile_rules
from monitor.vocabulary import Zone
from tests.rules.conftest import make_article, make_event, make_facts

KINDS = ("keywords: [drone{n}, missile*]", "kind: strike", "every: article", "actors: ua-gur", "places: Belgorod",
         "query: 'drone NEAR/3 strike{n}'", "casualties: {{killed: {{gte: {n}}}}}", "sources: [reuters]")  # fmt: skip
TEST = "tests: [{text: A drone9 flew., expect: {match: true}}]\n"
ARTICLES = (
    make_article((Zone.TITLE, "Drone strike12 on Belgorod"), "A missile hit a house.", source="reuters"),
    make_article("Nothing happened.", language="ar"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """120 rules of every kind, in a place whose cache is its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("CACHE_DIRECTORY", raising=False)
    rules = tmp_path / "rules"
    rules.mkdir()
    documents = [
        f"title: Rule {n}\nid: rule-{n}\nlevel: high\nwhen: {{{KINDS[n % len(KINDS)].format(n=n)}}}\n"
        + (TEST if n == 8 else "")
        for n in range(120)
    ]
    (rules / "all.yml").write_text("---\n".join(documents), encoding="utf-8")
    return rules


def test_what_was_kept_says_the_same_of_every_article(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh, warnings = load_rule_set(folder)
    monkeypatch.setattr(load, "_read_files", _refused)
    kept, told = load_rule_set(folder)
    assert kept.kept
    assert fresh.kept is None
    assert (kept.id, told, kept.to_canonical()) == (fresh.id, warnings, fresh.to_canonical())
    assert list(kept.rules) == list(fresh.rules)
    assert [rule.line for rule in kept.rules[:9]] == [rule.line for rule in fresh.rules[:9]]
    assert [rule.id for rule in kept.tested] == ["rule-8"]
    assert kept.by_id["rule-119"] == fresh.rules[-1]
    assert dict(kept.by_id) == dict(fresh.by_id)
    assert "rule-120" not in kept.by_id
    assert "zzz" not in kept.by_id
    ours, theirs = compile_rules(kept), compile_rules(fresh)
    for article in ARTICLES:
        for facts, reports in (make_facts(make_event()), make_facts(), make_facts(read=False)):
            assert ours.match(article, facts, reports) == theirs.match(article, facts, reports)
    assert ours.match(ARTICLES[0], *make_facts(make_event()))


def _refused(*_: object, **__: object) -> None:
    raise AssertionError("the files were read again")


@pytest.mark.parametrize("what", ["rules", "lists", "actors", "receivers"])
def test_whatever_changes_is_read_again(folder: Path, what: str) -> None:
    first = load_rule_set(folder, receivers=["desk"])[0]
    for name in ("lists", "actors"):
        (folder / name).mkdir()
    if what == "rules":
        (folder / "more.yml").write_text("title: M\nid: m\nlevel: low\nwhen: {keywords: [m]}\n")
    if what == "lists":
        (folder / "lists" / "guns.yml").write_text("- gun\n")
    if what == "actors":
        (folder / "actors" / "own.yml").write_text("- {id: own, name: Own, kind: group}\n")
    second = load_rule_set(folder, receivers=["desk", "more"] if what == "receivers" else ["desk"])[0]
    assert second.kept is None
    assert (second.id == first.id) is (what == "receivers")


def test_a_damaged_file_is_made_again(folder: Path, tmp_path: Path) -> None:
    load_rule_set(folder)
    (cached,) = (tmp_path / "cache" / "media-monitor").glob("rules-*.bin")
    cached.write_bytes(cached.read_bytes()[:-1])
    assert load_rule_set(folder)[0].kept is None
    assert load_rule_set(folder)[0].kept


def test_rules_with_a_mistake_are_never_kept(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.yml").write_text("title: B\nid: b\nlevel: low\nwhen: {keyword: [b]}\n")
    assert [problem for problem in read_rule_set(folder)[1] if not problem.warning]
    assert not list((tmp_path / "cache").rglob("rules-*.bin"))


def test_a_missing_test_file_is_told_though_the_rules_are_kept(folder: Path) -> None:
    (folder / "story.txt").write_text("A drone8 flew.")
    (folder / "with-file.yml").write_text(
        "title: F\nid: f\nlevel: low\nwhen: {keywords: [f]}\ntests: [{file: story.txt, expect: {match: false}}]\n"
    )
    assert not [problem for problem in read_rule_set(folder)[1] if not problem.warning]
    (folder / "story.txt").unlink()
    (problem,) = [problem for problem in read_rule_set(folder)[1] if not problem.warning]
    assert "no file story.txt" in problem.message


def test_one_finding_of_many_rules_is_told_a_hundred_times_and_then_counted(folder: Path) -> None:
    told = [problem.message for problem in load_rule_set(folder)[1] if "has no tests" in problem.message]
    assert len(told) == MOST_TOLD + 1
    assert [line for line in told if "18 more rules have it too (without_tests)" in line]


def test_bytes_of_something_else_are_no_rules(folder: Path) -> None:
    rule_set, _ = load_rule_set(folder)
    whole = b"".join(to_bytes(rule_set, ()))
    assert from_bytes(memoryview(whole), rule_set.gazetteer, "")
    for wrong in (b"", whole[:30], b"x" + whole[1:], whole + b"x"):
        assert from_bytes(memoryview(wrong), rule_set.gazetteer, "") is None
    assert read_documents(b"{}", "")
