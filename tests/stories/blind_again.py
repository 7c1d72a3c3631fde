# ruff: noqa: E501 - a line is a report as it would be dropped
"""More reports that were written before anything was run on them. Rows as in `pairs.py` and `more_gatherings.py`."""

from __future__ import annotations

BLIND_TWINS: tuple[tuple[str, int, str, str], ...] = (
    (
        "two bombs in one port, two days apart",
        48,
        "A car bomb outside the Lido beach restaurant in Mogadishu killed nine diners on Monday evening, the ambulance service said. Al-Shabaab said it was behind the blast.",
        "Four soldiers were killed on Wednesday in Mogadishu when a bomb went off beneath their pick-up at the Kilometre Four junction, a military officer said.",
    ),
    (
        "two strikes on one southern town",
        30,
        "An Israeli drone killed two men on a motorcycle in Nabatieh in southern Lebanon on Monday, the health ministry said.",
        "An Israeli air raid flattened a three-storey house in Nabatieh on Tuesday afternoon and killed a couple and their three children, Lebanon's civil defence said.",
    ),
    (
        "two shipwrecks off one island",
        50,
        "Eleven migrants drowned when their rubber boat turned over off Lampedusa on Monday, the Italian coast guard said; 46 were saved.",
        "A wooden boat from Zuwara sank south of Lampedusa on Wednesday. Five bodies were found and about 20 people are missing, the UN refugee agency said.",
    ),
    (
        "two gang attacks in one capital",
        40,
        "Gunmen killed at least 12 people in the Solino district of Port-au-Prince on Monday, residents said. Houses were set alight.",
        "A gang fired on a clinic in the Carrefour suburb of Port-au-Prince on Tuesday night, killing a nurse and two patients, Doctors Without Borders said.",
    ),
    (
        "two quakes in one country",
        60,
        "A quake of magnitude 5.6 killed three people in Herat province in western Afghanistan on Monday, the disaster authority said.",
        "At least 14 people died on Thursday when an earthquake of magnitude 5.9 shook Badakhshan in Afghanistan's northeast, officials said.",
    ),
    (
        "two derailments in one state",
        72,
        "Eight coaches of the Chandigarh-Dibrugarh Express left the rails near Gonda in India's Uttar Pradesh on Monday. Four passengers died.",
        "Two wagons of a goods train came off the track at Mathura in Uttar Pradesh on Thursday. Nobody was hurt but 15 trains were cancelled.",
    ),
    (
        "two helicopters of one army",
        90,
        "A Mi-17 helicopter of the Colombian army crashed in Antioquia on Monday and all nine soldiers on board died, the president said.",
        "Colombia's army lost a helicopter in the Catatumbo on Friday: two of its crew were injured when it was hit by rifle fire and landed hard.",
    ),
)

BLIND_TOLD_TWICE: tuple[tuple[str, int, str, str], ...] = (
    (
        "a restaurant, by police and by the militants",
        6,
        "A car bomb outside the Lido beach restaurant in Mogadishu killed nine diners on Monday evening, the ambulance service said. Al-Shabaab said it was behind the blast.",
        "Al-Shabaab said on Monday that its fighters had set off the bomb at a beach restaurant in Somalia's capital Mogadishu; police put the number of dead at seven.",
    ),
    (
        "a wreck off an island, one rising toll",
        20,
        "Eleven migrants drowned when their rubber boat turned over off Lampedusa on Monday, the Italian coast guard said; 46 were saved.",
        "The number of migrants who drowned on Monday when a dinghy capsized near the Italian island of Lampedusa has gone up to 14, the coast guard said. Divers are searching.",
    ),
    (
        "a raid, in two spellings",
        5,
        "An Israeli air raid flattened a house in Nabatieh on Monday afternoon and killed a couple and their three children, Lebanon's civil defence said.",
        "Five members of one family were killed in Nabatiyeh on Monday when an Israeli jet bombed their home, the Lebanese health ministry said.",
    ),
    (
        "a derailment, by railway and hospital",
        8,
        "Eight coaches of the Chandigarh-Dibrugarh Express left the rails near Gonda in India's Uttar Pradesh on Monday. Four passengers died.",
        "Doctors in Gonda were treating 35 people on Monday after the Dibrugarh Express derailed; railway officials said that at least two passengers had been killed.",
    ),
    (
        "a helicopter, by army and president",
        7,
        "A Mi-17 helicopter of the Colombian army crashed in Antioquia on Monday and all nine soldiers on board died, the president said.",
        "Nine Colombian soldiers lost their lives on Monday when their Mi-17 came down in a rural part of Antioquia while it carried supplies, the army said.",
    ),
    (
        "shells on a border town, from both sides",
        4,
        "Ukrainian shelling killed a woman and injured five people in the Russian border town of Shebekino on Monday, the regional governor said.",
        "A resident of Shebekino died on Monday and six were hurt under fire, Russian officials say. Kyiv said its troops had hit a depot of ammunition in the town.",
    ),
    (
        "a stampede at a shrine",
        10,
        "At least 15 pilgrims were crushed to death in a stampede at a temple in Tirupati in southern India on Monday, police said.",
        "The toll of Monday's crush at the Tirupati temple rose to 19, the state's chief minister said, promising money to the families of the pilgrims.",
    ),
)

