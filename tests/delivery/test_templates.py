from __future__ import annotations

import os
from pathlib import Path

import pytest

from monitor.delivery.samples import FAMILIES, sample_letters
from monitor.delivery.templates import Templates
from monitor.errors import ConfigError
from monitor.settings import Receiver
from monitor.shipped import shipped

DOUBLED = "{{% set ns = namespace(x='a' * 9) %}}{{% for n in range(40) %}}{{% set ns.x = ns.{} %}}{{% endfor %}}"


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / (name.replace("_", ".") + ".j2")).write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path, receivers: tuple[Receiver, ...] = ()) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        Templates.load(folder, receivers=receivers)
    return [str(problem).removeprefix(f"{folder}/") for problem in refused.value.problems]


def test_the_shipped_templates_show_every_sample_letter() -> None:
    templates = Templates.load(None)
    assert all(not templates.missing(family) for family in FAMILIES if family != "webhook")
    assert all(sample_letters(family) for family in FAMILIES)
    files = sorted(shipped("templates").iterdir())
    assert len(files) >= 12
    assert [templates.try_out(file.name, file, {}) for file in files] == [[]] * len(files)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one\n{{ brief.first_lime }}\n", "alert.txt.j2:2:1: fails on a sample letter: 'monitor.delivery.brief.Brief"),
        ("one\n\n{% if %}\n", "alert.txt.j2:3:1: Expected an expression, got 'end of statement block'"),
        ("{{ facts.verification.status }}{{ stories }}", "alert.txt.j2:1:1: fails on a sample letter: 'stories' is"),
        ("\n{{ story.event.kind }}", "alert.txt.j2:2:1: fails on a sample letter: 'None' has no attribute 'kind'"),
        (
            "{{ brief.__class__.__mro__ }}",
            "alert.txt.j2:1:1: fails on a sample letter: access to attribute '__class__'",
        ),
        ("{% include 'gone.txt.j2' %}", "alert.txt.j2:1:1: fails on a sample letter: gone.txt.j2"),
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "alert.txt.j2:1:1: fails on a sample letter: takes more than 1,000,000 turns of its loops and calls",
        ),
        (
            "{% macro two(n) %}{% if n %}{{ two(n - 1) }}{{ two(n - 1) }}{% endif %}{% endmacro %}{{ two(60) }}",
            "alert.txt.j2:1:1: fails on a sample letter: takes more than 1,000,000 turns",
        ),
        ("{{ '%0999999999d' % 1 }}", "alert.txt.j2:1:1: fails on a sample letter: `%` would make more than"),
        ("{{ 'a'.rjust(999999999) }}", "alert.txt.j2:1:1: fails on a sample letter: a number is larger than a message"),
        (
            "{{ 'a'|center(999999999) }}",
            "alert.txt.j2:1:1: fails on a sample letter: a number is larger than a message",
        ),
        ("{{ '%(a)999999999s' % {'a': 1} }}", "alert.txt.j2:1:1: fails on a sample letter: `%` would make more than"),
        ("{{ '{:999999999}'.format(1) }}", "alert.txt.j2:1:1: fails on a sample letter: a number is larger than"),
        (DOUBLED.format("x ~ ns.x"), "alert.txt.j2:1:1: fails on a sample letter: makes a text that is longer"),
        (DOUBLED.format("x + ns.x"), "alert.txt.j2:1:1: fails on a sample letter: `+` would make more than"),
        (DOUBLED.format("x|replace('a', 'aaaa')"), "alert.txt.j2:1:1: fails on a sample letter: makes a text that is"),
        ("{{ 'x' * 999999999 }}", "alert.txt.j2:1:1: fails on a sample letter: `*` would make more than"),
        ("{{ 9 ** 9 ** 9 }}", "alert.txt.j2:1:1: fails on a sample letter: `**` would make more than"),
    ],
    ids=[
        "misspelt",
        "syntax",
        "undefined",
        "fails without an event",
        "sandbox",
        "include",
        "endless",
        "doubling",
        "width",
        "wide call",
        "wide filter",
        "named width",
        "width of a format",
        "joined to itself",
        "added to itself",
        "replaced by more",
        "times",
        "power",
    ],
)
def test_a_template_that_would_fail_refuses_the_load_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    assert problems(write(tmp_path, alert_txt=text))[0].startswith(said)


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, alert_txt="{{ nope }}", digest_html="{% for %}", short_json="{{ brief.nope }}")
    (tmp_path / "notes.j2").write_text("?", encoding="utf-8")
    (tmp_path / "latin.txt.j2").write_bytes(b"caf\xe9")
    assert [line.partition(":")[0] for line in problems(tmp_path)] == [
        "latin.txt.j2",
        "alert.txt.j2",
        "digest.html.j2",
        "notes.j2",
        "short.json.j2",
    ]


def test_a_pipe_among_the_templates_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "alert.txt.j2")
    assert "it is not a regular file" in problems(tmp_path)[0]


def test_a_json_template_must_give_json(tmp_path: Path) -> None:
    assert "property name" in problems(write(tmp_path, webhook_json='{"text": {{ subject }},}'))[0]


def test_a_receivers_own_digest_is_tried_with_digests(tmp_path: Path) -> None:
    """The same file would fail for an alert, which has no groups of stories."""
    write(tmp_path, short_txt="{{ brief.summary[0] }}\n")
    receiver = Receiver.model_validate(
        {"name": "desk", "email": {"to": ["a@example.org"]}, "templates": {"digest": "short"}}
    )
    assert Templates.load(tmp_path, receivers=(receiver,)).missing("short") is False
    assert "short.txt.j2" in problems(tmp_path)[0]


def test_a_name_that_no_file_has_is_missing() -> None:
    templates = Templates.load(None)
    assert templates.missing("mass-casualty")
    assert not templates.missing("alert.html.j2")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (
            {"alert": "shrt"},
            "the receiver `desk` names the template `shrt`, which does not exist; did you mean `short`",
        ),
        ({"digests": "short"}, "the receiver `desk` names a template for `digests`; known: alert, summary, digest,"),
        ({"webhook": "slck"}, "did you mean `slack`"),
    ],
)
def test_a_receiver_must_name_a_template_that_exists(tmp_path: Path, names: dict[str, str], said: str) -> None:
    write(tmp_path, short_txt="{{ subject }}")
    receiver = Receiver.model_validate({"name": "desk", "email": {"to": ["a@example.org"]}, "templates": names})
    assert said in problems(tmp_path, (receiver,))[0]
