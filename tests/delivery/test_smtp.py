from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.delivery.outgoing import Outgoing
from monitor.delivery.smtp import SmtpChannel
from monitor.errors import DeliveryError
from monitor.model import Receipt
from monitor.settings import Smtp
from tests.delivery.conftest import CERTIFICATE, Mailbox, delivered, outgoing, smtp_server

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")


def settings(port: int, **changes: object) -> Smtp:
    values = {"host": "127.0.0.1", "port": port, "tls": "none", "from": "Desk <desk@example.org>", "timeout": "2s"}
    return Smtp.model_validate({**values, **changes})


def send(
    mailbox: Mailbox, batch: Sequence[Outgoing], *, tls: str = "none", password: str | None = None, **changes: object
) -> tuple[list[Receipt], DeliveryError | None]:
    async def go() -> tuple[list[Receipt], DeliveryError | None]:
        async with smtp_server(mailbox, tls=tls, password=password) as port:
            channel = SmtpChannel(settings(port, tls=tls, **changes), final_reply=timedelta(seconds=1))
            return await delivered(channel, batch)

    return asyncio.run(go())


def outcomes(receipts: Sequence[Receipt]) -> list[tuple[str, str, str, int | None]]:
    return [(one.notice_id, one.recipient, one.state.value, one.code) for one in receipts]


def test_a_batch_goes_over_one_connection_and_arrives_byte_for_byte() -> None:
    mailbox = Mailbox()
    receipts, problem = send(mailbox, [outgoing(1), outgoing(2), outgoing(3)])
    assert [one.state.value for one in receipts] == ["sent"] * 3
    assert problem is None
    assert mailbox.connections == 1
    assert mailbox.taken[0] == (("a@example.org",), b"Subject: x\r\n\r\nbody\r\n.dot\r\n")


def test_a_refused_recipient_does_not_delay_the_others() -> None:
    mailbox = Mailbox(rcpt={"grey@example.org": ["450 greylisted"], "gone@example.org": ["550 no such user"]})
    receipts, problem = send(
        mailbox, [outgoing(1, "grey@example.org", "gone@example.org", "ok@example.org"), outgoing(2)]
    )
    assert problem is None
    assert sorted(outcomes(receipts)) == [
        ("notice-1", "gone@example.org", "dead", 550),
        ("notice-1", "grey@example.org", "pending", 450),
        ("notice-1", "ok@example.org", "sent", 250),
        ("notice-2", "a@example.org", "sent", 250),
    ]
    assert mailbox.taken[0][0] == ("ok@example.org",)


def test_all_refused_in_different_ways_are_told_apart() -> None:
    mailbox = Mailbox(rcpt={"grey@example.org": ["450 later"], "gone@example.org": ["550 never"]})
    receipts, _ = send(mailbox, [outgoing(1, "grey@example.org", "gone@example.org"), outgoing(2)])
    assert [one.state.value for one in receipts] == ["pending", "dead", "sent"]
    assert len(mailbox.taken) == 1
    assert mailbox.connections == 1


@pytest.mark.parametrize(("answer", "state"), [("451 try later", "pending"), ("554 spam", "dead")])
def test_a_refusal_after_data_keeps_what_was_said_of_each_recipient(answer: str, state: str) -> None:
    mailbox = Mailbox(rcpt={"gone@example.org": ["550 never"]}, data=[answer])
    receipts, _ = send(mailbox, [outgoing(1, "gone@example.org", "ok@example.org"), outgoing(2)])
    assert outcomes(receipts) == [
        ("notice-1", "gone@example.org", "dead", 550),
        ("notice-1", "ok@example.org", state, int(answer[:3])),
        ("notice-2", "a@example.org", "sent", 250),
    ]


def test_a_line_that_breaks_after_data_is_tried_again_and_the_rest_goes_on() -> None:
    mailbox = Mailbox(drop_after_data=1)
    receipts, _ = send(mailbox, [outgoing(1), outgoing(2)])
    assert [one.state.value for one in receipts] == ["pending", "sent"]
    assert mailbox.connections == 2


def test_a_server_that_hangs_up_every_time_is_left_alone_after_three() -> None:
    mailbox = Mailbox(drop_after_data=99)
    receipts, _ = send(mailbox, [outgoing(n) for n in range(10)])
    assert [one.notice_id for one in receipts] == [f"notice-{n}" for n in range(10)]
    assert {one.state.value for one in receipts} == {"pending"}
    assert mailbox.connections == 3


def test_a_last_reply_that_takes_too_long_is_no_success() -> None:
    receipts, _ = send(Mailbox(slow=1.5), [outgoing(1)])
    assert [one.state.value for one in receipts] == ["pending"]


def test_a_slow_last_reply_is_waited_for() -> None:
    receipts, _ = send(Mailbox(slow=0.5), [outgoing(1)])
    assert [one.state.value for one in receipts] == ["sent"]


@pytest.mark.parametrize("where", ["rcpt", "data", "mail"])
def test_421_leaves_the_rest_for_later(where: str) -> None:
    mailbox = {
        "rcpt": Mailbox(rcpt={"a@example.org": ["421 closing"]}),
        "data": Mailbox(data=["421 closing"]),
        "mail": Mailbox(mail="421 closing"),
    }[where]
    receipts, problem = send(mailbox, [outgoing(1), outgoing(2)])
    assert [(one.state.value, one.code) for one in receipts] == [("pending", 421)] * 2
    assert problem is None
    assert mailbox.connections == 1


