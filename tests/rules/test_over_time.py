"""The keys of rules over time: what is read, and every mistake at its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from monitor.model import Facts, Report, Verification
from monitor.rules import over_time
from monitor.rules.judging import explain_rule
from monitor.rules.over_time import NEW_AFTER, SHAPES, OverTime
from monitor.rules.reader import Known
from monitor.vocabulary import OverTimeType, QueryKey, Status
from tests.rules.conftest import make_article, read_rule

Said = Callable[..., list[str]]
HEAD = "title: T\nid: r\nlevel: high\nwhen: {every: article}\n"


@pytest.fixture(autouse=True)
def _every_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(over_time, "BUILT", frozenset(OverTimeType))


def over(more: str) -> OverTime:
    found = read_rule("every: article", more).over_time
    assert found
    return found


def test_each_type_is_read_in_elastalerts_words() -> None:
    read = over("type: frequency\ntimeframe: 6h\nnum_events: 5\nquery_key: actor\n")
    assert (read.type, read.timeframe, read.number, read.by) == ("frequency", timedelta(hours=6), 5, QueryKey.ACTOR)
    read = over("type: spike\ntimeframe: {hours: 1, minutes: 30}\nspike_height: 3\nthreshold: 6\n")
    assert (read.timeframe, read.height, read.number, read.by) == (timedelta(minutes=90), 3.0, 6, None)
    assert read.learning == timedelta(hours=3)
    read = over("type: flatline\ntimeframe: 1d\nthreshold: 1\nquery_key: source\n")
    assert (read.number, read.by, read.learning) == (1, QueryKey.SOURCE, timedelta(days=1))
    read = over("type: new_term\nquery_key: place\n")
    assert (read.timeframe, read.by, read.learning) == (NEW_AFTER, QueryKey.PLACE, NEW_AFTER)
    read = over("type: cardinality\ntimeframe: 12h\nthreshold: 3\n")
    assert (read.number, read.by, read.of_story) == (3, QueryKey.STORY, True)


def test_a_rule_without_a_type_counts_nothing() -> None:
    assert read_rule("every: article").over_time is None


def test_counting_begins_anew_only_when_something_else_is_counted() -> None:
    one = over("type: frequency\ntimeframe: 6h\nnum_events: 5\n")
    assert over("type: frequency\ntimeframe: 9h\nnum_events: 7\nrealert: 1d\n").meaning == one.meaning
    assert over("type: frequency\ntimeframe: 6h\nnum_events: 5\nquery_key: place\n").meaning != one.meaning


SPIKE = "type: spike\nspike_height: 2\n"
MISTAKES = {
    "a misspelt unit": (
        "type: frequency\nnum_events: 3\ntimeframe: {minutest: 1}",
        ["r.yml:7:13: unknown key `minutest`; did you mean `minutes`?"]),
    "a timeframe that is none": (
        SPIKE + "timeframe: 6",
        ["r.yml:7:12: expected a duration like 90m, 6h or 5d, or a map like {minutes: 15}, not `6`"]),
    "a part of an hour": (
        SPIKE + "timeframe: {hours: 1.5}",
        ["r.yml:7:20: expected a whole number of hours, not `1.5`"]),
    "no time at all": (SPIKE + "timeframe: 0s", ["r.yml:7:12: a timeframe is longer than nothing and at most 366d"]),
    "a misspelt type": ("type: frequence", ["r.yml:5:7: unknown word `frequence`; did you mean `frequency`?"]),
    "a misspelt query_key": (
        "type: new_term\nquery_key: places",
        ["r.yml:6:12: unknown word `places`; did you mean `place`?"]),
    "frequency without its number": (
        "type: frequency\ntimeframe: 1h",
        ["r.yml:5:7: `frequency` needs `num_events:` too, like "
         "{type: frequency, timeframe: 6h, num_events: 5}"]),
    "new_term without what": (
        "type: new_term",
        ["r.yml:5:7: `new_term` needs `query_key:` too, like {type: new_term, query_key: actor, timeframe: 30d}"]),
    "a key of another type": (
        "type: frequency\ntimeframe: 1h\nnum_events: 3\nthreshold: 5",
        ["r.yml:8:1: `frequency` takes no `threshold`; it takes `timeframe`, `num_events`, `query_key`"]),
    "a key without a type": (
        "threshold: 5",
        ["r.yml:5:1: `threshold` belongs to a rule over time; write `type: spike` or `type: flatline` or "
         "`type: cardinality` beside it"]),
    "sources of a source": (
        "type: cardinality\ntimeframe: 1h\nthreshold: 3\nquery_key: source",
        ["r.yml:8:12: `cardinality` is not counted by `source`; write one of story, actor, place"]),
    "every story is new": (
        "type: new_term\nquery_key: story",
        ["r.yml:6:12: `new_term` is not counted by `story`; write one of actor, place, source"]),
    "an alert per article": (
        "type: frequency\ntimeframe: 1h\nnum_events: 3\ngroup_by: [article]",
        ["r.yml:8:1: a rule over time tells of a count, not of one article; remove `group_by`, or see `query_key`"]),
    "facts that are not read": (
        "type: frequency\ntimeframe: 1h\nnum_events: 3\nunread: alert",
        ["r.yml:8:1: an article whose facts are not read is not counted; remove `unread`"]),
    "no event at all": (
        "type: frequency\ntimeframe: 1h\nnum_events: 0",
        ["r.yml:7:13: must be at least 1, not `0`"]),
    "a spike that is none": (
        "type: spike\ntimeframe: 1h\nspike_height: 1",
        ["r.yml:7:15: must be more than 1.0, not `1`"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_at_its_place(wrong: Said, text: str, expected: list[str]) -> None:
    assert wrong(HEAD + text) == expected


def test_more_sources_than_there_are_is_a_warning(wrong: Said) -> None:
    text = HEAD + "type: cardinality\ntimeframe: 1h\nthreshold: 3"
    assert wrong(text, Known(sources=("reuters", "afp"))) == [
        "r.yml:7:12: warning: counts only sources of the configuration, and there are 2; it never fires"
    ]
    assert wrong(text, Known(sources=("reuters", "afp", "ap"))) == []


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_what_an_error_offers_can_be_written(shape: over_time.Shape) -> None:
    lines = shape.example.strip("{}").replace(", ", "\n")
    assert over(lines + "\n").by in {*shape.by, None}


def test_a_type_that_is_not_built_is_refused(wrong: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(over_time, "BUILT", frozenset({OverTimeType.FREQUENCY}))
    assert wrong(HEAD + "type: spike\ntimeframe: 1h\nspike_height: 2") == [
        "r.yml:5:7: `type: spike` is not in this version; known now: frequency"
    ]


def test_explain_says_that_a_match_is_only_counted() -> None:
    article = make_article("A drone fell into the river.")
    facts = Facts(verification=Verification(status=Status.REPORTED))
    reports = (Report(id="a:0", article_id=article.id, n=0, event=None),)
    rule = read_rule("keywords: [drone]", "type: frequency\ntimeframe: 6h\nnum_events: 5\n")
    trace = explain_rule(rule, article, facts, reports)
    assert trace.children[-1].said == "the article is counted; it is the count that is told"
    assert explain_rule(read_rule("keywords: [drone]"), article, facts, reports).children == trace.children[:-1]
