# ruff: noqa: E501 - a line is a report as it would be dropped
"""Pairs that were written before anything was run on them: what a first run decided wrongly is marked with its reason.

Rows as in `pairs.py`.
"""

from __future__ import annotations

BLIND_TWINS: tuple[tuple[str, int, str, str], ...] = (
    (
        "two drone nights on one port",
        48,
        "Russian drones damaged a grain terminal in Izmail on Monday night and injured three dockers, the Odesa regional governor Oleh Kiper said. The fire was put out by dawn.",
        "A drone attack on Izmail killed a lorry driver on Wednesday, prosecutors said. He had been waiting at the ferry crossing to Romania when debris fell on the queue.",
    ),
    (
        "two attacks on one base town",
        72,
        "Gunmen stormed an army post outside Djibo in northern Burkina Faso on Monday and killed 14 soldiers, a security source said. The attackers left on motorcycles with weapons and vehicles.",
        "Nine farmers were killed on Thursday when a home-made bomb went off under their cart on the road from Djibo to Kelbo, residents said. Two women were among them.",
    ),
    (
        "two stabbings in one capital",
        24,
        "A man was stabbed to death outside Finsbury Park station in London on Monday evening, the Metropolitan Police said. A 22-year-old was arrested nearby.",
        "Two teenagers were wounded with a knife in Croydon, south London, on Tuesday afternoon. Police said that both were stable and that they sought four boys on bicycles.",
    ),
    (
        "two floods in one province",
        96,
        "Flash floods swept away 11 people in Garut in Indonesia's West Java on Monday, the disaster agency said. Nearly 400 houses stood under mud.",
        "A river broke its dyke at Karawang in West Java on Friday and 3,000 people fled their homes. Nobody was killed, the disaster agency said, but rice fields are lost.",
    ),
    (
        "two prison breaks",
        72,
        "Twenty inmates escaped from a jail in Cap-Haitien on Monday after a shoot-out in which two guards died, the Haitian police said.",
        "Inmates set mattresses on fire in the women's prison of Cabaret in Haiti on Thursday; five of them suffocated, a rights group said.",
    ),
    (
        "two kidnappings on one road",
        48,
        "Gunmen stopped a bus near Kankara in Nigeria's Katsina state on Monday and took 17 passengers into the forest, the driver said.",
        "A village head and his two wives were abducted from their house near Kankara in Katsina state on Wednesday night. Police said that no ransom had been asked.",
    ),
    (
        "two mine accidents of one firm",
        96,
        "A roof fall killed two men in Sibanye's Driefontein gold mine west of Johannesburg on Monday, the company said.",
        "A conveyor caught fire in Sibanye's Kroondal platinum mine near Rustenburg on Friday. Eighty workers came up unhurt, the union said.",
    ),
    (
        "two protests in one square",
        48,
        "Police fired tear gas at thousands who demanded the release of Ekrem Imamoglu in front of the city hall of Istanbul on Monday; 53 were detained.",
        "Pensioners marched to the city hall of Istanbul on Wednesday and asked for a supplement of 5,000 lira. The march ended peacefully, the organisers said.",
    ),
)

BLIND_TOLD_TWICE: tuple[tuple[str, int, str, str], ...] = (
    (
        "a village counted by two sides",
        5,
        "An air strike hit a wedding in the village of Kyein Tar in Myanmar's Sagaing region on Monday and killed 21 people, the People's Defence Force said.",
        "Myanmar's army said on Monday it had bombed a meeting of rebels at Kyein Tar in Sagaing; residents of the village put the dead at 27 and said that they were guests of a wedding.",
    ),
    (
        "a train, spelled twice",
        4,
        "Twelve people died when a freight train ran into a crowded minibus on a crossing at El-Ayyat south of Cairo on Monday, the Egyptian railways said.",
        "A goods train hit a minibus at Al Ayat in Giza governorate on Monday. Egypt's health ministry counts 13 dead and nine injured at the level crossing.",
    ),
    (
        "a rising count in a stadium",
        7,
        "At least six fans were crushed to death at a gate of the Mavuso stadium in Lubumbashi on Monday before a derby, the mayor said.",
        "The number of football fans who died in a crush at Lubumbashi's Mavuso stadium on Monday has risen to 11, hospital doctors said. The derby was called off.",
    ),
    (
        "a ship, told by owner and navy",
        10,
        "A missile struck the bulk carrier True Confidence in the Gulf of Aden on Monday and killed three of its crew, the US Navy said.",
        "The owner of the True Confidence said three seafarers had lost their lives on Monday when the carrier was hit by a Houthi missile off Aden; the crew abandoned ship.",
    ),
    (
        "a collapse, from the first hour to the evening",
        9,
        "A five-storey building came down in the Tariq al-Jadideh quarter of Beirut early on Monday. Civil defence pulled two bodies from the rubble.",
        "Seven people are now known to have been killed when a block of flats fell in Beirut's Tarik Jdideh on Monday, Lebanon's civil defence said. Nobody is missing any more.",
    ),
    (
        "poison in a tavern",
        20,
        "Seventeen youths were found dead on Monday in a tavern in East London, South Africa. Police said that the cause was not known.",
        "Twenty-one teenagers died in the Enyobeni tavern in the South African city of East London on Monday, officials said; methanol was found in their blood.",
    ),
    (
        "an avalanche, by two services",
        6,
        "An avalanche buried nine skiers above Courmayeur in the Aosta valley on Monday. Four of them are dead, the alpine rescue said.",
        "Four ski tourers lost their lives under an avalanche near Courmayeur on Monday; five others were dug out, Italy's finance police said.",
    ),
    (
        "a convoy struck, denied by one side",
        12,
        "Eight aid workers died when a drone struck a convoy of the Red Crescent near Kadugli in Sudan on Monday, the organisation said and blamed the army.",
        "Sudan's army denied on Monday that its drones had hit the Red Crescent near Kadugli. The organisation says that eight of its people were killed in their lorries.",
    ),
)
