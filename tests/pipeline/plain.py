"""An analysis for intake's tests, run in a real worker: the text is the article, two words do harm."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable

from monitor.errors import ArticleError
from monitor.model import Analysed, Article, DropMeta, Facts, Gazetteer, Report, Verification
from monitor.vocabulary import Status


def prepare(_gazetteer: Gazetteer) -> Callable[[bytes, DropMeta], tuple[Analysed, ...]]:
    return analyse


def analyse(data: bytes, meta: DropMeta) -> tuple[Analysed, ...]:
    text = data.decode()
    if text == "poison":
        os.abort()
    if text == "unreadable":
        raise ArticleError("not_text", "these are no letters")
    article_id = hashlib.sha256(data).hexdigest()
    article = Article(
        id=article_id,
        title=None,
        text=text,
        zones=(),
        sentences=(),
        language="en",
        source=meta.source,
        received_at=meta.received_at,
        format="txt",
        encoding="utf-8",
    )
    facts = Facts(verification=Verification(status=Status.REPORTED))
    report = Report(id=f"{article_id}:0", article_id=article_id, n=0, event=None)
    return (Analysed(article=article, facts=facts, reports=(report,)),)
