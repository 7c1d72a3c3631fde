# ruff: noqa: E501 - a line is a report as it would be dropped
"""What a stranger with a folder can do to a story: add a line to it, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.model import Source, Story
from monitor.stories import StoryIndex
from monitor.vocabulary import Change, Harm, Relation, Status
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, STRANGER, Tell
from tests.stories.test_ladder import AGAIN, FIRE

PUPPETS = tuple(Source(id=f"puppet-{n}") for n in range(5))
UNKNOWN = Source(id="unknown")
MORE = "Fifteen workers were killed when fire swept through a textile mill in Korangi, Karachi, on Monday, the rescue service said. The roof of the mill had fallen before ladders arrived."

FORGERIES: dict[str, tuple[tuple[str, Source], ...]] = {
    "Reuters, says the text": (("KARACHI (Reuters) - " + AGAIN, STRANGER),),
    "five folders that all say AP": tuple(
        (f"KARACHI (AP) - {AGAIN} Firemen came from station {n + 2}.", one) for n, one in enumerate(PUPPETS)
    ),
    "a correction": (("Correction: " + AGAIN.replace("Twelve", "Two") + " An earlier version said twelve.", STRANGER),),
    "a denial": (
        (
            "Nobody was killed in the fire at the textile mill in the Korangi district of Karachi on Monday, Reuters said, denying earlier reports of 12 dead workers.",
            STRANGER,
        ),
    ),
    "a kill notice": (
        (
            "KILL NOTICE. Editors: please kill our story on a fire in a textile mill in Karachi that killed 12 workers on Monday. The mill in the Korangi district did not burn.",
            STRANGER,
        ),
    ),
    "a kill notice by its slug": (
        (
            "EDITORS: please kill the story slugged KARACHI-FIRE on 12 workers killed in a textile mill in the Korangi district of Karachi. A kill is mandatory. Reuters",
            STRANGER,
        ),
    ),
    "a copy with a higher toll": ((FIRE.replace("12", "120"), STRANGER),),
    "a copy with a lower toll": ((FIRE.replace("12", "2"), STRANGER),),
    "a copy with a lower toll from the inbox itself": ((FIRE.replace("12", "1"), UNKNOWN),),
    "five folders that quote each other": tuple(
        (
            f"Three workers died on Monday in the textile mill fire in the Korangi district of Karachi, puppet-{(n + 1) % 5} reported. Ladders arrived after the roof had fallen; {n + 4} engines came.",
            one,
        )
        for n, one in enumerate(PUPPETS)
    ),
    "all are alive": (
        (
            "All 12 workers who were reported killed on Monday when fire swept through a textile mill in the Korangi district of Karachi are alive, AFP said. The mill owner called the reports false.",
            STRANGER,
        ),
    ),
    "it was a drill": (
        (
            "The fire in a textile mill in the Korangi district of Karachi on Monday, said to have killed 12 workers, was an exercise, the Karachi police said.",
            STRANGER,
        ),
    ),
    "the killed are injured": (("UPDATE 3 - " + FIRE.replace("killed 12 workers", "injured 12 workers"), STRANGER),),
}


def killed(story: Story) -> tuple[int, Status]:
    return next((one.value.min, one.status) for one in story.figures if one.harm is Harm.KILLED)


@pytest.mark.parametrize("forged", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forgery_lowers_lifts_and_hushes_nothing(tell: Tell, forged: tuple[tuple[str, Source], ...]) -> None:
    """The toll stands, nothing is corroborated, and the next true toll is still told as news."""
    index = StoryIndex()
    real = index.place(tell(FIRE, source=AGENCY), START)[0].story
    for hours, (text, source) in enumerate(forged, 1):
        for change in index.place(tell(text, source=source, hours=hours), START + timedelta(hours=hours)):
            assert change.relation is not Relation.COPY or change.story.id == real.id
            if change.story.id == real.id:
                assert killed(change.story)[0] == 12
                assert killed(change.story)[1] is not Status.CORROBORATED
                assert change.story.event is not None
                assert change.story.event.verification.status is not Status.CORROBORATED
                assert not any(told.withdrawn for figure in change.story.figures for told in figure.told)
    true = index.place(tell(MORE, source=DAILY, hours=9), START + timedelta(hours=9))[0]
    assert true.story.id == real.id, true.why
    assert killed(true.story)[0] == 15
    assert Change.TOLL in {change.kind for change in true.changes}


@pytest.mark.parametrize("end", ["", " \n"], ids=["to the byte", "with another end"])
def test_who_prints_an_agencys_text_before_it_cannot_take_its_toll_back(tell: Tell, end: str) -> None:
    index = StoryIndex()
    told = (
        (FIRE, STRANGER),
        (FIRE + end, AGENCY),
        ("Correction: " + AGAIN.replace("Twelve workers were", "Two workers were"), STRANGER),
    )
    for hours, (text, source) in enumerate(told):
        change = index.place(tell(text, source=source, hours=hours), START + timedelta(hours=hours))[0]
    assert killed(change.story) == (12, Status.DISPUTED)


def test_an_agency_is_a_witness_also_where_a_stranger_printed_its_text_with_another_toll_first(tell: Tell) -> None:
    index = StoryIndex()
    told = ((FIRE.replace("12", "2"), STRANGER), (FIRE, AGENCY), (AGAIN, RADIO))
    for hours, (text, source) in enumerate(told):
        change = index.place(tell(text, source=source, hours=hours), START + timedelta(hours=hours))[0]
    assert [member.independent for member in change.story.members] == [True, True, True]
    assert killed(change.story) == (12, Status.CORROBORATED)


def test_a_copy_that_tells_the_killed_as_injured_is_an_update(tell: Tell) -> None:
    index = StoryIndex()
    index.place(tell(FIRE, source=AGENCY), START)
    change = index.place(tell(FIRE.replace("killed", "injured"), source=DAILY, hours=1), START + timedelta(hours=1))[0]
    assert change.relation is Relation.UPDATE
