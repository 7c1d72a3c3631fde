"""Where the messages of one alert end up: in a mail program that follows References, and in Gmail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from itertools import pairwise

from monitor.delivery import Templates, render, subject_of
from monitor.model import Letter
from monitor.settings import Receiver
from monitor.vocabulary import Level, NoticeKind
from tests.delivery.letters import AT, DUTY, FROM, GMAIL, first, higher_toll, update

SHIPPED = Templates.load(None)


def sent(letters: Sequence[Letter], receiver: Receiver) -> list[Message]:
    """Render the letters in order, each knowing the subject of the one before, as the store does."""
    messages = []
    last: str | None = None
    for letter in letters:
        mail = render(replace(letter, last_subject=last), receiver, from_=FROM, templates=SHIPPED, now=AT)
        last = mail.subject
        messages.append(message_from_bytes(mail.raw))
    return messages


def jwz_threads(messages: Sequence[Message]) -> list[list[str]]:
    """Thread by References and In-Reply-To alone (https://www.jwz.org/doc/threading.html, steps 1 to 4).

    A message that is only referred to is an empty container, and a root too: so an update is filed
    beside the others even when the first message was deleted.
    """
    parent: dict[str, str] = {}
    for message in messages:
        chain = [*str(message.get("References", "")).split(), str(message["Message-ID"])]
        for older, newer in pairwise(chain):
            parent.setdefault(newer, older)
    threads: dict[str, list[str]] = {}
    for message in messages:
        root = str(message["Message-ID"])
        while root in parent:
            root = parent[root]
        threads.setdefault(root, []).append(str(message["Message-ID"]))
    return list(threads.values())


def gmail_threads(messages: Sequence[Message]) -> list[list[str]]:
    """Thread as Gmail does: a References or In-Reply-To into the thread, and an equal subject."""
    threads: list[tuple[str, set[str], list[str]]] = []
    for message in messages:
        refers = set(str(message.get("References", "")).split())
        identity, subject = str(message["Message-ID"]), str(message["Subject"]).removeprefix("Re: ")
        for known_subject, known, members in threads:
            if known_subject == subject and refers & known:
                known.add(identity)
                members.append(identity)
                break
        else:
            threads.append((subject, {identity} | refers, [identity]))
    return [members for _, _, members in threads]


def week() -> list[Letter]:
    """Return a first alert, two updates with other figures and a reminder."""
    letter = first()
    second = higher_toll(letter)
    third = higher_toll(letter, 21, 19)
    third = replace(third, notice=replace(third.notice, id=third.notice.id[:-1] + "3", n=3))
    return [letter, second, third, update(letter, n=4, kind=NoticeKind.REMINDER)]


def test_live_subjects_thread_by_reference() -> None:
    messages = sent(week(), DUTY)
    assert len(jwz_threads(messages)) == 1
    assert len({message["Subject"] for message in messages}) > 1


def test_thread_subjects_also_thread_in_gmail() -> None:
    messages = sent(week(), GMAIL)
    assert len(jwz_threads(messages)) == 1
    assert len(gmail_threads(messages)) == 1


def test_live_subjects_fall_apart_in_gmail_which_is_why_the_other_mode_exists() -> None:
    assert len(gmail_threads(sent(week(), DUTY))) > 1


def test_an_update_finds_its_thread_when_the_first_message_was_deleted() -> None:
    assert len(jwz_threads(sent(week(), DUTY)[1:])) == 1


def test_a_raised_alert_is_a_fresh_thread_in_gmail_and_its_updates_stay_with_it() -> None:
    letter = first()
    calm = replace(letter, notice=replace(letter.notice, level=Level.MEDIUM))
    raised = update(letter, n=2, kind=NoticeKind.ESCALATED)
    after = replace(
        higher_toll(letter), notice=replace(higher_toll(letter).notice, id=letter.notice.id[:-1] + "3", n=3)
    )
    messages = sent([calm, raised, after], GMAIL)
    assert [len(thread) for thread in gmail_threads(messages)] == [1, 2]
    assert len(jwz_threads(messages)) == 1


def test_two_alerts_never_share_a_thread() -> None:
    other = first()
    other = replace(other, notice=replace(other.notice, id="another", first_notice_id="another"))
    messages = sent([first()], GMAIL) + sent([other], GMAIL)
    assert subject_of(first(), "thread") == subject_of(other, "thread")
    assert len(jwz_threads(messages)) == len(gmail_threads(messages)) == 2
