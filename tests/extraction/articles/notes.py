"""Short texts with the killed and injured of their event, many in a file: `name: text => killed 3, injured 5+`.

A pilcrow is a paragraph border, `none` is not stated, and " / " stands between answers that are equally right.
The first line of a file says when its texts were published. Each text makes the checks `FILE/NAME/killed` and
`FILE/NAME/injured`, over all of its events; one with `=> status reported` asks how sure the event is instead, one with
`=> event none` that there is none, not even one without a figure. Missing, abducted and
the number of `events` are asked where they are answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from monitor.extraction import extract
from monitor.model import Facts
from monitor.vocabulary import Harm
from tests.extraction.articles.golden import NONE, Check, equal
from tests.extraction.figures_case import figure
from tests.extraction.names_case import full_knowledge, read

NOTES = Path(__file__).parent / "notes"
NOTE_FILES = frozenset(path.stem for path in NOTES.glob("*.txt"))

_LINE = re.compile(r"(?P<name>[\w-]+): (?P<text>.+) => (?P<answers>.+)")
_ANSWER = re.compile(
    r"(killed|injured|missing|abducted|events|status|event) (.+?)(?=, (?:injured|missing|abducted|events) |$)"
)


def note_checks() -> Iterator[Check]:
    """Read every file of notes, extract and compare."""
    for path in sorted(NOTES.glob("*.txt")):
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        published = datetime.fromisoformat(head.rpartition("Published: ")[2] + "T12:00:00+00:00")
        for line in lines:
            yield from _checks(path.stem, line, published)


def _checks(file: str, line: str, published: datetime) -> Iterator[Check]:
    parts = _LINE.fullmatch(line)
    if parts is None:
        raise ValueError(f"{file}: not `name: text => answers`: {line[:60]}")
    facts = extract(read(parts["text"].replace(" ¶ ", "\n\n"), received_at=published), full_knowledge())
    answers = dict(_ANSWER.findall(parts["answers"]))
    if "status" in answers:
        yield equal(f"{file}/{parts['name']}/status", answers["status"], facts.verification.status)
        return
    if "event" in answers:
        found = " | ".join(str(event.kind) for event in facts.events)
        yield equal(f"{file}/{parts['name']}/event", answers["event"], found or NONE)
        return
    for harm in (Harm.KILLED, Harm.INJURED):
        yield equal(f"{file}/{parts['name']}/{harm}", answers.get(harm, NONE), _figures(facts, harm))
    for harm in (Harm.MISSING, Harm.ABDUCTED):
        if harm in answers:
            yield equal(f"{file}/{parts['name']}/{harm}", answers[harm], _figures(facts, harm))
    if "events" in answers:
        yield equal(f"{file}/{parts['name']}/events", answers["events"], str(len(facts.events)))


def _figures(facts: Facts, harm: Harm) -> str:
    stated = [casualty for event in facts.events if (casualty := event.casualties.of(harm))]
    return " | ".join(figure(harm, one).removeprefix(f"{harm} ") for one in stated) or NONE
