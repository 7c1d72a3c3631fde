"""Whose word says which source an article is from: the folder's, or the file's own where it is trusted."""

from __future__ import annotations

from urllib.parse import urlsplit

from monitor.model import DropMeta, Source
from monitor.vocabulary import Trust


def trusted_source(meta: DropMeta, claimed: str | None, url: str | None) -> Source:
    """Return the configured source that a trusted file names, by id or by its domain; else the folder's."""
    if meta.source.trust is not Trust.FILE:
        return meta.source
    name = (claimed or "").strip().casefold()
    host = _host(url) or name
    for known in meta.known_sources:
        if name == known.id.casefold() or any(_is_below(host, domain.casefold()) for domain in known.domains):
            return known
    return meta.source


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url).hostname or "").casefold() if url else ""
    except ValueError:
        return ""


def _is_below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
