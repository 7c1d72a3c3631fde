"""Harms that only say what others ask for, or whose kin they are: "called on X to investigate the deaths of 12"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.index.cues import Cue
from monitor.extraction.judging.clauses import RELATIVE, is_near
from monitor.extraction.judging.context import Context
from monitor.vocabulary import Harm

_DEEDS = frozenset({"event", "events"})
_TOLD_OF_ANOTHER = frozenset({"participle", "dies"})
_NAMES_ANOTHER = frozenset({"kin:own", "kin_of", "known_dead"})
FEWEST_HARMS = 2
"""Harms of a sentence of which one may be an aside."""
LONGEST_ARTICLE = len("the ")
_POSSESSIVES = ("'s ", "\u2019s ")
_NEW = frozenset({"introduces", "subordinate", "relative"})
"""What brings a harm up as new behind an appeal: "called on the government for help after 12 deaths"."""


def is_appealed_about(context: Context, mention: Mention) -> bool:
    """Whether somebody is called on to act on a death named by a noun, and no day of this week is with it."""
    if "appeal" not in context.tags or not _is_named(context, mention):
        return False
    before = [cue for cue in context.cues_of.get(mention.sentence, ()) if cue.end <= mention.start]
    last = max((cue.end for cue in before if cue.tag == "appeal"), default=0)
    if not last or any(cue.start >= last for cue in before if cue.tag in _NEW):
        return False
    days = (day for day in context.dates_of.get(mention.sentence, ()) if day.start > mention.start)
    return not any(is_near(day, context.today) for day in days)


def is_aside(context: Context, mention: Mention) -> bool:
    """Whether a noun names a harm in a clause of its own, and the sentence ends with what it tells itself.

    "A bomb went off as a man accused of the murders of 12 was to speak, killing three".
    """
    if len(context.mentions_of[mention.sentence]) < FEWEST_HARMS or not _is_named(context, mention):
        return False
    text = context.article.text
    rivals = (m for m in context.rivals_of(mention) if m.frame == "gerund" and m.start > mention.end)
    if not any(text.endswith(", ", 0, m.start) for m in rivals):
        return False
    return context.told_first.clauses.behind(mention.sentence, mention.start) is not None


def _is_named(context: Context, mention: Mention) -> bool:
    return mention.frame in _DEEDS or (mention.frame == "gerund" and _is_named_by_noun(context, mention))


def _is_named_by_noun(context: Context, mention: Mention) -> bool:
    """Whether "killing" is a noun: "investigate the killing of nine protesters"."""
    text = context.article.text
    return text.endswith(" the ", 0, mention.start) and text[mention.start : mention.end].split()[1:2] == ["of"]


def is_of_kin(context: Context, mention: Mention) -> bool:
    """Whether somebody harmed only tells who another is: "the mother of a pupil killed", "of drowned toddler"."""
    if mention.frame not in _TOLD_OF_ANOTHER or context.tags.isdisjoint(_NAMES_ANOTHER):
        return False
    if context.told_first.is_fresh(mention):
        return False
    if _owns_whom_it_names(context, mention):
        return True
    around = context.cues_around(mention)
    if mention.sentence not in context.opening and any(c.tag == "kin:own" and c.start == mention.start for c in around):
        return True
    if "kin_of" not in context.tags:
        return False
    cues = [cue for cue in around if cue.tag == "kin_of"]
    if mention.sentence not in context.opening and _is_of_relative_clause(context, cues, mention):
        return True
    if any(cue.end + 1 == mention.start for cue in cues):
        return True
    known = [cue for cue in around if cue.tag == "known_dead"]
    told = [cue for cue in cues if cue.start <= mention.start]
    return any(cue.end == mention.end and one.start <= cue.end - 1 for one in told for cue in known)


def _is_of_relative_clause(context: Context, kin: Sequence[Cue], mention: Mention) -> bool:
    """Whether a relative clause says who somebody's kin is: "the mother of a former mayor who was killed"."""
    if mention.frame != "participle" or not any(cue.start < mention.end for cue in kin):
        return False
    first = min(cue.end for cue in kin)
    return any(c.tag in RELATIVE and first < c.start < mention.end for c in context.cues_of[mention.sentence])


def _owns_whom_it_names(context: Context, mention: Mention) -> bool:
    """Whether somebody known to be dead only owns the one who is named: "slain mayor's widow takes office"."""
    if "known_dead" not in context.tags or mention.counted:
        return False
    text = context.article.text[mention.start : mention.end]
    dead = any(c.tag == "known_dead" and c.start <= mention.start < c.end for c in context.cues_around(mention))
    return dead and any(text.find(mark, 0, len(text) - 1) > 0 for mark in _POSSESSIVES)


def is_known_dead(context: Context, mention: Mention) -> bool:
    """Whether a harm is told by a word before who was harmed, as what is known: "a walk for the slain student"."""
    if "known_dead" not in context.tags or mention.counted:
        return False
    if _owns_whom_it_names(context, mention):
        return True
    if mention.interval.max != 1:
        return False
    cues = (cue for cue in context.cues_around(mention) if cue.tag == "known_dead")
    first, *behind = context.article.text[mention.start : mention.end].lower().split()
    named = behind[1:2] if first == "the" else behind[:1]  # right behind the word: "the slain student"
    said = any(cue.start <= mention.start + LONGEST_ARTICLE and mention.start < cue.end for cue in cues)
    return said and named == [*mention.heads][:1]


def lives_to_tell(context: Context, mention: Mention) -> bool:
    """Whether somebody tells of being dead: "I was already killed once"."""
    if mention.harm is not Harm.KILLED or "own_death" not in context.tags:
        return False
    around = context.cues_around(mention)
    return any(c.tag == "own_death" and c.start < mention.end and mention.start < c.end for c in around)
