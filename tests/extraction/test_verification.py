"""How sure: the rung of each claim, and that no speaker colours what another says."""

import pytest

from monitor.extraction.actors import find_actors
from monitor.extraction.attribution import find_attributions
from monitor.extraction.verification import article_disclaimer, verify_claim
from monitor.model import UNKNOWN_SOURCE, Source
from monitor.vocabulary import ClaimKind, SourceKind
from tests.extraction.names_case import DESK, full_knowledge, read


def rung(text: str, claim: str, source: Source = DESK, about: ClaimKind = ClaimKind.TOLL) -> str:
    """`status flag flag` of the claim whose words are given."""
    article = read(text, source=source)
    actors = find_actors(article, full_knowledge())
    told = find_attributions(article, actors, full_knowledge())
    start = article.text.index(claim)
    span = (start, start + len(claim))
    status, flags, _ = verify_claim(span, told, article, actors, about)
    return " ".join([status, *sorted(flags)])


CASES = {
    "an office, another who is named next, and a doubt": (
        "Two men died, the governor said. It rained. A doctor, Omar Aziz, said six were hurt. "
        "The BBC could not verify the report.",
        "Two men died",
        "reported",
    ),
    "an office whose holder is named next, by the office, and a doubt": (
        "Two men died, the governor said. Governor Omar Aziz posted a picture. Reuters could not verify the report.",
        "Two men died",
        "unverified alleged",
    ),
    "doubt behind a conjunction": (
        "A man shot two people before apparently shooting himself.",
        "shot two people",
        "reported",
    ),
    "doubt of the whole sentence": (
        "A man apparently shot two people before shooting himself.",
        "shot two people",
        "unverified alleged",
    ),
    "police on what is told online": (
        "Police said they were aware of social media reports that two men died.",
        "two men died",
        "unverified alleged",
    ),
    "an agency on what a ministry said": (
        "Two men died, the interior ministry said, state media reported.",
        "Two men died",
        "claimed state_media",
    ),
    "a denial that its speaker gave up later": (
        "The army first denied that two men died. It later acknowledged the deaths.",
        "two men died",
        "reported",
    ),
    "a denial that was given up on another day": (
        "The army denied that two men died. On Friday it admitted the killings.",
        "two men died",
        "reported",
    ),
    "a denial whose speaker owns something else": (
        "The army denied that two men died. On Friday it confirmed that two soldiers were hurt.",
        "two men died",
        "disputed denied party_claim",
    ),
    "a denial whose speaker owns something the same day": (
        "The army denied that two men died. It acknowledged that an operation took place.",
        "two men died",
        "disputed denied party_claim",
    ),
    "a denial that another gave up": (
        "The army denied that two men died. On Friday the mayor admitted the killings.",
        "two men died",
        "disputed denied party_claim",
    ),
    "the outlet's own voice": ("Two men died in a fire.", "Two men died", "reported"),
    "a named official": ("Police said two men died.", "two men died", "reported"),
    "unnamed": ("Sources said two men died.", "two men died", "unverified unnamed_source"),
    "witnesses": ("Two men died, witnesses said.", "Two men died", "unverified unnamed_source"),
    "hedged": ("Two men reportedly died.", "Two men reportedly died", "unverified alleged"),
    "a party": ("The rebels said two soldiers died.", "two soldiers died", "claimed party_claim"),
    "state media": ("State television said two men died.", "two men died", "claimed state_media"),
    "a telegram channel": ("A Telegram channel said two men died.", "two men died", "unverified social_media"),
    "denied": ("Iran denied that two men died.", "two men died", "disputed denied"),
    "denied in the next sentence": (
        "Two men died in the raid. The army denied the reports.",
        "Two men died",
        "disputed denied party_claim",
    ),
    "believed by somebody": ("Police believe the rebels killed two men.", "killed two men", "unverified alleged"),
    "a group's own channel": (
        "Two men died, the Houthi movement's Al Masirah TV said.",
        "Two men died",
        "claimed party_claim",
    ),
    "told by officials who keep their names back a sentence later": (
        "Two men died, two officials said. The officials spoke on condition of anonymity.",
        "Two men died",
        "unverified unnamed_source",
    ),
    "told by somebody beside one who keeps the name back": (
        "Two men died, the mayor said. A doctor spoke on condition of anonymity.",
        "Two men died",
        "reported",
    ),
    "told anonymously for a reason": (
        "Two men died, an official told the New York Times on condition of anonymity because he may not brief.",
        "Two men died",
        "unverified unnamed_source",
    ),
    "learned from nobody": (
        "IT HAS BEEN LEARNED FROM RELIABLE SOURCES THAT TWO INMATES DIED.",
        "TWO INMATES DIED",
        "unverified unnamed_source",
    ),
    "who says so, a sentence later": (
        "Two men died. Sources at the plant say so.",
        "Two men died",
        "unverified unnamed_source",
    ),
    "suspected of a deed that is known": (
        "A man suspected of setting fire to a hostel in which five people died was held, police said.",
        "five people died",
        "reported",
    ),
    "in court": (
        "A jury charged Omar Aziz with killing two men. Aziz denies the charges.",
        "killing two men",
        "reported",
    ),
    "a group by what is said of it": (
        "The Sons of Ruritania, a jihadist group, said two soldiers died.",
        "two soldiers died",
        "claimed party_claim",
    ),
    "called an invention": (
        'Rebels said two men died. The ministry called the report "pure invention" and said one was hurt.',
        "two men died",
        "disputed denied party_claim",
    ),
    "behind a denial": (
        "Rebels said nine men died. The mayor dismissed the figure as propaganda and said two were killed.",
        "two were killed",
        "reported",
    ),
    "none of its kind": (
        "Ukraine said two Russian sailors died. Russia denied that any boat was lost.",
        "two Russian sailors died",
        "disputed denied party_claim",
    ),
    "a listed governor on his own place": (
        "Belgorod governor Vyacheslav Gladkov said two men died in Ukrainian shelling.",
        "two men died",
        "reported",
    ),
    "behind another's semicolon": (
        "Users on WhatsApp said 34 people died; the mayor put the toll at 21.",
        "toll at 21",
        "reported",
    ),
    "while another speaks": (
        "Witnesses said 34 people died while the mayor said 21 people were killed.",
        "21 people were killed",
        "reported",
    ),
    "denied by who was not there": (
        "Six men were killed, a union said. The army denied that any of its men had been in the area.",
        "Six men were killed",
        "reported",
    ),
    "martyred, in a newspaper": (
        "Five policemen were martyred by a bomb on Monday. The mayor confirmed it.",
        "Five policemen were martyred",
        "reported",
    ),
    "called hogwash, and what is added": (
        'The union said 12 people died. The mayor said that claim was "hogwash" and that three people had died.',
        "three people had died",
        "reported",
    ),
    "told a station": ("Two men died, sources told KCRA.", "Two men died", "unverified unnamed_source"),
    "charged, behind what was done": (
        "CONTRAS KILLED 11 CIVILIANS IN JINOTEGA, THE DEFENSE MINISTRY CHARGED TODAY.",
        "KILLED 11 CIVILIANS",
        "claimed party_claim",
    ),
    "before another's but": (
        "At least 20 people died, eyewitnesses told NDTV, but the mayor said the toll stood at six.",
        "20 people died",
        "unverified unnamed_source",
    ),
    "a figure that could not be confirmed": (
        "The ministry said 54 people died. The figure could not be confirmed, and police know of 16 deaths.",
        "54 people died",
        "unverified alleged",
    ),
    "all that the one said whose report could not be verified": (
        "Two men died, Mayor Omar Aziz said. Aziz spoke of six hurt. A paper was not able to verify the report.",
        "Two men died",
        "unverified alleged",
    ),
    "a claim of another that could not be verified": (
        "Two men died, police said. Rebels claimed to have shot nine soldiers, but this could not be verified.",
        "Two men died",
        "reported",
    ),
    "something else that could not be confirmed": (
        "The ministry said 54 people died. The name of a suspect could not be confirmed.",
        "54 people died",
        "reported",
    ),
    "denied by who said nobody died": (
        "The railway said nobody was killed. The railway denied reports that eight people had died.",
        "nobody was killed",
        "reported",
    ),
    "taken back as it is said": (
        "Two men died, police said, withdrawing an earlier statement that seven bodies had been found.",
        "seven bodies",
        "disputed denied",
    ),
    "denied, and what is said with it": (
        "The rebels said 50 men were shot. The army denied this, saying that nine men had died.",
        "nine men had died",
        "claimed party_claim",
    ),
    "denied with a day, where others died": (
        "The guard denied on Friday having fired at migrants off Ceuta, where 15 people drowned.",
        "15 people drowned",
        "reported",
    ),
    "rumours with their content": (
        "Two men were killed on Monday. Police said rumours that 30 children had been kidnapped were baseless.",
        "Two men were killed",
        "reported",
    ),
    "alleging, behind what was said": (
        "Troops burned a village, the activist said, alleging that two men were shot dead.",
        "two men were shot dead",
        "unverified alleged unnamed_source",
    ),
    "the alleged death": (
        "The ministry knows nothing of the alleged death of four men.",
        "death of four men",
        "unverified alleged",
    ),
    "a ministry of a land, whose opponent is there": (
        "Somalia's information ministry said troops killed nine men. Al-Shabaab kept silent.",
        "troops killed nine men",
        "claimed party_claim",
    ),
    "thought by a party": (
        "Colombian police believe the ELN killed two men.",
        "killed two men",
        "unverified alleged party_claim",
    ),
    "described as false": (
        "Police described as false reports that two men died.",
        "two men died",
        "disputed denied",
    ),
    "untrue, told to a station": (
        "Reports that two men died are untrue, the minister told a radio station.",
        "two men died",
        "disputed denied",
    ),
    "two nameless voices that speak anonymously": (
        "Two men died, two security sources and an official told AFP, speaking on condition of anonymity.",
        "Two men died",
        "unverified unnamed_source",
    ),
    "a paper of its own that a channel carries": (
        "Two men died in an Israeli strike, Hezbollah said in a statement carried by Al-Manar.",
        "Two men died",
        "claimed party_claim",
    ),
    "a side's press release": (
        "Press release of the Free Hills Army, 3 March\n\nTwo men died in the raid.",
        "Two men died",
        "claimed party_claim",
    ),
    "a side's daily update": (
        "Ruritanian Armed Forces: evening operational update\n\nTwo men died in the raid.",
        "Two men died",
        "claimed party_claim",
    ),
    "a heading that is a side's press office and a day": (
        "IDF Spokesperson's Unit, Tuesday, 12 March 2024\n\nTwo men died in the raid.",
        "Two men died",
        "claimed party_claim",
    ),
    "a statement on an army by nobody of it": (
        "Statement of army abuses stirs anger\n\nTwo men died in the raid.",
        "Two men died",
        "reported",
    ),
    "a police release is no side's": (
        "Press release of the Leeds police, 3 March\n\nTwo men died in the raid.",
        "Two men died",
        "reported",
    ),
    "a side's words in nobody's mouth": (
        "Two men died at dawn. Our defenders hold the bridge.",
        "Two men died",
        "claimed party_claim",
    ),
    "a post by its handle": (
        "@HillsWatch: Two men died at dawn in a blast.",
        "Two men died",
        "unverified social_media",
    ),
    "a heading that is a body and its part": (
        "National Army of Colombia - Third Division\n\nTwo men died in the raid.",
        "Two men died",
        "claimed party_claim",
    ),
    "a headline that ends with a country": (
        "Army seizes 87 in raid in Colombia\n\nTwo men died in the raid.",
        "Two men died",
        "reported",
    ),
    "a body before the colon that opens a text": (
        "Free Hills Army: At dawn two men died in the raid.",
        "two men died",
        "claimed party_claim",
    ),
    "an office before the colon that opens a text": (
        "Leeds Prosecutor's Office: At dawn two men died in the raid.",
        "two men died",
        "reported",
    ),
    "a side's words in somebody's mouth": (
        'Two men died at dawn. "Our defenders hold the bridge," a soldier said.',
        "Two men died",
        "reported",
    ),
    "reports from a town": (
        "Reports from the town of Alder say that two men died.",
        "two men died",
        "unverified unnamed_source",
    ),
    "activists": ("Two men died, activists said on Facebook.", "Two men died", "unverified unnamed_source"),
    "the Red Cross of a side": (
        "Two men died as M23 fought the army, the Congolese Red Cross said.",
        "Two men died",
        "reported",
    ),
    "said on condition": (
        "Two men died, three officers said on condition of anonymity because they may not speak.",
        "Two men died",
        "unverified unnamed_source",
    ),
    "no civilians hit": (
        "The UN said two men died in the strike. The army denied that any civilians had been hit.",
        "two men died",
        "disputed denied party_claim",
    ),
    "wholly untrue": (
        "Reports that two men died are completely untrue, the ministry said.",
        "two men died",
        "disputed denied",
    ),
    "an unnamed source whom state media cite": (
        "Two men died, state television said, citing an official who was not named.",
        "Two men died",
        "unverified state_media unnamed_source",
    ),
    "another sentence's speaker": ("Sources said talks failed. Two men died.", "Two men died", "reported"),
    "another sentence's hedge": ("He allegedly fled. Two men died.", "Two men died", "reported"),
    "another matter's denial": ("The judge denied the request. Two men died.", "Two men died", "reported"),
    "the accused is alleged, the toll is not": (
        "Marta Olsen was charged with the murder of two men.",
        "two men",
        "reported",
    ),
    # blame and claims of a deed take its dead for granted
    "blamed by a side": ("The army blamed rebels for the raid, in which 12 people died.", "12 people", "reported"),
    "accused of the attack": ("Police accused the ELN of the attack that killed 21 cadets.", "21 cadets", "reported"),
    "accused of killing, by a side": (
        "Ukraine accused Russia of killing 12 civilians.",
        "12 civilians",
        "claimed party_claim",
    ),
    "accused of killing, by an office": ("Prosecutors accused him of killing 12 men.", "12 men", "reported"),
    "accused of killing, by anybody": (
        "A neighbour, Omar Aziz, accused him of killing 12 men.",
        "12 men",
        "unverified alleged",
    ),
    "responsibility claimed": ("JNIM claimed responsibility for the ambush that killed 20.", "killed 20", "reported"),
    "an attack claimed": ("The Taliban claimed the attack, which killed 12 soldiers.", "12 soldiers", "reported"),
    "a toll claimed": (
        "The Taliban claimed the attack killed 12 soldiers.",
        "12 soldiers",
        "claimed party_claim",
    ),
    "a deed that nobody claimed": ("No group has claimed the raid that killed 20.", "killed 20", "reported"),
    "one's own part denied": ("Rwanda denied involvement in the raid that killed 12.", "killed 12", "reported"),
    "one's own fire denied": ("Hamas denied that it fired the rocket that killed 3.", "killed 3", "reported"),
    "a deed of one's own denied": (
        "Ruritania denied that its drones had killed 26 people.",
        "26 people",
        "disputed denied",
    ),
    "a part denied in a raid that killed": (
        "Ruritania denied that its drones had taken part in the raid that killed 26 people.",
        "26 people",
        "reported",
    ),
    "a link denied": (
        "The spokesman denied that the delay was related to the murder of six men.",
        "murder of six men",
        "reported",
    ),
    "a side's paper is its own word to the end": (
        "Communique issued by the Free Hills Front: Our men took Omsk.\n\nTen soldiers died.",
        "Ten soldiers died",
        "claimed party_claim",
    ),
    "an office's paper": (
        "Statement by the governor: We mourn.\n\nTen people died.",
        "Ten people died",
        "reported",
    ),
    "a possibility": (
        "We must look at the possibility that two men died.",
        "two men died",
        "unverified alleged",
    ),
    "no truth in what was said before": (
        "The opposition put the dead at 26. “There is no truth in it,” the minister said.",
        "26",
        "disputed denied",
    ),
    "a deed of any of one's own denied": (
        "The ministry denied that any of its guards had killed ten men.",
        "ten men",
        "disputed denied",
    ),
    "a quotation told to an outlet": (
        "“Two men were killed,” a resident, who gave no name, told the BBC.",
        "Two men were killed",
        "unverified unnamed_source",
    ),
    "called a lie": (
        "The ministry called the report that 26 people had died a lie.",
        "26 people",
        "disputed denied",
    ),
    "no truth in it": (
        "There is no truth in reports that 26 people died, the minister said.",
        "26 people",
        "disputed denied",
    ),
    "another claim called false": (
        "Two men died in a fire. It spread at night, police said, and a claim for insurance was false.",
        "Two men died",
        "reported",
    ),
    "told by the way": (
        "Detectives suspect that a tenant set the fire, in which two people died.",
        "two people died",
        "reported",
    ),
    "what is suspected itself": (
        "Detectives suspect that two people died in the fire.",
        "two people died",
        "unverified alleged",
    ),
    "accused of carrying out what is known": (
        "Syldavia accused Borduria of carrying out the attack that left 26 dead.",
        "26 dead",
        "reported",
    ),
    "taken back": (
        "The ministry withdrew its report that 26 people had died.",
        "26 people",
        "disputed denied",
    ),
    "asking not to be named": (
        "Two soldiers died, an official told AFP, asking not to be named.",
        "Two soldiers died",
        "unverified unnamed_source",
    ),
    "who is accused accuses nobody": (
        "A man accused of killing two women was charged, police said.",
        "killing two women",
        "reported",
    ),
    "pictures that appear to show it": (
        "Videos appear to show that two men were shot.",
        "two men were shot",
        "unverified alleged",
    ),
    "a speech in a paragraph of its own": (
        "“It was dark,” a resident said.\n\n“Two men died.”",
        "Two men died",
        "unverified unnamed_source",
    ),
    "a speech that is over": (
        "“It was dark,” a resident said.\n\nTwo men died.",
        "Two men died",
        "reported",
    ),
    "the event denied": (
        "Rebels said 12 soldiers died in an ambush. The army denied that any ambush had taken place.",
        "12 soldiers died",
        "disputed denied party_claim",
    ),
    "reports of it denied": (
        "The army denied reports that 12 soldiers died.",
        "12 soldiers",
        "disputed denied party_claim",
    ),
    "charges of another kind denied": (
        "Two men died in a blast. The mayor denied allegations of graft.",
        "Two men died",
        "reported",
    ),
    "a denial of a clause of its own": (
        "A fire killed six tenants. The landlord denied that the rent was too high.",
        "six tenants",
        "reported",
    ),
    "an official behind the verb who is not named": (
        "Two soldiers died, said an official who spoke on condition of anonymity.",
        "Two soldiers died",
        "unverified unnamed_source",
    ),
    "a doctor behind the verb who is not named": (
        "Two soldiers died, said a doctor there, speaking on condition of anonymity.",
        "Two soldiers died",
        "unverified unnamed_source",
    ),
    "a side by its capital": (
        "The government in Khartoum said the RSF killed six people.",
        "six people",
        "claimed party_claim",
    ),
    "what is told beside a quotation": (
        "“I had no voice,” a survivor said in a hospital, where 17 people were treated.",
        "17 people",
        "reported",
    ),
    "pictures posted online": (
        "Videos posted on X showed bodies of ten people on the road.",
        "ten people",
        "unverified social_media",
    ),
    "pictures that purport to show it": (
        "Footage purported to show ten bodies on the road.",
        "ten bodies",
        "unverified alleged",
    ),
    "pictures of the outlet's own": ("Pictures showed ten bodies on the road.", "ten bodies", "reported"),
    "dismissed as fabricated": (
        "Ten people died, a report that the army dismissed as fabricated.",
        "Ten people died",
        "disputed denied party_claim",
    ),
    "a claim that nobody confirmed": (
        "Nobody has confirmed the Taliban's claim that 30 soldiers died.",
        "30 soldiers",
        "unverified alleged",
    ),
    "reports that are looked into": (
        "The mayor said he was investigating reports that 12 people had died.",
        "12 people",
        "unverified alleged",
    ),
    "a state's belief": (
        "The US believes Iran supplied the drones that killed three soldiers.",
        "three soldiers",
        "unverified alleged",
    ),
    "a belief in who did it": (
        "US officials believe that Iran was behind the attack that killed three soldiers.",
        "three soldiers",
        "reported",
    ),
    "a suspected gunman": ("A suspected gunman killed 3 people.", "killed 3 people", "reported"),
    "suspected of the attack": ("The group is suspected of an attack that killed 3.", "killed 3", "reported"),
    "an alleged massacre": ("The alleged massacre of 40 people made news.", "40 people", "unverified alleged"),
    "officials of a side": (
        "Ukrainian officials said Russian missiles killed five people.",
        "five people",
        "claimed party_claim",
    ),
    "officials of no side": ("Ukrainian officials said a fire killed five people.", "five people", "reported"),
    "a side's own paper": (
        "According to a communique issued by the rebels, five soldiers died.",
        "five soldiers died",
        "claimed party_claim",
    ),
    "a side's own radio in the dateline": (
        "clandestine, 11 Dec (Radio Free Hills) -- Ten soldiers died.",
        "Ten soldiers died",
        "claimed party_claim",
    ),
    "a state agency in the dateline": ("OMSK, March 3 (TASS) - Two died.", "Two died", "claimed state_media"),
    "an agency in the dateline": ("OMSK, March 3 (Reuters) - Two died.", "Two died", "reported"),
    "media that cite unnamed staff": (
        "Local media, citing hospital sources, said two died.",
        "two died",
        "unverified unnamed_source",
    ),
    "capitals, a side": ("THE REBELS SAID TWO SOLDIERS DIED.", "TWO SOLDIERS", "claimed party_claim"),
    "capitals, unnamed": ("SOURCES SAID TWO MEN DIED.", "TWO MEN DIED", "unverified unnamed_source"),
    "capitals, denied": ("THE ARMY DENIED THAT TWO MEN DIED.", "TWO MEN DIED", "disputed denied party_claim"),
}


