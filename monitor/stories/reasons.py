"""Why a report stands where it does, in the words that the store keeps and `stories show` and `explain` print."""

from __future__ import annotations

from monitor.model import Story

_LIKE = "likeness "
_SHARED = " of the smaller text's sampled word runs are shared with "


def is_like(odds: float, joined: float, story: Story, forgiven: float = 0.0) -> str:
    """Say how like a story it is (logarithm of the odds), from where on it would have joined, and what is forgiven."""
    short = f"; {forgiven:+.1f} of it for a rare name or town" if forgiven else ""
    return f"{_LIKE}{odds:+.1f} (joins from {joined:+.1f}{short}) with {called(story)}: {story.headline[:80]}"


def shares_words(part: float, story: Story) -> str:
    """Say how much of the smaller text (0..1) stands in both."""
    return f"{part:.0%}{_SHARED}{called(story)}"


def names_a_near_story(why: str) -> bool:
    """Return whether a reason tells how near a story was, by its words or by shared text."""
    return why.startswith(_LIKE) or _SHARED in why


def called(story: Story) -> str:
    """Name a story by the number that people know it by."""
    return f"#{story.number}" if story.number else "an earlier story"
