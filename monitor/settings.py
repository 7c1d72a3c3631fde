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

from monitor.durations import read_duration
from monitor.errors import ConfigError, Problem
from monitor.located import read_documents, read_file, validate
from monitor.vocabulary import Level, SourceKind, Trust

_SIZE = re.compile(r"(\d{1,12})(B|KiB|MiB|GiB)?")
_SIZES = {None: 1, "B": 1, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}


def parse_duration(value: object) -> timedelta:
    """Read `30s`, `6h`, `5d`: a whole number with ms, s, m, h or d.

    Raises:
        ValueError: with what to write instead.
    """
    if isinstance(value, timedelta):
        return value
    found = read_duration(value)
    if found is None:
        raise ValueError("a duration is a whole number with ms, s, m, h or d, like 30s, 15m, 6h or 5d")
    return found


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
    found = re.fullmatch(r"0*(\d{1,6})/h", value) if isinstance(value, str) else None
    if not found:
        raise ValueError("a limit is a whole number an hour, like 30/h")
    if not int(found[1]):
        raise ValueError("with 0/h nothing would ever be told at once; write 1/h or more")
    return int(found[1])


def _beside_the_file(path: Path, info: ValidationInfo) -> Path:
    """Make a path absolute: it is written relative to the configuration's folder."""
    folder = (info.context or {}).get("folder")
    return folder / path if folder else path


def _secret(path: Path, info: ValidationInfo) -> Path:
    """Find a secret file beside the configuration, else by its name in `$CREDENTIALS_DIRECTORY` (systemd).

    A file that only root reads is passed over by the daemon and found by `check` as root: one line serves both.
    A bare name is also looked for in `secrets/`, where root's commands find what systemd hands to the service.
    """
    beside = _beside_the_file(path, info)
    credentials = (info.context or {}).get("credentials")
    elsewhere = [Path(credentials) / path.name] if credentials else []
    if path.name == str(path):
        elsewhere.append(beside.parent / "secrets" / path)
    if os.access(beside, os.R_OK, effective_ids=True):
        return beside
    return next((one for one in elsewhere if os.access(one, os.R_OK, effective_ids=True)), beside)


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
RateText = Annotated[str, Field(pattern="^0*[1-9][0-9]*/h$")]
Duration = Annotated[timedelta, BeforeValidator(parse_duration, json_schema_input_type=DurationText)]
Size = Annotated[int, BeforeValidator(parse_size, json_schema_input_type=SizeText | int)]
Rate = Annotated[int, BeforeValidator(parse_rate, json_schema_input_type=RateText)]


class Strict(BaseModel):
    """A map of the configuration: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Spool(Strict):
    """The folder people drop files into; inbox/ archive/ quarantine/ lie inside it."""

    path: Here = Field(description="The folder of everything that is dropped; made when missing.")
    settle: Duration = Field(
        default=timedelta(seconds=2),
        description="A file that nobody closed is read when it has stood still for so long.",
    )
    scan: Duration = Field(
        default=timedelta(seconds=30),
        description="The inbox is looked through at least this often, whatever the kernel tells.",
    )
    max_size: Size = Field(default=5 * 1024**2, description="Larger files go to quarantine.")
    min_free: Size = Field(
        default=100 * 1024**2,
        description="With less room on the disk nothing is taken in; what is stored is still sent.",
    )
    ignore: tuple[str, ...] = Field(
        default=(".*", "*.tmp", "*.part", "*~"),
        description="File names that are left alone; `*` stands for any characters.",
    )

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

    id: str = Field(description="Its name in rules, mail and facts.")
    inbox: str = Field(description="The sub-folder of the inbox, like `reuters/`.")
    kind: SourceKind = Field(
        default=SourceKind.OUTLET, description="What kind of outlet it is; rules and verification know the difference."
    )
    domains: tuple[str, ...] = Field(
        default=(), description="Its web addresses, by which a file of a trusted folder is told to be its own."
    )
    language: str | None = Field(default=None, description="Two letters; counts where the text itself leaves doubt.")
    location: str = Field(default="UTC", description="The time zone of times that its files give without one.")
    trust: Trust = Field(
        default=Trust.FOLDER,
        description="Whether the folder alone says the source, or the file may name another configured one.",
    )


class Smtp(Strict):
    """The mail server. `tls: starttls` means required; credentials never go over a clear line."""

    host: str = Field(description="The mail server.")
    port: int = Field(default=587, description="Its port: 587 for `starttls`, 465 for `implicit`.")
    tls: Literal["starttls", "implicit", "none"] = Field(
        default="starttls", description="`none` only for a server on this machine."
    )
    username: str | None = Field(default=None, description="For servers that want a login.")
    password_file: Secret | None = Field(
        default=None,
        description="A file with the password; or one in `$CREDENTIALS_DIRECTORY`, a bare name also in `secrets/`.",
    )
    from_: str = Field(alias="from", description="The sender of every mail.")
    ca_file: Here | None = Field(default=None, description="Certificates to trust instead of the system's.")
    timeout: Duration = Field(default=timedelta(seconds=60), description="How long the server may take for an answer.")


class EmailSettings(Strict):
    """An e-mail receiver."""

    to: tuple[str, ...] = Field(min_length=1, description="The addresses; each is delivered and retried on its own.")
    location: str = Field(default="UTC", description="The time zone of the times in mail.")
    subject: Literal["live", "thread"] = Field(
        default="live",
        description="`live`: always the current figures; `thread`: one subject per story, for Gmail's threads.",
    )


class WebhookSettings(Strict):
    """A webhook receiver (Standard Webhooks). Two secrets may be in force at once, for rotation."""

    url: str = Field(description="Where messages are posted; `http://` only with `allow_private`.")
    secret_file: Secret | tuple[Secret, ...] = Field(
        description="A file with the secret, `whsec_` and base64; two during a rotation."
    )
    allow_private: bool = Field(default=False, description="Whether the address may be in a private network.")


class AppriseSettings(Strict):
    """A receiver on any service that Apprise knows: chat, push, SMS. Needs the extra `apprise`."""

    url_file: Secret = Field(description="A file with the service's Apprise URL, which holds its secrets; one line.")
    location: str = Field(default="UTC", description="The time zone of the times in messages.")


class DigestSettings(Strict):
    """When a receiver's digest is made: five cron fields in an IANA zone."""

    schedule: str = Field(description="Five cron fields: minute, hour, day, month, weekday.")
    location: str = Field(default="UTC", description="The time zone of the schedule.")
    send_empty: Literal["summary", "never"] = Field(
        default="summary", description="Whether a digest without stories comes as one line, or not at all."
    )


