"""What the language costs: `python -m tools.bench.loading` prints a line of JSON. Run in a process of its own."""

from __future__ import annotations

import json
import time


def resident() -> float:
    """Return the process's resident memory in MB (Linux)."""
    with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 - pathlib would be imported before the count
        (line,) = [line for line in file if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


def main() -> None:
    """Measure before anything of ours is imported, after the code, after the lists of actors, after the language."""
    steps = [resident()]
    from monitor.extraction import load_knowledge  # noqa: PLC0415 - the order is what is measured
    from monitor.reading import read_articles  # noqa: F401, PLC0415 - its memory is a part of the code's

    steps.append(resident())
    from monitor.rules.load import load_gazetteer  # noqa: PLC0415
    from monitor.shipped import shipped  # noqa: PLC0415

    gazetteer = load_gazetteer(shipped("rules"))
    steps.append(resident())
    start = time.process_time()
    knowledge = load_knowledge(gazetteer)
    seconds = time.process_time() - start
    steps.append(resident())
    del knowledge  # not before: what nobody holds is freed, and costs nothing
    bare, code, lists, language = steps
    print(json.dumps({"code": code - bare, "lists": lists - code, "language": language - lists, "seconds": seconds}))


if __name__ == "__main__":
    main()
