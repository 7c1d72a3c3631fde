# ruff: noqa: E501 - a line is an article as it would be dropped
"""Second strikes of which a follow-up also recalls the first, and follow-ups of one strike, written before any was run.

Two lots of 24 and 20, the second after the first was mended. Each row: a name, hours between the two, the first text,
the second text.
"""

from __future__ import annotations

SECOND_STRIKES: tuple[tuple[str, int, str, str], ...] = (
    (
        "kherson, market then bus, next day",
        25,
        "KHERSON, Jan 8 - Russian artillery hit the central market in Kherson on Monday morning, killing seven shoppers and wounding 12, the regional military administration said. Governor Oleksandr Prokudin published a picture of overturned stalls.",
        "Kherson was under fire again on Tuesday. A drone dropped a grenade on a trolleybus near the Dnipro bridge and killed the driver, prosecutors said. The day before, seven people had died when shells fell on the central market. Governor Oleksandr Prokudin asked residents to keep off the streets.",
    ),
    (
        "kharkiv, in as many days",
        24,
        "Two Russian missiles slammed into a hotel in the centre of Kharkiv on Monday, killing nine people, Mayor Ihor Terekhov said. Twenty-one were in hospital.",
        "KHARKIV (Jan 9) - Three people were wounded on Tuesday when a guided bomb fell on a printing house in Kharkiv, the second attack on Ukraine's second city in as many days. Mayor Ihor Terekhov said that rescuers were still at work at the hotel where missiles killed nine people on Monday.",
    ),
    (
        "gaza camp, this time",
        22,
        "Israeli warplanes bombed a block of houses in the Nuseirat refugee camp in central Gaza on Monday, killing 31 Palestinians, medics at Al-Aqsa hospital said.",
        "For Nuseirat there was no respite. Israeli jets returned to the refugee camp in central Gaza before dawn on Tuesday, this time hitting a bakery; five bodies were brought to Al-Aqsa hospital, medics said. A day earlier 31 people were killed there in one of the deadliest raids of the month.",
    ),
    (
        "peshawar, two bombs in three days",
        49,
        "A bomb tore through a bus carrying police recruits in Peshawar in northwest Pakistan on Monday and killed 14 of them, officials said. No one claimed responsibility.",
        "PESHAWAR - A roadside device went off near a vegetable shop in Peshawar on Wednesday morning, injuring four passers-by, rescue workers said. The city is still reeling from the bombing of a police bus that killed 14 recruits two days ago.",
    ),
    (
        "mykolaiv, overnight",
        21,
        "Three people were killed and nine injured in Mykolaiv in southern Ukraine on Monday when a ballistic missile hit a grain warehouse, Governor Vitalii Kim said on Telegram.",
        "Overnight the Russians hit Mykolaiv once more, Governor Vitalii Kim wrote on Tuesday. Fragments of a downed drone set the roof of a kindergarten on fire. Nobody was there; a watchman suffered burns. Monday's missile strike on a warehouse cost three lives.",
    ),
    (
        "ibadan, robbers",
        25,
        "Gunmen attacked a bank in Ibadan in southwestern Nigeria on Monday and shot dead six customers and a guard, police spokesman Adewale Osifeso said.",
        "Less than 24 hours after the bank robbery that left seven dead, gunmen struck in Ibadan for a second time on Tuesday, ambushing a bullion van on the Lagos road. One policeman was killed, police spokesman Adewale Osifeso said.",
    ),
    (
        "culiacan, violence continues",
        25,
        "CULIACAN, Mexico - Eight men were found shot dead on a football pitch in Culiacan in Sinaloa state on Monday, prosecutors said.",
        "The wave of violence in Culiacan continued on Tuesday with the murder of two brothers at a car wash, prosecutors in the Mexican state of Sinaloa said. On Monday eight men had been shot on a football pitch in the south of the city.",
    ),
    (
        "donetsk, later strike elsewhere in the city",
        9,
        "At least 25 people were killed when shells hit a market in the Tekstilshchik district of Donetsk on Monday, Russian-installed head Denis Pushilin said.",
        "Donetsk, 18:40. The centre of the city has come under renewed bombardment. One civilian was killed and two were injured on Artyom Street on Monday evening, Russian-installed head Denis Pushilin said, hours after the shelling of a market in which 25 died.",
    ),
    (
        "port-au-prince, gangs",
        48,
        "Gang members killed at least 20 people in the Solino neighbourhood of Port-au-Prince on Monday, burning houses as they went, the human rights network RNDDH said.",
        "Fresh gang violence in Haiti's capital: on Wednesday armed men stormed a clinic in Port-au-Prince and killed a nurse and a patient, the human rights network RNDDH said. It follows Monday's massacre in Solino, in which 20 residents lost their lives.",
    ),
    (
        "kabul, after a lull",
        72,
        "An explosion at a tuition centre in the Dasht-e-Barchi area of Kabul killed 16 students on Monday, the hospital run by Emergency said.",
        "A minibus was blown up in the Dasht-e-Barchi area of Kabul on Thursday, killing two passengers. Three days ago, 16 students died in an explosion at a tuition centre in the same, mostly Hazara, quarter. Taliban police spokesman Khalid Zadran said an inquiry had begun.",
    ),
    (
        "belgorod, market after new year",
        7,
        "Five people were killed in Belgorod when fragments of a Ukrainian missile hit a bus stop on Monday, Russia's health ministry said.",
        "The sirens sounded in Belgorod again on Monday afternoon. A second missile was shot down over the city and its debris wounded a teenager, Governor Vyacheslav Gladkov said. In the morning five people were killed at a bus stop.",
    ),
    (
        "sanaa, air raids on two days",
        26,
        "Coalition aircraft bombed a detention centre in Sanaa on Monday, killing 12 prisoners and guards, Houthi-run television Al Masirah reported.",
        "SANAA - A further air raid hit the Yemeni capital on Tuesday, Houthi-run television Al Masirah reported, saying that a telecommunications tower was destroyed and that its operator was dead. It came a day after the strike on a prison that killed 12.",
    ),
    (
        "bigger second",
        25,
        "A drone strike on a petrol station in Nikopol killed two people on Monday, the head of the district council said.",
        "NIKOPOL, Ukraine - Six people waiting for a minibus were killed in Nikopol on Tuesday when artillery hit the stop. It is the town's bloodiest day this year. On Monday two people had lost their lives at a petrol station, officials of the district council said.",
    ),
    (
        "tabloid",
        29,
        "Three teenagers were stabbed to death at a party in a flat in Leeds in northern England late on Sunday, West Yorkshire Police said on Monday.",
        "Leeds in shock: a fourth young life is lost, and it has nothing to do with Sunday's horror. A boy of 16 was stabbed at a tram stop in Leeds on Tuesday afternoon and died at the scene, West Yorkshire Police said. Three teenagers were killed at a party in the city on Sunday night.",
    ),
    (
        "agency recap",
        49,
        "QUETTA - At least ten coal miners were kidnapped and killed by gunmen near Quetta in Pakistan's Balochistan province on Monday, officials said.",
        "QUETTA, Jan 10 - Two labourers were shot dead on Wednesday at a construction site on the outskirts of Quetta, police in Pakistan's Balochistan province said. The shooting came 48 hours after ten coal miners were killed in the same district.",
    ),
    (
        "morning and afternoon",
        7,
        "Shelling killed eight people in the town of Toretsk on Monday morning, the Donetsk regional governor Vadym Filashkin said.",
        "Vadym Filashkin, the governor of the Donetsk region, reported more casualties from Toretsk. At three in the afternoon a glide bomb flattened a house on the Zabalka street, he said; a married couple died. Eight residents were killed there in the morning.",
    ),
    (
        "a week of bombs in kano",
        48,
        "A bomb blast at a mosque in Kano in northern Nigeria killed 17 people on Monday, the police commissioner said.",
        "KANO, Nigeria (Wednesday) - Kano has seen another blast. A bomb that was hidden in a wheelbarrow exploded near the Sabon Gari market and killed three traders, the police commissioner said. On Monday the city's Friday mosque was hit, with 17 dead.",
    ),
    (
        "liveblog-like",
        9,
        "Israel hit a car on the coastal road of Sidon in southern Lebanon on Monday, killing four people, the health ministry said.",
        "Monday, 19:00: An Israeli drone has fired at a motorcycle in the old souk of Sidon in southern Lebanon. The health ministry says one man is dead. This is the second attack on the city today. Around nine this morning four people died in a car on the coastal road.",
    ),
    (
        "no toll the second time",
        22,
        "Kryvyi Rih: a missile hit the courtyard of a nine-storey building on Monday, and five people died, said Oleksandr Vilkul, the head of the military administration.",
        "Oleksandr Vilkul said a missile hit an industrial site in Kryvyi Rih on Tuesday morning. There were no casualties. The previous day five people died in the city when a courtyard was struck.",
    ),
    (
        "two prison riots",
        51,
        "Thirteen inmates died in clashes at the prison of Machala in Ecuador on Monday, the SNAI agency said.",
        "Violence has flared again behind bars in Machala. Four inmates were hanged in their cells in the Ecuadorean city on Wednesday, prison agency SNAI said, two days on from a riot that claimed 13 lives.",
    ),
    (
        "arson",
        24,
        "An arson attack on a nightclub in Tijuana in Mexico killed 11 people on Monday, the mayor said.",
        "TIJUANA - A second bar burned in Tijuana within 24 hours. Attackers threw petrol bombs into the Blue Parrot on Tuesday and two waitresses died in the flames, the mayor said. Eleven had perished at a nightclub on Monday.",
    ),
    (
        "funeral hit",
        28,
        "Sixteen people were killed in Zahedan in southeast Iran on Monday when a bomber blew himself up at a police station, state television said.",
        "Gunmen on motorcycles opened fire at a funeral in Zahedan on Tuesday, killing three mourners, Iranian state television said. The mourners were burying victims of Monday's bombing of a police station, which left 16 dead.",
    ),
)

