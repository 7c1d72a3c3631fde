"""Structured logs: one JSON object a line on stderr, so that nothing in an article can forge a line.

Under journald each line carries its priority (sd-daemon(3)), so `journalctl -p warning` shows what matters.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from monitor.settings import Log

PRIORITIES = {"critical": 1, "error": 3, "warning": 4, "info": 6, "debug": 7}
"""syslog's numbers; what gives up on a person being told is `critical`, journald's alert."""

LOUD_LIBRARIES = {"watchdog": logging.ERROR, "apscheduler": logging.WARNING, "alembic": logging.WARNING}


def set_up_logs(settings: Log) -> None:
    """Send structlog's and the libraries' lines to stderr in the form the settings ask for."""
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    common: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*common, *_last_step(settings)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.captureWarnings(capture=True)
    logging.basicConfig(level=logging.WARNING, handlers=[_IntoStructlog()], force=True)
    for name, loudness in LOUD_LIBRARIES.items():
        logging.getLogger(name).setLevel(loudness)


class _IntoStructlog(logging.Handler):
    """What a library logs takes the same way as our own lines."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log it again as an event of the library's name."""
        log = structlog.get_logger(record.name)
        log.log(record.levelno, "library", library=record.name, text=record.getMessage(), exc_info=record.exc_info)


def _last_step(settings: Log) -> list[Processor]:
    if settings.format == "console":
        return [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]
    render = structlog.processors.JSONRenderer(ensure_ascii=True)
    return [_with_priority(render) if _stderr_is_journald() else render]


def _with_priority(render: Processor) -> Processor:
    def prefixed(logger: WrappedLogger, method: str, event: EventDict) -> str:
        priority = PRIORITIES.get(str(event.get("level")), 6)
        return f"<{priority}>{render(logger, method, event)!s}"

    return prefixed


def _stderr_is_journald() -> bool:
    """Compare $JOURNAL_STREAM with stderr, as systemd.exec(5) says to."""
    device, _, inode = os.environ.get("JOURNAL_STREAM", "").partition(":")
    try:
        status: Any = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError):
        return False
    return (device, inode) == (str(status.st_dev), str(status.st_ino))
