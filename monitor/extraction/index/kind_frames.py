"""The kind of an event by who does what, where no single word tells it: "a bus hit a tree", "jets hit the airport".

Subjects and verbs of the frames are found with the cues of an article; where a verb has a subject of its own frame
before it, the two are one cue of the frame's kind.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, NamedTuple

from monitor.extraction.index.index import words

SUBJECT, VERB = "subject:", "verb:"
HELPERS = (SUBJECT, VERB)
FARTHEST = 70  # characters from a subject to its verb
_CLAUSE = frozenset(";:.!?")


Told = tuple[int, int, str, int]
"""A cue as it is found: where it starts and ends, what it tells, the number of its sentence."""


class Helper(NamedTuple):
    """A subject or a verb where it stands, with the frames that have it."""

    start: int
    end: int
    sentence: int
    frames: frozenset[str]


class Framed(NamedTuple):
    """A verb whose subject, which starts at `subject`, makes a kind of it."""

    start: int
    end: int
    tag: str
    sentence: int
    subject: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFrames:
    """The frames of one language."""

    kinds: Mapping[str, str]  # frame -> the tag of its cue
    between: frozenset[str]  # words that may follow a subject whose verb comes later
    passive: frozenset[str]  # words before a verb that make a patient of its subject

    def read(self, helpers: Sequence[Told], text: str) -> list[Framed]:
        """Return the cues that subjects and verbs make together; `text` is folded."""
        subjects = _sorted(helpers, SUBJECT)
        found = (self._frame(subjects, verb, text) for verb in _sorted(helpers, VERB)) if subjects else ()
        return [one for one in found if one]

    def _frame(self, subjects: list[Helper], verb: Helper, text: str) -> Framed | None:
        subject = _nearest(subjects, verb)
        common = sorted(subject.frames & verb.frames) if subject else []
        if not (subject and common) or not self._belong(subject, verb, text):
            return None
        return Framed(verb.start, verb.end, self.kinds[common[0]], verb.sentence, subject.start)

    def _belong(self, subject: Helper, verb: Helper, text: str) -> bool:
        """Whether a verb is that of a subject: right behind it, or with only what describes the subject between."""
        between = text[subject.end : verb.start]
        if not _CLAUSE.isdisjoint(between):
            return False
        told = between.replace(",", " , ").split()
        if not told:
            return True
        return told[-1] not in self.passive and (told[0] in self.between or told[0] in (",", "("))


def helper_phrases(frames: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return the phrases of all frames, each with its tag: "subject:vehicles", "verb:vehicles"."""
    for name, frame in frames.items():
        for prefix, part in ((SUBJECT, "subjects"), (VERB, "verbs")):
            yield from ((phrase, prefix + name) for phrase in words(frame[part]))


def build_frames(pack: Mapping[str, Any]) -> KindFrames:
    """Read `kind_frames.yaml`; a language may lack it."""
    return KindFrames(
        kinds={name: f"kind:{frame['kind']}" for name, frame in pack.get("frames", {}).items()},
        between=frozenset(words(pack.get("between"))),
        passive=frozenset(words(pack.get("passive"))),
    )


def _sorted(helpers: Iterable[Told], prefix: str) -> list[Helper]:
    """Return the subjects, or the verbs, in order of where they end; of those that overlap the longest."""
    frames: dict[tuple[int, int, int], set[str]] = {}
    for start, end, tag, sentence in helpers:
        if tag.startswith(prefix):
            frames.setdefault((start, end, sentence), set()).add(tag.removeprefix(prefix))
    found: list[Helper] = []
    for (start, end, sentence), told in sorted(frames.items(), key=lambda item: (item[0][0], -item[0][1])):
        if not found or start >= found[-1].end:
            found.append(Helper(start, end, sentence, frozenset(told)))
    return found


def _nearest(subjects: list[Helper], verb: Helper) -> Helper | None:
    at = bisect_right(subjects, verb.start, key=attrgetter("end")) - 1
    subject = subjects[at] if at >= 0 else None
    near = subject and subject.sentence == verb.sentence and verb.start - subject.end <= FARTHEST
    return subject if near else None
