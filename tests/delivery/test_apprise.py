"""Any other service through Apprise: the real library against a real server on this machine."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from aiohttp import web

from monitor.apprise_library import MISSING, open_service, redacted
from monitor.delivery import Templates, render
from monitor.delivery.apprise import AppriseChannel
from monitor.delivery.outgoing import Outgoing
from monitor.delivery.short import cut
from monitor.errors import DeliveryError
from monitor.model import Receipt
from monitor.settings import AppriseSettings, Receiver, read_settings
from tests.delivery.conftest import delivered, http_server, outgoing
from tests.delivery.letters import AT, first

SECRET = "s3cr3t-t0ken-of-the-room"
RAW = "Belgorod: 14 killed\n\nFourteen people were killed, “officials” said.\nMore.".encode()


class Service:
    """A service: answers with its codes in turn, then 200, and keeps what it got."""

    def __init__(self, *codes: int, hang: float = 0) -> None:
        self.codes, self.hang = list(codes), hang
        self.got: list[tuple[str, str]] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.got.append((request.path, await request.text()))
        await asyncio.sleep(self.hang)
        return web.Response(status=self.codes.pop(0) if self.codes else 200, text="why not")


def tell(
    folder: Path, service: Service, batch: Sequence[Outgoing], *, scheme: str = "json", answer: float = 10
) -> tuple[list[Receipt], DeliveryError | None]:
    async def go() -> tuple[list[Receipt], DeliveryError | None]:
        async with http_server(service.answer) as url:
            host = url.partition("://")[2].partition("/")[0]
            return await delivered(channel(folder, f"{scheme}://desk:{SECRET}@{host}/{SECRET}?rto=0.5", answer), batch)

    return asyncio.run(go())


def channel(folder: Path, url: str, answer: float = 10) -> AppriseChannel:
    path = folder / "url"
    path.write_text(url + "\n", encoding="utf-8")
    return AppriseChannel(AppriseSettings(url_file=path), answer=timedelta(seconds=answer))


def notices(count: int, raw: bytes = RAW) -> list[Outgoing]:
    return [outgoing(n, "chat", raw=raw) for n in range(1, count + 1)]


def test_each_notice_is_one_message_with_the_subject_as_its_title(tmp_path: Path) -> None:
    service = Service()
    receipts, problem = tell(tmp_path, service, notices(2))
    assert problem is None
    assert [(one.notice_id, one.recipient, one.state.value) for one in receipts] == [
        ("notice-1", "chat", "sent"),
        ("notice-2", "chat", "sent"),
    ]
    bodies = [json.loads(body) for _, body in service.got]
    assert [body["title"] for body in bodies] == ["Belgorod: 14 killed"] * 2
    assert bodies[0]["message"].splitlines()[0] == "Fourteen people were killed, “officials” said."


def test_another_service_gets_the_same_words(tmp_path: Path) -> None:
    service = Service()
    receipts, _ = tell(tmp_path, service, notices(1), scheme="xml")
    assert [one.state.value for one in receipts] == ["sent"]
    said = "".join(ET.fromstring(service.got[0][1]).itertext())  # noqa: S314 - what the library wrote just now
    assert "Belgorod: 14 killed" in said
    assert "“officials” said" in said


@pytest.mark.parametrize("code", [400, 429, 500, 503])
def test_a_failure_is_tried_again_with_its_code_and_the_rest_waits(tmp_path: Path, code: int) -> None:
    service = Service(200, code)
    receipts, problem = tell(tmp_path, service, notices(3))
    assert problem is None
    assert [(one.state.value, one.code) for one in receipts] == [("sent", None), ("pending", code), ("pending", code)]
    assert len(service.got) == 2, "a service in trouble is not pressed"
    assert f"error={code}" in receipts[1].text


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_a_token_or_room_that_is_no_more_parks_the_receiver(tmp_path: Path, code: int) -> None:
    receipts, problem = tell(tmp_path, Service(200, code), notices(3))
    assert [one.state.value for one in receipts] == ["sent"]
    assert problem is not None
    assert (problem.park, problem.code) == (True, code)
    assert SECRET not in str(problem)


def test_a_service_that_hangs_is_left_after_its_time(tmp_path: Path) -> None:
    receipts, _ = tell(tmp_path, Service(hang=3), notices(2))
    assert [(one.state.value, one.code) for one in receipts] == [("pending", None)] * 2
    assert "connection error" in receipts[0].text.lower()


def test_a_service_that_takes_longer_than_we_wait_is_left_too(tmp_path: Path) -> None:
    receipts, _ = tell(tmp_path, Service(hang=0.4), notices(1), answer=0.1)
    assert [one.state.value for one in receipts] == ["pending"]
    assert "did not finish" in receipts[0].text or "time" in receipts[0].text.lower()


def test_nobody_there_is_tried_again_and_no_secret_is_told_or_logged(tmp_path: Path) -> None:
    logged = StringIO()
    handler = logging.StreamHandler(logged)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        unheard = channel(tmp_path, f"json://desk:{SECRET}@127.0.0.1:9/{SECRET}")
        receipts, problem = asyncio.run(delivered(unheard, notices(2)))
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert problem is None
    assert [one.state.value for one in receipts] == ["pending", "pending"]
    assert "onnection error" in receipts[0].text
    assert "selector" in logged.getvalue(), "debugging is on"
    assert SECRET not in logged.getvalue() + "".join(one.text for one in receipts)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"nonsense://{SECRET}", "a `nonsense://` URL"),
        (SECRET, "no URL"),
        (f"tgram://{SECRET}", "a `tgram://` URL"),
    ],
    ids=["an unknown service", "no URL", "a token that cannot be"],
)
def test_a_url_that_cannot_be_used_parks_the_receiver_without_telling_it(tmp_path: Path, url: str, said: str) -> None:
    receipts, problem = asyncio.run(delivered(channel(tmp_path, url), notices(1)))
    assert receipts == []
    assert problem is not None
    assert problem.park
    assert said in str(problem)
    assert SECRET not in str(problem)


def test_what_the_library_says_is_told_without_any_part_of_the_url() -> None:
    url = "tgram://123456:AbCdEfGh/-100200300?format=text"
    said = "Failed to send Telegram notification to -100200300 via 123456:AbCdEfGh: error=400."
    assert redacted(said, url) == "Failed to send Telegram notification to … via …:…: error=400."


def test_a_long_text_is_cut_at_a_line_and_says_where_the_whole_is() -> None:
    text = "\n".join(f"line {n} of a long message" for n in range(200))
    short = cut(text, 500, "n-1")
    assert len(short) <= 500
    kept, _, note = short.partition("\n[…] ")
    assert text.startswith(kept + "\n"), "no line is cut in two"
    assert note == "cut here; whole: media-monitor deliveries show n-1"
    assert cut(text, len(text), "n-1") == text
    assert len(cut(text, 20, "n-1")) == 20


def test_a_service_with_a_limit_gets_no_more_than_it_takes() -> None:
    service = open_service("discord://" + "1" * 18 + "/" + "a" * 68)
    assert service[0].body_maxlen == 2000, "the library knows what each service takes"


def test_a_letter_becomes_a_title_and_a_text() -> None:
    receiver = Receiver.model_validate({"name": "chat", "apprise": {"url_file": "/nonexistent/url"}})
    made = render(first(), receiver, from_="m@example.org", templates=Templates.load(), now=AT)
    title, _, text = made.raw.decode().partition("\n\n")
    assert title == made.subject
    assert "UNVERIFIED" in text.splitlines()[0]
    assert made.problem is None


CONFIG = """\
spool: {path: spool}
store: sqlite:///m.db
rules: rules
maildir: mail
route: {receiver: chat}
operator: ops
receivers:
  - {name: chat, apprise: {url_file: url, location: Europe/Kyiv}}
  - {name: ops, email: {to: [ops@example.org]}}
