from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from monitor.model import DropMeta, Source
from monitor.reading import read_articles
from monitor.vocabulary import SourceKind, Trust

REUTERS = Source(id="reuters", kind=SourceKind.AGENCY, configured=True, domains=("reuters.com",))


def source_of(trust: Trust, **said: str) -> tuple[str, str | None]:
    folder = Source(id="mixed", configured=True, trust=trust)
    meta = DropMeta(
        name="a.json", source=folder, received_at=datetime(2024, 1, 1, tzinfo=UTC), known_sources=(folder, REUTERS)
    )
    (article,) = read_articles(json.dumps({"title": "Two killed", "text": "Two died.", **said}).encode(), meta)
    return article.source.id, article.claimed_source


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ({"source": "Reuters"}, "reuters"),
        ({"source": "X", "url": "https://www.reuters.com/a"}, "reuters"),
        ({"source": "X", "url": "https://notreuters.com/a"}, "mixed"),
        ({"source": "X", "url": "https://reuters.com.evil.example/a"}, "mixed"),
        ({"source": "X", "url": "http://[broken"}, "mixed"),
        ({}, "mixed"),
    ],
)
def test_a_trusted_folders_file_may_name_a_configured_source(said: dict[str, str], source: str) -> None:
    assert source_of(Trust.FILE, **said)[0] == source


def test_elsewhere_the_folder_alone_says_and_the_claim_is_only_shown() -> None:
    assert source_of(Trust.FOLDER, source="Reuters", url="https://reuters.com/a") == ("mixed", "Reuters")
