"""`regex:`: patterns in RE2, which answers in linear time whatever a person writes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import re2

from monitor.located import Loc
from monitor.model import Evidence
from monitor.rules.clauses import Trace, View
from monitor.rules.rarity import Needs
from monitor.rules.reader import RuleReader
from monitor.rules.shadow import VISIBLE
from monitor.vocabulary import Verdict

_LACKS = re.compile(r"\(\?<?[=!]|\\[1-9]|\(\?P=")


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> re2._Regexp:
    """Return a pattern ready to search.

    Raises:
        re2.error: when RE2 cannot express it.
    """
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


@dataclass(frozen=True, slots=True)
class Regex:
    """One of the patterns is found in the title, the lead or the body; `(?i)` makes case not count."""

    patterns: tuple[str, ...]

    def _found(self, view: View) -> Evidence | None:
        for zone in view.article.zones:
            text = view.article.text[zone.start : zone.end] if zone.zone in VISIBLE else ""
            for pattern in self.patterns if text else ():
                if hit := compiled(pattern).search(text):
                    return Evidence(start=zone.start + hit.start(), end=zone.start + hit.end(), quote=hit[0])
        return None

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone."""
        return Verdict.MATCH if self._found(view) else Verdict.NO

    def trace(self, view: View) -> Trace:
        """Answer in full."""
        found = self._found(view)
        label = f"regex: {' or '.join(self.patterns)}"
        return (
            Trace(label, Verdict.MATCH, "found", (found,)) if found else Trace(label, Verdict.NO, "it is nowhere found")
        )

    def needs(self, *, read: bool) -> Needs:  # noqa: ARG002 - a pattern has no fixed word
        """Return nothing: any article may hold it."""
        return ()

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Regex:
        """Read a pattern or a list of them; what RE2 cannot express is refused with its reason."""
        texts = reader.texts(value, loc, "a pattern")
        for at, text in texts:
            try:
                compiled(text)
            except re2.error as error:
                said = error.args[0] if error.args else ""
                why = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
                lacks = "; RE2 has no look-around and no back-references" if _LACKS.search(text) else ""
                reader.wrong(at, f"RE2 cannot read `{text}`: {why}{lacks}")
        return Regex(tuple(text for _, text in texts))
