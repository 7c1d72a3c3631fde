"""The sums agree after a day with everything in it, after pruning too, and a row removed by hand is named."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.ageing import age
from tests.desk import Desk, article, free_port

RECEIVERS = """[
  {name: desk, email: {to: [desk@example.org, second@example.org]}},
  {name: gone, email: {to: [gone@example.org]}},
  {name: daily, email: {to: [daily@example.org]}, immediate: none, digest: {schedule: '0 7 * * *', location: UTC}}]"""
ROUTE = (
    "{receiver: desk, routes: [{receiver: gone, continue: true}, {receiver: daily, continue: true}, {receiver: desk}]}"
)


class RefusesOne:
    """A mail server where one recipient does not exist."""

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.startswith("gone@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, _envelope: Envelope) -> str:  # noqa: N802 - same
        return "250 OK"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A stopped desk after duplicates, a quarantined file, a revision, folded alerts, dead letters and a digest."""
    port = free_port()
    server = Controller(RefusesOne(), hostname="127.0.0.1", port=port)
    server.start()
    desk = Desk(tmp_path_factory.mktemp("audit") / "desk")
    desk.smtp(port)
    desk.configure(receivers=RECEIVERS, route=ROUTE, limits="{per_receiver: 3/h, critical: 3/h, operator: 6/h}")
    desk.start()
    for n in (1, 2):
        desk.drop(f"{n}.txt", article(n))
    desk.drop("bad.json", "\x00\x01" * 100)
    desk.drop("agency.json", revision(3))
    desk.wait_until(lambda: sum(desk.status()["drops"].values()) == 4, "read")
    desk.drop("again.json", revision(4))
    desk.drop("same.txt", article(1))
    for n in range(5, 9):
        desk.drop(f"{n}.txt", article(n))
    desk.wait_until(lambda: desk.status()["drops"].get("processed") == 9, "all read")
    desk.wait_until(lambda: not desk.status()["notices"].get("pending"), "told")
    assert desk.command("digest", "send", "daily").returncode == 0
    desk.wait_until(lambda: desk.status()["notices"]["sent"] >= 4, "all sent")
    assert desk.stop() == 0
    age(desk.folder / "monitor.db", 2)  # the summary of what was folded is due, and a digest
    desk.start()
    desk.wait_until(lambda: counted(desk, "SELECT count(*) FROM notices WHERE kind = 'summary'") == 2, "summed up")
    desk.wait_until(lambda: not desk.status()["notices"].get("pending"), "settled")
    assert desk.stop() == 0
    yield desk
    desk.close()
    server.stop()


def revision(n: int) -> str:
    return json.dumps({"title": f"Report {n}", "text": article(n), "url": "https://example.org/one"})


def copy_of(kept: Desk, folder: Path) -> Desk:
    copy = Desk(folder / "copy", kept.settings)
    with sqlite3.connect(kept.folder / "monitor.db") as source, sqlite3.connect(copy.folder / "monitor.db") as target:
        source.backup(target)
    source.close()
    target.close()
    shutil.copytree(kept.folder / "spool", copy.folder / "spool")
    return copy


def run_sql(desk: Desk, *statements: str) -> None:
    connection = sqlite3.connect(desk.folder / "monitor.db")
    for statement in statements:
        assert connection.execute(statement).rowcount == 1, statement
    connection.commit()
    connection.close()


def counted(desk: Desk, query: str) -> int:
    connection = sqlite3.connect(desk.folder / "monitor.db")
    (count,) = connection.execute(query).fetchone()
    connection.close()
    return int(count)


def test_every_sum_agrees_with_the_daemon_stopped(kept: Desk) -> None:
    told = kept.command("audit")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "files: numbers given = rows: expected 10, found 10: agrees" in told.stdout


def test_the_day_had_everything_in_it(kept: Desk) -> None:
    for query in (
        "SELECT count(*) FROM drops WHERE duplicate_of IS NOT NULL",
        "SELECT count(*) FROM drops WHERE state = 'quarantined'",
        "SELECT count(*) FROM reports WHERE relation = 'revision'",
        "SELECT count(*) FROM decisions WHERE kind = 'folded'",
        "SELECT count(*) FROM notices WHERE state = 'dead'",
        "SELECT count(*) FROM entries WHERE digest_id IS NOT NULL",
    ):
        assert counted(kept, query), query


