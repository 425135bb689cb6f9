"""The second leaf of the editor: the points as a list, and the fields of the one that is chosen."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from mlprep_gui.domain.question_editing import PointDraft, PointDrafts
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.questions.editor_fields import TextField, WeightField
from mlprep_gui.ui.pages.questions.editor_presenter import EditorPresenter, EditorView
from mlprep_gui.ui.theme import GAP_M, GAP_S, POINT_FIELD_HEIGHT
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.surfaces import ScrollColumn, row

_LONGEST_LINE = 60


class PointsForm(QWidget):
    """Shows a view and forwards what the user does to the presenter."""

    def __init__(self, presenter: EditorPresenter, icons: IconBook) -> None:
        super().__init__()
        self._presenter = presenter
        theme, height = icons.theme, POINT_FIELD_HEIGHT
        self._list = _PointList()
        self._add = Button("&Add", name="Add point")
        self._meaning = TextField("&Meaning", "", theme, height)
        self._id = TextField("&Name", "", theme)
        self._weight = WeightField("&Weight")
        self._keywords = TextField(
            "&Keywords",
            "One a line: alternatives, separated by commas; a weight if you like, as “: 2.5”.",
            theme,
            height,
        )
        self._cues = TextField(
            "C&ues",
            "For experts, one a line, for example “random + neuron + zero”.",
            theme,
            height,
        )
        self._partners: tuple[tuple[int, str], ...] = ()
        self._partner = ChoiceBox("Point to merge into this one")
        self._merge = Button("Mer&ge", name="Merge the chosen point into this one")
        self._delete = Button("De&lete", name="Delete point")
        self._fields = ScrollColumn(role="plain")
        self._build()
        self._connect()

    def focus_first(self) -> None:
        """Put the focus on the list."""
        self._list.setFocus()

    def focus_field(self, name: str) -> None:
        """Put the focus on "id", "meaning", "keywords" or "cues", else on the list."""
        field = self._named().get(name)
        if field is None:
            self.focus_first()
        else:
            field.entry.setFocus()

    def show_view(self, view: EditorView) -> None:
        """Show the points and the current one's fields."""
        self._list.show_points(view.drafts, view.current)
        draft = view.draft
        self._fields.setVisible(draft is not None)
        self._delete.setEnabled(draft is not None)
        if draft is None:
            return
        texts = {
            "meaning": draft.meaning,
            "id": draft.id,
            "keywords": draft.keywords,
            "cues": draft.cues,
        }
        for name, field in self._named().items():
            field.show_text(texts[name])
            field.show_problem(view.problem(name))
        self._weight.show_weight(draft.weight)
        self._offer_partners(view)

    def _named(self) -> dict[str, TextField]:
        return {
            "meaning": self._meaning,
            "id": self._id,
            "keywords": self._keywords,
            "cues": self._cues,
        }

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
        left.addLayout(row(self._add, self._delete, None))
        body = self._fields.body
        body.addWidget(self._meaning)
        names = row(self._id, self._weight, spacing=GAP_M)
        names.setStretch(0, 1)
        names.setAlignment(self._id, Qt.AlignmentFlag.AlignTop)
        body.addLayout(names)
        body.addWidget(self._keywords)
        body.addWidget(self._cues)
        merging = row(self._partner, self._merge)
        merging.setStretch(0, 1)
        body.addLayout(merging)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_M)
        across.addLayout(left, 2)
        across.addWidget(self._fields, 3)

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._presenter.choose)
        self._add.clicked.connect(self._on_add_clicked)
        self._delete.clicked.connect(self._presenter.delete)
        self._merge.clicked.connect(self._on_merge_clicked)
        self._meaning.edited.connect(lambda text: self._edit(meaning=text))
        self._id.edited.connect(lambda text: self._edit(id=text))
        self._keywords.edited.connect(lambda text: self._edit(keywords=text))
        self._cues.edited.connect(lambda text: self._edit(cues=text))
        self._weight.edited.connect(lambda weight: self._edit(weight=weight))

    def _edit(self, **changes: str | float) -> None:
        draft = self._presenter.view().draft
        if draft is not None:
            self._presenter.edit(replace(draft, **changes))  # type: ignore[arg-type]  # as named

    def _on_add_clicked(self) -> None:
        self._presenter.add()
        self._meaning.entry.setFocus()

    def _on_merge_clicked(self) -> None:
        self._presenter.merge(self._partners[self._partner.currentIndex()][0])


class _PointList(QListWidget):
    """A line a point; ``show_points`` tells nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Points")
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_points(self, drafts: PointDrafts, current: int) -> None:
        """List these; lines that stay are left alone."""
        blocked = self.blockSignals(True)
        while self.count() > len(drafts):
            self.takeItem(self.count() - 1)
        for at, draft in enumerate(drafts):
            text = _write(at, draft)
            if at >= self.count():
                self.addItem(text)
            elif self.item(at).text() != text:
                self.item(at).setText(text)
        self.setCurrentRow(current)
        self.blockSignals(blocked)


def _write(at: int, draft: PointDraft) -> str:
    meaning = draft.meaning.strip() or draft.id or "(empty)"
    short = meaning if len(meaning) <= _LONGEST_LINE else f"{meaning[: _LONGEST_LINE - 1]}…"
    weight = "" if draft.weight == 1 else f" (weight {draft.weight:g})"
    return f"{at + 1}. {short}{weight}"
