"""One requirement: its words, how strong one is there, the evidence, or a bridge."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.requirements import Requirement, Strength
from mlprep_gui.ui.pages.preparation.contents import STRENGTHS, say_cover
from mlprep_gui.ui.pages.preparation.sheet import SheetTools
from mlprep_gui.ui.theme import GAP_M, GAP_S
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.kept_field import KeptField
from mlprep_gui.ui.widgets.row_column import Grip, MovableRow
from mlprep_gui.ui.widgets.surfaces import Card
from mlprep_gui.ui.widgets.words import Words

_TEXT_LINES, _EVIDENCE_LINES = 2, 3


class RequirementCard(MovableRow):
    """All that is written in it is kept as it is typed."""

    def __init__(self, requirement: Requirement, tools: SheetTools) -> None:
        super().__init__()
        self._requirement = requirement
        self._do = tools.presenter
        theme = tools.icons.theme
        self.grip = Grip(tools.icons)
        self._text = KeptField("Requirement", theme, _TEXT_LINES)
        self._group = QButtonGroup(self)
        self._strengths: dict[Strength, QRadioButton] = {}
        self._evidence = KeptField(
            "Your evidence", theme, _EVIDENCE_LINES, "A concrete example: what you did, and when"
        )
        self._bridge = KeptField(
            "Your bridge sentence",
            theme,
            _EVIDENCE_LINES,
            "What is near to it, and how you would learn the rest",
        )
        self._cover = Words(role="small")
        self._ask = Button("Make a practice question", ButtonKind.SMALL)
        self._delete = Button("Delete", ButtonKind.SMALL)
        self._build()
        self._connect()
        self.show_requirement(requirement)

    def main_widget(self) -> QWidget:
        """See ``MovableRow``."""
        return self._text.entry

    def show_requirement(self, requirement: Requirement) -> None:
        """Show what is kept."""
        self._requirement = requirement
        self._text.show_text(requirement.text)
        self._evidence.show_text(requirement.evidence)
        self._bridge.show_text(requirement.bridge)
        # An exclusive group does not let go of its last choice.
        self._group.setExclusive(False)
        for strength, button in self._strengths.items():
            button.setChecked(strength is requirement.strength)
            button.setAccessibleName(f"{STRENGTHS[strength]}: {requirement.text}")
        self._group.setExclusive(True)
        self._bridge.setVisible(requirement.strength is Strength.NONE)
        self._cover.setText(say_cover(requirement))
        self._cover.set_tone("good" if requirement.is_covered else "warn")
        about = requirement.text
        self._text.set_name(f"Requirement: {about}")
        self._evidence.set_name(f"Your evidence for: {about}")
        self._bridge.set_name(f"Your bridge sentence for: {about}")
        self._ask.setAccessibleName(f"Make a practice question about: {about}")
        self._delete.setAccessibleName(f"Delete the requirement: {about}")

    def _build(self) -> None:
        card = Card()
        card.body.setContentsMargins(GAP_M, GAP_M, GAP_M, GAP_M)
        card.body.setSpacing(GAP_S)
        for strength, name in STRENGTHS.items():
            button = self._strengths[strength] = QRadioButton(name)
            self._group.addButton(button)
        how = Words("How strong are you here?", "small")
        choices = QVBoxLayout()
        choices.addWidget(how)
        choices.addWidget(FlexibleRow(*self._strengths.values(), gap=GAP_M))
        card.body.addWidget(self._text)
        card.body.addLayout(choices)
        for part in (self._evidence, self._bridge, self._cover):
            card.body.addWidget(part)
        card.body.addWidget(FlexibleRow(self._ask, self._delete))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GAP_S)
        assert self.grip is not None
        across.addWidget(self.grip, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(card, 1)

    def _connect(self) -> None:
        for field in (self._text, self._evidence, self._bridge):
            field.kept.connect(self._on_kept)
        self._group.buttonClicked.connect(self._on_strength_chosen)
        self._ask.clicked.connect(self._on_ask_clicked)
        self._delete.clicked.connect(self._on_delete_clicked)

    def _written(self) -> Requirement:
        chosen = (one for one, button in self._strengths.items() if button.isChecked())
        return Requirement(
            self._requirement.id,
            self._text.text.strip() or self._requirement.text,
            self._evidence.text,
            next(chosen, self._requirement.strength),
            self._bridge.text,
        )

    def _on_kept(self, _text: str, stretch: str) -> None:
        self._do.save_requirement(self._written(), stretch)

    def _on_strength_chosen(self) -> None:
        written = self._written()
        self.show_requirement(written)
        self._do.save_requirement(written, "")

    def _on_ask_clicked(self) -> None:
        self._do.draft_about(self._written())

    def _on_delete_clicked(self) -> None:
        self._do.remove_requirement(self._requirement.id)
