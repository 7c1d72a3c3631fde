"""Words -> quantities: intervals as DESIGN section 5 defines them, and what is no count at all.

Ages, ordinals, dates, clock times, calibres, money and the like are refused here as far as the
number itself shows it; what is counted is decided by the noun (`people`).
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extraction.harm.age_numbers import is_second_age
from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.words.words import Word
from monitor.model import Interval
from monitor.vocabulary import Bound

MOST = 10**9
"""The largest count believed: longer digit strings are serial numbers or noise."""

FEWEST_OVER = 10
"""Nobody counts "over four" deaths: a court does."""
LAST_DAY = 31
"""A larger number behind a month is no day of it."""


_CLOSING = frozenset({"(", "-", "--", "\u2013", "\u2014", ",", ":", "["})
"""Marks behind the year of a dateline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count over `words[first:last]`; `bare_year` looks like a year and needs a noun to be a count."""

    first: int
    last: int
    interval: Interval
    bare_year: bool = False


def read_quantity(words: list[Word], at: int, lexicon: Lexicon) -> Quantity | None:
    """Read the quantity that starts at word `at`, or `None` when there is none or it is a trap."""
    if at >= len(words) or not words[at].counts:
        return None
    here, bound = _before(words, at)
    if at and "ages" in words[at - 1].tags:
        return None  # "ages 16 to 22"
    ranged = _between(words, here, lexicon) if here < len(words) else None
    if ranged:
        return Quantity(first=at, last=ranged[1], interval=ranged[0])
    number = _number(words, here, lexicon)
    if number is None:
        return None
    low, last, vague = number
    if _is_clock_time(words, last):
        return None
    year = last == here + 1 and _looks_like_year(words[here])
    risen = here > 0 and bool(words[here - 1].tags & {"rise_from", "rise_by"})  # "by 3 to 57" is no range
    least = bound is Bound.AT_LEAST
    high = None if risen else _range_end(words, last, low, lexicon, least=least)
    if high is not None:
        return Quantity(first=at, last=high[1], interval=Interval(min=low, max=high[0], bound=Bound.RANGE))
    if _is_trap(words, here, last):
        return None
    last, bound = _after(words, last, bound)
    if low < FEWEST_OVER and "matter" in words[at].tags:
        bound = None  # "charged over four deaths"
    if _is_shared_out(words, at):
        bound = Bound.UP_TO
    return Quantity(first=at, last=last, interval=bounded(low, bound, vague=vague), bare_year=year)


def bounded(count: int, bound: Bound | None, *, vague: bool = False) -> Interval:
    """The interval of a count worded with `bound`."""
    if vague or bound is Bound.VAGUE:
        return Interval(min=count, max=None, bound=Bound.VAGUE)
    if bound in (Bound.AT_LEAST, Bound.OVER):
        return Interval(min=count, max=None, bound=bound)
    if bound is Bound.UP_TO:
        return Interval(min=0, max=count, bound=Bound.UP_TO)
    return Interval(min=count, max=count, bound=bound or Bound.EXACT)


def _is_clock_time(words: list[Word], last: int) -> bool:
    """Whether "a.m." or "o'clock" follows: "Thursday, 9 a.m."."""
    return last < len(words) and "clock_words" in words[last].tags


def _is_shared_out(words: list[Word], at: int) -> bool:
    """`a third of the 120 passengers`."""
    here = at - 1
    while here > 0 and "determiner" in words[here].tags:
        here -= 1
    return here > 0 and "of" in words[here].tags and "fraction" in words[here - 1].tags


def _before(words: list[Word], at: int) -> tuple[int, Bound | None]:
    bound: Bound | None = None
    while at < len(words):
        said = words[at].before
        if said is None:
            break
        if bound in (None, Bound.EXACT) or said is not Bound.EXACT:
            bound = said
        at += 1
    return at, bound


def _after(words: list[Word], last: int, bound: Bound | None) -> tuple[int, Bound | None]:
    if last < len(words):
        said = words[last].after
        if said is not None:
            return last + 1, said
        if words[last].text == "+" and words[last - 1].glued:
            return last + 1, Bound.AT_LEAST
    return last, bound


def _between(words: list[Word], at: int, lexicon: Lexicon) -> tuple[Interval, int] | None:
    """`between 3 and 5`."""
    if "range:between" not in words[at].tags:
        return None
    low = _number(words, at + 1, lexicon, joined=False)
    if not low or low[1] >= len(words) or "range:and" not in words[low[1]].tags:
        return None
    high = _number(words, low[1] + 1, lexicon)
    if not high or high[0] < low[0]:
        return None
    return Interval(min=low[0], max=high[0], bound=Bound.RANGE), high[1]


def _range_end(words: list[Word], at: int, low: int, lexicon: Lexicon, *, least: bool) -> tuple[int, int] | None:
    """`10-12`, `three to five`, `two or three`: the upper end and where it ends."""
    if at + 1 >= len(words):
        return None
    maybe = _past_maybe(words, at, least=least)
    if maybe > at:  # "nine, and possibly as many as 14"
        high = _number(words, maybe, lexicon)
        return (high[0], high[1]) if high and not high[2] and low < high[0] <= low * 4 + 5 else None
    link = words[at]
    if "range:marks" in link.tags:
        if not (words[at - 1].glued and link.glued):
            return None
    elif "range:to" not in link.tags:
        return None
    high = _number(words, at + 1, lexicon)
    if high is None or high[2] or not low < high[0] <= low * 4 + 5 or _is_trap(words, at + 1, high[1], ranged=True):
        return None
    return high[0], high[1]


def _past_maybe(words: list[Word], at: int, *, least: bool) -> int:
    """Return where the number behind ", and possibly as many as" begins, `at` without it.

    Behind "at least nine" an "and as many as" will do.
    """
    here = at + (words[at].text == ",")
    here += here < len(words) and bool(words[here].tags & {"range:and", "range:to"})
    if here >= len(words):
        return at
    if least and here > at and words[here].before is Bound.UP_TO:
        number = _before(words, here)[0]
        return number if number + 1 < len(words) and "plural" in words[number + 1].tags else at
    if "range:maybe" not in words[here].tags:
        return at
    return _before(words, here + 1)[0]


def _number(words: list[Word], at: int, lexicon: Lexicon, *, joined: bool = True) -> tuple[int, int, bool] | None:
    """Read a plain number: value, where it ends, and whether it is only a vague word."""
    if at >= len(words):
        return None
    word = words[at]
    if word.text[0].isdigit():
        return _digits(words, at, lexicon)
    if word.lower in lexicon.numbers:
        return _spelled(words, at, lexicon, joined=joined)
    return _noun_number(words, at, lexicon)


def _digits(words: list[Word], at: int, lexicon: Lexicon) -> tuple[int, int, bool] | None:
    text = words[at].text
    scale = lexicon.multipliers.get(words[at + 1].lower, 1) if at + 1 < len(words) else 1
    last = at + 2 if scale > 1 else at + 1
    if ":" in text or len(text) > 12 or (text[0] == "0" and len(text) > 1) or not text.isascii():
        return None
    if "." in text and (scale == 1 or text.count(".") > 1 or "," in text):
        return None
    value = round(float(text.replace(",", "")) * scale)
    return (value, last, False) if value <= MOST else None


def _spelled(words: list[Word], at: int, lexicon: Lexicon, *, joined: bool) -> tuple[int, int, bool]:
    """`twenty-five`, `two hundred and fifty thousand`, `three dozen`."""
    total, current = 0, 0
    last = at
    while last < len(words):
        lower = words[last].lower
        if lower in lexicon.numbers and _fits(current, lexicon.numbers[lower]):
            current += lexicon.numbers[lower]
        elif lower in lexicon.multipliers and current:
            current *= lexicon.multipliers[lower]
            if lexicon.multipliers[lower] >= 1000:
                total, current = total + current, 0
        elif _links(words, last, current, lexicon, joined=joined):
            pass
        else:
            break
        last += 1
    while words[last - 1].lower not in lexicon.numbers and words[last - 1].lower not in lexicon.multipliers:
        last -= 1
    return min(total + current, MOST), last, False


def _fits(current: int, unit: int) -> bool:
    """`twenty five` is one number, `five twenty` is two."""
    return current == 0 or (current % 100 == 0) or (unit < 10 and current % 10 == 0 and current % 100 >= 20)


def _links(words: list[Word], at: int, current: int, lexicon: Lexicon, *, joined: bool) -> bool:
    """A hyphen inside `twenty-five`, or the "and" inside `two hundred and fifty`."""
    if at + 1 >= len(words) or words[at + 1].lower not in lexicon.numbers or current == 0:
        return False
    if words[at].text == "-":
        return current % 10 == 0 and lexicon.numbers[words[at + 1].lower] < 10
    return joined and "joiner" in words[at].tags and current >= 100 and current % 100 == 0


def _noun_number(words: list[Word], at: int, lexicon: Lexicon) -> tuple[int, int, bool] | None:
    """`a dozen`, `a couple of`, `dozens of`, `tens of thousands`, `a few`, `several hundred`."""
    known = at > 0 and "definite" in words[at - 1].tags  # the couple
    if known and words[at].lower in lexicon.fixed and words[at].lower not in lexicon.multipliers:
        return lexicon.fixed[words[at].lower], at + 1, False
    here = at + 1 if "article" in words[at].tags else at
    if here >= len(words):
        return None
    lower = words[here].lower
    following = words[here + 1].lower if here + 1 < len(words) else ""
    if here > at and lower in lexicon.fixed:
        if _links(words, here + 1, lexicon.fixed[lower], lexicon, joined=True):  # a hundred and fifteen
            rest = _spelled(words, here + 2, lexicon, joined=False)
            return lexicon.fixed[lower] + rest[0], rest[1], False
        scale = lexicon.multipliers.get(following, 1) if lower not in lexicon.multipliers else 1
        return lexicon.fixed[lower] * scale, here + (2 if scale > 1 else 1), False
    if lower not in lexicon.vague:
        return None
    if following in lexicon.multipliers:
        return lexicon.vague[lower] * lexicon.multipliers[following], here + 2, True
    after = words[here + 2].lower if here + 2 < len(words) else ""
    if following and "of" in words[here + 1].tags and after in lexicon.vague and lexicon.vague[after] > 100:
        return lexicon.vague[lower] * (lexicon.vague[after] // 2), here + 3, True  # tens of thousands
    return lexicon.vague[lower], here + 1, True


def _looks_like_year(word: Word) -> bool:
    return len(word.text) == 4 and word.text.isdigit() and 1800 <= int(word.text) <= 2100


def _is_trap(words: list[Word], first: int, last: int, *, ranged: bool = False) -> bool:
    """Whether what touches the number makes it an age, a date, a name's part, money or a time."""
    before = words[first - 1] if first else None
    after = words[last] if last < len(words) else None
    if after is not None:
        if words[last - 1].glued and (after.text[0].isalpha() or after.text in {"-", "/", "%", "°", "\u2013", "th"}):
            return not (after.text in {"-", "\u2013"} and last + 1 < len(words) and _is_apart(after, words[last + 1]))
        if "months" in after.tags or after.text == "%":
            return True
    if before is not None and not ranged:
        if before.glued and (before.text[0].isalnum() or before.text in {"-", "/", ".", ":", "_"}):
            return True
        if "no_count_before" in before.tags or _is_day_of_month(words, first, last):
            return True
        return is_second_age(words, first, last)
    return False


def _is_day_of_month(words: list[Word], at: int, last: int) -> bool:
    """Whether a number behind a month is its day: not in "in January 37 people died", "in May 12 people drowned"."""
    month = at - 1 - (words[at - 1].text == "." and at > 1)  # "on Nov. 8"
    if "months" not in words[month].tags or not words[at].text.isdigit() or int(words[at].text) > LAST_DAY:
        return False
    if month and words[month - 1].text.isdigit() and int(words[month - 1].text) <= LAST_DAY:
        return last < len(words) and words[last].text in _CLOSING  # "on 3 May 12 people died", not "9 NOV 89 (EFE)"
    in_month = month > 0 and "month_before" in words[month - 1].tags
    return not (in_month and last < len(words) and "plural" in words[last].tags)


def _is_apart(mark: Word, following: Word) -> bool:
    """Whether a dash after a number belongs to the sentence and not to an age ("57- year- old")."""
    return not mark.glued and not following.tags & {"age_words", "age_noun"}
