"""The ladder of docs/contracts.md, section 5, sentence by sentence: each rung and each flag has its example."""

import pytest

from monitor.extraction.facts import extract
from monitor.model import Facts, Source
from monitor.vocabulary import Flag, SourceKind, Status
from tests.extraction.names_case import full_knowledge, read

DISCLAIMER = "The Desk cannot independently verify the statements, photos and videos in this report."


def outlet(kind: SourceKind = SourceKind.OUTLET, *, configured: bool = True, language: str = "en") -> Source:
    return Source(id="x", configured=configured, kind=kind, language=language)


def rung(facts: Facts) -> str:
    """`status flag flag` of the article."""
    return " ".join([facts.verification.status, *sorted(facts.verification.flags)])


TOLD = "Two people died in a raid in Gao on Monday"
LADDER = {
    "denied": (f"{TOLD}. The army denied the reports.", outlet(), "disputed denied party_claim"),
    "conflicting": (
        "Police said 12 people were killed in the raid in Gao. Hospital officials said 15 people were killed.",
        outlet(),
        "disputed conflicting",
    ),
    "hedged": ("Two people reportedly died in a raid in Gao.", outlet(), "unverified alleged"),
    "an unnamed source": (f"{TOLD}, a security source said.", outlet(), "unverified unnamed_source"),
    "social media in their own voice": (f"{TOLD}.", outlet(SourceKind.SOCIAL), "unverified social_media"),
    "social media passed on": (f"{TOLD}, according to posts on Telegram.", outlet(), "unverified social_media"),
    "only a party": ("The rebels said they killed two soldiers in Gao on Monday.", outlet(), "claimed party_claim"),
    "a party's own folder": (f"{TOLD}.", outlet(SourceKind.PARTY), "claimed party_claim"),
    "a standing disclaimer": (f"{TOLD}.\n\n{DISCLAIMER}", outlet(), "claimed disclaimer"),
    "state media": (f"{TOLD}, state television reported.", outlet(), "claimed state_media"),
    "a named source": (f"{TOLD}, the governor said.", outlet(), "reported"),
    "the outlet's own voice": (f"{TOLD}.", outlet(), "reported"),
    "an agency's own voice": (f"{TOLD}.", outlet(SourceKind.AGENCY), "reported"),
    "an outlet that nobody configured": (f"{TOLD}.", outlet(configured=False), "reported unknown_source"),
    "feared": ("Twenty people were feared dead after a ferry sank off Gao.", outlet(), "reported feared"),
    "the lowest of what a notice prints": (
        f"{TOLD}, police said. The governor blamed JNIM.",
        outlet(),
        "unverified alleged",
    ),
    "a language without a pack": (
        "Dos personas murieron en un ataque en Lima el lunes, dijo la policía en la calle.",
        outlet(language="es"),
        "unknown facts_unread",
    ),
}


@pytest.mark.parametrize(("text", "source", "expected"), LADDER.values(), ids=LADDER)
def test_a_rung_is_that_of_the_ladder(text: str, source: Source, expected: str) -> None:
    assert rung(extract(read(text, source=source), full_knowledge())) == expected


def test_every_flag_and_every_rung_of_one_article_has_its_example() -> None:
    shown = {word for _, _, expected in LADDER.values() for word in expected.split()}
    assert set(Flag) <= shown
    assert set(Status) - shown == {Status.CORROBORATED}  # that takes two articles


def test_who_did_it_can_be_less_sure_than_what_was_done() -> None:
    text, source, _ = LADDER["the lowest of what a notice prints"]
    (event,) = extract(read(text, source=source), full_knowledge()).events
    assert event.casualties.killed
    assert event.casualties.killed.status is Status.REPORTED
    assert event.verification.status is Status.UNVERIFIED
