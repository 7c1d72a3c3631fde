"""Mentions -> news or background: every mention is scored by named signals with the weights of `weights.yaml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress

from monitor.extraction.casualties import Mention
from monitor.extraction.harm.naming import ONE
from monitor.extraction.judging.anchoring import dated_below, titles_of_older_harm, undated
from monitor.extraction.judging.clauses import ACTS
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.genres import is_of_a_match, is_of_a_work, is_of_an_animal, is_told_now, names_a_work
from monitor.extraction.judging.items import counted_together
from monitor.extraction.judging.lives import dies_of_an_ailment, ends_life
from monitor.extraction.judging.nearness import speaks_of
from monitor.extraction.judging.older_times import (
    counts_since,
    goes_on_from_old_year,
    has_old_day,
    has_old_month,
    has_old_year,
    is_landmark,
)
from monitor.extraction.judging.openings import GENRES
from monitor.extraction.judging.others_words import is_appealed_about, is_aside, is_known_dead, is_of_kin, lives_to_tell
from monitor.extraction.judging.told_days import is_of_told_day
from monitor.extraction.judging.told_on import told_with_old
from monitor.extraction.judging.withdrawals import is_taken_back
from monitor.vocabulary import Harm, Zone

SETTLED = frozenset({"long_ago", "war_total", "generic", "old_year", "old_day", "sentenced", "natural", "fiction"})
"""Signals of harm that is behind: where all of the lead's has one, the article is a verdict, a life, a study."""
BEHIND = ACTS | {"life"}
"""Topics whose harms are behind, wherever the article tells them."""
_WITHOUT_NEWS = GENRES | {"fiction"}
"""Topics of articles that count harms and report none."""
DESCRIBED = "described"
"""The frame of "the victims were a woman and her two sons", which tells no harm by itself."""
FARTHEST_EVENT = 3
"""Sentences between an event and who its victims were."""
_NO_SIGNALS = frozenset(
    {
        "aftermath",
        "age",
        "ailment",
        "animal",
        "arrest",
        "asks",
        "at_once",
        "beast",
        "came_of_it",
        "cleft",
        "court",
        "deed",
    }
    | {
        "first",
        "first_hearing",
        "gets",
        "had",
        "hour",
        "introduces",
        "known_dead",
        "long_event",
        "meanwhile",
        "notice",
        "of_event",
        "own_death",
    }
    | {"present", "relative", "relative:that", "spoke", "subordinate", "term", "then", "there", "thing", "won"}
)
"""Tags of the most frequent cues that no signal asks for: whose they are need not be found out."""
_FOUND = frozenset({"dies", "state", "participle"})
"""Frames of a harm whose day is its own where somebody is charged with it: "who was shot dead on Saturday"."""
_LEADS_ELSEWHERE = BEHIND | {"politics"}


def judge(context: Context, weights: Mapping[str, float]) -> list[tuple[Mention, float]]:
    """Return every mention with its score: above 0 it is news of this article."""
    return [(mention, sum(weights[name] for name in names)) for mention, names in told_signals(context)]


def told_signals(context: Context) -> list[tuple[Mention, list[str]]]:
    """Return every mention with its signals; what lies behind in the lead throws its shadow on the rest."""
    told = [(mention, signals(context, mention)) for mention in context.mentions]
    if not told:
        return told
    happened = [(m, names) for m, names in told if not (m.hypothetical or m.negated)]
    _let_it_be_told("old_year", told, titles_of_older_harm(context, happened))
    _let_it_be_told("together", told, counted_together(context))
    _let_it_be_told("old_year", told, dated_below(context, [m for m, _ in happened]))
    _let_it_be_told("after_old", told, told_with_old(context, told))
    _let_it_be_told("undated", told, undated(context), instead_of="in_lead")
    for stretch in _what_leads(context):
        leading = [names for m, names in happened if m.sentence in stretch]
        settled = leading and all(not SETTLED.isdisjoint(names) for names in leading)
        if settled and not (_goes_on_to_news(context) or _leads_on_to_news(context, stretch, happened)):
            below = ((m, names) for m, names in told if m.sentence not in stretch)
            beside = (
                m
                for m, names in below
                if not (_is_of_now(context, m, names) or (m.counted and is_of_told_day(context, m)))
            )
            _let_it_be_told("lead_settled", told, frozenset(beside), instead_of="in_lead")
            break
    return told


