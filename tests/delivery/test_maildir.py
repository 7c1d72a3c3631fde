from __future__ import annotations

import asyncio
import mailbox
import os
import stat
from pathlib import Path

import pytest

from monitor.delivery.maildir import MaildirChannel
from tests.delivery.conftest import delivered, outgoing


def test_a_message_lies_whole_in_new_and_any_mail_program_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    batch = [outgoing(1, "a@example.org", "b@example.org"), outgoing(2)]
    receipts, problem = asyncio.run(delivered(MaildirChannel(folder), batch))
    assert problem is None
    assert [(one.recipient, one.state.value) for one in receipts] == [
        ("a@example.org", "sent"),
        ("b@example.org", "sent"),
        ("a@example.org", "sent"),
    ]
    box = mailbox.Maildir(folder)
    assert sorted(message["Subject"] for message in box) == ["x", "x"]
    assert list((folder / "tmp").iterdir()) == []


def test_names_are_unique_and_nobody_else_may_read_the_mail(tmp_path: Path) -> None:
    asyncio.run(delivered(MaildirChannel(tmp_path / "mail"), [outgoing(n) for n in range(20)]))
    files = list((tmp_path / "mail" / "new").iterdir())
    assert len(files) == 20
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)
    assert stat.S_IMODE((tmp_path / "mail").stat().st_mode) == 0o700
    assert not any(set(file.name) & set("/:") for file in files)


def test_a_receipt_names_the_file(tmp_path: Path) -> None:
    receipts, _ = asyncio.run(delivered(MaildirChannel(tmp_path), [outgoing(1)]))
    assert (tmp_path / "new" / receipts[0].text).read_bytes() == b"Subject: x\n\nbody\n.dot\n"


def test_a_folder_that_cannot_be_written_is_tried_again_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file stands in the way", encoding="utf-8")
    receipts, problem = asyncio.run(delivered(MaildirChannel(tmp_path / "mail"), [outgoing(1), outgoing(2)]))
    assert problem is None
    assert [one.state.value for one in receipts] == ["pending", "pending"]
    assert str(tmp_path / "mail") in receipts[0].text


@pytest.mark.parametrize("existing", ["tmp", "new", "cur"])
def test_an_existing_maildir_is_used_as_it_is(tmp_path: Path, existing: str) -> None:
    (tmp_path / existing).mkdir(mode=0o750)
    receipts, _ = asyncio.run(delivered(MaildirChannel(tmp_path), [outgoing(1)]))
    assert receipts[0].state == "sent"
    assert stat.S_IMODE((tmp_path / existing).stat().st_mode) == 0o750


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_root_writes_belongs_to_whom_the_folder_above_belongs(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    os.chown(tmp_path / "state", 4711, 4712)
    folder = tmp_path / "state" / "mails" / "desk"
    asyncio.run(delivered(MaildirChannel(folder), [outgoing(1)]))
    made = [folder.parent, folder, *folder.rglob("*")]
    assert len(made) == 6
    assert {(path.stat().st_uid, path.stat().st_gid) for path in made} == {(4711, 4712)}
