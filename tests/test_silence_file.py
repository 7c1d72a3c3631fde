"""A file of silences for a backtest: read whole, or every mistake at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.silence_file import load_silences

GOOD = """\
- matchers: [place=Belgorod, 'level!="critical"']
  starts_at: 2024-01-01T00:00:00+02:00
  ends_at: 2024-06-01
  owner: eva
  reason: trial
"""
BAD = """\
- matchers: [plaze=Belgorod]
  starts_at: 2024-01-02
  ends_at: 2024-01-01
  owner: eva
  reason: trial
- {matchers: [level=low], starts_at: 2024-01-01, ends_at: 2024-01-02, reason: trial, why: so}
"""


def test_a_file_of_silences_may_span_any_time_and_its_times_are_utc(tmp_path: Path) -> None:
    path = tmp_path / "silences.yml"
    path.write_text(GOOD)
    (silence,) = load_silences(path)
    assert silence.matchers == ("place=Belgorod", 'level!="critical"')
    assert silence.starts_at.isoformat() == "2023-12-31T22:00:00+00:00"
    assert silence.ends_at.isoformat() == "2024-06-01T00:00:00+00:00"
    assert silence.break_through


def test_every_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    path = tmp_path / "silences.yml"
    path.write_text(BAD)
    with pytest.raises(ConfigError) as refused:
        load_silences(path)
    told = [f"{one.line}:{one.column}: {one.message}" for one in refused.value.problems]
    assert told == [
        "1:14: unknown label `plaze`; did you mean `place`?",
        "1:3: it ends at 2024-01-01 00:00 UTC, which is not after its start",
        "6:3: the key `owner` is missing",
        "6:86: unknown key `why`; known keys: matchers, starts_at, ends_at, owner, reason, break_through",
    ]


@pytest.mark.parametrize("text", ["", "matchers: [level=low]\n", "- a\n"])
def test_a_file_that_is_no_list_of_maps_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "silences.yml"
    path.write_text(text)
    with pytest.raises(ConfigError):
        load_silences(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load_silences(tmp_path / "none.yml")