WHO = {
    "alleged": ("Marta Olsen was accused of the attack.", "Marta Olsen", "unverified alleged"),
    "claimed": ("The ELN claimed responsibility for the attack.", "ELN", "claimed party_claim"),
    "blamed by a side": ("The army blamed rebels for the raid.", "rebels", "unverified alleged party_claim"),
    "denied": ("Rwanda was accused of the raid. Rwanda denied involvement.", "Rwanda", "disputed alleged denied"),
    "an accusation called names": (
        "Kinshasa accused Rwanda of the shelling. Kigali called the accusation ridiculous.",
        "Rwanda",
        "disputed alleged denied party_claim",
    ),
    "denied in other words": (
        "Washington blamed Iran for the blast; Tehran said it had nothing to do with it.",
        "Iran",
        "disputed alleged denied",
    ),
    "denied by one whom nobody is said to accuse": (
        "Israel denied that its troops fired.",
        "Israel",
        "disputed alleged denied",
    ),
}


@pytest.mark.parametrize(("text", "claim", "expected"), CASES.values(), ids=CASES)
def test_a_toll_stands_on_its_rung(text: str, claim: str, expected: str) -> None:
    assert rung(text, claim) == expected


@pytest.mark.parametrize(("text", "claim", "expected"), WHO.values(), ids=WHO)
def test_who_did_it_stands_on_a_rung_of_its_own(text: str, claim: str, expected: str) -> None:
    assert rung(text, claim, about=ClaimKind.PERPETRATOR) == expected


