"""What a report does to the stories."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from monitor.model import UNKNOWN_SOURCE, Analysed, Article, Facts, Report, Verification
from monitor.stories import Noting, StoryIndex
from monitor.vocabulary import Relation, Status

NOW = datetime(2024, 1, 1, 12, tzinfo=UTC)


def analysed(article_id: str, text: str) -> Analysed:
    article = Article(
        id=article_id,
        title=None,
        text=text,
        zones=(),
        sentences=(),
        language="en",
        source=UNKNOWN_SOURCE,
        received_at=NOW,
        format="txt",
        encoding="utf-8",
    )
    report = Report(id=f"{article_id}:0", article_id=article_id, n=0, event=None)
    return Analysed(article=article, facts=Facts(verification=Verification(status=Status.UNKNOWN)), reports=(report,))


def test_the_same_words_again_are_a_copy_and_other_words_open_another_story() -> None:
    index = StoryIndex()
    (first,) = index.place(analysed("a", "A bridge fell in Genoa."), NOW)
    (again,) = index.place(analysed("b", "A  bridge fell\nin Genoa."), NOW + timedelta(hours=1))
    (other,) = index.place(analysed("c", "A train left the rails near Bari."), NOW)
    assert [first.relation, again.relation, other.relation] == [Relation.NEW, Relation.COPY, Relation.NEW]
    assert again.story.id == first.story.id != other.story.id
    assert [member.article_id for member in again.story.members] == ["a", "b"]
    assert again.story.updated_at == NOW + timedelta(hours=1)


def test_a_number_once_given_stays_with_the_story() -> None:
    index = StoryIndex()
    (first,) = index.place(analysed("a", "A bridge fell in Genoa."), NOW)
    index.number(first.story.id, 417)
    (again,) = index.place(analysed("b", "A bridge fell in Genoa."), NOW)
    assert again.story.number == 417


def test_a_rebuilt_index_answers_as_before() -> None:
    before = StoryIndex()
    (first,) = before.place(analysed("a", "A bridge fell in Genoa."), NOW)
    rebuilt = StoryIndex()
    rebuilt.restore([first.story], [Noting().note(analysed("a", "A bridge fell in Genoa."))])
    assert rebuilt.place(analysed("b", "A bridge fell in Genoa."), NOW) == before.place(
        analysed("b", "A bridge fell in Genoa."), NOW
    )
