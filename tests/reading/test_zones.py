from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model import Article
from monitor.vocabulary import Zone

Read = Callable[..., tuple[Article, ...]]
NEWS = "Two people were killed in Kharkiv on Friday, the mayor said.\n\n"
MORE = "\n\nPolice are looking for witnesses of the attack."


def zone_of(article: Article, words: str) -> Zone:
    at = article.text.index(words)
    return next(span.zone for span in article.zones if span.start <= at < span.end)


@pytest.mark.parametrize(
    "line",
    [
        "Also read | Ukrainian strike kills at least 14",
        "Also Read: Ukrainian strike kills at least 14",
        "ALSO READ Ukrainian strike kills at least 14",
        "Read more » Ukrainian strike kills at least 14",
        "• Related: Ukrainian strike kills at least 14",
        "WATCH | Rockets over Kharkiv, 14 dead",
        "Don’t miss: 14 dead in Belgorod",
        "Subscribe to our newsletter for more on the 14 dead.",
        "Sign up for our daily briefing",
        "Follow us on Google News",
        "Click here for our live coverage of the 14 dead.",
        "© 2024 Example News. All rights reserved.",
        "(Photo: J. Doe / AFP)",
        "A house where 14 people died. [File: J. Doe/AFP]",
        "FILE PHOTO: Rescuers carry one of 14 dead",
        "Rescuers at the site where 14 died REUTERS/Gleb Doe",
        "Home | World | Sport | 14 dead",
        "Advertisement",
        "Share this article",
        "14 min read",
        "Share this article 14 comments",
        "Subscribe for $14 a month. Cancel anytime.",
        "Updated: 14 hours ago",
        "To report an error in one of our 14 papers click here.",
        "Tags: Kharkiv, Belgorod",
        "(Reporting by J. Doe; Editing by M. Roe)",
        "The post Strike on Sumy leaves 14 dead appeared first on Example News.",
        "Читайте также: Удар по Белгороду, 14 погибших",
        "Lire aussi : 14 morts à Belgorod",
        "Lesen Sie auch: 14 Tote in Belgorod",
        "Lea también: 14 muertos en Belgorod",
    ],
)
def test_what_stands_around_an_article_is_boilerplate(read: Read, line: str) -> None:
    (article,) = read(NEWS + line + MORE)
    assert zone_of(article, line) is Zone.BOILERPLATE
    assert zone_of(article, "Police are looking") is Zone.BODY


@pytest.mark.parametrize(
    "line",
    [
        "Read more than one report and 14 dead is the figure that stays.",
        "Read Admiral John Smith his rights, the judge said after 14 deaths.",
        "Watch towers along the border were hit and 14 guards died.",
        "Related attacks in Sumy killed 14 people, the army said.",
        "More than 14 people died in Sumy, the governor said.",
        "Share prices fell after the attack that killed 14.",
        "Follow the money, a prosecutor said of the deaths of 14 people.",
        "Published in 2019, the report had warned of 14 such attacks.",
        "Reporting by Human Rights Watch shows that 14 people died.",
        "The post office burned and 14 died; the video appeared, the group said.",
        "Click here and 14 lives change: how the fraud worked, by a victim.",
        "Video from the scene showed 14 bodies in the yard.",
        "Getty Images sued a firm over 14 pictures, a court in London said.",
        "Credit Suisse said 14 of its people were hurt.",
        "Advertisement of the poll was banned after 14 deaths.",
        "14 shares of the dead man's firm were sold.",
        "14 views of the ruin.",
        "Popular protests spread to 14 cities, the interior ministry said.",
        "He posted it on his Telegram channel: 14 dead, many wounded.",
        "Источник сообщил, что погибли 14 человек.",
    ],
)
def test_news_that_begins_like_boilerplate_stays_news(read: Read, line: str) -> None:
    (article,) = read(NEWS + line + MORE)
    expected = Zone.BOILERPLATE if line.startswith("Click here") else Zone.BODY  # the price of a plain rule
    assert zone_of(article, line) is expected


@pytest.mark.parametrize(
    ("line", "is_disclaimer"),
    [
        ("Disclaimer: This story has not been checked.", True),
        ("Reuters, an agency based in London, could not independently verify the battlefield reports.", True),
        ("The claims could not be independently verified.", True),
        ("This story has not been edited by our staff and is auto-generated from a syndicated feed.", True),
        ("The views expressed are the author's own.", True),
        ("Reuters could not independently verify the report.", False),
        ("The rebels said they had killed nine soldiers, claims that could not be independently verified.", False),
        ("AFP could not independently verify that all 50 soldiers died.", False),
        ("The army verified the report, and the mayor confirmed it.", False),
        ("Hamas is not responsible for the attack, its leader said.", False),
    ],
)
def test_a_disclaimer_vouches_for_nothing_in_the_whole_text_and_counts_nobody(
    read: Read, line: str, is_disclaimer: bool
) -> None:
    (article,) = read(NEWS + line + MORE)
    assert (zone_of(article, line) is Zone.DISCLAIMER) is is_disclaimer


def test_a_disclaimer_in_the_footer_of_a_page_is_one_and_a_link_to_it_is_none(read: Read) -> None:
    warning = "Disclaimer: this story has not been checked."
    (article,) = read(
        f"<html><body><article><p>{NEWS}</p></article><footer class=disclaimer><p>{warning}</p></footer>"
        "<footer><a href=/d>Disclaimer</a></footer></body></html>",
        "page.html",
    )
    assert [zone.zone for zone in article.zones] == [Zone.LEAD, Zone.DISCLAIMER, Zone.BOILERPLATE]


def test_a_promotion_in_the_middle_of_a_line_ends_where_the_line_or_its_close_sign_does(read: Read) -> None:
    (article,) = read(
        NEWS + "Two died. Also read | 14 dead in Sumy × The army denied it. Read more: 15 dead in Lviv" + MORE
    )
    assert [zone_of(article, words) for words in ("Two died.", "14 dead", "The army denied", "15 dead")] == [
        Zone.BODY,
        Zone.BOILERPLATE,
        Zone.BODY,
        Zone.BOILERPLATE,
    ]


def test_a_long_line_is_not_swallowed_by_the_promotion_it_begins_with(read: Read) -> None:
    tail = "The army denied the report of the mayor and said that nobody was killed in the attack. " * 5
    (article,) = read(NEWS + "Also read: Fourteen dead in Sumy, says mayor. " + tail)
    assert zone_of(article, "The army denied") is Zone.BODY


def test_a_promotion_that_is_wrapped_over_two_lines_is_one(read: Read) -> None:
    wrapped = (
        "Two people were killed in the city of Kharkiv on Friday when a rocket hit\n"
        "their house in the north of the city, the mayor said on television there.\n\n"
        "Also read | Fourteen people are dead after a rocket strike on the city of\n"
        "Sumy, the governor says\n\n"
        "Police are looking for people who have seen the attack in the north of it.\n"
    )
    (article,) = read(wrapped)
    assert zone_of(article, "Sumy, the governor") is Zone.BOILERPLATE
    assert zone_of(article, "Police") is Zone.BODY


def test_a_list_below_a_heading_ends_with_the_next_sentence(read: Read) -> None:
    (article,) = read(
        NEWS + "Related stories\nFourteen dead in Sumy\nRockets over Lviv\n\nThe army denied the report on Friday."
    )
    assert zone_of(article, "Rockets over Lviv") is Zone.BOILERPLATE
    assert zone_of(article, "The army denied") is Zone.BODY
