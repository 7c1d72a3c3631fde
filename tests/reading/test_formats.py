from __future__ import annotations

import hashlib
import json
from collections.abc import Callable

import pytest

from monitor.errors import ArticleError
from monitor.model import Article
from monitor.reading.formats import find_format

Read = Callable[..., tuple[Article, ...]]


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("a.txt", b'{"title": "x"}', "txt"),
        ("A.TXT", b"x", "txt"),
        ("a", b"Two died.", "txt"),
        ("a.2024-01-01", b"Two died.", "txt"),
        ("a.log", b"", "txt"),
        ("\udcff\n.JSON", b"{}", "json"),
        ("download", b'\xef\xbb\xbf {"title": "x"}', "json"),
        ("download", b'[{"title": "x"}]', "json"),
        ("message", b"Return-Path: <a@b.example>\r\n", "eml"),
        ("index.php", b"<!DOCTYPE HTML><html>", "html"),
        ("feed", b'<?xml version="1.0"?><rss>', "xml"),
        ("feed", b"<rss>", "xml"),
    ],
)
def test_the_ending_decides_and_a_file_without_a_known_one_is_looked_at(name: str, data: bytes, format_: str) -> None:
    assert find_format(name, data).name == format_


def test_an_article_is_known_by_its_bytes_and_its_entry(read: Read) -> None:
    data = json.dumps([{"id": "a", "text": "Two died."}, {"id": "b", "text": "Two died."}]).encode()
    first, second = read(data, "x.json")
    assert first.id == hashlib.sha256(data + b"a").hexdigest()
    assert second.id == hashlib.sha256(data + b"b").hexdigest()
    assert read(data, "other-name.json")[0].id == first.id


def test_a_revision_keeps_its_key_and_is_another_article(read: Read) -> None:
    (first,) = read(json.dumps({"uri": "urn:1", "text": "Two died."}), "a.json")
    (second,) = read(json.dumps({"uri": "urn:1", "text": "Three died."}), "a.json")
    assert first.revision_key == second.revision_key == "urn:1"
    assert first.id != second.id


@pytest.mark.parametrize("status", ["canceled", "withheld", "Canceled"])
def test_a_kill_of_the_newswire_is_a_withdrawal(read: Read, status: str) -> None:
    (killed,) = read(json.dumps({"uri": "urn:1", "pubstatus": status, "headline": "KILL"}), "a.json")
    assert killed.withdrawn
    (usable,) = read(json.dumps({"uri": "urn:1", "pubstatus": "usable", "headline": "Two died"}), "a.json")
    assert not usable.withdrawn


def test_only_formats_with_a_time_of_their_own_make_an_article_old(read: Read) -> None:
    meta = '<meta property="article:published_time" content="2020-01-01T10:00:00Z">'
    news = "Two people were killed in Kharkiv on Friday, the mayor said."
    told = {
        "a.txt": f"Date: 2020-01-01\n\n{news}",
        "a.md": f"---\ndate: 2020-01-01\n---\n{news}",
        "a.html": f"<html><head>{meta}</head><body><p>{news}</p></body></html>",
        "a.json": json.dumps({"text": news, "date": "2020-01-01"}),
        "a.eml": f"Subject: x\nDate: Wed, 1 Jan 2020 10:00:00 +0000\n\n{news}",
    }
    found = {name: read(data, name)[0] for name, data in told.items()}
    assert {str(article.published_at)[:10] for article in found.values()} == {"2020-01-01"}
    assert {name for name, article in found.items() if article.published_by_format} == {"a.json", "a.eml"}


