"""Write docs/reference.md from the code: `make reference`."""

from __future__ import annotations

import ast
import json
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel

from monitor import vocabulary
from monitor.cli.commands import COMMANDS
from monitor.daemon.condition import Condition
from monitor.daemon.metrics import _Snapshot
from monitor.daemon.notify import Notifier
from monitor.daemon.pulse import Pulse
from monitor.inbox import Inbox
from monitor.matchers import LABELS
from monitor.rules.editor import SCHEMAS, rule_schema
from monitor.rules.schema import RuleDocument
from monitor.settings import Settings, Spool
from monitor.store import Store
from monitor.store.overview import overview

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference.md"
_PATTERNS = {"s|m|h|d)$": "duration", "GiB)$": "size", "/h$": "rate"}
_INTRO = """\
# Reference

<!-- Made from the code by `make reference`; do not edit. -->

Every key, command and word of this version. See also [install](install.md), [operate](operate.md),
[write a rule](write-a-rule.md), [templates](templates.md), [formats](formats.md) and [contracts](contracts.md).

A *duration* is a whole number with `ms s m h d`, like `30s`, `6h` or `5d`. A *size* is a whole number with
`B KiB MiB GiB`. A *rate* is a number an hour, like `30/h`. Paths are relative to the folder of `monitor.yaml`."""


def page() -> str:
    """Return the whole page."""
    parts = (configuration, unread_keys, rules, commands, vocabularies, reasons, metrics)
    return "\n".join([_INTRO, *(line for part in parts for line in ["", *part()]), ""])


def configuration() -> Iterator[str]:
    """Every map of monitor.yaml: its keys with type, default and meaning."""
    yield "## Configuration: monitor.yaml"
    for where, model in _maps(Settings, ""):
        yield from ["", f"### `{where}`" if where else "### The whole", ""]
        yield from [" ".join((model.__doc__ or "").split("\n\n")[0].split()), ""]
        yield from _keys(model, model.model_json_schema(by_alias=True))


def unread_keys() -> Iterator[str]:
    """The keys that the configuration may have and that no part of the program reads yet."""
    yield from ["### Accepted, but without effect in this version", ""]
    code = {path: ast.walk(ast.parse(path.read_text())) for path in (ROOT / "monitor").rglob("*.py")}
    using = [nodes for path, nodes in code.items() if "settings" not in path.name and path.parent.name != "cli"]
    read = {node.attr for nodes in using for node in nodes if isinstance(node, ast.Attribute)}
    unread: list[str] = []
    for where, model in _maps(Settings, ""):
        for name, field in model.model_fields.items():
            key = f"{where}.{field.alias or name}".strip(".")
            if name not in read and not key.startswith(tuple(f"{above}." for above in unread)):
                unread.append(key)
    yield from (f"- `{key}`" for key in unread)


def rules() -> Iterator[str]:
    """Every key of a rule and every condition."""
    yield from ["## Rules", "", "### Keys of a rule", ""]
    yield from _keys(RuleDocument, rule_schema())
    yield from ["", "### Conditions (`when:` and `exclude:`)", "", "| key | what it says |", "|---|---|"]
    yield from (f"| `{name}` | {description} |" for name, (description, _) in SCHEMAS.items())
    yield from ["", "Beside them `all any not every across`; see [write a rule](write-a-rule.md)."]


def _keys(model: type[BaseModel], schema: dict[str, Any]) -> Iterator[str]:
    known = schema.get("$defs", {})
    properties = (schema if "properties" in schema else known[model.__name__])["properties"]
    yield from ["| key | what stands there | default | what it says |", "|---|---|---|---|"]
    for name, field in model.model_fields.items():
        key = field.alias or name
        shape = properties[key]
        default = "**required**" if field.is_required() else _shown(field.get_default(call_default_factory=True), shape)
        yield f"| `{key}` | {_kind(shape, known)} | {default} | {shape.get('description', '')} |"