def _leads_on_to_news(context: Context, stretch: Sequence[int], told: Sequence[tuple[Mention, list[str]]]) -> bool:
    """Whether the lead goes on with what is new: "Since 2022 some 14,900 have been killed. Last night added six"."""
    beside = ((m, names) for m, names in told if m.sentence in context.lead and m.sentence not in stretch)
    return not context.topics and any(m.counted and _is_of_now(context, m, names) for m, names in beside)


def _is_of_now(context: Context, mention: Mention, names: Sequence[str]) -> bool:
    """Whether a harm has a day of this week which is not that of a speech or a report."""
    return "recent" in names and context.told_first.is_fresh(mention)


def _is_told_of_now(context: Context, mention: Mention, names: Sequence[str]) -> bool:
    """Whether a harm has a day of this week, or is counted by a story whose clock stands there."""
    return _is_of_now(context, mention, names) or (mention.counted and is_of_told_day(context, mention))


def _is_news_beside(context: Context, mention: Mention) -> bool:
    """Whether a main clause beside news of something else has a day of its own: "On Sunday, gunmen killed four"."""
    first = context.told_first
    return first.is_fresh(mention) and first.clauses.behind(mention.sentence, mention.end) is None


def _with_own_day(context: Context, mention: Mention) -> frozenset[str]:
    """Return the topics beside which a harm below the opening is news, because its own clause dates it this week.

    What a security notice gives for its reason, and the death for which somebody stands before a court at once.
    """
    found, clauses = context.topics & {"advice", "verdict"}, context.told_first.clauses
    if not found or not (clauses.open_with_day(mention.sentence) or context.told_first.is_fresh(mention)):
        return frozenset()
    if "notice" not in context.tags_of_opening or clauses.behind(mention.sentence, mention.end) is not None:
        found -= {"advice"}  # advice on a country stands for months, and gives what its papers know already
    at_once = "first_hearing" in context.tags_of_opening and mention.frame in _FOUND
    return found if at_once else found - {"verdict"}


