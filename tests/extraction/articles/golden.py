"""Whole articles with everything an editor finds in them, and the named checks that compare.

An article is `NAME.txt`, beside it `NAME.yaml` says what is in it (README.md here tells how). Each aspect
of each article is one check, `NAME/aspect` or, for what belongs to an event, `NAME/1/aspect`. A check that
does not hold yet is listed in `known_failures.txt` with its reason, and must go from there when it holds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from monitor.extraction import extract
from monitor.extraction.words.folding import key
from monitor.model import Article, DropMeta, Event, Facts, Source
from monitor.reading import read_articles
from monitor.vocabulary import Harm, Role, SourceKind
from tests.extraction.figures_case import figure, written
from tests.extraction.names_case import full_knowledge

FOLDER = Path(__file__).parent
ALTERNATIVES = " / "
NONE = "none"

_TOP_KEYS = {"published", "source", "events", "background", "actors", "said by"}
_EVENT_KEYS = {"kind", "place", "on", "status", "actors", "said by", *Harm}
_NEEDED = {"kind", "place", "on", "status"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One aspect of one article: what an editor finds there, and what the program did."""

    name: str
    expected: str
    got: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """One article with its answers."""

    name: str
    article: Article
    answers: Mapping[str, Any]


def all_golden() -> list[Golden]:
    """Read every article of the folder, in order of their names."""
    return [read_golden(path) for path in sorted(FOLDER.glob("*.yaml"))]


def read_golden(path: Path) -> Golden:
    """Read one article and its answers; a key that nobody knows, or a needed one left out, is an error."""
    answers = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    unknown = set(answers) - _TOP_KEYS
    for event in answers["events"]:
        unknown |= set(event) - _EVENT_KEYS
        unknown |= {f"no {key}" for key in _NEEDED - set(event)}
    if unknown or "published" not in answers:
        raise ValueError(f"{path.name}: {sorted(map(str, unknown)) or 'no publication time'}")
    return Golden(name=path.stem, article=_read(path.with_suffix(".txt"), answers), answers=answers)


def _read(path: Path, answers: Mapping[str, Any]) -> Article:
    published = datetime.fromisoformat(str(answers["published"]))
    kind = SourceKind(answers.get("source", SourceKind.OUTLET))
    source = Source(id="desk", kind=kind, configured=True, language="en")
    meta = DropMeta(name=path.name, source=source, received_at=published, modified_at=published)
    (article,) = read_articles(path.read_bytes(), meta)
    return article


def article_checks() -> Iterator[Check]:
    """Extract every article and compare."""
    for one in all_golden():
        yield from checks(one, extract(one.article, full_knowledge()))


def checks(golden: Golden, facts: Facts) -> Iterator[Check]:
    """Compare what the program found with what is there, aspect by aspect."""
    answers = golden.answers
    events = answers["events"]
    yield equal(f"{golden.name}/events", str(len(events)), str(len(facts.events)))
    yield _background(golden.name, answers.get("background", ()), facts)
    if "actors" in answers:
        roles = {(actor.id, actor.name): set(actor.roles) for actor in facts.actors}
        yield actors_check(golden.name, answers["actors"], roles)
    if "said by" in answers:
        yield said_by_check(golden.name, answers["said by"], facts)
    for number, (expected, event) in enumerate(_paired(events, facts.events), start=1):
        yield from _event_checks(f"{golden.name}/{number}", expected, event, facts)


def _paired(
    expected: list[Mapping[str, Any]], found: tuple[Event, ...]
) -> Iterator[tuple[Mapping[str, Any], Event | None]]:
    """The first event is the one that the article reports; the others may come in any order."""
    left = list(found)
    for number, one in enumerate(expected):
        event = (left[0] if number == 0 else max(left, key=partial(_agreement, one))) if left else None
        if event:
            left.remove(event)
        yield one, event


def _agreement(expected: Mapping[str, Any], event: Event) -> int:
    got = aspects_of(event)
    return sum(_agrees(str(expected.get(aspect, NONE)), got[aspect]) for aspect in got)


