#!/usr/bin/env bash
# Pins every package by version and hash, without naming an index. Run it after a change of dependencies.
# Its own environment has the newest pip: pip 23 overlooks an extra that is spelled with `_` (lxml[html_clean]).
# The build back-end is pinned too, so that the project itself is installed without an index.
set -euo pipefail
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place"
"$place/bin/python" -m pip install --quiet --upgrade pip pip-tools
compile() {
  "$place/bin/python" -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
    --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
    --build-deps-for wheel --build-deps-for editable "$@" pyproject.toml
}
compile --extra html --extra postgres --extra web --extra apprise --extra dev -o requirements-dev.lock
compile --extra html --constraint requirements-dev.lock -o requirements.lock
# What `make bench` compares with: an environment of its own, so it constrains nothing of the program's.
"$place/bin/python" -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links -o requirements-bench.lock tools/bench/requirements.in
