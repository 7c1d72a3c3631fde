"""Made-up news articles of about 3 kB, each of another event: the same bytes for the same number."""

from __future__ import annotations

import random

_CITIES = (
    "Kharkiv Belgorod Odesa Dnipro Mykolaiv Sumy Poltava Izmir Ankara Adana Lagos Kano Abuja Nairobi Mombasa "
    "Kampala Lima Cusco Quito Bogota Cali Medellin Manila Davao Cebu Dhaka Chittagong Karachi Lahore Peshawar "
    "Quetta Kabul Herat Mosul Basra Erbil Aleppo Homs Beirut Tripoli Benghazi Tunis Algiers Oran Dakar Bamako "
    "Niamey Khartoum Mogadishu Kisumu Jakarta Surabaya Bandung Mumbai Pune Nagpur Kolkata Chennai Madurai "
    "Kathmandu Pokhara Colombo Yangon Mandalay Hanoi Osaka Sendai"
).split()
_FIRST = (
    "Amina Boris Carla Dmytro Elena Farid Grace Hassan Irina Jorge Karim Leila Marta Nikolai Olga Pedro Rania "
    "Samuel Tomas Yusuf"
).split()
_LAST = (
    "Okafor Petrenko Alvarez Rahman Yilmaz Haddad Moreno Kovalenko Mensah Tanaka Silva Ibrahim Novak Duarte "
    "Karimi Osei Castillo Bondar Farooq Lindqvist Achterberg Belkacem Chukwu Dragomir Eriksen Fontaine Galvez "
    "Hovhannisyan"
).split()
_CAUSES = {
    "a missile strike": (
        "strike",
        "The missile hit a residential building in the {quarter} district shortly after {hour} a.m.",
    ),
    "a car bomb": (
        "bombing",
        "The car bomb went off outside a market in the {quarter} district shortly after {hour} a.m.",
    ),
    "a shooting": (
        "shooting",
        "A gunman opened fire outside a bank in the {quarter} district shortly after {hour} a.m.",
    ),
    "a bus crash": ("accident", "The bus left the road near the {quarter} junction shortly after {hour} a.m."),
    "a factory fire": (
        "fire",
        "The fire broke out on the second floor of a textile plant in the {quarter} district at {hour} a.m.",
    ),
    "a flash flood": (
        "disaster",
        "Water rose by two metres within the hour in the {quarter} district after {hour} a.m.",
    ),
}
_QUARTERS = (
    "northern southern riverside harbour university railway old-town industrial airport garden cathedral mill".split()
)
_FILLER = (
    "Traffic in the area was stopped for most of the day and two schools sent their pupils home.",
    "Residents stood behind a cordon while crews carried equipment past the shuttered shops of {street} Street.",
    "The head of the regional council, {name}, cut short a visit abroad and is expected back on Thursday.",
    "A hospital spokeswoman, {name}, said that the intensive care unit had asked neighbouring towns for blood.",
    "Electricity was restored to {number} homes by the evening, the operator said on its website.",
    "{name}, who runs a bakery across the road, said that she heard a noise and then saw dust over the roofs.",
    "The national railway cancelled {number} services and offered passengers seats on coaches.",
    "An inquiry has been opened under article {number} of the code, a court clerk told reporters.",
    "The city spent {number} million last year on repairs to the quarter, according to its budget report.",
    "Volunteers brought blankets, water and food to a hall on {street} Street that has room for {number} people.",
    "In {street}, a village to the west, windows rattled and dogs barked for an hour, a farmer said.",
    "Officials asked people not to share rumours and to call the hotline, which took {number} calls by noon.",
    "The weather service expects rain and a northerly wind through the weekend.",
    "Flags on public buildings will fly at half mast until Sunday, the mayor's office announced.",
    "A football match between the two local clubs, planned for Saturday, was put off.",
    "Insurers will begin to visit the quarter next week, the chamber of commerce said.",
)

_QUIET_FILLER = tuple(text for text in _FILLER if "hospital" not in text and "bakery" not in text)
"""Sentences without a word that may tell of harm: "intensive care", "runs ... over"."""
_NEWS = (
    ("Council of {town} votes for a new tram line", "The council of {town} voted on Monday for a tram line."),
    (
        "{town} port doubles its trade",
        "The port of {town} moved {number} ships in a month, its operator said on Monday.",
    ),
    ("Museum in {town} opens a new wing", "A new wing of the museum in {town} was opened by {name} on Monday."),
    ("{town} win at home", "{town} beat the visitors 3-1 on Monday and stay in second place of the league."),
)


def city(number: int) -> str:
    """Return where article `number` happens: another place for each of some dozens in a row."""
    return _CITIES[number % len(_CITIES)]


def article(number: int) -> str:
    """Return article `number`: title, blank line, body; every number has a city, toll and names of its own."""
    rng = random.Random(number)  # noqa: S311 - text for a benchmark, not a secret
    town = city(number)
    cause = rng.choice(list(_CAUSES))
    killed, injured = rng.randint(2, 60), rng.randint(2, 200)
    fill = {"quarter": rng.choice(_QUARTERS), "hour": rng.randint(1, 11)}

    def sentence(text: str) -> str:
        name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
        return text.format(name=name, number=rng.randint(3, 900), street=rng.choice(_LAST), **fill)

    paragraphs = [
        f"{killed} killed in {town} after {cause[2:]}",
        f"At least {killed} people were killed and {injured} were injured in {cause} in {town} on Monday, "
        f"the governor, {rng.choice(_FIRST)} {rng.choice(_LAST)}, said.",
        sentence(_CAUSES[cause][1]),
    ]
    lines = [sentence(text) for text in rng.sample(_FILLER, len(_FILLER))] + [sentence(text) for text in _FILLER]
    body = "\n\n".join(" ".join(lines[at : at + 2]) for at in range(0, len(lines), 2))
    text = "\n\n".join([*paragraphs, body])
    return text[:3000].rsplit(".", 1)[0] + ".\n"


def quiet_article(number: int) -> str:
    """Return an article of 3 kB that tells no harm and no event: what most of a feed is."""
    rng = random.Random(number)  # noqa: S311 - text for a benchmark, not a secret

    def sentence(text: str) -> str:
        name = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"
        return text.format(name=name, number=rng.randint(3, 900), street=rng.choice(_LAST), town=city(number))

    title, lead = rng.choice(_NEWS)
    lines = [sentence(text) for text in (*rng.sample(_QUIET_FILLER, len(_QUIET_FILLER)), *_QUIET_FILLER)]
    body = "\n\n".join(" ".join(lines[at : at + 2]) for at in range(0, len(lines), 2))
    text = "\n\n".join([sentence(title), sentence(lead), body])
    return text[:3000].rsplit(".", 1)[0] + ".\n"


def rules(count: int) -> str:
    """Return `count` keyword rules as one YAML stream; most of them match nothing, as on a real desk."""
    words = [*_CITIES, *_LAST]
    documents = []
    for n in range(count):
        near = f"keywords: [{words[n % len(words)]} {words[(n * 7 + 3) % len(words)]}, term{n}]"
        documents.append(f"title: Watch {n}\nid: watch-{n}\nlevel: medium\nwhen:\n  {near}\n")
    documents[0] = "title: Casualties\nid: casualties\nlevel: high\nwhen:\n  keywords: [killed]\n"
    return "---\n".join(documents)
