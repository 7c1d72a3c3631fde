"""Where: which place a name means, and what is no place."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extraction import load_knowledge
from monitor.extraction.places import find_places
from monitor.model import Gazetteer, PlaceEntry
from tests.extraction.names_case import full_knowledge, raw_article, read


def places(text: str) -> dict[str, tuple[str, int | None]]:
    """Quoted name -> country and GeoNames number."""
    article = read(text)
    return {
        article.text[one.start : one.end]: (one.place.country or "", one.place.geonameid)
        for one in find_places(article, full_knowledge())
    }


FOUND = {
    "city": ("Rockets hit Belgorod at dawn.", "Belgorod", "RU", 578072),
    "city with an older spelling": ("Rockets hit Kharkov at dawn.", "Kharkov", "UA", 706483),
    "city with its modern spelling": ("Rockets hit Kharkiv at dawn.", "Kharkiv", "UA", 706483),
    "country": ("The quake struck Morocco.", "Morocco", "MA", 2542007),
    "country of two words": ("The quake struck El Salvador.", "El Salvador", "SV", 3585968),
    "capital": ("A bomb exploded in San Salvador.", "San Salvador", "SV", 3583361),
    "region": ("Fighting goes on in the Donbas.", "Donbas", "UA", None),
    "city and country": ("A fire killed two in Tripoli, Lebanon.", "Tripoli", "LB", 266826),
    "the larger of two": ("A fire killed two in Tripoli.", "Tripoli", "LY", 2210247),
    "by the article's country": (
        "Lebanese police closed Tripoli. The port of Lebanon stood still.",
        "Tripoli",
        "LB",
        266826,
    ),
    "city and state": ("A tornado hit Springfield, Missouri.", "Springfield", "US", 4409896),
    "another state": ("A tornado hit Springfield, Illinois.", "Springfield", "US", 4250542),
    "birmingham at home": ("British police cordoned off Birmingham.", "Birmingham", "GB", 2655603),
    "birmingham, alabama": ("Shots were fired in Birmingham, Alabama.", "Birmingham", "US", 4049979),
    "capitals": ("TWO BOMBS EXPLODED IN MEDELLIN.", "MEDELLIN", "CO", 3674962),
    "accents": ("Two bombs exploded in Bogotá.", "Bogotá", "CO", 3688689),
    "small town behind a small word": ("Shells fell on the road to Bakhmut.", "Bakhmut", "UA", 713174),
    "possessive": ("Aleppo's hospitals are full.", "Aleppo", "SY", 170063),
    "hyphenated": ("The Kyiv-Odesa train was hit.", "Odesa", "UA", 698740),
    "a word that is also a city": ("The attack in Nice shocked France.", "Nice", "FR", 2990440),
    "gaza": ("Strikes on Gaza continued.", "Gaza", "PS", None),
}


@pytest.mark.parametrize(("text", "name", "country", "number"), FOUND.values(), ids=FOUND)
def test_a_place_is_told(text: str, name: str, country: str, number: int | None) -> None:
    found = places(text)
    assert name in found
    assert found[name][0] == country
    assert number in (None, found[name][1])


def cases() -> list[pytest.param]:
    made, group = [], ""
    for line in (Path(__file__).parent / "place_cases.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            group = line.removeprefix("# ")
        elif line:
            text, _, expected = line.partition(" =>")
            made.append(pytest.param(text, expected.strip(), id=f"{group}:{len(made) + 1}"))
    return made


@pytest.mark.parametrize(("text", "expected"), cases())
def test_a_name_means_the_place_that_the_article_speaks_of(text: str, expected: str) -> None:
    found = [f"{one.place.name} {one.place.country} {one.kind}" for one in find_places(read(text), full_knowledge())]
    assert ", ".join(found) == expected


SPEAKERS = {
    "police in a city": ("Police in Delhi said a building in Mumbai fell.", "Delhi"),
    "a court": ("A blast in Mumbai killed two, prosecutors told a court in Delhi.", "Delhi"),
    "a general on the phone": ("Gen. Omar Aziz, speaking from Tampa, said a bomb hit Kabul.", "Tampa"),
    "a government by its capital": ("Moscow said five people were killed in Belgorod.", "Moscow"),
}


@pytest.mark.parametrize(("text", "name"), SPEAKERS.values(), ids=SPEAKERS)
def test_where_the_speaker_is_is_told_from_where_it_happened(text: str, name: str) -> None:
    assert [one.place.name for one in find_places(read(text), full_knowledge()) if one.speaker] == [name]


NOT_PLACES = {
    "a person": ("Paris Hilton opened the shop.", "Paris"),
    "a nationality": ("Ukrainian drones were seen.", "Ukrainian"),
    "a court": ("A Moscow district court ruled on it.", "Moscow"),
    "a common word": ("Nice people live here.", "Nice"),
    "a head noun": ("Police arrived late.", "Police"),
    "a surname": ("President George Washington rode on. Washington won.", "George"),
    "a body": ("The Bank of England met.", "England"),
    "a verb": ("Reading the letter he wept.", "Reading"),
}


@pytest.mark.parametrize(("text", "name"), NOT_PLACES.values(), ids=NOT_PLACES)
def test_no_place_is_made_of_other_words(text: str, name: str) -> None:
    assert name not in places(text)


def test_a_place_has_its_position() -> None:
    (found,) = find_places(read("Rockets hit Belgorod at dawn."), full_knowledge())
    assert found.place.lat == pytest.approx(50.6, abs=0.1)
    assert found.place.lon == pytest.approx(36.6, abs=0.1)


def test_the_users_own_places_win() -> None:
    own = PlaceEntry(name="Belgorod", country="XX", lat=1.0, lon=2.0, aliases=("Camp Nine",))
    knowledge = load_knowledge(Gazetteer(places=(own,)))
    found = find_places(read("Rockets hit Belgorod and Camp Nine."), knowledge)
    assert [(one.place.country, one.place.lat) for one in found] == [("XX", 1.0), ("XX", 1.0)]


def test_a_dateline_says_where_it_was_written() -> None:
    found = find_places(read("KYIV, Jan 1 (Reuters) - Rockets hit Kharkiv."), full_knowledge())
    assert [(one.place.name, one.dateline) for one in found] == [("Kyiv", True), ("Kharkiv", False)]


def test_boilerplate_has_no_places() -> None:
    assert "Oslo" not in places("Two died in a fire in Lima.\n\nAlso read | Flood closes roads in Oslo\n\nIt is out.")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_quotes_hold(text: str) -> None:
    article = raw_article(f"In Belgorod {text} near Kharkiv")
    for one in find_places(article, full_knowledge()):
        for evidence in one.place.evidence:
            assert article.text[evidence.start : evidence.end] == evidence.quote
