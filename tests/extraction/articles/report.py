"""What does not hold, with what is there and what was found: `python -m tests.extraction.articles.report [NAME…]`.

`--update` writes `known_failures.txt` anew: what holds now goes, reasons stay, and what fails without being listed
comes in with a reason that begins with `?` - which the tests refuse until a person has written one.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Mapping

from tests.extraction.articles.collected import all_checks
from tests.extraction.articles.golden import Check
from tests.extraction.articles.known import UNREAD, read_known, write_known
from tests.extraction.articles.notes import NOTE_FILES
from tests.extraction.articles.voices import VOICE_FILES
from tests.extraction.articles.who_and_where import REPORT_FILES


def main(arguments: list[str]) -> None:
    checks = all_checks()
    known = read_known()
    failing = {name: check for name, check in checks.items() if not check.holds}
    if "--update" in arguments:
        write_known({name: known.get(name) or _unread(check) for name, check in failing.items()})
    wanted = tuple(one for one in arguments if not one.startswith("-"))
    lines = [_told(check, known) for name, check in failing.items() if name.startswith(wanted or ("",))]
    lines += [f"HOLDS {name}: take it off the list (--update)" for name in known.keys() - failing.keys()]
    print("\n".join([*lines, "", *_counts(checks)]))  # noqa: T201 - a command's output


def _told(check: Check, known: Collection[str]) -> str:
    mark = "known" if check.name in known else "NEW  "
    return f"{mark} {check.name}\n      there {check.expected}\n      found {check.got}"


def _unread(check: Check) -> str:
    return f"{UNREAD} there {check.expected}, found {check.got}"


def _counts(checks: Mapping[str, Check]) -> list[str]:
    """How many hold: of each file of notes, of the whole articles, and of each of their aspects."""
    held: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for name, check in checks.items():
        file, aspect = name.partition("/")[0], name.rpartition("/")[2]
        for group in [file] if file in NOTE_FILES | REPORT_FILES | VOICE_FILES else ["articles", f"  {aspect}"]:
            of[group] += 1
            held[group] += check.holds
    return [f"{group:12} {held[group]:4} of {of[group]}" for group in of]


if __name__ == "__main__":
    main(sys.argv[1:])
