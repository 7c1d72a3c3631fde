"""What the words right around people say: part of a larger group, more than those told of, the fourth of a row."""

from __future__ import annotations

from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.naming import Naming, People
from monitor.extraction.words.words import NO_TAGS, Word


def with_surroundings(words: list[Word], people: People, lexicon: Lexicon) -> People:
    """Mark parts of a larger group and those who come on top of one."""
    before = words[people.first - 1].tags if people.first else NO_TAGS
    after = words[people.last].tags if people.last < len(words) else NO_TAGS
    inside = [word.tags for word in words[people.first : people.last]]
    if not (before or after) and not any(tags & {"more", "ordinal", "part_phrases"} for tags in inside):
        return people
    part = people.part or bool(before & {"part_phrases", "mostly"}) or "part_phrases" in after
    part = part or ("including" in before and not _is_whole(words, people))
    part = part or any("part_phrases" in tags for tags in inside[1:])  # "three of them children"
    bare = "ordinal" in before and people.naming is Naming.ONE  # "one teen killed, second teen critical"
    nth = (
        0
        if people.definite and not _restates_as_last(words, people)
        else _place_in_row(words[people.first - bare : people.last], lexicon)
    )
    more = nth > 0 or any("more" in tags for tags in inside) or "more" in after
    last = people.last + 1 if "more" in after else people.last
    if (part, more, last, nth) == (people.part, people.more, people.last, people.nth):
        return people
    return People(  # as `replace` would make it, without asking for each field by its name
        people.first,
        last,
        people.interval,
        people.naming,
        people.heads,
        part=part,
        more=more,
        definite=people.definite,
        possessed=people.possessed,
        nth=nth,
        whole=people.whole,
    )


def _restates_as_last(words: list[Word], people: People) -> bool:
    """The sixth of "a man wounded on Friday died, the sixth person killed"."""
    if people.first == 0 or words[people.first - 1].text != "," or people.heads not in (("person",), ("victim",)):
        return False
    return not any("not_people" in word.tags for word in words[people.last :])  # "the 30th person killed this year"


def _is_whole(words: list[Word], people: People) -> bool:
    """The six of "a colonel was among six people killed": of them he is one."""
    among, verb = people.first - 1, people.first - 2
    counted = people.naming is not Naming.NAME and "among" in words[among].tags
    return counted and verb >= 0 and words[verb].text.isalpha()


def _place_in_row(words: list[Word], lexicon: Lexicon) -> int:
    """Return 4 for `a fourth victim`, 0 without an ordinal."""
    return max((lexicon.ordinals.get(word.lower, 0) for word in words if "ordinal" in word.tags), default=0)
