"""What stands beside a figure: who said which number, what is only feared, and which event a report carries."""

from collections.abc import Callable

import pytest

from monitor.extraction.facts import extract
from monitor.model import Casualty, Facts
from monitor.vocabulary import Bound, Flag, Role, Status
from tests.extraction.names_case import full_knowledge, read


def killed(facts: Facts) -> Casualty:
    figure = facts.events[0].casualties.killed
    assert figure
    return figure


def test_speakers_who_differ_give_an_interval_and_both_claims(facts_of: Callable[[str], Facts]) -> None:
    figure = killed(
        facts_of("Police said 12 people were killed in the raid. Hospital officials said 15 people were killed.")
    )
    assert (figure.value.min, figure.value.max, figure.value.bound) == (12, 15, Bound.RANGE)
    assert figure.status is Status.DISPUTED
    assert Flag.CONFLICTING in figure.flags
    assert [claim.value.min for claim in figure.claims if claim.value] == [12, 15]
    assert {evidence.quote for evidence in figure.evidence} == {"12 people were killed", "15 people were killed"}


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The governor announced 23 deaths, while a lawmaker said 31 bodies had been buried.", 23, 31),
        ("The army said 12 soldiers were killed, while the rebels said nine of their fighters died.", 21, 21),
        ("At least 40 people died in Leeds, police said. An activist said more than 100 people died.", 40, None),
        (
            "Nine people died in a crush in Leeds, police said. A doctor who did not want to be named said 20 died.",
            9,
            20,
        ),
    ],
    ids=["of the same", "each of his own", "a nameless one", "a nameless one who contradicts"],
)
def test_voices_are_added_up_only_where_each_counts_his_own_and_a_nameless_one_outdoes_nobody(
    facts_of: Callable[[str], Facts], text: str, least: int, most: int | None
) -> None:
    value = killed(facts_of(text)).value
    assert (value.min, value.max) == (least, most)


def test_what_is_only_feared_stays_out_of_the_least_that_is_certain(facts_of: Callable[[str], Facts]) -> None:
    figure = killed(facts_of("Twenty-five people were feared dead after the ferry sank."))
    assert (figure.value.min, figure.value.max, figure.value.bound) == (0, 25, Bound.UP_TO)
    assert figure.feared
    assert figure.feared.min == 25
    assert Flag.FEARED in figure.flags


NO_CONFLICT = {
    "a newer number of the same speaker": (
        "The ministry said 12 people were killed. The ministry had earlier said nine people were killed.",
        12,
    ),
    "a fear of one voice": (
        "All 18 people on board were feared dead after a plane crashed near Pokhara, an airport official said. "
        "Fifteen bodies had been pulled from the wreckage by noon, said Ramesh Karki of the rescue centre.",
        15,
    ),
}


@pytest.mark.parametrize(("text", "number"), NO_CONFLICT.values(), ids=NO_CONFLICT)
def test_another_number_is_no_conflict(text: str, number: int, facts_of: Callable[[str], Facts]) -> None:
    figure = killed(facts_of(text))
    assert (figure.value.min, figure.value.max) == (number, number)
    assert Flag.CONFLICTING not in figure.flags


MISHAPS = {
    "nobody's side": ("A ferry sank off Accra on Monday and 18 people drowned, the navy said.", Status.REPORTED),
    "rebels": ("The rebels said that 18 people had drowned when a ferry sank on Monday.", Status.CLAIMED),
    "beside an opponent": (
        "Five died when a plane crashed near Sumy, Ukraine's air force said. Russia kept silent.",
        Status.CLAIMED,
    ),
}


@pytest.mark.parametrize(("text", "status"), MISHAPS.values(), ids=MISHAPS)
def test_an_armed_force_is_no_party_to_a_mishap_without_sides(text: str, status: Status) -> None:
    (event, *_) = extract(read(text), full_knowledge()).events
    assert event.verification.status is status


def test_an_event_without_a_toll_is_still_an_event(facts_of: Callable[[str], Facts]) -> None:
    facts = facts_of("A bomb exploded outside a bank in Lima on Monday, breaking windows.")
    assert facts.events[0].kind == "bombing"
    assert facts.events[0].casualties.killed is None


def test_an_article_about_nothing_of_the_kind_has_no_event(facts_of: Callable[[str], Facts]) -> None:
    assert facts_of("The company said profit rose by 4 percent in the quarter.").events == ()


KINDS = {
    "a fire by its building": ("A market fire in Accra killed three traders.", "fire"),
    "a fire by those who died in it": ("Two people were killed in a fire in Riga.", "fire"),
    "gunfire is no fire": ("Soldiers opened fire in Kano and killed two people.", "shooting"),
    "a stabbing that the police ended": ("A mass stabbing in Oslo left two dead. Police shot the man.", "killing"),
}


@pytest.mark.parametrize(("text", "kind"), KINDS.values(), ids=KINDS)
def test_an_event_has_the_kind_that_its_words_tell(text: str, kind: str, facts_of: Callable[[str], Facts]) -> None:
    assert facts_of(text).events[0].kind == kind


