"""How common a word is, is measured on an archive; `check --archive` warns of what most articles have."""

from __future__ import annotations

from pathlib import Path

from monitor.cli.check_words import FEWEST, too_common_words
from monitor.rules.load import load_rule_set
from monitor.rules.shares import shares_of
from monitor.settings import load_settings
from tests.commands import run_command
from tests.rules.conftest import make_article, read_rule

CONFIG = """\
spool: {path: spool}
store: sqlite:///monitor.db
rules: rules
maildir: mail
receivers: [{name: desk, email: {to: [desk@example.org]}}]
route: {receiver: desk}
operator: desk
"""


def test_a_share_counts_articles_and_not_hits() -> None:
    rules = (read_rule("keywords: [said, drone*]"), read_rule("query: 'moon AND NOT sun'"))
    articles = [make_article("He said, she said."), make_article("Nobody said so. Drones flew."), make_article("Rain.")]
    shares = shares_of(rules, articles)
    assert {literal.strip(): round(share, 2) for literal, share in shares.items()} == {
        "said": 0.67, "drone": 0.33, "moon": 0.0, "sun": 0.0,
    }  # fmt: skip
    assert set(shares_of(rules, []).values()) == {0.0}


def test_check_warns_of_a_word_that_most_of_the_archive_has(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "monitor.yaml").write_text(CONFIG)
    (tmp_path / "rules" / "a.yml").write_text(
        "title: A\nid: a\nlevel: low\nwhen: {keywords: [said, drone]}\n"
        "tests: [{text: A drone., expect: {match: true}}]\n"
    )
    archive = tmp_path / "archive" / "daily"
    archive.mkdir(parents=True)
    for n, text in enumerate(("The mayor said so.", "Nobody said more.", "A drone flew over the town.")):
        (archive / f"{n}.txt").write_text(text)
    (archive / "broken.json").write_text("{")
    command = ["check", "--config", str(tmp_path / "monitor.yaml")]
    plain = run_command(*command)
    assert plain.returncode == 0
    assert "rule `a`" not in plain.stderr
    measured = run_command(*command, "--archive", str(archive.parent))
    assert measured.returncode == 0
    told = f"{tmp_path}/rules/a.yml:1:1: warning: the rule `a` asks for “said”, which stands in 67% of the archive"
    assert [line for line in measured.stderr.splitlines() if "rule `a`" in line] == [told]


def test_check_looks_into_the_archive_of_the_spool_by_itself_once_there_is_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "monitor.yaml").write_text(CONFIG)
    (tmp_path / "rules" / "a.yml").write_text(
        "title: A\nid: a\nlevel: low\nwhen: {keywords: [said, drone]}\n"
        "tests: [{text: A drone., expect: {match: true}}]\n"
    )
    settings = load_settings(tmp_path / "monitor.yaml")
    rule_set, _ = load_rule_set(settings.rules)
    assert too_common_words(rule_set, settings, None) == ()  # nothing was archived yet
    folder = tmp_path / "spool" / "archive" / "wire" / "world"
    folder.mkdir(parents=True)
    for n in range(FEWEST):
        (folder / f"{n}.txt").write_text(f"The mayor said so {n} times.")
        if n == FEWEST - 2:
            assert too_common_words(rule_set, settings, None) == ()  # too few to say “almost everything”
    (folder / "broken.json").write_text("{")
    (found,) = too_common_words(rule_set, settings, None)
    assert found.message == "the rule `a` asks for “said”, which stands in 100% of the archive"
    assert found.warning
