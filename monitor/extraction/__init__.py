"""Article -> Facts: a deterministic token grammar whose knowledge is data under `languages/`.

`facts.py` is the order of the work. Each finder (`casualties`, `actors`, `places`, `dates`, `attribution`) reads the
article once; what they read with stands in rooms, from the alphabet to events, none imports a later one:

    words       text -> tokens, the entries of a language's lists
    index       one automaton, one scan: what names, places, roles, speakers, days and cues are found by
    speakers    sources beside their cues, whom they cite, where what they say ends
    geography   lands, unlisted places, what stands beside a place
    names       listed, headed by a noun or guessed; what the words around them say they do
    harm        frames of harm, the people of a sentence, their numbers
    judging     news or background: one signal per way of telling, weighed by `weights.yaml`
    events      told apart by place and day, each with its figures, kind, places and actors

A new way to tell a harm is a frame in `harm/`, its words are data; what each module is for: docs/extraction-rules.md.
"""

from __future__ import annotations

from monitor.extraction.facts import extract
from monitor.extraction.load import Knowledge, load_knowledge

__all__ = ["Knowledge", "extract", "load_knowledge"]
