"""Conditions and verdicts: what each key of `when:` answers, to the letter of docs/contracts.md 6.3."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from monitor.model import ActorEntry, Article, Casualties, Casualty, Claim, Event, Facts, Interval, Report
from monitor.rules.boilerplate import subjects_cut
from monitor.rules.explaining import nearest_miss
from monitor.rules.judging import Views, explain_rule, judge, judge_seen
from monitor.rules.matching import Matcher
from monitor.rules.reader import Known
from monitor.rules.schema import Rule
from monitor.vocabulary import ActorKind, Bound, ClaimKind, EventKind, Harm, Status, Verdict, Zone
from tests.rules.conftest import (
    BELGOROD,
    BOOK,
    KHARKIV,
    KHARKIV_EVENT,
    make_article,
    make_event,
    make_facts,
    make_toll,
    read_rule,
)

ARTICLE = make_article(
    (Zone.HEADER, "date 2024-01-01 anniversary"), (Zone.TITLE, "Strike on Belgorod"),
    (Zone.LEAD, "A rocket strike hit Belgorod."),
    "Ukraine's forces hit Kharkiv too.", (Zone.BOILERPLATE, "Also read: a tank explodes"), source="Reuters",
)  # fmt: skip


def verdict_of(rule: Rule, *events: Event, read: bool = True) -> Verdict:
    facts, reports = make_facts(*events, read=read)
    verdict = judge(rule, ARTICLE, facts, reports).verdict
    matches = Matcher((rule,)).match(ARTICLE, facts, reports)
    assert bool(matches) == (verdict is not Verdict.NO), "the engine and the explanation agree"
    assert not matches or verdict in {match.verdict for match in matches}
    return verdict


HOLDS = [
    "keywords: rocket strike",
    "keywords: [drone, strike]",
    "keywords: {title: [strike]}",
    "keywords: {title: strike, lead: rocket}",
    "keywords: {body: [rocket, zzz]}",
    "keywords: {body: kharkiv}",
    "keywords: {not: [drone]}",
    "keywords: {all: [[rocket, zzz], [belgorod]]}",
    "keywords: [{title: [zzz]}, {body: rocket}]",
    "keywords: [{list: weapons}, zzz]",
    "sources: reuters",
    "sources: ['reut*']",
    "sources: {not: [satire-*]}",
    "languages: [de, en]",
    "places: Belgorod",
    "places: [Kharkiv, belgorod]",
    "places: [{within: 100 km, of: Kharkiv}]",
    "places: {country: RU}",
    "places: {name: Belgorod, country: RU}",
    "actors: ua-gur",
    "actors: [GUR]",
    "actors: {id: [ua-gur, x], role: [attacker, accused]}",
    "actors: [{kind: organisation}]",
    "actors: {not: [vladimir-putin]}",
    "casualties: {killed: {gte: 14}}",
    "casualties: {killed: {gt: 13, lte: 14}}",
    "casualties: [{killed: {gte: 99}}, {injured: {gte: 50}}]",
    "casualties: {killed: {eq: 14}, injured: {gte: 100}}",
    "casualties: {killed: {lt: 15}}",
    "casualties: {not: {missing: {gte: 0}}}",
    "verification: [unverified, claimed]",
    "verification: {at_least: unverified}",
    "verification: {flags: [state_media]}",
    "flags: alleged",
    "kind: [strike, bombing]",
    "on: {within: 7d}",
    "on: {within: 2d}",
    "every: article",
    "not: {keywords: zzz}",
    "any: [{keywords: zzz}, {kind: strike}]",
    "all: [{keywords: rocket}, {any: [{kind: fire}, {places: Belgorod}]}]",
    "keywords: rocket\nplaces: Belgorod\ncasualties: {killed: {gte: 10}}",
    "[{keywords: zzz}, {kind: strike, places: Belgorod}]",
    "casualties: {killed: [{eq: 0}, {gte: 10, lt: 20}]}",
    "verification: [disputed, {at_least: unverified}]",
    "on: [{within: 1d}, {within: 3d}]",
    "keywords: [[zzz, rocket], yyy]",
]

FAILS = [
    "keywords: zzz",
    "keywords: explodes",
    "keywords: anniversary",
    "keywords: {title: rocket}",
    "keywords: {lead: kharkiv}",
    "keywords: {title: strike, lead: zzz}",
    "keywords: {not: strike}",
    "sources: afp",
    "sources: {not: reuters}",
    "languages: de",
    "places: Kharkiv",
    "places: {within: 50 km, of: Kharkiv}",
    "places: Ukraine",
    "places: {name: Belgorod, country: UA}",
    "places: Atlantis",
    "actors: {id: ua-gur, role: attacker}",
    "actors: {kind: person}",
    "casualties: {killed: {gte: 15}}",
    "casualties: {killed: {lt: 14}}",
    "casualties: {injured: {lt: 1000}}",
    "casualties: {injured: {eq: 100}}",
    "casualties: {missing: {gte: 0}}",
    "casualties: {disagreement: {gte: 1}}",
    "verification: reported",
    "verification: {at_least: reported}",
    "flags: [denied, social_media]",
    "kind: fire",
    "on: {within: 1d}",
    "not: {every: article}",
    "keywords: rocket\nkind: fire",
    "[{keywords: zzz}, {kind: fire}]",
    "casualties: {killed: [{eq: 0}, {gte: 20}]}",
]
KNOWN = Known(
    places=BOOK,
    lists={"weapons": ("missile*", "rocket*")},
    actors=(ActorEntry(id="ua-gur", name="Military intelligence", kind=ActorKind.ORGANISATION, aliases=("GUR",)),),
)


@pytest.mark.parametrize("when", HOLDS)
def test_a_condition_holds(when: str) -> None:
    assert verdict_of(read_rule(when, known=KNOWN), make_event()) is Verdict.MATCH


@pytest.mark.parametrize("when", FAILS)
def test_a_condition_fails(when: str) -> None:
    assert verdict_of(read_rule(when, known=KNOWN), make_event()) is Verdict.NO


TOLLS: dict[str, tuple[Casualty, str, Verdict]] = {
    "at least 8 is no 10": (make_toll(8, None, Bound.AT_LEAST), "{gte: 10}", Verdict.NO),
    "over 10 is 10": (make_toll(10, None, Bound.OVER), "{gte: 10}", Verdict.MATCH),
    "8 to 12 is possibly 10": (make_toll(8, 12, Bound.RANGE), "{gte: 10}", Verdict.POSSIBLE),
    "up to 12 is possibly 10": (make_toll(0, 12, Bound.UP_TO), "{gte: 10}", Verdict.POSSIBLE),
    "8 to 12 is not certainly 10": (make_toll(8, 12, Bound.RANGE), "{gte: 10, certain: true}", Verdict.NO),
    "8 to 12 is not under 12": (make_toll(8, 12, Bound.RANGE), "{lt: 12}", Verdict.NO),
    "8 to 12 is at most 12": (make_toll(8, 12, Bound.RANGE), "{lte: 12}", Verdict.MATCH),
    "dozens is under nothing": (make_toll(24, None, Bound.VAGUE), "{lt: 1000}", Verdict.NO),
    "3 killed, 30 feared, is possibly 20": (
        make_toll(3, feared=Interval(min=30, max=30)), "{gte: 20}", Verdict.POSSIBLE),
    "feared at least 30 is possibly 30": (
        make_toll(0, 30, Bound.UP_TO, Interval(min=30, max=None, bound=Bound.AT_LEAST)), "{gte: 30}", Verdict.POSSIBLE),
    "no one is nobody": (make_toll(0), "{eq: 0}", Verdict.MATCH),
    "no one is not one": (make_toll(0), "{gte: 1}", Verdict.NO),
}  # fmt: skip


@pytest.mark.parametrize(("figure", "test", "expected"), TOLLS.values(), ids=TOLLS)
def test_a_figure_is_compared_by_its_safe_end(figure: Casualty, test: str, expected: Verdict) -> None:
    event = make_event(casualties=Casualties(killed=figure))
    assert verdict_of(read_rule(f"casualties: {{killed: {test}}}"), event) is expected


@pytest.mark.parametrize(
    ("when", "more"),
    [("casualties: {certain: true, killed: {gte: 10}}", ""), ("casualties: {killed: {gte: 10}}", "certain: true")],
)
def test_certain_may_stand_at_the_figures_or_at_the_rule(when: str, more: str) -> None:
    event = make_event(casualties=Casualties(killed=make_toll(8, 12, Bound.RANGE)))
    assert verdict_of(read_rule(when, more), event) is Verdict.NO


def test_the_toll_of_one_city_never_meets_the_name_of_another() -> None:
    """What must be shown, 3: one and the same report."""
    events = (make_event(), KHARKIV_EVENT)
    assert verdict_of(read_rule("places: [Kharkiv]\ncasualties: {killed: {gte: 10}}"), *events) is Verdict.NO
    rule = read_rule("places: [Kharkiv]\ncasualties: {injured: {gte: 2}}")
    facts, reports = make_facts(*events)
    assert [(match.verdict, match.report_n) for match in Matcher((rule,)).match(ARTICLE, facts, reports)] == [
        ("match", 1)
    ]


def test_a_rule_that_fits_several_reports_names_each() -> None:
    facts, reports = make_facts(make_event(), KHARKIV_EVENT)
    rule = read_rule("places: [Belgorod, Kharkiv]")
    assert [match.report_n for match in Matcher((rule,)).match(ARTICLE, facts, reports)] == [0, 1]


def test_across_article_lifts_the_one_report() -> None:
    facts, reports = make_facts(make_event(), KHARKIV_EVENT)
    rule = read_rule("across: article\nplaces: [Kharkiv]\ncasualties: {killed: {gte: 10}}")
    assert [(one.verdict, one.report_n) for one in Matcher((rule,)).match(ARTICLE, facts, reports)] == [("match", 0)]


def test_a_rule_that_asks_nothing_of_a_report_matches_report_0_once() -> None:
    facts, reports = make_facts(make_event(), KHARKIV_EVENT)
    assert [m.report_n for m in Matcher((read_rule("keywords: strike"),)).match(ARTICLE, facts, reports)] == [0]


def test_unread_facts_make_a_rule_unread_and_only_where_they_decide() -> None:
    assert verdict_of(read_rule("keywords: rocket\nplaces: Belgorod"), read=False) is Verdict.UNREAD
    assert verdict_of(read_rule("keywords: rocket"), read=False) is Verdict.MATCH
    assert verdict_of(read_rule("keywords: zzz\nplaces: Belgorod"), read=False) is Verdict.NO
    assert verdict_of(read_rule("any: [{keywords: rocket}, {places: Belgorod}]"), read=False) is Verdict.MATCH
    assert verdict_of(read_rule("not: {places: Belgorod}"), read=False) is Verdict.UNREAD


def test_excluded_is_given_only_where_when_held() -> None:
    exclude = "exclude: {keywords: {title: [strike]}}"
    assert verdict_of(read_rule("kind: strike", exclude), make_event()) is Verdict.EXCLUDED
    assert verdict_of(read_rule("kind: fire", exclude), make_event()) is Verdict.NO
    assert verdict_of(read_rule("kind: strike", "exclude: {keywords: zzz}"), make_event()) is Verdict.MATCH
    assert verdict_of(read_rule("kind: strike", exclude), read=False) is Verdict.NO


def test_a_possible_match_is_excluded_too() -> None:
    event = make_event(casualties=Casualties(killed=make_toll(8, 12, Bound.RANGE)))
    rule = read_rule("casualties: {killed: {gte: 10}}", "exclude: {keywords: strike}")
    assert verdict_of(rule, event) is Verdict.EXCLUDED


def test_the_highest_and_the_lowest_open_claim_disagree() -> None:
    claims = tuple(
        Claim(about=ClaimKind.TOLL, harm=Harm.KILLED, value=Interval(min=n, max=n), status=Status.CLAIMED)
        for n in (14, 21)
    )
    event = make_event(casualties=Casualties(killed=replace(make_toll(14), claims=claims)))
    assert verdict_of(read_rule("casualties: {disagreement: {gte: 7}}"), event) is Verdict.MATCH
    assert verdict_of(read_rule("casualties: {disagreement: {gte: 8}}"), event) is Verdict.NO


def test_a_country_holds_its_cities_and_a_former_name_its_place() -> None:
    assert verdict_of(read_rule("places: Ukraine"), KHARKIV_EVENT) is Verdict.MATCH
    assert verdict_of(read_rule("places: Kharkov"), KHARKIV_EVENT) is Verdict.MATCH


def test_an_article_without_event_is_asked_as_a_whole() -> None:
    facts, reports = make_facts()
    facts = replace(facts, places=(BELGOROD, KHARKIV))
    assert [match.verdict for match in Matcher((read_rule("places: Kharkiv"),)).match(ARTICLE, facts, reports)] == [
        "match"
    ]
    assert not Matcher((read_rule("kind: strike"),)).match(ARTICLE, facts, reports)


def told(rule: Rule, facts: Facts, reports: tuple[Report, ...]) -> str:
    from monitor.rules.explaining import as_lines  # noqa: PLC0415 - only this test reads aloud

    return "\n".join(as_lines(explain_rule(rule, ARTICLE, facts, reports)))


def test_the_nearest_miss_is_said() -> None:
    facts, reports = make_facts(make_event(casualties=Casualties(killed=make_toll(8)), on=None))
    said = told(
        read_rule("casualties: {killed: {gte: 10}}\non: {within: 7d}\nactors: {id: ua-gur, role: attacker}"),
        facts,
        reports,
    )
    assert "killed 8, needs at least 10" in said.replace("Killed", "killed")
    assert "day of the event is not stated" in said
    assert "GUR (accused), which is another role" in said


def test_what_boilerplate_would_have_done_is_said() -> None:
    facts, reports = make_facts(make_event())
    assert "Only the boilerplate has it (“tank”)" in told(read_rule("keywords: tank"), facts, reports)
    assert "Found elsewhere, but not in the title" in told(read_rule("keywords: {title: rocket}"), facts, reports)


def test_what_the_boilerplate_tells_of_events_is_said_of_each_clause_and_changes_no_verdict() -> None:
    article = make_article("The council met on Monday.", (Zone.BOILERPLATE, "Also read | 14 people killed in Belgorod"))
    facts, reports = make_facts()
    asked: list[Article] = []

    def read_facts(cut: Article) -> Facts:
        asked.append(cut)
        return make_facts(make_event())[0]

    rule = read_rule("casualties: {killed: {gte: 10}}\nplaces: Belgorod\nactors: ua-gur\nkind: [strike, fire]")
    views = Views(article, facts, reports, cut=lambda: subjects_cut(article, read_facts))
    outcome = judge_seen(rule, views)
    said = [clause.said for clause in outcome.trace.children[0].children]
    assert outcome.verdict is Verdict.NO
    assert [one.rpartition("; ")[2] for one in said] == [
        "only the boilerplate has it (killed 14: “14 people”), which no rule looks at",
        "only the boilerplate has it (it is in Belgorod), which no rule looks at",
        "only the boilerplate has it (GUR (accused)), which no rule looks at",
        "only the boilerplate has it (the event is of kind strike), which no rule looks at",
    ]
    (cut, *_) = asked
    assert [cut.text[one.start : one.end] for one in cut.sentences if one.zone is Zone.BODY] == [
        "Also read | 14 people killed in Belgorod"
    ]
    too_few = judge_seen(read_rule("casualties: {killed: {gte: 20}}"), views).trace
    assert nearest_miss(too_few) == "killed: no figure is stated, needs at least 20"


def test_an_article_of_which_nothing_was_cut_is_not_read_again() -> None:
    def never(cut: Article) -> Facts:
        raise AssertionError(cut)

    assert subjects_cut(make_article("The council met on Monday."), never) == ()


def test_of_several_reports_the_nearest_is_explained() -> None:
    facts, reports = make_facts(make_event(), KHARKIV_EVENT)
    said = told(read_rule("places: [Kharkiv]\ncasualties: {injured: {gte: 50}}\non: {within: 1d}"), facts, reports)
    assert "event 2 of 2: strike in Kharkiv on 2023-12-31" in said


def test_days_are_counted_whole() -> None:
    assert verdict_of(read_rule("on: {within: 6h}"), make_event(on=date(2024, 1, 1))) is Verdict.MATCH
    assert verdict_of(read_rule("on: {within: 7d}"), make_event(on=date(2023, 12, 24))) is Verdict.NO
    assert verdict_of(read_rule("on: {within: 7d}"), make_event(kind=EventKind.FIRE, on=None)) is Verdict.NO
