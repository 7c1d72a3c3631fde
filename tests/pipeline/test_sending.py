"""Notices on their way through a real mail server: settled one by one, retried, buried, parked, told."""

from __future__ import annotations

import asyncio
import email
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email import policy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import select
from structlog.testing import capture_logs

from monitor.delivery.templates import Templates
from monitor.pipeline import Bells, run_send
from monitor.sending import Sending, by_receiver, send_batch
from monitor.settings import Settings
from monitor.store import Connection, outbox, schema
from monitor.store.receivers import Health, health_of
from monitor.store.troubles import record_trouble
from tests.delivery.conftest import Mailbox, http_server, smtp_server
from tests.desk import free_port
from tests.pipeline.conftest import RULE, Newsroom, newsroom_of, settings, told
from tests.pipeline.test_told_once import ByPlace

PAIR = {"name": "desk", "email": {"to": ["one@example.org", "two@example.org"]}}
OPS = {"name": "ops", "email": {"to": ["ops@example.org"]}}


@dataclass
class Post:
    """A desk with its sender, and the server that takes the mail."""

    room: Newsroom
    sending: Sending
    mailbox: Mailbox

    async def turn(self) -> None:
        """Send everything that is due once."""
        due = self.room.store.read(partial(outbox.due_notices, now=self.room.now))
        await asyncio.gather(*(send_batch(self.sending, name, batch) for name, batch in by_receiver(due).items()))

    def states(self) -> dict[str, str]:
        """Return by kind and receiver how each notice stands."""

        def read(connection: Connection) -> dict[str, str]:
            rows = connection.execute(select(schema.notices).order_by(schema.notices.c.created_at))
            return {f"{row.kind} {row.receiver}": row.state for row in rows}

        return self.room.store.read(read)

    def taken_by(self, recipient: str) -> list[bytes]:
        return [content for recipients, content in self.mailbox.taken if recipient in recipients]


@asynccontextmanager
async def post(folder: Path, mailbox: Mailbox, rules: str = RULE, **changed: Any) -> AsyncIterator[Post]:  # noqa: ANN401 - lines of monitor.yaml
    async with smtp_server(mailbox) as port:
        smtp = {"host": "127.0.0.1", "port": port, "tls": "none", "from": "desk@example.org"}
        lines = {"receivers": [PAIR, OPS], "operator": "ops", "smtp": smtp, "maildir": None} | changed
        room = newsroom_of(folder, rules, **lines)
        all_settings: Settings = settings(folder, **lines)
        sending = Sending(settings=all_settings, templates=Templates.load(), store=room.store, clock=lambda: room.now)
        try:
            yield Post(room=room, sending=sending, mailbox=mailbox)
        finally:
            room.store.close()


async def until(holds: Callable[[], bool]) -> None:
    """Look again until it holds; whoever calls sets the limit of time."""
    while not holds():  # noqa: ASYNC110 - the store rings no bell for tests
        await asyncio.sleep(0.01)


def message_id(content: bytes) -> bytes:
    return next(line for line in content.splitlines() if line.lower().startswith(b"message-id:"))


async def sent_to_everybody(folder: Path) -> None:
    async with post(folder, Mailbox()) as office:
        office.room.hear(told("Fourteen died."))
        await office.turn()
        assert office.states() == {"first desk": "sent"}
        (content,) = office.taken_by("one@example.org")
        assert b"Belgorod" in content
        await office.turn()
        assert len(office.mailbox.taken) == 1, "what is settled is not sent again"


async def a_refused_recipient_does_not_delay_the_others(folder: Path) -> None:
    mailbox = Mailbox(rcpt={"one@example.org": ["450 later", "450 later"]})
    async with post(folder, mailbox) as office:
        office.room.hear(told("Fourteen died."))
        await office.turn()
        assert office.states() == {"first desk": "pending"}
        assert office.taken_by("one@example.org") == []
        office.room.later(seconds=59)
        await office.turn()
        assert mailbox.connections == 1, "not before the back-off"
        office.room.later(minutes=1)
        await office.turn()
        office.room.later(minutes=5)
        await office.turn()
        assert office.states() == {"first desk": "sent"}
        (one,), (two,) = office.taken_by("one@example.org"), office.taken_by("two@example.org")
        assert one == two, "the same bytes under the same identity"


