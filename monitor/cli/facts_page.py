"""`facts` for people: one page an article, every figure with its quote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from monitor.contracts import printable, published_on
from monitor.delivery.sayings import how
from monitor.delivery.wording import UNKNOWN, cut
from monitor.errors import ArticleError
from monitor.model import Analysed, Article, Attribution, Casualty, Event, Evidence, Interval
from monitor.vocabulary import Amendment, Bound, ClaimKind, Flag, Harm, Role, Status

_DOUBTFUL = (Status.UNVERIFIED, Status.DISPUTED)
_WIDEST_QUOTE = 300
_LONGEST_TITLE = 200
_SAID_OF = (Role.SPEAKER, Role.ATTACKER, Role.ACCUSED, Role.CLAIMANT)
"""Roles that another line tells: of who is quoted, or of who says it of whom."""
_AMENDS = {Amendment.WITHDRAWAL: "WITHDRAWN by its source", Amendment.CORRECTION: "corrects what its source told"}

_console = Console(highlight=False, markup=False, soft_wrap=True)


def print_error(path: Path, error: ArticleError) -> None:
    """Say why a file cannot be read."""
    _console.print(Text.assemble((printable(str(path)), "bold"), ": ", (printable(error.message), "red")))
    _console.print()


def print_sum(articles: int, unread: int) -> None:
    """Say how much was read, below many pages."""
    could_not = f"; {unread} file{'s' * (unread != 1)} could not be read (above, in red)" if unread else ""
    _console.print(Text(f"{articles} article{'s' * (articles != 1)}{could_not}", style="bold"))


def print_facts(path: Path, analysed: Analysed) -> None:
    """Print what one article says."""
    article, facts = analysed.article, analysed.facts
    title = cut(" ".join((article.title or "").split()), _LONGEST_TITLE)
    _console.print(Text(title or _first_words(article), style="bold"))
    _console.print(Text(_origin(path, article, facts.amends), style="dim"))
    if not facts.read:
        _console.print(
            f"  Facts were not read: there is no language pack for {article.language!r}; keywords still work."
        )
    for number, event in enumerate(facts.events):
        for line in _event_lines(number, event, article):
            _console.print(line)
    if facts.read and not facts.events:
        _console.print("  No current event.")
    for heading, lines in (
        ("Other tolls, not of this news", _background(analysed)),
        ("Who is quoted", _speakers(analysed)),
    ):
        if lines:
            _console.print(Text(f"\n  {heading}", style="bold dim"))
        for told in lines:
            _console.print(Text(f"     {told}", style="dim"))
    _console.print()


def _background(analysed: Analysed) -> list[str]:
    return [
        f"{toll.harm} {figure(toll.value)}{_sentence_around(analysed.article, toll.evidence)}"
        for toll in analysed.facts.background
    ]


def _speakers(analysed: Analysed) -> list[str]:
    """Everybody once, in the order of the text."""
    return list(dict.fromkeys(_speaker(one) for one in analysed.facts.attributions if one.source))


def figure(value: Interval) -> str:
    """Put an interval into words: `14`, `over 100`, `3 to 5`."""
    if value.max == 0:
        return "none"
    if value.min == 0 and value.max is None:
        return UNKNOWN
    if value.bound is Bound.RANGE:
        return f"{value.min} to {value.max}"
    if value.bound is Bound.UP_TO:
        return f"up to {value.max}"
    if value.bound is Bound.VAGUE:
        return f"{value.min} or more (a vague word)"
    words = {Bound.EXACT: "", Bound.AT_LEAST: "at least ", Bound.OVER: "over ", Bound.ABOUT: "about "}
    return f"{words[value.bound]}{value.min}"


def _first_words(article: Article) -> str:
    told = next((s for s in article.sentences if s.zone not in ("header", "boilerplate")), None)
    words = article.text[told.start : told.end].split() if told else []
    return cut(" ".join(words[:14]) + (" …" if len(words) > 14 else ""), _LONGEST_TITLE)


def _origin(path: Path, article: Article, amends: Amendment | None) -> str:
    day = published_on(article)
    parts = [
        printable(str(path)) + (f" [{article.entry}]" if article.entry else ""),
        f"source {article.source.id}",
        f"claims to be from {article.claimed_source}" if article.claimed_source else "",
        f"published {day}" if day else "no publication date",
        article.language,
        _AMENDS[amends] if amends else "",
    ]
    return " · ".join(part for part in parts if part)


def _event_lines(number: int, event: Event, article: Article) -> Iterator[Text]:
    doubtful = event.verification.status in _DOUBTFUL
    where = ", ".join(place.name for place in event.places[:3]) or "place not stated"
    when = f"{event.on} ({event.on_precision})" if event.on else "day not stated"
    yield Text.assemble("\n  ", (f"{number + 1}. {event.kind}", "bold"), f" · {where} · {when}")
    status = _status(event.verification.status, event.verification.flags)
    yield Text.assemble("     ", (status, "bold red" if doubtful else "green"))
    for harm in Harm:
        casualty = event.casualties.of(harm)
        if casualty:
            yield from _casualty_lines(harm, casualty, article)
    for line in _blamed(event, article):
        yield Text(f"     {line}")
    for actor in event.actors:
        if actor.role not in _SAID_OF:
            yield Text(f"     {actor.role}: {actor.name}")


def _blamed(event: Event, article: Article) -> Iterator[str]:
    """Say who is said to have done it, by whom and in which sentence: those together of whom one says the same."""
    names = {actor.id: actor.name for actor in event.actors}
    told: dict[tuple[str, str, str], dict[str, None]] = {}
    for claim in event.claims:
        if claim.about is ClaimKind.PERPETRATOR and claim.actor:
            said = (str(claim.role), how(claim, article.source), _sentence_around(article, claim.evidence))
            told.setdefault(said, {})[names.get(claim.actor, claim.actor.removeprefix("name:"))] = None
    for (role, by, quote), some in told.items():
        yield f"{role}: {', '.join(some)}, {by}{quote}"


def _casualty_lines(harm: Harm, casualty: Casualty, article: Article) -> Iterator[Text]:
    """Say a figure, how sure it is and who says it; where voices differ, each of them."""
    feared = f", {figure(casualty.feared)} feared" if casualty.feared else ""
    words = f"{harm} {figure(casualty.value)}{feared}"
    same = [claim for claim in casualty.claims if claim.value == casualty.value and Flag.FEARED not in claim.flags]
    first = next((claim for claim in same if claim.attribution), same[0] if same else None)
    by = f", {how(first, article.source)}" if first else ""
    quote = _sentence_around(article, first.evidence if first else casualty.evidence)
    yield Text.assemble("     ", (words, "bold"), f" ({_status(casualty.status, casualty.flags)}){by}{quote}")
    if Flag.CONFLICTING in casualty.flags:
        for claim in casualty.claims:
            told = f"{figure(claim.value) if claim.value else ''}{' feared' * (Flag.FEARED in claim.flags)}"
            yield Text(f"       {told} {how(claim, article.source)}{_sentence_around(article, claim.evidence)}")


def _status(status: Status, flags: tuple[Flag, ...]) -> str:
    word = status.upper() if status in _DOUBTFUL else str(status)
    return f"{word}: {', '.join(flag.replace('_', ' ') for flag in flags)}" if flags else word


def _speaker(attribution: Attribution) -> str:
    via = f" via {attribution.via}" if attribution.via else ""
    return f"{attribution.source}{via} ({attribution.kind.replace('_', ' ')})"


def _sentence_around(article: Article, evidence: tuple[Evidence, ...]) -> str:
    """Quote the whole sentence that the first piece of evidence stands in."""
    if not evidence:
        return ""
    first = evidence[0]
    around = next((one for one in article.sentences if one.start <= first.start < one.end), None)
    quote = " ".join((article.text[around.start : around.end] if around else first.quote).split())
    return f": “{quote[:_WIDEST_QUOTE]}{'…' if len(quote) > _WIDEST_QUOTE else ''}”"
