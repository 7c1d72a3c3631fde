"""Who ordered a deed, and who was ordered to do it: "X ordered Y to launch", "the attack was ordered by X"."""

from __future__ import annotations

from monitor.extraction.index.scan import Scan
from monitor.extraction.speakers.blame import REACH
from monitor.vocabulary import Role

PEACEFUL = 26  # characters before an order of something peaceful
_DONE = (Role.ATTACKER, Role.VICTIM, Role.TARGET)


def ordered_by(scan: Scan) -> list[tuple[int, int]]:
    """Stretches between an order and its act: "ordered X to launch"."""
    found = []
    for order in scan.get("orders"):
        acts = scan.between("acts", order.end, scan.sentence_at(order.start).end)
        if acts:
            found.append((order.start, acts[0].start))
    return found


def tells_a_deed(scan: Scan, start: int) -> bool:
    """Whether what was ordered is a deed: "the attack was ordered by", not "a cease-fire that was ordered by"."""
    if not scan.index.speech["peaceful"].isdisjoint(scan.shadow[max(0, start - PEACEFUL) : start].split()):
        return False
    begin = max(scan.sentence_at(start).start, start - REACH)
    done = (hit for hit in scan.between("role", begin, start) if hit.value[0] in _DONE)
    return bool(scan.between("deeds", begin, start)) or next(done, None) is not None
