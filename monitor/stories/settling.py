"""Where a report belongs: which live story it joins, which one it may be, or none; and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.model import CORRECTS_ITSELF, WITHDRAWN, Article, Report, Story
from monitor.stories.agreeing import same_toll
from monitor.stories.joining import Joining
from monitor.stories.ladder import is_witness
from monitor.stories.living import LiveStories
from monitor.stories.load import load_words
from monitor.stories.odds import (
    BEYOND_CHANCE,
    JOINED,
    MARGIN,
    POSSIBLE,
    REWORDED,
    Rival,
    are_kin,
    are_together_likely,
    by_odds,
    forgiven,
    may_be_one,
)
from monitor.stories.profile import Profile
from monitor.stories.reasons import called, is_like, shares_words
from monitor.stories.retouching import reattributed, recounted, retouched
from monitor.stories.rivals import Rivals
from monitor.stories.sides import Side, told_side
from monitor.stories.specifics import killed_go_on, share_a_telling_word, share_something_telling
from monitor.stories.taking_back import articles_of, setting_right, withdrawing
from monitor.stories.vetoes import lies_elsewhere, veto
from monitor.stories.writing import NotedReport
from monitor.vocabulary import Relation

EVENTLESS = -0.5
"""From here on a text that tells no event joins a story that has one, or the other way round."""

BESIDE = 1.0
"""From here on a report that tells of another event beside its own joins: of two, either may be the story's."""

TELLING = 5
"""A text of fewer words that say anything is too short to be sure of: it may be the same at most."""

UNMISTAKABLE = 6.0
"""From here on a report is of a story though all they share are words that any report of that day and town has."""

VERBATIM = 0.9
"""From here on one word typed otherwise is likelier than the same article about another kind of event.

Nor is a reprint of what told a second strike of another event, though its toll was read as the first one's.
"""
RETYPED = REWORDED | {"kind", "beside"}

COPIED = 0.5
"""So much of the smaller text must lie in the other one for a copy; less joins as another wording."""

REPRINTED = 0.35
"""So much shared text settles that the event is the same, whatever else the article says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """The report that looks for its story."""

    article: Article
    report: Report
    seen: NotedReport
    crowded: bool  # it shares a sentence with another report of its article
    taken: frozenset[str]  # the stories of the article's reports before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Where a report belongs: a live story and how it comes into it, or none and what it may be."""

    story_id: str | None
    how: Joining
    may_be: str | None = None
    why: tuple[str, ...] = ()


