"""A whole message: what stands in it, which template wrote it, and what happens when one fails."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import pytest

from monitor.delivery import Templates, render
from monitor.delivery.alert import web_link
from monitor.delivery.outgoing import RenderedMail
from monitor.delivery.samples import FAMILIES, sample_letters
from monitor.model import Article, Interval, Letter, MaterialChange, MayBe, Member, Source, Withheld
from monitor.settings import Receiver
from monitor.vocabulary import Change, DecisionKind, NoticeKind, Relation
from tests.delivery.letters import AT, DUTY, FROM, GMAIL, article, first, higher_toll, reason, update

GOLDEN = Path(__file__).parent / "golden"
HOOK = Receiver.model_validate(
    {"name": "hook", "webhook": {"url": "https://hooks.example.org/x", "secret_file": "secret"}}
)
SHIPPED = Templates.load(None)


def rendered(letter: Letter, receiver: Receiver = DUTY, templates: Templates = SHIPPED) -> RenderedMail:
    return render(letter, receiver, from_=FROM, templates=templates, now=AT)


def parsed(mail: RenderedMail) -> EmailMessage:
    message = message_from_bytes(mail.raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(mail: RenderedMail) -> str:
    part = parsed(mail).get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def html_of(mail: RenderedMail) -> str:
    part = parsed(mail).get_body(("html",))
    assert part is not None
    return str(part.get_content())


class Reader(HTMLParser):
    """Collects what a person reads, and every tag and attribute."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden = tag in ("style", "title")
        self.words += [f" {value} " for name, value in attrs if name == "href"]

    def handle_endtag(self, _tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def read(html: str) -> tuple[str, list[tuple[str, dict[str, str | None]]]]:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.words).split()), reader.tags


# --- the sample -------------------------------------------------------------------------------


def golden(mail: RenderedMail) -> str:
    message = parsed(mail)
    head = "".join(f"{name}: {value}\n" for name, value in message.items() if name != "Content-Type")
    return f"{head}\n{text_of(mail)}"


@pytest.mark.parametrize(
    ("name", "letter"),
    [("alert", first()), ("update", higher_toll(first()))],
    ids=["alert", "update"],
)
def test_the_mail_on_the_sample_is_the_one_that_was_read_and_approved(name: str, letter: Letter) -> None:
    """To approve a change: look at the difference, then write `golden(rendered(letter))` to the file."""
    assert golden(rendered(letter)) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_the_first_line_says_figures_and_status_and_is_the_preheader() -> None:
    line = "14 killed, over 100 injured; UNVERIFIED: who ordered it, who carried it out"
    mail = rendered(first())
    assert text_of(mail).splitlines()[0] == line
    assert read(html_of(mail))[0].startswith(line)


def test_an_update_begins_with_what_changed_and_who_says_so() -> None:
    line = "UPDATE 2: killed 14 -> 21 (tass); still UNVERIFIED: who ordered it, who carried it out"
    mail = rendered(higher_toll(first()))
    assert text_of(mail).splitlines()[0] == line
    assert read(html_of(mail))[0].startswith(line)


def test_a_correction_names_what_was_wrong() -> None:
    wrong = MaterialChange(kind=Change.CORRECTION, was="21 killed", now="14 killed")
    line = "UPDATE 2: CORRECTION: 21 killed -> 14 killed; 14 killed, over 100 injured; still"
    assert text_of(rendered(update(first(), wrong))).startswith(line)


@pytest.mark.parametrize(
    ("kind", "start"),
    [
        (NoticeKind.REMINDER, "REMINDER: 14 killed"),
        (NoticeKind.ESCALATED, "RAISED TO CRITICAL: 14 killed"),
    ],
)
def test_the_first_line_says_why_an_unchanged_story_is_told_again(kind: NoticeKind, start: str) -> None:
    assert text_of(rendered(update(first(), kind=kind))).startswith(start)


