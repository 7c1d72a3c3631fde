"""What a receiver knows of two stories that a person made one: the one standing that goes on."""

from __future__ import annotations

from dataclasses import replace

from monitor.alerting.changes import join_changes
from monitor.alerting.fired import highest, join_reasons, join_terms
from monitor.alerting.standing import Standing


def join_standings(kept: Standing, gone: Standing) -> tuple[Standing, Standing]:
    """Return the standing that goes on for the story of `kept`, and the one that ends with the other's.

    The alert of which the receiver was told goes on, so that a story told once never gets a second first
    message; of two that were told it is the kept story's.
    """
    goes_on, ends = (kept, gone) if kept.heard or not gone.heard else (gone, kept)
    known = [one.level for one in (kept, gone) if one.heard is goes_on.heard]
    told_at = [at for at in (kept.last_told_at, gone.last_told_at) if at]
    joined = replace(
        goes_on,
        about=kept.about,
        story_id=kept.story_id,
        level=highest(known) or goes_on.level,  # a level that nobody was told of still escalates
        reasons=join_reasons(goes_on.reasons, ends.reasons),
        terms=join_terms(goes_on.terms, ends.terms),
        opened_at=min(kept.opened_at, gone.opened_at),
        withheld=None if goes_on.heard else goes_on.withheld,
        untold=join_changes(goes_on.untold, ends.untold),
        last_told_at=max(told_at, default=None),
    )
    return joined, replace(ends, about=gone.about, story_id=gone.story_id)
