"""`~word`: the plural and verb endings of a word, by its script, without a dictionary.

Latin letters take English endings (strike: strikes, striking; city: cities; stab: stabbed), Cyrillic
ones the case, number and verb endings that Russian and Ukrainian share, Arabic ones the clitics before
and after. What changes inside the word (man: men) is no ending: write both words.
"""

# ruff: noqa: RUF001 - Cyrillic and Arabic letters are meant
from __future__ import annotations

import re

_VOWELS = "aeiou"
_CYRILLIC_ENDINGS = (
    "а|я|о|е|у|ю|ы|и|і|ї|й|ь|ой|ей|ою|ею|ом|ем|ам|ям|ами|ями|ах|ях|ов|ев|ів|їв|ий|ый|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|"
    "ым|им|ых|их|ыми|ими|ую|юю|ть|ти|л|ла|ло|ли|ал|ала|ало|али|ил|ила|ило|или|ет|ит|ут|ют|ат|ят|ив|ила|или|ував|увала|ували"
)
_CYRILLIC_TAIL = re.compile("(?:[аяоеуюыиіїйь]|ть|ти|ать|ить|еть|ати|ити)$")
_ARABIC_BEFORE = "[وف]?(?:ال|بال|كال|لل|ب|ل|ك)?"
_ARABIC_AFTER = "(?:ات|ون|ين|ان|ه|ها|هم|ي|ية|ة)?"


def inflected(word: str) -> tuple[str, str]:
    """Return the fixed part of a folded word with a NUL where endings go, and the pattern of all its forms."""
    if re.search("[\u0600-\u06ff]", word):
        stem = word.removeprefix("ال").removesuffix("ه").removesuffix("ة") if len(word) > 4 else word
        return f"\0{stem}\0", f"{_ARABIC_BEFORE}{re.escape(stem)}{_ARABIC_AFTER}"
    if re.search("[\u0400-\u04ff]", word):
        stem = _CYRILLIC_TAIL.sub("", word) if len(word) > 3 else word
        return f"{stem}\0", f"{re.escape(stem)}(?:{_CYRILLIC_ENDINGS})?"
    stem, endings = _english(word)
    return f"{stem}\0", f"{re.escape(stem)}(?:{'|'.join(endings)})"


def _english(word: str) -> tuple[str, tuple[str, ...]]:
    if word.endswith("e") and len(word) > 2:
        return word[:-1], ("e", "es", "ed", "ing")
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1], ("y", "ies", "ied", "ying")
    twice = word[-1]
    if re.search(rf"(?:^|[^{_VOWELS}])[{_VOWELS}][^{_VOWELS}wxy]$", word):
        return word, ("", "s", "es", "ed", "ing", f"{twice}ed", f"{twice}ing", f"{twice}es")
    return word, ("", "s", "es", "ed", "ing")
