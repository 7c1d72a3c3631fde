from __future__ import annotations

import gzip
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from monitor.errors import ArticleError
from monitor.model import Article
from monitor.reading.compressed import MAX_UNPACKED

Read = Callable[..., tuple[Article, ...]]


def refused(read: Read, data: bytes, name: str) -> str:
    with pytest.raises(ArticleError) as error:
        read(data, name)
    return error.value.reason


def test_a_gzip_bomb_is_refused_at_the_limit(read: Read) -> None:
    bomb = gzip.compress(b"\n" * (200 * 1024**2), compresslevel=9)
    assert len(bomb) < 1024**2
    assert refused(read, bomb, "a.txt.gz") == "too_large"


def test_many_small_members_are_no_way_around_the_limit(read: Read) -> None:
    member = gzip.compress(b"a" * (MAX_UNPACKED // 4))
    assert refused(read, member * 5, "a.txt.gz") == "too_large"


def test_a_mail_of_mails_of_mails_is_refused_or_read_but_never_a_crash(read: Read) -> None:
    message = EmailMessage()
    message["Subject"] = "innermost"
    message.set_content("Two died.")
    data = message.as_bytes()
    for _ in range(400):
        data = b"Subject: outer\nContent-Type: message/rfc822\n\n" + data
    try:
        (article,) = read(data, "a.eml")
    except ArticleError as error:
        assert error.reason == "too_deep"  # noqa: PT017 - both outcomes are right
    else:
        assert article.title == "outer"


def test_xml_that_points_elsewhere_is_not_followed(read: Read) -> None:
    article = b'<?xml version="1.0"?><nitf><body><body.content><p>Two &xxe; died.</p></body.content></body></nitf>'
    assert refused(
        read, article.replace(b"<nitf>", b'<!DOCTYPE nitf [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><nitf>'), "a.xml"
    ) == ("unsafe_xml")
    assert refused(read, article, "a.xml") == "bad_xml"


def test_utf16_does_not_hide_an_entity(read: Read) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY x "y">]><rss><channel/></rss>'
    assert refused(read, text.encode("utf-16"), "a.xml") == "unsafe_xml"
    assert refused(read, text.encode("utf-16-be"), "a.xml") == "unsafe_xml"


def test_codecs_that_are_no_encodings_of_text_are_not_tried(read: Read) -> None:
    for charset in ("hex", "rot13", "punycode", "idna", "undefined", "unicode_escape", "no-such", "\x00"):
        data = (
            b"Subject: Caf\xc3\xa9\nContent-Type: text/plain; charset="
            + charset.encode()
            + b"\n\nZwei Tote in K\xf6ln, wie die Polizei mitteilte."
        )
        assert "Köln" in read(data, "a.eml")[0].text


def test_a_row_of_byte_order_marks_is_text_like_any_other(read: Read) -> None:
    assert read(b"\xef\xbb\xbf" * 100_000 + b"Two died.", "a.txt")[0].text.endswith("Two died.")
