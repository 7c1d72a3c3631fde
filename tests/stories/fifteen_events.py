# ruff: noqa: E501 - a line is a report as it would be dropped
"""Fifteen events of one week as three or four outlets tell them, written before anything was run on them.

Two are in Karachi and two in Odesa. Each row: hours after Monday nine o'clock, which outlet, the text.
"""

from __future__ import annotations

EVENTS: dict[str, tuple[tuple[int, str, str], ...]] = {
    "plaza fire in Karachi": (
        (
            3,
            "agency",
            "Fire in Karachi shopping plaza kills at least six\n\nKARACHI, Jan 8 - A fire tore through a multi-storey shopping plaza in Pakistan's port city of Karachi on Monday, killing at least six people and injuring 22, rescue officials said. The blaze broke out in a shop selling mobile phone accessories on the second floor and spread through the air-conditioning ducts, said Humayun Khan, chief fire officer. Most of the dead had suffocated, he said.",
        ),
        (
            6,
            "daily",
            "Death toll in RJ Mall blaze climbs to nine\n\nThree more bodies were recovered from Karachi's RJ Mall on Monday afternoon, taking the number of people killed in the fire to nine, police surgeon Summaiya Syed said. Around 50 people had been trapped inside the building on Rashid Minhas Road when flames broke out shortly before seven in the morning. The mall had no emergency exits and no working alarm, an initial report says.",
        ),
        (
            22,
            "radio",
            "Karachi officials have sealed a shopping centre in which eleven people lost their lives on Monday. The Sindh government ordered an inquiry into why the RJ Mall was allowed to open without fire exits. Relatives gathered at the Jinnah hospital to receive the bodies, several of which were burnt beyond recognition.",
        ),
        (
            30,
            "stranger",
            "Pakistani police have arrested the manager of the Karachi mall where 11 people died in a fire, as survivors told how they broke windows to get out. Investigators believe that a short circuit started Monday's blaze, which burned for five hours.",
        ),
    ),
    "boiler at a Karachi dye works": (
        (
            76,
            "agency",
            "Boiler explosion kills four at Karachi factory\n\nKARACHI, Jan 11 - A boiler exploded at a fabric dyeing factory in the Korangi industrial area of Pakistan's Karachi on Thursday, killing four workers and injuring 13, police said. Part of the roof came down on the night shift, said Hassan Sardar Niazi, a senior police officer. Two of the injured were in critical condition.",
        ),
        (
            80,
            "daily",
            "Five labourers are dead after a boiler burst in a dyeing unit in Korangi, rescue workers said on Thursday. The blast was heard several kilometres away and brought down a wall and the roof of the boiler house. Karachi's labour department said the factory had not been inspected since 2019.",
        ),
        (
            97,
            "radio",
            "Families of the workers who died when a boiler blew up in a Korangi factory blocked the road to the industrial estate on Friday and demanded compensation. The toll has risen to six, the Edhi ambulance service said. Police are looking for the owner of the dyeing works.",
        ),
    ),
    "police post in Bannu": (
        (
            5,
            "agency",
            "Gunmen storm police post in northwest Pakistan, eight dead\n\nPESHAWAR, Jan 8 - Militants armed with rocket launchers attacked a police post in Pakistan's Bannu district before dawn on Monday, killing five policemen, officials said. Three attackers were shot dead in an exchange of fire that lasted two hours, regional police chief Qasim Ali Khan said. The Pakistani Taliban claimed responsibility.",
        ),
        (
            9,
            "daily",
            "Five officers of the Khyber Pakhtunkhwa police were martyred when terrorists attacked the Mazanga post in Bannu in the early hours of Monday, the police said in a statement. Three militants were killed in retaliatory fire. Night-vision rifles and grenades were found on their bodies.",
        ),
        (
            26,
            "radio",
            "Pakistan's interior minister attended the funeral of five police officers killed in a Taliban attack in Bannu. The men were on night duty at a post near the North Waziristan border when some thirty fighters opened fire on Monday.",
        ),
    ),
    "river boat at Mbandaka": (
        (
            11,
            "agency",
            "Boat capsizes on Congo River, dozens feared dead\n\nKINSHASA, Jan 8 - At least 22 people died and scores were missing after an overloaded wooden boat capsized on the Congo River near Mbandaka late on Sunday, authorities in the Democratic Republic of Congo said. The vessel was carrying some 300 passengers and bags of cement towards Bolomba, river commissioner Competent Loyoko said.",
        ),
        (
            28,
            "daily",
            "Rescuers in DR Congo's Equateur province had pulled 37 bodies from the river by Tuesday after the sinking of a whaleboat that had left Mbandaka on Sunday night. A survivor said the boat hit a tree trunk in the dark. More than 180 travellers swam to the bank or were picked up by canoes.",
        ),
        (
            53,
            "radio",
            "Three days of mourning have begun in Mbandaka in north-western Congo for the victims of Sunday's shipwreck. The provincial government says 52 deaths are confirmed. It has banned night sailing, which is illegal already but common.",
        ),
    ),
    "bus off the road at Potosi": (
        (
            14,
            "agency",
            "Bus plunges into ravine in Bolivia, killing 16\n\nLA PAZ, Jan 8 - At least 16 people died and 27 were injured when a bus left a mountain road in southern Bolivia and fell about 150 metres into a ravine on Monday, police said. The vehicle of the company Trans Illimani had been travelling from Potosi to Oruro, Colonel Limbert Choque of the transit police told reporters.",
        ),
        (
            18,
            "daily",
            "POTOSI, Bolivia - Police say speeding probably caused a coach to overturn on the highway between Potosi and Oruro on Monday. Seventeen passengers were killed, four of them children. The driver survived and tested negative for alcohol.",
        ),
        (
            29,
            "stranger",
            "A woman who was hurt in the Potosi bus accident has died, raising the number of victims to 18, Bolivian media said on Tuesday. Relatives blame Trans Illimani for bald tyres.",
        ),
    ),
    "drones over Odesa": (
        (
            20,
            "agency",
            "Russian drones hit Odesa apartment block, two killed\n\nKYIV, Jan 9 - Russian drones struck residential buildings in Ukraine's Black Sea port of Odesa overnight, killing two people and wounding 16, regional governor Oleh Kiper said on Tuesday. Three high-rises were damaged and 130 residents were evacuated from one of them, he wrote on Telegram. Air defence units downed 11 of 14 Shahed drones, the air force said.",
        ),
        (
            23,
            "daily",
            "Odessa: a couple in their sixties were killed on the ninth floor when a Shahed hit their house early on Tuesday, mayor Hennadiy Trukhanov said. Sixteen residents were taken to hospital, among them a boy of three. Firefighters worked until morning in the Primorskyi district.",
        ),
        (
            27,
            "radio",
            "A third body was found on Tuesday under the rubble of an apartment building in Odesa that was hit by a Russian drone during the night. Seventeen people are injured. The city has declared Wednesday a day of mourning.",
        ),
        (
            29,
            "stranger",
            "Russia's defence ministry said its forces had used drones against a fuel depot of Ukraine's armed forces in Odessa during the night to Tuesday. All targets were hit, it said. Ukrainian officials said that an apartment block was struck and three civilians died.",
        ),
    ),
    "missile on the port of Odesa": (
        (
            99,
            "agency",
            "Ballistic missile hits Odesa port, kills four\n\nKYIV, Jan 12 - A Russian ballistic missile hit port infrastructure in Ukraine's Odesa region on Friday, killing four people and damaging a container ship under the flag of Panama, deputy prime minister Oleksandr Kubrakov said. The dead were truck drivers and a dock worker, and nine others were wounded.",
        ),
        (
            103,
            "daily",
            "Panama-flagged vessel damaged as Iskander strikes Odesa harbour. Five people, all of them civilians, died when the missile exploded between grain trucks and the quay on Friday, governor Oleh Kiper said. A sailor from Egypt is among the ten wounded.",
        ),
        (
            118,
            "radio",
            "Shipping insurers have raised premiums for the Black Sea after Friday's missile attack on Odesa's port, which killed five people and damaged a container ship. It was the fourth vessel that was hit since the end of the grain deal.",
        ),
    ),
    "rebels hit a Donetsk market": (
        (
            30,
            "agency",
            "Shelling of Donetsk market kills 12, Russian-installed mayor says\n\nJan 9 - Twelve people were killed and 19 wounded when shells hit a market in the Russian-held Ukrainian city of Donetsk on Tuesday, its Moscow-appointed mayor Alexei Kulemzin said. He accused Ukraine of firing artillery from the direction of Kurakhove. There was no immediate comment from Kyiv.",
        ),
        (
            33,
            "daily",
            "Denis Pushilin, the Kremlin's man in Donetsk, put the number of people killed by the shelling of the Tekstilshchik market at 14 on Tuesday evening. Bodies were seen lying between the stalls. Ukraine's military said that it had not shelled the suburb and that Russia must answer for it.",
        ),
        (
            48,
            "radio",
            "The United Nations condemned the attack on a market in occupied Donetsk in which 15 people died on Tuesday and called for an investigation. Both sides blame each other.",
        ),
    ),
    "shooting in a Guayaquil bar": (
        (
            34,
            "agency",
            "Gunmen kill seven at bar in Ecuador's Guayaquil\n\nQUITO, Jan 9 - Armed men in police-style vests burst into a bar in the south of Guayaquil late on Monday and shot dead seven people, Ecuador's police said. Four more were injured. Colonel Victor Herrera said the victims had been watching a football match and that a dispute between the gangs Los Lobos and Los Tiguerones was behind the attack in the Guasmo district.",
        ),
        (
            38,
            "daily",
            "An eighth victim of the massacre in a Guasmo cantina died in hospital on Tuesday, said Guayaquil's health directorate. Two of the dead were minors. Neighbours counted more than eighty shots.",
        ),
        (
            60,
            "stranger",
            "Ecuador has sent 400 soldiers to the south of Guayaquil, where eight people were murdered in a bar on Monday night. A curfew applies in Guasmo from eleven.",
        ),
    ),
    "cholera in Lusaka": (
        (
            40,
            "agency",
            "Zambia cholera deaths pass 300 as schools stay shut\n\nLUSAKA, Jan 9 - Zambia has recorded 307 deaths from cholera since October, most of them in the capital Lusaka, health minister Sylvia Masebo said on Tuesday. More than 7,500 cases were registered and 414 new patients were admitted within a day to the Heroes Stadium, which serves as a treatment centre.",
        ),
        (
            64,
            "daily",
            "Zambian authorities delayed the start of the school year by three weeks as cholera spreads in crowded suburbs of Lusaka. Sylvia Masebo told parliament on Wednesday that 333 people had died of the disease in the present outbreak.",
        ),
        (
            90,
            "radio",
            "A million doses of oral cholera vaccine will arrive in Zambia next week, the World Health Organization said on Thursday. The outbreak in Lusaka has killed 351 people. Doctors at the Heroes Stadium say that patients come too late.",
        ),
    ),
    "quake at Herat": (
        (
            44,
            "agency",
            "Magnitude 5.9 quake shakes western Afghanistan\n\nKABUL, Jan 10 - An earthquake of magnitude 5.9 struck western Afghanistan early on Wednesday, killing at least three people and injuring 41 in Herat province, the disaster ministry said. The epicentre was 34 km northwest of Herat city at a depth of 10 km, the U.S. Geological Survey said. Families have been living in tents since the quakes of October.",
        ),
        (
            50,
            "daily",
            "Five people died in Zindajan district when a 5.9-magnitude tremor brought down mud houses west of Herat on Wednesday morning, the province's spokesman Nisar Ahmad Elyas said. More than 60 are being treated at the regional hospital.",
        ),
        (
            70,
            "radio",
            "Aid agencies in Herat are handing out blankets after the earthquake of Wednesday in which at least five people lost their lives. It is freezing at night in Zindajan and many fear to go back indoors.",
        ),
    ),
    "pupils taken at Kuriga": (
        (
            52,
            "agency",
            "Gunmen abduct scores of pupils from Nigerian school\n\nKADUNA, Jan 10 - Gunmen on motorcycles seized more than 100 pupils from a school in Kuriga in northern Nigeria's Kaduna state on Wednesday morning, residents and a teacher said. One person was shot dead as villagers tried to stop the kidnappers, said Musa Muhammed, a resident.",
        ),
        (
            57,
            "daily",
            "287 students were taken from the primary and secondary schools of Kuriga, headteacher Sani Abdullahi told Kaduna's governor Uba Sani, who visited the village on Wednesday evening. Twenty-five have come back. It is the largest school kidnapping in Nigeria for years.",
        ),
        (
            75,
            "radio",
            "Nigeria's president has ordered soldiers into the forests of Kaduna to find the schoolchildren who were abducted in Kuriga on Wednesday. Parents say the captors have asked for no ransom yet.",
        ),
    ),
    "landslide on a Colombian road": (
        (
            102,
            "agency",
            "Landslide buries cars on Colombian road, 18 dead\n\nBOGOTA, Jan 12 - A landslide buried vehicles on the road between Quibdo and Medellin in western Colombia on Friday, killing at least 18 people and leaving dozens missing, officials said. Travellers had left their cars to take shelter from the rain in a house near Carmen de Atrato, Vice President Francia Marquez said.",
        ),
        (
            116,
            "daily",
            "Rescue workers with dogs searched the mud in Colombia's Choco department on Saturday after hillsides collapsed on the Medellin-Quibdo highway. The department's governor Nubia Cordoba spoke of 33 bodies, mostly children. The road has been closed.",
        ),
        (
            125,
            "stranger",
            "Colombia declared a disaster in Choco after the landslide near Carmen de Atrato. Thirty-four dead have been found and eight people are missing, said the national risk unit on Saturday.",
        ),
    ),
    "helicopter in the Rift Valley": (
        (
            106,
            "agency",
            "Kenyan military helicopter crashes, ten killed\n\nNAIROBI, Jan 12 - A Kenyan military helicopter crashed shortly after take-off in Elgeyo Marakwet county on Friday, killing ten people on board including a general, the defence forces said. The Huey had left a school in Sindar. Two soldiers survived and were flown to Nairobi.",
        ),
        (
            110,
            "daily",
            "General Francis Ogolla's helicopter burst into flames on impact, said farmers at Sindar, who pulled two soldiers out alive on Friday. Ten officers and men died. Kenya's president called a meeting of the security council.",
        ),
        (
            127,
            "radio",
            "Three days of mourning began in Kenya on Saturday for General Ogolla and nine others who were killed when their aircraft went down in the Rift Valley. An air force team has left for the place of the crash.",
        ),
    ),
    "strike on a clinic in El Fasher": (
        (
            120,
            "agency",
            "Drone strike on clinic in Sudan's El Fasher kills 30\n\nPORT SUDAN, Jan 13 - At least 30 people were killed when a drone hit a maternity clinic in El Fasher on Saturday, the city's resistance committee said and blamed the paramilitary Rapid Support Forces, who have besieged the capital of North Darfur for months. The RSF did not respond to a request for comment.",
        ),
        (
            124,
            "daily",
            "Medics in al-Fashir said that 38 bodies had been counted at the Saudi hospital's maternity ward after Saturday's drone attack, among them nurses and new-born children. The World Health Organization said that it was the last working hospital of the city.",
        ),
        (
            140,
            "radio",
            "Sudan's paramilitaries denied on Sunday that they had bombed a hospital in El Fasher. The governor of Darfur, Minni Minnawi, says more than 70 people died in the drone attack on Saturday; the World Health Organization called it appalling.",
        ),
    ),
}
