"""Who is harmed, accused or struck where a neighbouring sentence, or the kind of a thing, tells it."""

import pytest

from monitor.extraction.actors import find_actors
from tests.extraction.names_case import full_knowledge, read


def told(text: str) -> set[str]:
    """`name:role` of every mention."""
    return {
        f"{one.name}:{one.role.value if one.role else 'named'}" for one in find_actors(read(text), full_knowledge())
    }


TOLD = {
    "he died": ("Jan Olsen, 17, was found with a wound in the park. He died at the scene.", "Jan Olsen:victim"),
    "two sentences on": ("Ana Olsen was 31. She lived in Leeds. She was later pronounced dead.", "Ana Olsen:victim"),
    "he is charged": ("Drew Olsen was under guard. He is charged with two counts of murder.", "Drew Olsen:accused"),
    "one before who speaks": (
        "Luis Olsen was on the porch, Chief Ana Ruiz said. He was pronounced dead at noon.",
        "Luis Olsen:victim",
    ),
    "named by a pronoun": ("A man was shot dead in Leeds. He was named as Jan Olsen, 34.", "Jan Olsen:victim"),
    "held and named": ("A man was arrested on Monday. He was named as Jan Olsen, 34.", "Jan Olsen:accused"),
    "by his rank": (
        "A Syldavian general was killed by a bomb. Lieutenant General Jan Olsen had just left his home.",
        "Jan Olsen:victim",
    ),
    "by his age": (
        "Gunmen shot dead a newspaper editor outside his home. Jan Olsen, 56, was returning from a concert.",
        "Jan Olsen:victim",
    ),
    "found dead": ("Inside, officers found Sarah Olsen, 27, dead of several wounds.", "Sarah Olsen:victim"),
    "was hit": ("Luis Olsen was hit in the neck.", "Luis Olsen:victim"),
    "among those shot": ("Among those shot was Ana Olsen, a widow.", "Ana Olsen:victim"),
    "ages in a list": ("Dead are Ana Olsen, a student, and 33-year-old Jan Ruiz, a mason.", "Jan Ruiz:victim"),
    "the object with his age": ("Soldiers killed 33-year-old Jan Olsen.", "Jan Olsen:victim"),
    "police arrested": ("The service said it had detained Pavel Olsen, a courier.", "Pavel Olsen:accused"),
    "who organised it": ("They said Red Front fighters had organised the killing.", "Red Front fighters:accused"),
    "a refinery": ("Drones set fire to the Kolo oil refinery.", "Kolo oil refinery:target"),
    "a base with a surname in it": ("A drone hit the Ain al-Asad air base.", "Ain al-Asad air base:target"),
    "a tanker": ("Two drones struck the tanker Eagle Pride.", "Eagle Pride:target"),
    "a passive": ("The Kolo refinery was attacked on Monday.", "Kolo refinery:target"),
    "a ship by a pronoun": (
        "The MV Calliope Star was sailing to Kolo when it was attacked.",
        "MV Calliope Star:target",
    ),
    "an attack on a bridge": ("Two died in an attack on the Kolo Bridge.", "Kolo Bridge:target"),
    "somebody's vehicle": (
        "A shell hit a vehicle of the Kolo Water Authority, killing one.",
        "Kolo Water Authority:target",
    ),
    "a second verb of who opens a sentence": (
        "Owen Olsen, 44, was lifted from the water but was pronounced dead in Truro.",
        "Owen Olsen:victim",
    ),
    "a pronoun's second verb": ("Ann Olsen, 18, fell. She was flown to a hospital and died there.", "Ann Olsen:victim"),
    "identified by another": ("A boy was shot. The ministry identified him as Omar Olsen.", "Omar Olsen:victim"),
    "the body of": ("The body of Jan Olsen, 33, was found on Tuesday.", "Jan Olsen:victim"),
    "members killed": ("Men shot at a patrol, killing six members of the Kolo Task Force.", "Kolo Task Force:victim"),
    "fighters of a body": (
        "Four fighters of the Kolo Tribes Union, a militia, were killed by a bomb.",
        "Kolo Tribes Union:victim",
    ),
    "leaves a wife": ("Sergeant Jan Olsen, 39, leaves a wife and two children.", "Jan Olsen:victim"),
    "a flagged tanker": ("Rockets hit the Norwegian-flagged tanker Lindgaard.", "Lindgaard:target"),
    "a land's ship": ("Drones had struck the Russian patrol ship Sergey Kotov.", "Sergey Kotov:target"),
    "held without bond": ("Cody Olsen, 36, is being held without bond.", "Cody Olsen:accused"),
    "hunted": ("Police were hunting for Radoje Olsen.", "Radoje Olsen:accused"),
    "named as the mastermind": (
        "He named Pablo Olsen, a jailed man, as the suspected mastermind.",
        "Pablo Olsen:accused",
    ),
    "an agency with drones": (
        "Kolo Intelligence Agency said its sea drones had struck the port.",
        "Kolo Intelligence Agency:claimant",
    ),
    "the group claims": (
        "A spokesman of the Kolo Liberation Army read a text in which the group took responsibility.",
        "Kolo Liberation Army:claimant",
    ),
    "what was attacked, and then": (
        "A man attacked the Kolo Islamic Centre on Friday and killed a passer-by.",
        "Kolo Islamic Centre:target",
    ),
    "a robbed bank": ("He was shot during a robbery at a branch of the Kolo Bank.", "Kolo Bank:target"),
}


