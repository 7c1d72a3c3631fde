"""Which story each article joins: worked out in order, once for an archive, for it does not depend on the rules.

What was worked out is kept beside the facts: a change of a rule is tried without joining stories again.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter

from monitor.backtesting.order import Due, Order
from monitor.model import Analysed, Article, Report, StoryChange
from monitor.store.fact_cache import FactCache, SeenArticles
from monitor.store.own_words import as_own_words, is_known
from monitor.store.versions import key_of, text_hash
from monitor.stories import StoryIndex
from monitor.vocabulary import Relation

KEPT_FILES = 64
"""Feeds whose articles lie apart in time are read once as long as not more of them are interleaved."""

KEPT_ARCHIVES = 4
"""Of how many archives it is kept which story each article joins."""

_HEAD = struct.Struct("!II")
_CHANGES: TypeAdapter[tuple[StoryChange, ...]] = TypeAdapter(tuple[StoryChange, ...])


@dataclass(frozen=True, slots=True)
class Seat:
    """Where report `n` of an article stands."""

    n: int
    story_id: str
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An article in its turn, with its stories. `copy`: it came before, so nothing is decided.

    It came before with the same bytes, or as an entry of a feed that was fetched again and says the same. What only
    strangers brought before is an outlet's `own_words` where the configuration knows it, as at intake.

    `changes` are what the article did to its stories, read when they are asked for: most articles match no rule.
    """

    due: Due
    now: datetime
    analysed: Analysed
    seats: tuple[Seat, ...]
    copy: bool
    own_words: bool
    changes: Callable[[], tuple[StoryChange, ...]]


class Placements:
    """The articles of one archive in their order, each with its stories; may be gone through more than once."""

    def __init__(self, order: Order, cache: FactCache, *, folder: Path, scratch: Path, version: str) -> None:
        """Keep in `folder` what is worked out, by the identity of the archive and the version of the stories' code."""
        self._order = order
        self._cache = cache
        self._scratch = scratch
        self._kept = folder / f"stories-{version[:16]}-{order.identity()[:32]}"

    def __iter__(self) -> Iterator[Placed]:
        try:
            kept = self._kept.open("rb")
        except OSError:
            return self._worked_out()
        self._kept.touch()
        return self._read(kept)

    def _heard(self, articles: Callable[[bytes], tuple[Analysed, ...]]) -> Iterator[tuple[Due, datetime, Analysed]]:
        """Give the articles as if each arrived at its time, which never goes back."""
        articles = lru_cache(maxsize=KEPT_FILES)(articles)
        now = datetime.min.replace(tzinfo=UTC)
        for due in self._order:
            if not due.error:
                now = max(now, due.moment)
                analysed = articles(bytes.fromhex(due.key))[due.entry]
                yield due, now, replace(analysed, article=replace(analysed.article, received_at=now))

    # --- the first time -------------------------------------------------------------------------

    def _worked_out(self) -> Iterator[Placed]:
        index, seen = StoryIndex(), SeenArticles(self._scratch / "seen.db")
        unfinished = self._scratch / "stories"
        with unfinished.open("wb") as file:
            for due, now, analysed in self._heard(self._cache.articles_to_place):
                placed = _place(index, seen, due, now, analysed)
                _write(file, placed)
                yield placed
        seen.close()
        (self._scratch / "seen.db").unlink()
        self._keep(unfinished)

    def _keep(self, unfinished: Path) -> None:
        """Keep what was worked out to the end; where it cannot be kept, it is worked out again next time."""
        partial_copy = self._kept.with_name(f".{self._kept.name}.tmp")
        with suppress(OSError):
            partial_copy.write_bytes(b"")
            with unfinished.open("rb") as source, partial_copy.open("wb") as target:
                while piece := source.read(1 << 20):
                    target.write(piece)
            partial_copy.replace(self._kept)
            kept = sorted(self._kept.parent.glob("stories-*"), key=lambda path: path.stat().st_mtime)
            for old in kept[:-KEPT_ARCHIVES]:
                old.unlink()

    # --- the next times -------------------------------------------------------------------------

    def _read(self, file: BinaryIO) -> Iterator[Placed]:
        with file:
            for due, now, analysed in self._heard(self._cache.articles):
                head, body = _HEAD.unpack(file.read(_HEAD.size))
                copy, own_words, seats = _head_of(file.read(head).decode())
                own = as_own_words(analysed) if own_words else analysed
                changes = partial(_changes_of, file.read(body), own)
                yield Placed(
                    due=due, now=now, analysed=own, seats=seats, copy=copy, own_words=own_words, changes=changes
                )


