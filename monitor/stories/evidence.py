"""What speaks for one event, and against it, and how much: all of it, in one place.

Everything adds to the logarithm of the odds that a report and a story tell one event; `odds.py` has the limits that
decide, `vetoes.py` the facts that forbid. The words come first: `WEIGHTS` in `likeness.py`, a fit. What stands here was
chosen on look-alikes, and `docs/stories.md` has it as a table, held to this page by a test.
"""

from __future__ import annotations

# --- facts that agree, or do not (agreeing.py) ------------------------------------------------

AGREED = 0.95
"""A report and a story share the day, the town and the kind of their event."""

AKIN = 0.7
"""The same where the kinds differ as reports of one event do: an attack told as a killing, a crash as a fire."""

SAME_TARGET = 0.8
"""Both name the same kind of thing as hit: a mall, a bus."""

GROWN = 0.5
"""The report tells the story's toll or up to half as many more."""

NEAR_TOLL = 1.5
"""A toll that went on a little, where the same was hit, at most: seventeen, and the next day eighteen."""

SAME_TOLL = 2.5
"""The same toll, at most: a line of a round-up has few words, and they are not the story's."""

FALLEN = -1.0
"""The report tells far fewer killed: tolls of one event rise."""

APART = -0.6
"""Days reckoned from the time of a file lie further apart than midnight and time zones explain; halved as well:"""

LIKELY = 0.5
"""The part of all these that counts where a day was reckoned so."""

# --- rare names in both, where what is told goes together (named_alike.py) --------------------

NAMED_ALIKE = 1.5
"""Each rare name that both have; one in both leads counts as two."""

MOST_NAMES = 3
"""More of them are no surprise."""

# --- rare names and towns of short texts (brevity.py, one_town.py) ----------------------------

SHORT_NAME = 3.8
"""A name that stands in no report but the story's, in two short texts ..."""

SHORT_LENGTH = 1.6
"""... with this for each time that the texts are shorter by a factor of e ..."""

SHORT_ASKED = 5.0
"""... as far as both exceed this. Fitted beside the likeness as it was, it is 4.3; but hid three more events of 760."""

ONE_TOWN = 2.0
"""Both short texts tell one kind of event in a town of which no other live report tells."""

ONLY_ONE = 3.3
"""The same of texts of any length, where of all near stories one alone fits by town, kind, day and toll."""
