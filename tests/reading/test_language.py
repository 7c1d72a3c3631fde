from __future__ import annotations

import pytest

from monitor.reading.language import detect_language
from monitor.reading.load import reading_words

TEXTS = {
    "en": "Two people were hurt in Kharkiv on Sunday.",
    "ru": "В результате обстрела Белгорода погибли четырнадцать человек, сообщил губернатор.",
    "uk": "Унаслідок удару по Харкову загинули двоє людей, повідомили в поліції.",
    "de": "Bei einem Angriff auf die Stadt sind am Sonntag zwei Menschen getötet worden.",
    "fr": "Deux personnes ont été tuées dans une attaque contre la ville dimanche.",
    "es": "Dos personas murieron el domingo en un ataque contra la ciudad, según la policía.",
    "pt": "Duas pessoas morreram no domingo em um ataque contra a cidade, segundo a polícia.",
    "it": "Due persone sono morte domenica in un attacco contro la città, ha detto la polizia.",
    "nl": "Bij een aanval op de stad zijn zondag twee mensen om het leven gekomen.",
    "pl": "W niedzielę w ataku na miasto zginęły dwie osoby, podała policja, która nie podała szczegółów.",
    "bg": "Двама души загинаха при нападение срещу града в неделя, съобщи полицията.",
    "ar": "قتل شخصان في هجوم على المدينة يوم الأحد بحسب الشرطة المحلية",
    "he": "שני בני אדם נהרגו ביום ראשון במתקפה על העיר, כך מסרה המשטרה",
    "zh": "警方表示，周日该市发生袭击，两人死亡，三人受伤。",
    "fa": "دو نفر روز یکشنبه در حمله به شهر کشته شدند، پلیس گفت.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_one_sentence_of_news_is_enough(language: str) -> None:
    assert detect_language(TEXTS[language], None, reading_words().function_words) == language


@pytest.mark.parametrize("text", ["", "12345 67", "!!!", "Xq"])
def test_nothing_to_go_by_is_undetermined_unless_the_source_is_configured(text: str) -> None:
    words = reading_words().function_words
    assert detect_language(text, None, words) == "und"
    assert detect_language(text, "uk", words) == "uk"


def test_capitals_are_no_other_language() -> None:
    assert detect_language(TEXTS["en"].upper(), None, reading_words().function_words) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Bombing kills 12 in Lahore", "en"),
        ("Explosion kills 5 in Kabul", "en"),
        ("BUS CRASH KILLS 9 IN PERU", "en"),
        ("Kaksi kuoli Turussa", "fi"),
        ("Vijf doden bij brand", "nl"),
        ("Bombe tötet 12 in Lahore", "und"),
        ("12 killed", "und"),
    ],
)
def test_a_headline_is_told_by_the_languages_we_know_when_one_is_far_ahead(text: str, language: str) -> None:
    assert detect_language(text, None, reading_words().function_words) == language
