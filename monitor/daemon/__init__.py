"""The daemon's lifecycle and nothing else: start order, loops, signals, what systemd hears, stop order.

The flow itself is in `monitor.pipeline`. What is opened here is closed in reverse order (an exit stack), so
the last thing to go is the lock that keeps a second daemon out. Start reading in `lifecycle.py`.
"""

import sys


def _load_structlog_alone() -> None:
    """Import structlog without rich (50 ms), which draws tracebacks for terminals: ours are text (`logs.py`)."""
    if "rich" in sys.modules:
        return
    sys.modules["rich"] = None  # type: ignore[assignment] # an import of it fails
    try:
        import structlog  # noqa: F401, PLC0415 - for its modules
    finally:
        del sys.modules["rich"]


_load_structlog_alone()
