"""Which of the things that a rule asks for the fewest articles have: by that the engine finds the rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable

Keys = frozenset[tuple[str, str]]
"""What an article must have at least one of: ("text", " belgorod "), ("actor", "ua-gur"), …"""

Needs = tuple[Keys, ...]
"""Of each of these sets an article must have one; of what has no keys at all, nothing is known."""


def any_of(needs: Iterable[Needs]) -> Needs:
    """Return what is needed where one of several parts must hold: something of each part's rarest keys."""
    choices = [min(one, key=share, default=None) for one in needs]
    known = [keys for keys in choices if keys is not None]
    return (frozenset().union(*known),) if known and len(known) == len(choices) else ()


_SHARES = {"actor": 0.003, "place": 0.005, "source": 0.05, "country": 0.1, "harm": 0.3, "kind": 0.2, "language": 0.9}
"""Which share of articles has one key of a kind: orders of magnitude, enough to choose by."""

_EVERYWHERE = frozenset(
    """
    about after against all also and army attack attacks border by city country day dead death died first for forces
    from government had has have his in injured international into is it killed last leader local man media men military
    minister ministry more nation national new news not of official officials on one out over party people person police
    president report reported russia russian said say says security shot soldiers source sources state strike than that
    the their they this three time to troops two ukraine ukrainian under war was week were which who will with wounded
    year years
    """.split()
)
"""Words of conflict news that say little about an article."""


def share(keys: Collection[tuple[str, str]]) -> float:
    """Guess which share of articles has one of the keys: long words and phrases are rare, news words are not."""
    return sum(_share_of_text(key) if kind == "text" else _SHARES[kind] for kind, key in keys)


def _share_of_text(literal: str) -> float:
    words = literal.split()
    if len(words) == 1 and words[0] in _EVERYWHERE:
        return 0.3
    return 0.5 * 0.5 ** min(len(literal.strip()), 16)
