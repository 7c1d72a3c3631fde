"""Another speaker's number one sentence later, without a word of harm: "Residents put the figure at 40"."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from monitor.extraction.casualties import READ_ZONES, Mention
from monitor.extraction.events.rival_counts import count_beside, count_by_list
from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.naming import Naming, People
from monitor.extraction.harm.people import find_people
from monitor.extraction.harm.survival import whole_aboard
from monitor.extraction.index.cues import fold
from monitor.extraction.words.words import Word
from monitor.model import Article
from monitor.vocabulary import Bound, Harm

_CUES = frozenset({"recount", "said", "grown"})
FARTHEST_ABOARD = 2
"""Sentences between "a boat carrying 12 people" and "nobody survived"."""
LONGEST_READ = 2_000
"""Characters of a sentence that are read for those aboard."""
FARTHEST_COUNT = 3
"""Words between "put the figure at" and its number: "put the figure at well over 40"."""


def with_recounts(article: Article, lexicon: Lexicon, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions of harm and the numbers that others give for the dead, in order of the text.

    Only a sentence right behind one that counts killed people is read, and only one without a harm of its own.
    """
    told = {m.sentence for m in mentions}
    counted = {m.sentence: m for m in mentions if _is_counted_death(m)}
    found = [_recount(article, lexicon, index + 1, one) for index, one in counted.items() if index + 1 not in told]
    found += [count_beside(article, lexicon, one, mentions) for one in counted.values()]
    found += [count_by_list(article, lexicon, index + 1, one) for index, one in counted.items()]
    whole = (_with_all_aboard(article, lexicon, one) if one.frame == "outlived" else one for one in mentions)
    return tuple(sorted((*whole, *filter(None, found)), key=attrgetter("sentence")))


def _with_all_aboard(article: Article, lexicon: Lexicon, mention: Mention) -> Mention:
    """Count those "carrying 12 people" told of a sentence or two before "there were no survivors"."""
    if mention.interval.bound is not Bound.VAGUE:
        return mention
    for index in range(mention.sentence, max(-1, mention.sentence - 1 - FARTHEST_ABOARD), -1):
        sentence = article.sentences[index]
        words = lexicon.read(article.text, sentence.start, min(sentence.end, sentence.start + LONGEST_READ)).words
        people = whole_aboard(Clause(words, find_people(words, lexicon), lexicon))
        if people is not None:
            return replace(mention, interval=people.interval, namings=(people.naming,), heads=people.heads)
    return mention


def _is_counted_death(mention: Mention) -> bool:
    happened = not (mention.hypothetical or mention.negated or mention.feared or mention.part)
    return mention.harm is Harm.KILLED and mention.counted and happened and mention.interval.max != 0


def _recount(article: Article, lexicon: Lexicon, index: int, before: Mention) -> Mention | None:
    if index >= len(article.sentences) or article.sentences[index].zone not in READ_ZONES:
        return None
    sentence = article.sentences[index]
    if not lexicon.recounting.find_matches_as_indexes(fold(article.text[sentence.start : sentence.end])):
        return None
    words, starts, ends = lexicon.read(article.text, sentence.start, sentence.end)
    cue = next((at for at, word in enumerate(words) if not _CUES.isdisjoint(word.tags)), None)
    if cue is not None and "grown" in words[cue].tags and not any("tally" in word.tags for word in words[:cue]):
        return None
    reach = FARTHEST_COUNT if cue is not None and words[cue].tags & {"recount", "grown"} else 0
    people = None if cue is None else _first_behind(words[cue + 1 :], lexicon, reach)
    if cue is None or people is None:
        return None
    if "grown" in words[cue].tags and people.interval.min <= before.interval.min:
        return None
    return replace(
        before,
        interval=people.interval,
        start=starts[cue + 1 + people.first],
        end=ends[cue + people.last],
        sentence=index,
        zone=sentence.zone,
        frame="toll" if "grown" in words[cue].tags else "recount",  # "by evening the number had grown to 18"
        risen="grown" in words[cue].tags,
        namings=(people.naming,),
        heads=(),
        definite=False,
    )


def _first_behind(words: list[Word], lexicon: Lexicon, reach: int) -> People | None:
    """Return the bare number right behind the words that announce it, unless some of the dead are described by it.

    "The ministry says two of them are children" counts nobody anew, nor does "said one was a nurse".
    """
    first = next(iter(find_people(words, lexicon)), None)
    if first is None or first.naming is not Naming.BARE or first.first > reach or first.part:
        return None
    return None if first.last < len(words) and "be" in words[first.last].tags else first