def _goes_on_to_news(context: Context) -> bool:
    """Whether the lead goes on with an event of this week: "They had come to remember. On Sunday a bomb went off"."""
    return not context.topics and any(
        number not in context.mentions_of and context.told_first.clauses.have_own_day(number)
        for number in context.lead[len(context.opening) :]
        if any(map(context.told_first.is_of_event, context.kinds_of.get(number, ())))
    )


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
    cues_near = [
        cue
        for cue in context.cues_of.get(mention.sentence, ())
        if not (cue.tag in _NO_SIGNALS or cue.tag.startswith("kind:")) and speaks_of(context, cue, mention)
    ]
    cues = {cue.tag for cue in cues_near}
    lead, topics = context.lead, () if mention.sentence in context.opening else context.topics
    old = has_old_year(context, mention)
    opens, landmark = mention.sentence in context.opening, is_landmark(context, mention)
    by_the_way = bool(context.topics) and opens and context.told_first.is_by_the_way(mention)
    past = {"memory"} | ({"fiction"} if mention.counted else set()) if "recent" in cues else set()
    told_on = bool(topics) and is_of_told_day(context, mention)
    dated = _with_own_day(context, mention) if topics else frozenset()
    beside = (past & {"fiction"}) | ({"explained"} if told_on else set()) | dated
    counts = not _WITHOUT_NEWS.isdisjoint(context.topics - beside)
    appealed = is_appealed_about(context, mention)
    of_then = appealed or "sentenced" in cues or ("reaction" in cues and not context.told_first.is_fresh(mention))
    old_month = not old and has_old_month(context, cues_near, opens=opens)
    of_then |= old_month and not context.told_first.is_fresh(mention)  # "in June 11 died, he said on Monday"
    told_early = mention.sentence in lead and (opens or _LEADS_ELSEWHERE.isdisjoint(topics))
    checks = {
        "in_title": mention.zone is Zone.TITLE,
        "in_lead": told_early,
        "counted": mention.counted,
        "recent": "recent" in cues and not (by_the_way or counts or old or landmark or of_then),
        "long_ago": bool(cues & {"long_ago", "before_that", "days_after"})
        or landmark
        or ("of_this_month" in cues and not opens and context.has_harm_in_lead),
        "war_total": "war_total" in cues or counts_since(context, cues_near, mention),
        "generic": "generic" in cues or (mention.interval.max == 0 and "without" in cues),
        "wider_count": "wider_count" in cues and mention.sentence not in context.opening,
        "anniversary": "anniversary" in cues,
        "reaction": "reaction" in cues or appealed,
        "sentenced": "sentenced" in cues,
        "natural": _is_natural(context, mention, cues),
        "fiction": "fiction" in cues
        or "review" in context.topics
        or is_of_a_work(context, mention)
        or names_a_work(context, mention),
        "kin": "kin" in cues or is_of_kin(context, mention),
        "known_dead": is_known_dead(context, mention),
        "sport": is_of_a_match(context, mention, cues),
        "told_now": is_told_now(context, mention),
        "animal": is_of_an_animal(context, mention),
        "freed": mention.freed,
        "looked_back": "looked_back" in context.topics,
        "untrue": is_taken_back(context, mention) or lives_to_tell(context, mention),
        "old_year": old,
        "old_day": not old and has_old_day(context, mention),
        "old_month": old_month,
        "after_old": not opens and "recent" not in cues and goes_on_from_old_year(context, mention),
        "lead_elsewhere": not context.has_harm_in_lead,
        "lead_off_topic": "off_topic" in topics,
        "lead_politics": "politics" in topics and not (told_on or _is_news_beside(context, mention)),
        "lead_on_other": "elsewhere" in topics and "recent" not in cues and not told_on,
        "lead_past": counts or bool(BEHIND.intersection(topics) - past - dated),
        "by_the_way": (by_the_way and opens) or is_aside(context, mention),
        "hypothetical": mention.hypothetical or _are_victims_of_nothing(context, mention),
        "negated": mention.negated,
        "big_round": mention.interval.min >= 1000 and mention.interval.min % 1000 == 0,
    }
    return ["bias", *compress(checks, checks.values())]


def _ends_a_life(context: Context, mention: Mention) -> bool:
    """Whether somebody's death at a great age is told further down, as in the last item of a briefing."""
    return mention.sentence not in context.opening and ends_life(context.article, context.cues_of, mention)


def _has_a_cause(context: Context, mention: Mention) -> bool:
    """Whether what brought a death about follows as something new: "is dead after a van went through a fence"."""
    if mention.frame != "state" or "introduces" not in context.tags:
        return False
    cues = context.cues_of.get(mention.sentence, ())
    return any(cue.tag == "introduces" and cue.start >= mention.end for cue in cues)


def _are_victims_of_nothing(context: Context, mention: Mention) -> bool:
    """Whether it is only said who "the victims were", and no event stands near: those of a fraud, say."""
    if mention.frame != DESCRIBED:
        return False
    near = range(mention.sentence - FARTHEST_EVENT, mention.sentence + 1)
    return not any(map(context.is_violent, near)) and not any(map(context.is_violent, context.opening))


def _is_natural(context: Context, mention: Mention, cues: set[str]) -> bool:
    """Whether one person died as people do: told with age, illness or kin, and with no attack or disaster."""
    if mention.frame not in {"dies", "state"} or mention.harm is not Harm.KILLED:
        return False
    if "life" in context.topics and mention.sentence in context.lead and mention.frame == "dies":
        return True
    if "natural_causes" in cues or _ends_a_life(context, mention):
        return True
    if mention.counted or mention.interval != ONE:
        return False
    if "ailment" in context.tags and dies_of_an_ailment(context.article, context.cues_of, mention):
        return True
    near = (mention.sentence, mention.sentence - 1, *context.lead)
    if any(cue.tag == "unnatural" for cue in context.cues_in(near)) or _has_a_cause(context, mention):
        return False
    told_as_life = "life_story" in cues and not any(map(context.is_violent, near[:2]))
    violent = any(map(context.is_violent, near)) or not context.has_only_deaths
    return "natural" in cues or told_as_life or not violent
