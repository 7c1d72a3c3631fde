"""Whether what somebody did or suffered belongs to an event: not to another harm of its sentence, nor another time."""

from __future__ import annotations

from monitor.extraction.events.cluster import Cluster
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.older_times import has_old_month, old_year_in
from monitor.extraction.mentions import ActorMention
from monitor.vocabulary import EventKind, Role

NOBODYS_DEED = (EventKind.ACCIDENT, EventKind.DISASTER, EventKind.EPIDEMIC)
OPENING = 24  # characters of a time that opens its sentence: "In February last year, "


def is_of_it(context: Context, actor: ActorMention, cluster: Cluster, kind: EventKind) -> bool:
    """Whether a role is one in this event: no attacker or target of an accident, nobody of another event or time.

    Who did it is not told with the end of the attackers alone ("police shot all three gunmen").
    """
    aims = actor.role in (Role.ATTACKER, Role.TARGET)
    if actor.role is Role.SPEAKER or (kind in NOBODYS_DEED and aims):
        return actor.role is Role.SPEAKER
    sentence = context.sentence_of(actor.start)
    own = [mention for mention in cluster.mentions if mention.sentence == sentence]
    if own:
        on_them_alone = all(mention.perpetrator for mention in cluster.mentions)
        return not aims or any(on_them_alone or not mention.perpetrator for mention in own)
    if aims and context.mentions_of.get(sentence):
        return False
    return sentence in context.lead or not _is_of_another_time(context, actor, sentence)


def _is_of_another_time(context: Context, actor: ActorMention, sentence: int) -> bool:
    """Whether a past year, or a month gone by, stands in the clause of a name, or opens its sentence.

    What something else came "two days after" is of another time too.
    """
    text, here = context.article.text, context.article.sentences[sentence]
    start = max(text.rfind(",", here.start, actor.start), here.start)
    behind = text.find(",", actor.end, here.end)
    stretches = [(start, behind if behind > 0 else here.end), (here.start, here.start + OPENING)]
    if any(old_year_in(context, *stretch) for stretch in stretches):
        return True
    cues = context.cues_of.get(sentence, ())
    if any(cue.tag == "days_after" and start <= cue.start < actor.start for cue in cues):
        return True
    return has_old_month(context, [c for c in cues if any(a <= c.start < b for a, b in stretches)], opens=False)
