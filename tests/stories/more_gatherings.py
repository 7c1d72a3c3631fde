# ruff: noqa: E501 - a line is an article as it would be dropped
"""Articles of many things or of old ones: round-ups, anniversaries and live blogs, which must glue nothing together."""

from __future__ import annotations

MORE_ROUND_UPS: tuple[tuple[str, str], ...] = (
    (
        "world in brief",
        "World in brief. Ukraine: missiles on Kharkiv. Pakistan: a bomb in Peshawar. Nepal: a quake in Sindhupalchok. Congo: a ferry lost on Lake Kivu. Nigeria: fire in the Balogun market of Lagos. Portugal: a minister goes.",
    ),
    (
        "five things to know",
        "Five things to know this morning: shoppers in Lagos count their losses, commuters in Frankfurt wait for trains, Memphis mourns three guests of a party, Peshawar buries its policemen and Arsenal are top of the table.",
    ),
    (
        "the weekend quiz",
        "Were you paying attention? Which club beat Brighton? What did Bosch buy for 8 billion dollars? On which lake did a ferry capsize, and which minister of Portugal resigned over 500,000 euros? Answers below.",
    ),
    (
        "letters to the editor",
        "Letters. Sir, the train drivers of Germany have my sympathy. Madam, a city like Kharkiv that is bombed every week needs air defence, not words. Sir, why does nobody write about leeks?",
    ),
    (
        "a podcast and its chapters",
        "In this week's episode we talk to a seismologist about Nepal, to a trader of the Balogun market about insurance and to a striker of the GDL union. Later: what the resignations in Lisbon mean for the airline TAP.",
    ),
    (
        "pictures of the day",
        "Pictures of the day: firemen in Kharkiv, mourners in Peshawar, a fisherman on Lake Kivu, an empty platform in Munich, a boy with a kite above Kathmandu and the first snow on the Elbe.",
    ),
    (
        "a weekly index of conflict",
        "The index counted 214 incidents this week, 31 of them in the regions of Kharkiv and Donetsk, 19 in Khyber Pakhtunkhwa and 12 in Kivu. It fell by four points against the week before.",
    ),
    (
        "the agenda of the day",
        "Agenda. 9:00 Frankfurt: union and Lufthansa meet. 11:00 Lisbon: parliament on TAP. 14:00 Kathmandu: the home ministry on the quake. 18:00 London: Arteta on the match. 20:00 Lagos: traders pray.",
    ),
)

MORE_ANNIVERSARIES: tuple[tuple[str, str, str], ...] = (
    (
        "a mosque remembered",
        "A suicide bomber killed 32 worshippers at a mosque inside the police lines of Peshawar on Monday, hospital officials said. The roof of the prayer hall collapsed and rescuers searched for survivors.",
        "Ten years after gunmen killed 147 people at the Army Public School in Peshawar, mothers lit candles on Tuesday in front of a wall with the names of their children. The prime minister spoke by video.",
    ),
    (
        "a ferry remembered",
        "A ferry carrying traders across Lake Kivu from Minova capsized near the port of Kituku on Monday morning and 23 people drowned, the governor of South Kivu said.",
        "Relatives of those who died on Lake Victoria in 2018, when the ferry Nyerere turned over off Ukara island and more than 220 people drowned, gathered at Bwisya on Tuesday for a mass.",
    ),
    (
        "a fire remembered",
        "Fire destroyed 200 shops of the Balogun market in Lagos on Monday night. The state emergency agency blamed a generator on the third floor of a plaza and said two traders died of smoke.",
        "Lagos remembered on Tuesday the explosions at the Ikeja barracks in January 2002, after which more than 1,000 people drowned in a canal at Oke-Afa. A wreath was laid by the governor.",
    ),
    (
        "a shooting remembered",
        "Three people were shot dead at a birthday party in a house on Maple Avenue in Memphis on Sunday night, police said. The gunman, a former boyfriend of the host, fled in a white pickup.",
        "Memphis marked on Tuesday the day in 1968 on which Martin Luther King was shot dead on the balcony of the Lorraine Motel. A choir sang and the mayor read from his last speech.",
    ),
    (
        "a dam remembered",
        "The Carola bridge in Dresden fell into the Elbe in the night to Monday. Nobody was hurt, the fire brigade said, because the last tram had crossed eighteen minutes before.",
        "Dresden's bells rang on Tuesday for the dead of February 1945, when bombers killed about 25,000 people and the city on the Elbe burned. Thousands held hands around the old town.",
    ),
    (
        "a trial of old deeds",
        "A missile struck the Epicentr hardware store in Kharkiv on Monday and killed 12 shoppers, governor Oleh Syniehubov said. Two hundred people were inside.",
        "A court in Kharkiv sentenced a man to life in prison on Tuesday for the bomb that killed four marchers at the Palace of Sports in February 2015. He was convicted in his absence.",
    ),
    (
        "a book about a bomb",
        "A bomb attached to a minibus killed four people in the Dasht-e-Barchi quarter of Kabul on Monday evening, police spokesman Khalid Zadran said.",
        "Her new book tells of the lorry bomb that killed 150 people near the German embassy in Kabul in May 2017. The author, a nurse at the Emergency hospital, read from it in Milan on Tuesday.",
    ),
    (
        "a mine closed ten years ago",
        "Twelve miners died when methane exploded 250 metres under ground in a coal pit at Harnai near Quetta on Monday, chief inspector Abdul Ghani said.",
        "Soma in Turkey remembers: it is ten years since 301 miners died in the coal mine, the country's worst accident. Widows marched on Tuesday and demanded that the managers go back to prison.",
    ),
)

LIVE_BLOGS: tuple[tuple[str, str], ...] = (
    (
        "Ukraine live",
        "Ukraine live: the latest.\n\n18:40 Two Russian missiles struck a hotel in the Kharkiv city centre late on Monday, the mayor says.\n\n17:55 A postal depot burned in Kharkiv last year; its workers remember.\n\n16:10 Kyiv expects more air defence from Berlin.\n\n15:02 Good afternoon. We will bring you the news as it happens.",
    ),
    (
        "world live",
        "Live: what is happening now\n\n14:20 Nepal's home ministry counts 14 dead in the quake at Sindhupalchok.\n\n13:45 A suicide bomber attacked a mosque in the police lines of Peshawar.\n\n12:30 A ferry capsized on Lake Kivu near Kituku.\n\n11:00 Trains stand still in Frankfurt.",
    ),
    (
        "business live",
        "Business live\n\n16:30 European shares close higher.\n\n15:10 Bosch will buy the heating business of Johnson Controls and Hitachi for 8 billion dollars.\n\n12:00 Train drivers of the GDL union begin their strike in the evening.\n\n09:00 Lisbon's cabinet loses the minister who looked after TAP.",
    ),
    (
        "football live",
        "As it happened: Monday's matches\n\n22:05 Full time at the Emirates: Arsenal 2 Brighton 0, goals by Jesus and Havertz.\n\n21:50 Fulham wait for Arsenal on Thursday at Craven Cottage.\n\n20:00 Good evening and welcome.",
    ),
    (
        "city live",
        "Lagos live blog\n\n19:00 The governor visits the traders of the Balogun market, where 200 shops burned.\n\n18:20 A tanker blocks the Third Mainland Bridge; no fire, police say.\n\n17:00 Heavy rain is expected tonight in Lagos.",
    ),
)
