# ruff: noqa: E501 - a line is a report as it would be dropped
"""Two events of one day, town and kind that killed equally many: a count that is shared by chance. Rows as in `pairs.py`."""

from __future__ import annotations

TWINS_OF_A_TOLL: tuple[tuple[str, int, str, str], ...] = (
    (
        "a market and a mosque",
        5,
        "Six people were killed and 14 wounded when a car bomb exploded at a vegetable market in eastern Baghdad on Monday, police and medics said. No group claimed responsibility.",
        "A bomb killed six people outside a Shi'ite mosque in western Baghdad on Monday as worshippers were leaving evening prayers, police said. Thirty others were wounded.",
    ),
    (
        "two fires",
        7,
        "Five people died on Monday when fire raced through a chemical warehouse in Dhaka's old town, the fire service said. The blaze was under control by noon.",
        "A gas cylinder exploded in a flat in the Mirpur area of Dhaka on Monday and five members of a family burned to death, the fire service said.",
    ),
    (
        "two bombers at two ends of a town",
        6,
        "Eight people were killed when a woman blew herself up at a fish market in Maiduguri on Monday morning, the emergency agency said. Boko Haram was suspected.",
        "A suicide bomber killed eight people at the gate of a camp for displaced families on the edge of Maiduguri on Monday afternoon, the emergency agency said. Boko Haram was suspected.",
    ),
    (
        "a bar and a workshop",
        9,
        "Gunmen burst into a bar in the Mexican city of Celaya early on Monday and shot dead nine people, the state prosecutor said.",
        "Nine people were shot dead at a car repair shop in the Mexican city of Celaya on Monday evening, the state prosecutor said. The gunmen fled.",
    ),
    (
        "a minibus and a lane of money changers",
        4,
        "A bomb stuck to a minibus killed seven people in the Dasht-e-Barchi area of Kabul on Monday, police said. Islamic State claimed responsibility.",
        "Seven people were killed in Kabul on Monday when a grenade went off among money changers at Sarai Shahzada, a police spokesman said. Two were arrested.",
    ),
    (
        "a tent camp and a car",
        8,
        "An Israeli air strike on tents of displaced people in Khan Younis killed ten Palestinians on Monday, medics at Nasser hospital said.",
        "Ten Palestinians, four of them police, were killed on Monday evening in an Israeli strike on a car in Khan Younis, medics said.",
    ),
    (
        "a bus stop and a block of flats",
        5,
        "Russian shells hit a bus stop in Kherson on Monday morning and killed five people, the head of the region said. Twelve were injured.",
        "Five people were killed in Kherson on Monday evening when a Russian guided bomb fell on a block of flats, the head of the region said. Three were injured.",
    ),
    (
        "two wrecks on one road",
        6,
        "Eleven people died when a bus and a lorry collided near Narok in Kenya on Monday, police said. The lorry had been overtaking in fog.",
        "A matatu minibus overturned near Narok on Monday night, killing eleven people on their way from a funeral, Kenyan police said.",
    ),
)

TOLD_AGAIN_WITH_ITS_TOLL: tuple[tuple[str, int, str, str], ...] = (
    (
        "the day after, by a reporter at the place",
        30,
        "Drones hit a block of flats in Kharkiv early on Monday, killing 11 people and injuring 25, the governor said. Rescuers searched the rubble until the evening.",
        "The day after a drone strike killed 11 people in their beds in Kharkiv, neighbours queued for chipboard and plastic sheets. Volunteers handed out soup.",
    ),
    (
        "a line of a day's summary",
        9,
        "A car bomb exploded at a vegetable market in eastern Baghdad on Monday and killed 16 people, police and medics said. No group claimed responsibility.",
        "Elsewhere in Iraq, 16 people were killed by a car bomb in Baghdad on Monday.",
    ),
    (
        "a mourning district",
        26,
        "Nine people were killed on Monday when fire swept through a garment factory in Korangi in Karachi, the rescue service said. The exits were locked.",
        "Shops in Karachi stayed shut on Tuesday in mourning for the nine workers who died in Monday's factory fire. The owner has fled, police said.",
    ),
    (
        "in the words of a president",
        10,
        "Gunmen burst into a bar in the Mexican city of Celaya early on Monday and shot dead nine people, the state prosecutor said.",
        "Mexico's president promised on Monday to send 200 soldiers to Celaya, where nine people were shot dead in a bar. She spoke of a war between cartels.",
    ),
    (
        "with fewer injured",
        2,
        "Five people were killed in Kherson on Monday when a Russian guided bomb fell on a block of flats, the head of the region said. Three were injured.",
        "A Russian bomb tore open an apartment house in Kherson on Monday; five people are dead and at least nine in hospital, rescuers said.",
    ),
)
