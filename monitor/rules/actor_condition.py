"""`actors:`: who takes part in the event, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.located import Loc
from monitor.model import Article
from monitor.rules.clauses import Cast, Subject, roles_of
from monitor.rules.rarity import Keys
from monitor.rules.reader import RuleReader, values_of
from monitor.rules.report_conditions import ReportCondition, Words, yes_or_no
from monitor.vocabulary import ActorKind, Role, Verdict


@dataclass(frozen=True, slots=True)
class ActorTest:
    """Which actors, of which kinds, in which roles; what is empty is not asked."""

    ids: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def holds(self, who: Cast, *, any_role: bool = False) -> bool:
        """Whether it is one of these actors, in one of these roles."""
        return (
            (not self.ids or who.id in self.ids)
            and (not self.kinds or who.kind in self.kinds)
            and (any_role or not self.roles or any(role in self.roles for role in roles_of(who)))
        )

    def __str__(self) -> str:
        parts = (" or ".join(words) for words in (self.ids, self.kinds) if words)
        return " of kind ".join(parts) + (f" as {' or '.join(self.roles)}" if self.roles else "")


@dataclass(frozen=True)
class Actors(ReportCondition):
    """One of the actors takes part, in one of the roles where roles are asked."""

    tests: tuple[ActorTest, ...]

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"actors: {'; or '.join(map(str, self.tests))}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report."""
        return yes_or_no(any(test.holds(who) for test in self.tests for who in subject.actors))

    def words(self, subject: Subject, article: Article) -> Words:  # noqa: ARG002 - the report alone
        """Say why; the nearest miss is the right actor in another role."""
        if found := [who for who in subject.actors if any(test.holds(who) for test in self.tests)]:
            return _cast(found), tuple(quote for who in found for quote in who.evidence[:2])
        near = [who for test in self.tests for who in subject.actors if test.holds(who, any_role=True)]
        said = f"{_cast(near)}, which is another role" if near else f"the actors are {_cast(subject.actors)}"
        return (said if subject.actors else "no actor is named"), ()

    def keys(self) -> Keys | None:
        """Return the actors' ids, when every test names some."""
        if not all(test.ids for test in self.tests):
            return None
        return frozenset(("actor", name) for test in self.tests for name in test.ids)

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Actors:
        """Read ids or names, or maps of `id`, `kind` and `role`."""
        return Actors(tuple(_actor_test(item, at, reader) for at, item in reader.items(value, loc)))


def _actor_test(item: object, loc: Loc, reader: RuleReader) -> ActorTest:
    if not isinstance(item, dict):
        return ActorTest(ids=reader.actor_ids(item, loc))
    if not item:
        reader.wrong(loc, "an empty map says nothing; write an `id`, a `kind` or a `role`")
    reader.keys(item, loc, ("id", "kind", "role"))
    ids = reader.actor_ids(item["id"], (*loc, "id")) if "id" in item else ()
    kinds = reader.words(item["kind"], (*loc, "kind"), values_of(ActorKind), "kind of actor") if "kind" in item else ()
    roles = reader.words(item["role"], (*loc, "role"), values_of(Role), "role") if "role" in item else ()
    return ActorTest(ids, kinds, roles)


def _cast(actors: Iterable[Cast]) -> str:
    return ", ".join(f"{who.name} ({' and '.join(roles_of(who)) or 'named'})" for who in list(actors)[:6])
