"""What `check`, `test` and `explain` share: the rules that are meant, and how their articles are analysed."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from monitor.cli.configuration import find_config
from monitor.errors import ConfigError
from monitor.extraction.load import load_knowledge
from monitor.rules.load import load_rule_set, run_rule_tests
from monitor.rules.ruleset import RuleSet
from monitor.rules.trials import TestResult
from monitor.settings import Settings, load_settings
from monitor.shipped import shipped
from monitor.workers.analysis import analyse


def run_tests(rule_set: RuleSet, only: Collection[str] = ()) -> tuple[TestResult, ...]:
    """Run the tests in rules with this program's own reading and extraction."""
    if not any(not only or rule.id in only for rule in rule_set.tested):
        return ()
    knowledge = load_knowledge(rule_set.gazetteer)
    return run_rule_tests(rule_set, lambda data, meta: analyse(data, meta, knowledge), only)


def rules_in_force(config: Path | None, folder: Path | None = None) -> tuple[RuleSet, Settings | None]:
    """Return the rules of a folder, else those of the configuration, else the shipped ones.

    Raises:
        ConfigError: with every mistake.
    """
    if folder:
        return load_rule_set(folder)[0], None
    try:
        path = find_config(config)
    except ConfigError:
        return load_rule_set(shipped("rules"))[0], None
    settings = load_settings(path)
    receivers = [receiver.name for receiver in settings.receivers]
    return load_rule_set(settings.rules, receivers=receivers, sources=[one.id for one in settings.sources])[0], settings
