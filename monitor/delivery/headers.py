"""Mail headers: whatever a title holds becomes one safe header line (RFC 5322, RFC 2047).

The stdlib's `EmailMessage` does this too, at ten times the price, and raises on a newline or a lone
surrogate; here nothing raises, because a strange title must never stop an alert.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from email.utils import parseaddr
from functools import lru_cache

_LINE = 78  # RFC 5322 2.1.1: a line should be no longer
_ENCODED_LINE = 76  # RFC 2047 2: a line with an encoded word must be no longer
_ENCODING = "=?utf-8?b??="
_UNSAFE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # controls, line ends among them
    "\u2028\u2029"  # line ends too, for some readers
    "\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c"  # marks that turn the order of letters round
    "\ud800-\udfff"  # lone surrogates: no encoding has them
    "]+"
)
_SPACES = re.compile(r"\s+")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")


def clean_header(text: str) -> str:
    """Return `text` as one line without controls, line ends, direction marks and lone surrogates."""
    if text.isascii() and text.isprintable():
        return text.strip() if "  " not in text else " ".join(text.split())
    return _SPACES.sub(" ", _UNSAFE.sub(" ", text)).strip()


def text_header(name: str, value: str) -> str:
    """Write a header of free text, folded, without the last line end.

    Anything that is not plain ASCII, or would read as an encoded word, is encoded (RFC 2047, B).
    """
    value = clean_header(value)
    line = f"{name}: {value}"
    if line.isascii() and "=?" not in line:
        if len(line) <= _LINE:
            return line
        folded = _fold(line)
        if max(map(len, folded)) <= _LINE:
            return "\r\n".join(folded)
    return f"{name}: {_encoded(value, first_room=_ENCODED_LINE - len(name) - 2)}"


def address_header(name: str, addresses: tuple[str, ...]) -> str:
    """Write a header of addresses, one a line from the second on."""
    return f"{name}: " + ",\r\n ".join(_address(address) for address in addresses)


def ids_header(name: str, *ids: str) -> str:
    """Write a header of message ids, one a line from the second on."""
    return f"{name}: " + "\r\n ".join(ids)


@lru_cache(maxsize=1024)
def bare_address(address: str) -> str:
    """Return the address alone: `Desk <desk@example.org>` gives `desk@example.org`."""
    return parseaddr(clean_header(address))[1]


@lru_cache(maxsize=1024)
def domain_of(address: str) -> str:
    """Return the address's domain in ASCII, or `localhost` when it has none."""
    _, at, domain = bare_address(address).rpartition("@")
    return (_ascii_domain(domain) if at else "") or "localhost"


def ascii_address(address: str) -> str | None:
    """Return the bare address with its domain in ASCII; `None` when the part before the @ is not ASCII."""
    local, at, domain = bare_address(address).rpartition("@")
    return f"{local}@{_ascii_domain(domain)}" if at and local.isascii() else None


def _fold(line: str) -> list[str]:
    """Break at blanks, as few lines as possible; the blank begins the next line."""
    lines = []
    while len(line) > _LINE:
        cut = line.rfind(" ", 1, _LINE + 1)
        if cut <= line.find(":") + 1:
            break
        lines.append(line[:cut])
        line = line[cut:]
    return [*lines, line]


def _encoded(value: str, first_room: int) -> str:
    return "\r\n ".join(f"=?utf-8?b?{b64encode(part).decode()}?=" for part in _portions(value, first_room))


def _portions(value: str, first_room: int) -> Iterator[bytes]:
    """Cut the UTF-8 of `value` between characters, so that each portion fits its line encoded."""
    data = value.encode("utf-8", "replace")
    room = first_room
    while data:
        end = (room - len(_ENCODING)) // 4 * 3
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        yield data[:end]
        data = data[end:]
        room = _ENCODED_LINE - 1


@lru_cache(maxsize=1024)  # the same few receivers in every mail
def _address(address: str) -> str:
    name, _ = parseaddr(clean_header(address))
    bare = ascii_address(address)
    if bare is None or not bare.isprintable() or " " in bare:
        # RFC 6857 3.1.8: an address that ASCII cannot write stays readable as the name of an empty group.
        return f"{_phrase(clean_header(address))}:;"
    return f"{_phrase(name)} <{bare}>" if name else bare


def _phrase(name: str) -> str:
    if not name.isascii() or "=?" in name:
        return _encoded(name, first_room=_ENCODED_LINE - len("Reply-To: "))
    if _ATOMS.fullmatch(name):
        return name
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _ascii_domain(domain: str) -> str:
    if domain.isascii():
        return domain
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return ""
