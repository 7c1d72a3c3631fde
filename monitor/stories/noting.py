"""What the index must know of an article: seen in its text, or read from what was written when it was seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from monitor.model import Analysed, Report
from monitor.stories.beside import Beside, beside_of
from monitor.stories.features import Reader
from monitor.stories.load import load_form, load_words
from monitor.stories.sides import firm_day
from monitor.stories.writing import NotedReport, read_reports, write_reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """An article as the index keeps it: enough to place its reports again where they were placed."""

    article_id: str
    source_id: str
    revision_key: str | None
    reports: tuple[NotedReport, ...]


class Noting:
    """Looks at articles; what was written of one by a program that sees alike is not looked at again."""

    def __init__(self) -> None:
        self._form = load_form()

    @cached_property
    def _reader(self) -> Reader:
        """Made when an article is looked at: what workers have looked at is read from what they wrote."""
        return Reader(load_words())

    def note(self, analysed: Analysed) -> Noted:
        """Return what is seen of an article that carries what was written of it, or does not."""
        article = analysed.article
        reports = self._written_of(analysed) or tuple(self._look_at(analysed))
        return _noted(article.id, article.source.id, article.revision_key, reports)

    def recall(self, article_id: str, source_id: str, revision_key: str | None, written: str) -> Noted | None:
        """Return what was written of an article; nothing when it must be looked at again."""
        reports = read_reports(written, self._form)
        return None if reports is None else _noted(article_id, source_id, revision_key, reports)

    def write(self, analysed: Analysed) -> str:
        """Look at an article and write down what was seen, for `Analysed.features`."""
        return write_reports(self._look_at(analysed), self._form)

    def _written_of(self, analysed: Analysed) -> tuple[NotedReport, ...] | None:
        reports = read_reports(analysed.features, self._form) if analysed.features else None
        told = [report.n for report in analysed.reports]
        return reports if reports and [one.n for one in reports] == told else None

    def _look_at(self, analysed: Analysed) -> Iterator[NotedReport]:
        for report in analysed.reports:
            others = [one for one in analysed.reports if one is not report]
            features = self._reader.read(
                analysed.article, report, others, amends=analysed.facts.amends, facts_read=analysed.facts.read
            )
            day = firm_day(report.event, analysed.article.published_at, features.told)
            yield NotedReport(n=report.n, features=features, day=day, beside=self._beside(analysed, report))

    def _beside(self, analysed: Analysed, report: Report) -> Beside | None:
        told = (beside_of(analysed, report, cues) for cues in self._reader.words.beside)
        return next(filter(None, told), None)


def _noted(article_id: str, source_id: str, revision_key: str | None, reports: tuple[NotedReport, ...]) -> Noted:
    return Noted(article_id=article_id, source_id=source_id, revision_key=revision_key, reports=reports)
