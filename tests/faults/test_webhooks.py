"""A receiver of webhooks at its worst, through the real daemon: every outcome is what `deliveries` says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from standardwebhooks import Webhook

from tests.desk import Desk, article

SECRET = "whsec_c2VjcmV0IG9mIHRoZSB3ZWJob29rIHRlc3Q="
NAMES = ("errs", "busy", "moved", "gone", "hangs", "private", "away")


@dataclass
class Hooks:
    """Answers each path as its name says; whatever arrives is verified with the library first."""

    port: int = 0
    verified: list[tuple[str, str]] = field(default_factory=list)  # path, webhook-id
    refused: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def take(self, path: str, body: bytes, headers: dict[str, str]) -> int:
        """Verify the signature; return how often this path was asked."""
        try:
            Webhook(SECRET).verify(body, headers)
        except Exception as error:  # noqa: BLE001 - whatever is wrong fails the test
            self.refused.append(f"{path}: {error!r}")
        self.verified.append((path, headers["webhook-id"]))
        return len(self.ids(path))

    def ids(self, path: str) -> list[str]:
        return [identity for asked, identity in self.verified if asked == path]


@pytest.fixture
def hooks() -> Iterator[Hooks]:
    noted = Hooks()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            times = noted.take(self.path, body, headers)
            if self.path == "/hangs":
                noted.released.wait(60)
                return
            status = {"/busy": 429, "/moved": 302, "/gone": 410}.get(self.path, 500 if times == 1 else 200)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"http://127.0.0.1:{noted.port}/elsewhere")
            if status == 429:
                self.send_header("Retry-After", "3000")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    noted.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield noted
    finally:
        noted.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def receivers(port: int, secret: Path) -> str:
    def hook(name: str) -> str:
        url = f"https://127.0.0.1:{port}/x" if name == "private" else f"http://127.0.0.1:{port}/{name}"
        url = "http://127.0.0.1:1/" if name == "away" else url
        allowed = str(name != "private").lower()
        return f'{{name: {name}, webhook: {{url: "{url}", secret_file: "{secret}", allow_private: {allowed}}}}}'

    return f"[{', '.join([*map(hook, NAMES), '{name: ops, email: {to: [ops@example.org]}}'])}]"


@pytest.fixture
def desk(tmp_path: Path, hooks: Hooks) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    secret = tmp_path / "hook-secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    children = ", ".join(f"{{matchers: ['level=\"critical\"'], receiver: {name}, continue: true}}" for name in NAMES)
    desk.configure(
        receivers=receivers(hooks.port, secret),
        operator="ops",
        route=f"{{receiver: ops, routes: [{children}]}}",
        retry="{first: 2s, max: 1h, give_up: 5d}",
    )
    yield desk
    hooks.released.set()
    desk.close()


def shown(desk: Desk) -> dict[str, dict[str, Any]]:
    lines = desk.command("deliveries", "list", "--json").stdout.splitlines()
    return {one["receiver"]: one for one in map(json.loads, lines) if one["receiver"] in NAMES}


@pytest.mark.faults
@pytest.mark.timeout(300)
def test_every_answer_of_a_webhook_is_what_deliveries_says(desk: Desk, hooks: Hooks) -> None:
    desk.start()
    begun = time.monotonic()
    desk.drop("a.txt", article(1))
    settled = {"errs": "sent", "away": "pending", "busy": "pending", "moved": "pending", "hangs": "pending"}

    def tried() -> bool:
        found = shown(desk)
        return all(found[name]["attempts"] for name in settled) and found["errs"]["state"] == "sent"

    desk.wait_until(lambda: len(shown(desk)) == len(NAMES) and tried(), "all tried", 90)
    assert hooks.refused == []
    assert {name: shown(desk)[name]["state"] for name in settled} == settled
    ids = {path: set(hooks.ids(path)) for path, _ in hooks.verified}
    assert all(len(same) == 1 for same in ids.values()), "one webhook-id over all tries"
    assert len(hooks.ids("/errs")) == 2
    assert hooks.ids("/elsewhere") == [], "a redirect is never followed"
    assert len(hooks.ids("/busy")) == 1, f"its Retry-After is honoured, {time.monotonic() - begun:.0f} s later"
    text = {name: desk.command("deliveries", "show", shown(desk)[name]["notice"]).stdout for name in NAMES}
    told = desk.command("receivers", "list").stdout
    for name, said in {"errs": "sent, 200", "busy": "429", "moved": "302", "private": "private", "gone": "410"}.items():
        assert said in text[name] + next(line for line in told.splitlines() if line.startswith(name)), text[name]
    assert "attempts   2" in text["errs"]
    health = desk.status()["receivers"]
    assert health["gone"]["health"] == "disabled"
    assert health["errs"]["health"] == "ok"
    assert {health[name]["health"] for name in ("busy", "moved", "hangs", "away")} == {"failing"}
    desk.wait_until(lambda: any("gone" in str(mail) for mail in desk.mails()), "the operator hears of the 410")
