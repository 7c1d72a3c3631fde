"""All tables. The Alembic migrations make them; a test holds the two together.

Rows are taken by their state, never by a cursor, and every transaction may run twice: the unique keys
are drop, article, report, (about, receiver) of an alert, (alert, n) of a notice, (notice, recipient).
Nothing here is SQLite's alone: the same statements run on PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from monitor.alerting.silences import Silence
from monitor.alerting.standing import Standing
from monitor.alerting.windows import Quiet
from monitor.errors import Problem
from monitor.model import Entry, Letter, Match, MaterialChange
from monitor.store.types import AnalysedJson, Json, Packed, StoryJson, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# An identity that PostgreSQL makes 64 bits wide and SQLite takes for its row id.
_Serial = BigInteger().with_variant(Integer, "sqlite")


def _index_where(name: str, column: str, condition: str) -> Index:
    """Make an index over the few rows in one state: what a loop asks for again and again.

    PostgreSQL's condition stands in the migrations alone, which make the index: to name its dialect here is to
    import it with all its drivers, 40 ms of a start.
    """
    return Index(name, column, sqlite_where=text(condition))


drops = Table(
    "drops",
    metadata,
    Column("id", _Serial, primary_key=True),  # in order of arrival
    Column("work", LargeBinary, nullable=False),  # its path below .work/; one waiting drop has it at a time
    Column("state", String, nullable=False),
    Column("source", String, nullable=False),
    Column("name", LargeBinary, nullable=False),  # names are bytes
    Column("path", LargeBinary, nullable=False),  # relative to inbox/, with its sub-folders
    Column("mtime_ns", BigInteger, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("1")),
    Column("alone", Boolean, nullable=False, server_default=false()),  # being analysed one by one: a death counts
    Column("crashes", Integer, nullable=False, server_default=text("0")),
    Column("catch_up", Boolean, nullable=False, server_default=false()),
    Column("sha256", String),
    Column("size", BigInteger),
    Column("reason", String),  # quarantine and ignored: a stable word
    Column("message", Text),  # and the sentence for people
    Column("kept_at", String),
    Column("duplicate_of", ForeignKey("drops.id")),
    Column("settled_at", UtcTime),
    Column("article_count", Integer, nullable=False, server_default=text("0")),
    _index_where("ix_drops_waiting", "id", "state = 'waiting'"),
    Index("ix_drops_work", "work"),
    _index_where("ix_drops_duplicates", "duplicate_of", "duplicate_of IS NOT NULL"),
    Index("ix_drops_sha256", "sha256"),
    Index("ix_drops_source", "source"),
    Index("ix_drops_state", "state", "received_at"),
    sqlite_autoincrement=True,  # a number is never given twice
)

articles = Table(
    "articles",
    metadata,
    Column("seq", _Serial, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("drop_id", ForeignKey("drops.id"), nullable=False),
    Column("state", String, nullable=False),  # pending | decided | failed
    Column("source", String, nullable=False),
    Column("revision_key", String),
    Column("text_hash", String),  # of an article with a key: tells a revision from the same entry again
    Column("received_at", UtcTime, nullable=False),
    Column("published_at", UtcTime),
    Column("effective_at", UtcTime, nullable=False),
    Column("title", Text),
    Column("language", String, nullable=False),
    Column("analysed", AnalysedJson(), nullable=False),
    Column("matches", Json(tuple[Match, ...])),  # what the rules said, without the verdict `no`
    Column("rule_set_id", ForeignKey("rule_sets.id")),  # in force when it was decided
    Column("unread", Integer, nullable=False, server_default=text("0")),  # rules that failed for unread facts alone
    Column("decided_at", UtcTime),
    Column("failure", Text),
    Column("report_count", Integer, nullable=False, server_default=text("0")),
    Column("decision_count", Integer, nullable=False, server_default=text("0")),
    Column("features", Packed()),  # what the index of stories sees of it; empty: it must look at the text
    _index_where("ix_articles_pending", "seq", "state = 'pending'"),
    Index("ix_articles_received", "received_at"),
    Index("ix_articles_drop", "drop_id"),
    _index_where("ix_articles_key", "revision_key", "revision_key IS NOT NULL"),
    sqlite_autoincrement=True,  # a number is never given twice
)

stories = Table(
    "stories",
    metadata,
    Column("number", _Serial, primary_key=True),  # what people say: #417
    Column("id", String, nullable=False, unique=True),
    Column("opened_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("headline", Text, nullable=False),
    Column("alias_of", String),  # merged into that story, for ever
    Column("story", StoryJson(), nullable=False),
    Column("watch", String),  # the rule over time that it tells of; no report ever joins it
    Index("ix_stories_updated", "updated_at"),
    _index_where("ix_stories_watch", "watch", "watch IS NOT NULL"),
    _index_where("ix_stories_merged", "alias_of", "alias_of IS NOT NULL"),
    sqlite_autoincrement=True,  # a number is never given twice
)

reports = Table(
    "reports",
    metadata,
    Column("id", String, primary_key=True),
    Column("article_id", ForeignKey("articles.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("relation", String, nullable=False),
    Column("decided_at", UtcTime, nullable=False),
    Column("why", Json(tuple[str, ...])),  # it joined, in words, with the nearest rival
    Column("changes", Json(tuple[MaterialChange, ...])),  # of its story, without whose word it was
    UniqueConstraint("article_id", "n"),
    Index("ix_reports_story", "story_id"),
)

rule_sets = Table(
    "rule_sets",
    metadata,
    Column("id", String, primary_key=True),  # the hash of the canonical text
    Column("canonical", Text, nullable=False),  # empty where it lies in parts
    Column("accepted_at", UtcTime, nullable=False),
)

rule_set_parts = Table(
    "rule_set_parts",  # the canonical text of a large set, deflated and cut; written before the set is accepted
    metadata,
    Column("rule_set_id", String, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("part", LargeBinary, nullable=False),
)

in_force = Table(
    "in_force",
    metadata,
    Column("one", Integer, primary_key=True),  # always 1: there is one row
    Column("rule_set_id", ForeignKey("rule_sets.id"), nullable=False),
    Column("since", UtcTime, nullable=False),
    Column("problems", Json(tuple[Problem, ...]), nullable=False),  # why a newer one was refused: degraded
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", String, primary_key=True),
    Column("about", String, nullable=False),  # the story's id, or the article's for `group_by: [article]`
    Column("story_id", ForeignKey("stories.id"), nullable=False),
    Column("receiver", String, nullable=False),
    Column("level", String, nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("acked_at", UtcTime),
    Column("acked_by", String),
    Column("standing", Json(Standing), nullable=False),
    UniqueConstraint("about", "receiver"),
    Index("ix_alerts_story", "story_id"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("receiver", String, nullable=False),
    Column("story_id", String, nullable=False),
    Column("article_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("rules", Json(tuple[str, ...]), nullable=False),
    Column("listed", Boolean, nullable=False, server_default=false()),  # it has an entry
    UniqueConstraint("receiver", "story_id", "article_id"),
    Index("ix_decisions_story", "story_id"),
    Index("ix_decisions_article", "article_id"),
    Index("ix_decisions_receiver", "receiver", "at"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", String, primary_key=True),  # the one identity over all retries
    Column("kind", String, nullable=False),
    Column("receiver", String, nullable=False),
    Column("alert_id", ForeignKey("alerts.id")),
    Column("n", Integer, nullable=False),
    Column("level", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("source", String),  # of the article that caused it: limits count per source
    Column("article_id", String),
    # without article and facts (kept in `articles`) and entries; empty when rendered: nobody reads it again
    Column("letter", Json(Letter), nullable=False),
    Column("state", String, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("settled_at", UtcTime),
    Column("last_error", Text),
    Column("subject", Text),
    Column("message_id", String),
    Column("rendered", Packed()),  # made once; every retry and replay sends these bytes
    Column("answers", Integer, nullable=False, server_default=text("0")),  # how many receipts it has
    UniqueConstraint("alert_id", "n"),
    _index_where("ix_notices_due", "due_at", "state = 'pending'"),
    Index("ix_notices_receiver", "receiver", "created_at"),
    Index("ix_notices_state", "state"),
)

receipts = Table(
    "receipts",
    metadata,
    Column("notice_id", ForeignKey("notices.id"), primary_key=True),
    Column("recipient", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("code", Integer),
    Column("text", Text, nullable=False, server_default=text("''")),
    Column("attempts", Integer, nullable=False, server_default=text("1")),
    Column("at", UtcTime, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("receiver", String, nullable=False),
    Column("story_id", String, nullable=False),
    Column("article_id", String, nullable=False),
    Column("kind", String, nullable=False),  # the decision that put it here
    Column("level", String, nullable=False),
    Column("catch_up", Boolean, nullable=False, server_default=false()),
    Column("at", UtcTime, nullable=False),
    Column("entry", Json(Entry), nullable=False),
    Column("summary_id", ForeignKey("notices.id")),  # the summary that lists it
    Column("waits_for", String),  # what must be over before a summary may list it; empty where none will
    Column("silence_id", BigInteger),  # the silence that withheld it
    Column("quiet", Json(Quiet)),  # the hours in which it may not be told
    Column("digest_id", ForeignKey("notices.id")),  # the digest that lists it: everything goes into the digest
    UniqueConstraint("receiver", "story_id", "article_id"),
    Index("ix_entries_story", "story_id"),
    Index("ix_entries_summary", "receiver", "kind", "summary_id"),
    Index("ix_entries_digest", "receiver", "digest_id"),
    Index("ix_entries_summarised", "summary_id"),
    Index("ix_entries_digested", "digest_id"),
    Index("ix_entries_silence", "silence_id"),
    _index_where("ix_entries_waiting", "receiver", "summary_id IS NULL AND waits_for IS NOT NULL"),
)

silences = Table(
    "silences",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("silence", Json(Silence), nullable=False),
    Column("starts_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("expired_by", String),  # who ended it before its time
    Index("ix_silences_ends", "ends_at"),
    sqlite_autoincrement=True,  # a number is never given twice
)

escalations = Table(
    "escalations",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("alert_id", ForeignKey("alerts.id"), nullable=False, unique=True),
    Column("receiver", String, nullable=False),  # who is told when nobody takes the alert up
    Column("after_seconds", Integer, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("state", String, nullable=False),  # waiting | told | acked | void
    Column("settled_at", UtcTime),
    Column("notice_id", ForeignKey("notices.id")),
    _index_where("ix_escalations_waiting", "due_at", "state = 'waiting'"),
)

digests = Table(
    "digests",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("receiver", String, nullable=False),
    Column("starts_at", UtcTime, nullable=False),  # with the receiver the digest's identity
    Column("ends_at", UtcTime),  # empty while the period lasts; each receiver has one such row
    Column("made_at", UtcTime),
    Column("after_drop", BigInteger, nullable=False),  # what came later than these rows is told by this digest
    Column("after_decision", BigInteger, nullable=False),
    Column("notice_id", ForeignKey("notices.id")),  # empty where there was nothing to tell
    UniqueConstraint("receiver", "starts_at"),
    _index_where("ix_digests_open", "receiver", "ends_at IS NULL"),
)

receivers = Table(
    "receivers",
    metadata,
    Column("name", String, primary_key=True),
    Column("health", String, nullable=False),  # ok | failing | parked | disabled
    Column("since", UtcTime, nullable=False),
    Column("reason", Text, nullable=False, server_default=text("''")),
    Column("retry_at", UtcTime),  # parked: when one batch tries again
)

troubles = Table(
    "troubles",
    metadata,
    Column("cause", String, primary_key=True),
    Column("about", String),  # the receiver that fails, which must not be the only one to hear of it
    Column("text", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("told", Integer, nullable=False, server_default=text("0")),  # how many of them a notice has told
    Column("first_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False),
    Column("told_at", UtcTime),
)

instructions = Table(
    "instructions",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),
    Column("other", String),
    Column("who", String, nullable=False),
    Column("why", Text, nullable=False, server_default=text("''")),
    Column("at", UtcTime, nullable=False),
    Column("state", String, nullable=False),  # pending | applied | refused
    Column("result", Text),
    Column("applied_at", UtcTime),
    _index_where("ix_instructions_pending", "id", "state = 'pending'"),
    sqlite_autoincrement=True,  # a number is never given twice
)

counted_rules = Table(
    "counted_rules",
    metadata,
    Column("rule_id", String, primary_key=True),
    Column("meaning", String, primary_key=True),  # of another `when:` everything is counted anew
    Column("since", UtcTime, nullable=False),
    Column("late", Integer, nullable=False, server_default=text("0")),  # articles that came too late to count
)
"""The rules over time that were ever in force, and since when."""

occurrences = Table(
    "occurrences",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("rule_id", String, nullable=False),
    Column("meaning", String, nullable=False),
    Column("key", String, nullable=False),  # what is counted for itself; empty: everything
    Column("name", Text, nullable=False),  # of the key, for people
    Column("article_id", String, nullable=False),  # counts once under one key, however often it is decided
    Column("at", UtcTime, nullable=False),
    Column("source", String, nullable=False),
    Column("witness", Boolean, nullable=False),
    Column("revised", Boolean, nullable=False),
    UniqueConstraint("rule_id", "meaning", "key", "article_id"),
    Index("ix_occurrences_counted", "rule_id", "meaning", "key", "at"),
)

episodes = Table(
    "episodes",
    metadata,
    Column("id", _Serial, primary_key=True),
    Column("rule_id", String, nullable=False),
    Column("meaning", String, nullable=False),
    Column("key", String, nullable=False),
    Column("story_id", String, nullable=False),
    Column("first_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),  # of a silence: when there was enough again
    Index("ix_episodes_of", "rule_id", "meaning", "key", "last_at"),
)
"""What rules over time told as one thing: windows that overlap, or one silence."""

pruned = Table(
    "pruned",
    metadata,
    Column("what", String, primary_key=True),  # the name of the table
    Column("receiver", String, primary_key=True),  # empty where rows have none
    Column("state", String, primary_key=True),  # or kind; empty where rows have none
    Column("count", BigInteger, nullable=False),
)
"""How many rows retention has taken away: what `audit` adds to those that are there."""

pruned_drops = Table(
    "pruned_drops",
    metadata,
    Column("first", _Serial, primary_key=True),  # numbers in a row, of which none is there any more
    Column("last", BigInteger, nullable=False),
)

pruned_files = Table(
    "pruned_files",
    metadata,
    Column("path", String, primary_key=True),  # relative to the spool; its drop is gone, the file goes next
)

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
