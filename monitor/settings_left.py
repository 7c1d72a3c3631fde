"""The checks of a configuration that is refused already: of all that is right in it, so that one run tells everything.

What is wrong is taken out of the document, together with whatever cannot be without it; the rest is
checked as ever. What is found right there, where something was taken out, is a consequence and not told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from monitor.errors import Problem
from monitor.located import Document, Loc, nearest
from monitor.settings import Settings
from monitor.settings_checks import check_settings

_STAND_INS: dict[str, object] = {
    "spool": {"path": "."},
    "store": "sqlite:///none.db",
    "rules": ".",
    "receivers": ({"name": "-", "email": {"to": ["-@-"]}},),
    "route": {"receiver": "-"},
    "smtp": {"host": "localhost", "from": "-@-"},
}
"""What stands for a part that is wrong as a whole. Problems of these have no place in the file and are not told."""

_KEYS = list(Settings.model_fields)
_ROUNDS = 50

Place = tuple[int, int]


@dataclass
class _Left:
    """A document that gets smaller; `gaps` are the places of the maps and lists that something was taken from."""

    value: Any
    node: Node
    gaps: set[Place] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)  # keys of the top of which one, or an entry, is not there any more

    @property
    def root(self) -> Place:
        """Where the document begins."""
        return _place(self.node)

    def take_out(self, loc: Loc) -> bool:
        """Take out what stands at `loc`, as far as that leads; return whether that was anything."""
        path = list(_path(self.value, loc))
        if not path:
            return False
        holder, node = self.value, _opened(self.node)
        self.node = node
        for step in path[:-1]:
            holder, node = holder[step], _open_child(node, step)
        self.gaps.add(_place(node))
        _remove(holder, node, path[-1])
        if len(path) <= 2:
            self.lost.add(str(path[0]))
        return True


def check_what_is_left(document: Document, context: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Run every check on what is right in a refused document; only errors are told."""
    if not isinstance(document.value, dict):
        return ()
    left = _Left(deepcopy(document.value), document.node)
    settings = _read_what_is_right(left, context)
    if settings is None:
        return ()
    found = check_settings(settings, replace(document, node=left.node))
    return tuple(one for one in found if not one.warning and not _is_a_consequence(one, left))


def _read_what_is_right(left: _Left, context: Mapping[str, Any]) -> Settings | None:
    for _ in range(_ROUNDS):
        try:
            return Settings.model_validate({**_stand_ins(left), **left.value}, context=dict(context))
        except ValidationError as error:
            details = error.errors(include_url=False)
            unknown = [
                str(one["loc"][0]) for one in details if one["type"] == "extra_forbidden" and len(one["loc"]) == 1
            ]
            left.lost |= {nearest(key, _KEYS) or key for key in unknown}
            places = {one["loc"][:-1] if one["type"] == "missing" else one["loc"] for one in details}
            # the last entries of a list first, so that the others keep their numbers
            taken = [left.take_out(loc) for loc in sorted(places, key=_as_keys, reverse=True)]
            if not any(taken):
                return None
    return None


def _as_keys(loc: Loc) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in loc)


def _stand_ins(left: _Left) -> dict[str, object]:
    """Return the stand-ins for what must be there, and for a mail server when the way for mail was lost."""
    mail_is_lost = left.lost & {"smtp", "maildir"} and "maildir" not in left.value
    return {key: value for key, value in _STAND_INS.items() if key != "smtp" or mail_is_lost}


def _is_a_consequence(problem: Problem, left: _Left) -> bool:
    if (problem.line, problem.column) in left.gaps | {left.root}:
        return True
    names = {"receivers": "unknown receiver ", "time_intervals": "unknown time interval "}
    return any(problem.message.startswith(start) for what, start in names.items() if what in left.lost)


# --- values and nodes ----------------------------------------------------------------------------


def _path(value: Any, loc: Loc) -> Iterator[int | str]:  # noqa: ANN401 - whatever the file holds
    """Follow `loc`; the names that pydantic adds for unions are stepped over, as for the place of a problem."""
    for step in loc:
        in_map = isinstance(value, dict) and step in value
        in_list = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if in_map or in_list:
            yield step
            value = value[step]


def _opened(node: Node) -> Node:
    """Return a copy of one map or list that may be changed: an alias shares its node with its anchor."""
    made: Node = type(node)(node.tag, list(node.value), node.start_mark, node.end_mark)
    return made


def _open_child(node: Node, step: int | str) -> Node:
    if isinstance(node, SequenceNode) and isinstance(step, int):
        node.value[step] = inner = _opened(node.value[step])
        return inner
    n = next(n for n, (key, _) in enumerate(node.value) if key.value == str(step))
    key, value = node.value[n]
    node.value[n] = (key, inner := _opened(value))
    return inner


def _place(node: Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _remove(holder: Any, node: Node, step: int | str) -> None:  # noqa: ANN401 - a map or a list of the file
    del holder[step]
    if isinstance(node, SequenceNode) and isinstance(step, int):
        del node.value[step]
    elif isinstance(node, MappingNode):
        node.value = [pair for pair in node.value if pair[0].value != str(step)]
