"""The dialogs of the practice page: one question at a time, and which file to open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from mlprep_gui.ui.widgets.confirmation import Choice, ask

_SOUND_FILES = (
    "Sound and video (*.wav *.flac *.ogg *.oga *.opus *.mp3 *.m4a *.aac *.mp4 *.mov *.webm *.mkv);;"
    "All files (*)"
)


class PracticeDialogs:
    """None of them blocks.

    Args:
        page: which they belong to.
    """

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._box: QMessageBox | None = None

    def ask(self, choice: Choice, then: Callable[[], None], *, harms: bool = True) -> None:
        """Ask, and call ``then`` if the user wants it; one question at a time.

        ``harms`` says whether something is lost by it.
        """
        if self._box is None:
            self._box = ask(self._page, choice, then, harms=harms)
            self._box.finished.connect(self._on_answered)

    def withdraw(self) -> None:
        """What was asked about has come to its end by itself."""
        if self._box is not None:
            self._box.reject()

    def choose_file(self, then: Callable[[Path], None]) -> None:
        """Have a sound file chosen; ``then`` is not called where none was."""
        dialog = QFileDialog(self._page, "Open a recording", "", _SOUND_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        dialog.open()

    def _on_answered(self) -> None:
        self._box = None
