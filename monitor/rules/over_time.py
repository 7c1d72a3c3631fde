"""Rules over time: `type:` and its keys, in ElastAlert's words, and what is wrong with them.

`when:` says which reports count, the keys here what of their number is worth telling. A key that another
type takes is an error, so that nobody waits for an alarm that no number can cause.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.durations import read_duration
from monitor.located import unknown_key
from monitor.rules.reader import shown, values_of
from monitor.vocabulary import OverTimeType, QueryKey

if TYPE_CHECKING:
    from monitor.rules.reader import RuleReader

T, K = OverTimeType, QueryKey

KEYS = ("timeframe", "num_events", "spike_height", "threshold", "query_key")
"""What only rules over time have."""

UNITS = ("seconds", "minutes", "hours", "days", "weeks")

BUILT: frozenset[OverTimeType] = frozenset(OverTimeType)
"""The types that are counted; another one is refused, so that nobody waits for what cannot come."""

NEW_AFTER = timedelta(days=30)
"""How long a name must not have been seen to be new, unless `timeframe:` says otherwise: ElastAlert's window."""

LONGEST = timedelta(days=366)
"""The longest `timeframe`: what is counted is kept for twice as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What one type needs and takes, what it is counted by, and an example of a whole one."""

    needs: tuple[str, ...]
    takes: tuple[str, ...]
    by: tuple[QueryKey, ...]
    example: str


