"""`query:`: boolean queries as media analysts write them, read into clauses.

    or    = and { OR and }               loosest
    and   = not { [AND] not }            words in a row are AND
    not   = (NOT | -) not | near
    near  = atom { (NEAR/n | ONEAR/n) atom }
    atom  = scope: atom | ( or ) | {list: name} | "phrase" | word      tightest

Operators are upper case. Words and phrases are those of `keywords`. NEAR binds words, phrases and groups
of them; a group joined by AND is near when each of its parts is. A query looks at the article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from monitor.located import nearest, unknown_word
from monitor.rules.article_conditions import SCOPES, Keywords, Languages, Sources
from monitor.rules.clauses import All, Any, Clause, Not
from monitor.rules.nearness import AnyOf, Near, OfArticle, Spotted
from monitor.rules.query_tokens import FACT_SCOPES, NEAR, QueryError, Token, tokens_of
from monitor.rules.reader import missing_list
from monitor.rules.terms import parse_term

Named = Callable[[str], Clause]
"""How `actor:` or `place:` turns a name into a clause."""

_SIGNS = {"&&": "AND", "&": "AND", "||": "OR", "|": "OR", "!": "NOT", "-": "NOT, or `-` right before its word"}
_SCOPES_ELSEWHERE = (
    dict.fromkeys(("headline", "hl", "intitle"), "title")
    | dict.fromkeys(("ingress", "hlead", "intro"), "lead")
    | dict.fromkeys(("text", "content", "fulltext", "intext"), "body")
    | {"language": "lang", "outlet": "source"}
    | dict.fromkeys(("country", "location", "geo"), "place")
    | dict.fromkeys(("person", "company", "org", "entity"), "actor")
)
"""What other tools call the same."""


DEEPEST = 50
"""So many brackets, NOTs and scopes may stand within one another, and so many NEARs, in a row too."""

MOST_PAIRS = 2_000
"""Groups joined by AND may make so many pairs that must be near: each NEAR of two of them multiplies these."""


def parse_query(query: str, names: Mapping[str, Named], lists: Mapping[str, Sequence[str]]) -> Clause:
    """Read a query. `names` has how `actor` and `place` are looked up, `lists` the words of the shared lists.

    Raises:
        QueryError: with its place in the query.
    """
    parser = _Parser(query, names, lists)
    clause = parser.either(None)
    if token := parser.next():
        raise QueryError("this `)` closes nothing; remove it or open a bracket before it", token.at)
    if not _asks_for_something(clause):
        raise QueryError("a NOT alone asks for nothing; write what must be there, or use `not: {query: …}`", 0)
    return clause


class _Parser:
    """One method per line of the grammar; `scope` is the one that stands before the group."""

    def __init__(self, query: str, names: Mapping[str, Named], lists: Mapping[str, Sequence[str]]) -> None:
        self.query = query
        self.names = names
        self.lists = lists
        self.tokens = tokens_of(query)
        self.position = 0
        self.depth = 0

    def next(self) -> Token | None:
        """Return the token that is to be read, without reading it."""
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def takes(self, *kinds: str) -> Token | None:
        """Read the next token when it is of one of the kinds."""
        token = self.next()
        if token and token.kind in kinds:
            self.position += 1
            return token
        return None

    def either(self, scope: str | None) -> Clause:
        """Read parts joined by OR."""
        parts = [self.both(scope)]
        while self.takes("or"):
            parts.append(self.both(scope))
        return parts[0] if len(parts) == 1 else Any(tuple(parts), "any of these")

    def both(self, scope: str | None) -> Clause:
        """Read parts joined by AND, written or implied."""
        parts = [self.negated(scope)]
        while (token := self.next()) and token.kind not in ("or", "close"):
            self.takes("and")
            parts.append(self.negated(scope))
        return parts[0] if len(parts) == 1 else All(tuple(parts), "all of these")

    def negated(self, scope: str | None) -> Clause:
        """Read a part that may have NOT or `-` before it."""
        if token := self.takes("not", "minus"):
            with self.within(token):
                return Not(self.negated(scope))
        return self.close_by(scope)

    @contextmanager
    def within(self, token: Token) -> Iterator[None]:
        """Read what stands inside a bracket, a NOT or a scope."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise QueryError(f"brackets, NOTs and scopes are nested more than {DEEPEST} deep", token.at)
        yield
        self.depth -= 1

    def close_by(self, scope: str | None) -> Clause:
        """Read parts joined by NEAR and ONEAR, the left ones first."""
        left = self.atom(scope)
        while token := self.takes("near", "bare"):
            if token.kind == "bare":
                self.position -= 1
                raise self.nothing_here()
            operator = NEAR.fullmatch(token.text)
            if self.takes("not", "minus"):
                raise _joins_words(token)
            right = self.atom(scope)
            if _pairs(left) * _pairs(right) > MOST_PAIRS:
                raise QueryError(f"{token.text} makes more than {MOST_PAIRS:,} pairs of the groups' words", token.at)
            if max(_depth(left), _depth(right)) >= DEEPEST:
                raise QueryError(f"more than {DEEPEST} NEARs stand in a row or within one another", token.at)
            if operator:
                left = _near(left, right, int(operator["distance"]), bool(operator["ordered"]), token)
        return left

    def atom(self, scope: str | None) -> Clause:
        """Read a word, a phrase, a group, or one of them with its scope."""
        if token := self.takes("scope"):
            name = self.known_scope(token)
            second = self.next()
            if second and second.kind == "scope" and second.text != token.text:
                told = f"`{token.text}:{second.text}:`: a word or a bracket has one scope; join two by AND or OR"
                raise QueryError(told, token.at)
            with self.within(token):
                return self.atom(name)
        if token := self.takes("open"):
            with self.within(token):
                inner = self.either(scope)
            if not self.takes("close"):
                raise QueryError("this `(` is never closed", token.at)
            return inner
        if token := self.takes("list"):
            return self.shared(token, scope)
        if token := self.takes("word", "phrase"):
            return self.leaf(token, scope)
        raise self.nothing_here()

    def nothing_here(self) -> QueryError:
        """Say what is missing where a word was expected."""
        token = self.next()
        before = self.tokens[self.position - 1] if self.position else None
        if token and token.kind == "bare":
            example = f"{token.text.partition('/')[0]}/8"
            return QueryError(f"`{token.text}` needs a number of words (up to 9999), like {example}", token.at)
        if before is None and token is None:
            return QueryError("the query is empty", 0)
        if before and before.kind not in ("open", "scope") and (token is None or token.kind == "close"):
            return QueryError(f"`{before.text}` has nothing after it", before.at)
        if token and token.kind == "close":
            return QueryError("these brackets are empty" if before else "this `)` closes nothing", token.at)
        if token is None:
            return QueryError("this `(` is never closed", before.at if before else 0)
        return QueryError(
            f"`{token.text}` has nothing before it; a word in lower case or quotes is no operator", token.at
        )

    def known_scope(self, token: Token) -> str:
        """Return the scope's name."""
        known = (*SCOPES, *FACT_SCOPES)
        if token.text in known:
            return token.text
        near = _SCOPES_ELSEWHERE.get(token.text.lower()) or nearest(token.text, known)
        hint = f"did you mean `{near}:`?" if near else f"known: {', '.join(f'`{name}:`' for name in known)}"
        raise QueryError(f"unknown scope `{token.text}:`; {hint} (a text with a colon stands in quotes)", token.at)

    def leaf(self, token: Token, scope: str | None) -> Clause:
        """Return the clause of one word, phrase or name."""
        if scope and scope in self.names:
            named = self.names[scope](token.text)
            return named if scope == "source" else OfArticle(named)
        if scope == "source":
            return Sources((token.text,))
        if scope == "lang":
            return self.language(token)
        try:
            return Keywords((parse_term(token.text),), scope)
        except ValueError as error:
            meant = _SIGNS.get(token.text)
            raise QueryError(str(error) + (f"; write {meant}" if meant else ""), token.at) from None

    def shared(self, token: Token, scope: str | None) -> Clause:
        """Return the clause of a shared list's words, any of them."""
        if scope in FACT_SCOPES:
            raise QueryError(f"`{scope}:` takes a name, not a list of words", token.at)
        terms = self.lists.get(token.text)
        if terms is None:
            told = unknown_word(token.text, tuple(self.lists), "list")
            raise QueryError(told if self.lists else missing_list(token.text), token.at)
        return Keywords(tuple(map(parse_term, terms)), scope)

    @staticmethod
    def language(token: Token) -> Clause:
        """Return the clause of a language."""
        code = token.text.lower()
        if not re.fullmatch("[a-z]{2,3}", code):
            raise QueryError(f"`{token.text}` is not a language; write its two letters, like en, uk or ar", token.at)
        return Languages((code,))