GOOD = '{"title": "Two died", "text": "Two died."}'


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.jsonl", f'{GOOD}\n{{"title": "cut o\n\n{GOOD}\n', "line 2 is no valid JSON"),
        ("a.jsonl", f"{GOOD}\n5\n{GOOD}\n", "entry 2 is not an object"),
        ("a.json", f"[{GOOD}, null, {GOOD}]", "entry 2 is not an object"),
        ("a.json", f'{{"articles": [{GOOD}, "x", {GOOD}]}}', "entry 2 is not an object"),
        ("a.json", f'[{GOOD}, {{"title": 5, "text": ["a"]}}, {GOOD}]', "neither a title nor a text in entry 2"),
        ("a.jsonl", f"{GOOD}\n{'[' * 100_000}\n{GOOD}\n", "line 2 is nested too deeply"),
    ],
)
def test_a_bad_entry_is_left_out_and_told_and_costs_no_good_one(read: Read, name: str, text: str, told: str) -> None:
    first, second = read(text, name)
    assert (first.entry, second.entry) == ("1", "3")
    assert told in " ".join(first.left_out)
    assert second.left_out == ()


def test_of_very_many_bad_entries_some_are_told_and_the_others_counted(read: Read) -> None:
    (article,) = read("5\n" * 1000 + GOOD, "a.jsonl")
    assert len(article.left_out) == 21
    assert article.left_out[-1] == "and 980 more"


@pytest.mark.parametrize(
    "text", ['{"title": 5, "text": ["a"]}', '{"title": 5}', '{"text": [["a"]]}', "5\n6\n", "[1, 2]"]
)
def test_a_file_without_anything_that_is_text_is_refused_with_a_reason(read: Read, text: str) -> None:
    with pytest.raises(ArticleError) as refused:
        read(text, "a.jsonl" if "\n" in text else "a.json")
    assert refused.value.reason in ("no_articles", "bad_json")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<html><body><a href="/2">1</a></body></html>', "a.html"),
        ('<html><body><p><a href="/2">1</a> 2 3 &gt;</p></body></html>', "a.html"),
        ("1\n\n-- 2026 --\n", "a.txt"),
        ('{"title": "#1", "text": "..."}', "a.json"),
    ],
)
def test_a_text_without_a_word_is_no_article_that_might_tell_of_anything(read: Read, text: str, name: str) -> None:
    """Its language cannot be told, so that every rule might be met by it."""
    with pytest.raises(ArticleError) as refused:
        read(text, name)
    assert refused.value.reason == "no_articles"


def test_what_has_no_word_is_left_out_among_articles(read: Read) -> None:
    (article,) = read('[{"title": "1"}, {"title": "Огонь"}]', "a.json")
    assert article.text == "Огонь"


def test_a_title_alone_is_an_article(read: Read) -> None:
    (article,) = read('{"headline": "x", "x": 1}', "a.json")
    assert article.title == "x"


_FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><title>f</title>{}</feed>'


@pytest.mark.parametrize(
    "content", ['<content type="image/png">iVBORw0KGgo=</content>', '<content src="http://a.example/"/>']
)
def test_content_that_is_no_text_leaves_the_summary_to_be_read(read: Read, content: str) -> None:
    entry = f"<entry><id>u:1</id><title>T</title>{content}<summary>Two were killed in Lviv.</summary></entry>"
    (article,) = read(_FEED.format(entry), "a.atom")
    assert "Two were killed in Lviv." in article.text
    assert "iVBOR" not in article.text


def test_entries_of_one_feed_that_share_a_key_are_no_revisions_of_each_other(read: Read) -> None:
    items = "".join(
        f"<item><guid>{guid}</guid><title>{title}</title></item>"
        for guid, title in [("g", "A"), ("g", "B"), ("h", "C")]
    )
    articles = read(f'<rss version="2.0"><channel>{items}</channel></rss>', "a.rss")
    assert [article.revision_key for article in articles] == [None, None, "h"]
    assert len({article.id for article in articles}) == 3


def test_a_nul_in_a_page_hides_nothing_that_comes_after_it(read: Read) -> None:
    (article,) = read(b"<html><body><p>One.</p><p>\0Two were killed in Lviv.</p></body></html>", "a.html")
    assert "\ufffdTwo were killed in Lviv." in article.text
