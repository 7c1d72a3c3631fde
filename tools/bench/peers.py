"""One engine over articles and rules from stdin, in a process of its own: run by `tools.bench.engine`.

Needs nothing of this project, so that it runs in the environment of the packages that it measures. Reads
`{"engine", "texts", "rules", "rounds"}`; prints `{"us", "hits", "build_s"}`: microseconds of CPU an article (a busy
machine does not count), normalisation counted, the least of the rounds: what else runs only adds to it.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

Match = Callable[[str], int]


def one_re_per_rule(rules: Sequence[Sequence[str]]) -> Match:
    """Build what one would write first: a compiled pattern for each rule, one after the other."""
    patterns = [re.compile(rf"\b(?:{'|'.join(map(re.escape, rule))})\b") for rule in rules]

    def match(text: str) -> int:
        folded = text.lower()
        return sum(pattern.search(folded) is not None for pattern in patterns)

    return match


def mokaccino(rules: Sequence[Sequence[str]]) -> Match:
    """Build a percolator: a document's words are values; a phrase is its words joined by AND."""
    from mokaccino import Document, Percolator, Query  # noqa: PLC0415 - only in this engine's environment

    def phrase(text: str) -> Any:  # noqa: ANN401 - the package has no types
        first, *rest = [Query.from_kv("t", word) for word in text.split()]
        for one in rest:
            first &= one
        return first

    percolator = Percolator()
    for rule in rules:
        whole, *others = map(phrase, rule)
        for one in others:
            whole |= one
        percolator.add_query(whole)
    words = re.compile(r"\w+")

    def match(text: str) -> int:
        document = Document()
        for word in set(words.findall(text.lower())):
            document.add_value("t", word)  # in place: a little faster than `with_value`, which its README shows
        return len(percolator.percolate_list(document))

    return match


def spacy_phrases(rules: Sequence[Sequence[str]]) -> Match:
    """Build spaCy's PhraseMatcher on its own tokens, without a model."""
    import spacy  # noqa: PLC0415 - only in this engine's environment
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415 - same

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for n, rule in enumerate(rules):
        matcher.add(f"watch-{n}", list(map(nlp.make_doc, rule)))

    def match(text: str) -> int:
        return len({key for key, *_ in matcher(nlp.make_doc(text))})

    return match


ENGINES = {"one re per rule": one_re_per_rule, "mokaccino": mokaccino, "spaCy PhraseMatcher": spacy_phrases}


def main() -> None:
    """Measure what stdin asks for."""
    asked = json.load(sys.stdin)
    start = time.process_time()
    match = ENGINES[asked["engine"]](asked["rules"])
    build = time.process_time() - start
    print(json.dumps(measured(match, asked["texts"], asked["rounds"]) | {"build_s": build}))


def measured(match: Match, texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Return the microseconds an article in the quickest round, and the hits."""
    hits = sum(map(match, texts[:3]))  # warm
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        hits = sum(map(match, texts))
        taken.append((time.process_time() - start) / len(texts) * 1e6)
    return {"us": min(taken), "hits": hits / len(texts)}


if __name__ == "__main__":
    main()
