"""The sample article as an editor reads it: what docs/contracts.md shows and the issue lists, to the letter."""

from datetime import UTC, date, datetime

import pytest

from monitor.extraction import extract
from monitor.extraction.reports import reports_of
from monitor.model import Article, DropMeta, Event, Facts
from monitor.reading import read_articles
from monitor.shipped import shipped
from monitor.vocabulary import Bound, ClaimKind, DatePrecision, EventKind, Flag, Role, Status
from tests.extraction.names_case import full_knowledge

SAMPLE = shipped("seeds") / "belgorod.txt"


@pytest.fixture(scope="module")
def article() -> Article:
    meta = DropMeta(name=SAMPLE.name, received_at=datetime(2024, 1, 2, tzinfo=UTC))
    return read_articles(SAMPLE.read_bytes(), meta)[0]


@pytest.fixture(scope="module")
def facts(article: Article) -> Facts:
    return extract(article, full_knowledge())


@pytest.fixture(scope="module")
def belgorod(facts: Facts) -> Event:
    return facts.events[0]


@pytest.fixture(scope="module")
def kharkiv(facts: Facts) -> Event:
    return facts.events[1]


def test_two_events_make_two_reports(article: Article, facts: Facts) -> None:
    assert len(facts.events) == 2
    assert [report.id for report in reports_of(article, facts)] == [f"{article.id}:0", f"{article.id}:1"]


def test_the_strike_is_set_where_and_when_it_was(belgorod: Event) -> None:
    assert belgorod.kind is EventKind.STRIKE
    assert (belgorod.on, belgorod.on_precision) == (date(2023, 12, 30), DatePrecision.STATED)
    assert [place.name for place in belgorod.places] == ["Belgorod"]


def test_the_toll_is_the_outlets_own_words_under_a_standing_disclaimer(belgorod: Event) -> None:
    killed, injured = belgorod.casualties.killed, belgorod.casualties.injured
    assert killed
    assert injured
    assert (killed.value.min, killed.value.max, killed.value.bound) == (14, 14, Bound.EXACT)
    assert (injured.value.min, injured.value.max, injured.value.bound) == (100, None, Bound.OVER)
    for figure in (killed, injured):
        assert figure.status is Status.CLAIMED
        assert set(figure.flags) == {Flag.UNKNOWN_SOURCE, Flag.DISCLAIMER}
        assert [claim.attribution for claim in figure.claims] == [None]


def test_attacks_eliminations_fighters_and_also_read_lines_give_no_toll(facts: Facts) -> None:
    assert facts.background == ()
    assert [event.casualties.killed is not None for event in facts.events] == [True, False]


def test_kharkiv_has_its_own_injured_and_only_them(kharkiv: Event) -> None:
    assert kharkiv.places[0].name == "Kharkiv"
    assert kharkiv.casualties.killed is None
    injured = kharkiv.casualties.injured
    assert injured
    assert injured.value.min == 2
    assert injured.value.bound is Bound.AT_LEAST
    assert injured.claims[0].attribution
    assert injured.claims[0].attribution.source == "the Ukrainian military"


def test_who_ordered_it_is_unverified(belgorod: Event) -> None:
    ordered = [c for c in belgorod.claims if c.about is ClaimKind.PERPETRATOR and c.actor == "volodymyr-zelensky"]
    assert ordered
    assert all(claim.status is Status.UNVERIFIED and claim.role is Role.ACCUSED for claim in ordered)


def test_the_event_is_as_unsure_as_its_least_sure_claim(belgorod: Event, facts: Facts) -> None:
    wanted = {Flag.ALLEGED, Flag.UNNAMED_SOURCE, Flag.STATE_MEDIA, Flag.PARTY_CLAIM, Flag.DISCLAIMER}
    assert belgorod.verification.status is Status.UNVERIFIED
    assert wanted <= set(belgorod.verification.flags)
    assert facts.verification == belgorod.verification


def test_accused_attackers_and_speakers_keep_their_roles(facts: Facts) -> None:
    roles = {actor.id: set(actor.roles) for actor in facts.actors}
    assert Role.ACCUSED in roles["volodymyr-zelensky"]
    assert Role.ACCUSED in roles["kyrylo-budanov"]
    assert Role.ACCUSED in roles["ua-gur"]
    assert Role.ATTACKER in roles["kraken-regiment"]
    assert Role.SPEAKER in roles["vladimir-putin"]
    assert Role.SPEAKER in roles["ru-mod"]
    assert {"ukraine", "russia"} <= set(roles)


def test_the_answer_to_the_strike_lends_it_no_roles(belgorod: Event) -> None:
    roles = {(actor.id, actor.role) for actor in belgorod.actors}
    assert not roles & {("ru-armed-forces", Role.ATTACKER), ("ua-armed-forces", Role.TARGET)}
    assert "ru-armed-forces" not in {claim.actor for claim in belgorod.claims}
    assert ("ru-mod", Role.SPEAKER) in roles


def test_every_quote_is_the_text(article: Article, facts: Facts) -> None:
    quotes = [e for event in facts.events for e in (*event.evidence, *event.verification.evidence)]
    quotes += [e for actor in facts.actors for e in actor.evidence] + [e for p in facts.places for e in p.evidence]
    assert quotes
    assert all(article.text[one.start : one.end] == one.quote for one in quotes)
