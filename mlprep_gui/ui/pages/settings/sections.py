"""The sections of the settings page: each shows some settings and tells how they are changed."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QWidget

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.domain.questions import DEFAULT_TIME_LIMIT_S
from mlprep_gui.services.ports.sound import Device
from mlprep_gui.services.ports.speech import EngineInfo
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.models.device_lines import device_lines
from mlprep_gui.ui.pages.settings.contents import (
    APPEARANCES,
    DATA,
    ENGINES,
    ESTIMATE,
    HINTS,
    RELEASE,
    WHILE_SPEAKING,
    model_entries,
    sentence_on_recogniser,
)
from mlprep_gui.ui.theme import GAP_L, GAP_M, ZOOM_STEPS
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.seconds_box import SecondsBox
from mlprep_gui.ui.widgets.surfaces import Card, row
from mlprep_gui.ui.widgets.words import Words


class Section(Card):
    """``changed`` brings the settings that the user changed, by name, with their new values."""

    changed = Signal(object)

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.body.addWidget(Words(title, "heading"))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(GAP_L)
        self._form.setVerticalSpacing(GAP_M)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(self._form)

    def show_settings(self, preferences: Preferences) -> None:
        """Show the settings in force, without telling of a change."""

    def _line(self, text: str, field: QWidget) -> None:
        label = QLabel(text)
        label.setBuddy(field)
        self._form.addRow(label, field)

    def _tick(self, box: QCheckBox, setting: str, why: str = "") -> None:
        """A line with a box to tick, and what it is good for below."""
        box.clicked.connect(lambda on: self.changed.emit({setting: on}))
        self._form.addRow(box)
        if why:
            box.setAccessibleDescription(why)
            self._explain(why)

    def _explain(self, why: str) -> None:
        words = Words(why, "small")
        words.let_height_follow()
        self._form.addRow(words)


class PracticeSection(Section):
    """How one practises."""

    def __init__(self) -> None:
        super().__init__("Practice")
        self.first = self._thinking = SecondsBox("Time to think", 0, 300, step=5)
        self._own_limit = QCheckBox("Use each question’s own limit")
        self._limit = SecondsBox("Time limit in seconds", 15, 3600, step=15)
        self._stop = QCheckBox("Stop recording at the limit")
        self._estimate = QCheckBox("Ask for my own estimate first")
        self._line("Time to &think", self._thinking)
        self._line("Time &limit", self._own_limit)
        self._form.addRow("", self._limit)
        self._tick(self._stop, "stop_at_limit")
        self._tick(self._estimate, "estimate_first", ESTIMATE)
        self._thinking.changed.connect(lambda s: self.changed.emit({"thinking_s": s}))
        self._own_limit.clicked.connect(self._on_limit_changed)
        self._limit.changed.connect(self._on_limit_changed)

    def show_settings(self, preferences: Preferences) -> None:
        """See ``Section``."""
        self._thinking.show_seconds(preferences.thinking_s)
        own = preferences.limit_s is None
        self._own_limit.setChecked(own)
        self._limit.setEnabled(not own)
        self._limit.show_seconds(preferences.limit_s or DEFAULT_TIME_LIMIT_S)
        self._stop.setChecked(preferences.stop_at_limit)
        self._estimate.setChecked(preferences.estimate_first)

    def _on_limit_changed(self) -> None:
        own = self._own_limit.isChecked()
        self.changed.emit({"limit_s": None if own else self._limit.seconds})


class SoundSection(Section):
    """Microphone and loudspeaker. ``test_wanted``: the user wants to hear the microphone."""

    test_wanted = Signal()
    look_wanted = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__("Sound")
        self._microphone = ChoiceBox("Microphone")
        self._loudspeaker = ChoiceBox("Loudspeaker")
        self._test = Button("Test the microphone…", icons=icons, icon="record")
        self._look = Button("Look for devices again", icons=icons, icon="again")
        self._state = Words(role="small")
        self._line("&Microphone", self._microphone)
        self._form.addRow("", row(self._test, None))
        self._line("Loud&speaker", self._loudspeaker)
        self._form.addRow("", row(self._look, None))
        self._form.addRow(self._state)
        self._microphone.picked.connect(lambda name: self.changed.emit({"microphone": name}))
        self._loudspeaker.picked.connect(lambda name: self.changed.emit({"loudspeaker": name}))
        self._test.clicked.connect(self.test_wanted)
        self._look.clicked.connect(self.look_wanted)

    def show_devices(
        self,
        microphones: tuple[Device, ...],
        loudspeakers: tuple[Device, ...],
        chosen: Preferences,
    ) -> None:
        """Show what is plugged in."""
        self._microphone.offer(device_lines(microphones, chosen.microphone), chosen.microphone)
        self._loudspeaker.offer(device_lines(loudspeakers, chosen.loudspeaker), chosen.loudspeaker)

    def say(self, sentence: str) -> None:
        """Say what is the matter with the devices, "" for nothing."""
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))


class RecognitionSection(Section):
    """The recogniser. ``models_wanted``: the user wants to see the Whisper models."""

    models_wanted = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__("Recognition")
        self._engine = ChoiceBox("Recogniser")
        self._model = ChoiceBox("Whisper model")
        self._models = Button("Whisper models…", icons=icons, icon="open")
        self._models.setAccessibleDescription("Download, measure, choose or delete models")
        self._state = Words()
        self._hints = QCheckBox("Tell Whisper general words of machine learning")
        self._show_live = QCheckBox("Show what is recognised while I speak")
        self._release = SecondsBox("Free the memory after so many minutes", 1, 240, 5, unit_s=60)
        self._line("&Recogniser", self._engine)
        self._line("&Whisper model", self._model)
        self._form.addRow("", row(self._models, None))
        self._form.addRow(self._state)
        self._tick(self._hints, "use_hints", HINTS)
        self._tick(self._show_live, "show_while_speaking", WHILE_SPEAKING)
        self._line("&Free the memory after", self._release)
        self._explain(RELEASE)
        self._engine.picked.connect(
            lambda engine: self.changed.emit({"engine": EngineChoice(engine)})
        )
        self._model.picked.connect(lambda model: self.changed.emit({"model": model}))
        self._models.clicked.connect(self.models_wanted)
        self._release.changed.connect(lambda s: self.changed.emit({"release_after_s": s}))

    def show_settings(self, preferences: Preferences) -> None:
        """See ``Section``."""
        self._engine.offer(ENGINES, preferences.engine)
        is_whisper = preferences.engine is not EngineChoice.SPHINX
        self._model.setEnabled(is_whisper)
        self._hints.setEnabled(is_whisper)
        self._hints.setChecked(preferences.use_hints)
        self._show_live.setChecked(preferences.show_while_speaking)
        self._release.show_seconds(preferences.release_after_s)

    def show_models(self, models: tuple[str, ...], chosen: str) -> None:
        """Show the models on this computer."""
        entries = model_entries(models, chosen)
        self._model.offer(((entry.value, entry.text) for entry in entries), chosen)

    def show_engine(self, found: EngineInfo | Fault) -> None:
        """Show what the settings lead to."""
        sentence, tone = sentence_on_recogniser(found)
        self._state.setText(sentence)
        self._state.set_tone(tone)


class AppearanceSection(Section):
    """How the window looks."""

    def __init__(self) -> None:
        super().__init__("Appearance")
        self._appearance = ChoiceBox("Appearance")
        self._zoom = ChoiceBox("Size")
        self._line("&Colours", self._appearance)
        self._line("Si&ze", self._zoom)
        self._appearance.picked.connect(lambda which: self.changed.emit({"appearance": which}))
        self._zoom.picked.connect(lambda zoom: self.changed.emit({"zoom": zoom}))

    def show_settings(self, preferences: Preferences) -> None:
        """See ``Section``."""
        self._appearance.offer(APPEARANCES, preferences.appearance)
        steps = sorted({*ZOOM_STEPS, preferences.zoom})
        self._zoom.offer(((step, f"{step:.0%}") for step in steps), preferences.zoom)


class DataSection(Section):
    """Where everything is. ``data_wanted``: the user wants to see more of it."""

    data_wanted = Signal()

    def __init__(self, icons: IconBook, folder: Path) -> None:
        super().__init__("Your data")
        self._folder = folder
        self._data = Button("Your data, backups…")
        self._open = Button("Open the folder", icons=icons, icon="folder")
        self._form.addRow(
            Words(
                "Recordings, transcripts, notes and settings stay on this computer, in one folder "
                "that only you can read:"
            )
        )
        self._form.addRow(Words(str(folder), "muted", selectable=True))
        self._form.addRow(FlexibleRow(self._data, self._open))
        self._explain(DATA)
        self._data.clicked.connect(self.data_wanted)
        self._open.clicked.connect(self._on_open_wanted)

    def _on_open_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def sentence_of(fault: Fault) -> str:
    """A fault in one line."""
    return str(describe(fault))
