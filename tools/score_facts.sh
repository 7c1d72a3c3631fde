#!/bin/sh
# Scores the facts of one development set: tools/score_facts.sh BENCH SET, such as ../shared/bench muc4-dev.
# BENCH holds predictions.py and facts/score.py. What is predicted goes to predicted.jsonl, the scorer's own report to
# scores.json, errors for reading to errors.jsonl, all in this folder; printed is each figure with its 95 % interval.
set -eu
bench=$1 name=$2
python -m monitor facts --json "$bench/facts/$name/docs" | python3 "$bench/predictions.py" facts > predicted.jsonl
python3 "$bench/facts/score.py" "$bench/facts/$name/gold.jsonl" predicted.jsonl --errors errors.jsonl > scores.json
python -m tools.score_facts "$bench" "$name" predicted.jsonl
