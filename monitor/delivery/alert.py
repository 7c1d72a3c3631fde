"""The brief of an alert, an update or a reminder: one story, in the order an editor would tell it."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

from monitor.delivery import state, wording
from monitor.delivery.brief import Brief, People, RuleLine, Saying, SourceLine
from monitor.delivery.doubts import disclaimer_of, doubts_of, in_short, questions_of, said_of_all, why
from monitor.delivery.figures import background_of, figures_of, others_of
from monitor.delivery.sayings import Quotes, denial_of, denied_by, saying
from monitor.delivery.taken_back import is_withdrawal, nobody_else_tells, notice_words
from monitor.model import Event, Letter, MaterialChange, Member, Reason, Source, Told, Withheld
from monitor.vocabulary import LEVELS, Change, EventKind, Flag, NoticeKind, Role, RuleStatus, Status, Verdict, Zone

_ROLES = tuple(Role)
_BLAMED = (Role.ATTACKER, Role.ACCUSED, Role.CLAIMANT)
_MOST_SOURCES = 12
_LONGEST_OPENING = 100
_KINDS = {
    NoticeKind.FIRST: "First alert",
    NoticeKind.ESCALATED: "Raised alert",
    NoticeKind.REMINDER: "Reminder",
}


def alert_brief(letter: Letter, zone: ZoneInfo, subject: str) -> Brief:
    """Put one story into words, times in the receiver's zone."""
    quotes = Quotes(letter.article)
    event = state.event_of(letter)
    status = state.status_of(letter)
    is_update = letter.notice.kind in (NoticeKind.UPDATE, NoticeKind.REMINDER)
    doubts = () if nobody_else_tells(letter) else doubts_of(letter, quotes)
    doubts = in_short(doubts) if is_update else doubts
    shared = said_of_all(doubts)
    members = letter.story.members if letter.story else ()
    return Brief(
        subject=subject,
        lead=state.lead(letter),
        caveat=state.status_line(letter, questions_of(doubts, status)),
        heading=_heading(letter, event),
        identity=_identity(letter, zone),
        level=letter.notice.level.value,
        status=wording.STATUS[status],
        in_doubt=status in state.IN_DOUBT or status is Status.UNKNOWN,
        is_update=is_update,
        changes=tuple(_change(one, quotes, letter) for one in state.in_order(letter.changes)),
        warnings=_warnings(letter),
        doubts=tuple(replace(doubt, why=why(doubt.flags, but=shared)) for doubt in doubts),
        why_all=why(shared),
        disclaimer=disclaimer_of(letter, quotes),
        figures=figures_of(letter, quotes),
        people=_people(event),
        places=tuple(dict.fromkeys(wording.place(place) for place in event.places)) if event else (),
        sources=tuple(_source(member, letter, zone) for member in _shown(members, letter)),
        sources_line=_sources_line(members),
        others=others_of(letter, quotes),
        background=background_of(letter, quotes),
        rules=tuple(rule_line(reason) for reason in sorted(letter.rules, key=lambda one: -LEVELS.index(one.level))),
        withheld=tuple(withheld_words(one) for one in letter.suppressed),
    )


def rule_line(reason: Reason) -> RuleLine:
    """Say which rule fired, with its remarks and the explanation frozen when it did."""
    remarks = ("possible" if reason.verdict is not Verdict.MATCH else "", _remark(reason.status))
    return RuleLine(
        title=" ".join(reason.title.split()),
        level=reason.level.value,
        note=", ".join(remark for remark in remarks if remark),
        lines=reason.explanation,
    )


def withheld_words(one: Withheld) -> str:
    """Say what was not told, how often and why."""
    why = wording.WITHHELD.get(one.kind, one.kind.value.replace("_", " "))
    return f"{one.count:,} {why}: {one.reason}" if one.reason else f"{one.count:,} {why}"


def _remark(status: RuleStatus) -> str:
    return "experimental" if status is RuleStatus.EXPERIMENTAL else ""


def _heading(letter: Letter, event: Event | None) -> str:
    if event is None:
        return state.headline_of(letter)
    where = f"{wording.place(event.places[0])}: " if event.places else ""
    when = f", {wording.day(event.on, event.on_precision)}" if event.on else ""
    what = wording.what(event)
    if where and event.kind is EventKind.OTHER:
        where, what = where.removesuffix(": "), ""
    return f"{where}{what}{when}"


def _identity(letter: Letter, zone: ZoneInfo) -> str:
    notice = letter.notice
    passed_on = "Alert that nobody took up" if notice.not_taken_up else None
    what = passed_on or _KINDS.get(notice.kind, f"{notice.kind.value.capitalize()} {notice.n}")
    story = f" on story #{letter.story.number}" if letter.story and letter.story.number else ""
    return f"{what}{story}, {wording.moment(notice.created_at, zone)}"


def _warnings(letter: Letter) -> tuple[str, ...]:
    """Return what a reader must know before anything else, one sentence each."""
    level = letter.alert.level if letter.alert else letter.notice.level
    quieter = letter.notice.kind is NoticeKind.REMINDER and letter.notice.level is not level
    warnings = {
        "This message is late: it could not be sent when the news came in.": letter.notice.late,
        f"This reminder is {letter.notice.level}, as the rule that asks for it; the alert itself is {level}.": quieter,
        f"POSSIBLE: no {_level_if_mixed(letter)}rule is certain to be met; see why the rules fired.": (
            state.is_possible(letter)
        ),
        "The article's language is not read: no figures, names or places were taken from it.": (
            Flag.FACTS_UNREAD in state.flags_of(letter)
        ),
        _may_be(letter): bool(letter.story and letter.story.may_be),
    }
    return (*letter.text, *(sentence for sentence, holds in warnings.items() if holds))


