"""A rehearsal over a folder of articles: what the rules would have told, and what a change of them changes.

    facts     every file is read once, by worker processes, and kept in a cache on disk
    order     the articles in order of publication, sorted on disk
    placing   which story each joins: kept too, for it does not depend on the rules
    run       the rules of one or two rule sets, decided and counted
    compare   what one rule set tells and the other does not, with the evidence

Nothing that grows with the archive is held in memory.
"""

from __future__ import annotations
