"""The nouns: one frozen dataclass per stage of the flow, one word per thing everywhere.

Offsets (`start`, `end`) count code points of `Article.text`; for every `Evidence`
`article.text[start:end] == quote`. Times are aware UTC datetimes named `*_at`, days are dates
named `*_on`. `None` means "not stated", never zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import asin, cos, radians, sin, sqrt

from monitor.vocabulary import (
    ActorKind,
    Amendment,
    Bound,
    Change,
    ClaimKind,
    DatePrecision,
    DecisionKind,
    EventKind,
    Flag,
    Harm,
    Level,
    NoticeKind,
    QueryKey,
    ReceiptState,
    Relation,
    Role,
    RuleStatus,
    SourceKind,
    Status,
    TimePrecision,
    Trust,
    Verdict,
    Zone,
)

# --- where articles come from ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet: a sub-folder of the inbox, described in the configuration (or not).

    Files in the inbox itself are of the source `unknown`; a folder that the configuration does not
    describe is a source of that name with `configured=False`. Only configured sources corroborate.
    """

    id: str = "unknown"
    kind: SourceKind = SourceKind.UNKNOWN
    configured: bool = False
    domains: tuple[str, ...] = ()
    language: str | None = None
    location: str = "UTC"  # IANA zone: what "on Saturday" means in its articles
    trust: Trust = Trust.FOLDER


UNKNOWN_SOURCE = Source()


@dataclass(frozen=True, slots=True, kw_only=True)
class DropMeta:
    """What `analyse` is told of a file beside its bytes."""

    name: str  # file name for format detection and messages, surrogate-escaped
    source: Source = UNKNOWN_SOURCE
    received_at: datetime
    modified_at: datetime | None = None
    known_sources: tuple[Source, ...] = ()  # the configured ones, of which a file may name its own (`trust: file`)


# --- what is read ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneSpan:
    """A stretch of the text and what it is; the zones of an article partition its text in order."""

    zone: Zone
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence; never crosses a zone border."""

    start: int
    end: int
    zone: Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as it was read.

    `id` is the SHA-256 (hex) of the file's bytes and the entry key and is never recomputed.
    `revision_key` is the format's own identity (guid, uri, Message-ID, URL), `None` where it has none:
    same (source, key) with another text is a revision. `published_by_format` is true only when the
    format carries a publication time of its own; never for a date read from plain text.
    """

    id: str
    entry: str = ""
    title: str | None
    text: str
    zones: tuple[ZoneSpan, ...]
    sentences: tuple[Sentence, ...]
    language: str  # ISO 639-1, or "und"
    source: Source
    claimed_source: str | None = None
    url: str | None = None
    revision_key: str | None = None
    withdrawn: bool = False  # a kill notice of a newswire format
    published_at: datetime | None = None
    published_precision: TimePrecision = TimePrecision.NONE
    published_by_format: bool = False
    received_at: datetime
    format: str  # "txt", "md", "json", "eml", ...
    encoding: str  # which one was used: "utf-8", "utf-16-le (BOM)", "cp1251 (detected)"
    left_out: tuple[str, ...] = ()  # of a file's first article: what in the file could not be read, in sentences

    @property
    def effective_at(self) -> datetime:
        """The earlier of publication and receipt: the day from which relative dates count."""
        return min(self.published_at, self.received_at) if self.published_at else self.received_at


# --- gazetteers (files of the user and shipped ones) ----------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office that a person holds or held: `since` and `until` are days, `None` is open."""

    name: str  # "President of Ukraine"
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """A listed actor (`rules/actors/*.yml`).

    `of` is the id of the country, force or organisation it belongs to; `opponents` are the ids of the
    parties it stands against, which makes what it says of them a party's claim.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    of: str | None = None
    opponents: tuple[str, ...] = ()
    state_media: bool = False
    media: bool = False  # a news outlet or agency: quoted as a source, rarely an actor
    country: str | None = None  # ISO 3166-1 alpha-2


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """A place of the user's own (`rules/places/*.yml`), beside the generated GeoNames table."""

    name: str
    country: str
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()
    geonameid: int | None = None
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """All listed actors and the user's own places, as one value that travels to the workers."""

    actors: tuple[ActorEntry, ...] = ()
    places: tuple[PlaceEntry, ...] = ()


