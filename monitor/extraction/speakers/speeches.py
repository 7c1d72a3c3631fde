"""Who stands behind a frame of source, cue and content: the attribution, with what flags the speaker bears."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.mentions import Attributed
from monitor.extraction.speakers.antecedents import Antecedents
from monitor.extraction.speakers.doers import is_about_the_doer, told_in_denial
from monitor.extraction.speakers.phrases import Phrases, Stretch
from monitor.extraction.speakers.sources import Speaker, Speakers
from monitor.extraction.speakers.verbs import Verbs
from monitor.model import Attribution
from monitor.vocabulary import Flag, SourceKind

_OF_MEDIA = (Flag.STATE_MEDIA, Flag.SOCIAL_MEDIA)


@dataclass(slots=True)
class Speeches:
    """Makes the attributions of one article, in order of the text: who spoke is remembered for "he"."""

    scan: Scan
    speakers: Speakers
    verbs: Verbs
    phrases: Phrases
    antecedents: Antecedents

    def attributed(  # noqa: PLR0913 - the parts of a frame
        self,
        source: Stretch,
        via: Stretch | None,
        cue: Found,
        span: tuple[int, int],
        scope: tuple[int, int],
        *,
        denied: bool = False,
    ) -> Attributed:
        """Return what a frame makes: who speaks, through whom, on what stretch, and how much that is worth."""
        pointing = self.antecedents.may_point(source)
        meant = self.antecedents.of(source) if pointing else None
        speaker, verb = self._speaker(source, meant, cue, pointing=pointing), self.verbs.verb(cue)
        flags = speaker.flags
        if via:
            heard = self.speakers.identify(via.start, via.end).flags
            flags += tuple(flag for flag in heard if flag in _OF_MEDIA and flag not in flags)
        if cue.value == "claims" and (Flag.PARTY_CLAIM not in flags or verb.of_the_mind):
            flags += (Flag.ALLEGED,)
        if denied:
            flags += (Flag.DENIED,)
        start, end = meant or source
        ahead = span[0] < cue.start and scope[1] <= span[0]
        return Attributed(
            self.attribution(
                self.scan.text[start:end], self.scan.text[via.start : via.end] if via else None, cue, speaker, span
            ),
            scope_start=scope[0],
            scope_end=scope[1],
            flags=flags,
            denied=denied,
            doer=(cue.value != "says" or verb.accusing)
            and is_about_the_doer(self.scan, cue, speaker.kind, ahead=ahead),
            deed_until=told_in_denial(self.scan, cue, scope[1]) if denied else 0,
            side=speaker.side,
        )

    def _speaker(self, source: Stretch, meant: Stretch | None, cue: Found, *, pointing: bool) -> Speaker:
        if pointing and (meant or self.antecedents.points(source)):
            return self.antecedents.speaker_of(meant)
        speaker = self.speakers.identify(source.start, source.end, self.phrases.aside_until(source, cue))
        if speaker.kind is not SourceKind.UNNAMED and self.phrases.stays_nameless(source, cue):
            speaker = Speaker(kind=SourceKind.UNNAMED)
        if speaker.kind is SourceKind.UNKNOWN and not speaker.actor and self._is_on_a_platform(source):
            speaker = Speaker(kind=SourceKind.SOCIAL)
        speaker = self.antecedents.holder(source, speaker)
        self.antecedents.remember(source, speaker)
        return speaker

    def _is_on_a_platform(self, source: Stretch) -> bool:
        """Whether somebody nameless speaks online: "In a video posted on TikTok, a man said"."""
        start, index = self.scan.sentence_at(source.start).start, self.scan.index
        words = self.scan.shadow[start : source.start].split()
        return bool(words) and words[0] in index.locative and "social" in index.kinds_of(words)

    def attribution(
        self, source: str, via: str | None, cue: Found, speaker: Speaker, span: tuple[int, int]
    ) -> Attribution:
        """Return the words of a frame, quoted."""
        text = self.scan.text
        return Attribution(
            source=source,
            via=via,
            cue=text[cue.start : cue.end],
            kind=speaker.kind,
            actor=speaker.actor,
            start=span[0],
            end=span[1],
            quote=text[span[0] : span[1]],
        )
