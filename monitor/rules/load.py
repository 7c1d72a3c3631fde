"""A folder of rules -> RuleSet. The only module of this room that reads files.

    *.yml              rules, several documents a file
    lists/*.yml        shared keywords       actors/*.yml, places/*.yml   gazetteers

The shipped actors are always known; a user's entry of the same id replaces one. Names of places come
from the table that extraction reads too, and from the user's own places.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.located import MAX_BYTES, Document, nearest, read_documents
from monitor.model import ActorEntry, Analysed, DropMeta, Gazetteer, PlaceEntry
from monitor.rules.gazetteers import read_actors, read_lists, read_places
from monitor.rules.reader import Known, KnownPlace, folded_name
from monitor.rules.ruleset import RuleSet
from monitor.rules.schema import Rule, parse_rule
from monitor.rules.trials import TestResult, TrialDocument, run_trial
from monitor.shipped import shipped

PLACES = Path(__file__).resolve().parent.parent / "extraction" / "places.tsv"
"""GeoNames' places: id, name, country, region, latitude, longitude, population, kind, other names."""

LANGUAGES = PLACES.parent / "languages"
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
        return RuleSet(rules=()), (Problem(file=str(folder), message="there is no such folder of rules"),)
    gazetteer, problems = read_gazetteer(folder)
    lists, found = _read_lists(folder)
    book = PlaceTable(gazetteer.places)
    known = Known(lists=lists, actors=gazetteer.actors, places=book, receivers=receivers, sources=sources)
    rules, wrong = _read_rules(folder, known)
    problems = (*problems, *found, *wrong, *_missing_files(rules, folder))
    rule_set = RuleSet(rules=rules, lists=lists, gazetteer=gazetteer, places=book.asked, folder=str(folder))
    return rule_set, tuple(sorted(set(problems)))


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read the shipped actors and those and the places of a folder of rules.

    Raises:
        ConfigError: with every error of every file.
    """
    gazetteer, problems = read_gazetteer(folder)
    if errors := tuple(problem for problem in problems if not problem.warning):
        raise ConfigError(errors)
    return gazetteer


def read_gazetteer(folder: Path) -> tuple[Gazetteer, tuple[Problem, ...]]:
    """Read the gazetteers of a folder on top of the shipped ones; a later entry of an id replaces an earlier one."""
    folders = dict.fromkeys((shipped("rules").resolve(), folder.resolve()))
    actors: dict[str, ActorEntry] = {}
    problems: list[Problem] = []
    for one in folders:
        for document, wrong in _documents(
            one / "actors", shown_as=folder / "actors" if one == folder.resolve() else None
        ):
            entries, found = read_actors(document) if document else ((), ())
            problems += [*wrong, *found]
            actors |= {entry.id: entry for entry in entries}
    places: list[PlaceEntry] = []
    for document, wrong in _documents(folder / "places"):
        own, found = read_places(document) if document else ((), ())
        problems += [*wrong, *found]
        places += own
    return Gazetteer(actors=tuple(actors.values()), places=tuple(places)), tuple(problems)


def fact_languages() -> tuple[str, ...]:
    """Return the languages whose facts are read."""
    return tuple(sorted(path.name for path in LANGUAGES.iterdir() if path.is_dir()))


# --- files -------------------------------------------------------------------------------------


def _documents(folder: Path, shown_as: Path | None = None) -> Iterator[tuple[Document | None, tuple[Problem, ...]]]:
    """Give every document of a folder's YAML files in name order; a file that cannot be read gives its problems."""
    paths = sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yml", ".yaml") and path.name[0] != ".")
    for path in paths:
        documents, problems = _read(path, str((shown_as or folder) / path.name))
        yield None, problems
        yield from ((document, ()) for document in documents)


