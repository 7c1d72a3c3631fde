"""From a letter to a receiver: `render` makes the bytes once, a channel carries them, nothing else.

    letter = Letter(...)                                  the desk's word: everything a message may show
    mail = render(letter, receiver, from_=..., templates=..., now=...)     the bytes every retry uses
    channel = open_channel(settings, receiver)
    async for receipt in channel.deliver(batch):          one outcome per notice and recipient
        settle(receipt)

A channel decides nothing: `back_off` says when to try again, the store remembers, the pipeline asks.
"""
