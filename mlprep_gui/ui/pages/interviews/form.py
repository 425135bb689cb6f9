"""The form of an interview: its fields, what is wrong beside them, and that nothing gets lost."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import QDate, Qt, QTime, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.interview import Interview, InterviewField, InterviewFormat
from mlprep_gui.services.interviews.desk import InterviewDesk
from mlprep_gui.services.ports.interviews import NO_INTERVIEW
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.interview_wording import FIELDS, FORMATS, PLACES
from mlprep_gui.ui.pages.interviews.form_fields import ClockBox, DayBox, Field, NumberBox, ZoneBox
from mlprep_gui.ui.pages.interviews.form_presenter import FormPresenter
from mlprep_gui.ui.pages.interviews.form_view import FormView
from mlprep_gui.ui.pages.interviews.interviewer_rows import InterviewerRows
from mlprep_gui.ui.theme import FIELD_HEIGHT, GAP_L, GAP_M
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.row_column import reveal
from mlprep_gui.ui.widgets.surfaces import ScrollColumn, row
from mlprep_gui.ui.widgets.tab_order import focus_first, order_tabs
from mlprep_gui.ui.widgets.words import Words

_F = InterviewField
_PLACE_HINTS = {
    InterviewFormat.ON_SITE: "Street, floor, whom to ask for",
    InterviewFormat.VIDEO: "https://…",
    InterviewFormat.TELEPHONE: "Who calls whom, and on which number",
    InterviewFormat.ONE_WAY: "https://…",
}


class InterviewForm(QWidget):
    """``left`` when the user gave up; what was kept goes to ``saved``.

    Args:
        desk, storage: see ``FormPresenter``.
        icons: for the buttons.
        saved: told of the interview, and whether it is new.
    """

    left = Signal()

    def __init__(
        self,
        desk: InterviewDesk,
        storage: Background,
        icons: IconBook,
        saved: Callable[[Interview, bool], None],
    ) -> None:
        super().__init__()
        self._presenter = FormPresenter(desk, storage, self._on_changed, self._ask_past, saved)
        self._shown = FormView()
        self._icons = icons
        self._title = Words(role="title")
        self._notice = NoticeBar(icons)
        self._company, self._role, self._place = QLineEdit(), QLineEdit(), QLineEdit()
        self._format = ChoiceBox("How")
        self._day, self._clock, self._end = DayBox(), ClockBox(), ClockBox()
        self._length, self._people = NumberBox(5, "min"), NumberBox()
        self._zone = ZoneBox()
        self._interviewers = InterviewerRows(icons)
        self._journey = NumberBox(5, "min")
        self._notes = QPlainTextEdit()
        self._model = ChoiceBox("Checklists")
        self._fields = self._make_fields()
        self._like = Field("Chec&klists", self._model, "Own items and their order; no ticks.")
        self._length_field = Field("&Length", self._length)
        self._end_field = self._fields[_F.DURATION]
        self._cancel = Button("Cancel", name="Leave the form")
        self._save = Button("&Save", ButtonKind.PRIMARY, name="Save the interview")
        self._build()
        self._connect()

    def open_new(self) -> None:
        """Begin a new interview."""
        self._presenter.open_new()
        self._company.setFocus()

    def open_interview(self, interview: Interview) -> None:
        """Change one that is kept."""
        self._presenter.open_interview(interview)
        self._company.setFocus()

    @property
    def is_changed(self) -> bool:
        """Whether leaving would lose anything."""
        self._read_boxes()
        return self._presenter.is_changed

    def leave(self) -> None:
        """Leave, and ask before if anything would be lost."""
        if self.is_changed:
            self.ask_to_leave(self.left.emit)
        else:
            self.left.emit()

    def ask_to_leave(self, then: Callable[[], object]) -> None:
        """Ask whether what was typed may be lost; ``then`` if it may."""

        def give_up() -> None:
            self._presenter.forget()
            then()

        choice = Choice(
            "Leave the interview without saving it?",
            "What you typed will be lost.",
            "Leave",
            "Go on editing",
        )
        ask(self, choice, give_up)

    def save(self) -> None:
        """Keep what stands in the fields, or say what is wrong."""
        self._read_boxes()
        self._presenter.save()

    def _ask_past(self) -> None:
        choice = Choice(
            "This interview is in the past. Keep it?",
            "It is then listed under “Past”. If the date is wrong, go back and change it.",
            "Keep it",
            "Go back",
        )
        ask(self, choice, lambda: self._presenter.save(allow_past=True), harms=False)

    # What is shown ------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        view, before = self._presenter.view(), self._shown
        self._shown = view
        details = view.details
        self._title.setText("Edit interview" if view.interview_id else "New interview")
        for entry, text in (
            (self._company, details.company),
            (self._role, details.role),
            (self._place, details.place),
        ):
            if entry.text() != text:
                entry.setText(text)
        if self._notes.toPlainText() != details.notes:
            self._notes.setPlainText(details.notes)
        self._day.show_day(details.day)
        self._clock.show_clock(details.clock)
        self._end.show_clock(view.ends)
        self._length.show_number(details.duration_min)
        self._zone.offer(view.zones)
        self._zone.show_zone(details.zone)
        self._interviewers.show_people(details.interviewers)
        self._people.show_number(details.people)
        self._journey.show_number(details.journey_min)
        self._show_format(details.format)
        self._show_models(view, before)
        self._show_troubles(view)
        self._save.setEnabled(not view.is_busy)
        if view.fault is not None and view.fault is not before.fault:
            self._notice.show_fault(view.fault)
        elif view.fault is None and not self._notice.isHidden():
            self._notice.hide()
        if view.has_tried and before.is_busy and not view.is_busy and view.problems:
            self._focus_problem(view)

    def _show_format(self, shown: InterviewFormat) -> None:
        if self._format.currentText() != FORMATS[shown]:
            self._format.offer(FORMATS.items(), shown)
        self._fields[_F.PLACE].set_label(f"{PLACES[shown]}")
        self._place.setPlaceholderText(_PLACE_HINTS[shown])
        self._fields[_F.JOURNEY].setVisible(shown is InterviewFormat.ON_SITE)

    def _show_models(self, view: FormView, before: FormView) -> None:
        self._like.setVisible(bool(view.models) and not view.interview_id)
        if view.models != before.models:
            lines = [(NO_INTERVIEW, "Like those without an interview")]
            lines += [(one, f"Like those of {name}") for one, name in view.models]
            self._model.offer(lines, view.lists_like)

    def _show_troubles(self, view: FormView) -> None:
        for name, field in self._fields.items():
            field.show_trouble(view.trouble(name))
        self._fields[_F.DAY].show_remark(view.day_remark)
        self._fields[_F.CLOCK].show_remark(view.clock_remark)
        self._fields[_F.ZONE].show_remark(view.zone_remark)

    def _focus_problem(self, view: FormView) -> None:
        """Put the focus where the first of the problems can be mended, and say it."""
        wrong = {problem.field for problem in view.problems}
        first = next(name for name in self._fields if name in wrong)
        focus_first(self._fields[first].entry)
        reveal(self._fields[first])
        announce(self, view.trouble(first).text)

    # What the user does -------------------------------------------------------------------------

    def _read_boxes(self) -> None:
        """Take over what is still being typed in a box."""
        for box in (self._day, self._clock, self._end, self._length, self._people, self._journey):
            box.interpretText()

    def _on_day(self, day: QDate) -> None:
        self._presenter.edit(day=date(day.year(), day.month(), day.day()))

    def _on_clock(self, clock: QTime) -> None:
        self._presenter.edit(clock=time(clock.hour(), clock.minute()))

    def _on_end(self, clock: QTime) -> None:
        self._presenter.end_at(time(clock.hour(), clock.minute()))

    def _on_format(self, chosen: object) -> None:
        self._presenter.edit(format=chosen)

    def _on_fix(self, changes: dict[str, object]) -> None:
        self._presenter.edit(**changes)

    # How it is put together ---------------------------------------------------------------------

    def _make_fields(self) -> dict[InterviewField, Field]:
        """In the order in which they stand."""
        return {
            _F.COMPANY: Field("&Company", self._company),
            _F.ROLE: Field("&Role", self._role),
            _F.DAY: Field("&Date", self._day),
            _F.CLOCK: Field("T&ime", self._clock),
            _F.DURATION: Field("E&nd", self._end),
            _F.ZONE: Field("Time &zone", self._zone, "Type a city, such as Berlin."),
            _F.PLACE: Field(PLACES[InterviewFormat.ON_SITE], self._place),
            _F.INTERVIEWERS: Field(FIELDS[_F.INTERVIEWERS], self._interviewers),
            _F.PEOPLE: Field("How &many people", self._people, "Guess if you do not know."),
            _F.JOURNEY: Field("&Journey", self._journey, "From door to door."),
            _F.NOTES: Field("N&otes", self._notes),
        }

    def _build(self) -> None:
        fields = self._fields
        column = ScrollColumn(role="plain")
        column.body.setSpacing(GAP_L)
        how = Field("Ho&w", self._format)
        for widgets in (
            (fields[_F.COMPANY], fields[_F.ROLE]),
            (fields[_F.DAY], fields[_F.CLOCK]),
            (fields[_F.DURATION], self._length_field),
            (fields[_F.ZONE],),
            (how, fields[_F.PLACE]),
            (fields[_F.INTERVIEWERS],),
            (fields[_F.PEOPLE], fields[_F.JOURNEY]),
            (fields[_F.NOTES],),
            (self._like,),
        ):
            column.body.addWidget(FlexibleRow(*widgets, gap=GAP_M, fills=True))
        self._notes.setTabChangesFocus(True)
        self._fit()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addWidget(self._title)
        down.addWidget(self._notice)
        down.addWidget(column, 1)
        down.addLayout(row(self._cancel, None, self._save))
        order_tabs(self)

    def _fit(self) -> None:
        self._notes.setFixedHeight(self._icons.theme.scaled(FIELD_HEIGHT))

    def _connect(self) -> None:
        edit = self._presenter.edit
        self._company.textEdited.connect(lambda text: edit(company=text))
        self._role.textEdited.connect(lambda text: edit(role=text))
        self._place.textEdited.connect(lambda text: edit(place=text))
        self._notes.textChanged.connect(lambda: edit(notes=self._notes.toPlainText()))
        self._format.picked.connect(self._on_format)
        self._day.dateChanged.connect(self._on_day)
        self._clock.timeChanged.connect(self._on_clock)
        self._end.timeChanged.connect(self._on_end)
        self._length.valueChanged.connect(lambda minutes: edit(duration_min=minutes))
        self._zone.typed.connect(lambda zone: edit(zone=zone))
        self._interviewers.arranged.connect(lambda: order_tabs(self))
        self._interviewers.edited.connect(lambda people: edit(interviewers=people))
        self._people.valueChanged.connect(lambda people: edit(people=people))
        self._journey.valueChanged.connect(lambda minutes: edit(journey_min=minutes))
        self._model.picked.connect(self._presenter.choose_model)
        for field in self._fields.values():
            field.fix_chosen.connect(self._on_fix)
        self._cancel.clicked.connect(self.leave)
        self._save.clicked.connect(self.save)
        self._icons.theme.changed.connect(self._fit)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(keys, self, context=within).activated.connect(self.save)
        QShortcut("Esc", self, context=within).activated.connect(self.leave)
