"""Where the user's own packs lie, how to get there, and when they are to be read again."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.questions.pack_watch import PackWatch
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.words import Words


class PacksFoot(QWidget):
    """``read_wished`` when the user asks for it, ``written`` when files were changed there."""

    read_wished = Signal()
    written = Signal()

    def __init__(self, folder: Path, icons: IconBook) -> None:
        super().__init__()
        self._folder = folder
        self._watch = PackWatch(folder, self)
        text = (
            "Packs of your own are TOML files in this folder. "
            f"A file that you change there is read at once: {folder}"
        )
        again = Button("&Read again", name="Read the packs again")
        copy = Button("Copy folder", icons=icons, icon="folder", name="Copy the folder's name")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_M)
        across.addWidget(Words(text, "small", selectable=True), 1)
        across.addWidget(again)
        across.addWidget(copy)
        again.clicked.connect(self.read_wished)
        copy.clicked.connect(self._on_copy_clicked)
        self._watch.changed.connect(self.written)

    def look(self) -> None:
        """The folder may have been made, or have other files now."""
        self._watch.look()

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(str(self._folder))
