"""Who said how many: what stands under each figure of a mail, and what its first line says of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.delivery import state
from monitor.delivery.figures import background_of, figures_of
from monitor.delivery.sayings import Quotes, how
from monitor.model import (
    Attribution,
    BackgroundToll,
    Claim,
    Evidence,
    Figure,
    Interval,
    Letter,
    MaterialChange,
    Source,
    Told,
)
from monitor.vocabulary import Bound, Change, ClaimKind, Flag, Harm, Role, SourceKind, Status
from tests.delivery.letters import AT, TASS, first, higher_toll, update

COURIER = Source(id="courier", kind=SourceKind.OUTLET, configured=True)
TWO = Interval(min=2, max=2)


def told(value: int, quote: str, by: str = "", *, harm: Harm = Harm.KILLED, **more: object) -> Told:
    """Return what an article says of a toll; several places of the text in a quote stand between bars."""
    attribution = Attribution(source=by, cue="said", kind=SourceKind.OFFICIAL, start=0, end=0, quote="")
    evidence = tuple(Evidence(start=9_999, end=9_999, quote=one) for one in quote.split("|"))
    flags = (more.pop("flag"),) if "flag" in more else ()
    claim = Claim(
        about=ClaimKind.TOLL,
        harm=harm,
        value=Interval(min=value, max=value),
        attribution=attribution if by else None,
        status=Status.REPORTED,
        flags=flags,  # type: ignore[arg-type]  # a test's shorthand
        evidence=evidence,
    )
    one = Told(claim=claim, report_id="a:0", article_id="a", source=COURIER, at=AT)
    return replace(one, **more)  # type: ignore[arg-type]  # the same


def figure(value: int, *lines: Told, harm: Harm = Harm.KILLED, most: int | None = None) -> Figure:
    interval = Interval(min=value, max=most or value, bound=Bound.RANGE if most else Bound.EXACT)
    return Figure(harm=harm, value=interval, status=Status.REPORTED, told=lines)


def printed(*figures: Figure) -> list[str]:
    """Return what a mail prints: a figure, then each quote and who says so."""
    letter = first()
    assert letter.story is not None
    letter = replace(letter, story=replace(letter.story, figures=figures))
    lines: list[str] = []
    for line in figures_of(letter, Quotes(letter.article)):
        lines.append(f"= {line.words}")
        for one in line.sayings:
            lines += [*([one.quote] if one.quote else []), one.line]
    return lines


@pytest.mark.parametrize(
    ("one", "lines"),
    [
        pytest.param(
            figure(
                5, told(5, "Five die"), told(5, "Five die: mayor", "mayor"), told(5, "Five died.", "mayor Ana Ruiz")
            ),
            ["= 5 killed", "Five died.", "Said by mayor Ana Ruiz"],
            id="a headline's number is the speaker's whom the text names",
        ),
        pytest.param(
            figure(5, told(2, "Two children died.", "him", aside=True), told(5, "Five died.", "the mayor")),
            [
                "= 5 killed",
                "Five died.",
                "Said by the mayor",
                "Two children died.",
                "A part, or earlier: 2 killed, said by him",
            ],
            id="the figure itself first, a part of it last and called so",
        ),
        pytest.param(
            figure(
                2,
                told(2, "An officer was shot dead.|The gunman was killed."),
                told(1, "An officer was shot dead.", aside=True),
                told(1, "The gunman was killed.", aside=True),
            ),
            ["= 2 killed", "An officer was shot dead. … The gunman was killed.", "Added up from courier"],
            id="a sum is nobody's saying, and shows what it is made of",
        ),
        pytest.param(
            figure(
                2,
                told(2, "She put it at two.|Eleven were shot.", flag=Flag.CONFLICTING),
                told(11, "Eleven were shot.", "rights groups"),
                told(2, "She put it at two.", "police"),
                most=11,
            ),
            [
                "= 2 to 11 killed",
                "Eleven were shot.",
                "11 killed, said by rights groups",
                "She put it at two.",
                "2 killed, said by police",
            ],
            id="what lies between two voices is said by neither",
        ),
        pytest.param(
            figure(
                15, told(18, "All 18 are feared dead.", "an official", flag=Flag.FEARED), told(15, "15 died.", "police")
            ),
            [
                "= 15 killed",
                "15 died.",
                "Said by police",
                "All 18 are feared dead.",
                "18 feared dead, said by an official",
            ],
            id="a fear stays one under the figure",
        ),
        pytest.param(
            figure(5, told(7, "Seven died.", "the mayor", withdrawn=True), told(5, "Five died.", "the mayor")),
            [
                "= 5 killed",
                "Five died.",
                "Said by the mayor",
                "Seven died.",
                "Withdrawn: 7 killed, said by the mayor",
            ],
            id="what was taken back is called so",
        ),
    ],
)
def test_under_a_figure_stands_who_says_it(one: Figure, lines: list[str]) -> None:
    assert printed(one) == lines


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ('"We have registered 31 bodies.', "We have registered 31 bodies."),
        ('"We counted 31."', "We counted 31."),
        ("“That is the figure,” she said.", "“That is the figure,” she said."),
    ],
)
def test_a_quote_shows_no_mark_without_its_partner(sentence: str, shown: str) -> None:
    assert Quotes(None).of((Evidence(start=0, end=9, quote=sentence),)) == shown


def test_what_one_sentence_tells_of_another_event_is_one_line() -> None:
    letter = first()
    assert letter.facts
    toll = BackgroundToll(harm=Harm.KILLED, value=TWO, evidence=(Evidence(start=0, end=4, quote="Old."),))
    both = (toll, replace(toll, harm=Harm.INJURED, value=Interval(min=17, max=17)), toll)
    facts = replace(letter.facts, background=both)
    (line,) = background_of(replace(letter, facts=facts), Quotes(letter.article))
    assert line.what == "2 killed, 17 injured"


def test_a_sentence_is_printed_once() -> None:
    both = "Five died and nine were hurt, police said."
    killed = figure(5, told(5, both, "police"), told(3, "Three were hurled out.", "a witness", aside=True))
    hurt = figure(9, told(9, both, "police", harm=Harm.INJURED), harm=Harm.INJURED)
    assert printed(killed, hurt)[-2:] == ["= 9 injured", "Said by police, in words quoted above"]


@pytest.mark.parametrize(
    ("cue", "flags", "words"),
    [
        ("said", (), "said by the army"),
        ("said", (Flag.DENIED,), "denied; said by the army"),
        ("denied", (Flag.DENIED,), "denied by the army"),
        ("disputed", (Flag.DENIED,), "denied by the army"),
        ("denounced", (Flag.DENIED,), "denied; said by the army"),
        ("categorically rejected", (Flag.DENIED, Flag.ALLEGED), "denied by the army"),
        (None, (), "said by courier in its own words"),
        (None, (Flag.DENIED, Flag.ALLEGED), "denied, courier says"),
        (None, (Flag.ALLEGED,), "reportedly; no source is named"),
    ],
)
def test_who_denies_is_told_from_who_is_denied(cue: str | None, flags: tuple[Flag, ...], words: str) -> None:
    by = Attribution(source="the army", cue=cue or "", kind=SourceKind.OFFICIAL, start=0, end=0, quote="")
    claim = Claim(
        about=ClaimKind.PERPETRATOR,
        actor="x",
        role=Role.ACCUSED,
        attribution=by if cue else None,
        status=Status.REPORTED,
        flags=flags,
    )
    assert how(claim, COURIER) == words


def test_a_status_is_never_left_without_what_it_is_about() -> None:
    """The outlet reports the strike; the army claims what it aimed at; so the whole is `claimed`, by it."""
    letter = first()
    assert letter.story is not None
    assert letter.story.event is not None
    event = Claim(about=ClaimKind.EVENT, status=Status.REPORTED)
    aim = replace(event, status=Status.CLAIMED, flags=(Flag.PARTY_CLAIM,))
    verification = replace(letter.story.event.verification, status=Status.CLAIMED)
    told_event = replace(letter.story.event, claims=(event, aim), verification=verification)
    story = replace(letter.story, event=told_event, figures=(figure(5, told(5, "Five died.")),))
    assert state.doubtful_claims(replace(letter, story=story)) == (aim,)
    sure = replace(told_event, verification=replace(verification, status=Status.REPORTED))
    assert state.doubtful_claims(replace(letter, story=replace(story, event=sure))) == ()


def lead_of(*changes: MaterialChange) -> str:
    letter: Letter = update(higher_toll(first()), *changes)
    return state.lead(letter)


def test_an_outlet_is_named_once_for_all_it_changes() -> None:
    killed = higher_toll(first()).changes[0]
    hurt = replace(killed, harm=Harm.INJURED, before=TWO, after=Interval(min=9, max=9))
    mine = replace(killed, told=killed.told and replace(killed.told, source=COURIER))
    assert lead_of(killed, hurt).startswith("UPDATE 2: killed 14 -> 21, injured 2 -> 9 (tass)")
    assert "(courier), injured 2 -> 9 (tass)" in lead_of(mine, hurt)
    assert TASS.id == "tass"


def test_an_update_on_anything_else_says_the_figures_as_they_are() -> None:
    name = MaterialChange(kind=Change.ACTOR, now="GUR (accused)")
    status = MaterialChange(kind=Change.VERIFICATION, was="reported", now="disputed")
    assert lead_of(name, status) == "UPDATE 2: new name: GUR (accused); 21 killed, over 100 injured"
    assert lead_of(status) == "UPDATE 2: 21 killed, over 100 injured"


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        ("The mayor said that Budanov ordered the strike.", "who ordered it"),
        ("The strike was ordered by Budanov, a source said.", "who ordered it"),
        ("The strike was launched on the orders of Budanov, a source said.", "who ordered it"),
        ("The president ordered the head of intelligence, Budanov, to launch it.", "who carried it out"),
        ("The president ordered troops to strike, and Budanov planned it.", "who ordered it"),
        ("They blame Budanov for the strike.", "who is behind it"),
    ],
)
def test_who_gave_an_order_is_told_from_who_got_it(sentence: str, asked: str) -> None:
    evidence = (Evidence(start=0, end=0, quote="Budanov"),)
    claim = Claim(about=ClaimKind.PERPETRATOR, role=Role.ACCUSED, status=Status.UNVERIFIED, evidence=evidence)
    assert state.question(claim, sentence) == asked
