"""The whole flow without daemon, clock and sending: what `backtest` and scripted tests run.

The same desk, rules, decisions and summaries over a store of its own. What would have been sent stays
in that store's outbox.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self

from monitor.alerting.policy import Policy
from monitor.desk import Decided, Desk, RuleBook, decide_pending
from monitor.model import Analysed, Letter
from monitor.store import Connection, Store, outbox
from monitor.store.intake import Claim, Result, claim_drops, store_analysed
from monitor.store.rule_sets import accept_rule_set
from monitor.summaries import make_summaries, next_summary_at


class Rehearsal:
    """A desk that hears articles at the times it is told. `folder` must be empty; it gets the store."""

    def __init__(self, folder: Path, *, policy: Policy, book: RuleBook, now: datetime) -> None:
        self._store = Store.open_for_rehearsal(f"sqlite:///{folder}/rehearsal.db")
        self._desk = Desk(policy=policy, book=book)
        self._count = 0
        self._commit_rules(book, now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    @property
    def desk(self) -> Desk:
        """The desk at work; its policy and rules may be replaced between two articles."""
        return self._desk

    def hear(self, data: bytes, analysed: Sequence[Analysed], *, source: str, now: datetime) -> tuple[Decided, ...]:
        """Let one file arrive and decide its articles; the same bytes again decide nothing."""
        return self._store.write(
            partial(self._hear, sha256=hashlib.sha256(data).hexdigest(), analysed=analysed, source=source, now=now)
        ).result()

    def summaries_until(self, now: datetime) -> tuple[Letter, ...]:
        """Make the summaries that are due up to `now`, each at its own time, and return them."""
        letters: list[Letter] = []
        while (due := self._store.read(next_summary_at)) is not None and due <= now:
            self._store.write(partial(make_summaries, now=due)).result()
            letters += self._store.read(partial(outbox.letters_made_at, at=due))
        return tuple(letters)

    def letters(self) -> tuple[Letter, ...]:
        """Return everything that would have been sent, in order."""
        return self._store.read(outbox.all_letters)

    def _hear(
        self, connection: Connection, sha256: str, analysed: Sequence[Analysed], source: str, now: datetime
    ) -> tuple[Decided, ...]:
        self._count += 1
        work = b"%d" % self._count
        claim = Claim(work=work, source=source, name=work, path=work, mtime_ns=0)
        (drop,) = claim_drops(connection, [claim], now)
        result = Result(drop_id=drop.id, sha256=sha256, size=0, analysed=tuple(analysed), kept_at="")
        store_analysed(connection, [result], now)
        decided: list[Decided] = []
        while some := decide_pending(connection, self._desk, now):
            decided += some
        return tuple(decided)

    def _commit_rules(self, book: RuleBook, now: datetime) -> None:
        rule_set = book.rule_set
        write = partial(accept_rule_set, rule_set_id=rule_set.id, canonical=rule_set.to_canonical(), now=now)
        self._store.write(write).result()
