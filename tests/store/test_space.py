"""Room in a store goes back to the disk when it is worth it and there is room to do it."""

from __future__ import annotations

import os
import shutil
from functools import partial
from pathlib import Path

import pytest

from monitor import pruning
from monitor.errors import StoreError
from monitor.pruning import Pruned, compact
from monitor.store import Store
from monitor.store.meta import set_mark
from monitor.store.space import space_of
from tests.store.conftest import url_of


def emptied(folder: Path, megabytes: int) -> Pruned:
    """A store from which so much was taken."""
    with Store.open(url_of(folder)) as store:
        for n in range(megabytes):
            store.write(partial(set_mark, key=str(n), value=os.urandom(500_000).hex())).result()
        for n in range(megabytes):
            store.write(partial(set_mark, key=str(n), value=None)).result()
    space = space_of(url_of(folder))
    return Pruned(rows={}, before=space, after=space)


def test_what_is_empty_is_given_back(tmp_path: Path) -> None:
    done = emptied(tmp_path, 3)
    after = compact(url_of(tmp_path), done).after
    assert done.before.size > 3_000_000
    assert after.free == 0
    assert after.size == (tmp_path / "monitor.db").stat().st_size < 1_000_000
    with Store.open_existing(url_of(tmp_path)) as store:
        store.write(partial(set_mark, key="goes on", value="x")).result()


def test_a_few_empty_pages_are_not_worth_rewriting_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = emptied(tmp_path, 3)
    monkeypatch.setattr(pruning, "WORTH_GIVING_BACK", 0.999)
    after = compact(url_of(tmp_path), done).after
    assert after == done.before


def test_on_a_full_disk_the_room_stays_in_the_store_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = emptied(tmp_path, 3)
    used = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: used)
    after = compact(url_of(tmp_path), done)
    assert after.after == done.before
    assert "must be free to give it back" in after.left_on_disk


def test_a_server_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="embedded"):
        space_of("postgresql://localhost/monitor")
