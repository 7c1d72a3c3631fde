"""Which commands there are, and in which module each lives; `--help` is printed from this table alone."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A command: the module whose `app` it is, and the line that `--help` prints."""

    module: str
    help: str


COMMANDS: dict[str, Row] = {
    "run": Row("monitor.cli.run", "Watch the inbox and tell people what the rules ask for: the daemon."),
    "demo": Row("monitor.cli.demo", "Start on the defaults in a folder of its own, with the sample article dropped."),
    "status": Row("monitor.cli.status", "Say how things stand; with --check only whether all is well."),
    "quarantine": Row("monitor.cli.quarantine", "List, show and release files that could not be read."),
    "receivers": Row("monitor.cli.receivers", "List the receivers and how they are; send one a test message."),
    "stories": Row("monitor.cli.stories", "List and show stories; say which reports tell one event, or do not."),
    "alerts": Row("monitor.cli.alerts", "List and show alerts; say that somebody has taken one up."),
    "silence": Row("monitor.cli.silence", "Silence alerts until a set time, list what is silenced, or end it."),
    "deliveries": Row("monitor.cli.deliveries", "List, show, retry and drop messages."),
    "routes": Row("monitor.cli.routes", "Say who hears of an alert, by which route, and why."),
    "digest": Row("monitor.cli.digest", "Look at a receiver's next digest, or send it before its time."),
    "audit": Row("monitor.cli.audit", "Prove that nothing vanished: every sum counted on two ways."),
    "db": Row("monitor.cli.db", "Copy the store, or bring it to the form of this program."),
    "prune": Row("monitor.cli.prune", "Remove what is older than `retention:`, with the daemon stopped."),
    "check": Row("monitor.cli.check", "Check configuration, rules, templates and rule tests; every mistake at once."),
    "test": Row("monitor.cli.test", "Run the tests in rules; a failure says which clause and why."),
    "explain": Row("monitor.cli.explain", "Say why a rule matches an article or does not, clause by clause."),
    "rules": Row("monitor.cli.rules", "Draft a rule, with its test, from an article that it must match."),
    "schema": Row("monitor.cli.schema", "Print JSON Schema of rules and configuration, and every vocabulary."),
    "backtest": Row("monitor.cli.backtest", "Say what the rules would have told, over a folder of articles."),
    "facts": Row("monitor.cli.facts", "Show what articles say: casualties, actors, places, dates, who says so."),
}
