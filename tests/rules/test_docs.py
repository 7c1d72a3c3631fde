"""The examples of the documents are rules that this program takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.rules.load import read_rule_set

DOCS = Path(__file__).resolve().parents[2] / "docs"
EXAMPLES = [
    (path.name, n, block)
    for path in sorted(DOCS.glob("*.md"))
    for n, block in enumerate(re.findall(r"```yaml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL))
    if re.search("^when:", block, re.MULTILINE)
]


@pytest.mark.parametrize("block", [block for *_, block in EXAMPLES], ids=[f"{name}-{n}" for name, n, _ in EXAMPLES])
def test_an_example_is_taken_without_an_error(tmp_path: Path, block: str) -> None:
    (tmp_path / "example.yml").write_text(block, encoding="utf-8")
    rule_set, problems = read_rule_set(tmp_path)
    assert [str(problem) for problem in problems if not problem.warning] == []
    assert rule_set.rules
