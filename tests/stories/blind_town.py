# ruff: noqa: E501 - a line is a report as it would be dropped
"""One town, one day, one kind, written blind: two events, and one event in other words. Rows as in `pairs.py`."""

from __future__ import annotations

BLIND_TWINS_OF_A_TOWN: tuple[tuple[str, int, str, str], ...] = (
    (
        "two blazes in one suburb",
        4,
        "A fire in a garment workshop in Johannesburg's Fordsburg killed six seamstresses on Monday, the emergency service said. The door had been locked from outside.",
        "Four people died when shacks caught fire in the Denver settlement of Johannesburg on Monday, emergency services said. A candle had been left burning.",
    ),
    (
        "two raids on one day",
        6,
        "Israeli forces shot dead a 16-year-old boy in the Balata camp near Nablus on Monday, the Palestinian health ministry said.",
        "Two Palestinians were killed by Israeli special forces who came to the old city of Nablus in a bakery van on Monday, medics said.",
    ),
    (
        "two attacks in one province capital",
        7,
        "Gunmen on motorcycles killed a judge on his way to work in Quetta on Monday, police said. Nobody claimed responsibility.",
        "A bomb hidden in a handcart went off beside a truck of the Frontier Corps in Quetta on Monday, killing two soldiers and a boy, officials said.",
    ),
    (
        "two floods in one city",
        5,
        "Three children were swept away by a swollen canal in the Kemang area of Jakarta on Monday, the disaster agency said.",
        "A retaining wall gave way after hours of rain and killed four people in a boarding house in South Jakarta on Monday, rescuers said.",
    ),
    (
        "two drownings",
        8,
        "A dinghy with migrants sank off Sfax on Monday and 13 people drowned, Tunisia's coast guard said. Nineteen were saved.",
        "The bodies of five migrants were washed ashore south of Sfax on Monday, the Tunisian Red Crescent said. They had been in the water for days.",
    ),
    (
        "shells in the morning, a mine at noon",
        4,
        "Shelling killed an elderly couple in their garden in Nikopol on Monday morning, governor Serhiy Lysak said.",
        "A tractor driver was killed when he ran over a mine outside Nikopol on Monday, governor Serhiy Lysak said.",
    ),
    (
        "two stabbings",
        3,
        "A man with a kitchen knife attacked passengers on a tram in Brussels on Monday and wounded three, the prosecutor's office said.",
        "A 19-year-old was stabbed to death outside a night shop in the Anderlecht commune of Brussels on Monday evening, the prosecutor's office said.",
    ),
    (
        "two helicopters' work",
        6,
        "An army helicopter dropped barrel bombs on a market in Mandalay on Monday and killed 12 shoppers, a rebel group said.",
        "Artillery of the junta hit a monastery near Mandalay on Monday where villagers had taken refuge. Seven were killed, the resistance said.",
    ),
)

BLIND_TOLD_TWICE_IN_A_TOWN: tuple[tuple[str, int, str, str], ...] = (
    (
        "a workshop, by a union",
        5,
        "A fire in a garment workshop in Johannesburg's Fordsburg killed six seamstresses on Monday, the emergency service said. The door had been locked from outside.",
        "Union leaders called for the arrest of a Johannesburg employer on Monday after seven women burnt to death behind a locked door. They had been sewing school uniforms.",
    ),
    (
        "a cart bomb, by a hospital",
        3,
        "A bomb hidden in a handcart went off beside a truck of the Frontier Corps in Quetta on Monday, killing two soldiers and a boy, officials said.",
        "Quetta's civil hospital received four bodies and eleven wounded on Monday after an explosion on Sariab Road. Paramilitary troops have cordoned off the street.",
    ),
    (
        "a dinghy, by relatives",
        10,
        "A dinghy with migrants sank off Sfax on Monday and 13 people drowned, Tunisia's coast guard said. Nineteen were saved.",
        "Fourteen people, most of them from Guinea, lost their lives when their metal boat went down soon after leaving the Tunisian port of Sfax on Monday, a survivor told reporters.",
    ),
    (
        "a market, denied",
        7,
        "An army helicopter dropped barrel bombs on a market in Mandalay on Monday and killed 12 shoppers, a rebel group said.",
        "Myanmar's military denied that its aircraft had attacked civilians in Mandalay on Monday. Residents spoke of 15 dead at the bazaar.",
    ),
    (
        "a boarding house, by the mayor",
        4,
        "A retaining wall gave way after hours of rain and killed four people in a boarding house in South Jakarta on Monday, rescuers said.",
        "Jakarta's governor visited the ruins of a lodging for students on Monday, where a wall had crushed five sleepers. He promised to check slopes.",
    ),
    (
        "a tram, by a passenger",
        2,
        "A man with a kitchen knife attacked passengers on a tram in Brussels on Monday and wounded three, the prosecutor's office said.",
        "Three people are in hospital after a stabbing aboard a Brussels tram. A passenger overpowered the attacker on Monday and held him until the police came.",
    ),
    (
        "a school bus, next morning",
        22,
        "A school bus fell into a canal near Faisalabad on Monday and nine pupils drowned, rescuers said. The driver had fallen asleep.",
        "Faisalabad buried ten children on Tuesday, a day after their bus had left the road and plunged into a canal. The tenth girl died in the night.",
    ),
    (
        "a hotel, by an embassy",
        9,
        "Gunmen stormed the Grand Hotel in Beledweyne on Monday and killed eight guests before they were shot, Somali police said.",
        "Two foreigners are among the nine dead of the siege of a hotel in Beledweyne, an embassy in Mogadishu said late on Monday. Al Shabaab says its men did it.",
    ),
)
