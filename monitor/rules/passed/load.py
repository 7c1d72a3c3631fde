"""Which tests of rules passed already, in a file: what a test says cannot change while nothing changed that it reads.

The file holds 16 bytes a test and may be lost at any time; then the tests run again. A test that fails is never
in it: it says every time what is wrong.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.rules.ruleset import RuleSet
    from monitor.rules.schema import Rule
    from monitor.rules.trials import TrialDocument

_LENGTH = 16
_KEPT_FILES = 8
"""One for each folder of rules."""


class PassedTests:
    """The tests that passed with one `program`. Only those that are asked for or added are kept for the next time."""

    def __init__(self, file: Path, program: str) -> None:
        self._file = file
        self._head = hashlib.sha256(program.encode()).digest()[:_LENGTH]
        self._before = self._read()
        self._now: set[bytes] = set()

    def knows(self, key: bytes) -> bool:
        """Whether the test passed before."""
        if key in self._before:
            self._now.add(key)
        return key in self._now

    def add(self, key: bytes) -> None:
        """Note that a test passed."""
        self._now.add(key)

    def keep(self) -> None:
        """Write what was asked for and added, whole or not at all; where it cannot be written, tests run again."""
        if self._now == self._before:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._file.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_bytes(self._head + b"".join(sorted(self._now)))
            temporary.replace(self._file)
            newest = sorted(self._file.parent.glob("passed-*.bin"), key=lambda path: path.stat().st_mtime)
            for old in newest[:-_KEPT_FILES]:
                old.unlink()

    def _read(self) -> frozenset[bytes]:
        with suppress(OSError):
            data = self._file.read_bytes()
            if data.startswith(self._head) and len(data) % _LENGTH == 0:
                return frozenset(data[at : at + _LENGTH] for at in range(_LENGTH, len(data), _LENGTH))
        return frozenset()


def meaning_of(rule_set: RuleSet) -> str:
    """Return a hash of what all rules of a set share: lists, actors and places."""
    return hashlib.sha256(f"{sorted(rule_set.lists.items())} {rule_set.gazetteer!r}".encode()).hexdigest()


def key_of(meaning: str, rule: Rule, trial: TrialDocument, article: bytes) -> bytes:
    """Name a test by everything that decides it beside the program."""
    told = hashlib.sha256(f"{meaning} {rule.revision} {trial.model_dump_json()} ".encode())
    told.update(article)
    return told.digest()[:_LENGTH]
