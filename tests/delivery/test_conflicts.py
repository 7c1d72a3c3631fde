"""Who says what: what a list keeps of a disputed story, and how it says it."""

from __future__ import annotations

from dataclasses import replace

from monitor.alerting.listing import slim
from monitor.delivery.conflicts import conflicts_of
from monitor.model import Attribution, Claim, Interval, Source, Story, Told
from monitor.vocabulary import ClaimKind, Flag, Harm, SourceKind, Status
from tests.delivery.letters import AT, first

REUTERS, TASS = Source(id="reuters", configured=True), Source(id="tass", configured=True)


def official(name: str) -> Attribution:
    return Attribution(source=name, cue="said", kind=SourceKind.OFFICIAL, start=0, end=1, quote=f"{name} said")


def told(killed: int, source: Source, by: str | None = None, *, withdrawn: bool = False) -> Told:
    attribution = official(by) if by else None
    value = Interval(min=killed, max=killed)
    claim = Claim(about=ClaimKind.TOLL, harm=Harm.KILLED, value=value, attribution=attribution, status=Status.REPORTED)
    return Told(claim=claim, report_id="r", article_id="a", source=source, at=AT, withdrawn=withdrawn)


def disputed(*voices: Told, status: Status = Status.DISPUTED) -> Story:
    story = first().story
    assert story
    figures = tuple(
        replace(one, status=status, told=voices) if one.harm is Harm.KILLED else replace(one, status=status, told=())
        for one in story.figures
    )
    return slim(replace(story, figures=figures))


def test_each_voice_is_named_with_its_last_word() -> None:
    story = disputed(
        told(19, REUTERS, "the governor"),
        told(40, REUTERS, "a neighbour", withdrawn=True),
        told(21, REUTERS, "the governor"),
        told(5, TASS, "the ministry"),
    )
    (line,) = conflicts_of(story)
    assert "21 said by the governor (reuters)" in line
    assert "5 said by the ministry (tass)" in line
    assert "19" not in line, "the governor has spoken again since"
    assert "40" not in line, "it was taken back"


def test_of_many_voices_only_the_latest_are_kept_in_a_list() -> None:
    story = disputed(*(told(n, REUTERS, f"witness {n}") for n in range(1, 9)))
    assert sum(len(figure.told) for figure in story.figures) == 4
    assert all(not one.claim.evidence for figure in story.figures for one in figure.told)


def test_a_figure_that_nobody_disputes_keeps_no_voices() -> None:
    story = disputed(told(14, REUTERS, "the governor"), told(15, TASS), status=Status.REPORTED)
    assert all(figure.told == () for figure in story.figures)
    assert conflicts_of(story) == ()


def test_a_denial_names_who_denies_what_of_whom() -> None:
    story = first().story
    assert story
    assert story.event
    accused = next(claim for claim in story.event.claims if claim.actor)
    denial = replace(
        accused,
        flags=(Flag.DENIED,),
        status=Status.DISPUTED,
        attribution=replace(official("a spokesman in Kyiv"), cue="denied"),
    )
    named = next(actor.name for actor in story.event.actors if actor.id == accused.actor)
    listed = slim(replace(story, event=replace(story.event, claims=(accused, denial))))
    (line,) = conflicts_of(listed)
    assert named in line
    assert line.endswith("denied by a spokesman in Kyiv")


def test_what_nobody_denies_is_no_conflict_though_the_story_was_not_made_slim() -> None:
    story = first().story
    assert story
    assert story.event
    assert story.event.claims
    assert not any(Flag.DENIED in claim.flags for claim in story.event.claims)
    assert not any("denied" in line for line in conflicts_of(story))
