"""One rule document -> `Rule`: the keys around `when:`, checked by pydantic; `when:` by the conditions."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from monitor.durations import read_duration
from monitor.errors import Problem
from monitor.located import Document, Loc, unknown_word, validate
from monitor.rules.clauses import Clause
from monitor.rules.conditions import Block, parse_block
from monitor.rules.over_time import OverTime, read_over_time
from monitor.rules.reader import Known, RuleReader
from monitor.rules.trials import TrialDocument
from monitor.vocabulary import Change, Level, OverTimeType, QueryKey, RuleStatus


def _duration(value: object) -> timedelta:
    found = read_duration(value)
    if found is None:
        raise ValueError("a duration is a whole number with ms, s, m, h or d, like 30m, 6h or 5d")
    return found


def _rule_id(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", value):
        raise ValueError(f"`{value}` is no id; use letters, digits, `-`, `_` and `.`, like belgorod-strike")
    return value


def _one_as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_one_as_list)]


class RuleDocument(BaseModel):
    """A rule as a person writes it (docs/contracts.md 6.3)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1, description="What people read in mail: the rule in a few words.")
    id: Annotated[str, BeforeValidator(_rule_id)] = Field(description="Stable: state hangs on it.")
    level: Level = Field(description="How much it matters.")
    status: RuleStatus = Field(default=RuleStatus.STABLE, description="An experimental rule reaches digests only.")
    description: str = Field(default="", description="Why the rule exists, for whoever reads it later.")
    tags: Words = Field(default=(), min_length=1, description="Labels of your own, for routes and silences.")
    when: object = Field(description="What must hold: a map is AND, a list is OR.")
    exclude: object = Field(default=None, description="What must not hold; it wins over `when:`.")
    across: Literal["article"] | None = Field(default=None, description="Conditions may hold in different reports.")
    certain: bool = Field(default=False, description="A figure that is only possible does not match.")
    group_by: Annotated[tuple[Literal["story", "article"], ...], BeforeValidator(_one_as_list)] = Field(
        default=("story",), min_length=1, max_length=1, description="One alert per story, or per article."
    )
    realert: Annotated[timedelta, BeforeValidator(_duration)] | None = Field(
        default=None, description="After this long a new report of an unchanged story is told again; default never."
    )
    update_on: Annotated[tuple[Change, ...], BeforeValidator(_one_as_list)] = Field(
        default=tuple(Change), min_length=1, description="Which changes of a story are told."
    )
    toll_step: int = Field(default=1, ge=1, description="The smallest change of a toll that is told.")
    receivers: Words = Field(default=(), min_length=1, description="Who is told beside what the route says.")
    unread: Literal["alert"] | None = Field(default=None, description="Send as POSSIBLE where facts are not read.")
    template: str | None = Field(default=None, description="A template of your own.")
    tests: tuple[TrialDocument, ...] = Field(
        default=(), min_length=1, description="Articles and what the rule says of them."
    )
    type: OverTimeType | None = Field(default=None, description="Tell of the number of matches, not of each one.")
    timeframe: object = Field(default=None, description="In how long a time matches are counted: 6h or {hours: 6}.")
    num_events: int | None = Field(default=None, ge=1, description="frequency: so many matches.")
    spike_height: float | None = Field(
        default=None, gt=1, le=1000, description="spike: so many times the matches of the timeframe before."
    )
    threshold: int | None = Field(
        default=None,
        ge=1,
        description="flatline: fewer matches; cardinality: so many sources; spike: at least so many matches.",
    )
    query_key: QueryKey | None = Field(default=None, description="Count each story, actor, place or source for itself.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule as it is matched. `revision` is the hash of what it does, whatever its file looks like.

    `body` is the document as JSON, in the order that it was written in; `line` and `file` are where it was written.
    """

    id: str
    revision: str
    title: str
    level: Level
    status: RuleStatus
    description: str = ""
    tags: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    realert: timedelta | None = None
    update_on: frozenset[Change] = frozenset(Change)
    toll_step: int = 1
    group_by: Literal["story", "article"] = "story"
    unread: bool = False
    template: str | None = None
    tests: tuple[TrialDocument, ...] = ()
    over_time: OverTime | None = None
    when: Block = field(repr=False, compare=False)
    exclude: Clause | None = field(default=None, repr=False, compare=False)
    body: str = field(repr=False, compare=False)
    file: str = field(default="", compare=False)
    line: int = field(default=1, compare=False)
    test_places: tuple[tuple[int, int], ...] = field(default=(), compare=False, repr=False)  # line, column
    template_place: tuple[int, int] = field(default=(1, 1), compare=False, repr=False)  # the same

    @property
    def experimental(self) -> bool:
        """Whether the rule reaches digests only."""
        return self.status is RuleStatus.EXPERIMENTAL


def canonical(value: object) -> str:
    """Return one text for one meaning: keys sorted, no layout."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def revision_of(value: dict[str, object]) -> str:
    """Return the hash of what a rule does; its tests are no part of that."""
    meaning = {key: inner for key, inner in value.items() if key != "tests"}
    return hashlib.sha256(canonical(meaning).encode()).hexdigest()[:16]


def parse_rule(document: Document, known: Known) -> tuple[Rule | None, tuple[Problem, ...]]:
    """Read one document; every problem of it at once. The rule is `None` when one of them is an error."""
    written, problems = validate(RuleDocument, document)
    value = document.value if isinstance(document.value, dict) else {}
    reader = RuleReader(document, known, certain=value.get("certain") is True)
    when = _read_block(value, "when", reader)
    exclude = _read_block(value, "exclude", reader)
    over_time = read_over_time(value, reader)
    _check_receivers(value, reader)
    problems += tuple(reader.problems)
    if written is None or when is None or any(not problem.warning for problem in problems):
        return None, problems
    return replace(_rule(written, value, when, exclude, document), over_time=over_time), problems


def _read_block(value: dict[object, object], key: str, reader: RuleReader) -> Block | None:
    if key not in value:
        return None
    across = value.get("across") == "article"
    block = parse_block(value[key], (key,), reader)
    return Block(block.clause, block.of_report, block.across or across)


def _check_receivers(value: dict[object, object], reader: RuleReader) -> None:
    written = value.get("receivers", [])
    known = reader.known.receivers
    for n, name in enumerate(written if isinstance(written, list) else [written]):
        if known is not None and isinstance(name, str) and name not in known:
            reader.wrong(("receivers", n), unknown_word(name, tuple(known), "receiver"))


def _rule(
    written: RuleDocument, value: dict[str, object], when: Block, exclude: Block | None, document: Document
) -> Rule:
    kept = {f.name for f in fields(Rule)} & set(RuleDocument.model_fields) - {
        "when", "exclude", "update_on", "group_by", "unread",
    }  # fmt: skip
    return Rule(
        **{name: getattr(written, name) for name in kept},
        revision=revision_of(value),
        update_on=frozenset(written.update_on),
        group_by=written.group_by[0],
        unread=written.unread == "alert",
        when=when,
        exclude=exclude.clause if exclude else None,
        body=json.dumps(value, ensure_ascii=False),
        file=document.file,
        line=document.node.start_mark.line + 1,
        test_places=tuple(_place(document, ("tests", n)) for n in range(len(written.tests))),
        template_place=_place(document, ("template",)),
    )


def _place(document: Document, loc: Loc) -> tuple[int, int]:
    here = document.problem(loc, "")
    return here.line, here.column
