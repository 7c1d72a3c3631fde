"""The JSON that a webhook gets when no template says otherwise (docs/contracts.md 6.5)."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from monitor.delivery import state
from monitor.model import Letter
from monitor.vocabulary import Flag, Level, NoticeKind, Status, Verdict


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # most desks have none


class WebhookRule(_Body):
    """A rule that fired."""

    id: str
    title: str
    level: Level
    verdict: Verdict


class WebhookVerification(_Body):
    """How sure the message is; `unverified` is true for `unverified` and `disputed`."""

    status: Status
    unverified: bool
    flags: tuple[Flag, ...]


class WebhookData(_Body):
    """The message: `notice` equals the header `webhook-id`; `subject` and `text` are those of the mail."""

    notice: str
    kind: NoticeKind
    n: int
    receiver: str
    alert: str | None
    story: str | None
    level: Level
    rules: tuple[WebhookRule, ...]
    verification: WebhookVerification
    subject: str
    text: str
    subjects: tuple[str, ...]  # of a summary or digest: every story's


class WebhookBody(_Body):
    """The whole body; `type` tells a receiver what to do without reading further."""

    type: str  # alert, summary, digest or operator
    timestamp: str
    data: WebhookData


def webhook_body(letter: Letter, family: str, subject: str, text: str, verification: WebhookVerification) -> bytes:
    """Return the default body as UTF-8 JSON."""
    notice = letter.notice
    rules = tuple(
        WebhookRule(id=rule.rule_id, title=rule.title, level=rule.level, verdict=rule.verdict) for rule in letter.rules
    )
    data = WebhookData(
        notice=notice.id,
        kind=notice.kind,
        n=notice.n,
        receiver=notice.receiver,
        alert=notice.alert_id,
        story=notice.story_id,
        level=notice.level,
        rules=rules,
        verification=verification,
        subject=subject,
        text=text,
        subjects=tuple(entry.subject for entry in letter.entries),
    )
    body = WebhookBody(type=family, timestamp=notice.created_at.isoformat(), data=data)
    return body.model_dump_json().encode("utf-8", "replace")


def verification_of(letter: Letter) -> WebhookVerification:
    """Return how sure the message is, by the lowest rung of what it prints."""
    status = state.status_of(letter)
    unverified = status in (Status.UNVERIFIED, Status.DISPUTED)
    return WebhookVerification(status=status, unverified=unverified, flags=state.flags_of(letter))


NOT_KNOWN = WebhookVerification(status=Status.UNKNOWN, unverified=True, flags=())
"""What a message says of itself when it could not be laid out."""
