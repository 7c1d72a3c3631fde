"""Whether a report and a story share more than every report from that town on that day shares.

Two short reports of two fires in one city on one day are as alike as two of one fire: both name the city, the day, the
fire service, and that people died. What tells one event is a word, name, place or toll that is not of that kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.model import Casualty, Event, Place
from monitor.stories.agreeing import in_one_town
from monitor.stories.features import Features
from monitor.stories.profile import Profile
from monitor.stories.sides import Side
from monitor.stories.whereabouts import is_named, place_key
from monitor.stories.words import Words, fold, stem

_TELLING_TOLL = 4  # killed: fewer are shared by chance
_GREW = 1.5  # times
_MANY = 20  # killed: hardly twice in one town on one day


def share_something_telling(report: Side, story: Side, features: Features, profile: Profile, words: Words) -> bool:
    """Return whether anything speaks for one event but its town, day, kind and the words of all such news."""
    return (
        not report.hit.isdisjoint(story.hit)
        or _tolls_meet(report.event, story.event)
        or _tells_a_rise(report, story, features, words)
        or _share_a_small_place(report, story)
        or any(_telling_words(report, story, features, profile, words))
    )


def share_a_telling_word(features: Features, profile: Profile, event: Event | None, words: Words) -> bool:
    """Return whether a text has a word of the story's that is in no other news and names no place or land."""
    places = _stems(place.name for place in event.places) if event else frozenset()
    untelling = (words.of_all_news, words.common_names, places)
    return any(
        term in profile.terms and term[0] != "#" and not any(term in known for known in untelling)
        for term in features.terms
    )


def names_counted(report: Side, story: Side) -> frozenset[str]:
    """Return the names that tell nothing more of two events: of places that both have, or of all in one town."""
    if in_one_town(report, story):
        return _names_of(report.event) | _names_of(story.event)
    known = {place_key(place) for place in story.event.places}
    return _stems(place.name for place in report.event.places if place_key(place) in known)


def killed_go_on(report: Event, story: Event) -> bool:
    """Return whether the report's killed are the story's or go on from them, and are more than chance shares."""
    return _are_of_one_event(report.casualties.killed, story.casualties.killed)


def _tolls_meet(report: Event, story: Event) -> bool:
    return killed_go_on(report, story) or _are_of_one_event(report.casualties.injured, story.casualties.injured)


def _are_of_one_event(ours: Casualty | None, theirs: Casualty | None) -> bool:
    """Return whether a toll is the known one or goes on from it, and is more than chance shares."""
    if ours is None or theirs is None:
        return False
    told, known = ours.value.min, theirs.value.min
    return _TELLING_TOLL <= known <= told <= known * _GREW or min(told, known) >= _MANY


def _tells_a_rise(report: Side, story: Side, features: Features, words: Words) -> bool:
    """Who says that a toll rose speaks of an event that was told before."""
    ours, theirs = report.event.casualties.killed, story.event.casualties.killed
    rises = not words.rising.isdisjoint(features.lead_terms())
    return bool(rises and ours and theirs and ours.value.min > theirs.value.min)


def _share_a_small_place(report: Side, story: Side) -> bool:
    """A small town, or a village or a quarter that is on no map, that the other one names as well."""
    here = any(_is_small(place) and is_named(place, story.terms) for place in report.event.places)
    return here or any(_is_small(place) and is_named(place, report.terms) for place in story.event.places)


def _is_small(place: Place) -> bool:
    return place.small or (place.geonameid is None and place.lat is None)


def _telling_words(report: Side, story: Side, features: Features, profile: Profile, words: Words) -> Iterator[str]:
    """Give the words that both have and that are not of all such news, and names of neither places nor speakers."""
    names = frozenset(features.named()) & (_names_of(report.event) | _names_of(story.event))
    for term in features.terms:
        known = term in profile.terms and term not in words.of_all_news and not term.startswith("#")
        if known and not (term in names and profile.is_name(term)):
            yield term


def _names_of(event: Event) -> frozenset[str]:
    """Return the stems of its places, its actors and of who is quoted: the same ones speak of every event of a town."""
    quoted = (claim.attribution.source for claim in event.claims if claim.attribution)
    called = (*(one.name for one in event.places), *(one.name for one in event.actors), *quoted)
    return _stems(called)


def _stems(names: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(fold(word)) for name in names for word in name.split())
