"""Any service that Apprise knows: one short message a notice, as text, cut where the service's limit is.

The library answers yes or no, at last after a time limit of ours; why not is read from what it logs, and
that is all there is to classify by.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from monitor.apprise_library import open_service, redacted
from monitor.delivery.outgoing import Outgoing
from monitor.delivery.short import cut, read_short
from monitor.errors import DeliveryError
from monitor.model import Receipt
from monitor.settings import AppriseSettings, read_secret
from monitor.vocabulary import ReceiptState

if TYPE_CHECKING:
    from apprise import Apprise

_ANSWER = timedelta(seconds=60)
_CODE = re.compile(r"\berror=(\d{3})\b")
_MISCONFIGURED = (401, 403, 404, 410)  # a token, an address or a room that is no more: every message would fail


class AppriseChannel:
    """One service."""

    def __init__(self, apprise: AppriseSettings, *, answer: timedelta = _ANSWER) -> None:
        self.apprise = apprise
        self.answer = answer

    async def deliver(self, batch: Sequence[Outgoing]) -> AsyncIterator[Receipt]:
        """Hand over every notice of the batch in order; see `Channel.deliver`. After a failure the rest waits.

        Raises:
            DeliveryError: with `park`, for an URL that cannot be used and for 401, 403, 404 and 410.
        """
        try:
            url = read_secret(self.apprise.url_file).strip()
            service = await asyncio.to_thread(open_service, url)  # the first time it loads a hundred services
        except (OSError, ValueError) as error:
            raise DeliveryError(f"the URL in {self.apprise.url_file} cannot be used: {error}", park=True) from error
        for n, outgoing in enumerate(batch):
            trouble = await asyncio.to_thread(_notify, service, outgoing, self.answer)
            if trouble is None:
                yield _receipt(outgoing, ReceiptState.SENT, None, "")
                continue
            found = _CODE.search(trouble)
            code, said = int(found[1]) if found else None, redacted(trouble, url)
            if code in _MISCONFIGURED:
                raise DeliveryError(said, park=True, code=code)
            for one in batch[n:]:
                yield _receipt(one, ReceiptState.PENDING, code, said)
            return


def _notify(service: Apprise, outgoing: Outgoing, answer: timedelta) -> str | None:
    """Hand over one notice; return what went wrong, `None` when nothing did."""
    title, body = read_short(outgoing.raw)
    limit = service[0].body_maxlen - len(title) - 2  # many services put the title above the text
    text = cut(body, limit, outgoing.notice_id)
    result = service.notify(body=text, title=title, body_format="text", timeout=answer.total_seconds())
    said = "; ".join(entry.message for entry in result.logs())
    return None if result else said or "the service did not take it, and Apprise does not say why"


def _receipt(outgoing: Outgoing, state: ReceiptState, code: int | None, text: str) -> Receipt:
    return Receipt(notice_id=outgoing.notice_id, recipient=outgoing.recipients[0], state=state, code=code, text=text)
