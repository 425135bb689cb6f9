"""The editor of one's own questions: leaves for the answer, for the points, for wrong claims."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from mlprep_gui.domain.questions import Question
from mlprep_gui.services.own_questions import OwnQuestionDesk
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.questions.editor_fields import TextField
from mlprep_gui.ui.pages.questions.editor_mistakes import MistakesForm
from mlprep_gui.ui.pages.questions.editor_points import PointsForm
from mlprep_gui.ui.pages.questions.editor_presenter import EditorPresenter
from mlprep_gui.ui.pages.questions.editor_view import EditorView, Step
from mlprep_gui.ui.theme import FIELD_HEIGHT, GAP_M, POINT_FIELD_HEIGHT
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import ScrollColumn, row
from mlprep_gui.ui.widgets.words import Words


class QuestionEditor(QWidget):
    """``saved`` brings the question that was kept; ``left`` when the user gave up.

    Args:
        desk, storage: see ``EditorPresenter``.
        icons: for the buttons.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(self, desk: OwnQuestionDesk, storage: Background, icons: IconBook) -> None:
        super().__init__()
        self._presenter = EditorPresenter(desk, storage, self._on_changed, self.saved.emit)
        theme = icons.theme
        self._shown: EditorView | None = None
        self._title = Words(role="title")
        self._notice = NoticeBar(icons)
        self._leaves = QStackedWidget()
        self._texts = {
            "prompt": TextField("&Question", "", theme, POINT_FIELD_HEIGHT),
            "model_answer": TextField(
                "&Model answer",
                "As you would say it in a minute or two; each statement becomes a point.",
                theme,
                2 * FIELD_HEIGHT,
            ),
            "title": TextField("&Title", "A few words for lists; may stay empty.", theme),
            "topic": TextField("T&opic", "The heading in lists; may stay empty.", theme),
        }
        self._points = PointsForm(self._presenter, icons)
        self._mistakes = MistakesForm(self._presenter, icons)
        self._cancel = Button("Cancel", name="Leave the editor")
        self._back = Button("")
        self._propose = Button("P&ropose points")
        self._go_on = Button("Go on to the poi&nts")
        self._save = Button("&Save question", ButtonKind.PRIMARY)
        self._build()
        self._connect()
        self._on_changed()

    def open_new(self) -> None:
        """Begin an empty question."""
        self._presenter.open_new()
        self._points.show_more(wanted=False)
        self._focus_first()

    def open_question(self, question: Question) -> None:
        """Begin with one of the user's own."""
        self._presenter.open_question(question)
        self._show_more_if_used()
        self._focus_first()

    def open_draft(self, question: Question) -> None:
        """Begin a new question with what is written of it already."""
        self._presenter.open_draft(question)
        self._show_more_if_used()
        self._focus_first()

    def undo(self) -> None:
        """Bring back what was deleted or merged; Edit, Undo finds this by its name."""
        self._presenter.undo()

    @property
    def is_changed(self) -> bool:
        """Whether leaving would lose anything."""
        return self._presenter.is_changed

    def leave(self) -> None:
        """Leave, and ask before if anything would be lost."""
        if self.is_changed:
            self.ask_to_leave(self.left.emit)
        else:
            self.left.emit()

    def ask_to_leave(self, then: Callable[[], object]) -> None:
        """Ask whether what was changed may be lost; ``then`` if it may."""

        def give_up() -> None:
            self._presenter.open_new()
            then()

        choice = Choice(
            "Leave the question without saving it?",
            "What you changed will be lost.",
            "Leave",
            "Go on editing",
        )
        ask(self, choice, give_up)

    def _on_changed(self) -> None:
        view, before = self._presenter.view(), self._shown
        self._shown = view
        self._title.setText("New question" if view.is_new else "Edit question")
        for name, field in self._texts.items():
            field.show_text(getattr(view.question, name))
            field.show_problem(view.problem(name) if view.step is Step.ANSWER else "")
        self._points.show_view(view)
        self._mistakes.show_view(view)
        self._show_step(view)
        if before is None or (view.problems, view.fault) != (before.problems, before.fault):
            self._show_notice(view)
        if before is not None and view.problems and view.problems != before.problems:
            self._focus_problem(view)
        elif before is not None and view.step is not before.step:
            self._focus_first()

    def _show_step(self, view: EditorView) -> None:
        at_answer = view.step is Step.ANSWER
        self._leaves.setCurrentIndex(list(Step).index(view.step))
        target = "points" if view.step is Step.MISTAKES else "answer"
        self._back.setText(f"&Back to the {target}")
        self._back.setAccessibleName(f"Back to the {target}")
        self._back.setVisible(not at_answer)
        self._save.setVisible(not at_answer)
        self._propose.setVisible(at_answer)
        self._propose.setText("Propose points &anew" if view.drafts else "P&ropose points")
        self._propose.setAccessibleName(self._propose.text().replace("&", ""))
        self._go_on.setVisible(at_answer and bool(view.drafts))
        for button in (self._save, self._propose, self._go_on, self._cancel):
            button.setEnabled(not view.is_busy)

    def _show_notice(self, view: EditorView) -> None:
        elsewhere = [problem.message for problem in view.problems if not problem.field]
        if view.fault is not None:
            self._notice.show_fault(view.fault)
        elif elsewhere:
            self._notice.show_words(" ".join(elsewhere), tone="bad")
        elif len(view.problems) > 1:
            count = len(view.problems)
            self._notice.show_words(f"{count} things need your attention.", tone="warn")
        else:
            self._notice.hide()

    def _focus_first(self) -> None:
        step = self._presenter.view().step
        if step is Step.POINTS:
            self._points.focus_first()
        elif step is Step.MISTAKES:
            self._mistakes.focus_first()
        else:
            empty = (field for field in self._texts.values() if not field.text.strip())
            next(empty, self._texts["prompt"]).entry.setFocus()

    def _focus_problem(self, view: EditorView) -> None:
        """Put the focus where the first of the problems can be mended."""
        field = view.problems[0].field
        if field in self._texts:
            self._texts[field].entry.setFocus()
        elif view.step is Step.MISTAKES:
            self._mistakes.focus_field(field)
        else:
            self._points.focus_field(field)

    def _show_more_if_used(self) -> None:
        """Who has written cues before wants to see them."""
        view = self._presenter.view()
        is_used = bool(view.mistakes) or any(draft.has_more for draft in view.drafts)
        self._points.show_more(wanted=is_used)

    def _build(self) -> None:
        answer = ScrollColumn(role="plain")
        answer.body.addWidget(self._texts["prompt"])
        answer.body.addWidget(self._texts["model_answer"])
        names = row(self._texts["title"], self._texts["topic"], spacing=GAP_M)
        names.setStretch(0, 3)
        names.setStretch(1, 2)
        answer.body.addLayout(names)
        self._leaves.addWidget(answer)
        self._leaves.addWidget(self._points)
        self._leaves.addWidget(self._mistakes)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        down.addWidget(self._title)
        down.addWidget(self._notice)
        down.addWidget(self._leaves, 1)
        foot = (self._cancel, self._back, None, self._propose, self._go_on, self._save)
        down.addLayout(row(*foot))

    def _connect(self) -> None:
        for name, field in self._texts.items():
            field.edited.connect(lambda text, name=name: self._presenter.write(name, text))
        self._cancel.clicked.connect(self.leave)
        self._back.clicked.connect(self._presenter.go_back)
        self._propose.clicked.connect(self._on_propose_clicked)
        self._go_on.clicked.connect(self._presenter.go_on)
        self._save.clicked.connect(self._presenter.save)
        self._bind(QKeySequence.StandardKey.Save, self._on_save_typed)
        self._bind(QKeySequence.StandardKey.Cancel, self.leave)

    def _bind(self, key: QKeySequence.StandardKey, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _on_save_typed(self) -> None:
        """On both leaves, once there is something to keep."""
        if self._presenter.view().drafts:
            self._presenter.save()

    def _on_propose_clicked(self) -> None:
        if not self._presenter.view().drafts:
            self._presenter.propose()
            return
        choice = Choice(
            "Propose all points anew?",
            "The points there are now, with what you changed in them, are replaced.",
            "Propose anew",
            "Keep them",
        )
        ask(self, choice, self._presenter.propose)
