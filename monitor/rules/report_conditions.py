"""What a rule may ask of a report: one event as told by one article, never two of them mixed.

Who takes part and where are in `actor_condition` and `place_condition`, the figures in `tolls`.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from monitor.located import Loc
from monitor.model import Article, Evidence
from monitor.rules.clauses import RANK, Subject, Trace, View
from monitor.rules.rarity import Keys, Needs
from monitor.rules.reader import RuleReader, shown, values_of
from monitor.vocabulary import LADDER, EventKind, Flag, Status, Verdict

Words = tuple[str, tuple[Evidence, ...]]
"""Why a condition answers as it does, and the quotes of a yes."""


class ReportCondition(ABC):
    """A condition on reports: unread where facts were not read, else the best answer of the subjects."""

    @property
    @abstractmethod
    def label(self) -> str:
        """The condition in words."""

    @abstractmethod
    def decide(self, subject: Subject, article: Article) -> Verdict:
        """Answer for one report."""

    @abstractmethod
    def words(self, subject: Subject, article: Article) -> Words:
        """Say why, for people."""

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone."""
        if not view.facts.read:
            return Verdict.UNREAD
        if len(view.subjects) == 1:
            return self.decide(view.subjects[0], view.article)
        return max((self.decide(subject, view.article) for subject in view.subjects), key=RANK.__getitem__)

    def trace(self, view: View) -> Trace:
        """Answer in full, for the report that answers best."""
        if not view.facts.read:
            return Trace(self.label, Verdict.UNREAD, f"facts are not read in the language {view.article.language}")
        best = max(view.subjects, key=lambda subject: RANK[self.decide(subject, view.article)])
        verdict = self.decide(best, view.article)
        said, quotes = self.words(best, view.article)
        if verdict is Verdict.NO:
            return Trace(self.label, verdict, said + self._in_the_boilerplate(view))
        return Trace(self.label, verdict, said, quotes)

    def _in_the_boilerplate(self, view: View) -> str:
        """Say what the text that was cut would have done."""
        for subject in view.cut():
            if self.decide(subject, view.article) is not Verdict.NO:
                said, quotes = self.words(subject, view.article)
                quoted = f": “{' '.join(quotes[0].quote.split())}”" if quotes else ""
                return f"; only the boilerplate has it ({said}{quoted}), which no rule looks at"
        return ""

    def keys(self) -> Keys | None:
        """Return what a report must have one of; `None`: nothing that could be looked up."""
        return None

    def needs(self, *, read: bool) -> Needs:
        """Return the keys, where facts were read."""
        keys = self.keys() if read else None
        return () if keys is None else (keys,)


def yes_or_no(held: bool) -> Verdict:
    """Return the verdict of a plain question."""
    return Verdict.MATCH if held else Verdict.NO


@dataclass(frozen=True)
class Kind(ReportCondition):
    """The event is of one of the kinds."""

    kinds: tuple[str, ...]

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"kind: {' or '.join(self.kinds)}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report."""
        return yes_or_no(subject.kind in self.kinds)

    def words(self, subject: Subject, article: Article) -> Words:  # noqa: ARG002 - the report alone
        """Say why."""
        return (f"the event is of kind {subject.kind}" if subject.kind else "the article reports no event"), ()

    def keys(self) -> Keys | None:
        """Return the kinds."""
        return frozenset(("kind", kind) for kind in self.kinds)

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Kind:
        """Read kinds of events."""
        return Kind(reader.words(value, loc, values_of(EventKind), "kind of event"))


@dataclass(frozen=True)
class Flags(ReportCondition):
    """The event's verification has one of the flags."""

    flags: tuple[str, ...]

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"flags: {' or '.join(self.flags)}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report."""
        return yes_or_no(any(flag in subject.verification.flags for flag in self.flags))

    def words(self, subject: Subject, article: Article) -> Words:  # noqa: ARG002 - the report alone
        """Say why."""
        has = subject.verification
        return (f"the flags are {_spoken(has.flags)}" if has.flags else "there are no flags"), has.evidence[:3]

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Flags:
        """Read flags."""
        return Flags(reader.words(value, loc, values_of(Flag), "flag"))


def _spoken(flags: Iterable[Flag]) -> str:
    return ", ".join(flag.replace("_", " ") for flag in flags)


@dataclass(frozen=True)
class VerifiedAs(ReportCondition):
    """The event has one of the statuses of the verification ladder."""

    statuses: tuple[str, ...]
    written: str

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"verification: {self.written}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report."""
        return yes_or_no(subject.verification.status in self.statuses)

    def words(self, subject: Subject, article: Article) -> Words:  # noqa: ARG002 - the report alone
        """Say why."""
        has = subject.verification
        why = f" ({_spoken(has.flags)})" if has.flags else ""
        return f"the status is {has.status}{why}", has.evidence[:3]

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> VerifiedAs | Flags:
        """Read statuses, `{at_least: STATUS}` or `{flags: […]}`."""
        if isinstance(value, dict) and value:
            reader.keys(value, loc, ("at_least", "flags"))
            if "flags" in value:
                return Flags.parse(value["flags"], (*loc, "flags"), reader)
            low = reader.words(value.get("at_least"), (*loc, "at_least"), values_of(Status)[:-1], "status")
            return VerifiedAs(tuple(LADDER[LADDER.index(Status(low[0])) :]) if low else (), f"at least {' '.join(low)}")
        found = reader.words(value, loc, values_of(Status), "status")
        return VerifiedAs(found, " or ".join(found))


@dataclass(frozen=True)
class On(ReportCondition):
    """The event's day is at most so long before the article."""

    within: timedelta

    @property
    def label(self) -> str:
        """The condition in words."""
        days = self.within.days
        return (
            f"on: at most {days} day{'' if days == 1 else 's'} before the article" if days else "on: the article's day"
        )

    def decide(self, subject: Subject, article: Article) -> Verdict:
        """Answer for one report; whole days count, since an event has no hour."""
        return yes_or_no(subject.on is not None and article.effective_at.date() - subject.on <= self.within)

    def words(self, subject: Subject, article: Article) -> Words:
        """Say why."""
        if subject.on is None:
            return "the day of the event is not stated", ()
        age = (article.effective_at.date() - subject.on).days
        return f"it was on {subject.on}, {age} day{'' if age == 1 else 's'} before the article", ()

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> On:
        """Read `{within: 7d}`."""
        if not isinstance(value, dict):
            reader.wrong(loc, f"expected {{within: 7d}}, not {shown(value)}")
            return On(timedelta())
        reader.keys(value, loc, ("within",))
        found = re.fullmatch(r"(\d{1,6})([smhd])", str(value.get("within")))
        if not found:
            reader.wrong((*loc, "within"), "a duration is a whole number with s, m, h or d, like 7d")
            return On(timedelta())
        unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[found[2]]
        return On(timedelta(**{unit: int(found[1])}))
