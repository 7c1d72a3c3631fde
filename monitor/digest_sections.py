"""What a digest says beside its stories: what is silenced, which feeds and rules are silent, and the sums."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.alerting.rhythm import SHORTEST, WINDOW, Delivered, FellSilent, fell_silent, has_rhythm
from monitor.model import Section
from monitor.settings import Receiver, Settings
from monitor.store import Connection
from monitor.store.desk_health import Hushing, deliveries, hushing, rules_in_force_at, rules_that_fired
from monitor.store.digest_periods import Gathered
from monitor.store.heard import TOLD
from monitor.store.rule_sets import canonical_of, rule_set_in_force
from monitor.vocabulary import DecisionKind, DropState

_DROPS = (DropState.PROCESSED, DropState.QUARANTINED, DropState.WAITING, DropState.IGNORED)
_MANY = 10
"""So many lines of a section are written out; of more the count is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom a digest is made, and how it writes its times."""

    receiver: Receiver
    now: datetime
    zone: ZoneInfo

    def at(self, moment: datetime) -> str:
        """Write a moment as the receiver's clock shows it."""
        return f"{moment.astimezone(self.zone):%Y-%m-%d %H:%M}"


def sections(connection: Connection, settings: Settings, asked: Asked, holds: Gathered) -> tuple[Section, ...]:
    """Return the parts that have something to say."""
    parts = (
        ("Silences in force", [_silence(one, asked) for one in hushing(connection, asked.receiver.name, asked.now)]),
        ("Silent sources", _silent_sources(connection, settings, asked, holds)),
        (f"Rules that never fired in {WINDOW.days} days", _silent_rules(connection, settings, asked)),
    )
    return tuple(Section(title=title, lines=_few(lines)) for title, lines in parts if lines)


def health(holds: Gathered) -> tuple[str, ...]:
    """Say what came in and what became of it, as sums that add up, and what nobody could read."""
    lines = [_sum("drops", [(holds.drops.get(state, 0), state.value) for state in _DROPS])]
    if holds.decided:
        lines.append(_sum("decisions", _decisions(holds.decided)))
    if holds.unread:
        languages = ", ".join(f"{language} {count}" for language, count in holds.unread.items())
        count = sum(holds.unread.values())
        lines.append(f"rules that asked for facts nobody could read: {count} ({languages})")
    return tuple(lines)


def _sum(what: str, parts: list[tuple[int, str]]) -> str:
    return f"{what} {sum(count for count, _ in parts)} = " + " + ".join(f"{count} {words}" for count, words in parts)


def _decisions(decided: Mapping[DecisionKind, int]) -> list[tuple[int, str]]:
    told = sum(decided.get(kind, 0) for kind in TOLD)
    here = decided.get(DecisionKind.DIGEST_ONLY, 0)
    return [(told, "told at once"), (here, "for this digest only"), (sum(decided.values()) - told - here, "not sent")]


def _few(lines: list[str]) -> tuple[str, ...]:
    more = len(lines) - _MANY
    return tuple(lines) if more <= 0 else (*lines[:_MANY], f"and {more:,} more")


def _silence(one: Hushing, asked: Asked) -> str:
    silence = one.silence
    return (
        f"{' '.join(silence.matchers)}: by {silence.owner} until {asked.at(silence.ends_at)}, {silence.reason}; "
        f"{one.withheld:,} withheld so far"
    )


# --- feeds --------------------------------------------------------------------------------------


def _silent_sources(connection: Connection, settings: Settings, asked: Asked, holds: Gathered) -> list[str]:
    """Name the sources that broke their rhythm, and those without one that gave nothing in the period."""
    known = {one.source: one for one in deliveries(connection, asked.now - WINDOW, asked.now)}
    lines = [_broke_off(silent, asked) for one in known.values() if (silent := fell_silent(one, asked.now))]
    unheard = [one.id for one in settings.sources if one.id not in holds.heard_from]
    return [*lines, *(_unheard(one, known.get(one), asked) for one in unheard if _says_nothing(known.get(one), asked))]


def _says_nothing(delivered: Delivered | None, asked: Asked) -> bool:
    """Whether nobody can say that this pause is one of its usual ones."""
    return delivered is None or (not has_rhythm(delivered) and asked.now - delivered.last_at > SHORTEST)


def _broke_off(silent: FellSilent, asked: Asked) -> str:
    pause = f"its pauses are {_hours(silent.usual)} at most"
    return f"{silent.source}: nothing since {asked.at(silent.last_at)}; {pause}"


def _unheard(source: str, delivered: Delivered | None, asked: Asked) -> str:
    if delivered is None:
        return f"{source}: nothing in the last {WINDOW.days} days"
    return f"{source}: nothing since {asked.at(delivered.last_at)}; it gave too little to know its rhythm"


def _hours(pause: timedelta) -> str:
    hours = round(pause / timedelta(hours=1))
    return f"{hours} h" if hours < 48 else f"{hours // 24} days"


# --- rules --------------------------------------------------------------------------------------


def _silent_rules(connection: Connection, settings: Settings, asked: Asked) -> list[str]:
    """Name the rules that were in force all the time and matched nothing; younger ones had no chance yet."""
    since = asked.now - WINDOW
    then, now = rules_in_force_at(connection, since), rule_set_in_force(connection)
    if then is None or now is None:
        return []
    old = _titles(then)
    fired = rules_that_fired(connection, tuple(one.name for one in settings.receivers), since)
    told = _titles(canonical_of(connection, now.rule_set_id))
    lasting = {one: title for one, title in told.items() if one in old and one not in fired}
    return [f"{title} ({one}): no match since {asked.at(since)[:10]} or longer" for one, title in lasting.items()]


def _titles(canonical: str) -> dict[str, str]:
    return {rule["id"]: rule.get("title", rule["id"]) for rule in json.loads(canonical)["rules"]}
