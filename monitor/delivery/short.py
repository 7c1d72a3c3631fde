"""A message for a service that knows no more than a title and a text of limited length."""

from __future__ import annotations


def write_short(subject: str, text: str) -> bytes:
    """Return title and text as the bytes that every retry uses: a blank line is between them."""
    return f"{' '.join(subject.split())}\n\n{text}".encode("utf-8", "replace")


def read_short(raw: bytes) -> tuple[str, str]:
    """Return title and text again."""
    title, _, text = raw.decode().partition("\n\n")
    return title, text


def cut(text: str, limit: int, notice_id: str) -> str:
    """Cut a text at a line's end below the limit, and say where the whole of it is."""
    if len(text) <= limit:
        return text
    rest = f"\n[…] cut here; whole: media-monitor deliveries show {notice_id}"
    kept = text[: max(0, limit - len(rest))]
    return ((kept.rpartition("\n")[0] or kept).rstrip() + rest)[-limit:] if limit > len(rest) else text[:limit]
