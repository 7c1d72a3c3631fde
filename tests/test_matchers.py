"""Matchers as Alertmanager has them, over labels that may have several values."""

from __future__ import annotations

import pytest

from monitor.matchers import LabelMatcher, parse_matcher

READ = [
    ('level="critical"', LabelMatcher("level", "=", "critical")),
    ("level=critical", LabelMatcher("level", "=", "critical")),
    (' place != "Kyiv, Oblast" ', LabelMatcher("place", "!=", "Kyiv, Oblast")),
    (r'rule=~"a\\.b|\"c\""', LabelMatcher("rule", "=~", r'a\.b|"c"')),
    ("tag!~x.*", LabelMatcher("tag", "!~", "x.*")),
    ('actor=""', LabelMatcher("actor", "=", "")),
]


@pytest.mark.parametrize(("text", "matcher"), READ)
def test_a_matcher_is_read(text: str, matcher: LabelMatcher) -> None:
    assert parse_matcher(text) == matcher


@pytest.mark.parametrize(("text", "said"), [
    ("level", "is not a matcher"),
    ('level=="x"', "is not a matcher"),
    ('level="x', "is not a matcher"),
    ('=~"x"', "is not a matcher"),
    ('level=~"("', "is not a pattern that RE2 can read"),
    (r'level=~"(?=a)"', "is not a pattern that RE2 can read"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match="`") as refused:
        parse_matcher(text)
    assert said in str(refused.value)


@pytest.mark.parametrize(("text", "values", "held"), [
    ("place=Kyiv", ("Kyiv", "Odesa"), True),
    ("place=Kyiv", ("Odesa",), False),
    ("place!=Kyiv", ("Kyiv", "Odesa"), False),
    ("place!=Kyiv", ("Odesa",), True),
    ("place!=Kyiv", (), True),
    ('place=""', (), True),
    ("place=~Ky.*", ("Odesa", "Kyiv"), True),
    ("place=~Ky", ("Kyiv",), False),
    ("place!~Ky.*", ("Odesa", "Kyiv"), False),
    ("place=~a|b", ("b",), True),
])  # fmt: skip
def test_of_several_values_any_counts_and_for_a_negation_none_may(
    text: str, values: tuple[str, ...], held: bool
) -> None:
    assert parse_matcher(text).holds(values) is held


def test_a_pattern_takes_linear_time() -> None:
    assert not parse_matcher('rule=~"(a+)+$"').holds(("a" * 5000 + "!",))
