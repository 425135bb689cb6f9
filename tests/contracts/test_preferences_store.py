"""What every store of preferences keeps."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlprep_gui.adapters.files.settings import SettingsFile
from mlprep_gui.domain.preferences import Appearance, EngineChoice, Preferences
from mlprep_gui.services.ports.storage import PreferencesStore

preferences = st.builds(
    Preferences,
    thinking_s=st.floats(0, 3600),
    limit_s=st.none() | st.floats(0, 86400, exclude_min=True),
    stop_at_limit=st.booleans(),
    microphone=st.none() | st.text(),
    loudspeaker=st.none() | st.text(),
    engine=st.sampled_from(EngineChoice),
    model=st.text(),
    appearance=st.sampled_from(Appearance),
    zoom=st.floats(0.25, 8),
)


class PreferencesStoreContract:
    """Subclasses say which store, fresh."""

    def test_defaults_at_first(self, store: PreferencesStore) -> None:
        assert store.load() == Preferences()

    def test_going_back_to_none(self, store: PreferencesStore) -> None:
        store.save(Preferences(microphone="USB", limit_s=90.0))
        store.save(Preferences(microphone=None, limit_s=None))
        assert store.load() == Preferences()

    @settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(chosen=preferences)
    def test_any_settings_come_back(self, store: PreferencesStore, chosen: Preferences) -> None:
        store.save(chosen)
        assert store.load() == chosen

    def test_a_name_that_is_no_text_costs_no_settings(self, store: PreferencesStore) -> None:
        """A folder's name may hold bytes that mean nothing in UTF-8."""
        store.save(Preferences(model="/models/\udce9t\udce9", zoom=1.5))
        assert store.load() == Preferences(model="/models/?t?", zoom=1.5)


class TestSettingsFile(PreferencesStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> PreferencesStore:
        return SettingsFile(tmp_path / "settings" / "settings.toml")
