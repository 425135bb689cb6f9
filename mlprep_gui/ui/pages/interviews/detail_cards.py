"""The cards on the page of one interview: each shows one part of what is said of it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.interviews.contents import (
    DayWords,
    DetailWords,
    HeadWords,
    ListWords,
    PlaceWords,
    QuestionWords,
)
from mlprep_gui.ui.pages.interviews.text import Text
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_S, GAP_XS
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.links import LinkColumn, ask_to_open
from mlprep_gui.ui.widgets.surfaces import Card, clear

_FIRST_DAYS = 5


class HeadCard(Card):
    """Which interview it is, how long there is still, and when it is."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Text(role="title", selectable=True)
        self._countdown = Text(role="heading")
        self._moments = Text(selectable=True)
        for words in (self._title, self._countdown, self._moments):
            self.body.addWidget(words)

    def show_words(self, words: HeadWords) -> None:
        """Show these."""
        self._title.setText(words.title)
        self._countdown.setText(words.countdown)
        self._moments.setText("\n".join(words.moments))


class FactsCard(Card):
    """The times that follow, the place, and who will be there."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP_L)
        self._grid.setVerticalSpacing(GAP_S)
        self._grid.setColumnStretch(1, 1)
        self._place: PlaceWords | None = None
        self._open = Button("Open link")
        self._copy = Button("Copy", name="Copy the place")
        self._buttons = FlexibleRow(self._open, self._copy)
        self.body.addWidget(Text("The day", "heading"))
        self.body.addLayout(self._grid)
        self.body.addWidget(self._buttons)
        self._open.clicked.connect(self._on_open)
        self._copy.clicked.connect(self._on_copy)

    def show_words(self, words: DetailWords) -> None:
        """Show these."""
        self._place = words.place
        lines = list(words.facts)
        if words.place is not None:
            lines.append((words.place.name, words.place.text))
        if words.interviewers:
            lines.append(("Interviewers", "\n".join(words.interviewers)))
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for at, (name, value) in enumerate(lines):
            label = Text(name, "muted")
            label.setWordWrap(False)
            shown = Text(value, selectable=True)
            shown.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(label, at, 0, top)
            self._grid.addWidget(shown, at, 1, top)
        self._buttons.setVisible(words.place is not None)
        self._open.setVisible(words.place is not None and bool(words.place.links))

    def _on_open(self) -> None:
        if self._place is not None and self._place.links:
            ask_to_open(self, self._place.links[0])

    def _on_copy(self) -> None:
        if self._place is not None:
            QGuiApplication.clipboard().setText(self._place.text)
            announce(self, "Copied.")


class PlanCard(Card):
    """The days that are left; ``practice_wished`` brings a question's id."""

    practice_wished = Signal(str)

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._icons = icons
        self._days: tuple[DayWords, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(GAP_M)
        self._more = Button("", ButtonKind.QUIET)
        self._more.setCheckable(True)
        self.body.addWidget(Text("Your plan for the days that are left", "heading"))
        self.body.addLayout(self._column)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.toggled.connect(self._build)

    def show_words(self, days: tuple[DayWords, ...]) -> None:
        """Show these days, the first ones at once."""
        self._days = days
        self.setVisible(bool(days))
        self._build()

    def _build(self) -> None:
        clear(self._column)
        is_open = self._more.isChecked()
        for day in self._days if is_open else self._days[:_FIRST_DAYS]:
            _put(self._column, self._make_day(day))
        rest = len(self._days) - _FIRST_DAYS
        self._more.setVisible(rest > 0)
        text = "Show fewer days" if is_open else f"Show {rest} more day{'s' if rest > 1 else ''}"
        self._more.setText(text)
        self._more.setAccessibleName(text)

    def _make_day(self, day: DayWords) -> QWidget:
        block = QWidget()
        block.setAccessibleName(day.title)
        down = QVBoxLayout(block)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_XS)
        down.addWidget(Text(day.title, "eyebrow"))
        for question in day.questions:
            down.addWidget(self._make_question(question, day.title))
        if day.due:
            down.addWidget(Text(day.due))
        return block

    def _make_question(self, question: QuestionWords, day: str) -> QWidget:
        practise = Button("Practise", ButtonKind.QUIET, self._icons, "practise")
        practise.setAccessibleName(f"Practise {question.title}: {day}")
        practise.clicked.connect(partial(self.practice_wished.emit, question.id))
        return _beside(Text(f"{question.title} ({question.state})"), practise)


class ListsCard(Card):
    """The checklists with their progress; ``list_wished`` brings an id, "" for all of them."""

    list_wished = Signal(str)

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._icons = icons
        self._told = Text(role="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Ticked on all lists")
        self._column = QVBoxLayout()
        self._column.setSpacing(GAP_XS)
        self._all = Button("Open the checklists")
        self.body.addWidget(Text("Checklists", "heading"))
        self.body.addWidget(self._bar)
        self.body.addWidget(self._told)
        self.body.addLayout(self._column)
        self.body.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeft)
        self._all.clicked.connect(lambda: self.list_wished.emit(""))

    def show_words(self, lists: tuple[ListWords, ...]) -> None:
        """Show these lists."""
        ticked, total = sum(one.ticked for one in lists), sum(one.total for one in lists)
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(ticked)
        self._told.setText(f"{ticked} of {total} items ticked")
        clear(self._column)
        for one in lists:
            due = f", {one.due}" if one.due else ""
            opens = Button("Open", ButtonKind.QUIET, self._icons, "open")
            opens.setAccessibleName(f"Open the list {one.title}")
            opens.clicked.connect(partial(self.list_wished.emit, one.id))
            line = Text(f"{one.title}: {one.ticked} of {one.total}{due}")
            _put(self._column, _beside(line, opens))


class PaperCard(Card):
    """What can be saved and printed.

    Signals:
        calendar_wished, printing_wished, pdf_wished: as they say.
    """

    calendar_wished = Signal()
    printing_wished = Signal()
    pdf_wished = Signal()

    def __init__(self) -> None:
        super().__init__()
        calendar = Button("Save calendar file…")
        printing = Button("Print the sheet…")
        pdf = Button("Save the sheet as PDF…")
        self.body.addWidget(Text("On paper and in your calendar", "heading"))
        self.body.addWidget(
            Text(
                "The sheet has all that you need on one page, for your briefcase. The calendar "
                "file reminds you the evening before, when to leave, and to turn off your phone.",
                "muted",
            )
        )
        self.body.addWidget(FlexibleRow(calendar, printing, pdf))
        calendar.clicked.connect(self.calendar_wished)
        printing.clicked.connect(self.printing_wished)
        pdf.clicked.connect(self.pdf_wished)


class NotesCard(Card):
    """The notes, with the links in them."""

    def __init__(self) -> None:
        super().__init__()
        self._notes = Text(selectable=True)
        self._links = LinkColumn()
        self.body.addWidget(Text("Notes", "heading"))
        self.body.addWidget(self._notes)
        self.body.addWidget(self._links)

    def show_words(self, notes: str, links: tuple[str, ...]) -> None:
        """Show these, or nothing where there are none."""
        self.setVisible(bool(notes))
        self._notes.setText(notes)
        self._links.show_links(links)


def _beside(words: Text, button: Button) -> QWidget:
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(GAP_M)
    across.addWidget(words, 1)
    across.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return line


def _put(layout: QVBoxLayout, widget: QWidget) -> None:
    """Add a widget and show it at once, and not when Qt has time: it may get the focus."""
    layout.addWidget(widget)
    widget.show()
