"""Article -> Facts: a deterministic token grammar whose knowledge is data under `languages/`."""

from __future__ import annotations

from monitor.extraction.facts import extract
from monitor.extraction.load import Knowledge, load_knowledge

__all__ = ["Knowledge", "extract", "load_knowledge"]
