"""Plain words for what the facts say: the vocabulary of every message, in one place.

Each word here is what a careful editor would write instead of the field's value. Nothing is decided
here, and nothing is left out: what has no words of its own is shown as its value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from zoneinfo import ZoneInfo

from monitor.model import Attribution, Event, Interval, MaterialChange, Place, Source
from monitor.vocabulary import (
    Bound,
    Change,
    DatePrecision,
    DecisionKind,
    EventKind,
    Flag,
    Harm,
    Relation,
    Role,
    SourceKind,
    Status,
)

NOTHING_CURRENT: Mapping[Harm, Interval] = MappingProxyType({})

STATUS = {
    Status.DISPUTED: "DISPUTED",
    Status.UNVERIFIED: "UNVERIFIED",
    Status.CLAIMED: "CLAIMED",
    Status.REPORTED: "reported",
    Status.CORROBORATED: "corroborated",
    Status.UNKNOWN: "FACTS NOT READ",
}
WHY = {
    Flag.ALLEGED: "hedged wording",
    Flag.UNNAMED_SOURCE: "unnamed source",
    Flag.STATE_MEDIA: "by way of state media",
    Flag.PARTY_CLAIM: "said by a party to the conflict",
    Flag.DISCLAIMER: "the outlet itself says that it cannot verify",
    Flag.DENIED: "denied",
    Flag.CONFLICTING: "accounts conflict",
    Flag.SOCIAL_MEDIA: "from social media",
    Flag.UNKNOWN_SOURCE: "outlet not among your configured sources",
    Flag.FACTS_UNREAD: "language not read, so no facts",
    Flag.FEARED: "feared, not confirmed",
}
ROLE = {
    Role.ATTACKER: "said to have carried it out",
    Role.ACCUSED: "accused",
    Role.CLAIMANT: "says it did it",
    Role.TARGET: "targeted",
    Role.VICTIM: "victims",
    Role.SPEAKER: "quoted",
}
RELATION = {
    Relation.NEW: "first report",
    Relation.REPORT: "report",
    Relation.COPY: "reprint",
    Relation.UPDATE: "update",
    Relation.POSSIBLE: "may be the same event",
    Relation.REVISION: "revised version",
}
WITHHELD = {
    DecisionKind.REPEAT: "with nothing new",
    DecisionKind.EXCLUDED: "excluded by a rule",
    DecisionKind.SILENCED: "silenced by a person",
    DecisionKind.INHIBITED: "held back by a more important alert",
    DecisionKind.HELD: "outside the hours of delivery",
    DecisionKind.FOLDED: "told in a summary",
    DecisionKind.DIGEST_ONLY: "for the digest only",
    DecisionKind.OLD: "too old",
}
Say = Callable[[Interval], str]
# In words of our own, because strftime speaks the language of the server.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "",
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_VAGUE = {3: "several", 24: "dozens", 40: "scores", 200: "hundreds"}
_ROLES = frozenset(Role)
_ARTICLES = ("a ", "an ", "the ", "one ")


UNKNOWN = "an unknown number"
"""How many when an article says that there were some or none ("killed or hurt"), and not how many."""


def number(value: Interval) -> str:
    """Say how many: `14`, `over 100`, `at least 5`, `3 to 5`, `dozens`, `no one`."""
    if value.max == 0:
        return "no one"
    low, high = f"{value.min:,}", "" if value.max is None else f"{value.max:,}"
    if value.bound is Bound.VAGUE and value.min in _VAGUE and value.max is None:
        return _VAGUE[value.min]
    if not high and value.min == 0:
        return UNKNOWN
    if not high:
        return f"over {low}" if value.bound is Bound.OVER else f"at least {low}"
    if value.bound is Bound.ABOUT:
        return f"about {low}" if low == high else f"about {low} to {high}"
    if low == high:
        return low
    return f"up to {high}" if value.min == 0 else f"{low} to {high}"


def short_number(value: Interval) -> str:
    """Say how many where room is dear: `100+`, `3-5`, `<=12`, `?`; never a number that nobody wrote."""
    if value.bound is Bound.VAGUE and value.min in _VAGUE and value.max is None:
        return number(value)
    if value.max is None:
        return f"{value.min:,}+" if value.min else "?"
    if value.max == 0:
        return number(value)
    if value.min == value.max:
        return f"{value.min:,}"
    return f"<={value.max:,}" if value.min == 0 else f"{value.min:,}-{value.max:,}"


def figure(harm: Harm, value: Interval, feared: Interval | None = None, say: Say = number) -> str:
    """Say a figure: `14 killed`, `no one injured`, `5 killed, 12 feared dead`."""
    if feared is None:
        return f"{say(value)} {harm}"
    word = "dead" if harm is Harm.KILLED else harm.value
    if value.min == 0:  # nothing is stated as a fact, so the fear is all there is
        return f"{say(feared)} feared {word}"
    return f"{say(value)} {harm}, {say(feared)} feared {word}"


def change(one: MaterialChange, say: Say = number, current: Mapping[Harm, Interval] = NOTHING_CURRENT) -> str:
    """Say what changed: `killed 14 -> 21`, `status: reported -> disputed`, `new name: Kraken Regiment`.

    `current` are the story's figures: a figure that somebody told without moving the current one is said
    beside it, `killed 21, others say 5`, never as what the toll has become.
    """
    if one.kind is Change.TOLL and one.harm is not None:
        now = current.get(one.harm)
        if one.after and one.feared:
            return _fear(one.harm, one.before, one.after, now, say)
        if one.after and one.before and now and now == one.before:
            return f"{one.harm} {say(now)}, others say {say(one.after)}"
        return _changed_toll(one.harm, one.before, one.after, say)
    if one.kind is Change.CORRECTION:
        return "correction: " + _from_to(one.was, one.now)
    if one.kind is Change.VERIFICATION:
        return "status: " + _from_to(one.was, one.now)
    if one.kind is Change.PLACE and one.was and one.now:  # the story keeps the place that it was first told of
        return f"place: {one.now}, so far {one.was}"
    what = "place" if one.kind is Change.PLACE else "name"
    return f"{what}: " + _from_to(one.was, one.now) if one.was else f"new {what}: {_in_plain_words(one.now)}"


def _in_plain_words(name: str | None) -> str:
    """Say `TTP (accused; denied)` of a story's actor and `Islamic State (says it did it)` of one that claims it."""
    said, _, part = (name or "withdrawn").rpartition(" (")
    role, _, denied = part.removesuffix(")").partition("; ")
    words = ROLE.get(Role(role)) if said and role in _ROLES else None
    return f"{said} ({'; '.join(filter(None, (words, denied)))})" if words else name or "withdrawn"


