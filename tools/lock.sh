#!/usr/bin/env bash
# Pins every package by version and hash, without naming an index. Run it after a change of dependencies.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { .venv/bin/python -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header "$@" pyproject.toml; }
.venv/bin/python -m pip install --quiet pip-tools
compile --extra html --extra postgres --extra web --extra channels --extra dev -o requirements-dev.lock
compile --extra html --constraint requirements-dev.lock -o requirements.lock
