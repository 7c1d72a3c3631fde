"""`stories show` says what was known before a change, and when a report changed nothing: the figure stands."""

from __future__ import annotations

from dataclasses import replace

from monitor.cli.story_changes import more_told_before, what_came_of
from monitor.model import Claim, Figure, Interval, MaterialChange, Member, Source, Story, Told
from monitor.store.stories import ReportRow
from monitor.vocabulary import Change, ClaimKind, Flag, Harm, Relation, Status
from tests.stories.conftest import START

SOURCE = Source(id="agency", configured=True)


def exactly(n: int) -> Interval:
    return Interval(min=n, max=n)


def member(n: int) -> Member:
    return Member(
        report_id=f"a{n}:0",
        article_id=f"a{n}",
        source=SOURCE,
        title=None,
        url=None,
        relation=Relation.REPORT,
        received_at=START,
        published_at=None,
    )


def told(n: int, value: int) -> Told:
    claim = Claim(about=ClaimKind.TOLL, harm=Harm.KILLED, value=exactly(value), status=Status.REPORTED)
    return Told(claim=claim, report_id=f"a{n}:0", article_id=f"a{n}", source=SOURCE, at=START)


def story_of(*values: int) -> Story:
    lines = tuple(told(n, value) for n, value in enumerate(values, 1))
    figure = Figure(harm=Harm.KILLED, value=exactly(values[-1]), status=Status.REPORTED, told=lines)
    members = tuple(member(n) for n, _ in enumerate(values, 1))
    return Story(
        id="s", opened_at=START, updated_at=START, headline="h", event=None, figures=(figure,), members=members
    )


RISE = MaterialChange(kind=Change.TOLL, harm=Harm.KILLED, before=exactly(1), after=exactly(5))


def test_a_change_from_a_fallen_figure_names_the_most_that_had_been_told() -> None:
    assert more_told_before(story_of(4, 1, 5), 3, RISE) == " (4 had been told before)"


def test_where_what_stood_was_the_most_nothing_is_added() -> None:
    assert more_told_before(story_of(1, 5), 2, RISE) == ""
    assert more_told_before(story_of(4, 1, 5), 3, replace(RISE, before=exactly(4))) == ""
    assert more_told_before(story_of(4, 1, 5), 3, replace(RISE, harm=Harm.INJURED)) == ""


def test_what_was_only_feared_was_no_toll_told_before() -> None:
    story = story_of(50, 1, 5)
    figure = story.figures[0]
    fear = replace(figure.told[0], claim=replace(figure.told[0].claim, flags=(Flag.FEARED,)))
    feared = replace(story, figures=(replace(figure, told=(fear, *figure.told[1:])),))
    assert more_told_before(feared, 3, RISE) == ""
    assert more_told_before(feared, 3, replace(RISE, feared=True)) == " (50 had been told before)"


def row(n: int, *changes: MaterialChange) -> ReportRow:
    return ReportRow(report_id=f"a{n}:0", relation=Relation.REPORT, decided_at=START, why=(), changes=changes)


def standing_at(value: int, story: Story) -> Story:
    return replace(story, figures=tuple(replace(figure, value=exactly(value)) for figure in story.figures))


DENIAL = MaterialChange(kind=Change.TOLL, harm=Harm.KILLED, before=exactly(14), after=exactly(0))


def test_a_denial_that_is_not_believed_is_told_as_what_it_is_and_the_figure_stands() -> None:
    story = standing_at(14, story_of(14, 0))
    assert what_came_of(story, {"a2:0": row(2, DENIAL)}, 2, DENIAL) == "told no one killed; 14 stands"


def test_it_stood_then_also_where_the_toll_rose_later() -> None:
    rise = replace(DENIAL, after=exactly(21))
    story, rows = story_of(14, 0, 21), {"a2:0": row(2, DENIAL), "a3:0": row(3, rise)}
    assert what_came_of(story, rows, 2, DENIAL) == "told no one killed; 14 stands"
    assert what_came_of(story, rows, 3, rise) == "changed killed 14 -> 21"


def test_a_figure_that_fell_is_told_as_a_change() -> None:
    story = story_of(14, 0)
    assert what_came_of(story, {"a2:0": row(2, DENIAL)}, 2, DENIAL) == "changed killed 14 -> no one"


def test_a_fear_beside_the_figure_does_not_hide_that_it_stood() -> None:
    fear = replace(DENIAL, before=None, after=exactly(50), feared=True)
    story, rows = standing_at(14, story_of(14, 0, 50)), {"a2:0": row(2, DENIAL), "a3:0": row(3, fear)}
    assert what_came_of(story, rows, 2, DENIAL) == "told no one killed; 14 stands"
    assert what_came_of(story, rows, 3, fear) == "changed 50 feared dead"