FIRST_TOLD = "(SELECT id FROM notices WHERE receiver = 'desk' AND alert_id IS NOT NULL AND n = 1 ORDER BY id LIMIT 1)"
REMOVED = {
    "a duplicate, the last row": (
        "DELETE FROM drops WHERE id = (SELECT max(id) FROM drops WHERE duplicate_of IS NOT NULL)",
        "files: numbers given = rows: expected 10, found 9: DIFFERS by 1: missing numbers: ",
    ),
    "a file that was quarantined": ("DELETE FROM drops WHERE state = 'quarantined'", "missing numbers: "),
    "a file with an article": ("DELETE FROM drops WHERE name = CAST('2.txt' AS BLOB)", "articles without a file"),
    "an article": (
        "DELETE FROM articles WHERE drop_id = (SELECT id FROM drops WHERE name = CAST('7.txt' AS BLOB))",
        "no files with other articles than were made: expected 0, found 1: DIFFERS by 1: ",
    ),
    "a report": (
        "DELETE FROM reports WHERE id = (SELECT id FROM reports ORDER BY id LIMIT 1)",
        "no articles with other reports than were made: expected 0, found 1: DIFFERS by 1: ",
    ),
    "a story": (
        "DELETE FROM stories WHERE number = (SELECT max(number) FROM stories)",
        "no reports of a story that is not there: expected 0, found 1: DIFFERS by 1: ",
    ),
    "a decision that told": (
        "DELETE FROM decisions WHERE id = "
        "(SELECT id FROM decisions WHERE receiver = 'desk' AND kind = 'first' LIMIT 1)",
        "desk: decisions to tell = messages: expected 2, found 3: DIFFERS by 1",
    ),
    "a decision that withheld": (
        "DELETE FROM decisions WHERE id = (SELECT max(id) FROM decisions WHERE kind = 'digest_only')",
        "no articles with other decisions than were made: expected 0, found 1: DIFFERS by 1: ",
    ),
    "an alert": (
        "DELETE FROM alerts WHERE id = (SELECT alert_id FROM notices WHERE alert_id IS NOT NULL LIMIT 1)",
        "no messages of an alert that is not there: expected 0, found 1: DIFFERS by 1: ",
    ),
    "a message": (
        "DELETE FROM notices WHERE id = " + FIRST_TOLD,  # noqa: S608 - a constant of this file
        "desk: decisions to tell = messages: expected 3, found 2: DIFFERS by 1",
    ),
    "one of two answers": (
        "DELETE FROM receipts WHERE recipient = 'second@example.org' AND notice_id = " + FIRST_TOLD,  # noqa: S608 - same
        "no messages with other receipts than were made: expected 0, found 1: DIFFERS by 1: ",
    ),
    "an entry of a digest": (
        "DELETE FROM entries WHERE id = (SELECT max(id) FROM entries WHERE receiver = 'daily')",
        "daily: decisions to list = entries of summaries and digests: "
        "expected 7, found 6: DIFFERS by 1: about articles ",
    ),
    "a period": (
        "DELETE FROM digests WHERE id = (SELECT min(id) FROM digests WHERE notice_id IS NOT NULL)",
        "daily: periods told by a digest = digests: expected 1, found 2: DIFFERS by 1",
    ),
}


@pytest.mark.parametrize(("removed", "difference"), REMOVED.values(), ids=REMOVED)
def test_a_row_removed_by_hand_is_named(kept: Desk, removed: str, difference: str, tmp_path: Path) -> None:
    copy = copy_of(kept, tmp_path)
    run_sql(copy, removed)
    told = copy.command("audit")
    assert told.returncode == 1
    assert any(difference in line and "DIFFERS" in line for line in told.stdout.splitlines()), told.stdout


# --- prune ------------------------------------------------------------------------------------


def test_after_pruning_every_sum_agrees_and_a_row_removed_by_hand_is_named(kept: Desk, tmp_path: Path) -> None:
    copy = copy_of(kept, tmp_path)
    age(copy.folder / "monitor.db", 450)
    assert copy.command("prune", "--json").returncode == 0
    told = copy.command("audit")
    assert told.returncode == 0, told.stdout
    assert "files: numbers given = rows and those removed by prune: expected 10, found 10: agrees" in told.stdout
    run_sql(copy, "DELETE FROM drops WHERE state = 'quarantined'")
    told = copy.command("audit")
    assert told.returncode == 1
    assert "expected 10, found 9: DIFFERS by 1: missing numbers: " in told.stdout


