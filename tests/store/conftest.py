"""A store in a folder of its own, and the smallest article there is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.model import (
    Analysed,
    Article,
    Facts,
    Letter,
    Notice,
    Report,
    Source,
    Verification,
)
from monitor.store import Store
from monitor.store.intake import Claim
from monitor.vocabulary import Level, NoticeKind, Status

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def url_of(folder: Path) -> str:
    return f"sqlite:///{folder}/monitor.db"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(url_of(tmp_path)) as opened:
        yield opened


def claim(n: int, source: str = "reuters") -> Claim:
    name = b"%d.txt" % n
    return Claim(work=b"0/" + name, source=source, name=name, path=name, mtime_ns=n)


def analysed(text: str, source: str = "reuters") -> Analysed:
    article_id = hashlib.sha256(text.encode()).hexdigest()
    article = Article(
        id=article_id,
        title=None,
        text=text,
        zones=(),
        sentences=(),
        language="en",
        source=Source(id=source),
        received_at=NOW,
        format="txt",
        encoding="utf-8",
    )
    report = Report(id=f"{article_id}:0", article_id=article_id, n=0, event=None)
    return Analysed(article=article, facts=Facts(verification=Verification(status=Status.REPORTED)), reports=(report,))


def letter(notice_id: str = "n-1", receiver: str = "desk", kind: NoticeKind = NoticeKind.OPERATOR) -> Letter:
    notice = Notice(id=notice_id, kind=kind, receiver=receiver, n=0, level=Level.HIGH, created_at=NOW)
    return Letter(notice=notice, title="Something is wrong", text=("It broke.",))
