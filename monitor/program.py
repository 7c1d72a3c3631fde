"""Which program this is: hashes of those parts of it that a result depends on that is kept for the next time."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent

_READERS = ("trafilatura", "lxml", "feedparser", "charset-normalizer", "py3langid")


@cache
def hash_of(*parts: str) -> str:
    """Return a hash of files and folders of the package, code and data, as they were when it was first asked."""
    told = hashlib.sha256()
    for part in parts:
        path = PACKAGE / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix != ".pyc":
                told.update(f"{file.relative_to(PACKAGE)}\n".encode() + file.read_bytes())
    return told.hexdigest()


def extractor_version() -> str:
    """Return what facts depend on beside the article and the gazetteer: code and data of reading and extraction."""
    code = hash_of("reading", "extraction", "model.py", "vocabulary.py", "workers/analysis.py")
    return hashlib.sha256(f"{code} {[_version_of(name) for name in _READERS]}".encode()).hexdigest()[:32]


def rule_test_version() -> str:
    """Return what the outcome of a rule's test depends on beside rules and articles."""
    code = hash_of("rules", "located.py", "plain_values.py", "complaints.py", "durations.py")
    return hashlib.sha256(f"{extractor_version()} {code}".encode()).hexdigest()[:32]


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # the extra `html` is not installed: then pages are read otherwise
        return ""