def _fear(harm: Harm, before: Interval | None, after: Interval, now: Interval | None, say: Say) -> str:
    """Say what is feared now beside what is stated: `4 killed, feared dead 40 -> over 50`."""
    stated = f"{figure(harm, now, say=say)}, " if now and now.min else ""
    word = "dead" if harm is Harm.KILLED else harm.value
    return stated + (f"feared {word} {say(before)} -> {say(after)}" if before else f"{say(after)} feared {word}")


def _changed_toll(harm: Harm, before: Interval | None, after: Interval | None, say: Say) -> str:
    if after is None:  # taken back, or a new version of the only text that told it tells it no more
        return f"{harm} {say(before)} -> no figure" if before else f"{harm}: no figure"
    return f"{harm} {say(before)} -> {say(after)}" if before else f"{say(after)} {harm} (first figure)"


def _from_to(was: str | None, now: str | None) -> str:
    return f"{was} -> {now}" if was and now else (was and f"{was} withdrawn") or now or "withdrawn"


def speaker(attribution: Attribution) -> str:
    """Say who speaks: `an unnamed Moscow security source via Russian state media`."""
    source = " ".join(attribution.source.replace("*", "").split())  # a Markdown text's **name**
    article = next((one for one in _ARTICLES if source.casefold().startswith(one)), "")
    if attribution.kind is SourceKind.UNNAMED:
        source = _unnamed(source, article)
    elif article:
        source = article + source[len(article) :]  # "The ministry" began a sentence there, and does not here
    via = " ".join(attribution.via.split()) if attribution.via else ""
    return f"{source} via {via}" if via and via not in source else source


def _unnamed(source: str, article: str) -> str:
    lowered = source.casefold()
    if "unnamed" in lowered or "anonym" in lowered:
        return source
    return "an unnamed " + source[len(article) :] if article else f"{source} (not named)"


def title(written: str) -> str:
    """Say an article's title on one line, without the marks of a Markdown heading."""
    return " ".join(written.split()).lstrip("#").strip()


def cut(text: str, room: int) -> str:
    """Cut at a word where one is near; say by `…` that it was cut."""
    if len(text) <= room:
        return text
    kept = text[: room - 1]
    at_word = kept.rfind(" ")
    return (kept[:at_word] if at_word > room * 2 // 3 else kept).rstrip(" ,;:-") + "…"


def own_words(source: Source) -> str:
    """Say that the outlet itself speaks, and whether it is one we know."""
    return f"{voice(source)} in its own words"


def voice(source: Source) -> str:
    """Name the outlet, if it is one we know."""
    return source.id if source.configured else "the article"


def verb(flags: tuple[Flag, ...], status: Status) -> str:
    """Choose how a speaker says it: an editor never lets an allegation be merely "said"."""
    if Flag.ALLEGED in flags:
        return "alleged"
    return "claimed" if Flag.PARTY_CLAIM in flags or status is Status.CLAIMED else "said"


def day(on: date, precision: DatePrecision | None = None) -> str:
    """Say a day: `Saturday 30 December 2023`, and how it is known when the text does not state it."""
    words = f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month]} {on.year}"
    if precision is DatePrecision.ASSUMED:
        return f"{words} (day of publication; the text names none)"
    return words


def moment(at: datetime, zone: ZoneInfo) -> str:
    """Say a time where the receiver is: `1 Jan 2024 08:30 EET`."""
    if at.time() == time():  # midnight to the second: the outlet gave a day and no time
        return short_day(at)
    local = at.astimezone(zone)
    return f"{short_day(local)} {local.hour:02}:{local.minute:02} {local.tzname()}"


def short_day(on: date) -> str:
    """Say a day where room is dear: `30 Dec 2023`."""
    return f"{on.day} {_MONTHS[on.month][:3]} {on.year}"


def kind(one: EventKind) -> str:
    """Say what kind of event it is."""
    return "event" if one is EventKind.OTHER else one.value


def what(event: Event) -> str:
    """Say what kind of event it is; a stabbing that nobody died of is no killing to a reader."""
    killed = event.casualties.killed
    deadly = killed is not None and killed.value.max != 0
    return kind(event.kind) if deadly or event.kind is not EventKind.KILLING else "attack"


def place(one: Place) -> str:
    """Say where: `Belgorod (RU)`."""
    return f"{one.name} ({one.country})" if one.country else one.name


def plural(count: int, one: str, many: str) -> str:
    """Say a count: `1 article`, `2 articles`."""
    return f"{count:,} {one if count == 1 else many}"
