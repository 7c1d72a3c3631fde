# ruff: noqa: E501 - a line is a report as it would be dropped
"""Pairs of reports written from the world: look-alikes that are two events, and one event told twice.

Each row: a name, hours between the two, the first text, the second text.
"""

from __future__ import annotations

from tests.stories.more_gatherings import LIVE_BLOGS, MORE_ANNIVERSARIES, MORE_ROUND_UPS
from tests.stories.more_told_twice import MORE_TOLD_TWICE
from tests.stories.more_twins import MORE_TWINS

__all__ = ["ANNIVERSARIES", "FILLED_ANEW", "LIVE_BLOGS", "ROUND_UPS", "TOLD_TWICE", "TWINS"]

TWINS: tuple[tuple[str, int, str, str], ...] = (
    (
        "missiles on Kharkiv, Tuesday and Friday",
        72,
        "Two Russian missiles struck a hotel in the Kharkiv city centre late on Monday, wounding 11 people, among them Turkish journalists, Mayor Ihor Terekhov said. The Park Hotel lost its upper floors.",
        "A Russian missile hit a postal depot in Kharkiv on Thursday, killing six workers of Nova Poshta and wounding 14, prosecutors said. Governor Oleh Syniehubov said the men had just begun their shift at the terminal.",
    ),
    (
        "two mosque bombings in Peshawar",
        96,
        "A suicide bomber killed 32 worshippers at a mosque inside the police lines of Peshawar on Monday, hospital officials said. The roof of the prayer hall collapsed and rescuers searched for survivors.",
        "A bomb planted beside a motorcycle killed two policemen near a mosque in the Hayatabad district of Peshawar on Friday. The officers were guarding a polio team, police chief Ijaz Khan said.",
    ),
    (
        "two shootings in one American city",
        48,
        "Three people were shot dead at a birthday party in a house on Maple Avenue in Memphis on Sunday night, police said. The gunman, a former boyfriend of the host, fled in a white pickup.",
        "A teenager opened fire at a bus stop near Overton High School in Memphis on Tuesday afternoon, wounding four pupils. Officers arrested a 16-year-old boy and found a pistol in his rucksack.",
    ),
    (
        "two ferry accidents on one lake",
        48,
        "A ferry carrying traders across Lake Kivu from Minova capsized near the port of Kituku on Monday morning and 23 people drowned, the governor of South Kivu said. Witnesses said the boat was overloaded.",
        "A motor boat with a church choir on board caught fire on Lake Kivu off Idjwi island on Wednesday. Nine singers were missing, the island's administrator Patrick Nzamu said, and fishermen saved thirty.",
    ),
    (
        "two quakes on one fault",
        72,
        "A magnitude 6.2 earthquake shook Sindhupalchok in Nepal on Monday and killed 14 people, the home ministry said. Landslides cut the road to Barabise and dozens of houses of mud and stone fell.",
        "A magnitude 4.9 tremor was felt in Kathmandu and Sindhupalchok on Thursday. Nobody was hurt, the National Seismological Centre said, but pupils of a school in Melamchi were sent home.",
    ),
    (
        "two strikes of one union",
        72,
        "Train drivers of the GDL union stopped work for 24 hours from Monday evening and Deutsche Bahn cancelled four in five long-distance trains, stranding commuters in Frankfurt and Munich.",
        "Cabin crews of Lufthansa walked out at Frankfurt and Munich airports on Thursday. The UFO union wants 15 percent more pay and the airline cancelled 600 flights, affecting 90,000 passengers.",
    ),
    (
        "two fires in one street market",
        72,
        "Fire destroyed 200 shops of the Balogun market in Lagos on Monday night. The state emergency agency blamed a generator on the third floor of a plaza and said two traders died of smoke.",
        "A tanker lorry overturned and burst into flames near the Balogun market in Lagos on Thursday, burning 17 minibuses. Eight passengers were taken to hospital, the road safety corps said.",
    ),
    (
        "two resignations in one cabinet",
        48,
        "Portugal's infrastructure minister Pedro Nuno resigned on Monday over a severance payment of 500,000 euros to a board member of the airline TAP, which caused an outcry in Lisbon.",
        "Portugal's agriculture secretary Carla Alves stepped down in Lisbon on Wednesday, one day after she was sworn in, because bank accounts she shares with her husband had been seized.",
    ),
    (
        "two matches of one club",
        72,
        "Arsenal beat Brighton 2-0 at the Emirates Stadium on Monday evening. Gabriel Jesus and Kai Havertz scored after corners and the London club went top of the Premier League table.",
        "Arsenal lost 1-0 away to Fulham on Thursday after a late header by Bobby De Cordova-Reid. Manager Mikel Arteta said his team had been tired at Craven Cottage and missed Martin Odegaard.",
    ),
    (
        "two takeovers by one company",
        48,
        "Bosch said on Monday it will buy the heating business of Johnson Controls and Hitachi for 8 billion dollars, the largest purchase in the history of the Stuttgart company.",
        "Bosch agreed on Wednesday to acquire the California chipmaker TSI Semiconductors and will invest 1.5 billion dollars in its factory at Roseville to make silicon carbide chips.",
    ),
    *MORE_TWINS,
)

