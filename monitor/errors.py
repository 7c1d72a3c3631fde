"""The exceptions, named by what happens next.

    MonitorError
    ├── ConfigError     the configuration is refused; every problem at once, each with its place
    ├── ArticleError    this drop goes to quarantine with a reason a person understands
    ├── StoreError      intake stops and keeps trying; nothing accepted is lost
    ├── TryLaterError   this machine does not allow it now: the spool is taken, no worker can be started
    └── DeliveryError   this notice is retried later, or buried when `permanent`

Expected outcomes (a duplicate, a silence, no match) are values, never exceptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One thing wrong with a file a person wrote. `line` and `column` are 1-based code points.

    `excerpt` is what a terminal shows below the line: the text and a caret.
    """

    file: str
    line: int = 1
    column: int = 1
    message: str
    warning: bool = False
    excerpt: str = ""

    def __str__(self) -> str:
        """Give the line of docs/contracts.md 6.1: `file:line:column: what is wrong; did you mean …`."""
        mark = "warning: " if self.warning else ""
        return f"{self.file}:{self.line}:{self.column}: {mark}{self.message}"


class MonitorError(Exception):
    """The root: anything this program raises on purpose."""


class ConfigError(MonitorError):
    """A configuration, rule, list or template that cannot be accepted, with every reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class ArticleError(MonitorError):
    """A drop that cannot be read. `reason` is a stable word, `message` a sentence for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        return f"{self.reason}: {self.message}"


class StoreError(MonitorError):
    """The store cannot be read or written now."""


class TryLaterError(MonitorError):
    """Another process or this machine does not allow it now; a command ends with 75."""


class DeliveryError(MonitorError):
    """A receiver did not take a notice.

    `permanent` buries the recipient's copy; `retry_after` is the receiver's own wish; `park` says
    that the receiver's configuration is at fault (its queue is kept, the operator is told).
    """

    def __init__(
        self,
        message: str,
        *,
        permanent: bool = False,
        park: bool = False,
        retry_after: timedelta | None = None,
        code: int | None = None,
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.park = park
        self.retry_after = retry_after
        self.code = code


def bug_in_words(error: Exception) -> str:
    """Name a bug of this program and where it is, without the article's text."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f"{PurePath(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"
    said = str(error).encode("utf-8", "backslashreplace").decode()
    return f"a bug in this program, please report it: {type(error).__name__} at {place}: {said[:200]}"
