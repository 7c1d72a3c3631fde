"""The script that one would write instead: watchdog, one `re` per rule, smtplib. What the daemon is measured beside.

    python -m tools.bench.naive INBOX RULES.yml SMTP-PORT

It reads a file when it is closed, mails when a rule's words are in it, and promises nothing: a crash loses
what it had in hand, a copy is told again, a number is never understood.
"""

from __future__ import annotations

import queue
import re
import smtplib
import sys
from email.message import EmailMessage
from pathlib import Path

from ruamel.yaml import YAML
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer


class Closed(FileSystemEventHandler):
    def __init__(self, files: queue.Queue[str]) -> None:
        self.files = files

    def on_closed(self, event: FileSystemEvent) -> None:
        self.files.put(str(event.src_path))


def load(path: str) -> list[tuple[str, re.Pattern[str]]]:
    rules = []
    for rule in YAML(typ="safe").load_all(Path(path)):
        words = "|".join(re.escape(word) for word in rule["when"]["keywords"])
        rules.append((rule["title"], re.compile(rf"\b(?:{words})\b", re.IGNORECASE)))
    return rules


def main() -> None:
    inbox, rules, port = sys.argv[1], load(sys.argv[2]), int(sys.argv[3])
    files: queue.Queue[str] = queue.Queue()
    observer = Observer()
    observer.schedule(Closed(files), inbox)
    observer.start()
    server = smtplib.SMTP("127.0.0.1", port)
    print("ready", flush=True)
    while True:
        text = Path(files.get()).read_text(encoding="utf-8")
        titles = [title for title, pattern in rules if pattern.search(text)]
        if titles:
            mail = EmailMessage()
            mail["Subject"], mail["From"], mail["To"] = f"Alert: {titles[0]}", "desk@example.org", "duty@example.org"
            mail.set_content(", ".join(titles) + "\n\n" + text)
            server.send_message(mail)


if __name__ == "__main__":
    main()
