"""Merge and split: a person's word about what is one event wins, now and after a restart."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from monitor.model import Analysed, Casualties, Casualty, Claim, Interval, Story
from monitor.store import Connection
from monitor.store.instructions import Instruction, InstructionKind, instruct, result_of
from monitor.store.schema import alerts, reports
from monitor.store.stories import aliases_of, living, newest_stories, stories_called, story_with_id
from monitor.vocabulary import ClaimKind, Harm, Status
from tests.pipeline.conftest import RULE, Newsroom, newsroom_of, told

DEPOT = (
    "A missile struck a postal depot in Belgorod on Sunday and killed {killed} sorters, governor Oleh Danko said. "
    "{more} The terminal of the parcel firm Vostok burned until noon."
)
BRIDGE = (
    "Two drones hit the railway bridge at Belgorod on Sunday. The engine driver Pavel Zimin and {killed} passengers "
    "died when the night train to Voronezh fell into the river. {more}"
)


def counted(text: str, killed: int, source: str, place: str = "Belgorod") -> Analysed:
    """Return an article whose outlet gives the toll in its own words."""
    plain = told(text, killed=killed, source=source, place=place)
    (event,) = plain.facts.events
    value = Interval(min=killed, max=killed)
    claim = Claim(about=ClaimKind.TOLL, harm=Harm.KILLED, value=value, status=Status.REPORTED)
    dead = Casualty(value=value, status=Status.REPORTED, claims=(claim,))
    event = replace(event, casualties=Casualties(killed=dead))
    (report,) = plain.reports
    return replace(plain, facts=replace(plain.facts, events=(event,)), reports=(replace(report, event=event),))


def depot(n: int, killed: int, source: str = "reuters") -> Analysed:
    return counted(DEPOT.format(killed=killed, more=f"Row {n} of the hall collapsed."), killed, source)


def bridge(n: int, killed: int, source: str = "daily") -> Analysed:
    return counted(BRIDGE.format(killed=killed, more=f"Carriage {n} was lifted out."), killed, source)


def say(room: Newsroom, kind: InstructionKind, target: str, other: str) -> tuple[bool, str]:
    """Let a person say something and the desk apply it; return what came of it."""
    wish = Instruction(kind=kind, target=target, other=other, who="olga", why="seen on the spot")
    number = room.store.write(partial(instruct, instruction=wish, now=room.now)).result()
    room.decide()
    result = room.store.read(partial(result_of, instruction_id=number))
    assert result
    return result


def alive(room: Newsroom) -> list[Story]:
    return [row.story for row in room.store.read(lambda connection: list(newest_stories(connection)))][::-1]


def killed_in(story: Story) -> int | None:
    return next((figure.value.min for figure in story.figures if figure.harm == "killed"), None)


def test_merged_stories_are_one_and_the_other_stays_an_alias(newsroom: Newsroom) -> None:
    newsroom.hear(depot(1, 4), bridge(1, 9))
    first, second = alive(newsroom)
    assert say(newsroom, InstructionKind.MERGE, first.id, second.id) == (True, "#2 is part of #1 now: 2 reports")
    (one,) = alive(newsroom)
    assert (one.id, one.number, len(one.members)) == (first.id, 1, 2)
    (alias,) = newsroom.store.read(partial(stories_called, name="#2"))
    assert newsroom.store.read(partial(living, row=alias)).story.id == first.id
    assert [row.story.id for row in newsroom.store.read(partial(aliases_of, story_id=first.id))] == [second.id]


def test_a_merge_holds_for_every_later_report_and_after_a_restart(newsroom: Newsroom) -> None:
    newsroom.hear(depot(1, 4), bridge(1, 9))
    first, second = alive(newsroom)
    say(newsroom, InstructionKind.MERGE, first.id, second.id)
    newsroom.hear(bridge(2, 10))
    newsroom.restart()
    newsroom.hear(bridge(3, 11), depot(2, 5))
    (one,) = alive(newsroom)
    assert len(one.members) == 5


def test_nobody_gets_a_second_first_alert_by_a_merge(newsroom: Newsroom) -> None:
    assert newsroom.hear(depot(1, 4), bridge(1, 9)) == ["first", "first"]
    first, second = alive(newsroom)
    say(newsroom, InstructionKind.MERGE, first.id, second.id)
    newsroom.restart()
    newsroom.later(hours=1)
    assert newsroom.hear(bridge(2, 12), depot(2, 14)) == ["update", "update"]
    kinds = [letter.notice.kind.value for letter in newsroom.outbox()]
    assert kinds == ["first", "first", "update", "update"]
    standing = newsroom.store.read(lambda connection: connection.execute(alerts.select()).all())
    assert len({(row.about, row.receiver) for row in standing}) == len(standing) == 2


def test_an_alert_that_only_the_merged_story_had_goes_on_under_its_own_numbers(newsroom: Newsroom) -> None:
    newsroom.hear(told(DEPOT.format(killed="no", more="All fled."), killed=None), bridge(1, 9))
    silent, loud = alive(newsroom)
    say(newsroom, InstructionKind.MERGE, silent.id, loud.id)
    assert newsroom.hear(bridge(2, 12)) == ["update"]
    first, update = newsroom.outbox()
    assert (update.notice.alert_id, update.notice.n) == (first.notice.alert_id, 2)
    assert update.notice.story_id == silent.id


def test_a_chain_of_merges_ends_in_one_story(newsroom: Newsroom) -> None:
    fire = counted("A warehouse for paint burned in Lima. The fire brigade counted 3 dead.", 3, "daily", "Lima")
    newsroom.hear(depot(1, 4), bridge(1, 9), fire)
    first, second, third = alive(newsroom)
    say(newsroom, InstructionKind.MERGE, second.id, third.id)
    say(newsroom, InstructionKind.MERGE, first.id, second.id)
    for story in (second, third):
        row = newsroom.store.read(partial(story_with_id, story_id=story.id))
        assert row
        assert row.alias_of == first.id
    applied, why = say(newsroom, InstructionKind.MERGE, first.id, third.id)
    assert not applied
    assert "one story already" in why


def together(room: Newsroom) -> Story:
    """Bring two events into one story, as a person may have done by mistake."""
    room.hear(depot(1, 4), bridge(1, 9), depot(2, 5, source="daily"))
    first, second = sorted(alive(room), key=lambda story: story.number)
    say(room, InstructionKind.MERGE, first.id, second.id)
    (one,) = alive(room)
    return one


def test_split_reports_are_a_story_of_their_own_and_take_their_figures_with_them(newsroom: Newsroom) -> None:
    one = together(newsroom)
    leaving = bridge(1, 9).reports[0].id
    applied, result = say(newsroom, InstructionKind.SPLIT, one.id, leaving)
    assert applied, result
    assert result == "1 of 3 reports of #1 are story #3 now"
    rest, new = sorted(alive(newsroom), key=lambda story: story.number)
    assert (rest.id, killed_in(rest), len(rest.members)) == (one.id, 5, 2)
    assert (killed_in(new), [member.report_id for member in new.members]) == (9, [leaving])
    assert new.id not in {one.id, *(row.story.id for row in newsroom.store.read(partial(aliases_of, story_id=one.id)))}
    placed = newsroom.store.read(
        lambda connection: connection.execute(reports.select().where(reports.c.id == leaving)).one()
    )
    assert placed.story_id == new.id


def test_a_later_report_of_what_was_split_off_stays_apart_after_a_restart_too(newsroom: Newsroom) -> None:
    one = together(newsroom)
    say(newsroom, InstructionKind.SPLIT, one.id, bridge(1, 9).reports[0].id)
    newsroom.hear(bridge(2, 10))
    newsroom.restart()
    newsroom.hear(bridge(3, 11), depot(3, 6))
    rest, new = sorted(alive(newsroom), key=lambda story: story.number)
    assert [len(rest.members), len(new.members)] == [3, 3]
    assert (killed_in(rest), killed_in(new)) == (6, 11)


def test_the_story_that_was_split_off_is_told_from_its_next_report_on(newsroom: Newsroom) -> None:
    one = together(newsroom)
    say(newsroom, InstructionKind.SPLIT, one.id, bridge(1, 9).reports[0].id)
    assert newsroom.hear(bridge(2, 10)) == ["first"]


def test_what_cannot_be_split_is_refused_with_the_reason(newsroom: Newsroom) -> None:
    one = together(newsroom)
    everything = "\n".join(member.report_id for member in one.members)
    assert say(newsroom, InstructionKind.SPLIT, one.id, everything) == (False, "a story cannot lose every report")
    assert say(newsroom, InstructionKind.SPLIT, one.id, "nothing:0") == (False, "none of these reports is in #1")
    assert say(newsroom, InstructionKind.SPLIT, "gone", "nothing:0")[0] is False
    assert say(newsroom, InstructionKind.MERGE, one.id, "gone")[0] is False


def test_decisions_after_merge_and_split_are_those_of_an_index_made_anew(newsroom: Newsroom, tmp_path: Path) -> None:
    """The index takes a person's word over in place; rebuilt from the store it answers alike."""
    one = together(newsroom)
    say(newsroom, InstructionKind.SPLIT, one.id, bridge(1, 9).reports[0].id)
    later = [maker(n, 20 + n, source) for n in (7, 8, 9) for maker in (bridge, depot) for source in ("reuters", "wire")]
    twin = newsroom_of(tmp_path / "twin", RULE)
    try:
        straight = _places(newsroom, later, restarts=False)
        again = together(twin)
        say(twin, InstructionKind.SPLIT, again.id, bridge(1, 9).reports[0].id)
        assert _places(twin, later, restarts=True) == straight
    finally:
        twin.store.close()


def _places(room: Newsroom, articles: list[Analysed], *, restarts: bool) -> list[tuple[str, str]]:
    placed = []
    for one in articles:
        if restarts:
            room.restart()
        room.arrive(one)
        (decided,) = room.decide()
        placed += [(change.story.id, change.relation.value) for change in decided.changes]
    return placed


def test_an_instruction_that_fails_is_refused_and_stops_nothing(newsroom: Newsroom) -> None:
    newsroom.hear(depot(1, 4))

    def count(connection: Connection) -> int:
        return len(connection.execute(reports.select()).all())

    assert say(newsroom, InstructionKind.MERGE, alive(newsroom)[0].id, alive(newsroom)[0].id)[0] is False
    newsroom.hear(depot(2, 6))
    assert newsroom.store.read(count) == 2
