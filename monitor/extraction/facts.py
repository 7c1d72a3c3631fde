"""Article -> Facts: the order of the work, from mentions to events."""

from __future__ import annotations

from monitor.extraction.actors import find_actors
from monitor.extraction.attribution import find_attributions
from monitor.extraction.dates import find_dates
from monitor.extraction.load import Knowledge
from monitor.extraction.places import find_places
from monitor.model import Article, Facts, Verification
from monitor.vocabulary import Flag, Status

UNREAD = Facts(read=False, verification=Verification(status=Status.UNKNOWN, flags=(Flag.FACTS_UNREAD,)))


def extract(article: Article, knowledge: Knowledge) -> Facts:
    """Return what the article says; facts stay unread when its language has no pack."""
    if not knowledge.has_pack(article.language):
        return UNREAD
    find_places(article, knowledge)
    find_dates(article, knowledge)
    actors = find_actors(article, knowledge)
    attributed = find_attributions(article, actors, knowledge)
    return Facts(
        attributions=tuple(one.attribution for one in attributed), verification=Verification(status=Status.REPORTED)
    )
