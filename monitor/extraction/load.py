"""The language packs and tables of this room, read once per process into one frozen `Knowledge`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from monitor.model import Gazetteer

LANGUAGES = Path(__file__).resolve().parent / "languages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Everything `extract` knows beside the article: shared, never changed after loading."""

    gazetteer: Gazetteer
    packs: Mapping[str, Mapping[str, Any]]  # language -> file stem -> its content

    def has_pack(self, language: str) -> bool:
        """Whether articles in this language can be read for facts."""
        return language in self.packs


def load_knowledge(gazetteer: Gazetteer) -> Knowledge:
    """Read every language pack under `languages/` and index the gazetteer."""
    packs = {folder.name: read_pack(folder) for folder in sorted(LANGUAGES.iterdir()) if folder.is_dir()}
    return Knowledge(gazetteer=gazetteer, packs=packs)


def read_pack(folder: Path) -> dict[str, Any]:
    """Read the YAML files of one language: file stem -> content."""
    yaml = YAML(typ="safe", pure=True)
    return {path.stem: yaml.load(path) for path in sorted(folder.glob("*.yaml"))}
