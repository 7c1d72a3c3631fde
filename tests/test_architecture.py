"""The arrows of the house: who may import whom, and that the pure rooms do no I/O."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "monitor"

NOUNS = {"vocabulary", "errors", "model"}
PURE = {"reading", "extraction", "stories", "rules", "alerting"}
ROOMS = {"settings", "store", "inbox", "workers", "delivery"}
STEPS = {
    "claiming", "intake", "desk", "telling", "instructing", "regrouping", "sending", "summaries", "escalating",
    "digesting", "alarm", "counting", "flatlines",
}  # fmt: skip
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "vocabulary": set(),
    "errors": set(),
    "shipped": set(),
    "program": set(),
    "launching": set(),
    "model": {"vocabulary"},
    "complaints": set(),
    "durations": set(),
    "plain_values": {"errors"},
    "located": {"errors", "complaints", "plain_values"},
    "matchers": {"vocabulary", "complaints"},
    "intervals": set(),
    "settings": {"vocabulary", "errors", "durations", "located", "settings_checks", "settings_left"},
    "cron_fields": set(),
    "apprise_library": set(),
    "channel_checks": {"located", "settings", "apprise_library"},
    "settings_checks": {
        "vocabulary",
        "errors",
        "located",
        "matchers",
        "intervals",
        "settings",
        "alerting",
        "channel_checks",
        "cron_fields",
    },
    "settings_left": {"errors", "located", "settings", "settings_checks"},
    "contracts": NOUNS,
    "reading": NOUNS,
    "extraction": NOUNS,
    "stories": NOUNS,
    "silence_file": {"alerting", "errors", "located", "matchers"},
    "rules": NOUNS | {"durations", "located", "shipped"},
    "alerting": NOUNS | {"settings", "matchers", "intervals"},
    "store": NOUNS | {"settings"} | PURE,
    "inbox": NOUNS | {"settings"},
    "delivery": NOUNS | {"settings", "shipped", "apprise_library"},
    "workers": NOUNS | PURE | {"settings", "launching"},
    **dict.fromkeys(STEPS, NOUNS | PURE | ROOMS),
    "intake": NOUNS | PURE | ROOMS | {"claiming"},
    "digest_sections": NOUNS | PURE | ROOMS,
    "digesting": NOUNS | PURE | ROOMS | {"digest_sections"},
    "desk": NOUNS | PURE | ROOMS | {"telling", "counting"},
    "flatlines": NOUNS | PURE | ROOMS | {"desk", "telling", "counting"},
    "instructing": NOUNS | PURE | ROOMS | {"regrouping"},
    "pruning": NOUNS | ROOMS | {"desk"},
    "pipeline": NOUNS | PURE | ROOMS | STEPS,
    "rehearsal": NOUNS | PURE | ROOMS | STEPS,
    "backtesting": NOUNS | PURE | ROOMS | STEPS | {"rehearsal", "program"},
    "web": NOUNS | PURE | {"settings", "store", "contracts"},
}
"""Each part of the package and what it may import; `daemon` may import all but `cli`, `cli` all."""

INSIDE_EXTRACTION: dict[str, set[str]] = {
    "words": set(),
    "index": {"words"},
    "speakers": {"words", "index"},
    "geography": {"words", "index", "speakers"},
    "names": {"words", "index", "speakers", "geography"},
    "harm": {"words", "index"},
    "judging": {"words", "index", "geography", "harm"},
    "events": {"words", "index", "geography", "harm", "judging"},
}
"""The rooms of extraction, from the alphabet to events; what stands beside them puts them together."""

IMPURE_MODULES = {
    "sqlalchemy", "alembic", "asyncio", "os", "socket", "time", "subprocess", "threading", "multiprocessing",
    "aiohttp", "aiosmtplib", "urllib.request", "http.client", "shutil", "tempfile", "random", "logging", "structlog",
}  # fmt: skip
READING_CALLS = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
CLOCK_CALLS = {"now", "utcnow", "today"}
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "core", "service", "misc"}


def modules(package: Path) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(package.rglob("*.py")):
        yield path.relative_to(package), ast.parse(path.read_text(encoding="utf-8"), str(path))


def part_of(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno}: imports are absolute"
            module = node.module or ""
            if module == "monitor":
                yield from ((node.lineno, f"monitor.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, module
                yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def wrong_arrows(package: Path) -> list[str]:
    parts = {part_of(path) for path, _ in modules(package)}
    wrong = []
    for path, tree in modules(package):
        part = part_of(path)
        if part in ("cli", "__main__"):
            continue
        allowed = parts - {"cli", "__main__"} if part == "daemon" else MAY_IMPORT.get(part)
        if allowed is None:
            wrong.append(f"{path}: no arrow is drawn for the part {part!r}; draw it in MAY_IMPORT")
            continue
        for line, name in imported(tree):
            target = name.split(".")[1] if name.startswith("monitor.") else None
            if target and target in parts and target not in allowed | {part}:
                wrong.append(f"{path}:{line}: {part} may not import {target}")
    return sorted(set(wrong))


def wrong_arrows_inside_extraction(room: Path) -> list[str]:
    wrong = []
    for path, tree in modules(room):
        if len(path.parts) == 1:
            continue
        part = part_of(path)
        if part not in INSIDE_EXTRACTION:
            wrong.append(f"{path}: no arrow is drawn for the part {part!r}; draw it in INSIDE_EXTRACTION")
            continue
        for line, name in imported(tree):
            target = name.split(".")[2] if name.startswith("monitor.extraction.") else None
            if target in INSIDE_EXTRACTION and target not in INSIDE_EXTRACTION[part] | {part}:
                wrong.append(f"{path}:{line}: {part} may not import {target}")
    return sorted(set(wrong))


def impurities(package: Path) -> list[str]:
    found = []
    for path, tree in modules(package):
        if part_of(path) not in PURE or path.name == "load.py":
            continue
        for line, name in imported(tree):
            if name in IMPURE_MODULES or name.split(".")[0] in IMPURE_MODULES:
                found.append(f"{path}:{line}: a pure room imports {name}")
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in READING_CALLS:
                found.append(f"{path}:{node.lineno}: a pure room reads a file; only its load.py may")
            if called in CLOCK_CALLS:
                found.append(f"{path}:{node.lineno}: a pure room asks the clock; `now` is an argument")
    return sorted(set(found))


def test_every_import_follows_an_arrow() -> None:
    assert wrong_arrows(PACKAGE) == []


def test_every_import_inside_extraction_follows_an_arrow() -> None:
    assert wrong_arrows_inside_extraction(PACKAGE / "extraction") == []


@pytest.mark.parametrize(
    ("file", "code", "complaint"),
    [
        (
            "harm/ages.py",
            "from monitor.extraction.events.kinds import x\n",
            "harm/ages.py:1: harm may not import events",
        ),
        (
            "luck/dice.py",
            "x = 1\n",
            "luck/dice.py: no arrow is drawn for the part 'luck'; draw it in INSIDE_EXTRACTION",
        ),
    ],
)
def test_a_wrong_arrow_inside_extraction_is_named(tmp_path: Path, file: str, code: str, complaint: str) -> None:
    (tmp_path / file).parent.mkdir()
    (tmp_path / file).write_text(code)
    assert wrong_arrows_inside_extraction(tmp_path) == [complaint]


def test_pure_rooms_do_no_io_and_ask_no_clock() -> None:
    assert impurities(PACKAGE) == []


def test_only_the_store_speaks_sql() -> None:
    speakers = {
        part_of(path)
        for path, tree in modules(PACKAGE)
        for _, name in imported(tree)
        if name.split(".")[0] in {"sqlalchemy", "alembic", "sqlite3", "psycopg"}
    }
    # `settings` only lets SQLAlchemy parse the store's URL, so that a typo in it is a located problem
    assert speakers - {"settings"} <= {"store"}


def test_no_room_is_named_after_nothing() -> None:
    assert [
        str(path) for path, _ in modules(PACKAGE) if {part.removesuffix(".py") for part in path.parts} & BANNED_NAMES
    ] == []


@pytest.mark.parametrize(
    ("file", "code", "complaint"),
    [
        ("reading/html.py", "from monitor.store import Store\n", "reading/html.py:1: reading may not import store"),
        ("stories/join.py", "from monitor import extraction\n", "stories/join.py:1: stories may not import extraction"),
        ("delivery/email.py", "import monitor.pipeline\n", "delivery/email.py:1: delivery may not import pipeline"),
        ("plumbing.py", "x = 1\n", "plumbing.py: no arrow is drawn for the part 'plumbing'; draw it in MAY_IMPORT"),
    ],
)
def test_a_wrong_arrow_is_named(tmp_path: Path, file: str, code: str, complaint: str) -> None:
    for part in ("store", "extraction", "pipeline"):
        (tmp_path / f"{part}.py").write_text("")
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(code)
    assert complaint in wrong_arrows(tmp_path)


@pytest.mark.parametrize(
    ("code", "complaint"),
    [
        ("import os\n", "rules/lint.py:1: a pure room imports os"),
        ("from time import sleep\n", "rules/lint.py:1: a pure room imports time"),
        ("data = open('x')\n", "rules/lint.py:1: a pure room reads a file; only its load.py may"),
        ("at = datetime.now()\n", "rules/lint.py:1: a pure room asks the clock; `now` is an argument"),
    ],
)
def test_an_impure_room_is_named(tmp_path: Path, code: str, complaint: str) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "lint.py").write_text(code)
    assert complaint in impurities(tmp_path)
