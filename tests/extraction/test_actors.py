"""Who is named and what the mention says the actor does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extraction import load_knowledge
from monitor.extraction.actors import find_actors
from monitor.extraction.mentions import ActorMention
from monitor.model import ActorEntry, Gazetteer
from monitor.vocabulary import ActorKind
from tests.extraction.names_case import full_knowledge, raw_article, read


def actors(text: str) -> tuple[ActorMention, ...]:
    return find_actors(read(text), full_knowledge())


def told(text: str) -> set[str]:
    """`id` and `id:role` of every mention."""
    found = actors(text)
    return {one.id for one in found} | {f"{one.id}:{one.role.value}" for one in found if one.role}


MIXED = {
    "from whose side it was fired": (
        "A soldier was killed by fire from Azerbaijani positions.",
        "azerbaijan:attacker",
    ),
    "whose deed, by a possessive": (
        "Six died in Russia's overnight combined attack on the port.",
        "russia:attacker",
    ),
    "a coalition of gangs that sets upon a town": (
        "Men of the Viv Ansanm coalition set upon the town and killed nine.",
        "viv-ansanm:attacker",
    ),
    "who conducted a strike": ("The IDF conducted a precision strike on the house.", "idf:attacker"),
    "at whose door": (
        "The chief laid the massacre at the door of the Free Front.",
        "name:free front:accused",
    ),
    "at first took responsibility": (
        "A band called the Free Front at first took responsibility for the raid.",
        "name:free front:claimant",
    ),
    "alias": ("Hizbullah fired rockets across the border.", "hezbollah:attacker"),
    "acronym": ("The RSF shelled a market in Omdurman.", "rsf-sudan:attacker"),
    "possessive of a country for its adjective": ("Russia's defence ministry said on Monday.", "ru-mod"),
    "american spelling": ("The Russian Defense Ministry reported losses.", "ru-mod"),
    "accents": ("President Nicolás Maduro spoke on television.", "nicolas-maduro"),
    "office by date": ("The Ukrainian president arrived in Paris.", "volodymyr-zelensky"),
    "office with a possessive": ("Ukraine's president arrived in Paris.", "volodymyr-zelensky"),
    "misspelt name of several words": ("The notorious Kraken Regimen entered the town.", "kraken-regiment"),
    "surname alone of a listed person": ("Putin said the talks were over.", "vladimir-putin:speaker"),
    "acronym in brackets": (
        "The Amber Coast Liberation Army (ACLA) attacked a post. The ACLA killed two guards.",
        "name:amber coast liberation army:attacker",
    ),
    "acronym before it is spelt out elsewhere": (
        "The Amber Coast Liberation Army (ACLA) met in secret. Fighters of the ACLA left.",
        "name:amber coast liberation army",
    ),
    "initial in a name": ("Joseph L. Harrow commanded the fleet.", "name:joseph l harrow"),
    "office without a name": ("The Interior Minister denied it.", "name:interior minister"),
    "ministry of a country": ("The Interior Ministry of Peru confirmed it.", "name:interior ministry of peru"),
    "who says that it struck has struck": ("The Israeli army said it struck Tyre.", "idf:attacker"),
    "a name with a particle": (
        "Gunmen of the San Pedro de Vara Cartel killed two men.",
        "name:san pedro de vara cartel:attacker",
    ),
    "a body for a cause": (
        "The Committee to Save Rivers reported two deaths.",
        "name:committee to save rivers:speaker",
    ),
    "a board": ("The Rail Safety Board is looking into it.", "name:rail safety board"),
    "a part of a group acts, and the part": (
        "The ELN's Western Hills Front kidnapped two men.",
        "name:western hills front:attacker",
    ),
    "a part of a group acts, and the group": ("The ELN's Western Hills Front kidnapped two men.", "eln:attacker"),
    "by a country's service": ("The drone was fired by Ukraine's HUR.", "ua-gur:attacker"),
    "a nickname in the name": ("Milos “Hammer” Kolar said he was out.", "name:milos hammer kolar:speaker"),
    "a body that speaks": ("National Dawn condemned the stabbing of Lea Brandt.", "name:national dawn:speaker"),
    "whose stabbing it was": ("National Dawn condemned the stabbing of Lea Brandt.", "name:lea brandt:victim"),
    "who was convicted": ("A court convicted Milos Kolar of murdering two men.", "name:milos kolar:accused"),
    "activists of a body": ("Bluewater activists boarded a tanker.", "name:bluewater activists"),
    "a company by what it is": ("Two men of the oil company Petrovar were hurt.", "name:petrovar"),
    "a group by what it calls itself": (
        "A group calling itself the Southern Foxes claimed responsibility for the blast.",
        "name:southern foxes:claimant",
    ),
    "accused and based elsewhere": (
        "Syldavia accused Pakistan-based Lashkar-e-Taiba of the attack.",
        "lashkar-e-taiba:accused",
    ),
    "whose convoy it was": ("Ten died in an ambush on a convoy of the Ruritanian army.", "name:ruritanian army:target"),
    "generic army is the one named": (
        "The Nepalese army entered the valley. The army opened fire.",
        "name:nepalese army:attacker",
    ),
    "country by its adjective and deed": ("The Ukrainian attack killed two.", "ukraine:attacker"),
    "killed in a country's strikes": ("Ten were killed in Israeli air strikes.", "israel:attacker"),
    "parties": ("Talks between Armenia and Azerbaijan collapsed.", "azerbaijan"),
    "passive with a day between": ("He was kidnapped on Friday by the ELN.", "eln:attacker"),
    "acronym between name and deed": ("The Army of National Liberation (Uc-Eln) murdered two men.", "eln:attacker"),
    "is doing": ("The FMLN is attacking the garrison.", "fmln:attacker"),
    "began to": ("The Ruritanian army began bombing the hills.", "name:ruritanian army:attacker"),
    "a government by its capital": ("Kyiv accused Moscow of the strike.", "ukraine:speaker"),
    "a capital that is accused": ("Kyiv accused Moscow of the strike.", "russia:accused"),
    "a listed group whose name goes on": ("The Wagner Group took the town.", "wagner-group"),
    "accuses": ("Kinshasa accuses the M23 of shelling the camp.", "m23:accused"),
    "claimed behind an aside": (
        "The Free Hills Front, a small band of the north, claimed responsibility for the blast.",
        "name:free hills front:claimant",
    ),
    "done behind an aside": (
        "The air force, using helicopters, has repeatedly bombed villages.",
        "name:air force:attacker",
    ),
    "done within hours": (
        "Terrorists of the Shining Path group during the past few hours killed a teacher.",
        "shining-path:attacker",
    ),
    "what may have been done": ("Boko Haram may have carried out the attack.", "boko-haram:accused"),
    "one's own part denied": ("Rwanda denied involvement in the raid.", "rwanda:accused"),
    "a speaker behind an aside": (
        "Marta Olsen, the ministry's press secretary, told reporters that two died.",
        "name:marta olsen:speaker",
    ),
    "a speaker named behind the verb and an office": (
        "Four died, said their leader, Ang Rita.",
        "name:ang rita:speaker",
    ),
    "an attack perpetrated against": (
        "An attack perpetrated against a MINURSO patrol killed one soldier.",
        "name:minurso:target",
    ),
    "a body by its leader": ("The army arrested the leader of Harras al-Dun.", "name:harras al dun"),
    "on the orders of": ("It was done on the orders of Marta Olsen.", "name:marta olsen:accused"),
    "a first name that is a word": ("Marine Le Tallec said the vote was near.", "name:marine le tallec:speaker"),
    "a name of two words that speaks": (
        "“More will come,” said Anthony Lake, the director.",
        "name:anthony lake:speaker",
    ),
    "a name in commas behind its office": (
        "The harbour's press secretary, Peter Cook, said two died.",
        "name:peter cook:speaker",
    ),
    "a first name like a month's": ("The dead man was identified as Jan Olsen.", "name:jan olsen:victim"),
    "a surname like a title": ("Julia Bishop came first. Ms Bishop then left.", "name:julia bishop"),
    "letters behind a name": ("The report names Julia Bishop MP.", "name:julia bishop"),
    "a body by who makes it up, and its cause": (
        "Physicians for Clean Rivers reported two deaths.",
        "name:physicians for clean rivers:speaker",
    ),
    "the commander of a body": (
        "Rebels killed the Civil Guard commander Milos Kolar on Saturday.",
        "name:milos kolar:victim",
    ),
    "the hallmarks of somebody": ("Officers said it bore the hallmarks of Boko Haram.", "boko-haram:accused"),
    "of a linked group": ("It bore the hallmarks of the al-Qaeda-linked JNIM.", "jnim:accused"),
    "the gunman by name": ("The gunman was named as Kofi Mensah, 23.", "name:kofi mensah:accused"),
    "the gunman between commas": ("The gunman, Kofi Mensah, fled on foot.", "name:kofi mensah:accused"),
    "a man who killed, by name": (
        "A man who stabbed six people was identified by police as Kofi Mensah.",
        "name:kofi mensah:accused",
    ),
    "a victim by name": ("The victim was named locally as Kofi Mensah.", "name:kofi mensah:victim"),
    "a body by its number": ("A commander of Division 30 bought passage.", "name:division 30"),
    "a body by its number at the head": ("Unit 29155 of the service did it.", "name:unit 29155"),
    "a firm by what it is": ("The Ruritanian firm Petrovar drilled there.", "name:petrovar"),
    "a group whose name is a word": ("The advocacy group CAGE said two died.", "name:cage:speaker"),
    "a bank by how its name ends": ("They arrested a manager of Lomabank.", "name:lomabank"),
    "a queen whose name is a place's": ("Queen Rania joined the march.", "name:rania"),
    "who speaks on a day": ("Islamic State on Thursday said two died.", "islamic-state:speaker"),
    "one of its members": (
        "Islamic State on Thursday said one of its members had blown himself up in a gym.",
        "islamic-state:claimant",
    ),
    "in somebody's attack": ("Four men died in a PKK attack on a base.", "pkk:attacker"),
    "somebody's drone": ("Fourteen were hurt when a Hezbollah drone hit a hall.", "hezbollah:attacker"),
    "a battalion in quotation marks": (
        "The priest accused the “Arce” battalion soldiers of it.",
        "name:arce battalion soldiers:accused",
    ),
    "held responsible without a name": ("For this they hold the army responsible.", "name:army:accused"),
    "whose hired men": (
        "He was shot by assassins in the pay of the Alba Cartel.",
        "name:alba cartel:accused",
    ),
    "pinned on one word": ("The governor attributed the killings to the Foxanos.", "name:foxanos:accused"),
    "a suicide bomber of": (
        "A suicide bomber of the Boko Haram organisation killed 23 people.",
        "boko-haram:attacker",
    ),
    "air raids of a country": ("Israeli air raids on the south killed 34.", "israel:attacker"),
    "who says that they were behind it": (
        "Islamic State said on its website that it was behind the blast.",
        "islamic-state:claimant",
    ),
    "a body that somebody founded": ("The founder of Yazda wept.", "name:yazda"),
    "a channel by what it is": ("A reporter of the Kurdish channel Rudaw died.", "name:rudaw"),
    "a body across borders": ("Nurses Across Borders lost two of its men.", "name:nurses across borders"),
    "an office before a title": (
        "Minister for Defence Senator Marta Olsen came.",
        "name:marta olsen",
    ),
    "a county judge": (
        "Ruth Asante, a county judge who had jailed gang leaders, was shot dead.",
        "name:ruth asante:victim",
    ),
    "a listed surname as a first name": ("Burhan Ghalioun stayed away.", "name:burhan ghalioun"),
    "who claimed a day's attack": ("Boko Haram claimed Thursday's attack on the base.", "boko-haram:claimant"),
    "a surname like a month": ("Teresia May told reporters that two died.", "name:teresia may:speaker"),
    "members of a gang": (
        "Prosecutors suspect that members of the Tren de Aragua gang carried out the killings.",
        "tren-de-aragua:attacker",
    ),
    "a body called like a word": ("Amnesty said that two died.", "amnesty-international:speaker"),
    "an acronym with a small letter": ("LeT claimed the raid.", "lashkar-e-taiba:claimant"),
    "its own country's office": ("Britain's Foreign Office said so.", "uk-foreign-office:speaker"),
    "a given name spelt otherwise": ("Benyamin Netanyahu said so.", "benjamin-netanyahu:speaker"),
    "an army of one word": ("Marta Olsen of the Army of Islam spoke.", "name:army of islam"),
    "a brigade with a name of its own": ("Fighters of Liwa Fatemiyoun left.", "name:liwa fatemiyoun"),
    "a country in a list of parties": ("It was signed by Egypt, Qatar and Turkey.", "qatar"),
    "an acronym that the article spells out": (
        "The Civilian Joint Task Force (CJTF) left. The CJTF said so.",
        "name:civilian joint task force:speaker",
    ),
    "who was stabbed": ("A boy stabbed Bishop Ivo Lund at the altar.", "name:ivo lund:victim"),
    "according to": ("Four died, according to Human Rights Watch.", "human-rights-watch:speaker"),
}


@pytest.mark.parametrize(("text", "expected"), MIXED.values(), ids=MIXED)
def test_an_actor_is_found_with_its_role(text: str, expected: str) -> None:
    assert expected in told(text)


CAPITALS = {
    "listed group": ("THE FARC ATTACKED A POLICE POST.", "farc:attacker"),
    "listed group spelt out": ("SHINING PATH GUERRILLAS KILLED THE MAYOR.", "shining-path"),
    "listed person": ("PUTIN SAID THE TALKS WERE OVER.", "vladimir-putin:speaker"),
    "country": ("IRAN LAUNCHED MISSILES AT THE BASE.", "iran:attacker"),
    "two unknown words are a person": ("SOLDIERS ARRESTED MARTINO OQUELLI AT DAWN.", "name:martino oquelli"),
    "three words": ("JUDGE ILDA MARENCO PORTALES WAS MURDERED.", "name:ilda marenco portales:victim"),
    "title and common word": ("PRESIDENT GLASS SPOKE TO THE NATION.", "name:glass"),
    "particle": ("THE BODY OF MARIO DE LA VEGUILLA WAS FOUND.", "name:mario de la veguilla"),
    "headed organisation": ("THE NATIONAL DEMOCRATIC FRONT CALLED A STRIKE.", "name:national democratic front"),
    "headed by unknown words": (
        "THE LAUTOKA LIBERATION FRONT BOMBED A BRIDGE.",
        "name:lautoka liberation front:attacker",
    ),
    "organisation of": ("THE MINISTRY OF HEALTH REPORTED TEN CASES.", "name:ministry of health:speaker"),
    "nationality and force": ("HONDURAN TROOPS ENTERED THE VILLAGE.", "name:honduran troops"),
    "nationality and ministry": ("THE BOLIVIAN INTERIOR MINISTRY DENIED IT.", "name:bolivian interior ministry"),
    "generic army": ("THE ARMY ATTACKED THE TOWN.", "name:army:attacker"),
    "armed forces": ("THE ARMED FORCES BOMBED THE HILLS.", "name:armed forces:attacker"),
    "police": ("POLICE SAID TWO MEN DIED.", "name:police:speaker"),
    "brackets": ("THE POPULAR UNITY COMMAND [PUC] CLAIMED RESPONSIBILITY.", "name:popular unity command"),
    "claimed responsibility": ("THE ELN CLAIMED RESPONSIBILITY FOR THE BLAST.", "eln:claimant"),
    "killed by": ("HE WAS KILLED BY THE MEDELLIN CARTEL.", "medellin-cartel:attacker"),
    "blamed on": ("THE KIDNAPPING WAS BLAMED ON THE FARC.", "farc:accused"),
    "accused of": ("THE SALVADORAN ARMY WAS ACCUSED OF THE MURDERS.", "salvadoran-armed-forces:accused"),
    "cartel": ("DRUG CARTELS HAVE THREATENED THE JUDGES.", "name:drug cartels"),
}


@pytest.mark.parametrize(("text", "expected"), CAPITALS.values(), ids=CAPITALS)
def test_an_actor_is_found_where_capitals_tell_nothing(text: str, expected: str) -> None:
    assert expected in told(text)


NOBODY = {
    "us the pronoun": ("They told us to leave the house.", "united-states"),
    "who the pronoun": ("The man who came was late.", "who"),
    "us in capitals": ("THEY TOLD US TO LEAVE THE HOUSE.", "united-states"),
    "country as a place": ("The train left for the coast in France.", "france"),
    "military as an adjective": ("They ruled out military action.", "name:military"),
    "no group": ("No group has claimed responsibility.", "name:group"),
    "first word of a sentence": ("Yesterday was quiet. Nobody came.", "name:yesterday"),
    "day and month": ("It was cold on Friday in March.", "name:march"),
    "place alone": ("They drove to Kharkiv.", "name:kharkiv"),
    "airport": ("Planes left Simon Bolivar Airport.", "name:simon bolivar airport"),
    "former office holder": ("The Ukrainian president arrived.", "petro-poroshenko"),
    "another person of that surname": ("Ivanka Trump opened the fair.", "donald-trump"),
    "whose fighters they are": ("Fighters of Lebanon's Hezbollah left.", "name:fighters of lebanon"),
    "whose weapons were hit": ("Israel struck a Hezbollah rocket unit in Tyre.", "hezbollah:attacker"),
    "believed to have been killed": (
        "Four Ruritanian soldiers are believed to have been killed in a raid.",
        "name:ruritanian soldiers:accused",
    ),
    "who speaks behind passers-by": (
        "The gunman was overpowered by passers-by, Mayor Lea Brandt said.",
        "name:lea brandt:attacker",
    ),
    "what a firm is": ("The Ruritanian firm Petrovar drilled there.", "name:ruritanian firm"),
    "letters with points": ("The B.C. coroners service said two died.", "name:b c"),
    "a day that a group is called after": ("Shells fell on the morning of 17 November.", "november-17"),
    "who followed a road": ("A bomb was detonated on the route followed by Marta Olsen.", "name:marta olsen:attacker"),
    "a quoted word": ("“Never” police said.", "name:never police"),
    "a continent in the dateline": ("SOUTHWEST ASIA, March 9 - The task force left.", "name:asia"),
    "a question": ("Will Ukraine win the vote?", "name:will ukraine"),
    "whom another is linked to": ("It bore the hallmarks of the al-Qaeda-linked JNIM.", "al-qaeda:accused"),
    "a word that a group is called": ("Let us wait for the vote.", "lashkar-e-taiba"),
    "a word that a body is called": ("Amnesty for rebels was refused.", "amnesty-international"),
    "another country's council": ("Russia's Security Council met.", "un-security-council"),
    "a council with a longer name": ("The National Security Council met.", "un-security-council"),
    "an army's own command": ("The Israeli army's Central Command met.", "us-centcom"),
    "a word behind a title's full stop": ("It hid its leader. Men of the north, he said, left.", "name:men"),
    "whose son was killed": ("A son of its exiled chief Ivo Lund was killed.", "name:ivo lund:victim"),
    "an army beside a group called so": (
        "Six soldiers died, the army said. The Balochistan Liberation Army said nothing.",
        "balochistan-liberation-army:victim",
    ),
    "a country where somebody is based": (
        "Syldavia accused Pakistan-based Lashkar-e-Taiba of the attack.",
        "pakistan:accused",
    ),
    "who orders an evacuation": ("People left in an evacuation ordered by Milos Kolar.", "name:milos kolar:accused"),
    "whose targets were struck": ("The IDF said it had struck Hezbollah targets.", "hezbollah:attacker"),
    "who was shot": ("Marta Olsen was shot in her car.", "name:marta olsen:attacker"),
    "whose depot was hit": ("The missile hit a depot used by Ukraine's military.", "ua-armed-forces:attacker"),
    "a capital that ends a name": ("Radio Kabul said two died.", "afghanistan:speaker"),
    "a slug": ("AFGHAN-BLAST-TOLL\n\nKABUL - Two died.", "name:afghan blast toll"),
    "a wire's word": ("CORRECTED-Eleven killed, not 12, in Kolo\n\nEleven died.", "name:corrected eleven"),
    "headline words": ("Rocket Hits Crowded Night Market\n\nIt was late.", "name:crowded night"),
}


@pytest.mark.parametrize(("text", "unexpected"), NOBODY.values(), ids=NOBODY)
def test_nobody_is_made_of_other_words(text: str, unexpected: str) -> None:
    assert unexpected not in told(text)


def test_a_strike_in_which_somebody_died_is_not_his_groups() -> None:
    text = "A leader of the Amber Front, Jan Kos, a commander of the Amber Force, died in a strike on Tyre."
    assert "name:amber force:attacker" not in told(text)


def test_a_town_at_the_end_of_a_wire_in_capitals_is_nobody() -> None:
    assert told("REBELS KIDNAPPED 20 CHILDREN NEAR BANGUI.") == {"name:rebels", "name:rebels:attacker"}


def test_a_body_with_a_leader_is_no_person() -> None:
    (found,) = [one for one in actors("He was the leader of Harras al-Dun.") if one.id == "name:harras al dun"]
    assert found.kind is ActorKind.GROUP


def test_a_name_with_an_article_is_no_person() -> None:
    (found,) = [one for one in actors("The Rodarian Hawks shot two men.") if one.id == "name:rodarian hawks"]
    assert found.kind is ActorKind.GROUP


NAMES = {
    "the fullest form": ("Zelensky spoke. Volodymyr Zelensky left.", "volodymyr-zelensky", "Volodymyr Zelensky"),
    "no office": ("Ukrainian President Volodymyr Zelensky left.", "volodymyr-zelensky", "Volodymyr Zelensky"),
    "the office where nothing else stands": (
        "The Ukrainian president left.",
        "volodymyr-zelensky",
        "Ukrainian president",
    ),
    "with the acronym in use": (
        "The Syrian Democratic Forces (SDF) left. The SDF came back.",
        "syrian-democratic-forces",
        "Syrian Democratic Forces (SDF)",
    ),
    "no title": ("General Marta Olsen left.", "name:marta olsen", "Marta Olsen"),
    "capitals made readable": ("GENERAL MARTA OLSENNE LEFT.", "name:marta olsenne", "Marta Olsenne"),
}


@pytest.mark.parametrize(("text", "actor", "name"), NAMES.values(), ids=NAMES)
def test_the_name_shown_is_the_articles_own(text: str, actor: str, name: str) -> None:
    assert {one.name for one in actors(text) if one.id == actor} == {name}


def test_an_agency_in_the_dateline_does_nothing() -> None:
    assert told("Murder of a judge\n\nLIMA, March 3 (EFE) -- Killed on Monday, he was buried today.") == {"efe"}


def test_generic_mentions_are_told_apart_from_names() -> None:
    found = {one.id: one.proper for one in actors("The army met Marta Olsen.")}
    assert found == {"name:army": False, "name:marta olsen": True}


@pytest.mark.parametrize("number", ["Twenty-seven people", "Thirteen", "Thirteen nurses", "Eighty-one", "Dozens"])
def test_a_number_at_the_head_of_a_sentence_is_nobody(number: str) -> None:
    assert {one.name for one in actors(f"{number} were wounded in the raid, said Marta Olsen.")} == {"Marta Olsen"}


def test_boilerplate_names_nobody() -> None:
    text = "Two people died in a fire.\n\nAlso read | Marta Olsen wins the race in Oslo\n\nThe fire is out."
    assert "name:marta olsen" not in told(text)


def test_no_alias_stands_inside_a_hyphenated_word() -> None:
    entry = ActorEntry(id="african-union", name="African Union", kind=ActorKind.ORGANISATION, aliases=("AU",))
    knowledge = load_knowledge(Gazetteer(actors=(entry,)))
    text = "PORT-AU-PRINCE, March 3 - Gangs shot four people, the AU said."
    found = find_actors(read(text), knowledge)
    assert [one.start for one in found if one.id == "african-union"] == [text.rindex("AU")]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_offsets_hold(text: str) -> None:
    article = raw_article(f"General {text} said Marta Olsen.")
    for one in find_actors(article, full_knowledge()):
        assert 0 <= one.start < one.end <= len(article.text)


def test_long_lines_take_linear_time() -> None:
    actors("General Marta Olsen of the National Front said the army " * 4_000)