def test_the_order_is_an_editors() -> None:
    letter = replace(first(), suppressed=(Withheld(kind=DecisionKind.REPEAT, reason="a reprint", count=3),))
    headings = [
        "WHAT IS DOUBTFUL, AND WHY",
        "THE TOLL",
        "WHO",
        "WHERE",
        "SOURCES",
        "ALSO IN THE ARTICLE",
        "WHY YOU GET THIS",
        "NOT SENT TO YOU SINCE THE LAST MESSAGE",
    ]
    lines = text_of(rendered(letter)).splitlines()
    found = [next(n for n, line in enumerate(lines) if line.startswith(heading)) for heading in headings]
    assert found == sorted(found)
    visible = read(html_of(rendered(letter)))[0].upper()
    assert [visible.index(heading) for heading in headings[:2]] == sorted(visible.index(one) for one in headings[:2])


def test_every_figure_stands_beside_its_whole_sentence_and_who_says_so() -> None:
    text = text_of(rendered(first()))
    assert (
        "- 14 killed, over 100 injured (CLAIMED)\n"
        '  "The Ukrainian attack killed 14 people and left over 100 people injured."\n'
        "  Said by the article in its own words\n"
    ) in text


def test_who_ordered_it_is_said_with_all_its_reservations() -> None:
    text = text_of(rendered(first()))
    assert "Volodymyr Zelensky: alleged by an unnamed Moscow security source via Russian state media" in text


def test_the_other_event_of_the_article_is_shown_and_not_added() -> None:
    text = text_of(rendered(first()))
    assert "Kharkiv (UA): strike, at least 2 injured, Sunday 31 December 2023 (CLAIMED)" in text
    assert "over 102" not in text


@pytest.mark.parametrize("family", FAMILIES)
def test_text_and_html_say_the_same(family: str) -> None:
    """Every line of the text is in the HTML; only headings, dashes and quotation marks may differ."""
    for letter in (*sample_letters(family), *((first(), higher_toll(first())) if family == "alert" else ())):
        mail = rendered(letter)
        assert mail.problem is None
        visible = _plain(read(html_of(mail))[0])
        for line in text_of(mail).splitlines():
            for piece in re.split(r": | \(|\)|; |, | - ", line):
                assert _plain(piece) in visible, f"{piece!r} of {line!r}"


def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text).casefold().strip()


# --- threads and headers ----------------------------------------------------------------------


def test_the_identity_is_the_notices_and_answers_name_the_first_message() -> None:
    first_mail, later = parsed(rendered(first())), parsed(rendered(higher_toll(first())))
    assert (
        rendered(first()).message_id == "<3df1c1f0-7d5e-5f0e-8d3c-6a2f4b8c9d01@example.org>" == first_mail["Message-ID"]
    )
    assert first_mail["In-Reply-To"] is None
    assert later["In-Reply-To"] == later["References"] == first_mail["Message-ID"]
    assert later["Message-ID"] != first_mail["Message-ID"]


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert rendered(first()) == rendered(first())


def test_the_headers_say_what_filters_need_and_only_ids() -> None:
    letter = first()
    message = parsed(rendered(letter))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<duty.media-monitor.example.org>"
    assert message["X-Monitor-Alert"] == letter.notice.alert_id
    assert message["X-Monitor-Story"] == letter.notice.story_id
    assert message["X-Monitor-Level"] == "critical"
    assert message["To"] == "duty@example.org"
    assert message["From"] == FROM


def test_a_gmail_receiver_gets_the_thread_subject() -> None:
    assert parsed(rendered(first(), GMAIL))["Subject"] == "[CRITICAL] Belgorod: strike, 30 Dec 2023 (#417)"


def test_times_are_the_receivers() -> None:
    assert "1 Jan 2024 08:30 EET" in text_of(rendered(first()))
    assert "1 Jan 2024 06:30 UTC" in text_of(rendered(first(), GMAIL))


# --- hostile articles -------------------------------------------------------------------------


