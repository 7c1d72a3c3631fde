# ruff: noqa: E501 - a line is a report as it would be dropped
"""One day, one town, one kind of event: two events all the same, or one in other words. Rows as in `pairs.py`."""

from __future__ import annotations

TWINS_OF_A_DAY: tuple[tuple[str, int, str, str], ...] = (
    (
        "two shootings in one city",
        6,
        "A 19-year-old student was shot dead at a petrol station on the west side of Chicago early on Monday, police said. A man in a grey sedan had asked her for directions, a witness told detectives.",
        "Three men were wounded in Chicago on Monday when somebody fired from a passing van at a barber's shop in the Englewood neighbourhood, police said. Two of them are in a serious condition.",
    ),
    (
        "two bombs in one city",
        5,
        "A bomb hidden in a fruit cart went off in front of a bank in Peshawar on Monday morning and killed two guards, officials said. The Pakistani Taliban said they had done it.",
        "Nine worshippers were injured on Monday when explosives went off at a shrine in the old town of Peshawar, the rescue service said. Nobody claimed responsibility; the caretaker was questioned.",
    ),
    (
        "two fires in one city",
        7,
        "Fire broke out in a paint warehouse in the Bhiwandi quarter of Mumbai on Monday, killing two watchmen, the fire brigade said. Twelve engines fought the flames for six hours.",
        "Four members of one family died on Monday in Mumbai when their flat on the ninth floor of a tower in Andheri burned, police said. A short circuit in an air conditioner was the likely cause.",
    ),
    (
        "two crashes in one city",
        4,
        "A tanker ran into a queue of taxis at a toll gate in Lagos on Monday, killing five people, the road safety corps said. Its brakes had failed, the driver told officers.",
        "Two girls died in Lagos on Monday when a bus jumped the kerb outside their school in Surulere, the state government said. The driver fled on foot.",
    ),
    (
        "two drone attacks on one city",
        11,
        "Russian drones hit a depot of trolleybuses in Kherson in the small hours of Monday and killed a night watchman, the city's military administration said. Eleven of them burned out.",
        "A Russian drone dropped a grenade on a woman who was riding a bicycle in Kherson on Monday afternoon, prosecutors said. She died in the ambulance; a neighbour of hers was injured.",
    ),
    (
        "two strikes on one city",
        9,
        "A Russian missile hit a market in Sumy on Monday and killed six people at the vegetable stalls, the regional governor said. Another 14 were taken to hospital.",
        "A Russian guided bomb fell on a school in Sumy on Monday evening, killing its director and the cook, the regional governor said. Lessons had been over for an hour.",
    ),
)

TOLD_TWICE_IN_A_DAY: tuple[tuple[str, int, str, str], ...] = (
    (
        "first words of two agencies on drones",
        1,
        "Two people were killed and 11 injured when Russian drones hit an apartment block in Kharkiv early on Monday, mayor Ihor Terekhov said. A section from the fifth to the ninth floor was on fire.",
        "Russian drones struck a residential building in Ukraine's second city Kharkiv overnight into Monday, killing three residents and leaving at least 14 in need of treatment, rescuers said.",
    ),
    (
        "a toll that grew over breakfast",
        4,
        "Two people were killed and 11 injured when Russian drones hit an apartment block in Kharkiv early on Monday, mayor Ihor Terekhov said. A section from the fifth to the ninth floor was on fire.",
        "Six dead and counting: that is the price of another night of drones over Kharkiv. On Monday crews were lifting slabs off a tower block whose middle had come down on people asleep.",
    ),
    (
        "a factory fire by two papers",
        2,
        "Three workers were killed when fire swept through a garment factory in the Korangi area of Karachi on Monday, rescue officials said. Many were believed trapped on the upper floors.",
        "Seven people have lost their lives in a blaze at a clothing plant in the Pakistani port city of Karachi, hospital staff said on Monday, and relatives held up photographs of the missing outside.",
    ),
    (
        "a bomb on a platform by police and hospital",
        2,
        "A bomb exploded on the platform of the railway station in Quetta on Monday as passengers waited for the Jaffar Express, killing three of them, police said.",
        "Doctors at the Civil Hospital in Quetta counted nine bodies on Monday after a blast on a platform. A man with a rucksack had mingled with the travellers, the provincial spokesman said.",
    ),
    (
        "a market by governor and mayor",
        3,
        "A Russian missile hit a market in Sumy on Monday and killed six people at the vegetable stalls, the regional governor said. Another 14 were taken to hospital.",
        "Rows of stalls lay flattened in Sumy on Monday after what the mayor called a missile aimed at people doing their shopping. Eight of them were dead by noon, he said, and 20 wounded.",
    ),
)

THREE_DAYS_OF_FIGHTING = (
    "Shells fell on a displaced people's camp in Bamenda on Monday during fighting between the army and separatists, killing at least 15 people, the hospital and aid workers said. Bamenda has seen clashes between separatists and the army since October; aid workers said that the hospital had run out of blood.",
    "At least 16 people died in Bamenda on Monday when shells fell on a camp during clashes between separatists and the army, aid workers and the hospital said. The army blamed separatists for the shells.",
    "Shells killed seven people in Bamenda on Wednesday, the hospital and aid workers said, as clashes between the army and separatists went on. The separatists said the army had fired the shells.",
)
"""One attack told twice, and another two days later."""
