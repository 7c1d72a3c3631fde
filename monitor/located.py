"""YAML with places: every value knows its line and column, and every problem is found at once.

`read_documents` gives plain Python values (YAML 1.2) beside the nodes that they came from; `validate`
turns a document into a pydantic model or into `Problem`s in words that say what to write instead.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from monitor.complaints import choice, nearest, say, unknown_key, unknown_word, words_of
from monitor.errors import Problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = [
    "Document",
    "Finding",
    "Loc",
    "known_keys",
    "nearest",
    "read_documents",
    "read_file",
    "unknown_key",
    "unknown_word",
    "validate",
]

MAX_BYTES = 64 * 1024**2
"""The largest file that is read."""
MAX_REPEATED = 100_000
"""How many values the aliases of one document may repeat: 272 bytes of them once became 782 MiB."""

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]

_TAG = "tag:yaml.org,2002:"
_NOT_PRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document: its value as plain Python and the node that knows the places."""

    file: str
    value: object
    node: Node

    def problem(self, loc: Loc, message: str, *, at_key: bool = False, warning: bool = False) -> Problem:
        """Say what is wrong at `loc` (keys and indices from the top); what cannot be found is skipped."""
        line, column = _find(self.node, loc, at_key=at_key)
        return Problem(file=self.file, line=line, column=column, message=message, warning=warning)

    def problem_in_text(self, loc: Loc, message: str, offset: int, excerpt: str = "") -> Problem:
        """Say what is wrong at a character of a text; a text over several lines is told at its beginning."""
        node = _node_at(self.node, loc)
        whole = self.problem(loc, message)
        if not isinstance(node, ScalarNode) or node.style in ("|", ">") or node.start_mark.line != node.end_mark.line:
            return replace(whole, excerpt=excerpt)
        quote = 1 if node.style in ("'", '"') else 0
        return replace(whole, column=whole.column + quote + offset, excerpt=excerpt)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at `loc` of the configuration."""

    loc: Loc
    message: str
    warning: bool = False


# --- files -----------------------------------------------------------------------------------


def read_file(path: Path) -> bytes:
    """Read a file that a person wrote, at most one byte more than `MAX_BYTES`.

    Never waits: a pipe that lies among the files would hold up the daemon for as long as nobody writes into it.

    Raises:
        OSError: it cannot be read, or it is no regular file.
    """
    _demand_regular(path.stat().st_mode)  # a device may act on being opened
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    with os.fdopen(descriptor, "rb") as stream:
        _demand_regular(os.fstat(descriptor).st_mode)
        return stream.read(MAX_BYTES + 1)


def _demand_regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "not a regular file")


# --- reading ---------------------------------------------------------------------------------


def read_documents(data: bytes, file: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read every document of a file. `file` is the name that problems show.

    A double key is a problem and its first value counts; a syntax error ends the file. An empty
    document is left out.
    """
    text, problems = _decode(data, file)
    if problems:
        return (), problems
    documents: list[Document] = []
    found: list[Problem] = []
    yaml = YAML(typ="safe", pure=True)
    try:
        for node in yaml.compose_all(text):
            if node is None or (isinstance(node, ScalarNode) and node.tag == _TAG + "null"):
                continue
            builder = _Builder(file)
            documents.append(Document(file, builder.build(node), node))
            found += builder.problems
    except RecursionError:
        found.append(Problem(file=file, message="lists and maps are nested too deeply"))
    except YAMLError as error:
        found.append(_syntax_problem(error, file, text))
    return tuple(documents), tuple(found)


