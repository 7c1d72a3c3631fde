"""What an outlet takes back of its own in a story, by a correction or a kill notice; nobody takes back another's."""

from __future__ import annotations

from dataclasses import replace

from monitor.model import CORRECTS_ITSELF, WITHDRAWN, Source, Story
from monitor.stories.figures import ToldIn, told_in
from monitor.stories.joining import Joining
from monitor.vocabulary import Relation


def articles_of(source: Source, story: Story) -> frozenset[ToldIn]:
    """Return the articles that an outlet has in a story."""
    return frozenset((one.article_id, one.source.id) for one in story.members if one.source.id == source.id)


def withdrawing(story: Story, source: Source) -> Joining:
    """Return how a kill notice comes into the story that it means: all that its outlet told is taken back."""
    own = articles_of(source, story)
    return Joining(relation=Relation.UPDATE, replaces=own, correction=WITHDRAWN, changed=WITHDRAWN)


def setting_right(story: Story, source: Source, joining: Joining) -> Joining:
    """Return how a correction comes into a story: an outlet that is known takes back what itself told in it.

    Also where it has the words of another's text; one that only reprinted before has nothing to take back.
    """
    own = articles_of(source, story) if source.configured else frozenset()
    tells = any(told_in(one) in own and not one.withdrawn for figure in story.figures for one in figure.told)
    is_copy = joining.relation is Relation.COPY
    if not own or (is_copy and not tells):
        return joining
    if is_copy:
        joining = replace(joining, relation=Relation.UPDATE, changed="it corrects what its outlet told")
    return replace(joining, replaces=own, correction=CORRECTS_ITSELF)
