"""What does not hold, with what is there and what was found: `python -m tests.extraction.articles.report [NAME…]`.

`--update` writes `known_failures.txt` anew: what holds now goes, reasons stay, and what fails without being listed
comes in with a reason that begins with `?` - which the tests refuse until a person has written one.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Mapping

from tests.extraction.articles.golden import Check, all_checks
from tests.extraction.articles.known import UNREAD, read_known, write_known


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
    held: Counter[str] = Counter()
    of: Counter[str] = Counter()
    for name, check in checks.items():
        for aspect in (name.rpartition("/")[2], "all"):
            of[aspect] += 1
            held[aspect] += check.holds
    return [f"{aspect:10} {held[aspect]:4} of {of[aspect]}" for aspect in of]


if __name__ == "__main__":
    main(sys.argv[1:])
