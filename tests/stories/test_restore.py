"""An index rebuilt from the store answers like the one that never stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model import Analysed, Story, StoryChange
from monitor.stories import Noting, StoryIndex
from monitor.stories.living import IDLE
from monitor.stories.noting import Noted
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, STRANGER, Tell
from tests.stories.pairs import TOLD_TWICE, TWINS
from tests.stories.test_kill_notices import CRASH, FIRE, FIREMEN, NOTICES

TEXTS = [text for row in (*TWINS, *TOLD_TWICE) for text in row[2:]]
TEXTS += [text.replace("Monday", "Sunday").replace(" 14 ", " 15 ") for text in TEXTS]
SOURCES = (AGENCY, DAILY, RADIO, STRANGER)

arrivals = st.lists(
    st.tuples(st.sampled_from(TEXTS), st.sampled_from(SOURCES), st.integers(min_value=0, max_value=120)), max_size=14
)
"""What arrives: a text, from whom, and how many hours after the one before."""


def place_all(index: StoryIndex, articles: Sequence[Analysed]) -> list[tuple[StoryChange, ...]]:
    return [index.place(one, one.article.received_at) for one in articles]


def stories_after(changes: Sequence[tuple[StoryChange, ...]]) -> list[Story]:
    return list({change.story.id: change.story for some in changes for change in some}.values())


@given(arrivals=arrivals, cut=st.integers(min_value=0, max_value=14))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_restart_anywhere_changes_no_decision(tell: Tell, arrivals: list[tuple], cut: int) -> None:  # type: ignore[type-arg]
    hours = 0
    articles = []
    for text, source, later in arrivals:
        hours += later
        articles.append(tell(text, source=source, hours=hours))
    straight = place_all(StoryIndex(), articles)

    rebuilt = StoryIndex()
    rebuilt.restore(stories_after(straight[:cut]), map(Noting().note, articles[:cut]))
    assert place_all(rebuilt, articles[cut:]) == straight[cut:]


def recalled(one: Analysed) -> Noted:
    """Return what is known of an article from nothing but what a worker wrote down of it."""
    noting, article = Noting(), one.article
    noted = noting.recall(article.id, article.source.id, article.revision_key, noting.write(one))
    assert noted is not None
    return noted


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES.keys())
def test_a_kill_notice_after_a_restart_takes_the_same_back(tell: Tell, notice: str) -> None:
    told = ((FIRE, AGENCY), (CRASH, AGENCY), (FIREMEN, DAILY), (notice, AGENCY))
    articles = [tell(text, source=source, hours=n) for n, (text, source) in enumerate(told)]
    straight = place_all(StoryIndex(), articles)
    rebuilt = StoryIndex()
    rebuilt.restore(stories_after(straight[:3]), map(recalled, articles[:3]))
    assert place_all(rebuilt, articles[3:]) == straight[3:]


def test_a_story_that_nobody_tells_any_more_is_over(tell: Tell) -> None:
    text = TWINS[0][2]
    index = StoryIndex()
    (first,) = index.place(tell(text), START)[:1]
    late = START + IDLE + timedelta(minutes=1)
    (again,) = index.place(tell(text, hours=15 * 24), late)[:1]
    assert again.story.id != first.story.id


def test_two_reports_of_one_article_never_share_a_story(tell: Tell) -> None:
    text = TWINS[0][2] + " " + TWINS[4][2]
    index = StoryIndex()
    for n in range(3):
        changes = index.place(tell(text + " Again." * n, hours=n), START)
        assert len({change.story.id for change in changes}) == len(changes)
