"""A language is data: a few lines of Ukrainian are read by the same code."""

from dataclasses import replace
from typing import Any

import pytest

from monitor.extraction.actors import find_actors
from monitor.extraction.attribution import find_attributions
from monitor.extraction.dates import find_dates
from monitor.extraction.facts import extract
from monitor.extraction.geography.place_words import build_place_words
from monitor.extraction.harm.lexicon import build_lexicon
from monitor.extraction.index.cues import build_cue_finder
from monitor.extraction.index_building import build_index
from monitor.extraction.load import Knowledge
from monitor.extraction.places import find_places
from monitor.model import ActorEntry, Gazetteer, PlaceEntry
from monitor.vocabulary import ActorKind
from tests.extraction.names_case import full_knowledge, raw_article, read
from tests.extraction.test_casualties_in_another_language import PACK as FIGURES

PACK: dict[str, dict[str, Any]] = {
    "actors": {
        "titles": "президент, генерал, міністр",
        "organisations": "міністерство, фронт",
        "forces": "армія",
        "stop": "за, що, у, на, та",
        "locative": "у, в, на, під",
        "modifiers": "народний",
        "roles": {
            "attacker": {"after": "обстріляла, атакувала"},
            "accused": {"before": "звинуватила, звинуватив"},
            "claimant": {"after": "взяв на себе відповідальність"},
        },
    },
    "attribution": {
        "says": "повідомила, повідомили, заявив, сказав",
        "claims": "звинуватила",
        "denies": "заперечила, заперечив",
        "denied_things": "причетність, що, це",
        "involvement": "причетність",
        "accuses": "звинуватила",
        "accused_of": "в",
        "according": "за словами, за даними",
        "hedges": "нібито",
        "official": "поліція, поліції, міністр, рятувальники",
        "unnamed": "джерело, джерела, очевидці",
        "party": "армія",
        "outlet": "агентство",
        "clause": "що, та",
        "and_words": "та",
        "pair": "пошуку та порятунку",
        "pronouns": "він, вона",
    },
    "dates": {
        "small_letters": True,
        "months": {"березня": 3},
        "weekdays": {"понеділок": 0, "п'ятниці": 4},
        "relative": {"вчора": -1},
        "from_named": {"наступного дня": 1},
        "units": {"дні, день": 1},
        "numbers": {"два": 2},
        "ago": "тому",
        "last": "минулої",
    },
}
GAZETTEER = Gazetteer(
    actors=(ActorEntry(id="marta", name="Марта Олійник", kind=ActorKind.PERSON),),
    places=(PlaceEntry(name="Харків", country="UA", lat=50.0, lon=36.2),),
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    index = build_index(pack=PACK, common_words="очевидці\nдвоє", places="", gazetteer=GAZETTEER)
    return replace(full_knowledge(), gazetteer=GAZETTEER, indexes={"en": index})


def test_names_places_days_and_speakers_are_read(knowledge: Knowledge) -> None:
    article = raw_article("Армія атакувала Харків 9 березня. Поліція повідомила, що Марта Олійник загинула вчора.")
    actors = find_actors(article, knowledge)
    assert {one.id for one in actors} >= {"marta", "name:армія"}
    assert [one.place.country for one in find_places(article, knowledge)] == ["UA"]
    assert [str(one.on) for one in find_dates(article, knowledge)] == ["2024-03-09", "2024-03-11"]
    (told,) = find_attributions(article, actors, knowledge)
    assert (told.attribution.source, told.attribution.cue) == ("Поліція", "повідомила")


SPEAKERS = {
    "said": ("Поліція повідомила, що двоє загинули.", "Поліція | повідомила | official"),
    "according to": ("За даними поліції, двоє загинули.", "поліції | За даними | official"),
    "unnamed": ("Очевидці повідомили, що двоє загинули.", "Очевидці | повідомили | unnamed"),
    "a side": ("Армія повідомила, що двоє загинули.", "Армія | повідомила | party"),
    "denied": ("Армія заперечила причетність.", "Армія | заперечила | party denied"),
    "a hedge": ("Міст нібито впав.", " | нібито | unknown"),
    "behind its acronym": ("Народний фронт (НФ) заявив, що двоє загинули.", "Народний фронт | заявив | unknown"),
    "a surname behind its title": (
        "Міністр Олег Марченко приїхав. Марченко сказав, що двоє загинули.",
        "Марченко | сказав | official",
    ),
    "turned round": ("«Двоє загинули», сказав міністр.", "міністр | сказав | official"),
}


@pytest.mark.parametrize(("text", "expected"), SPEAKERS.values(), ids=SPEAKERS)
def test_who_says_so_is_read(text: str, expected: str, knowledge: Knowledge) -> None:
    article = raw_article(text)
    found = [
        f"{one.attribution.source} | {one.attribution.cue} | {one.attribution.kind.value}" + " denied" * one.denied
        for one in find_attributions(article, find_actors(article, knowledge), knowledge)
    ]
    assert found == [expected]


ROLES = {
    "attacker": ("Армія обстріляла село.", "name:армія:attacker"),
    "accused": ("Поліція звинуватила Марту Олійник.", "name:марту оліиник:accused"),
    "claimant": ("Народний фронт взяв на себе відповідальність.", "name:народнии фронт:claimant"),
    "an acronym": ("Народний фронт (НФ) пішов. НФ повернувся.", "name:народнии фронт"),
}


@pytest.mark.parametrize(("text", "expected"), ROLES.values(), ids=ROLES)
def test_what_an_actor_does_is_read(text: str, expected: str, knowledge: Knowledge) -> None:
    found = find_actors(raw_article(text), knowledge)
    assert expected in {one.id + (f":{one.role.value}" if one.role else "") for one in found}


DAYS = {
    "a day of a month": ("Це сталося 9 березня.", ["2024-03-09"]),
    "the last weekday": ("Це сталося минулої п'ятниці.", ["2024-03-08"]),
    "days ago": ("Це сталося два дні тому.", ["2024-03-10"]),
    "the next day": ("Він упав 3 березня. Наступного дня він помер.", ["2024-03-03", "2024-03-04"]),
}


@pytest.mark.parametrize(("text", "days"), DAYS.values(), ids=DAYS)
def test_days_are_read(text: str, days: list[str], knowledge: Knowledge) -> None:
    assert [str(one.on) for one in find_dates(raw_article(text), knowledge)] == days


STRUCK = """Троє людей загинули внаслідок ракетного удару по місту Харків 9 березня, повідомила поліція.

Щонайменше п'ять мешканців поранено. Армія заперечила причетність."""


def in_ukrainian(**files: Any) -> Knowledge:  # noqa: ANN401 - a file's shape is its own
    """What the program knows when `languages/uk/` holds the files given and nothing else."""
    pack = {**FIGURES, **PACK, **files}
    index = build_index(pack=pack, common_words="очевидці\nдвоє", places="", gazetteer=GAZETTEER)
    return replace(
        full_knowledge(),
        gazetteer=GAZETTEER,
        packs={"uk": pack},
        indexes={"uk": index},
        lexicons={"uk": build_lexicon(pack)},
        cue_finders={"uk": build_cue_finder(pack)},
        place_words={"uk": build_place_words(pack)},
    )


def test_data_alone_reads_a_whole_article() -> None:
    knowledge = in_ukrainian(
        kinds={"strike": "удар, удару, обстріл"},
        events={"tension": ""},
        places_in={"before": "у, в, по, місту", "articles": ""},
    )
    (event,) = extract(read(STRUCK), knowledge).events
    assert (event.kind, str(event.on), [place.name for place in event.places]) == ("strike", "2024-03-09", ["Харків"])
    assert event.casualties.killed
    assert event.casualties.killed.value.min == 3
    assert event.casualties.killed.claims[0].attribution
    assert event.casualties.killed.claims[0].attribution.source == "поліція"
    assert event.casualties.injured
    assert (event.casualties.injured.value.min, event.casualties.injured.value.bound) == (5, "at_least")
    assert [(one.name, one.role) for one in event.actors] == [("Армія", "speaker")]


def test_a_file_that_is_missing_yet_takes_nothing_but_its_own() -> None:
    (event,) = extract(read(STRUCK), in_ukrainian()).events
    assert event.kind == "other"
    assert event.casualties.killed
    assert event.casualties.killed.value.min == 3


def test_a_dateline_is_read(knowledge: Knowledge) -> None:
    (one,) = find_places(raw_article("ХАРКІВ, 9 березня (Агентство) — Двоє загинули."), knowledge)
    assert one.dateline