SHAPES: Mapping[OverTimeType, Shape] = {
    T.FREQUENCY: Shape(
        needs=("timeframe", "num_events"),
        takes=("query_key",),
        by=tuple(K),
        example="{type: frequency, timeframe: 6h, num_events: 5}",
    ),
    T.SPIKE: Shape(
        needs=("timeframe", "spike_height"),
        takes=("threshold", "query_key"),
        by=tuple(K),
        example="{type: spike, timeframe: 6h, spike_height: 3, threshold: 6}",
    ),
    T.FLATLINE: Shape(
        needs=("timeframe", "threshold"),
        takes=("query_key",),
        by=(K.SOURCE, K.ACTOR, K.PLACE),
        example="{type: flatline, timeframe: 6h, threshold: 1, query_key: source}",
    ),
    T.NEW_TERM: Shape(
        needs=("query_key",),
        takes=("timeframe",),
        by=(K.ACTOR, K.PLACE, K.SOURCE),
        example="{type: new_term, query_key: actor, timeframe: 30d}",
    ),
    T.CARDINALITY: Shape(
        needs=("timeframe", "threshold"),
        takes=("query_key",),
        by=(K.STORY, K.ACTOR, K.PLACE),
        example="{type: cardinality, timeframe: 12h, threshold: 3, query_key: story}",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """How the matches of a rule are counted.

    `number` is `num_events` or `threshold`; `height` is `spike_height`. `meaning` is the hash of what is
    counted: with another one, counting and learning begin anew.
    """

    type: OverTimeType
    timeframe: timedelta
    number: int = 1
    height: float = 1.0
    by: QueryKey | None = None
    meaning: str

    @property
    def learning(self) -> timedelta:
        """For how long a rule only learns what is usual: an alarm before that would say nothing."""
        return self.timeframe * _LEARNS[self.type]

    @property
    def kept(self) -> timedelta:
        """How far back of an article what is counted is asked for: a spike compares with the timeframe before."""
        return self.timeframe * (2 if self.type is OverTimeType.SPIKE else 1)

    @property
    def of_story(self) -> bool:
        """Whether what crosses is a story itself: it is told as a story is told."""
        return self.by is QueryKey.STORY


_LEARNS = {T.FREQUENCY: 0, T.SPIKE: 2, T.FLATLINE: 1, T.NEW_TERM: 1, T.CARDINALITY: 0}


def read_over_time(value: Mapping[object, object], reader: RuleReader) -> OverTime | None:
    """Return how a rule counts, `None` for one that does not; what is wrong is noted.

    Values of a wrong kind are told by `RuleDocument`; here it is told what does not go together.
    """
    timeframe = _timeframe(value["timeframe"], reader) if "timeframe" in value else None
    kind = value.get("type")
    if kind is None:
        _keys_without_a_type(value, reader)
        return None
    if not isinstance(kind, str) or kind not in values_of(OverTimeType):
        return None
    type_ = OverTimeType(kind)
    shape = SHAPES[type_]
    _keys_of_other_types(value, type_, reader)
    if type_ not in BUILT:
        reader.wrong(
            ("type",), f"`type: {kind}` is not in this version; known now: {', '.join(sorted(BUILT)) or 'none'}"
        )
    missing = [key for key in shape.needs if value.get(key) is None]
    for key in missing:
        reader.wrong(("type",), f"`{kind}` needs `{key}:` too, like {shape.example}")
    by = _counted_by(value.get("query_key"), type_, reader)
    number = _number(value.get("num_events") or value.get("threshold"))
    if type_ is T.CARDINALITY and reader.known.sources is not None and len(reader.known.sources) < number:
        told = f"counts only sources of the configuration, and there are {len(reader.known.sources)}; it never fires"
        reader.warn(("threshold",), told)
    if missing or ("timeframe" in value and timeframe is None):
        return None
    return OverTime(
        type=type_,
        timeframe=timeframe or NEW_AFTER,
        number=number,
        height=_height(value.get("spike_height")),
        by=by,
        meaning=_meaning(value, by),
    )


def _keys_without_a_type(value: Mapping[object, object], reader: RuleReader) -> None:
    for key in KEYS:
        if key in value:
            types = [type_ for type_, shape in SHAPES.items() if key in (*shape.needs, *shape.takes)]
            offered = " or ".join(f"`type: {type_}`" for type_ in types)
            reader.wrong((key,), f"`{key}` belongs to a rule over time; write {offered} beside it", at_key=True)


def _keys_of_other_types(value: Mapping[object, object], type_: OverTimeType, reader: RuleReader) -> None:
    shape = SHAPES[type_]
    for key in KEYS:
        if key in value and key not in (*shape.needs, *shape.takes):
            taken = ", ".join(f"`{one}`" for one in (*shape.needs, *shape.takes))
            reader.wrong((key,), f"`{type_}` takes no `{key}`; it takes {taken}", at_key=True)
    if "group_by" in value:
        told = "a rule over time tells of a count, not of one article; remove `group_by`, or see `query_key`"
        reader.wrong(("group_by",), told, at_key=True)
    if "unread" in value:
        told = "an article whose facts are not read is not counted; remove `unread`"
        reader.wrong(("unread",), told, at_key=True)


def _counted_by(written: object, type_: OverTimeType, reader: RuleReader) -> QueryKey | None:
    if written is None:
        return QueryKey.STORY if type_ is T.CARDINALITY else None
    if not isinstance(written, str) or written not in values_of(QueryKey):
        return None
    by = QueryKey(written)
    known = SHAPES[type_].by
    if by not in known:
        reader.wrong(("query_key",), f"`{type_}` is not counted by `{by}`; write one of {', '.join(known)}")
    return by


def _number(written: object) -> int:
    return written if isinstance(written, int) else 1


def _height(written: object) -> float:
    return float(written) if isinstance(written, int | float) else 1.0


def _meaning(value: Mapping[object, object], by: QueryKey | None) -> str:
    counted = {key: value.get(key) for key in ("type", "when", "exclude", "across", "certain")} | {"by": by}
    return hashlib.sha256(json.dumps(counted, sort_keys=True).encode()).hexdigest()[:16]


# --- a time frame ------------------------------------------------------------------------------


def _timeframe(value: object, reader: RuleReader) -> timedelta | None:
    """Read `90m`, or ElastAlert's `{hours: 1, minutes: 30}`."""
    found = _units(value, reader) if isinstance(value, dict) else _short(value, reader)
    if found is not None and not timedelta(0) < found <= LONGEST:
        reader.wrong(("timeframe",), f"a timeframe is longer than nothing and at most {LONGEST.days}d")
        return None
    return found


def _short(value: object, reader: RuleReader) -> timedelta | None:
    found = read_duration(value)
    if found is None:
        told = f"expected a duration like 90m, 6h or 5d, or a map like {{minutes: 15}}, not {shown(value)}"
        reader.wrong(("timeframe",), told)
    return found


def _units(value: Mapping[object, object], reader: RuleReader) -> timedelta | None:
    total, whole = timedelta(0), True
    for unit, count in value.items():
        if unit not in UNITS:
            reader.wrong(("timeframe", str(unit)), unknown_key(str(unit), UNITS), at_key=True)
            whole = False
        elif isinstance(count, bool) or not isinstance(count, int) or not 0 <= count < 10**6:
            reader.wrong(("timeframe", str(unit)), f"expected a whole number of {unit}, not {shown(count)}")
            whole = False
        else:
            total += timedelta(**{str(unit): count})
    return total if whole else None


def in_short(duration: timedelta) -> str:
    """Return a duration as rules write it."""
    seconds = int(duration.total_seconds())
    for unit, length in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds >= length and seconds % length == 0:
            return f"{seconds // length}{unit}"
    return f"{seconds}s"
