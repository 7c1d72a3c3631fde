"""JSON Schema of a rule document, for editors: completion, hints and mistakes while somebody types.

The keys around `when:` come from `RuleDocument`, the conditions from the table below; a test holds the
table against `CONDITIONS` and the shipped and documented rules against the schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from monitor.rules.examples import OF_CONDITIONS, OF_EXPECTATIONS, OF_KEYS, OF_TRIALS
from monitor.rules.over_time import UNITS
from monitor.rules.reader import values_of
from monitor.rules.schema import RuleDocument
from monitor.vocabulary import ActorKind, EventKind, Flag, Harm, Role, Status

Schema = dict[str, Any]
_DURATION: Schema = {"type": "string", "pattern": r"^[0-9]+(ms|s|m|h|d)$"}
_TIMEFRAME: Schema = {
    "anyOf": [
        _DURATION,
        {
            "type": "object",
            "additionalProperties": False,
            "minProperties": 1,
            "properties": {unit: {"type": "integer", "minimum": 0, "description": f"so many {unit}"} for unit in UNITS},
        },
    ]
}
_TEXT: Schema = {"type": "string", "minLength": 1}
_ALL: Schema = {"description": "each of these holds"}
_ANY: Schema = {"description": "one of these holds"}


def _map(keys: Mapping[str, Schema], description: str = "", required: tuple[str, ...] = ()) -> Schema:
    found: Schema = {"type": "object", "additionalProperties": False, "minProperties": 1, "properties": dict(keys)}
    return (
        found
        | ({"description": description} if description else {})
        | ({"required": list(required)} if required else {})
    )


def _list(item: Schema) -> Schema:
    """One item, or a list of them."""
    return {"anyOf": [item, {"type": "array", "minItems": 1, "items": item}]}


def _words(words: type[StrEnum]) -> Schema:
    return _list({"enum": list(values_of(words))})


_LISTED = _map({"list": _TEXT}, "the words of a shared list", ("list",))
_TERM: Schema = {"anyOf": [_TEXT, _LISTED, {"type": "array", "minItems": 1, "items": _TEXT}]}
_TERMS = _list(_TERM)
_NUMBER: Schema = {"type": "integer", "minimum": 0}
_COUNTRY: Schema = {"type": "string", "pattern": "^[A-Z]{2}$"}
_COMPARISONS: dict[str, Schema] = {
    "gte": _NUMBER | {"description": "at least so many, of the lowest figure that is told"},
    "gt": _NUMBER | {"description": "more than so many, of the lowest figure that is told"},
    "lte": _NUMBER | {"description": "at most so many, of the highest figure that is told"},
    "lt": _NUMBER | {"description": "fewer than so many, of the highest figure that is told"},
    "eq": _NUMBER | {"description": "exactly so many, of the highest figure that is told"},
}
_CERTAIN: Schema = {"type": "boolean", "description": "a figure that is only possible does not match"}
_COMPARED = _map(_COMPARISONS | {"certain": _CERTAIN})
_ACTOR: Schema = {"anyOf": [_TEXT, _map({"id": _list(_TEXT), "kind": _words(ActorKind), "role": _words(Role)})]}
_CIRCLE = _map(
    {"within": {"type": "string", "pattern": "^[0-9]+([.][0-9]+)? ?km$"}, "of": _TEXT, "country": _COUNTRY},
    "a circle around a place",
    ("within", "of"),
)
_PLACE: Schema = {"anyOf": [_TEXT, _map({"name": _TEXT, "country": _COUNTRY}), _CIRCLE]}
_ZONED = _map({"title": _TERMS, "lead": _TERMS, "body": _TERMS}, "only in these zones")
_BLOCK: Schema = {"$ref": "#/$defs/Block"}
_HARMS: dict[str, Schema] = {harm.value: _list(_COMPARED) for harm in Harm}
_FIGURES = _map(
    _HARMS
    | {
        "disagreement": _COMPARED | {"description": "how far the highest and the lowest claim lie apart"},
        "certain": _CERTAIN,
    }
)

SCHEMAS: dict[str, tuple[str, Schema]] = {
    "keywords": ("words and phrases of the article", {"anyOf": [_ZONED, _list({"anyOf": [*_TERM["anyOf"], _ZONED]})]}),
    "query": (
        "a boolean query: AND OR NOT - ( ) NEAR/8 ONEAR/8 title: lead: body: source: lang: actor: place:",
        _list(_TEXT),
    ),
    "regex": ("patterns in RE2", _list(_TEXT)),
    "sources": ("ids of sources; * stands for any characters", _list(_TEXT)),
    "languages": ("two letters each", _list({"type": "string", "pattern": "^[a-z]{2,3}$"})),
    "places": ("where the event was", _list(_PLACE)),
    "actors": ("who takes part, by id or name", _list(_ACTOR)),
    "casualties": ("figures of the event: a map is AND, a list OR", _list(_FIGURES)),
    "verification": (
        "how sure the event is",
        _list(
            {
                "anyOf": [
                    {"enum": list(values_of(Status))},
                    _map({"at_least": {"enum": list(values_of(Status))[:-1]}, "flags": _words(Flag)}),
                ]
            }
        ),
    ),
    "flags": ("why the event is less than certain", _words(Flag)),
    "kind": ("what happened", _words(EventKind)),
    "on": ("at most how long before the article", _list(_map({"within": _DURATION}, required=("within",)))),
}
"""For each condition what an editor says of it, and what may stand there."""


def rule_schema() -> Schema:
    """Return the JSON Schema of one rule document."""
    schema = RuleDocument.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A rule of media-monitor"
    properties = schema["properties"]
    properties["when"] = {"description": properties["when"]["description"], **_list(_BLOCK)}
    properties["exclude"] = {"description": properties["exclude"]["description"], **_list(_BLOCK)}
    properties["realert"] = _DURATION | {"description": properties["realert"]["description"]}
    properties["timeframe"] = _TIMEFRAME | {"description": properties["timeframe"]["description"]}
    for key in ("tags", "receivers", "update_on", "group_by"):
        properties[key] = {"description": properties[key].get("description", ""), **_list(properties[key]["items"])}
    schema["$defs"] |= {f"Condition_{name}": _joinable(name) for name in SCHEMAS} | {"Block": _block()}
    expected = schema["$defs"]["Expectation"]["properties"]
    expected |= {harm.value: expected[harm.value] | {"anyOf": [_NUMBER, _figure()]} for harm in Harm}
    del schema["$defs"]["Figure"]  # takes a bare number too, which pydantic does not tell
    _add_examples(properties, OF_KEYS)
    _add_examples(schema["$defs"]["TrialDocument"]["properties"], OF_TRIALS)
    _add_examples(expected, OF_EXPECTATIONS)
    return schema


def _add_examples(properties: dict[str, Schema], examples: Mapping[str, list[Any]]) -> None:
    for key, some in examples.items():
        properties[key]["examples"] = some


def _joinable(name: str) -> Schema:
    """A condition's value, with `not`, `all` and `any` around it or in its list."""
    here = {"$ref": f"#/$defs/Condition_{name}"}
    many = {"type": "array", "minItems": 1, "items": here}
    description, shape = SCHEMAS[name]
    joins = _map({"not": here} | {"all": many | _ALL, "any": many | _ANY})
    shown = {"description": description, "examples": OF_CONDITIONS[name]}
    return shown | {"anyOf": [shape, joins, {"type": "array", "contains": joins, "items": here}]}


def _block() -> Schema:
    here = {"$ref": "#/$defs/Block"}
    many = {"type": "array", "minItems": 1, "items": here}
    keys: dict[str, Schema] = {name: {"$ref": f"#/$defs/Condition_{name}"} for name in SCHEMAS}
    keys |= {
        "not": {"description": "none of these hold", "anyOf": [here, many]},
        "all": many | _ALL,
        "any": many | _ANY,
        "every": {"const": "article", "description": "match every article"},
        "across": {"const": "article", "description": "conditions may hold in different events"},
    }
    return _map(keys, "a map is AND, a list is OR")


def _figure() -> Schema:
    return _map({test: _NUMBER | {"description": said} for test, said in _TESTED.items()})


_TESTED = {
    "gte": "the lowest figure is at least this",
    "lte": "the highest figure is at most this",
    "lt": "the highest figure is less than this",
    "eq": "the figure is exactly this",
}
