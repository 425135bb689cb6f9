"""The second leaf of the editor: the points as a list, and the fields of the one that is chosen."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mlprep_gui.domain.question_editing import PointDraft
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.questions.editor_fields import (
    DraftList,
    TextField,
    WeightField,
    write_line,
)
from mlprep_gui.ui.pages.questions.editor_presenter import EditorPresenter
from mlprep_gui.ui.pages.questions.editor_view import EditorView
from mlprep_gui.ui.theme import GAP_M, GAP_S, POINT_FIELD_HEIGHT, Theme
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.surfaces import ScrollColumn, row
from mlprep_gui.ui.widgets.words import Words

_MORE = ("id", "cues", "unless", "terms")


class PointsForm(QWidget):
    """Shows a view and forwards what the user does to the presenter."""

    def __init__(self, presenter: EditorPresenter, icons: IconBook) -> None:
        super().__init__()
        self._presenter = presenter
        self._list = DraftList("Points")
        self._add = Button("&Add", name="Add point")
        self._texts = _make_texts(icons.theme)
        self._weight = WeightField("&Weight")
        self._partners: tuple[tuple[int, str], ...] = ()
        self._partner = ChoiceBox("Point to merge into this one")
        self._merge = Button("Mer&ge", name="Merge the chosen point into this one")
        self._delete = Button("De&lete", name="Delete point")
        self._undo = Button("&Undo", ButtonKind.QUIET, name="Undo the last change of the list")
        self._more = Button("", ButtonKind.QUIET)
        self._rest = QWidget()
        self._mistakes = Button("")
        self._fields = ScrollColumn(role="plain")
        self._build()
        self._connect()
        self.show_more(wanted=False)

    def focus_first(self) -> None:
        """Put the focus on the list."""
        self._list.setFocus()

    def focus_field(self, name: str) -> None:
        """Put the focus on a field of the point by its name in a pack, else on the list."""
        field = self._texts.get(name)
        if field is None:
            self.focus_first()
            return
        if name in _MORE:
            self.show_more(wanted=True)
        field.entry.setFocus()

    def show_more(self, *, wanted: bool) -> None:
        """Show or hide what most people never write."""
        self._more.setChecked(wanted)
        self._more.setText("L&ess" if wanted else "M&ore…")
        self._more.setAccessibleName("Fewer fields" if wanted else "More fields")
        self._rest.setVisible(wanted)

    def show_view(self, view: EditorView) -> None:
        """Show the points and the current one's fields."""
        self._list.show_lines([_write(at, d) for at, d in enumerate(view.drafts)], view.current)
        draft = view.draft
        self._fields.setVisible(draft is not None)
        self._delete.setEnabled(draft is not None)
        self._undo.setVisible(view.before is not None)
        count = f" ({len(view.mistakes)})" if view.mistakes else ""
        self._mistakes.setText(f"Wrong cla&ims{count}…")
        self._mistakes.setAccessibleName(f"Wrong claims{count}")
        if draft is None:
            return
        for name, field in self._texts.items():
            field.show_text(getattr(draft, name))
            field.show_problem(view.problem(name))
        self._weight.show_weight(draft.weight)
        self._offer_partners(view)

    def _offer_partners(self, view: EditorView) -> None:
        """Offer the other points, the next one first; what was chosen stays while they do."""
        partners = tuple(
            (at, _write(at, d)) for at, d in enumerate(view.drafts) if at != view.current
        )
        if partners != self._partners:
            self._partners = partners
            self._partner.offer(partners, min(view.current + 1, len(view.drafts) - 1))
        self._merge.setEnabled(bool(partners))
        self._partner.setEnabled(bool(partners))

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GAP_S)
        left.addWidget(self._list, 1)
        left.addLayout(row(self._add, self._delete, self._undo, None))
        body = self._fields.body
        body.addWidget(self._texts["meaning"])
        body.addWidget(self._texts["keywords"])
        body.addLayout(row(self._weight, None))
        merging = row(self._partner, self._merge)
        merging.setStretch(0, 1)
        body.addLayout(merging)
        self._more.setCheckable(True)
        body.addLayout(row(self._more, None))
        body.addWidget(self._rest)
        self._build_rest()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_M)
        across.addLayout(left, 2)
        across.addWidget(self._fields, 3)

    def _build_rest(self) -> None:
        down = QVBoxLayout(self._rest)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_M)
        for name in _MORE:
            down.addWidget(self._texts[name])
        hint = "What people often say wrongly about this question, and what is right instead."
        down.addWidget(Words(hint, "small"))
        down.addLayout(row(self._mistakes, None))

    def _connect(self) -> None:
        do = self._presenter
        self._list.currentRowChanged.connect(do.choose)
        self._add.clicked.connect(self._on_add_clicked)
        self._delete.clicked.connect(do.delete)
        self._undo.clicked.connect(self._on_undo_clicked)
        self._merge.clicked.connect(self._on_merge_clicked)
        self._more.clicked.connect(lambda wanted: self.show_more(wanted=wanted))
        self._mistakes.clicked.connect(do.go_to_mistakes)
        for name, field in self._texts.items():
            field.edited.connect(lambda text, name=name: self._edit(**{name: text}))
        self._weight.edited.connect(lambda weight: self._edit(weight=weight))

    def _edit(self, **changes: str | float) -> None:
        draft = self._presenter.view().draft
        if draft is not None:
            self._presenter.edit(replace(draft, **changes))  # type: ignore[arg-type]  # as named

    def _on_add_clicked(self) -> None:
        self._presenter.add()
        self._texts["meaning"].entry.setFocus()

    def _on_undo_clicked(self) -> None:
        # The button may go with this.
        self._list.setFocus()
        self._presenter.undo()

    def _on_merge_clicked(self) -> None:
        self._presenter.merge(self._partners[self._partner.currentIndex()][0])


def _make_texts(theme: Theme) -> dict[str, TextField]:
    """A point's fields by their names in a pack."""
    height = POINT_FIELD_HEIGHT
    return {
        "meaning": TextField("&Meaning", "", theme, height),
        "keywords": TextField(
            "&Keywords",
            "One a line: alternatives, separated by commas; a weight if you like, as “: 2.5”.",
            theme,
            height,
        ),
        "id": TextField("&Name", "Kept with your answers; no need to change it.", theme),
        "cues": TextField(
            "C&ues",
            "For experts, one a line, for example “random + neuron + zero”.",
            theme,
            height,
        ),
        "unless": TextField(
            "E&xceptions",
            "Cues, one a line. What they match does not count for this point.",
            theme,
            height,
        ),
        "terms": TextField(
            "&Terms",
            "Special words, one a line. To hear one of them makes the point “unsure”.",
            theme,
            height,
        ),
    }


def _write(at: int, draft: PointDraft) -> str:
    weight = "" if draft.weight == 1 else f" (weight {draft.weight:g})"
    return f"{write_line(at, draft.meaning, draft.id)}{weight}"
