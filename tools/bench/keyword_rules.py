"""The same keyword rules for every engine: any of a few words and phrases, at equal hits however many they are."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from tools.bench.archive import stories

HITTING = 100
"""Rules of the articles' own vocabulary; the rest of them look like these and match nothing."""

LENGTH = 3_000
WHOLE_ARTICLES = Path(__file__).resolve().parents[2] / "tests" / "extraction" / "articles"

Rule = tuple[str, ...]
"""Any of these: a word, or two words in a row."""


def natural_articles(count: int) -> list[str]:
    """Return texts of 3 kB, cut of the whole articles of the tests: of their words 270 are different, as in life."""
    found: list[str] = []
    text = ""
    for path in sorted(WHOLE_ARTICLES.glob("*.txt")) * count:
        text += path.read_text(encoding="utf-8") + "\n\n"
        if len(text) >= LENGTH:
            found.append(text[:LENGTH])
            text = ""
        if len(found) == count:
            break
    return found


def made_up_articles(count: int) -> list[str]:
    """Return texts of about 3 kB that hardly share a phrase; each has half the vocabulary of a real one."""
    found = []
    for story in stories(8 * count):
        text = f"{story.title}\n\n{story.body}"
        if 2_600 <= len(text) <= 3_600:
            found.append(text)
        if len(found) == count:
            break
    return found


def keyword_rules(count: int, texts: Sequence[str]) -> list[Rule]:
    """Return rules: the first hundred take words of the texts, the others pair such words with unknown ones."""
    rng = random.Random(7)  # noqa: S311 - words for a benchmark, not a secret
    plain = sorted(_rare(texts))
    pairs = sorted({pair for text in texts for pair in _pairs(text)})
    hitting: list[Rule] = [(rng.choice(plain), rng.choice(pairs), f"zq{n}") for n in range(HITTING)]
    quiet: list[Rule] = [
        (f"{rng.choice(plain)} zx{n}", f"zv{n} {rng.choice(plain)}", f"zw{n}") for n in range(count - HITTING)
    ]
    return [*hitting, *quiet][:count]


def mixed_rules(count: int, texts: Sequence[str]) -> str:
    """Return rules of keywords, AND, NEAR and exclusions in turn, as the store keeps a rule set.

    The first hundred take two rare words of one article each; of the others every second word is in no article.
    """
    rng = random.Random(7)  # noqa: S311 - words for a benchmark, not a secret
    plain = sorted(_rare(texts))
    of_one = [sorted(_rare(texts) & set(re.findall(r"[a-z]{5,}", text.lower()))) for text in texts]
    bodies: list[dict[str, object]] = []
    for n in range(count):
        one, other = rng.sample(rng.choice(of_one), 2) if n < HITTING else (rng.choice(plain), f"zx{n}")
        bodies.append(_rule(n, _MIXED[n % len(_MIXED)](one, other)))
    return _canonical(bodies)


_MIXED: tuple[Callable[[str, str], dict[str, object]], ...] = (
    lambda one, other: {"when": {"keywords": [other, f"{one} {other}"]}},
    lambda one, other: {"when": {"query": f"{one} AND {other}"}},
    lambda one, other: {"when": {"query": f"{one} NEAR/50 {other}"}},
    lambda one, other: {"when": {"keywords": [other]}, "exclude": {"keywords": [f"{one} unknown"]}},
)


def crossed_rules(count: int, texts: Sequence[str]) -> str:
    """Return rules of AND and NEAR in turn over words that articles have, as the store keeps a rule set.

    The first hundred take two rare words of one article each; the others two of different articles, so that every
    article has one of the words of very many rules, and both words of none of them.
    """
    rng = random.Random(7)  # noqa: S311 - words for a benchmark, not a secret
    rare = _rare(texts)
    of_one = [sorted(rare & set(re.findall(r"[a-z]{5,}", text.lower()))) for text in texts]
    articles_of = {word: {n for n, words in enumerate(of_one) if word in words} for word in rare}
    plain = sorted(rare)
    bodies: list[dict[str, object]] = []
    while len(bodies) < count:
        hitting = len(bodies) < HITTING
        one, other = rng.sample(rng.choice(of_one) if hitting else plain, 2)
        if hitting or not articles_of[one] & articles_of[other]:
            bodies.append(_rule(len(bodies), _MIXED[1 + len(bodies) % 2](one, other)))
    return _canonical(bodies)


def _rare(texts: Sequence[str]) -> set[str]:
    """Return words that few articles have: people watch for names, not for `said`."""
    counts = Counter(word for text in texts for word in set(re.findall(r"[a-z]{5,}", text.lower())))
    return {word for word, count in counts.items() if count <= max(2, len(texts) // 20)}


def _pairs(text: str) -> list[str]:
    words = text.lower().split()
    return [f"{a} {b}" for a, b in pairwise(words) if a.isalpha() and b.isalpha() and len(a) > 3]


def as_canonical(rules: Sequence[Rule]) -> str:
    """Return the rules as the store keeps a rule set."""
    return _canonical([_rule(n, {"when": {"keywords": list(rule)}}) for n, rule in enumerate(rules)])


def _rule(n: int, body: dict[str, object]) -> dict[str, object]:
    return {"title": f"Watch {n}", "id": f"watch-{n}", "level": "medium", **body}


def _canonical(bodies: Sequence[dict[str, object]]) -> str:
    empty: dict[str, list[object]] = {"actors": [], "places": []}
    return json.dumps({"rules": bodies, "lists": {}, "gazetteer": empty, "places": {}})