def _near(left: Clause, right: Clause, distance: int, ordered: bool, token: Token) -> Clause:
    """Join two parts; a group with AND in it is taken apart, so that each of its words is near."""
    for part, rebuild in ((left, True), (right, False)):
        if isinstance(part, All | Any) and not _only_words(part):
            parts = tuple(
                _near(inner, right, distance, ordered, token)
                if rebuild
                else _near(left, inner, distance, ordered, token)
                for inner in part.parts
            )
            return type(part)(parts, part.label)
        if not _only_words(part):
            raise _joins_words(token)
    return Near(_spotted(left), _spotted(right), distance, ordered)


def _pairs(part: Clause) -> int:
    """Return into how many parts `_near` takes a group apart."""
    return sum(map(_pairs, part.parts)) if isinstance(part, All | Any) and not _only_words(part) else 1


def _depth(part: Clause | Spotted) -> int:
    inner = (part.left, part.right) if isinstance(part, Near) else getattr(part, "parts", ())
    return 1 + max(map(_depth, inner)) if inner else 0


def _joins_words(near: Token) -> QueryError:
    told = f"{near.text} joins words, phrases and groups of them, not NOT or {'/'.join(FACT_SCOPES)}"
    return QueryError(told, near.at)


def _only_words(clause: Clause) -> bool:
    """Whether a clause stands at places in the text: words, phrases, NEAR, and OR over these."""
    return isinstance(clause, Keywords | Near) or (isinstance(clause, Any) and all(map(_only_words, clause.parts)))


def _spotted(clause: Clause) -> Spotted:
    if isinstance(clause, Any):
        return AnyOf(tuple(_spotted(part) for part in clause.parts))
    if isinstance(clause, Keywords | Near):
        return clause
    raise TypeError(clause)


def _asks_for_something(clause: Clause) -> bool:
    """Whether something must be there; what only must not be there is nearly every article."""
    if isinstance(clause, Not):
        return isinstance(clause.part, Not) and _asks_for_something(clause.part.part)
    return any(map(_asks_for_something, clause.parts)) if isinstance(clause, All | Any) else True
