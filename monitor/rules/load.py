"""A folder of rules -> RuleSet. The only module of this room that reads files.

*.yml              rules, several documents a file
lists/*.yml        shared keywords
actors/ places/    gazetteers: monitor.rules.gazetteers.load
"""

from __future__ import annotations

import hashlib
import mmap
import os
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from monitor.errors import ArticleError, ConfigError, MonitorError, Problem, bug_in_words
from monitor.located import Document
from monitor.model import Analysed, DropMeta, Gazetteer
from monitor.rules.compiled import from_bytes, to_bytes
from monitor.rules.gazetteers.documents import read_lists
from monitor.rules.gazetteers.load import PLACES, PlaceTable, documents_in, load_gazetteer, read_gazetteer, yaml_in
from monitor.rules.lint import House, lint
from monitor.rules.passed.load import PassedTests, key_of, meaning_of
from monitor.rules.reader import Known
from monitor.rules.ruleset import RuleSet
from monitor.rules.schema import Rule, parse_rule
from monitor.rules.trial_files import article_of, missing_beside_mistakes, missing_files
from monitor.rules.trials import TestResult, passed_before, run_trial

__all__ = ["fact_languages", "load_gazetteer", "load_rule_set", "passed_tests", "read_rule_set", "run_rule_tests"]

LANGUAGES = Path(__file__).resolve().parent.parent / "extraction" / "languages"
"""One folder for each language whose facts are read."""

Analyse = Callable[[bytes, DropMeta], tuple[Analysed, ...]]


def load_rule_set(
    folder: Path, *, receivers: Collection[str] | None = None, sources: Collection[str] | None = None
) -> tuple[RuleSet, tuple[Problem, ...]]:
    """Read a folder of rules.

    `receivers` and `sources` are the names of the configuration; without them nothing is said of names.

    Returns:
        The rule set and the warnings.

    Raises:
        ConfigError: with every error of every file.
    """
    rule_set, problems = read_rule_set(folder, receivers=receivers, sources=sources)
    if errors := tuple(problem for problem in problems if not problem.warning):
        raise ConfigError(errors)
    return rule_set, problems


def read_rule_set(
    folder: Path, *, receivers: Collection[str] | None = None, sources: Collection[str] | None = None
) -> tuple[RuleSet, tuple[Problem, ...]]:
    """Read what can be read of a folder of rules, with every problem of it."""
    if not folder.is_dir():
        wrong = "this is a file; name the folder it lies in" if folder.exists() else "there is no such folder of rules"
        return RuleSet(rules=()), (Problem(file=str(folder), message=wrong),)
    gazetteer, problems = read_gazetteer(folder)
    cached = _cache_of(folder, gazetteer, receivers, sources)
    if not problems and (known := _from_cache(cached, gazetteer, folder)):
        rule_set, warnings = known
        return rule_set, tuple(sorted((*warnings, *missing_files(rule_set.tested, folder))))
    rule_set, problems = _read_files(folder, gazetteer, problems, receivers=receivers, sources=sources)
    if len(rule_set.rules) >= WORTH_KEEPING and all(problem.warning for problem in problems):
        _keep(cached, rule_set, problems)
    return rule_set, problems


def rules_are_kept(
    folder: Path, *, receivers: Collection[str] | None = None, sources: Collection[str] | None = None
) -> bool:
    """Whether `read_rule_set` will find these very files in the cache."""
    gazetteer, problems = read_gazetteer(folder)
    return not problems and _cache_of(folder, gazetteer, receivers, sources).exists()


def _read_files(
    folder: Path,
    gazetteer: Gazetteer,
    problems: tuple[Problem, ...],
    *,
    receivers: Collection[str] | None,
    sources: Collection[str] | None,
) -> tuple[RuleSet, tuple[Problem, ...]]:
    lists, found = _read_lists(folder)
    book = PlaceTable(gazetteer.places)
    known = Known(lists=lists, actors=gazetteer.actors, places=book, receivers=receivers, sources=sources)
    rules, wrong = _read_rules(folder, known)
    problems = (*problems, *found, *wrong, *missing_files(rules, folder))
    if all(problem.warning for problem in problems):
        problems += lint(rules, House(packs=fact_languages()))
    if not rules and not problems:
        problems = (no_rules(folder),)
    rule_set = RuleSet(rules=rules, lists=lists, gazetteer=gazetteer, places=book.asked, folder=str(folder))
    return rule_set, tuple(sorted(set(problems)))


def no_rules(folder: Path) -> Problem:
    """Return what is said of a folder without a rule."""
    return Problem(file=str(folder), message="there are no rules, so nobody is ever told", warning=True)


def fact_languages() -> tuple[str, ...]:
    """Return the languages whose facts are read."""
    return tuple(sorted(path.name for path in LANGUAGES.iterdir() if path.is_dir()))


# --- files -------------------------------------------------------------------------------------


