"""Articles of full length with who says each figure, through whom, how sure, and which value: `voices/*.txt`.

    === c05
    status: disputed                    of the event
    flags: denied; not alleged          what it must and must not be flagged with; `a|b` is one of the two
    killed: 9 / 9..30                   the value that stands
    says: killed 9 = hospital @ official via AFP; killed 30 = villagers @ unnamed
    who: russia = claimed|unverified    how sure it is who did it
    ---
    TERA, Nov 20 - ...

Behind `=` stand words of the speaker (`own`: the outlet itself), the kinds that are right and who passed it on. A key
left out is not asked. The first line of a file says when its texts were published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from monitor.extraction import extract
from monitor.extraction.words.folding import key
from monitor.model import Attribution, Event
from monitor.vocabulary import ClaimKind, Harm
from tests.extraction.articles.golden import NONE, Check, aspects_of, equal
from tests.extraction.names_case import full_knowledge, read

VOICES = Path(__file__).parent / "voices"
VOICE_FILES = frozenset(path.stem for path in VOICES.glob("*.txt"))

_BLOCK = re.compile(r"^=== ", re.MULTILINE)
_SAID = re.compile(r"(?P<harm>\w+) (?P<number>\d+) = (?P<who>[^@]+?)(?: @ (?P<kinds>\S+)(?: via (?P<via>.+))?)?$")
OWN = "own"


def voice_checks() -> Iterator[Check]:
    """Read every file, extract and compare."""
    for path in sorted(VOICES.glob("*.txt")):
        head, *blocks = _BLOCK.split(path.read_text(encoding="utf-8"))
        published = datetime.fromisoformat(head.strip().rpartition("Published: ")[2] + "T12:00:00+00:00")
        for block in blocks:
            answers, _, text = block.partition("\n---\n")
            name, *lines = answers.splitlines()
            events = extract(read(text.strip(), received_at=published), full_knowledge()).events
            yield from _checks(f"{path.stem}/{name}", dict(line.split(": ", 1) for line in lines), events)


def _checks(name: str, answers: Mapping[str, str], events: tuple[Event, ...]) -> Iterator[Check]:
    event = events[0] if events else None
    found = aspects_of(event) if event else {}
    for aspect in ("status", *Harm):
        if aspect in answers:
            expected = answers[aspect].replace("|", " / ")
            yield equal(f"{name}/{aspect}", expected, found.get(aspect, "no event"))
    if "flags" in answers:
        yield _flags(f"{name}/flags", answers["flags"], event)
    for told in answers.get("says", "").split("; ") if "says" in answers else ():
        yield from _says(name, told, event)
    for told in answers.get("who", "").split("; ") if "who" in answers else ():
        who, _, statuses = told.partition(" = ")
        yield equal(f"{name}/who {who}", statuses.replace("|", " / "), _how_sure(who, event))


def _flags(name: str, asked: str, event: Event | None) -> Check:
    flags = {flag.value for flag in event.verification.flags} if event else set()
    wrong = [one for one in asked.split("; ") if not _holds(one, flags)]
    return Check(name=name, expected=asked, got=", ".join(sorted(flags)) or NONE, holds=event is not None and not wrong)


def _holds(asked: str, flags: set[str]) -> bool:
    words = asked.removeprefix("not ").split("|")
    return flags.isdisjoint(words) if asked.startswith("not ") else not flags.isdisjoint(words)


def _says(name: str, told: str, event: Event | None) -> Iterator[Check]:
    said = _SAID.match(told)
    if said is None:
        raise ValueError(told)
    spoken = _voices(event, said["harm"], int(said["number"]))
    right = [one for one in spoken if _is_by(one, said["who"]) and _is_of(one, said["kinds"])]
    got = "; ".join(_written(one) for one in spoken) or "no such figure"
    which = f"{name}/{said['harm']} {said['number']}"
    yield Check(name=f"{which} said", expected=f"{said['who']} @ {said['kinds']}", got=got, holds=bool(right))
    if said["via"]:
        passed = any(one and one.via and key(said["via"]) in key(one.via) for one in spoken)
        yield Check(name=f"{which} via", expected=said["via"], got=got, holds=passed)


def _voices(event: Event | None, harm: str, number: int) -> list[Attribution | None]:
    figure = event.casualties.of(Harm(harm)) if event else None
    claims = figure.claims if figure else ()
    return [claim.attribution for claim in claims if claim.value and number in (claim.value.min, claim.value.max)]


def _is_by(one: Attribution | None, asked: str) -> bool:
    words = asked.split("|")
    return OWN in words if one is None else any(key(word) in key(one.source) for word in words)


def _is_of(one: Attribution | None, kinds: str | None) -> bool:
    return one is None or kinds is None or one.kind in kinds.split("|")


def _written(one: Attribution | None) -> str:
    return OWN if one is None else f"{one.source} @ {one.kind}" + (f" via {one.via}" if one.via else "")


def _how_sure(who: str, event: Event | None) -> str:
    """Return the lowest-told status of the claims that an actor did it."""
    names = {actor.id: actor.name for actor in event.actors} if event else {}
    told = [
        claim.status.value
        for claim in (event.claims if event else ())
        if claim.about is ClaimKind.PERPETRATOR and claim.actor and _is_named(who, claim.actor, names)
    ]
    order = ["disputed", "unverified", "claimed", "reported"]
    return min(told, key=order.index) if told else "nobody"


def _is_named(who: str, actor: str, names: Mapping[str, str]) -> bool:
    return any(
        key(word) in key(told) for word in who.split("|") for told in (actor.replace("-", " "), names.get(actor, ""))
    )
