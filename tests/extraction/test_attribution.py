"""Who says so: source, cue, whom it was heard through, of what kind the source is, and what it stands behind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extraction.actors import find_actors
from monitor.extraction.attribution import find_attributions
from monitor.extraction.mentions import Attributed
from tests.extraction.names_case import full_knowledge, raw_article, read


def attributed(text: str) -> tuple[Attributed, ...]:
    article = read(text)
    return find_attributions(article, find_actors(article, full_knowledge()), full_knowledge())


def written(text: str) -> list[str]:
    """`source | cue | kind`, with ` via X` and ` denied` where it is so."""
    return [
        f"{one.attribution.source} | {one.attribution.cue} | {one.attribution.kind.value}"
        + (f" via {one.attribution.via}" if one.attribution.via else "")
        + (" denied" if one.denied else "")
        for one in attributed(text)
    ]


FRAMES = {
    "hours before who speaks": ("Hours earlier the mayor had said two died.", "the mayor | had said | official"),
    "an article before a later paper": ("A later statement said two died.", "A later statement | said | unknown"),
    "somebody described by what he does": (
        "A baker standing beside the ruins of his shop said two died.",
        "A baker standing beside the ruins of his shop | said | unknown",
    ),
    "an agency behind a ministry": (
        "Two died, the fire service said, the Interfax news agency reported on Friday.",
        "the fire service | said | official via the Interfax news agency",
    ),
    "a headline's toll": ("Ministry puts toll at nine\n\nA bus fell into a river.", "Ministry | puts toll | official"),
    "said at an earlier time": ("Strelsau earlier claimed that 30 soldiers had died.", "Strelsau | claimed | unknown"),
    "a day before a pronoun": (
        "The mayor spoke. Two died, Omar Aziz said. On Friday he added that six were hurt.",
        "Omar Aziz | added | unknown",
    ),
    "an hour before who speaks": ("On Monday night police said two died.", "police | said | official"),
    "who counted": ("The hospital counted at least 27 dead.", "The hospital | counted | official"),
    "what was registered, in words": ("Rescuers had registered twelve deaths.", "Rescuers | registered | official"),
    "per somebody": ("Two men died in the fire, per police.", "police | per | official"),
    "as per somebody": ("Two men died in the fire, as per officials.", "officials | as per | official"),
    "an outlet that has learned": ("Two men died, the BBC has learned.", "the BBC | has learned | outlet"),
    "told an outlet by its kind": (
        "Two men died, the mayor told the state news agency on Friday.",
        "the mayor | told | official via the state news agency",
    ),
    "a statement to an outlet, in front": (
        "In a statement to AFP, the mayor said two men had died.",
        "the mayor | said | official via AFP",
    ),
    "a statement that an outlet carried": (
        "The mayor said in a statement carried by AFP that two men had died.",
        "The mayor | said | official via AFP",
    ),
    "an age and a clause behind a name": (
        "Two men died, Omar Aziz, 43, who owns a bakery nearby, told reporters.",
        "Omar Aziz | told | unknown",
    ),
    "who knows of the matter": (
        "Two men died, a person with knowledge of the matter said.",
        "a person with knowledge of the matter | said | unnamed",
    ),
    "a man in a video": (
        "In a video shared on TikTok, a man said two soldiers had died.",
        "a man | said | social",
    ),
    "an office on a platform": (
        "In a Facebook post, the mayor said two men had died.",
        "the mayor | said | official",
    ),
    "an office with its holder behind it": (
        "A spokesman for the Water Board, Omar Aziz, said two died.",
        "A spokesman for the Water Board, Omar Aziz | said | official",
    ),
    "a name right behind an office": (
        "Two died, a ministry spokesman said.\n\nOmar Aziz said a third was hurt.",
        "Omar Aziz | said | official",
    ),
    "a name behind an office that was a name": (
        "Two died, governor Jules Tsuba said.\n\nOmar Aziz said a third was hurt.",
        "Omar Aziz | said | unknown",
    ),
    "a capital where its opponent's ministry spoke": (
        "Two died, Armenia's defence ministry said. It was no work of ours, Baku said.",
        "Baku | said | party",
    ),
    "an office and a name, on a channel": (
        "Two died, the head of the region, Omar Aziz, said on Telegram on Monday.",
        "the head of the region, Omar Aziz | said | official",
    ),
    "who was put in by a side": (
        "Two died, the Russian-installed governor said.",
        "the Russian-installed governor | said | party",
    ),
    "who has written": ("Two died, the mayor has written on his channel.", "the mayor | has written | official"),
    "an acronym between a title and a name": (
        "Leeds Police Commander (LPC) Omar Aziz said two died.",
        "Omar Aziz | said | official",
    ),
    "a group's spokesman with his name": (
        "BLA spokesman Omar Aziz said two died.",
        "BLA spokesman Omar Aziz | said | party",
    ),
    "who retorts": ("The mayor retorted that two died.", "The mayor | retorted | official"),
    "the Irish police": ("Gardai said two died.", "Gardai | said | official"),
    "said before": ("Police said two men died.", "Police | said | official"),
    "said behind": ("Two men died, police said.", "police | said | official"),
    "turned round": ("“Two men died,” said the governor.", "the governor | said | official"),
    "turned round without quotes": ("Two men died, says Russia.", "Russia | says | official"),
    "that": ("The mayor said that two men died.", "The mayor | said | official"),
    "told an outlet": ("A doctor told Reuters that two men died.", "A doctor | told | unknown via Reuters"),
    "according to": (
        "Two men died, according to the health ministry.",
        "the health ministry | according to | official",
    ),
    "according to, in front": ("According to the UN, two men died.", "the UN | According to | official"),
    "an unnamed source through state media": (
        "Kyiv ordered it, according to a Moscow security source cited by Russian state media.",
        "a Moscow security source | according to | unnamed via Russian state media",
    ),
    "a source cited by": (
        "The source cited by Russia Today claimed that Kyiv ordered it.",
        "The source cited by Russia Today | claimed | unnamed via Russia Today",
    ),
    "quoted as saying": (
        "TASS quoted a military source as saying that two men died.",
        "a military source | quoted | unnamed via TASS",
    ),
    "citing": (
        "Two men died, Reuters reported, citing the ministry.",
        "the ministry | reported | official via Reuters",
    ),
    "citing somebody at the end": (
        "A missile killed eight soldiers, Radio Ruritania said on Friday, citing an official who was not named.",
        "an official | said | unnamed via Radio Ruritania",
    ),
    "according to who cites": (
        "Eight soldiers died, according to TASS, citing a military source.",
        "a military source | according to | unnamed via TASS",
    ),
    "a colon in a headline": ("Police: gunman kills two\n\nTwo men died.", "Police | : | official"),
    "a dash in a headline": ("Missile kills eight soldiers - sources\n\nEight died.", "sources | - | unnamed"),
    "a colon at a headline's end": (
        "Blast kills nine: health ministry\n\nNine died.",
        "health ministry | : | official",
    ),
    "two who speak": (
        "Nine people were killed, a medical source and a witness told AFP on Friday.",
        "a medical source and a witness | told | unnamed via AFP",
    ),
    "the police with somebody nameless": (
        "Nine people were killed, police and residents said.",
        "police and residents | said | official",
    ),
    "sources of two bodies": (
        "Nine people were killed, sources in the police and army said.",
        "sources in the police and army | said | unnamed",
    ),
    "an announcement": ("Two men died, according to an announcement.", "an announcement | according to | unknown"),
    "sources": ("Sources said the talks failed.", "Sources | said | unnamed"),
    "on condition of anonymity": (
        "An official who asked not to be named said the talks failed.",
        "An official who asked not to be named | said | unnamed",
    ),
    "anonymity in an apposition": (
        "A Western envoy, speaking on condition of anonymity, said the talks failed.",
        "A Western envoy | said | unnamed",
    ),
    "witnesses": ("Witnesses reported two blasts.", "Witnesses | reported | unnamed"),
    "a party": ("The Israeli army said it hit a depot used by Hamas.", "The Israeli army | said | party"),
    "a name that opens like a place": (
        "Two died, West Yorkshire Police said.",
        "West Yorkshire Police | said | official",
    ),
    "a clause in between": (
        "Israeli officials, who were not allowed to speak publicly, said two men died.",
        "Israeli officials | said | unnamed",
    ),
    "a rebel group": ("The rebels said they shot down a plane.", "The rebels | said | party"),
    "an army nobody listed": ("The Ruritanian army said ten rebels died.", "The Ruritanian army | said | party"),
    "state media": ("State television reported two deaths.", "State television | reported | state_media"),
    "a listed state agency": ("TASS reported two deaths.", "TASS | reported | state_media"),
    "an outlet": ("Reuters reported two deaths.", "Reuters | reported | outlet"),
    "social media": ("Users on Telegram said the bridge fell.", "Users on Telegram | said | social"),
    "a telegram channel": ("A Telegram channel reported two deaths.", "A Telegram channel | reported | social"),
    "an apposition": (
        "Joseph Harrow, commander of the fleet, said two ships sank.",
        "Joseph Harrow | said | unknown",
    ),
    "a day in front": ("On Saturday the army said two men died.", "the army | said | party"),
    "an adverb between": ("The governor later said two men died.", "The governor | later said | official"),
    "has said": ("The ministry has said two men died.", "The ministry | has said | official"),
    "a pronoun is the last speaker": (
        "The governor spoke first. Police said two died. They said more were hurt.",
        "Police | said | official",
    ),
    "by whom one was accused": (
        "He was accused by the Investigative Committee of Russia of planning it.",
        "the Investigative Committee of Russia | accused | official",
    ),
    "claimed": ("The driver claimed the road was empty.", "The driver | claimed | unknown"),
    "alleged by a body": ("Prosecutors allege that he planned it.", "Prosecutors | allege | official"),
    "denied involvement": ("Rwanda denied involvement in the raid.", "Rwanda | denied | official denied"),
    "denied that": ("The army denied that its men fired.", "The army | denied | party denied"),
    "rejected the accusation": ("Iran rejected the accusations.", "Iran | rejected | official denied"),
    "reportedly": ("The bridge reportedly fell.", " | reportedly | unknown"),
    "is said to": ("He is said to be in the hills.", " | is said to | unknown"),
    "unconfirmed reports": ("Unconfirmed reports spoke of ten deaths.", "Unconfirmed reports | spoke of | unnamed"),
    "capitals": ("POLICE SAID TWO MEN DIED.", "POLICE | SAID | official"),
    "capitals, according to": ("TWO MEN DIED, ACCORDING TO THE ARMY.", "THE ARMY | ACCORDING TO | party"),
    "in a statement": ("The embassy said in a statement that it was closed.", "The embassy | said | official"),
    "added": ("“It is over,” the mayor added.", "the mayor | added | official"),
    "behind its acronym": (
        "The Free Hills Front (FHF) said it fired.",
        "The Free Hills Front | said | party",
    ),
    "a medium that cites others": (
        "Local media, citing hospital staff, reported that two died.",
        "hospital staff | reported | official via Local media",
    ),
    "a communique and whose it is": (
        "According to a communique issued by the rebels, two died.",
        "a communique issued by the rebels | According to | party",
    ),
    "a statement from a body": (
        "Two died, according to a statement from the fire department.",
        "a statement from the fire department | according to | official",
    ),
    "officials of a side": (
        "Ukrainian officials said Russian drones hit a school.",
        "Ukrainian officials | said | party",
    ),
    "who told somebody named": (
        "“They shot two,” Amina Yusuf, 51, told Human Rights Watch.",
        "Amina Yusuf | told | unknown",
    ),
    "a governor of a side": (
        "The Russian governor said a Ukrainian drone fell.",
        "The Russian governor | said | official",
    ),
    "a gang's leader who posts": (
        "Jimmy Cherizier, in a message on WhatsApp, said two died.",
        "Jimmy Cherizier | said | unknown",
    ),
    "behind a dateline": (
        "Cairo, 8 October: According to Al-Ahram, quoting a ministry source, two died.",
        "a ministry source | According to | unnamed via Al-Ahram",
    ),
    "who has so far": (
        "Two died. The health ministry has so far confirmed one death.",
        "The health ministry | confirmed | official",
    ),
    "police of a side": ("Russian police said a Ukrainian drone fell.", "Russian police | said | party"),
    "police of no side": ("Ukrainian police said a bus crashed.", "Ukrainian police | said | official"),
    "a surname behind title and name": (
        "Interior Minister Daniel Reyes spoke first. Reyes said two died.",
        "Reyes | said | official",
    ),
    "a surname behind an apposition": (
        "Oleh Marchenko, the governor of the region, went there. Marchenko said two died.",
        "Marchenko | said | official",
    ),
    "a surname of one who was in office": (
        "Former president Juan Perez went there. Perez said two died.",
        "Perez | said | unknown",
    ),
    "a name behind what the person is": (
        "A neighbour, Omar Aziz, said two died.",
        "A neighbour, Omar Aziz | said | unknown",
    ),
    "a spokesman of rebels": (
        "A spokesman for the rebels, Abdul Malik, told AFP that two died.",
        "A spokesman for the rebels, Abdul Malik | told | party via AFP",
    ),
    "claimed by": ("The ambush was claimed by JNIM.", "JNIM | claimed | party"),
    "capitals, an acronym": ("THE FREE HILLS FRONT (FHF) SAID IT FIRED.", "THE FREE HILLS FRONT | SAID | party"),
    "capitals, in inverted order": ("“IT IS OVER,” SAID THE GOVERNOR.", "THE GOVERNOR | SAID | official"),
    "capitals, denied": ("THE ARMY DENIED INVOLVEMENT.", "THE ARMY | DENIED | party denied"),
    "a name behind what it said, with an aside": (
        "Two died, one of them a child, said Omar Aziz of the fire service.",
        "Omar Aziz of the fire service | said | official",
    ),
    "a name of two parts": (
        "Two died, the national search and rescue agency said.",
        "the national search and rescue agency | said | official",
    ),
    "officials of two countries": (
        "Two died, hospital officials in Laos and Thailand said.",
        "hospital officials in Laos and Thailand | said | official",
    ),
    "a figure that is put": ("The port authority put the toll at 43.", "The port authority | put the toll | official"),
    "no force of fighters": ("The fire brigade said two died.", "The fire brigade | said | official"),
    "denied among other things": (
        "A diplomat saw four bodies; the army spokesman denied this and spoke of peace.",
        "the army spokesman | denied | party denied",
    ),
    "anybody behind the verb": ("“It burned,” said a baker.", "a baker | said | unknown"),
    "she is the person of a sentence before": (
        "Mayor Lena Fischer went there at once. He and others wept. She said two died.",
        "Lena Fischer | said | official",
    ),
    "him is the holder of an office in front": (
        "GAO — The commissioner of police, Mr Omar Aziz, met the press. According to him, two died.",
        "Omar Aziz | According to | official",
    ),
    "he speaks for a body in front": (
        "Police said two died. A spokesman for the union, one of two there, gave another toll. He said five died.",
        "A spokesman for the union | said | official",
    ),
    "she spoke a whole quotation": (
        "Coroner Ines Duarte met the press. “Two were shot. One of them died,” she said.",
        "Ines Duarte | said | official",
    ),
    "who is the one named before": (
        "Police said two died. Troops took Omar Aziz, who said he was a cook.",
        "Omar Aziz | said | unknown",
    ),
    "he is who was cited before": (
        "Two died, according to the coroner. He said more were hurt.",
        "the coroner | said | official",
    ),
    "the source is the one without a name": (
        "Sources said two died. Police said it was over. The source said it was not.",
        "Sources | said | unnamed",
    ),
    "the spokesman is the one who spoke": (
        "Fire service spokesman Jan Kos told RTL that two died. The spokesman said more were hurt.",
        "Fire service spokesman Jan Kos | said | official",
    ),
    "cited in front": (
        "Quoting court records, Reuters reported that two died.",
        "court records | Quoting | official via Reuters",
    ),
    "quoted behind what was said": (
        "“Two died,” AFP quoted the mayor, Lena Fischer, as saying.",
        "the mayor | quoted | official via AFP",
    ),
    "a source heard through a paper": (
        "The coroner, quoted by the newspaper Le Monde, said two died.",
        "The coroner | said | official via the newspaper Le Monde",
    ),
    "a paper that an outlet saw": (
        "Two died, according to a police report seen by AFP.",
        "a police report | according to | official via AFP",
    ),
    "where it was written tells nothing of who": (
        "The ministry, in a post on Facebook, said two died.",
        "The ministry | said | official",
    ),
    "a spokesman for somebody": (
        "Two died, according to a spokesman for the coroner.",
        "a spokesman for the coroner | according to | official",
    ),
    "people familiar with it": (
        "According to people familiar with the matter, two died.",
        "people familiar with the matter | According to | unnamed",
    ),
    "a name kept back behind the verb": (
        "Two died, an officer told AFP, asking not to be identified.",
        "an officer | told | unnamed via AFP",
    ),
    "the first reports of a body": (
        "Two died, according to reports from the fire department.",
        "reports from the fire department | according to | official",
    ),
    "said in front of its colon": ("Said the governor: “Two men died.”", "the governor | Said | official"),
    "armed forces charged": (
        "The armed forces charged that rebels hit a school.",
        "The armed forces | charged | party",
    ),
    "a report withdrawn": (
        "The ministry withdrew its report that two men died.",
        "The ministry | withdrew its report | official denied",
    ),
    "one who says that another told": (
        "The paper's radio said a coroner had told it that two died.",
        "a coroner | had told | official",
    ),
    "cited by an outlet behind a comma": (
        "Police in Graz, cited by ORF, put the toll at two.",
        "Police in Graz | put the toll | official via ORF",
    ),
    "what a person is, before the name": (
        "The prison's governor, Mrs Ada Lund, wept. “Two died,” she told Sky News.",
        "Ada Lund | told | official via Sky News",
    ),
    "a body that the sentence before is about": (
        "The Riverside Fire Department sent ten crews. It said two died.",
        "Riverside Fire Department | said | official",
    ),
    "somebody of whom only the trade is told": (
        "Two died, the lock keeper said.",
        "the lock keeper | said | unknown",
    ),
    "what somebody fears": ("Local officials fear two died.", "Local officials | fear | official"),
    "a claim called false": (
        "Rebels said they shot down a jet; the ministry said the claim was false.",
        "the ministry | said | official denied",
    ),
    "a day before the verb": (
        "The coast guard on Saturday lowered the toll.",
        "The coast guard | lowered the toll | official",
    ),
    "the minutes of a live blog": ("13:10 The mayor says two died.", "The mayor | says | official"),
    "the group is the one named last": (
        "The Taliban struck a post. Police fled. The group said ten men died.",
        "Taliban | said | party",
    ),
    "wrongly reported": (
        "The agency wrongly reported that two men died.",
        "The agency | wrongly reported | official denied",
    ),
    "an accuser behind an aside": (
        "The interior minister, Pedro Ruiz, blamed FARC dissidents for the raid.",
        "The interior minister, Pedro Ruiz | blamed | official",
    ),
    "a figure disputed": ("Hamas said 90 died; Israel disputes the figure.", "Israel | disputes | party denied"),
    "vowed": ("The ministry vowed the attack would be answered.", "The ministry | vowed | official"),
}


@pytest.mark.parametrize(("text", "expected"), FRAMES.values(), ids=FRAMES)
def test_a_frame_is_read(text: str, expected: str) -> None:
    assert expected in written(text)


NO_FRAMES = {
    "people have learned to": "Villagers have learned to stay indoors.",
    "him, who is nobody": "Two men died in a fire. According to him, it was an accident.",
    "a rate": "The country counts two deaths, per year, on its roads.",
    "a rate in numbers": "Two men died, per 100,000 people, of the disease.",
    "counted without a number": "The hospital counted its beds after the fire.",
    "recorded by a band": "The band recorded two songs in Leeds.",
    "an earlier claim": "The earlier claimed prize of two million was paid.",
    "a clause before a participle": "Sixteen people have died in an outbreak declared on Monday.",
    "a headline's subject before its colon": "House fire: two dead\n\nTwo people died.",
    "a country before a headline's colon": "Ruritania war: two dead\n\nTwo people died.",
    "the site behind a headline's dash": "Two dead in fire - BBC News\n\nTwo people died.",
    "a doubt that is gone": "They no longer suspected foul play.",
    "denied a request": "The judge denied the request for bail.",
    "rejected an offer": "The union rejected the pay offer.",
    "the report as a noun": "The report of the accident is long.",
    "to claim": "He went home to claim his coat.",
    "the claims as a noun": "The claims against the firm went to court.",
    "feared as a participle": "Ten people are feared dead.",
    "called off": "The match was called off in the rain.",
    "a standing denial": "Ruritania denies deliberately targeting civilians.",
    "no group": "No group has claimed the attack.",
    "nobody": "Nobody said a word.",
    "blamed on": "A strike blamed on rebels hit a school.",
    "no immediate reports": "There were no immediate reports of casualties.",
    "feared dead behind a number": "It corrected an earlier figure of 30 feared dead.",
    "accused without an accuser": "A man accused of killing two women fled.",
    "a storm blamed for it": "A storm blamed for two deaths moved north.",
    "a participle goes on with nobody new": "It was over, adding to the gloom.",
    "it says nothing": "A fire broke out in the market.",
}


@pytest.mark.parametrize("text", NO_FRAMES.values(), ids=NO_FRAMES)
def test_a_bare_cue_is_no_attribution(text: str) -> None:
    assert [one for one in attributed(text) if one.attribution.source] == []


SCOPES = {
    "when and with what it was said, behind a comma": (
        "Two men died, the mayor said on Friday, in a rare admission.",
        "Two men died, the mayor said on Friday, in a rare admission.",
    ),
    "a headline up to its semicolon": (
        "Mayor says two men died; shops stay closed\n\nIt rained.",
        "two men died",
    ),
    "behind the verb": ("Police said two men died. It rained.", "two men died."),
    "before the speaker": ("Two men died, police said. It rained.", "Two men died,"),
    "before the speaker and the day": ("Two men died, the governor said on Monday.", "Two men died,"),
    "before the speaker who told an outlet": ("Two men died, the governor told AFP.", "Two men died,"),
    "before the speaker who told a paper nobody listed": (
        "Two men died, a resident told the Harbour Standard by telephone.",
        "Two men died,",
    ),
    "what was told to an outlet behind a place": (
        "In Kabul, residents told Reuters gunmen stormed the village.",
        "Reuters gunmen stormed the village.",
    ),
    "before an office with its holder, who told an outlet": (
        "Two men died at Aldeb, the local mediator, Jules Tsuba, told Reuters by telephone on Friday.",
        "Two men died at Aldeb,",
    ),
    "before the speaker and a bare day": ("Two men died, police said Monday.", "Two men died,"),
    "a day in front is no content": ("On Saturday, police said two died.", "two died."),
    "before the speaker and where": ("Two men died, police said in a statement.", "Two men died,"),
    "before the speaker, the day and what came first": (
        "Two men died, the hospital said Thursday after the last bodies were found by the crews.",
        "Two men died,",
    ),
    "before the speaker and an hour of a day": ("Two men died, Rochester police said early Monday.", "Two men died,"),
    "a quotation told to a channel": (
        "“Two men died,” the mayor, Ada Lund, told Sky News after the hill gave way.",
        "“Two men died,”",
    ),
    "behind according to": ("According to police, two men died. It rained.", ", two men died."),
    "before according to": ("Two men died, according to police. It rained.", "Two men died,"),
    "on both sides": ("Two men, police said, died in the fire. It rained.", "Two men, police said, died in the fire."),
    "a denial of the claims reaches back": (
        "Iran fired two rockets. Iran denied the claims.",
        "Iran fired two rockets. Iran denied the claims.",
    ),
    "a denial of this reaches back over its sentence": (
        "Four bodies lay there. The army denied this and left.",
        "Four bodies lay there. The army denied this and left.",
    ),
    "a denial of graft stays with itself": (
        "It rained in Omsk. The mayor denied allegations of graft.",
        "allegations of graft.",
    ),
    "a denial that it took place reaches back": (
        "It shook the hills of Omsk. The army denied that any blast had taken place.",
        "It shook the hills of Omsk. The army denied that any blast had taken place.",
    ),
    "a hedge covers its clause": (
        "It rained, the bridge reportedly fell, and people left.",
        "the bridge reportedly fell",
    ),
    "a speech that began before its sentence": (
        "“Two men died. Ten were hurt,” the governor said. It rained.",
        "“Two men died. Ten were hurt,”",
    ),
    "a speech that goes on behind its speaker": (
        "“Two men died,” the governor said. “Ten were hurt.” It rained.",
        "“Two men died,” the governor said. “Ten were hurt.”",
    ),
    "a speech that goes on in the next paragraph": (
        "“Two men died,” the governor said.\n\n“Ten were hurt.”\n\nIt rained.",
        "“Two men died,” the governor said.\n\n“Ten were hurt.”",
    ),
    "a speech behind a colon": (
        "The governor said: “Two men died. Ten were hurt.” It rained.",
        ": “Two men died. Ten were hurt.”",
    ),
    "a speech with straight marks": (
        '"Two men died," the governor said. "Ten were hurt." It rained.',
        '"Two men died," the governor said. "Ten were hurt."',
    ),
    "a mark that nobody closes": (
        "“Two men died, the governor said. It rained.",
        "“Two men died,",
    ),
    "between commas on both sides": (
        "Two men, according to police, died in a fire. It rained.",
        "Two men, according to police, died in a fire.",
    ),
    "what is added": (
        "Two men died, police said on Monday, adding that ten were hurt. It rained.",
        "Two men died, police said on Monday, adding that ten were hurt.",
    ),
    "an adjective covers its noun": ("The alleged gunman killed 3 people in the shop.", "alleged gunman killed 3"),
}


@pytest.mark.parametrize(("text", "expected"), SCOPES.values(), ids=SCOPES)
def test_a_speaker_stands_behind_a_stretch(text: str, expected: str) -> None:
    (one,) = attributed(text)
    assert read(text).text[one.scope_start : one.scope_end].strip() == expected


def test_a_sides_own_medium_in_the_dateline_stands_behind_everything() -> None:
    text = "clandestine, 11 Dec (Radio Free Hills) -- Ten soldiers died. Five were hurt."
    (one,) = attributed(text)
    assert (one.attribution.source, one.attribution.kind.value) == ("clandestine, 11 Dec (Radio Free Hills)", "party")
    assert (one.scope_start, one.scope_end) == (0, len(text))


def test_the_quote_covers_source_and_cue() -> None:
    text = "Kyiv ordered it, according to a Moscow security source cited by Russian state media."
    (one,) = attributed(text)
    assert one.attribution.quote == "according to a Moscow security source cited by Russian state media"


def test_a_party_speaks_for_itself_only_where_its_opponent_is_named() -> None:
    alone = "The Russian Emergencies Ministry said the fire in Omsk was out."
    both = "The Russian Emergencies Ministry said a Ukrainian drone hit Omsk."
    assert written(alone) == ["The Russian Emergencies Ministry | said | official"]
    assert written(both) == ["The Russian Emergencies Ministry | said | party"]


def test_boilerplate_speaks_for_nobody() -> None:
    text = "Two died in a fire.\n\nAlso read | Ukraine did it, says Russia\n\nThe fire is out."
    assert written(text) == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_and_quotes_hold(text: str) -> None:
    article = raw_article(f"Police said {text}, according to {text} the army said. {text}")
    for one in find_attributions(article, find_actors(article, full_knowledge()), full_knowledge()):
        told = one.attribution
        assert article.text[told.start : told.end] == told.quote
        assert 0 <= one.scope_start <= one.scope_end <= len(article.text)
