# ruff: noqa: E501 - a line is a report as it would be dropped
"""How sure a story is, and what nobody can forge: only configured, independent sources lift it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.model import Place, Source, Story, StoryChange
from monitor.stories import StoryIndex
from monitor.stories.news import moved
from monitor.vocabulary import Change, Flag, Harm, Relation, SourceKind, Status, TimePrecision
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, STRANGER, Tell

FIRE = "A fire in a textile mill in Karachi killed 12 workers on Monday. The mill stands in the Korangi district, and the roof fell before ladders arrived."
AGAIN = "Twelve workers were killed on Monday when fire swept through a textile mill in the Korangi district of Karachi. Ladders arrived after the roof of the mill had fallen."
QUOTING = "A fire in a textile mill in Karachi killed 12 workers on Monday, police chief Javed Odho said. The mill stands in the Korangi district and its roof fell."
QUOTING_TOO = "Police chief Javed Odho said 12 workers were killed on Monday in a fire at a textile mill in Korangi, Karachi, whose roof fell before ladders arrived."


def place(tell: Tell, *told: tuple[str, Source]) -> list[StoryChange]:
    index = StoryIndex()
    done = []
    for n, (text, source) in enumerate(told):
        article = tell(text, source=source, hours=n)
        done.append(index.place(article, article.article.received_at)[0])
    assert len({change.story.id for change in done}) == 1, [change.why for change in done]
    return done


def killed(story: Story) -> tuple[int, Status] | None:
    return next(((one.value.min, one.status) for one in story.figures if one.harm is Harm.KILLED), None)


def test_two_independent_configured_sources_corroborate_a_toll(tell: Tell) -> None:
    _, second = place(tell, (FIRE, AGENCY), (AGAIN, DAILY))
    assert killed(second.story) == (12, Status.CORROBORATED)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param((FIRE, AGENCY), (FIRE + " Copyright.", DAILY), id="a reprint"),
        pytest.param((FIRE, AGENCY), (AGAIN, AGENCY), id="the same outlet twice"),
        pytest.param((FIRE, AGENCY), (AGAIN, STRANGER), id="an unknown outlet"),
        pytest.param((FIRE, STRANGER), (AGAIN, Source(id="other")), id="two unknown outlets"),
        pytest.param((QUOTING, AGENCY), (QUOTING_TOO, DAILY), id="both quote one man"),
        pytest.param((FIRE, AGENCY), (AGAIN, replace(DAILY, kind=SourceKind.SOCIAL)), id="a social account"),
    ],
)
def test_what_is_no_second_witness_corroborates_nothing(
    tell: Tell, first: tuple[str, Source], second: tuple[str, Source]
) -> None:
    story = place(tell, first, second)[-1].story
    figure = killed(story)
    assert figure is not None
    assert figure[1] is not Status.CORROBORATED
    assert story.event is not None
    assert story.event.verification.status is not Status.CORROBORATED


def test_two_forged_articles_that_name_agencies_corroborate_nothing(tell: Tell) -> None:
    forged = ("(Reuters) - " + FIRE, STRANGER), ("KARACHI (AP) - " + AGAIN, Source(id="mirror"))
    story = place(tell, *forged)[-1].story
    figure = killed(story)
    assert figure is not None
    assert figure[1] is not Status.CORROBORATED


def test_a_forged_lower_toll_is_told_but_does_not_lower_what_a_configured_source_said(tell: Tell) -> None:
    forged = AGAIN.replace("Twelve workers were", "One worker was")
    last = place(tell, (FIRE, AGENCY), (forged, STRANGER))[-1]
    assert killed(last.story) is not None
    assert killed(last.story)[0] == 12  # type: ignore[index]  # is not None
    assert Change.TOLL in {change.kind for change in last.changes}


def test_a_forged_correction_takes_nothing_back(tell: Tell) -> None:
    forged = "Correction: " + AGAIN.replace("Twelve workers were", "Two workers were")
    last = place(tell, (FIRE, AGENCY), (forged, STRANGER))[-1]
    assert killed(last.story)[0] == 12  # type: ignore[index]  # is not None
    told = next(figure.told for figure in last.story.figures if figure.harm is Harm.KILLED)
    assert not any(one.withdrawn for one in told)


def test_an_outlet_takes_back_its_own_figure(tell: Tell) -> None:
    corrected = "Correction: " + AGAIN.replace("Twelve workers were", "Ten workers were")
    last = place(tell, (FIRE, AGENCY), (corrected, AGENCY))[-1]
    assert killed(last.story)[0] == 10  # type: ignore[index]  # is not None
    assert Change.CORRECTION in {change.kind for change in last.changes}
    told = next(figure.told for figure in last.story.figures if figure.harm is Harm.KILLED)
    assert [one.withdrawn for one in told] == [True, False]


PARTS = {
    "one of the dead": "Thirteen workers were killed on Monday when fire swept through a textile mill in the Korangi district of Karachi, officials said. Firemen recovered the body of a woman, police chief Javed Odho said. Ladders arrived after the roof of the mill had fallen.",
    "an older figure": "Thirteen workers were killed on Monday when fire swept through a textile mill in the Korangi district of Karachi. An earlier version of this story said that 20 workers had been killed. Ladders arrived after the roof of the mill had fallen.",
}


@pytest.mark.parametrize("text", PARTS.values(), ids=PARTS.keys())
def test_a_number_beside_a_reports_own_figure_is_no_voice_against_it(tell: Tell, text: str) -> None:
    last = place(tell, (FIRE, AGENCY), (text, DAILY))[-1]
    assert killed(last.story) == (13, Status.REPORTED)
    assert last.story.event is not None
    assert last.story.event.verification.status is Status.REPORTED


def test_two_speakers_who_contradict_each_other_in_one_report_make_it_disputed(tell: Tell) -> None:
    """The other side of it: without this the one above could not fail."""
    text = "Twelve workers were killed on Monday when fire swept through a textile mill in the Korangi district of Karachi, police chief Javed Odho said. Mill owner Asif Lakhani said three workers were killed. Ladders arrived after the roof of the mill had fallen."
    last = place(tell, (FIRE, AGENCY), (text, DAILY))[-1]
    assert killed(last.story)[1] is Status.DISPUTED  # type: ignore[index]  # is not None


def status_of(change: StoryChange) -> Status:
    assert change.story.event is not None
    return change.story.event.verification.status


def test_a_dispute_ends_when_the_outlet_that_told_otherwise_takes_its_figure_back(tell: Tell) -> None:
    fewer = AGAIN.replace("Twelve workers were", "Nine workers were")
    corrected = "Correction: " + AGAIN.replace("Twelve workers were", "Nine workers were").replace("ladders", "firemen")
    done = place(tell, (FIRE, AGENCY), (fewer, DAILY), (corrected, AGENCY))
    assert [status_of(one) for one in done] == [Status.REPORTED, Status.DISPUTED, Status.REPORTED]
    assert done[-1].story.event is not None
    assert Flag.CONFLICTING not in done[-1].story.event.verification.flags


def test_a_denial_stands_when_figures_agree_again(tell: Tell) -> None:
    denied = "The owner of the textile mill in the Korangi district of Karachi denied that 12 workers were killed in a fire on Monday."
    done = place(tell, (FIRE, AGENCY), (denied, DAILY), (AGAIN, RADIO))
    assert [status_of(one) for one in done[1:]] == [Status.DISPUTED, Status.DISPUTED]


def test_a_strangers_great_number_makes_nothing_doubtful_that_an_outlet_tells_after_it(tell: Tell) -> None:
    forged, later = AGAIN.replace("Twelve", "150"), AGAIN.replace("Twelve", "Fourteen") + " A fourth engine came."
    done = place(tell, (FIRE, AGENCY), (forged, STRANGER), (later, DAILY))
    assert killed(done[-1].story) == (14, Status.REPORTED)
    assert status_of(done[-1]) is Status.REPORTED


NO_TOLL = "A fire destroyed a textile mill in the Korangi district of Karachi on Monday, {}. The roof of the mill fell before ladders arrived."
OTHER_WORDS = "Flames swept through a textile mill in Korangi, Karachi, on Monday, {}. Ladders arrived after the roof of the mill had fallen."


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("the fire service said", "a rescuer said", Status.CORROBORATED),
        ("the fire service said", "the fire service said", Status.REPORTED),
    ],
    ids=["two speakers", "both quote one"],
)
def test_an_event_is_corroborated_by_two_speakers_as_a_toll_is(
    tell: Tell, one: str, other: str, status: Status
) -> None:
    last = place(tell, (NO_TOLL.format(one), AGENCY), (OTHER_WORDS.format(other), DAILY))[-1]
    assert status_of(last) is status


def test_an_outlet_that_only_hears_of_it_is_no_witness(tell: Tell) -> None:
    hedged = "A fire has reportedly destroyed a textile mill in the Korangi district of Karachi on Monday. The roof of the mill is said to have fallen before ladders arrived."
    last = place(tell, (hedged, AGENCY), (OTHER_WORDS.format("a rescuer said"), DAILY))[-1]
    assert status_of(last) is Status.REPORTED


def test_who_is_newly_accused_and_denies_it_is_told_as_that(tell: Tell) -> None:
    blast = "A bomb killed nine people in a mosque in Peshawar on Friday, police said."
    denial = "The Pakistani Taliban denied any involvement in the bombing of a mosque in Peshawar on Friday that killed nine people."
    last = place(tell, (blast, AGENCY), (denial, DAILY))[-1]
    (named,) = [one.now for one in last.changes if one.kind is Change.ACTOR]
    assert named == "Pakistani Taliban (accused; denied)"


def test_what_is_feared_is_told_as_a_fear_and_moves_no_figure(tell: Tell) -> None:
    boat = "At least four people died when a boat sank off Sfax in Tunisia on Tuesday, the coast guard said."
    feared = "More than 50 people were feared dead after a boat sank off Sfax in Tunisia on Tuesday. Four bodies were found, a court said."
    last = place(tell, (boat, AGENCY), (feared, DAILY))[-1]
    (fear,) = [one for one in last.changes if one.kind is Change.TOLL]
    assert fear.before is None
    assert fear.told is not None
    assert Flag.FEARED in fear.told.claim.flags
    assert fear.feared, "said of the change itself: lists and `stories show` keep it without its article"
    assert killed(last.story)[0] == 4  # type: ignore[index]  # is not None


LOOSER = {
    "dozens after 34": ("34", "Dozens of", (34, 34)),
    "more than 20 after 34": ("34", "More than 20", (34, 34)),
    "at least 34 after 34": ("34", "At least 34", (34, None)),
    "at least 40 after 34": ("34", "At least 40", (40, None)),
}


@pytest.mark.parametrize(("first", "later", "stands"), LOOSER.values(), ids=LOOSER.keys())
def test_a_looser_number_takes_nothing_from_the_exact_one_within_it(
    tell: Tell, first: str, later: str, stands: tuple[int, int | None]
) -> None:
    story = place(tell, (FIRE.replace("12", first), AGENCY), (AGAIN.replace("Twelve", later), DAILY))[-1].story
    (figure,) = (one for one in story.figures if one.harm is Harm.KILLED)
    assert (figure.value.min, figure.value.max) == stands


def test_a_loose_number_brings_no_older_one_back(tell: Tell) -> None:
    told = ("26", AGENCY), ("At least 40", DAILY), ("Dozens of", RADIO)
    texts = [(AGAIN.replace("Twelve", toll) + f" Station {n + 2} sent men.", by) for n, (toll, by) in enumerate(told)]
    assert killed(place(tell, *texts)[-1].story)[0] == 40  # type: ignore[index]  # is not None


def test_a_new_version_of_a_witness_is_a_witness(tell: Tell) -> None:
    index = StoryIndex()
    versions = (FIRE, FIRE + " The owner could not be reached.")
    one, other, new = (
        tell(text, source=source, hours=n)
        for n, (text, source) in enumerate(((versions[0], AGENCY), (AGAIN, DAILY), (versions[1], AGENCY)))
    )
    for told in (one, new):
        index_key = replace(told, article=replace(told.article, revision_key="guid-1"))
        change = index.place(index_key, START)[0]
        if told is one:
            index.place(other, START)
    assert killed(change.story) == (12, Status.CORROBORATED)


@pytest.mark.parametrize(("came", "current"), [(5, 15), (30, 15), (1, 13)], ids=["later", "a day late", "before"])
def test_a_text_that_names_only_its_day_spoke_when_it_came(tell: Tell, came: float, current: int) -> None:
    timed = tell(FIRE.replace("12", "13"), source=AGENCY, hours=3)
    at = {"published_at": START + timedelta(hours=3), "published_precision": TimePrecision.SECOND}
    timed = replace(timed, article=replace(timed.article, **at))
    dated = tell(AGAIN.replace("Twelve", "Fifteen"), source=DAILY, hours=came)
    dated = replace(dated, article=replace(dated.article, published_at=START, published_precision=TimePrecision.DAY))
    index = StoryIndex()
    in_order = sorted((timed, dated), key=lambda one: one.article.received_at)
    changes = [index.place(one, one.article.received_at)[0] for one in in_order]
    assert killed(changes[-1].story)[0] == current  # type: ignore[index]  # is not None


def test_a_fall_is_a_change(tell: Tell) -> None:
    fewer = AGAIN.replace("Twelve workers were", "Nine workers were")
    last = place(tell, (FIRE, AGENCY), (fewer, DAILY))[-1]
    (toll,) = [change for change in last.changes if change.kind is Change.TOLL]
    assert (toll.before.min, toll.after.min) == (12, 9)  # type: ignore[union-attr]  # both are stated
    assert last.relation is Relation.UPDATE
    assert last.story.event is not None
    assert last.story.event.verification.status is Status.DISPUTED


def test_a_new_version_of_an_article_replaces_what_it_said(tell: Tell) -> None:
    index = StoryIndex()
    versions = [tell(FIRE, source=AGENCY), tell(FIRE.replace("12", "15"), source=AGENCY, hours=1)]
    first, second = (
        index.place(replace(one, article=replace(one.article, revision_key="guid-1")), START)[0] for one in versions
    )
    assert second.relation is Relation.REVISION
    assert second.story.id == first.story.id
    assert killed(second.story)[0] == 15  # type: ignore[index]  # is not None
    third = index.place(tell(AGAIN, source=RADIO, hours=2), START)[0]
    assert third.story.id == first.story.id


def versions_of(tell: Tell, *texts: str, withdrawn: bool = False) -> StoryChange:
    """Let an outlet tell one article anew with every text; the last one may take it back."""
    index, last = StoryIndex(), len(texts) - 1
    for n, text in enumerate(texts):
        one = tell(text, source=AGENCY, hours=n)
        article = replace(one.article, revision_key="guid-1", withdrawn=withdrawn and n == last)
        change = index.place(replace(one, article=article), START)[0]
    return change


def test_a_new_version_with_a_higher_toll_corrects_nothing(tell: Tell) -> None:
    change = versions_of(tell, FIRE, FIRE.replace("12", "15"))
    assert [one.kind for one in change.changes] == [Change.TOLL]


def test_a_new_version_with_a_lower_toll_is_a_correction(tell: Tell) -> None:
    change = versions_of(tell, FIRE, FIRE.replace("12", "9"))
    assert Change.CORRECTION in {one.kind for one in change.changes}
    assert killed(change.story)[0] == 9  # type: ignore[index]  # is not None


def test_a_notice_that_kills_a_story_tells_no_toll(tell: Tell) -> None:
    change = versions_of(
        tell, FIRE, "Please kill our story. The mill did not burn; one man was killed elsewhere.", withdrawn=True
    )
    assert killed(change.story) is None
    assert Change.CORRECTION in {one.kind for one in change.changes}


def test_at_least_seven_is_no_witness_to_at_least_twelve(tell: Tell) -> None:
    fewer, more = FIRE.replace("killed 12", "killed at least seven"), AGAIN.replace("Twelve", "At least twelve")
    story = place(tell, (fewer, AGENCY), (more, DAILY))[-1].story
    assert killed(story) == (12, Status.REPORTED)
    assert story.event is not None
    assert story.event.verification.status is Status.REPORTED


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (Place(name="Saltivka", geonameid=6722148, country="UA", lat=50.022, lon=36.349), False),
        (Place(name="Kharkiv Oblast", country="UA", lat=49.6, lon=36.4), False),
        (Place(name="Ukraine", geonameid=690791, country="UA"), False),
        (Place(name="Poltava", geonameid=696643, country="UA", lat=49.589, lon=34.551), True),
        (Place(name="Kharkiv", geonameid=1, country="RU", lat=47.1, lon=39.7), False),
        (Place(name="Belgorod", geonameid=578072, country="RU", lat=50.61, lon=36.58), True),
        (Place(name="Somewhere"), True),
    ],
    ids=[
        "a district",
        "the province",
        "the country",
        "another town",
        "of its name",
        "a town abroad",
        "a name on no map",
    ],
)
def test_only_another_place_is_a_change_of_the_place(new: Place, told: bool) -> None:
    kharkiv = Place(name="Kharkiv", geonameid=706483, country="UA", lat=49.982, lon=36.255)
    assert moved((kharkiv,), (new,)) is told
    assert not moved((kharkiv, new), (new,))
    assert not moved((kharkiv,), (new, kharkiv))


def test_what_an_outlet_counts_itself_stands_until_it_gives_another_number(tell: Tell) -> None:
    index = StoryIndex()
    told = (
        (AGENCY, "A shell hit a market in Kherson on Monday and wounded 12 shoppers, the governor said."),
        (DAILY, "Nine shoppers were wounded when a market in Kherson was shelled on Monday. Stalls burned."),
        (DAILY, "Twelve people were wounded in the shelling of Kherson's market on Monday, the governor said."),
    )
    statuses = []
    for n, (source, text) in enumerate(told):
        (change,) = index.place(tell(text, source=source, hours=n), START + timedelta(hours=n))
        (figure,) = change.story.figures
        statuses.append(figure.status)
    assert statuses == [Status.REPORTED, Status.DISPUTED, Status.REPORTED]
