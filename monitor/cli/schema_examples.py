"""An example of what may stand at each key of monitor.yaml: editors show them; a test reads each against the schema."""

from __future__ import annotations

from typing import Any

OF_CONFIGURATION: dict[str, Any] = {
    "spool": {"path": "/var/spool/media-monitor", "settle": "2s"},
    "store": "sqlite:////var/lib/media-monitor/monitor.db",
    "rules": "/etc/media-monitor/rules",
    "templates": "/etc/media-monitor/templates",
    "sources": [{"id": "reuters", "inbox": "reuters/", "kind": "agency", "domains": ["reuters.com"]}],
    "smtp": {
        "host": "mail.example.org",
        "username": "desk",
        "password_file": "smtp-password",
        "from": "desk@example.org",
    },
    "maildir": "./mail",
    "receivers": [{"name": "duty", "email": {"to": ["duty@example.org"], "location": "Europe/Kyiv"}}],
    "route": {"receiver": "desk", "routes": [{"matchers": ['level="critical"'], "receiver": "duty"}]},
    "time_intervals": [{"name": "night", "times": [{"start_time": "22:00", "end_time": "06:00"}]}],
    "inhibit_rules": [
        {"source_matchers": ['level="critical"'], "target_matchers": ['level="low"'], "equal": ["story"]}
    ],
    "limits": {"per_receiver": "30/h", "critical": "60/h"},
    "max_age": "48h",
    "retry": {"first": "1m", "max": "1h", "give_up": "5d"},
    "operator": "ops",
    "web": {"listen": "127.0.0.1:8080", "token_file": "web-token"},
    "metrics": {"listen": "127.0.0.1:9464"},
    "retention": {"articles": "400d", "notices": "400d"},
    "log": {"format": "json", "level": "info"},
}

OF_PARTS: dict[str, dict[str, Any]] = {
    "Spool": {"path": "/var/spool/media-monitor", "settle": "2s", "scan": "30s", "max_size": "5MiB"},
    "SourceSettings": {
        "id": "reuters", "inbox": "reuters/", "kind": "agency", "domains": ["reuters.com"], "language": "en",
        "location": "Europe/London", "trust": "folder",
    },
    "Smtp": {
        "host": "mail.example.org", "port": 587, "tls": "starttls", "username": "desk",
        "password_file": "smtp-password", "from": "Desk <desk@example.org>",
    },
    "Receiver": {
        "name": "duty", "email": {"to": ["duty@example.org"]}, "immediate": "critical",
        "digest": {"schedule": "0 7 * * mon-fri"},
    },
    "EmailSettings": {"to": ["duty@example.org"], "location": "Europe/Kyiv", "subject": "live"},
    "DigestSettings": {"schedule": "0 7 * * mon-fri", "location": "Europe/London", "send_empty": "summary"},
    "Route": {
        "receiver": "desk", "matchers": ['level=~"high|critical"', 'country="UA"'], "continue": True,
        "routes": [{"matchers": ['level="critical"'], "receiver": "duty"}],
        "mute_time_intervals": ["night"], "active_time_intervals": ["office-hours"],
        "escalate": {"after": "15m", "receiver": "ops"},
    },
    "Escalate": {"after": "15m", "receiver": "ops"},
    "InhibitRule": {
        "source_matchers": ['level="critical"'], "target_matchers": ['level=~"low|medium"'], "equal": ["story"],
    },
    "TimeInterval": {
        "name": "night", "times": [{"start_time": "22:00", "end_time": "06:00"}], "weekdays": ["monday:friday"],
        "location": "Europe/Kyiv",
    },
    "TimeRange": {"start_time": "22:00", "end_time": "06:00"},
    "Limits": {"per_receiver": "30/h", "critical": "60/h", "operator": "6/h"},
    "Retry": {"first": "1m", "max": "1h", "give_up": "5d"},
    "Retention": {"articles": "400d", "notices": "400d"},
}  # fmt: skip
"""By the part's name in the schema."""
