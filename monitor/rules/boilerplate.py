"""What is cut from an article as an article of its own: `explain` asks it what it would have done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from monitor.model import Article, Facts, Verification
from monitor.rules.clauses import Subject, subject_of
from monitor.vocabulary import Status, Zone

_TOLD = {Zone.BOILERPLATE: Zone.BODY}


def only_boilerplate(article: Article) -> Article | None:
    """Return the article with its boilerplate as its body, and nothing else to read; `None` when nothing was cut."""
    zones = tuple(replace(one, zone=_TOLD.get(one.zone, Zone.HEADER)) for one in article.zones)
    if all(one.zone is Zone.HEADER for one in zones):
        return None
    sentences = tuple(replace(one, zone=_TOLD.get(one.zone, Zone.HEADER)) for one in article.sentences)
    return replace(article, zones=zones, sentences=sentences)


def subjects_cut(article: Article, read_facts: Callable[[Article], Facts]) -> tuple[Subject, ...]:
    """Return what the boilerplate tells: its events, and whom and what it names beside them, of no status."""
    cut = only_boilerplate(article)
    facts = read_facts(cut) if cut else None
    if facts is None or not facts.read:
        return ()
    named = replace(subject_of(None, facts), verification=Verification(status=Status.UNKNOWN))
    return (*(subject_of(event, facts) for event in facts.events), named)
