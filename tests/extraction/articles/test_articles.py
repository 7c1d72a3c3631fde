"""Everything an editor finds in whole modern articles; what is not found yet is listed with a reason."""

import pytest

from tests.extraction.articles.collected import all_checks
from tests.extraction.articles.golden import FOLDER
from tests.extraction.articles.known import UNREAD, read_known

KNOWN = read_known()


def _cases() -> list[object]:
    return [
        pytest.param(
            name,
            id=name,
            marks=[pytest.mark.xfail(strict=True, reason=KNOWN[name], raises=AssertionError)] if name in KNOWN else [],
        )
        for name in all_checks()
    ]


@pytest.mark.parametrize("name", _cases())
def test_the_program_finds_what_an_editor_finds(name: str) -> None:
    check = all_checks()[name]
    assert check.holds, f"there: {check.expected}; found: {check.got}"


def test_the_list_names_only_checks_that_exist_and_says_why_each_fails() -> None:
    assert KNOWN.keys() <= all_checks().keys()
    assert [name for name, reason in KNOWN.items() if not reason or reason.startswith(UNREAD)] == []


def test_every_article_has_its_answers() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} - {"known_failures"} == {
        path.stem for path in FOLDER.glob("*.yaml")
    }
