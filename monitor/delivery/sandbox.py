"""What a template may do: which names it knows, what it escapes, and how much it may write and work."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import fields, is_dataclass
from functools import cache, wraps
from itertools import islice
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateError, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from monitor.delivery import wording

MOST_STEPS = 1_000_000
"""Turns of loops of one message, a call for ten of them: a tenth of a second to one; ours take a few hundred."""

STEPS_OF_A_CALL = 10
"""A call of a macro takes as long as that many turns: a million of calls took five seconds."""

Read = Callable[[str], tuple[str, str, None] | None]

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+!|~-])")


class OutputTooLargeError(TemplateError):
    """A template wrote more than any message may hold."""


class _CountingTemplate(Template):
    """A template whose every rendering begins with no step taken."""

    environment: Environment

    def render(self, *args: Any, **names: Any) -> str:  # noqa: ANN401 - jinja's own signature
        self.environment.taken.steps = 0
        return super().render(*args, **names)


class _CountingCode(CodeGenerator):
    """Counts the turns of every loop, and holds what `~` makes: neither writes anything that a cap could see."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - jinja's own name
        for loop in list(node.find_all(nodes.For)):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        super().visit_Template(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - same
        self.write("environment.held(")
        super().visit_Concat(node, frame)
        self.write(")")


class Environment(ImmutableSandboxedEnvironment):
    """One part's rules: what is escaped and how, how much may be written and worked."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))
    template_class = _CountingTemplate
    code_generator_class = _CountingCode

    def __init__(self, part: str, read: Read, largest: int) -> None:
        super().__init__(
            autoescape=part == "html",
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            finalize=_as_json if part == "json" else None,
            loader=FunctionLoader(read),
        )
        self.largest = largest
        self.taken = threading.local()  # messages are rendered in several threads
        self.concat = _capped_join(largest)  # type: ignore[method-assign]  # jinja's own hook, typed as a constant
        self.filters |= {"number": wording.number, "day": wording.day, "place": wording.place}
        self.filters |= {name: self._padding(self.filters[name]) for name in ("center", "indent", "batch", "slice")}
        self.filters |= {name: self._holding(self.filters[name]) for name in ("join", "replace")}
        self.filters["format"] = pass_context(lambda context, text, *args: self.call_binop(context, "%", text, args))
        self.filters["counted"] = self.counted
        if part == "json":
            # `tojson` would mark its text as safe; here every value is written as JSON, once and at the end.
            self.filters |= {"tojson": _itself, "slack": slack, "markdown": markdown}

    def counted(self, items: Iterable[object]) -> Iterable[object]:
        """Count the turns of a loop: at once where it is known how many, else one by one."""
        if isinstance(items, Sized):
            self._step(len(items))
            return items
        return self._one_by_one(items)

    def _one_by_one(self, items: Iterable[object]) -> Iterator[object]:
        for one in items:
            self._step()
            yield one

    def call(self, context: Context, what: Any, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - jinja's own signature
        """Call as the sandbox does, each call so many steps, and refuse a width that no message has."""
        self._step(STEPS_OF_A_CALL)
        self._refuse_wide(*args, *named.values())
        return self.held(super().call(context, what, *args, **named))

    def held(self, made: Any) -> Any:  # noqa: ANN401 - whatever a call returns
        """Return what a step made, unless it is longer than a message: doubled often, ten letters are gigabytes."""
        if isinstance(made, str) and len(made) > self.largest:
            raise SecurityError("makes a text that is longer than a message may be")
        return made

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401 - jinja's own signature
        """Format as the sandbox does, with no width that a message has not."""
        formatting = super().wrap_str_format(value)
        if formatting:
            self._refuse_wide(*map(int, re.findall(r":[^{}]*?(\d+)", value.__self__)))
        return formatting

    def _refuse_wide(self, *values: object) -> None:
        if any(isinstance(one, int) and one > self.largest for one in values):
            raise SecurityError("a number is larger than a message may be")

    def _padding(self, fill: Callable[..., str]) -> Callable[..., str]:
        """Return a filter that pads, with a width that a message may have."""

        @wraps(fill)
        def filled(*args: object, **named: object) -> str:
            self._refuse_wide(*args, *named.values())
            return fill(*args, **named)

        return filled

    def _holding(self, fill: Callable[..., str]) -> Callable[..., str]:
        """Return a filter that builds a text of others, held to what a message may be."""
        return wraps(fill)(lambda *args, **named: self.held(fill(*args, **named)))

    def _step(self, many: int = 1) -> None:
        self.taken.steps = getattr(self.taken, "steps", 0) + many
        if self.taken.steps > MOST_STEPS:
            raise SecurityError(f"takes more than {MOST_STEPS:,} turns of its loops and calls")

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - same
        """Refuse what turns a few characters into gigabytes before any cap can see them."""
        sizes = [len(one) for one in (left, right) if isinstance(one, (str, list, tuple))]
        long = operator == "+" and sum(sizes) > self.largest
        counts = [one for one in (left, right) if isinstance(one, int)]
        many = bool(sizes and counts) and sizes[0] * counts[0] > self.largest
        widths = re.findall(r"%(?:\([^)]*\))?[^a-zA-Z%]*?(\d+|\*)", left) if isinstance(left, str) else []
        wide = any(one == "*" or int(one[:9]) > self.largest for one in widths)
        if long or operator == "**" or (operator == "*" and many) or (operator == "%" and wide):
            raise SecurityError(f"`{operator}` would make more than a message may hold")
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - same
        """Read the field of a noun at once; the sandbox judges everything else (its questions cost 5 us each)."""
        if attribute in _fields_of(type(obj)):  # type: ignore[arg-type]  # every class is hashable
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


@cache
def _fields_of(noun: type) -> frozenset[str]:
    """Return the fields of one of our own frozen dataclasses: plain values, safe by their nature."""
    if is_dataclass(noun) and noun.__module__.startswith("monitor."):
        return frozenset(field.name for field in fields(noun))
    return frozenset()


def _capped_join(largest: int) -> Callable[[Iterable[str]], str]:
    def chunks(pieces: Iterator[str]) -> Iterator[str]:
        size = 0
        while some := tuple(islice(pieces, 32)):  # joined by the handful, so that the count costs nothing
            chunk = "".join(some)
            size += len(chunk)
            if size > largest:
                raise OutputTooLargeError(f"the template wrote more than {largest:,} characters")
            yield chunk

    def join(pieces: Iterable[str]) -> str:
        return "".join(chunks(iter(pieces)))

    return join


def _as_json(value: object) -> str:
    """Write any value of a JSON template as JSON, so that no text can break out of its string."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _itself(value: object) -> object:
    return value


def slack(text: str) -> str:
    """Make text inert where Slack reads its own markup: no `<!channel>`, no links (api.slack.com, "Escaping text")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def markdown(text: str) -> str:
    """Make text inert where a chat program reads Markdown: no links, no headings, nobody called by `@all`."""
    return _MARKS.sub(r"\\\1", text).replace("@", "@\u200b")
