"""NEAR and ONEAR: parts of a query that stand at most so many words apart, within one passage."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from monitor.rules.clauses import Clause, Trace, View
from monitor.rules.rarity import Needs, any_of
from monitor.rules.shadow import Span
from monitor.vocabulary import Verdict


class Spotted(Protocol):
    """A clause that stands at places in the text."""

    def spans(self, view: View) -> list[Span]:
        """Return where it stands, in order."""
        ...

    def needs(self, *, read: bool) -> Needs:
        """Return sets of keys, of each of which an article must have one."""
        ...

    @property
    def label(self) -> str:
        """The clause in words."""
        ...


@dataclass(frozen=True, slots=True)
class AnyOf:
    """A group joined by OR: it stands wherever one of its parts does."""

    parts: tuple[Spotted, ...]

    @property
    def label(self) -> str:
        """The group in words."""
        return f"({' OR '.join(part.label for part in self.parts)})"

    def spans(self, view: View) -> list[Span]:
        """Return where its parts stand."""
        return sorted({span for part in self.parts for span in part.spans(view)})

    def needs(self, *, read: bool) -> Needs:
        """Return the keys of all parts, when each has some."""
        return any_of(part.needs(read=read) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Near:
    """Two parts with at most `distance` words between their nearest ends; `ordered`: the left one first."""

    left: Spotted
    right: Spotted
    distance: int
    ordered: bool = False

    @property
    def label(self) -> str:
        """The pair in words."""
        return f"{self.left.label} {'ONEAR' if self.ordered else 'NEAR'}/{self.distance} {self.right.label}"

    def spans(self, view: View) -> list[Span]:
        """Return the stretches from one part to the other."""
        return sorted({(min(l[0], r[0]), max(l[1], r[1])) for l, r, _ in self._pairs(view, self.distance)})  # noqa: E741 - left, right

    def _pairs(self, view: View, distance: int) -> Iterator[tuple[Span, Span, int]]:
        """Give the pairs in one passage that do not overlap, with the number of words between them."""
        rights = self.right.spans(view)
        if not rights:
            return  # most rules that come near: one word stands there and the other does not
        firsts = [span[0] for span in rights]
        longest = max((last - first for first, last in rights), default=0)
        for left in self.left.spans(view):
            low = left[0] if self.ordered else left[0] - distance - longest - 1
            for right in rights[bisect_left(firsts, low) : bisect_right(firsts, left[1] + distance + 1)]:
                gap = max(right[0] - left[1], left[0] - right[1]) - 1
                if (
                    not (self.ordered and right[0] < left[0])
                    and 0 <= gap <= distance
                    and _same_passage(view, left, right)
                ):
                    yield left, right, gap

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone."""
        return Verdict.MATCH if any(True for _ in self._pairs(view, self.distance)) else Verdict.NO

    def trace(self, view: View) -> Trace:
        """Answer in full; the nearest miss is how far apart they stand."""
        if spans := self.spans(view):
            quotes = tuple(view.shadow.evidence(span) for span in spans[:5])
            return Trace(
                self.label, Verdict.MATCH, f"found {len(spans)} times" if len(spans) > 1 else "found once", quotes
            )
        return Trace(self.label, Verdict.NO, self._missed(view))

    def _missed(self, view: View) -> str:
        for part in (self.left, self.right):
            if not part.spans(view):
                return f"the article has no {part.label}"
        apart = min((gap for _, _, gap in self._pairs(view, view.shadow.count)), default=None)
        if apart is None:
            return "they never stand in one passage" + (" in this order" if self.ordered else "")
        return f"the nearest are {apart} words apart, needs at most {self.distance}"

    def needs(self, *, read: bool) -> Needs:
        """Return what both parts need."""
        return (*self.left.needs(read=read), *self.right.needs(read=read))


def _same_passage(view: View, left: Span, right: Span) -> bool:
    shadow = view.shadow
    return shadow.passage_at(min(left[0], right[0])) == shadow.passage_at(max(left[1], right[1]))


@dataclass(frozen=True, slots=True)
class OfArticle:
    """A condition on reports that is asked of the whole article, as all of a query is."""

    condition: Clause

    def trace(self, view: View) -> Trace:
        """Answer in full."""
        return self.condition.trace(view.whole)

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone."""
        return self.condition.verdict(view.whole)

    def needs(self, *, read: bool) -> Needs:
        """Return what the condition needs."""
        return self.condition.needs(read=read)
