"""Names and roles of the interviewers, a row each."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.interview import Interviewer
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.theme import GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.surfaces import row


class InterviewerRows(QWidget):
    """Shows at least one row, which may be empty.

    Signals:
        edited: all of them, blank rows included, whenever the user changes one.
        arranged: there are other rows than before.
    """

    edited = Signal(object)
    arranged = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._icons = icons
        self._rows: list[_Row] = []
        self._down = QVBoxLayout()
        self._add = Button("&Add a person", icons=icons, icon="add")
        self._down.setSpacing(GAP_S)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_S)
        down.addLayout(self._down)
        down.addLayout(row(self._add, None))
        self._add.clicked.connect(self._on_add)

    def show_people(self, people: tuple[Interviewer, ...]) -> None:
        """Show these; without any, one empty row."""
        wanted = people or (Interviewer(""),)
        if wanted == self._people():
            return
        while self._rows:
            self._drop(self._rows[-1])
        for person in wanted:
            self._append(person)
        self.arranged.emit()

    def _people(self) -> tuple[Interviewer, ...]:
        return tuple(one.person for one in self._rows)

    def _append(self, person: Interviewer) -> None:
        line = _Row(person, self._icons)
        line.edited.connect(self._tell)
        line.removed.connect(partial(self._on_remove, line))
        self._rows.append(line)
        self._down.addWidget(line)
        # At once, and not when Qt has time: it may get the focus.
        line.show()
        self._renumber()

    def _drop(self, line: "_Row") -> None:
        self._rows.remove(line)
        self._down.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._renumber()

    def _renumber(self) -> None:
        for number, line in enumerate(self._rows, start=1):
            line.set_number(number)

    def _tell(self) -> None:
        self.edited.emit(self._people())

    def _on_add(self) -> None:
        self._append(Interviewer(""))
        self.arranged.emit()
        self._rows[-1].focus()
        self._tell()

    def _on_remove(self, line: "_Row") -> None:
        at = self._rows.index(line)
        self._drop(line)
        if not self._rows:
            self._append(Interviewer(""))
            self.arranged.emit()
        self._rows[min(at, len(self._rows) - 1)].focus()
        self._tell()


class _Row(QWidget):
    edited = Signal()
    removed = Signal()

    def __init__(self, person: Interviewer, icons: IconBook) -> None:
        super().__init__()
        self._name = QLineEdit(person.name)
        self._role = QLineEdit(person.role)
        self._remove = Button("", ButtonKind.QUIET, icons, "close", "Remove this person")
        self._name.setPlaceholderText("Name")
        self._role.setPlaceholderText("Role")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_S)
        across.addWidget(self._name, 1)
        across.addWidget(self._role, 1)
        across.addWidget(self._remove)
        self._name.textEdited.connect(self.edited)
        self._role.textEdited.connect(self.edited)
        self._remove.clicked.connect(self.removed)

    @property
    def person(self) -> Interviewer:
        return Interviewer(self._name.text(), self._role.text())

    def set_number(self, number: int) -> None:
        self._name.setAccessibleName(f"Name of person {number}")
        self._role.setAccessibleName(f"Role of person {number}")
        self._remove.setAccessibleName(f"Remove person {number}")

    def focus(self) -> None:
        self._name.setFocus()
