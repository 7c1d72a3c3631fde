"""The optional library Apprise, which speaks to a hundred services: asked for only where it is configured.

A service is a URL, and the URL holds its secrets (`tgram://token/chat`), in any of its parts. So what the
library says is redacted before anybody reads it, and its own log goes nowhere.
"""

from __future__ import annotations

import logging
import re
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apprise import Apprise

MISSING = "Apprise is not installed; run: pip install 'media-monitor[apprise]'"
_LONG_ENOUGH = 4  # characters of a part of a URL that may be a secret; `to` and `443` are none

for _name in ("apprise", "urllib3"):  # they name hosts, paths and tokens; what is needed of it comes with the result
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False


def is_installed() -> bool:
    """Whether the extra is there, without loading it."""
    return find_spec("apprise") is not None


def open_service(url: str) -> Apprise:
    """Return the service behind a URL; nothing is connected.

    Raises:
        ValueError: the library is missing, or the URL is none that it knows.
    """
    if not is_installed():
        raise ValueError(MISSING)
    from apprise import Apprise, AppriseAsset  # noqa: PLC0415 - 0.3 s that only its users wait for

    service = Apprise(asset=AppriseAsset(app_id="media-monitor", async_mode=False, secure_logging=True))
    if not service.add(url) or len(service) != 1:
        scheme = url.partition("://")[0] if "://" in url else ""
        what = f"a `{scheme}://` URL" if re.fullmatch(r"\w{1,20}", scheme) else "no URL"
        raise ValueError(f"Apprise cannot use what stands there, {what}; its pages say how each service is written")
    return service


def redacted(text: str, url: str) -> str:
    """Return what the library said without any part of the URL."""
    rest = url.partition("://")[2] or url
    parts = {part for part in re.split(r"[/:@?&=#,+]+", rest) if len(part) >= _LONG_ENOUGH}
    for part in (url, *sorted(parts, key=len, reverse=True)):
        text = text.replace(part, "…")
    return " ".join(text.split())
