"""Analysis in processes of its own: a crash or a hang costs one drop, and a parser's hole opens nothing.

A worker holds the knowledge (language packs, places, the gazetteer) and nothing else: no store, no network, no
secrets. It gets a batch, answers drop by drop, and the drop whose answer is missing when it dies is the one to
blame; the rest of the batch goes to its successor.
"""

from __future__ import annotations

from monitor.workers.pool import Crash, Outcome, WorkerError, Workers
from monitor.workers.wire import Limits, Task

__all__ = ["Crash", "Limits", "Outcome", "Task", "WorkerError", "Workers"]
