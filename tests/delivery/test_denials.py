"""What somebody denies is told with who denies it, in that sentence and not only in the words that are denied."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from monitor.delivery.alert import alert_brief
from monitor.extraction.load import load_knowledge
from monitor.model import DropMeta, Letter, MaterialChange
from monitor.rules.load import load_gazetteer
from monitor.shipped import shipped
from monitor.stories.opening import open_story
from monitor.vocabulary import Change
from monitor.workers.analysis import analyse
from tests.delivery.letters import AT, first, update

DENIALS = {
    "what others say of it": (
        "Syrian army denies Idlib strike\n\nThe Syrian army on Tuesday denied having carried out an air strike on the "
        "town of Sarmin in Idlib province. Activists said on Monday that nine people had been killed.",
        "denied by the Syrian army",
        "The Syrian army on Tuesday denied having carried out an air strike on the town of Sarmin in Idlib province.",
    ),
    "said before it": (
        "Activists said that nine people had been killed in an air strike on the town of Sarmin on Monday. The Syrian "
        "army denied that it had carried out the strike.",
        "denied by the Syrian army",
        "The Syrian army denied that it had carried out the strike.",
    ),
}


def letter_on(text: str) -> Letter:
    """Return the first alert on a text as the program reads it."""
    meta = DropMeta(name="denial.txt", received_at=AT)
    (one,) = analyse(text.encode(), meta, load_knowledge(load_gazetteer(shipped("rules"))))
    report = one.reports[0]
    assert report.event is not None
    story = replace(open_story(one.article, report, AT), number=417)
    return replace(first(report.event), article=one.article, report=report, facts=one.facts, story=story)


@pytest.mark.parametrize(("text", "who", "quote"), DENIALS.values(), ids=DENIALS)
def test_the_denial_is_quoted_with_its_speaker(text: str, who: str, quote: str) -> None:
    letter = letter_on(text)
    doubts = alert_brief(letter, ZoneInfo("UTC"), "").doubts
    assert (who, quote) in [(one.how, one.quote) for doubt in doubts for one in doubt.sayings], doubts


def test_an_update_says_who_denies_what_others_said() -> None:
    text, who, quote = DENIALS["what others say of it"]
    fell = MaterialChange(kind=Change.VERIFICATION, was="unverified", now="disputed")
    (change,) = alert_brief(update(letter_on(text), fell), ZoneInfo("UTC"), "").changes
    assert (change.how, change.quote) == (who, quote)