@pytest.mark.parametrize("answer", ["530 authentication required", "550 sender not allowed", "553 bad sender"])
def test_a_refused_sender_parks_the_receiver_and_buries_nothing(answer: str) -> None:
    receipts, problem = send(Mailbox(mail=answer), [outgoing(1), outgoing(2)])
    assert receipts == []
    assert problem is not None
    assert problem.park
    assert problem.code == int(answer[:3])
    assert "desk@example.org" in str(problem)


def test_a_message_too_large_for_the_server_is_dead_and_parks_nobody() -> None:
    receipts, problem = send(Mailbox(), [outgoing(1, raw=b"0123456789\r\n" * 3_000_000), outgoing(2)])
    assert [(one.state.value, one.code) for one in receipts] == [("dead", 552), ("sent", 250)]
    assert problem is None


def test_a_sender_that_is_deferred_is_tried_again() -> None:
    receipts, problem = send(Mailbox(mail="451 later"), [outgoing(1)])
    assert outcomes(receipts) == [("notice-1", "a@example.org", "pending", 451)]
    assert problem is None


def test_a_server_that_is_away_is_tried_again() -> None:
    async def go() -> tuple[list[Receipt], DeliveryError | None]:
        async with smtp_server(Mailbox()) as port:
            pass
        return await delivered(SmtpChannel(settings(port)), [outgoing(1, "a@x.org", "b@x.org"), outgoing(2)])

    receipts, problem = asyncio.run(go())
    assert problem is None
    assert [one.state.value for one in receipts] == ["pending"] * 3
    assert "127.0.0.1" in receipts[0].text


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_mail_goes_encrypted_and_logged_in(tls: str, tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("geheim\n", encoding="utf-8")
    mailbox = Mailbox()
    changes = {"ca_file": CERTIFICATE, "username": "desk", "password_file": password}
    receipts, problem = send(mailbox, [outgoing(1)], tls=tls, password="geheim", **changes)
    assert problem is None
    assert [one.state.value for one in receipts] == ["sent"]


def test_a_wrong_password_parks_the_receiver_and_is_in_no_message(tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("falsch", encoding="utf-8")
    changes = {"ca_file": CERTIFICATE, "username": "desk", "password_file": password}
    receipts, problem = send(Mailbox(), [outgoing(1)], tls="starttls", password="geheim", **changes)
    assert receipts == []
    assert problem is not None
    assert (problem.park, problem.code) == (True, 535)
    assert "falsch" not in str(problem)


def test_a_certificate_nobody_vouches_for_parks_the_receiver() -> None:
    for tls in ("starttls", "implicit"):
        receipts, problem = send(Mailbox(), [outgoing(1)], tls=tls)
        assert receipts == []
        assert problem is not None
        assert problem.park
        assert "not trusted" in str(problem)


def test_starttls_is_required_and_nothing_goes_without_it() -> None:
    async def go() -> tuple[list[Receipt], DeliveryError | None]:
        async with smtp_server(mailbox) as port:
            return await delivered(SmtpChannel(settings(port, tls="starttls")), [outgoing(1)])

    mailbox = Mailbox()
    receipts, problem = asyncio.run(go())
    assert (receipts, mailbox.taken) == ([], [])
    assert problem is not None
    assert problem.park
    assert "STARTTLS" in str(problem)


def test_no_password_goes_over_a_clear_line_to_another_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    password = tmp_path / "password"
    password.write_text("geheim", encoding="utf-8")
    monkeypatch.setattr("monitor.delivery.smtp_connection._is_loopback", lambda _host: False)
    mailbox = Mailbox()
    _, problem = send(mailbox, [outgoing(1)], password="geheim", username="desk", password_file=password)
    assert problem is not None
    assert problem.park
    assert mailbox.taken == []


def test_a_clear_line_within_this_machine_may_carry_a_password(tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("geheim", encoding="utf-8")
    receipts, problem = send(Mailbox(), [outgoing(1)], password="geheim", username="desk", password_file=password)
    assert problem is None
    assert [one.state.value for one in receipts] == ["sent"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": "desk", "password_file": "/nonexistent/password"}, "/nonexistent/password"),
        ({"username": "desk"}, "password_file"),
    ],
    ids=["cannot be read", "not named"],
)
def test_a_missing_password_parks_the_receiver(changes: dict[str, object], said: str) -> None:
    receipts, problem = send(Mailbox(), [outgoing(1)], **changes)
    assert receipts == []
    assert problem is not None
    assert problem.park
    assert said in str(problem)


def test_a_server_without_auth_parks_the_receiver(tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("geheim", encoding="utf-8")
    _, problem = send(Mailbox(), [outgoing(1)], username="desk", password_file=password)
    assert problem is not None
    assert problem.park


def test_an_address_beyond_ascii_reaches_a_server_that_knows_such() -> None:
    mailbox = Mailbox()
    batch = [outgoing(1, "büro@bücher.example", "b@example.org")]
    receipts, _ = send(mailbox, batch)
    assert [(one.recipient, one.state.value) for one in receipts] == [
        ("büro@bücher.example", "dead"),
        ("b@example.org", "sent"),
    ]


def test_a_stopped_delivery_closes_its_connection() -> None:
    async def go() -> None:
        async with smtp_server(Mailbox(slow=30)) as port:
            channel = SmtpChannel(settings(port), final_reply=timedelta(seconds=60))
            task = asyncio.create_task(delivered(channel, [outgoing(1)]))
            await asyncio.sleep(0.2)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(asyncio.wait_for(go(), 5))
