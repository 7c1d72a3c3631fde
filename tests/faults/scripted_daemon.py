"""media-monitor as it is, but for the clock on the wall: python scripted_daemon.py CLOCK run --config FILE.

CLOCK is a file with a moment. Time goes on from there by itself, and jumps when another moment is written into it.
"""

from __future__ import annotations

import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import time_machine

from monitor.cli import main

LOOK = 0.02
"""Seconds between two looks at the file."""


def follow(file: Path, traveller: time_machine.Coordinates, shown: str) -> None:
    """Set the clock whenever the file says so."""
    while True:
        time.sleep(LOOK)
        moment = file.read_text()
        if moment != shown:
            shown = moment
            traveller.move_to(datetime.fromisoformat(shown), tick=True)


def run() -> int:
    file = Path(sys.argv[1])
    shown = file.read_text()
    traveller = time_machine.travel(datetime.fromisoformat(shown), tick=True).start()
    threading.Thread(target=follow, args=(file, traveller, shown), daemon=True).start()
    sys.argv = ["media-monitor", *sys.argv[2:]]
    return main()


if __name__ == "__main__":
    sys.exit(run())