def _event_checks(name: str, expected: Mapping[str, Any], event: Event | None, facts: Facts) -> Iterator[Check]:
    got = aspects_of(event) if event else {}
    for aspect in ("kind", "place", "on", "status", *Harm):
        if aspect in (Harm.MISSING, Harm.ABDUCTED) and aspect not in expected and got.get(aspect, NONE) == NONE:
            continue  # nothing there and nothing found: no check worth a line
        yield equal(f"{name}/{aspect}", str(expected.get(aspect, NONE)), got.get(aspect, "no such event"))
    if "actors" in expected:
        yield actors_check(name, expected["actors"], roles_of(event) if event else {})
    if "said by" in expected:
        yield said_by_check(name, expected["said by"], facts)


def aspects_of(event: Event) -> dict[str, str]:
    """Return what is found of an event, in the words of the answers."""
    harms = {harm: event.casualties.of(harm) for harm in Harm}
    return {
        "kind": event.kind,
        "place": event.places[0].name if event.places else NONE,
        "on": event.on.isoformat() if event.on else NONE,
        "status": event.verification.status,
        **{harm: figure(harm, stated).removeprefix(f"{harm} ") if stated else NONE for harm, stated in harms.items()},
    }


def equal(name: str, expected: str, got: str) -> Check:
    """Compare one aspect; `expected` may hold several answers that are equally right."""
    return Check(name=name, expected=expected, got=got, holds=_agrees(expected, got))


def _agrees(expected: str, got: str) -> bool:
    """Whether it is one of the answers; "İzmir" is Izmir."""
    return _without_accents(got) in map(_without_accents, expected.split(ALTERNATIVES))


def _without_accents(text: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))


def _background(name: str, expected: list[str], facts: Facts) -> Check:
    """All that must be there is there, and nothing but that and what may be (marked with "?")."""
    got = {f"{toll.harm} {written(toll.value)}" for toll in facts.background}
    needed = [one for one in expected if not one.endswith("?")]
    allowed = {choice for one in expected for choice in one.removesuffix("?").split(ALTERNATIVES)}
    holds = got <= allowed and all(got & set(one.split(ALTERNATIVES)) for one in needed)
    told = ", ".join(sorted(got)) or NONE
    return Check(name=f"{name}/background", expected=", ".join(expected) or NONE, got=told, holds=holds)


def roles_of(event: Event) -> dict[tuple[str, str], set[Role]]:
    """Return each actor of an event, id and name, with its roles."""
    roles: dict[tuple[str, str], set[Role]] = {}
    for actor in event.actors:
        roles.setdefault((actor.id, actor.name), set()).add(actor.role)
    return roles


def actors_check(name: str, expected: Mapping[str, str], got: Mapping[tuple[str, str], set[Role]]) -> Check:
    """Every main actor has its role; `named` asks for none, `not ROLE` forbids one."""
    holds = all(_has_role(who, role, got) for who, role in expected.items())
    told = ", ".join(f"{actor_id} {'+'.join(sorted(roles)) or 'named'}" for (actor_id, _), roles in got.items())
    wanted = ", ".join(f"{who} {role}" for who, role in expected.items())
    return Check(name=f"{name}/actors", expected=wanted, got=told or NONE, holds=holds)


def _has_role(who: str, role: str, got: Mapping[tuple[str, str], set[Role]]) -> bool:
    theirs = [roles for actor, roles in got.items() if any(_is(choice, *actor) for choice in who.split(ALTERNATIVES))]
    if role.startswith("not "):
        return not any(Role(role.removeprefix("not ")) in roles for roles in theirs)
    wanted = set(role.split(ALTERNATIVES))
    return any("named" in wanted or wanted & roles for roles in theirs)


def _is(who: str, actor_id: str, actor_name: str) -> bool:
    return who == actor_id or f" {key(who)} " in f" {key(actor_name)} "


def said_by_check(name: str, expected: Mapping[str, str], facts: Facts) -> Check:
    """Each main speaker is found as the source of something, as a source of that kind."""
    got = [(key(one.source), key(one.via or ""), one.kind) for one in facts.attributions]
    holds = all(
        any(
            (_names(who, source) or _names(who, via)) and kind in kinds.split(ALTERNATIVES) for source, via, kind in got
        )
        for who, kinds in expected.items()
    )
    told = ", ".join(f"{source} ({kind})" for source, _, kind in got)
    wanted = ", ".join(f"{who} ({kind})" for who, kind in expected.items())
    return Check(name=f"{name}/said by", expected=wanted, got=told or NONE, holds=holds)


def _names(who: str, source: str) -> bool:
    return any(f" {key(choice)} " in f" {source} " for choice in who.split(ALTERNATIVES))
