"""The fields that narrow the history: topic, question, days, and what was not reviewed."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QFrame, QLabel, QVBoxLayout, QWidget

from mlprep_gui.domain.questions import Questions
from mlprep_gui.ui.pages.history.flow_row import FlowRow
from mlprep_gui.ui.pages.history.narrowing import Narrowing, Period
from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.surfaces import row

_PERIODS = (
    (Period.ANY, "Any day"),
    (Period.WEEK, "The last 7 days"),
    (Period.MONTH, "The last 30 days"),
    (Period.CHOSEN, "Choose days…"),
)
_FIELD = 170


class FilterBar(QFrame):
    """Shows a ``Narrowing`` and says by ``changed`` which one the user wants; words stay as given.

    Args:
        bank: topics and questions.
        today: proposed as the last day.
    """

    changed = Signal(object)

    def __init__(self, bank: Questions, today: date) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("Filters")
        self._bank = bank
        self._shown = Narrowing()
        self._topic = _narrow_box("Topic")
        self._question = _narrow_box("Question")
        self._period = _narrow_box("Days")
        self._first = _day("From this day on", today.replace(day=1))
        self._last = _day("Up to this day", today)
        self._days = QWidget()
        self._unreviewed = QCheckBox("Not &reviewed yet")
        self._clear = Button("Clear filters", ButtonKind.QUIET)
        self._build()
        self._connect()
        self.show_narrowing(self._shown)

    def show_narrowing(self, narrowing: Narrowing) -> None:
        """Show what is filtered by."""
        self._shown = narrowing
        topics = [(topic, topic) for topic, _questions in self._bank.topics()]
        self._topic.offer([(None, "All topics"), *topics], narrowing.topic)
        questions = [
            (question.id, question.title)
            for topic, group in self._bank.topics()
            for question in group
            if narrowing.topic in {None, topic}
        ]
        self._question.offer([(None, "All questions"), *questions], narrowing.question)
        self._period.offer(_PERIODS, narrowing.period)
        self._days.setVisible(narrowing.period is Period.CHOSEN)
        self._unreviewed.blockSignals(True)
        self._unreviewed.setChecked(narrowing.unreviewed)
        self._unreviewed.blockSignals(False)
        self._clear.setEnabled(narrowing.filters > 0)

    def take_focus(self) -> None:
        """Begin with the first field."""
        self._topic.setFocus()

    def _build(self) -> None:
        days = row(_label("Fro&m", self._first), self._first, _label("t&o", self._last), self._last)
        days.setContentsMargins(0, 0, 0, 0)
        self._days.setLayout(days)
        flow = FlowRow(
            self._topic, self._question, self._period, self._days, self._unreviewed, self._clear
        )
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_M, GAP_S, GAP_M, GAP_S)
        down.setSpacing(GAP_XS)
        down.addWidget(flow)

    def _connect(self) -> None:
        self._topic.picked.connect(lambda topic: self._tell(topic=topic))
        self._question.picked.connect(lambda question: self._tell(question=question))
        self._period.picked.connect(self._on_period_picked)
        self._unreviewed.toggled.connect(lambda on: self._tell(unreviewed=on))
        self._first.dateChanged.connect(self._on_days_changed)
        self._last.dateChanged.connect(self._on_days_changed)
        self._clear.clicked.connect(self._on_clear)

    def _tell(self, **changes: object) -> None:
        self.changed.emit(replace(self._shown, **changes))  # type: ignore[arg-type]  # fields of it

    def _on_period_picked(self, period: Period) -> None:
        if period is Period.CHOSEN:
            self._tell(period=period, first=_date(self._first), last=_date(self._last))
        else:
            self._tell(period=period, first=None, last=None)

    def _on_days_changed(self) -> None:
        if self._shown.period is Period.CHOSEN:
            self._tell(first=_date(self._first), last=_date(self._last))

    def _on_clear(self) -> None:
        self.changed.emit(Narrowing(words=self._shown.words))
        self._topic.setFocus()


def _narrow_box(name: str) -> ChoiceBox:
    box = ChoiceBox(name)
    box.setMinimumWidth(_FIELD)
    box.setToolTip(name)
    return box


def _day(name: str, day: date) -> QDateEdit:
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setCalendarPopup(True)
    field.setDisplayFormat("dd MMM yyyy")
    field.setAccessibleName(name)
    return field


def _date(field: QDateEdit) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _label(text: str, field: QWidget) -> QLabel:
    label = QLabel(text)
    label.setBuddy(field)
    return label
