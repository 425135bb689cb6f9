"""The fields of the form: a label, what is typed into, and room for what is wrong with it."""

from collections.abc import Iterable
from datetime import date, time
from functools import partial

from PySide6.QtCore import QDate, QSignalBlocker, QSize, Qt, QTime, Signal
from PySide6.QtGui import QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QDateEdit,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from mlprep_gui.ui.pages.interviews.form_view import FieldTrouble, Fix
from mlprep_gui.ui.theme import FIELD_WIDTH, GAP_S, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.surfaces import clear
from mlprep_gui.ui.widgets.tab_order import focus_first
from mlprep_gui.ui.widgets.words import Words

_EARLIEST, _LATEST = QDate(1970, 1, 1), QDate(2200, 12, 31)


class Field(QWidget):
    """A labelled field; ``fix_chosen`` brings what a way out of a problem puts into the form.

    Args:
        label: above the field, and the entry's accessible name; "&" marks the key.
        entry: what is typed into.
        hint: below the label; "" for nothing.

    Attributes:
        entry: as above.
    """

    fix_chosen = Signal(object)

    def __init__(self, label: str, entry: QWidget, hint: str = "") -> None:
        super().__init__()
        self.entry = entry
        self._hint = hint
        self._label = QLabel()
        self._remark = Words(role="small")
        self._problem = Words()
        self._problem.set_tone("bad")
        self._problem.let_height_follow()
        self._fixes = QVBoxLayout()
        self._trouble = FieldTrouble("")
        self._label.setBuddy(entry)
        self.set_label(label)
        self._build()
        self.show_remark("")
        self._problem.hide()

    def set_label(self, label: str) -> None:
        """Call it something else."""
        self._label.setText(label)
        self.entry.setAccessibleName(label.replace("&", ""))

    def show_remark(self, remark: str) -> None:
        """Say what follows from the field, "" for nothing."""
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self._describe()

    def show_trouble(self, trouble: FieldTrouble) -> None:
        """Say what is wrong, with the ways out."""
        if trouble == self._trouble:
            return
        had_focus = any(button.hasFocus() for button in self._buttons())
        self._trouble = trouble
        self._problem.setText(trouble.text)
        self._problem.setVisible(bool(trouble.text))
        clear(self._fixes)
        if trouble.fixes:
            buttons = [self._make_button(fix) for fix in trouble.fixes]
            self._fixes.addWidget(FlexibleRow(*buttons))
        self._describe()
        if had_focus:
            focus_first(self.entry)

    def _buttons(self) -> Iterable[Button]:
        return self.findChildren(Button)

    def _make_button(self, fix: Fix) -> Button:
        button = Button(fix.text)
        button.clicked.connect(partial(self._on_fix, fix))
        return button

    def _on_fix(self, fix: Fix) -> None:
        self.fix_chosen.emit(fix.changes)

    def _describe(self) -> None:
        parts = (self._hint, self._remark.text(), self._trouble.text)
        self.entry.setAccessibleDescription(" ".join(filter(None, parts)))

    def _build(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_XS)
        down.addWidget(self._label)
        if self._hint:
            down.addWidget(Words(self._hint, "small"))
        down.addWidget(self.entry)
        down.addWidget(self._remark)
        down.addWidget(self._problem)
        down.addLayout(self._fixes)
        # Beside a field with more to say it stays at the top.
        down.addStretch(1)


class DayBox(QDateEdit):
    """A date, typed or chosen from a calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self.setDateRange(_EARLIEST, _LATEST)
        self.setCalendarWidget(_Calendar())

    def show_day(self, day: date) -> None:
        """Show a date without telling anybody."""
        if self.date().toPython() != day:
            with QSignalBlocker(self):
                self.setDate(QDate(day.year, day.month, day.day))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling the form must not change it on the way."""
        event.ignore()


class _Calendar(QCalendarWidget):
    """Has room for all names and numbers at any zoom, and no days in red."""

    def __init__(self) -> None:
        super().__init__()
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, QTextCharFormat())

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Seven names side by side; six weeks, the names and the month below each other."""
        metrics = self.fontMetrics()
        across = metrics.horizontalAdvance("Wed") + 2 * GAP_S
        down = metrics.lineSpacing() + GAP_S
        return QSize(7 * across, 8 * down)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """No less."""
        return self.sizeHint()


class ClockBox(QTimeEdit):
    """A time of day."""

    def __init__(self) -> None:
        super().__init__()
        self.setDisplayFormat("HH:mm")
        self.lineEdit().setTextMargins(GAP_XS, 0, 0, 0)
        self.setWrapping(True)

    def show_clock(self, clock: time) -> None:
        """Show a time of day without telling anybody."""
        shown = QTime(clock.hour, clock.minute)
        if self.time() != shown:
            with QSignalBlocker(self):
                self.setTime(shown)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling the form must not change it on the way."""
        event.ignore()


class NumberBox(QSpinBox):
    """A whole number; too many are not refused here, because a sentence explains more.

    Args:
        step: by which the arrows change it.
        unit: stands behind it; "" for none.
    """

    def __init__(self, step: int = 1, unit: str = "") -> None:
        super().__init__()
        self.setRange(-9_999, 99_999)
        self.setSingleStep(step)
        self.setSuffix(f" {unit}" if unit else "")
        self.lineEdit().setTextMargins(GAP_XS, 0, 0, 0)

    def show_number(self, number: int) -> None:
        """Show a number without telling anybody."""
        if self.value() != number:
            with QSignalBlocker(self):
                self.setValue(number)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling the form must not change it on the way."""
        event.ignore()


class ZoneBox(QComboBox):
    """A time zone: typed, with those that contain what is typed below, or chosen from all."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumWidth(FIELD_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        completer = self.completer()
        assert completer is not None
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.editTextChanged.connect(self.typed)

    def offer(self, zones: tuple[str, ...]) -> None:
        """The zones to choose from."""
        if self.count() != len(zones):
            with QSignalBlocker(self):
                text = self.currentText()
                self.clear()
                self.addItems(list(zones))
                self.setEditText(text)

    def show_zone(self, zone: str) -> None:
        """Show a zone without telling anybody."""
        if zone != self.currentText():
            with QSignalBlocker(self):
                self.setCurrentIndex(self.findText(zone))
                self.setEditText(zone)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling the form must not change it on the way."""
        event.ignore()
