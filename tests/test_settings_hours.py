"""Time intervals of the configuration: what no clock or calendar has is refused at its place."""

from __future__ import annotations

from pathlib import Path

from monitor.settings import parse_settings

CONFIGURATION = """\
spool: {path: .}
store: sqlite:///m.db
rules: .
maildir: mail
operator: desk
receivers:
  - {name: desk, email: {to: [a@example.org]}}
  - {name: duty, email: {to: [b@example.org]}}
route: {receiver: desk, routes: [{receiver: duty, mute_time_intervals: [night]}]}
time_intervals:
  - {name: night, times: [{start_time: '22:00', end_time: '06:00'}], location: Europe/Kyiv}
  - name: odd
    times: [{start_time: '25:00', end_time: '06:00'}, {start_time: '06:00', end_time: '06:00'}]
    weekdays: [mon, 'saturday:monday']
    days_of_month: ['0', '-1']
    months: [juni]
    years: ['26']
"""


def test_every_word_that_no_calendar_has_is_told(tmp_path: Path) -> None:
    settings, problems = parse_settings(CONFIGURATION.encode(), tmp_path / "monitor.yaml")
    assert settings is None
    assert [f"{one.line}:{one.column}: {one.message.split(';')[0]}" for one in problems if not one.warning] == [
        "13:26: `25:00` is no time of day",
        "13:87: it ends when it starts",
        "14:16: `mon` is no weekday, like monday or monday:friday",
        "14:21: `saturday:monday` is no weekday, like monday or monday:friday",
        "15:21: `0` is no day of the month",
        "16:14: `juni` is no month, like june or june:august",
        "17:13: `26` is no year, like 2026 or 2026:2027",
    ]


NIGHT_DESK = """\
spool: {path: .}
store: sqlite:///m.db
rules: .
maildir: mail
operator: desk
receivers:
  - {name: desk, email: {to: [a@example.org], location: Europe/Kyiv}}
  - {name: duty, email: {to: [b@example.org], location: America/New_York}}
route:
  receiver: desk
  routes:
    - {receiver: duty, mute_time_intervals: [NIGHT], HOLD}
time_intervals:
  - {name: night, times: [{start_time: '22:00', end_time: '06:00'}], location: Europe/Kyiv}
  - {name: summer, weekdays: [sunday], months: [july], location: Europe/Kyiv}
"""


def deaf(night: str, hold: str, tmp_path: Path) -> list[str]:
    text = NIGHT_DESK.replace("NIGHT", night).replace("HOLD", hold)
    _, problems = parse_settings(text.encode(), tmp_path / "monitor.yaml")
    return [f"{one.line}:{one.column}: {one.message}" for one in problems if not one.warning]


def test_a_night_at_which_nobody_hears_what_is_critical_is_refused(tmp_path: Path) -> None:
    for night in ("night", "summer"):
        (told,) = deaf(night, "hold_critical: true", tmp_path)
        assert told.startswith("10:3: nobody would hear of a critical alert at 03:00 on Sunday 20")
        assert "(Europe/Kyiv)" in told


def test_a_night_at_which_what_is_critical_passes_is_fine(tmp_path: Path) -> None:
    assert deaf("night", "hold_critical: false", tmp_path) == []
    both = "hold_critical: true}\n    - {receiver: desk, matchers: ['level=critical']"
    assert deaf("night", both.replace("true}", "true, continue: true}"), tmp_path) == []


def test_what_goes_back_to_the_same_receiver_is_no_escalation(tmp_path: Path) -> None:
    (told,) = deaf("night", "escalate: {after: 15m, receiver: duty}", tmp_path)
    assert told.startswith("12:87: `duty` has the alert already")
