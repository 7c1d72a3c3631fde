"""Who did it: not what was hit, nor who struck back, nor anybody in an accident; and who is told by an adjective."""

import pytest

from monitor.extraction.facts import extract
from monitor.model import Event
from monitor.vocabulary import Role
from tests.extraction.names_case import full_knowledge, read


def events(text: str) -> tuple[Event, ...]:
    return extract(read(text.replace(" ¶ ", "\n\n")), full_knowledge()).events


NOBODY = {
    "a place named like a bank": "Two boys were killed by gunfire in the West Bank. The West Bank attack was filmed.",
    "who holds a village": "Nine people died in a raid on Kolo on Monday. The villages were held by the FDLR.",
    "a building that was hit": "Strike on Varna school kills nine ¶ A strike on the Varna school killed nine people.",
    "a country where it was": "Gunmen stopped two buses in southwestern Pakistan and shot seven passengers dead.",
    "troops that were killed": "Gunmen killed 40 Nigerien soldiers in an ambush near Tillaberi on Tuesday.",
    "a body beside a count": "Nine people died in a blast, two of them of the Coast Corps, and 32 wounded lay outside.",
    "who killed those who did it": "A bomber killed ten people in Quetta. Four gunmen were killed by security forces.",
    "a place in an accident": "A bus of Ruritania Airlines crashed and hit a wall near Oslo, killing six people.",
    "an attack of another year": "A blast killed six people in Kabul on Monday. In 2021 the Taliban killed 15 there.",
    "who was kidnapped": "Two people died in Kolo on Monday. The judge, Ivo Lund, kidnapped last week, is free.",
    "who was taken": "Nine people died on Monday. Varna Corps agents abducted late on Friday by thugs left.",
    "who ended it": "A man killed six people in Kabul on Monday before the police shot the gunman dead.",
    "who shot him": "A man killed six people in Kabul on Monday. Police shot him.",
    "who shot down some": "Two people were killed in Odesa. The Varna Corps said it had shot down 52 of 83 drones.",
    "who shot down drones": "Two people were killed in Odesa on Monday. Air defence units shot down 64 drones.",
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_what_was_hit_or_struck_back_is_no_attacker(text: str) -> None:
    attackers = [one for event in events(text) for one in event.actors if one.role is Role.ATTACKER]
    assert not attackers


ATTACKERS = {
    "weapons with two words": ("Russian glide bombs struck a clinic, killing 16 people.", "russia"),
    "a strike with two words": ("Six people were killed in a Russian ballistic missile strike.", "russia"),
    "a gang's members": (
        "Members of the Vara Roja gang swept through the town, killing 70.",
        "name:vara roja gang",
    ),
    "bandits": ("Bandits killed 11 farmers in a raid on Monday.", "name:bandits"),
    "riders": ("Bandits on motorcycles abducted 60 worshippers and killed three.", "name:bandits"),
    "who killed gunmen, which is the news": ("Israeli troops killed four gunmen in a raid on Jenin.", "idf"),
    "the first of two": ("Hamas and Islamic Jihad jointly attacked a farm on Monday, killing two.", "hamas"),
    "who drove into a crowd": ("Nine died on Monday when Ivo Lund drove a rented pickup into a fair.", "name:ivo lund"),
    "hitmen of": ("Hamas hitmen shot two people dead in Haifa on Monday.", "hamas"),
    "who did it as he spoke": ("Ivo Lund shouted as he opened fire in a bar on Monday, killing six.", "name:ivo lund"),
    "a second verb": ("Fighters of Hamas set a barn alight late on Friday and shot 41 people.", "hamas"),
    "behind a day": ("On Monday Hamas fired rockets at Ashdod, killing two people.", "hamas"),
}


@pytest.mark.parametrize(("text", "attacker"), ATTACKERS.values(), ids=ATTACKERS)
def test_who_did_it_is_told(text: str, attacker: str) -> None:
    assert attacker in {one.id for one in events(text)[0].actors if one.role is Role.ATTACKER}


OWNING_UP = {
    "behind its acronym": ("Six people died. The Popular Army [EPL] said its men had blown up the mast.", "epl"),
    "a wing of it": (
        "Gunmen killed six people in Haifa on Monday. Hamas's armed wing said its fighters had carried out the attack.",
        "hamas",
    ),
    "its fighters": (
        "Islamic State said on Friday that its fighters had killed 12 soldiers in Borno on Thursday.",
        "islamic-state",
    ),
    "one of its men": (
        "A bomb killed seven officers in Bannu on Monday. The TTP said one of its men had carried it out.",
        "ttp",
    ),
    "its jets": ("Six people were killed in Idlib on Monday. Israel said its jets had bombed a depot.", "israel"),
}


@pytest.mark.parametrize(("text", "claimant"), OWNING_UP.values(), ids=OWNING_UP)
def test_who_tells_its_own_deed_claims_it(text: str, claimant: str) -> None:
    assert claimant in {one.id for one in events(text)[0].actors if one.role is Role.CLAIMANT}


def test_the_police_answer_for_their_deed_and_claim_nothing() -> None:
    (event,) = events("Two men died in Leeds on Monday. Police said their officers had shot both.")
    assert not [one for one in event.actors if one.role is Role.CLAIMANT]


def test_suspicion_falls_on_who_may_have_done_it() -> None:
    (event,) = events("A bomb killed five people in Mogadishu on Friday. Suspicion fell on al-Shabaab.")
    assert [(one.id, one.role) for one in event.actors] == [("al-shabaab", Role.ACCUSED)]


HELD = {
    "several held responsible": (
        "A bomb hit a school in Leon on Monday. We hold the Free Front and the Coast Guard responsible for it.",
        {"name:free front", "name:coast guard"},
    ),
    "presumed members": (
        "Men presumed to be members of the pro-Castro Army of National Liberation (ELN) bombed a pipe on Monday.",
        {"eln"},
    ),
    "an acronym between": (
        "Two people died in Leon on Monday. The army holds the guerrillas of the Free Front [FF] responsible.",
        {"name:free front"},
    ),
    "with his age and home": (
        "Two people were shot dead in Leon on Monday. Ivo Lund, 38, of Fir Road, a street in Varna, was charged.",
        {"name:ivo lund"},
    ),
    "who hired killers": ("Judge Ivo Lund was killed on Monday by hired assassins of the ELN.", {"eln"}),
    "who faces counts": (
        "Ten people were shot dead in Leon on Monday. Ivo Lund, 21, of Varna, a town, faces ten counts of murder.",
        {"name:ivo lund"},
    ),
    "who confessed": (
        "Ivo Lund, 21, confessed to the shooting that left two people dead in Leon on Monday, police said.",
        {"name:ivo lund"},
    ),
    "gunmen linked to it": (
        "Nine died in a raid on Homs on Monday by gunmen linked to Islamic State.",
        {"islamic-state"},
    ),
    "a court that charges": (
        "Two people were shot dead in Leon on Monday. Lou Rey is being charged at a Varna Court.",
        {"name:lou rey"},
    ),
    "somebody's brother": (
        "A bomb killed two people in Cali on Monday. Police held Luis Rey, suspected to be Pablo Escobar's brother.",
        set(),
    ),
}


@pytest.mark.parametrize(("text", "accused"), HELD.values(), ids=HELD)
def test_who_is_held_responsible_is_accused(text: str, accused: set[str]) -> None:
    assert {one.id for one in events(text)[0].actors if one.role is Role.ACCUSED} - {"name:luis rey"} == accused


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in Leon before a cease-fire ordered by the ELN began on Monday.",
        "Nine people died in a blast in Homs on Monday. Moscow says it hits only targets linked to the Ukrainian army.",
        "Nine people died in a raid on Homs on Monday. Gunmen linked to Islamic State are active in the region.",
    ],
    ids=["a truce that was ordered", "what is hit by principle", "who is about there"],
)
def test_what_is_no_deed_accuses_nobody(text: str) -> None:
    (event,) = events(text)
    assert not [one for one in event.actors if one.role is Role.ACCUSED]
