"""What a rule may ask of the article: its words, its source, its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import translate

from monitor.located import Loc
from monitor.model import Source
from monitor.rules.clauses import Trace, View
from monitor.rules.rarity import Needs
from monitor.rules.reader import RuleReader
from monitor.rules.shadow import VISIBLE, Span
from monitor.rules.terms import Term
from monitor.vocabulary import Verdict, Zone

SCOPES: dict[str, frozenset[Zone]] = {
    "title": frozenset({Zone.TITLE}),
    "lead": frozenset({Zone.LEAD}),
    "body": frozenset({Zone.LEAD, Zone.BODY}),
}
"""The zones that a scope looks at; `body` is lead and body."""


@dataclass(frozen=True, slots=True)
class Keywords:
    """Any of the terms stands in the zones."""

    terms: tuple[Term, ...]
    scope: str | None = None

    def hits(self, view: View) -> list[tuple[Term, Span]]:
        """Return every hit in the zones that are looked at."""
        zones = SCOPES[self.scope] if self.scope else VISIBLE
        found = ((term, span) for term in self.terms for span in term.find(view.shadow))
        return [(term, span) for term, span in found if zones is VISIBLE or view.shadow.zone_at(span[0]) in zones]

    @property
    def label(self) -> str:
        """The terms as a query writes them."""
        words = " OR ".join(f"“{term.written}”" for term in self.terms)
        return f"{self.scope}:{words}" if self.scope else words

    def spans(self, view: View) -> list[Span]:
        """Return where the terms stand."""
        return sorted({span for _, span in self.hits(view)})

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone."""
        shadow = view.shadow
        if self.scope:
            held = any(term.occurs(shadow) for term in self.terms) and self.hits(view)
            return Verdict.MATCH if held else Verdict.NO
        found = shadow.found
        for term in self.terms if found else ():
            if term.is_literal and term.literal in found:
                return Verdict.MATCH
        return Verdict.MATCH if any(term.occurs(shadow) for term in self.terms) else Verdict.NO

    def trace(self, view: View) -> Trace:
        """Answer in full; without a hit say what the text that is not looked at would have done."""
        label = f"keywords{f' in the {self.scope}' if self.scope else ''}: {_joined(self.terms)}"
        if hits := self.hits(view):
            names = dict.fromkeys(term.written for term, _ in hits)
            quotes = tuple(view.shadow.evidence(span) for _, span in hits[:5])
            return Trace(label, Verdict.MATCH, f"found {_listed(names)}", quotes)
        return Trace(label, Verdict.NO, self._missed(view))

    def _missed(self, view: View) -> str:
        if self.scope and any(term.find(view.shadow) for term in self.terms):
            return f"found elsewhere, but not in the {self.scope}"
        for term in self.terms:
            if spans := term.find(view.hidden):
                quote, zone = view.hidden.evidence(spans[0]).quote, view.hidden.zone_at(spans[0][0])
                return f"only the {zone} has it (“{quote}”), which no rule looks at"
        return "the article has none of them"

    def needs(self, *, read: bool) -> Needs:  # noqa: ARG002 - words are read in every language
        """Return the fixed part of every term."""
        return (frozenset(("text", term.literal) for term in self.terms),)

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Keywords:
        """Read a word or a list of words."""
        return Keywords(reader.terms(value, loc))


def _joined(terms: tuple[Term, ...]) -> str:
    return _listed([term.written for term in terms], "or")


def _listed(names: object, word: str = "and") -> str:
    written = [f"“{name}”" for name in names]  # type: ignore[attr-defined]
    if len(written) > 6:
        written = [*written[:5], f"{len(written) - 5} more"]
    return (
        written[0] if len(written) == 1 else f"{', '.join(written[:-1])} {word} {written[-1]}" if written else "nothing"
    )


@dataclass(frozen=True, slots=True)
class Sources:
    """The article is of one of the sources; `*` stands for any characters."""

    patterns: tuple[str, ...]

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone."""
        name = view.article.source.id.casefold()
        held = any(re.fullmatch(translate(pattern.casefold()), name) for pattern in self.patterns)
        return Verdict.MATCH if held else Verdict.NO

    def trace(self, view: View) -> Trace:
        """Answer in full."""
        label = f"sources: {' or '.join(self.patterns)}"
        return Trace(label, self.verdict(view), f"the source is {view.article.source.id}")

    def needs(self, *, read: bool) -> Needs:  # noqa: ARG002 - a source has no facts
        """Return the sources, when none is a pattern."""
        if any(set("*?[") & set(pattern) for pattern in self.patterns):
            return ()
        return (frozenset(("source", pattern.casefold()) for pattern in self.patterns),)

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Sources:
        """Read ids of sources; one that the configuration does not have is a warning."""
        texts = reader.texts(value, loc, "a source's id")
        for at, text in texts:
            known = (*reader.known.sources, Source().id) if reader.known.sources is not None else (text,)
            if not any(re.fullmatch(translate(text.casefold()), name.casefold()) for name in known):
                reader.warn(at, f"no configured source is called `{text}`")
        return Sources(tuple(text for _, text in texts))


def _two_letters(written: str) -> str:
    """Return what `EN` and `pt-BR` mean, else examples."""
    found = re.fullmatch("([A-Za-z]{2})(?:[-_][A-Za-z]+)?", written)
    return found[1].lower() if found else "en, uk or ar"


@dataclass(frozen=True, slots=True)
class Languages:
    """The article is in one of the languages (ISO 639-1)."""

    codes: tuple[str, ...]

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone."""
        return Verdict.MATCH if view.article.language in self.codes else Verdict.NO

    def trace(self, view: View) -> Trace:
        """Answer in full."""
        return Trace(
            f"languages: {' or '.join(self.codes)}", self.verdict(view), f"the language is {view.article.language}"
        )

    def needs(self, *, read: bool) -> Needs:  # noqa: ARG002 - the language is known before the facts
        """Return the languages."""
        return (frozenset(("language", code) for code in self.codes),)

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Languages:
        """Read codes of languages."""
        texts = reader.texts(value, loc, "a language's two letters")
        for at, text in texts:
            if not re.fullmatch("[a-z]{2,3}", text):
                reader.wrong(at, f"`{text}` is not a language; write its two letters, like {_two_letters(text)}")
        return Languages(tuple(text for _, text in texts))