"""


def configured(folder: Path, url: str, text: str = CONFIG) -> Path:
    (folder / "rules").mkdir()
    (folder / "url").write_text(url + "\n", encoding="utf-8")
    (folder / "url").chmod(0o600)
    (folder / "monitor.yaml").write_text(text, encoding="utf-8")
    return folder / "monitor.yaml"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("json://127.0.0.1/x", None),
        (f"json://127.0.0.1/{SECRET}\njson://127.0.0.1/y", "there is more than one URL; write a receiver for each"),
        (f"nonsense://{SECRET}", "Apprise cannot use what stands there, a `nonsense://` URL"),
        ("", "is empty"),
    ],
    ids=["good", "two services", "an unknown one", "nothing"],
)
def test_a_url_that_cannot_be_used_is_a_located_problem(tmp_path: Path, url: str, said: str | None) -> None:
    _, problems = read_settings(configured(tmp_path, url))
    assert [(one.line, one.column) for one in problems] == ([] if said is None else [(8, 38)])
    assert all(said in one.message and SECRET not in one.message for one in problems if said)


def test_a_zone_and_a_second_channel_are_checked_as_for_the_others(tmp_path: Path) -> None:
    wrong = CONFIG.replace("Europe/Kyiv}", "Europe/Kiew}, email: {to: [a@example.org]}")
    _, problems = read_settings(configured(tmp_path, "json://127.0.0.1/x", wrong))
    assert [one.message.partition(";")[0] for one in problems] == [
        "the receiver `chat` has two channels",
        "unknown time zone `Europe/Kiew`",
    ]


WITHOUT = """\
import sys
sys.modules["apprise"] = None  # as where the extra is not installed
from monitor.settings import read_settings
from pathlib import Path
_, problems = read_settings(Path(sys.argv[1]))
print(*problems, sep="\\n")
"""


def test_a_configuration_that_needs_what_is_not_installed_says_so_at_its_place(tmp_path: Path) -> None:
    config = configured(tmp_path, f"json://127.0.0.1/{SECRET}")
    run = [sys.executable, "-c", WITHOUT, str(config)]
    done = subprocess.run(run, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2], timeout=60)
    assert done.stdout.splitlines() == [f"{config}:8:27: {MISSING}"]
