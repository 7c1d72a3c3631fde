"""Templates: read once, tried at once, looked up per rule, per receiver, then shipped.

Every file is compiled and rendered against a full and a minimal letter before it is accepted, so a
mistake refuses the load with its line instead of losing an alert at three in the morning. What a
template may do is bounded (a sandbox, strict names, a cap on what it writes), and escaping follows the
part of the message that is written, never the file's name.
"""

from __future__ import annotations

import json
import stat
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError

from monitor.delivery.samples import FAMILIES, sample_variables
from monitor.delivery.sandbox import Environment
from monitor.errors import ConfigError, Problem
from monitor.settings import Receiver
from monitor.shipped import shipped

PARTS = ("txt", "html", "json")
_LARGEST_FILE = 1024**2
_MOST_FILES = 1000


@dataclass(frozen=True, slots=True)
class _Source:
    text: str
    path: Path


@dataclass(frozen=True, slots=True)
class Templates:
    """All accepted templates. `own` are the shipped ones with the folder's put over them."""

    own: Mapping[str, Environment]
    shipped: Mapping[str, Environment]

    @classmethod
    def load(
        cls, folder: Path | None = None, *, receivers: Iterable[Receiver] = (), max_size: int = 5 * 1024**2
    ) -> Templates:
        """Read the shipped templates and those of `folder` over them, and try every one that this may change.

        `receivers` tell which other names serve a digest or a summary, and must name templates that
        exist; `max_size` is the largest article, which a template may print whole.

        Raises:
            ConfigError: with every problem of every file.
        """
        problems: list[Problem] = []
        base = _read_folder(shipped("templates"), problems)
        over = _read_folder(folder, problems) if folder else {}
        largest = 8 * max_size  # escaping makes `"` five characters; the layout needs room too
        made = cls(own=_environments(base | over, largest), shipped=_environments(base, largest))
        told = tuple(receivers)
        problems += _unknown_names(made, told, folder or shipped("templates"), [*base, *over])
        families = _families(told)
        for name, source in sorted((base | over).items()):
            if over or name.partition(".")[0] in families:  # as shipped they are tried by this program's tests
                problems += made.try_out(name, source.path, families)
        if problems:
            raise ConfigError(tuple(problems))
        return made

    def find(self, part: str, names: Iterable[str]) -> Template | None:
        """Return the first of `names` that exists for this part of a message."""
        for name in names:
            try:
                return self.own[part].get_template(name)
            except TemplateNotFound:
                continue
        return None

    def fallback(self, part: str, name: str) -> Template:
        """Return the shipped template, whatever the folder put over it."""
        return self.shipped[part].get_template(name)

    def missing(self, name: str) -> bool:
        """Say whether a rule or receiver names a template that no part has."""
        return not any(self.find(part, candidates(name, part)) for part in PARTS)

    def try_out(self, name: str, path: Path, families: Mapping[str, str]) -> list[Problem]:
        """Compile one file and render it with its family's full and minimal letter."""
        part = _part_of(name)
        if part is None:
            known = ", ".join(f".{part}.j2" for part in PARTS)
            return [Problem(file=str(path), message=f"a template's name ends with one of {known}")]
        try:
            template = self.own[part].get_template(name)
            if not Path(name).name.startswith("_"):
                for variables in sample_variables(_family(name, families)):
                    checked(part, template.render(variables))
        except Exception as error:  # noqa: BLE001 - a template may raise anything, and each is a located problem
            return [_located(error, path)]
        return []


def candidates(name: str, part: str) -> tuple[str, ...]:
    """Return the file names that `template: name` means for one part: `name.html.j2`, or `name` itself."""
    suffix = f".{part}.j2"
    return (name,) if name.endswith(suffix) else (name + suffix,)


def checked(part: str, text: str) -> str:
    """Return what a template wrote.

    Raises:
        ValueError: when the part is JSON and this is none.
    """
    if part == "json":
        json.loads(text)
    return text


def _environments(sources: Mapping[str, _Source], largest: int) -> dict[str, Environment]:
    return {part: Environment(part, _reader(sources), largest) for part in PARTS}


def _reader(sources: Mapping[str, _Source]) -> Callable[[str], tuple[str, str, None] | None]:
    def read(name: str) -> tuple[str, str, None] | None:
        source = sources.get(name)
        return (source.text, str(source.path), None) if source else None

    return read


def _read_folder(folder: Path, problems: list[Problem]) -> dict[str, _Source]:
    sources: dict[str, _Source] = {}
    for path in sorted(folder.rglob("*.j2"))[:_MOST_FILES]:
        try:
            sources[path.relative_to(folder).as_posix()] = _Source(_read_text(path), path)
        except (OSError, ValueError) as error:
            problems.append(Problem(file=str(path), message=f"cannot be read: {error}"))
    return sources


def _read_text(path: Path) -> str:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise ValueError("it is not a regular file")  # a pipe would be waited for
    if found.st_size > _LARGEST_FILE:
        raise ValueError(f"a template is at most {_LARGEST_FILE:,} bytes")
    return path.read_text(encoding="utf-8")


def _part_of(name: str) -> str | None:
    return next((part for part in PARTS if name.endswith(f".{part}.j2")), None)


def _unknown_names(
    made: Templates, receivers: tuple[Receiver, ...], folder: Path, files: Iterable[str]
) -> Iterator[Problem]:
    stems = sorted({name.partition(".")[0] for name in files if not name.startswith("_")})
    for receiver in receivers:
        for key, value in receiver.templates.items():
            said = f"the receiver `{receiver.name}` names"
            if key.partition(".")[0] not in FAMILIES:
                yield Problem(file=str(folder), message=f"{said} a template for `{key}`; known: {', '.join(FAMILIES)}")
            elif made.missing(value):
                near = get_close_matches(value.partition(".")[0], stems, n=1)
                hint = f"; did you mean `{near[0]}`" if near else f"; there are: {', '.join(stems)}"
                yield Problem(file=str(folder), message=f"{said} the template `{value}`, which does not exist{hint}")


def _families(receivers: Iterable[Receiver]) -> dict[str, str]:
    """Return which family each name serves that a receiver gives for one: `{"short": "digest"}`."""
    return {
        value.partition(".")[0]: key.partition(".")[0]
        for receiver in receivers
        for key, value in receiver.templates.items()
    }


def _family(name: str, families: Mapping[str, str]) -> str:
    """Say which letters a template must be able to show: a webhook's all, one of another name alerts."""
    if _part_of(name) == "json":
        return "webhook"
    stem = name.partition(".")[0]
    family = families.get(stem, stem)
    return family if family in FAMILIES else "alert"


def _located(error: Exception, path: Path) -> Problem:
    """Name the line of the template: jinja rewrites tracebacks to show it."""
    if isinstance(error, TemplateSyntaxError):
        return Problem(file=error.filename or str(path), line=error.lineno, message=error.message or "not a template")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    file, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (str(path), 1)
    said = str(error) or type(error).__name__
    return Problem(file=file, line=line, message=f"fails on a sample letter: {said}")
