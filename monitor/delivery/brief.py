"""What a message says, in finished words: the nouns that templates show.

Words are made once, so that the text and the HTML of a mail cannot disagree and a template only
decides how things look. A quote is the whole sentence of the article.
"""

from __future__ import annotations

from dataclasses import dataclass

from monitor.model import Section
from monitor.vocabulary import Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One thing somebody says: of whom or how many, how and by whom, and the sentence that says so."""

    what: str
    how: str
    quote: str = ""

    @property
    def line(self) -> str:
        """Both in a sentence of their own, to stand under the quote: `3 killed, said by the mayor`."""
        said = ", ".join(filter(None, (self.what, self.how)))
        return said[:1].upper() + said[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A question that is not settled: `who ordered it`, its status, who says what, and why else it is doubtful.

    `flags` are those that no saying has in words; `why` is them in words, less what holds for every doubt.
    """

    question: str
    figures: str  # for the toll: which figures; else empty
    status: str
    flags: tuple[Flag, ...]
    sayings: tuple[Saying, ...]
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """Figures with one and the same backing: `14 killed, over 100 injured`, status, who says so."""

    words: str
    status: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Those with one part in the event: `accused`, the names, and how sure that is (empty: as reported)."""

    part: str
    names: str
    doubt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One article of the story. `link` is http(s) or empty."""

    title: str
    link: str
    outlet: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherEvent:
    """Another event of the same article, which the alert is not about."""

    words: str
    status: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """A rule that fired: its title, level, remarks and one line a clause."""

    title: str
    level: str
    note: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLine:
    """A story in a summary or a digest."""

    subject: str
    change: str
    note: str
    source: str
    rules: str
    link: str
    conflicts: tuple[str, ...] = ()  # who says what, where voices stand against each other


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryGroup:
    """Stories of one level, the newest first."""

    level: str
    entries: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything a message says, in finished words."""

    subject: str
    lead: str  # figures: "14 killed, over 100 injured"
    caveat: str  # status: "UNVERIFIED: who ordered it"
    heading: str
    identity: str
    level: str
    status: str
    in_doubt: bool
    is_update: bool
    changes: tuple[Saying, ...] = ()
    warnings: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    why_all: str = ""  # what makes every one of them doubtful
    disclaimer: str = ""
    figures: tuple[FigureLine, ...] = ()
    people: tuple[People, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    sources_line: str = ""
    others: tuple[OtherEvent, ...] = ()
    background: tuple[Saying, ...] = ()
    rules: tuple[RuleLine, ...] = ()
    withheld: tuple[str, ...] = ()
    groups: tuple[EntryGroup, ...] = ()
    summary: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    text: tuple[str, ...] = ()

    @property
    def first_line(self) -> str:
        """The message's first line, and what a phone shows under the subject."""
        return f"{self.lead}; {self.caveat}" if self.caveat else self.lead
