"""`make bench`: print every figure. `--short` is CI's form."""

from __future__ import annotations

import sys

from tools.bench import facts, flow, steps


def main() -> None:
    short = "--short" in sys.argv[1:]
    for title, report in (("Facts", facts.report), ("Steps", steps.report), ("Flow", flow.report)):
        print(f"\n{title}\n{'-' * len(title)}", flush=True)
        for line in report(short=short):
            print(line, flush=True)


if __name__ == "__main__":
    main()
