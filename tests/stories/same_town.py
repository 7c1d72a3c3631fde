# ruff: noqa: E501 - a line is a report as it would be dropped
"""Two events of one kind in one town on one day or the next, written before anything was run on them. Rows as in `pairs.py`."""

from __future__ import annotations

TWINS_OF_A_TOWN: tuple[tuple[str, int, str, str], ...] = (
    (
        "two fires in one capital",
        5,
        "A fire swept through the Korail slum in Dhaka on Monday, killing three people and leaving 1,200 families without a roof, the fire service said. It started in a kitchen.",
        "Five workers were killed in Dhaka on Monday when drums of solvent exploded and set fire to a chemical warehouse in Mirpur, fire officials said. Eleven units fought the blaze.",
    ),
    (
        "two shootings in one night",
        3,
        "Two men were killed and five people wounded when a gunman opened fire at a birthday party on the West Side of Chicago early on Monday, police said.",
        "Three people were shot dead at a petrol station on South Halsted Street in Chicago early on Monday, police said. Detectives believe that it was a robbery.",
    ),
    (
        "an ambulance and a minibus",
        6,
        "A Russian drone hit an ambulance in Kherson on Monday, killing a paramedic and wounding the driver, governor Oleksandr Prokudin said.",
        "Two passengers were killed when a Russian drone attacked a minibus in the Dnipro district of Kherson on Monday, governor Oleksandr Prokudin said. Nine others were hurt.",
    ),
    (
        "two crashes on one day",
        7,
        "A lorry ploughed into market stalls in the Githurai suburb of Nairobi on Monday, killing four traders, police said. Its brakes had failed.",
        "Six people died when two minibuses collided on the Thika road in Nairobi on Monday evening, traffic police said. It was raining.",
    ),
    (
        "a cafe and a patrol",
        4,
        "A suicide bomber killed eight people in a cafe in Baghdad's Sadr City on Monday, police said. Fourteen were injured.",
        "A roadside bomb hit an army patrol in the south of Baghdad on Monday and killed two soldiers, an interior ministry official said.",
    ),
    (
        "a shelter and a family's house",
        5,
        "An Israeli air strike on a school sheltering displaced families in Gaza City killed 20 people on Monday, the civil defence said. Israel said it had struck a Hamas command centre.",
        "Eleven members of the Abu Nasr family were killed on Monday when an Israeli strike flattened their house in the Zeitoun district of Gaza City, medics said.",
    ),
    (
        "two nights of drones",
        24,
        "Russian drones struck a nine-storey apartment building in Kharkiv in the night to Monday, killing three people and injuring 14, mayor Ihor Terekhov said.",
        "Russian drones hit private houses in the Shevchenkivskyi district of Kharkiv in the night to Tuesday. Five people were killed, among them two children, governor Oleh Syniehubov said.",
    ),
    (
        "two bombs against policemen",
        26,
        "A bomb attached to a motorcycle killed three policemen in Peshawar on Monday, police said. They were on their way to guard vaccinators.",
        "Four officers were killed in Peshawar on Tuesday when a suicide bomber rammed a police checkpoint on the Ring Road, officials said. A faction of the Taliban claimed it.",
    ),
    (
        "a robbery and a sect",
        6,
        "Robbers on a motorcycle shot dead a trader and his son in the Gulshan area of Karachi on Monday, police said. They got away with two million rupees.",
        "A doctor and two of his assistants were shot dead in their clinic in Karachi on Monday. Police said that the killing appeared to be sectarian.",
    ),
    (
        "two collapses in one city",
        30,
        "A five-storey house fell down in the Gesr al-Suez district of Cairo on Monday, killing eight people, the governor said. It had been built without a licence.",
        "Ten people died when an apartment block collapsed in the Hadayek al-Qubbah quarter of Cairo on Tuesday, Egypt's civil protection said. Neighbours had heard cracks for days.",
    ),
    (
        "a tanker and a market",
        8,
        "A petrol tanker overturned and exploded on the Otedola bridge in Lagos on Monday, killing nine people and burning 54 vehicles, officials said.",
        "Two traders were burnt to death when fire broke out in the Mandilas market of Lagos on Monday evening, the fire service said.",
    ),
    (
        "two murders in a border town",
        5,
        "Four men were found shot dead in a van in the Zona Rio of Tijuana on Monday, the prosecutor of Baja California said.",
        "Gunmen killed three people in a barber's shop in the Sanchez Taboada quarter of Tijuana on Monday, the prosecutor of Baja California said.",
    ),
)