class Settling:
    """Decides from what is remembered of the live stories, and changes nothing of it."""

    def __init__(self, live: LiveStories, vetoes_off: frozenset[str] = frozenset()) -> None:
        self._live = live
        self._rivals = Rivals(live)
        self._words = load_words()
        self._vetoes_off = vetoes_off

    def settle(self, asked: Asking) -> Settled:
        """Return where the report belongs, and why."""
        known = self._as_revision(asked) or self._as_same_text(asked)
        if known:
            return known
        overlaps = [
            (profile, part)
            for profile, part in self._live.catalogue.overlapping(asked.seen.features, REPRINTED)
            if profile.story_id not in asked.taken
        ]
        told = told_side(asked.article, asked.report, asked.seen, self._words, crowded=asked.crowded)
        reworded = frozenset(profile.story_id for profile, _ in overlaps)
        return (
            self._as_kill_notice(asked, told, [profile for profile, _ in overlaps])
            or self._as_reprint(asked, told, overlaps)
            or self._as_same_event(asked, told, reworded)
        )

    def _as_revision(self, asked: Asking) -> Settled | None:
        """A new version of what an outlet told before joins the story of the version before."""
        article = asked.article
        versions = self._live.versions_of(article.source.id, article.revision_key)
        story_id = versions[-1].placed.get(asked.report.n) if versions else None
        if story_id not in self._live.stories:
            return None
        replaced = frozenset((version.article_id, article.source.id) for version in versions)
        corrects = CORRECTS_ITSELF if asked.seen.features.corrects else None
        what = WITHDRAWN if article.withdrawn else corrects
        how = Joining(relation=Relation.REVISION, replaces=replaced, correction=what)
        return Settled(story_id=story_id, how=how, why=(f"the same article again ({article.revision_key})",))

    def _as_same_text(self, asked: Asking) -> Settled | None:
        story_id = self._live.story_with_text(asked.seen.features.text, asked.report.n)
        if story_id is None or story_id in asked.taken:
            return None
        relation = Relation.REPORT if self._is_first_witness(asked.article, story_id) else Relation.COPY
        return Settled(story_id=story_id, how=Joining(relation=relation), why=("word for word the same text",))

    def _is_first_witness(self, article: Article, story_id: str) -> bool:
        """What a stranger printed first is no copy where an outlet that is known prints it: the word is now its own.

        Or else whoever prints an agency's text before the agency could take the figures back.
        """
        outlets = (member.source for member in self._live.stories[story_id].members)
        return is_witness(article.source) and not any(is_witness(source) for source in outlets)

    def _as_kill_notice(self, asked: Asking, told: Side | None, reprinted: Sequence[Profile]) -> Settled | None:
        """Where an outlet that is known asks to take a story out, what itself told in that story is taken back.

        Without a key only the words say which story is meant: of two that are nearly as likely it is neither. A report
        that tells an event is none, whatever words it quotes: what it tells would be hidden.
        """
        withdraws = asked.seen.features.withdraws and asked.report.event is None
        if not withdraws or not asked.article.source.configured:
            return None
        source = asked.article.source
        meant = [profile for profile in reprinted if articles_of(source, self._story(profile))]
        meant = meant or self._meant_by_notice(asked, told)
        if not meant:
            return None
        how = withdrawing(self._story(meant[0]), source)
        return Settled(story_id=meant[0].story_id, how=how, why=("its outlet asks to take out what it told",))

    def _meant_by_notice(self, asked: Asking, told: Side | None) -> list[Profile]:
        """Return the story of its outlet that a notice's words mean, by more than places; of two as likely neither."""
        features, source = asked.seen.features, asked.article.source
        own = [
            rival
            for rival in self._rivals.find(features, told, asked.taken)
            if rival.odds >= POSSIBLE and articles_of(source, story := self._story(rival.profile))
            if share_a_telling_word(features, rival.profile, story.event, self._words)
        ]
        if len(own) > 1 and own[0].odds - own[1].odds < MARGIN:
            return []
        return [one.profile for one in own[:1]]

    def _as_reprint(
        self, asked: Asking, told: Side | None, overlaps: Sequence[tuple[Profile, float]]
    ) -> Settled | None:
        """A text that shares its wording with a story's is of that story; unchanged it is a copy.

        An outlet fills the same words anew for another event (incident notes, weather warnings): facts
        that forbid one story forbid it here too.
        """
        reprinted = [
            (profile, part)
            for profile, part in overlaps
            if not self._objection(told, profile, RETYPED if part >= VERBATIM else REWORDED)
        ]
        if not reprinted:
            return None
        profile, part = reprinted[0]
        nearest = (reprinted[0], *_others(overlaps, profile)[:1])
        why = [shares_words(part, self._story(one)) for one, part in nearest]
        changed = None
        if part >= COPIED:
            beside = [other for other, shared in overlaps if shared >= COPIED and other is not profile]
            story = self._story(profile)
            changed = retouched(asked.seen.features, profile, beside) or recounted(asked.report, story)
            changed = changed or reattributed(asked.report, story, profile)
        relation = Relation.REPORT if part < COPIED else Relation.UPDATE if changed else Relation.COPY
        how = self._joining(asked, profile, relation, changed)
        if self._is_first_witness(asked.article, profile.story_id):
            how = replace(how, relation=Relation.REPORT, changed=None)
        return Settled(story_id=profile.story_id, how=how, why=(*why, changed) if changed else tuple(why))

    def _as_same_event(self, asked: Asking, told: Side | None, reworded: frozenset[str]) -> Settled:
        """Join the likeliest story; of those in `reworded` facts forbid what their shared words say."""
        rivals = self._rivals.find(asked.seen.features, told, asked.taken)
        why = [is_like(one.odds, JOINED, self._story(one.profile), one.odds - one.likeness) for one in rivals[:2]]
        allowed = []
        for rival in rivals:
            profile = rival.profile
            outweighed = REWORDED if profile.story_id in reworded else forgiven(rival.likeness)
            if rival.alike and told and self._goes_back(told, profile):
                outweighed |= REWORDED
            objection = self._objection(told, profile, outweighed) if rival.odds >= POSSIBLE else None
            if objection:
                why.append(f"forbidden: {objection}, with {called(self._story(profile))}")
            else:
                allowed.append(rival)
        doubt = self._doubt(asked, told, allowed[0]) if allowed and allowed[0].odds >= POSSIBLE else None
        verdict = self._verdict(told, allowed, doubt)
        if verdict is Relation.REPORT:
            how = self._joining(asked, allowed[0].profile, Relation.REPORT, None)
            return Settled(story_id=allowed[0].profile.story_id, how=how, why=tuple(why))
        may_be = allowed[0].profile.story_id if verdict is Relation.POSSIBLE else None
        if may_be and doubt and allowed[0].odds >= JOINED:
            why.append(f"only maybe one event: {doubt}")
        return Settled(story_id=None, how=_NEW, may_be=may_be, why=tuple(why))

    def _verdict(self, told: Side | None, allowed: Sequence[Rival], doubt: str | None) -> Relation:
        if not allowed:
            return Relation.NEW
        best, *others = allowed
        likeliest = best.profile
        verdict = by_odds(best.odds, (one.odds for one in others if self._is_rival(told, one.profile, likeliest)))
        if verdict is Relation.POSSIBLE and best.odds < JOINED:
            ours = self._story(likeliest)
            kin = (one.odds for one in others if are_kin(self._story(one.profile), ours))
            verdict = Relation.REPORT if are_together_likely(best.odds, kin) else verdict
        return Relation.POSSIBLE if verdict is Relation.REPORT and doubt else verdict

    def _doubt(self, asked: Asking, told: Side | None, rival: Rival) -> str | None:
        """Return why a report that looks like the story's may well be another's, or nothing."""
        odds, profile = rival.likeness, rival.profile
        if len(asked.seen.features.terms) < TELLING:
            return "too short to be sure of"
        if self._is_loose(told, rival):
            return "only one of them tells an event, or they lie apart, and they are not alike enough for that"
        if told and told.beside and self._tells_harm(profile) and not (told.beside.killed or told.beside.injured):
            return "it tells of another event beside its own, and of no harm that is its own"
        if told and told.beside and odds < BESIDE and not self._goes_on(told, profile):
            return "it tells of another event beside its own, which may be the story's"
        known = self._known(profile) if odds < UNMISTAKABLE else None
        if told and known and not share_something_telling(told, known, asked.seen.features, profile, self._words):
            return "nothing is shared but town, day, kind and the words of all such news"
        return None

    def _tells_harm(self, profile: Profile) -> bool:
        return any(figure.value.min for figure in self._story(profile).figures)

    def _goes_on(self, told: Side, profile: Profile) -> bool:
        known = self._known(profile)
        return known is not None and killed_go_on(told.event, known.event)

    def _is_rival(self, told: Side | None, profile: Profile, likeliest: Profile) -> bool:
        """Return whether the report may be this story's as well as the likeliest one's.

        Not when one of them is marked as maybe the other, nor when the report's toll is the likeliest one's alone.
        """
        if may_be_one(self._story(profile), self._story(likeliest)):
            return False
        known, ours = self._known(profile), self._known(likeliest)
        if told is None or ours is None or not same_toll(told, ours):
            return True
        return known is not None and same_toll(told, known)

    def _is_loose(self, told: Side | None, rival: Rival) -> bool:
        """A text without an event is of a story that has one, or the other way round, only when it surely looks so.

        Nor is one whose own event lies where the story's texts never were: round-ups name every place of the day.
        """
        known = self._known(rival.profile)
        if told is None or known is None:
            return not rival.alike and rival.likeness < EVENTLESS and (told is None) is not (known is None)
        return rival.likeness < BEYOND_CHANCE and lies_elsewhere(told, known)

    def _objection(self, told: Side | None, profile: Profile, forgiven: frozenset[str]) -> str | None:
        known = self._known(profile) if told else None
        return veto(told, known, self._vetoes_off | forgiven) if told and known else None

    def _goes_back(self, told: Side, profile: Profile) -> bool:
        """Return whether a report that came after the story's tells an earlier day, or the story's very toll.

        It is a day of which it tells as well, sooner than that of another event: when the guest had come.
        """
        known = self._known(profile)
        if known is None or not told.days or not known.days:
            return False
        return max(told.days) < min(known.days) or same_toll(told, known)

    def _known(self, profile: Profile) -> Side | None:
        return self._live.side_of(profile.story_id)

    def _story(self, profile: Profile) -> Story:
        return self._live.stories[profile.story_id]

    def _joining(self, asked: Asking, profile: Profile, relation: Relation, changed: str | None) -> Joining:
        joining = Joining(relation=relation, changed=changed)
        if not asked.seen.features.corrects:
            return joining
        return setting_right(self._story(profile), asked.article.source, joining)


_NEW = Joining(relation=Relation.NEW)


def _others(overlaps: Sequence[tuple[Profile, float]], profile: Profile) -> list[tuple[Profile, float]]:
    return [one for one in overlaps if one[0] is not profile]
