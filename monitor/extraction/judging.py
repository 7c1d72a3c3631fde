"""Mentions -> news or background: every mention is scored by named signals with the weights of `weights.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from operator import attrgetter

from monitor.extraction.anchoring import titles_of_older_harm, undated
from monitor.extraction.casualties import Mention
from monitor.extraction.context import Context
from monitor.extraction.cues import Cue
from monitor.extraction.openings import ACTS, GENRES, NEWS_DAYS, SUBORDINATING
from monitor.vocabulary import Harm, Zone

OLD_DAYS = 100
"""A harm on a stated day this long before publication is background."""
SHORT_WHILE = 14
"""Days since which the harm of one event may still be counted."""
SETTLED = frozenset({"long_ago", "war_total", "generic", "old_year", "old_day", "sentenced", "natural", "fiction"})
"""Signals of harm that is behind: where all of the lead's has one, the article is a verdict, a life, a study."""
BEHIND = ACTS | {"life"}
"""Topics whose harms are behind, wherever the article tells them."""
PARTED = 40
"""Characters that a comma between a cue and a harm counts for."""
OPENING = 16
"""Characters within which a time stands at the front of its sentence."""
NEAR_RECORD = 60
"""Characters between "the deadliest" and the time since which it is."""
NEAR_EVENT = 40
"""Characters between the year that names an event, the words "in which" behind it, and a harm told of it."""

_WITHOUT_NEWS = GENRES | {"fiction"}
"""Topics of articles that count harms and report none."""
_LEADS_ELSEWHERE = BEHIND | {"politics"}
LONGEST_BLANK = 2
"""Characters between a word and the year or day that belongs to it."""
_OF_A_MONTH = re.compile(r" \w{2,3} (?:\w+ )?(?:\d{1,2},? )?")
"""Between an event's name and its year: "of February ", "of "."""
_TIMES = frozenset({"year", "long_ago", "war_total", "generic"})
_DATED = re.compile(r",?\s+(?:of\s+)?(?:19|20)\d\d\b|\s+\d")
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?!\d|,\d)")


def judge(context: Context, weights: Mapping[str, float]) -> list[tuple[Mention, float]]:
    """Return every mention with its score: above 0 it is news of this article."""
    return [(mention, sum(weights[name] for name in names)) for mention, names in told_signals(context)]


def told_signals(context: Context) -> list[tuple[Mention, list[str]]]:
    """Return every mention with its signals; what lies behind in the lead throws its shadow on the rest."""
    told = [(mention, signals(context, mention)) for mention in context.mentions]
    happened = [(m, names) for m, names in told if not (m.hypothetical or m.negated)]
    _let_it_be_told("old_year", told, titles_of_older_harm(context, happened))
    _let_it_be_told("undated", told, undated(context), instead_of="in_lead")
    for stretch in _what_leads(context):
        leading = [names for m, names in happened if m.sentence in stretch]
        if leading and all(not SETTLED.isdisjoint(names) for names in leading):
            beside = (m for m, names in told if m.sentence not in stretch and "recent" not in names)
            _let_it_be_told("lead_settled", told, frozenset(beside), instead_of="in_lead")
            break
    return told


def _what_leads(context: Context) -> tuple[Sequence[int], ...]:
    """Return the title, it with the first sentence, and the whole lead: the first of them that tells a harm leads."""
    titles = [number for number in context.opening if context.article.sentences[number].zone is Zone.TITLE]
    return titles, context.opening, context.lead


def _let_it_be_told(
    signal: str, told: Sequence[tuple[Mention, list[str]]], those: frozenset[Mention], *, instead_of: str = ""
) -> None:
    """Add a signal to some mentions that do not have it yet, in place of another one."""
    for mention, names in told if those else ():
        if mention in those and signal not in names:
            names[:] = [*(name for name in names if name != instead_of), signal]


