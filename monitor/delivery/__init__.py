"""From a letter to a receiver: `render` makes the bytes once, a channel carries them, nothing else.

    letter = Letter(...)                                  the desk's word: everything a message may show
    mail = render(letter, receiver, from_=..., templates=..., now=...)     the bytes every retry uses
    channel = open_channel(settings, receiver)
    async for receipt in channel.deliver(batch):          one outcome per notice and recipient
        settle(receipt)

A channel decides nothing: `back_off` says when to try again, the store remembers, the pipeline asks.
"""

from __future__ import annotations

from monitor.delivery.backoff import back_off
from monitor.delivery.channels import CHANNELS, from_of, open_channel, recipients_of, sender_of
from monitor.delivery.outgoing import Channel, Outgoing, RenderedMail
from monitor.delivery.render import render
from monitor.delivery.subject import subject_of
from monitor.delivery.templates import Templates

__all__ = [
    "CHANNELS",
    "Channel",
    "Outgoing",
    "RenderedMail",
    "Templates",
    "back_off",
    "from_of",
    "open_channel",
    "recipients_of",
    "render",
    "sender_of",
    "subject_of",
]
