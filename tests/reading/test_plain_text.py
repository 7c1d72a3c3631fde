from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from monitor.errors import ArticleError
from monitor.model import Article
from monitor.reading.encoding import refuse_binary
from monitor.shipped import shipped
from monitor.vocabulary import TimePrecision, Zone

Read = Callable[..., tuple[Article, ...]]


@pytest.fixture
def sample(read: Read) -> Article:
    return read((shipped("seeds") / "belgorod.txt").read_bytes())[0]


def zone_texts(article: Article, zone: Zone) -> list[str]:
    return [article.text[span.start : span.end].strip() for span in article.zones if span.zone is zone]


def test_the_sample_keeps_every_character_and_its_hash_is_its_identity(sample: Article) -> None:
    data = (shipped("seeds") / "belgorod.txt").read_bytes()
    assert sample.text == data.decode()
    assert sample.id == hashlib.sha256(data).hexdigest()
    assert sample.revision_key is None


def test_the_flattened_header_of_the_sample_gives_the_day_but_never_a_publication_time(sample: Article) -> None:
    assert zone_texts(sample, Zone.HEADER) == ["date 2024-01-01"]
    assert sample.published_at == datetime(2024, 1, 1, tzinfo=UTC)
    assert sample.published_precision is TimePrecision.DAY
    assert not sample.published_by_format
    assert sample.title is None
    assert sample.language == "en"


def test_the_text_after_a_close_sign_is_news_again(sample: Article) -> None:
    promoted = zone_texts(sample, Zone.BOILERPLATE)
    assert len(promoted) == 2
    assert promoted[0].startswith("Also read | Ukrainian strike kills at least 14")
    assert promoted[1].endswith("×")
    body = " ".join(zone_texts(sample, Zone.BODY))
    assert 'The Russian defence ministry had vowed the bombardment "would not go unpunished."' in body
    assert "Russia's response to Belgorod attack" in body
    assert zone_texts(sample, Zone.DISCLAIMER)[0].startswith("Disclaimer: A number of claims")


def test_the_lead_is_the_first_paragraph(sample: Article) -> None:
    (lead,) = zone_texts(sample, Zone.LEAD)
    assert lead.startswith("A massive rocket strike")
    assert lead.endswith("cited by Russian state media.")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Two killed in Kharkiv\n\nTwo people died.", "Two killed in Kharkiv"),
        (
            "The Kyiv Star\n\nPublished: 5 Jan 2024\n\nTwo killed in Kharkiv\n\nTwo people died.",
            "Two killed in Kharkiv",
        ),
        ("Kyiv News\n\nTwo people were killed in Kharkiv.\n\nMore soon.", "Kyiv News"),
        ("Two people were killed in Kharkiv.\n\nMore soon.", None),
        ('He said: "We won."\n\nMore soon.', None),
        ("Two killed in Kharkiv\nTwo people died.", None),
        ("Two killed in Kharkiv", None),
        ("Two killed in Washington, D.C.\n\nTwo people died.", "Two killed in Washington, D.C."),
        ("Date: 2024-01-05\nTwo killed in Kharkiv\n\nTwo people died.", "Two killed in Kharkiv"),
        ("Title: Two killed in Kharkiv\nSource: Reuters\n\nTwo people died.", "Two killed in Kharkiv"),
    ],
)
def test_the_title_of_plain_text_is_a_first_line_before_a_blank_one_that_ends_no_sentence(
    read: Read, text: str, title: str | None
) -> None:
    (article,) = read(text)
    assert article.title == title
    assert zone_texts(article, Zone.TITLE) == ([title] if title else [])


def test_header_lines_say_source_day_and_address(read: Read) -> None:
    (article,) = read(
        "Two killed in Kharkiv\n\nBy Jane Doe | The Times\nPublished: 5 Jan 2024\nSource: Reuters\n"
        "URL: https://example.org/a\n\nTwo people died on Friday."
    )
    assert article.claimed_source == "Reuters"
    assert article.url == "https://example.org/a"
    assert article.published_at == datetime(2024, 1, 5, tzinfo=UTC)
    assert not article.published_by_format
    assert [s.zone for s in article.sentences if s.zone is not Zone.HEADER] == [Zone.TITLE, Zone.LEAD]


def test_a_dateline_gives_the_day_and_stays_in_the_lead(read: Read) -> None:
    (article,) = read("Lima, 20 May 88 (EFE) -- [Text] Three women were wounded.\n\nPolice said so.")
    assert article.published_at == datetime(1988, 5, 20, tzinfo=UTC)
    assert zone_texts(article, Zone.LEAD) == ["Lima, 20 May 88 (EFE) -- [Text] Three women were wounded."]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfOne\r\ntwo", "One\ntwo"),
        (b"  One  \n\n\n", "  One  \n\n\n"),
        (b"a\x00b\x1b[31mc", "a\ufffdb\ufffd[31mc"),
        ("a\u202eb\u2066c".encode(), "a\ufffdb\ufffdc"),
        ("\ufeffZwölf".encode("utf-16-le"), "Zwölf"),
        (b"tab\tkept", "tab\tkept"),
        ("a\ud800b".encode("utf-8", "surrogatepass"), "a\ufffdb"),
        (b"One\rtwo", "One\ntwo"),
    ],
    ids=[
        "bom-crlf",
        "nothing stripped",
        "nul and escape",
        "bidi controls",
        "utf-16 bom",
        "tab",
        "lone surrogate",
        "lone return",
    ],
)
def test_text_is_the_decoded_file_character_for_character(read: Read, data: bytes, text: str) -> None:
    assert read(data)[0].text == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"PK\x03\x04rest", "archive"),
        (b"\x00" * 257 + b"ustar\x0000", "archive"),
        (b"\x00" * 257 + b"ustar  \x00", "archive"),
        (b"%PDF-1.7 ...", "not_text"),
        (bytes(range(256)) * 20, "not_text"),
    ],
)
def test_what_is_no_text_is_refused_with_a_stable_word_and_a_sentence(read: Read, data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError) as refused:
        read(data)
    assert refused.value.reason == reason
    assert len(refused.value.message) > 10


def test_mustard_in_a_text_makes_no_archive_of_it() -> None:
    data = b"a " * 128 + b"mustard sauce was sold in town on Monday."
    assert data[257:262] == b"ustar"
    refuse_binary(data)
