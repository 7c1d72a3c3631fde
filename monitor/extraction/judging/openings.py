"""What title and first sentence do: tell a harm as their news, or do something else and tell it by the way.

"Senate passes a bill named for a nurse who was killed" is news of a vote, "profit fell after storms that killed 40" of
business. Such an act makes the harm background where the harm stands behind a word that subordinates it and its own
clause has no day of this week; a harm told in a clause of its own is the news, whatever else the words are about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitor.extraction.casualties import Mention
from monitor.extraction.index.cues import Cue
from monitor.extraction.judging.clauses import ACTS, BROAD, LONG, RELATIVE, Clauses, is_told_to_a_court
from monitor.extraction.judging.lives import ends_life, spans_a_life
from monitor.extraction.judging.scores import has_score, is_result
from monitor.extraction.once import once
from monitor.model import Article
from monitor.vocabulary import Harm, Zone

CLOSE = 25
"""Characters behind a harm that a noun names ("pleaded guilty in the killing of X") in which a day is its own."""
LONGEST_HEADLINE = 90
"""Characters of a first line up to which it heads an article, though it has stops."""
MANY = 4
"""Words of a topic in an opening that outweigh a harm told beside them."""
GENRES = frozenset({"explained", "research", "sport", "imagined", "advice"})
"""Topics that hold unless a harm is told as of these days: their harms are in main clauses."""
_OF_NO_DAY = frozenset({"explained", "research", "advice"})
"""Those of them that are none beside an event of this week: "what we know", "security alert"."""
_HEADS = re.compile(r":| ?[|\u2013\u2014]| - ")
"""Behind the label of a title: "Analysis | ", "Opinion: "."""
_YEAR_BEFORE = re.compile(r"\b((?:19|20)\d\d) $")
_SCARE_QUOTED = re.compile(r"(?<!\w)[\"'\u201c\u2018](?:\w+ ){0,2}\w+[\"'\u201d\u2019](?!\w)")


@dataclass(frozen=True, kw_only=True)
class Opening:
    """Title and first sentence, with what was found in them."""

    article: Article
    sentences: Sequence[int]
    cues_of: Mapping[int, Sequence[Cue]]
    mentions: Sequence[Mention]
    clauses: Clauses

    @once
    def topics(self) -> frozenset[str]:
        """What the opening is about beside a harm that it tells as its news; `life` is the end of one."""
        if self.is_life:
            return frozenset({"life"})
        genres = self._genres - (_OF_NO_DAY if self._is_of_these_days else set())
        if any(map(self.is_told_as_news, self.mentions)):
            return genres
        if self._is_elsewhere:
            genres |= {"elsewhere"}
        acts = ACTS & {cue.tag for cue in self._cues} - ({"memory"} if self._is_of_these_days else set())
        acts |= {"verdict"} if any(map(self._is_of_term, self._cues)) else set()
        acts |= {"reaction"} if any(map(self._is_reacted_to, self.mentions)) else set()
        return genres | self._broad | acts

    @property
    def _is_elsewhere(self) -> bool:
        """Whether a title without event stands over a harm told by the way, or over a sentence on something else."""
        if not self._title_is_elsewhere or self._is_of_these_days or any(map(self.is_of_event, self._cues)):
            return False
        if any(cue.tag == "several" for cue in self._cues_of_title):
            return False  # a log of incidents
        if any(cue.tag == "response" for cue in self._cues) or any(map(self._is_introduced, self.mentions)):
            return False
        return bool(self.mentions) or any(cue.tag in BROAD or cue.tag in ACTS for cue in self._cues)

    @property
    def _title_is_elsewhere(self) -> bool:
        """Whether there is a title, and it names neither a harm nor an event: that of a report does."""
        title = [i for i in self.sentences if self.article.sentences[i].zone is Zone.TITLE]
        told = any(m.zone is Zone.TITLE and m.end <= self._kin_of(m.sentence) for m in self.mentions)
        found = (cue for index in title for cue in self.cues_of.get(index, ()) if cue.start <= self._kin_of(index))
        tags = {cue.tag.partition(":")[0] for cue in found}
        return bool(title) and len(title) < len(self.sentences) and not told and not tags & {"kind", "deed", "of_event"}

    def _kin_of(self, sentence: int) -> int:
        """Return where a sentence says whose kin somebody is: what it tells behind that only says who it was."""
        cues = self.cues_of.get(sentence, ())
        return next((cue.end for cue in cues if cue.tag == "kin_of"), self.article.sentences[sentence].end)

    @once
    def _broad(self) -> frozenset[str]:
        tags = [cue.tag for cue in self._cues]
        if any(map(self._is_told_at_once, self._cues_of_title)):
            return frozenset()
        kinds = sum(map(self.is_of_event, self._cues))
        dated = kinds and self._is_of_these_days  # "a stand collapsed at a match on Monday" is no match
        fewest = {topic: MANY if dated and topic != "politics" else 2 for topic in BROAD}
        return frozenset(topic for topic in BROAD if tags.count(topic) >= max(fewest[topic], kinds + 1))

    @once
    def _is_overwhelmed(self) -> bool:
        """Whether a topic has many words, no event one, and the title no harm: "rivals trade barbs over a dead boy"."""
        if any(m.zone is Zone.TITLE for m in self.mentions) or any(map(self.is_of_event, self._cues)):
            return False
        tags = [cue.tag for cue in self._cues]
        return any(tags.count(topic) >= MANY for topic in self._broad)

    @once
    def _is_of_these_days(self) -> bool:
        """Whether a harm or an event of the opening has a day of this week: "what we know" may be of today's crash."""
        deeds = (cue for cue in self._cues if cue.tag.startswith("kind:"))
        told = (m for m in self.mentions if m.zone is not Zone.TITLE)
        return any(map(self.is_fresh, told)) or any(
            self.clauses.have_day(cue.sentence, cue.start, cue.end) for cue in deeds
        )

    @once
    def _cues(self) -> list[Cue]:
        return [cue for index in self.sentences for cue in self.cues_of.get(index, ())]

    @property
    def _cues_of_title(self) -> list[Cue]:
        """The cues of what stands before the first sentence: a title, or a line taken for a box ("Explainer: ...")."""
        zones = {Zone.TITLE, Zone.BOILERPLATE}
        told = range(max(self.sentences, default=-1) + 1)
        heads = [i for i in told if self.article.sentences[i].zone in zones or self._stands_alone(i)]
        return [cue for index in heads for cue in self.cues_of.get(index, ())]

    def _stands_alone(self, index: int) -> bool:
        """Whether the first sentence is in a short line of its own, as a title that ends with a question mark is."""
        first, text = self.article.sentences[0], self.article.text
        return index == 0 and 0 <= text.find("\n", first.end) - first.start <= LONGEST_HEADLINE

    def _asks(self, cue: Cue) -> bool:
        """Whether a title asks, with the asking word in front: "Why are so many ferries sinking?"."""
        title = self.article.sentences[cue.sentence]
        asked = cue.tag == "explains" or (cue.tag == "asks" and self.article.text[title.end - 1] == "?")
        label = self.article.text[title.start : cue.start]  # "Zambia: how a drought decided the vote"
        return asked and (not label or (label.endswith(": ") and label.count(" ") == 1))

    def _labels(self, cue: Cue) -> bool:
        """Whether a title begins with what it calls itself: "Analysis | The bridge that fell"."""
        opens = cue.tag == "label" and cue.start == self.article.sentences[cue.sentence].start
        return opens and _HEADS.match(self.article.text, cue.end) is not None

    @property
    def _has_a_result(self) -> bool:
        """Whether a title is the result of a match and tells no harm that is counted."""
        told = any(m.zone is Zone.TITLE and m.counted for m in self.mentions)
        return not told and any(is_result(self.article, number) for number in self.sentences)

    @property
    def _genres(self) -> frozenset[str]:
        """What the title calls itself ("Explainer:", "Why ...?"), a study, a match with its score."""
        found = {"research", "advice"} & {cue.tag for cue in self._cues}
        heads = self._cues_of_title
        if any(cue.tag == "explained" or self._asks(cue) or self._labels(cue) for cue in heads):
            found |= {"explained"} if all(cue.tag != "live" for cue in heads) else set()
        if any(self._is_of_score(cue) for cue in self._cues if cue.tag in {"won", "sport"}) or self._has_a_result:
            found.add("sport")
        if self._is_only_drilled or self._is_false_alarm:
            found.add("imagined")
        if sum(cue.tag == "fiction" for cue in self._cues) > 1:
            found.add("fiction")
        return frozenset(found)

    @property
    def _is_false_alarm(self) -> bool:
        """Whether a title tells what did not come ("The quake that wasn't"), and the opening no harm as its news."""
        alarm = any(cue.tag == "false_alarm" for cue in self._cues_of_title)
        return alarm and not any(map(self.is_told_as_news, self.mentions))

    @property
    def _is_only_drilled(self) -> bool:
        """Whether the opening is of a drill or a scenario, and no harm has a day: people do die while others train."""
        if not any(cue.tag == "imagined" or (cue.tag == "drill" and not self._is_scene(cue)) for cue in self._cues):
            return False
        told = (m for m in self.mentions if m.zone is not Zone.TITLE and self.is_told_as_news(m))
        return not any(self.is_fresh(m) and not self._is_played(m) for m in told)

    def _is_scene(self, drill: Cue) -> bool:
        """Whether something happened at a drill: "stampede at school earthquake drill leaves four dead"."""
        cues = self.cues_of.get(drill.sentence, ())
        event = any(self.is_of_event(cue) and cue.end <= drill.start for cue in cues)
        return event and any(m.sentence == drill.sentence and not self._is_played(m) for m in self.mentions)

    def _is_played(self, mention: Mention) -> bool:
        """Whether a harm has quotes of its own, or is that of a scenario: 'cut 60 "injured" from two trains'."""
        text = self.article.text
        if _SCARE_QUOTED.search(text, max(0, mention.start - 1), mention.end + 1):
            return True
        cues = self.cues_of.get(mention.sentence, ())
        ends = [cue.end for cue in cues if cue.tag == "imagined" and cue.end < mention.start]
        between = ends and any(cue.tag in RELATIVE and ends[-1] < cue.start < mention.end for cue in cues)
        return bool(between) and "," not in text[ends[-1] : mention.start]

    def is_of_event(self, cue: Cue) -> bool:
        """Whether a word of an event stands in the main clause: what comes "after" it or "which" it tells is behind."""
        return cue.tag.startswith("kind:") and self.clauses.behind(cue.sentence, cue.start) is None

    def _is_told_at_once(self, cue: Cue) -> bool:
        """Whether a title tells an event beside what came of it: "Gas prices jump as blast shuts terminal"."""
        before = (one.end for one in self.cues_of.get(cue.sentence, ()) if one.tag == "at_once")
        return cue.tag.startswith("kind:") and any(0 < cue.start - end <= LONG for end in before)

    def _is_reacted_to(self, mention: Mention) -> bool:
        """Whether a harm is what a protest or a mourning is about: "Hundreds march over the death of a student"."""
        cues = self.cues_of.get(mention.sentence, ())
        return any(cue.tag == "reaction" and cue.start < mention.end for cue in cues)

    def _is_introduced(self, mention: Mention) -> bool:
        """Whether a clause brings its event up as a new one: "slept in cars after a quake killed three"."""
        cues = self.cues_of.get(mention.sentence, ())
        new = [c for c in cues if c.tag == "introduces" and c.end < mention.end]
        return any(c.tag.startswith("kind:") and new[-1].end < c.start < mention.end for c in cues if new)

    @property
    def counts_years(self) -> bool:
        """Whether a title counts the years since something, and no harm or event of now is told beside it."""
        counted = {cue.sentence for cue in self._cues_of_title if cue.tag == "years_on"}
        told = any(self.is_of_event(cue) for cue in self._cues if cue.sentence not in counted)
        return bool(counted) and not told and not any(map(self.is_told_as_news, self.mentions))

    def is_by_the_way(self, mention: Mention) -> bool:
        """Whether a harm of the opening stands behind a word that subordinates it, and is not of these days.

        In news of votes what a relative clause tells is by the way on any day: "silence for six who died on Friday".
        """
        if self._is_overwhelmed:
            return True
        if self.clauses.behind(mention.sentence, mention.end) is None:
            return False
        cues = self.cues_of.get(mention.sentence, ())
        relative = any(cue.tag in RELATIVE and cue.start < mention.end for cue in cues)
        return ("politics" in self._broad and relative) or not self.is_fresh(mention)

    def is_fresh(self, mention: Mention) -> bool:
        """Whether a harm is told as of now: "after a blast kills six" in a title, a day of this week in its clause."""
        if mention.zone is Zone.TITLE and (mention.frame == "active" or self._ends_its_event(mention)):
            return True
        if mention.zone is Zone.TITLE and self._is_left(mention):
            return True
        if not self.clauses.have_day(mention.sentence, mention.start, mention.end):
            return False
        cues = self.cues_of.get(mention.sentence, ())
        if is_told_to_a_court(cues, mention):
            return False
        named = any(c.tag == "subordinate" and c.start < mention.start < c.end for c in cues)
        told_on = any(c.tag in RELATIVE and 0 <= c.start - mention.end <= 1 for c in cues)
        return not named or told_on or self.clauses.have_day_within(mention.sentence, mention.end, CLOSE)

    def _is_left(self, mention: Mention) -> bool:
        """Whether a title tells what an event leaves: "profit warning after gas blast leaves six dead"."""
        cues = self.cues_of.get(mention.sentence, ())
        return any(cue.tag == "leaves" and cue.end + 1 == mention.start for cue in cues)

    def _ends_its_event(self, mention: Mention) -> bool:
        """Whether a title ends with what an event behind "after" did: "charged after van tears through, killing 9"."""
        behind = self.clauses.behind(mention.sentence, mention.end)
        if mention.frame != "gerund" or behind is None or not self.article.text.endswith(", ", 0, mention.start):
            return False
        kinds = (cue for cue in self.cues_of.get(mention.sentence, ()) if cue.tag.startswith("kind:"))
        return any(behind < cue.start < mention.start for cue in kinds)

    def is_told_as_news(self, mention: Mention) -> bool:
        """Whether a harm of the opening is what it tells: it happened, and is told in no clause of its own."""
        if mention.hypothetical or mention.negated or mention.freed or self._is_hurt_in_sport(mention):
            return False
        return not (self.is_by_the_way(mention) or self._is_of_old_year(mention))

    def _is_of_old_year(self, mention: Mention) -> bool:
        """Whether a past year stands right before what names a harm: "in court over 2024 death of son"."""
        year = _YEAR_BEFORE.search(self.article.text, max(0, mention.start - len("2024 ")), mention.start)
        today = self.clauses.today
        return year is not None and today is not None and int(year[1]) < today.year

    def _is_hurt_in_sport(self, mention: Mention) -> bool:
        """Whether one player is hurt in news of a match or a bout: no event, whatever hit him."""
        single = mention.interval.max == 1 and not mention.counted and mention.harm is Harm.INJURED
        return single and sum(cue.tag == "sport" for cue in self._cues) > 1

    def _is_of_score(self, cue: Cue) -> bool:
        """Whether a match was won, and that is what is told: not "in a derby which United won 2-1"."""
        return has_score(self.article, cue) and self.clauses.behind(cue.sentence, cue.start) is None

    def _is_of_term(self, cue: Cue) -> bool:
        """Whether somebody gets so many years: "woman gets 40 years in crash", "handed 22 years"."""
        units = (one for one in self.cues_of.get(cue.sentence, ()) if one.tag == "term" and one.start > cue.end)
        between = (self.article.text[cue.end : unit.start].strip(" -") for unit in units)
        return cue.tag == "gets" and any(map(str.isdigit, between))

    @once
    def is_life(self) -> bool:
        """Whether somebody old died as people do: "dies at 97", and no word of violence behind the death."""
        if any(spans_a_life(self.article, self.article.sentences[number]) for number in self.sentences):
            return True
        return any(ends_life(self.article, self.cues_of, mention) for mention in self.mentions)
