"""Match yourself to the job: its description, what it asks for, and what one has to show for it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.domain.interviews.requirements import LONGEST_DESCRIPTION, Requirement
from mlprep_gui.ui.pages.preparation.contents import (
    JOB,
    NONE_FOUND,
    SHEETS,
    TRIMMED,
    sum_up_cover,
)
from mlprep_gui.ui.pages.preparation.proposal_card import ProposalCard
from mlprep_gui.ui.pages.preparation.requirement_card import RequirementCard
from mlprep_gui.ui.pages.preparation.sheet import Sheet, SheetTools
from mlprep_gui.ui.pages.preparation.state import PreparationState
from mlprep_gui.ui.theme import GAP_M
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button
from mlprep_gui.ui.widgets.kept_field import AddLine, KeptField
from mlprep_gui.ui.widgets.row_column import RowColumn
from mlprep_gui.ui.widgets.surfaces import row
from mlprep_gui.ui.widgets.words import Words, breakable

_LINES = 6


class JobSheet(Sheet):
    """From the description to evidence, requirement by requirement."""

    def __init__(self, tools: SheetTools) -> None:
        super().__init__(
            tools,
            SHEETS[JOB],
            "Paste the job description. MLPrep looks for what the job asks for. "
            "Then write beside each point what you have to show for it.",
        )
        theme = tools.icons.theme
        self._requirements: dict[str, Requirement] = {}
        self._description = KeptField("&Job description", theme, _LINES, "Paste it here")
        self._description.set_limit(LONGEST_DESCRIPTION)
        self._find = Button("&Find the requirements")
        self._told = Words()
        self._told.set_tone("warn")
        self._proposal = ProposalCard()
        self._cover = Words()
        self._cards: RowColumn[RequirementCard] = RowColumn(GAP_M)
        self._add = AddLine("A requirement of your own")
        self._build()
        self._connect()

    def show_state(self, state: PreparationState) -> None:
        """See ``Sheet``."""
        if state.book is None:
            return
        self._description.show_text(state.book.description)
        self._show_proposal(state)
        self._cover.setText(breakable(sum_up_cover(state.book)))
        wanted = {one.id: one for one in state.book.requirements}
        self._cards.show_rows(wanted, lambda key: RequirementCard(wanted[key], self._tools))
        for key, one in wanted.items():
            card = self._cards.row(key)
            if card is not None and self._requirements.get(key) != one:
                card.show_requirement(one)
        self._requirements = wanted

    def _show_proposal(self, state: PreparationState) -> None:
        proposal = state.proposal
        self._proposal.show_texts(proposal.texts if proposal else None)
        told = TRIMMED if proposal is not None and proposal.is_trimmed else ""
        if proposal is not None and not proposal.texts:
            already = bool(state.book and state.book.requirements)
            none = "Nothing more was found in this text." if already else NONE_FOUND
            told = f"{told} {none}".strip()
        if told != self._told.text():
            self._told.setText(told)
            self._told.setVisible(bool(told))
            announce(self._told, told)

    def _build(self) -> None:
        self._told.hide()
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words("What the job asks for", "eyebrow"))
        column.addWidget(self._cover)
        self._cover.let_height_follow()
        for part in (self._description, self._told, self._proposal):
            self.body.addWidget(part)
        self.body.insertLayout(self.body.indexOf(self._told), row(self._find, None))
        self.body.addWidget(around)
        self.body.addWidget(self._cards)
        self.body.addWidget(self._add)

    def _connect(self) -> None:
        self._description.kept.connect(self._do.save_description)
        self._find.clicked.connect(self._on_find_clicked)
        self._proposal.chosen.connect(self._on_chosen)
        self._proposal.dropped.connect(self._do.drop_proposal)
        self._cards.ordered.connect(self._do.order_requirements)
        self._cards.moved.connect(self._on_moved)
        self._add.added.connect(self._do.add_requirement)

    def _on_find_clicked(self) -> None:
        self._description.flush()
        self._do.propose(self._description.text)

    def _on_chosen(self, texts: list[str]) -> None:
        self._do.keep_proposal(self._description.text, texts)

    def _on_moved(self, key: str, step: int) -> None:
        self._do.order_requirements(moved(self._cards.ids, key, step))


def moved(ids: list[str], one: str, step: int) -> list[str]:
    """The ids with one of them some places up (below 0) or down."""
    others = [other for other in ids if other != one]
    at = max(0, min(len(others), ids.index(one) + step))
    return [*others[:at], one, *others[at:]]
