"""What a report tells of another event beside its own: "hours after", "a second drone", "hit again", "earlier".

A second strike on a town has nearly all words of the first. What tells it is that the report says so, and that the harm
it tells, without what it tells of the other event, is clearly less. The words are data; only English ones are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from monitor.model import Analysed, Article, BackgroundToll, Casualty, Evidence, Interval, Report, Sentence
from monitor.stories.cues import Cues
from monitor.stories.texts import evidence_spans
from monitor.stories.two_times import told_before
from monitor.vocabulary import EventKind, Flag, Harm, Zone

_BY_CHANCE = (EventKind.ACCIDENT, EventKind.DISASTER, EventKind.EPIDEMIC)
"""Where rescue and aftermath do harm as well, and no attack comes again."""

_COUNTED = (Harm.KILLED, Harm.INJURED)
_LOOKED_AT = 5  # sentences: what a long article recalls further down sets nothing apart
_OPENING = 24  # characters
_TELLING = (Zone.TITLE, Zone.LEAD, Zone.BODY)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """That a report tells another event, and what it tells of its own; none where it tells nothing of that harm."""

    killed: Interval | None
    injured: Interval | None
    before: Interval | None = None  # the killed of the other one, where that was told to be before its own


def beside_of(analysed: Analysed, report: Report, cues: Cues) -> Beside | None:
    """Return what a report tells of its own event when it says that there was another one; else nothing."""
    if report.event is None:
        return None
    article = analysed.article
    told = list(_sentences(article, report))
    found = [_of_another(article.text, one, cues, leads=leads) for one, leads in told]
    before = _told_before(analysed, report, [one for one, _ in told], cues)
    if not before and all(spans is None for spans in found):
        return None
    others = [*before, *(span for spans in found if spans is not None for span in spans)]
    others += [span for one, leads in told for span in _of_before(article.text, one, cues, leads=leads)]
    return Beside(
        killed=_own(report, Harm.KILLED, others),
        injured=_own(report, Harm.INJURED, others),
        before=_killed_in(report, analysed.facts.background, others),
    )


def _told_before(analysed: Analysed, report: Report, sentences: Sequence[Sentence], cues: Cues) -> list[Span]:
    """Return what it tells of before its own attack; of several events in one article each has its own sentences."""
    if len(analysed.reports) > 1 or report.event is None or report.event.kind in _BY_CHANCE:
        return []
    published_at, harms = analysed.article.published_at, _harms(report, analysed.facts.background)
    return told_before(analysed.article.text, sentences, harms, cues, published_at.date() if published_at else None)


def _harms(report: Report, background: Iterable[BackgroundToll]) -> list[Span]:
    """Return where it tells how many were killed or hurt, then or before; also that nobody was."""
    casualties = [report.event.casualties.of(harm) for harm in _COUNTED] if report.event else []
    told = [claim.evidence for casualty in casualties if casualty for claim in casualty.claims]
    told += [one.evidence for one in background if one.harm in _COUNTED]
    return [(one.start, one.end) for evidence in told for one in evidence]


def _sentences(article: Article, report: Report) -> Iterator[tuple[Sentence, bool]]:
    """Give the first sentences of a report, of a further event its own ones; and whether each is title or first."""
    own = evidence_spans(report.event) if report.event and report.n else None
    told = (one for one in article.sentences if one.zone in _TELLING and (own is None or _holds(one, own)))
    leads = True
    for one in islice(told, _LOOKED_AT):
        yield one, leads
        leads = leads and one.zone is Zone.TITLE


def _holds(sentence: Sentence, spans: Iterable[Span]) -> bool:
    return any(start < sentence.end and end > sentence.start for start, end in spans)


def _of_another(text: str, sentence: Sentence, cues: Cues, *, leads: bool) -> list[Span] | None:
    """Return what of a sentence is of another event than the report's; none when it does not say that there is one."""
    start, end = sentence.start, sentence.end
    apart = cues.apart.search(text, start, end)
    if apart:
        return [(apart.end(), end)]
    after = cues.after.search(text, start, end)
    if after and _tells_an_attack(text, ((start, after.start()), (after.end(), end)), cues):
        return [after.span()]
    if cues.comes.search(text, start, end):
        return [(start, end)]
    if not leads and cues.elsewhere.search(text, min(end, start + _OPENING), end):
        return [(start, end)]
    earlier = cues.earlier.search(text, start, end)
    if earlier and not cues.retold.search(text, earlier.end(), end):
        return _of_an_earlier(text, earlier.start(), sentence, cues, leads=leads)
    if leads and cues.later.search(text, start, end) and _tells_an_attack(text, ((start, end),), cues):
        return []
    if not cues.second.search(text, start, end):
        return None
    return [] if leads or cues.recalled.search(text, start, min(end, start + _OPENING)) else [(start, end)]


def _of_before(text: str, sentence: Sentence, cues: Cues, *, leads: bool) -> Iterator[Span]:
    """Give what a report that tells another event says of it without saying when: "13 had died at a bakery"."""
    start, end = sentence.start, sentence.end
    if not leads and cues.past.search(text, start, end):
        yield start, end
    second = cues.second.search(text, start, end)
    since = cues.since.search(text, start, end) if second else None
    if second and since and not since.start() <= second.start() < since.end():
        yield since.span()
    where = cues.where.search(text, start, second.start()) if second else None
    if where:
        yield where.span()


def _of_an_earlier(text: str, at: int, sentence: Sentence, cues: Cues, *, leads: bool) -> list[Span] | None:
    if not leads:
        return [(sentence.start, sentence.end)]
    return [(at, sentence.end)] if _tells_an_attack(text, ((sentence.start, at),), cues) else None


def _tells_an_attack(text: str, spans: Iterable[Span], cues: Cues) -> bool:
    comes_in = (cues.second, cues.attack, cues.mishap)
    return any(cue.search(text, start, end) for start, end in spans for cue in comes_in)


def _own(report: Report, harm: Harm, others: Iterable[Span]) -> Interval | None:
    """Return what a report counts of its own event: the most that is not told of another one."""
    casualty = report.event.casualties.of(harm) if report.event else None
    if casualty is None:
        return None
    others = list(others)
    told = [(casualty.value, casualty.evidence), *_stated(casualty)]
    return _most(value for value, evidence in told if not _lie_in(others, evidence))


def _killed_in(report: Report, background: Iterable[BackgroundToll], spans: Sequence[Span]) -> Interval | None:
    """Return the most killed that is told there."""
    casualty = report.event.casualties.killed if report.event else None
    told = [(one.value, one.evidence) for one in background if one.harm is Harm.KILLED]
    told += _stated(casualty) if casualty else ()
    return _most(value for value, evidence in told if _lie_in(spans, evidence))


def _stated(casualty: Casualty) -> Iterator[tuple[Interval, tuple[Evidence, ...]]]:
    return ((one.value, one.evidence) for one in casualty.claims if one.value and Flag.FEARED not in one.flags)


def _lie_in(spans: Iterable[Span], evidence: Iterable[Evidence]) -> bool:
    spans = list(spans)
    return any(start <= one.start and one.end <= end for one in evidence for start, end in spans)


def _most(values: Iterable[Interval]) -> Interval | None:
    return max(values, key=lambda value: value.min, default=None)
