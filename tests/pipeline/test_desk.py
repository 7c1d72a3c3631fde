"""The desk over a real store: what people are told, once, and what a restart or a bug changes (nothing)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from monitor.alerting.limits import BETWEEN, COLLECT
from monitor.alerting.policy import policy_of
from monitor.model import Analysed, Casualties, Claim, Match
from monitor.rehearsal import Rehearsal
from monitor.rules.judging import Views
from monitor.store import instructions, schema
from monitor.store.instructions import Instruction, InstructionKind
from monitor.vocabulary import ClaimKind, DecisionKind, Harm, NoticeKind, Status
from tests.pipeline.conftest import RULE, START, Newsroom, Rehearsed, newsroom_of, rule_book, settings, told


def test_a_story_is_told_once_however_many_copies_come(newsroom: Newsroom) -> None:
    assert newsroom.hear(told("Fourteen died.")) == ["first"]
    assert newsroom.hear(told("Fourteen  died. ", source="tass"), told("fourteen died.", source="dpa")) == [
        "repeat",
        "repeat",
    ]
    assert [letter.notice.kind for letter in newsroom.outbox()] == [NoticeKind.FIRST]


def test_a_letter_says_everything_as_it_was_decided(newsroom: Newsroom) -> None:
    newsroom.hear(told("Fourteen died."))
    (letter,) = newsroom.outbox()
    assert letter.article
    assert letter.article.text == "Fourteen died."
    assert letter.facts
    assert letter.story
    assert letter.story.number == 1
    assert letter.alert
    assert letter.alert.story_id == letter.story.id
    assert [reason.rule_id for reason in letter.rules] == ["strike"]
    assert any("killed" in line for line in letter.rules[0].explanation)


def test_two_rules_for_one_receiver_are_one_notice_that_names_both(tmp_path: Path) -> None:
    second = RULE.replace("id: strike", "id: also").replace("level: high", "level: critical")
    room = newsroom_of(tmp_path, f"{RULE}---\n{second}")
    assert room.hear(told("Fourteen died.")) == ["first"]
    (letter,) = room.outbox()
    assert {reason.rule_id for reason in letter.rules} == {"strike", "also"}
    assert letter.notice.level == "critical"
    room.store.close()


def test_stories_are_numbered_in_the_order_they_are_opened(newsroom: Newsroom) -> None:
    newsroom.hear(told("One."), told("Two."), told("One.", source="dpa"))
    assert [letter.story.number for letter in newsroom.outbox() if letter.story] == [1, 2]


def test_a_message_counts_by_reason_what_was_withheld_since_the_last(newsroom: Newsroom) -> None:
    kinds = newsroom.hear(told("Fourteen died."), told("An anniversary of fourteen."), told("Fourteen  died."))
    assert kinds == ["first", "excluded", "repeat"], "the desk decides them at one moment"
    newsroom.later(minutes=1)
    newsroom.hear(told("Others died.", place="Odesa"))
    counted = [(one.kind.value, one.reason, one.count) for one in newsroom.outbox()[-1].suppressed]
    assert counted == [("excluded", "excluded by strike", 1), ("repeat", "a copy of what is known", 1)]
    newsroom.later(minutes=1)
    newsroom.hear(told("More died.", place="Kursk"))
    assert newsroom.outbox()[-1].suppressed == (), "each is counted once"


def test_an_exclusion_is_counted_and_told_nobody(newsroom: Newsroom) -> None:
    assert newsroom.hear(told("An anniversary of fourteen dead.")) == ["excluded"]
    assert newsroom.outbox() == []


def test_group_by_article_tells_near_copies_too(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, RULE + "group_by: [article]\n")
    assert room.hear(told("Fourteen died."), told("Fourteen died.", source="tass")) == ["first", "first"]
    room.store.close()


def test_a_digest_receiver_is_told_nothing_at_once(tmp_path: Path) -> None:
    digest = {"name": "desk", "email": {"to": ["d@example.org"]}, "digest": {"schedule": "0 7 * * *"}}
    room = newsroom_of(tmp_path, receivers=[digest])
    assert room.hear(told("Fourteen died."), told("Fourteen died.", source="tass")) == ["digest_only", "repeat"]
    assert room.outbox() == []
    kept = room.store.read(lambda connection: connection.execute(select(schema.entries.c.kind)).scalars().all())
    assert kept == ["digest_only"]
    room.store.close()


def test_what_is_old_by_its_format_is_not_mailed(newsroom: Newsroom) -> None:
    days_ago = START - timedelta(days=3)
    assert newsroom.hear(told("Old news.", published_at=days_ago)) == ["old"]
    assert newsroom.hear(told("old  news.", source="dpa")) == ["first"], "who was never told is told by a fresh report"


# --- floods -----------------------------------------------------------------------------------


def flood(count: int, sources: int = 1) -> list[Analysed]:
    return [told(f"Story {n}.", source=f"outlet-{n % sources}", place=f"Town {n}") for n in range(count)]


def test_forty_outlets_in_a_minute_are_thirty_mails_and_one_summary_that_lists_the_rest(newsroom: Newsroom) -> None:
    kinds = Counter(newsroom.hear(*flood(40, sources=40)))
    assert kinds == {"first": 30, "folded": 10}
    newsroom.later(seconds=COLLECT.total_seconds())
    assert newsroom.keep_schedule() == 1
    summary = newsroom.outbox()[-1]
    assert summary.notice.kind is NoticeKind.SUMMARY
    assert len({entry.story.id for entry in summary.entries}) == 10
    assert all(entry.subject and entry.decision is DecisionKind.FOLDED for entry in summary.entries)
    assert newsroom.keep_schedule() == 0


def test_a_flooding_feed_folds_only_itself(newsroom: Newsroom) -> None:
    newsroom.hear(told("A quiet one.", source="quiet"))
    newsroom.hear(*flood(200))
    assert newsroom.hear(told("Still heard.", source="quiet")) == ["first"]


def test_a_configured_source_has_its_share_before_it_is_first_heard(newsroom: Newsroom, tmp_path: Path) -> None:
    sources = [{"id": name, "inbox": f"{name}/"} for name in ("outlet-0", "quiet")]
    newsroom.desk.policy = policy_of(settings(tmp_path, sources=sources))
    newsroom.hear(*flood(40))
    assert newsroom.hear(told("Heard for the first time.", source="quiet")) == ["first"]


def test_a_summary_of_a_store_made_anew_is_another_message(tmp_path: Path) -> None:
    identities = set()
    for n in range(2):
        now = START + timedelta(days=n)
        policy = policy_of(settings(tmp_path, limits={"per_receiver": "1/h"}))
        (tmp_path / str(n)).mkdir()
        with Rehearsal(tmp_path / str(n), policy=policy, book=rule_book(RULE), now=now) as rehearsal:
            heard = Rehearsed(rehearsal=rehearsal)
            for story in range(2):
                heard.hear(told(f"Story {n} {story}."), now)
            identities |= {letter.notice.id for letter in rehearsal.notices_until(now + timedelta(hours=1))}
    assert len(identities) == 2


def test_while_a_flood_goes_on_a_summary_comes_every_quarter_of_an_hour(newsroom: Newsroom) -> None:
    summaries = 0
    for minute in range(60):
        newsroom.hear(*(told(f"Minute {minute} story {n}.", place=f"Town {minute}-{n}") for n in range(3)))
        newsroom.later(minutes=1)
        summaries += newsroom.keep_schedule()
    assert summaries == 4
    newsroom.later(minutes=BETWEEN.total_seconds() / 60)
    newsroom.keep_schedule()
    letters = newsroom.outbox()
    listed = [entry.story.id for letter in letters for entry in letter.entries]
    alerted = [letter.story.id for letter in letters if letter.story]
    assert Counter(listed + alerted) == Counter({*listed, *alerted}), "each is told once"
    assert len(listed) + len(alerted) == 180, "and none is lost"


def test_the_limit_forgets_after_an_hour(newsroom: Newsroom) -> None:
    newsroom.hear(*flood(31, sources=31))
    newsroom.later(hours=1, seconds=1)
    assert newsroom.hear(told("Later.")) == ["first"]


# --- restarts, bugs, reloads ------------------------------------------------------------------


def test_a_restart_changes_no_decision(newsroom: Newsroom) -> None:
    newsroom.hear(told("Fourteen died."))
    newsroom.restart()
    assert newsroom.hear(told("Fourteen died.", source="tass")) == ["repeat"]


def test_a_bug_in_one_article_costs_that_article(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = told("This one breaks the rules.")
    real = newsroom.desk.book.matcher.match_seen

    def match(views: Views) -> tuple[Match, ...]:
        if views.article.id == broken.article.id:
            raise RuntimeError("a bug")
        return real(views)

    monkeypatch.setattr(newsroom.desk.book.matcher, "match_seen", match)
    before, after = told("Before."), told("After.")
    assert newsroom.hear(before, broken, after) == ["first", "first"]
    query = select(schema.articles.c.id, schema.articles.c.state)
    states = newsroom.store.read(lambda connection: {row.id: row.state for row in connection.execute(query)})
    assert states == {before.article.id: "decided", broken.article.id: "failed", after.article.id: "decided"}
    assert newsroom.keep_schedule() == 1, "the operator is told"
    (told_operator,) = [letter for letter in newsroom.outbox() if letter.notice.kind is NoticeKind.OPERATOR]
    assert "a bug" in told_operator.text[0]
    stories = newsroom.store.read(lambda connection: connection.execute(select(schema.stories.c.id)).all())
    assert len(stories) == 2, "what the broken one began was undone"

    monkeypatch.undo()
    again = Instruction(kind=InstructionKind.RETRY, target=broken.article.id, who="eva", why="mended")
    newsroom.store.write(lambda connection: instructions.instruct(connection, again, newsroom.now)).result()
    assert [decision.kind for one in newsroom.decide() for decision in one.decisions] == ["first"]


def test_an_article_that_arrives_twice_is_decided_once(newsroom: Newsroom) -> None:
    one = told("Fourteen died.")
    assert newsroom.hear(one) == ["first"]
    assert newsroom.hear(one) == [], "the same bytes again: processed, no report"
    assert newsroom.hear(replace(one, article=replace(one.article, received_at=START + timedelta(hours=1)))) == []


def test_an_alert_is_acknowledged_once_and_the_unknown_one_refused(newsroom: Newsroom) -> None:
    newsroom.hear(told("Fourteen died."))
    alert = newsroom.outbox()[0].alert
    assert alert

    def tell(target: str) -> tuple[bool, str] | None:
        instruction = Instruction(kind=InstructionKind.ACK, target=target, who="eva")
        number = newsroom.store.write(
            lambda connection: instructions.instruct(connection, instruction, newsroom.now)
        ).result()
        newsroom.decide()
        return newsroom.store.read(lambda connection: instructions.result_of(connection, number))

    assert tell(alert.id) == (True, "acknowledged by eva")
    assert tell("nothing") == (False, "there is no alert nothing")


APART = """
title: Tolls that lie apart
id: apart
level: high
when:
  casualties: {disagreement: {gte: 2}}
