"""What retention leaves: whatever is pending, waits, is young, or belongs to a story that may still change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, func, insert, select, update

from monitor.alerting.standing import Standing
from monitor.model import Entry, Story
from monitor.store import Store, desk, intake, outbox, pruning, schema, told
from monitor.store.audit import audit
from monitor.store.intake import Result
from monitor.store.taking import Limits
from monitor.vocabulary import DecisionKind, Level, NoticeKind
from tests.store.conftest import NOW, analysed, claim, letter

OLD = NOW - timedelta(days=500)
LIMITS = Limits(
    articles_before=NOW - timedelta(days=400),
    notices_before=NOW - timedelta(days=400),
    live_since=NOW - timedelta(days=30),
    digest_receivers=frozenset({"desk"}),
)
STORY = Story(id="s", opened_at=OLD, updated_at=OLD, headline="h", event=None)
ENTRY = Entry(story=STORY, level=Level.HIGH, subject="s", decision=DecisionKind.FIRST, reason="r", source_id="reuters")
ARTICLE = analysed("Fourteen died.")
COUNTED = ("drops", "articles", "reports", "stories", "alerts", "decisions", "notices", "receipts", "entries")


def told_long_ago(connection: Connection) -> None:
    """One article of 500 days ago, its story, alert, message and line in a digest; and a message of today."""
    (drop,) = intake.claim_drops(connection, [claim(1)], OLD)
    result = Result(drop_id=drop.id, sha256="a", size=1, analysed=(ARTICLE,), kept_at="archive/a")
    intake.store_analysed(connection, [result], OLD)
    desk.save_story(connection, STORY)
    report = ARTICLE.reports[0]
    row = {"id": report.id, "article_id": ARTICLE.article.id, "n": 0, "story_id": "s", "relation": "new"}
    connection.execute(insert(schema.reports), row | {"decided_at": OLD})
    decided = {"state": "decided", "decided_at": OLD, "report_count": 1, "decision_count": 1}
    connection.execute(update(schema.articles).values(decided))
    standing = Standing(
        id="a", about="s", story_id="s", receiver="desk", level=Level.HIGH, reasons=(), opened_at=OLD, notices=1
    )
    told.save_standing(connection, standing, OLD)
    add_message(connection, "old", OLD, alert_id="a", n=1, kind="first", article_id=ARTICLE.article.id)
    add_message(connection, "digest", OLD, kind="digest")
    add_message(connection, "new", NOW, kind="operator")
    key = {"receiver": "desk", "story_id": "s", "article_id": ARTICLE.article.id, "kind": "first", "at": OLD}
    connection.execute(insert(schema.decisions), key | {"reason": "r", "rules": (), "listed": True})
    connection.execute(insert(schema.entries), key | {"level": "high", "entry": ENTRY, "digest_id": "digest"})
    period = {"receiver": "desk", "after_drop": 0, "after_decision": 0, "ends_at": OLD, "made_at": OLD}
    connection.execute(insert(schema.digests), period | {"starts_at": OLD, "notice_id": "digest"})


def add_message(connection: Connection, notice_id: str, at: datetime, **values: object) -> None:
    outbox.add_notice(connection, letter(notice_id, kind=NoticeKind.OPERATOR), at)
    sent = {"created_at": at, "settled_at": at, "state": "sent", "rendered": b"x", "answers": 1, **values}
    connection.execute(update(schema.notices).where(schema.notices.c.id == notice_id).values(sent))
    receipt = {"notice_id": notice_id, "recipient": "d@example.org", "state": "sent", "at": at}
    connection.execute(insert(schema.receipts), receipt)


def prune(store: Store, limits: Limits = LIMITS) -> dict[str, int]:
    """Take everything, as the command does; return how many rows of each table stay."""
    store.write(lambda connection: pruning.begin_pruning(connection, limits)).result()
    for step in pruning.STEPS:
        while store.write(lambda connection, step=step: step(connection, limits)).result():  # type: ignore[misc]
            pass
    return store.read(rows)


def rows(connection: Connection) -> dict[str, int]:
    tables = {name: schema.metadata.tables[name] for name in COUNTED}
    return {name: connection.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables.items()}


def setting(table: str, **values: object) -> Callable[[Connection], object]:
    """Change the rows of a table, of messages the old one alone."""
    changed = schema.metadata.tables[table]
    query = update(changed).values(values)
    if table == "notices":
        query = query.where(changed.c.id == "old")
    return lambda connection: connection.execute(query)


def instructed(target: str) -> Callable[[Connection], object]:
    row = {"kind": "retry", "target": target, "who": "me", "at": OLD, "state": "pending"}
    return lambda connection: connection.execute(insert(schema.instructions), row)


def escalating(connection: Connection) -> None:
    row = {"alert_id": "a", "receiver": "ops", "after_seconds": 900, "due_at": OLD, "state": "waiting"}
    connection.execute(insert(schema.escalations), row)


def merged_into_a_live_one(connection: Connection) -> None:
    live = Story(id="live", opened_at=OLD, updated_at=NOW, headline="h", event=None)
    desk.save_story(connection, live)
    connection.execute(update(schema.stories).where(schema.stories.c.id == "s").values(alias_of="live"))


def dead_and_never_rendered(connection: Connection) -> None:
    setting("notices", state="dead", rendered=None)(connection)


def copied_since(connection: Connection) -> None:
    (drop,) = intake.claim_drops(connection, [claim(2)], NOW)
    result = Result(drop_id=drop.id, sha256="a", size=1, analysed=(ARTICLE,), kept_at="archive/b")
    intake.store_analysed(connection, [result], NOW)


FILES = ("drops", "articles", "reports")
TOLD = ("alerts", "decisions", "entries")
KEEPS: dict[str, tuple[Callable[[Connection], object], tuple[str, ...]]] = {
    "a live story": (setting("stories", updated_at=NOW - timedelta(days=29)), (*FILES, *TOLD, "stories")),
    "a story merged into a live one": (merged_into_a_live_one, (*FILES, *TOLD)),
    "a message that waits": (setting("notices", state="pending", settled_at=None), (*FILES, *TOLD)),
    "a message settled lately": (setting("notices", settled_at=NOW), TOLD),
    "an entry that no digest lists": (setting("entries", digest_id=None), (*FILES, *TOLD)),
    "an entry that waits for a summary": (setting("entries", waits_for="limit"), (*FILES, *TOLD)),
    "a young decision": (setting("decisions", at=NOW), TOLD),
    "an escalation that waits": (escalating, TOLD),
    "an instruction about the alert": (instructed("a"), TOLD),
    "an instruction about the article": (instructed(ARTICLE.article.id), FILES),
    "an undecided article": (setting("articles", state="pending"), FILES),
    "an article decided lately": (setting("articles", decided_at=NOW), FILES),
    "a file that waits": (setting("drops", state="waiting"), FILES),
    "a file in quarantine": (setting("drops", state="quarantined"), FILES),
    "a copy that came since": (copied_since, FILES),
}


def test_what_is_old_and_needed_by_nothing_goes(store: Store) -> None:
    store.write(told_long_ago).result()
    stay = prune(store)
    assert stay == dict.fromkeys(COUNTED, 0) | {"notices": 2, "receipts": 2}, "the last message and the last digest"
    assert [one.what for one in store.read(audit) if not one.agrees] == []
    assert store.read(pruning.files_to_unlink) == (("archive/a", True),)


@pytest.mark.parametrize(("needing", "kept"), KEEPS.values(), ids=KEEPS)
def test_what_something_needs_stays(
    store: Store, needing: Callable[[Connection], object], kept: tuple[str, ...]
) -> None:
    store.write(told_long_ago).result()
    store.write(needing).result()
    before = store.read(rows)
    stay = prune(store)
    assert {name: stay[name] for name in kept} == {name: before[name] for name in kept}


def test_a_dead_letter_that_can_still_be_sent_keeps_its_article_as_long_as_itself(store: Store) -> None:
    store.write(told_long_ago).result()
    store.write(dead_and_never_rendered).result()
    longer = Limits(
        articles_before=LIMITS.articles_before,
        notices_before=NOW - timedelta(days=600),
        live_since=LIMITS.live_since,
        digest_receivers=frozenset(),
    )
    assert prune(store, longer)["articles"] == 1
    assert prune(store)["articles"] == 0


def test_articles_may_go_before_their_messages(store: Store) -> None:
    store.write(told_long_ago).result()
    longer = Limits(
        articles_before=LIMITS.articles_before,
        notices_before=NOW - timedelta(days=600),
        live_since=LIMITS.live_since,
        digest_receivers=frozenset({"desk"}),
    )
    stay = prune(store, longer)
    assert (stay["articles"], stay["decisions"], stay["alerts"], stay["notices"], stay["stories"]) == (0, 1, 1, 3, 1)
    assert [one.what for one in store.read(audit) if not one.agrees] == []


def test_messages_may_go_before_their_articles(store: Store) -> None:
    store.write(told_long_ago).result()
    longer = Limits(
        articles_before=NOW - timedelta(days=600),
        notices_before=LIMITS.notices_before,
        live_since=LIMITS.live_since,
        digest_receivers=frozenset({"desk"}),
    )
    stay = prune(store, longer)
    assert (stay["articles"], stay["decisions"], stay["alerts"], stay["stories"]) == (1, 0, 0, 1)
    assert [one.what for one in store.read(audit) if not one.agrees] == []


def test_the_copy_of_the_same_bytes_that_came_again_is_not_removed(store: Store) -> None:
    store.write(told_long_ago).result()
    prune(store)

    def again(connection: Connection) -> None:
        (drop,) = intake.claim_drops(connection, [claim(2)], NOW)
        result = Result(drop_id=drop.id, sha256="a", size=1, analysed=(ARTICLE,), kept_at="archive/a")
        intake.store_analysed(connection, [result], NOW)

    store.write(again).result()
    assert store.read(pruning.files_to_unlink) == (("archive/a", False),)


def test_numbers_in_a_row_are_one_line(store: Store) -> None:
    for numbers in ([1, 2, 3], [7], [5, 4], [6, 9]):
        store.write(lambda connection, numbers=numbers: pruning._note_numbers(connection, numbers)).result()  # type: ignore[misc]
    found = store.read(lambda connection: [tuple(row) for row in connection.execute(select(schema.pruned_drops))])
    assert found == [(1, 7), (9, 9)]


def test_rule_sets_that_nothing_refers_to_go_and_the_one_in_force_stays(store: Store) -> None:
    def accept(connection: Connection) -> None:
        for name in ("first", "second"):
            connection.execute(insert(schema.rule_sets), {"id": name, "canonical": "x", "accepted_at": OLD})
        connection.execute(insert(schema.in_force), {"one": 1, "rule_set_id": "second", "since": OLD, "problems": ()})

    store.write(accept).result()
    prune(store)
    assert store.read(lambda connection: list(connection.scalars(select(schema.rule_sets.c.id)))) == ["second"]
