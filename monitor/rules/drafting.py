"""`rules new FROM-ARTICLE`: a first rule from an article that should have fired one, with its test."""

from __future__ import annotations

import json
from collections.abc import Iterator

from monitor.model import Analysed, Article, Event
from monitor.rules.reader import folded_name
from monitor.vocabulary import Harm, Role

_EVERYTHING = "every: article"
_OTHER = '  - {text: "A cat sat by the door.", expect: {match: false}}'
_DOERS = (Role.ATTACKER, Role.ACCUSED, Role.CLAIMANT)


def draft_rule(analysed: Analysed, name: str, *, shipped: bool = False, nth: int = 1) -> str:
    """Return the YAML of a rule that matches the article and nothing much wider.

    `name` is the article's file, whose `nth` article it is; the test names it when it is a `shipped` seed and
    holds the text otherwise.
    """
    event = analysed.reports[0].event
    title = _title(analysed, event) + (f" ({nth})" if nth > 1 else "")
    conditions = list(_of_event(event) if event else _of_words(analysed))
    return "\n".join(
        (
            "# yaml-language-server: $schema=rule.schema.json",
            f"# Drafted from {name}. Every line below `when:` must hold: keep those that you mean.",
            f"title: {_quoted(title)}",
            f"id: {'-'.join(folded_name(title).replace(chr(39), '').split())[:60] or 'draft'}",
            "level: medium",
            "status: experimental  # digests only, until you trust it; then: stable",
            "when:",
            *(f"  {line}" for line in conditions),
            "tests:",
            f"  - {{{_article(analysed.article, name, shipped=shipped)}, expect: {{match: true{_expected(event)}}}}}",
            *([] if conditions == [_EVERYTHING] else [_OTHER]),
            "",
        )
    )


def _article(article: Article, name: str, *, shipped: bool) -> str:
    """Return the test's article; as a text with its source and time, on which days like “Sunday” depend."""
    if shipped:
        return f"file: {name}"
    source = "" if article.source.id == "unknown" else f", source: {_quoted(article.source.id)}"
    return f"text: {_quoted(article.text)}{source}, received: {article.effective_at:%Y-%m-%dT%H:%M:%SZ}"


def _quoted(text: str) -> str:
    """Return a text as YAML and JSON both write it."""
    return json.dumps(text, ensure_ascii=False)


def _title(analysed: Analysed, event: Event | None) -> str:
    if event and event.places:
        return f"{event.kind.capitalize()} in {event.places[0].name}"
    return analysed.article.title or (event.kind.capitalize() if event else "Articles like this one")


def _of_event(event: Event) -> Iterator[str]:
    yield f"kind: [{event.kind}]"
    if event.places:
        yield f"places: [{_quoted(event.places[0].name)}]  # or a circle: {{within: 50 km, of: …}}"
    figures = [(harm, figure.value.min) for harm in Harm if (figure := event.casualties.of(harm)) and figure.value.min]
    if figures:
        yield "casualties:  # a list is OR: any of these"
        yield from (f"  - {{{harm}: {{gte: {round_down(least)}}}}}" for harm, least in figures)
    doers = dict.fromkeys(who.id for who in event.actors if who.role in _DOERS and not who.id.startswith("name:"))
    if doers:
        roles = ", ".join(dict.fromkeys(who.role for who in event.actors if who.id in doers and who.role in _DOERS))
        yield f"actors: {{id: [{', '.join(doers)}], role: [{roles}]}}"


def _of_words(analysed: Analysed) -> Iterator[str]:
    """An article without an event is known by the longest words of its title, or of its beginning."""
    article = analysed.article
    longest = next(filter(None, (_longest(article.title or ""), _longest(article.text[:300]))), [])
    yield f"keywords: {{all: [{', '.join(map(_quoted, longest))}]}}" if longest else _EVERYTHING


def _longest(text: str) -> list[str]:
    """Return three words of more than four letters."""
    plain = dict.fromkeys(folded_name(word) for word in text.replace('"', " ").split())
    return sorted((word for word in plain if len(word) > 4), key=len, reverse=True)[:3]


def _expected(event: Event | None) -> str:
    figures = [(harm, event.casualties.of(harm)) for harm in Harm] if event else []
    return "".join(
        f", {harm}: {figure.value.min if figure.value.min == figure.value.max else f'{{gte: {figure.value.min}}}'}"
        for harm, figure in figures
        if figure
    )


def round_down(number: int) -> int:
    """Return the next 1, 2 or 5 times a power of ten that is not larger: 14 is 10, 77 is 50, 3 is 2."""
    power = int("1" + "0" * (len(str(number)) - 1))
    return max(step * power for step in (1, 2, 5) if step * power <= number)