def _read(path: Path, name: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            return (), (Problem(file=name, message=f"the file is larger than {MAX_BYTES // 1024**2} MiB"),)
        return read_documents(path.read_bytes(), name)
    except OSError as error:
        return (), (Problem(file=name, message=f"the file cannot be read: {error.strerror}"),)


def _read_lists(folder: Path) -> tuple[dict[str, tuple[str, ...]], tuple[Problem, ...]]:
    lists: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for document, wrong in _documents(folder / "lists"):
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
    rules: dict[str, Rule] = {}
    problems: list[Problem] = []
    for document, wrong in _documents(folder):
        problems += wrong
        if document is None:
            continue
        rule, found = parse_rule(document, known)
        problems += found
        if rule and rule.id in rules:
            first = rules[rule.id]
            problems.append(document.problem(("id",), f"the id `{rule.id}` is taken by {first.file}:{first.line}"))
        elif rule:
            rules[rule.id] = rule
    return tuple(rules.values()), tuple(problems)


# --- tests of rules ----------------------------------------------------------------------------


def run_rule_tests(rule_set: RuleSet, analyse: Analyse, only: Collection[str] = ()) -> tuple[TestResult, ...]:
    """Run the `tests:` of every rule (of the rules `only`, by id), each article analysed once."""
    analysed: dict[tuple[str, str | None, DropMeta], tuple[Analysed, ...]] = {}
    results = []
    for rule in rule_set.rules:
        for n, trial in enumerate(rule.tests if not only or rule.id in only else ()):
            path = _trial_path(rule, trial, Path(rule_set.folder))
            key = (str(path), trial.text, trial.meta)
            if key not in analysed:
                analysed[key] = analyse(path.read_bytes() if path else (trial.text or "").encode(), trial.meta)
            results.append(run_trial(rule, n, analysed[key]))
    return tuple(results)


def _trial_path(rule: Rule, trial: TrialDocument, folder: Path) -> Path | None:
    """Find a test's file beside the rule, in the rules folder, then among the shipped seeds."""
    if trial.file is None:
        return None
    places = (Path(rule.file).parent, folder, shipped("seeds"))
    return next((place / trial.file for place in places if (place / trial.file).is_file()), None)


def _missing_files(rules: tuple[Rule, ...], folder: Path) -> Iterator[Problem]:
    for rule in rules:
        for n, trial in enumerate(rule.tests):
            if trial.file is not None and _trial_path(rule, trial, folder) is None:
                line, column = rule.test_places[n]
                told = f"test {n + 1} of `{rule.id}`: no file {trial.file} beside the rule, in {folder} or in seeds/"
                yield Problem(file=rule.file, line=line, column=column, message=told)


# --- places -------------------------------------------------------------------------------------


class PlaceTable:
    """The table of places by folded name, read when the first name is asked; remembers what was asked."""

    def __init__(self, own: tuple[PlaceEntry, ...]) -> None:
        self._own = own
        self.asked: dict[str, tuple[KnownPlace, ...]] = {}

    def find(self, name: str) -> tuple[KnownPlace, ...]:
        """Return every place of that name, the user's own first, then the most populous."""
        key = folded_name(name)
        if key not in self.asked:
            self.asked[key] = (*self._own_by_name.get(key, ()), *places_called(name))
        return self.asked[key]

    def nearest(self, name: str) -> str | None:
        """Return the known name that was probably meant."""
        near = nearest(folded_name(name), [*self._own_by_name, *geonames()])
        return next((place.name for place in self.find(near)), None) if near else None

    @cached_property
    def _own_by_name(self) -> dict[str, tuple[KnownPlace, ...]]:
        found: dict[str, tuple[KnownPlace, ...]] = {}
        for place in self._own:
            known = KnownPlace(place.name, place.country, place.lat, place.lon, place.geonameid)
            for name in (place.name, *place.aliases):
                found[folded_name(name)] = (*found.get(folded_name(name), ()), known)
        return found


def places_called(name: str) -> tuple[KnownPlace, ...]:
    """Return the shipped places of a name; the whole table is indexed only for a name it does not spell so."""
    key = folded_name(name)
    text, at, rows = _table()[1], 0, []
    while (at := text.find(name.lower(), at)) >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        rows.append(_row(_table()[0][start:end]))
        at = end
    found = [row for row in rows if key in row.names]
    return tuple(row.place for row in sorted(found, key=_population)) or geonames().get(key, ())


@dataclass(frozen=True, slots=True)
class _Row:
    population: int
    place: KnownPlace
    names: tuple[str, ...]  # folded


def _population(row: _Row) -> int:
    return -row.population


def _row(line: str) -> _Row:
    number, name, country, _, lat, lon, people, kind, others = line.split("\t")
    place = KnownPlace(
        name, country, float(lat) if lat else None, float(lon) if lon else None,
        int(number) if number else None, kind == "country",
    )  # fmt: skip
    names = dict.fromkeys(folded_name(other) for other in (name, *filter(None, others.split("|"))))
    return _Row(int(people or 0), place, tuple(names))


@lru_cache(maxsize=1)
def _table() -> tuple[str, str]:
    """Return the table without its head, as written and in lower case (where that keeps its length)."""
    text = "".join(line for line in PLACES.read_text(encoding="utf-8").splitlines(keepends=True) if line[0] != "#")
    lower = text.lower()
    return text, lower if len(lower) == len(text) else text


@lru_cache(maxsize=1)
def geonames() -> dict[str, tuple[KnownPlace, ...]]:
    """Return the shipped places by folded name, the most populous first."""
    found: dict[str, list[_Row]] = {}
    for line in _table()[0].splitlines():
        row = _row(line)
        for name in row.names:
            found.setdefault(name, []).append(row)
    return {key: tuple(row.place for row in sorted(rows, key=_population)) for key, rows in found.items()}
