"""Files of every format as they come, broken ones too, against what reading made of them.

`UPDATE_GOLDEN=1 pytest tests/reading/test_golden.py` writes the golden files anew; read their diff.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import ArticleError
from monitor.model import Article

Read = Callable[..., tuple[Article, ...]]

DATA = Path(__file__).parent / "data"
FILES = sorted(path for path in DATA.glob("*/*") if path.is_file())


def summary(article: Article) -> dict[str, Any]:
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
        "sentences": [article.text[one.start : one.end] for one in article.sentences],
    }


def result(read: Read, path: Path) -> dict[str, Any]:
    try:
        return {"articles": [summary(article) for article in read(path.read_bytes(), path.name)]}
    except ArticleError as error:
        return {"reason": error.reason, "message": error.message}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_is_read_as_its_golden_file_says(read: Read, path: Path) -> None:
    golden = DATA / "golden" / path.parent.name / f"{path.name}.json"
    found = result(read, path)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


def test_every_format_has_six_files_or_more_and_some_of_them_cannot_be_read() -> None:
    for folder in {path.parent for path in FILES}:
        goldens = list((DATA / "golden" / folder.name).glob("*.json"))
        assert len(goldens) >= 6
        assert any("reason" in json.loads(golden.read_text(encoding="utf-8")) for golden in goldens)
