"""Files of every format as they come, broken ones too, against what reading and extraction made of them.

`UPDATE_GOLDEN=1 pytest tests/reading/test_golden.py` writes the golden files anew; read their diff.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.errors import ArticleError
from monitor.extraction import Knowledge, extract, load_knowledge
from monitor.model import Article, DropMeta, Gazetteer, Source
from monitor.reading import read_articles
from tests.reading.in_short import facts_in_short

RECEIVED = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)  # a Saturday, after all that the files tell
DATA = Path(__file__).parent / "data"
FILES = sorted(path for path in DATA.glob("*/*") if path.is_file())


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """Return what the shipped packs know, without anybody's own lists."""
    return load_knowledge(Gazetteer())


def summary(article: Article, knowledge: Knowledge) -> dict[str, Any]:
    return {
        "entry": article.entry,
        "title": article.title,
        "language": article.language,
        "format": article.format,
        "encoding": article.encoding,
        "published": article.published_at.isoformat() if article.published_at else None,
        "precision": article.published_precision,
        "by_format": article.published_by_format,
        "claimed_source": article.claimed_source,
        "url": article.url,
        "revision_key": article.revision_key,
        "withdrawn": article.withdrawn,
        "zones": [[zone.zone, article.text[zone.start : zone.end]] for zone in article.zones],
        "facts": facts_in_short(extract(article, knowledge)),
        "sentences": [article.text[one.start : one.end] for one in article.sentences],
    }


def result(path: Path, knowledge: Knowledge) -> dict[str, Any]:
    meta = DropMeta(name=path.name, source=Source(), received_at=RECEIVED)
    try:
        return {"articles": [summary(article, knowledge) for article in read_articles(path.read_bytes(), meta)]}
    except ArticleError as error:
        return {"reason": error.reason, "message": error.message}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_is_read_as_its_golden_file_says(knowledge: Knowledge, path: Path) -> None:
    golden = DATA / "golden" / path.parent.name / f"{path.name}.json"
    found = result(path, knowledge)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


WRONG = YAML(typ="safe").load((DATA / "wrong_facts.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong['file']}: {wrong['stands']}")
def test_a_fact_that_is_listed_as_wrong_still_stands_in_its_golden_file(wrong: dict[str, str]) -> None:
    """What was mended is taken off the list; what stands on it has the right fact and a reason."""
    golden = json.loads((DATA / "golden" / f"{wrong['file']}.json").read_text(encoding="utf-8"))
    assert any(wrong["stands"] in fact for article in golden["articles"] for fact in article["facts"])
    assert wrong["right"]
    assert wrong["why"]


def test_every_format_has_six_files_or_more_and_some_of_them_cannot_be_read() -> None:
    for folder in {path.parent for path in FILES}:
        goldens = list((DATA / "golden" / folder.name).glob("*.json"))
        assert len(goldens) >= 6
        assert any("reason" in json.loads(golden.read_text(encoding="utf-8")) for golden in goldens)
