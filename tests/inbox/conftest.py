from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.inbox import Claims
from monitor.inbox.settling import Settling
from monitor.settings import Spool

SETTLE = 2.0


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    spool = Spool(path=tmp_path / "spool", settle=timedelta(seconds=SETTLE))
    for folder in (spool.inbox, spool.work, spool.quarantine, spool.archive):
        folder.mkdir(parents=True)
    return spool


@pytest.fixture
def settling(spool: Spool) -> Settling:
    return Settling(os.fsencode(spool.inbox), settle=spool.settle, ignore=spool.ignore)


@pytest.fixture
def claims(spool: Spool) -> Claims:
    return Claims(spool.inbox, spool.quarantine, max_size=1000)


@pytest.fixture
def names(settling: Settling) -> Callable[[float], list[bytes]]:
    """List the inbox `later` seconds from now, as far as the daemon's own clock goes."""
    start = time.monotonic()

    def listed(later: float) -> list[bytes]:
        return [found.relative for found in settling.list_settled(start + later).settled]

    return listed
