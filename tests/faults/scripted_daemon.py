"""media-monitor as it is, but for the clock on the wall: python scripted_daemon.py CLOCK run --config FILE.

CLOCK is a file with a moment. The wall shows it, and stands still until another is written there; CLOCK with the
suffix `.seen` then says so. So nothing that is decided depends on how long this machine takes over it.
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
    """Set the clock whenever the file says so, then tell what it shows."""
    while True:
        tell(file, shown)
        while (moment := file.read_text()) == shown:
            time.sleep(LOOK)
        shown = moment
        traveller.move_to(datetime.fromisoformat(shown), tick=False)


def tell(file: Path, shown: str) -> None:
    new = file.with_suffix(".seen.new")
    new.write_text(shown)
    new.replace(file.with_suffix(".seen"))


def run() -> int:
    file = Path(sys.argv[1])
    shown = file.read_text()
    traveller = time_machine.travel(datetime.fromisoformat(shown), tick=False).start()
    threading.Thread(target=follow, args=(file, traveller, shown), daemon=True).start()
    sys.argv = ["media-monitor", *sys.argv[2:]]
    return main()


if __name__ == "__main__":
    sys.exit(run())
