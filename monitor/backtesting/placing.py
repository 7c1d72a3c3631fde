"""Which story each article joins: worked out in order, once for an archive, for it does not depend on the rules.

What was worked out is kept beside the facts: a change of a rule is tried without joining stories again.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterator
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

    It came before with the same bytes, or as an entry of a feed that was fetched again and says the same.

    `changes` are what the article did to its stories, read when they are asked for: most articles match no rule.
    """

    due: Due
    now: datetime
    analysed: Analysed
    seats: tuple[Seat, ...]
    copy: bool
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
                copy, seats = _seats_of(file.read(head).decode())
                changes = partial(_changes_of, file.read(body), analysed)
                yield Placed(due=due, now=now, analysed=analysed, seats=seats, copy=copy, changes=changes)


def _place(index: StoryIndex, seen: SeenArticles, due: Due, now: datetime, analysed: Analysed) -> Placed:
    noted = _noted_before(seen, analysed.article)
    changes = index.place(analysed, now) if noted is None else ()
    if noted is None:
        seats = tuple(Seat(change.report.n, change.story.id, change.relation) for change in changes)
        _note(seen, analysed.article, _text_of(seats, copy=False))
    else:
        seats = tuple(Seat(seat.n, seat.story_id, Relation.COPY) for seat in _seats_of(noted)[1])
    copy = noted is not None
    return Placed(due=due, now=now, analysed=analysed, seats=seats, copy=copy, changes=lambda: changes)


def _noted_before(seen: SeenArticles, article: Article) -> str | None:
    """Return the seats of an article that came already: byte for byte, or as the last version of its entry."""
    if (noted := seen.noted(article.id)) is not None:
        return noted
    last = seen.noted(_entry_name(article)) if article.revision_key else None
    said, _, seats = (last or "").partition(" ")
    return seats if last and said == text_hash(article) else None


def _note(seen: SeenArticles, article: Article, seats: str) -> None:
    seen.note(article.id, seats)
    if article.revision_key:
        seen.note(_entry_name(article), f"{text_hash(article)} {seats}")


def _entry_name(article: Article) -> str:
    """Name the entry of which an article is a version; no article's id looks like that."""
    return json.dumps(key_of(article))


def _write(file: BinaryIO, placed: Placed) -> None:
    head = _text_of(placed.seats, copy=placed.copy).encode()
    lean = tuple(replace(change, report=replace(change.report, event=None)) for change in placed.changes())
    body = zlib.compress(_CHANGES.dump_json(lean), 1)
    file.write(_HEAD.pack(len(head), len(body)) + head + body)


def _text_of(seats: tuple[Seat, ...], *, copy: bool) -> str:
    return json.dumps([copy, [[seat.n, seat.story_id, seat.relation] for seat in seats]])


def _seats_of(text: str) -> tuple[bool, tuple[Seat, ...]]:
    copy, seats = json.loads(text)
    return copy, tuple(Seat(n, story_id, Relation(relation)) for n, story_id, relation in seats)


def _changes_of(body: bytes, analysed: Analysed) -> tuple[StoryChange, ...]:
    """Read the changes back; their reports' events are those of the facts."""
    reports: dict[int, Report] = {report.n: report for report in analysed.reports}
    changes = _CHANGES.validate_json(zlib.decompress(body))
    return tuple(replace(change, report=reports[change.report.n]) for change in changes)
