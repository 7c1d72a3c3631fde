"""Bytes to text: BOM, UTF-8, the declared encoding, then a detector; which one was used is recorded."""

from __future__ import annotations

import codecs
import re

from monitor.errors import ArticleError
from monitor.reading.language import vote_language
from monitor.reading.load import reading_words

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"PK\x03\x04", "archive", "this is a zip archive (a Word .docx is one too); unpack it or save it as text"),
    (b"PK\x05\x06", "archive", "this is an empty zip archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive", "this is a 7-Zip archive; unpack it first"),
    (b"Rar!\x1a\x07", "archive", "this is a RAR archive; unpack it first"),
    (b"BZh", "archive", "this is bzip2-compressed; unpack it first (only .gz is read)"),
    (b"\xfd7zXZ\x00", "archive", "this is xz-compressed; unpack it first (only .gz is read)"),
    (b"\x28\xb5\x2f\xfd", "archive", "this is zstd-compressed; unpack it first (only .gz is read)"),
    (b"\x1f\x8b", "archive", "this is gzip-compressed; give it a name that ends in .gz, like article.txt.gz"),
    (b"%PDF-", "not_text", "this is a PDF document; only text, JSON, mail, HTML, feeds and newswire XML are read"),
    (b"{\\rtf", "not_text", "this is a Rich Text document; save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "not_text", "this is an old Word or Office document; save it as plain text"),
    (b"\x7fELF", "not_text", "this is a program, not an article"),
    (b"\x89PNG", "not_text", "this is a picture (PNG), not an article"),
    (b"\xff\xd8\xff", "not_text", "this is a picture (JPEG), not an article"),
    (b"GIF8", "not_text", "this is a picture (GIF), not an article"),
)
_BEGINNINGS = tuple(magic for magic, _, _ in _MAGIC)
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f"  # NUL and C0 but tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # every bidi control
    "\ud800-\udfff]"  # lone surrogates
)
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_PLAIN_BYTES = bytes(range(32, 256)) + b"\t\n"
_MAY_BE_A_SURROGATE = b"\xed"  # of UTF-8; the second half of Hangul begins so too
_BINARY = bytes(set(range(32)) - set(b"\t\n\r\x0c\x1b")) + b"\x7f"
_NOT_FOR_TEXT = frozenset({"utf-8", "ascii", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Declared, but tried before, or never the encoding of an article (punycode is quadratic besides)."""
_BY_LANGUAGE = (
    ("cp1252", frozenset({"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "af", "id"})),
    ("cp1250", frozenset({"pl", "ro"})),
    ("cp1251", frozenset({"ru", "uk", "be", "bg", "sr"})),
    ("koi8_r", frozenset({"ru"})),
    ("koi8_u", frozenset({"uk"})),
    ("cp866", frozenset({"ru"})),
    ("cp1254", frozenset({"tr"})),
)
"""Encodings that look alike to statistics of bytes, told apart by the words that come out."""
_SAMPLE = 65_536
"""Bytes given to the detector: it is quadratic in nothing, but slow, and more does not help it."""


def refuse_binary(data: bytes) -> None:
    """Raise when the first bytes are those of a known format that is not an article.

    Raises:
        ArticleError: `empty`, `archive` or `not_text`.
    """
    if not data.strip(b" \t\r\n\x0b\x0c\x00"):
        raise ArticleError("empty", "the file is empty" if not data else "the file holds nothing but white space")
    if data.startswith(_BEGINNINGS):
        raise next(ArticleError(reason, message) for magic, reason, message in _MAGIC if data.startswith(magic))
    if data[257:265].startswith((b"ustar\0", b"ustar  \0")):  # POSIX and GNU; “mustard” may stand there in a text
        raise ArticleError("archive", "this is a tar archive; unpack it first")


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the text and the name of the encoding that was used, with how it was known.

    Raises:
        ArticleError: `not_text` when no encoding makes text of the bytes.
    """
    if data.startswith(codecs.BOM_UTF8):
        text, used = _decode_unmarked(data[len(codecs.BOM_UTF8) :], declared)
        return text, "utf-8 (BOM)" if used == "utf-8" else used
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), f"{name} (BOM)"
    return _decode_unmarked(data, declared)


def _decode_unmarked(data: bytes, declared: str | None) -> tuple[str, str]:
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        wide = _wide_encoding(data)
        if wide:
            return data.decode(wide, "replace"), f"{wide} (detected)"
    if len(sample) - len(sample.translate(None, _BINARY)) > max(2, len(sample) // 50):
        raise ArticleError("not_text", "this is not text: it holds too many control characters")
    try:
        return data.decode("utf-8", "surrogatepass"), "utf-8"  # a lone surrogate costs itself, not the encoding
    except UnicodeDecodeError:
        return _decode_other(data, declared)


def _decode_other(data: bytes, declared: str | None) -> tuple[str, str]:
    text = _decode_declared(data, declared)
    if text is not None:
        return text, f"{_canonical(declared)} (declared)"
    if _is_damaged_utf8(data[:_SAMPLE]):
        return data.decode("utf-8", "replace"), "utf-8 (damaged)"
    return _decode_detected(data)


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a BOM by where its zero bytes stand."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0 : 2 * half : 2].count(0), sample[1 : 2 * half : 2].count(0)
    for zeros, others, name in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > half * 0.1 and others <= zeros * 0.05 and _decodes_to_text(sample[: 2 * half], name):
            return name
    return None


def _decodes_to_text(sample: bytes, name: str) -> bool:
    """Whether nearly all characters are of the alphabets that have zero bytes in UTF-16 at all."""
    text = sample.decode(name, "replace").replace("\r", "")
    odd = sum(1 for character in text if character > "\u07ff" and not "\u2000" <= character <= "\u20bf")
    return odd + len(_CONTROL.findall(text)) <= len(text) // 50


def _canonical(name: str | None) -> str | None:
    try:
        return codecs.lookup(name).name if name else None
    except (LookupError, ValueError):
        return None


def _decode_declared(data: bytes, declared: str | None) -> str | None:
    name = _canonical(declared)
    if name is None or name in _NOT_FOR_TEXT:
        return None
    try:
        return data.decode(name)
    except (ValueError, LookupError):  # LookupError: a codec that is not a text encoding
        return None


def _is_damaged_utf8(sample: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes: far more well-formed sequences than faults."""
    text = sample.decode("utf-8", "replace")
    faults = text.count("\ufffd")
    wide = sum(1 for character in text if character > "\x7f") - faults
    return faults <= 2 + wide // 50 and wide > 4 * faults


def _decode_detected(data: bytes) -> tuple[str, str]:
    """Try the one-byte encodings that make known words of the bytes; else ask the general detector."""
    sample = data[:_SAMPLE]
    function_words = reading_words().function_words
    for name, languages in _BY_LANGUAGE:
        if vote_language(sample.decode(name, "replace"), function_words) in languages:
            return data.decode(name, "replace"), f"{name} (detected)"
    if _is_western(sample):
        return data.decode("cp1252", "replace"), "cp1252 (detected)"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 20 ms, and needed for a few files only

    best = from_bytes(sample).best()
    if best is None:
        raise ArticleError("not_text", "this is not text in any known encoding")
    return data.decode(best.encoding, "replace"), f"{best.encoding} (detected)"


def _is_western(sample: bytes) -> bool:
    """Whether the few bytes beyond ASCII are all letters in the Western code page: too few for statistics."""
    wide = [character for character in sample.decode("cp1252", "replace") if character > "\x7f"]
    return len(wide) <= len(sample) // 5 and all(character.isalpha() for character in wide)


def clean(text: str) -> str:
    """Make text safe to show, one code point for one: only CRLF becomes LF (and a lone CR too).

    NUL, other C0 controls, bidi controls and lone surrogates become U+FFFD; nothing is stripped.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if _is_plain(text) else _CONTROL.sub("\ufffd", text)


def _is_plain(text: str) -> bool:
    """Whether nothing in a text need be replaced: the common case, five times faster than the pattern."""
    written = text.encode("utf-8", "surrogatepass")
    if written.translate(None, _PLAIN_BYTES):
        return False
    return text.isascii() or not (_MAY_BE_A_SURROGATE in written or any(mark in text for mark in _BIDI))
