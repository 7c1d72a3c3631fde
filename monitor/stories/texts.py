"""One text or another: what counts as word for word the same."""

from __future__ import annotations

import hashlib
import unicodedata


def folded_hash(text: str) -> bytes:
    """Return the same bytes for texts that differ only in case, blanks and the encoding of characters."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).digest()