def _maps(model: type[BaseModel], where: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """Give a model and those in its fields, each under the keys that lead there."""
    yield where, model
    for name, field in model.model_fields.items():
        for inner in set(_models(field.annotation)) - {model}:  # a route holds routes
            yield from _maps(inner, f"{where}.{field.alias or name}".strip("."))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - a type as it is written
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


def _kind(shape: dict[str, Any], known: dict[str, Any]) -> str:
    """Say in words what a JSON Schema lets stand there."""
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        return "map" if name == "Block" else _kind(known[name], known)
    if "anyOf" in shape:
        kinds = [_kind(one, known) for one in shape["anyOf"] if one.get("type") != "null"]
        one_or_more = len(kinds) == 2 and kinds[1].startswith("list of ")
        return f"{kinds[0]}, or a list" if one_or_more else " or ".join(kinds)
    if "const" in shape or "enum" in shape:
        return " ".join(f"`{word}`" for word in shape.get("enum", [shape.get("const")]))
    if shape.get("type") == "array":
        return f"list of {_kind(shape['items'], known)}".replace(" map", " maps")
    if special := next((word for end, word in _PATTERNS.items() if shape.get("pattern", "").endswith(end)), None):
        return special
    words = {"object": "map", "integer": "number", "number": "number", "boolean": "`true` `false`"}
    return shape.get("format") or words.get(shape.get("type", ""), "text")


def _shown(default: Any, shape: dict[str, Any]) -> str:  # noqa: ANN401 - whatever a field defaults to
    match default:
        case None | () | "":
            return ""
        case BaseModel() | dict():
            return "as below" if default else ""
        case timedelta():
            units = {"d": 86400, "h": 3600, "m": 60, "s": 1}
            seconds = int(default.total_seconds())
            return next(f"`{seconds // length}{unit}`" for unit, length in units.items() if seconds % length == 0)
        case tuple():
            return " ".join(map("`{}`".format, default))
        case bool() | str():
            return f"`{json.dumps(default) if isinstance(default, bool) else default}`"
    unit = {"size": "MiB", "rate": "/h"}.get(_kind(shape, {}).split(" or ")[0], "")
    return f"`{default // 1024**2 if unit == 'MiB' else default}{unit}`"


def commands() -> Iterator[str]:
    """Every command with its arguments and options."""
    yield from ["## Commands: media-monitor (= python -m monitor)", ""]
    yield f"Exit codes: {(import_module('monitor.cli.main').__doc__ or '').split(chr(10) * 2)[1].split(' (')[0]}."
    for name, row in COMMANDS.items():
        command = typer.main.get_command(import_module(row.module).app)
        inner = getattr(command, "commands", None)
        rows = {f"{name} {word}": one for word, one in inner.items()} if inner else {name: command}
        for full, one in rows.items():
            text = (one.help or row.help).split("\n\n")
            yield from ["", f"### `{full}`", "", "\n\n".join(" ".join(part.split()) for part in text)]
            yield from _parameters(one)


def _parameters(command: Any) -> Iterator[str]:  # noqa: ANN401 - typer's own click is private
    yield from ["", "| argument or option | what it says |", "|---|---|"]
    for one in command.params:
        name = one.opts[0] if one.param_type_name == "option" else one.name.upper()
        yield f"| `{name}` | {one.help or ''} |"


def vocabularies() -> Iterator[str]:
    """Every closed list of words."""
    yield from ["## Vocabularies", "", "| | words |", "|---|---|"]
    for name, words in sorted(vars(vocabulary).items()):
        if isinstance(words, type) and issubclass(words, StrEnum) and words is not StrEnum:
            yield f"| {name} | {' '.join(f'`{word.value}`' for word in words)} |"
    yield f"| Labels of alerts | {' '.join(f'`{label}`' for label in LABELS)} |"


def reasons() -> Iterator[str]:
    """The reasons of quarantine: the table of docs/formats.md, which a test holds to the code."""
    yield from ["## Reasons of quarantine", "", "| reason | what it means, and what to do |", "|---|---|"]
    yield from re.findall(r"^\| `\w+` \|.*", (ROOT / "docs" / "formats.md").read_text(encoding="utf-8"), re.MULTILINE)


def metrics() -> Iterator[str]:
    """Every metric, as an empty desk gives it."""
    yield from ["## Metrics", "", "| metric | label | what it says |", "|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/monitor.db") as store:
        spool = Spool(path=Path(folder))
        pulse = Pulse(scan=spool.scan)
        condition = Condition(inbox=Inbox(spool), store=store, pulse=pulse, notifier=Notifier())
        for metric in _Snapshot(store.read(partial(overview, since=datetime.now(UTC))), condition).collect():
            labels = " ".join(f"`{label}`" for label in getattr(metric, "_labelnames", ()))
            yield f"| `{metric.name}` | {labels} | {metric.documentation} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
