"""The list of questions: grouped by topic, searchable, with a mark on those practised."""

from collections.abc import Set as AbstractSet
from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from mlprep_gui.domain.questions import Question, Questions
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.practice.contents import matches
from mlprep_gui.ui.theme import GAP_M, GAP_S
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.surfaces import row
from mlprep_gui.ui.widgets.words import Words
from mlprep_gui.ui.widgets.wrapped_lines import WrappedLines

_ID = Qt.ItemDataRole.UserRole


class QuestionList(QFrame):
    """A field to search in, the questions below it, and two ways to be given one.

    Signals:
        chosen: the id of the question that became the current one, by the user.
        activated: Return or a double click: the user wants to go on to the answer.
        random_wanted, next_wanted: the buttons below the list.
    """

    chosen = Signal(str)
    activated = Signal()
    random_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, bank: Questions, icons: IconBook) -> None:
        super().__init__()
        self.setProperty("role", "list")
        self._bank = bank
        self._icons = icons
        self._practised: AbstractSet[str] = frozenset()
        self.search = QLineEdit()
        self._list = QListWidget()
        self._nothing = Words("No question has all of these words.", "muted")
        self._random = Button("Random", icons=icons, icon="random", name="A random question")
        self._next = Button("Next new", icons=icons, icon="next", name="The next new question")
        self._build()
        self._fill()
        self._connect()

    def show_practised(self, practised: AbstractSet[str]) -> None:
        """Mark the questions that were answered at least once."""
        self._practised = practised
        self._mark()

    def select(self, question_id: str) -> None:
        """Make a question the current one without telling anybody."""
        for line in self._lines():
            if line.data(_ID) == question_id:
                blocked = self._list.blockSignals(True)
                self._list.setCurrentItem(line)
                self._list.blockSignals(blocked)
                line.setHidden(False)
                self._list.scrollToItem(line)

    def follow_bank(self, chosen_id: str | None) -> None:
        """List the questions that there are now, without telling anybody."""
        blocked = self._list.blockSignals(True)
        self._list.clear()
        self._fill()
        self._list.blockSignals(blocked)
        self._on_search_changed(self.search.text())
        if chosen_id is not None:
            self.select(chosen_id)

    def _build(self) -> None:
        self.search.setPlaceholderText("Search questions")
        self.search.setAccessibleName("Search questions")
        self.search.setClearButtonEnabled(True)
        self._list.setAccessibleName("Questions")
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setItemDelegate(WrappedLines(self._list))
        self._nothing.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_M, GAP_M, 0, GAP_M)
        column.setSpacing(GAP_S)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        column.addLayout(row(self._random, self._next))

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_search_changed)
        self.search.returnPressed.connect(self._on_search_entered)
        self._list.currentItemChanged.connect(self._on_current_changed)
        self._list.itemActivated.connect(lambda _line: self.activated.emit())
        self._random.clicked.connect(self.random_wanted)
        self._next.clicked.connect(self.next_wanted)
        self._icons.theme.changed.connect(self._on_theme_changed)

    def _fill(self) -> None:
        for topic, questions in groupby(
            sorted(self._bank, key=self._topic_order), lambda q: q.topic
        ):
            heading = QListWidgetItem(topic)
            # Not enabled: the arrow keys skip it.
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(heading)
            for question in questions:
                line = QListWidgetItem(question.title)
                line.setData(_ID, question.id)
                self._list.addItem(line)
        self._mark()

    def _topic_order(self, question: Question) -> int:
        """Topics in the order in which the bank first has them."""
        topics = list(dict.fromkeys(q.topic for q in self._bank))
        return topics.index(question.topic)

    def _lines(self) -> list[QListWidgetItem]:
        return [self._list.item(at) for at in range(self._list.count())]

    def _mark(self) -> None:
        done = self._icons.icon("covered", "accent_text")
        self._list.setIconSize(self._icons.size())
        for line in self._lines():
            question_id = line.data(_ID)
            if question_id is None:
                font = QFont(self.font())
                font.setWeight(QFont.Weight.DemiBold)
                line.setFont(font)
                continue
            practised = question_id in self._practised
            line.setIcon(done if practised else _blank(self._icons.size()))
            line.setToolTip("Practised" if practised else "Not practised yet")
            line.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{line.text()}, {'practised' if practised else 'not practised yet'}",
            )

    def _on_theme_changed(self) -> None:
        self._mark()

    def _on_search_changed(self, wanted: str) -> None:
        heading: QListWidgetItem | None = None
        found = False
        for line in self._lines():
            if line.data(_ID) is None:
                heading = line
                line.setHidden(True)
                continue
            question = self._bank.find(line.data(_ID))
            fits = question is not None and matches(question, wanted)
            line.setHidden(not fits)
            if fits and heading is not None:
                heading.setHidden(False)
            found = found or fits
        self._nothing.setVisible(not found)

    def _on_search_entered(self) -> None:
        shown = [line for line in self._lines() if line.data(_ID) and not line.isHidden()]
        if shown:
            self._list.setCurrentItem(shown[0])
            self.activated.emit()

    def _on_current_changed(self, line: QListWidgetItem | None) -> None:
        if line is not None and line.data(_ID) is not None:
            self.chosen.emit(line.data(_ID))


def _blank(size: QSize) -> QIcon:
    """As wide as a mark, so that titles stand below each other."""
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)