class Receiver(Strict):
    """Who is told, through which channel, and from which level at once."""

    name: str = Field(description="What routes, rules and commands call it.")
    email: EmailSettings | None = Field(default=None, description="Told by mail. Or by `webhook` or `apprise`.")
    webhook: WebhookSettings | None = Field(default=None, description="Told by webhook.")
    apprise: AppriseSettings | None = Field(default=None, description="Told by any service that Apprise knows.")
    immediate: Level | Literal["none"] | None = Field(
        default=None,
        description="The lowest level told at once; default all of them, `none` (digests only) with a digest.",
    )
    digest: DigestSettings | None = Field(default=None, description="Everything, gathered at fixed times.")
    templates: dict[str, str] = Field(
        default_factory=dict, description="Templates of its own, like `{webhook: slack}`."
    )

    @property
    def lowest_immediate(self) -> Level | None:
        """The lowest level that is mailed at once; `None` is digest only."""
        if self.immediate == "none" or (self.immediate is None and self.digest):
            return None
        return Level.INFORMATIONAL if self.immediate is None else Level(self.immediate)


class Escalate(Strict):
    """To whom an unacknowledged critical alert goes, and after how long."""

    after: Duration = Field(description="How long an alert may stay without anybody taking it up.")
    receiver: str = Field(description="Who is told then.")


class Route(Strict):
    """A node of the routing tree, in Alertmanager's words."""

    receiver: str | None = Field(default=None, description="Who is told; the top route must name one.")
    matchers: tuple[str, ...] = Field(
        default=(), description='Which alerts come this way, like `level="critical"`; none means all.'
    )
    continue_: bool = Field(
        default=False, alias="continue", description="Whether the routes after this one are tried as well."
    )
    routes: tuple[Route, ...] = Field(default=(), description="Routes below; the first that matches takes the alert.")
    mute_time_intervals: tuple[str, ...] = Field(default=(), description="When nothing is told this way.")
    active_time_intervals: tuple[str, ...] = Field(default=(), description="When alone something is told this way.")
    hold_critical: bool = Field(
        default=False, description="Whether even critical alerts wait for the end of the quiet time."
    )
    escalate: Escalate | None = Field(default=None, description="Whom to tell when nobody takes an alert up.")


class TimeRange(Strict):
    """A part of a day, HH:MM; an end before the start runs over midnight."""

    start_time: str = Field(description="HH:MM.")
    end_time: str = Field(description="HH:MM; before the start means past midnight.")


class TimeInterval(Strict):
    """A named set of hours, days and months, in Alertmanager's words."""

    name: str = Field(description="What routes call it.")
    times: tuple[TimeRange, ...] = Field(default=(), description="Parts of the day.")
    weekdays: tuple[str, ...] = Field(default=(), description="Like `monday:friday`.")
    days_of_month: tuple[str, ...] = Field(default=(), description="Like `1:7`; `-1` is the last day.")
    months: tuple[str, ...] = Field(default=(), description="Like `june:august`.")
    years: tuple[str, ...] = Field(default=(), description="Like `2026:2027`.")
    location: str = Field(default="UTC", description="The time zone of the interval.")


class InhibitRule(Strict):
    """While an alert that matches the source is open, one that matches the target is held back."""

    source_matchers: tuple[str, ...] = Field(description="Which open alerts hold others back.")
    target_matchers: tuple[str, ...] = Field(description="Which alerts are held back.")
    equal: tuple[str, ...] = Field(default=("story",), description="Labels that must be the same in both.")


