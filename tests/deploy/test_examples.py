"""The examples for feeders do what their comments promise: no half file, no lost one, nothing fetched in vain."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from monitor.settings import Spool
from monitor.shipped import shipped
from tests.desk import Desk

EXAMPLES = shipped("deploy") / "examples"
IGNORED = tuple(Spool.model_fields["ignore"].default)

needs_curl = pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def seen_by_the_daemon(folder: Path) -> list[str]:
    return sorted(name for name in names(folder) if not any(fnmatch(name, pattern) for pattern in IGNORED))


def shell_drop(folder: Path, name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["sh", EXAMPLES / "drop.sh", folder, name],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
    )


def wait_for_any_file(folder: Path) -> None:
    end = time.monotonic() + 10
    while not any(path.stat().st_size for path in folder.iterdir()):
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_file_dropped_by_the_shell_is_never_seen_half(tmp_path: Path) -> None:
    dropping = shell_drop(tmp_path, "a.txt")
    assert dropping.stdin
    dropping.stdin.write(b"the first half, ")
    wait_for_any_file(tmp_path)
    assert seen_by_the_daemon(tmp_path) == []
    dropping.stdin.write(b"the second half")
    assert dropping.communicate(timeout=10)[1] == b""
    assert (tmp_path / "a.txt").read_bytes() == b"the first half, the second half"
    assert (tmp_path / "a.txt").stat().st_mode & 0o040  # the daemon reads it through the group
    assert names(tmp_path) == ["a.txt"]


def test_a_shell_drop_that_is_ended_leaves_nothing(tmp_path: Path) -> None:
    dropping = shell_drop(tmp_path, "a.txt")
    assert dropping.stdin
    dropping.stdin.write(b"the first half, ")
    wait_for_any_file(tmp_path)
    os.killpg(dropping.pid, signal.SIGTERM)
    dropping.communicate(timeout=10)
    assert dropping.returncode != 0
    assert names(tmp_path) == []


@pytest.mark.parametrize(("content", "code"), [(b"", 65), (b"another article", 73)], ids=["nothing", "name taken"])
def test_a_shell_drop_that_cannot_be_says_so_and_changes_nothing(tmp_path: Path, content: bytes, code: int) -> None:
    (tmp_path / "a.txt").write_bytes(b"still waiting")
    dropping = shell_drop(tmp_path, "a.txt")
    dropping.communicate(content, timeout=10)
    assert dropping.returncode == code
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_bytes() == b"still waiting"


def python_drop(folder: Path, content: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, EXAMPLES / "drop.py", folder, "a.json"]
    return subprocess.run(command, input=content, capture_output=True, check=False)


def test_the_python_example_never_takes_an_older_files_place(tmp_path: Path) -> None:
    told = [python_drop(tmp_path, content).stdout.decode().strip() for content in (b"one", b"two")]
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"one", b"two"]
    assert sorted(told) == sorted(str(path) for path in tmp_path.iterdir())
    assert {path.suffix for path in tmp_path.iterdir()} == {".json"}
    assert all(path.stat().st_mode & 0o777 == 0o640 for path in tmp_path.iterdir())


def test_the_python_example_leaves_nothing_when_the_disk_is_full(tmp_path: Path) -> None:
    limited = f"ulimit -f 1; exec {sys.executable} {EXAMPLES / 'drop.py'} {tmp_path} a.json"
    failed = subprocess.run(["bash", "-c", limited], input=b"x" * 5000, capture_output=True, check=False)
    assert failed.returncode != 0
    assert names(tmp_path) == []


# --- feeds ------------------------------------------------------------------------------------


@dataclass
class FeedServer:
    """Serves one feed with an ETag; notes each answer it gave. `etags` off: it knows no conditions."""

    body: bytes = b""
    etags: bool = True
    status: int = 200
    answers: list[int] = field(default_factory=list)
    url: str = ""

    def answer(self, condition: str | None) -> tuple[int, bytes]:
        same = self.etags and condition == self.etag
        self.answers.append(304 if same else self.status)
        return self.answers[-1], b"" if same else self.body

    @property
    def etag(self) -> str:
        return f'"{hash(self.body)}"'


@pytest.fixture
def feed() -> Iterator[FeedServer]:
    noted = FeedServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = noted.answer(self.headers.get("If-None-Match"))
            self.send_response(status)
            if noted.etags:
                self.send_header("ETag", noted.etag)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    noted.url = f"http://127.0.0.1:{server.server_port}/rss.xml"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield noted
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Poller:
    folder: Path
    inbox: Path

    def fetch(self, *lines: str) -> subprocess.CompletedProcess[str]:
        """Run the example once over these lines."""
        (self.folder / "state").mkdir(exist_ok=True)
        (self.inbox / "outlet").mkdir(parents=True, exist_ok=True)
        feeds = self.folder / "feeds.list"
        feeds.write_text("# FOLDER URL\n\n" + "\n".join(lines))  # without a newline at the end, as editors do
        command = ["sh", EXAMPLES / "fetch-feeds.sh", feeds, self.inbox, self.folder / "state"]
        return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    def dropped(self) -> list[Path]:
        return sorted(path for path in self.inbox.rglob("*") if path.is_file())


@pytest.fixture
def poller(tmp_path: Path) -> Poller:
    return Poller(tmp_path, tmp_path / "inbox")


def rss(*titles: str) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>urn:{n}</guid><description>{title} in words.</description></item>"
        for n, title in enumerate(titles)
    )
    return f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


@needs_curl
@pytest.mark.parametrize("etags", [True, False], ids=["ETag", "no conditions known"])
def test_a_feed_is_dropped_when_it_changed_and_not_again(feed: FeedServer, poller: Poller, etags: bool) -> None:
    feed.etags, feed.body = etags, rss("One")
    line = f"outlet {feed.url}"
    assert poller.fetch(line).returncode == 0
    assert [path.read_bytes() for path in poller.dropped()] == [feed.body]
    poller.dropped()[0].unlink()  # the daemon took it
    again = poller.fetch(line)
    assert (again.returncode, again.stdout, again.stderr, poller.dropped()) == (0, "", "", [])
    assert feed.answers == [200, 304 if etags else 200]
    feed.body = rss("Two", "One")
    assert poller.fetch(line).returncode == 0
    assert [path.read_bytes() for path in poller.dropped()] == [feed.body]


@needs_curl
def test_a_feed_that_fails_stops_no_other_and_is_told(feed: FeedServer, poller: Poller) -> None:
    feed.body = rss("One")
    lines = ["outlet http://127.0.0.1:1/x", "no-folder http://127.0.0.1:1/", "../out http://127.0.0.1:1/", "alone"]
    told = poller.fetch(*lines, f"outlet {feed.url}")
    assert told.returncode == 1
    assert len(poller.dropped()) == 1
    for said in ("not fetched: outlet http://127.0.0.1:1/x", "there is no folder", "not a sub-folder: ../out", "alone"):
        assert said in told.stderr


@needs_curl
def test_a_version_that_could_not_be_dropped_is_fetched_again(feed: FeedServer, poller: Poller) -> None:
    feed.body, feed.status = rss("One"), 503
    assert poller.fetch(f"outlet {feed.url}").returncode == 1
    feed.status = 200
    assert poller.fetch(f"outlet {feed.url}").returncode == 0
    assert [path.read_bytes() for path in poller.dropped()] == [feed.body]
    assert [path.name for path in (poller.folder / "state").iterdir() if path.name.endswith(".new")] == []


@needs_curl
def test_a_fetched_feed_is_read_as_articles_and_its_next_version_tells_only_what_is_new(
    feed: FeedServer, tmp_path: Path
) -> None:
    desk = Desk(tmp_path)
    poller = Poller(tmp_path, desk.inbox)
    feed.body = rss("Bridge closed", "Storm hits the coast")
    try:
        desk.start()
        poller.fetch(f"outlet {feed.url}")
        desk.wait_until(lambda: len(desk.mails()) == 2, "two mails")
        feed.body = rss("Bridge closed", "Storm hits the coast", "Museum opens its doors")
        time.sleep(1)  # the name of the file tells seconds
        poller.fetch(f"outlet {feed.url}")
        desk.wait_until(lambda: desk.status()["drops"]["processed"] == 2, "both files")
        desk.wait_until(lambda: len(desk.mails()) == 3, "a third mail")
        assert "Museum" in str(desk.mails()[2]["Subject"])
    finally:
        desk.close()
