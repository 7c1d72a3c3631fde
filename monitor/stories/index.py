"""The stories that are alive, in memory: where a report is placed, and what that changes."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.model import Analysed, Article, Report, Story, StoryChange
from monitor.stories.catalogue import Catalogue
from monitor.stories.features import Features
from monitor.stories.joining import Joining, join
from monitor.stories.ladder import is_witness
from monitor.stories.likeness import Asked, Weigher, compare, score
from monitor.stories.load import load_words
from monitor.stories.news import material_changes
from monitor.stories.noting import Noted, Noting
from monitor.stories.opening import open_story
from monitor.stories.profile import Profile
from monitor.stories.retouching import recounted, retouched
from monitor.stories.sides import Side, known_side, told_side
from monitor.stories.versions import Version, Versions
from monitor.stories.vetoes import agree, lies_elsewhere, same_toll, veto
from monitor.stories.writing import NotedReport
from monitor.vocabulary import Relation

IDLE = timedelta(days=14)
"""A story that nobody has told for so long is over: what comes then is a new one."""

JOINED = -1.0
"""Logarithm of the odds from which a report joins; `docs/stories.md` tells what other values cost, in many orders."""

POSSIBLE = -2.0
"""From here on a report opens a story of its own that is marked as maybe the same."""

UNSURE = 0.3
"""Below this, a second story that is nearly as likely makes the report `possible`: it may be either's."""

MARGIN = 0.8
"""How much less likely the second story must be."""

EVENTLESS = -0.5
"""From here on a text that tells no event joins a story that has one, or the other way round."""

AGREED = 0.95
"""What it adds to the odds that a report and a story share the day, the town and the kind of their event."""

SAME_TOLL = 1.5
"""What the same toll adds to that: a line of a round-up has few words, and they are not the story's."""

TELLING = 5
"""A text of fewer words that say anything is too short to be sure of: it may be the same at most."""

BEYOND_DOUBT = 3.0
"""From here on a misread day or kind is likelier than two events so alike; another place or toll is not."""
MISREAD = frozenset({"day", "next_days", "fewer", "kind", "target"})

BEYOND_CHANCE = 1.0
"""From here on two or three days between the days that are told, or a misread kind, are likelier than chance."""
TOLD_OTHERWISE = frozenset({"next_days", "kind"})
REWORDED = frozenset({"next_days"})

VERBATIM = 0.9
"""From here on one word typed otherwise is likelier than the same article about another kind of event."""
RETYPED = REWORDED | {"kind"}

COPIED = 0.5
"""So much of the smaller text must lie in the other one for a copy; less joins as another wording."""

REPRINTED = 0.35
"""So much shared text settles that the event is the same, whatever else the article says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Where a report belongs: a live story and how it comes into it, or none and what it may be."""

    story_id: str | None
    how: Joining
    may_be: str | None = None
    why: tuple[str, ...] = ()


