"""`.gz` of any format: unpacked within a limit, then read by the name without the ending."""

from __future__ import annotations

import zlib

from monitor.errors import ArticleError

MAX_UNPACKED = 16 * 1024**2
"""Bytes: three times the largest file that the spool takes by default; a bomb stops there."""
_GZIP = 16 + zlib.MAX_WBITS


def unpack(data: bytes, name: str) -> tuple[str, bytes]:
    """Return the inner name and bytes of a `.gz` file; any other file as it is.

    Raises:
        ArticleError: `bad_gzip` (damaged or cut off), `too_large` (more than the limit inside).
    """
    if not name.lower().endswith(".gz"):
        return name, data
    parts: list[bytes] = []
    room = MAX_UNPACKED + 1
    try:
        while data and room > 0:  # a gzip file may hold several members in a row
            stream = zlib.decompressobj(_GZIP)
            part = stream.decompress(data, room)
            if not stream.eof and len(part) < room:
                raise ArticleError("bad_gzip", "the gzip file is cut off: its end is missing")
            parts.append(part)
            room -= len(part)
            data = stream.unused_data.lstrip(b"\x00")
    except zlib.error:
        raise ArticleError("bad_gzip", "this is no gzip file, or it is damaged") from None
    if room <= 0:
        raise ArticleError("too_large", f"the gzip file holds more than {MAX_UNPACKED:,} bytes")
    return name[:-3], b"".join(parts)
