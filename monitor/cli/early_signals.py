"""What signals do until the daemon listens to them itself: set before anything large is imported."""

from __future__ import annotations

import signal
from types import FrameType


def heed_early_signals() -> None:
    """From now on a stop ends the start well, and a wish to read the files again is heeded by reading them at all."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop_before_the_start)


def _stop_before_the_start(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
