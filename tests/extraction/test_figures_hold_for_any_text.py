"""Promises that hold for any text at all: quotes are the text, nothing raises, time grows with length."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extraction import Knowledge, extract
from monitor.extraction.reports import reports_of
from monitor.model import Article, Evidence, Facts, Sentence, Source, ZoneSpan
from monitor.vocabulary import Harm, Zone

NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)
WORDS = st.sampled_from(
    (
        "killed wounded died dead the a two 14 people soldiers and , . including among them no one not was were left "
        "over at least between to from 3.5 1,200 14-year-old İstanbul ΣΑΣ \u202e 🙂 's death toll rose of bodies shot "
        "Maria Gomez who lives claimed feared ( ) [ ] - -- %"
    ).split()
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=60).map(" ".join))


def article_of(text: str) -> Article:
    """One body sentence, whatever the text is: the reader's care is not what is tested here."""
    return Article(
        id="0" * 64,
        title=None,
        text=text,
        zones=(ZoneSpan(zone=Zone.BODY, start=0, end=len(text)),),
        sentences=(Sentence(start=0, end=len(text), zone=Zone.BODY),) if text else (),
        language="en",
        source=Source(),
        received_at=NOON,
        format="txt",
        encoding="utf-8",
    )


def evidence_of(facts: Facts) -> list[Evidence]:
    found = [evidence for toll in facts.background for evidence in toll.evidence]
    for event in facts.events:
        found.extend(event.evidence)
        for harm in Harm:
            casualty = event.casualties.of(harm)
            if casualty:
                found.extend(casualty.evidence)
                found.extend(evidence for claim in casualty.claims for evidence in claim.evidence)
    return found


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_every_figure_quotes_the_text(text: str, knowledge: Knowledge) -> None:
    facts = extract(article_of(text), knowledge)
    assert all(text[one.start : one.end] == one.quote and one.quote for one in evidence_of(facts))


@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_every_article_makes_a_report_per_event_and_at_least_one(text: str, knowledge: Knowledge) -> None:
    article = article_of(text)
    facts = extract(article, knowledge)
    reports = reports_of(article, facts)
    assert [report.event for report in reports] == (list(facts.events) or [None])
    assert [report.n for report in reports] == list(range(len(reports)))


def seconds(text: str, knowledge: Knowledge) -> float:
    return seconds_for(article_of(text), knowledge)


def seconds_for(article: Article, knowledge: Knowledge) -> float:
    started = time.process_time()
    extract(article, knowledge)
    return time.process_time() - started


