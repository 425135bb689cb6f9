"""The third leaf of the editor: the wrong claims, and which points each of them takes away."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mlprep_gui.domain.question_editing import PointDrafts
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.questions.editor_fields import DraftList, TextField, write_line
from mlprep_gui.ui.pages.questions.editor_presenter import EditorPresenter
from mlprep_gui.ui.pages.questions.editor_view import EditorView
from mlprep_gui.ui.theme import GAP_M, GAP_S, GAP_XS, POINT_FIELD_HEIGHT, Theme
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.surfaces import ScrollColumn, clear, row
from mlprep_gui.ui.widgets.words import Words

_PREFIX = "mistake."


class MistakesForm(QWidget):
    """Shows a view and forwards what the user does to the presenter."""

    def __init__(self, presenter: EditorPresenter, icons: IconBook) -> None:
        super().__init__()
        self._presenter = presenter
        self._list = DraftList("Wrong claims")
        self._add = Button("&Add", name="Add wrong claim")
        self._delete = Button("De&lete", name="Delete wrong claim")
        self._undo = Button("&Undo", ButtonKind.QUIET, name="Undo the last change of the list")
        self._texts = _make_texts(icons.theme)
        self._points = QWidget()
        self._down = QVBoxLayout(self._points)
        self._boxes: list[QCheckBox] = []
        self._listed: list[str] = []
        self._fields = ScrollColumn(role="plain")
        self._build()
        self._connect()

    def focus_first(self) -> None:
        """Put the focus on the list, or on what fills it."""
        (self._list if self._list.count() else self._add).setFocus()

    def focus_field(self, name: str) -> None:
        """Put the focus on the field of a problem, else on the list."""
        field = self._texts.get(name.removeprefix(_PREFIX))
        if field is None:
            self.focus_first()
        else:
            field.entry.setFocus()

    def show_view(self, view: EditorView) -> None:
        """Show the wrong claims and the current one's fields."""
        lines = [write_line(at, m.correction, m.id) for at, m in enumerate(view.mistakes)]
        self._list.show_lines(lines, view.current_mistake)
        mistake = view.mistake
        self._fields.setVisible(mistake is not None)
        self._delete.setEnabled(mistake is not None)
        self._undo.setVisible(view.before is not None)
        if mistake is None:
            return
        for name, field in self._texts.items():
            field.show_text(getattr(mistake, name))
            field.show_problem(view.problem(_PREFIX + name))
        self._list_points(view.drafts)
        for box, draft in zip(self._boxes, view.drafts, strict=True):
            blocked = box.blockSignals(True)
            box.setChecked(bool(set(draft.keys) & set(mistake.contradicts)))
            box.blockSignals(blocked)

    def _list_points(self, drafts: PointDrafts) -> None:
        """A box a point."""
        lines = [write_line(at, draft.meaning, draft.id) for at, draft in enumerate(drafts)]
        if lines == self._listed:
            return
        self._listed = lines
        clear(self._down)
        self._boxes = []
        for at, line in enumerate(lines):
            box = QCheckBox()
            box.setAccessibleName(f"Takes away {line}")
            box.clicked.connect(lambda on, at=at: self._on_point_clicked(at, on=on))
            self._boxes.append(box)
            # A box's own text would not wrap.
            across = row(box, Words(line))
            across.setStretch(1, 1)
            across.setAlignment(box, Qt.AlignmentFlag.AlignTop)
            self._down.addLayout(across)

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GAP_S)
        hint = "What people often say wrongly. Who says it loses the points that it contradicts."
        left.addWidget(Words(hint, "small"))
        left.addWidget(self._list, 1)
        left.addLayout(row(self._add, self._delete, self._undo, None))
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(GAP_XS)
        body = self._fields.body
        body.addWidget(self._texts["correction"])
        body.addWidget(self._texts["cues"])
        body.addWidget(QLabel("It takes away these points:"))
        body.addWidget(self._points)
        body.addWidget(self._texts["unless"])
        body.addWidget(self._texts["id"])
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_M)
        across.addLayout(left, 2)
        across.addWidget(self._fields, 3)

    def _connect(self) -> None:
        do = self._presenter
        self._list.currentRowChanged.connect(do.choose_mistake)
        self._add.clicked.connect(self._on_add_clicked)
        self._delete.clicked.connect(do.delete_mistake)
        self._undo.clicked.connect(self._on_undo_clicked)
        for name, field in self._texts.items():
            field.edited.connect(lambda text, name=name: self._edit(name, text))

    def _edit(self, name: str, text: str) -> None:
        mistake = self._presenter.view().mistake
        if mistake is not None:
            changes = {name: text}
            changed = replace(mistake, **changes)  # type: ignore[arg-type]  # texts only
            self._presenter.edit_mistake(changed)

    def _on_point_clicked(self, at: int, *, on: bool) -> None:
        view = self._presenter.view()
        if view.mistake is not None:
            keys = view.drafts[at].keys
            others = tuple(key for key in view.mistake.contradicts if key not in keys)
            contradicts = (*others, *keys[:1]) if on else others
            self._presenter.edit_mistake(replace(view.mistake, contradicts=contradicts))

    def _on_add_clicked(self) -> None:
        self._presenter.add_mistake()
        self._texts["correction"].entry.setFocus()

    def _on_undo_clicked(self) -> None:
        # The button may go with this.
        self.focus_first()
        self._presenter.undo()


def _make_texts(theme: Theme) -> dict[str, TextField]:
    """A wrong claim's fields by their names in a pack."""
    height = POINT_FIELD_HEIGHT
    return {
        "correction": TextField("&Correction", "One line: what is right instead.", theme, height),
        "cues": TextField(
            "C&ues",
            "One a line: how the wrong claim sounds, for example “l2 > make > sparse”.",
            theme,
            height,
        ),
        "unless": TextField(
            "E&xceptions", "Cues, one a line. What they match is not wrong.", theme, height
        ),
        "id": TextField("&Name", "No need to change it.", theme),
    }
