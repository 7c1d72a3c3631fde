"""The frames of source, cue and content: what stands beside a verb of saying, "according to" and a hedge.

    SOURCE said (that) CONTENT      CONTENT, SOURCE said      CONTENT, said SOURCE
    according to SOURCE, CONTENT    CONTENT, according to SOURCE cited by VIA
    it is reported that CONTENT     ... was allegedly CONTENT

A cue without a source in its place is no attribution ("the report", "he denied the request").
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.mentions import Attributed
from monitor.extraction.speakers.citing import Citations
from monitor.extraction.speakers.communiques import Issuer
from monitor.extraction.speakers.doers import disowns, doubts_the_doer, is_standing
from monitor.extraction.speakers.headlines import headline_speakers
from monitor.extraction.speakers.phrases import Phrases, Stretch
from monitor.extraction.speakers.quotations import Quotations
from monitor.extraction.speakers.scopes import Scopes
from monitor.extraction.speakers.sources import Speaker, Speakers
from monitor.extraction.speakers.speeches import Speeches
from monitor.extraction.speakers.verbs import Verbs
from monitor.model import Sentence
from monitor.vocabulary import Flag, SourceKind

_HEARD_THROUGH = (SourceKind.OUTLET, SourceKind.STATE_MEDIA, SourceKind.SOCIAL)


@dataclass(slots=True)
class Frames:
    """Reads the frames of one article, in order of the text."""

    scan: Scan
    speakers: Speakers
    verbs: Verbs
    phrases: Phrases
    citations: Citations
    scopes: Scopes
    quotations: Quotations
    speeches: Speeches
    _last: Stretch | None = None  # who spoke last
    _last_denied: bool = False

    def read_dateline(self, span: tuple[int, int]) -> list[Attributed]:
        """Return what the medium of a dateline stands behind, the whole article, when it is a side's own."""
        speaker = self.speakers.of_dateline(*span)
        if speaker is None:
            return []
        nothing = Found(span[1], span[1], "says")
        source = self.scan.text[slice(*span)].strip(" -\u2013\u2014\n")
        end = span[0] + self.scan.text[slice(*span)].find(source) + len(source)
        attribution = self.speeches.attribution(source, None, nothing, speaker, (span[0], end))
        whole = len(self.scan.text)
        return [Attributed(attribution=attribution, scope_start=0, scope_end=whole, flags=speaker.flags)]

    def issued_whole(self, issuer: Issuer) -> Attributed:
        """Return whose paper the whole article is."""
        source, nothing = self.scan.text[slice(*issuer.source)], Found(issuer.source.end, issuer.source.end, "says")
        attribution = self.speeches.attribution(source, None, nothing, issuer.speaker, issuer.source)
        whole = len(self.scan.text)
        return Attributed(attribution=attribution, scope_start=0, scope_end=whole, flags=issuer.speaker.flags)

    def read_headline(self) -> list[Attributed]:
        """Return who speaks in the title without any verb."""
        return [
            self.speeches.attributed(source, None, cue, (min(cue.start, source.start), max(cue.end, source.end)), scope)
            for source, cue, scope in headline_speakers(self.scan, self.speakers)
        ]

    def read(self, kind: str, cue: Found, sentence: Sentence) -> list[Attributed]:
        """Return the attribution that a cue makes, none or one."""
        if kind == "hedges":
            return self._hedge(cue, sentence)
        if kind == "according":
            return self._according(cue, sentence)
        return self._says(cue, sentence)

    def _according(self, cue: Found, sentence: Sentence) -> list[Attributed]:
        source = self.phrases.after(cue.end, sentence)
        sure = self.scan.shadow[cue.start : cue.end] in self.scan.index.speech["sure"]
        if source is None or not (sure or self.phrases.names_a_source(source)):
            return []
        if self._says_itself(cue, source) or not self._has_its_comma(cue) or self._is_nobody(source):
            return []
        source = self.citations.issued_by(source, sentence)
        via = self.citations.through(source.end, sentence)
        if cited := self.citations.cited_behind(source.end, sentence):
            source, via = cited, source
        end = max(source.end, via.end) if via else source.end
        scope = self.scopes.of_according(cue, end, sentence)
        if self._is_issued_whole(source, cue, sentence):
            scope = (end, len(self.scan.text))
        return [self.speeches.attributed(source, via, cue, (cue.start, end), scope)]

    def _has_its_comma(self, cue: Found) -> bool:
        """Whether a cue that needs one stands behind a comma: "two died, per police", not "twice per year"."""
        speech = self.scan.index.speech
        if self.scan.shadow[cue.start : cue.end] not in speech["behind_comma"]:
            return True
        following = self.scan.shadow[cue.end : cue.end + 12].split()[:1]
        counts = not following or following[0][0].isdigit() or following[0] in speech["numbers"] | speech["rates"]
        return self.scan.text[cue.start - 2 : cue.start] in (", ", ",\n") and not counts

    def _is_nobody(self, source: Stretch) -> bool:
        """Whether a source is "him" and points to nobody who is named or has spoken."""
        if self.scan.key(*source) not in self.scan.index.speech["pronouns_of_nobody"]:
            return False
        return self.speeches.antecedents.of(source) is None

    def _says_itself(self, cue: Found, source: Stretch) -> bool:
        """Whether "Reports from the town" are the subject of a verb of saying themselves: "... say that"."""
        papers = not self.scan.index.speech["documents"].isdisjoint(self.scan.shadow[cue.start : cue.end].split())
        return papers and bool(self.scan.between("says", source.start, source.end + 2))

    def _is_issued_whole(self, source: Stretch, cue: Found, sentence: Sentence) -> bool:
        """Whether all that follows is a side's paper: "Communique issued by the Free Hills Front: ..." in front."""
        opens = self.scan.sentence_number(sentence.start) == 0 and self.scopes.opens(cue.start, sentence)
        paper = not self.scan.index.speech["documents"].isdisjoint(self.scan.shadow[cue.start : cue.end].split())
        ends = self.scan.text[source.end : source.end + 1] in (":", "", "\n")
        return opens and paper and ends and self.speakers.identify(*source).kind is SourceKind.PARTY

    def _hedge(self, cue: Found, sentence: Sentence) -> list[Attributed]:
        if self._is_taken_back(cue):
            return []
        speech = self.scan.index.speech
        if self.scan.shadow[cue.start : cue.end] in speech["it_was_false"]:
            return self._it_was_false(cue, sentence)
        scope = self.scopes.of_hedge(cue, sentence, self._last)
        if self.scan.shadow[cue.start : cue.end] in speech["hedging_adjectives"]:
            scope = (cue.start, self.scopes.few_words_after(cue.end, sentence))
        attribution = self.speeches.attribution("", None, cue, Speaker(kind=SourceKind.UNKNOWN), (cue.start, cue.end))
        flags, doer = (Flag.ALLEGED,), doubts_the_doer(self.scan, cue)
        return [Attributed(attribution=attribution, scope_start=scope[0], scope_end=scope[1], flags=flags, doer=doer)]

    def _it_was_false(self, cue: Found, sentence: Sentence) -> list[Attributed]:
        """Read "A message said that five had died. It was false": nobody need say so."""
        scope = self.scopes.of_rumour(cue, sentence)
        if scope is None:
            return []
        attribution = self.speeches.attribution("", None, cue, Speaker(kind=SourceKind.UNKNOWN), (cue.start, cue.end))
        flags = (Flag.DENIED,)
        return [Attributed(attribution=attribution, scope_start=scope[0], scope_end=scope[1], flags=flags, denied=True)]

    def _is_taken_back(self, cue: Found) -> bool:
        """Whether a doubt is gone: "no longer suspected", "ruled out the possibility that"."""
        before = " ".join(self.scan.shadow[max(0, cue.start - 16) : cue.start].split())
        return any(f" {before}".endswith(f" {one}") for one in self.scan.index.speech["no_doubt"])

    def _says(self, cue: Found, sentence: Sentence) -> list[Attributed]:
        verb = self.verbs.verb(cue)
        if self.verbs.is_noun(cue, verb):
            return []
        if verb.going_on and self.verbs.goes_on(cue, verb, sentence):
            return self._said_with_it(cue, sentence)
        if cue.value == "claims" and self._is_taken_back(cue):
            return []
        denied = cue.value == "denies" and self.verbs.denies(cue) and not is_standing(self.scan, cue)
        if cue.value == "denies" and not denied:
            return []
        if self.verbs.is_passive(cue, verb):
            return self._by_whom(cue, sentence)
        if verb.quotes:
            return self._quoting(cue, sentence)
        inverted = not verb.of_another and self.phrases.speaks_behind(cue)  # but "Ruiz, blamed Aziz"
        source = None if inverted else self.phrases.before(cue, sentence)
        behind = source is None
        if source is None:
            source = self.phrases.inverted(cue, sentence)
        if source is None and (subject := self._shared_subject(cue, sentence)):
            scope = self.scopes.of_denial(cue, sentence) if denied else (cue.end, sentence.end)
            return [self.speeches.attributed(subject, None, cue, (cue.start, cue.end), scope, denied=denied)]
        if source is None or not self._may_speak(source, cue, behind=behind):
            return []
        if self._cannot_say_it(source, cue, behind=behind):
            return []
        cites = self.citations.may_stand_in(sentence)  # few sentences do
        via = (self.citations.via_of(source) if cites else None) or self.citations.told_to(cue, sentence)
        if cites and via is None:
            via = None if behind else self.citations.through(source.end, sentence)
            via = via or self.citations.in_what(cue, source, sentence)
        cited = self.citations.cited_between(source.end, cue.start) if cites and not behind else None
        if cited:
            return [self.speeches.attributed(cited, source, cue, (source.start, cue.end), (cue.end, sentence.end))]
        if cites and (in_front := self.citations.cited_in_front(source, sentence)):
            opening, cited = in_front
            return [self.speeches.attributed(cited, source, opening, (opening.start, cue.end), (cue.end, sentence.end))]
        start, end = min(source.start, cue.start), max(source.end, cue.end)
        scope = self.scopes.scope(cue, source, sentence, inverted=behind)
        if cites and (cited := self.citations.cited_behind(end, sentence)):
            return [self.speeches.attributed(cited, source, cue, (start, cited.end), scope)]
        if disowns(self.scan, cue, scope):
            one = self.speeches.attributed(source, via, cue, (start, end), scope, denied=True)
            return [one._replace(doer=True, deed_until=0)]
        if not denied and self.scopes.belies(scope):
            denied, scope = True, self.scopes.of_short_denial(scope)
        if cue.value == "denies" and denied and not behind and scope[0] >= cue.end:
            own = self._last is not None and self._is_the_same(self._last, source)
            scope = (cue.end, scope[1]) if own else self.scopes.of_denial(cue, sentence)
        self._last, self._last_denied = source, denied
        if cue.value != "says":
            scope = self.scopes.without_asides(scope, cue, "aside" if cue.value == "claims" else "granted")
        return [self.speeches.attributed(source, via, cue, (start, end), scope, denied=denied)]

    def _is_the_same(self, last: Stretch, source: Stretch) -> bool:
        """Whether who spoke last denies no word of his own: "the railway authority", then "the authority"."""
        words, before = self.scan.key(*source).split(), self.scan.key(*last).split()
        return self.speeches.antecedents.may_point(source) or before[-1:] == words[-1:]

    def _said_with_it(self, cue: Found, sentence: Sentence) -> list[Attributed]:
        """Read "denied this, saying that three had died" and "said, denying that 44 had": what the same one says."""
        denied = cue.value == "denies" and self.verbs.denies(cue)
        own = self._last_denied or cue.value == "claims" or denied
        if not own or self._last is None or not sentence.start <= self._last.start < cue.start:
            return []
        spans = (cue.start, cue.end), (cue.end, sentence.end)
        return [self.speeches.attributed(self._last, None, cue, *spans, denied=denied)]

    def _shared_subject(self, cue: Found, sentence: Sentence) -> Stretch | None:
        """Return whose verb it is where a denial is one of two: "X denied the report and said that three had died"."""
        joined = self.verbs.words_before[cue.start] in self.scan.index.speech["goes_on"]
        here = self._last is not None and self._last.start >= sentence.start
        denial = cue.value == "denies" or (self._last_denied and cue.value == "says")
        return self._last if joined and here and denial else None

    def _may_speak(self, source: Stretch, cue: Found, *, behind: bool) -> bool:
        if self.phrases.names_a_source(source):
            return True
        if behind:
            return self.verbs.is_told_by(cue)
        named = self.speakers.within(source.end + 2, cue.start)  # "the administrator, Jules Tsuba, told"
        return self.phrases.is_somebody(source, cue) or (bool(named) and named[0].start == source.end + 2)

    def _cannot_say_it(self, source: Stretch, cue: Found, *, behind: bool) -> bool:
        """Whether a verb is of some speakers alone: "the hospital counted 27 dead", "the BBC has learned"."""
        word, speech = self.scan.shadow[cue.start : cue.end], self.scan.index.speech
        if word in speech["counting"]:
            return behind or self.speakers.identify(*source).kind is SourceKind.UNKNOWN
        return word in speech["of_outlets"] and self.speakers.identify(*source).kind is not SourceKind.OUTLET

    def _quoting(self, cue: Found, sentence: Sentence) -> list[Attributed]:
        """Read "the agency quoted an official as saying": the official speaks, the agency passes it on."""
        source = self.phrases.after(cue.end, sentence)
        if source is None or not self.phrases.names_a_source(source):
            return []
        via = self.phrases.before(cue, sentence)
        if via and self.speakers.identify(via.start, via.end).kind not in _HEARD_THROUGH:
            via = None
        start = via.start if via else cue.start
        told = self.scopes.is_told_behind(source.end, sentence)
        scope = (source.end, sentence.end) if told else self.quotations.opened((sentence.start, start))
        return [self.speeches.attributed(source, via, cue, (start, source.end), scope)]

    def _by_whom(self, cue: Found, sentence: Sentence) -> list[Attributed]:
        """Read "He was accused by a committee": the source is behind "by"; without one nobody speaks."""
        agent = self.verbs.agent(cue)
        source = self.phrases.after(agent, sentence) if agent else None
        if source is None or not self.phrases.names_a_source(source):
            return []
        named = self.speakers.within(source.start, source.end)
        if named:
            source = Stretch(source.start, named[-1].end)
        scope = (sentence.start, sentence.end)
        return [self.speeches.attributed(source, None, cue, (cue.start, source.end), scope)]
