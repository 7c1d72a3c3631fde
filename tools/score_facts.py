"""What `tools/score_facts.sh` prints: python -m tools.score_facts BENCH SET PREDICTED

Every figure of the development set stands with its 95 % interval from 400 samples of the articles with replacement
(the percentiles; seed 0) and, in brackets, what a careful 250-line grammar reaches on the same articles. The figures
themselves are those of the set's own scorer, `facts/score.py`, which is read from there.
"""

from __future__ import annotations

import importlib.util
import random
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SAMPLES = 400
Rows = Mapping[str, Any]
FIGURES = (
    ("killed: detection F1", ("killed", "detect", "F1"), ".85", ">= .93"),
    ("killed: value", ("killed", "value_acc"), ".59", ">= .75"),
    ("killed: 5 or more F1", ("killed", "threshold_F1", ">=5", "F1"), ".80", ">= .88"),
    ("killed: false alerts (articles)", ("killed", "detect", "fp"), "8", "<= 3"),
    ("injured: detection F1", ("injured", "detect", "F1"), ".90", ">= .94"),
    ("injured: value", ("injured", "value_acc"), ".58", ">= .78"),
    ("attackers: recall", ("actors", "recall_by_role", "attacker", 0), ".58", ">= .74"),
    ("names an article", ("actors", "names_per_doc"), "17.6", "<= 15"),
    ("actors: F1", ("actors", "F1"), ".74", ">= .83"),
    ("actors: precision", ("actors", "P"), "-", ">= .79"),
    ("actors: recall", ("actors", "R"), "-", ">= .79"),
    ("unverified: balanced accuracy", ("unverified", "balanced_acc"), ".63", "reported; aim .72"),
)
"""Title, where the scorer's answer has it, the careful simple grammar, what is asked."""


def main() -> None:
    bench, name, predicted = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    scorer = read_scorer(bench / "facts")
    gold, found = scorer.load(bench / "facts" / name / "gold.jsonl"), scorer.load(predicted)
    whole, drawn = scored(scorer, gold, found), samples(scorer, gold, found)
    print(f"{name}: {len(gold)} articles\n{'':38}now    95 %           simple  asked")
    for title, keys, simple, asked in FIGURES:
        value = dug(whole, keys)
        if value is not None:
            low, high = interval([one for sample in drawn if (one := dug(sample, keys)) is not None])
            print(f"{title:36} {value:6.3f}  {low:6.3f}-{high:<6.3f}  ({simple:>4})  {asked}")


def read_scorer(folder: Path) -> Any:  # noqa: ANN401 - a module that is not ours
    """Import the set's own scorer."""
    sys.path.insert(0, str(folder))
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder}: no score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(scorer: Any, gold: Rows, found: Rows) -> Rows:  # noqa: ANN401 - as above
    """Return everything that the scorer says of some articles."""
    return {
        "killed": scorer.count_field(gold, found, "killed", []),
        "injured": scorer.count_field(gold, found, "injured", []),
        "actors": scorer.actors(gold, found, []),
        "unverified": scorer.flag(gold, found),
    }


def samples(scorer: Any, gold: Rows, found: Rows) -> list[Rows]:  # noqa: ANN401 - as above
    """Score samples of the articles, each as large as the set, drawn with replacement."""
    ids, chance = sorted(gold), random.Random(0)  # noqa: S311 - samples, no secrets
    made = []
    for _ in range(SAMPLES):
        drawn = {f"{number}": one for number, one in enumerate(chance.choices(ids, k=len(ids)))}
        rows = {number: gold[one] for number, one in drawn.items()}
        made.append(scored(scorer, rows, {number: found[one] for number, one in drawn.items() if one in found}))
    return made


def interval(values: list[float]) -> tuple[float, float]:
    """Return the 2.5th and the 97.5th percentile."""
    values = sorted(values)
    return values[int(len(values) * 0.025)], values[int(len(values) * 0.975)]


def dug(answer: Any, keys: tuple[str | int, ...]) -> float | None:  # noqa: ANN401 - nested answers of the scorer
    """Return what stands under nested keys, nothing where a key is missing."""
    for key in keys:
        if answer is None or (isinstance(answer, dict) and key not in answer):
            return None
        answer = answer[key]
    return float(answer)


if __name__ == "__main__":
    main()
