"""One name in the letters of two languages is one name, by no list; a name like it is another."""

from __future__ import annotations

import pytest

from monitor.stories.respelling import is_respelled
from monitor.vocabulary import Relation
from tests.stories.conftest import Tell
from tests.stories.test_copies import relation_after

ONE = (
    "kharkiv kharkov, kharkiv charkiw, zelenskyy selenskij, zelensky zelenskiy, mohammed muhammad, horlivka gorlovka, "
    "luhansk lugansk, sergei serhii, chernihiv tschernihiw, chernihiv chernigov, kyiv kiev, kherson cherson, al el, "
    "ayyat ayat, tariq tarik, jadideh jdideh, hudaydah hodeida, husain hussein, mykolaiv mikolajiw, lviv lwow, "
    "khamenei chamenei, shoigu schoigu, medvedev medwedew, idlib idleb, raqqa rakka, toretsk torezk, osama usama, "
    "hisbollah hezbollah, syniehubov sinegubov, izium izyum"
)
TWO = (
    "hassan hussein, niger nigeria, iran iraq, austria australia, slovakia slovenia, petrenko kovalenko, lima lome, "
    "andrea andrew, maria marian, mali mila, donetsk kramatorsk, homs hama, dan diana, franco frank, alan lena, "
    "ali lee, tripoli tripura"
)


@pytest.mark.parametrize("pair", ONE.split(", "))
def test_a_name_in_another_languages_letters_is_the_name(pair: str) -> None:
    one, other = pair.split()
    assert is_respelled(one, other)
    assert is_respelled(other, one)


@pytest.mark.parametrize("pair", TWO.split(", "))
def test_a_name_like_another_is_no_spelling_of_it(pair: str) -> None:
    one, other = pair.split()
    assert not is_respelled(one, other)


TEXT = (
    "A drone struck the house of Serhiy Lysenko in the Al-Hudaydah quarter of Aden on Monday, neighbours said. Its "
    "owner had left for the village of Jabaliya in the morning. The police chief, Mohammed Qassem, asked people to "
    "stay indoors."
)


@pytest.mark.parametrize(
    ("was", "now", "relation"),
    [
        ("Serhiy Lysenko", "Sergei Lissenko", Relation.COPY),
        ("Al-Hudaydah", "El-Hodeida", Relation.COPY),
        ("Mohammed Qassem", "Muhammad Kasim", Relation.COPY),
        ("Serhiy Lysenko", "Serhiy Lytvyn", Relation.UPDATE),
        ("village of Jabaliya", "village of Jaffna", Relation.UPDATE),
    ],
)
def test_a_reprint_that_spells_a_name_otherwise_is_a_copy_and_with_another_name_an_update(
    tell: Tell, was: str, now: str, relation: Relation
) -> None:
    assert relation_after(tell, TEXT, TEXT.replace(was, now)) is relation
