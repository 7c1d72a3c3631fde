"""The event that title and lead tell of without any figure: "Bomb explodes in Izmir"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.events.cluster import Cluster
from monitor.extraction.index.cues import Cue
from monitor.extraction.judging.anchoring import dated_below, undated
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.older_times import OLD_DAYS, has_old_month, has_old_year, old_year_in
from monitor.extraction.judging.others_words import is_appealed_about, is_of_kin
from monitor.extraction.judging.withdrawals import is_kill_notice
from monitor.vocabulary import Zone

SHORTEST_COLUMN = 6
"""Sentences of an article from which its title and lead say where or when an event was."""
_NO_EVENT = frozenset(
    {
        *("off_topic", "politics", "court", "sentenced", "natural", "life_story", "fiction", "sport"),
        *("averted", "forecast", "memory", "beast"),
    }
)
"""Cues of a lead that is about something else, where they are as many as those of events."""
_BESIDE = frozenset({"present", "day_before"})
"""In a lead below the first sentence these tell a plot, or what was before what the article tells."""
_ASIDES = frozenset({"since", "relative", "relative:that", "kin_of"})
_NO_NEWS = frozenset({"anniversary", "long_ago", "generic", "review", "years_on"})


def lead_event(context: Context) -> list[Cluster]:
    """Return the event that title and lead tell of without any figure; none for votes, trials and memories."""
    if not context.cues or _is_about_what_is_none(context) or not _has_words_of_an_event(context):
        return []
    if _is_all_old(context) or _is_set_nowhere(context) or _tells_only_what_is_over(context):
        return []
    sentences = context.article.sentences
    telling = [sentences[number] for number in context.lead if context.is_violent(number)]
    places = [p.place for one in telling for p in context.places_in(one.start, one.end)]
    return [Cluster([], places, None)]


def _is_about_what_is_none(context: Context) -> bool:
    """Whether the article has a topic of its own, tells no day of an event, or takes back what it tells."""
    if "untrue" in context.tags_of_opening or context.topics - {"elsewhere"}:
        return True
    told_by_the_way = "elsewhere" in context.topics and context.told_first.mentions
    return bool(told_by_the_way or undated(context)) or is_kill_notice(context)


def _has_words_of_an_event(context: Context) -> bool:
    """Whether title and lead have more words of events, told for their own sake, than of what is none."""
    cues = list(context.cues_in(context.lead))
    tags = [cue.tag for cue in cues]
    asides = _asides(cues)
    plots = {cue.sentence for cue in cues if cue.tag in _BESIDE and cue.sentence not in context.opening}
    kinds = [cue for cue in cues if cue.tag.startswith("kind:") and cue.sentence not in plots]
    kinds = [cue for cue in kinds if not any(is_none(context, cue) for is_none in _TELL_NONE)]
    told = sum(cue.start <= asides.get(cue.sentence, cue.start) for cue in kinds)
    return told > sum(tag in _NO_EVENT for tag in tags) and _NO_NEWS.isdisjoint(tags)


def _is_of_a_team(context: Context, kind: Cue) -> bool:
    """Whether what ships do befalls a town: "Salah sank Leeds"."""
    sinks = any(cue.tag == "sinks" and cue[:2] == kind[:2] for cue in context.cues_of[kind.sentence])
    return sinks and kind.end + 1 in context.places_by_start


def _is_of_the_ill(context: Context, kind: Cue) -> bool:
    """Whether a word only says what people may have or are given, and no outbreak: "virus", "vaccine"."""
    if kind.tag != "kind:epidemic":
        return False
    return any(cue.tag == "thing" and cue[:2] == kind[:2] for cue in context.cues_of[kind.sentence])


def _came_of_one(context: Context, kind: Cue) -> bool:
    """Whether a word only says what is built or paid because of an event: "flood walls"."""
    return any(cue.tag == "came_of_it" and cue.start == kind.end + 1 for cue in context.cues_of[kind.sentence])


def _is_old(context: Context, kind: Cue) -> bool:
    """Whether a sentence below the opening sets an event back: "the floods of last January, in which 14 died"."""
    if kind.sentence in context.opening:
        return False
    here = context.article.sentences[kind.sentence]
    return old_year_in(context, here.start, here.end) or has_old_month(
        context, context.cues_of[kind.sentence], opens=False
    )


_TELL_NONE = (_is_of_a_team, _is_of_the_ill, _came_of_one, _is_old)
"""What makes a word of an event tell none."""


def _tells_only_what_is_over(context: Context) -> bool:
    """Whether every harm of the title, or of a lead without one, is no news."""
    told = [m for m in context.mentions if m.sentence in context.lead]
    told = [m for m in told if m.zone is Zone.TITLE] or told
    back = dated_below(context, context.mentions)
    return bool(told) and all(m in back or _is_no_news(context, m) for m in told)


def _is_no_news(context: Context, mention: Mention) -> bool:
    """Whether a harm of title or lead is over, of an old year, or told for what others ask or whose kin it is."""
    asides = is_of_kin(context, mention) or is_appealed_about(context, mention)
    return mention.freed or asides or has_old_year(context, mention)


def _is_set_nowhere(context: Context) -> bool:
    """Whether title and lead of a longer text name neither place nor day: "Sourdough murders and other crimes"."""
    if len(context.article.sentences) <= SHORTEST_COLUMN:
        return False
    tags = {cue.tag for cue in context.cues_in(context.lead)}
    set_at = any(n in context.dates_of or n in context.places_of for n in context.lead)
    return not set_at and tags.isdisjoint({"recent", "day_before"})


def _is_all_old(context: Context) -> bool:
    """Whether title and lead have days, and all of them lie long back: what they tell is nobody's news."""
    days = [day.on for number in context.lead for day in context.dates_of.get(number, ()) if day.on]
    return bool(days) and context.today is not None and all((context.today - day).days > OLD_DAYS for day in days)


def _asides(cues: Sequence[Cue]) -> dict[int, int]:
    """Return where each sentence says who somebody is, or since when: "widow of fire victim", "first visit since"."""
    told: dict[int, int] = {}
    for cue in cues:
        if cue.tag in _ASIDES:
            told[cue.sentence] = min(cue.end, told.get(cue.sentence, cue.end))
    return told
