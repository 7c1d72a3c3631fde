"""A query taken apart: brackets, operators, scopes, phrases and words, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.rules.article_conditions import SCOPES

_TOKEN = re.compile(
    r"""(?P<list>\{\s*list:\s*(?P<shared>[^\s{}]+)\s*\})|(?P<open>\()|(?P<close>\))|(?P<phrase>["“”](?P<inside>[^"“”]*)(?P<end>["“”])?)|(?P<minus>-(?=\S))"""
    r"""|(?P<scope>(?P<name>[A-Za-z]+):(?=[^\s)]))|(?P<word>[^\s()"“”]+)"""
)
NEAR = re.compile(r"(?P<ordered>O?)NEAR/(?P<distance>\d{1,4})")
_NO_NUMBER = re.compile(r"O?NEAR(?:/.*)?")
_OPERATORS = ("AND", "OR", "NOT")
FACT_SCOPES = ("source", "lang", "actor", "place")


class QueryError(ValueError):
    """A query that cannot be read; `at` is the offset of what is wrong with it."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.at = at


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: an operator, a bracket, a scope, a phrase or a word."""

    kind: str
    text: str
    at: int


def tokens_of(query: str) -> list[Token]:
    """Take a query apart.

    Raises:
        QueryError: a quote is never closed, or a scope stands before a blank.
    """
    tokens = []
    for found in _TOKEN.finditer(query):
        kind, text = str(found.lastgroup), found[0]
        if found["phrase"]:
            if not found["end"]:
                raise QueryError("this quote is never closed", found.start())
            kind, text = "phrase", found["inside"]
        elif found["list"]:
            kind, text = "list", found["shared"]
        elif found["scope"]:
            kind, text = "scope", found["name"]
        elif NEAR.fullmatch(text):
            kind = "near"
        elif _NO_NUMBER.fullmatch(text):
            kind = "bare"
        elif text in _OPERATORS:
            kind = text.lower()
        elif text.endswith(":") and text[:-1] in (*SCOPES, *FACT_SCOPES):
            raise QueryError(f"`{text}` has nothing after it; its word stands right behind the colon", found.start())
        tokens.append(Token(kind, text, found.start()))
    return tokens
