"""The dialog in which an item of the user's own is changed: its words and its date."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.list_editing import OwnItem
from mlprep_gui.ui.theme import DIALOG_WIDTH, GAP_L, GAP_M, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.surfaces import row

_MOST_DAYS = 365
_NO_DATE, _BEFORE, _SAME_DAY, _AFTER = "none", "before", "same", "after"
_WHEN = (
    (_NO_DATE, "No date"),
    (_BEFORE, "Days before the interview"),
    (_SAME_DAY, "On the day of the interview"),
    (_AFTER, "Days after the interview"),
)


class ItemDialog(QDialog):
    """Opens with ``open`` and calls ``then`` with the changed item.

    Args:
        parent: what it stands over.
        item: as it is kept.
        then: what becomes of the change.
    """

    def __init__(self, parent: QWidget, item: OwnItem, then: Callable[[OwnItem], None]) -> None:
        super().__init__(parent)
        self._item = item
        self._then = then
        self._text = QLineEdit(item.text)
        self._reason = QLineEdit(item.reason)
        self._when = ChoiceBox("When it is due")
        self._days = _DaysBox()
        self._kept_when: object = _when_of(item.due_days)
        self._save = Button("Save", ButtonKind.PRIMARY)
        self._cancel = Button("Cancel")
        self._build()
        self._when.picked.connect(self._on_when_picked)
        self._text.textChanged.connect(self._on_text_changed)
        self._save.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        self._on_when_picked(self._kept_when)

    def accept(self) -> None:
        """Hand over the changed item."""
        text = self._text.text().strip()
        if text:
            changed = replace(
                self._item, text=text, reason=self._reason.text().strip(), due_days=self._due_days()
            )
            super().accept()
            self._then(changed)

    def _due_days(self) -> int | None:
        days = self._days.value()
        return {_NO_DATE: None, _BEFORE: -days, _SAME_DAY: 0, _AFTER: days}[str(self._kept_when)]

    def _build(self) -> None:
        self.setWindowTitle("Change this item")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(DIALOG_WIDTH)
        self._days.setRange(1, _MOST_DAYS)
        self._days.setValue(abs(self._item.due_days or 1) or 1)
        self._days.setAccessibleName("How many days")
        self._when.offer(_WHEN, self._kept_when)
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        down.setSpacing(GAP_M)
        for name, field in (("&What to do", self._text), ("Wh&y (may stay empty)", self._reason)):
            down.addLayout(_labelled(name, field))
        down.addLayout(_labelled("When it is &due", self._when))
        down.addWidget(self._days)
        down.addLayout(row(None, self._cancel, self._save))
        self._save.setDefault(True)

    def _on_when_picked(self, when: object) -> None:
        self._kept_when = when
        self._days.setVisible(when in {_BEFORE, _AFTER})

    def _on_text_changed(self) -> None:
        self._save.setEnabled(bool(self._text.text().strip()))


class _DaysBox(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling must not change the days on the way."""
        event.ignore()


def _labelled(name: str, field: QWidget) -> QVBoxLayout:
    label = QLabel(name)
    label.setBuddy(field)
    field.setAccessibleName(name.replace("&", ""))
    column = QVBoxLayout()
    column.setSpacing(GAP_XS)
    column.addWidget(label)
    column.addWidget(field)
    return column


def _when_of(days: int | None) -> str:
    if days is None:
        return _NO_DATE
    return _SAME_DAY if days == 0 else _BEFORE if days < 0 else _AFTER
