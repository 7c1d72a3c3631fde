"""Letter -> bytes, once for every notice: a mail in text and HTML, or the body of a webhook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from monitor.delivery.brief import Brief
from monitor.delivery.compose import brief_of
from monitor.delivery.headers import domain_of
from monitor.delivery.mime import Envelope, write_mail
from monitor.delivery.outgoing import RenderedMail
from monitor.delivery.short import write_short
from monitor.delivery.subject import fallback_subject, subject_of
from monitor.delivery.templates import Templates, candidates, checked
from monitor.delivery.variables import variables_of
from monitor.delivery.webhook_body import NOT_KNOWN, verification_of, webhook_body
from monitor.model import Letter, Notice
from monitor.settings import EmailSettings, Receiver
from monitor.vocabulary import LEVELS, NoticeKind

_FAMILIES = {NoticeKind.SUMMARY: "summary", NoticeKind.DIGEST: "digest", NoticeKind.OPERATOR: "operator"}


def render(letter: Letter, receiver: Receiver, *, from_: str, templates: Templates, now: datetime) -> RenderedMail:
    """Return the message as it will be sent, whatever the article holds.

    `from_` is the From header (`Desk <desk@example.org>`), `now` its date. A template that fails is
    replaced by the shipped one, and that by a plain message of our own: there is always an alert, and it
    says what went wrong (`RenderedMail.problem`).
    """
    try:
        return _render(letter, receiver, from_, templates, now)
    except Exception as error:  # noqa: BLE001 - no article, rule or template may cost a person an alert
        return _plain(letter, receiver, from_, now, f"{type(error).__name__}: {error}")


def _render(letter: Letter, receiver: Receiver, from_: str, templates: Templates, now: datetime) -> RenderedMail:
    family = _FAMILIES.get(letter.notice.kind, "alert")
    subject = subject_of(letter, receiver.email.subject if receiver.email else "live")
    brief = brief_of(letter, _zone_of(receiver, letter.notice.kind), subject)
    writer = _Writer(letter, receiver, templates, family, brief)
    text = writer.write("txt")
    if receiver.webhook:
        raw = _webhook(writer, text)
        return RenderedMail(subject=subject, message_id=letter.notice.id, raw=raw, problem=writer.problem)
    if receiver.apprise:
        raw = write_short(subject, text)
        return RenderedMail(subject=subject, message_id=letter.notice.id, raw=raw, problem=writer.problem)
    html = writer.write("html")
    envelope = _envelope(letter.notice, receiver.email, from_, subject, now)
    raw = write_mail(envelope, text=text, html=html)
    return RenderedMail(subject=subject, message_id=envelope.message_id, raw=raw, problem=writer.problem)


class _Writer:
    """Writes the parts of one message; remembers the first template that failed and says so in the rest."""

    def __init__(self, letter: Letter, receiver: Receiver, templates: Templates, family: str, brief: Brief) -> None:
        self.letter, self.receiver, self.templates, self.family, self.brief = letter, receiver, templates, family, brief
        self.problem: str | None = None

    def write(self, part: str) -> str:
        """Return the part by the template that is looked up first, or else by the shipped one."""
        name = f"{self.family}.{part}.j2"
        template = self.templates.find(part, (*self.own_names(part, self.family), name))
        if template is not None:
            try:
                return checked(part, template.render(variables_of(self.letter, self.brief)))
            except Exception as error:  # noqa: BLE001 - a template may raise anything; the shipped one steps in
                self.note(template.name or name, error)
        return self.templates.fallback(part, name).render(variables_of(self.letter, self.brief))

    def write_json(self, message: str) -> str | None:
        """Return the body of the receiver's JSON template; `None` without one, or when it failed."""
        names = (*self.own_names("json", "webhook"), "webhook.json.j2")
        template = self.templates.find("json", names)
        if template is None:
            return None
        try:
            return checked("json", template.render(variables_of(self.letter, self.brief, message)))
        except Exception as error:  # noqa: BLE001 - same
            self.note(template.name or "webhook.json.j2", error)
            return None

    def own_names(self, part: str, family: str) -> Iterator[str]:
        """Yield what the most important rule that names a template wants, then what the receiver wants."""
        for rule in sorted(self.letter.rules, key=lambda one: -LEVELS.index(one.level)):
            if rule.template and self.family == "alert":
                yield from candidates(rule.template, part)
        for key in (f"{family}.{part}.j2", f"{family}.{part}", family):
            if key in self.receiver.templates:
                yield from candidates(self.receiver.templates[key], part)

    def note(self, name: str, error: Exception) -> None:
        """Remember the failure and tell the reader of it."""
        said = f"the template {name} failed ({type(error).__name__}: {error}); the shipped one stands in"
        self.problem = self.problem or said
        self.brief = replace(self.brief, warnings=(*self.brief.warnings, f"Note: {said}."))


def _webhook(writer: _Writer, text: str) -> bytes:
    own = writer.write_json(text)
    if own is not None:
        return own.encode("utf-8", "replace")
    letter = writer.letter
    return webhook_body(letter, writer.family, writer.brief.subject, text, verification_of(letter))


def _envelope(notice: Notice, email: EmailSettings | None, from_: str, subject: str, now: datetime) -> Envelope:
    domain = domain_of(from_)
    first = notice.first_notice_id
    ids = (
        ("X-Monitor-Alert", notice.alert_id),
        ("X-Monitor-Level", notice.level),
        ("X-Monitor-Story", notice.story_id),
    )
    return Envelope(
        subject=subject,
        from_=from_,
        to=email.to if email else (),
        date=now,
        message_id=f"<{notice.id}@{domain}>",
        in_reply_to=f"<{first}@{domain}>" if first and first != notice.id else None,
        list_id=f"{_label(notice.receiver)}.media-monitor.{domain}",
        extra=tuple((name, value) for name, value in ids if value),
    )


def _plain(letter: Letter, receiver: Receiver, from_: str, now: datetime, problem: str) -> RenderedMail:
    """Return a message made of nothing that could fail twice: level, headline, text of the article."""
    notice = letter.notice
    subject = fallback_subject(letter)
    quoted = letter.article.text if letter.article else "\n".join(letter.text)
    text = f"{subject}\n\nThis message could not be laid out ({problem}). What came in, as it is:\n\n{quoted}\n"
    if receiver.webhook:
        raw = webhook_body(letter, _FAMILIES.get(notice.kind, "alert"), subject, text, NOT_KNOWN)
        return RenderedMail(subject=subject, message_id=notice.id, raw=raw, problem=problem)
    if receiver.apprise:
        raw = write_short(subject, text)
        return RenderedMail(subject=subject, message_id=notice.id, raw=raw, problem=problem)
    envelope = _envelope(notice, receiver.email, from_, subject, now)
    raw = write_mail(envelope, text=text, html=None)
    return RenderedMail(subject=subject, message_id=envelope.message_id, raw=raw, problem=problem)


def _label(receiver: str) -> str:
    """Turn a receiver's name into one label of a List-Id."""
    return "".join(char if char.isascii() and char.isalnum() else "-" for char in receiver).strip("-") or "receiver"


def _zone_of(receiver: Receiver, kind: NoticeKind) -> ZoneInfo:
    """Return where the receiver's clock is; a digest has its own, by which it is due."""
    channel = receiver.email or receiver.apprise
    where = receiver.digest if kind is NoticeKind.DIGEST and receiver.digest else channel
    return _zone(where.location if where else "UTC")


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
