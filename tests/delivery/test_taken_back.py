"""What an outlet takes back: who, what, and in which words, before anything else."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from monitor.delivery.alert import alert_brief
from monitor.delivery.subject import subject_of
from monitor.model import CORRECTS_ITSELF, WITHDRAWN, DropMeta, Interval, Letter, MaterialChange
from monitor.reading.read import read_articles
from monitor.vocabulary import Bound, Change, Harm, Level
from tests.delivery.letters import AT, TASS, first, higher_toll, update

NOTICE = b"KILL: Strike on Belgorod\n\nPlease kill our story on Belgorod. It happened in 2022.\n"


def withdrawn(letter: Letter) -> Letter:
    """Return the update that takes the whole report back, so that no figure is left."""
    assert letter.story
    assert letter.article
    gone = (MaterialChange(kind=Change.TOLL, harm=one.harm, before=one.value) for one in letter.story.figures)
    (notice,) = read_articles(NOTICE, DropMeta(name="kill.txt", received_at=AT))
    notice = replace(notice, source=replace(letter.article.source, id="afp"))
    letter = update(letter, *gone, MaterialChange(kind=Change.CORRECTION, now=WITHDRAWN))
    return replace(letter, article=notice, story=replace(letter.story, figures=()) if letter.story else None)


def test_who_withdraws_what_and_why_is_told_before_all_else() -> None:
    letter = withdrawn(first())
    brief = alert_brief(letter, ZoneInfo("UTC"), "")
    assert brief.lead == "UPDATE 2: RETRACTION: afp withdraws its report of 14 killed, over 100 injured"
    assert (brief.caveat, brief.doubts) == ("still UNVERIFIED; no other outlet tells of it", ())
    assert brief.changes[-1].quote == "Please kill our story on Belgorod. It happened in 2022."
    assert subject_of(letter) == "[CRITICAL] Belgorod: WITHDRAWN: 14 killed, 100+ injured (UNVERIFIED)"


def test_what_others_tell_of_a_withdrawn_report_still_stands() -> None:
    letter = withdrawn(first())
    assert letter.story
    other = replace(letter.story.members[0], source=TASS, article_id="other")
    still = first().story
    assert still
    story = replace(letter.story, members=(*letter.story.members, other), figures=still.figures)
    letter = replace(letter, story=story, changes=letter.changes[-1:])
    brief = alert_brief(letter, ZoneInfo("UTC"), "")
    assert brief.lead.startswith("UPDATE 2: RETRACTION: afp withdraws its report; 14 killed")
    assert brief.doubts
    assert subject_of(letter) == "[CRITICAL] Belgorod: a report WITHDRAWN: 14 killed (UNVERIFIED)"


def test_a_figure_that_falls_back_to_another_outlets_is_gone_and_the_other_still_stands() -> None:
    letter = withdrawn(first())
    assert letter.story
    told = first().story
    assert told
    other = replace(letter.story.members[0], source=TASS, article_id="other")
    killed, up_to = told.figures[0], Interval(min=0, max=7, bound=Bound.UP_TO)
    fell = MaterialChange(kind=Change.TOLL, harm=Harm.KILLED, before=killed.value, after=up_to)
    story = replace(letter.story, members=(*letter.story.members, other), figures=(replace(killed, value=up_to),))
    letter = replace(letter, story=story, changes=(fell, letter.changes[-1]))
    brief = alert_brief(letter, ZoneInfo("UTC"), "")
    assert brief.lead.startswith("UPDATE 2: RETRACTION: afp withdraws its report of 14 killed")
    assert brief.changes[0].what == "killed 14 -> up to 7"
    letter = replace(letter, notice=replace(letter.notice, level=Level.HIGH))
    assert subject_of(letter) == "[HIGH] Belgorod: WITHDRAWN: 14 killed, still <=7 killed (UNVERIFIED)"


def test_a_correction_is_called_so_once() -> None:
    letter = higher_toll(first())
    letter = replace(letter, changes=(*letter.changes, MaterialChange(kind=Change.CORRECTION, now=CORRECTS_ITSELF)))
    brief = alert_brief(letter, ZoneInfo("UTC"), "")
    assert brief.lead == "UPDATE 2: CORRECTION: killed 14 -> 21 (tass)"
