from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web
from standardwebhooks import Webhook

from monitor.delivery.addresses import is_public
from monitor.delivery.outgoing import Outgoing
from monitor.delivery.webhook import WebhookChannel
from monitor.errors import DeliveryError
from monitor.model import Receipt
from monitor.settings import WebhookSettings
from monitor.vocabulary import ReceiptState
from tests.delivery.conftest import delivered, http_server, outgoing

OLD, NEW = "whsec_b2xkIHNlY3JldCBvZiB0aGUgdGVzdHM=", "whsec_bmV3IHNlY3JldCBvZiB0aGUgdGVzdHM="
BODY = b'{"type":"alert","data":{"text":"\xc3\xa9"}}'


class Endpoint:
    """A receiver's server: gives its answers in turn, then 200, and keeps what it got."""

    def __init__(self, *answers: web.StreamResponse, hang: float = 0) -> None:
        self.answers = list(answers)
        self.hang = hang
        self.got: list[tuple[str, bytes, dict[str, str]]] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.got.append((request.path, await request.read(), dict(request.headers)))
        await asyncio.sleep(self.hang)
        return self.answers.pop(0) if self.answers else web.Response(text="thanks")


@pytest.fixture(name="secrets")
def secret_files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text(OLD + "\n", encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


def post(
    endpoint: Endpoint, secrets: tuple[Path, ...], batch: Sequence[Outgoing], *, allow_private: bool = True
) -> tuple[list[Receipt], DeliveryError | None]:
    async def go() -> tuple[list[Receipt], DeliveryError | None]:
        async with http_server(endpoint.answer) as url:
            settings = WebhookSettings(url=url, secret_file=secrets, allow_private=allow_private)
            return await delivered(WebhookChannel(settings, answer=timedelta(seconds=0.5)), batch)

    return asyncio.run(go())


def notices(count: int) -> list[Outgoing]:
    return [outgoing(n, "hook", raw=BODY) for n in range(1, count + 1)]


def test_the_body_is_signed_by_every_secret_and_the_id_is_the_notices(secrets: tuple[Path, Path]) -> None:
    endpoint = Endpoint()
    receipts, problem = post(endpoint, secrets, notices(2))
    assert problem is None
    assert [(one.notice_id, one.recipient, one.state.value, one.code) for one in receipts] == [
        ("notice-1", "hook", "sent", 200),
        ("notice-2", "hook", "sent", 200),
    ]
    for number, (_, body, headers) in enumerate(endpoint.got, start=1):
        assert body == BODY
        assert {name.lower(): value for name, value in headers.items()}["webhook-id"] == f"notice-{number}"
        for secret in (OLD, NEW):
            assert Webhook(secret).verify(body, headers)["type"] == "alert"


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_2xx_is_success(secrets: tuple[Path, Path], status: int) -> None:
    receipts, _ = post(Endpoint(web.Response(status=status)), secrets, notices(1))
    assert receipts[0].state == "sent"


@pytest.mark.parametrize("status", [400, 401, 404, 500])
def test_any_other_answer_is_tried_again_and_the_next_notice_goes_on(secrets: tuple[Path, Path], status: int) -> None:
    receipts, problem = post(Endpoint(web.Response(status=status, text="why\nnot")), secrets, notices(2))
    assert problem is None
    assert [(one.state.value, one.code) for one in receipts] == [("pending", status), ("sent", 200)]
    assert receipts[0].text == "why not"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_a_failure_and_never_followed(secrets: tuple[Path, Path], status: int) -> None:
    endpoint = Endpoint(web.Response(status=status, headers={"Location": "/elsewhere"}))
    receipts, _ = post(endpoint, secrets, notices(1))
    assert (receipts[0].state, receipts[0].code) == ("pending", status)
    assert "write the new address in `url:`" in receipts[0].text
    assert [path for path, _, _ in endpoint.got] == ["/hook/secret-path"]


def test_410_parks_the_receiver(secrets: tuple[Path, Path]) -> None:
    receipts, problem = post(Endpoint(web.Response(), web.Response(status=410)), secrets, notices(3))
    assert [one.state.value for one in receipts] == ["sent"]
    assert problem is not None
    assert (problem.park, problem.code) == (True, 410)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [False, True], ids=["seconds", "date"])
