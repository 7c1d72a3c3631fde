"""Everything that one decision is made from, and what follows from it before anything is decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from monitor.alerting.changes import figure_of, join_changes, lowest, material
from monitor.alerting.fired import Fired, highest, join_terms, terms_of
from monitor.alerting.known import Known, since_told
from monitor.alerting.labels import Labels
from monitor.alerting.limits import Sent
from monitor.alerting.policy import Listener
from monitor.alerting.silences import Silence, broken_through
from monitor.alerting.standing import Hushed, Reminding, Standing, Terms
from monitor.alerting.windows import Quiet
from monitor.model import Article, MaterialChange, Story
from monitor.settings import Escalate, Limits
from monitor.vocabulary import Change, Harm, Level, Relation, RuleStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything one decision is made from. `standing=None`: this receiver has no alert on this story."""

    listener: Listener
    article: Article
    story: Story
    relation: Relation
    changes: tuple[MaterialChange, ...] = ()
    fired: tuple[Fired, ...] = ()
    excluded: tuple[Fired, ...] = ()
    standing: Standing | None = None
    sent: Sent = field(default_factory=Sent)
    catch_up: bool = False  # it lay in the inbox at the start
    late: bool = False  # it came while the daemon was stopped
    limits: Limits | None = None
    max_age: timedelta | None = None
    waiting: bool = False  # a summary that is not made yet will tell of this story
    silence: Silence | None = None  # the one in force that it falls under
    hushed_elsewhere: Hushed | None = None  # how it stood when that began for receivers whom it concerned already
    inhibited_by: str | None = None  # the alert that speaks for this one
    quiet: Quiet | None = None  # the quiet hours of the routes that lead to the receiver
    held_until: str | None = None  # those that must be over first
    labels: Labels = field(default_factory=dict)
    reminding: tuple[Reminding, ...] = ()  # the rules that ask for a reminder now, when there is nothing else to tell
    escalate: Escalate | None = None  # who is told when nobody takes it up

    @property
    def stable(self) -> tuple[Fired, ...]:
        """The rules that may cause mail."""
        return tuple(one for one in self.fired if not one.experimental)

    @property
    def heard(self) -> bool:
        """Whether the receiver was told of this story already."""
        return self.standing is not None and self.standing.heard

    @property
    def level(self) -> Level:
        """The alert's level with this article: the highest so far, never a lower one. Experimental rules raise none."""
        former = self.standing.reasons if self.standing else ()
        levels = [one.reason.level for one in self.stable]
        if self.standing and any(reason.status is not RuleStatus.EXPERIMENTAL for reason in former):
            levels.append(self.standing.level)
        return highest(levels) or Level.INFORMATIONAL

    @property
    def level_told(self) -> Level:
        """The level of a message now: the alert's, but a reminder is no louder than the rules that ask for it."""
        return highest(one.level for one in self.reminding) or self.level

    @property
    def labels_told(self) -> Labels:
        """The labels of a message now: the alert's, but of a reminder the rules that ask for it are the rules."""
        if not self.reminding:
            return self.labels
        return {
            **self.labels,
            "level": (self.level_told.value,),
            "rule": tuple(one.rule_id for one in self.reminding),
            "tag": tuple(dict.fromkeys(tag for one in self.reminding for tag in one.tags)),
        }

    @property
    def terms(self) -> Terms:
        """What the rules ask of updates, the former ones and these."""
        more = terms_of(self.stable or self.fired)
        return join_terms(self.standing.terms, more) if self.standing else more or Terms()

    @property
    def first_waits(self) -> bool:
        """Whether the first message of all is one that waits for a summary."""
        return self.waiting and self.standing is not None and self.standing.first_waits

    @property
    def untold(self) -> tuple[MaterialChange, ...]:
        """What changed since the receiver was last told or a summary listed it, this article's changes included."""
        return join_changes(self.standing.untold if self.standing else (), self.changes)

    @property
    def unsaid(self) -> tuple[MaterialChange, ...]:
        """What changed since the last message that was made: what a summary is still to tell comes first."""
        listed = self.standing.listed if self.standing and self.waiting else ()
        return join_changes(listed, self.untold)

    @property
    def news(self) -> tuple[MaterialChange, ...]:
        """The changes that make a message. How sure the story is makes one only when it was never called so before."""
        known = self.standing.statuses if self.standing and self.heard else ()
        return tuple(
            change
            for change in material(since_told(self.untold, self.story, self._listed_figures), self.terms)
            if change.kind is not Change.VERIFICATION or change.now not in known
        )

    @property
    def status(self) -> str | None:
        """How sure the story is now."""
        return self.story.event.verification.status.value if self.story.event else None

    @property
    def told(self) -> tuple[MaterialChange, ...]:
        """The changes that a message tells: against what the receiver knows, not the last article."""
        return material(since_told(self.unsaid, self.story, self.figures_told), self.terms)

    @property
    def said(self) -> tuple[MaterialChange, ...]:
        """What a message says has changed: beside what made it worth sending, how sure the story is now.

        A first line that names a status must not call it `still` so when the reader last heard of another.
        """
        moved = (one for one in self.unsaid if one.kind is Change.VERIFICATION and one not in self.told)
        return (*self.told, *moved)

    @property
    def figures_told(self) -> Known | None:
        """The figures of the last message that was made."""
        if self.standing is None or not self.heard:
            return None
        return self.standing.figures_told if self.waiting else self.standing.figures

    @property
    def _listed_figures(self) -> Known | None:
        """The figures of the last message that was made or is certain to be."""
        return self.standing.figures if self.standing and self.heard else None

    @property
    def is_back(self) -> bool:
        """Whether the story is again as the receiver knows it, before a summary told that it was not."""
        return self.waiting and not self.first_waits and bool(self.news) and not self.told

    @property
    def killed(self) -> int:
        """How many are dead for certain, as the story now stands."""
        return lowest(figure_of(self.story, Harm.KILLED))

    @property
    def hushed(self) -> Hushed | None:
        """How the story stood when the silence began for this receiver, or for others; `None` when it is new to all."""
        if self.silence is None or self.standing is None:
            return self.hushed_elsewhere
        if self.standing.hushed and self.standing.hushed.silence_id == self.silence.id:
            return self.standing.hushed
        tolls = (one for one in self.changes if one.kind is Change.TOLL and not one.feared)
        rose = next((one for one in tolls if one.harm is Harm.KILLED), None)
        killed = lowest(rose.before) if rose else self.killed
        return Hushed(silence_id=self.silence.id, level=self.standing.level, killed=killed)

    @property
    def breaks_through(self) -> str | None:
        """Why this is told in spite of the silence; `None` when the silence holds."""
        return broken_through(self.silence, self.hushed, self.level, self.killed) if self.silence else None