def _place(index: StoryIndex, seen: SeenArticles, due: Due, now: datetime, analysed: Analysed) -> Placed:
    before = _noted_before(seen, analysed.article)
    own_words = before is not None and is_known(analysed) and not before.by_known
    told = as_own_words(analysed) if own_words else analysed
    copy = before is not None and not own_words
    changes = () if copy else index.place(told, now)
    if before and copy:
        seats = tuple(Seat(seat.n, seat.story_id, Relation.COPY) for seat in before.seats)
    else:
        seats = tuple(Seat(change.report.n, change.story.id, change.relation) for change in changes)
        _note(seen, analysed.article, _Noted(by_known=is_known(analysed), seats=before.seats if before else seats))
    return Placed(due=due, now=now, analysed=told, seats=seats, copy=copy, own_words=own_words, changes=lambda: changes)


@dataclass(frozen=True, slots=True)
class _Noted:
    """What is noted of an article that came: its seats, and whether an outlet that is known brought it."""

    by_known: bool
    seats: tuple[Seat, ...]

    def __str__(self) -> str:
        return json.dumps([self.by_known, _written(self.seats)])


def _noted_before(seen: SeenArticles, article: Article) -> _Noted | None:
    """Return what is noted of an article that came already: byte for byte, or as the last version of its entry."""
    if (noted := seen.noted(article.id)) is not None:
        return _noted_of(noted)
    last = seen.noted(_entry_name(article)) if article.revision_key else None
    said, _, noted = (last or "").partition(" ")
    return _noted_of(noted) if last and said == text_hash(article) else None


def _noted_of(text: str) -> _Noted:
    by_known, seats = json.loads(text)
    return _Noted(by_known=by_known, seats=_read_seats(seats))


def _note(seen: SeenArticles, article: Article, noted: _Noted) -> None:
    seen.note(article.id, str(noted))
    if article.revision_key:
        seen.note(_entry_name(article), f"{text_hash(article)} {noted}")


def _entry_name(article: Article) -> str:
    """Name the entry of which an article is a version; no article's id looks like that."""
    return json.dumps(key_of(article))


def _write(file: BinaryIO, placed: Placed) -> None:
    head = json.dumps([placed.copy, placed.own_words, _written(placed.seats)]).encode()
    lean = tuple(replace(change, report=replace(change.report, event=None)) for change in placed.changes())
    body = zlib.compress(_CHANGES.dump_json(lean), 1)
    file.write(_HEAD.pack(len(head), len(body)) + head + body)


def _head_of(text: str) -> tuple[bool, bool, tuple[Seat, ...]]:
    """Return whether an article is a copy, whether it is its outlet's own words, and its seats."""
    copy, own_words, seats = json.loads(text)
    return copy, own_words, _read_seats(seats)


def _written(seats: Sequence[Seat]) -> list[tuple[int, str, str]]:
    return [(seat.n, seat.story_id, seat.relation) for seat in seats]


def _read_seats(written: Iterable[tuple[int, str, str]]) -> tuple[Seat, ...]:
    return tuple(Seat(n, story_id, Relation(relation)) for n, story_id, relation in written)


def _changes_of(body: bytes, analysed: Analysed) -> tuple[StoryChange, ...]:
    """Read the changes back; their reports' events are those of the facts."""
    reports: dict[int, Report] = {report.n: report for report in analysed.reports}
    changes = _CHANGES.validate_json(zlib.decompress(body))
    return tuple(replace(change, report=reports[change.report.n]) for change in changes)
