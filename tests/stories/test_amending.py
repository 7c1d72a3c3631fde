"""In languages that facts are not read in a correction is known by its label, and by nothing that is corrected."""

from __future__ import annotations

import pytest

from monitor.stories.amending import amendment_of
from monitor.stories.load import load_words
from monitor.vocabulary import Amendment

LABELLED = (
    "Korrekturmeldung: Zahl der Toten in Bagdad",
    "Berichtigungen\n\nIm Bericht über das Zugunglück bei Köln muss es heißen: drei Tote.",
    "(Berichtigt wird die Zahl der Verletzten im zweiten Absatz)\n\nHANNOVER (dpa) - Bei einem Brand",
    "Drei Tote nach Lawine in Tirol (korrigiert)",
    "Textberichtigung zur Meldung vom Vormittag\n\nIn Odessa sind fünf Menschen gestorben, nicht sechs.",
    "BERLIN (dpa) - KORREKTUR: Bei dem Busunglück starben zwei Menschen, nicht zwölf.",
    "Drei Tote bei Brand\n\nHinweis: In einer früheren Fassung dieses Artikels war von vier Toten die Rede.",
    "RECTIFICATIFS\n\nDans notre dépêche sur l'attentat de Kaboul, lire bien sept morts et non dix-sept.",
    "Erratum : l'explosion de lundi à Beyrouth a fait six morts, et non seize.",
    "Fe de erratas: en la nota sobre el incendio de Guayaquil se dijo que murieron nueve personas; fueron cinco.",
    "Corrige cifra de víctimas: ocho muertos en Cali",
    "Исправлено: число погибших в Донецке",
    "Поправка к сообщению о взрыве в Баку: погибших нет, ранены четверо.",
    "УВАГА! Виправлення: загинули троє, а не тринадцятеро.",
    "Редакційне виправлення. У новині про удар по Одесі йшлося про п'ятьох загиблих.",
)
CORRECTED = (
    "Kurskorrektur bei der SPD: Neun Minister gehen",
    "Zwölf Tote nach Anschlag\n\nBAGDAD - Die Behörden berichtigten ihre Angaben mehrfach, zuletzt auf zwölf Tote.",
    "Die Korrektur an den Börsen geht weiter",
    "Minister verlangt Richtigstellung von Zeitung\n\nNach dem Brand mit zwei Toten fordert er eine Korrektur.",
    "Deux morts dans une maison de correction",
    "Correction des copies : le ministre répond",
    "Un muerto en un centro de corrección de menores en Lima.",
    "Rectificación del trazado: dos obreros muertos en una obra de la carretera en Cuenca.",
    "Число погибших уточняется\n\nЧисло пострадавших уточняется.",
    "В исправительной колонии погибли трое",
    "Поправка к Конституции: депутаты голосуют",
    "Кількість загиблих уточнюється: у Харкові рятувальники працюють.",
)


@pytest.mark.parametrize("text", LABELLED)
def test_a_label_in_any_form_is_of_a_correction(text: str) -> None:
    assert amendment_of(text, load_words()) is Amendment.CORRECTION


@pytest.mark.parametrize("text", CORRECTED)
def test_what_is_corrected_in_a_sentence_makes_no_correction(text: str) -> None:
    assert amendment_of(text, load_words()) is None
