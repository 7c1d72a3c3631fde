"""`rules new FROM-ARTICLE`: a first rule from an article that should have fired one, with its test."""

from __future__ import annotations

import json
from collections.abc import Iterator

from monitor.model import Analysed, Event
from monitor.rules.reader import folded_name
from monitor.vocabulary import Harm, Role

_DOERS = (Role.ATTACKER, Role.ACCUSED, Role.CLAIMANT)


def draft_rule(analysed: Analysed, name: str, *, shipped: bool = False) -> str:
    """Return the YAML of a rule that matches the article and nothing much wider.

    `name` is the article's file; the test names it when it is a `shipped` seed and holds the text otherwise.
    """
    event = analysed.reports[0].event
    title = _title(analysed, event)
    test = f"file: {name}" if shipped else f"text: {_quoted(analysed.article.text.strip())}"
    return "\n".join(
        (
            "# yaml-language-server: $schema=rule.schema.json",
            f"# Drafted from {name}. Every line below `when:` must hold: keep those that you mean.",
            f"title: {_quoted(title)}",
            f"id: {'-'.join(folded_name(title).replace(chr(39), '').split())[:60] or 'draft'}",
            "level: medium",
            "status: experimental  # digests only, until you trust it; then: stable",
            "when:",
            *(f"  {line}" for line in (_of_event(event) if event else _of_words(analysed))),
            "tests:",
            f"  - {{{test}, expect: {{match: true{_expected(event)}}}}}",
            '  - {text: "The council opened a new school on Monday.", expect: {match: false}}',
            "",
        )
    )


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
    words = (analysed.article.title or analysed.article.text[:300]).replace('"', " ").split()
    plain = dict.fromkeys(folded_name(word) for word in words)
    longest = sorted((word for word in plain if len(word) > 4), key=len, reverse=True)[:3]
    yield f"keywords: {{all: [{', '.join(map(_quoted, longest))}]}}" if longest else "every: article"


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
