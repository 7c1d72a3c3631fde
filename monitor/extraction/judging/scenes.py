"""Where something is set: "in Leeds", the city of a dateline near it, and which places are two scenes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from monitor.extraction.dateline import in_dateline
from monitor.extraction.geography.distance import kilometres
from monitor.extraction.geography.lands import UNLISTED
from monitor.extraction.index.cues import fold
from monitor.extraction.judging.context import Context
from monitor.extraction.mentions import PlaceMention
from monitor.extraction.words.tokens import POSSESSIVE
from monitor.model import Place
from monitor.vocabulary import Zone

WIDE = ("country", "region")
"""Kinds of places that are no town."""

APART = 50.0
"""Kilometres from which two resolved places are two events."""

TOWN = 12.0
"""Kilometres from a town within which another place is a part of it."""

OPENING = 2
"""Sentences behind the lead in which the town of its event may be named."""

FAR = 70
"""Characters before a place's name in which somebody may be "taken to a hospital in" it."""

HALF_A_REGION = 150.0
"""Kilometres from the middle of a region within which a town may lie in it."""

_OWNED = re.compile(r"['\u2019]s (?:[^\W\d_A-Z][\w-]* ){0,2}")
_OWNED_BEFORE = re.compile(_OWNED.pattern + r"\Z")
"""Between a country and a place of it: "Peru's southern Ayacucho"."""
_INNER_PLACE = re.compile(r"(?<!\w)(?:[^\W\d_a-z][\w-]* ){0,2}[^\W\d_a-z][\w-]*, \Z")
"""The place before a comma whose country or state follows: "Tyrol, Austria"."""


def with_scene_of_desk(context: Context, told: list[Place]) -> list[Place]:
    """Return where the first event is set, or else where title and lead set something, with the desk's own city.

    What a lead sets abroad ("the accord reached in Geneva") is not the scene of harm that it tells without a place.
    """
    opening = context.places_in(context.article.sentences[0].start, context.article.sentences[context.lead[-1]].end)
    home = {p.place.country for p in opening if in_dateline(context.article, p.start)}
    settings = told or [p.place for p in opening if is_setting(context, p)]
    if not settings or not (told or not home or home & {place.country for place in settings}):
        return _places_of_desk(context, opening)
    return settings + [p.place for p in opening if is_scene_of_desk(context, p, settings)]


def _places_of_desk(context: Context, opening: Sequence[PlaceMention]) -> list[Place]:
    """Return the places of title and dateline when no other is named: the desk writes of its own city.

    A reporter abroad ("CAIRO - Sudan's army ...") is not where it happened.
    """
    title = max((s.end for s in context.article.sentences if s.zone is Zone.TITLE), default=0)
    desk = [p for p in opening if p.dateline or in_dateline(context.article, p.start)]
    others = [p for p in opening if p not in desk and not p.speaker and not _is_elsewhere(context, p)]
    home, there = {p.place.country for p in desk}, {p.place.country for p in others}
    named = [p for p in others if p.start < title] + ([] if there and not home & there else desk)
    known = {p.place.name for p in named}
    towns = {p.place.name for p in others if p.place.name not in known and p.kind not in ("country", UNLISTED)}
    if towns and (named or len(towns) > 1):
        return []
    return [p.place for p in sorted(named or others, key=attrgetter("start"))]


def places_of_lead_deed(context: Context) -> list[Place]:
    """Return the places that title and lead call a deed by: "Kyiv strike kills nine", "a Lagos tanker explosion"."""
    opening = context.places_in(context.article.sentences[0].start, context.article.sentences[context.lead[-1]].end)
    return [p.place for p in opening if _lends_its_name(context, p)]


def _lends_its_name(context: Context, named: PlaceMention) -> bool:
    """Whether a deed is called by its place: "the Lagos tanker explosion", not "a Kyiv strike on Kursk"."""
    if named.kind == "country" or named.speaker:
        return False
    deed = context.place_words.deeds.match(context.article.text, named.end)
    if deed is None:
        return False
    aim = context.place_words.aims.match(context.article.text, deed.end())
    return aim is None or any(day.start == aim.end() for day in context.dates)


def _is_elsewhere(context: Context, named: PlaceMention) -> bool:
    """Whether a name is only where somebody goes or comes from: "bound for Honolulu"."""
    return bool(
        context.place_words.elsewhere.search(fold(context.article.text[max(0, named.start - 12) : named.start]))
    )