def signals(context: Context, mention: Mention) -> list[str]:
    """Name the signals that hold for one mention; each has a weight."""
    cues_near = [cue for cue in context.cues_of.get(mention.sentence, ()) if _speaks_of(context, cue, mention)]
    cues = {cue.tag for cue in cues_near}
    lead, topics = context.lead, () if mention.sentence in context.opening else context.topics
    old = has_old_year(context, mention)
    opens, landmark = mention.sentence in context.opening, _is_landmark(context, mention)
    by_the_way = bool(context.topics) and opens and context.told_first.is_by_the_way(mention)
    counts = not _WITHOUT_NEWS.isdisjoint(context.topics)
    told_early = mention.sentence in lead and (opens or _LEADS_ELSEWHERE.isdisjoint(topics))
    checks = {
        "in_title": mention.zone is Zone.TITLE,
        "in_lead": told_early,
        "counted": mention.counted,
        "recent": "recent" in cues and not (by_the_way or counts or old or landmark or "sentenced" in cues),
        "long_ago": bool(cues & {"long_ago", "before_that", "days_after"}) or landmark,
        "war_total": "war_total" in cues or _counts_since(context, cues_near),
        "generic": "generic" in cues,
        "wider_count": "wider_count" in cues and mention.sentence not in context.opening,
        "anniversary": "anniversary" in cues,
        "reaction": "reaction" in cues,
        "court": "court" in cues and "sentenced" not in cues,
        "sentenced": "sentenced" in cues,
        "natural": _is_natural(context, mention, cues),
        "aftermath": "aftermath" in cues,
        "fiction": "fiction" in cues or "review" in context.topics,
        "kin": "kin" in cues,
        "sport": "sport" in cues and mention.harm is Harm.INJURED and not context.is_violent(mention.sentence),
        "freed": mention.freed,
        "looked_back": "looked_back" in context.topics,
        "untrue": any(cue.tag == "untrue" for cue in context.cues_of.get(mention.sentence, ())),
        "old_year": old,
        "old_day": not old and _has_old_day(context, mention),
        "old_month": not old and _has_old_month(context, cues_near, opens=opens),
        "had": "had" in cues,
        "after_old": not opens and "recent" not in cues and _goes_on_from_old_year(context, mention),
        "lead_elsewhere": not context.has_harm_in_lead,
        "lead_off_topic": "off_topic" in topics,
        "lead_politics": "politics" in topics,
        "lead_on_other": "elsewhere" in topics and "recent" not in cues,
        "lead_past": counts or bool(BEHIND.intersection(topics) - ({"memory"} if "recent" in cues else set())),
        "by_the_way": by_the_way and opens,
        "hypothetical": mention.hypothetical,
        "negated": mention.negated,
        "big_round": mention.interval.min >= 1000 and mention.interval.min % 1000 == 0,
        "deep": mention.sentence > 12,
    }
    return ["bias", *compress(checks, checks.values())]


def _is_natural(context: Context, mention: Mention, cues: set[str]) -> bool:
    """Whether one person died as people do: told with age, illness or kin, and with no attack or disaster."""
    if mention.frame not in {"dies", "state"} or mention.harm is not Harm.KILLED:
        return False
    if "life" in context.topics and mention.sentence in context.lead and mention.frame == "dies":
        return True
    if "natural_causes" in cues:
        return True
    if mention.counted or mention.interval.max not in {1, None}:
        return False
    near = (mention.sentence, mention.sentence - 1, *context.lead)
    if any(cue.tag == "unnatural" for at in near for cue in context.cues_of.get(at, ())):
        return False
    told_as_life = "life_story" in cues and not context.is_violent(mention.sentence)
    violent = any(map(context.is_violent, near)) or not context.has_only_deaths
    return "natural" in cues or told_as_life or not violent


