"""The store: the only room that knows SQL.

`Store.write(fn)` gives a function of a connection to the single writer thread and answers with a
future that resolves after the commit; `Store.read(fn)` runs one on a snapshot. The functions lie in one
file per concern: intake, desk, outbox, digests, rule_sets, instructions, troubles, reads.
"""

from __future__ import annotations

from monitor.store.store import Store

__all__ = ["Store"]
