"""The messages of one story as a desk sends them, threaded as JWZ's algorithm and as Gmail do it."""

from __future__ import annotations

from email.message import Message
from functools import partial
from pathlib import Path

import pytest

from monitor.delivery import Templates
from monitor.sending import Sending, _render_all
from monitor.store import outbox
from tests.delivery.test_threads import gmail_threads, jwz_threads
from tests.desk import as_message
from tests.pipeline.conftest import RULE, Newsroom, newsroom_of, settings
from tests.pipeline.test_silences import CRITICAL, keyed, strike


def desk(folder: Path, mode: str) -> tuple[Newsroom, dict[str, object]]:
    plan: dict[str, object] = {"receivers": [{"name": "desk", "email": {"to": ["desk@example.org"], "subject": mode}}]}
    return newsroom_of(folder, f"{RULE}---\n{CRITICAL}", **plan), plan


def rendered(room: Newsroom, folder: Path, plan: dict[str, object]) -> list[Message]:
    """Render what is due as the sender does, and keep the bytes."""
    sending = Sending(
        settings=settings(folder, **plan), templates=Templates.load(), store=room.store, clock=lambda: room.now
    )
    due = [one.id for one in room.store.read(partial(outbox.due_notices, now=room.now)) if one.rendered is None]
    made = room.store.read(partial(_render_all, sending, sending.settings.receivers[0], due))
    room.store.write(partial(outbox.save_rendered, rendered=made)).result()
    return [as_message(one.raw) for one in made]


def a_day(room: Newsroom, folder: Path, plan: dict[str, object]) -> list[Message]:
    """A first alert, an update, a correction of it, another story, and a rise of the first."""
    messages = []
    for one in (
        strike(14, "reuters"),
        keyed(strike(21, "tass")),
        strike(3, "reuters", place="Odesa"),
        keyed(strike(18, "tass")),
        strike(60, "afp"),
        strike(64, "dpa"),
    ):
        room.hear(one)
        messages += rendered(room, folder, plan)
        room.later(minutes=20)
        room.restart()
    return messages


def test_live_subjects_say_the_figures_and_thread_by_reference(tmp_path: Path) -> None:
    room, plan = desk(tmp_path, "live")
    messages = a_day(room, tmp_path, plan)
    assert [len(thread) for thread in jwz_threads(messages)] == [5, 1]
    subjects = [str(message["Subject"]) for message in messages]
    assert subjects[1] == "[HIGH] Belgorod: killed 14 -> 21 - strike"
    assert subjects[3].startswith("[HIGH] Belgorod: killed 21 -> 18")
    room.store.close()


def test_thread_subjects_stay_so_that_gmail_keeps_them_together_until_the_level_rises(tmp_path: Path) -> None:
    room, plan = desk(tmp_path, "thread")
    messages = a_day(room, tmp_path, plan)
    assert [len(thread) for thread in jwz_threads(messages)] == [5, 1]
    assert [len(thread) for thread in gmail_threads(messages)] == [3, 1, 2], "a raised level is a thread of its own"
    subjects = list(dict.fromkeys(str(message["Subject"]) for message in messages))
    assert subjects == [
        "[HIGH] Belgorod: strike, 1 Mar 2026 (#1)",
        "[HIGH] Odesa: strike, 1 Mar 2026 (#2)",
        "[CRITICAL] Belgorod: strike, 1 Mar 2026 (#1)",
    ]
    room.store.close()


@pytest.mark.parametrize("mode", ["live", "thread"])
def test_the_first_line_of_each_says_what_changed(tmp_path: Path, mode: str) -> None:
    room, plan = desk(tmp_path, mode)
    lines = [_first_line(message) for message in a_day(room, tmp_path, plan)]
    assert lines[1].startswith("UPDATE 2: killed 14 -> 21 (tass)")
    assert lines[3].startswith("UPDATE 3: CORRECTION: killed 21 -> 18 (tass), tass takes back 21 killed")
    assert lines[4].startswith("RAISED TO CRITICAL: killed 18 -> 60 (afp)")
    room.store.close()


def _first_line(message: Message) -> str:
    part = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    return bytes(part.get_payload(decode=True)).decode().splitlines()[0]  # type: ignore[arg-type]