async def a_server_that_is_away_is_one_warning(folder: Path) -> None:
    nobody = {"host": "127.0.0.1", "port": free_port(), "tls": "none", "from": "desk@example.org"}
    async with post(folder, Mailbox()) as office:
        there = office.sending.settings
        office.sending.settings = settings(folder, receivers=[PAIR], smtp=nobody, maildir=None)
        with capture_logs() as logs:
            office.room.hear(told("Fourteen died."))
            for _ in range(3):
                await office.turn()
                office.room.later(hours=1)
            office.sending.settings = there
            await office.turn()
        noted = [line for line in logs if line["event"] in ("receiver_fails", "receiver_heals")]
        assert [(line["event"], line["log_level"]) for line in noted] == [
            ("receiver_fails", "warning"),
            ("receiver_heals", "info"),
        ]
        assert "127.0.0.1" in noted[0]["why"]


async def refused_for_good_is_told_to_the_operator(folder: Path) -> None:
    mailbox = Mailbox(rcpt={"one@example.org": ["550 no such user"]})
    async with post(folder, mailbox) as office:
        office.room.hear(told("Fourteen died."))
        await office.turn()
        assert office.states() == {"first desk": "sent"}, "one of two has it"
        assert office.room.keep_schedule() == 1
        await office.turn()
        (mail,) = office.taken_by("ops@example.org")
        assert b"one@example.org" in mail.replace(b"=\r\n", b"")


async def troubles_of_one_kind_are_one_line_that_counts_them(folder: Path) -> None:
    async with post(folder, Mailbox()) as office:
        for name in ("link", "pipe"):
            trouble = partial(record_trouble, cause="left", text=f"inbox/{name} is not read", now=office.room.now)
            office.room.store.write(trouble).result()
        assert office.room.keep_schedule() == 1
        await office.turn()
        (mail,) = (email.message_from_bytes(one, policy=policy.default) for one in office.taken_by("ops@example.org"))
        body = mail.get_body(("plain",))
        assert body is not None
        text = body.get_content()
        assert text.count("inbox/pipe is not read") == 1
        assert text.startswith("media-monitor: inbox/pipe is not read (2 of this kind since ")
        assert "How it stands now: media-monitor status" in text


async def given_up_is_a_dead_letter_and_told_through_another_receiver(folder: Path) -> None:
    mailbox = Mailbox(rcpt={who: ["450 later"] * 999 for who in ("one@example.org", "two@example.org")})
    async with post(folder, mailbox, retry={"first": "1h", "max": "1h", "give_up": "5h"}) as office:
        office.room.hear(told("Fourteen died."))
        for _ in range(8):
            await office.turn()
            office.room.later(hours=1)
        assert office.states() == {"first desk": "dead"}
        health = office.room.store.read(health_of)["desk"]
        assert (health.health, health.reason) == (Health.FAILING, "one@example.org: 450 later"), (
            "with the answer's code"
        )
        assert office.room.keep_schedule() == 1
        await office.turn()
        assert len(office.taken_by("ops@example.org")) == 1
        assert office.states()["operator ops"] == "sent"
        assert office.room.store.write(partial(outbox.retry_notices, target="desk", now=office.room.now)).result() == 1
        mailbox.rcpt.clear()
        await office.turn()
        assert office.states()["first desk"] == "sent", "a person may try a dead letter again"


async def a_refused_sender_parks_the_receiver_and_keeps_its_queue(folder: Path) -> None:
    mailbox = Mailbox(mail="550 you may not send from here")
    async with post(folder, mailbox) as office:
        office.room.hear(told("One."), told("Two."))
        await office.turn()
        assert office.states() == {"first desk": "pending"}
        health = office.room.store.read(health_of)["desk"]
        assert health.health is Health.PARKED
        assert "550" in health.reason
        connections = mailbox.connections
        office.room.later(minutes=30)
        await office.turn()
        assert mailbox.connections == connections, "a parked receiver is left alone"
        mailbox.mail = ""
        office.room.later(minutes=31)
        await office.turn()
        assert len(office.taken_by("one@example.org")) == 2, "and then its queue goes out"
        assert office.room.store.read(health_of)["desk"].health is Health.OK


