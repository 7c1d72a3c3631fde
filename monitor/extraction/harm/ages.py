"""Ages, which count nobody: "Maria Gomez, 42", "two men, ages 22 and 25, and a girl", "a woman of 58 and her son"."""

from __future__ import annotations

from monitor.extraction.harm.age_numbers import joins_ages, may_be_age
from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import People
from monitor.extraction.words.words import Word

FARTHEST_AGE = 12
"""Words that ages may take: ", all between 17 and 20,", ", aged 3, 5, 9 and 12,"."""
LONGEST_AGE = 3
"""Digits of an age."""
_LIMITS = frozenset({"before:up_to", "before:over"})
_BETWEEN = frozenset({"joiner", "ages", "age_words", "adverb", "range:between", "range:to", "range:marks"})


def past_ages(clause: Clause, at: int) -> int:
    """Return the comma that closes ", 42," or ", ages 22, 25 and 40," from the one at `at`, else `at`.

    Without commas it is the word behind: the "and" of "a woman aged 30 and her son".
    """
    if "ages" in clause.tags(at):
        return _past_open_ages(clause, at)
    if clause.text(at) != ",":
        return at
    last, counted = at, False
    for here in range(at + 1, min(at + FARTHEST_AGE, len(clause.words))):
        if clause.text(here) in {",", ";"} and clause.text(here - 1).isdigit():
            last = here
            if clause.text(here) == ";":
                break  # "Ann Lee, 40; her son, Tom, 8; and ..."
        elif clause.text(here).isdigit():
            counted = True
        elif not clause.tags(here) & _BETWEEN or ("and" in clause.tags(here) and clause.text(here - 1) == ","):
            break
    return last if counted and clause.text(last - 1).isdigit() else at


def _past_open_ages(clause: Clause, at: int) -> int:
    """Return the word behind "aged 30", "aged five and seven", "aged between 7 and 14"; `at` without a number."""
    here = last = at + 1 + ("range:between" in clause.tags(at + 1))
    while here < len(clause.words) and may_be_age(clause.words[here]) and clause.starting_at(here) is None:
        last = here + 1
        here = last + 1 if last < len(clause.words) and joins_ages(clause.words[last]) else len(clause.words)
    return last if may_be_age(clause.words[last - 1]) else at


def age_of(clause: Clause, people: People) -> int:
    """Return the age in "a 24-year-old man", "Maria Gomez, 42,", 0 where none stands there."""
    if people.interval.max != 1:
        return 0
    behind = past_ages(clause, people.last)
    told = [*range(people.first, people.last), *range(people.last, behind)]
    numbers = (clause.text(i).partition("-")[0] for i in told)
    return next((int(word) for word in numbers if word.isdigit() and len(word) <= LONGEST_AGE), 0)


def before_ages(clause: Clause, at: int) -> int:
    """Return the comma that opens ", 42" or ", ages 22, 25 and 40" before word `at`, else `at`."""
    if at < 1 or not may_be_age(clause.words[at - 1]):
        return at
    opened = at
    for here in range(at - 1, max(0, at - FARTHEST_AGE), -1):
        if clause.text(here) == "," or "ages" in clause.tags(here):
            opened = here
        elif not (may_be_age(clause.words[here]) or clause.tags(here) & _BETWEEN):
            break
    return opened


def _are_of_two(words: list[Word], first: int, last: int) -> bool:
    """The two ages of "a couple of 34 and 36"."""
    second = first > 3 and "joiner" in words[first - 1].tags and words[first - 2].text.isdigit()
    at = first - 2 if second else first
    joined = second or (last + 1 < len(words) and "joiner" in words[last].tags and words[last + 1].text.isdigit())
    couple = at > 1 and "of" in words[at - 1].tags and {"number", "collective"} <= words[at - 2].tags
    return joined and couple and words[first].text.isdigit()


def is_age(words: list[Word], first: int, last: int) -> bool:
    """`Maria Gomez, 42, a nurse`, `a student (19)`, `two men, 34 and 41,`: bare numbers set off by marks."""
    if first > 1 and "of" in words[first - 1].tags and "singular" in words[first - 2].tags:  # "a woman of 58"
        return words[first].text.isdigit() and not words[first - 2].harms
    if _are_of_two(words, first, last):
        return True
    if first and words[first].tags & _LIMITS and words[first - 1].tags & {"singular", "plural"}:
        return True  # "three children under 10"
    while first > 1 and "joiner" in words[first - 1].tags and words[first - 2].text.isdigit():
        first -= 2
    while last + 1 < len(words) and "joiner" in words[last].tags and words[last + 1].text.isdigit():
        last += 2
    if first > 0 and "range:between" in words[first - 1].tags:
        first -= 1
    if first > 1 and "adverb" in words[first - 1].tags:  # "five people, all between 17 and 20,"
        first -= 1
    opened = first > 0 and words[first - 1].text in {",", "("}
    closed = last >= len(words) or words[last].text in {",", ";", ")", "."} or "age_words" in words[last].tags
    return opened and closed
