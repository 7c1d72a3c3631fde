"""Words of a query that are operators in other tools and plain words here, each with what to write instead.

Operators here are upper case, as docs/contracts.md 6.3 has it; LexisNexis writes them in lower case, with `w/n`,
`pre/n`, `word!` and `hlead(…)`, Lucene `"…"~n`, and Meltwater and others take both cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.rules.query_tokens import Token, tokens_of

_CLOSE_BY = re.compile(r"(?:w|n|near|within)?/(\d+)|near(\d+)", re.IGNORECASE)
_IN_ORDER = re.compile(r"(?:pre|p|onear|adj)/(\d+)|(?:pre|onear|adj)(\d+)", re.IGNORECASE)
_UNITS = re.compile(r"(?:w|pre)?/(?:s|p|sent|para|seg)|adj", re.IGNORECASE)
_SLOP = re.compile(r"~(\d+)")
_ENDING = re.compile(r"(\w{2,})!")


def foreign_operators(query: str) -> Iterator[tuple[str, int]]:
    """Give what is to be warned of, with its offset in the query.

    Raises:
        QueryError: a quote is never closed.
    """
    tokens = tokens_of(query)
    for n, token in enumerate(tokens):
        if token.kind == "word" and (told := _told(token, tokens[n + 1 :])):
            yield f"`{token.text}` is no operator here but a word to look for; {told}", token.at


def _told(token: Token, after: Sequence[Token]) -> str | None:
    text = token.text
    if text.upper() in ("AND", "OR", "NOT"):
        return f"write {text.upper()}, or put it in quotes"
    for pattern, operator in ((_CLOSE_BY, "NEAR"), (_IN_ORDER, "ONEAR")):
        if found := pattern.fullmatch(text):
            return f"write {operator}/{found[1] or found[2]}"
    if _UNITS.fullmatch(text):
        return "write NEAR/15 or ONEAR/15 with a number of words"
    if found := _SLOP.fullmatch(text):
        return f"write the words with NEAR/{found[1]} between them"
    if found := _ENDING.fullmatch(text):
        return f"any ending is `{found[1]}*`"
    if after and after[0].kind == "open" and after[0].at == token.at + len(text):
        return "a scope has a colon, like title:(…), and a word has a blank behind it"
    return None