ONE_STRIKE: tuple[tuple[str, int, str, str], ...] = (
    (
        "second victim dies",
        25,
        "Two men were injured, one of them gravely, when a grenade exploded in a cafe in Zaporizhzhia on Monday, police said. A third man was killed on the spot.",
        "A second victim of the grenade blast in a Zaporizhzhia cafe has died. The 34-year-old succumbed to his wounds in hospital on Tuesday, police said. The first man was killed when the grenade exploded on Monday.",
    ),
    (
        "second day of search",
        25,
        "A nine-storey block of flats collapsed in Dnipro after a missile strike on Monday, killing 14 people, Governor Serhii Lysak said. Dozens were feared to be under the rubble.",
        "For a second day rescuers dug in the ruins of the block in Dnipro that a missile brought down on Monday. Another three bodies were recovered on Tuesday, Governor Serhii Lysak said; the toll now stands at 17. Hopes of finding more survivors were fading.",
    ),
    (
        "another report of the same, another paper",
        6,
        "Gunmen stormed a church in Owo in southwest Nigeria on Monday and killed 22 worshippers, a hospital doctor said.",
        "OWO, Nigeria: Survivors told on Monday how the attackers opened fire again and again on the congregation of the church in Owo. A doctor counted 22 dead. A second doctor spoke of 50 wounded, and another blood donation drive was called.",
    ),
    (
        "aftershock worries",
        25,
        "A car bomb exploded near the interior ministry in Mogadishu on Monday, killing 11 people, police said. The Islamist group al Shabaab said it carried it out.",
        "Fearing a second blast, police in Mogadishu on Tuesday sealed off the streets around the interior ministry, where a car bomb killed 11 people the day before. New checkpoints were set up and another suspect was held.",
    ),
    (
        "new footage",
        28,
        "An airstrike hit a wedding party in a village near Herat in Afghanistan on Monday and killed 15 people, a provincial councillor said.",
        "New footage from near Herat shows the wedding party seconds before the strike. Fifteen people were killed in the village on Monday, a councillor has said; on Tuesday a fresh statement by the defence ministry again called the dead militants.",
    ),
    (
        "renewed calls",
        24,
        "A teenager shot dead four pupils at a high school in Winder in the US state of Georgia on Monday, the sheriff said. Nine were hurt.",
        "There were renewed calls for tighter gun laws on Tuesday after the shooting in Winder, Georgia, where four pupils died at their high school on Monday. It was the second school shooting in the United States this year.",
    ),
    (
        "a first, lower count, told late",
        2,
        "Twelve people were killed when shells hit a bread queue in Chernihiv on Monday, the prosecutor general's office said.",
        "CHERNIHIV - People waiting for bread were hit by shells on Monday morning. At least ten were killed, the regional administration said in its latest update. Another eight lay in hospital, two of them in a second operation.",
    ),
    (
        "once more the hospital asks",
        22,
        "Rockets fell on a camp for displaced people near Idlib in Syria on Monday and nine people died, the White Helmets said.",
        "The hospital at Idlib asked once more for blood on Tuesday. It is treating more than 70 people hurt when rockets fell on a camp for the displaced near the city on Monday. Nine people died, two of them children, according to the White Helmets.",
    ),
    (
        "tuesday's talk of monday's single strike",
        26,
        "A Russian missile struck a supermarket in Kostiantynivka in eastern Ukraine on Monday, killing ten people, the interior minister said.",
        "Kostiantynivka's only supermarket will not open again. On Tuesday workers carried out what Monday's missile had left. Ten people were killed, another body may lie below the cash desks, the interior minister said. It was the deadliest attack on the town since September.",
    ),
    (
        "second stage of inquiry, fewer hurt",
        24,
        "At least 60 people were injured when two trams collided in Strasbourg's station tunnel on Monday, the prefecture said.",
        "Twenty people were still in hospital on Tuesday after the collision of two trams at Strasbourg station, the prefecture said. A second driver was questioned. The line will open again on Friday, after another test.",
    ),
    (
        "repeat of old news in summary",
        13,
        "Four people were killed in a knife attack at a market in Solingen on Monday evening, police said. The attacker fled.",
        "Another night of fear in Solingen: police are hunting the man who killed four people with a knife at the market on Monday. A further six were wounded. Special forces searched a second home for refugees.",
    ),
    (
        "fresh strike named in forecast",
        9,
        "Debris of a drone killed two people in a dacha near Voronezh on Monday, governor Alexander Gusev said.",
        "Two dead near Voronezh as governor warns of fresh attacks. Debris of a drone fell on a dacha near the city on Monday, killing two, and more drones may come tonight, Alexander Gusev said.",
    ),
    (
        "feature on survivors",
        29,
        "A Russian missile hit a children's hospital in Kyiv on Monday and killed 33 people, the city's military administration said.",
        "She was holding her son's hand when the missile struck. On Tuesday Svitlana Kravets, whose two boys were killed at the children's hospital in Kyiv, spoke to reporters. Thirty-three people died there on Monday, according to the city's military administration.",
    ),
    (
        "suspect shot",
        25,
        "A gunman killed five people at a supermarket in Buffalo in New York state on Monday, police said.",
        "Police in Buffalo on Tuesday gave the names of the five people who were killed when a gunman opened fire at a supermarket the day before. Two were brothers. The suspect is held at the county jail; a second man was questioned and let go.",
    ),
    (
        "toll rises next day",
        25,
        "Eleven people were killed when a bus was hit by a roadside bomb near Baghlan in Afghanistan on Monday, the governor's office said.",
        "Two more people died overnight, bringing to 13 the number killed by a bomb that hit a bus near Baghlan. The blast on Monday morning also injured 30. Another four of them were flown to Kabul on Tuesday.",
    ),
    (
        "late night strike dated two ways",
        4,
        "A Russian drone attack on Odesa on Sunday night killed six people, the regional governor Oleh Kiper said on Monday.",
        "Odesa, Monday: Drones set fire to a warehouse before dawn and killed six, Governor Oleh Kiper said. The attack began on Sunday evening, when the first drones were fired from Crimea. A second wave followed at two in the morning.",
    ),
    (
        "arrest with history",
        27,
        "A bomb on a commuter train in Davao in the Philippines killed nine people on Monday, police said.",
        "Two men were arrested on Tuesday over the train bomb in Davao, police in the Philippines said. The bomb exploded on Monday and killed nine. A third man was shot in the leg as he tried to flee.",
    ),
    (
        "child dies",
        24,
        "Two Palestinians were killed and a child was gravely injured in an Israeli raid on Tulkarm in the West Bank on Monday, the health ministry in Ramallah said.",
        "A nine-year-old girl has become the third victim of the raid on Tulkarm. She was shot on Monday and died on Tuesday morning, the health ministry in Ramallah said. Two men were killed in the Israeli operation in the West Bank.",
    ),
    (
        "parliament",
        29,
        "Twenty-one people were killed in a stampede at a religious gathering in Ibb in Yemen on Monday, a security official said.",
        "Anger grew in Ibb on Tuesday, when hundreds marched again to the governor's office. Twenty-one people were killed on Monday in the crush at a religious gathering in the Yemeni city; police fired in the air and two marchers were hurt.",
    ),
    (
        "rescued again",
        25,
        "A mine in Zonguldak in northern Turkey collapsed on Monday, killing eight miners, the energy minister said. Nine were trapped.",
        "Rescuers in Zonguldak brought up two more miners alive on Tuesday, the second rescue in a day. Another attempt was to be made in the evening. Eight were killed when the mine in northern Turkey collapsed on Monday.",
    ),
    (
        "clean-up blast",
        26,
        "Seven people died in a gas explosion in a block of flats in Magnitogorsk in the Urals on Monday, the emergencies ministry said.",
        "MAGNITOGORSK - Fears of a second collapse stopped the search in Magnitogorsk for hours on Tuesday. Seven people died on Monday when gas exploded in the block of flats in the Urals. By the afternoon another three bodies had been found, the emergencies ministry said.",
    ),
    (
        "summary with parts",
        10,
        "Fifteen people were killed by rockets in the Syrian town of Atarib on Monday, the Observatory said.",
        "Rockets killed 15 people in Atarib on Monday, seven of them at the vegetable market in the morning and eight at a clinic in the evening, the Observatory said. It was the second heavy barrage on the Syrian town since Christmas.",
    ),
)
