"""Which actors and places a command knows: those of the rules folder in force, or the shipped ones."""

from __future__ import annotations

from monitor.model import Gazetteer
from monitor.rules.load import load_gazetteer
from monitor.settings import Settings
from monitor.shipped import shipped


def listed_actors(settings: Settings | None) -> Gazetteer:
    """Return the gazetteer of the configured rules folder; the shipped one without a configuration."""
    return load_gazetteer(settings.rules if settings else shipped("rules"))