def _speaks_of(context: Context, cue: Cue, mention: Mention) -> bool:
    """Whether a cue of the sentence is about this mention and not about another one that is nearer.

    "Ten years after" looks forward: it makes old what follows, not what it stands behind.
    """
    if cue.tag in {"before_that", "reaction"}:
        return cue.start < mention.end
    if cue.tag in {"war_total", "generic"} and _measures_a_record(context, cue, mention):
        return False
    if cue.tag == "war_total" and _is_of_hours(context, cue):
        return False
    if cue.tag == "sentenced" and _tells_of_another(context, cue, mention):
        return False
    if cue.tag == "days_after":
        told = (m for m in context.mentions_of[mention.sentence] if m.end <= cue.start)
        return cue.start < mention.start and any(told)
    rivals = context.rivals_of(mention)
    if not rivals or mention.part or mention.share or _opens_sentence(context, cue):
        return True
    own = _distance(context, cue, mention)
    return all(own <= _distance(context, cue, other) for other in _nearest(cue, rivals))


def _nearest(cue: Cue, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Return the mentions that a cue stands in, and the nearest before and behind it: all others are farther."""
    before = [m for m in mentions if m.end <= cue.start]
    behind = [m for m in mentions if m.start >= cue.end]
    yield from (m for m in mentions if m.start < cue.end and cue.start < m.end)
    yield from (max(before, key=attrgetter("end")),) if before else ()
    yield from (min(behind, key=attrgetter("start")),) if behind else ()


def _tells_of_another(context: Context, cue: Cue, mention: Mention) -> bool:
    """Whether a verdict behind a harm is in a clause of its own: "five died when fans of a man sentenced ..."."""
    between = (c for c in context.cues_of.get(cue.sentence, ()) if c.tag == "subordinate")
    return any(mention.end <= c.start < cue.start for c in between)


def _measures_a_record(context: Context, cue: Cue, mention: Mention) -> bool:
    """Whether a span of time tells how long it was not so bad: "the deadliest attack in the past two years"."""
    behind = (c for c in context.cues_of.get(cue.sentence, ()) if c.tag == "superlative" and c.start >= mention.end)
    return any(c.end < cue.start < c.end + NEAR_RECORD for c in behind)


def _is_of_hours(context: Context, cue: Cue) -> bool:
    """Whether "over the past" goes on with "24 hours": the count of a day and of no war."""
    wide = (c for c in context.cues_of[cue.sentence] if c.tag == "wider_count")
    return any(c.start < cue.end and cue.start < c.end for c in wide)


def _opens_sentence(context: Context, cue: Cue) -> bool:
    """Whether a cue of time stands in front: "In 2016 an attacker killed 12; one more died later"."""
    timed = cue.tag in _TIMES or cue.tag.startswith("month:")
    return timed and cue.start - context.article.sentences[cue.sentence].start < OPENING


def _distance(context: Context, cue: Cue, mention: Mention) -> int:
    """Characters between a cue and a mention; a comma between them parts clauses and counts for many."""
    if cue.start < mention.end and mention.start < cue.end:
        return 0
    first, last = (cue.end, mention.start) if cue.end <= mention.start else (mention.end, cue.start)
    return last - first + PARTED * context.commas_between(first, last)


def has_old_year(context: Context, mention: Mention) -> bool:
    """Whether the nearest year of the sentence is past ("last December" in January is not)."""
    sentence = context.article.sentences[mention.sentence]
    found = [
        Cue(year.start(), year.end(), "year", mention.sentence)
        for year in _YEAR.finditer(context.article.text, sentence.start, sentence.end)
    ]
    if not found or context.today is None:
        return False
    found = [cue for cue in found if not _is_of_another_thing(context, cue, mention)]
    near = [cue for cue in found if _speaks_of(context, cue, mention)] + _years_of_event(context, found, mention)
    if not near:
        return False
    year = max(int(context.article.text[cue.start : cue.end]) for cue in near)
    return year < context.today.year - (context.today.month <= 2)


def _goes_on_from_old_year(context: Context, mention: Mention) -> bool:
    """Whether the sentence before tells an event of an old year: "Gunmen struck one night in 2015. Ninety died"."""
    before, text = mention.sentence - 1, context.article.text
    if before in context.opening or before < 0 or not context.is_violent(before) or context.today is None:
        return False
    told, here = context.article.sentences[before], context.article.sentences[mention.sentence]
    if "\n\n" in text[told.end : here.start] or context.dates_of.get(mention.sentence):
        return False
    cues = context.cues_of[before]
    if any(cue.tag in {"recent", "since", "other_year", "superlative", "no_year"} for cue in cues):
        return False
    years = [int(year[0]) for year in _YEAR.finditer(text, told.start, told.end)]
    return bool(years) and max(years) < context.today.year - (context.today.month <= 2)


def _is_of_another_thing(context: Context, year: Cue, mention: Mention) -> bool:
    """Whether a year is none ("the 1900 block"), or dates a record, a thing, or another event ("... of February 2023").

    "The worst since 2018, when 149 people died" dates that harm.
    """
    text, cues = context.article.text, context.cues_of.get(year.sentence, ())
    if any(0 < c.start - year.end <= LONGEST_BLANK for c in cues if c.tag == "no_year"):
        return True
    ends = {tag: [c.end for c in cues if c.tag == tag] for tag in ("superlative", "since", "other_year")}
    directly = {tag: any(0 < year.start - end <= LONGEST_BLANK for end in found) for tag, found in ends.items()}
    if directly["since"] and ends["superlative"] and min(ends["superlative"]) < year.start:
        told_then = any(0 < c.start - year.end <= LONGEST_BLANK for c in cues if c.tag in SUBORDINATING)
        return mention.start < year.end or not told_then
    if directly["other_year"]:
        return True
    deeds = [c for c in cues if c.tag.startswith("kind:") or c.tag == "deed"]
    named = (c for c in deeds if mention.end < c.start and _OF_A_MONTH.fullmatch(text, c.end, year.start))
    return any("," in text[mention.end : deed.start] for deed in named)


def _years_of_event(context: Context, years: list[Cue], mention: Mention) -> list[Cue]:
    """Return the year that names the event which a harm is told of: "the 1977 crash in which 583 people died"."""
    text = context.article.text
    heads = [cue for cue in context.cues_of.get(mention.sentence, ()) if cue.tag == "of_that_event"]
    own = [cue for cue in heads if cue.start <= mention.start < cue.end + NEAR_EVENT]
    return [
        year
        for head in own[-1:]
        for year in years
        if year.end < head.start <= year.end + NEAR_EVENT
        and text[year.end : head.start].count(" ") > 1
        and not set(text[year.end : head.start].rstrip(", ")) & set(",;:")
    ]


def _has_old_day(context: Context, mention: Mention) -> bool:
    if context.today is None:
        return False
    days = [d.on for d in context.dates_of.get(mention.sentence, ()) if d.on]
    return bool(days) and all((context.today - day).days > OLD_DAYS for day in days)


def _is_landmark(context: Context, mention: Mention) -> bool:
    """Whether a harm tells since when something is counted: "his first visit since gunmen killed 26 people"."""
    cues = context.cues_of.get(mention.sentence, ())
    since = [c.end for c in cues if c.tag == "since" and c.end < mention.start]
    first = [c.end for c in cues if c.tag == "superlative" and since and c.end < since[-1]]
    return bool(first) and "," not in context.article.text[since[-1] : mention.start]


def _counts_since(context: Context, cues: Sequence[Cue]) -> bool:
    """Whether a number is counted from a day that lies back: "since 1 January"."""
    ends = {cue.end + 1 for cue in cues if cue.tag == "since"}
    days = [d.on for d in context.dates if d.on and d.start in ends] if ends and context.today else []
    return any((context.today - day).days > SHORT_WHILE for day in days if context.today)


def _has_old_month(context: Context, cues: Sequence[Cue], *, opens: bool) -> bool:
    """Whether a month without a year ("in May") is neither this one nor the last, or late in this one not the last."""
    if context.today is None:
        return False
    text, today = context.article.text, context.today
    months = [
        int(c.tag.removeprefix("month:")) for c in cues if c.tag.startswith("month:") and not _DATED.match(text, c.end)
    ]
    return any((today.month - month) % 12 > (today.day <= NEWS_DAYS or opens) for month in months)
