"""What no single field of the configuration can know: names that must exist, channels, zones, secrets.

Each check is a generator of findings over the whole `Settings`; `CHECKS` is the table of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from monitor.alerting.policy import Policy, policy_of
from monitor.alerting.tracing import sundays_at_three, who_hears_critical
from monitor.channel_checks import addresses, channels, login, secrets
from monitor.cron_fields import odd_cron, wrong_cron
from monitor.errors import Problem
from monitor.intervals import read_days_of_month, read_minute, read_months, read_weekdays, read_years
from monitor.located import Document, Finding, Loc, nearest, unknown_word
from monitor.matchers import LABELS, wrong_matcher
from monitor.settings import Route, Settings

Check = Callable[[Settings], Iterator[Finding]]


def check_settings(settings: Settings, document: Document) -> tuple[Problem, ...]:
    """Run every check; problems carry the places of the document that the settings were read from."""
    findings = [finding for check in CHECKS for finding in check(settings)]
    return tuple(document.problem(finding.loc, finding.message, warning=finding.warning) for finding in findings)


# --- names -----------------------------------------------------------------------------------


def double_names(settings: Settings) -> Iterator[Finding]:
    """Names and inbox folders that stand twice."""
    lists = {
        ("sources", "id"): [source.id for source in settings.sources],
        ("sources", "inbox"): [source.inbox.strip("/") for source in settings.sources],
        ("receivers", "name"): [receiver.name for receiver in settings.receivers],
        ("time_intervals", "name"): [interval.name for interval in settings.time_intervals],
    }
    for (where, key), values in lists.items():
        counts = Counter(values)
        for n, value in enumerate(values):
            if counts[value] > 1 and value in values[:n]:
                yield Finding((where, n, key), f"the {key} `{value}` is taken by an entry above; each needs its own")


def routes_of(settings: Settings) -> Iterator[tuple[Loc, Route]]:
    """Every node of the routing tree with its place."""
    waiting: list[tuple[Loc, Route]] = [(("route",), settings.route)]
    while waiting:
        loc, route = waiting.pop()
        yield loc, route
        waiting += [((*loc, "routes", n), child) for n, child in enumerate(route.routes)]


def unknown_names(settings: Settings) -> Iterator[Finding]:
    """Receivers and intervals that are named but nowhere described."""
    receivers = [receiver.name for receiver in settings.receivers]
    intervals = [interval.name for interval in settings.time_intervals]
    named: list[tuple[Loc, str]] = [(("operator",), settings.operator)] if settings.operator else []
    for loc, route in routes_of(settings):
        if route.receiver:
            named.append(((*loc, "receiver"), route.receiver))
        if route.escalate:
            named.append(((*loc, "escalate", "receiver"), route.escalate.receiver))
        for key in ("mute_time_intervals", "active_time_intervals"):
            for n, name in enumerate(getattr(route, key)):
                if name not in intervals:
                    yield Finding((*loc, key, n), unknown_word(name, intervals, "time interval"))
    for loc, name in named:
        if name not in receivers:
            yield Finding(loc, unknown_word(name, receivers, "receiver"))


def escalations(settings: Settings) -> Iterator[Finding]:
    """An alert that nobody took up must go to somebody else."""
    for loc, receiver, route in _routes_with_receivers(settings):
        if route.escalate and route.escalate.receiver == receiver:
            told = f"`{receiver}` has the alert already; name another receiver, who is told when nobody takes it up"
            yield Finding((*loc, "escalate", "receiver"), told)


def _routes_with_receivers(settings: Settings) -> Iterator[tuple[Loc, str | None, Route]]:
    """Every node of the routing tree with its place and the receiver that it has or inherits."""
    waiting: list[tuple[Loc, str | None, Route]] = [(("route",), settings.route.receiver, settings.route)]
    while waiting:
        loc, receiver, route = waiting.pop()
        yield loc, receiver, route
        waiting += [((*loc, "routes", n), child.receiver or receiver, child) for n, child in enumerate(route.routes)]


def top_route(settings: Settings) -> Iterator[Finding]:
    """The top route takes everything, so it needs a receiver and no matchers."""
    if not settings.route.receiver:
        yield Finding(("route",), "the top route needs a `receiver`: it takes what no other route takes")
    if settings.route.matchers:
        yield Finding(("route", "matchers"), "the top route matches everything; put matchers into `routes:` below it")


def matchers(settings: Settings) -> Iterator[Finding]:
    """Matchers that cannot be read, and labels that do not exist."""
    texts = [
        ((*loc, "matchers", n), text) for loc, route in routes_of(settings) for n, text in enumerate(route.matchers)
    ]
    for n, rule in enumerate(settings.inhibit_rules):
        for key in ("source_matchers", "target_matchers"):
            texts += [(("inhibit_rules", n, key, m), text) for m, text in enumerate(getattr(rule, key))]
        for m, label in enumerate(rule.equal):
            if label not in LABELS:
                yield Finding(("inhibit_rules", n, "equal", m), unknown_word(label, LABELS, "label"))
    for loc, text in texts:
        if wrong := wrong_matcher(text):
            yield Finding(loc, wrong)


# --- folders and times ---------------------------------------------------------------------------


def folders(settings: Settings) -> Iterator[Finding]:
    """Folders that must be there, and inbox sub-folders that lead out of the inbox."""
    for n, source in enumerate(settings.sources):
        parts = Path(source.inbox).parts
        if not parts or Path(source.inbox).is_absolute() or ".." in parts or parts[0].startswith("."):
            yield Finding(("sources", n, "inbox"), f"`{source.inbox}` must be a sub-folder of the inbox, like reuters/")
    for key, folder in (("rules", settings.rules), ("templates", settings.templates)):
        if folder and not folder.is_dir():
            yield Finding((key,), f"there is no folder {folder}")


def zones(settings: Settings) -> Iterator[Finding]:
    """Names of time zones that IANA does not know."""
    named: list[tuple[Loc, str]] = [(("sources", n), source.location) for n, source in enumerate(settings.sources)]
    named += [(("time_intervals", n), interval.location) for n, interval in enumerate(settings.time_intervals)]
    for n, receiver in enumerate(settings.receivers):
        named += [(("receivers", n, "email"), receiver.email.location)] if receiver.email else []
        named += [(("receivers", n, "apprise"), receiver.apprise.location)] if receiver.apprise else []
        named += [(("receivers", n, "digest"), receiver.digest.location)] if receiver.digest else []
    for loc, name in named:
        if not _is_zone(name):
            near = nearest(name, sorted(available_timezones()))
            hint = f"did you mean `{near}`?" if near else "write it like Europe/Kyiv"
            yield Finding((*loc, "location"), f"unknown time zone `{name}`; {hint}")


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError):  # ZoneInfoNotFoundError is a KeyError, a folder's name an OSError
        return False
    except KeyError:
        return False
    return True


def schedules(settings: Settings) -> Iterator[Finding]:
    """Digest schedules that are not five cron fields, or mean other days than their writer may think."""
    for n, receiver in enumerate(settings.receivers):
        if not receiver.digest:
            continue
        if wrong := wrong_cron(receiver.digest.schedule):
            yield Finding(("receivers", n, "digest", "schedule"), wrong)
        elif odd := odd_cron(receiver.digest.schedule):
            yield Finding(("receivers", n, "digest", "schedule"), odd, warning=True)


_DAYS_AND_YEARS: dict[str, Callable[[str], object]] = {
    "weekdays": read_weekdays,
    "days_of_month": read_days_of_month,
    "months": read_months,
    "years": read_years,
}


def hours(settings: Settings) -> Iterator[Finding]:
    """Times of day that no clock shows, and days and months that no calendar has."""
    for n, interval in enumerate(settings.time_intervals):
        here = ("time_intervals", n)
        for m, span in enumerate(interval.times):
            times = (("start_time", span.start_time), ("end_time", span.end_time))
            wrong = [
                Finding((*here, "times", m, key), said) for key, text in times if (said := _said(read_minute, text))
            ]
            yield from wrong
            if not wrong and span.start_time == span.end_time:
                yield Finding(
                    (*here, "times", m, "end_time"), "it ends when it starts; leave out `times` for the whole day"
                )
        for key, read in _DAYS_AND_YEARS.items():
            for m, text in enumerate(getattr(interval, key)):
                if said := _said(read, text):
                    yield Finding((*here, key, m), said)


def _said(read: Callable[[str], object], text: str) -> str | None:
    try:
        read(text)
    except ValueError as error:
        return str(error)
    return None


# --- who is told ------------------------------------------------------------------------------


def nobody_told(settings: Settings) -> Iterator[Finding]:
    """A receiver whose failure would be told to nobody."""
    operator = next((receiver for receiver in settings.receivers if receiver.name == settings.operator), None)
    if not settings.operator:
        lost = "the failure of a receiver would be told to nobody but the log; name a receiver in `operator:`"
        yield Finding((), lost, warning=True)
    elif operator and len(settings.receivers) == 1:
        lost = f"the failure of `{operator.name}` would be told to nobody but the log; it is the only receiver"
        yield Finding(("operator",), lost, warning=True)
    elif operator and settings.smtp and all(receiver.email for receiver in settings.receivers):
        lost = f"the failure of {settings.smtp.host} would be told to nobody but the log: every receiver needs it"
        yield Finding(("operator",), f"{lost}; a webhook receiver would be a second way", warning=True)


def critical_heard(settings: Settings) -> Iterator[Finding]:
    """A critical alert that no receiver would get before its next digest, or at three on a Sunday night."""
    if any(True for check in (matchers, zones) for _ in check(settings)):
        return  # what cannot be read is told already
    policy = policy_of(settings)
    told = who_hears_critical(policy, datetime.now(UTC))
    if told and all(hears.why == "in its digest only" for hears in told):
        names = ", ".join(f"`{hears.receiver}`" for hears in told)
        lost = f"a critical alert reaches only {names}, who get digests alone; nobody would hear of it at once"
        yield Finding(("route",), lost, warning=True)
        return
    if told and (lost_at := _first_deaf_night(settings, policy)):
        moment, zone = lost_at
        yield Finding(
            ("route",),
            f"nobody would hear of a critical alert at 03:00 on Sunday {moment:%Y-%m-%d} ({zone}); leave out "
            "`hold_critical: true` on one of the routes, or add a receiver that is told at night",
        )


_SUNDAYS = 53  # a year of them: an interval may name a month


def _first_deaf_night(settings: Settings, policy: Policy) -> tuple[datetime, str] | None:
    """Return the first Sunday, 03:00 in the zone of a receiver, at which nobody is told of what is critical."""
    zones = dict.fromkeys(receiver.email.location if receiver.email else "UTC" for receiver in settings.receivers)
    for zone in zones:
        for sunday in sundays_at_three(zone, datetime.now(UTC), _SUNDAYS):
            if not any(hears.now for hears in who_hears_critical(policy, sunday)):
                return sunday.astimezone(ZoneInfo(zone)), zone
    return None


def unreached(settings: Settings) -> Iterator[Finding]:
    """A receiver that no route names: only a rule's own `receivers:` can reach it."""
    named = {route.receiver for _, route in routes_of(settings)} | {settings.operator}
    named |= {route.escalate.receiver for _, route in routes_of(settings) if route.escalate}
    for n, receiver in enumerate(settings.receivers):
        if receiver.name not in named:
            lost = f"no route leads to the receiver `{receiver.name}`; only a rule that names it can reach it"
            yield Finding(("receivers", n, "name"), lost, warning=True)


def web_token(settings: Settings) -> Iterator[Finding]:
    """A desk page, which this version does not serve yet; one that others could reach without a token is an error."""
    if not settings.web:
        return
    yield Finding(("web",), "this version serves no desk page yet; nothing listens there", warning=True)
    host, _, port = settings.web.listen.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        yield Finding(("web", "listen"), f"`{settings.web.listen}` is not host:port, like 127.0.0.1:8080")
    elif host not in ("127.0.0.1", "localhost", "[::1]") and not settings.web.token_file:
        yield Finding(("web", "listen"), "a page that other machines can reach needs a `token_file:`")


CHECKS: tuple[Check, ...] = (
    double_names, unknown_names, escalations, top_route, matchers, channels, addresses, secrets, login, folders,
    zones, schedules, hours, nobody_told, critical_heard, unreached, web_token,
)  # fmt: skip
"""Every check of the configuration; a new one is a generator and a name here."""
