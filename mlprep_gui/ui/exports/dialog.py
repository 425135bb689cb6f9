"""The dialog that asks in which form and where answers are exported, and tells how it went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QRadioButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.exports.exporter import Exported, Exporter
from mlprep_gui.ui.exports.formats import ONE_FILE_EACH, WORDS, ExportFormat
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.theme import DIALOG_WIDTH, GAP_L, GAP_S
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.surfaces import ScrollColumn, row
from mlprep_gui.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class ExportTools:
    """What the dialog works with: used on ``storage`` only."""

    exporter: Exporter
    storage: Background


class ExportDialog(QDialog):
    """Opens with ``open``; deletes itself when closed.

    Args:
        parent: what it stands over.
        tools: for the work.
        attempt_ids: the answers, one or more, in the order of the file.
        name: a file's name to propose, without its ending.
    """

    def __init__(
        self, parent: QWidget, tools: ExportTools, attempt_ids: Sequence[str], name: str
    ) -> None:
        super().__init__(parent)
        self._tools = tools
        self._attempt_ids = tuple(attempt_ids)
        self._name = name
        self._folder: Path | None = None
        self._is_writing = False
        self._forms = QButtonGroup(self)
        self._radios: dict[ExportFormat, QRadioButton] = {}
        self._state = Words("", "muted")
        self._save = Button("Save…", ButtonKind.PRIMARY)
        self._close = Button("Close")
        self._show = Button("Open folder")
        self._build()
        self._connect()

    def choose(self, form: ExportFormat) -> None:
        """Mark a form."""
        self._radios[form].setChecked(True)

    @property
    def form(self) -> ExportFormat:
        """The form that is marked."""
        return next(form for form, radio in self._radios.items() if radio.isChecked())

    @property
    def told(self) -> str:
        """What the dialog says of the last try; "" before the first."""
        return self._state.text()

    def save_to(self, target: Path) -> None:
        """Write to this file or folder, off the window's thread."""
        self._set_writing(True)
        self._tell("Writing…")
        ids, form, exporter = self._attempt_ids, self.form, self._tools.exporter
        self._tools.storage.run(
            lambda: exporter.export(ids, form, target), self._on_written, self._on_failed
        )

    def reject(self) -> None:
        """Close, but not while a file is being written: its end is to be told."""
        if not self._is_writing:
            super().reject()

    def _set_writing(self, is_writing: bool) -> None:
        self._is_writing = is_writing
        self._save.setEnabled(not is_writing)
        self._close.setEnabled(not is_writing)

    def _build(self) -> None:
        count = len(self._attempt_ids)
        self.setWindowTitle("Export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(DIALOG_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        column.setSpacing(GAP_S)
        title = "Export this answer" if count == 1 else f"Export {count} answers"
        column.addWidget(Words(title, "heading"))
        forms = ScrollColumn(role="plain")
        forms.body.setSpacing(GAP_S)
        for form, words in WORDS.items():
            radio = QRadioButton(words.name)
            radio.setAccessibleDescription(words.purpose)
            self._forms.addButton(radio)
            self._radios[form] = radio
            forms.body.addWidget(radio)
            purpose = words.purpose
            if count > 1 and form in ONE_FILE_EACH:
                purpose += " A folder with one file an answer."
            line = Words(purpose, "muted")
            line.setContentsMargins(_text_indent(radio), 0, 0, 0)
            line.let_height_follow()
            forms.body.addWidget(line)
        column.addWidget(forms, 1)
        self.choose(ExportFormat.PDF)
        column.addWidget(self._state)
        self._state.hide()
        self._show.hide()
        column.addLayout(row(self._show, None, self._close, self._save))
        self._save.setDefault(True)
        self.resize(DIALOG_WIDTH + 4 * GAP_L, DIALOG_WIDTH + 8 * GAP_L)
        self._radios[ExportFormat.PDF].setFocus()

    def _connect(self) -> None:
        self._save.clicked.connect(self._on_save)
        self._close.clicked.connect(self.reject)
        self._show.clicked.connect(self._on_show)

    @Slot()
    def _on_save(self) -> None:
        form = self.form
        wants_folder = form in ONE_FILE_EACH and len(self._attempt_ids) > 1
        dialog = QFileDialog(self, "Export")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if wants_folder:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setNameFilter(f"{WORDS[form].name} (*.{form})")
            dialog.setDefaultSuffix(form.value)
            dialog.selectFile(f"{self._name}.{form}")
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.open()

    def _on_written(self, exported: Exported) -> None:
        self._set_writing(False)
        self._folder = exported.path if exported.path.is_dir() else exported.path.parent
        self._show.show()
        told = f"Saved as {exported.path}."
        if exported.left_out:
            answers = "1 answer has" if exported.left_out == 1 else f"{exported.left_out} have"
            told += f" {answers} no recording or no times, and is not among them."
        self._tell(told)

    def _on_failed(self, fault: Fault) -> None:
        self._set_writing(False)
        words = describe(fault)
        self._tell(f"{words.sentence} {words.remedy}")

    def _tell(self, text: str) -> None:
        self._state.setText(text)
        self._state.show()
        announce(self._state, text)

    @Slot()
    def _on_show(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _text_indent(radio: QRadioButton) -> int:
    """How far from its left edge a radio button's text begins."""
    style, metric = radio.style(), QStyle.PixelMetric
    indicator = style.pixelMetric(metric.PM_ExclusiveIndicatorWidth, None, radio)
    return indicator + style.pixelMetric(metric.PM_RadioButtonLabelSpacing, None, radio)


AskExport = Callable[[Sequence[str], str], None]
"""Opens the dialog over the window: the answers' ids, and a file's name to propose."""
