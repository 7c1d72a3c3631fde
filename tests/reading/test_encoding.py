from __future__ import annotations

import pytest

from monitor.reading.encoding import decode

TEXTS = {
    "cp1250": "Dwie osoby zginęły w Łodzi, poinformowała policja. Żołnierze są ranni, a śledztwo trwa.",
    "cp1252": "Zwei Menschen sind in Köln getötet worden, wie die Polizei “mitteilte” – Überfall",
    "latin-1": "Deux personnes ont été blessées à Lyon, selon la préfecture du Rhône.",
    "cp1251": "Два человека погибли в Харькове, сообщил мэр города. По данным полиции, это не все.",
    "koi8-r": "Два человека погибли в Харькове, сообщил мэр города. По данным полиции, это не все.",
    "koi8-u": "Двоє людей загинули у Харкові, повідомив мер міста. Про це йдеться в його заяві.",
    "cp866": "Два человека погибли в Харькове, сообщил мэр города. По данным полиции, это не все.",
    "cp1254": "İki kişi öldü, beş kişi yaralandı ve bir polis de hastaneye kaldırıldı.",
    "shift_jis": "二人が死亡、三人が負傷したと警察が発表した。",
    "gb18030": "警方表示，周日该市发生袭击，两人死亡，三人受伤。",
    "cp1256": "قتل شخصان في هجوم على المدينة يوم الأحد بحسب الشرطة",
    "utf-16-le": "Два человека погибли в Харькове.",
    "utf-16-be": "Two people died in Kharkiv.",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_text_in_an_undeclared_encoding_is_read_and_the_guess_is_told(encoding: str) -> None:
    text, used = decode(TEXTS[encoding].encode(encoding))
    assert text == TEXTS[encoding]
    assert used.endswith("(detected)")


@pytest.mark.parametrize("bom", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_dropped(bom: str) -> None:
    text, used = decode("Two died.".encode(bom), "cp1251")
    assert text == "Two died."
    assert used.endswith("(BOM)")


def test_utf8_comes_before_what_is_declared_and_that_before_the_detector() -> None:
    assert decode("Köln".encode(), "cp1251") == ("Köln", "utf-8")
    assert decode("Köln".encode("cp1252"), "windows-1252") == ("Köln", "cp1252 (declared)")


def test_a_few_broken_bytes_leave_the_rest_of_utf8_readable() -> None:
    text, used = decode("Zwei Tote in Köln, zwölf Verletzte in Düsseldorf, fünf in Zürich. ".encode() + b"\xff")
    assert used == "utf-8 (damaged)"
    assert text.endswith("Zürich. \ufffd")