async def a_retry_after_an_unanswered_data_has_the_same_identity(folder: Path) -> None:
    mailbox = Mailbox(drop_after_data=1)
    async with post(folder, mailbox) as office:
        office.room.hear(told("Fourteen died."))
        for _ in range(3):
            await office.turn()
            office.room.later(minutes=5)
        first, again = office.taken_by("one@example.org")
        assert message_id(first) == message_id(again)


async def a_frozen_subject_is_repeated_though_both_messages_go_in_one_batch(folder: Path) -> None:
    thread = {"name": "desk", "email": {"to": ["one@example.org"], "subject": "thread"}}
    rules = RULE + "realert: 1h\n"
    async with post(folder, Mailbox(), rules=rules, receivers=[thread], operator=None) as office:
        office.room.desk.index = ByPlace()  # type: ignore[assignment] # the same three methods
        office.room.hear(told("Fourteen died."))
        office.room.later(hours=2)
        office.room.hear(told("More died.", killed=21))
        await office.turn()
        first, second = (email.message_from_bytes(mail) for mail in office.taken_by("one@example.org"))
        assert first["Subject"] == second["Subject"]
        assert second["In-Reply-To"] == first["Message-ID"]


async def a_receiver_that_left_the_configuration_gets_dead_letters(folder: Path) -> None:
    async with post(folder, Mailbox()) as office:
        office.room.hear(told("Fourteen died."))
        office.sending.settings = settings(folder, receivers=[OPS], route={"receiver": "ops"})
        await office.turn()
        assert office.states() == {"first desk": "dead"}


async def a_hanging_receiver_delays_only_itself(folder: Path) -> None:
    asked = asyncio.Event()

    async def hang(_request: web.Request) -> web.StreamResponse:
        asked.set()
        await asyncio.sleep(60)
        return web.Response()

    (folder / "secret").write_text(f"whsec_{'A' * 32}")
    async with http_server(hang) as url:
        hook = {
            "name": "hook",
            "webhook": {"url": url, "secret_file": folder / "secret", "allow_private": True},
        }
        route = {"receiver": "hook", "routes": [{"receiver": "hook", "continue": True}, {"receiver": "desk"}]}
        async with post(folder, Mailbox(), receivers=[PAIR, hook], operator=None, route=route) as office:
            office.room.hear(told("Fourteen died."))
            bells = Bells()
            loop = asyncio.create_task(run_send(office.sending, bells))
            async with asyncio.timeout(5):
                await asked.wait()
                await until(lambda: office.states()["first desk"] == "sent")
            assert office.states()["first hook"] == "pending"
            bells.ring_stop()
            await asyncio.wait_for(loop, 5)


async def the_loop_sends_and_stops(folder: Path) -> None:
    async with post(folder, Mailbox()) as office:
        office.room.hear(told("Fourteen died."))
        bells = Bells()
        loop = asyncio.create_task(run_send(office.sending, bells))
        async with asyncio.timeout(5):
            await until(lambda: office.states() == {"first desk": "sent"})
        bells.ring_stop()
        await asyncio.wait_for(loop, 5)


SCENES = [
    sent_to_everybody,
    a_refused_recipient_does_not_delay_the_others,
    a_server_that_is_away_is_one_warning,
    refused_for_good_is_told_to_the_operator,
    troubles_of_one_kind_are_one_line_that_counts_them,
    given_up_is_a_dead_letter_and_told_through_another_receiver,
    a_refused_sender_parks_the_receiver_and_keeps_its_queue,
    a_retry_after_an_unanswered_data_has_the_same_identity,
    a_frozen_subject_is_repeated_though_both_messages_go_in_one_batch,
    a_receiver_that_left_the_configuration_gets_dead_letters,
    a_hanging_receiver_delays_only_itself,
    the_loop_sends_and_stops,
]


@pytest.mark.parametrize("scene", SCENES, ids=[scene.__name__ for scene in SCENES])
def test_sending(scene: Any, tmp_path: Path) -> None:  # noqa: ANN401 - one of the coroutines above
    asyncio.run(scene(tmp_path))
