"""monitor.yaml -> Settings: the configuration of docs/contracts.md 6.2, strict and fully located.

Everything that a person may write has its field here and nothing else does; paths are absolute after
loading (they are written relative to the file's folder), durations are `timedelta`, sizes are bytes.
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from monitor.errors import ConfigError, Problem
from monitor.located import read_documents, validate
from monitor.vocabulary import Level, SourceKind, Trust

_DURATION = re.compile(r"(\d{1,9})(ms|s|m|h|d)")
_UNITS = {"ms": "milliseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SIZE = re.compile(r"(\d{1,12})(B|KiB|MiB|GiB)?")
_SIZES = {None: 1, "B": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}


def parse_duration(value: object) -> timedelta:
    """Read `30s`, `6h`, `5d`: a whole number with ms, s, m, h or d.

    Raises:
        ValueError: with what to write instead.
    """
    if isinstance(value, timedelta):
        return value
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("a duration is a whole number with ms, s, m, h or d, like 30s, 15m, 6h or 5d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def parse_size(value: object) -> int:
    """Read `5MiB`, `200KiB` or a whole number of bytes.

    Raises:
        ValueError: with what to write instead.
    """
    found = _SIZE.fullmatch(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else None
    if not found:
        raise ValueError("a size is a whole number with B, KiB, MiB or GiB, like 5MiB")
    return int(found[1]) * _SIZES[found[2]]


def parse_rate(value: object) -> int:
    """Read `30/h`: how many messages an hour.

    Raises:
        ValueError: with what to write instead.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = re.fullmatch(r"(\d{1,6})/h", value) if isinstance(value, str) else None
    if not found:
        raise ValueError("a limit is a whole number an hour, like 30/h")
    return int(found[1])


def _beside_the_file(path: Path, info: ValidationInfo) -> Path:
    """Make a path absolute: it is written relative to the configuration's folder."""
    folder = (info.context or {}).get("folder")
    return folder / path if folder else path


def _secret(path: Path, info: ValidationInfo) -> Path:
    """Find a secret file beside the configuration, else in `$CREDENTIALS_DIRECTORY` (systemd)."""
    beside = _beside_the_file(path, info)
    credentials = (info.context or {}).get("credentials")
    if not beside.exists() and credentials and (Path(credentials) / path.name).exists():
        return Path(credentials) / path.name
    return beside


def _store_url(url: str, info: ValidationInfo) -> str:
    """Make the path of an embedded store absolute: `sqlite:///monitor.db` lies beside the file."""
    if not re.match(r"sqlite:///.|postgresql(\+psycopg)?://.", url):
        raise ValueError(
            f"`{url}` is no store; write sqlite:////var/lib/media-monitor/monitor.db (four slashes: absolute)"
        )
    scheme, path = url.split("///", 1) if url.startswith("sqlite") else (url, "")
    return f"{scheme}///{_beside_the_file(Path(path), info)}" if path else url


Here = Annotated[Path, AfterValidator(_beside_the_file)]
Secret = Annotated[Path, AfterValidator(_secret)]
DurationText = Annotated[str, Field(pattern="^[0-9]+(ms|s|m|h|d)$")]
SizeText = Annotated[str, Field(pattern="^[0-9]+(B|KiB|MiB|GiB)$")]
RateText = Annotated[str, Field(pattern="^[0-9]+/h$")]
Duration = Annotated[timedelta, BeforeValidator(parse_duration, json_schema_input_type=DurationText)]
Size = Annotated[int, BeforeValidator(parse_size, json_schema_input_type=SizeText | int)]
Rate = Annotated[int, BeforeValidator(parse_rate, json_schema_input_type=RateText | int)]


class Strict(BaseModel):
    """A map of the configuration: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Spool(Strict):
    """The folder people drop files into; inbox/ archive/ quarantine/ lie inside it."""

    path: Here
    settle: Duration = timedelta(seconds=2)
    scan: Duration = timedelta(seconds=30)
    max_size: Size = 5 * 1024**2
    min_free: Size = 100 * 1024**2  # below it intake waits, delivery goes on
    ignore: tuple[str, ...] = (".*", "*.tmp", "*.part", "*~")

    @property
    def inbox(self) -> Path:
        """Where files are dropped."""
        return self.path / "inbox"

    @property
    def work(self) -> Path:
        """Where claimed files lie until their result is committed: same tree, same mount."""
        return self.inbox / ".work"

    @property
    def archive(self) -> Path:
        """Our own read-only copies of what was processed."""
        return self.path / "archive"

    @property
    def quarantine(self) -> Path:
        """What could not be read, with its bytes."""
        return self.path / "quarantine"


class SourceSettings(Strict):
    """An outlet: the inbox sub-folder its files are dropped into."""

    id: str
    inbox: str
    kind: SourceKind = SourceKind.OUTLET
    domains: tuple[str, ...] = ()
    language: str | None = None
    location: str = "UTC"
    trust: Trust = Trust.FOLDER


class Smtp(Strict):
    """The mail server. `tls: starttls` means required; credentials never go over a clear line."""

    host: str
    port: int = 587
    tls: Literal["starttls", "implicit", "none"] = "starttls"
    username: str | None = None
    password_file: Secret | None = None
    from_: str = Field(alias="from")
    ca_file: Here | None = None
    timeout: Duration = timedelta(seconds=60)


class EmailSettings(Strict):
    """An e-mail receiver."""

    to: tuple[str, ...] = Field(min_length=1)
    location: str = "UTC"
    subject: Literal["live", "thread"] = "live"


class WebhookSettings(Strict):
    """A webhook receiver (Standard Webhooks). Two secrets may be in force at once, for rotation."""

    url: str
    secret_file: Secret | tuple[Secret, ...]
    allow_private: bool = False


class DigestSettings(Strict):
    """When a receiver's digest is made: five cron fields in an IANA zone."""

    schedule: str
    location: str = "UTC"
    send_empty: Literal["summary", "never"] = "summary"


