"""Keywords: what one word or phrase finds, and the characters that it quotes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.rules.shadow import Shadow, fold, words_of
from monitor.rules.terms import parse_term
from monitor.vocabulary import Zone
from tests.rules.conftest import make_article

FINDS = [
    ("strike", "A strike hit. Strikes go on.", ["strike"]),
    ("rocket strike", "A Rocket  strike; a rocket, strike.", ["Rocket  strike", "rocket, strike"]),
    ("rocket strike", "It was a rocket. Strike called off.", []),
    ("missile*", "Missiles and a missile, not antimissile.", ["Missiles", "missile"]),
    ("anti-tank", "An anti-tank, anti tank, anti–tank, antitank gun.", ["anti-tank", "anti tank", "anti–tank"]),
    ("anti tank", "An anti-tank gun.", ["anti-tank"]),
    ("antitank", "An anti-tank gun.", []),
    ("Budanov", "Budanov's men, Budanov’s car, Budanovs.", ["Budanov", "Budanov"]),
    ("Budanov's", "Budanov's men met Budanov.", ["Budanov"]),
    ("O'Brien", "O’Brien and O'Brien's, not OBrien.", ["O’Brien", "O'Brien"]),
    ("soldiers", "The soldiers' camp", ["soldiers"]),
    ("colo?r", "colour, color, coloor", ["colour", "coloor"]),
    ("~strike", "strike strikes striking strikers", ["strike", "strikes", "striking"]),
    ("~city", "city cities citizen", ["city", "cities"]),
    ("~stab", "stabbed, stabs and stabbing; stable", ["stabbed", "stabs", "stabbing"]),
    ("=US", "The US told us", ["US"]),
    ("=us", "The US told us", ["us"]),
    ("=WHO official*", "Who officials; WHO officials", ["WHO officials"]),
    ("Zelenskyy", "ZELENSKYY", ["ZELENSKYY"]),
    ("Lodz", "Łódź", ["Łódź"]),
    ("Łódź", "Lodz", ["Lodz"]),
    ("cafe", "cafe\u0301 CAFÉ", ["cafe\u0301", "CAFÉ"]),
    ("strasse", "Straße", ["Straße"]),
    ("fire", "ﬁre ＦＩＲＥ", ["ﬁre", "ＦＩＲＥ"]),
    ("удар*", "Ударом по городу, удары", ["Ударом", "удары"]),
    ("~ракета", "ракеты, ракетами, ракетный", ["ракеты", "ракетами"]),
    ("ёлка", "Елка", ["Елка"]),
    ("قصف", "قَصْف", ["قَصْف"]),
    ("~صاروخ", "والصاروخ صواريخ", ["والصاروخ"]),
    ("9/11", "the 9/11 attack", ["9/11"]),
    ("U.S.", "the U.S. army", ["U.S"]),
    ("地震", "日本で地震があった", ["地震"]),
    ("disaster", "dis\u00adaster", ["dis\u00adaster"]),
    ("a a", "a a a", ["a a", "a a"]),
    ("a* a*", "ab ac ad", ["ab ac", "ac ad"]),
]


@pytest.mark.parametrize(("term", "text", "quotes"), FINDS)
def test_a_term_finds_what_a_person_means(term: str, text: str, quotes: list[str]) -> None:
    article = make_article(text)
    shadow = Shadow(article)
    found = [shadow.evidence(span) for span in parse_term(term).find(shadow)]
    assert [evidence.quote for evidence in found] == quotes
    assert all(article.text[one.start : one.end] == one.quote for one in found)


@pytest.mark.parametrize(("term", "said"), [
    ("*strike", "a word may not start with `*`"),
    ("rocket ?trike", "a word may not start with `?`"),
    ("mis*le", "`*` stands only at the end of a word"),
    ("…", "holds no word"),
])  # fmt: skip
def test_a_term_that_cannot_be_meant_is_refused(term: str, said: str) -> None:
    with pytest.raises(ValueError, match="`") as refused:
        parse_term(term)
    assert said in str(refused.value)


def test_every_term_finds_its_literal_first() -> None:
    for term, text, quotes in FINDS:
        assert not quotes or parse_term(term).literal in Shadow(make_article(text)).text


TEXTS = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("aeé'’s-– .\u0301ﬁß")), max_size=60)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_folding_as_a_whole_is_folding_character_by_character(text: str) -> None:
    assert words_of(fold(text)) == words_of("".join(fold(character) for character in text))


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=4))
def test_every_word_of_the_shadow_leads_back_to_its_characters(pieces: list[str]) -> None:
    article = make_article(*pieces)
    shadow = Shadow(article)
    words = shadow.text.replace("\n", " ").split()
    assert len(words) == shadow.count
    for n, word in enumerate(words):
        evidence = shadow.evidence((n, n))
        assert article.text[evidence.start : evidence.end] == evidence.quote
        assert word in words_of(fold(evidence.quote))


ENGLISH = st.text(alphabet="abs1SÀéßж²½™´\u0301\u00ad '’‘.,-…“\u00a0", max_size=30)


@settings(max_examples=500, deadline=None)
@given(st.lists(ENGLISH.filter(str.strip), min_size=1, max_size=4), st.sampled_from(["", "plain words " * 60]))
def test_sentences_folded_all_at_once_have_the_words_of_each_folded_alone(pieces: list[str], mostly: str) -> None:
    article = make_article(*pieces, mostly)
    shadow = Shadow(article)
    alone = [words_of(fold(article.text[one.start : one.end])) for one in article.sentences]
    assert [line.split() for line in shadow.text.split("\n")] == alone
    blanks = [at for at, sign in enumerate(shadow.text[:-1]) if sign == " " and shadow.text[at + 1] not in " \n"]
    assert [shadow.word_at(at) for at in blanks] == list(range(shadow.count))
    assert [row.count for row in shadow.rows] == [len(words) for words in alone if words]


def test_only_title_lead_and_body_cast_a_shadow() -> None:
    article = make_article((Zone.HEADER, "date"), (Zone.TITLE, "Title"), "body", (Zone.BOILERPLATE, "Also read"))
    assert Shadow(article).text == " title \n body "


def test_lead_and_body_are_one_passage_and_any_other_zone_ends_it() -> None:
    article = make_article((Zone.TITLE, "t"), (Zone.LEAD, "l"), "b", (Zone.BOILERPLATE, "x"), "c")
    title, lead, body, after = (Shadow(article).passage_at(n) for n in range(4))
    assert lead == body
    assert len({title, lead, after}) == 3
