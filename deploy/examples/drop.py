# ruff: noqa: INP001 - a file to copy from, no package
"""Drop an article into the inbox of media-monitor, whole or not at all. Copy `drop` into your scraper.

python drop.py /var/spool/media-monitor/inbox/reuters article.json < article.json
"""

from __future__ import annotations

import os
import sys
import uuid
from pathlib import Path


def drop(folder: Path, name: str, content: bytes) -> Path:
    """Write `content` under a hidden name in the same folder, then rename it; return where it lies.

    The ending of `name` says how it is read. A number of its own keeps it from taking the place of an older
    file that still waits. Once this returns, the daemon never loses it, so the scraper may forget it.
    """
    named = Path(name)
    whole = folder / f"{named.stem}-{uuid.uuid4().hex}{named.suffix}"
    part = folder / f".{whole.name}.tmp"
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # a power cut after the rename must not leave an empty file
        part.rename(whole)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return whole


if __name__ == "__main__":
    sys.stdout.write(f"{drop(Path(sys.argv[1]), sys.argv[2], sys.stdin.buffer.read())}\n")
