"""The questions there are, and what is wrong with packs that could not be read."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mlprep_gui.services.ports import LoadedBank
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.questions.details import QuestionDetails
from mlprep_gui.ui.pages.questions.presenter import (
    QuestionsPresenter,
    QuestionsView,
    write_problems,
)
from mlprep_gui.ui.pages.questions.question_list import QuestionList
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_S, LIST_WIDTH
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page
from mlprep_gui.ui.widgets.words import Words


class QuestionsPage(Page):
    """``practice_requested`` brings the id of the question to be practised.

    Args:
        loaded: the bank as it was read at the start, with its problems.
        own_packs: where the user's own packs are looked for.
        icons: for the buttons.
    """

    practice_requested = Signal(str)

    def __init__(self, loaded: LoadedBank, own_packs: Path, icons: IconBook) -> None:
        super().__init__()
        self._presenter = QuestionsPresenter(loaded.bank, self._on_changed)
        self._theme = icons.theme
        self._shown: QuestionsView | None = None
        self._own_packs = own_packs
        self._problems = NoticeBar(icons)
        self._search = QLineEdit()
        self._list = QuestionList()
        self._nothing = Words("No question has all of these words.", "muted")
        self._details = QuestionDetails(icons)
        self._copy = Button(
            "Copy folder", icons=icons, icon="folder", name="Copy the folder's name"
        )
        self._build()
        self._connect()
        self._on_changed()
        sentence, lines = write_problems(loaded)
        if sentence:
            self._problems.show_words(sentence, lines, tone="warn")

    def on_shown(self) -> None:
        """See ``Page``."""
        self._list.setFocus()

    def search_field(self) -> QWidget | None:
        """See ``Page``."""
        return self._search

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Share the new width."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        """The list gives way before what stands beside it does."""
        width = min(self._theme.scaled(LIST_WIDTH), self.width() // 3)
        self._list.setFixedWidth(width)
        self._search.setFixedWidth(width)

    def _on_changed(self) -> None:
        view, before = self._presenter.view(), self._shown
        self._shown = view
        if before is None or view.topics != before.topics:
            self._list.show_topics(view.topics, view.chosen.id if view.chosen else None)
            self._nothing.setVisible(not view.topics)
        self._details.setVisible(view.chosen is not None)
        self._details.show_view(view)

    def _build(self) -> None:
        self._search.setPlaceholderText("Search questions")
        self._search.setAccessibleName("Search questions")
        self._search.setClearButtonEnabled(True)
        across = QHBoxLayout()
        across.setSpacing(GAP_M)
        across.addLayout(self._build_list())
        across.addWidget(self._details, 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        down.setSpacing(GAP_M)
        down.addWidget(Words("Questions", "title"))
        down.addWidget(self._problems)
        down.addLayout(across, 1)
        down.addLayout(self._build_foot())

    def _build_foot(self) -> QHBoxLayout:
        text = (
            "Packs of your own are TOML files in this folder; they are read when MLPrep starts: "
            f"{self._own_packs}"
        )
        across = QHBoxLayout()
        across.setSpacing(GAP_M)
        across.addWidget(Words(text, "small", selectable=True), 1)
        across.addWidget(self._copy)
        return across

    def _build_list(self) -> QVBoxLayout:
        down = QVBoxLayout()
        down.setSpacing(GAP_S)
        down.addWidget(self._search)
        down.addWidget(self._nothing)
        down.addWidget(self._list, 1)
        return down

    def _connect(self) -> None:
        self._search.textChanged.connect(self._presenter.search)
        self._search.returnPressed.connect(self._on_search_entered)
        self._list.question_chosen.connect(self._presenter.choose)
        self._list.itemActivated.connect(self._on_practice_wished)
        self._details.practice_wished.connect(self._on_practice_wished)
        self._details.points_toggled.connect(self._presenter.show_points)
        self._details.answer_toggled.connect(self._presenter.show_answer)
        self._theme.changed.connect(self._fit_list)
        self._copy.clicked.connect(self._on_copy_clicked)

    def _on_search_entered(self) -> None:
        self._list.choose_first()
        self._list.setFocus()

    def _on_practice_wished(self) -> None:
        chosen = self._presenter.view().chosen
        if chosen is not None:
            self.practice_requested.emit(chosen.id)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(str(self._own_packs))
