"""Every closed vocabulary of the product, in one file.

The words are contracts (docs/contracts.md, 6.1): they stand in JSON, YAML, tables, logs and mail,
and `media-monitor schema` prints them. A word may be added, never renamed.
"""

from __future__ import annotations

from enum import StrEnum


class Zone(StrEnum):
    """What a stretch of an article is; the zones of an article partition its text."""

    HEADER = "header"
    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    BOILERPLATE = "boilerplate"
    DISCLAIMER = "disclaimer"


class Harm(StrEnum):
    """What happened to the people that a casualty figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"


class Bound(StrEnum):
    """How an interval was worded: what its ends mean."""

    EXACT = "exact"  # "14": 14..14
    AT_LEAST = "at_least"  # "at least 14": 14..open
    OVER = "over"  # "over 100", "more than 100": 100..open
    ABOUT = "about"  # "about 30", "nearly 30": 30..30
    UP_TO = "up_to"  # "up to 12": 0..12
    RANGE = "range"  # "between 3 and 5": 3..5
    VAGUE = "vague"  # several 3.., dozens 24.., scores 40.., hundreds 200..


class EventKind(StrEnum):
    """What kind of event an article tells."""

    STRIKE = "strike"
    BOMBING = "bombing"
    SHOOTING = "shooting"
    CLASH = "clash"
    KILLING = "killing"
    ABDUCTION = "abduction"
    UNREST = "unrest"
    ACCIDENT = "accident"
    FIRE = "fire"
    DISASTER = "disaster"
    EPIDEMIC = "epidemic"
    OTHER = "other"


class ActorKind(StrEnum):
    """What an actor is; parties to a conflict are of kind country, force or group."""

    PERSON = "person"
    ORGANISATION = "organisation"
    FORCE = "force"
    GROUP = "group"
    COUNTRY = "country"
    OFFICE = "office"


class Role(StrEnum):
    """What an actor does in an event."""

    ATTACKER = "attacker"
    ACCUSED = "accused"
    CLAIMANT = "claimant"
    TARGET = "target"
    VICTIM = "victim"
    SPEAKER = "speaker"


class SourceKind(StrEnum):
    """Who speaks: of an outlet (configuration) and of a speaker quoted in a text."""

    AGENCY = "agency"
    OUTLET = "outlet"
    STATE_MEDIA = "state_media"
    PARTY = "party"
    OFFICIAL = "official"
    SOCIAL = "social"
    UNNAMED = "unnamed"
    UNKNOWN = "unknown"


class Amendment(StrEnum):
    """What an article does to what its own outlet told before."""

    WITHDRAWAL = "withdrawal"  # a kill notice: editors shall take the story out
    CORRECTION = "correction"


class Flag(StrEnum):
    """Why a claim is less than certain."""

    ALLEGED = "alleged"
    UNNAMED_SOURCE = "unnamed_source"
    STATE_MEDIA = "state_media"
    PARTY_CLAIM = "party_claim"
    DISCLAIMER = "disclaimer"
    DENIED = "denied"
    CONFLICTING = "conflicting"
    SOCIAL_MEDIA = "social_media"
    UNKNOWN_SOURCE = "unknown_source"
    FACTS_UNREAD = "facts_unread"
    FEARED = "feared"


class Status(StrEnum):
    """The verification ladder, lowest rung first (`unknown`: facts were not read)."""

    DISPUTED = "disputed"
    UNVERIFIED = "unverified"
    CLAIMED = "claimed"
    REPORTED = "reported"
    CORROBORATED = "corroborated"
    UNKNOWN = "unknown"


LADDER = (Status.DISPUTED, Status.UNVERIFIED, Status.CLAIMED, Status.REPORTED, Status.CORROBORATED)
"""The rungs in rising order; `unknown` stands on none."""


class DatePrecision(StrEnum):
    """How the day of an event is known."""

    STATED = "stated"
    RESOLVED = "resolved"  # from a relative date
    ASSUMED = "assumed"  # the publication day, for an event told as news without a day


class TimePrecision(StrEnum):
    """How exactly an article says when it was published."""

    SECOND = "second"
    DAY = "day"
    NONE = "none"


class ClaimKind(StrEnum):
    """What a claim is about."""

    TOLL = "toll"
    PERPETRATOR = "perpetrator"
    EVENT = "event"


class Level(StrEnum):
    """How much a rule matters (Sigma's words), lowest first."""

    INFORMATIONAL = "informational"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


LEVELS = tuple(Level)
"""The levels in rising order."""


class OverTimeType(StrEnum):
    """How a rule over time looks at the number of its matches: ElastAlert's rule types."""

    FREQUENCY = "frequency"  # at least `num_events` within `timeframe`
    SPIKE = "spike"  # `spike_height` times as many as in the timeframe before
    FLATLINE = "flatline"  # fewer than `threshold` within `timeframe`
    NEW_TERM = "new_term"  # a name that was not seen for `timeframe`
    CARDINALITY = "cardinality"  # at least `threshold` independent sources within `timeframe`


class QueryKey(StrEnum):
    """What the matches of a rule over time are counted by, each value for itself."""

    STORY = "story"
    ACTOR = "actor"
    PLACE = "place"
    SOURCE = "source"


class RuleStatus(StrEnum):
    """Sigma's word for how far a rule is trusted; an experimental rule reaches digests only."""

    STABLE = "stable"
    EXPERIMENTAL = "experimental"


class Verdict(StrEnum):
    """What a rule says of one report."""

    MATCH = "match"
    POSSIBLE = "possible"
    UNREAD = "unread"
    EXCLUDED = "excluded"
    NO = "no"


class Relation(StrEnum):
    """How a report relates to its story."""

    NEW = "new"  # opens a story
    REPORT = "report"  # joins with nothing material
    COPY = "copy"  # a reprint without any changed number, name or place
    UPDATE = "update"  # joins with a material change, or is a near-copy with a changed number
    POSSIBLE = "possible"  # opens a story marked "may be #..."
    REVISION = "revision"  # the same key with another text


class DecisionKind(StrEnum):
    """What was decided for one receiver and one story, and so why a person heard or did not."""

    FIRST = "first"
    ESCALATED = "escalated"
    UPDATE = "update"
    REMINDER = "reminder"
    REPEAT = "repeat"
    EXCLUDED = "excluded"
    SILENCED = "silenced"
    INHIBITED = "inhibited"
    HELD = "held"
    FOLDED = "folded"
    DIGEST_ONLY = "digest_only"
    OLD = "old"


class Change(StrEnum):
    """What `update_on` may name: a kind of material change of a story."""

    TOLL = "toll"
    VERIFICATION = "verification"
    ACTOR = "actor"
    PLACE = "place"
    CORRECTION = "correction"


class WaitsFor(StrEnum):
    """What must be over before a summary may tell what was withheld."""

    LIMIT = "limit"  # the flood past the limit of messages an hour
    CATCH_UP = "catch_up"  # reading what lay in the inbox at a start
    WINDOW = "window"  # the quiet hours of the route
    SILENCE = "silence"  # a person's silence


class EscalationState(StrEnum):
    """Where the waiting for somebody to take an alert up stands."""

    WAITING = "waiting"
    TOLD = "told"  # nobody did: another receiver was told
    ACKED = "acked"  # somebody did in time
    VOID = "void"  # the other receiver is not in the configuration any more


class NoticeKind(StrEnum):
    """What a message to a receiver is."""

    FIRST = "first"
    ESCALATED = "escalated"
    UPDATE = "update"
    REMINDER = "reminder"
    SUMMARY = "summary"
    DIGEST = "digest"
    OPERATOR = "operator"


class DropState(StrEnum):
    """Where a claimed file stands; every drop ends in `processed`, `quarantined` or `ignored`."""

    WAITING = "waiting"
    PROCESSED = "processed"
    QUARANTINED = "quarantined"
    IGNORED = "ignored"


class NoticeState(StrEnum):
    """Where a notice stands; it is `sent` when every recipient is settled and one got it."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"  # given up: a dead letter
    DROPPED = "dropped"  # by a person


class ReceiptState(StrEnum):
    """Where one recipient of one notice stands."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"


class Trust(StrEnum):
    """Whose word says which source a file is from."""

    FOLDER = "folder"
    FILE = "file"
