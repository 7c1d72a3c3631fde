"""What is an operator in another tool and a word here is told at its place; what is meant as a word is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.rules.foreign_operators import foreign_operators

ELSEWHERE = {
    "drone and strike": ("and", "AND"),
    "drone Or strike": ("Or", "OR"),
    "drone not strike": ("not", "NOT"),
    "drone near/5 strike": ("near/5", "NEAR/5"),
    "drone NEAR5 strike": ("NEAR5", "NEAR/5"),
    "drone W/12 strike": ("W/12", "NEAR/12"),
    "drone /3 strike": ("/3", "NEAR/3"),
    "drone onear/5 strike": ("onear/5", "ONEAR/5"),
    "drone pre/2 strike": ("pre/2", "ONEAR/2"),
    "drone w/s strike": ("w/s", "NEAR/15"),
    "drone ADJ strike": ("ADJ", "NEAR/15"),
    '"drone strike"~4 x': ("~4", "NEAR/4"),
    "bomb! AND drone": ("bomb!", "`bomb*`"),
    "x AND atleast5(drone)": ("atleast5", "a scope has a colon"),
}
MEANT = [
    "drone AND (strike OR NOT attack)",
    '"search and rescue" OR "to be or not"',
    "NOT(drone) strike",
    "drone NEAR/5(strike OR attack)",
    "title:(drone) -(attack)",
    "9/11 24/7 AC/DC ~strike =US",
    "brand orders nothing nearby",
]


@pytest.mark.parametrize(("query", "told"), ELSEWHERE.items(), ids=ELSEWHERE)
def test_an_operator_of_another_tool_is_told_with_what_to_write(query: str, told: tuple[str, str]) -> None:
    ((message, at),) = foreign_operators(query)
    word, instead = told
    assert query[at:].startswith(word)
    assert message.startswith(f"`{word}` is no operator here")
    assert instead in message


@pytest.mark.parametrize("query", MEANT)
def test_nothing_is_told_of_words_that_are_meant(query: str) -> None:
    assert list(foreign_operators(query)) == []


WRONG = {
    "query: drone NEAR/3 NOT strike": "5:16: NEAR/3 joins words, phrases and groups of them, not NOT or source",
    "query: drone && strike": "5:16: `&&` holds no word; write AND",
    "query: headline:drone": "5:10: unknown scope `headline:`; did you mean `title:`?",
    "query: drone lang:english": "5:21: `english` is not a language; write its two letters, like en, uk or ar",
    "languages: [pt-BR]": "5:15: `pt-BR` is not a language; write its two letters, like pt",
    "actors: [{}]": "5:12: an empty map says nothing; write an `id`, a `kind` or a `role`",
    "places: [{}]": "5:12: an empty map says nothing; write a `name`, a `country` or",
    "places: [NO]": "5:12: warning: unknown place `NO`; a country by its code is {country: NO}",
    "keywords: [{list: arms}]": "5:21: there is no list `arms`; write it in lists/arms.yml",
    "regex: '(?<=a)b'": "5:10: RE2 cannot read `(?<=a)b`: invalid perl operator: (?<=; RE2 has no look-around",
    "regex: '(b'": "5:10: RE2 cannot read `(b`: missing ): (b",
    'query: "a" OR "b"': "5:14: text stands behind a closed quote; put all of it in quotes of the other kind, like '",
    "query:": "5:3: an empty list or map says nothing; remove the key or write what you want",
    "flags: [true]": "5:11: expected one of alleged, unnamed_source, state_media, party_claim, disclaimer, denied,",
}


@pytest.mark.parametrize(("when", "said"), WRONG.items(), ids=WRONG)
def test_what_is_wrong_is_told_at_its_place_with_what_to_write(
    wrong: Callable[..., list[str]], when: str, said: str
) -> None:
    (told,) = wrong(f"title: T\nid: t\nlevel: low\nwhen:\n  {when}\n")
    assert told.startswith(f"r.yml:{said}")
