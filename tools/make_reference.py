"""Write docs/reference-rules.md and docs/reference-configuration.md from the code: python -m tools.make_reference."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from monitor import vocabulary
from monitor.matchers import LABELS
from monitor.rules.editor import SCHEMAS, rule_schema
from monitor.rules.schema import RuleDocument
from monitor.settings import Settings

DOCS = Path(__file__).resolve().parent.parent / "docs"
_MADE = "<!-- Made from the code by `python -m tools.make_reference`; do not edit. -->"


def rules_page() -> str:
    """Every key of a rule, every condition, every closed vocabulary."""
    properties = rule_schema()["properties"]
    lines = [
        "# Reference: rules",
        "",
        _MADE,
        "",
        "## Keys of a rule",
        "",
        "| key | default | what it says |",
        "|---|---|---|",
    ]
    for name, field in RuleDocument.model_fields.items():
        default = "required" if field.is_required() else _shown(field.default)
        lines.append(f"| `{name}` | {default} | {properties[name].get('description', '')} |")
    lines += ["", "## Conditions (`when:` and `exclude:`)", "", "| key | what it says |", "|---|---|"]
    lines += [f"| `{name}` | {_cell(description)} |" for name, (description, _) in SCHEMAS.items()]
    lines += ["", "Beside them `all any not every across`.", "", "## Vocabularies", "", "| | words |", "|---|---|"]
    lines += [f"| {name} | {' '.join(f'`{word}`' for word in words)} |" for name, words in _vocabularies()]
    return "\n".join([*lines, ""])


def configuration_page() -> str:
    """Every map of monitor.yaml with its keys and defaults."""
    lines = ["# Reference: configuration", "", _MADE, ""]
    for where, model in _maps(Settings, ""):
        lines += [
            f"## {f'`{where}`' if where else 'monitor.yaml'}",
            "",
            (model.__doc__ or "").split("\n\n")[0].replace("\n", " "),
            "",
        ]
        lines += ["| key | default |", "|---|---|"]
        for name, field in model.model_fields.items():
            default = "required" if field.is_required() else _shown(field.get_default(call_default_factory=True))
            lines.append(f"| `{field.alias or name}` | {default} |")
        lines.append("")
    return "\n".join(lines)


def _maps(model: type[BaseModel], where: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """Give a model and those in its fields, each once, under the keys that lead there."""
    yield where, model
    for name, field in model.model_fields.items():
        key = field.alias or name
        inner = next((one for one in _models(field.annotation)), None)
        if inner and inner is not model:
            yield from _maps(inner, f"{where}.{key}".strip("."))


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - a type as it is written
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


def _vocabularies() -> Iterator[tuple[str, list[str]]]:
    for name, words in sorted(vars(vocabulary).items()):
        if isinstance(words, type) and issubclass(words, StrEnum) and words is not StrEnum:
            yield name, [word.value for word in words]
    yield "Labels of alerts", list(LABELS)


def _shown(default: Any) -> str:  # noqa: ANN401 - whatever a field defaults to
    if default in (None, (), {}, "", PydanticUndefined):
        return "none"
    if isinstance(default, BaseModel):
        return "as below"
    if hasattr(default, "total_seconds"):
        return f"`{_span(int(default.total_seconds()))}`"
    if isinstance(default, int) and default >= 1024**2:
        return f"`{default // 1024**2}MiB`"
    if isinstance(default, tuple):
        return f"`[{', '.join(map(str, default))}]`"
    return f"`{json.dumps(default) if isinstance(default, bool | int) else default}`"


def _span(seconds: int) -> str:
    for unit, length in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds and seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


PAGES = {"reference-rules.md": rules_page, "reference-configuration.md": configuration_page}

if __name__ == "__main__":
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
