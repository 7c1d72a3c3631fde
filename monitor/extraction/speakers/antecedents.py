"""Whom "he", "they" and "the source" mean: the one who spoke last, or the person whom the sentence before is about."""

from __future__ import annotations

from monitor.extraction.dateline import dateline_of
from monitor.extraction.index.scan import Scan
from monitor.extraction.speakers.phrases import Stretch
from monitor.extraction.speakers.quotations import Quotations
from monitor.extraction.speakers.sources import Speaker, Speakers
from monitor.extraction.speakers.wordings import Wording, wording_of
from monitor.model import Sentence
from monitor.vocabulary import ActorKind, SourceKind

_PEOPLE = (ActorKind.PERSON, ActorKind.OFFICE)
_VOUCH = (SourceKind.OFFICIAL, SourceKind.PARTY)
_ARMED = (ActorKind.GROUP, ActorKind.FORCE)
SUBJECT = 60  # characters from the start of a sentence in which its subject begins, titles before it
SENTENCES_BACK = 2  # from a pronoun to whom it means
LONGEST_TITLE = 4  # words of "the county police commander"
BEFORE_WHO = 2  # characters between a name and its "who"


class Antecedents:
    """The speakers of one article as they have come up so far."""

    def __init__(self, scan: Scan, speakers: Speakers, quotations: Quotations) -> None:
        self._scan = scan
        self._quotations = quotations
        self._speakers = speakers
        self._last: tuple[Stretch, Speaker] | None = None
        self._nameless: tuple[Stretch, Speaker] | None = None

    def remember(self, source: Stretch, speaker: Speaker) -> None:
        """Keep who spoke last, and the last one without a name."""
        self._last = (source, speaker)
        if speaker.kind is SourceKind.UNNAMED:
            self._nameless = self._last

    def holder(self, source: Stretch, speaker: Speaker) -> Speaker:
        """Read "..., a ministry official said. Ahmed Hakim said": who is named right behind an office holds it.

        Only where nothing else is told of the person, who was not named before.
        """
        if speaker.kind is not SourceKind.UNKNOWN or not self._last:
            return speaker
        named = self._speakers.within(source.start, source.end)
        if not named or named[0].kind is not ActorKind.PERSON:
            return speaker
        office, known = self._last
        near = 0 < self._scan.sentence_number(source.start) - self._scan.sentence_number(office.start) <= SENTENCES_BACK
        first = self._speakers.first_named(named[0].id) >= source.start
        unnamed = all(one.kind is not ActorKind.PERSON for one in self._speakers.within(office.start, office.end))
        holds = not self._scan.index.title_words.isdisjoint(self._words(office).split())
        return (
            speaker._replace(kind=known.kind)
            if near and first and unnamed and holds and known.kind in _VOUCH
            else speaker
        )

    def may_point(self, source: Stretch) -> bool:
        """Whether a source is a word that can point back; most are not."""
        return self._wording(source).points

    def points(self, source: Stretch) -> bool:
        """Whether a source only points back: "he", and "the source" once somebody spoke."""
        if not self.may_point(source):
            return False
        words, speech = self._words(source), self._scan.index.speech
        if words in speech["the_group"]:
            return self._group_before(source) is not None
        return words in speech["pronouns"] or (self._last is not None and words in speech["the_source"])

    def of(self, source: Stretch) -> Stretch | None:
        """Return the words that a source points back to; nothing for one that stands by itself or points nowhere."""
        if not self.points(source):
            return None
        words, speech = self._words(source), self._scan.index.speech
        if words in speech["the_group"]:
            return self._group_before(source)
        if words in speech["relative"]:
            return self._named_before(source)
        if words in speech["the_source"]:  # an unnamed one stays unnamed, whoever spoke since
            return (self._nameless or self._last or (None,))[0]
        subject = self._subject_before(source, person=words not in speech["pronouns_of_bodies"])
        last = self._last[0] if self._last else None
        if last and words not in speech["pronouns_of_bodies"] and self._is_body(last):
            return subject
        return subject or last

    def speaker_of(self, meant: Stretch | None) -> Speaker:
        """Return who the words are that `of` found."""
        for known in (self._last, self._nameless):
            if known and known[0] == meant:
                return known[1]
        if meant is None:
            return Speaker(kind=SourceKind.UNKNOWN)
        speaker = self._speakers.identify(meant.start, meant.end)
        self.remember(meant, speaker)
        return speaker

    def _wording(self, source: Stretch) -> Wording:
        return wording_of(self._scan.index, self._scan.shadow[source.start : source.end])

    def _words(self, source: Stretch) -> str:
        return self._wording(source).written

    def _is_body(self, source: Stretch) -> bool:
        """Whether a speaker is a body and nobody in it, so that "he" is another: "the railway authority"."""
        named = self._speakers.within(source.start, source.end)
        words, articles = self._words(source).split(), self._scan.index.speech["articles"]
        own = [word for word in words if word not in articles]
        if not named or named[0].kind in _PEOPLE:
            return False
        return self._words(Stretch(named[0].start, named[0].end)).split()[-len(own) :] == own

    def _named_before(self, source: Stretch) -> Stretch | None:
        """Read "Carlos Ruiz, who said"."""
        start = self._scan.sentence_at(source.start).start
        named = [one for one in self._speakers.within(start, source.start) if one.end >= source.start - BEFORE_WHO]
        return Stretch(named[-1].start, named[-1].end) if named else None

    def _group_before(self, source: Stretch) -> Stretch | None:
        """The armed group or force that was named last, in this sentence or one of those before."""
        number = self._scan.sentence_number(source.start)
        start = self._scan.article.sentences[max(number - SENTENCES_BACK, 0)].start
        named = [one for one in self._speakers.within(start, source.start) if one.kind in _ARMED and one.proper]
        return Stretch(named[-1].start, named[-1].end) if named else None

    def _subject_before(self, source: Stretch, *, person: bool) -> Stretch | None:
        """Return the person or body that this sentence or one of those before opens with, when nobody spoke since."""
        here = self._scan.sentence_at(source.start).start
        number = self._scan.sentence_number(self._quotations.opened((here, source.start))[0])
        for sentence in self._scan.article.sentences[max(number - SENTENCES_BACK, 0) : number + 1][::-1]:
            if self._last and self._last[0].start >= sentence.start:
                return None
            named = self._speakers.within(sentence.start, min(source.start, sentence.start + SUBJECT))
            if named and (named[0].kind in _PEOPLE) is person:
                return Stretch(named[0].start, named[0].end)
            if person and (holder := self._holder_in_front(sentence, source.start)):
                return holder
        return None

    def _holder_in_front(self, sentence: Sentence, limit: int) -> Stretch | None:
        """Read "A spokesman for the militia, one of two, gave", "The commissioner of police, Mr Obi, spoke"."""
        start = max(sentence.start, dateline_of(self._scan.article)[1])
        words = self._scan.shadow[start : sentence.end].split()[:LONGEST_TITLE]
        if not words or self._scan.index.speech["articles"].isdisjoint(words[:1]):
            return None
        if self._scan.index.title_words.isdisjoint(words[1:]):
            return None
        end = min(limit, sentence.end)
        comma = self._scan.text.find(",", start, min(end, start + SUBJECT))
        if comma < 0:
            return None
        named = [one for one in self._speakers.within(comma, min(end, comma + SUBJECT)) if one.kind in _PEOPLE]
        aside = self._scan.text.find(",", comma + 1, end)
        within = bool(named) and named[0].end <= aside
        return Stretch(named[0].start, named[0].end) if within else Stretch(start, comma)
