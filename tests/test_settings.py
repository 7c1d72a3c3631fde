"""monitor.yaml: what is accepted, and every mistake at its place in words that help."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerting.schedule import next_due
from monitor.cron_fields import odd_cron
from monitor.errors import ConfigError
from monitor.settings import load_settings, parse_settings, read_settings
from monitor.vocabulary import Level

GOOD = """\
spool: {path: spool, settle: 2s}
store: sqlite:///monitor.db
rules: rules
maildir: ./mail
receivers:
  - {name: desk, email: {to: [desk@example.org]}}
  - {name: ops, email: {to: [ops@example.org]}}
route: {receiver: desk}
operator: ops
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "hook-secret").write_text("whsec_c2VjcmV0\n")
    (tmp_path / "hook-secret").chmod(0o600)
    return tmp_path


def write(folder: Path, text: str) -> Path:
    path = folder / "monitor.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def said(folder: Path, text: str) -> list[str]:
    _, problems = read_settings(write(folder, text))
    return [str(problem).removeprefix(f"{folder}/") for problem in problems]


def test_a_good_configuration_is_loaded_without_a_word(folder: Path) -> None:
    settings = load_settings(write(folder, GOOD))
    assert said(folder, GOOD) == []
    assert settings.spool.inbox == folder / "spool" / "inbox"
    assert settings.store == f"sqlite:///{folder}/monitor.db"
    assert settings.spool.settle == timedelta(seconds=2)
    assert settings.receivers[0].lowest_immediate == Level.INFORMATIONAL


