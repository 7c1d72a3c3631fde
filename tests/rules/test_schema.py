"""A rule as a person writes it: every mistake of it at its place, in words that help."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from monitor.model import ActorEntry
from monitor.rules.reader import Known
from monitor.vocabulary import ActorKind, Change
from tests.rules.conftest import BOOK, read_rule

Said = Callable[..., list[str]]

FIVE = """\
title: Five mistakes
id: five
levle: critical
when:
  keywords: [rocket strike, "*missile"]
  casualties: {killed: {gte: ten}}
  verification: [unverifed]
recievers: [duty]
level: critical
"""


def test_five_mistakes_are_five_located_messages(wrong: Said) -> None:
    """What must be shown, 4."""
    assert wrong(FIVE) == [
        "r.yml:3:1: unknown key `levle`; did you mean `level`?",
        "r.yml:5:29: `*missile`: a word may not start with `*`; write its beginning",
        "r.yml:6:30: expected a whole number, not `ten`",
        "r.yml:7:18: unknown status `unverifed`; did you mean `unverified`?",
        "r.yml:8:1: unknown key `recievers`; did you mean `receivers`?",
    ]


HEAD = "title: T\nid: r\nlevel: high\n"
MISTAKES = {
    "a number in quotes": (
        HEAD + 'when: {casualties: {killed: {gte: "10"}}}',
        ["r.yml:4:35: `10` stands in quotes; take them off"],
    ),
    "nothing asked": (HEAD, ["r.yml:1:1: the key `when` is missing"]),
    "an empty when": (
        HEAD + "when: {}",
        ["r.yml:4:7: an empty map says nothing; write a condition, or `every: article` to match everything"]),
    "conditions in conditions in conditions": (
        HEAD + "when: " + "{any: [{not: " * 150 + "{keywords: [a]}" + "}]}" * 150,
        ["r.yml:4:7: conditions are nested more than 60 maps and lists deep"]),
    "an empty list": (
        HEAD + "when:\n  keywords: []",
        ["r.yml:5:13: an empty list or map says nothing; remove the key or write what you want"]),
    "a foreign key": (
        HEAD + "alert_text_agrs: [a]\nwhen: {every: article}",
        ["r.yml:4:1: unknown key `alert_text_agrs`; known keys: title, id, level, status, description, tags, when, "
         "exclude, across, certain, group_by, realert, update_on, toll_step, receivers, unread, template, tests, type, "
         "timeframe, num_events, spike_height, threshold, query_key"]),
    "a misspelt condition": (
        HEAD + "when:\n  keyword: [a]",
        ["r.yml:5:3: unknown key `keyword`; did you mean `keywords`?"]),
    "a misspelt zone": (
        HEAD + "when:\n  keywords: {titel: [a]}",
        ["r.yml:5:14: unknown key `titel`; did you mean `title`?"]),
    "a key twice": (
        HEAD + "when:\n  keywords: a\n  keywords: b",
        ["r.yml:6:3: the key `keywords` stands here twice, first in line 5; keep one"]),
    "a number as a keyword": (
        HEAD + "when:\n  keywords: [112]",
        ['r.yml:5:14: expected a word or a phrase, not `112`; write it in quotes: "112"']),
    "a bare figure": (
        HEAD + "when:\n  casualties: {killed: 10}",
        ["r.yml:5:24: say how `killed` is compared: killed: {gte: 10}"]),
    "a misspelt comparison": (
        HEAD + "when:\n  casualties: {killed: {gt_e: 10}}",
        ["r.yml:5:25: unknown key `gt_e`; did you mean `gte`?"]),
    "a circle without a centre": (
        HEAD + "when:\n  places: [{within: 100 km}]",
        ["r.yml:5:21: a circle is written {within: 100 km, of: Belgorod}"]),
    "a day without a span": (
        HEAD + "when:\n  on: yesterday",
        ["r.yml:5:7: expected {within: 7d}, not `yesterday`"]),
    "an unknown list": (
        HEAD + "when:\n  keywords: [{list: weapns}]",
        ["r.yml:5:21: unknown list `weapns`; did you mean `weapons`?"]),
    "an unknown receiver": (
        HEAD + "receivers: [dutty]\nwhen: {every: article}",
        ["r.yml:4:13: unknown receiver `dutty`; did you mean `duty`?"]),
    "an unknown actor is a warning": (
        HEAD + "when:\n  actors: [ua-gru]",
        ["r.yml:5:12: warning: unknown actor `ua-gru`; did you mean `ua-gur`?"]),
    "an unknown place is a warning": (
        HEAD + "when:\n  places: [Belgrod]",
        ["r.yml:5:12: warning: unknown place `Belgrod`; no table of places has it"]),
    "an unknown source is a warning": (
        HEAD + "when:\n  sources: {not: [reuter]}",
        ["r.yml:5:19: warning: no configured source is called `reuter`"]),
    "a test without an article": (
        HEAD + "when: {every: article}\ntests:\n  - {expect: {match: true}}",
        ["r.yml:6:5: a test has either `file:` or `text:`"]),
    "a misspelt expectation": (
        HEAD + "when: {every: article}\ntests:\n  - {text: a, expect: {mach: true}}",
        ["r.yml:6:24: unknown key `mach`; did you mean `match`?"]),
    "a change that is none": (
        HEAD + "when: {every: article}\nupdate_on: [tolls]",
        ["r.yml:5:13: unknown word `tolls`; did you mean `toll`?"]),
    "a duration without unit": (
        HEAD + "when: {every: article}\nrealert: 6",
        ["r.yml:5:10: a duration is a whole number with ms, s, m, h or d, like 30m, 6h or 5d"]),
    "group_by of nothing": (
        HEAD + "when: {every: article}\ngroup_by: []",
        ["r.yml:5:11: an empty list or map says nothing; remove the key or write what you want"]),
}  # fmt: skip
KNOWN = Known(
    places=BOOK,
    lists={"weapons": ("missile*",)},
    receivers=("duty", "desk"),
    sources=("reuters",),
    actors=(ActorEntry(id="ua-gur", name="GUR", kind=ActorKind.ORGANISATION),),
)


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_at_its_place(wrong: Said, text: str, expected: list[str]) -> None:
    assert wrong(text, KNOWN) == expected


def test_the_norwegian_country_stays_a_text() -> None:
    assert read_rule("places: {country: NO}").when.clause.tests[0].country == "NO"  # type: ignore[attr-defined]


def test_defaults_are_the_safe_ones() -> None:
    rule = read_rule("every: article")
    assert (rule.realert, rule.update_on, rule.group_by, rule.unread) == (None, frozenset(Change), "story", False)
    assert not rule.experimental


def test_everything_a_rule_says_is_read() -> None:
    more = (
        "status: experimental\ntags: a\nreceivers: [duty]\nrealert: 6h\nupdate_on: [toll]\ntoll_step: 5\n"
        "group_by: [article]\nunread: alert\ntemplate: mine\n"
    )
    rule = read_rule("every: article", more)
    assert (rule.experimental, rule.tags, rule.receivers, rule.realert) == (True, ("a",), ("duty",), timedelta(hours=6))
    assert (rule.update_on, rule.toll_step, rule.group_by) == (frozenset({Change.TOLL}), 5, "article")
    assert (rule.unread, rule.template) == (True, "mine")


def test_the_revision_is_of_the_meaning_and_not_of_the_layout() -> None:
    one = read_rule("keywords: [a, b]", "tags: [x]")
    same = read_rule("{keywords: ['a', \"b\"]} # why", "tags:\n- x\ntests: [{text: a, expect: {match: true}}]")
    other = read_rule("keywords: [b, a]", "tags: [x]")
    assert one.revision == same.revision
    assert one.revision != other.revision
