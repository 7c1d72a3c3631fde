"""The flow without daemon, clock and sending decides what the daemon decides."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from monitor.alerting.limits import COLLECT
from monitor.alerting.policy import everything_at_once, policy_of
from monitor.rehearsal import Rehearsal
from tests.pipeline.conftest import RULE, START, Newsroom, Rehearsed, rule_book, settings, told


def test_it_decides_what_the_daemon_decides(tmp_path: Path, newsroom: Newsroom) -> None:
    texts = ["Fourteen died.", "An anniversary of fourteen.", "Fourteen  died.", "Others died."]
    daemon = [kind for text in texts for kind in newsroom.hear(told(text, source="desk"))]
    with Rehearsal(tmp_path, policy=policy_of(settings(tmp_path)), book=rule_book(RULE), now=START) as rehearsal:
        heard = Rehearsed(rehearsal=rehearsal)
        decided = [one.kind for text in texts for one in heard.hear(told(text, source="desk")).decided.decisions]
    assert decided == daemon


def test_without_a_configuration_one_receiver_gets_everything_at_once(tmp_path: Path) -> None:
    with Rehearsal(tmp_path, policy=everything_at_once(), book=rule_book(RULE), now=START) as rehearsal:
        heard = Rehearsed(rehearsal=rehearsal)
        told_all = [heard.hear(told(f"Story {n}.", place=f"Town {n}")).decided.decisions for n in range(50)]
    assert [(one.receiver, one.kind) for decisions in told_all for one in decisions] == [("default", "first")] * 50


def test_the_same_bytes_again_decide_nothing(tmp_path: Path) -> None:
    with Rehearsal(tmp_path, policy=everything_at_once(), book=rule_book(RULE), now=START) as rehearsal:
        heard = Rehearsed(rehearsal=rehearsal)
        assert heard.hear(told("Fourteen died.")).decided.decisions
        assert heard.hear(told("Fourteen died.")).decided.decisions == ()


def test_summaries_come_at_their_time_though_nobody_looks_at_a_clock(tmp_path: Path) -> None:
    policy = policy_of(settings(tmp_path, limits={"per_receiver": "1/h"}))
    with Rehearsal(tmp_path, policy=policy, book=rule_book(RULE), now=START) as rehearsal:
        heard = Rehearsed(rehearsal=rehearsal)
        for n in range(3):
            heard.hear(told(f"Story {n}.", place=f"Town {n}"))
        assert rehearsal.notices_until(START) == ()
        (summary,) = rehearsal.notices_until(START + timedelta(days=1))
    assert summary.notice.created_at == START + COLLECT
    assert len(summary.entries) == 2
