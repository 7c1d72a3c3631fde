"""What kind of event an article reports, by the words it tells it with; the cases stand in `kind_cases.txt`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.extraction.load import LANGUAGES, read_pack
from monitor.model import Facts
from tests.extraction.figures_case import cases


@pytest.mark.parametrize(("text", "expected"), cases("kind_cases.txt"))
def test_an_event_has_the_kind_of_its_words(text: str, expected: str, facts_of: Callable[[str], Facts]) -> None:
    assert facts_of(text).events[0].kind == expected


@pytest.mark.parametrize(
    ("kinds", "complaints"),
    [
        ("fire: blaze, inferno\nstrike: barrage, blaze\n", ["'blaze' is told twice: for fire and for strike"]),
        ("fire: blaze, inferno, blaze\n", ["'blaze' is told twice: for fire and for fire"]),
        (
            "strike: hit|struck by a shell, struck by a shell\n",
            ["'struck by a shell' is told twice: for strike and for strike"],
        ),
        ("fire: blaze, wildfire, blaze up\nstrike: barrage\nother:\n", []),
    ],
)
def test_a_word_told_twice_is_refused_with_its_file_and_kinds(
    kinds: str, complaints: list[str], tmp_path: Path
) -> None:
    folder = tmp_path / "xx"
    folder.mkdir()
    (folder / "kinds.yaml").write_text(kinds)
    if not complaints:
        assert set(read_pack(folder)) == {"kinds"}
        return
    with pytest.raises(ConfigError) as refused:
        read_pack(folder)
    assert [str(problem) for problem in refused.value.problems] == [f"xx/kinds.yaml:1:1: {one}" for one in complaints]


def test_the_shipped_languages_are_accepted() -> None:
    folders = [folder for folder in LANGUAGES.iterdir() if folder.is_dir()]
    assert folders
    assert all(read_pack(folder)["kinds"] for folder in folders)
