"""All questions as a list under their topics."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from mlprep_gui.ui.pages.questions.presenter import Topic
from mlprep_gui.ui.widgets.wrapped_lines import WrappedLines

_ID = Qt.ItemDataRole.UserRole


class QuestionList(QListWidget):
    """``question_chosen`` brings an id when the user makes another question the current one."""

    question_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Questions by topic")
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setItemDelegate(WrappedLines(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current_changed)

    def show_topics(self, topics: Iterable[Topic], chosen_id: str | None) -> None:
        """List these; the chosen one stays the current one, if it is among them."""
        blocked = self.blockSignals(True)
        self.clear()
        for topic in topics:
            self._add(topic)
        for item in self._questions():
            if item.data(_ID) == chosen_id:
                self.setCurrentItem(item)
        self.blockSignals(blocked)

    def choose_first(self) -> None:
        """Make the first question the current one."""
        first = next(self._questions(), None)
        if first is not None:
            self.setCurrentItem(first)

    def _add(self, topic: Topic) -> None:
        heading = QListWidgetItem(topic.name)
        # Not enabled: the arrow keys skip it.
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setBold(True)
        heading.setFont(font)
        self.addItem(heading)
        for question in topic.questions:
            item = QListWidgetItem(question.title)
            item.setData(_ID, question.id)
            self.addItem(item)

    def _questions(self) -> Iterator[QListWidgetItem]:
        items = (self.item(place) for place in range(self.count()))
        return (item for item in items if item.data(_ID) is not None)

    def _on_current_changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ID) is not None:
            self.question_chosen.emit(item.data(_ID))