class StoryIndex:
    """Every live story and what it takes to recognise one more report of it.

    The only state of the room. `place` decides and records in one step; the same articles in the same
    order give the same answers, whether or not the index was rebuilt by `restore` between any two.
    """

    def __init__(self, *, vetoes_off: frozenset[str] = frozenset()) -> None:
        self._words = load_words()
        self._noting = Noting()
        self._vetoes_off = vetoes_off
        self._stories: dict[str, Story] = {}  # in order of their last report
        self._catalogue = Catalogue()
        self._story_of_text: dict[tuple[bytes, int], str] = {}
        self._texts_of: dict[str, list[tuple[bytes, int]]] = {}
        self._versions = Versions()

    def place(self, analysed: Analysed, now: datetime) -> tuple[StoryChange, ...]:
        """Join each report of an article to a story, or open one; one change a report, in their order."""
        self._expire(now)
        noted = self._noting.note(analysed)
        taken: set[str] = set()
        changes = []
        for report, seen in zip(analysed.reports, noted.reports, strict=True):
            change = self._place(analysed.article, report, seen, taken, now)
            taken.add(change.story.id)
            changes.append(change)
        self._remember_version(noted, {change.report.n: change.story.id for change in changes})
        return tuple(changes)

    def restore(self, stories: Iterable[Story], articles: Iterable[Noted]) -> None:
        """Rebuild the index from what the store holds: live stories and the articles of their members.

        The stories come in order of opening, the articles in order of arrival; those without a story among
        `stories` are skipped.
        """
        told = list(stories)
        last = max((story.updated_at for story in told), default=None)
        live = [story for story in told if last and last - story.updated_at <= IDLE]  # the others were over by then
        for story in live:
            self._catalogue.enter(story.id)
        self._stories = {story.id: story for story in sorted(live, key=_last_told)}
        story_of = {member.report_id: story.id for story in live for member in story.members}
        for one in articles:
            placed = self._record_placed(one, story_of)
            if placed:
                self._remember_version(one, placed)

    def regroup(self, stories: Collection[Story], analysed: Sequence[Analysed], gone: Collection[str] = ()) -> None:
        """Take over what a person merged or split: `stories` as they now stand, `gone` are no more.

        `analysed` are all articles with reports in `stories`, in order of arrival.
        """
        touched = [*gone, *(story.id for story in stories)]
        serials = {story_id: self._forget(story_id) for story_id in touched if story_id in self._stories}
        for story in stories:
            self._catalogue.enter(story.id, serials.get(story.id))
        everything = (*self._stories.values(), *stories)
        self._stories = {story.id: story for story in sorted(everything, key=_last_told)}
        story_of = {member.report_id: story.id for story in stories for member in story.members}
        self._versions.move(story_of)
        for one in analysed:
            self._record_placed(self._noting.note(one), story_of)

    def number(self, story_id: str, n: int) -> None:
        """Tell the index the number that the store gave to a new story."""
        self._stories[story_id] = replace(self._stories[story_id], number=n)

    # --- one report -----------------------------------------------------------------------------

    def _place(
        self, article: Article, report: Report, noted: NotedReport, taken: set[str], now: datetime
    ) -> StoryChange:
        settled = self._settle(article, report, noted.features, taken)
        if settled.story_id is None:
            change = self._open(article, report, settled, now)
        else:
            change = self._join(self._stories[settled.story_id], article, report, settled, now)
        self._stories.pop(change.story.id, None)  # to the end: the order is that of the last report
        self._stories[change.story.id] = change.story
        self._record(change.story.id, noted)
        return change

    def _open(self, article: Article, report: Report, settled: Settled, now: datetime) -> StoryChange:
        relation = Relation.POSSIBLE if settled.may_be else Relation.NEW
        story = open_story(article, report, now, relation, settled.may_be)
        return StoryChange(report=report, relation=relation, story=story, why=settled.why)

    def _join(self, story: Story, article: Article, report: Report, settled: Settled, now: datetime) -> StoryChange:
        after = join(story, article, report, settled.how, now)
        changes = material_changes(story, after, article, report, settled.how)
        relation = settled.how.relation
        if relation is Relation.REPORT and changes:
            relation = Relation.UPDATE
            after = replace(after, members=(*after.members[:-1], replace(after.members[-1], relation=relation)))
        return StoryChange(report=report, relation=relation, story=after, changes=changes, why=settled.why)

    def _settle(self, article: Article, report: Report, features: Features, taken: set[str]) -> Settled:
        known = self._as_revision(article, report, features) or self._as_same_text(article, report, features, taken)
        if known:
            return known
        overlaps = [
            (profile, part)
            for profile, part in self._catalogue.overlapping(features)
            if part >= REPRINTED and profile.story_id not in taken
        ]
        reworded = frozenset(profile.story_id for profile, _ in overlaps)
        told = told_side(article, report, features, self._words)
        return self._as_reprint(article, report, features, told, overlaps) or self._as_same_event(
            article, features, told, taken, reworded
        )

    def _as_revision(self, article: Article, report: Report, features: Features) -> Settled | None:
        """A new version of what an outlet told before joins the story of the version before."""
        versions = self._versions.of((article.source.id, article.revision_key)) if article.revision_key else None
        if not versions:
            return None
        story_id = versions[-1].placed.get(report.n)
        if story_id not in self._stories:
            return None
        replaced = frozenset(version.article_id for version in versions)
        corrects = "its outlet corrects itself" if features.corrects else None
        what = "withdrawn by its outlet" if article.withdrawn else corrects
        how = Joining(relation=Relation.REVISION, replaces=replaced, correction=what)
        return Settled(story_id=story_id, how=how, why=(f"the same article again ({article.revision_key})",))

    def _as_same_text(self, article: Article, report: Report, features: Features, taken: set[str]) -> Settled | None:
        story_id = self._story_of_text.get((features.text, report.n))
        if story_id is None or story_id in taken:
            return None
        relation = Relation.REPORT if self._is_first_witness(article, story_id) else Relation.COPY
        return Settled(story_id=story_id, how=Joining(relation=relation), why=("word for word the same text",))

    def _is_first_witness(self, article: Article, story_id: str) -> bool:
        """What a stranger printed first is no copy where an outlet that is known prints it: the word is now its own.

        Or else whoever prints an agency's text before the agency could take the figures back.
        """
        told_by = (member.source for member in self._stories[story_id].members)
        return is_witness(article.source) and not any(is_witness(source) for source in told_by)

    def _as_reprint(
        self,
        article: Article,
        report: Report,
        features: Features,
        told: Side | None,
        overlaps: Sequence[tuple[Profile, float]],
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
        why = [self._shared(*one) for one in (reprinted[0], *_others(overlaps, profile)[:1])]
        changed = None
        if part >= COPIED:
            changed = retouched(features, profile) or recounted(report, self._stories[profile.story_id])
        relation = Relation.REPORT if part < COPIED else Relation.UPDATE if changed else Relation.COPY
        how = self._joining(article, features, profile, relation, changed)
        if self._is_first_witness(article, profile.story_id):
            how = replace(how, relation=Relation.REPORT, changed=None)
        return Settled(story_id=profile.story_id, how=how, why=(*why, changed) if changed else tuple(why))

    def _shared(self, profile: Profile, part: float) -> str:
        called = _called(self._stories[profile.story_id])
        return f"{part:.0%} of the smaller text's sampled word runs are shared with {called}"

    def _as_same_event(
        self, article: Article, features: Features, told: Side | None, taken: set[str], reworded: frozenset[str]
    ) -> Settled:
        """Join the likeliest story; of those in `reworded` facts forbid what their shared words say."""
        weight = Weigher(self._catalogue.frequencies, features.terms)
        near = self._catalogue.near(features, weight)
        asked = Asked(features, weight)
        rivals = [
            (score(compare(asked, profile)) + self._agreed(told, profile), profile)
            for profile in near
            if profile.story_id not in taken
        ]
        rivals.sort(key=lambda one: (-one[0], one[1].serial))
        why = [_likeness(odds, self._stories[profile.story_id]) for odds, profile in rivals[:2]]
        allowed = []
        for odds, profile in rivals:
            forgiven = REWORDED if profile.story_id in reworded else _forgiven(odds)
            objection = self._objection(told, profile, forgiven) if odds >= POSSIBLE else None
            if objection:
                why.append(f"forbidden: {objection}, with {_called(self._stories[profile.story_id])}")
            else:
                allowed.append((odds, profile))
        verdict = _verdict([odds for odds, profile in allowed if not self._is_split_off(profile, allowed[0][1])])
        if verdict is Relation.REPORT and (len(features.terms) < TELLING or self._is_loose(told, *allowed[0])):
            verdict = Relation.POSSIBLE
        if verdict is Relation.REPORT:
            how = self._joining(article, features, allowed[0][1], Relation.REPORT, None)
            return Settled(story_id=allowed[0][1].story_id, how=how, why=tuple(why))
        may_be = allowed[0][1].story_id if verdict is Relation.POSSIBLE else None
        return Settled(story_id=None, how=_NEW, may_be=may_be, why=tuple(why))

    def _is_split_off(self, profile: Profile, likeliest: Profile) -> bool:
        """A story that is marked as maybe the likeliest one, or the other way round, is no rival of it."""
        one, other = self._stories[profile.story_id], self._stories[likeliest.story_id]
        return one.may_be == other.id or other.may_be == one.id

    def _is_loose(self, told: Side | None, odds: float, profile: Profile) -> bool:
        """A text without an event is of a story that has one, or the other way round, only when it surely looks so.

        Nor is one whose own event lies where the story's texts never were: round-ups name every place of the day.
        """
        known = self._known(profile)
        if told is None or known is None:
            return odds < EVENTLESS and (told is None) is not (known is None)
        return odds < BEYOND_CHANCE and lies_elsewhere(told, known)

    def _objection(self, told: Side | None, profile: Profile, forgiven: frozenset[str]) -> str | None:
        known = self._known(profile) if told else None
        return veto(told, known, self._vetoes_off | forgiven) if told and known else None

    def _agreed(self, told: Side | None, profile: Profile) -> float:
        """Return what the facts add to the odds."""
        known = self._known(profile) if told and told.days else None
        if told is None or known is None or not agree(told, known):
            return 0.0
        return AGREED + (SAME_TOLL if same_toll(told, known) else 0.0)

    def _known(self, profile: Profile) -> Side | None:
        return known_side(self._stories[profile.story_id].event, profile, self._words)

    def _joining(
        self, article: Article, features: Features, profile: Profile, relation: Relation, changed: str | None
    ) -> Joining:
        """A correction takes back what its own outlet told in this story; nobody else's."""
        own = frozenset(
            member.article_id
            for member in self._stories[profile.story_id].members
            if member.source.id == article.source.id and member.source.id != "unknown"
        )
        if relation is Relation.COPY or not features.corrects or not own:
            return Joining(relation=relation, changed=changed)
        return Joining(relation=relation, changed=changed, replaces=own, correction="its outlet corrects itself")

    # --- what is remembered ---------------------------------------------------------------------

    def _record_placed(self, article: Noted, story_of: Mapping[str, str]) -> dict[int, str]:
        """Record those reports of an article whose story is given by the report's id; return it by their n."""
        placed = {
            one.n: story_of[f"{article.article_id}:{one.n}"]
            for one in article.reports
            if f"{article.article_id}:{one.n}" in story_of
        }
        for one in article.reports:
            if one.n in placed:
                self._record(placed[one.n], one)
        return placed

    def _record(self, story_id: str, noted: NotedReport) -> None:
        text = (noted.features.text, noted.n)
        if text not in self._story_of_text:
            self._story_of_text[text] = story_id
            self._texts_of.setdefault(story_id, []).append(text)
        self._catalogue.add(story_id, noted.features)
        if noted.day:
            self._catalogue.profile(story_id).event_days.add(noted.day)

    def _remember_version(self, article: Noted, placed: dict[int, str]) -> None:
        if article.revision_key:
            self._versions.add((article.source_id, article.revision_key), Version(article.article_id, placed))

    def _expire(self, now: datetime) -> None:
        """Forget stories that have been idle too long; they stand in order of their last report."""
        over = []
        for story in self._stories.values():
            if now - story.updated_at <= IDLE:
                break
            over.append(story.id)
        for story_id in over:
            self._forget(story_id)
            self._versions.forget(story_id)

    def _forget(self, story_id: str) -> int | None:
        """Forget a story; return the serial that it had in the catalogue."""
        del self._stories[story_id]
        for text in self._texts_of.pop(story_id, ()):
            self._story_of_text.pop(text, None)
        return self._catalogue.remove(story_id) if story_id in self._catalogue else None


_NEW = Joining(relation=Relation.NEW)


def _verdict(odds: Sequence[float]) -> Relation:
    """Decide by the odds of the rivals, the likeliest first: `report` joins it, `possible` may be it, or `new`."""
    best, second = (*odds, -math.inf, -math.inf)[:2]
    if best >= JOINED and (best >= UNSURE or best - second >= MARGIN):
        return Relation.REPORT
    return Relation.POSSIBLE if best >= POSSIBLE else Relation.NEW


def _forgiven(odds: float) -> frozenset[str]:
    """Return the vetoes that so great a likeness outweighs."""
    if odds >= BEYOND_DOUBT:
        return MISREAD
    return TOLD_OTHERWISE if odds >= BEYOND_CHANCE else frozenset()


def _last_told(story: Story) -> tuple[datetime, str]:
    return story.updated_at, story.id


def _likeness(odds: float, story: Story) -> str:
    return f"likeness {odds:+.1f} (joins from {JOINED:+.1f}) with {_called(story)}: {story.headline[:80]}"


def _others(overlaps: Sequence[tuple[Profile, float]], profile: Profile) -> list[tuple[Profile, float]]:
    return [one for one in overlaps if one[0] is not profile]


def _called(story: Story) -> str:
    return f"#{story.number}" if story.number else "an earlier story"
