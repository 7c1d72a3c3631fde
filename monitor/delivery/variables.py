"""What a template may name: the variables of docs/contracts.md 6.4, and the finished `brief`."""

from __future__ import annotations

from monitor.delivery.brief import Brief
from monitor.model import Letter


def variables_of(letter: Letter, brief: Brief, message: str = "") -> dict[str, object]:
    """Return the variables; those that a letter has not are None or empty, never undefined.

    `message` is the finished text alternative, for the JSON of a webhook.
    """
    return {
        "notice": letter.notice,
        "alert": letter.alert,
        "story": letter.story,
        "article": letter.article,
        "report": letter.report,
        "facts": letter.facts,
        "rules": letter.rules,
        "receiver": letter.notice.receiver,
        "changes": letter.changes,
        "suppressed": letter.suppressed,
        "entries": letter.entries,
        "title": letter.title,
        "text": letter.text,
        "brief": brief,
        "subject": brief.subject,
        "message": message,
    }
