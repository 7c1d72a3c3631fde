"""`make bench`: print every figure. `--short` is CI's form."""

from __future__ import annotations

import argparse

from tools.bench import backtest, engine, facts, flow, scale, steps, stories


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="Print every figure.")
    parser.add_argument("--short", action="store_true", help="the short form, as CI runs it")
    short = parser.parse_args().short
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
