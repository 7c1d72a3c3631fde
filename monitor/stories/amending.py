"""What a text does to what its outlet told before, in languages that facts are not read in.

A correction is known by its label, in any form or compound of a few words: "Korrekturmeldung", "Rectificatifs",
"(исправлено)". In the midst of a sentence the same words tell of courses, laws and prisons that are corrected.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from monitor.stories.words import Words, fold, fold_text
from monitor.vocabulary import Amendment

_HEAD = 600  # characters
_TAIL = 200
_REST = r"[^:\n]{0,60}"  # of a label, in one line


def amendment_of(text: str, words: Words) -> Amendment | None:
    """Return what a text does to what its outlet told before, as its words say; nothing in most texts."""
    head = fold_text(text[:_HEAD] + "\n" + text[-_TAIL:])
    if _stands_in(head, words.withdrawal):
        return Amendment.WITHDRAWAL
    labelled = any(label.search(head) for label in words.labels)
    return Amendment.CORRECTION if labelled or _stands_in(head, words.correction) else None


def label_of(listed: Mapping[str, str]) -> re.Pattern[str]:
    """Make the pattern of a language's labels of a correction.

    `corrections` are beginnings of words, and so are `texts`, of what is corrected ("zur Meldung vom Montag"); `parts`
    come before, as words of their own or as the first part of a compound.
    """
    begins, texts, parts = (_any_of(listed.get(key, "")) for key in ("corrections", "texts", "parts"))
    word = rf"(?:(?:{parts})[ !]{{0,2}}){{0,2}}(?:{begins})\w*"
    ends = r"[ .)\]\u00bb]*(?:$|:|\u2013|\u2014|- )"
    at_start = rf"(?:^|- |[\u2013\u2014] )[\W_]*{word}(?:\.\s|{ends}|(?: \w+){{0,3}} (?:{texts}){_REST}{ends})"
    in_brackets = rf"[(\[]{word}(?:[)\]]| [^)\]\n]{{0,80}}[)\]])"
    return re.compile(rf"{at_start}|{in_brackets}", re.MULTILINE)


def _any_of(words: str) -> str:
    return "|".join(re.escape(fold(one)) for one in words.split()) or r"(?!)"


def _stands_in(head: str, cues: Iterable[str]) -> bool:
    """Return whether one of the cues stands there in whole words: correctional officers correct nothing."""
    return any(cue in head and re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", head) for cue in cues)