class Limits(Strict):
    """Messages an hour; past it they fold into one summary, nothing is dropped."""

    per_receiver: Rate = Field(default=30, description="Messages to one receiver.")
    critical: Rate = Field(default=60, description="Critical messages to one receiver, counted apart.")
    operator: Rate = Field(default=6, description="Messages about the daemon's own trouble.")


class Retry(Strict):
    """How a failed delivery is tried again: doubling from `first` to `max`, dead after `give_up`."""

    first: Duration = Field(default=timedelta(minutes=1), description="The wait after the first failure.")
    max: Duration = Field(default=timedelta(hours=1), description="The longest wait between two tries.")
    give_up: Duration = Field(default=timedelta(days=5), description="After this long it is a dead letter.")


class Web(Strict):
    """The desk page."""

    listen: str = Field(default="127.0.0.1:8080", description="Address and port.")
    token_file: Secret | None = Field(default=None, description="A file with the token that a visitor must know.")


class Metrics(Strict):
    """Prometheus metrics and `/healthz`, for this machine alone."""

    listen: Annotated[str, Field(pattern=r"^.+:\d{1,5}$")] = Field(
        default="127.0.0.1:9845", description="Address and port; only of this machine."
    )


class Retention(Strict):
    """How long articles and notices are kept."""

    articles: Duration = Field(default=timedelta(days=400), description="Articles with their facts, and the archive.")
    notices: Duration = Field(default=timedelta(days=400), description="Messages that were sent.")


class Log(Strict):
    """Structured logs on stderr."""

    format: Literal["json", "console"] = Field(default="json", description="`console` is for people at a terminal.")
    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="The least that is written."
    )


def _parse_max_age(value: object) -> object:
    return None if value == "off" else parse_duration(value)


class Settings(Strict):
    """The whole of monitor.yaml."""

    spool: Spool = Field(description="Where articles are dropped.")
    store: Annotated[str, AfterValidator(_store_url)] = Field(
        description="The database, like `sqlite:////var/lib/media-monitor/monitor.db`."
    )
    rules: Here = Field(description="The folder of the rules.")
    templates: Here | None = Field(default=None, description="A folder of templates of your own.")
    sources: tuple[SourceSettings, ...] = Field(default=(), description="The outlets, each a sub-folder of the inbox.")
    smtp: Smtp | None = Field(default=None, description="How mail leaves.")
    maildir: Here | None = Field(
        default=None, description="A folder that mail is written into instead of being sent: for a trial."
    )
    receivers: tuple[Receiver, ...] = Field(min_length=1, description="Who is told.")
    route: Route = Field(description="Who hears what.")
    time_intervals: tuple[TimeInterval, ...] = Field(default=(), description="Times with a name, for routes.")
    inhibit_rules: tuple[InhibitRule, ...] = Field(default=(), description="Which alerts hold back which.")
    limits: Limits = Field(default=Limits(), description="How many messages an hour.")
    max_age: Annotated[
        timedelta | None, BeforeValidator(_parse_max_age, json_schema_input_type=DurationText | Literal["off"])
    ] = Field(
        default=timedelta(hours=48),
        description="What was published longer before it came goes to digests as `old`; `off` for no limit.",
    )
    retry: Retry = Field(default=Retry(), description="How a failed delivery is tried again.")
    operator: str | None = Field(default=None, description="The receiver that hears of the daemon's own trouble.")
    web: Web | None = Field(default=None, description="The desk page.")
    metrics: Metrics | None = Field(
        default=None, description="Figures for Prometheus; without this key none are served."
    )
    retention: Retention = Field(default=Retention(), description="How long things are kept.")
    log: Log = Field(default=Log(), description="What is logged.")


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
        data = read_file(path)
    except OSError as error:
        return None, (Problem(file=str(path), message=f"the configuration cannot be read: {error.strerror}"),)
    return parse_settings(data, path)


def parse_settings(data: bytes, path: Path, *, check: bool = True) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Do the same for bytes that were read from `path`.

    `check=False` leaves out what asks the disk (secrets, folders) and whether names agree: for a
    configuration that was accepted before.
    """
    # the checks know these shapes, so they load after
    from monitor.settings_checks import check_settings  # noqa: PLC0415
    from monitor.settings_left import check_what_is_left  # noqa: PLC0415

    documents, problems = read_documents(data, str(path))
    if len(documents) != 1:
        wrong = "the file is empty" if not documents else "a configuration is one document; remove the `---` lines"
        return None, problems or (Problem(file=str(path), message=wrong),)
    context = {"folder": path.resolve().parent, "credentials": os.environ.get("CREDENTIALS_DIRECTORY")}
    settings, found = validate(Settings, documents[0], context)
    found += problems
    if check and settings:
        found += check_settings(settings, documents[0])
    elif check:
        found += check_what_is_left(documents[0], context)
    return (None if any(not p.warning for p in found) else settings), tuple(sorted(set(found)))


def read_secret(path: Path) -> str:
    """Read a secret file; one trailing newline is dropped.

    Raises:
        OSError: when it cannot be read.
        UnicodeDecodeError: when it is not text.
    """
    return read_file(path).decode().removesuffix("\n").removesuffix("\r")
