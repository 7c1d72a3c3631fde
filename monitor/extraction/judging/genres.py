"""Harms that the words of the whole article make a match's, a plot's or an animal's: nobody's event.

What title and first sentence do is `openings`; here counts what is told all over the article, and how.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import islice

from monitor.extraction.casualties import Mention
from monitor.extraction.harm.naming import Naming
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scores import tells_a_score
from monitor.vocabulary import Harm, Zone

TEAM = 11
"""Players of a team."""
WORDS_OF_GENRE = 3
"""Different words of sport, or of the stage, that make an article one on it."""
WORDS_OF_AN_ANIMAL = 2
"""Different words of animals from which somebody with a name alone is one."""
WORDS_OF_BEASTS = 4
"""Different words of beasts beside which "a male" is one."""
MOST_ANIMALS = 9
"""Deaths that are looked at: an article on a horse has no more."""
LONGEST_NAME = 40
"""Characters of a work's name before and behind the harm in it."""
SMALL_WORD = 3
"""Letters of the words that names of works write small: "in", "the"."""
_OPENING_MARKS = '"\u201c\u2018'
_OPENS_A_NAME = re.compile(r"[\"\u201c\u2018]([^\"\u201c\u201d\u2018.!?]*)$")
_CLOSES_A_NAME = re.compile(r"([^\"\u201c\u201d\u2019.!?]*),?[\"\u201d\u2019]")
_OF_SPORT = frozenset({"sport", "won"})
_OF_ONE_WITHOUT_A_WORD = frozenset({Naming.NAME, Naming.PRONOUN})


def is_of_a_match(context: Context, mention: Mention, cues: set[str]) -> bool:
    """Whether players are hurt or lost: in a sentence on sport, or in an article that has many words of it.

    No more than a team has, nobody dead beside them, and no word of an event: "league storms a hall, 30 injured".
    """
    lost = mention.frame == "loses"
    if not (lost or mention.harm is Harm.INJURED) or mention.interval.min > TEAM:
        return False
    by_its_words = not lost and "sport" in cues and not _follows_an_event(context, mention)
    if not (by_its_words or _is_on_sport(context)) or context.is_violent(mention.sentence):
        return False
    beside = context.mentions_of[mention.sentence]
    return not any(m.harm is Harm.KILLED and m.frame != "loses" for m in beside)


def _follows_an_event(context: Context, mention: Mention) -> bool:
    """Whether the sentence before tells an event and no sport: "A grenade went off. Five were hurt, one a keeper"."""
    before = mention.sentence - 1
    told = context.is_violent(before) and not any(cue.tag in _OF_SPORT for cue in context.cues_in([before]))
    return told and mention.counted


def _is_on_sport(context: Context) -> bool:
    """Whether the opening and several words of an article are of sport; a score in its lead is one of them."""
    if "sport" not in context.tags_of_opening:
        return False
    words = len(context.words_of("sport"))
    return words + any(map(partial(tells_a_score, context.article), context.lead)) >= WORDS_OF_GENRE


def is_of_a_work(context: Context, mention: Mention) -> bool:
    """Whether an article is on a play or a film by its opening and several words of it, and the harm has no own day."""
    if "fiction" not in context.tags_of_opening or len(context.words_of("fiction")) < WORDS_OF_GENRE:
        return False
    return not context.told_first.is_fresh(mention)


def names_a_work(context: Context, mention: Mention) -> bool:
    """Whether a harm is the name of a series or a film, in quotes and with capitals: "Three Dead in Dublin"."""
    if mention.zone is Zone.TITLE:
        return False
    text, here = context.article.text, context.article.sentences[mention.sentence]
    before, behind = text[max(here.start, mention.start - LONGEST_NAME) : mention.start], text[mention.end :]
    opened = _OPENS_A_NAME.search(before) if any(mark in before for mark in _OPENING_MARKS) else None
    closed = _CLOSES_A_NAME.match(behind[:LONGEST_NAME]) if opened else None
    if opened is None or closed is None or _is_said(context, mention, before[: opened.start()]):
        return False
    name = f"{opened[1]}{text[mention.start : mention.end]}{closed[1]}"
    capitals = (word[0].isupper() or word[0].isdigit() or len(word) <= SMALL_WORD for word in name.split())
    return " " in name.strip() and not name.isupper() and all(capitals)


