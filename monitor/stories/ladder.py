"""How sure a story is: what many reports of one event are worth together.

Two *independent* configured sources lift a claim to `corroborated`: other outlets, no reprints, and not
both quoting the same speaker. What an unknown or merely claimed source says lifts nothing; what anybody
denies is disputed.
"""

from __future__ import annotations

from collections.abc import Iterable

from monitor.model import Source
from monitor.vocabulary import LADDER, SourceKind, Status

_NO_WITNESS = (SourceKind.SOCIAL, SourceKind.UNKNOWN)


def is_witness(source: Source) -> bool:
    """Return whether an outlet's own word counts: the configuration knows it, and it is no social account."""
    return source.configured and source.kind not in _NO_WITNESS


def corroborated(voices: Iterable[tuple[Source, str | None, Status]]) -> bool:
    """Return whether two independent configured sources say it in their own right, each at least `reported`.

    A voice is an outlet, whom it quotes (`None` is itself), and how sure it is.
    """
    heard = {
        (source.id, quoted.casefold() if quoted else f"{source.id} itself")
        for source, quoted, status in voices
        if is_witness(source) and status in (Status.REPORTED, Status.CORROBORATED)
    }
    return any(one[0] != other[0] and one[1] != other[1] for one in heard for other in heard)


def lowest(statuses: Iterable[Status], default: Status) -> Status:
    """Return the lowest rung; `unknown` stands on none and counts only when there is nothing else."""
    known = [status for status in statuses if status in LADDER]
    return min(known, key=LADDER.index) if known else default


def highest(statuses: Iterable[Status], default: Status) -> Status:
    """Return the highest rung, the same way."""
    known = [status for status in statuses if status in LADDER]
    return max(known, key=LADDER.index) if known else default
