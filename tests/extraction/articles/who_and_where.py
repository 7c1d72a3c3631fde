"""Reports with who, where, when, according to whom and how sure: the blocks of `who_and_where/*.txt`.

    === c05
    place: Sotk / Vardenis              what the first place may be called, and so on; a key left out is not asked
    actors: azerbaijan=attacker|accused; thailand=not claimant
    said: ministry=party; Abu Hakim|official=official|unknown
    ---
    YEREVAN, Nov 20 (Interfax) - An Armenian serviceman was killed ...

A block with `names` asks for every person and body of its text, and for no others but those under `ignore`;
without `actors` beside it for nothing else.
The first line of a file says when its texts were published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from monitor.extraction import extract
from monitor.extraction.words.folding import key
from monitor.model import Event, Facts
from tests.extraction.articles.golden import NONE, Check, actors_check, aspects_of, equal, roles_of, said_by_check
from tests.extraction.names_case import full_knowledge, read

REPORTS = Path(__file__).parent / "who_and_where"
REPORT_FILES = frozenset(path.stem for path in REPORTS.glob("*.txt"))

_BLOCK = re.compile(r"^=== ", re.MULTILINE)
_ASPECTS = ("kind", "place", "on", "status")


def report_checks() -> Iterator[Check]:
    """Read every file of reports, extract and compare."""
    for path in sorted(REPORTS.glob("*.txt")):
        head, *blocks = _BLOCK.split(path.read_text(encoding="utf-8"))
        published = datetime.fromisoformat(head.strip().rpartition("Published: ")[2] + "T12:00:00+00:00")
        for block in blocks:
            answers, _, text = block.partition("\n---\n")
            name, *lines = answers.splitlines()
            facts = extract(read(text.strip(), received_at=published), full_knowledge())
            yield from _checks(f"{path.stem}/{name}", dict(line.split(": ", 1) for line in lines), facts)


def _checks(name: str, answers: Mapping[str, str], facts: Facts) -> Iterator[Check]:
    if "names" in answers:
        yield _names(f"{name}/names", answers, facts)
        if "actors" not in answers:
            return
    if not facts.events:
        yield equal(f"{name}/event", "an event", NONE)
    else:
        yield from _event_checks(name, answers, facts.events[0], facts)


def _event_checks(name: str, answers: Mapping[str, str], event: Event, facts: Facts) -> Iterator[Check]:
    found = aspects_of(event)
    for aspect in _ASPECTS:
        if aspect in answers:
            yield equal(f"{name}/{aspect}", answers[aspect], found[aspect])
    if "country" in answers:
        country = event.places[0].country if event.places else None
        yield equal(f"{name}/country", answers["country"], country or NONE)
    if "actors" in answers:
        yield actors_check(name, _pairs(answers["actors"]), roles_of(event))
    if "said" in answers:
        yield said_by_check(name, _pairs(answers["said"]), facts)


def _pairs(told: str) -> dict[str, str]:
    """Read `A|B=attacker|accused; C=party` into the words of the whole articles' answers."""
    pairs = (one.split("=") for one in told.split("; "))
    return {who.replace("|", " / "): what.replace("|", " / ") for who, what in pairs}


def _names(name: str, answers: Mapping[str, str], facts: Facts) -> Check:
    """Everybody who is named there is found, by one of his names, and nobody else."""
    found = [actor.name for actor in facts.actors]
    named = [one.split(" / ") for one in answers["names"].split("; ")]
    allowed = [*(alias for one in named for alias in one), *answers.get("ignore", "").split("; ")]
    missing = [one[0] for one in named if not any(_is(alias, actor) for alias in one for actor in found)]
    others = [actor for actor in found if not any(_is(alias, actor) for alias in allowed)]
    got = "; ".join([*(f"no {one}" for one in missing), *others]) or "all and no other"
    return equal(name, "all and no other", got)


def _is(one: str, other: str) -> bool:
    """Whether one of two names holds the other, word by word."""
    first, second = f" {key(one)} ", f" {key(other)} "
    return first in second or second in first
