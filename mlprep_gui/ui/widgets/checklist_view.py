"""One checklist with its ticks: how its items, reasons and progress look and are toggled."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mlprep_gui.domain.checklists import ChecklistItem
from mlprep_gui.services.checklists import TickedList
from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS
from mlprep_gui.ui.widgets.surfaces import ScrollColumn
from mlprep_gui.ui.widgets.words import Words


class ChecklistView(QWidget):
    """Shows a list; whoever holds it keeps the ticks.

    ``item_toggled`` brings the checklist's id, the item's id and whether it is ticked now; only
    the user's own clicks and keys send it.
    """

    item_toggled = Signal(str, str, bool)

    def __init__(self, ticked: TickedList) -> None:
        super().__init__()
        self._checklist = ticked.checklist
        self._boxes: dict[str, QCheckBox] = {}
        self._progress_text = Words(role="muted")
        self._progress = QProgressBar()
        self._build()
        self.show_ticks(ticked.ticked)
        # Whoever gives the list the focus means its first item; a checklist has one.
        self.setFocusProxy(next(iter(self._boxes.values())))

    @property
    def checklist_id(self) -> str:
        """Which list it shows."""
        return self._checklist.id

    def show_ticks(self, ticked: frozenset[str]) -> None:
        """Show these items as ticked, without telling anybody."""
        for item_id, box in self._boxes.items():
            blocked = box.blockSignals(True)
            box.setChecked(item_id in ticked)
            box.blockSignals(blocked)
        self._show_progress()

    def _build(self) -> None:
        self.setAccessibleName(self._checklist.title)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addWidget(Words(self._checklist.title, "heading"))
        if self._checklist.introduction:
            down.addWidget(Words(self._checklist.introduction, "muted"))
        down.addLayout(self._build_progress())
        down.addWidget(self._build_items(), 1)

    def _build_progress(self) -> QHBoxLayout:
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(f"Ticked on {self._checklist.title}")
        self._progress_text.setWordWrap(False)
        across = QHBoxLayout()
        across.setSpacing(GAP_M)
        across.addWidget(self._progress, 1)
        across.addWidget(self._progress_text)
        return across

    def _build_items(self) -> ScrollColumn:
        column = ScrollColumn(role="plain")
        for section in self._checklist.sections:
            column.body.addWidget(Words(section.title, "eyebrow"))
            for item in section.items:
                row = _ItemRow(item)
                row.toggled.connect(self._on_toggled)
                self._boxes[item.id] = row.box
                column.body.addWidget(row)
            column.body.addSpacing(GAP_M)
        return column

    def _on_toggled(self, item_id: str, ticked: bool) -> None:
        self._show_progress()
        self.item_toggled.emit(self._checklist.id, item_id, ticked)

    def _show_progress(self) -> None:
        done = sum(box.isChecked() for box in self._boxes.values())
        self._progress.setMaximum(len(self._boxes))
        self._progress.setValue(done)
        self._progress_text.setText(f"{done} of {len(self._boxes)}")


class _ItemRow(QWidget):
    """A box with its text and reason, which may run over several lines; a click anywhere ticks."""

    toggled = Signal(str, bool)

    def __init__(self, item: ChecklistItem) -> None:
        super().__init__()
        self._item_id = item.id
        self.box = QCheckBox()
        self.box.setAccessibleName(item.text)
        self.box.setAccessibleDescription(item.reason)
        texts = QVBoxLayout()
        texts.setSpacing(GAP_XS)
        texts.addWidget(Words(item.text))
        if item.reason:
            texts.addWidget(Words(item.reason, "small"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_S)
        across.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(texts, 1)
        self.box.toggled.connect(self._on_box_toggled)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Take the press, so that the release comes here too."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Tick by a click on the text, as everywhere else."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.toggle()

    def _on_box_toggled(self, ticked: bool) -> None:
        self.toggled.emit(self._item_id, ticked)