def hostile() -> Letter:
    letter = first()
    assert letter.story is not None
    assert letter.article is not None
    title = '<img src=x onerror=alert(1)>\r\nBcc: victim@example.org\n{{ 7 * 7 }} </title><script>"'
    member = Member(
        report_id="x:0",
        article_id="x",
        source=Source(id="<b>evil</b>"),
        title=title,
        url="javascript:alert(1)",
        relation=Relation.NEW,
        received_at=AT,
        published_at=None,
    )
    event = replace(
        letter.story.event,
        places=(replace(letter.story.event.places[0], name=title),),  # type: ignore[union-attr, type-var]
    )
    return replace(
        letter,
        story=replace(letter.story, headline=title, members=(member,), event=event),
        article=replace(letter.article, title=title),
        rules=(reason(title=title, explanation=(title,)),),
    )


def test_what_an_article_brings_is_inert_everywhere() -> None:
    mail = rendered(hostile())
    assert mail.problem is None
    message = parsed(mail)
    assert message["Bcc"] is None
    _, tags = read(html_of(mail))
    assert {tag for tag, _ in tags}.isdisjoint({"script", "img", "iframe", "object", "form", "input", "base"})
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
    assert "{{ 7 * 7 }}" in text_of(mail)
    assert "javascript:" not in html_of(mail)


def test_nothing_is_loaded_from_anywhere() -> None:
    for letter in (first(), hostile(), *sample_letters("digest")):
        html = html_of(rendered(letter))
        _, tags = read(html)
        assert not [name for _, attributes in tags for name in attributes if name in ("src", "srcset", "background")]
        assert "@import" not in html
        assert "url(" not in html
        assert {tag for tag, _ in tags}.isdisjoint({"link", "script"})


def test_a_web_address_is_a_link_and_nothing_else_is() -> None:
    letter = first()
    assert letter.story is not None
    member = replace(letter.story.members[0], url="https://news.example/a?b=1&c=2", title="A title")
    _, tags = read(html_of(rendered(replace(letter, story=replace(letter.story, members=(member,))))))
    assert [attributes["href"] for tag, attributes in tags if tag == "a"] == ["https://news.example/a?b=1&c=2"]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/a", "https://news.example/a"),
        ("HTTP://news.example/a", "HTTP://news.example/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://news.example/a b", ""),
        ("https://news.example/\nBcc: x", ""),
        ("//news.example/a", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_may_be_clicked(url: str | None, link: str) -> None:
    assert web_link(url) == link


# --- templates of one's own -------------------------------------------------------------------


@pytest.fixture(name="folder")
def template_folder(tmp_path: Path) -> Path:
    (tmp_path / "short.txt.j2").write_text("RULE {{ subject }}\n", encoding="utf-8")
    (tmp_path / "terse.txt.j2").write_text("RECEIVER {{ subject }}\n", encoding="utf-8")
    (tmp_path / "terse.html.j2").write_text("<p>RECEIVER {{ article.text }}</p>\n", encoding="utf-8")
    return tmp_path


def test_a_template_is_looked_up_per_rule_then_per_receiver_then_shipped(folder: Path) -> None:
    templates = Templates.load(folder)
    terse = DUTY.model_copy(update={"templates": {"alert": "terse"}})
    ruled = replace(first(), rules=(reason(template="short"),))
    assert text_of(rendered(ruled, terse, templates)).startswith("RULE [CRITICAL] Belgorod")
    assert text_of(rendered(first(), terse, templates)).startswith("RECEIVER [CRITICAL] Belgorod")
    assert text_of(rendered(first(), DUTY, templates)).startswith("14 killed")
    assert html_of(rendered(ruled, terse, templates)).startswith("<p>RECEIVER"), "each part on its own"


def test_a_file_in_the_folder_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "alert.txt.j2").write_text("MINE {{ subject }}\n", encoding="utf-8")
    templates = Templates.load(tmp_path)
    assert text_of(rendered(first(), DUTY, templates)).startswith("MINE")
    assert read(html_of(rendered(first(), DUTY, templates)))[0].startswith("14 killed")


