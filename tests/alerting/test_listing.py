"""What a line of a list keeps of a story."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitor.alerting.listing import slim
from monitor.model import Source
from tests.delivery.letters import first


def test_a_line_names_the_last_report_of_each_of_the_latest_outlets() -> None:
    story = first().story
    assert story
    (one,) = story.members[:1]
    told = ["reuters", "afp", "reuters", *(f"outlet{n}" for n in range(4))]
    members = tuple(
        replace(one, source=Source(id=name), report_id=str(n), received_at=one.received_at + timedelta(minutes=n))
        for n, name in enumerate(told)
    )
    kept = slim(replace(story, members=members)).members
    assert [(member.source.id, member.report_id) for member in kept] == [
        ("reuters", "2"),
        ("outlet0", "3"),
        ("outlet1", "4"),
        ("outlet2", "5"),
        ("outlet3", "6"),
    ]
