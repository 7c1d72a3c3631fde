# ruff: noqa: E501 - a line is a report as it would be dropped
"""More look-alikes: one city, one week, one kind of event, and yet two events. Rows as in `pairs.py`."""

from __future__ import annotations

MORE_TWINS: tuple[tuple[str, int, str, str], ...] = (
    (
        "two drone attacks on one city",
        48,
        "Russian drones set fire to a nine-storey apartment block in the Saltivka district of Kharkiv in the night to Monday, killing three pensioners and injuring 12, the emergency service said. A rescue dog found a girl under the staircase.",
        "Drones struck the Barabashovo market in Kharkiv on Wednesday afternoon. Two traders were killed and 19 injured, prosecutor Oleksandr Filchakov said; 400 stalls with clothes and shoes burned down.",
    ),
    (
        "two bombings in one capital",
        72,
        "A bomb attached to a minibus killed four people in the Dasht-e-Barchi quarter of Kabul on Monday evening, police spokesman Khalid Zadran said. The Islamic State group said it had aimed at Shiite commuters.",
        "A suicide bomber blew himself up at the gate of the prosecutor's office in Kabul on Thursday and killed six employees, police spokesman Khalid Zadran said. Thirteen passers-by were injured.",
    ),
    (
        "two car bombs in one city",
        96,
        "A car bomb went off outside the Elite hotel on the Lido beach of Mogadishu on Monday, killing nine guests, officials said. Gunmen stormed the building and special forces ended the siege after five hours.",
        "Five people were killed on Friday when a car bomb exploded at the Zobe junction in Mogadishu while a convoy of the education ministry passed. The minister's car was damaged, a spokesman said.",
    ),
    (
        "two collapsed buildings in one city",
        72,
        "A three-storey school building under construction collapsed in the Ikorodu area of Lagos on Monday and killed five masons. The owner had been told twice to stop, the building agency said.",
        "Eight people died when a residential building of four floors came down in the Mushin area of Lagos on Thursday after heavy rain. Neighbours pulled a mother and her twins from the rubble.",
    ),
    (
        "two fires in one city of factories",
        48,
        "Fire swept through a garment factory in the Ashulia district of Dhaka on Monday, killing 11 seamstresses who were trapped behind a locked gate, the fire service said.",
        "A blaze in a restaurant on Bailey Road in Dhaka killed 43 diners on Wednesday night. A gas cylinder on the stairs had exploded, fire chief Main Uddin said.",
    ),
    (
        "two kidnappings in one city",
        72,
        "Gunmen abducted six nuns from a bus in Port-au-Prince on Monday, the conference of the religious said. The bus of the Saint Anne order was on its way to a school in the Turgeau quarter.",
        "Doctor Douglas Pape, the head of a hospital network, was abducted in Port-au-Prince on Thursday together with a driver and two nurses. His colleagues closed the clinic at Tabarre in protest.",
    ),
    (
        "two strikes on one port",
        48,
        "Russian missiles hit the grain terminal of the port of Odesa on Monday and killed a crane driver, governor Oleh Kiper said. Forty thousand tonnes of maize burned.",
        "A Russian ballistic missile struck the container ship MSC Levante in the port of Odesa on Wednesday. Five Egyptian and Syrian sailors were killed, governor Oleh Kiper said.",
    ),
    (
        "two bus crashes in one state",
        72,
        "A bus with migrants from Venezuela overturned on the road from Oaxaca to Puebla on Monday, killing 16 of them, the state's civil protection agency said. The driver ran away.",
        "Two passenger buses collided near Tehuantepec in Oaxaca on Thursday and eight people died. The drivers had raced each other down a mountain road, a survivor told the prosecutors.",
    ),
    (
        "two fires in one port city",
        72,
        "Ten people died in a fire in the RJ shopping mall on Rashid Minhas Road in Karachi on Monday, Mayor Murtaza Wahab said. The mall had no emergency exit.",
        "A boiler exploded in a towel mill in the Korangi industrial area of Karachi on Thursday. Four workers burned to death and the mill's owner was arrested, police said.",
    ),
    (
        "two strikes on one camp",
        24,
        "An Israeli strike on a house in the Nuseirat refugee camp killed 14 members of the Abu Jarad family on Monday, medics at the Awda hospital said.",
        "At least 22 people were killed when an Israeli strike hit a school used as a shelter in the Nuseirat refugee camp on Tuesday, Gaza's civil defence said. The army said it had hit a Hamas command room.",
    ),
    (
        "two strikes on one suburb",
        48,
        "An Israeli drone killed Hamas deputy leader Saleh al-Arouri and five others in an office in the Dahiyeh suburb of Beirut on Monday, Lebanese media reported.",
        "An Israeli air strike brought down two apartment blocks in the Dahiyeh suburb of Beirut on Wednesday, killing 31 people, the Lebanese health ministry said. Hezbollah confirmed the death of its commander Ibrahim Aqil.",
    ),
    (
        "two clashes near one town",
        72,
        "Fighters of the M23 group and soldiers clashed at Sake near Goma on Monday. Seven civilians were killed by shells that fell on the market, the territory's administrator said.",
        "Shells hit the Mugunga camp for displaced people on the edge of Goma on Thursday and killed 12 people, most of them children, the United Nations said. The army blamed M23.",
    ),
    (
        "two accidents in the mines of one province",
        72,
        "Twelve miners died when methane exploded 250 metres under ground in a coal pit at Harnai near Quetta on Monday, chief inspector Abdul Ghani said.",
        "Two coal miners were killed and three injured when a trolley's rope broke in a shaft at Sanjdi near Quetta on Thursday, the mines department said.",
    ),
    (
        "two attacks with knives in one city",
        72,
        "A man with a knife wounded six passengers on the Gare du Nord concourse in Paris on Monday morning before police shot him. Interior minister Gerald Darmanin praised the two officers.",
        "A German tourist was stabbed to death near the Bir-Hakeim bridge in Paris on Thursday night and two others were injured with a hammer. The attacker, a Frenchman of 26, was known to the services.",
    ),
    (
        "two avalanches in one region",
        72,
        "An avalanche buried a group of ski tourers from Bergamo on the Gran Zebru in South Tyrol on Monday; three of them died, mountain rescuers said.",
        "Two Czech climbers were killed by an avalanche below the Ortler in South Tyrol on Thursday. A helicopter found them with the help of their beacons, the mountain rescue service at Sulden said.",
    ),
)
