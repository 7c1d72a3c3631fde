"""`media-monitor routes`: who hears of what, by which route, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import typer

from monitor.alerting.durations import spelled
from monitor.alerting.fired import highest
from monitor.alerting.labels import Labels, labels_of
from monitor.alerting.policy import Policy, policy_of
from monitor.alerting.tracing import Hears, Node, trace_routes, who_is_told
from monitor.cli.configuration import settings_in_force
from monitor.matchers import parse_matcher, wrong_matcher
from monitor.settings import Settings
from monitor.store import Store
from monitor.store.alerts import alerts_called
from monitor.vocabulary import Level

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Who hears of what, by which route, and why.")

_EXPLAIN = """Examples:

media-monitor routes explain level=critical place=Kharkiv

media-monitor routes explain --file seeds/belgorod.txt

media-monitor routes explain --alert 417 --at 2026-03-01T03:00
"""


@app.callback()
def routes() -> None:
    """Who hears of what, by which route, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One alert that the routes are asked about."""

    what: str
    labels: Labels
    level: Level
    rules_name: tuple[str, ...] = ()  # receivers that its rules name beside the routes


@app.command(epilog=_EXPLAIN)
def explain(
    *,
    labels: list[str] = typer.Argument(None, help="The labels of an alert, like level=critical place=Kharkiv."),
    file: Path | None = typer.Option(None, "--file", help="An article: the alerts that the rules make of it."),
    alert: str | None = typer.Option(None, "--alert", help="A story's number, or the first letters of an alert's id."),
    at: str | None = typer.Option(
        None, "--at", help="When, like 2026-03-01T03:00 (this machine's clock); default now."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line for each alert."),
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/."),
) -> None:
    """Say which routes an alert takes, matcher by matcher, whom it reaches, and whether they are told at once."""
    if sum(map(bool, (labels, file, alert))) != 1:
        raise typer.BadParameter("name either labels, or `--file`, or `--alert`")
    now = _moment(at)
    settings = settings_in_force(config)
    policy = policy_of(settings)
    asked = tuple(_of_file(file, config) if file else _of_alert(alert, settings) if alert else [_of_labels(labels)])
    for one in asked:
        nodes, told = trace_routes(policy.route, one.labels), _told(policy, one, now)
        print(_as_json(one, nodes, told) if as_json else _page(one, nodes, told, now))
    if not asked:
        print("no rule makes an alert of it")
        raise typer.Exit(1)


# --- what is asked about ----------------------------------------------------------------------


def _of_labels(words: list[str]) -> Asked:
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        wrong = wrong_matcher(word)
        if wrong is None and parse_matcher(word).op != "=":
            wrong = f"`{word}` is a condition; write what the alert has, like level=critical"
        if wrong:
            raise typer.BadParameter(wrong, param_hint="LABELS")
        label = parse_matcher(word)
        found[label.label] = (*found.get(label.label, ()), label.value)
    level = found.setdefault("level", (Level.HIGH.value,))[0]
    return Asked(what=", ".join(f"{name}={'|'.join(found[name])}" for name in found), labels=found, level=Level(level))


def _of_alert(name: str, settings: Settings) -> Iterator[Asked]:
    with Store.open_existing(settings.store) as store:
        rows = store.read(partial(alerts_called, name=name))
    if not rows:
        print(f"no alert is called {name!r}; see `media-monitor alerts list`")
        raise typer.Exit(1)
    for row in rows:
        yield Asked(
            what=f"#{row.story_number} {row.headline} (the alert of {row.receiver})",
            labels=dict(row.standing.labels),
            level=row.level,
        )


def _of_file(file: Path, config: Path | None) -> Iterator[Asked]:
    """Give one for each story that the rules in force would alert on, if the article came now."""
    from monitor.cli.articles import ArticleFile, read_article_file  # noqa: PLC0415 - 300 ms that labels need not pay
    from monitor.cli.rule_tests import rules_in_force  # noqa: PLC0415 - same
    from monitor.desk import RuleBook, by_story  # noqa: PLC0415 - same
    from monitor.extraction.load import load_knowledge  # noqa: PLC0415 - same
    from monitor.rules.judging import Views  # noqa: PLC0415 - same
    from monitor.stories import StoryIndex  # noqa: PLC0415 - same
    from monitor.workers.analysis import analyse  # noqa: PLC0415 - same

    rule_set, settings = rules_in_force(config)
    book = RuleBook.compiled(rule_set)
    for analysed in analyse(*read_article_file(ArticleFile(path=file), settings), load_knowledge(rule_set.gazetteer)):
        views = Views(analysed.article, analysed.facts, analysed.reports)
        changes = StoryIndex().place(analysed, analysed.article.received_at)
        for change, fired, _ in by_story(book, views, changes, book.matcher.match_seen(views)):
            mailing = tuple(one for one in fired if not one.experimental) or fired
            level = highest(one.reason.level for one in mailing)
            if level is not None:
                yield Asked(
                    what=f"{file}: {change.story.headline}",
                    labels=labels_of(change.story, analysed.article, mailing, level),
                    level=level,
                    rules_name=tuple(dict.fromkeys(name for one in fired for name in one.receivers)),
                )


def _moment(text: str | None) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC) if text else datetime.now(UTC)
    except ValueError:
        raise typer.BadParameter(f"`{text}` is no time; write it like 2026-03-01T03:00", param_hint="--at") from None


# --- in words ---------------------------------------------------------------------------------


def _told(policy: Policy, asked: Asked, now: datetime) -> tuple[Hears, ...]:
    told = who_is_told(policy, asked.labels, asked.level, now)
    known = {hears.receiver for hears in told}
    named = (name for name in asked.rules_name if name not in known and policy.listener(name))
    return (*told, *(Hears(receiver=name, now=True, why="at once: a rule names it") for name in named))


def _page(asked: Asked, nodes: tuple[Node, ...], told: tuple[Hears, ...], now: datetime) -> str:
    lines = [f"{asked.what}: {asked.level}", "", "Routes:", *map(_node_line, nodes), ""]
    lines.append(f"Who hears, at {now:%Y-%m-%d %H:%M} UTC:")
    lines += [f"  {_hears_line(hears)}" for hears in told] or ["  nobody"]
    return "\n".join([*lines, ""])


def _node_line(node: Node) -> str:
    indent = "  " * (node.depth + 1)
    conditions = ", ".join(_clause_words(node, n) for n in range(len(node.clauses))) or "everything"
    if not node.asked:
        answer = "not asked"
    elif not node.matches:
        answer = "no"
    else:
        answer = f"yes -> {node.receiver}" if node.takes else "yes, and a route below takes it"
    return f"{indent}{conditions}: {answer}"


def _clause_words(node: Node, n: int) -> str:
    clause = node.clauses[n]
    if clause.holds or not node.asked:
        return clause.matcher
    return f"{clause.matcher} (it has {', '.join(clause.values) or 'none'})"


def _hears_line(hears: Hears) -> str:
    line = f"{hears.receiver}: {hears.why}"
    if hears.escalates_to and hears.after:
        line += f"; if nobody takes it up, {hears.escalates_to} after {spelled(hears.after)}"
    return line


def _as_json(asked: Asked, nodes: tuple[Node, ...], told: tuple[Hears, ...]) -> str:
    line = {
        "what": asked.what,
        "level": asked.level,
        "labels": {name: list(values) for name, values in asked.labels.items()},
        "routes": [asdict(node) for node in nodes],
        "receivers": [
            {
                "receiver": hears.receiver,
                "at_once": hears.now,
                "why": hears.why,
                "escalates_to": hears.escalates_to or None,
                "after_seconds": int(hears.after.total_seconds()) if hears.after else None,
            }
            for hears in told
        ],
    }
    return json.dumps(line, ensure_ascii=False)
