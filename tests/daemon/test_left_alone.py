"""What lies in the inbox and cannot be read is not only logged: `status` names it until it is gone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    receivers = "[{name: desk, email: {to: [desk@example.org]}}, {name: ops, email: {to: [ops@example.org]}}]"
    desk.configure(receivers=receivers, operator="ops")
    yield desk
    desk.close()


def checked(desk: Desk) -> tuple[int, list[str]]:
    told = desk.command("status", "--check")
    return told.returncode, told.stdout.splitlines()


def test_status_names_what_is_left_alone_with_its_reason_until_it_is_gone(desk: Desk) -> None:
    deep = desk.inbox.joinpath(*["d"] * 18)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("text")
    os.mkfifo(desk.inbox / "pipe.txt")
    (desk.inbox / "link\n.txt").symlink_to("/etc/hostname")
    desk.start()
    wanted = {
        f"inbox/{'/'.join(['d'] * 17)} is not read: it lies more than 16 folders deep",
        "inbox/pipe.txt is not read: it is a named pipe",
        r"inbox/link\n.txt is not read: it is a symbolic link",
    }
    desk.wait_until(lambda: wanted <= set(checked(desk)[1]), "named by status")
    assert checked(desk)[0] == 1
    assert len(desk.status()["daemon"]["left_alone"]) == 3
    desk.wait_until(desk.mails, "told to the operator")
    assert "is not read: it " in text_of(desk.mails()[0])
    (desk.inbox / "pipe.txt").unlink()
    (desk.inbox / "link\n.txt").unlink()
    deep.rename(desk.inbox / "not so deep")
    desk.wait_until(lambda: len(checked(desk)[1]) == 1 and "pipe" not in checked(desk)[1][0], "two are gone")
    desk.inbox.joinpath(*["d"] * 17).rmdir()
    desk.wait_until(lambda: checked(desk) == (0, ["all is well"]), "healed")


def test_of_very_many_some_are_named_and_the_others_counted(desk: Desk) -> None:
    desk.inbox.mkdir(parents=True)
    for n in range(25):
        (desk.inbox / f"{n}.txt").symlink_to("/etc/hostname")
    desk.start()
    desk.wait_until(lambda: "5 more files in the inbox are not read" in checked(desk)[1], "counted")
    assert len(checked(desk)[1]) == 21
