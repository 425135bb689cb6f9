"""The user's settings in the running program."""

from collections.abc import Callable

from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.services.ports.storage import PreferencesStore


class PreferenceKeeper:
    """Holds the settings, keeps changes at once, and tells who asked to be told.

    Lives on the window's thread; the settings file is small enough for that.
    """

    def __init__(self, store: PreferencesStore) -> None:
        self._store = store
        self._current = Preferences()
        self._listeners: list[Callable[[Preferences], None]] = []

    @property
    def current(self) -> Preferences:
        """The settings as they are now."""
        return self._current

    def load(self) -> None:
        """Read the settings file; raises StorageFault and goes on with the defaults."""
        self._current = self._store.load()

    def change(self, preferences: Preferences) -> None:
        """Keep new settings; they hold for this run even where the file cannot be written.

        Raises:
            StorageFault: FOLDER_UNUSABLE or DISK_FULL.
        """
        if preferences == self._current:
            return
        self._current = preferences
        for listener in self._listeners:
            listener(preferences)
        self._store.save(preferences)

    def subscribe(self, listener: Callable[[Preferences], None]) -> None:
        """Call ``listener`` after each change."""
        self._listeners.append(listener)
