"""What one report tells of each harm, line by line: its own figure first, and what stands beside that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from monitor.model import Article, Casualty, Claim, Interval, Report, Told
from monitor.stories.figures import overlap, speaker_of
from monitor.vocabulary import Flag, Harm, TimePrecision

_TO_ITS_END = timedelta(days=1) - timedelta(seconds=1)


@dataclass(frozen=True)
class Telling:
    """A report that comes into a story, with what it tells."""

    article: Article
    report: Report

    @cached_property
    def told(self) -> Mapping[Harm, tuple[Told, ...]]:
        """What it tells of each harm."""
        return {harm: told_by(self.article, self.report, harm) for harm in Harm}


def told_by(article: Article, report: Report, harm: Harm) -> tuple[Told, ...]:
    """Return what a report tells of one harm, one line a claim.

    A report that counts in parts ("three here and four there", "two more died") has one figure, the whole,
    which stands first; what the same speaker gives beside it stands aside, and so does any other number
    apart from it unless the report itself tells a conflict: "four were killed; rescuers found a woman's body",
    "an earlier version said six".
    """
    casualty = report.event.casualties.of(harm) if report.event else None
    if casualty is None:
        return ()
    claims = tuple(claim for claim in casualty.claims if claim.value is not None)
    whole = _whole(casualty, claims)
    speakers = {speaker_of(one) for one in whole}
    in_parts = bool(whole) and whole[0] not in claims and _adds_up(claims, casualty.value)
    lines = [(one, False) for one in whole]
    lines += [
        (one, in_parts or speaker_of(one) in speakers or _is_no_rival(one, casualty))
        for one in claims
        if one not in whole
    ]
    return tuple(
        Told(
            claim=claim,
            report_id=report.id,
            article_id=article.id,
            source=article.source,
            at=_told_at(article),
            aside=aside,
        )
        for claim, aside in lines
    )


def _told_at(article: Article) -> datetime:
    """Return when an article spoke; one that names only its day spoke when it came, or else by the end of that day.

    At midnight it would come before all that was told in its day, and a stranger's word after it would be the later.
    """
    if article.published_at is None or article.published_precision is not TimePrecision.DAY:
        return article.effective_at
    return min(article.received_at, article.published_at + _TO_ITS_END)


def _whole(casualty: Casualty, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims that give a report's figure; one put together from parts is said by who says the first."""
    stated = [one for one in claims if Flag.FEARED not in one.flags]
    whole = tuple(one for one in stated if one.value == casualty.value)
    if whole or not stated:
        return whole
    first = replace(stated[0], value=casualty.value, status=casualty.status, flags=casualty.flags)
    return (replace(first, evidence=casualty.evidence or first.evidence),)


def _adds_up(claims: Sequence[Claim], value: Interval) -> bool:
    return sum(one.value.min for one in claims if one.value and Flag.FEARED not in one.flags) == value.min


def _is_no_rival(claim: Claim, casualty: Casualty) -> bool:
    """Return whether a number apart from the report's figure is but a part of it or an older one."""
    against_it = Flag.CONFLICTING in casualty.flags or Flag.DENIED in claim.flags or Flag.FEARED in claim.flags
    if against_it or claim.value is None or claim.value.max == 0:  # "no one" is a part of nothing
        return False
    return not overlap(claim.value, casualty.value)
