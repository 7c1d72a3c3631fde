"""YAML with places: what is read, and where every mistake is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from monitor.complaints import unknown_word
from monitor.located import MAX_BYTES, nearest, read_documents, validate

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def said(text: str | bytes) -> list[str]:
    data = text.encode() if isinstance(text, str) else text
    return [str(problem) for problem in read_documents(data, "f.yml")[1]]


@pytest.mark.parametrize(("text", "value"), [
    ("a: no", {"a": "no"}),
    ("a: NO", {"a": "NO"}),
    ("a: 12:30", {"a": "12:30"}),
    ("a: 0777", {"a": 777}),
    ("a: 0o17", {"a": 15}),
    ("a: 2024-01-01", {"a": "2024-01-01"}),
    ("a: [1, 2.5, true, null, ~, 'x']", {"a": [1, 2.5, True, None, None, "x"]}),
    ("a: &x [1]\nb: *x", {"a": [1], "b": [1]}),
    ("\ufeffa: b", {"a": "b"}),
    ("a: " + "9" * 60, {"a": "9" * 60}),
])  # fmt: skip
def test_values_are_those_of_yaml_1_2(text: str, value: object) -> None:
    documents, problems = read_documents(text.encode(), "f.yml")
    assert problems == ()
    assert [document.value for document in documents] == [value]


def test_a_file_may_hold_several_documents_and_empty_ones_do_not_count() -> None:
    documents, problems = read_documents(b"---\na: 1\n---\n---\nb: 2\n...\n", "f.yml")
    assert ([document.value for document in documents], problems) == ([{"a": 1}, {"b": 2}], ())


MISTAKES = {
    "a double key": ("a: 1\nb: 2\na: 3\n", ["f.yml:3:1: the key `a` stands here twice, first in line 1; keep one"]),
    "two double keys": (
        "a: {b: 1, b: 2}\na: 3\n",
        ["f.yml:1:11: the key `b` stands here twice, first in line 1; keep one",
         "f.yml:2:1: the key `a` stands here twice, first in line 1; keep one"]),
    "a list as key": ("[a]: 1", ["f.yml:1:1: a key must be a word"]),
    "an open bracket": ("a: [1,\nb: 2\n", ["f.yml:3:1: a list that starts with `[` is not closed; "
                                           "expected `,` or `]` before this"]),
    "a tab": ("a:\n\t- b\n", ["f.yml:2:1: a tab stands where blanks are needed; indent with blanks"]),
    "two colons": ("a: b: c\n", ["f.yml:1:5: a second `:` in one line; put a text that holds `: ` in quotes"]),
    "an unquoted star": ("a: *missile\n", ["f.yml:1:4: there is no anchor `&missile` above; "
                                           "put a text that starts with `*` in quotes"]),
    "an at sign": ("a: @x\n", ["f.yml:1:4: a text may not start with `@`; put it in quotes"]),
    "an alias in its own anchor": ("a: &x [*x]\n", ["f.yml:1:4: an alias stands inside its own anchor"]),
    "a NUL": ("a: é\x00\n", ["f.yml:1:5: the character U+0000 may not stand in YAML; remove it"]),
    "Latin-1": ("é: ok\na: é".encode() + b"\xe9\n", ["f.yml:2:5: byte 0xe9 is not UTF-8; save the file as UTF-8"]),
    "columns count code points": (
        "{𝄞é: 1, 𝄞é: 2}",
        ["f.yml:1:9: the key `𝄞é` stands here twice, first in line 1; keep one"]),
    "too deep": ("[" * 5000, ["f.yml:1:1: lists and maps are nested too deeply"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_at_its_place(text: str | bytes, expected: list[str]) -> None:
    assert said(text) == expected


def test_a_double_key_does_not_stop_the_reading_and_the_first_counts() -> None:
    documents, _ = read_documents(b"a: 1\na: 2\nb: 3\n", "f.yml")
    assert documents[0].value == {"a": 1, "b": 3}


def test_an_alias_bomb_is_refused() -> None:
    assert len(BOMB) < 400
    assert any("aliases repeat more than 100000 values" in line for line in said(BOMB))


def test_a_file_past_the_limit_is_refused_unread() -> None:
    assert said(b"#" * (MAX_BYTES + 1)) == ["f.yml:1:1: the file is larger than 64 MiB"]


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: int = 0
    names: tuple[str, ...] = ()


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    inner: Inner
    others: tuple[Inner, ...] = ()


@pytest.mark.parametrize(("text", "expected"), [
    ("inner: {number: ten}", ["f.yml:1:17: expected a whole number, not `ten`"]),
    ("inner: {nmber: 1}", ["f.yml:1:9: unknown key `nmber`; did you mean `number`?"]),
    ("inner: {}\nothers:\n- {number: 1}\n- {x: 1}", ["f.yml:4:4: unknown key `x`; known keys: number, names"]),
    ("inner: 5", ["f.yml:1:8: expected a map (`key: value`), not `5`"]),
    ("inner: {names: [a, 5]}", ['f.yml:1:20: expected text, not `5`; write it in quotes: "5"']),
    ("inner: {names: a}", ["f.yml:1:16: expected a list: write [a]"]),
    ("others: {number: 1}\ninner: {}", ["f.yml:1:9: expected a list, not a map; put `- ` before it, or [ ] around it"]),
    ("others: []", ["f.yml:1:1: the key `inner` is missing"]),
    ("- a", ["f.yml:1:1: this must be a map: lines of `key: value`"]),
])  # fmt: skip
def test_a_model_is_refused_in_words_that_help(text: str, expected: list[str]) -> None:
    documents, _ = read_documents(text.encode(), "f.yml")
    assert [str(problem) for problem in validate(Outer, documents[0])[1]] == expected


@pytest.mark.parametrize(("word", "near"), [
    ("recievers", "receivers"), ("Receivers", "receivers"), ("time-intervals", "time_intervals"), ("colour", None),
])  # fmt: skip
def test_what_was_probably_meant_is_found(word: str, near: str | None) -> None:
    assert nearest(word, ("receivers", "time_intervals", "route")) == near


def test_several_names_in_one_text_are_told_as_a_list() -> None:
    assert unknown_word("a, b", ("a", "b"), "receiver") == "`a, b` is not one receiver; write a list: [a, b]"
    assert unknown_word("a, x", ("a", "b"), "receiver") == "unknown receiver `a, x`; known: a, b"


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=80), st.text(alphabet="ab:-[]{}&*?|>'\"#%@!,\n \t~1", max_size=60).map(str.encode)))
def test_no_input_raises(data: bytes) -> None:
    documents, problems = read_documents(data, "f.yml")
    for document in documents:
        validate(Outer, document)
    lines = data.decode("utf-8-sig", "replace").count("\n") + 1
    assert all(1 <= problem.line <= lines + 1 and problem.column >= 1 for problem in problems)