def test_html_is_escaped_by_the_part_and_not_by_the_files_name(tmp_path: Path) -> None:
    (tmp_path / "_bit.txt.j2").write_text("{{ subject }}", encoding="utf-8")
    (tmp_path / "alert.html.j2").write_text("<p>{% include '_bit.txt.j2' %}</p>", encoding="utf-8")
    letter = replace(first(), rules=(reason(),))
    html = html_of(
        rendered(replace(letter, story=hostile().story, article=hostile().article), DUTY, Templates.load(tmp_path))
    )
    assert "<img" not in html


def test_a_template_that_fails_on_a_letter_gives_way_to_the_shipped_one_and_says_so(tmp_path: Path) -> None:
    text = "{{ article.text | length // (notice.n - 1 or 1 if notice.receiver == 'sample' else 0) }}"
    (tmp_path / "alert.txt.j2").write_text(text, encoding="utf-8")
    mail = rendered(first(), DUTY, Templates.load(tmp_path))
    assert mail.problem is not None
    assert "alert.txt.j2" in mail.problem
    assert text_of(mail).startswith("14 killed")
    assert "Note: the template alert.txt.j2 failed" in text_of(mail)
    assert "Note: the template alert.txt.j2 failed" in read(html_of(mail))[0]


def test_when_nothing_can_be_laid_out_there_is_still_an_alert(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(import_module("monitor.delivery.render"), "brief_of", broken)
    mail = rendered(first())
    assert mail.subject.startswith("[CRITICAL] ")
    assert mail.subject.endswith("(UNVERIFIED)")
    assert len(mail.subject) <= 70
    assert "a bug" in (mail.problem or "")
    part = parsed(mail)
    assert "The Ukrainian attack killed 14 people" in part.get_content()
    assert part["Message-ID"] == rendered(first()).message_id
    body = json.loads(rendered(first(), HOOK).raw)
    assert body["data"]["verification"]["unverified"] is True


def test_the_whole_article_may_be_printed(tmp_path: Path) -> None:
    (tmp_path / "alert.txt.j2").write_text("{{ article.text }}", encoding="utf-8")
    long = "A sentence of no great length. " * 40_000
    letter = replace(first(), article=replace(article(), text=long, sentences=(), zones=()), facts=None)
    mail = rendered(letter, DUTY, Templates.load(tmp_path))
    assert mail.problem is None
    assert text_of(mail).rstrip("\n") == long


def test_a_hostile_sentence_does_not_swell_the_mail() -> None:
    giant = "x" * 3_000_000
    made: Article = replace(article(), text=giant, title=giant, zones=(), sentences=())
    assert len(rendered(replace(first(), article=made)).raw) < 60_000


def test_a_story_that_five_hundred_outlets_told_stays_a_short_mail() -> None:
    letter = higher_toll(first())
    assert letter.story is not None
    killed = letter.story.figures[0]
    told = tuple(
        replace(killed.told[0], claim=replace(killed.told[0].claim, value=Interval(min=n, max=n))) for n in range(500)
    )
    members = tuple(replace(letter.story.members[0], report_id=f"r{n}", title=f"Title {n}") for n in range(500))
    story = replace(letter.story, figures=(replace(killed, told=told),), members=members)
    mail = rendered(replace(first(), story=story))
    assert len(mail.raw) < 40_000
    assert "And 492 more, in the history of the story" in text_of(mail)
    assert "1 article" not in text_of(mail)
    assert "500 articles in all, the first and the latest shown" in text_of(mail)
    assert "Title 0\n" in text_of(mail)
    assert "Title 499\n" in text_of(mail)


# --- webhooks ---------------------------------------------------------------------------------


def test_the_default_body_holds_what_the_schema_promises() -> None:
    mail = rendered(first(), HOOK)
    body = json.loads(mail.raw)
    assert mail.message_id == body["data"]["notice"] == first().notice.id
    assert body["type"] == "alert"
    assert datetime.fromisoformat(body["timestamp"]) == AT.astimezone(UTC)
    data = body["data"]
    assert data["subject"] == mail.subject == "[CRITICAL] Belgorod: 14 killed, over 100 injured - strike (UNVERIFIED)"
    assert data["level"] == "critical"
    assert data["alert"] == first().notice.alert_id
    assert data["story"] == first().notice.story_id
    assert [rule["id"] for rule in data["rules"]] == ["mass-casualties"]
    assert data["verification"]["status"] == "unverified"
    assert data["verification"]["unverified"] is True
    assert data["text"] == text_of(rendered(first())).replace("1 Jan 2024 08:30 EET", "1 Jan 2024 06:30 UTC")


def test_no_article_can_break_out_of_a_json_template(tmp_path: Path) -> None:
    (tmp_path / "webhook.json.j2").write_text('{"text": {{ subject }}, "n": {{ notice.n }}}', encoding="utf-8")
    body = json.loads(rendered(hostile(), HOOK, Templates.load(tmp_path)).raw)
    assert body == {"text": rendered(hostile(), HOOK).subject, "n": 1}


@pytest.mark.parametrize("name", ["slack", "teams", "mattermost"])
def test_chat_programs_get_json_that_says_what_the_mail_says(name: str) -> None:
    chat = HOOK.model_copy(update={"templates": {"webhook": name}})
    mail = rendered(first(), chat)
    assert mail.problem is None
    said = json.dumps(json.loads(mail.raw), ensure_ascii=False).replace("\\\\", "")
    assert "14 killed, over 100 injured; UNVERIFIED: who ordered it" in said
    assert "alleged by an unnamed Moscow security source via Russian state media" in said


def test_an_article_cannot_call_everybody_in_a_chat_or_plant_a_link() -> None:
    letter = first()
    assert letter.story is not None
    assert letter.report is not None
    title = '<!channel> @all [click](https://evil.example) *bold*\n# heading \\"'
    story = replace(letter.story, event=None, figures=(), headline=title)
    bare = replace(letter, story=story, report=replace(letter.report, event=None), article=None, facts=None)
    slack = json.loads(rendered(bare, HOOK.model_copy(update={"templates": {"webhook": "slack"}})).raw)
    assert "<!channel>" not in slack["text"]
    assert all(one["text"]["type"] == "plain_text" for one in slack["blocks"] if "text" in one)
    mattermost = json.loads(rendered(bare, HOOK.model_copy(update={"templates": {"webhook": "mattermost"}})).raw)
    assert "@all" not in mattermost["text"]
    assert "[click](" not in mattermost["text"]
    teams = json.loads(rendered(bare, HOOK.model_copy(update={"templates": {"webhook": "teams"}})).raw)
    assert {part["type"] for part in teams["attachments"][0]["content"]["body"]} == {"RichTextBlock"}


def test_a_filter_that_marks_text_as_safe_does_not_open_a_json_string(tmp_path: Path) -> None:
    one = "(story.headline if story else title)"
    text = f'{{"a": {{{{ {one}|e }}}}, "b": {{{{ {one}|tojson }}}}, "c": {{{{ {one}|safe }}}}}}'
    (tmp_path / "webhook.json.j2").write_text(text, encoding="utf-8")
    letter = first()
    assert letter.story is not None
    headline = 'x", "level": "low\\'
    mail = rendered(replace(letter, story=replace(letter.story, headline=headline)), HOOK, Templates.load(tmp_path))
    assert mail.problem is None
    body = json.loads(mail.raw)
    assert body["b"] == body["c"] == headline
    assert set(body) == {"a", "b", "c"}


MERGE = "If it is: media-monitor stories merge 12 417"


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (
            MayBe(number=12, headline="Market struck", told=True),
            "This may be #12 (Market struck), of which you have been told. " + MERGE,
        ),
        (
            MayBe(number=12, headline="Market struck", told=False),
            "This may be #12 (Market struck), which was not sent to you. " + MERGE,
        ),
        (None, "This may be the same event as another story."),
    ],
)
def test_what_may_be_another_story_names_it(other: MayBe | None, said: str) -> None:
    letter = first()
    assert letter.story
    kin = replace(letter, story=replace(letter.story, may_be="story-12"), may_be=other)
    assert f"! {said}" in text_of(rendered(kin))
