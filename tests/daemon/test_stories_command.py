"""`media-monitor stories` and `explain` beside a running daemon: the history of an event, merge and split."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk

BRIDGE = (
    "Two drones hit the railway bridge at Voronezh on Sunday and killed nine passengers of a night train, police said."
)
UPDATE = (
    "Sunday's drone attack on the railway bridge at Voronezh killed eleven passengers of the night train, police said, "
    "and the mayor spoke of a black day."
)
FIRE = "Three firemen were killed in a fire at a paint warehouse in Lima on Sunday, the mayor said."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One running desk that holds two stories, the first told twice; nobody changes them."""
    yield from running(tmp_path_factory.mktemp("stories"))


@pytest.fixture
def own_desk(tmp_path: Path) -> Iterator[Desk]:
    """Another one, to be changed."""
    yield from running(tmp_path)


def running(folder: Path) -> Iterator[Desk]:
    desk = Desk(folder / "desk")
    desk.configure(sources="[{id: reuters, inbox: reuters/, kind: agency}, {id: tass, inbox: tass/, kind: agency}]")
    desk.start()
    try:
        for n, (name, text) in enumerate((("reuters/a.txt", BRIDGE), ("tass/b.txt", UPDATE), ("c.txt", FIRE)), 1):
            desk.drop(name, text + "\n")
            desk.wait_until(lambda n=n: len(desk.mails()) == n, f"mailed {n}")  # type: ignore[misc]
        yield desk
    finally:
        desk.close()


def listed(desk: Desk, *filters: str) -> list[dict[str, Any]]:
    told = desk.command("stories", "list", "--json", *filters)
    assert told.returncode == 0, told.stdout + told.stderr
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_stories_are_listed_the_last_told_first_and_filtered(desk: Desk) -> None:
    assert [row["number"] for row in listed(desk)] == [2, 1]
    assert [row["number"] for row in listed(desk, "--place", "voronezh")] == [1]
    assert [row["number"] for row in listed(desk, "--kind", "fire", "--since", "1h")] == [2]
    assert [row["number"] for row in listed(desk, "--text", "RAILWAY")] == [1]
    assert desk.command("stories", "list", "--possible").stdout == "no story is marked as maybe another's\n"
    assert desk.command("stories", "list", "--since", "soon").returncode == 64
    assert desk.command("stories", "list", "--place", "Oslo").stdout == "there is no such story\n"


def test_a_story_shows_its_reports_every_figure_and_who_was_told(desk: Desk) -> None:
    shown = desk.command("stories", "show", "1").stdout
    assert "Killed: 11" in shown
    assert "reuters  9, police" in shown
    assert "changed killed 9 -> 11" in shown
    assert "desk: first" in shown
    assert "desk: update" in shown
    (whole,) = [json.loads(desk.command("stories", "show", "#1", "--json").stdout)]
    assert [(one["value"]["min"], one["outlet"], one["by"]) for one in whole["claims"] if one["harm"] == "killed"] == [
        (9, "reuters", "police"),
        (11, "tass", "police"),
    ]
    assert [member["relation"] for member in whole["members"]] == ["new", "update"]
    assert whole["members"][1]["why"]


def test_explain_says_why_a_report_joined_and_names_its_nearest_rival(desk: Desk) -> None:
    article = desk.folder / "again.txt"
    article.write_text(UPDATE + "\n")
    told = desk.command("explain", str(article)).stdout
    assert "came into #1" in told
    assert "likeness" in told
    article.write_text(UPDATE.replace("passengers of", "people on") + " Trains to Rostov stand still.\n")
    lines = [json.loads(line) for line in desk.command("explain", str(article), "--json").stdout.splitlines()]
    (why,) = [line for line in lines if "story" in line]
    assert (why["number"], why["decided"]) == (1, False)


def test_an_unknown_story_is_refused_with_what_may_be_meant(desk: Desk) -> None:
    told = desk.command("stories", "show", "12")
    assert (told.returncode, told.stdout) == (1, "no story is called '12'; did you mean 2 or 1?\n")
    assert "see `media-monitor stories list`" in desk.command("stories", "show", "zzzz").stdout
    refused = desk.command("stories", "split", "1", "7")
    assert refused.returncode == 1
    assert "has no report '7'" in refused.stdout
    assert desk.command("stories", "merge", "1", "2x").returncode == 1


def test_stories_are_merged_and_split_again_by_the_running_daemon(own_desk: Desk) -> None:
    merged = own_desk.command("stories", "merge", "1", "2", "--why", "a mistake")
    assert (merged.returncode, merged.stdout) == (0, "#2 is part of #1 now: 3 reports\n")
    assert "#2 was merged into #1" in own_desk.command("stories", "show", "2").stdout
    shown = own_desk.command("stories", "show", "1").stdout
    assert "a mistake" in shown
    assert shown.count("put here by a person") == 1
    parted = own_desk.command("stories", "split", "1", "3")
    assert (parted.returncode, parted.stdout) == (0, "1 of 3 reports of #1 are story #3 now\n")
    assert sorted(row["number"] for row in listed(own_desk)) == [1, 3]
    assert "put here by a person" not in own_desk.command("stories", "show", "1").stdout
    assert own_desk.command("audit").returncode == 0