def test_who_tells_of_the_dead_is_none_of_them(facts_of: Callable[[str], Facts]) -> None:
    facts = facts_of("Gunmen killed four traders. Two guards were killed on Tuesday, police said.")
    assert {actor.name: actor.roles for actor in facts.actors}["police"] == (Role.SPEAKER,)


def test_a_week_old_day_of_a_dateline_is_news_of_that_week(facts_of: Callable[[str], Facts]) -> None:
    (event,) = facts_of("GAO, Nov 6 (AFP) - A mine on Sunday killed four herders, officials said.").events
    assert event.on
    assert event.on.isoformat() == "2023-11-05"


def test_what_was_last_week_has_no_day(facts_of: Callable[[str], Facts]) -> None:
    (event,) = facts_of("A bomb killed four herders near Gao last week, officials said.").events
    assert event.on is None
    assert event.on_precision is None


DENIALS = {
    "a deed": "Police denied killing three students at the campus in Lagos.",
    "a clause": "The army denied it had bombed the school in Gao on Monday.",
    "a number": "The minister denied that 12 prisoners had died.",
    "a rumour, by the outlet": "A message said that five people had been shot dead in Gao on Monday. It was false.",
    "who says that nobody died": "A ministry denied that there was a blast in Gao. It said nobody was killed.",
    "a number that another gave": "Nine died in a raid in Gao, a doctor said. The army denied that nine had died.",
}


@pytest.mark.parametrize("text", DENIALS.values(), ids=DENIALS)
def test_what_is_denied_as_it_is_told_is_a_disputed_event(text: str, facts_of: Callable[[str], Facts]) -> None:
    (event,) = facts_of(text).events
    assert event.verification.status is Status.DISPUTED
    assert Flag.DENIED in event.verification.flags
    told = event.casualties.killed
    assert told is None or told.value.max == 0 or (told.status is Status.DISPUTED and Flag.DENIED in told.flags)


def test_what_others_tell_too_is_not_disputed_by_a_denial_of_the_deed(facts_of: Callable[[str], Facts]) -> None:
    (event,) = facts_of("A blast killed four people in Gao on Monday. The army denied it had bombed the school.").events
    assert event.verification.status is Status.REPORTED


def test_an_allegation_about_something_else_in_the_sentence_does_not_doubt_the_event(
    facts_of: Callable[[str], Facts],
) -> None:
    (fled,) = facts_of("Five people died when a bus hit a tram in Graz, and the driver allegedly fled.").events
    assert fled.verification.status is Status.REPORTED
    (alleged,) = facts_of("Five people allegedly died when a bus hit a tram in Graz.").events
    assert alleged.verification.status is Status.UNVERIFIED


CLAIMED = "Islamic State claimed responsibility for a bombing that killed eight people in Kabul on Monday."
RIVALS = {
    "each for itself": (f"{CLAIMED} The Free Hills Front later said it was behind the attack.", Status.DISPUTED),
    "in one statement": (f"{CLAIMED} In a joint statement, al-Shabaab claimed responsibility too.", Status.CLAIMED),
    "one of two": (f"{CLAIMED} Al-Shabaab said it had no links with the group.", Status.CLAIMED),
    "the same again": (f"{CLAIMED} The Islamic State said it was behind an attack in June as well.", Status.CLAIMED),
}


@pytest.mark.parametrize(("text", "status"), RIVALS.values(), ids=RIVALS)
def test_rivals_who_own_up_to_one_attack_dispute_who_did_it_and_no_toll(text: str, status: Status) -> None:
    (event, *_) = extract(read(text), full_knowledge()).events
    assert event.verification.status is status
    assert event.casualties.killed
    assert event.casualties.killed.status is Status.REPORTED


def test_an_agency_passes_on_what_a_ministry_said() -> None:
    text = "Two men died in a fire in Tyumen, the fire service said, Interfax reported."
    (claim, *_) = killed(extract(read(text), full_knowledge())).claims
    assert claim.attribution
    assert (claim.attribution.source, claim.attribution.via) == ("the fire service", "Interfax")


def test_a_headline_is_no_surer_than_the_text_below_it(facts_of: Callable[[str], Facts]) -> None:
    """It leaves out who says so; its own voice vouches for nothing."""
    told = "Nine people died in a blast in Lahore on Monday, witnesses said."
    (event,) = facts_of(f"Nine killed in Lahore blast\n\n{told}").events
    assert event.casualties.killed is not None
    assert event.casualties.killed.status is Status.UNVERIFIED
    assert event.verification.status is Status.UNVERIFIED


def test_a_rumour_that_the_lead_denies_is_disputed(facts_of: Callable[[str], Facts]) -> None:
    (event,) = facts_of(
        "Police denied reports of a blast in Lahore on Monday. Messages on WhatsApp had said that a bomb had killed"
        ' five people. "There was no explosion," a police chief said.'
    ).events
    assert event.verification.status is Status.DISPUTED


def test_a_denial_of_what_others_tell_is_no_rumour_denied(facts_of: Callable[[str], Facts]) -> None:
    (event,) = facts_of(
        "Police denied reports of a second blast in Lahore on Monday. A bomb killed five people there, doctors said."
    ).events
    assert event.verification.status is Status.REPORTED
