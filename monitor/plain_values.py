"""YAML nodes -> plain Python values, and what the parser says -> words for people."""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

from monitor.errors import Problem

TAG = "tag:yaml.org,2002:"

MAX_REPEATED = 100_000
"""How many values the aliases of one document may repeat: 272 bytes of them once became 782 MiB."""


def plain_value(node: Node, file: str) -> tuple[object, tuple[Problem, ...]]:
    """Return the value of a document (YAML 1.2); of a double key the first one counts, and it is a problem."""
    builder = _Builder(file)
    return builder.build(node), tuple(builder.problems)


class _Builder:
    """Builds plain values from nodes; collects double keys; counts what aliases repeat."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._seen: set[int] = set()
        self._open: set[int] = set()
        self._repeated = 0

    def build(self, node: Node) -> object:
        if isinstance(node, ScalarNode):
            return _scalar(node)
        if self._is_endless(node):
            return None
        self._open.add(id(node))
        value = self._map(node) if isinstance(node, MappingNode) else [self.build(child) for child in node.value]
        self._open.discard(id(node))
        self._seen.add(id(node))
        return value

    def _is_endless(self, node: Node) -> bool:
        if id(node) in self._open:
            self._complain(node, "an alias stands inside its own anchor")
            return True
        if id(node) in self._seen:
            self._repeated += 1 + len(node.value)
            if self._repeated > MAX_REPEATED:
                self._complain(node, f"aliases repeat more than {MAX_REPEATED} values; write fewer of them")
                return True
        return False

    def _map(self, node: MappingNode) -> dict[object, object]:
        values: dict[object, object] = {}
        lines: dict[object, int] = {}
        for key_node, value_node in node.value:
            key = self.build(key_node) if isinstance(key_node, ScalarNode) else None
            if key is None:
                self._complain(key_node, "a key must be a word")
            elif key in values:
                self._complain(key_node, f"the key `{key}` stands here twice, first in line {lines[key]}; keep one")
            else:
                lines[key] = key_node.start_mark.line + 1
                values[key] = self.build(value_node)
        return values

    def _complain(self, node: Node, message: str) -> None:
        if self._repeated <= MAX_REPEATED or not self.problems:
            line, column = node.start_mark.line + 1, node.start_mark.column + 1
            self.problems.append(Problem(file=self.file, line=line, column=column, message=message))


def _scalar(node: ScalarNode) -> object:
    text = str(node.value)
    match str(node.tag).removeprefix(TAG):
        case "null":
            return None
        case "bool":
            return text.lower() == "true"
        case "int":
            return _whole(text)
        case "float":
            return _number(text)
        case _:
            return text  # days too: `2024-01-01` is read by whoever wants a day


def _whole(text: str) -> object:
    digits = text.replace("_", "")
    if len(digits) > 40:
        return text
    return int(digits, 0) if re.match(r"[-+]?0[xo]", digits) else int(digits)


def _number(text: str) -> object:
    try:
        return float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan"))
    except ValueError:
        return text


# --- syntax ------------------------------------------------------------------------------------


_SYNTAX = {
    r"found character '\\t'": "a tab stands where blanks are needed; indent with blanks",
    r"mapping values are not allowed": "a second `:` in one line; put a text that holds `: ` in quotes",
    r"while parsing a flow node .*<stream end>": "a list or a map is opened and never closed; write its `]` or `}`",
    r"expected ',' or '\]'": "a list that starts with `[` is not closed; expected `,` or `]` before this",
    r"expected ',' or '\}'": "a map that starts with `{` is not closed; expected `,` or `}` before this",
    r"could not find expected ':'": "this line has no `:`; write `key: value` or `- value`",
    r"expected <block end>, but found '<scalar>'": (
        'text stands behind a closed quote; put all of it in quotes of the other kind, like \'"a" OR "b"\''
    ),
    r"expected <block end>": "this line is indented otherwise than the lines above; line it up with them",
    r"found undefined alias": "there is no anchor `&{0}` above; put a text that starts with `*` in quotes",
    r"found unexpected end of stream": "a quote is opened and never closed",
    r"found character '(.)' that cannot start any token": "a text may not start with `{0}`; put it in quotes",
}


def syntax_problem(error: YAMLError, file: str, text: str) -> Problem:
    """Say in words for people what the parser stumbled over, and where."""
    if not isinstance(error, MarkedYAMLError) or not (mark := error.problem_mark or error.context_mark):
        return Problem(file=file, message="this is not YAML: " + " ".join(str(error).split()))
    said = " ".join(part for part in (error.context, error.problem) if part)
    message = f"this is not YAML: {said}"
    for pattern, words in _SYNTAX.items():
        if found := re.search(pattern + r"(?: '([^']*)')?", said):
            named = [group for group in found.groups() if group]
            message = words.format(*named) if named else words.replace("{0}", "")
            break
    lines = text.split("\n")
    line = min(mark.line, len(lines) - 1)
    return Problem(file=file, line=line + 1, column=min(mark.column, len(lines[line])) + 1, message=message)
