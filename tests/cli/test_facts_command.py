from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from monitor.cli import main
from monitor.shipped import shipped
from tests.commands import run_command_in_bytes

SAMPLE = shipped("seeds") / "belgorod.txt"
NEWS = "Two killed in Kharkiv\n\nTwo people were killed in Kharkiv on Friday, the mayor said.\n"


def lines(captured: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.splitlines()]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return run_command_in_bytes(*(os.fspath(one) for one in arguments))


def test_text_is_the_articles_text_and_one_newline(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"\xef\xbb\xbfTwo killed \xe2\x80\x94 Kharkiv\r\n\r\nTwo died.")
    done = run("facts", "--text", file)
    assert done.stdout == "Two killed — Kharkiv\n\nTwo died.\n".encode()
    (line,) = lines(run("facts", "--json", file).stdout.decode())
    assert line["text_sha256"] == hashlib.sha256(done.stdout[:-1]).hexdigest()


def test_folders_are_read_in_name_order_and_a_bad_file_is_a_line_of_its_own(tmp_path: Path) -> None:
    for name, data in {"b.txt": NEWS.encode(), "a/z.txt": NEWS.encode(), "a/m.txt": b"", ".hidden.txt": b"x"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    done = run("facts", "--json", tmp_path)
    found = lines(done.stdout.decode())
    assert [line["file"] for line in found] == [str(tmp_path / name) for name in ("a/m.txt", "a/z.txt", "b.txt")]
    assert found[0] == {"file": str(tmp_path / "a/m.txt"), "error": "empty: the file is empty"}
    assert done.returncode == 1
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["facts"], 64, "Missing argument"),
        (["facts", "--json", "--text", "x"], 64, "exclude each other"),
        (["fact", "x"], 64, "Did you mean 'facts'?"),
        (["facts", "x", "--config", "/no/such/file.yaml"], 78, "cannot be read"),
        (["facts", "/no/such/article.txt"], 1, ""),
        (["facts", str(SAMPLE)], 0, ""),
    ],
)
def test_exit_codes_say_what_went_wrong(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == code
    assert said in capsys.readouterr().err


def test_without_a_configuration_every_source_is_unknown_and_with_one_folders_are_sources(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "reuters").mkdir(parents=True)
    (docs / "reuters" / "a.txt").write_text(NEWS, encoding="utf-8")
    (docs / "mixed").mkdir()
    (docs / "mixed" / "a.json").write_text('{"text": "Two died.", "source": "RTR"}', encoding="utf-8")
    (docs / "other").mkdir()
    (docs / "other" / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "rules").mkdir()
    config = tmp_path / "monitor.yaml"
    config.write_text(
        "spool: {path: spool}\nstore: sqlite:///m.db\nrules: rules\nmaildir: mail\n"
        "sources: [{id: rtr, inbox: reuters/, kind: agency}, {id: mixed, inbox: mixed/, trust: file}]\n"
        "receivers: [{name: ops, email: {to: [ops@example.org]}}]\nroute: {receiver: ops}\n",
        encoding="utf-8",
    )
    assert [line["source"] for line in lines(run("facts", "--json", docs).stdout.decode())] == ["unknown"] * 3
    done = run("facts", "--json", docs, "--config", config)
    assert [line["source"] for line in lines(done.stdout.decode())] == ["rtr", "other", "rtr"], done.stderr


def test_a_reader_that_stops_early_is_no_error_message(tmp_path: Path) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(NEWS, encoding="utf-8")
    command = f"{sys.executable} -m monitor facts --json {tmp_path} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == b""


def test_the_page_for_people_names_the_figure_and_its_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "[bold]a.txt"
    file.write_text(NEWS, encoding="utf-8")
    assert main(["facts", str(file)]) == 0
    page = capfd.readouterr().out
    assert "Two killed in Kharkiv" in page
    assert "[bold]a.txt · source unknown" in page
    assert "by the mayor: “Two people were killed in Kharkiv on Friday, the mayor said.”" in page


def test_voices_that_differ_and_who_blames_whom_stand_on_the_page(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(
        "Nairobi: 11 people were shot dead at a protest on Friday, Kenyan rights groups said. Police put the number of "
        "deaths at two. The mayor accused Hamas of ordering the attack."
    )
    assert main(["facts", str(tmp_path / "a.txt")]) == 0
    page = capfd.readouterr().out
    assert "       11 said by Kenyan rights groups: “Nairobi: 11 people were shot dead" in page
    assert "       2 said by Police: “Police put the number" in page
    assert "accused: Hamas, alleged by the mayor: “The mayor accused Hamas of ordering the attack.”" in page


def test_killed_or_hurt_is_a_figure_that_nobody_gave(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("Many people were killed or hurt in a strike on Kharkiv on Monday.")
    assert main(["facts", str(tmp_path / "a.txt")]) == 0
    assert "killed an unknown number (reported: " in capfd.readouterr().out


def test_many_pages_end_with_how_much_was_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"")
    os.mkfifo(tmp_path / "d.txt")
    assert main(["facts", str(tmp_path), str(tmp_path / "d.txt")]) == 1
    page = capfd.readouterr().out
    assert "c.txt: the file is empty" in page
    assert "d.txt: this is no regular file" in page
    assert page.endswith("2 articles; 2 files could not be read (above, in red)\n")


def test_nothing_to_read_is_said_and_no_mistake_is_left_without_its_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["facts", str(tmp_path)]) == 0
    assert main(["explain", str(tmp_path / "none.txt")]) == 1
    assert capfd.readouterr().err == f"no article files in {tmp_path}\n{tmp_path}/none.txt: there is no such file\n"


def test_a_full_disk_is_said_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    command = [sys.executable, "-m", "monitor", "facts", "--json", str(tmp_path)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (75, "the output cannot be written: No space left on device\n")


def test_a_command_starts_in_half_a_second_of_processor_time() -> None:
    done = run("--help")
    assert done.returncode == 0
    probe = """import resource, sys
from monitor.cli import main
main(["--help"])
print(resource.getrusage(resource.RUSAGE_SELF).ru_utime, file=sys.stderr)
"""
    timed = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=False, timeout=60)
    assert float(timed.stderr) < 0.5