def is_scene_of_desk(context: Context, named: PlaceMention, settings: Sequence[Place]) -> bool:
    """Whether the dateline's city is where something was set: near it, or in the country that alone is named.

    From a capital the whole country is reported, and from any city what happened in a small town.
    """
    if not in_dateline(context.article, named.start) or (named.place.lat is None and named.kind != UNLISTED):
        return False
    points = _points(settings)
    if not points:
        home = named.place.country
        known = named.kind != "capital" and home in {place.country for place in settings}
        by_country = all(
            place.geonameid for place in settings if place.country == home
        )  # a region's name has no number
        return known and by_country and not _names_another_town(context, home)
    only_regions = all(one.geonameid is None for one in points)
    if only_regions and _names_another_town(context, named.place.country):
        return False
    near = APART if only_regions else TOWN
    return any(kilometres(named.place, one) <= near for one in points)


def settings_in(context: Context, start: int, end: int) -> list[PlaceMention]:
    """Return the places where a stretch of the text sets something."""
    return [p for p in context.places_in(start, end) if is_setting(context, p)]


def is_beside(context: Context, named: PlaceMention) -> bool:
    """Whether something is only near a place: "20 km from Leeds", "near Haiti's capital"."""
    if _is_end_of_road(context, named):
        return True
    start = _outermost_start(context, named)
    return bool(context.place_words.beside.search(fold(context.article.text[max(0, start - 40) : start])))


def is_setting(context: Context, named: PlaceMention) -> bool:
    """Whether something is said to be at a place; asked again and again, and read once."""
    known = context.settings
    if named.start not in known:
        known[named.start] = _sets_something(context, named)
    return known[named.start]


def _sets_something(context: Context, named: PlaceMention) -> bool:
    """Whether something is said to be there ("in Leeds", "the city of Leeds"), not only from there.

    "In Peru's Ayacucho region" and "in Tyrol, Austria" set it in both.
    """
    text = context.article.text
    if named.speaker or in_dateline(context.article, named.start):
        return False
    if _goes_on_meanwhile(context, named):
        return False
    if _is_in_a_chain(text, named) and not _is_end_of_road(context, named):
        return False
    if text[named.end : named.end + 2] in POSSESSIVE and not (
        _owns_place(context, named) or _owns_part(context, named) or _owns_name(context, named)
    ):
        return False
    words, start = context.place_words, _outermost_start(context, named)
    first = max(0, start - FAR)
    title = text.rfind("\n\n", first, start)
    first = title + 2 if title >= 0 else first  # "in southeast" of a title sets nothing below
    before = fold(text[first:start])
    if not words.locatives.search(before[-40:]) or words.taken_to.search(before) or words.far.search(before):
        return False
    home = words.homes.search(text[first:start])
    if home is None:
        return True
    return home["town"] is not None and words.locatives.search(before[: home.start("town")]) is not None


def _is_in_a_chain(text: str, named: PlaceMention) -> bool:
    """Whether a hyphen joins it to other names: a road "on the Subic-Clark-Tarlac Expressway" is no town."""
    before, behind = text[max(0, named.start - 1) : named.start], text[named.end : named.end + 2]
    return before == "-" or (behind[:1] == "-" and behind[1:].isupper())


def _is_end_of_road(context: Context, named: PlaceMention) -> bool:
    """Whether a road begins there that has no other name: "on the Nakuru-Eldoret highway"."""
    return context.place_words.roads.match(context.article.text, named.end) is not None


def _owns_place(context: Context, named: PlaceMention) -> bool:
    """Whether a country's name is a possessive before a place of it ("Peru's southern Ayacucho region")."""
    between = _OWNED.match(context.article.text, named.end)
    return between is not None and between.end() in context.places_by_start


def _owns_part(context: Context, named: PlaceMention) -> bool:
    """Whether a part of a town follows: "on Chicago's west side", not "in Chicago's interest"."""
    return context.place_words.parts.match(fold(context.article.text[named.end : named.end + 40])) is not None


def _owns_name(context: Context, named: PlaceMention) -> bool:
    """Whether a name follows the possessive of a town: "in Sydney's Bondi", "at Dublin's Phoenix Park"."""
    return named.kind not in WIDE and context.article.text[named.end + 3 : named.end + 4].isupper()


def _goes_on_meanwhile(context: Context, named: PlaceMention) -> bool:
    """Whether a headline names a place only for what goes on beside its news: "... as talks go on in Geneva".

    "Nine killed as bus plunges into gorge in Peru" tells its event behind "as".
    """
    number = context.sentence_of(named.start)
    if number < 0 or context.article.sentences[number].zone is not Zone.TITLE:
        return False
    start = context.article.sentences[number].start
    opened = context.place_words.meanwhile.search(context.article.text, start, named.start)
    if opened is None:
        return False
    kinds, harms = context.kinds_of.get(number, ()), context.mentions_of.get(number, ())
    told = kinds or context.place_words.deeds.search(context.article.text, start, opened.start())
    return bool(told) and all(one.start < opened.start() for one in (*kinds, *harms))


