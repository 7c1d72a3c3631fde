"""`media-monitor backtest`: what the rules would have told, over a folder of articles."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import typer

from monitor.alerting.policy import everything_at_once, policy_of
from monitor.cli.articles import ArticleFile, find_article_files, read_article_file
from monitor.contracts import error_line, facts_line, printable
from monitor.desk import Decided, RuleBook
from monitor.errors import ArticleError
from monitor.extraction.load import Knowledge, load_knowledge
from monitor.inbox.sources import find_source
from monitor.model import Analysed, Article, Letter
from monitor.reading import read_articles
from monitor.rehearsal import Rehearsal
from monitor.rules.load import load_rule_set
from monitor.rules.matching import compile_rules
from monitor.rules.ruleset import RuleSet
from monitor.settings import Settings, load_settings
from monitor.shipped import shipped
from monitor.vocabulary import Relation, Verdict
from monitor.workers.analysis import analyse

app = typer.Typer(add_completion=False)

_EPILOG = """Examples:

media-monitor backtest archive/ --rules rules/

media-monitor backtest archive/ --config monitor.yaml --json > decided.jsonl
"""

_KEPT_FILES = 64
"""Feeds whose articles lie apart in time are analysed once as long as not more of them are interleaved."""

_AFTERWARDS = timedelta(days=1)
"""After the last article: so that what was folded by then is summed up too."""

Line = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Due:
    """An article of the archive and when its turn comes: at its publication, else at the file's time."""

    at: datetime
    name: str  # relative to the archive
    entry: int  # which article of the file


@app.command(epilog=_EPILOG)
def backtest(
    *,
    archive: Path = typer.Argument(help="A folder of articles; its sub-folders are sources, as in the inbox."),
    rules: Path | None = typer.Option(None, "--rules", help="The rules to try; default: the configuration's."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line for each article."),
    with_facts: bool = typer.Option(False, "--facts", help="With what was read from each article."),
    with_all: bool = typer.Option(False, "--all", help="Also the rules that do not match."),
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml: its receivers, routes and limits."),
) -> None:
    """Run the whole flow over a folder in order of publication, without sending anything.

    Without a configuration one receiver, `default`, gets everything at once.
    """
    if not archive.is_dir():
        raise typer.BadParameter(f"{archive} is no folder", param_hint="ARCHIVE")
    settings = load_settings(config) if config else None
    rule_set = _rules(rules, settings)
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]  # stdout is a TextIOWrapper
    run = _Run(archive, settings, rule_set, with_facts=with_facts, with_all=with_all)
    for line in run.lines():
        print(json.dumps(line, ensure_ascii=False) if as_json else _in_words(line), flush=True)
    if run.unreadable:
        raise typer.Exit(1)


def _rules(folder: Path | None, settings: Settings | None) -> RuleSet:
    if settings is None:
        return load_rule_set(folder or shipped("rules"))[0]
    names = [receiver.name for receiver in settings.receivers]
    return load_rule_set(folder or settings.rules, receivers=names, sources=[one.id for one in settings.sources])[0]


