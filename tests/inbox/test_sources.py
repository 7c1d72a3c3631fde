"""The folder says which outlet a file is from."""

from __future__ import annotations

import pytest

from monitor.inbox import find_source
from monitor.settings import SourceSettings
from monitor.vocabulary import SourceKind

DESCRIBED = (
    SourceSettings(id="reuters", inbox="reuters/", kind=SourceKind.AGENCY, domains=("reuters.com",)),
    SourceSettings(id="reuters-tv", inbox="reuters/tv"),
)


@pytest.mark.parametrize(
    ("folder", "source", "configured"),
    [
        ("", "unknown", False),
        ("reuters", "reuters", True),
        ("reuters/2024/01", "reuters", True),
        ("reuters/tv", "reuters-tv", True),
        ("tass", "tass", False),
        ("tass/reuters", "tass", False),
        ("\udcff", "\ufffd", False),
    ],
)
def test_the_longest_described_folder_counts(folder: str, source: str, *, configured: bool) -> None:
    found = find_source(folder, DESCRIBED)
    assert (found.id, found.configured) == (source, configured)
