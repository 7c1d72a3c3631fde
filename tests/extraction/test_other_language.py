"""A language is data: a few lines of Ukrainian are read by the same code."""

from dataclasses import replace
from typing import Any

import pytest

from monitor.extraction.actors import find_actors
from monitor.extraction.attribution import find_attributions
from monitor.extraction.dates import find_dates
from monitor.extraction.index_building import build_index
from monitor.extraction.load import Knowledge
from monitor.extraction.places import find_places
from monitor.model import ActorEntry, Gazetteer, PlaceEntry
from monitor.vocabulary import ActorKind
from tests.extraction.names_case import full_knowledge, raw_article

PACK: dict[str, dict[str, Any]] = {
    "actors": {
        "titles": "президент, генерал",
        "organisations": "міністерство",
        "forces": "армія",
        "stop": "за, що, у, на, та",
        "locative": "у, в, на, під",
        "roles": {"attacker": {"after": "обстріляла, атакувала"}},
    },
    "attribution": {
        "says": "повідомила, заявив, сказав",
        "according": "за словами",
        "official": "поліція",
        "party": "армія",
        "clause": "що, та",
        "pronouns": "він, вона",
    },
    "dates": {"small_letters": True, "months": {"березня": 3}, "weekdays": {"понеділок": 0}, "relative": {"вчора": -1}},
}
GAZETTEER = Gazetteer(
    actors=(ActorEntry(id="marta", name="Марта Олійник", kind=ActorKind.PERSON),),
    places=(PlaceEntry(name="Харків", country="UA", lat=50.0, lon=36.2),),
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    index = build_index(pack=PACK, common_words="", places="", gazetteer=GAZETTEER)
    return replace(full_knowledge(), gazetteer=GAZETTEER, indexes={"en": index})


def test_names_places_days_and_speakers_are_read(knowledge: Knowledge) -> None:
    article = raw_article("Армія атакувала Харків 9 березня. Поліція повідомила, що Марта Олійник загинула вчора.")
    actors = find_actors(article, knowledge)
    assert {one.id for one in actors} >= {"marta", "name:армія"}
    assert [one.place.country for one in find_places(article, knowledge)] == ["UA"]
    assert [str(one.on) for one in find_dates(article, knowledge)] == ["2024-03-09", "2024-03-11"]
    (told,) = find_attributions(article, actors, knowledge)
    assert (told.attribution.source, told.attribution.cue) == ("Поліція", "повідомила")
