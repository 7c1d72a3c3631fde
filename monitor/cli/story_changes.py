"""What a report changed about its story, or only told, in the words of `stories show`."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.delivery.wording import change as change_words
from monitor.delivery.wording import figure as figure_words
from monitor.delivery.wording import number
from monitor.model import Interval, MaterialChange, Story
from monitor.store.stories import ReportRow
from monitor.vocabulary import Flag, Harm


def what_came_of(story: Story, reports: Mapping[str, ReportRow], n: int, change: MaterialChange) -> str:
    """Say what the n-th report changed, or what it only told: a denial that nobody believes moves no figure."""
    before, after = change.before, change.after
    if change.harm and before and after and _stood_after(story, reports, n, change.harm) == before:
        return f"told {figure_words(change.harm, after)}; {number(before)} stands"
    return f"changed {change_words(change)}{more_told_before(story, n, change)}"


def _stood_after(story: Story, reports: Mapping[str, ReportRow], n: int, harm: Harm) -> Interval | None:
    """Return the figure that stood once the n-th report was in: what the next change is from, or else today's."""
    later = (reports[member.report_id] for member in story.members[n:] if member.report_id in reports)
    moves = (one for row in later for one in row.changes if not one.feared)
    following = next((one for one in moves if one.harm is harm), None)
    if following:
        return following.before
    return next((figure.value for figure in story.figures if figure.harm is harm), None)


def more_told_before(story: Story, n: int, change: MaterialChange) -> str:
    """Return what the first n-1 reports told at most, in brackets, where it is more than stood when the n-th came.

    A change is from the figure that stood: of "one dead" after "four dead" the next step is not from one alone. What
    was only feared was told of a fear, and of no toll.
    """
    earlier = {member.report_id for member in story.members[: n - 1]}
    lines = [told for figure in story.figures if figure.harm is change.harm for told in figure.told]
    told_then = [one for one in lines if one.report_id in earlier and not one.aside]
    alike = [one.claim for one in told_then if (Flag.FEARED in one.claim.flags) is change.feared]
    values = [claim.value for claim in alike if claim.value]
    most = max(values, key=lambda value: value.min, default=None)
    if most is None or change.before is None or most.min <= change.before.min:
        return ""
    return f" ({number(most)} had been told before)"
