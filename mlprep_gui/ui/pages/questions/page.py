"""The questions there are, and what is wrong with packs that could not be read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from mlprep_gui.domain.questions import Question
from mlprep_gui.services.aliases import AliasBook
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.question_shelf import QuestionShelf
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.questions.aliases_panel import AliasesPanel
from mlprep_gui.ui.pages.questions.details import QuestionDetails
from mlprep_gui.ui.pages.questions.editor import QuestionEditor
from mlprep_gui.ui.pages.questions.packs_foot import PacksFoot
from mlprep_gui.ui.pages.questions.presenter import (
    QuestionsPresenter,
    QuestionsView,
    write_problems,
)
from mlprep_gui.ui.pages.questions.question_list import QuestionList
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_S, LIST_WIDTH
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, row
from mlprep_gui.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class QuestionsTools:
    """What the page works with.

    Attributes:
        shelf: the questions in force, and what is wrong with packs.
        own_packs: where the user's own packs are looked for.
        desk: makes, keeps and deletes the user's own questions; used on the storage thread.
        aliases: what the user taught the judge; used on the storage thread.
        storage: that thread.
    """

    shelf: QuestionShelf
    own_packs: Path
    desk: OwnQuestionDesk
    aliases: AliasBook
    storage: Background


class QuestionsPage(Page):
    """The questions, and the editor of one's own.

    Args:
        tools: see there.
        icons: for the buttons.

    Signals:
        practice_requested: the id of the question to be practised.
        bank_changed: other questions are in force than before.
    """

    practice_requested = Signal(str)
    bank_changed = Signal()

    def __init__(self, tools: QuestionsTools, icons: IconBook) -> None:
        super().__init__()
        self._tools = tools
        self._presenter = QuestionsPresenter(tools.shelf, self._on_changed)
        self._icons = icons
        self._theme = icons.theme
        self._shown: QuestionsView | None = None
        self._problems = NoticeBar(icons)
        self._search = QLineEdit()
        self._list = QuestionList()
        self._nothing = Words("No question has all of these words.", "muted")
        self._details = QuestionDetails(icons)
        self._foot = PacksFoot(tools.own_packs, icons)
        self._new = Button("&New question…")
        self._faults = NoticeBar(icons)
        self._browse = QWidget()
        self._editor = QuestionEditor(tools.desk, tools.storage, icons)
        self._leaves = QStackedWidget()
        self._build()
        self._connect()
        self._on_changed()
        tools.storage.run(tools.desk.own_ids, self._presenter.take_own, self._faults.show_fault)
        self._show_problems()

    def on_shown(self) -> None:
        """See ``Page``."""
        if not self._is_editing:
            self._list.setFocus()

    def open_draft(self, question: Question) -> None:
        """Open a new question in the editor with what is written of it already.

        Where another question is being edited, the user is asked before that is lost.
        """

        def begin() -> None:
            self._leaves.setCurrentWidget(self._editor)
            self._editor.open_draft(question)

        if self._is_editing and self._editor.is_changed:
            self._editor.ask_to_leave(begin)
        else:
            begin()

    def search_field(self) -> QWidget | None:
        """See ``Page``."""
        return None if self._is_editing else self._search

    def holds_closing(self, proceed: Callable[[], object]) -> bool:
        """See ``Page``."""
        if not (self._is_editing and self._editor.is_changed):
            return False
        self._editor.ask_to_leave(proceed)
        return True

    @property
    def _is_editing(self) -> bool:
        return self._leaves.currentWidget() is self._editor

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
        around = QVBoxLayout(self)
        around.setContentsMargins(GAP_L, GAP_L, GAP_L, GAP_L)
        around.addWidget(self._leaves)
        self._leaves.addWidget(self._browse)
        self._leaves.addWidget(self._editor)
        down = QVBoxLayout(self._browse)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        head = row(Words("Questions", "title"), self._new)
        head.setStretch(0, 1)
        down.addLayout(head)
        down.addWidget(self._problems)
        down.addWidget(self._faults)
        down.addLayout(across, 1)
        down.addWidget(AliasesPanel(self._tools.aliases, self._tools.storage, self._icons))
        down.addWidget(self._foot)

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
        self._details.edit_wished.connect(self._on_edit_wished)
        self._details.deletion_wished.connect(self._on_deletion_wished)
        self._new.clicked.connect(self._on_new_clicked)
        self._problems.acted.connect(self._on_read_wished)
        self._editor.saved.connect(self._on_saved)
        self._editor.left.connect(self._on_editor_left)
        self._theme.changed.connect(self._fit_list)
        self._foot.read_wished.connect(self._on_read_wished)
        self._foot.written.connect(self._read_again)

    def _on_search_entered(self) -> None:
        self._list.choose_first()
        self._list.setFocus()

    def _on_practice_wished(self) -> None:
        view = self._presenter.view()
        if view.chosen is not None:
            self.practice_requested.emit(view.chosen.id)

    def _on_new_clicked(self) -> None:
        self._leaves.setCurrentWidget(self._editor)
        self._editor.open_new()

    def _on_edit_wished(self) -> None:
        chosen = self._presenter.view().chosen
        if chosen is not None:
            self._leaves.setCurrentWidget(self._editor)
            self._editor.open_question(chosen)

    def _on_saved(self, question: Question) -> None:
        self._search.clear()
        self._presenter.keep(question)
        self._on_editor_left()
        self._on_bank_changed()

    def _on_editor_left(self) -> None:
        self._leaves.setCurrentWidget(self._browse)
        self._list.setFocus()

    def _on_deletion_wished(self) -> None:
        chosen = self._presenter.view().chosen
        if chosen is None:
            return
        choice = Choice(
            f"Delete the question “{chosen.title}”?",
            "Its pack is deleted. Answers that you gave to it are kept.",
            "Delete",
            "Keep it",
        )
        ask(self, choice, partial(self._delete, chosen.id))

    def _delete(self, question_id: str) -> None:
        def forget(_nothing: None) -> None:
            self._presenter.forget(question_id)
            self._on_bank_changed()

        desk = self._tools.desk
        work = partial(desk.delete, question_id)
        self._tools.storage.run(work, forget, self._faults.show_fault)

    def _on_bank_changed(self) -> None:
        self._foot.look()
        self._show_problems()
        self.bank_changed.emit()

    def _on_read_wished(self) -> None:
        self._read_again()
        # What is asked of the lane now comes after that.
        self._tools.storage.run(lambda: None, self._say_read, self._faults.show_fault)

    def _say_read(self, _nothing: None) -> None:
        if not self._tools.shelf.problems:
            self._faults.show_words("Your packs were read again. All is well.", tone="good")

    def _read_again(self) -> None:
        """Take over what was written by hand."""
        desk, shelf = self._tools.desk, self._tools.shelf
        before = shelf.bank, shelf.problems

        def work() -> frozenset[str]:
            desk.read_again()
            return desk.own_ids()

        def then(own: frozenset[str]) -> None:
            self._presenter.take_own(own)
            if (shelf.bank, shelf.problems) != before:
                self._presenter.follow_bank()
                self._on_bank_changed()

        self._tools.storage.run(work, then, self._faults.show_fault)

    def _show_problems(self) -> None:
        sentence, lines = write_problems(self._tools.shelf.problems)
        if sentence:
            self._problems.show_words(sentence, lines, "Read again", tone="warn")
        else:
            self._problems.hide()
