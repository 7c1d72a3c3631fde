"""The store: the only room that knows SQL.

`Store.write(fn)` gives a function of a connection to the single writer thread and answers with a
future that resolves after the commit; `Store.read(fn)` runs one on a snapshot. The functions lie in one
file per concern: intake, desk, outbox, digests, receivers, troubles, rule_sets, instructions, meta, reads.
"""

from __future__ import annotations

from sqlalchemy import Connection

from monitor.store.store import Store, savepoint
from monitor.store.writer import is_store_trouble

__all__ = ["Connection", "Store", "is_store_trouble", "savepoint"]
