"""`make bench`: print every figure. `--short` is CI's form."""

from __future__ import annotations

import sys

from tools.bench import backtest, engine, facts, flow, scale, steps, stories


def main() -> None:
    short = "--short" in sys.argv[1:]
    parts = (
        ("Facts", facts.report),
        ("Steps", steps.report),
        ("Stories", stories.report),
        ("Engine", engine.report),
        ("Many rules", scale.report),
        ("Backtest", backtest.report),
        ("Flow", flow.report),
    )
    for title, report in parts:
        print(f"\n{title}\n{'-' * len(title)}", flush=True)
        for line in report(short=short):
            print(line, flush=True)


if __name__ == "__main__":
    main()