MISTAKES = {
    "a misspelt key": (
        GOOD.replace("receivers:", "recievers:"),
        ["monitor.yaml:1:1: the key `receivers` is missing",
         "monitor.yaml:5:1: unknown key `recievers`; did you mean `receivers`?"],
    ),
    "a key with nothing near": (
        GOOD.replace("settle: 2s", "colour: red"),
        ["monitor.yaml:1:22: unknown key `colour`; known keys: path, settle, scan, max_size, min_free, ignore"],
    ),
    "a double key": (
        GOOD + "rules: other\n",
        ["monitor.yaml:10:1: the key `rules` stands here twice, first in line 3; keep one"],
    ),
    "a duration without unit": (
        GOOD.replace("2s", "2"),
        ["monitor.yaml:1:30: a duration is a whole number with ms, s, m, h or d, like 30s, 15m, 6h or 5d"],
    ),
    "one address not in a list": (
        GOOD.replace("[desk@example.org]", "desk@example.org"),
        ["monitor.yaml:6:30: expected a list: write [desk@example.org]"],
    ),
    "an unknown receiver in the route": (
        GOOD.replace("{receiver: desk}", "{receiver: dsk}"),
        ["monitor.yaml:8:19: unknown receiver `dsk`; did you mean `desk`?",
         "monitor.yaml:6:12: warning: no route leads to the receiver `desk`; only a rule that names it can reach it"],
    ),
    "an unknown operator": (
        GOOD.replace("operator: ops", "operator: oops"),
        ["monitor.yaml:9:11: unknown receiver `oops`; did you mean `ops`?",
         "monitor.yaml:7:12: warning: no route leads to the receiver `ops`; only a rule that names it can reach it"],
    ),
    "mail without a server": (
        GOOD.replace("maildir: ./mail\n", ""),
        [f"monitor.yaml:{line}:{column}: mail needs a server: write `smtp:`, or `maildir:` for a trial"
         for line, column in ((5, 25), (6, 24))],
    ),
    "no operator": (
        GOOD.replace("operator: ops\n", "").replace("  - {name: ops, email: {to: [ops@example.org]}}\n", ""),
        ["monitor.yaml:1:1: warning: the failure of a receiver would be told to nobody but the log; "
         "name a receiver in `operator:`"],
    ),
    "critical alerts in digests alone": (
        GOOD.replace("{name: desk,", "{name: desk, digest: {schedule: '0 7 * * *'},"),
        ["monitor.yaml:8:8: warning: a critical alert reaches only `desk`, who get digests alone; "
         "nobody would hear of it at once"],
    ),
    "a schedule of both kinds of days": (
        GOOD.replace("{name: desk,", "{name: desk, immediate: low, digest: {schedule: '0 7 1 * mon'},"),
        ["monitor.yaml:6:53: warning: only days that are both day `1` of the month and `mon` are meant here (cron "
         "itself would take either); put `*` for one of the two"],
    ),
    "a bad schedule and zone": (
        GOOD.replace("{name: desk,", "{name: desk, immediate: low, "
                     "digest: {schedule: '0 25 * * *', location: Europe/Kiyv},"),
        ["monitor.yaml:6:53: `25` is no hour; it takes 0-23, `*`, `*/n`, ranges and commas",
         "monitor.yaml:6:77: unknown time zone `Europe/Kiyv`; did you mean `Europe/Kyiv`?"],
    ),
    "a matcher": (
        GOOD.replace("{receiver: desk}", "{receiver: desk, "
                     "routes: [{matchers: ['levl=critical', 'place=~\"(\"', level], receiver: ops}]}"),
        ["monitor.yaml:8:46: unknown label `levl`; did you mean `level`?",
         "monitor.yaml:8:63: `(` is not a pattern that RE2 can read: missing ): (",
         'monitor.yaml:8:77: `level` is not a matcher; write label="value", with =, !=, =~ or !~'],
    ),
    "two channels, or none": (
        GOOD.replace("{name: ops, email: {to: [ops@example.org]}}", "{name: ops}"),
        ["monitor.yaml:7:5: the receiver `ops` has no channel; give it `email:`, `webhook:` or `apprise:`"],
    ),
    "a word outside the vocabulary": (
        GOOD.replace("name: desk,", "name: desk, immediate: critcal,"),
        ["monitor.yaml:6:29: unknown word `critcal`; did you mean `critical`?"],
    ),
    "a tab": (
        GOOD.replace("  - {name: desk", "\t- {name: desk"),
        ["monitor.yaml:6:1: a tab stands where blanks are needed; indent with blanks"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_named_at_its_place(folder: Path, text: str, expected: list[str]) -> None:
    assert sorted(said(folder, text)) == sorted(expected)


def test_every_problem_is_told_at_once(folder: Path) -> None:
    text = (
        GOOD.replace("settle: 2s", "settel: 2s").replace("store: sqlite", "store: mysql") + "operator: desk\nlgo: {}\n"
    )
    with pytest.raises(ConfigError) as refused:
        load_settings(write(folder, text))
    assert [(problem.line, problem.column) for problem in refused.value.problems] == [(1, 22), (2, 8), (10, 1), (11, 1)]


EVERYTHING_WRONG = """\
spool: {path: spool, settle: 2}
store: sqlite:///monitor.db
rules: nowhere
maildir: ./mail
receivers:
  - {name: desk, email: {to: [no address]}}
  - {name: ops, colour: red, email: {to: [ops@example.org]}}
  - {name: desk, webhook: {url: ftp://example.org, secret_file: hook-secret}}
route:
  receiver: desk
  routes:
    - {receiver: dsk, matchers: ["levl=critical"], contineu: true}
operator: oops
limits: {per_receiver: 30/hour, critical: 60, operator: 0/h}
retry: {first: soon}
"""


def test_what_is_wrong_in_one_part_hides_nothing_of_the_others(folder: Path) -> None:
    assert [line.removeprefix("monitor.yaml:") for line in said(folder, EVERYTHING_WRONG)] == [
        "1:30: a duration is a whole number with ms, s, m, h or d, like 30s, 15m, 6h or 5d",
        f"3:8: there is no folder {folder}/nowhere",
        "6:31: `no address` is not a mail address",
        "7:17: unknown key `colour`; known keys: name, email, webhook, apprise, immediate, digest, templates",
        "8:12: the name `desk` is taken by an entry above; each needs its own",
        "8:33: a webhook's url starts with https:// and names a host",
        "12:18: unknown receiver `dsk`; did you mean `desk`?",
        "12:34: unknown label `levl`; did you mean `level`?",
        "12:52: unknown key `contineu`; did you mean `continue`?",
        "13:11: unknown receiver `oops`; did you mean `ops`?",
        "14:24: a limit is a whole number an hour, like 30/h",
        "14:43: a limit is a whole number an hour, like 30/h",
        "14:57: with 0/h nothing would ever be told at once; write 1/h or more",
        "15:16: a duration is a whole number with ms, s, m, h or d, like 30s, 15m, 6h or 5d",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: desk", "nam: desk"),
        ("receivers:", "recievers:"),
        ("maildir: ./mail", "maildri: ./mail"),
        ("route: {receiver: desk}", "route: {reciever: desk}"),
        ("{to: [desk@example.org]}", "{too: [desk@example.org]}"),
        ("spool: {path: spool, settle: 2s}", "spool: nonsense"),
        ("receiver: desk", "receiver: desk, routes: [{receiver: 5}]"),
    ],
)
def test_one_mistake_has_no_made_up_consequences(folder: Path, old: str, new: str) -> None:
    wrong = said(folder, GOOD.replace(old, new))
    assert 1 <= len(wrong) <= 2, wrong
    assert all("unknown key" in line or "is missing" in line or "expected" in line for line in wrong), wrong


@given(st.data())
def test_no_configuration_takes_the_checks_down(data: st.DataObject) -> None:
    lines = EVERYTHING_WRONG.splitlines()
    words = st.sampled_from(
        ["[]", "{}", "5", "[1, {a: b}]", "&a{n} [*a{n}]", "null", "text", "{name: desk}", "[[desk]]"]
    )
    for n in data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=4)):
        before, colon, _ = lines[n].partition(": ")
        lines[n] = before + colon + data.draw(words).replace("{n}", str(n))
    parse_settings("\n".join(lines).encode(), Path("monitor.yaml"))


