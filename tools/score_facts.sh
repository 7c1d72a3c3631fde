#!/bin/sh
# Scores the facts of one development set: tools/score_facts.sh BENCH SET, such as ../shared/bench muc4-dev.
# BENCH holds predictions.py and facts/score.py; errors are written to errors.jsonl for reading.
set -eu
bench=$1 name=$2
python -m monitor facts --json "$bench/facts/$name/docs" | python3 "$bench/predictions.py" facts > predicted.jsonl
python3 "$bench/facts/score.py" "$bench/facts/$name/gold.jsonl" predicted.jsonl --errors errors.jsonl
