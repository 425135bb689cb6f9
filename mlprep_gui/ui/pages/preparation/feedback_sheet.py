"""Feedback after mock interviews: a form for the person who asked, kept with its date."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDateEdit, QLabel, QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.workbooks import MockFeedback
from mlprep_gui.domain.self_checks import SelfCheck
from mlprep_gui.ui.pages.preparation.contents import MOCK, SHEETS, name_feedback
from mlprep_gui.ui.pages.preparation.sheet import Sheet, SheetTools
from mlprep_gui.ui.pages.preparation.state import PreparationState
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.kept_field import KeptField
from mlprep_gui.ui.widgets.self_check_panel import SelfCheckPanel
from mlprep_gui.ui.widgets.surfaces import row
from mlprep_gui.ui.widgets.words import Words

_LINES = 4


class FeedbackSheet(Sheet):
    """Several forms are kept; one of them is open."""

    def __init__(self, tools: SheetTools) -> None:
        super().__init__(
            tools,
            SHEETS[MOCK],
            "Ask a friend to play the interviewer, and fill in a form together afterwards.",
        )
        self._new = Button("&New form")
        self._choice = ChoiceBox("Which feedback form")
        self._delete = Button("&Delete this form")
        self._none = Words("There is no form yet.", "muted")
        self._form: _FeedbackForm | None = None
        self.body.addLayout(row(self._new, None))
        self.body.addWidget(self._none)
        self.body.addWidget(self._choice)
        self.body.addLayout(row(self._delete, None))
        self._new.clicked.connect(self._do.add_feedback)
        self._choice.picked.connect(self._on_picked)
        self._delete.clicked.connect(self._on_delete_clicked)
        self._feedback_id = ""

    def show_state(self, state: PreparationState) -> None:
        """See ``Sheet``."""
        if state.book is None:
            return
        forms = state.book.feedback
        shown = next((one for one in forms if one.id == state.feedback_id), None)
        self._none.setVisible(not forms)
        self._choice.setVisible(bool(forms))
        self._delete.setVisible(shown is not None)
        self._choice.offer([(one.id, name_feedback(one)) for one in forms], state.feedback_id)
        if self._form is None:
            self._form = self._make_form(state.book.feedback_form)
        self._form.setVisible(shown is not None)
        if shown is not None:
            self._feedback_id = shown.id
            self._form.show_feedback(shown)

    def _make_form(self, form: SelfCheck) -> "_FeedbackForm":
        made = _FeedbackForm(form, self._tools)
        self.body.insertWidget(self.body.indexOf(self._choice) + 1, made)
        return made

    def _on_picked(self, feedback_id: object) -> None:
        self.flush()
        self._do.open_feedback(str(feedback_id))

    def _on_delete_clicked(self) -> None:
        self._do.remove_feedback(self._feedback_id)


class _FeedbackForm(QWidget):
    """One form; all that is filled in is kept at once."""

    def __init__(self, form: SelfCheck, tools: SheetTools) -> None:
        super().__init__()
        self._do = tools.presenter
        self._feedback: MockFeedback | None = None
        self._day = DayField("When the mock interview was")
        self._by = KeptField("&Who asked the questions", tools.icons.theme)
        self._answers = SelfCheckPanel(form)
        self._text = KeptField(
            "&What else is there to say?", tools.icons.theme, _LINES, "What was good, what to try"
        )
        day = QLabel("W&hen it was")
        day.setBuddy(self._day)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        for part in (day, self._day, self._by, self._answers, self._text):
            down.addWidget(part)
        self._day.dateChanged.connect(self._on_changed)
        self._answers.answered.connect(self._on_answered)
        for field in (self._by, self._text):
            field.kept.connect(self._on_kept)

    def show_feedback(self, feedback: MockFeedback) -> None:
        """Show what is kept."""
        if feedback == self._feedback:
            return
        is_other = self._feedback is None or self._feedback.id != feedback.id
        before, self._feedback = self._feedback, feedback
        self._day.show_day(feedback.day)
        self._by.show_text(feedback.by)
        self._text.show_text(feedback.text)
        if is_other or before is None or before.answers != feedback.answers:
            self._answers.show_answers(dict(feedback.answers))

    def _save(self, stretch: str, answers: tuple[tuple[str, str], ...] | None = None) -> None:
        if self._feedback is None:
            return
        self._feedback = MockFeedback(
            self._feedback.id,
            self._day.day,
            self._by.text,
            self._feedback.answers if answers is None else answers,
            self._text.text,
        )
        self._do.save_feedback(self._feedback, stretch)

    def _on_changed(self) -> None:
        self._save("")

    def _on_answered(self, answers: dict[str, str]) -> None:
        self._save("", tuple(answers.items()))

    def _on_kept(self, _text: str, stretch: str) -> None:
        self._save(stretch)


class DayField(QDateEdit):
    """A field for a day; ``dateChanged`` is emitted for the user's changes only."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMMM yyyy")
        # A half typed year is no day to keep.
        self.setKeyboardTracking(False)

    @property
    def day(self) -> date:
        """The day it shows."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, day: date) -> None:
        """Show a day without telling anybody."""
        blocked = self.blockSignals(True)
        self.setDate(QDate(day.year, day.month, day.day))
        self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scrolling the page must not change a day on the way."""
        event.ignore()
