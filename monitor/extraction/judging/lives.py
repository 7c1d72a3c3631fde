"""Deaths that are the end of a life and no event: told with a great age, and without violence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.index.cues import Cue
from monitor.model import Article, Sentence
from monitor.vocabulary import Zone

OLD_AGE = 60
"""Years from which a death that is told with an age is the end of a life and no event."""
_LIFESPAN = re.compile(r"\b1[89]\d\d ?[-\u2013] ?(?:19|20)\d\d\b")
_AT_AGE = re.compile(r" at (\d{2,3})(?=$|[ ,.;:]*(?:[^\w ]|$))")
"""Behind a death in a title, an age: "dies in Serbian prison at 71"."""
LONGEST_TIME = 40
"""Characters between a death and what somebody died of: "died last year of kidney failure"."""
_NUMBER = re.compile(r" (\d{2,3})\b")


def spans_a_life(article: Article, sentence: Sentence) -> bool:
    """Whether a title gives the years of a life: "Hosam Katan, 1994-2026"."""
    return sentence.zone is Zone.TITLE and _LIFESPAN.search(article.text, sentence.start, sentence.end) is not None


def ends_life(article: Article, cues_of: Mapping[int, Sequence[Cue]], mention: Mention) -> bool:
    """Whether somebody old died as people do: "dies at 97", and no word of an event behind the death."""
    cues = cues_of.get(mention.sentence, ())
    ages = (cue for cue in (*cues, *cues_of.get(mention.sentence + 1, ())) if cue.tag == "age")
    if mention.interval.min > 1:
        return False  # "three people have died of heat, two men aged 84 and 79 and a woman"
    if mention.frame not in {"dies", "state"}:
        return False
    titled = _AT_AGE.search(article.text, mention.end, _end_of_title(article, mention))
    if (int(titled[1]) if titled else 0) < OLD_AGE and all(_age_behind(article, cue) < OLD_AGE for cue in ages):
        return False
    return not any(cue.tag.startswith("kind:") and cue.start >= mention.end for cue in cues)


def dies_of_an_ailment(article: Article, cues_of: Mapping[int, Sequence[Cue]], mention: Mention) -> bool:
    """Whether somebody died as the ill do: "my father died with diabetes", and no event is told behind it."""
    cues = cues_of.get(mention.sentence, ())
    of = next((cue for cue in cues if cue.tag == "ailment" and cue.start > mention.end), None)
    if of is None or of.start - mention.end > LONGEST_TIME or "," in article.text[mention.end : of.start]:
        return False
    return not any(cue.start >= of.end and (cue.tag == "introduces" or _is_of_event(cue)) for cue in cues)


def _is_of_event(cue: Cue) -> bool:
    """Whether a word tells an event, and not only what a disease is."""
    return cue.tag.startswith("kind:") and cue.tag != "kind:epidemic"


def _end_of_title(article: Article, mention: Mention) -> int:
    """Return where a harm's title ends; below the title nothing is searched."""
    return article.sentences[mention.sentence].end if mention.zone is Zone.TITLE else mention.end


def _age_behind(article: Article, cue: Cue) -> int:
    number = _NUMBER.match(article.text, cue.end)
    return int(number[1]) if number else 0
