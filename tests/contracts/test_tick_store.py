"""What every store of ticks keeps."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.ticks import SqliteTickStore
from mlprep_gui.services.ports.storage import TickStore


class TickStoreContract:
    """Subclasses say which store."""

    def test_nothing_is_ticked_at_first(self, store: TickStore) -> None:
        assert store.ticked("dress") == frozenset()

    def test_tick_and_untick(self, store: TickStore) -> None:
        store.set_tick("dress", "ironed", ticked=True)
        store.set_tick("dress", "shoes", ticked=True)
        assert store.ticked("dress") == {"ironed", "shoes"}
        store.set_tick("dress", "ironed", ticked=False)
        assert store.ticked("dress") == {"shoes"}

    def test_saying_it_twice_changes_nothing(self, store: TickStore) -> None:
        for ticked in (True, False):
            store.set_tick("dress", "ironed", ticked=ticked)
            once = store.ticked("dress")
            store.set_tick("dress", "ironed", ticked=ticked)
            assert store.ticked("dress") == once

    def test_lists_do_not_share_items(self, store: TickStore) -> None:
        store.set_tick("dress", "same", ticked=True)
        assert store.ticked("day-before") == frozenset()


class TestSqliteTickStore(TickStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[TickStore]:
        with Database(tmp_path / "mlprep.sqlite3") as database:
            yield SqliteTickStore(database, SystemClock())
