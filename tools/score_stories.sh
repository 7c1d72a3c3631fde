#!/bin/sh
# Scores `backtest` on the development sets: tools/score_stories.sh ../shared/bench
# Their articles carry no dates and their order is their name, so copies get rising times first.
set -eu
bench=$1
python=${PYTHON:-.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for set in ecb-dev wire-dev; do
    cp -r "$bench/stories/$set/docs" "$work/$set"
    n=1700000000
    for file in "$work/$set"/*; do touch -d "@$n" "$file"; n=$((n + 30)); done
    "$python" -m monitor backtest --json --rules "$bench/stories/rules" "$work/$set" \
        | "$python" "$bench/predictions.py" stories > "$work/$set.jsonl"
    case $set in ecb-dev) score=score.py ;; *) score=score_copies.py ;; esac
    printf '%s ' "$set"
    "$python" "$bench/stories/$score" "$bench/stories/$set/gold.jsonl" "$work/$set.jsonl"
done
