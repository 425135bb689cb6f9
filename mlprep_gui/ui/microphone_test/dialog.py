"""The dialog that lets a user hear and see how the microphone does."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.services.ports.sound import Player, Recorder
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.practice.devices import DeviceWatch
from mlprep_gui.services.practice.microphone_test import MicrophoneTest, MicrophoneTestStep
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.microphone_test.contents import TestWords, is_worth_hearing, words_of
from mlprep_gui.ui.models.device_lines import device_lines
from mlprep_gui.ui.permission import MicrophonePermission
from mlprep_gui.ui.theme import DIALOG_WIDTH, GAP_L, GAP_M, Theme
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind, Picture
from mlprep_gui.ui.widgets.level_meter import LevelMeter
from mlprep_gui.ui.widgets.microphone_choice import MicrophoneChoice
from mlprep_gui.ui.widgets.surfaces import ScrollColumn, row
from mlprep_gui.ui.widgets.words import Words

_LIVE_MS = 33
_SIZE = (480, 340)


@dataclass(frozen=True, slots=True)
class MicrophoneTestTools:
    """What the dialog works with.

    Attributes:
        recorder, player: used on ``sound``.
        sound: the worker.
        devices: follows what is plugged in.
        chosen: the remembered microphone, None for the system's default.
        choose: remembers another one.
        permission: asked before the microphone is opened.
    """

    recorder: Recorder
    player: Player
    sound: Background
    devices: DeviceWatch
    chosen: Callable[[], str | None]
    choose: Callable[[str | None], None]
    permission: MicrophonePermission


class MicrophoneTestDialog(QDialog):
    """Three seconds, a verdict in words, and the sound played back; deletes itself when closed.

    Not to be opened while an answer is recorded.
    """

    def __init__(self, tools: MicrophoneTestTools, icons: IconBook, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._test = MicrophoneTest(tools.recorder, tools.player, tools.sound, self._show)
        self._choice = MicrophoneChoice(icons, "Microphone to test")
        self._picture = Picture(icons, "info")
        self._state = Words(role="heading")
        self._advice = Words()
        self._meter = LevelMeter(icons.theme)
        self._start = Button("Start the test", ButtonKind.PRIMARY, icons, "record")
        self._play = Button("Play it back", icons=icons, icon="play")
        self._close = Button("Close", ButtonKind.QUIET)
        self._timer = QTimer(self)
        self._shown: TestWords | None = None
        self._step = MicrophoneTestStep.IDLE
        self._build(icons.theme)
        self._connect()
        self._show_devices()
        self._show()

    # Building ----------------------------------------------------------------------------------

    def _build(self, theme: Theme) -> None:
        self.setWindowTitle("Test the microphone")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(DIALOG_WIDTH)
        self._close.setAutoDefault(False)
        self.resize(*(theme.scaled(size) for size in _SIZE))
        scroll = ScrollColumn(role="plain")
        scroll.body.setSpacing(GAP_M)
        scroll.body.addWidget(Words("Test the microphone", "heading"))
        scroll.body.addWidget(self._choice)
        state = row(self._picture, self._state, spacing=GAP_M)
        state.setStretch(1, 1)
        state.setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        scroll.body.addLayout(state)
        scroll.body.addWidget(self._advice)
        scroll.body.addWidget(self._meter)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        column.setSpacing(GAP_M)
        column.addWidget(scroll, 1)
        column.addLayout(row(self._start, self._play, None, self._close))

    def _connect(self) -> None:
        for signal, slot in (
            (self._timer.timeout, self._on_timeout),
            (self._choice.chosen, self._on_chosen),
            (self._start.clicked, self._on_start_wanted),
            (self._play.clicked, self._on_play_wanted),
            (self._close.clicked, self.close),
            (self.finished, self._on_finished),
        ):
            signal.connect(slot)
        self._timer.start(_LIVE_MS)

    # Showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        view = self._test.view()
        before, self._step = self._step, view.step
        is_new = before is MicrophoneTestStep.CLOSING and view.step is MicrophoneTestStep.DONE
        if is_new and is_worth_hearing(view):
            # Comes back here with the next step.
            self._test.play()
            return
        self._meter.set_level(view.level)
        self._show_words(words_of(view))

    def _show_words(self, words: TestWords) -> None:
        before, self._shown = self._shown, words
        if words == before:
            return
        self._state.setText(words.state)
        self._state.set_tone(words.tone)
        self._advice.setText(words.advice)
        self._picture.setVisible(bool(words.icon))
        if words.icon:
            self._picture.set_icon(words.icon, words.tone)
        self._meter.setVisible(words.is_live)
        if not words.is_live:
            self._meter.reset()
        self._choice.setEnabled(bool(words.start))
        self._start.setVisible(bool(words.start))
        self._play.setVisible(bool(words.play))
        if words.start:
            self._start.setText(words.start)
            self._start.setAccessibleName(words.start)
        if words.play:
            self._play.setText(words.play)
            self._play.setAccessibleName(words.play)
        if before is None or before.state != words.state:
            announce(self, f"{words.state} {words.advice}")
            self._focus_next_action()

    def _focus_next_action(self) -> None:
        # Not to the Close button: whoever presses Space twice means the test.
        (self if self._start.isHidden() else self._start).setFocus()

    def _show_devices(self) -> None:
        devices, chosen = self._tools.devices.microphones, self._tools.chosen()
        self._choice.setVisible(bool(devices))
        self._choice.show_lines(device_lines(devices, chosen), chosen)

    # What the user does ------------------------------------------------------------------------

    def _on_start_wanted(self) -> None:
        self._tools.permission.ask(self._on_permission)

    def _on_permission(self, granted: bool) -> None:
        if granted:
            self._test.start(self._tools.chosen())
            return
        wording = describe(AudioFault(FaultCode.MICROPHONE_FORBIDDEN))
        self._show_words(
            TestWords(wording.sentence, wording.remedy, "bad", "mistake", start="Test again")
        )

    def _on_play_wanted(self) -> None:
        if self._test.view().step is MicrophoneTestStep.PLAYING:
            self._test.stop_playing()
        else:
            self._test.play()

    def _on_chosen(self, name: str | None) -> None:
        self._tools.choose(name)
        self._show_devices()

    def _on_timeout(self) -> None:
        self._test.tick()
        view = self._test.view()
        if view.step is MicrophoneTestStep.LISTENING:
            self._show()
        elif view.step in {MicrophoneTestStep.IDLE, MicrophoneTestStep.DONE}:
            self._tools.devices.tick()
            self._show_devices()

    def _on_finished(self) -> None:
        self._timer.stop()
        self._test.close()