def _decode(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    if len(data) > MAX_BYTES:
        return "", (Problem(file=file, message=f"the file is larger than {MAX_BYTES // 1024**2} MiB"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        wrong = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return "", (Problem(file=file, line=line, column=column, message=wrong),)
    if odd := _NOT_PRINTABLE.search(text):
        line, column = _place(text[: odd.start()])
        wrong = f"the character U+{ord(odd[0]):04X} may not stand in YAML; remove it"
        return "", (Problem(file=file, line=line, column=column, message=wrong),)
    return text, ()


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


_SYNTAX = {
    r"found character '\\t'": "a tab stands where blanks are needed; indent with blanks",
    r"mapping values are not allowed": "a second `:` in one line; put a text that holds `: ` in quotes",
    r"while parsing a flow node .*<stream end>": "a list or a map is opened and never closed; write its `]` or `}`",
    r"expected ',' or '\]'": "a list that starts with `[` is not closed; expected `,` or `]` before this",
    r"expected ',' or '\}'": "a map that starts with `{` is not closed; expected `,` or `}` before this",
    r"could not find expected ':'": "this line has no `:`; write `key: value` or `- value`",
    r"expected <block end>": "this line is indented otherwise than the lines above; line it up with them",
    r"found undefined alias": "there is no anchor `&{0}` above; put a text that starts with `*` in quotes",
    r"found unexpected end of stream": "a quote is opened and never closed",
    r"found character '(.)' that cannot start any token": "a text may not start with `{0}`; put it in quotes",
}


def _syntax_problem(error: YAMLError, file: str, text: str) -> Problem:
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
    match str(node.tag).removeprefix(_TAG):
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


# --- places ----------------------------------------------------------------------------------


def _find(node: Node, loc: Loc, *, at_key: bool) -> tuple[int, int]:
    """Walk `loc` as far as the nodes go; names that pydantic adds for unions are stepped over."""
    mark = node.start_mark
    steps = list(loc)
    for position, step in enumerate(steps):
        key, child = _child(node, step)
        if child is None:
            continue
        node = child
        last = position == len(steps) - 1
        mark = key.start_mark if key is not None and last and at_key else child.start_mark
    return mark.line + 1, mark.column + 1


def _node_at(node: Node, loc: Loc) -> Node:
    for step in loc:
        node = _child(node, step)[1] or node
    return node


def _child(node: Node, step: int | str) -> tuple[Node | None, Node | None]:
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    return None, None


# --- validation ------------------------------------------------------------------------------


def validate(
    model: type[Model], document: Document, context: Mapping[str, Any] | None = None
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Make a model of a document, or say everything that is wrong with it."""
    if not isinstance(document.value, dict):
        return None, (document.problem((), "this must be a map: lines of `key: value`"),)
    try:
        return model.model_validate(document.value, context=dict(context or {})), ()
    except ValidationError as error:
        return None, tuple(_problems_of(model, document, error.errors(include_url=False)))


def _problems_of(model: type[BaseModel], document: Document, details: list[ErrorDetails]) -> Iterator[Problem]:
    """One problem a place: a value that none of several shapes takes is told once, with all their words."""
    by_place: dict[tuple[int, int, str], list[ErrorDetails]] = {}
    for detail in details:
        if detail["type"] == "too_short" and detail["input"]:
            continue  # what it held was wrong, and has been told
        place = _find(document.node, detail["loc"], at_key=detail["type"] == "extra_forbidden")
        missing = str(detail["loc"][-1]) if detail["type"] == "missing" else ""
        by_place.setdefault((*place, missing), []).append(detail)
    for same in by_place.values():
        choices = [detail for detail in same if detail["type"] in ("enum", "literal_error")]
        if len(choices) > 1:
            words = [word for detail in choices for word in words_of(detail)]
            yield document.problem(same[0]["loc"], choice(choices[0], words))
        else:
            yield _problem_of(model, document, same[0])


def _problem_of(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    loc = detail["loc"]
    if detail["type"] == "extra_forbidden":
        return document.problem(loc, unknown_key(str(loc[-1]), known_keys(model, loc[:-1])), at_key=True)
    if detail["type"] == "missing":
        return document.problem(loc[:-1], f"the key `{loc[-1]}` is missing")
    return document.problem(loc, say(detail))


def known_keys(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """Return the keys that may stand in the map at `loc` of a document of this model."""
    models = [model]
    for step in loc:
        fields = [field for m in models for name, field in m.model_fields.items() if step in (field.alias, name)]
        if fields:
            models = [found for field in fields for found in _models_in(field.annotation, field.metadata)]
    return tuple(dict.fromkeys(field.alias or name for m in models for name, field in m.model_fields.items()))


def _models_in(annotation: object, metadata: Iterable[object] = ()) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in (*get_args(annotation), *metadata):
        yield from _models_in(inner)
