"""Ticks without an interview in SQLite: an item is ticked where it has a row."""

from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.stored import write_time
from mlprep_gui.services.ports.workers import Clock


class SqliteTickStore:
    """The TickStore port; raises StorageFault where the world fails.

    Ticks of items that a list no longer has are kept: a later version may bring them back.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def ticked(self, checklist_id: str) -> frozenset[str]:
        """The ids of the ticked items."""
        query = "SELECT item_id FROM ticks WHERE set_id = '' AND checklist_id = ?"
        with self._database.reading() as connection:
            return frozenset(item_id for (item_id,) in connection.execute(query, (checklist_id,)))

    def set_tick(self, checklist_id: str, item_id: str, *, ticked: bool) -> None:
        """Tick or untick one item; ticking it again keeps the time of the first tick."""
        with self._database.transaction() as connection:
            if ticked:
                connection.execute(
                    "INSERT INTO ticks (set_id, checklist_id, item_id, ticked_at)"
                    " VALUES ('', ?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    (checklist_id, item_id, write_time(self._clock.now())),
                )
            else:
                connection.execute(
                    "DELETE FROM ticks WHERE set_id = '' AND checklist_id = ? AND item_id = ?",
                    (checklist_id, item_id),
                )
