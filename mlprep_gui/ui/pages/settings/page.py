"""The settings page: shows the settings, and changes one as soon as its control is changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.domain.questions import DEFAULT_TIME_LIMIT_S
from mlprep_gui.services.ports import (
    Background,
    Device,
    EngineInfo,
    Player,
    Recorder,
    Transcriber,
)
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.settings.contents import (
    APPEARANCES,
    ENGINES,
    HOW_TO_GET_WHISPER,
    Entry,
    device_entries,
    model_entries,
    sentence_on_recogniser,
)
from mlprep_gui.ui.theme import GAP_L, GAP_M, ZOOM_STEPS
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.seconds_box import SecondsBox
from mlprep_gui.ui.widgets.surfaces import Card, Page, ScrollColumn, row
from mlprep_gui.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class SettingsTools:
    """What the settings page works with.

    Attributes:
        keeper: holds the settings.
        recorder, player: asked for devices, on ``sound``.
        transcriber: asked which engine the settings mean, on ``storage``.
        find_models: names of the models on this computer, on ``storage``.
        data_folder: where everything is kept.
        storage, sound: the two workers.
    """

    keeper: PreferenceKeeper
    recorder: Recorder
    player: Player
    transcriber: Transcriber
    find_models: Callable[[], tuple[str, ...]]
    data_folder: Path
    storage: Background
    sound: Background


class SettingsPage(Page):
    """Four cards; there is nothing to confirm."""

    def __init__(self, tools: SettingsTools, icons: IconBook) -> None:
        super().__init__()
        self._tools = tools
        self._notice = NoticeBar(icons)
        self._thinking = SecondsBox("Time to think", 0, 300, step=5)
        self._own_limit = QCheckBox("Use each question's own limit")
        self._limit = SecondsBox("Time limit", 15, 3600, step=15)
        self._stop = QCheckBox("Stop recording at the limit")
        self._microphone = ChoiceBox("Microphone")
        self._loudspeaker = ChoiceBox("Loudspeaker")
        self._look = Button("Look for devices again", icons=icons, icon="again")
        self._sound_state = Words(role="small")
        self._engine = ChoiceBox("Recogniser")
        self._model = ChoiceBox("Whisper model")
        self._folder = Button("Choose a model folder…", icons=icons, icon="folder")
        self._engine_state = Words()
        self._appearance = ChoiceBox("Appearance")
        self._zoom = ChoiceBox("Size")
        self._open = Button("Open the folder", icons=icons, icon="folder")
        self._build()
        self._connect()
        tools.keeper.subscribe(self._show)
        self._show(tools.keeper.current)

    def on_shown(self) -> None:
        """See ``Page.on_shown``."""
        self._look_for_devices()
        self._look_for_models()
        self._thinking.setFocus()

    # Building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        scroll = ScrollColumn()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        scroll.body.addWidget(Words("Settings", "title"))
        scroll.body.addWidget(self._notice)
        form = _section(scroll, "Practice")
        _line(form, "Time to &think", self._thinking)
        _line(form, "Time &limit", self._own_limit)
        form.addRow("", self._limit)
        form.addRow("", self._stop)
        form = _section(scroll, "Sound")
        _line(form, "&Microphone", self._microphone)
        _line(form, "Loud&speaker", self._loudspeaker)
        form.addRow("", row(self._look, None))
        form.addRow("", self._sound_state)
        form = _section(scroll, "Recognition")
        _line(form, "&Recogniser", self._engine)
        _line(form, "&Whisper model", self._model)
        form.addRow("", row(self._folder, None))
        form.addRow(self._engine_state)
        form.addRow(Words(HOW_TO_GET_WHISPER, "small", selectable=True))
        form = _section(scroll, "Appearance")
        _line(form, "&Colours", self._appearance)
        _line(form, "Si&ze", self._zoom)
        form = _section(scroll, "Your data")
        form.addRow(
            Words(
                "Recordings, transcripts, notes and settings stay on this computer, in one folder "
                "that only you can read:"
            )
        )
        form.addRow(Words(str(self._tools.data_folder), "muted", selectable=True))
        form.addRow(row(self._open, None))
        self._limit.setAccessibleName("Time limit in seconds")

    def _connect(self) -> None:
        self._thinking.changed.connect(lambda seconds: self._change(thinking_s=seconds))
        self._own_limit.clicked.connect(self._on_limit_changed)
        self._limit.changed.connect(self._on_limit_changed)
        self._stop.clicked.connect(lambda on: self._change(stop_at_limit=on))
        self._microphone.picked.connect(lambda name: self._change(microphone=name))
        self._loudspeaker.picked.connect(lambda name: self._change(loudspeaker=name))
        self._look.clicked.connect(self._look_for_devices)
        self._engine.picked.connect(lambda engine: self._change(engine=EngineChoice(engine)))
        self._model.picked.connect(lambda model: self._change(model=model))
        self._folder.clicked.connect(self._on_folder_wanted)
        self._appearance.picked.connect(lambda which: self._change(appearance=which))
        self._zoom.picked.connect(lambda zoom: self._change(zoom=zoom))
        self._open.clicked.connect(self._on_open_wanted)

    # Showing -----------------------------------------------------------------------------------

    def _show(self, preferences: Preferences) -> None:
        self._thinking.show_seconds(preferences.thinking_s)
        own = preferences.limit_s is None
        self._own_limit.setChecked(own)
        self._limit.setEnabled(not own)
        self._limit.show_seconds(preferences.limit_s or DEFAULT_TIME_LIMIT_S)
        self._stop.setChecked(preferences.stop_at_limit)
        self._engine.offer(ENGINES, preferences.engine)
        self._model.setEnabled(preferences.engine is not EngineChoice.SPHINX)
        self._appearance.offer(APPEARANCES, preferences.appearance)
        steps = sorted({*ZOOM_STEPS, preferences.zoom})
        self._zoom.offer(((step, f"{step:.0%}") for step in steps), preferences.zoom)
        transcriber = self._tools.transcriber
        self._tools.storage.run(
            lambda: transcriber.engine_for(preferences.engine, preferences.model),
            self._on_engine,
            self._on_engine,
        )

    def _look_for_devices(self) -> None:
        self._say_sound("Looking for devices…")
        recorder, player = self._tools.recorder, self._tools.player
        self._tools.sound.run(
            lambda: (recorder.devices(), player.devices()), self._on_devices, self._on_no_devices
        )

    def _look_for_models(self) -> None:
        self._tools.storage.run(self._tools.find_models, self._on_models, self._on_failed)

    # What the user does ------------------------------------------------------------------------

    def _change(self, **changes: object) -> None:
        keeper = self._tools.keeper
        try:
            keeper.change(replace(keeper.current, **changes))  # type: ignore[arg-type]  # by name
        except Fault as fault:
            self._on_failed(fault)

    def _on_limit_changed(self) -> None:
        own = self._own_limit.isChecked()
        self._change(limit_s=None if own else self._limit.seconds)

    def _on_folder_wanted(self) -> None:
        dialog = QFileDialog(self, "Choose the folder of a Whisper model")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.use_model_folder)
        dialog.open()

    def use_model_folder(self, folder: str) -> None:
        """Use the Whisper model in a folder; if it is none, the page says so."""
        engine = self._tools.keeper.current.engine
        wanted = EngineChoice.WHISPER if engine is EngineChoice.SPHINX else engine
        self._change(model=folder, engine=wanted)
        self._look_for_models()

    def _on_open_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._tools.data_folder)))

    # What the workers tell ---------------------------------------------------------------------

    def _on_devices(self, found: tuple[tuple[Device, ...], tuple[Device, ...]]) -> None:
        microphones, loudspeakers = found
        current = self._tools.keeper.current
        for box, devices, chosen in (
            (self._microphone, microphones, current.microphone),
            (self._loudspeaker, loudspeakers, current.loudspeaker),
        ):
            _offer(box, device_entries(devices, chosen), chosen)
        self._say_sound("" if microphones else "No microphone is connected.")

    def _on_no_devices(self, fault: Fault) -> None:
        self._on_devices(((), ()))
        self._say_sound(sentence_on_recogniser(fault)[0])

    def _say_sound(self, sentence: str) -> None:
        self._sound_state.setText(sentence)
        self._sound_state.setVisible(bool(sentence))

    def _on_models(self, models: tuple[str, ...]) -> None:
        chosen = self._tools.keeper.current.model
        _offer(self._model, model_entries(models, chosen), chosen)

    def _on_engine(self, found: EngineInfo | Fault) -> None:
        sentence, tone = sentence_on_recogniser(found)
        self._engine_state.setText(sentence)
        self._engine_state.set_tone(tone)

    def _on_failed(self, fault: Fault) -> None:
        self._notice.show_fault(fault)


def _section(scroll: ScrollColumn, title: str) -> QFormLayout:
    card = Card()
    card.setAccessibleName(title)
    card.body.addWidget(Words(title, "heading"))
    form = QFormLayout()
    form.setHorizontalSpacing(GAP_L)
    form.setVerticalSpacing(GAP_M)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    card.body.addLayout(form)
    scroll.body.addWidget(card)
    return form


def _line(form: QFormLayout, text: str, field: QWidget) -> None:
    label = QLabel(text)
    label.setBuddy(field)
    form.addRow(label, field)


def _offer(box: ChoiceBox, entries: tuple[Entry, ...], chosen: str | None) -> None:
    box.offer(((entry.value, entry.text) for entry in entries), chosen)
