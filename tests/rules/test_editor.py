"""The schema for editors: it takes what the program takes, and is the one that ships."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from monitor.located import read_documents
from monitor.rules.conditions import BLOCK_KEYS, CONDITIONS
from monitor.rules.editor import SCHEMAS, rule_schema
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


def fits(value: Any, schema: dict[str, Any]) -> bool:  # noqa: ANN401 - JSON; one line a keyword
    """The part of JSON Schema that the schema uses."""
    if "$ref" in schema and not fits(value, SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[1]]):
        return False
    if "anyOf" in schema and not any(fits(value, one) for one in schema["anyOf"]):
        return False
    if "type" in schema and not isinstance(value, TYPES[schema["type"]]):
        return False
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        return False
    if isinstance(value, str):
        return bool(re.search(schema.get("pattern", ""), value)) and len(value) >= schema.get("minLength", 0)
    if isinstance(value, list):
        few = len(value) < schema.get("minItems", 0)
        contained = "contains" not in schema or any(fits(one, schema["contains"]) for one in value)
        return not few and contained and all(fits(one, schema.get("items", {})) for one in value)
    if isinstance(value, dict):
        keys = schema.get("properties", {})
        unknown = schema.get("additionalProperties") is False and set(value) - set(keys)
        missing = set(schema.get("required", ())) - set(value)
        return not unknown and not missing and all(fits(inner, keys.get(key, {})) for key, inner in value.items())
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