@pytest.mark.parametrize(("text", "expected"), TOLD.values(), ids=TOLD)
def test_what_a_neighbour_tells_is_told_of_the_name(text: str, expected: str) -> None:
    assert expected in told(text)


NOT_TOLD = {
    "years ago": ("Chief Jan Olsen was in Leeds. He was injured three years ago.", "Jan Olsen:victim"),
    "in a quote": ('Mayor Jan Olsen came. "He was killed for nothing," she said.', "Jan Olsen:victim"),
    "who only speaks": ("Jan Olsen said two were hurt. He was injured, too.", "Jan Olsen:victim"),
    "two people before": ("Jan Olsen met Ana Ruiz. He was killed at noon.", "Ana Ruiz:victim"),
    "another of his rank, who speaks": (
        "A judge was killed on Monday. Judge Jan Olsen said it was a crime.",
        "Jan Olsen:victim",
    ),
    "several were harmed": ("Two judges were killed on Monday. Judge Jan Olsen, 45, was at home.", "Jan Olsen:victim"),
    "arrested, somebody says": ("Three were arrested, Jan Olsen said.", "Jan Olsen:accused"),
    "a body that was hit": ("Kolo Bank was hit by a strike of its staff.", "Kolo Bank:victim"),
    "a land's refineries": ("A strike on Ukrainian power plants killed two.", "Ukrainian power plants:target"),
    "a site without a deed": ("Two died near the Kolo oil refinery.", "Kolo oil refinery:target"),
    "a faith's mosque": ("A bomber hit a Shia mosque.", "Shia mosque:target"),
    "what an army strikes": ("The Kolo army said it strikes only bases.", "Kolo army:claimant"),
    "an agency without arms": ("Kolo Aid Agency said its staff had been attacked.", "Kolo Aid Agency:claimant"),
    "one died, another fled": ("Jan Olsen, 44, fled and police said two died.", "Jan Olsen:victim"),
    "what the weapon did": ("A drone hit the Kolo Bank on Monday, killing nine.", "Kolo Bank:attacker"),
}


@pytest.mark.parametrize(("text", "unwanted"), NOT_TOLD.values(), ids=NOT_TOLD)
def test_what_is_told_of_others_is_not_told_of_the_name(text: str, unwanted: str) -> None:
    assert unwanted not in told(text)


NAMED = {
    "said, at the head": ("Two died. Said Olsen told reporters so.", "Said Olsen"),
    "will, with an age": ("Will Olsen, 17, was found in the park.", "Will Olsen"),
    "may, who was": ("May Olsen was killed by a car.", "May Olsen"),
    "grant, with where he is from": ("Grant Olsen, of Mill Road, was charged with murder.", "Grant Olsen"),
    "common words behind a title": ("Detective Chase Miller was shot.", "Chase Miller"),
    "said behind a title": ("Governor Said Olsen told reporters so.", "Said Olsen"),
    "an unknown word of a cause": (
        "The Kolo-based National Institute for Biomedical Research said so.",
        "National Institute for Biomedical Research",
    ),
    "a common word that is a charity": (
        "Emergency, an Italian charity that runs a clinic, said so.",
        "Emergency",
    ),
    "who heads a council": (
        "The head of the city's council, Oleks Vilkul, said so. “No,” Vilkul said.",
        "Oleks Vilkul",
    ),
    "a listed name before its wing": ("Hamas and its armed wing, the Al-Qassam Brigades, claimed it.", "Hamas"),
    "a first name before a town's": ("Chance Holloway, 18, fell.", "Chance Holloway"),
    "a mining firm": ("The column belonged to Red Land Mining.", "Red Land Mining"),
    "a listed army by its acronym": (
        "The Kachin Independence Army (KIA) left. KIA men fled.",
        "Kachin Independence Army",
    ),
    "a bank with a particle": ("Gunmen stormed the offices of Banco do Sado.", "Banco do Sado"),
}


@pytest.mark.parametrize(("text", "name"), NAMED.values(), ids=NAMED)
def test_a_name_is_read_whole(text: str, name: str) -> None:
    assert name in {one.name for one in find_actors(read(text), full_knowledge())}


NOBODY = {
    "said the mayor": ("Two died. Said Ruritanian officials: no.", "Said Ruritanian"),
    "said, with a colon": ("Said Olsen: “Two died.”", "Said Olsen"),
    "a question": ("Will Olsen resign?", "Will Olsen"),
    "a car": ("She left in a Chevrolet Malibu.", "Chevrolet Malibu"),
    "a flag": ("A Greek-owned ship sank.", "Greek-owned"),
    "a river's bank": ("They hold the left bank of the Dnipro.", "left bank of the Dnipro"),
    "separatists at the head": ("Separatist rebels killed two.", "Separatist rebels"),
    "a quoted order": ("A note said: “Tell Olsen he is next.”", "Tell Olsen"),
    "in May": ("In May Olsen resigned.", "May Olsen"),
    "a charity's apposition": ("Emergency, an Italian charity that runs a clinic, said so.", "Italian charity"),
    "an officer is no army": ("Emergency, an army officer, said so.", "Emergency"),
    "the council's head by his surname": (
        "The head of the city's council, Oleks Vilkul, said so. Vilkul left.",
        "Vilkul",
    ),
    "the army by another word": ("The Israeli army shelled it. The military said so.", "military"),
}


@pytest.mark.parametrize(("text", "name"), NOBODY.values(), ids=NOBODY)
def test_what_is_no_name_names_nobody(text: str, name: str) -> None:
    assert name not in {one.name for one in find_actors(read(text), full_knowledge())}
