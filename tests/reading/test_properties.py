"""What holds for any bytes under any name."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import ArticleError
from monitor.model import Article, DropMeta
from monitor.reading import read_articles

NAMES = [
    *("a.txt", "a.md", "a.json", "a.jsonl", "a.eml", "a.html", "a.rss", "a.xml", "a.txt.gz", "noending", "a.dat"),
]
PIECES = st.sampled_from(
    [
        "date 2024-01-01 ",
        "Also read | Ukrainian strike kills 14",
        " × ",
        "\n",
        "\n\n",
        "Disclaimer: ",
        "Read more: ",
        "Gen. ",
        "The U.S. said 14 people died. ",
        "We could not independently verify this. ",
        "By Jane Doe\n",
        "Source: Reuters\n",
        "---\n",
        "# Title\n",
        "Related stories\n",
        "© 2024 X",
        "\u202e",
        "\x00",
        "\ufeff",
        "İ",
        "’",
        "...",
        "\t",
        "> quoted\n",
        "Title: x\n",
        "Lima, 20 May 88 (EFE) -- ",
        "![a](b)",
        "<p>",
        "<figure>",
        "</div>",
        "{",
        '"title":',
        '{"id": "\\ud800\\u0000", "source": "\\ud800", "url": "\\ud800", "lang": "\\ud800x", "text": "',
        '"}',
        "[",
        "]",
        "\r\n",
        "\r",
        "Home | World | Sport",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=25).map("".join))


def meta(name: str) -> DropMeta:
    return DropMeta(name=name, received_at=datetime(2024, 1, 1, tzinfo=UTC))


def articles_or_reason(data: bytes, name: str) -> tuple[Article, ...]:
    """Read; a refusal gives no article, and a stable word and a sentence."""
    try:
        articles = read_articles(data, meta(name))
    except ArticleError as refused:
        reason, message = refused.reason, refused.message
    else:
        assert articles
        return articles
    assert reason.isidentifier()
    assert message
    return ()


def check(article: Article) -> None:
    assert "".join(article.text[zone.start : zone.end] for zone in article.zones) == article.text
    assert [zone.start for zone in article.zones][1:] == [zone.end for zone in article.zones][:-1]
    assert all(one.zone is not other.zone for one, other in zip(article.zones, article.zones[1:], strict=False))
    last = 0
    for sentence in article.sentences:
        assert last <= sentence.start < sentence.end
        (zone,) = [zone for zone in article.zones if zone.start <= sentence.start < zone.end]
        assert sentence.end <= zone.end
        assert zone.zone is sentence.zone
        told = article.text[sentence.start : sentence.end]
        assert told == told.strip()
        assert "\n\n" not in told
        last = sentence.end
    assert not {"\x00", "\x1b", "\r", "\u202e", "\ud800"} & set(article.text)
    assert len(article.id) == 64
    for words in (
        article.entry,
        article.title,
        article.language,
        article.claimed_source,
        article.url,
        article.revision_key,
    ):
        (words or "").encode("utf-8")  # a lone surrogate would raise
        assert "\n" not in (words or "")
    if article.title is not None:
        assert article.title in article.text


@given(data=st.binary(max_size=400), name=st.sampled_from(NAMES))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_become_articles_or_an_article_error(data: bytes, name: str) -> None:
    for article in articles_or_reason(data, name):
        check(article)


@given(text=TEXTS, name=st.sampled_from(NAMES))
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_zones_and_sentences_hold_for_any_text(text: str, name: str) -> None:
    for article in articles_or_reason(text.encode("utf-8", "surrogatepass"), name):
        check(article)


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_plain_text_keeps_its_length(text: str) -> None:
    for article in articles_or_reason(text.encode("utf-8", "surrogatepass"), "a.txt"):
        if article.encoding == "utf-8":
            assert len(article.text) == len(text.replace("\r\n", "\n"))


HOSTILE = [
    *("." * 10, ".x", "Also read | x. ", "Also read | x × ", '."', "a", " ", "a\n", "Gen. ", "J. ", ".[1]", "- "),
    *("Date: x\n", "| ", "It cannot independently verify 5. ", "Read more\nFoo\n", "\n", "By ", "A, 1 Jan 90 ", "_"),
    *(
        "# ",
        "<b>",
        "&amp;",
        "![",
        "> ",
        "<!DOCTYPE",
        "<?xml",
        "<!--",
        "{",
        "[",
        '"\\',
        "Subject: x\n",
        "<p><div class=nav>",
    ),
]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.eml", "a.xml", "a.html"])
def test_a_hostile_line_of_half_a_megabyte_is_read_in_seconds(unit: str, name: str) -> None:
    data = unit * (500_000 // len(unit)) + "end"
    began = time.process_time()
    articles_or_reason(data.encode(), name)
    assert time.process_time() - began < 10