def _outermost_start(context: Context, named: PlaceMention) -> int:
    """Return where the chain of places that ends with this one begins: "Peru's Ayacucho", "Tyrol, Austria,"."""
    text, start = context.article.text, named.start
    between = _OWNED_BEFORE.search(text, max(0, start - 40), start)
    owner = context.places_by_end.get(between.start()) if between else None
    if owner:
        return owner.start
    inner = _INNER_PLACE.search(text, max(0, start - 40), start)
    if inner is None or text[named.end : named.end + 1].isspace() or start - 2 in context.ends_of_days:
        return start
    return inner.start()


def are_apart(some: Sequence[Place], others: Sequence[Place], *, by_country: bool = True) -> bool:
    """Whether no place of one event is near one of the other: by distance, or by country where none is known."""
    theirs, ours = _points(some), _points(others)
    if theirs and ours:
        return all(kilometres(a, b) > _farthest(a, b) for a in theirs for b in ours)
    one, other = {p.country for p in some}, {p.country for p in others}
    return bool(by_country and one and other) and None not in one | other and not one & other


def _names_another_town(context: Context, country: str | None) -> bool:
    """Whether the opening sets something in a town of this country that the table does not have."""
    return any(p.kind == UNLISTED and p.place.country == country for p in _settings_of_opening(context))


def _settings_of_opening(context: Context) -> list[PlaceMention]:
    """Return the places where title, lead and the two sentences after it set something."""
    sentences = context.article.sentences
    first, last = context.lead[0], min(context.lead[-1] + OPENING, len(sentences) - 1)
    return settings_in(context, sentences[first].start, sentences[last].end)


def with_town_told_next(context: Context, told: list[Place], others: frozenset[int]) -> list[Place]:
    """Return an event's places with the town that the opening sets it in, where only a region or country was told.

    `others` are the sentences that tell other events.
    """
    lands = {place.country for place in told}
    named = _settings_of_opening(context)
    wide = {p.place.name for p in named if p.kind in WIDE}  # also of a title: "in Shanxi"
    opening = [p for p in named if p.place.name not in wide]
    if any(p.place.name == place.name for p in opening for place in told):
        return told
    towns = [p for p in opening if p.place.country in lands and context.sentence_of(p.start) not in others]
    return told + [p.place for p in (towns or _towns_told_late(context, lands, wide, others))[:1]]


def with_region_told_next(context: Context, told: list[Place], others: frozenset[int]) -> list[Place]:
    """Return an event's places with the region that the opening sets it in: "in the desert of Anbar province".

    Not one of another country, nor one whose middle is far from where the event is set; and none beside another.
    """
    lands = {place.country for place in told}
    regions = [p for p in _settings_of_opening(context) if p.kind == "region"]
    if not told or any(p.place.name == place.name for p in regions for place in told):
        return told
    points = _points([place for place in told if place.geonameid])
    for one in regions:
        far = any(kilometres(one.place, point) > HALF_A_REGION for point in points)
        if one.place.country in lands and not far and context.sentence_of(one.start) not in others:
            return [*told, one.place]
    return told


def _towns_told_late(
    context: Context, lands: set[str | None], wide: set[str], others: frozenset[int]
) -> list[PlaceMention]:
    """Return the towns of the first sentence below the opening that tells the lead's event again, without its harm.

    A report that begins with people comes to the scene late: "the mine gave way in Chah Ab district".
    """
    told = {cue.tag for number in context.lead for cue in context.kinds_of.get(number, ())}
    for number, kinds in context.kinds_of.items():
        if number <= context.lead[-1] or number in others or told.isdisjoint(cue.tag for cue in kinds):
            continue
        sentence = context.article.sentences[number]
        here = settings_in(context, sentence.start, sentence.end)
        if here:
            return [p for p in here if p.place.country in lands and p.place.name not in wide and p.kind not in WIDE]
    return []


def _farthest(one: Place, other: Place) -> float:
    """Return from where two resolved places are apart; a region stands at its middle, and has no number."""
    return APART if (one.geonameid is None) == (other.geonameid is None) else HALF_A_REGION


def _points(places: Sequence[Place]) -> list[Place]:
    return [p for p in places if p.lat is not None]
