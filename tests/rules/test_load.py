"""A folder of rules: what is read, what is refused, and the value that is stored."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from monitor.daemon.configuration import failed_tests
from monitor.errors import ArticleError, ConfigError, StoreError
from monitor.model import Analysed, DropMeta
from monitor.rules.gazetteers.load import places_called
from monitor.rules.load import load_gazetteer, load_rule_set, run_rule_tests
from monitor.rules.matching import compile_rules
from monitor.rules.passed.load import PassedTests
from monitor.rules.ruleset import RuleSet
from monitor.shipped import shipped
from tests.rules.conftest import make_article, make_event, make_facts

Write = Callable[[str, str], Path]
RULE = "title: {0}\nid: {0}\nlevel: high\nwhen:\n  keywords: {1}\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def file(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return file


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        load_rule_set(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in refused.value.problems]


def test_all_files_and_documents_of_a_folder_are_read(tmp_path: Path, write: Write) -> None:
    write("a.yml", RULE.format("one", "[a]") + "---\n" + RULE.format("two", "[{list: weapons}]"))
    write("b.yaml", RULE.format("three", "[{list: cities}]"))
    write(".draft.yml", "nonsense")
    write("notes.txt", "nonsense")
    write("lists/weapons.yml", "[missile*, rocket strike]\n")
    write("lists/more.yml", "cities: [Kyiv]\nrivers: [Dnipro]\n")
    rule_set, warnings = load_rule_set(tmp_path)
    assert [rule.id for rule in rule_set.rules] == ["one", "two", "three"]
    assert rule_set.lists == {"weapons": ("missile*", "rocket strike"), "cities": ("Kyiv",), "rivers": ("Dnipro",)}
    assert {warning.message.split("`")[2].split(";")[0] for warning in warnings} == {" has no tests"}


def test_every_problem_of_every_file_is_told(tmp_path: Path, write: Write) -> None:
    write("a.yml", RULE.format("one", "[]") + "---\n" + RULE.format("two", "[a]").replace("level", "levl"))
    write("b.yml", RULE.format("three", "[a]") + "---\n" + RULE.format("three", "[b]") + "a: [\n")
    write("lists/bad.yml", "- '*x'\n- 5\n")
    write("actors/mine.yml", "- {id: x, name: X, kind: persn}\n")
    assert problems_of(tmp_path) == [
        "a.yml:5:13: an empty list or map says nothing; remove the key or write what you want",
        "a.yml:7:1: the key `level` is missing",
        "a.yml:9:1: unknown key `levl`; did you mean `level`?",
        "actors/mine.yml:1:26: unknown word `persn`; did you mean `person`?",
        "b.yml:13:1: a list or a map is opened and never closed; write its `]` or `}`",
        "lists/bad.yml:1:3: `*x`: a word may not start with `*`; write its beginning",
        'lists/bad.yml:2:3: expected a word or a phrase; write it in quotes: "5"',
    ]


def test_a_double_id_is_told_beside_the_mistakes_of_both_rules(tmp_path: Path, write: Write) -> None:
    rule = RULE.format("one", "[a]")
    write("a.yml", rule.replace("level", "levl") + "---\n" + rule + "---\n" + rule.replace("high", "hihg"))
    assert problems_of(tmp_path) == [
        "a.yml:1:1: the key `level` is missing",
        "a.yml:3:1: unknown key `levl`; did you mean `level`?",
        f"a.yml:8:5: the id `one` is taken by {tmp_path}/a.yml:1",
        f"a.yml:14:5: the id `one` is taken by {tmp_path}/a.yml:1",
        "a.yml:15:8: unknown word `hihg`; did you mean `high`?",
    ]


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize("folder", [".", "lists", "actors", "places"])
@pytest.mark.parametrize(
    "make",
    [os.mkfifo, make_socket, Path.mkdir, lambda path: path.symlink_to("/dev/zero")],
    ids=["pipe", "socket", "folder", "device"],
)
def test_what_is_no_regular_file_is_told_and_holds_nothing_up(
    folder: str, make: Callable[[Path], None], tmp_path: Path, write: Write
) -> None:
    write("a.yml", RULE.format("one", "attack"))
    (tmp_path / folder).mkdir(exist_ok=True)
    make(tmp_path / folder / "q.yml")
    name = f"{folder}/q.yml".removeprefix("./")
    assert problems_of(tmp_path) == [f"{name}:1:1: the file cannot be read: not a regular file"]


def test_an_id_is_taken_once(tmp_path: Path, write: Write) -> None:
    write("a.yml", RULE.format("one", "[a]"))
    write("b.yml", "\n" + RULE.format("one", "[b]"))
    assert problems_of(tmp_path) == [f"b.yml:3:5: the id `one` is taken by {tmp_path}/a.yml:1"]


def test_a_missing_folder_and_a_missing_test_file_are_problems(tmp_path: Path, write: Write) -> None:
    assert problems_of(tmp_path / "none")[0].endswith("none:1:1: there is no such folder of rules")
    write("a.yml", RULE.format("one", "[a]") + "tests:\n  - {file: none.txt, expect: {match: true}}\n")
    assert problems_of(tmp_path / "a.yml")[0].endswith("a.yml:1:1: this is a file; name the folder it lies in")
    missing = f"a.yml:7:5: test 1 of `one`: no file none.txt beside the rule, in {tmp_path} or in seeds/"
    assert problems_of(tmp_path) == [missing]
    write("a.yml", (tmp_path / "a.yml").read_text().replace("level: high", "level: hihg"))
    assert [line.partition("; did")[0] for line in problems_of(tmp_path)] == ["a.yml:3:8: unknown word `hihg`", missing]


def test_a_source_is_unknown_where_none_is_configured_too(tmp_path: Path, write: Write) -> None:
    write("a.yml", RULE.format("one", "[a]") + "  sources: [reutres, unknown]\n")
    told = [problem.message for problem in load_rule_set(tmp_path, sources=[])[1] if "source" in problem.message]
    assert told == ["no configured source is called `reutres`"]


def test_a_folder_without_rules_is_a_warning(tmp_path: Path) -> None:
    told = f"{tmp_path}:1:1: warning: there are no rules, so nobody is ever told"
    assert [str(problem) for problem in load_rule_set(tmp_path)[1]] == [told]


def test_a_users_actor_replaces_the_shipped_one_of_its_id(tmp_path: Path, write: Write) -> None:
    write("actors/mine.yml", "- {id: ua-gur, name: My GUR, kind: force}\n- {id: mine, name: Mine, kind: group}\n")
    actors = {actor.id: actor for actor in load_gazetteer(tmp_path).actors}
    assert actors["ua-gur"].name == "My GUR"
    assert actors["mine"].kind == "group"
    assert "vladimir-putin" in actors


def test_a_users_place_is_known_to_rules(tmp_path: Path, write: Write) -> None:
    write("places/mine.yml", "- {name: Camp Nine, country: ML, lat: 16.2, lon: -0.1, aliases: [C9]}\n")
    write("a.yml", RULE.format("one", "[a]") + "  places: [{within: 50 km, of: c9}]\n")
    rule_set, warnings = load_rule_set(tmp_path)
    assert not any("unknown place" in warning.message for warning in warnings)
    assert rule_set.places["c9"][0].name == "Camp Nine"


def test_names_of_places_are_found_as_spelt_by_alias_and_without_accents() -> None:
    assert places_called("Kharkov")[0].name == "Kharkiv"
    assert places_called("kharkiv")[0].country == "UA"
    assert places_called("Sao Paulo")[0].country == "BR"
    assert places_called("Ukraine")[0].is_country
    assert places_called("Atlantis Nowhere") == ()


def test_a_rule_set_is_the_same_after_a_round_trip(tmp_path: Path, write: Write) -> None:
    write("lists/weapons.yml", "[missile*]\n")
    write("actors/mine.yml", "- {id: mine, name: Mine, kind: group, offices: [{name: Head, since: 2020-01-01}]}\n")
    write("a.yml", RULE.format("one", "[{list: weapons}]") + "  places: [Kharkov]\n  actors: [Mine]\n")
    rule_set, _ = load_rule_set(tmp_path)
    again = RuleSet.from_canonical(rule_set.to_canonical())
    assert again.id == rule_set.id
    assert again == rule_set
    assert again.rules[0].revision == rule_set.rules[0].revision
    assert again.rules[0].when == rule_set.rules[0].when


def test_the_id_is_of_the_meaning_and_not_of_the_files(tmp_path: Path, write: Write) -> None:
    write("a.yml", RULE.format("one", "[a]") + "---\n" + RULE.format("two", "[b]"))
    first, _ = load_rule_set(tmp_path)
    write("a.yml", "# moved\n" + RULE.format("two", "['b']"))
    write("z.yml", RULE.format("one", "[a]"))
    second, _ = load_rule_set(tmp_path)
    write("z.yml", RULE.format("one", "[c]"))
    third, _ = load_rule_set(tmp_path)
    assert first.id == second.id != third.id


def analyse(data: bytes, _: DropMeta) -> tuple[Analysed, ...]:
    article = make_article(data.decode())
    facts, reports = make_facts(make_event())
    return (Analysed(article=article, facts=facts, reports=reports),)


TESTS = """tests:
  - {text: "a strike", expect: {match: true, killed: 14, injured: {gte: 100}, unverified: true, places: [Belgorod]}}
  - {text: "a strike", expect: {match: false}}
  - {text: "a fire", expect: {match: true}}
  - {text: "a strike", expect: {killed: {gte: 15}, injured: {lt: 500}, missing: 1, verification: reported, kind: fire}}
  - {file: mine.txt, expect: {verdict: match}}
  - {file: belgorod.txt, expect: {match: true}}
