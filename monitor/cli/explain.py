"""`media-monitor explain`: why rules say what they say of an article."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from monitor.cli.articles import ArticleFile, read_article_file
from monitor.cli.decided_why import decisions_of
from monitor.cli.rule_tests import rules_in_force
from monitor.cli.story_why import StoryWhy, Whys
from monitor.cli.test import chosen
from monitor.errors import ArticleError
from monitor.extraction.facts import extract
from monitor.extraction.load import Knowledge, load_knowledge
from monitor.model import Analysed, Decision
from monitor.rules.boilerplate import subjects_cut
from monitor.rules.explaining import as_json as trace_as_json
from monitor.rules.explaining import as_lines, nearest_miss
from monitor.rules.judging import Outcome, Views, judge_seen
from monitor.rules.schema import Rule
from monitor.settings import Settings
from monitor.vocabulary import Verdict
from monitor.workers.analysis import analyse

if TYPE_CHECKING:
    from monitor.store import Store

app = typer.Typer(add_completion=False)

_EPILOG = """Examples:

media-monitor explain seeds/belgorod.txt

media-monitor explain seeds/belgorod.txt --rule mass-casualties

media-monitor explain article.json --rule mass-casualties --json
"""


@app.command(epilog=_EPILOG)
def explain(
    *,
    file: Path = typer.Argument(help="The file of an article."),
    rule: str | None = typer.Option(None, "--rule", help="The id of one rule; default all."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line for each article and rule."),
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/."),
) -> None:
    """Say why each rule matches an article or does not: the verdict of every clause, with the quoted words.

    Without --rule, a rule that does not match is one line with what it lacks. Where the configuration's store
    is there, what follows says which story each report joined (or would join now), why, and the nearest rival;
    then what each receiver was told when the article arrived, or what withheld it.
    """
    rule_set, settings = rules_in_force(config)
    ids = chosen(rule_set, [rule] if rule else [])
    rules = [one for one in rule_set.rules if not ids or one.id in ids]
    knowledge = load_knowledge(rule_set.gazetteer)
    articles = _read(file, settings, knowledge)
    with _store_if_there(settings) as store:
        stories = Whys(store)
        for analysed in articles:
            if not as_json:
                print(f"{file}: {analysed.article.title or 'an article without a title'}")
            whys = stories.of(analysed)
            told = {why.event: why.told for why in whys}
            cut = cache(partial(subjects_cut, analysed.article, partial(extract, knowledge=knowledge)))
            views = Views(analysed.article, analysed.facts, analysed.reports, told.get, cut)
            for one in rules:
                outcome = judge_seen(one, views)
                print(_line(file, analysed, one, outcome) if as_json else _told(one, outcome, in_full=bool(rule)))
            for why in whys:
                print(_story_line(file, analysed, why) if as_json else _story_told(why))
            for decision in decisions_of(analysed, store):
                print(_decision_line(file, decision) if as_json else _decision_told(decision))


def _read(file: Path, settings: Settings | None, knowledge: Knowledge) -> tuple[Analysed, ...]:
    """Return the file's articles; one that cannot be read ends the command, by name and reason."""
    try:
        return analyse(*read_article_file(ArticleFile(path=file), settings), knowledge)
    except ArticleError as error:
        print(f"{file}: {error.message}", file=sys.stderr)
        raise typer.Exit(1) from None


@contextmanager
def _store_if_there(settings: Settings | None) -> Iterator[Store | None]:
    """Open the store of a configuration; `None` without one, and where no daemon has made it yet."""
    if settings is None:
        yield None
        return
    from monitor.store import Store  # noqa: PLC0415 - 200 ms that rules alone do not need
    from monitor.store.store import sqlite_path  # noqa: PLC0415 - the same

    path = sqlite_path(settings.store)
    if path is not None and not path.is_file():
        yield None
        return
    with Store.open_existing(settings.store) as store:
        yield store


def _line(file: Path, analysed: Analysed, rule: Rule, outcome: Outcome) -> str:
    line = {
        "file": str(file),
        "article": analysed.article.id,
        "rule": rule.id,
        "verdict": outcome.verdict.value,
        "digest_only": _for_the_digest_only(rule, outcome),
        "event": outcome.report.n,
        "trace": trace_as_json(outcome.trace),
    }
    return json.dumps(line, ensure_ascii=False)


def _told(rule: Rule, outcome: Outcome, *, in_full: bool) -> str:
    if outcome.verdict is Verdict.NO and not in_full:
        return f"\nNo: {rule.title} ({rule.id}). {nearest_miss(outcome.trace)}"
    lines = [*as_lines(outcome.trace)]
    if _for_the_digest_only(rule, outcome):
        lines.append("Digest only: the rule is experimental and causes no message by itself.")
    return "\n" + "\n".join(lines)


def _story_line(file: Path, analysed: Analysed, why: StoryWhy) -> str:
    line = {
        "file": str(file),
        "article": analysed.article.id,
        "event": why.event,
        "story": why.story_id,
        "number": why.number,
        "relation": why.relation,
        "decided": why.decided,
        "why": list(why.why),
    }
    return json.dumps(line, ensure_ascii=False)


def _story_told(why: StoryWhy) -> str:
    story = f"#{why.number} {why.headline}" if why.number else "a story of its own"
    did = "came into" if why.decided else "would come into"
    lines = [f"Story: report {why.event} {did} {story} ({why.relation})", *(f"  {line}" for line in why.why)]
    return "\n" + "\n".join(lines)


def _decision_line(file: Path, decision: Decision) -> str:
    line = {
        "file": str(file),
        "article": decision.article_id,
        "receiver": decision.receiver,
        "story": decision.story_id,
        "decision": decision.kind.value,
        "alert": decision.alert,
        "reason": decision.reason,
        "rules": list(decision.rules),
        "at": decision.at.isoformat(),
    }
    return json.dumps(line, ensure_ascii=False)


def _decision_told(decision: Decision) -> str:
    told = "was told" if decision.alert else "was not told"
    why = f"{decision.kind.replace('_', ' ')}: {decision.reason}"
    return f"\nReceiver {decision.receiver} {told} ({decision.at:%Y-%m-%d %H:%M} UTC)\n  {why}"


def _for_the_digest_only(rule: Rule, outcome: Outcome) -> bool:
    return rule.experimental and outcome.verdict in (Verdict.MATCH, Verdict.POSSIBLE)