class Receiver(Strict):
    """Who is told, through which channel, and from which level at once."""

    name: str
    email: EmailSettings | None = None
    webhook: WebhookSettings | None = None
    immediate: Level | Literal["none"] | None = None
    digest: DigestSettings | None = None
    templates: dict[str, str] = Field(default_factory=dict)

    @property
    def lowest_immediate(self) -> Level | None:
        """The lowest level that is mailed at once; `None` is digest only."""
        if self.immediate == "none" or (self.immediate is None and self.digest):
            return None
        return Level.INFORMATIONAL if self.immediate is None else Level(self.immediate)


class Escalate(Strict):
    """To whom an unacknowledged critical alert goes, and after how long."""

    after: Duration
    receiver: str


class Route(Strict):
    """A node of the routing tree, in Alertmanager's words."""

    receiver: str | None = None
    matchers: tuple[str, ...] = ()
    continue_: bool = Field(default=False, alias="continue")
    routes: tuple[Route, ...] = ()
    mute_time_intervals: tuple[str, ...] = ()
    active_time_intervals: tuple[str, ...] = ()
    hold_critical: bool = False
    escalate: Escalate | None = None


class TimeRange(Strict):
    """A part of a day, HH:MM; an end before the start runs over midnight."""

    start_time: str
    end_time: str


class TimeInterval(Strict):
    """A named set of hours, days and months, in Alertmanager's words."""

    name: str
    times: tuple[TimeRange, ...] = ()
    weekdays: tuple[str, ...] = ()
    days_of_month: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    location: str = "UTC"


class InhibitRule(Strict):
    """While an alert that matches the source is open, one that matches the target is held back."""

    source_matchers: tuple[str, ...]
    target_matchers: tuple[str, ...]
    equal: tuple[str, ...] = ("story",)


class Limits(Strict):
    """Messages an hour; past it they fold into one summary, nothing is dropped."""

    per_receiver: Rate = 30
    critical: Rate = 60
    operator: Rate = 6


class Retry(Strict):
    """How a failed delivery is tried again: doubling from `first` to `max`, dead after `give_up`."""

    first: Duration = timedelta(minutes=1)
    max: Duration = timedelta(hours=1)
    give_up: Duration = timedelta(days=5)


class Web(Strict):
    """The desk page."""

    listen: str = "127.0.0.1:8080"
    token_file: Secret | None = None


class Metrics(Strict):
    """Prometheus metrics and `/healthz`, for this machine alone."""

    listen: Annotated[str, Field(pattern=r"^.+:\d{1,5}$")] = "127.0.0.1:9845"


class Retention(Strict):
    """How long articles and notices are kept."""

    articles: Duration = timedelta(days=400)
    notices: Duration = timedelta(days=400)


class Log(Strict):
    """Structured logs on stderr."""

    format: Literal["json", "console"] = "json"
    level: Literal["debug", "info", "warning", "error"] = "info"


def _parse_max_age(value: object) -> object:
    return None if value == "off" else parse_duration(value)


class Settings(Strict):
    """The whole of monitor.yaml."""

    spool: Spool
    store: Annotated[str, AfterValidator(_store_url)]
    rules: Here
    templates: Here | None = None
    sources: tuple[SourceSettings, ...] = ()
    smtp: Smtp | None = None
    maildir: Here | None = None
    receivers: tuple[Receiver, ...] = Field(min_length=1)
    route: Route
    time_intervals: tuple[TimeInterval, ...] = ()
    inhibit_rules: tuple[InhibitRule, ...] = ()
    limits: Limits = Limits()
    max_age: Annotated[
        timedelta | None, BeforeValidator(_parse_max_age, json_schema_input_type=DurationText | Literal["off"])
    ] = timedelta(hours=48)
    retry: Retry = Retry()
    operator: str | None = None
    web: Web | None = None
    metrics: Metrics | None = None
    retention: Retention = Retention()
    log: Log = Log()


def load_settings(path: Path) -> Settings:
    """Read the configuration.

    Raises:
        ConfigError: with every problem, each at its line and column.
    """
    settings, problems = read_settings(path)
    errors = tuple(problem for problem in problems if not problem.warning)
    if errors or settings is None:
        raise ConfigError(errors)
    return settings


def read_settings(path: Path) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Read the configuration and say everything about it, warnings too; `None` when it is refused."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, (Problem(file=str(path), message=f"the configuration cannot be read: {error.strerror}"),)
    return parse_settings(data, path)


def parse_settings(data: bytes, path: Path, *, check: bool = True) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Do the same for bytes that were read from `path`.

    `check=False` leaves out what asks the disk (secrets, folders) and whether names agree: for a
    configuration that was accepted before.
    """
    from monitor.settings_checks import check_settings  # noqa: PLC0415 - the checks know these shapes, so they load after

    documents, problems = read_documents(data, str(path))
    if len(documents) != 1:
        wrong = "the file is empty" if not documents else "a configuration is one document; remove the `---` lines"
        return None, problems or (Problem(file=str(path), message=wrong),)
    context = {"folder": path.resolve().parent, "credentials": os.environ.get("CREDENTIALS_DIRECTORY")}
    settings, found = validate(Settings, documents[0], context)
    found += problems
    if settings and check:
        found += check_settings(settings, documents[0])
    return (None if any(not p.warning for p in found) else settings), tuple(sorted(set(found)))


def read_secret(path: Path) -> str:
    """Read a secret file; one trailing newline is dropped.

    Raises:
        OSError: when it cannot be read.
        UnicodeDecodeError: when it is not text.
    """
    return path.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
