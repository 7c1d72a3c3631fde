from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from monitor.delivery.brief import Brief
from monitor.delivery.samples import sample_variables
from monitor.shipped import shipped

PAGE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", [field.name for field in fields(Brief)])
def test_the_page_on_templates_names_every_field_of_the_brief(field: str) -> None:
    assert f"`brief.{field}`" in PAGE


def test_the_page_on_templates_names_every_variable() -> None:
    names = next(iter(sample_variables("alert")))
    assert [name for name in names if f"`{name}`" not in PAGE] == []


def test_the_page_on_templates_names_every_shipped_file() -> None:
    names = [path.name for path in shipped("templates").glob("*.j2")]
    assert names
    assert [name for name in names if f"`{name}`" not in PAGE] == []
