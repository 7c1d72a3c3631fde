"""The schema for editors: it takes what the program takes, and is the one that ships."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from monitor.cli.schema import PARTS
from monitor.located import read_documents
from monitor.rules.conditions import BLOCK_KEYS, CONDITIONS
from monitor.rules.editor import SCHEMAS, rule_schema
from monitor.rules.examples import OF_CONDITIONS
from monitor.shipped import shipped
from tests.rules.conftest import read_rule
from tests.rules.test_conditions import FAILS, HOLDS, KNOWN
from tests.rules.test_docs import EXAMPLES

TYPES = {
    "string": str,
    "integer": int,
    "object": dict,
    "array": list,
    "boolean": bool,
    "number": (int, float),
    "null": type(None),
}
SCHEMA = rule_schema()


def fits(value: Any, schema: dict[str, Any], whole: dict[str, Any] = SCHEMA) -> bool:  # noqa: ANN401 - JSON
    """The part of JSON Schema that the schemas use; one line a keyword."""
    if "$ref" in schema and not fits(value, whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole):
        return False
    if "anyOf" in schema and not any(fits(value, one, whole) for one in schema["anyOf"]):
        return False
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return False
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        return False
    if isinstance(value, str):
        return bool(re.search(schema.get("pattern", ""), value)) and len(value) >= schema.get("minLength", 0)
    if isinstance(value, list):
        few = len(value) < schema.get("minItems", 0)
        contained = "contains" not in schema or any(fits(one, schema["contains"], whole) for one in value)
        return not few and contained and all(fits(one, schema.get("items", {}), whole) for one in value)
    if isinstance(value, dict):
        keys = schema.get("properties", {})
        unknown = schema.get("additionalProperties") is False and set(value) - set(keys)
        missing = set(schema.get("required", ())) - set(value)
        return (
            not unknown and not missing and all(fits(inner, keys.get(key, {}), whole) for key, inner in value.items())
        )
    return True


def test_every_condition_has_its_schema() -> None:
    assert set(SCHEMAS) == set(CONDITIONS)
    assert set(SCHEMA["$defs"]["Block"]["properties"]) == set(BLOCK_KEYS)


@pytest.mark.parametrize("block", [block for *_, block in EXAMPLES], ids=[f"{name}-{n}" for name, n, _ in EXAMPLES])
def test_the_schema_takes_the_documented_rules(block: str) -> None:
    (document,) = read_documents(block.encode(), "x")[0]
    assert fits(document.value, SCHEMA)


@pytest.mark.parametrize("when", [*HOLDS, *FAILS])
def test_the_schema_takes_every_form_of_a_condition(when: str) -> None:
    assert fits(json.loads(read_rule(when, known=KNOWN).body), SCHEMA)


WRONG = [
    "keywords: []",
    "keyword: a",
    "casualties: {killed: 10}",
    "casualties: {killd: {gte: 1}}",
    "kind: stirke",
    "actors: {role: attackers}",
    "on: {within: 7 days}",
    "places: {within: 10}",
    "every: thing",
    "not: {keyword: a}",
]


@pytest.mark.parametrize("when", WRONG)
def test_the_schema_refuses_what_check_refuses(when: str) -> None:
    (document,) = read_documents(f"title: t\nid: r\nlevel: low\nwhen: {{{when}}}".encode(), "x")[0]
    assert not fits(document.value, SCHEMA)


def test_the_shipped_schema_is_the_one_of_this_program() -> None:
    path = shipped("rules") / "rule.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == SCHEMA, (
        "run: media-monitor schema rule > rules/rule.schema.json"
    )


def test_the_shipped_rules_name_the_schema_and_fit_it() -> None:
    paths = sorted(shipped("rules").glob("*.yml"))
    assert paths
    for path in paths:
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=rule.schema.json\n")
        assert all(fits(document.value, SCHEMA) for document in read_documents(path.read_bytes(), path.name)[0])


def keys_of(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give every key that people write: the part it stands in (empty at the top), its name, its schema."""
    for part, inside in {"": schema, **schema["$defs"]}.items():
        for key, inner in inside.get("properties", {}).items():
            yield part, key, inner


@pytest.mark.parametrize("schema", [SCHEMA, PARTS["configuration"]()], ids=["rule", "configuration"])
def test_every_key_is_described_and_what_is_shown_as_an_example_fits(schema: dict[str, Any]) -> None:
    shown = 0
    for part, key, inner in keys_of(schema):
        assert inner.get("description") or "$ref" in inner, f"{part}.{key}"
        for example in inner.get("examples", ()):
            shown += 1
            assert fits(example, inner, schema), f"{part}.{key}: {example}"
    assert shown > 40
    assert [key for part, key, inner in keys_of(schema) if not part and not inner.get("examples")] == []


@pytest.mark.parametrize("key", OF_CONDITIONS)
def test_an_example_of_a_condition_is_a_condition(key: str) -> None:
    assert SCHEMA["$defs"][f"Condition_{key}"]["examples"] == OF_CONDITIONS[key]
    for example in OF_CONDITIONS[key]:
        assert read_rule(json.dumps({key: example}), known=replace(KNOWN, lists={"weapons": ("rocket",)})).id