"""


def claimed(killed: int, source: str) -> Analysed:
    """A strike of which one outlet tells one figure in its own words."""
    words = f"Missiles struck the covered market of Belgorod at noon. {killed} people died there, {source} reports."
    plain = told(words, killed=killed, source=source)
    toll = plain.reports[0].event.casualties.killed  # type: ignore[union-attr]
    claim = Claim(about=ClaimKind.TOLL, harm=Harm.KILLED, value=toll.value, status=Status.REPORTED)  # type: ignore[union-attr]
    event = replace(plain.facts.events[0], casualties=Casualties(killed=replace(toll, claims=(claim,))))  # type: ignore[type-var]
    facts = replace(plain.facts, events=(event,))
    return replace(plain, facts=facts, reports=(replace(plain.reports[0], event=event),))


def test_two_outlets_that_differ_are_told_of_though_each_gives_one_figure(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, APART)
    assert room.hear(claimed(14, "reuters")) == []
    assert room.hear(claimed(15, "afp")) == [], "1 apart"
    assert room.hear(claimed(17, "tass")) == ["first"]
    (letter,) = room.outbox()
    assert letter.rules[0].explanation == (
        "casualties: claims apart by at least 2: killed: claims from 14 to 17, 3 apart",
    )
    room.store.close()


def test_an_outlet_that_raises_its_own_figure_differs_from_nobody(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, APART)
    assert room.hear(claimed(14, "reuters"), claimed(21, "reuters"), claimed(21, "afp")) == []
    room.restart()
    assert room.hear(claimed(22, "dpa")) == []
    assert room.hear(claimed(25, "tass")) == ["first"], "the claims are known after a restart"
    room.store.close()