def test_an_unconfigured_outlet_is_an_unknown_source() -> None:
    english = Source(id=UNKNOWN_SOURCE.id, language="en")
    assert rung("Two men died in a fire.", "Two men died", english) == "reported unknown_source"


def test_an_unconfigured_outlet_that_quotes_is_no_unknown_voice() -> None:
    english = Source(id=UNKNOWN_SOURCE.id, language="en")
    assert rung("Police said two men died.", "two men died", english) == "reported"


def test_a_social_source_in_its_own_voice_is_unverified() -> None:
    social = Source(id="channel", configured=True, language="en", kind=SourceKind.SOCIAL)
    assert rung("Two men died in a fire.", "Two men died", social) == "unverified social_media"


def test_a_standing_disclaimer_makes_a_claim_of_everything() -> None:
    text = (
        "Two men died in a fire.\n\nThe fire is out.\n\n"
        "Disclaimer: we cannot independently verify the authenticity of all statements."
    )
    assert rung(text, "Two men died") == "claimed disclaimer"
    (found,) = article_disclaimer(read(text))
    assert found.quote.strip().startswith("Disclaimer")


def test_the_speaker_of_the_narrowest_stretch_is_the_claims() -> None:
    article = read("Police said two men died.")
    actors = find_actors(article, full_knowledge())
    told = find_attributions(article, actors, full_knowledge())
    _, _, speaker = verify_claim((12, 24), told, article, actors)
    assert speaker is not None
    assert speaker.source == "Police"
