"""`media-monitor schema`: what may stand in files and messages, for editors and programs."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any

import typer

from monitor import vocabulary
from monitor.cli.schema_examples import OF_CONFIGURATION, OF_PARTS
from monitor.matchers import LABELS
from monitor.rules.editor import rule_schema
from monitor.settings import Settings

app = typer.Typer(add_completion=False)

_EPILOG = """Examples:

media-monitor schema rule > rules/rule.schema.json

media-monitor schema vocabularies
"""


def _configuration() -> dict[str, Any]:
    schema: dict[str, Any] = _without_durations(Settings.model_json_schema(by_alias=True))
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "The configuration of media-monitor"
    for name, examples in {"": OF_CONFIGURATION, **OF_PARTS}.items():
        properties = (schema["$defs"][name] if name else schema)["properties"]
        for key, example in examples.items():
            properties[key]["examples"] = [example]
    return schema


def _without_durations(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Leave out the defaults that pydantic writes as ISO durations, which nobody may write here."""
    if isinstance(value, list):
        return [_without_durations(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    kept = {key: inner for key, inner in value.items() if key != "default" or '"P' not in json.dumps(inner)}
    return {key: _without_durations(inner) for key, inner in kept.items()}


def _webhook() -> dict[str, Any]:
    from monitor.delivery.webhook_body import WebhookBody  # noqa: PLC0415 - aiohttp is not wanted for a rule's schema

    return WebhookBody.model_json_schema()


def _vocabularies() -> dict[str, list[str]]:
    enums = {name: words for name, words in vars(vocabulary).items() if isinstance(words, type)}
    closed = {name: words for name, words in enums.items() if issubclass(words, StrEnum) and words is not StrEnum}
    return {name: [word.value for word in words] for name, words in closed.items()} | {"Labels": list(LABELS)}


PARTS = {"rule": rule_schema, "configuration": _configuration, "webhook": _webhook, "vocabularies": _vocabularies}


@app.command(epilog=_EPILOG)
def schema(
    *,
    part: str = typer.Argument(None, help=f"One of {', '.join(PARTS)}; default all, in one object."),
) -> None:
    """Print JSON Schema of rules, configuration and the webhook's default body, and every closed vocabulary."""
    if part is not None and part not in PARTS:
        raise typer.BadParameter(f"one of {', '.join(PARTS)}")
    whole = PARTS[part]() if part else {name: make() for name, make in PARTS.items()}
    print(json.dumps(whole, ensure_ascii=False, indent=2))
