# ruff: noqa: E501 - a line is a report as it would be dropped
"""More events told twice: with another toll, in other words, with names spelled otherwise, by the other side."""

from __future__ import annotations

MORE_TOLD_TWICE: tuple[tuple[str, int, str, str], ...] = (
    (
        "one capital, two spellings and two more dead",
        7,
        "Five people were killed when a Russian missile hit an apartment block in the Solomianskyi district of Kyiv on Monday, mayor Vitali Klitschko said.",
        "The missile strike on a residential building in Kiev's Solomianskyi district on Monday killed seven people, Vitaliy Klychko, the mayor, said in the evening.",
    ),
    (
        "a port as both sides tell it",
        6,
        "Ukraine's air force said it hit the landing ship Novocherkassk in the harbour of Feodosia in Crimea on Monday with cruise missiles and destroyed it.",
        "Russia's defence ministry said the landing ship Novocherkassk was damaged at Feodosia on Monday in an attack with Ukrainian guided missiles. One person was killed, the governor of Crimea, Sergei Aksyonov, said.",
    ),
    (
        "the city's other name",
        4,
        "A missile struck the Epicentr hardware store in Kharkiv on Monday and killed 12 shoppers, governor Oleh Syniehubov said. Two hundred people were inside.",
        "At least 16 people are dead after the attack of Monday on the Epicentr hypermarket in Kharkov, the head of the region, Oleg Sinegubov, told reporters. More than forty are injured.",
    ),
    (
        "rebels and government count otherwise",
        9,
        "Shells fired by the Syrian army killed nine people on the road between Idlib and Ariha on Monday, rescuers of the White Helmets said. Among the dead were five children on their way to school.",
        "Thirteen people, most of them children, died in the shelling of the Ariha road in Idlib province on Monday, the Syrian Observatory for Human Rights said. The army says it fired on fighters.",
    ),
    (
        "a mosque and the rising count",
        10,
        "A suicide bomber killed 32 worshippers at a mosque inside the police lines of Peshawar on Monday, hospital officials said. The roof of the prayer hall collapsed.",
        "The mosque bombing in the police lines of Peshawar killed 59 people, most of them policemen, a hospital spokesman said late on Monday. Rescuers were still digging under the roof of the hall.",
    ),
    (
        "a ravine, with and without accents",
        5,
        "A bus of the company Turismo Leon fell into a ravine near Huánuco in Peru on Monday, killing 24 passengers, the highway police said.",
        "Peru: twenty-four dead as a Turismo León bus plunges 150 metres into a gorge in the Huanuco region on Monday. The bus had left Pucallpa with 40 people on board, police said.",
    ),
    (
        "a town spelled two ways",
        5,
        "An Israeli air strike on the Nasser quarter of Khan Younis killed 18 people on Monday, the health ministry in Gaza said. The army said the target was a commander of Hamas.",
        "In Khan Yunis, eighteen Palestinians died in Monday's air raid on the Nasser quarter, medics said. Israel's military spoke of a strike on a Hamas commander.",
    ),
    (
        "a fire in a narrow alley",
        8,
        "A fire in an apartment building in an alley of the Thanh Xuan district of Hanoi killed 37 people in the night to Monday. Motorbikes on the ground floor caught fire first, police said.",
        "Hanoi's fire of Sunday night has now killed 56 people. The ten-storey block in Thanh Xuan had one staircase, and its ground floor was full of motorbikes when it began to burn, officials said.",
    ),
    (
        "a landslide, counted by two",
        12,
        "Mud buried forty houses in the villages of Masugu and Namachele in Uganda's Bulambuli district on Monday. Thirteen bodies were found, the Red Cross said.",
        "At least 20 people were killed by the landslide that covered Masugu in Bulambuli district on Monday, Uganda's prime minister's office said. Soldiers dig with hoes because machines cannot pass.",
    ),
    (
        "pupils taken, and how many",
        9,
        "Gunmen on motorcycles abducted 287 pupils from a school at Kuriga in Nigeria's Kaduna state on Monday morning, headmaster Sani Abdullahi said.",
        "More than 200 schoolchildren were kidnapped in Kuriga, Kaduna state, on Monday. Governor Uba Sani visited the village and promised their parents that every child would come back.",
    ),
    (
        "a ship in the gulf",
        6,
        "A missile fired by the Houthis set the bulk carrier True Confidence on fire in the Gulf of Aden on Monday. Three sailors were killed, the US military said.",
        "Yemen's Houthi movement said on Monday it struck the ship True Confidence because it was American. The carrier burns in the Gulf of Aden and its crew, Filipinos and Vietnamese, is in lifeboats; two of them died, London's consulate said.",
    ),
    (
        "three trains",
        7,
        "The Coromandel Express left the rails near Balasore in the Indian state of Odisha on Monday evening and hit a goods train. More than 50 passengers were killed, officials said.",
        "At least 120 people died when the Coromandel Express crashed into a freight train at Balasore on Monday and a third train ran into its carriages, the chief secretary of Odisha, Pradeep Jena, said.",
    ),
    (
        "gas in a mine",
        10,
        "An explosion of methane in the Madanjoo coal mine near Tabas in eastern Iran killed 30 miners on Monday, state television said. Seventeen were injured.",
        "Iran: the death toll in the Tabas coal mine blast of Monday is 51, governor Mohammad Javad Ghenaat said. Two shafts of the Madanjoo company were full of gas.",
    ),
    (
        "a university in shock",
        5,
        "A student opened fire in the philosophy faculty of Charles University in Prague on Monday, killing 14 people, police president Martin Vondrasek said. The gunman is dead.",
        "Fourteen dead at Prague's Charles University: the shooter, a student of history aged 24, had killed his father that morning in Hostoun, Czech police chief Martin Vondrášek said on Monday.",
    ),
    (
        "a crowd that was crushed",
        6,
        "At least 60 people, mostly women, were crushed to death at the end of a sermon in the Hathras district of Uttar Pradesh on Monday, doctors said.",
        "The stampede at a prayer meeting in Hathras killed 116 worshippers on Monday. The preacher, known as Bhole Baba, had left by car and people ran to touch the dust of its wheels, police of Uttar Pradesh said.",
    ),
    (
        "a convoy in the hills",
        8,
        "Gunmen fired at a convoy of vans on the road from Parachinar to Peshawar in Kurram district on Monday and killed 38 people, the provincial minister Aftab Alam said.",
        "The number of Shiites who were shot dead in their vans in Kurram on Monday has risen to 42, police officer Azmat Ali said. The convoy had left Parachinar under guard.",
    ),
    (
        "a dam as both sides tell it",
        5,
        "Water poured through the Nova Kakhovka dam on the Dnipro on Monday after an explosion inside it that Ukraine blamed on Russian troops. Villages below were evacuated.",
        "Russia accused Kyiv's forces of shelling the Kakhovka dam, whose gates broke on Monday. The mayor of Nova Kakhovka whom Moscow installed, Vladimir Leontyev, said the Dnieper had flooded the town.",
    ),
)
