"""When: days that are stated, and days counted from publication (Tuesday, 12 March 2024)."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.extraction.dates import find_dates
from monitor.extraction.facts import extract
from monitor.model import Source
from tests.extraction.names_case import DESK, full_knowledge, raw_article, read

CASES = {
    "day month year": ("It happened on 30 December 2023.", "30 December 2023", "2023-12-30 stated"),
    "month day year": ("It happened on December 30, 2023.", "December 30, 2023", "2023-12-30 stated"),
    "short month": ("It happened on Dec. 30, 2023.", "Dec. 30, 2023", "2023-12-30 stated"),
    "ordinal": ("It happened on the 3rd of March.", "3rd of March", "2024-03-03 stated"),
    "month and ordinal": ("It happened on March 3rd in the south.", "March 3rd", "2024-03-03 stated"),
    "iso": ("Report of 2024-02-29 on the fire.", "2024-02-29", "2024-02-29 stated"),
    "dotted": ("Report of 29.02.2024 on the fire.", "29.02.2024", "2024-02-29 stated"),
    "year left out, this year": ("It happened on March 3.", "March 3", "2024-03-03 stated"),
    "year left out, last year": ("It happened on December 30.", "December 30", "2023-12-30 stated"),
    "a little ahead": ("The vote is on March 20.", "March 20", "2024-03-20 stated"),
    "two digits of a year": ("Bogota, 2 Nov 89 (EFE) -- Two died.", "2 Nov 89", "1989-11-02 stated"),
    "two digits nearer to the next century": ("Cairo, 6 Oct 73 (AP) -- Two died.", "6 Oct 73", "1973-10-06 stated"),
    "two digits of this year": ("Cairo, 6 Feb 24 (AP) -- Two died.", "6 Feb 24", "2024-02-06 stated"),
    "weekday in brackets": ("The strike on Saturday (Mar 9) hit a school.", "Saturday (Mar 9)", "2024-03-09 stated"),
    "no blank in the brackets": ("The strike on Saturday (Mar9) hit a school.", "Saturday (Mar9)", "2024-03-09 stated"),
    "weekday and date": ("It began on Friday, March 8, 2024.", "Friday, March 8, 2024", "2024-03-08 stated"),
    "weekday": ("The strike on Saturday hit a school.", "Saturday", "2024-03-09 resolved"),
    "weekday of publication": ("The strike on Tuesday hit a school.", "Tuesday", "2024-03-12 resolved"),
    "weekday after the one of publication": ("It happened on Wednesday.", "Wednesday", "2024-03-06 resolved"),
    "possessive weekday": ("Monday's blast woke the town.", "Monday", "2024-03-11 resolved"),
    "last weekday": ("It happened last Friday.", "last Friday", "2024-03-08 resolved"),
    "last on the same weekday": ("It happened last Tuesday.", "last Tuesday", "2024-03-05 resolved"),
    "next weekday": ("Talks resume next Friday.", "next Friday", "2024-03-15 resolved"),
    "short weekday": ("It happened on Sat night.", "Sat", "2024-03-09 resolved"),
    "today": ("Two died in a fire today.", "today", "2024-03-12 resolved"),
    "yesterday": ("Two died in a fire yesterday.", "yesterday", "2024-03-11 resolved"),
    "day before yesterday": ("It began the day before yesterday.", "the day before yesterday", "2024-03-10 resolved"),
    "this morning": ("A bomb went off this morning.", "this morning", "2024-03-12 resolved"),
    "last night": ("A bomb went off last night.", "last night", "2024-03-11 resolved"),
    "tomorrow": ("The court sits tomorrow.", "tomorrow", "2024-03-13 resolved"),
    "days ago in words": ("It happened two days ago.", "two days ago", "2024-03-10 resolved"),
    "days ago in figures": ("It happened 5 days ago.", "5 days ago", "2024-03-07 resolved"),
    "a week ago": ("It happened a week ago.", "a week ago", "2024-03-05 resolved"),
    "overnight": ("Two died in a fire overnight.", "overnight", "2024-03-12 resolved"),
    "late on a weekday": ("It happened late on Monday.", "Monday", "2024-03-11 resolved"),
    "weekday and day": ("It happened on Saturday 9 March.", "Saturday 9 March", "2024-03-09 stated"),
    "weekday, day and year": (
        "It happened on Saturday, the 30th of December 2023.",
        "Saturday, the 30th of December 2023",
        "2023-12-30 stated",
    ),
    "two days of a month": ("It happened on 3-4 March.", "3-4 March", "2024-03-03 stated"),
    "weekday of last week": ("It happened on Monday of last week.", "Monday of last week", "2024-03-04 resolved"),
    "weekday last week": ("It happened on Thursday last week.", "Thursday last week", "2024-03-07 resolved"),
    "a day that a group is called after": ("It happened on 17 November.", "17 November", "2023-11-17 stated"),
    "a feast": ("A fire broke out on New Year's Day.", "New Year's Day", "2024-01-01 resolved"),
    "a feast of last year": ("A fire broke out on Christmas Eve.", "Christmas Eve", "2023-12-24 resolved"),
    "a fortnight ago": ("It happened a fortnight ago.", "a fortnight ago", "2024-02-27 resolved"),
    "nights ago": ("It happened two nights ago.", "two nights ago", "2024-03-10 resolved"),
    "a week, no day": ("It happened last week.", "last week", "None resolved"),
    "capitals": ("THE BOMB WENT OFF ON 3 MARCH.", "3 MARCH", "2024-03-03 stated"),
    "weekday in capitals": ("THE BOMB WENT OFF ON SATURDAY.", "SATURDAY", "2024-03-09 resolved"),
}


DATELINES = {
    "a month ago": ("RIGA, Feb 5 (BNS) - A fire on Sunday killed two.", "Sunday", date(2024, 2, 4)),
    "last year": ("RIGA, Dec 6 (BNS) - A fire on Monday killed two.", "Monday", date(2023, 12, 4)),
    "behind a title": ("Fire in Riga\n\nRIGA, Feb 5 (BNS) - Two died on Sunday.", "Sunday", date(2024, 2, 4)),
}


@pytest.mark.parametrize(("text", "words", "on"), DATELINES.values(), ids=DATELINES)
def test_days_count_from_the_day_of_the_dateline(text: str, words: str, on: date) -> None:
    article = read(text)
    assert {article.text[d.start : d.end]: d.on for d in find_dates(article, full_knowledge())}[words] == on


@pytest.mark.parametrize(("text", "words", "expected"), CASES.values(), ids=CASES)
def test_a_day_is_read(text: str, words: str, expected: str) -> None:
    article = read(text)
    found = {
        article.text[one.start : one.end]: f"{one.on} {one.precision.value}"
        for one in find_dates(article, full_knowledge())
    }
    assert found == {words: expected}


NO_DAYS = {
    "the verb may": "The army may march on the town.",
    "a month alone": "The war began in March.",
    "a year alone": "The war began in 2014.",
    "an impossible day": "The form said February 30, 2023.",
    "a version": "Version 2.10.2023.4 was released.",
    "sat as a verb": "They sat on the floor.",
    "an outlet": "The source spoke to Russia Today about it.",
}


@pytest.mark.parametrize("text", NO_DAYS.values(), ids=NO_DAYS)
def test_no_day_is_made_of_other_words(text: str) -> None:
    assert find_dates(read(text), full_knowledge()) == ()


def test_earlier_counts_from_the_day_named_before() -> None:
    days = [one.on for one in find_dates(read("He died on March 8. Two days earlier he was shot."), full_knowledge())]
    assert days == [date(2024, 3, 8), date(2024, 3, 6)]


def test_later_counts_from_the_day_named_before() -> None:
    days = [one.on for one in find_dates(read("He was shot on March 3. He died three days later."), full_knowledge())]
    assert days == [date(2024, 3, 3), date(2024, 3, 6)]


COUNTED = {
    "a day after a named day": ("A day after the blast on March 8, he died.", ["2024-03-09", "2024-03-08"]),
    "two days after a named day": ("It came two days after a raid on March 1.", ["2024-03-03", "2024-03-01"]),
    "days before a named day": ("It came three days before the vote on March 10.", ["2024-03-07", "2024-03-10"]),
    "after what has no day": ("It came two days after the coup.", []),
    "before, at the end of a clause": ("He died on March 8. Two days before, he fell.", ["2024-03-08", "2024-03-06"]),
    "the next day": ("He was shot on March 8 and died the next day.", ["2024-03-08", "2024-03-09"]),
    "the following morning": ("On March 8 it fell. The following morning he died.", ["2024-03-08", "2024-03-09"]),
    "the previous night": ("He died on March 8. It burned the previous night.", ["2024-03-08", "2024-03-07"]),
    "the day before": ("BEIRUT, March 11 - A raid the day before killed four.", ["2024-03-11", "2024-03-10"]),
    "the day before something": ("He voted on March 8. It was the day before the raid.", ["2024-03-08"]),
    "the next day, of nothing": ("He died the next day.", []),
    "in capitals": ("HE WAS SHOT ON MARCH 8 AND DIED THE NEXT DAY.", ["2024-03-08", "2024-03-09"]),
}


@pytest.mark.parametrize(("text", "days"), COUNTED.values(), ids=COUNTED)
def test_days_are_counted_from_a_day_of_the_article(text: str, days: list[str]) -> None:
    assert [str(one.on) for one in find_dates(read(text), full_knowledge())] == days


SPOKEN = {
    "said on": ("Police said on Monday that two men died on Sunday.", ["Monday"]),
    "told reporters": ("Two died on Sunday, the mayor told reporters on Monday.", ["Monday"]),
    "told an agency": ("Two died on Sunday, the mayor told AFP late on Monday.", ["Monday"]),
    "in a statement": ("The embassy said in a statement on Friday it was closed.", ["Friday"]),
    "found is not said": ("Two bodies were found on Monday.", []),
    "said at a place": ("Two died on Sunday, the mayor said at the tape on Monday.", ["Monday"]),
    "a day before its verb": ("The mayor on Monday blamed a gang for the blast of Sunday.", ["Monday"]),
    "found on a day": ("Officers on Monday found two bodies.", []),
    "what was said": ("Police said two men died on Sunday.", []),
    "capitals": ("POLICE SAID ON MONDAY TWO MEN DIED ON SUNDAY.", ["MONDAY"]),
}


@pytest.mark.parametrize(("text", "days"), SPOKEN.values(), ids=SPOKEN)
def test_the_day_on_which_somebody_spoke_is_marked(text: str, days: list[str]) -> None:
    article = read(text)
    found = find_dates(article, full_knowledge())
    assert [article.text[one.start : one.end] for one in found if one.spoken] == days


def test_the_day_of_publication_is_that_of_the_source() -> None:
    late = datetime(2024, 3, 12, 23, tzinfo=UTC)
    tokyo = Source(id="tokyo", configured=True, language="en", location="Asia/Tokyo")
    (here,) = find_dates(read("Two died today.", received_at=late), full_knowledge())
    (there,) = find_dates(read("Two died today.", source=tokyo, received_at=late), full_knowledge())
    assert (here.on, there.on) == (date(2024, 3, 12), date(2024, 3, 13))


def test_a_wire_counts_from_its_own_dateline() -> None:
    text = "San Salvador, 15 Jan 90 (EFE) -- [Text] Rebels attacked a post yesterday."
    assert [one.on for one in find_dates(read(text), full_knowledge())] == [date(1990, 1, 15), date(1990, 1, 14)]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    article = raw_article(f"On Saturday ({text}) 30 December {text} two days ago")
    for one in find_dates(article, full_knowledge()):
        assert 0 <= one.start < one.end <= len(article.text)


def test_an_unknown_zone_falls_back_to_utc() -> None:
    odd = Source(id=DESK.id, configured=True, language="en", location="Nowhere/Land")
    (found,) = find_dates(read("Two died today.", source=odd), full_knowledge())
    assert found.on == date(2024, 3, 12)


AHEAD = {
    "until": ("The road is closed until Saturday.", ["Saturday"]),
    "through": ("A warning is in force through Sunday.", ["Sunday"]),
    "two days of a night": ("It happened in the night from Monday to Tuesday.", []),
    "through a door": ("On Monday he shot through the door.", []),
}


@pytest.mark.parametrize(("text", "told"), AHEAD.values(), ids=AHEAD)
def test_the_day_to_which_something_goes_on_is_no_day_of_what_happened(text: str, told: list[str]) -> None:
    article = read(text)
    found = find_dates(article, full_knowledge())
    assert [article.text[one.start : one.end] for one in found if one.ahead] == told


PAPERS = {
    "at the end of a title": ("Situation note, Mali, 11 March 2024\n\nA drone hit a school on 9 March.", "2024-03-09"),
    "the title's own day": ("Nine die in Mali on 9 March\n\nA drone killed nine people in Gao.", "2024-03-09"),
    "on a line of its own": (
        "PRESS RELEASE\nDepartment of Works\nShimla, 11 March 2024\n\nEight men died yesterday in a fire in Kullu.",
        "2024-03-10",
    ),
}


@pytest.mark.parametrize(("text", "on"), PAPERS.values(), ids=PAPERS)
def test_the_day_of_a_paper_is_not_that_of_what_it_tells(text: str, on: str) -> None:
    (event,) = extract(read(text), full_knowledge()).events
    assert str(event.on) == on


AFTERWARDS = {
    "a new toll": ("The toll rose to 16 on Thursday after the flood.", ["Thursday"]),
    "a find": ("Six bodies were recovered from the rubble on Sunday.", ["Sunday"]),
    "an arrest": ("A man was arrested at his home on Friday.", ["Friday"]),
    "a funeral": ("Mourners on Sunday began to bury those slain on Friday.", ["Sunday"]),
    "a clause of its own": ("The toll rose to 16, and on Sunday the wall fell.", []),
    "the deed": ("Sixteen people were killed on Thursday.", []),
}


@pytest.mark.parametrize(("text", "told"), AFTERWARDS.values(), ids=AFTERWARDS)
def test_the_day_of_what_came_of_it_is_told_from_that_of_the_event(text: str, told: list[str]) -> None:
    article = read(text)
    found = find_dates(article, full_knowledge())
    assert [article.text[one.start : one.end] for one in found if one.afterwards] == told


def test_a_fire_is_as_many_days_before_its_new_toll_as_the_sentence_says() -> None:
    text = "The toll of a fire rose to 16 on Sunday, two days after the blaze began in a warehouse next door."
    assert [str(one.on) for one in find_dates(read(text), full_knowledge())] == ["2024-03-10", "2024-03-08"]


DATED = {
    "what came after it": ("Bodies were still counted on Sunday after a blaze killed nine on Friday.", "2024-03-08"),
    "the evening before": (
        "Ruritania woke in shock on Sunday. The evening before, a car had hit a fair in Varna, killing nine.",
        "2024-03-09",
    ),
    "who was moved": (
        "Rebels shot two boys in Lima on Friday. One of the hurt was flown to Cali on Sunday.",
        "2024-03-08",
    ),
    "who died later": ("A man who was shot in Lima on Friday died on Sunday.", "2024-03-08"),
    "who was charged": ("His father was himself charged on Sunday. The son had killed nine on Friday.", "2024-03-08"),
    "the day before that of a speaker": (
        "Ruritania blamed its neighbour on Sunday for blasts that killed nine the day before.",
        "2024-03-09",
    ),
}


@pytest.mark.parametrize(("text", "on"), DATED.values(), ids=DATED)
def test_an_event_is_dated_by_the_day_of_its_deed(text: str, on: str) -> None:
    (event,) = extract(read(text), full_knowledge()).events
    assert str(event.on) == on


def test_an_event_is_not_dated_by_its_new_toll() -> None:
    text = "The toll of a fire in Dhaka rose to 16 on Sunday, firefighters said, two days after the blaze began."
    (event,) = extract(read(text), full_knowledge()).events
    assert str(event.on) == "2024-03-08"


SPANS = {
    "in order": ("They fell between Saturday and Monday.", ["2024-03-09", "2024-03-11"]),
    "begun the week before": ("It rained between Monday and Sunday.", ["2024-03-04", "2024-03-10"]),
    "no span": ("It rained on Monday and Sunday.", ["2024-03-11", "2024-03-10"]),
}


@pytest.mark.parametrize(("text", "days"), SPANS.values(), ids=SPANS)
def test_the_first_day_of_a_span_lies_before_the_second(text: str, days: list[str]) -> None:
    assert [str(one.on) for one in find_dates(read(text), full_knowledge())] == days


AHEAD = {
    "due in court": "A gunman killed three people in a bar in Nice. He is due to appear in court on Tuesday.",
    "buried tomorrow": "A gunman killed three people in a bar in Nice. They will be buried tomorrow.",
    "tomorrow alone": "A gunman killed three people in a bar in Nice. Schools open again tomorrow.",
}


@pytest.mark.parametrize("text", AHEAD.values(), ids=AHEAD)
def test_nothing_happened_on_a_day_to_come(text: str) -> None:
    (event,) = extract(read(text), full_knowledge()).events
    assert (str(event.on), event.on_precision) == ("2024-03-12", "assumed")


def test_the_day_of_a_deed_is_no_day_to_come_where_a_comma_ends_what_is_due() -> None:
    text = "A man who is due in court, killed three people in a bar in Nice on Sunday."
    (event,) = extract(read(text), full_knowledge()).events
    assert str(event.on) == "2024-03-10"
