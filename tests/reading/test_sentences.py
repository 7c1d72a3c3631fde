from __future__ import annotations

import pytest

from monitor.reading.load import reading_words
from monitor.reading.sentences import Splitter, split_sentences


def sentences(text: str, language: str) -> list[str]:
    words = reading_words().sentence_words(language)
    return [text[start:end] for start, end in split_sentences(text, 0, len(text), words)]


ENGLISH = [
    ["Gen. Mark Reed met Mr. Ortiz on Jan. 5 in Washington, D.C.", "The U.S. army said so."],
    ["The U.N. Security Council met.", "No. 10 declined to comment."],
    ["He lives in the U.S. and works for Acme Corp. in Ohio."],
    ["The talks ended at 5 p.m. on Sunday.", "Police said 14.", "5 people were hurt."],
    ["He moved to the U.S.", "The war had begun."],
    ['"We were proud.', 'We won," he said.', '"Never again!" she cried.'],
    ["Is it over?", "Nobody knows...", "Not even Col. J. R. Smith."],
    ["LT. COL. JONES SAID THE U.S. CONSULATE WAS HIT.", "NO. 3 PIER BURNED.", "NO ONE DIED."],
    ["St. Petersburg was calm.", "Lt. Gen. Ivan I. Petrov left on Dec. 30."],
    ["Prices rose 3.5 percent to $1.2 billion.", "Shares of Foo Inc. fell."],
    ["Al-Shabaab, i.e. the group, e.g. its leaders vs. the army, agreed."],
]
RUSSIAN = [
    ["Ген. Иванов прибыл в г. Белгород.", "Об этом сообщил А. С. Петров."],
    ["Это было в 2023 г.", "Россия ответила, т.е. нанесла удар."],
    ["Пострадали 150 тыс. человек и т.д.", "Власти молчат."],
    ["На ул. Ленина, д. 5, погибли двое.", "Подробности выясняются."],
]
GERMAN = [["Am 3. Januar starben z.B. zwei Soldaten.", "Der 4. Mann überlebte."]]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        *(("en", one) for one in ENGLISH),
        *(("ru", one) for one in RUSSIAN),
        *(("de", one) for one in GERMAN),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0][:30],
)
def test_sentences_end_where_a_reader_ends_them(language: str, expected: list[str]) -> None:
    assert sentences(" ".join(expected), language) == expected


def test_scripts_without_blanks_are_split_at_their_own_marks() -> None:
    assert sentences("二人死亡。三人受伤。", "zh") == ["二人死亡。", "三人受伤。"]


@pytest.mark.parametrize(
    "text", ["He left. “Two...” fell.[1] Mr. Orr (3.5) ran. ", "Is it?! “Yes.” No… 二人。Mr. Orr ran."]
)
def test_what_is_split_with_the_marks_of_its_whole_text_is_split_as_if_alone(text: str) -> None:
    words = reading_words().sentence_words("en")
    for cut in range(len(text) + 1):
        split = Splitter(text, words).split
        alone = [*split_sentences(text, 0, cut, words), *split_sentences(text, cut, len(text), words)]
        assert [*split(0, cut), *split(cut, len(text))] == alone