def test_pruning_does_not_cover_up_what_was_removed_by_hand(kept: Desk, tmp_path: Path) -> None:
    copy = copy_of(kept, tmp_path)
    age(copy.folder / "monitor.db", 450)
    run_sql(copy, REMOVED["an article"][0])
    before = counted(copy, "SELECT count(*) FROM drops")
    told = copy.command("prune")
    assert told.returncode == 1
    assert "nothing was removed" in told.stderr
    assert "articles than were made" in told.stderr
    assert counted(copy, "SELECT count(*) FROM drops") == before
    assert copy.command("prune", "--anyway").returncode == 0


def test_pruning_takes_what_is_old_and_its_files_and_leaves_the_last_message(kept: Desk, tmp_path: Path) -> None:
    copy = copy_of(kept, tmp_path)
    age(copy.folder / "monitor.db", 450)
    rehearsed = json.loads(copy.command("prune", "--dry-run", "--json").stdout)
    assert counted(copy, "SELECT count(*) FROM drops") == 10
    done = json.loads(copy.command("prune", "--json").stdout)
    assert rehearsed["removed"] == done["removed"]
    assert done["removed"]["drops"] == done["files"] == 9
    assert [path.name for path in (copy.folder / "spool" / "archive").rglob("*") if path.is_file()] == []
    assert counted(copy, "SELECT count(*) FROM drops WHERE state = 'quarantined'") == 1
    assert len(list((copy.folder / "spool" / "quarantine").iterdir())) == 1
    assert counted(copy, "SELECT count(DISTINCT receiver) FROM notices") == 3  # each one's last message


def test_a_store_that_was_pruned_goes_on(kept: Desk, tmp_path: Path) -> None:
    copy = copy_of(kept, tmp_path)
    age(copy.folder / "monitor.db", 450)
    assert copy.command("prune").returncode == 0
    copy.start()
    copy.drop("same.txt", article(1))
    copy.wait_until(lambda: copy.status()["drops"].get("processed") == 1, "read as new")
    assert copy.stop() == 0
    told = copy.command("audit")
    assert told.returncode == 0, told.stdout


def test_while_a_daemon_runs_nothing_is_pruned(kept: Desk, tmp_path: Path) -> None:
    copy = copy_of(kept, tmp_path)
    process = copy.start()
    told = copy.command("prune")
    assert told.returncode == 75
    assert f"pid {process.pid}" in told.stderr
    assert copy.stop() == 0


def test_quarantined_files_go_only_when_asked(kept: Desk, tmp_path: Path) -> None:
    copy = copy_of(kept, tmp_path)
    age(copy.folder / "monitor.db", 450)
    assert copy.command("prune", "--quarantine").returncode == 0
    assert counted(copy, "SELECT count(*) FROM drops") == 0
    assert list((copy.folder / "spool" / "quarantine").iterdir()) == []
    assert copy.command("audit").returncode == 0


KILL = """
import os, signal, sys
from pathlib import Path
import monitor.pruning as pruning
from monitor.cli.main import main
left = int(sys.argv[1])

def dying(function):
    def run(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return run

pruning._unlink = dying(pruning._unlink)
pruning.rows.BATCH = 2
pruning.rows.strike_out = dying(pruning.rows.strike_out)
pruning.rows.STEPS = tuple(dying(step) for step in pruning.rows.STEPS)
pruning.give_back = dying(pruning.give_back)
sys.exit(main(["prune", "--config", sys.argv[2]]))
"""


@pytest.mark.parametrize("steps", [2, 7, 13])
def test_killed_at_any_point_and_run_again_it_finishes(kept: Desk, steps: int, tmp_path: Path) -> None:
    copy = copy_of(kept, tmp_path)
    age(copy.folder / "monitor.db", 450)
    killed = subprocess.run(
        [sys.executable, "-c", KILL, str(steps), str(copy.config)], capture_output=True, check=False, env=os.environ
    )
    assert killed.returncode == -9, killed.stderr
    assert copy.command("audit").returncode == 0
    assert copy.command("prune").returncode == 0
    assert copy.command("audit").returncode == 0
    assert counted(copy, "SELECT count(*) FROM drops") == 1
    assert [path for path in (copy.folder / "spool" / "archive").rglob("*") if path.is_file()] == []
