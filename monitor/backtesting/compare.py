"""What one rule set tells and the other does not: each notice of difference with its evidence, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from monitor.desk import Decided, RuleBook, told_of
from monitor.model import Article, Decision, Letter
from monitor.rules.explaining import explain_seen, nearest_miss
from monitor.rules.judging import Views, judge_seen
from monitor.vocabulary import DecisionKind, NoticeKind, Verdict

ADDED, LOST = "added", "lost"

SHOWN = 100
"""At most so many notices of each kind are kept for page and table, from the whole time; JSON lines have all."""

_EXCERPT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one rule set made of an article."""

    book: RuleBook
    decided: Decided

    def told(self) -> dict[tuple[str, str], Decision]:
        """Return the notices by receiver and story."""
        return {(one.receiver, one.story_id): one for one in self.decided.decisions if one.alert}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A notice that one rule set sends and the other does not. `evidence` is of the one, `why_not` of the other."""

    kind: str  # added | lost
    file: str
    article: str
    title: str
    day: date
    receiver: str
    story: str
    decision: str
    rules: tuple[str, ...]
    evidence: tuple[str, ...]
    why_not: tuple[str, ...]


def changes_between(new: Side, old: Side, file: str, day: date) -> Iterator[Change]:
    """Give what the new rule set adds to an article's notices, then what it loses."""
    added, lost = new.told(), old.told()
    for kind, here, there, told in ((ADDED, new, old, added), (LOST, old, new, lost)):
        for key, decision in told.items():
            if key not in (lost if kind == ADDED else added):
                yield _change(kind, decision, here=here, there=there, file=file, day=day)


def _change(kind: str, decision: Decision, *, here: Side, there: Side, file: str, day: date) -> Change:  # noqa: PLR0913 - by name
    analysed = here.decided.analysed
    views = Views(analysed.article, analysed.facts, analysed.reports, told_of(lambda: here.decided.changes))
    return Change(
        kind=kind,
        file=file,
        article=analysed.article.id,
        title=analysed.article.title or first_words(analysed.article),
        day=day,
        receiver=decision.receiver,
        story=decision.story_id,
        decision=decision.kind.value,
        rules=decision.rules,
        evidence=tuple(line for rule in decision.rules for line in _evidence(rule, here, views)),
        why_not=tuple(_why_not(rule, decision, there, views) for rule in decision.rules),
    )


def _evidence(rule_id: str, side: Side, views: Views) -> tuple[str, ...]:
    rule = side.book.rule_set.by_id.get(rule_id)
    report = next((match.report_n for match in side.decided.matches if match.rule_id == rule_id), None)
    return explain_seen(rule, views, report) if rule else ()


def _why_not(rule_id: str, told: Decision, side: Side, views: Views) -> str:
    """Say why the other rule set tells nothing here: no such rule, what it lacks, or what withheld the notice."""
    rule = side.book.rule_set.by_id.get(rule_id)
    if rule is None:
        return f"{rule_id}: there is no such rule"
    outcome = judge_seen(rule, views)
    if outcome.verdict is Verdict.NO:
        return f"{rule_id}: {nearest_miss(outcome.trace)}"
    if outcome.verdict is Verdict.EXCLUDED:
        return f"{rule_id}: excluded by its own `exclude:`"
    same = (one for one in side.decided.decisions if (one.receiver, one.story_id) == (told.receiver, told.story_id))
    withheld = next(same, None)
    if withheld:
        return f"{rule_id}: {withheld.kind.replace('_', ' ')}: {withheld.reason}"
    return f"{rule_id}: it matches, but {told.receiver} is not told of it"


def first_words(article: Article) -> str:
    """Return how an article without a title begins."""
    told = next((one for one in article.sentences if one.zone not in ("header", "boilerplate")), None)
    words = article.text[told.start : told.end].split() if told else article.text.split()
    return " ".join(words[:_EXCERPT]) + (" …" if len(words) > _EXCERPT else "")


@dataclass(slots=True)
class Tally:
    """The counts of a run: they grow with days and rules, never with articles."""

    articles: int = 0
    unreadable: int = 0
    notices: Counter[tuple[date, str]] = field(default_factory=Counter)  # by day and rule
    before: Counter[tuple[date, str]] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)  # notices, whatever their rules
    days_before: Counter[date] = field(default_factory=Counter)
    changed: Counter[tuple[str, str]] = field(default_factory=Counter)  # by (added | lost, rule)
    changed_days: Counter[tuple[str, date]] = field(default_factory=Counter)  # by (added | lost, day)
    totals: Counter[str] = field(default_factory=Counter)  # added, lost
    digest_only: Counter[str] = field(default_factory=Counter)  # what only digests tell, by rule: experimental ones
    examples: dict[str, list[Change]] = field(default_factory=lambda: {ADDED: [], LOST: []})
    every: dict[str, int] = field(default_factory=lambda: {ADDED: 1, LOST: 1})  # of so many changes one is an example
    first: date | None = None
    last: date | None = None

    def count(self, day: date, new: Decided, old: Decided | None) -> None:
        """Count what an article's notices are."""
        self.articles += 1
        self.first, self.last = self.first or day, day
        for decided, by_rule, by_day in ((new, self.notices, self.days), (old, self.before, self.days_before)):
            for decision in decided.decisions if decided else ():
                if decision.alert:
                    by_day[day] += 1
                    by_rule.update((day, rule) for rule in decision.rules)
        for decision in new.decisions:
            if decision.kind is DecisionKind.DIGEST_ONLY:
                self.digest_only.update(decision.rules)

    def count_silences(self, new: Iterable[Letter], old: Iterable[Letter]) -> None:
        """Count the notices that no article made: those of silences, each on its own day."""
        for letters, by_rule, by_day in ((new, self.notices, self.days), (old, self.before, self.days_before)):
            for letter in letters:
                if letter.notice.kind in (NoticeKind.FIRST, NoticeKind.REMINDER):
                    day = letter.notice.created_at.date()
                    by_day[day] += 1
                    by_rule.update((day, reason.rule_id) for reason in letter.rules)

    def note(self, change: Change) -> None:
        """Count a difference; of many keep every second, fourth, … as an example, so that these are of all times."""
        kept = self.examples[change.kind]
        if self.totals[change.kind] % self.every[change.kind] == 0:
            kept.append(change)
        if len(kept) > SHOWN:
            del kept[1::2]
            self.every[change.kind] *= 2
        self.totals[change.kind] += 1
        self.changed_days[change.kind, change.day] += 1
        self.changed.update((change.kind, rule) for rule in change.rules)

    def rules(self) -> list[str]:
        """Return the rules that told anything, the loudest first."""
        loud = by_rule(self.notices) + by_rule(self.before) + self.digest_only
        return sorted(loud, key=lambda rule: (-loud[rule], rule))

    def all_days(self) -> list[date]:
        """Return every day from the first article to the last, also the quiet ones."""
        if self.first is None or self.last is None:
            return []
        return [date.fromordinal(n) for n in range(self.first.toordinal(), self.last.toordinal() + 1)]


def some_of(changes: Sequence[Change], count: int) -> list[Change]:
    """Return at most so many of the changes, from the whole time."""
    most = min(count, len(changes))
    return [changes[n * len(changes) // most] for n in range(most)]


def by_rule(counts: Mapping[tuple[date, str], int]) -> Counter[str]:
    """Return how many notices each rule has a part in."""
    found: Counter[str] = Counter()
    for (_, rule), count in counts.items():
        found[rule] += count
    return found