# --- facts ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The quoted characters that a fact stands on."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How many, as far as the words say: `max=None` is open upwards."""

    min: int
    max: int | None
    bound: Bound = Bound.EXACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so: source, cue and content frame found in the text; the span covers source and cue."""

    source: str  # "a Moscow security source"
    via: str | None = None  # "Russian state media"
    cue: str  # "according to"
    kind: SourceKind
    actor: str | None = None  # id, when the source is a known actor
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing said by one speaker: a figure, a perpetrator, or the event itself.

    `attribution=None` is the outlet's own voice. A toll has `harm` and `value`; a perpetrator has
    `actor` (an id) and `role`.
    """

    about: ClaimKind
    harm: Harm | None = None
    value: Interval | None = None
    actor: str | None = None
    role: Role | None = None
    attribution: Attribution | None = None
    status: Status
    flags: tuple[Flag, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """The current figure of one harm in one event.

    `value` is what is stated as fact; `feared` is "N feared dead", which is never in `value.min`
    (a figure that is only feared has value 0..N `up_to` with flag `feared`). `status` and `flags` are
    those of the claim that gave the value; `claims` keeps what every speaker said.
    """

    value: Interval
    feared: Interval | None = None
    status: Status
    flags: tuple[Flag, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """The figures of one event; `None` is not stated, 0..0 is "no one"."""

    killed: Casualty | None = None
    injured: Casualty | None = None
    missing: Casualty | None = None
    abducted: Casualty | None = None

    def of(self, harm: Harm) -> Casualty | None:
        """Return the figure of one harm, whose name its field has."""
        stated: Casualty | None = getattr(self, harm)
        return stated


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place named in an article. `geonameid`, `country` (alpha-2), `lat`, `lon` when resolved.

    In a `small` town two events of one day are hardly told.
    """

    name: str
    geonameid: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    small: bool = False
    evidence: tuple[Evidence, ...] = ()


def great_circle(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the kilometres between two points in degrees, on a sphere of 6,371 km (haversine)."""
    north, south = radians(lat), radians(other_lat)
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(min(1.0, half)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor named in an article; an unlisted one has the id `name:<folded name>`."""

    id: str
    name: str
    kind: ActorKind
    roles: tuple[Role, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventActor:
    """One role of one actor in one event."""

    id: str
    name: str
    kind: ActorKind
    role: Role
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How sure: the lowest status of the claims that a notice prints, with every flag."""

    status: Status
    flags: tuple[Flag, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def unverified(self) -> bool:
        """Whether a reader must be warned: the status is `unverified` or `disputed`."""
        return self.status in (Status.UNVERIFIED, Status.DISPUTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as told by one article.

    `claims` are those about the perpetrator and the event itself; figures keep theirs.
    `evidence` are the sentences that tell the event, the most telling first.
    """

    kind: EventKind
    on: date | None = None
    on_precision: DatePrecision | None = None
    places: tuple[Place, ...] = ()  # the most specific first
    actors: tuple[EventActor, ...] = ()
    casualties: Casualties = field(default_factory=Casualties)
    claims: tuple[Claim, ...] = ()
    verification: Verification
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundToll:
    """A toll of another or past event or a running war: kept, shown, ignored by rules."""

    harm: Harm
    value: Interval
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an article says. `events[0]` is the event that it reports; without one, empty.

    `read=False` means that there is no pack for the article's language: nothing is known.
    """

    read: bool = True
    events: tuple[Event, ...] = ()
    background: tuple[BackgroundToll, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    verification: Verification
    amends: Amendment | None = None  # a kill notice or a correction, by its words or its format


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One event as told by one article; `event=None` is an article without any (n = 0).

    `id` is `<article id>:<n>`.
    """

    id: str
    article_id: str
    n: int
    event: Event | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysed:
    """An article with its facts and its reports: what a worker hands back, n for one drop."""

    article: Article
    facts: Facts
    reports: tuple[Report, ...]
    features: str = ""  # what the index of stories sees of the reports, as `stories.writing` wrote it; empty: not yet


# --- stories --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim as one article of one source told it: a line of a figure's history."""

    claim: Claim
    report_id: str
    article_id: str
    source: Source
    at: datetime  # when the article spoke: effective_at, or when it came if it names only its day
    withdrawn: bool = False  # replaced by a revision or correction
    aside: bool = False  # a part of the report's own figure, or an older one: shown, and no figure of its own

    @property
    def stands(self) -> bool:
        """Whether the claim counts: nobody took it back, and the same report gives no whole beside it."""
        return not (self.withdrawn or self.aside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The current figure of one harm in a story, and who said what when."""

    harm: Harm
    value: Interval
    feared: Interval | None = None
    status: Status
    flags: tuple[Flag, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def standing(self) -> tuple[Told, ...]:
        """What was told of it and counts, in the order it came."""
        return tuple([one for one in self.told if one.stands])

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that count: those of the story's event."""
        return tuple([one.claim for one in self.told if one.stands])


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One report in a story."""

    report_id: str
    article_id: str
    source: Source
    title: str | None
    url: str | None
    relation: Relation
    received_at: datetime
    published_at: datetime | None
    independent: bool = True  # false for a reprint or a shared attribution
    status: Status = Status.REPORTED  # how sure its report is that the event happened
    quoted: str | None = None  # who says so in it; `None` is the outlet itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What a rule over time counted: by `actor`, `place` or `source` (or nothing), which one, and its name."""

    rule_id: str
    by: QueryKey | None = None
    value: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event, however many tell it. `id` = uuid5 of the first report; `number` is what people say (#417).

    `event` is the story as one event: kind, day, places, actors and status as they now stand, with the
    figures in `figures` (and copied into `event.casualties` for rules and templates).
    """

    id: str
    number: int = 0  # given by the store when the story is opened
    opened_at: datetime
    updated_at: datetime
    headline: str
    event: Event | None
    figures: tuple[Figure, ...] = ()
    members: tuple[Member, ...] = ()
    may_be: str | None = None  # the story that this one may be the same as (relation `possible`)
    watch: Watch | None = None  # it is no event and tells of a count; no report joins it


DIGESTS_ALONE = "takes digests only"
"""Why a receiver that is told nothing at once was not told of a story: its name stands before."""

CORRECTS_ITSELF = "its outlet corrects itself"
"""What a correction is said to be where the outlet withdraws nothing and no figure is known to be wrong."""

WITHDRAWN = "withdrawn by its outlet"
"""What a correction is said to be where the outlet asks to take out all that it told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialChange:
    """One thing about a story that changed, as `update_on` names it.

    For a toll `harm`, `before` and `after` are set; for the others `was` and `now` are words:
    a status, an actor's or a place's name, what a correction said.
    """

    kind: Change
    harm: Harm | None = None
    before: Interval | None = None
    after: Interval | None = None
    was: str | None = None
    now: str | None = None
    told: Told | None = None
    feared: bool = False  # a toll of what is only feared beside the figure, which that does not move


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChange:
    """What one report did to the stories: which one it joined, how, and what changed by it."""

    report: Report
    relation: Relation
    story: Story  # as it stands afterwards
    changes: tuple[MaterialChange, ...] = ()
    why: tuple[str, ...] = ()  # why it joined, in words, and the nearest rival (explain)


# --- rules, decisions and messages ----------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What one rule says of one article; `report_n` is the report that the rule means."""

    rule_id: str
    verdict: Verdict
    report_n: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule that stands behind an alert, frozen as it was when it fired."""

    rule_id: str
    revision: str
    title: str
    level: Level
    status: RuleStatus
    verdict: Verdict
    template: str | None = None
    explanation: tuple[str, ...] = ()  # one line a clause: verdict and quoted evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """(story, receiver), or (article, receiver) for `group_by: [article]`. Level is the highest of its reasons."""

    id: str
    story_id: str
    receiver: str
    level: Level
    reasons: tuple[Reason, ...]
    opened_at: datetime
    notices: int = 0  # how many were made: the next is `notices + 1`
    last_notice_at: datetime | None = None
    acked_at: datetime | None = None


BY_CLOCK = "clock:"
"""How the `article_id` of a decision begins that no article brought about: a silence, found by the clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one receiver hears of one story by one article, and why, in words a person reads later."""

    kind: DecisionKind
    receiver: str
    story_id: str
    article_id: str
    reason: str
    at: datetime
    rules: tuple[str, ...] = ()
    wish: DecisionKind | None = None  # what it would have been if nothing had stood in the way

    @property
    def alert(self) -> bool:
        """Whether a notice is sent."""
        return self.kind in (DecisionKind.FIRST, DecisionKind.ESCALATED, DecisionKind.UPDATE, DecisionKind.REMINDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One numbered message to one receiver: `id` = uuid5(alert, n) and the only identity over all retries."""

    id: str
    kind: NoticeKind
    receiver: str
    n: int
    level: Level
    created_at: datetime
    alert_id: str | None = None
    story_id: str | None = None
    first_notice_id: str | None = None  # the alert's first message: In-Reply-To and References
    late: bool = False
    not_taken_up: bool = False  # told because nobody took up the alert of another receiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What a receiver was not told since the last message, by decision, with the count and an example."""

    kind: DecisionKind
    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """How often a receiver was told of one story, or not told, in one way, and why the last time."""

    kind: DecisionKind
    count: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a digest that is about the desk and not about a story."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One story in a summary or a digest."""

    story: Story
    level: Level
    subject: str
    as_it_stands: str = ""  # the subject without what changed, where that differs: what a digest heads the story with
    decision: DecisionKind
    reason: str
    source_id: str
    rules: tuple[Reason, ...] = ()
    changes: tuple[MaterialChange, ...] = ()
    heard: tuple[Heard, ...] = ()  # digest: all that was decided in its period, in the order it began
    digested_at: datetime | None = None  # when an earlier digest listed it, the state that `changes` begin with


@dataclass(frozen=True, slots=True, kw_only=True)
class MayBe:
    """The story that a letter's story may be the same as, and whether the receiver was told of that one."""

    number: int
    headline: str
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything a template may show: the variables of docs/contracts.md 6.4, as one value.

    An alert, update or reminder has `alert story article report facts`; a summary or digest has
    `entries`; an operator's notice has `text`.
    """

    notice: Notice
    alert: Alert | None = None
    story: Story | None = None
    article: Article | None = None
    report: Report | None = None
    facts: Facts | None = None
    rules: tuple[Reason, ...] = ()
    changes: tuple[MaterialChange, ...] = ()
    suppressed: tuple[Withheld, ...] = ()
    entries: tuple[Entry, ...] = ()
    sections: tuple[Section, ...] = ()  # digest: silences, feeds and rules that are silent
    title: str = ""  # operator's notice and summary: what it is about
    text: tuple[str, ...] = ()  # operator's notice: its paragraphs; digest: health lines; alert: what comes first
    may_be: MayBe | None = None  # alert: what its story may be the same as
    last_subject: str | None = None  # of the alert's latest message: what a frozen (`subject: thread`) one repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of one notice at one recipient in one attempt.

    `permanent` with state `dead` was refused for good; state `pending` is to be tried again.
    """

    notice_id: str
    recipient: str
    state: ReceiptState
    code: int | None = None
    text: str = ""
    retry_after: timedelta | None = None  # the receiver's own wish, for a `pending` one

    def trouble(self, receiver: str | None = None) -> str:
        """Say what went wrong with whom; a webhook's only recipient is its receiver, which need not be named twice."""
        return self.answer if self.recipient == receiver else f"{self.recipient}: {self.answer}"

    @property
    def answer(self) -> str:
        """What the other side answered, with its code: many say no word beside it, or one that says nothing."""
        return f"{self.code or ''} {self.text}".strip()
