"""What intake writes: the life of a drop, from its claim to one recorded end.

    claimed: waiting ──> processed (with articles, or as a byte-equal duplicate)
                    ├──> quarantined (a reason people understand)
                    └──> ignored

Every function may run twice with the same answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, func, insert, select, update

from monitor.model import Analysed
from monitor.store.meta import catch_up_is_running
from monitor.store.own_words import as_own_words, is_known, told_by_known
from monitor.store.schema import articles, drops
from monitor.store.statements import insert_once
from monitor.store.versions import last_versions, repeated, text_hash
from monitor.vocabulary import DropState


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A file that intake has renamed into `.work/`."""

    work: bytes  # its path below .work/: no two files have it at the same time
    source: str  # the source's id
    name: bytes  # the file's own name
    path: bytes  # where it lay, relative to inbox/
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """A drop as the store has it. `attempts` are analyses begun, `crashes` those that killed a worker."""

    id: int
    state: DropState
    work: bytes
    source: str
    name: bytes
    path: bytes
    mtime_ns: int
    received_at: datetime
    attempts: int
    crashes: int
    sha256: str | None = None
    size: int | None = None
    reason: str | None = None
    message: str | None = None
    kept_at: str | None = None  # archive copy, or the place in quarantine; relative to the spool
    duplicate_of: int | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What intake hands over for one drop that could be read; `kept_at` is the archive copy."""

    drop_id: int
    sha256: str
    size: int
    analysed: tuple[Analysed, ...]
    kept_at: str
    own_words: bool = False  # the bytes came before, from strangers alone


def claim_drops(connection: Connection, claims: Sequence[Claim], now: datetime) -> tuple[Drop, ...]:
    """Record claims before anything of them is parsed; answer with their drops, in the order given.

    A claim whose file waits already (a restart, a second run of the transaction) is the same drop, with
    one attempt more.
    """
    waiting = _waiting_by_work(connection, claims)
    if waiting:
        again = [drop.id for drop in waiting.values()]
        connection.execute(update(drops).where(drops.c.id.in_(again)).values(attempts=drops.c.attempts + 1))
    catching_up = catch_up_is_running(connection)
    new = [_drop_row(claim, now, catching_up) for claim in claims if claim.work not in waiting]
    if new:
        connection.execute(insert(drops), new)
    found = _waiting_by_work(connection, claims)
    return tuple(found[claim.work] for claim in claims)


def waiting_drops(connection: Connection) -> tuple[Drop, ...]:
    """Return the drops without a recorded end, in order of arrival."""
    return _find(connection, drops.c.state == DropState.WAITING)


def settled_before(connection: Connection, work: bytes, mtime_ns: int) -> Drop | None:
    """At start: the drop that a file in `.work/` belongs to when its end is recorded already.

    Then the crash came between the commit and the removal of the file, which only needs to be finished,
    if its bytes still have `sha256`. `None`: claim it.
    """
    same = _find(connection, and_(drops.c.work == work, drops.c.mtime_ns == mtime_ns))
    last = same[-1] if same else None
    return last if last and last.state != DropState.WAITING else None


def start_alone(connection: Connection, drop_id: int) -> None:
    """Record that this drop is analysed alone from now on: if the daemon dies, it was this one."""
    connection.execute(update(drops).where(drops.c.id == drop_id).values(alone=True))


def count_crash(connection: Connection, drop_id: int) -> int:
    """Count a death of the worker that was analysing this drop; return how many there are now."""
    query = update(drops).where(drops.c.id == drop_id).values(crashes=drops.c.crashes + 1, alone=False)
    return int(connection.execute(query.returning(drops.c.crashes)).scalar_one())


def recover(connection: Connection) -> tuple[Drop, ...]:
    """At start: a drop that was analysed alone when the daemon died has crashed once more.

    Returns all waiting drops in order of arrival; analyse them one by one (`start_alone`).
    """
    connection.execute(update(drops).where(drops.c.alone.is_(True)).values(crashes=drops.c.crashes + 1, alone=False))
    return waiting_drops(connection)


def forgive_alone(connection: Connection) -> None:
    """At an orderly stop: a signal to the whole service counts against no drop."""
    connection.execute(update(drops).where(drops.c.alone.is_(True)).values(alone=False))


def drops_with_bytes(connection: Connection, hashes: Sequence[str]) -> dict[str, int]:
    """Return, by hash, the processed drop with these bytes; hashes that are new are left out."""
    query = select(drops.c.sha256, func.min(drops.c.id).label("first")).where(
        drops.c.sha256.in_(hashes), drops.c.state == DropState.PROCESSED, drops.c.duplicate_of.is_(None)
    )
    return {row.sha256: row.first for row in connection.execute(query.group_by(drops.c.sha256))}


def store_analysed(connection: Connection, results: Sequence[Result], now: datetime) -> tuple[Drop, ...]:
    """Record the articles of drops, pending for the desk, and the drops as processed; give them as they are now.

    The same bytes as an earlier drop make a duplicate: processed, no articles (`duplicate_of` of the
    answer); not where an outlet that is known brings what only strangers brought before. A feed in which
    nothing is new is a duplicate as well; of another one only what is new or changed is stored. A drop that
    has its end already keeps it.
    """
    found = {drop.id: drop for drop in _find(connection, drops.c.id.in_([one.drop_id for one in results]))}
    arrived = [one for one in results if found[one.drop_id].state == DropState.WAITING]
    twins = drops_with_bytes(connection, [one.sha256 for one in arrived])
    known = told_by_known(connection, list(twins.values())) if twins else set()
    settled: dict[int, Drop] = {}
    waiting = [_heard_as_own(one, twins, known) for one in arrived]
    for one in waiting:
        twin = one.drop_id if one.own_words else twins[one.sha256]
        settled[one.drop_id] = replace(
            found[one.drop_id],
            state=DropState.PROCESSED,
            sha256=one.sha256,
            size=one.size,
            kept_at=one.kept_at,
            duplicate_of=None if twin == one.drop_id else twin,
            settled_at=now,
        )
    new = [one for one in waiting if settled[one.drop_id].duplicate_of is None]
    versions = last_versions(connection, (two.article for one in new for two in one.analysed))
    fresh: dict[int, list[Analysed]] = {}
    for one in new:
        before = [repeated(versions, two.article, one.drop_id) for two in one.analysed]
        fresh[one.drop_id] = [two for two, twin in zip(one.analysed, before, strict=True) if twin is None]
        if before and not fresh[one.drop_id]:
            settled[one.drop_id] = replace(settled[one.drop_id], duplicate_of=before[0])
    insert_once(connection, articles, [_article_row(drop_id, two) for drop_id in fresh for two in fresh[drop_id]])
    if settled:
        made = Counter({drop_id: len(some) for drop_id, some in fresh.items()})
        rows = [
            {"drop": drop.id, "article_count": made[drop.id]} | {name: getattr(drop, name) for name in _PROCESSED}
            for drop in settled.values()
        ]
        connection.execute(_SETTLE_PROCESSED, rows)
    return tuple(settled.get(one.drop_id, found[one.drop_id]) for one in results)


def _heard_as_own(one: Result, twins: dict[str, int], known: set[str]) -> Result:
    """Return the result of a drop; that of an outlet whose bytes only strangers brought until now as its own words.

    `twins` are the first drops by hash, `known` the hashes of bytes that an outlet that is known brought: both learn.
    """
    is_first = twins.setdefault(one.sha256, one.drop_id) == one.drop_id
    if not one.analysed or not is_known(one.analysed[0]):
        return one
    overtakes = not is_first and one.sha256 not in known
    known.add(one.sha256)
    return replace(one, analysed=tuple(map(as_own_words, one.analysed)), own_words=True) if overtakes else one


def quarantine_drop(  # noqa: PLR0913 - same
    connection: Connection,
    drop_id: int,
    *,
    reason: str,
    message: str,
    now: datetime,
    sha256: str | None = None,
    size: int | None = None,
    kept_at: str | None = None,
) -> None:
    """Record that a drop cannot be read; `kept_at` is where its bytes lie, relative to the spool."""
    told = {"reason": reason, "message": message, "sha256": sha256, "size": size, "kept_at": kept_at}
    _settle(connection, drop_id, state=DropState.QUARANTINED, settled_at=now, **told)


def ignore_drop(connection: Connection, drop_id: int, *, reason: str, message: str, now: datetime) -> None:
    """Record that a claimed file is none of ours any more (a person took it away)."""
    _settle(connection, drop_id, state=DropState.IGNORED, reason=reason, message=message, settled_at=now)


def release_drop(connection: Connection, drop_id: int, now: datetime) -> None:
    """Record that a quarantined file went back into the inbox, where it becomes a new drop."""
    values = {"state": DropState.IGNORED, "reason": "released", "settled_at": now}
    query = update(drops).where(drops.c.id == drop_id, drops.c.state == DropState.QUARANTINED)
    connection.execute(query.values(**values))


def find_drop(connection: Connection, drop_id: int) -> Drop:
    """Return one drop.

    Raises:
        KeyError: there is none of that id.
    """
    row = connection.execute(_BY_ID, {"drop": drop_id}).one_or_none()
    if row is None:
        raise KeyError(drop_id)
    return _drop(row)


def drops_in_state(connection: Connection, state: DropState) -> tuple[Drop, ...]:
    """Return the drops in one state, in order of arrival."""
    return _find(connection, drops.c.state == state)


# Built once: building a statement costs more than running it.
_COLUMNS = tuple(drops.c[name.name] for name in fields(Drop))
_BY_ID = select(*_COLUMNS).where(drops.c.id == bindparam("drop"))
_PROCESSED = ("state", "sha256", "size", "kept_at", "duplicate_of", "settled_at")
_SETTLE_PROCESSED = (
    update(drops)
    .where(drops.c.id == bindparam("drop"), drops.c.state == DropState.WAITING)
    .values(alone=False, **{name: bindparam(name) for name in (*_PROCESSED, "article_count")})
)


def _find(connection: Connection, condition: ColumnElement[bool]) -> tuple[Drop, ...]:
    rows = connection.execute(select(*_COLUMNS).where(condition).order_by(drops.c.id))
    return tuple(_drop(row) for row in rows)


def _drop(row: Row[Any]) -> Drop:
    return Drop(**{**row._mapping, "state": DropState(row.state)})  # noqa: SLF001 - public in SQLAlchemy


def _waiting_by_work(connection: Connection, claims: Sequence[Claim]) -> dict[bytes, Drop]:
    works = [claim.work for claim in claims]
    found = _find(connection, and_(drops.c.state == DropState.WAITING, drops.c.work.in_(works)))
    return {drop.work: drop for drop in found}


def _settle(connection: Connection, drop_id: int, **values: object) -> None:
    query = update(drops).where(drops.c.id == drop_id, drops.c.state == DropState.WAITING)
    connection.execute(query.values(alone=False, **values))


def _drop_row(claim: Claim, now: datetime, catching_up: bool) -> dict[str, object]:
    return {
        "state": DropState.WAITING,
        "work": claim.work,
        "source": claim.source,
        "name": claim.name,
        "path": claim.path,
        "mtime_ns": claim.mtime_ns,
        "received_at": now,
        "catch_up": catching_up,
    }


def _article_row(drop_id: int, analysed: Analysed) -> dict[str, object]:
    article = analysed.article
    return {
        "id": article.id,
        "drop_id": drop_id,
        "state": "pending",
        "source": article.source.id,
        "revision_key": article.revision_key,
        "text_hash": text_hash(article),
        "received_at": article.received_at,
        "published_at": article.published_at,
        "effective_at": article.effective_at,
        "title": article.title,
        "language": article.language,
        "analysed": analysed,
        "features": analysed.features.encode() if analysed.features else None,
    }