def test_a_busy_receiver_is_not_pressed_and_its_wish_is_passed_on(
    secrets: tuple[Path, Path], status: int, as_date: bool
) -> None:
    wish = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True) if as_date else "90"
    endpoint = Endpoint(web.Response(status=status, headers={"Retry-After": wish}))
    receipts, problem = post(endpoint, secrets, notices(3))
    assert problem is None
    assert [(one.state.value, one.code) for one in receipts] == [("pending", status)] * 3
    assert all(one.retry_after and 80 < one.retry_after.total_seconds() <= 90 for one in receipts)
    assert len(endpoint.got) == 1


@pytest.mark.parametrize("wish", ["soon", "-5", "", "Mon, 99 Foo 2024"])
def test_a_wish_that_makes_no_sense_is_none(secrets: tuple[Path, Path], wish: str) -> None:
    receipts, _ = post(Endpoint(web.Response(status=429, headers={"Retry-After": wish})), secrets, notices(1))
    assert receipts[0].retry_after is None


def test_a_receiver_that_hangs_is_left_alone_after_three_notices(secrets: tuple[Path, Path]) -> None:
    endpoint = Endpoint(hang=5)
    receipts, problem = post(endpoint, secrets, notices(6))
    assert problem is None
    assert [(one.state.value, one.code) for one in receipts] == [("pending", None)] * 6
    assert "no answer in time" in receipts[0].text
    assert len(endpoint.got) == 3


def test_a_private_address_is_refused_when_connecting(secrets: tuple[Path, Path]) -> None:
    settings = WebhookSettings(url="https://localhost:1/hook/secret-path", secret_file=secrets)
    receipts, problem = asyncio.run(delivered(WebhookChannel(settings), notices(1)))
    assert receipts == []
    assert problem is not None
    assert problem.park
    assert "private address" in str(problem)
    assert "secret-path" not in str(problem)


def test_plain_http_needs_leave(secrets: tuple[Path, Path]) -> None:
    endpoint = Endpoint()
    _, problem = post(endpoint, secrets, notices(1), allow_private=False)
    assert problem is not None
    assert problem.park
    assert endpoint.got == []


def test_a_receiver_that_is_away_is_tried_again_and_its_url_stays_secret(secrets: tuple[Path, Path]) -> None:
    settings = WebhookSettings(url="http://127.0.0.1:1/hook/secret-path", secret_file=secrets, allow_private=True)
    receipts, problem = asyncio.run(delivered(WebhookChannel(settings), notices(2)))
    assert problem is None
    assert [one.state.value for one in receipts] == ["pending", "pending"]
    assert "127.0.0.1" in receipts[0].text
    assert "secret-path" not in receipts[0].text


@pytest.mark.parametrize(
    "content", [None, b"", b"whsec_!", b"\xff"], ids=["missing", "empty", "not base64", "not text"]
)
def test_a_secret_that_is_none_parks_the_receiver(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
    settings = WebhookSettings(url="https://hooks.example.org/x", secret_file=path)
    receipts, problem = asyncio.run(delivered(WebhookChannel(settings), notices(1)))
    assert receipts == []
    assert problem is not None
    assert problem.park


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104 - an address to refuse, nothing is bound
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [(500, "no", "500 no"), (503, "", "503"), (None, "no answer in 30 s", "no answer in 30 s")],
)
def test_a_failure_is_told_with_the_answers_code(code: int | None, text: str, said: str) -> None:
    receipt = Receipt(notice_id="n", recipient="hook", state=ReceiptState.PENDING, code=code, text=text)
    assert receipt.trouble("hook") == said
    assert receipt.trouble() == f"hook: {said}"