BLIND_ROUND_UPS: tuple[tuple[str, str], ...] = (
    (
        "a morning letter",
        "Good morning. Overnight Kharkiv was bombed again, Lagos put out a fire and Memphis mourned. On the markets oil fell two dollars. In sport, Arsenal won at Brighton.",
    ),
    (
        "a radio bulletin",
        "The news at ten. A ferry has sunk on Lake Kivu. In Peshawar the police bury their dead. Lufthansa's crews are on strike for a second day. And now the weather: sleet in the north.",
    ),
    (
        "a diplomat's week",
        "The foreign minister's week took her from Kathmandu, where she spoke with survivors of the quake, to Abuja and Lagos, and by way of Lisbon to a Kharkiv under fire.",
    ),
    (
        "an aid agency's appeal",
        "From Kivu to Kharkiv and from Peshawar to Nepal our teams are at work. Last month they reached 140,000 people. Your gift of 20 euros buys blankets for a family.",
    ),
    (
        "a columnist",
        "What do a burning market in Lagos, a sunken ferry on Lake Kivu and a strike at Lufthansa have in common? They are failures of upkeep, writes our columnist, and of the will to pay.",
    ),
    (
        "a list of dates",
        "On this day: 1951, a mine collapses in Illinois. 1976, a quake in Guatemala. 1993, a ferry sinks off Haiti. 2005, a bomb in Tal Afar. Born today: two painters and a king.",
    ),
)

BLIND_ANNIVERSARIES: tuple[tuple[str, str, str], ...] = (
    (
        "a raid of two years ago",
        "A Russian missile hit a railway station in Kramatorsk on Monday and killed three people, the mayor said.",
        "Kramatorsk fell silent on Tuesday for the 61 people who were killed at its railway station by a missile in April 2022.",
    ),
    (
        "a nightclub of long ago",
        "Fire broke out in a nightclub in Santa Maria in southern Brazil on Monday; two barmen died of smoke, firemen said.",
        "In Santa Maria parents laid shoes on the pavement on Tuesday for the 242 young people who died in the Kiss nightclub in 2013.",
    ),
    (
        "a bridge remembered",
        "A lorry fell from a bridge in Genoa on Monday and its driver died, the fire brigade said.",
        "Genoa stopped at 11:36 on Tuesday, the minute at which the Morandi bridge fell in August 2018 and took 43 people with it.",
    ),
    (
        "a hostage taking",
        "Gunmen attacked a police post in Beslan in North Ossetia on Monday and killed two officers, investigators said.",
        "Bells rang in Beslan on Tuesday for the 334 hostages, most of them children, who died in School Number One twenty years ago.",
    ),
    (
        "a flood remembered",
        "Two people drowned in the flooded Ahr near Altenahr on Monday after a night of rain, police said.",
        "Three years after the Ahr flood that killed 135 people, Altenahr held a service on Tuesday and switched off its lights.",
    ),
    (
        "a metro remembered",
        "A gas leak in the metro of Daegu in South Korea injured nine travellers on Monday, the fire service said.",
        "Families lit candles in Daegu on Tuesday for the 192 victims of the fire that a man laid in the metro in 2003.",
    ),
)

BLIND_LIVE_BLOGS: tuple[tuple[str, str], ...] = (
    (
        "a blog of one night",
        "LIVE 23:40 Air raid sirens in Kharkiv. 23:10 Fans leave the stadium after Arsenal's win. 22:45 The Balogun market in Lagos is still smoking. 22:00 Welcome to our live page of the evening.",
    ),
    (
        "a blog of a parliament",
        "12:31 The minister sits down. 12:20 He says that the dead of Lake Kivu will have an inquiry. 12:02 Shouts of shame. 11:58 A member asks about the trains. 11:30 The house meets.",
    ),
    (
        "a blog of the markets",
        "16:00 Shares close 1.2 per cent down. 14:30 Lufthansa falls as cabin crews walk out. 11:15 Insurers dip after the Nepal quake. 9:00 Good morning, Frankfurt opens lower.",
    ),
    (
        "a blog of the weather",
        "18:00 Snow on the Elbe. 15:20 Rain hampers the search on Lake Kivu. 13:05 Roads to Sindhupalchok are cut. 9:40 A storm warning for the Baltic coast. 7:00 A cold day begins.",
    ),
)