TOLD_TWICE: tuple[tuple[str, int, str, str], ...] = (
    (
        "the toll of a strike rises",
        6,
        "A Russian missile hit a postal depot in Kharkiv on Monday, killing six workers of Nova Poshta and wounding 14, prosecutors said.",
        "The death toll from the Russian missile strike on the Nova Poshta depot in Kharkiv rose to eight on Monday evening, prosecutors said. Two workers died in hospital of their wounds.",
    ),
    (
        "names spelled otherwise",
        5,
        "At least 14 people died when a ferry sank off Zaporizhia on Monday, Governor Yuriy Malashko said. The ferry Sokol was carrying workers across the Kakhovka reservoir when a storm broke its hull.",
        "Fourteen workers drowned off Zaporizhzhia when the ferry Sokol broke apart in a storm on the Kakhovka reservoir on Monday, according to governor Yurii Malashko.",
    ),
    (
        "two sides of one strike",
        8,
        "Ukraine's air force said its drones destroyed an ammunition depot at Toropets in the Tver region on Monday, setting off explosions that were felt by seismic sensors.",
        "Debris of Ukrainian drones shot down over Toropets caused a fire on Monday and residents of the town in the Tver region were evacuated, Russian governor Igor Rudenya said.",
    ),
    (
        "other words for one quake",
        4,
        "A magnitude 6.2 earthquake shook Sindhupalchok in Nepal on Monday and killed 14 people, the home ministry said. Landslides cut the road to Barabise.",
        "Nepal: rescuers dig for survivors in Sindhupalchok after the 6.2 quake of Monday. Fourteen bodies were found, the home ministry in Kathmandu said, and soldiers cleared landslides on the road to Barabise.",
    ),
    (
        "a verdict and its reactions",
        10,
        "A court in Bern sentenced the banker Pierin Vincenz to three years and nine months in prison on Monday for fraud at Raiffeisen, the third largest bank of Switzerland.",
        "Former Raiffeisen head Pierin Vincenz will appeal against his sentence of three years and nine months, his lawyer Lorenz Erni said after the fraud verdict of the court in Bern on Monday.",
    ),
    (
        "one takeover in two papers",
        3,
        "Bosch said on Monday it will buy the heating business of Johnson Controls and Hitachi for 8 billion dollars, the largest purchase in the history of the Stuttgart company.",
        "Stuttgart's Bosch is to pay 8 billion dollars for the heating and cooling joint venture of Johnson Controls and Hitachi, its largest acquisition ever, the company announced on Monday.",
    ),
    (
        "a bridge and its cause",
        12,
        "The Carola bridge in Dresden fell into the Elbe in the night to Monday. Nobody was hurt, the fire brigade said, because the last tram had crossed eighteen minutes before.",
        "Corrosion may have brought down the Carola bridge in Dresden, engineers said on Monday. The last tram had crossed the Elbe eighteen minutes before a hundred metres of the bridge fell.",
    ),
    (
        "a match by two reporters",
        2,
        "Arsenal beat Brighton 2-0 at the Emirates Stadium on Monday evening. Gabriel Jesus and Kai Havertz scored after corners and the London club went top of the Premier League table.",
        "Goals by Gabriel Jesus and Kai Havertz lifted Arsenal over Brighton at the Emirates on Monday, 2-0, and to the top of the Premier League.",
    ),
    *MORE_TOLD_TWICE,
)

ROUND_UPS: tuple[tuple[str, str], ...] = (
    (
        "the week in brief",
        "The week in brief: missiles hit Kharkiv, a ferry sank on Lake Kivu, a quake shook Nepal and train drivers stopped work in Germany. In Lisbon a minister resigned and Arsenal won in London.",
    ),
    (
        "a morning newsletter",
        "Good morning. Today we look at Kharkiv after the missile, at Lake Kivu after the ferry, and at why Bosch buys heating makers. Also: what to cook with leeks, and a walk along the Elbe at Dresden.",
    ),
    *MORE_ROUND_UPS,
)

ANNIVERSARIES: tuple[tuple[str, str, str], ...] = (
    (
        "a quake remembered",
        "A magnitude 6.2 earthquake shook Sindhupalchok in Nepal on Monday and killed 14 people, the home ministry said. Landslides cut the road to Barabise.",
        "Nepal marked the anniversary of the 2015 earthquake, which killed nearly 9,000 people, with candles in Kathmandu's Durbar Square. Survivors from Gorkha, where the quake began, read the names of the dead.",
    ),
    (
        "a strike remembered",
        "A Russian missile hit a postal depot in Kharkiv on Monday, killing six workers of Nova Poshta and wounding 14, prosecutors said.",
        "Two years after a missile destroyed the regional administration on Freedom Square in Kharkiv and killed 29 people, relatives laid flowers. A monument by the sculptor Nazar Bilyk will be unveiled.",
    ),
    *MORE_ANNIVERSARIES,
)

_NOTICE = "{n} people were killed and a dozen shops were damaged in {where} on Monday when {what}. The district hospital asked for blood, schools stay closed until Wednesday and the governor promised the families help, the state news agency reported."

FILLED_ANEW: tuple[tuple[str, int, str, str], ...] = (
    (
        "another day",
        168,
        _NOTICE.format(n=12, where="Lagos", what="a bomb exploded in a market"),
        _NOTICE.format(n=15, where="Lagos", what="a bomb exploded in a market"),
    ),
    (
        "another place",
        2,
        _NOTICE.format(n=12, where="Lagos", what="a bomb exploded in a market"),
        _NOTICE.format(n=15, where="Kano", what="a bomb exploded in a market"),
    ),
    (
        "another kind",
        2,
        _NOTICE.format(n=12, where="Izmir", what="an earthquake shook the coast"),
        _NOTICE.format(n=15, where="Izmir", what="a car bomb exploded at the court"),
    ),
    (
        "another toll in the next town",
        2,
        _NOTICE.format(n=4, where="Rehovot", what="a bomb exploded in a market"),
        _NOTICE.format(n=45, where="Ramla", what="a bomb exploded in a market"),
    ),
)
"""An outlet's words for one event used again for another: facts alone tell them apart."""
