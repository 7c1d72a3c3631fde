"""Numbers that are ages because one before them is: "aged 19 and 21", "aged 5, 8 and 12"."""

from __future__ import annotations

from monitor.extraction.words.words import Word


def may_be_age(word: Word) -> bool:
    """Whether a word is a number, in digits or letters."""
    return word.text.isdigit() or "number" in word.tags


def joins_ages(word: Word) -> bool:
    """Whether a word may stand between two ages."""
    return word.text == "," or bool(word.tags & {"joiner", "range:to", "range:marks"})


def is_second_age(words: list[Word], first: int, last: int) -> bool:
    """`aged 19 and 21`: the number before is an age, so this one is; not in "a woman aged 30 and two boys"."""
    if last < len(words) and "plural" in words[last].tags and "age_noun" not in words[last].tags:
        return False
    at = first
    while at >= 2 and joins_ages(words[at - 1]) and may_be_age(words[at - 2]):
        at -= 2
        opened = at - 1 if at and "range:between" in words[at - 1].tags else at
        if opened and words[opened - 1].tags & {"no_count_before", "ages"}:
            return True
    return False
