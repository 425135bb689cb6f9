"""The debrief: what was asked, what went well, what to practise, and when to ask politely."""

from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox

from mlprep_gui.domain.interviews.workbooks import Debrief, Jotting
from mlprep_gui.ui.pages.preparation.contents import DEBRIEF, SHEETS
from mlprep_gui.ui.pages.preparation.feedback_sheet import DayField
from mlprep_gui.ui.pages.preparation.line_fields import LineFields
from mlprep_gui.ui.pages.preparation.sheet import Sheet, SheetTools
from mlprep_gui.ui.pages.preparation.state import PreparationState
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.kept_field import KeptField
from mlprep_gui.ui.widgets.words import Words

_LINES = 3
_PATIENCE = timedelta(days=7)


class DebriefSheet(Sheet):
    """Everything in it is kept as it is typed."""

    def __init__(self, tools: SheetTools) -> None:
        super().__init__(
            tools,
            SHEETS[DEBRIEF],
            "Write it down today: by tomorrow half of it is gone.",
        )
        theme = tools.icons.theme
        self._asked = LineFields("Question that was asked", theme, "Practise it", self._on_wished)
        self._good = KeptField("What went &well", theme, _LINES)
        self._practise = KeptField("What to &practise", theme, _LINES)
        self._follows = QCheckBox("As&k politely on")
        self._follows.setAccessibleName("Ask politely on")
        self._day = DayField("Day to ask politely")
        self.body.addWidget(Words("What were you asked?", "eyebrow"))
        self.body.addWidget(self._asked)
        self.body.addWidget(self._good)
        self.body.addWidget(self._practise)
        self.body.addWidget(FlexibleRow(self._follows, self._day))
        self._asked.kept.connect(self._on_asked_kept)
        for field in (self._good, self._practise):
            field.kept.connect(self._on_kept)
        self._follows.clicked.connect(self._on_follows_clicked)
        self._day.dateChanged.connect(self._on_day_changed)

    def show_state(self, state: PreparationState) -> None:
        """See ``Sheet``."""
        if state.book is None:
            return
        kept = state.book.debrief
        self._asked.show_lines(kept.asked)
        self._good.show_text(kept.went_well)
        self._practise.show_text(kept.to_practise)
        self._follows.setChecked(kept.follow_up is not None)
        self._day.setEnabled(kept.follow_up is not None)
        self._day.show_day(kept.follow_up or _proposed_day(state))

    def _save(self, stretch: str) -> None:
        debrief = Debrief(
            tuple(self._asked.lines),
            self._good.text,
            self._practise.text,
            self._day.day if self._follows.isChecked() else None,
        )
        self._do.save_debrief(debrief, stretch)

    def _on_asked_kept(self, _lines: list[Jotting], stretch: str) -> None:
        self._save(stretch)

    def _on_kept(self, _text: str, stretch: str) -> None:
        self._save(stretch)

    def _on_follows_clicked(self) -> None:
        self._day.setEnabled(self._follows.isChecked())
        self._save("")

    def _on_day_changed(self) -> None:
        self._save("")

    def _on_wished(self, asked: Jotting) -> None:
        if asked.text:
            self._do.draft_asked(asked)


def _proposed_day(state: PreparationState) -> date:
    """A week after the interview, or the first day of the field."""
    day = state.interview.details.day if state.interview else date(2026, 1, 1)
    return day + _PATIENCE