def _is_said(context: Context, mention: Mention, before: str) -> bool:
    """Whether what is in quotes are somebody's words: `the paper reported: "Three Dead In Dublin Fire"`."""
    if before.endswith(": "):
        return True
    said = (c for c in context.cues_of.get(mention.sentence, ()) if c.tag == "spoke")
    return any(before.endswith(f"{context.article.text[c.start : c.end]} ") for c in said)


def is_told_now(context: Context, mention: Mention) -> bool:
    """Whether a harm below the opening is told in the present, as plots and timelines are: "a wife dies"."""
    if "present" not in context.tags or mention.sentence in context.opening:
        return False
    return any(cue.tag == "present" and mention.start < cue.end for cue in context.cues_around(mention))


def is_of_an_animal(context: Context, mention: Mention) -> bool:
    """Whether one alone dies who has a name and no age, in an article on animals: a horse, the zoo's last lion.

    Or whom only a sex names among words of beasts: "shot a male of the pack".
    """
    if "beast" in context.tags and _is_one_of_the_beasts(context, mention):
        return True
    if "animal" not in context.tags and "animal:winner" not in context.tags:
        return False
    if any(c.tag == "animal:winner" and c.start < mention.start < c.end for c in context.cues_around(mention)):
        return True  # "Group 1 winner Bucanero dies"
    if len(context.words_of("animal")) < WORDS_OF_AN_ANIMAL or mention.harm not in (Harm.KILLED, Harm.INJURED):
        return False
    if context.is_violent(mention.sentence) or any(c.tag == "unnatural" for c in context.cues_in([mention.sentence])):
        return False  # "died after elephants trampled her", "died when a boat flipped" are of people
    if mention.harm is Harm.INJURED:  # the rider of a horse that died
        dead = list(islice((m for m in context.mentions if m.harm is Harm.KILLED), MOST_ANIMALS))
        return mention.interval.max == 1 and bool(dead) and all(is_of_an_animal(context, m) for m in dead)
    told = context.article.text[mention.start : mention.end]
    return _OF_ONE_WITHOUT_A_WORD.issuperset(mention.namings) and not any(map(str.isdigit, told))


def _is_one_of_the_beasts(context: Context, mention: Mention) -> bool:
    """Whether nobody of the people is told: not where a lorry overturned or a day of this week is named beside it."""
    words = len(context.words_of("beast"))
    if words < WORDS_OF_AN_ANIMAL or context.is_violent(mention.sentence):
        return False
    if context.told_first.clauses.have_day(mention.sentence, mention.start, mention.end):
        return False
    cues = context.cues_around(mention) if words >= WORDS_OF_BEASTS else []  # police call people so as well
    named = any(c.tag == "beast:sex" and mention.start < c.end <= mention.end for c in cues)
    return named or _is_a_mere_count_below(context, mention)


def _is_a_mere_count_below(context: Context, mention: Mention) -> bool:
    """Whether a number without a noun goes on from an opening with beasts and no event: "420 were killed"."""
    if set(mention.namings) != {Naming.BARE} or mention.heads or "beast" not in context.tags_of_opening:
        return False
    if mention.frame == "count" or any(cue.tag == "unnatural" for cue in context.cues_in([mention.sentence])):
        return False  # "rescuers brought down six bodies"
    quiet = not any(context.is_violent(number) or number in context.mentions_of for number in context.opening)
    return quiet and mention.sentence not in context.opening
