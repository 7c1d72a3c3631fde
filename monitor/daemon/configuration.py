"""Everything that people write, read and tried as a whole: settings, rules, templates and the rules' own tests.

The daemon starts and reloads by it and `check` prints what it finds, so both say the same lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from monitor.delivery.templates import Templates
from monitor.errors import ConfigError, Problem
from monitor.located import read_documents, read_file
from monitor.model import Analysed, DropMeta
from monitor.program import rule_test_version
from monitor.rules.load import passed_tests, read_rule_set, run_rule_tests
from monitor.rules.ruleset import RuleSet
from monitor.rules.schema import Rule
from monitor.rules.trials import TestResult
from monitor.settings import Settings, read_settings

Analyse = Callable[[bytes, DropMeta], tuple[Analysed, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What the files say. A part that has errors is `None`; `problems` has warnings too."""

    settings: Settings | None
    rule_set: RuleSet | None
    templates: Templates | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems for which the whole is refused."""
        return tuple(problem for problem in self.problems if not problem.warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is accepted and probably not meant."""
        return tuple(problem for problem in self.problems if problem.warning)


def read_configuration(path: Path) -> Configuration:
    """Read the configuration file and all that it names; never raises for what people wrote."""
    settings, problems = read_settings(path)
    if settings is None:
        folder = rules_named_in(path)
        more = read_rule_set(folder)[1] if folder else ()
        problems += tuple(problem for problem in more if not problem.warning)
        return Configuration(settings=None, rule_set=None, templates=None, problems=problems)
    names = [receiver.name for receiver in settings.receivers]
    sources = [source.id for source in settings.sources]
    rule_set, found = read_rule_set(settings.rules, receivers=names, sources=sources)
    templates, wrong = _read_templates(settings)
    if templates:
        wrong += _missing_templates(rule_set, templates)
    accepted = not any(not problem.warning for problem in found)
    return Configuration(
        settings=settings,
        rule_set=rule_set if accepted else None,
        templates=templates,
        problems=(*problems, *found, *wrong),
    )


def rules_named_in(path: Path) -> Path | None:
    """Return the folder of rules that a configuration file names, refused or not, if there is one."""
    try:
        documents, _ = read_documents(read_file(path), str(path))
    except OSError:
        return None
    value = documents[0].value if documents else None
    named = value.get("rules") if isinstance(value, dict) else None
    folder = path.resolve().parent / named if isinstance(named, str) else None
    return folder if folder and folder.is_dir() else None


def failed_tests(rule_set: RuleSet, analyse: Analyse) -> tuple[Problem, ...]:
    """Run the tests of all rules, but for those that passed before; a test that fails is an error at its rule."""
    if not rule_set.tested:
        return ()
    passed = passed_tests(Path(rule_set.folder), rule_test_version())
    try:
        results = run_rule_tests(rule_set, analyse, passed=passed)
    except OSError as error:
        return (Problem(file=rule_set.folder, message=f"the tests of the rules cannot be run: {error}"),)
    return tuple(problem for result in results for problem in _problems_of(rule_set.by_id[result.rule_id], result))


def _problems_of(rule: Rule, result: TestResult) -> Iterator[Problem]:
    for failure in result.failures:
        how = (
            f"fails: {failure}; `media-monitor test {rule.id}` says why" if result.ran else f"could not run: {failure}"
        )
        told = f"test {result.n} of `{rule.id}` ({result.name}) {how}"
        line, column = rule.test_places[result.n - 1]
        yield Problem(file=rule.file, line=line, column=column, message=told)


def _read_templates(settings: Settings) -> tuple[Templates | None, tuple[Problem, ...]]:
    try:
        return Templates.load(settings.templates, receivers=settings.receivers, max_size=settings.spool.max_size), ()
    except ConfigError as error:
        return None, error.problems


def _missing_templates(rule_set: RuleSet, templates: Templates) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            file=rule.file,
            line=rule.template_place[0],
            column=rule.template_place[1],
            message=f"the rule `{rule.id}` names the template `{rule.template}`, which does not exist",
        )
        for rule in rule_set.templated
        if rule.template and templates.missing(rule.template)
    )