def _read_lists(folder: Path) -> tuple[dict[str, tuple[str, ...]], tuple[Problem, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for document, wrong in documents_in(folder / "lists"):
        found, more = read_lists(document, Path(document.file).stem) if document else ({}, ())
        problems += [*wrong, *more]
        if document:
            double = [name for name in found if name in lists]
            problems += [
                document.problem((name,), f"the list `{name}` is defined twice", at_key=True) for name in double
            ]
        lists |= found
    return lists, tuple(problems)


def _read_rules(folder: Path, known: Known) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    rules: list[Rule] = []
    problems: list[Problem] = []
    taken: dict[str | None, str] = {}  # by documents with mistakes too
    for document, wrong in documents_in(folder):
        problems += wrong
        if document is None:
            continue
        rule, found = parse_rule(document, known)
        problems += found if rule else (*found, *missing_beside_mistakes(document, folder))
        id_ = _id_of(document)
        if id_ in taken:
            problems.append(document.problem(("id",), f"the id `{id_}` is taken by {taken[id_]}"))
        elif id_:
            taken[id_] = f"{document.file}:{document.node.start_mark.line + 1}"
            rules += [rule] if rule else []
    return tuple(rules), tuple(problems)


def _id_of(document: Document) -> str | None:
    written = document.value.get("id") if isinstance(document.value, dict) else None
    return written if isinstance(written, str) else None


# --- the cache ---------------------------------------------------------------------------------
# Reading a hundred thousand rules takes a minute and half a gigabyte; taking up what was read, a second.

WORTH_KEEPING = 100
"""Fewer rules are read as fast as a cache file."""

_KEPT_FILES = 3


def cache_folder() -> Path:
    """Return where caches lie: the service's, else the user's."""
    home = os.environ.get("CACHE_DIRECTORY") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(home).expanduser() / "media-monitor"


def _cache_of(
    folder: Path, gazetteer: Gazetteer, receivers: Collection[str] | None, sources: Collection[str] | None
) -> Path:
    """Name the cache file of these files: by their bytes, by what else they are read with, and by the program."""
    names = [sorted(receivers) if receivers is not None else None, sorted(sources) if sources is not None else None]
    key = hashlib.sha256(f"{_program()} {names} {folder} {gazetteer!r}".encode())
    for path in [*yaml_in(folder), *yaml_in(folder / "lists")]:
        with suppress(OSError):  # what cannot be read is a problem, and nothing with one is kept
            content = path.read_bytes() if path.is_file() else b""  # a pipe would never end
            key.update(f"{path} {len(content)}\n".encode() + content)
    return cache_folder() / f"rules-{key.hexdigest()[:32]}.bin"


@lru_cache(maxsize=1)
def _program() -> str:
    """Return the hash of everything that decides what a rule means and is warned of."""
    told = hashlib.sha256(f"{fact_languages()} {PLACES.stat().st_mtime_ns}".encode())
    package = Path(__file__).resolve().parent.parent
    for path in [*sorted((package / "rules").rglob("*.py")), *(package / f"{name}.py" for name in _BESIDE)]:
        told.update(path.read_bytes())
    return told.hexdigest()


_BESIDE = ("located", "complaints", "model", "vocabulary", "errors")


def _from_cache(cached: Path, gazetteer: Gazetteer, folder: Path) -> tuple[RuleSet, tuple[Problem, ...]] | None:
    try:
        with cached.open("rb") as file:
            while file.read(1 << 20):  # from the disk now: a read lets other threads run, a touch of the map does not
                pass
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        cached.touch()
    except (OSError, ValueError):
        return None
    return from_bytes(data, gazetteer, str(folder))


def _keep(cached: Path, rule_set: RuleSet, warnings: tuple[Problem, ...]) -> None:
    """Write the cache file whole or not at all; where it may not be written, the next start is as slow as this one."""
    with suppress(OSError):
        cached.parent.mkdir(parents=True, exist_ok=True)
        temporary = cached.with_suffix(f".{os.getpid()}.tmp")
        with temporary.open("wb") as file:
            file.writelines(to_bytes(rule_set, warnings))
        temporary.replace(cached)
        newest = sorted(cached.parent.glob("rules-*.bin"), key=lambda path: path.stat().st_mtime)
        for old in newest[:-_KEPT_FILES]:
            old.unlink()


# --- tests of rules ----------------------------------------------------------------------------


def passed_tests(folder: Path, program: str) -> PassedTests:
    """Return the tests of a folder's rules that passed before with this program, in the folder of caches."""
    name = hashlib.sha256(f"{folder.resolve()}".encode()).hexdigest()[:16]
    return PassedTests(cache_folder() / f"passed-{name}.bin", program)


def run_rule_tests(
    rule_set: RuleSet, analyse: Analyse, only: Collection[str] = (), passed: PassedTests | None = None
) -> tuple[TestResult, ...]:
    """Run the `tests:` of every rule (of the rules `only`, by id), each article analysed once.

    One that cannot be read, by its own fault or by a bug of this program, fails its tests and no other's.

    Of those that `passed` before nothing is analysed; of the others those that pass are added to it.
    """
    analysed: dict[tuple[str, str | None, DropMeta], tuple[Analysed, ...] | str] = {}
    results = []
    meaning = meaning_of(rule_set) if passed else ""
    for rule in rule_set.tested:
        for n, trial in enumerate(rule.tests if not only or rule.id in only else ()):
            path = article_of(rule, trial, Path(rule_set.folder))
            data = path.read_bytes() if path else (trial.text or "").encode()
            if passed and passed.knows(key := key_of(meaning, rule, trial, data)):
                results.append(passed_before(rule, n))
                continue
            article = (str(path), trial.text, trial.meta)
            if article not in analysed:
                analysed[article] = _analysed(analyse, data, trial.meta)
            results.append(run_trial(rule, n, analysed[article]))
            if passed and results[-1].passed:
                passed.add(key)
    if passed:
        passed.keep()
    return tuple(results)


def _analysed(analyse: Analyse, data: bytes, meta: DropMeta) -> tuple[Analysed, ...] | str:
    """Return the articles of a test, or why they cannot be read."""
    try:
        return analyse(data, meta)
    except ArticleError as error:
        return f"its article cannot be read: {error}"
    except MonitorError:
        raise
    except Exception as error:  # noqa: BLE001 - the fence of the test: a bug costs this one, and is told at its line
        return f"not the rule's fault: {bug_in_words(error)}"
