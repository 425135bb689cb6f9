"""The settings page: shows the settings, and changes one as soon as its control is changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.services.ports.speech import Transcriber
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.practice.devices import DeviceWatch
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.settings.sections import (
    AppearanceSection,
    DataSection,
    PracticeSection,
    RecognitionSection,
    SoundSection,
    sentence_of,
)
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, ScrollColumn
from mlprep_gui.ui.widgets.words import Words

_LOOK_EVERY_MS = 1000


@dataclass(frozen=True, slots=True)
class SettingsTools:
    """What the settings page works with.

    Attributes:
        keeper: holds the settings.
        devices: knows what is plugged in.
        transcriber: asked which engine the settings mean, on ``storage``.
        find_models: names of the models on this computer, on ``storage``.
        data_folder: where everything is kept.
        storage: the worker.
    """

    keeper: PreferenceKeeper
    devices: DeviceWatch
    transcriber: Transcriber
    find_models: Callable[[], tuple[str, ...]]
    data_folder: Path
    storage: Background


class SettingsPage(Page):
    """Five cards; there is nothing to confirm.

    Signals:
        models_requested: the page of the Whisper models is wanted.
        data_requested: the page of the user's data is wanted.
        microphone_test_requested: as it says.
    """

    models_requested = Signal()
    data_requested = Signal()
    microphone_test_requested = Signal()

    def __init__(self, tools: SettingsTools, icons: IconBook) -> None:
        super().__init__()
        self._tools = tools
        self._notice = NoticeBar(icons)
        self._practice = PracticeSection()
        self._sound = SoundSection(icons)
        self._recognition = RecognitionSection(icons)
        self._appearance = AppearanceSection()
        self._data = DataSection(icons, tools.data_folder)
        self._look_timer = QTimer(self)
        self._look_timer.setInterval(_LOOK_EVERY_MS)
        self._build()
        self._connect()
        self._show(tools.keeper.current)

    def on_shown(self) -> None:
        """See ``Page.on_shown``."""
        self._look_for_devices()
        self._look_timer.start()
        self._look_for_models()
        self._practice.first.setFocus()

    def use_model_folder(self, folder: str) -> None:
        """Use the Whisper model in a folder; if it is none, the page says so."""
        engine = self._tools.keeper.current.engine
        wanted = EngineChoice.WHISPER if engine is EngineChoice.SPHINX else engine
        self._change({"model": folder, "engine": wanted})
        self._look_for_models()

    def _build(self) -> None:
        scroll = ScrollColumn()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        scroll.body.addWidget(Words("Settings", "title"))
        scroll.body.addWidget(self._notice)
        for section in self._sections:
            scroll.body.addWidget(section)

    def _connect(self) -> None:
        for section in self._sections:
            section.changed.connect(self._change)
        self._sound.test_wanted.connect(self.microphone_test_requested)
        self._sound.look_wanted.connect(self._look_for_devices)
        self._recognition.models_wanted.connect(self.models_requested)
        self._data.data_wanted.connect(self.data_requested)
        self._look_timer.timeout.connect(self._on_look_due)
        self._tools.devices.subscribe(self._show_devices)
        self._tools.keeper.subscribe(self._show)

    @property
    def _sections(
        self,
    ) -> tuple[PracticeSection, SoundSection, RecognitionSection, AppearanceSection, DataSection]:
        return (
            self._practice,
            self._sound,
            self._recognition,
            self._appearance,
            self._data,
        )

    # Showing -----------------------------------------------------------------------------------

    def _show(self, preferences: Preferences) -> None:
        for section in self._sections:
            section.show_settings(preferences)
        self._show_devices()
        transcriber = self._tools.transcriber
        self._tools.storage.run(
            lambda: transcriber.engine_for(preferences.engine, preferences.model),
            self._recognition.show_engine,
            self._recognition.show_engine,
        )

    def _look_for_devices(self) -> None:
        if not self._tools.devices.has_looked:
            self._sound.say("Looking for devices…")
        self._tools.devices.look()

    def _on_look_due(self) -> None:
        """What is plugged in or out shows while the page is seen."""
        if self.isVisible():
            self._tools.devices.tick()
        else:
            self._look_timer.stop()

    def _show_devices(self) -> None:
        devices = self._tools.devices
        if not devices.has_looked:
            return
        current = self._tools.keeper.current
        self._sound.show_devices(devices.microphones, devices.loudspeakers, current)
        if devices.fault is not None:
            self._sound.say(sentence_of(devices.fault))
        else:
            self._sound.say("" if devices.microphones else "No microphone is connected.")

    def _look_for_models(self) -> None:
        self._tools.storage.run(self._tools.find_models, self._on_models, self._on_failed)

    def _on_models(self, models: tuple[str, ...]) -> None:
        self._recognition.show_models(models, self._tools.keeper.current.model)

    # What the user does ------------------------------------------------------------------------

    def _change(self, changes: dict[str, object]) -> None:
        keeper = self._tools.keeper
        try:
            keeper.change(replace(keeper.current, **changes))  # type: ignore[arg-type]  # by name
        except Fault as fault:
            self._on_failed(fault)

    def _on_failed(self, fault: Fault) -> None:
        self._notice.show_fault(fault)
