"""What a worker saw of an article is read by the desk as if the desk had looked itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from monitor.model import Analysed
from monitor.stories import Noted, Noting, StoryIndex
from monitor.stories.versions import Version, Versions
from tests.stories.conftest import AGENCY, DAILY, START, Tell
from tests.stories.pairs import TOLD_TWICE, TWINS

TEXTS = [text for row in (*TWINS[:6], *TOLD_TWICE[:6]) for text in row[2:]]
TEXTS.append("У Харкові загинуло 1,\n200 людей 5 січня о 10:30, повідомив мер. ﷺ ½ 北京市发生地震 造成三人死亡")


def written(analysed: Analysed) -> Analysed:
    return replace(analysed, features=Noting().write(analysed))


def recalled(analysed: Analysed, features: str) -> Noted | None:
    article = analysed.article
    return Noting().recall(article.id, article.source.id, article.revision_key, features)


@pytest.mark.parametrize("text", TEXTS)
def test_what_was_written_is_read_back_as_it_was_seen(tell: Tell, text: str) -> None:
    analysed = tell(text)
    assert recalled(analysed, Noting().write(analysed)) == Noting().note(analysed)


def test_articles_with_and_without_written_features_are_placed_alike(tell: Tell) -> None:
    articles = [tell(text, source=(AGENCY, DAILY)[n % 2], hours=n) for n, text in enumerate(TEXTS)]
    looked, read = StoryIndex(), StoryIndex()
    for one in articles:
        now = one.article.received_at
        assert read.place(written(one), now) == looked.place(one, now)


TERMS, COUNTS, NUMBERS, DAYS, COUNTED, PLACED, RUNS = 2, 3, 4, 5, 6, 7, 10


def put(features: str, at: int, value: object) -> str:
    """Put something else into the first report's row."""
    form, rows = json.loads(features)
    rows[0][at] = value
    return json.dumps([form, rows], ensure_ascii=False, separators=(",", ":"))


def terms_in(features: str) -> int:
    return len(json.loads(features)[1][0][TERMS].split("|"))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: "",
        lambda text: text.replace('["', '["0', 1),
        lambda text: text[: len(text) // 2],
        lambda text: text[: text.index(",") + 1] + "[[0,null]]]",
        lambda text: text[: text.index(",") + 1] + "7]",
        lambda text: put(text, TERMS, 7),
        lambda text: put(text, COUNTS, [0, 0, "01000000"]),
        lambda text: put(text, COUNTS, [1, 0, "01000000" * terms_in(text) + "ffffffff01000000"]),
        lambda text: put(text, COUNTS, [0, 0, "00000000" + "ff000000" * (terms_in(text) - 1)]),
        lambda text: put(text, TERMS, "|".join(["twice"] * terms_in(text))),
        lambda text: put(text, NUMBERS, [[1e999], [], [], []]),
        lambda text: put(text, NUMBERS, [["12"], [], [], []]),
        lambda text: put(text, COUNTED, {"people": [1234567]}),
        lambda text: put(text, DAYS, [[], ["Monday"], []]),
        lambda text: put(text, PLACED, ["a", "list"]),
        lambda text: put(text, PLACED, "too|few"),
        lambda text: put(text, RUNS, ["02" * 8 + "01" * 8, 0]),
    ],
    ids=[
        *("nothing", "another form", "cut off", "too few parts", "another shape"),
        *(
            "a number for terms",
            "too few counts",
            "a place of no term",
            "a term that stands nowhere",
            "one term twice",
            "a number without end",
            "a word for a number",
            "a count that is no number of the text",
            "a word for a weekday",
            "a list of words",
            "words without places",
            "runs out of order",
        ),
    ],
)
def test_what_this_program_did_not_write_is_not_read_and_the_article_is_looked_at(
    tell: Tell, spoil: Callable[[str], str]
) -> None:
    analysed = tell(TEXTS[0])
    spoiled = spoil(Noting().write(analysed))
    assert recalled(analysed, spoiled) is None
    assert Noting().note(replace(analysed, features=spoiled)) == Noting().note(analysed)


def test_features_of_other_reports_than_the_articles_are_not_believed(tell: Tell) -> None:
    analysed = tell(TEXTS[0])
    none = Noting().write(replace(analysed, reports=()))
    assert Noting().note(replace(analysed, features=none)) == Noting().note(analysed)


def test_versions_are_forgotten_with_the_last_of_their_stories() -> None:
    versions, key = Versions(), ("agency", "guid-1")
    versions.add(key, Version("a", {0: "first", 1: "second"}))
    versions.add(key, Version("b", {0: "first"}))
    versions.forget("first")
    assert [one.article_id for one in versions.of(key)] == ["a"]
    versions.move({"a:1": "third"})
    assert versions.of(key) == [Version("a", {0: "first", 1: "third"})]
    versions.forget("third")
    versions.forget("first")
    assert versions.of(key) == []


def test_an_index_that_was_idle_for_long_holds_no_version_any_more(tell: Tell) -> None:
    index = StoryIndex()
    keyed = tell(TEXTS[0])
    keyed = replace(keyed, article=replace(keyed.article, revision_key="guid-1"))
    index.place(keyed, START)
    (late,) = index.place(tell(TEXTS[2]), START.replace(month=3))
    assert late.relation == "new"
    assert index._live.versions_of(keyed.article.source.id, "guid-1") == []