def test_a_missing_file_is_a_problem_and_no_traceback(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yaml:1:1: the configuration cannot be read: No such file"):
        load_settings(folder / "none.yaml")


def with_hook(more: str) -> str:
    url = "https://hooks.example.org/x"
    hook = f'  - {{name: hook, webhook: {{url: "{url}", secret_file: {more}}}}}\nroute: {{receiver: hook}}'
    return GOOD.replace("route: {receiver: desk}", hook)


def test_a_secret_is_looked_up_in_the_credentials_directory(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    credentials = folder / "credentials"
    credentials.mkdir()
    (credentials / "other-secret").write_text("whsec_c2VjcmV0")
    (credentials / "other-secret").chmod(0o600)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    settings = load_settings(write(folder, with_hook("other-secret")))
    hook = settings.receivers[2].webhook
    assert hook
    assert hook.secret_file == credentials / "other-secret"


def test_a_bare_name_of_a_secret_is_found_where_roots_commands_look(folder: Path) -> None:
    (folder / "secrets").mkdir()
    (folder / "secrets" / "other-secret").write_text("whsec_c2VjcmV0")
    (folder / "secrets" / "other-secret").chmod(0o600)
    hook = load_settings(write(folder, with_hook("other-secret"))).receivers[2].webhook
    assert hook
    assert hook.secret_file == folder / "secrets" / "other-secret"


@pytest.mark.parametrize(
    ("schedule", "said"),
    [
        ("0 7 31 2 *", "this never comes: no month that `2` names has a day 31"),
        ("0 7 31 feb,apr-jun/2,9 *", "this never comes: no month that `feb,apr-jun/2,9` names has a day 31"),
        ("0 7 30,31 feb mon", "this never comes: no month that `feb` names has a day 30"),
        ("0 7 31 2-3 *", None),
        ("0 7 29 2 *", None),
        ("0 7 31 */2 *", None),
        ("0 7 31 4/2 *", None),
        ("0 7 1-7 * mon-fri", "only days that are both day `1-7` of the month and `mon-fri`"),
        ("0 7 */2 * mon", None),
        ("0 7 * * mon-fri", None),
    ],
)
def test_a_schedule_that_is_hardly_meant_is_warned_of(schedule: str, said: str | None) -> None:
    told = odd_cron(schedule)
    assert (said in told) if said and told else told is said
    never = next_due(schedule, "UTC", datetime(2026, 1, 1, tzinfo=UTC)) is None
    assert never == bool(said and "never comes" in said)


@contextlib.contextmanager
def without_roots_rights() -> Iterator[None]:
    """As the daemon: what may not be read is not read."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_secret_that_only_root_reads_gives_way_to_the_credential(monkeypatch: pytest.MonkeyPatch) -> None:
    parse_settings(GOOD.encode(), Path("monitor.yaml"), check=False)  # imports late what nobody else may read here
    with tempfile.TemporaryDirectory() as name:
        etc = Path(name)
        etc.chmod(0o755)
        for folder, mode in (("secrets", 0), ("credentials", 0o755)):
            (etc / folder).mkdir()
            (etc / folder / "hook-secret").write_text("whsec_c2VjcmV0")
            (etc / folder).chmod(mode)
        monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(etc / "credentials"))
        with without_roots_rights():
            settings, _ = parse_settings(with_hook("secrets/hook-secret").encode(), etc / "monitor.yaml", check=False)
        (etc / "secrets").chmod(0o700)
    assert settings
    hook = settings.receivers[2].webhook
    assert hook
    assert hook.secret_file == etc / "credentials" / "hook-secret"


@pytest.mark.parametrize(
    ("content", "mode", "complaint"),
    [
        (None, 0o600, "cannot be read: No such file or directory"),
        ("", 0o600, "is empty"),
        ("hunter2", 0o600, "must be `whsec_` and then base64"),
        ("whsec_c2VjcmV0", 0o644, "everybody on this machine can read the secret file"),
    ],
)
def test_a_bad_secret_file_is_told_and_never_shown(
    folder: Path, content: str | None, mode: int, complaint: str
) -> None:
    if content is not None:
        (folder / "s").write_text(content)
        (folder / "s").chmod(mode)
    told = "\n".join(said(folder, with_hook("s")))
    assert complaint in told
    assert not content or content not in told


def test_a_password_never_goes_over_a_clear_line(folder: Path) -> None:
    (folder / "pw").write_text("x")
    (folder / "pw").chmod(0o600)
    smtp = "smtp: {host: mail.example.org, tls: none, username: u, password_file: pw, from: a@example.org}"
    told = said(folder, GOOD.replace("maildir: ./mail", smtp))
    assert any("a password is never sent over a clear line" in line for line in told)
    assert any("every receiver needs it" in line for line in told)


def test_a_configuration_that_is_no_regular_file_is_refused_at_once(folder: Path) -> None:
    os.mkfifo(folder / "monitor.yaml")
    with pytest.raises(ConfigError, match=r"monitor\.yaml:1:1: the configuration cannot be read: not a regular file"):
        load_settings(folder / "monitor.yaml")


def test_a_secret_that_is_no_regular_file_is_refused_at_once(folder: Path) -> None:
    os.mkfifo(folder / "password", 0o600)
    smtp = "smtp: {host: mail, from: a@example.org, username: a, password_file: password}\n"
    assert any("cannot be read: not a regular file" in line for line in said(folder, GOOD + smtp))
