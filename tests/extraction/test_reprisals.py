"""What is done in answer to an event is another event: who, where and when of the answer are not the event's."""

from datetime import date

from monitor.extraction import extract
from monitor.model import Event
from monitor.vocabulary import ClaimKind, Role
from tests.extraction.names_case import full_knowledge, read


def event_of(text: str) -> Event:
    return extract(read(text), full_knowledge()).events[0]


def roles(event: Event) -> set[tuple[str, Role]]:
    return {(actor.id, actor.role) for actor in event.actors}


def test_who_answers_an_attack_did_not_commit_it() -> None:
    event = event_of(
        "A rocket attack by Hezbollah killed four people in Haifa on Friday. "
        "In response, the Israeli army attacked Beirut on Sunday."
    )
    assert ("hezbollah", Role.ATTACKER) in roles(event)
    assert ("idf", Role.ATTACKER) not in roles(event)
    assert [claim.actor for claim in event.claims if claim.about is ClaimKind.PERPETRATOR] == ["hezbollah"]


def test_the_answer_sets_neither_day_nor_place() -> None:
    event = event_of(
        "A drone attack killed three people in Sumy. Ukraine hit back on Sunday with missiles in Kursk, officials said."
    )
    assert [place.name for place in event.places] == ["Sumy"]
    assert event.on != date(2024, 3, 10)


def test_who_speaks_of_the_answer_still_speaks_of_the_event() -> None:
    event = event_of(
        "A bomb killed nine people in Peshawar on Monday. "
        "Pakistan will retaliate, Prime Minister Shehbaz Sharif said on Tuesday."
    )
    assert any(role is Role.SPEAKER for _, role in roles(event))


def test_an_event_that_is_an_answer_itself_keeps_who_stands_behind_it() -> None:
    event = event_of(
        "A car bomb killed nine people in Mogadishu on Monday. "
        "Al-Shabaab claimed responsibility, saying that it acted in retaliation for a raid."
    )
    assert ("al-shabaab", Role.CLAIMANT) in roles(event)


def test_an_answer_in_the_first_sentence_is_the_news() -> None:
    event = event_of(
        "In retaliation for the Haifa attack, the Israeli army attacked Beirut on Sunday, killing six people."
    )
    assert ("idf", Role.ATTACKER) in roles(event)


def test_an_answer_told_first_does_not_take_the_dead_of_the_deed() -> None:
    """The toll of the other side's attack is of the place that the article calls that attack by."""
    answered = (
        "In Russia's reprisal attacks on Sunday, missiles struck Kharkiv and wounded 28 people.\n\n"
        "In response to the Belgorod attack, the Russian army had vowed revenge.\n\n"
        "The Ukrainian attack killed 14 people.\n\nA massive rocket strike had hit the city of Belgorod."
    )
    events = extract(read(answered), full_knowledge()).events
    assert [[place.name for place in event.places][:1] for event in events] == [["Kharkiv"], ["Belgorod"]]
    assert [event.casualties.killed and event.casualties.killed.value.min for event in events] == [None, 14]
    own = answered.replace("The Ukrainian attack", "The Russian attack")
    assert len(extract(read(own), full_knowledge()).events) == 1
