"""A YAML list of silences, for a backtest: `{matchers, starts_at, ends_at, owner, reason}` (docs/contracts.md 6.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict
from ruamel.yaml.nodes import Node

from monitor.alerting.silences import Silence, wrong_silence
from monitor.errors import ConfigError, Problem
from monitor.located import Document, read_documents, read_file, validate
from monitor.matchers import wrong_matcher


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


Moment = Annotated[datetime, AfterValidator(_in_utc)]


class SilenceEntry(BaseModel):
    """One entry of the file; times without a zone are UTC."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    matchers: tuple[str, ...]
    starts_at: Moment
    ends_at: Moment
    owner: str
    reason: str
    break_through: bool = True

    def as_silence(self) -> Silence:
        """Return it as the desk knows silences."""
        return Silence(**self.model_dump())


def load_silences(path: Path) -> tuple[Silence, ...]:
    """Read a file of silences.

    Raises:
        ConfigError: with every problem, each at its line and column.
    """
    try:
        documents, problems = read_documents(read_file(path), str(path))
    except OSError as error:
        raise ConfigError((Problem(file=str(path), message=f"it cannot be read: {error.strerror}"),)) from error
    if problems or len(documents) != 1 or not isinstance(documents[0].value, list):
        wrong = Problem(file=str(path), line=1, column=1, message="write one YAML list of silences")
        raise ConfigError(problems or (wrong,))
    found = [_read_entry(entry) for entry in _entries(documents[0])]
    if wrong_ones := tuple(problem for _, problems in found for problem in problems):
        raise ConfigError(wrong_ones)
    return tuple(silence for silence, _ in found if silence)


def _entries(document: Document) -> Iterator[Document]:
    values: list[object] = document.value if isinstance(document.value, list) else []
    nodes: list[Node] = document.node.value
    for value, node in zip(values, nodes, strict=True):
        yield replace(document, value=value, node=node)


def _read_entry(entry: Document) -> tuple[Silence | None, tuple[Problem, ...]]:
    read, problems = validate(SilenceEntry, entry)
    if read is None:
        return None, problems
    silence = read.as_silence()
    wrong = [
        entry.problem(("matchers", n), said) for n, text in enumerate(silence.matchers) if (said := wrong_matcher(text))
    ]
    if said := wrong_silence(silence, silence.starts_at):
        wrong.append(entry.problem((), said))
    return silence, tuple(wrong)