ROUND_UPS = (
    "{n} people were killed and {m} wounded in Leeds on {d} May, police said. ",
    "The army denied that {n} people were killed in Lyon. ",
    "The {a} Liberation Front ({a}) accused Omar {b} of the attack that killed {m}. ",
    "In 19{y} a bomb in Turin killed {n} people; a year later another killed {m}. ",
    "“We saw {n} dead,” a doctor said on {w}. ",
    "On {d} May {n} people died in a blast in the town of {b}. ",
    "{n} people died in Bonn on {w}. Separately, {m} were hurt there, and the army denied it. ",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def round_up(wording: str, tolls: int) -> Article:
    """One sentence for each toll."""
    told = []
    for i in range(tolls):
        letters = "".join(chr(65 + i // 26**place % 26) for place in range(4))
        values = {"n": i % 37 + 2, "m": i % 11 + 3, "d": 1 + i % 28, "y": 50 + i % 50, "w": WEEKDAYS[i % 7]}
        told.append(wording.format(a=f"Z{letters}", b=letters.capitalize(), **values))
    return _sentence_by_sentence([one.removesuffix(" ") for one in told], " ")


def _sentence_by_sentence(told: Sequence[str], between: str) -> Article:
    """An article in which each text is one sentence."""
    starts = accumulate((len(one) + len(between) for one in told[:-1]), initial=0)
    spans = tuple(Sentence(start=at, end=at + len(one), zone=Zone.BODY) for at, one in zip(starts, told, strict=True))
    return replace(article_of(between.join(told)), sentences=spans)


@pytest.mark.parametrize("wording", ROUND_UPS)
def test_a_round_up_of_many_tolls_takes_time_in_line_with_its_length(wording: str, knowledge: Knowledge) -> None:
    short, long = round_up(wording, 100), round_up(wording, 1500)
    extract(short, knowledge)
    # 15 times the length; its square would be 225 times the work, and a busy machine measures double at times
    assert seconds_for(long, knowledge) < 45 * max(seconds_for(short, knowledge), 0.02)


LOGS = (
    "Stabbing: A man was stabbed on {w} near the park in Lyon. He is in hospital.",
    "Harbour View. {n} men were shot on {w} night, and police said that {m} of them died in hospital.",
    "{h}:{d} Police say that {n} people have been killed in Leeds since {w}.",
)


def log(wording: str, items: int) -> Article:
    """A paragraph for each item."""
    values = ({"n": i % 37 + 2, "m": i % 3 + 1, "h": i // 40 % 24, "d": 10 + i % 40} for i in range(items))
    return _sentence_by_sentence([wording.format(w=WEEKDAYS[i % 7], **one) for i, one in enumerate(values)], "\n\n")


@pytest.mark.parametrize("wording", LOGS)
def test_a_log_of_many_items_takes_time_in_line_with_its_length(wording: str, knowledge: Knowledge) -> None:
    short, long = log(wording, 60), log(wording, 1200)
    extract(short, knowledge)
    assert seconds_for(long, knowledge) < 45 * max(seconds_for(short, knowledge), 0.02)


def test_time_grows_with_the_length_and_not_its_square(knowledge: Knowledge) -> None:
    for piece in ("killed 14 people and ", "( [ ", "10 000 ", "two men, ", "was and killed ", "the the "):
        short, long = piece * 2_000, piece * 20_000
        extract(article_of(piece * 100), knowledge)
        assert seconds(long, knowledge) < 40 * max(seconds(short, knowledge), 0.02), piece


@pytest.mark.parametrize(
    "piece",
    [
        "14 people were killed in a blast in Lyon years ago, the mayor said on Monday, and ",
        "since the attack of 2014 killed 3 ",
        "five were killed, as a jury, while a trial of 2003 ",
    ],
)
def test_one_sentence_full_of_tolls_days_and_speakers_takes_time_in_line_with_its_length(
    piece: str, knowledge: Knowledge
) -> None:
    short, long = article_of(piece * 50), article_of(piece * 500)
    extract(short, knowledge)
    assert seconds_for(long, knowledge) < 30 * max(seconds_for(short, knowledge), 0.02)


def test_a_line_of_a_megabyte_costs_no_more_than_its_length(knowledge: Knowledge) -> None:
    for piece in ("died in hospital and three in Lyon ", "((((((((", "12,345 people and ", "injured \U0001f600 "):
        line = piece * (1_000_000 // len(piece))
        short = max(seconds(line[:100_000], knowledge), 0.05)
        assert seconds(line, knowledge) < 25 * short, piece


@pytest.mark.parametrize("zone", [Zone.BOILERPLATE, Zone.DISCLAIMER, Zone.HEADER])
def test_an_article_that_is_no_news_at_all_tells_no_event(zone: Zone, knowledge: Knowledge) -> None:
    text = "Read also: 14 people killed in Lyon."
    article = replace(
        article_of(text),
        zones=(ZoneSpan(zone=zone, start=0, end=len(text)),),
        sentences=(Sentence(start=0, end=len(text), zone=zone),),
    )
    assert extract(article, knowledge).events == ()


def test_an_article_without_a_pack_stays_unread(knowledge: Knowledge) -> None:
    article = article_of("Kolme ihmistä kuoli.")
    facts = extract(Article(**{**_fields(article), "language": "fi"}), knowledge)
    assert not facts.read
    assert facts.events == ()
    assert facts.verification.status == "unknown"


def _fields(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in article.__slots__}
