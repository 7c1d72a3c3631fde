"""Who says so: every speaker of an article, and the stretch of text that each stands behind."""

from __future__ import annotations

from monitor.extraction.dateline import dateline_of
from monitor.extraction.index.scan import Found, Scan, longest
from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import ActorMention, Attributed
from monitor.extraction.names.names import scan_of
from monitor.extraction.speakers.antecedents import Antecedents
from monitor.extraction.speakers.citing import Citations
from monitor.extraction.speakers.communiques import issuer_of
from monitor.extraction.speakers.doubts import with_doubts, with_nameless, without_ended_denials
from monitor.extraction.speakers.phrases import Phrases
from monitor.extraction.speakers.quotations import Quotations
from monitor.extraction.speakers.scopes import Scopes
from monitor.extraction.speakers.source_frames import Frames
from monitor.extraction.speakers.sources import Speakers
from monitor.extraction.speakers.speeches import Speeches
from monitor.extraction.speakers.turns import one_by_one, passed_on
from monitor.extraction.speakers.verbs import Verbs
from monitor.model import Article
from monitor.vocabulary import Zone

__all__ = ["Attributed", "find_attributions"]

TOLD = (Zone.TITLE, Zone.LEAD, Zone.BODY)


def find_attributions(
    article: Article, actors: tuple[ActorMention, ...], knowledge: Knowledge
) -> tuple[Attributed, ...]:
    """Return every speaker with the stretch of text that the speaker stands behind, in order of the text."""
    index = knowledge.indexes.get(article.language)
    if index is None:
        return ()
    scan = scan_of(article, index)
    speakers, quotations = Speakers(scan, actors), Quotations(scan)
    frames = _frames_of(scan, speakers, quotations)
    found = frames.read_dateline(dateline_of(article))
    found += frames.read_headline()
    cues = [(cue, kind) for kind in ("says", "according", "hedges") for cue in longest(scan.get(kind))]
    for cue, kind in sorted(cues, key=_in_the_text):  # "he" is the last who spoke, by whatever cue
        sentence = scan.sentence_at(cue.start)
        if sentence.zone in TOLD and cue.end <= sentence.end:
            found += frames.read(kind, cue, sentence)
    told = _without_double(sorted(found, key=lambda one: (one.attribution.start, -one.attribution.end)))
    if issuer := issuer_of(scan, speakers, quotations, told):
        told.insert(0, frames.issued_whole(issuer))
    said = without_ended_denials(scan, quotations.carried_on(one_by_one(scan, passed_on(scan, told))))
    return tuple(with_doubts(scan, with_nameless(scan, said) if scan.get("nameless") else said))


def _frames_of(scan: Scan, speakers: Speakers, quotations: Quotations) -> Frames:
    verbs, scopes = Verbs(scan), Scopes(scan, quotations)
    phrases, antecedents = Phrases(scan, verbs), Antecedents(scan, speakers, quotations)
    speeches = Speeches(scan, speakers, verbs, phrases, antecedents)
    return Frames(scan, speakers, verbs, phrases, Citations(scan, phrases, verbs), scopes, quotations, speeches)


def _in_the_text(pair: tuple[Found, str]) -> int:
    return pair[0].start


def _without_double(found: list[Attributed]) -> list[Attributed]:
    """Two cues of one frame ("reported by ... said") make one attribution: the one with the longer stretch."""
    kept: list[Attributed] = []
    for one in found:
        inside = (
            kept
            and one.attribution.end <= kept[-1].attribution.end
            and one.attribution.start >= kept[-1].attribution.start
        )
        if not inside:
            kept.append(one)
    return kept