def _level_if_mixed(letter: Letter) -> str:
    """Name the level where a lesser rule is certain."""
    certain = any(rule.verdict is Verdict.MATCH for rule in letter.rules)
    return f"{letter.notice.level} " if certain else ""


def _may_be(letter: Letter) -> str:
    """Say which story this may be the same as, and whether the reader knows that one."""
    other = letter.may_be
    if other is None:
        return "This may be the same event as another story."
    known = "of which you have been told" if other.told else "which was not sent to you"
    one_event = f"media-monitor stories merge {other.number} {letter.story.number}" if letter.story else ""
    return f"This may be #{other.number} ({' '.join(other.headline.split())}), {known}. If it is: {one_event}"


def _change(one: MaterialChange, quotes: Quotes, letter: Letter) -> Saying:
    """Say one change, who says so, and in which words; a status by the claim of the article that brought it."""
    what = state.change_words(letter, one)
    if one.kind is Change.CORRECTION and is_withdrawal(letter):
        return Saying(what=what, how="", quote=notice_words(letter.article, quotes))
    if one.told is not None:
        told = _best_told(one, one.told, letter)
        return saying(told.claim, what, told.source, quotes)
    event = letter.report.event if letter.report else None
    claims = event.claims if event and one.kind is Change.VERIFICATION else ()
    claim = next((claim for claim in claims if claim.status.value == one.now), None)
    if claim is None or letter.article is None:
        return Saying(what=what, how="")
    if (denial := denial_of(claim, letter)) is not None:
        return Saying(what=what, how=denied_by(denial), quote=quotes.around(denial.start))
    return saying(claim, what, letter.article.source, quotes)


def _best_told(one: MaterialChange, told: Told, letter: Letter) -> Told:
    """Return who is named for a figure in the same article, where its title tells the figure in its own words."""
    if told.claim.attribution is not None or one.harm is None or letter.story is None:
        return told
    same = (
        other
        for figure in letter.story.figures
        if figure.harm is one.harm
        for other in figure.told
        if other.article_id == told.article_id and other.claim.value == told.claim.value and other.claim.attribution
    )
    return next(same, told)


def _people(event: Event | None) -> tuple[People, ...]:
    """Return the names by their part in it, the accused before those who only speak."""
    if event is None:
        return ()
    doubts = {one.actor: wording.STATUS[one.status] for one in event.claims if one.status in state.IN_DOUBT}
    parts: dict[tuple[Role, str], list[str]] = {}
    for actor in event.actors:
        doubt = doubts.get(actor.id, "") if actor.role in _BLAMED else ""
        parts.setdefault((actor.role, doubt), []).append(actor.name)
    return tuple(
        People(part=wording.ROLE[role], names=", ".join(dict.fromkeys(parts[role, doubt])), doubt=doubt)
        for role, doubt in sorted(parts, key=lambda one: _ROLES.index(one[0]))
    )


def _shown(members: tuple[Member, ...], letter: Letter) -> tuple[Member, ...]:
    """Return the first article and the latest ones; in an update only the one that brought it."""
    if letter.notice.kind is NoticeKind.UPDATE and letter.article:
        brought = tuple(one for one in members if letter.article and one.article_id == letter.article.id)
        return brought[-1:] or members[-1:]
    return members if len(members) <= _MOST_SOURCES else (members[0], *members[1 - _MOST_SOURCES :])


def _source(member: Member, letter: Letter, zone: ZoneInfo) -> SourceLine:
    remarks = (
        wording.RELATION[member.relation],
        f"published {wording.moment(member.published_at, zone)}" if member.published_at else "",
        f"received {wording.moment(member.received_at, zone)}",
        "" if member.independent else "not independent",
    )
    return SourceLine(
        title=_title(member, letter),
        link=web_link(member.url),
        outlet=outlet_words(member.source),
        note=", ".join(remark for remark in remarks if remark),
    )


def outlet_words(source: Source) -> str:
    """Name an outlet, and say when it is none of ours."""
    if source.configured:
        return source.id
    return "source unknown" if source.id == Source().id else f"{source.id} (not among your sources)"


def _title(member: Member, letter: Letter) -> str:
    if member.title:
        return wording.title(member.title)
    article = letter.article
    if article is None or article.id != member.article_id:
        return "(no title)"
    told = next((one for one in article.sentences if one.zone in (Zone.LEAD, Zone.BODY)), None)
    opening = " ".join(article.text[told.start : told.end].split()) if told else ""
    return f"(no title) {wording.cut(opening, _LONGEST_OPENING)}"


def web_link(url: str | None) -> str:
    """Let only web addresses become links: an article's `javascript:` must never be clickable."""
    if not url or not url.isprintable() or " " in url:
        return ""
    return url if url.lower().startswith(("http://", "https://")) else ""


def _sources_line(members: tuple[Member, ...]) -> str:
    independent = {member.source.id for member in members if member.independent and member.source.configured}
    known = wording.plural(len(independent), "independent source", "independent sources")
    shown = ", the first and the latest shown" if len(members) > _MOST_SOURCES else ""
    return f"{known} / {wording.plural(len(members), 'article', 'articles')} in all{shown}"
