"""Every check of whole articles, of short texts and of reports, made once a process."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain

from tests.extraction.articles.golden import Check, article_checks
from tests.extraction.articles.notes import note_checks
from tests.extraction.articles.voices import voice_checks
from tests.extraction.articles.who_and_where import report_checks


@lru_cache(maxsize=1)
def all_checks() -> Mapping[str, Check]:
    """Return name of the check -> check."""
    return {check.name: check for check in chain(article_checks(), note_checks(), report_checks(), voice_checks())}
