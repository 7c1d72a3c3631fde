"""What short reports with a rare name in common are forgiven, and where not."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from monitor.stories import StoryIndex
from monitor.stories.brevity import Named, allowance, names_by_rarity, others_named
from monitor.stories.counts import Counts
from monitor.stories.features import Features, Reader
from monitor.stories.frequencies import Frequencies
from monitor.stories.likeness import Asked
from monitor.stories.load import load_words
from monitor.stories.odds import are_together_likely
from monitor.stories.profile import Profile
from monitor.vocabulary import Relation
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, Tell

COMMON = frozenset({"peru", "ali"})


def _report(*names: str, words: int = 40) -> Features:
    terms = [*names, *(f"w{n}" for n in range(words - len(names)))]
    once = np.ones(len(terms), dtype=np.intp)
    named = Counts(np.arange(len(names)), once[: len(names)])
    return Features(terms=dict.fromkeys(terms, 1), counts=once, names=named, lead=named)


def _story(serial: int, *reports: Features) -> Profile:
    frequencies = Frequencies()
    story = Profile(f"s{serial}", serial, frequencies)
    for report in reports:
        story.add(report, frequencies.add(report.terms))
    return story


def _by_rarity(report: Features, frequencies: Frequencies | None = None) -> Named:
    return names_by_rarity(Asked(report, frequencies or Frequencies()), COMMON)


def _forgiven(report: Features, story: Profile, counted: frozenset[str] = frozenset()) -> float:
    return allowance(report, _by_rarity(report), story, counted)


def test_a_rare_name_that_short_texts_share_is_worth_something() -> None:
    assert _forgiven(_report("tinqui", "peru"), _story(0, _report("tinqui", "peru"))) > 0.5


@pytest.mark.parametrize(
    ("report", "member"),
    [
        pytest.param(_report("peru", "ali"), _report("peru", "ali"), id="a land and what many are called"),
        pytest.param(_report("tinqui"), _report("ocongate"), id="no name"),
        pytest.param(_report("tinqui", words=300), _report("tinqui", words=300), id="long texts"),
    ],
)
def test_nothing_is_forgiven_without_a_rare_name_or_to_long_texts(report: Features, member: Features) -> None:
    assert _forgiven(report, _story(0, member)) == 0.0


def test_a_name_that_the_facts_counted_is_not_counted_again() -> None:
    assert _forgiven(_report("tinqui"), _story(0, _report("tinqui")), frozenset({"tinqui"})) == 0.0


def test_the_shorter_the_texts_the_more_is_forgiven_down_to_thirty_words() -> None:
    forgiven = [_forgiven(_report("tinqui", words=n), _story(0, _report("tinqui", words=n))) for n in (60, 30, 10)]
    assert forgiven[0] < forgiven[1] == forgiven[2]


def test_a_name_is_less_rare_the_more_live_reports_have_it() -> None:
    frequencies = Frequencies()
    for _ in range(50):
        frequencies.add({"shabaab": 1})
    (rarest, first), (less, second) = _by_rarity(_report("shabaab", "hayat"), frequencies)
    assert (first, second) == ("hayat", "shabaab")
    assert rarest > less


def test_the_other_stories_that_a_round_up_names_are_counted() -> None:
    report = _report("kivu", "brighton", "bosch", "peru")
    own, *others = (_story(n, _report(name)) for n, name in enumerate(("kivu", "brighton", "bosch", "peru")))
    assert others_named(_by_rarity(report), own, others) == 2


def test_two_stories_of_which_one_may_be_the_other_are_weighed_together() -> None:
    assert are_together_likely(-1.8, [-1.9])
    assert not are_together_likely(-1.8, [-4.0])
    assert not are_together_likely(-1.2, []), "alone, the odds decide"


FIRST = (
    "Chess: Anatol Brezny keeps title\n\nThe Polish champion Anatol Brezny drew the last game in Torun and keeps his "
    "crown for another year, organisers said."
)
AGAIN = (
    "He had slept badly, he said, and nearly lost on move 31. But Brezny held on, and the purse of 200,000 zloty "
    "stays in Lodz, where he coaches children."
)
OTHER = (
    "A girl of twelve is the new chess champion of Hungary. Judit Karman beat her teacher in Szeged and is to play "
    "abroad for the first time in May."
)


def test_two_short_reports_of_one_event_in_other_words_are_one_story(tell_undated: Tell) -> None:
    index = StoryIndex()
    (one,) = index.place(tell_undated(FIRST, source=AGENCY), START)
    (again,) = index.place(tell_undated(AGAIN, source=DAILY), START + timedelta(hours=3))
    (other,) = index.place(tell_undated(OTHER, source=RADIO), START + timedelta(hours=4))
    assert again.story.id == one.story.id, again.why
    assert again.relation in (Relation.REPORT, Relation.UPDATE)
    assert "for a rare name or town" in again.why[0]
    assert other.story.id != one.story.id, other.why


FERRY = (
    "Ferry sinks off Zamboanga, 29 dead, dozens missing\n\nMANILA, Nov 24 ({0}) - At least 29 people drowned and about "
    "40 were missing after a ferry carrying 130 passengers capsized in heavy seas off Zamboanga in the southern "
    "Philippines late on Monday, the coast guard said.\n\nMore than 60 survivors were picked up by fishing boats."
)
MINE = (
    "Gas explosion in coal mine in northern China kills 17\n\nBEIJING, Nov 24 ({0}) - Seventeen miners were killed and "
    "nine were trapped underground after a gas explosion at a coal mine in Shanxi province on Monday night, state "
    "broadcaster CCTV reported."
)
SCHOOL = (
    "Gunmen abduct 25 schoolgirls in northwest Nigeria\n\nKANO, Nigeria, Nov 24 /{0}/ - Gunmen stormed a boarding "
    "school in Kebbi state before dawn on Tuesday, killing the vice-principal and abducting 25 girls, police said."
)


@pytest.mark.parametrize("agency", ["Meridian", "Pajhwok", "Nordwire News", "ZXN"])
def test_that_one_agency_signs_both_is_no_name_that_they_share(tell_undated: Tell, agency: str) -> None:
    index = StoryIndex()
    placed = [
        index.place(tell_undated(text.format(agency), source=AGENCY), START + timedelta(minutes=n))[0]
        for n, text in enumerate((FERRY, MINE, SCHOOL))
    ]
    assert [one.relation for one in placed] == [Relation.NEW] * 3, [one.why for one in placed]


def test_a_name_in_the_brackets_of_a_dateline_counts_where_the_text_tells_of_it_too(tell_undated: Tell) -> None:
    reader = Reader(load_words())
    told = MINE.format("Meridian") + " The mine belongs to Meridian Coal."
    for text, is_named in ((told, True), (MINE.format("Meridian"), False)):
        one = tell_undated(text, source=AGENCY)
        features = reader.read(one.article, one.reports[0])
        named = dict(map(reversed, names_by_rarity(Asked(features, Frequencies()), COMMON)))
        assert ("meridian" in named) is is_named