"""


def test_the_tests_of_a_rule_say_which_expectation_failed(tmp_path: Path, write: Write) -> None:
    write("a.yml", RULE.format("one", "[strike]") + TESTS)
    write("mine.txt", "a strike")
    rule_set, _ = load_rule_set(tmp_path)
    results = run_rule_tests(rule_set, analyse)
    assert [result.failures for result in results] == [
        (),
        ("expected no match, the verdict is match",),
        ("expected a match, the verdict is no",),
        (
            "expected killed gte 15, found 14",
            "expected injured lt 500, found over 100",
            "expected missing eq 1, found no figure",
            "expected the status reported, it is unverified",
            "expected an event of kind fire, it is strike",
        ),
        (),
        (),
    ]
    assert [result.passed for result in results] == [True, False, False, False, True, True]
    assert results[2].traces[0][1].children[0].children[0].said == "the article has none of them"


PASSING = """tests:
  - {text: "a strike", expect: {match: true}}
  - {file: mine.txt, expect: {match: false}}
  - {text: "a calm day", expect: {match: true}}
"""


def test_a_test_that_passed_is_run_again_only_when_something_that_it_reads_changed(
    tmp_path: Path, write: Write
) -> None:
    write("a.yml", RULE.format("one", "[strike, {list: more}]") + PASSING)
    write("lists/more.yml", "[quake]")
    write("mine.txt", "a fire")
    run = partial(_run_tests, tmp_path)
    everything = ["a strike", "a fire", "a calm day"]
    assert run() == (everything, [True, True, False])
    assert run() == (["a calm day"], [True, True, False])  # what fails says each time why
    assert run(program="another release") == (everything, [True, True, False])
    write("mine.txt", "a flood")
    assert run(program="another release") == (["a flood", "a calm day"], [True, True, False])
    write("lists/more.yml", "[quake, flood]")
    assert run(program="another release") == (["a strike", "a flood", "a calm day"], [True, False, False])
    write("a.yml", RULE.format("one", "[calm]") + PASSING)
    assert run(program="another release") == (["a strike", "a flood", "a calm day"], [False, True, True])
    (tmp_path / "cache" / "passed.bin").write_bytes(b"cut off in the middle")
    assert run(program="another release") == (["a strike", "a flood", "a calm day"], [False, True, True])
    (tmp_path / "cache" / "passed.bin").unlink()
    (tmp_path / "cache").rmdir()
    (tmp_path / "cache").write_text("no folder")  # nothing can be kept: the tests run again
    assert run(program="another release")[1] == [False, True, True]


def _run_tests(folder: Path, program: str = "one") -> tuple[list[str], list[bool]]:
    """Return the articles that were analysed, and which tests passed."""
    seen: list[str] = []

    def noted(data: bytes, meta: DropMeta) -> tuple[Analysed, ...]:
        seen.append(data.decode())
        return analyse(data, meta)

    passed = PassedTests(folder / "cache" / "passed.bin", program)
    results = run_rule_tests(load_rule_set(folder)[0], noted, passed=passed)
    return seen, [result.passed for result in results]


def test_a_deleted_rule_stops_firing_at_once(tmp_path: Path, write: Write) -> None:
    path = write("a.yml", RULE.format("one", "[strike]"))
    (one,) = analyse(b"a strike", DropMeta(name="x", received_at=datetime(2024, 1, 1, tzinfo=UTC)))
    assert compile_rules(load_rule_set(tmp_path)[0]).match(one.article, one.facts, one.reports)
    path.unlink()
    assert not compile_rules(load_rule_set(tmp_path)[0]).match(one.article, one.facts, one.reports)


def test_the_shipped_rules_are_fine() -> None:
    rule_set, warnings = load_rule_set(shipped("rules"))
    assert warnings == ()
    assert {"mass-casualties", "actor-watch", "unverified-claims"} <= set(rule_set.by_id)
    assert all(rule.tests and rule.description for rule in rule_set.rules)


def test_actors_are_read_from_the_cache_and_never_from_a_stale_one(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("CACHE_DIRECTORY", raising=False)
    write("actors/mine.yml", "- {id: mine, name: One, kind: group}\n")
    first = load_gazetteer(tmp_path)
    (cached,) = (tmp_path / "cache" / "media-monitor").iterdir()
    assert load_gazetteer(tmp_path) == first
    write("actors/mine.yml", "- {id: mine, name: Two, kind: group}\n")
    assert {actor.id: actor for actor in load_gazetteer(tmp_path).actors}["mine"].name == "Two"
    write("actors/mine.yml", "- {id: mine, name: One, kind: group}\n")
    cached.write_text("broken")
    assert load_gazetteer(tmp_path) == first


def test_actors_are_read_where_no_cache_can_be_written(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CACHE_DIRECTORY", "/proc/none")
    write("actors/mine.yml", "- {id: mine, name: One, kind: group}\n")
    assert "mine" in {actor.id for actor in load_gazetteer(tmp_path).actors}


def test_a_bug_while_an_article_is_read_fails_that_test_and_no_other(tmp_path: Path) -> None:
    no = "expect: {match: false}"
    tests = f"tests: [{{text: bad, {no}}}, {{text: odd, {no}}}, {{text: a drone, expect: {{match: true}}}}]"
    rule = f"title: T\nid: t\nlevel: low\nwhen: {{keywords: drone}}\n{tests}\n"
    (tmp_path / "r.yml").write_text(rule, encoding="utf-8")

    def analyse(data: bytes, meta: DropMeta) -> tuple[Analysed, ...]:
        if data == b"bad":
            raise ZeroDivisionError("division by zero")
        if data == b"odd":
            raise ArticleError("not_text", "it is no text")
        article = make_article(data.decode())
        facts, reports = make_facts(make_event())
        return (Analysed(article=article, facts=facts, reports=reports),)

    bad, odd, good = run_rule_tests(load_rule_set(tmp_path)[0], analyse)
    assert good.passed
    assert (bad.ran, odd.ran, good.ran) == (False, False, True)
    assert odd.failures == ("its article cannot be read: not_text: it is no text",)
    assert re.fullmatch(
        r"not the rule's fault: a bug in this program, please report it: "
        r"ZeroDivisionError at test_load\.py:\d+: division by zero",
        bad.failures[0],
    )
    (first, second) = failed_tests(load_rule_set(tmp_path)[0], analyse)
    assert str(first).startswith(
        f"{tmp_path}/r.yml:5:9: test 1 of `t` (bad) could not run: not the rule's fault: a bug in"
    )
    assert str(second).startswith(f"{tmp_path}/r.yml:5:46: test 2 of `t` (odd) could not run: its article")


def test_no_worker_is_no_failed_test(tmp_path: Path) -> None:
    rule = "title: T\nid: t\nlevel: low\nwhen: {keywords: drone}\ntests: [{text: a, expect: {match: false}}]\n"
    (tmp_path / "r.yml").write_text(rule, encoding="utf-8")

    def analyse(data: bytes, meta: DropMeta) -> tuple[Analysed, ...]:
        raise StoreError(f"{meta.name} of {len(data)} bytes: not now")

    with pytest.raises(StoreError):
        run_rule_tests(load_rule_set(tmp_path)[0], analyse)
