"""`stories show` says what was known before a change, not only which figure stood."""

from __future__ import annotations

from dataclasses import replace

from monitor.cli.story_page import more_told_before
from monitor.model import Claim, Figure, Interval, MaterialChange, Member, Source, Story, Told
from monitor.vocabulary import Change, ClaimKind, Harm, Relation, Status
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
