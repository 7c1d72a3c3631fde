"""An example or two of what may stand at each key of a rule: editors show them; a test reads each as a rule."""

from __future__ import annotations

from typing import Any

_BUS = "Three people were killed when a bus crashed near Lyon on Monday."

OF_KEYS: dict[str, list[Any]] = {
    "title": ["Mass-casualty strike, Belgorod or Kharkiv region"],
    "id": ["belgorod-mass-casualty"],
    "level": ["critical"],
    "status": ["experimental"],
    "description": ["Our staff and drivers are there. The duty officer calls them."],
    "tags": [["ukraine", "strike", "duty-of-care"]],
    "when": [{"places": ["Belgorod"], "casualties": {"killed": {"gte": 10}}}, {"every": "article"}],
    "exclude": [{"keywords": {"title": ["anniversary", "explainer"]}}],
    "across": ["article"],
    "certain": [True],
    "group_by": [["story"]],
    "realert": ["6h"],
    "update_on": [["toll", "verification"]],
    "toll_step": [5],
    "receivers": [["duty"]],
    "unread": ["alert"],
    "template": ["short"],
    "tests": [[{"text": _BUS, "expect": {"match": False}}, {"file": "belgorod.txt", "expect": {"match": True}}]],
    "type": ["frequency"],
    "timeframe": ["6h", {"minutes": 15}],
    "num_events": [5],
    "spike_height": [3],
    "threshold": [10],
    "query_key": ["place"],
}

OF_CONDITIONS: dict[str, list[Any]] = {
    "keywords": [["rocket strike", "missile*", "~strike", "=US", {"list": "weapons"}], {"title": ["quake"]}],
    "query": ["(rocket OR missile) NEAR/8 Belgorod AND NOT title:anniversary"],
    "regex": [[r"\b[A-Z]{2}-[0-9]{3}\b"]],
    "sources": [["reuters", "afp"], {"not": ["satire-*"]}],
    "languages": [["en", "uk"]],
    "places": [["Belgorod", {"within": "100 km", "of": "Kharkiv"}, {"name": "Paris", "country": "FR"}]],
    "actors": [["ua-gur"], {"id": ["ua-gur", "kraken-regiment"], "role": ["attacker", "accused"]}],
    "casualties": [[{"killed": {"gte": 10}}, {"injured": {"gte": 50}}], {"disagreement": {"gte": 5}}],
    "verification": [["unverified", "claimed"], {"at_least": "reported"}],
    "flags": [["state_media", "party_claim"]],
    "kind": [["strike", "bombing"]],
    "on": [{"within": "7d"}],
}

OF_TRIALS: dict[str, list[Any]] = {
    "file": ["belgorod.txt"],
    "text": [_BUS],
    "source": ["reuters"],
    "received": ["2024-01-02T12:00:00Z"],
    "expect": [{"match": True, "killed": 14, "injured": {"gte": 100}, "unverified": True}],
}

OF_EXPECTATIONS: dict[str, list[Any]] = {
    "match": [True],
    "verdict": ["possible"],
    "killed": [14, {"gte": 10}],
    "injured": [{"gte": 100}],
    "missing": [3],
    "abducted": [{"eq": 2}],
    "unverified": [True],
    "verification": ["claimed"],
    "kind": ["strike"],
    "places": [["Belgorod"]],
}