class _Run:
    """One run over an archive; `unreadable` counts the files that could not be read."""

    def __init__(
        self, archive: Path, settings: Settings | None, rule_set: RuleSet, *, with_facts: bool, with_all: bool
    ) -> None:
        self.unreadable = 0
        self._archive = archive
        self._settings = settings
        self._rule_set = rule_set
        self._with_facts = with_facts
        self._with_all = with_all
        self._knowledge: Knowledge = load_knowledge(rule_set.gazetteer)
        self._files: dict[str, ArticleFile] = {}
        self._analysed = lru_cache(maxsize=_KEPT_FILES)(self._analyse)
        self._first: dict[str, Line] = {}  # article id -> the line of its first copy

    def lines(self) -> Iterator[Line]:
        """Give the lines in order of publication, each as soon as it is decided."""
        due, errors = self._due()
        self.unreadable = len(errors)
        yield from errors
        if due:
            yield from self._decide(due)

    def _due(self) -> tuple[list[Due], list[Line]]:
        """Read all articles once for their times alone: what they say is read when their turn comes."""
        due: list[Due] = []
        errors: list[Line] = []
        for file in find_article_files([self._archive], self._settings):
            name = file.path.relative_to(self._archive).as_posix()
            self._files[name] = replace(file, source=find_source(_folder(name), self._sources()))
            try:
                articles = read_articles(*read_article_file(self._files[name], self._settings))
            except ArticleError as error:
                errors.append(error_line(name, str(error)))
            else:
                due += [Due(at=_time(article), name=name, entry=i) for i, article in enumerate(articles)]
        return sorted(due), errors

    def _decide(self, due: list[Due]) -> Iterator[Line]:
        policy = policy_of(self._settings) if self._settings else everything_at_once()
        book = RuleBook(rule_set=self._rule_set, matcher=compile_rules(self._rule_set))
        now = due[0].at
        with (
            tempfile.TemporaryDirectory(prefix="media-monitor-backtest-") as folder,
            Rehearsal(Path(folder), policy=policy, book=book, now=now) as rehearsal,
        ):
            for one in due:
                now = max(now, one.at)
                yield from map(_notice_line, rehearsal.summaries_until(now))
                yield self._hear(rehearsal, one, now)
            yield from map(_notice_line, rehearsal.summaries_until(now + _AFTERWARDS))

    def _hear(self, rehearsal: Rehearsal, due: Due, now: datetime) -> Line:
        analysed = self._analysed(due.name)[due.entry]
        analysed = replace(analysed, article=replace(analysed.article, received_at=now))
        article = analysed.article
        decided = rehearsal.hear(article.id.encode(), [analysed], source=article.source.id, now=now)
        if not decided:
            return {**self._first[article.id], "file": printable(due.name), "decisions": []}
        line = self._line(due.name, decided[0])
        copies = [{**report, "relation": str(Relation.COPY)} for report in line["reports"]]
        self._first[article.id] = {**line, "relation": str(Relation.COPY), "reports": copies}
        return line

    def _line(self, name: str, decided: Decided) -> Line:
        changes = {change.report.n: change for change in decided.changes}
        line: Line = {
            "file": printable(name),
            "article": decided.analysed.article.id,
            "story": changes[0].story.id,
            "relation": str(changes[0].relation),
            "reports": [
                {"event": n, "story": change.story.id, "relation": str(change.relation)}
                for n, change in changes.items()
            ],
        }
        if self._with_facts:
            line["facts"] = facts_line(name, decided.analysed)
        line["matches"] = [
            {"rule": match.rule_id, "verdict": str(match.verdict), "event": match.report_n}
            for match in decided.matches
            if self._with_all or match.verdict is not Verdict.NO
        ]
        line["decisions"] = [
            {
                "receiver": decision.receiver,
                "story": decision.story_id,
                "decision": str(decision.kind),
                "rules": list(decision.rules),
                "alert": decision.alert,
            }
            for decision in decided.decisions
        ]
        return line

    def _analyse(self, name: str) -> tuple[Analysed, ...]:
        data, meta = read_article_file(self._files[name], self._settings)
        return analyse(data, meta, self._knowledge)

    def _sources(self) -> Iterable[Any]:
        return self._settings.sources if self._settings else ()


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


def _time(article: Article) -> datetime:
    """Return when an article was published, as far as its format says so; else the time of its file."""
    return article.published_at if article.published_by_format and article.published_at else article.received_at


def _notice_line(letter: Letter) -> Line:
    return {
        "notice": str(letter.notice.kind),
        "receiver": letter.notice.receiver,
        "at": letter.notice.created_at.isoformat(),
        "stories": [entry.story.id for entry in letter.entries],
    }


def _in_words(line: Line) -> str:
    """Write a line for people: what it was taken for, and who would have heard what."""
    if "error" in line:
        return f"{line['file']}: {line['error']}"
    if "notice" in line:
        return f"{line['at']}  {line['notice']} for {line['receiver']}: {len(line['stories'])} stories"
    told = [f"{one['receiver']}: {one['decision']} ({', '.join(one['rules'])})" for one in line["decisions"]]
    return "  ".join(chain([line["file"], line["relation"], line["story"][:8]], told or ["nobody is told"]))
