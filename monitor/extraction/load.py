"""The language packs and tables of this room, read once per process into one frozen `Knowledge`."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from monitor.errors import ConfigError
from monitor.extraction.geography.place_words import PlaceWords, build_place_words
from monitor.extraction.harm.lexicon import Lexicon, build_lexicon
from monitor.extraction.index.cues import CueFinder, build_cue_finder
from monitor.extraction.index.index import NameIndex
from monitor.extraction.index.index_actors import with_opponents
from monitor.extraction.index.told_twice import told_twice
from monitor.extraction.index_building import build_index
from monitor.model import Gazetteer

ROOM = Path(__file__).resolve().parent
LANGUAGES = ROOM / "languages"
WEIGHTS = ROOM / "weights.yaml"
_CLASS = re.compile(r"<(\w+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """Everything `extract` knows beside the article: shared, never changed after loading."""

    gazetteer: Gazetteer
    packs: Mapping[str, Mapping[str, Any]]  # language -> file stem -> its content
    indexes: Mapping[str, NameIndex]  # language -> its names, places, speakers and days
    lexicons: Mapping[str, Lexicon]
    cue_finders: Mapping[str, CueFinder]
    place_words: Mapping[str, PlaceWords]
    weights: Mapping[str, float]  # of the signals that tell news from background (events.py)

    def has_pack(self, language: str) -> bool:
        """Whether articles in this language can be read for facts."""
        return language in self.packs


def load_knowledge(gazetteer: Gazetteer) -> Knowledge:
    """Read every language pack under `languages/` and index the gazetteer."""
    gazetteer = with_opponents(gazetteer)
    with _nothing_collected():
        packs = {folder.name: read_pack(folder) for folder in sorted(LANGUAGES.iterdir()) if folder.is_dir()}
        return Knowledge(
            gazetteer=gazetteer,
            packs=packs,
            indexes={language: read_index(language, pack, gazetteer) for language, pack in packs.items()},
            lexicons={language: build_lexicon(pack) for language, pack in packs.items()},
            cue_finders={language: build_cue_finder(pack) for language, pack in packs.items()},
            place_words={language: build_place_words(pack) for language, pack in packs.items()},
            weights=read_yaml(WEIGHTS),
        )


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the garbage collector from walking what is being loaded: nearly all of it stays."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_pack(folder: Path) -> dict[str, Any]:
    """Read the YAML files of one language: file stem -> content; refused where a kind's word is told twice."""
    pack = {path.stem: with_classes(read_yaml(path)) for path in sorted(folder.glob("*.yaml"))}
    problems = tuple(told_twice(f"{folder.name}/kinds.yaml", pack.get("kinds") or {}))
    if problems:
        raise ConfigError(problems)
    return pack


def with_classes(content: dict[str, Any]) -> dict[str, Any]:
    """Write the words of each class of a file (`classes`, name -> "a|b") where a list names it: "<be> said"."""
    classes = content.pop("classes", None)
    if not classes:
        return content
    return {
        name: _CLASS.sub(lambda match: f"({classes[match[1]]})", told) if isinstance(told, str) else told
        for name, told in content.items()
    }


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - a file's shape is its own
    """Read one of this room's data files."""
    return YAML(typ="safe").load(path)


def read_index(language: str, pack: Mapping[str, Any], gazetteer: Gazetteer) -> NameIndex:
    """Index the names of one language: listed actors, the table of places, the words around them."""
    common = LANGUAGES / language / "words.txt"
    return build_index(
        pack=pack,
        common_words=common.read_text(encoding="utf-8") if common.exists() else "",
        places=(ROOM / "places.tsv").read_text(encoding="utf-8"),
        gazetteer=gazetteer,
    )
