"""How many live reports hold a term, however many terms there are."""

from __future__ import annotations

from monitor.stories.frequencies import Frequencies


def test_terms_beyond_the_first_room_are_counted_like_the_others() -> None:
    frequencies = Frequencies()
    words = [f"word{n}" for n in range(10_000)]
    for start in range(0, len(words), 500):
        frequencies.add(words[start : start + 500])
    frequencies.add(words)
    assert {frequencies.holding(word) for word in words} == {2.0}
