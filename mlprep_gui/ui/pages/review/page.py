"""The review of one attempt: what was said, what it covered, how it was delivered."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from mlprep_gui.domain.self_checks import SelfCheck
from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.review.contents import (
    WHOLE,
    Clip,
    write_circumstances,
    write_figures,
    write_headline,
    write_mistakes,
    write_points,
)
from mlprep_gui.ui.pages.review.figures_panel import FiguresPanel
from mlprep_gui.ui.pages.review.notes_field import NotesField
from mlprep_gui.ui.pages.review.notices import Offer
from mlprep_gui.ui.pages.review.points_panel import PointsPanel
from mlprep_gui.ui.pages.review.presenter import ReviewPresenter, ReviewTools, ReviewView
from mlprep_gui.ui.pages.review.question_panel import QuestionPanel
from mlprep_gui.ui.pages.review.self_check_panel import SelfCheckPanel
from mlprep_gui.ui.pages.review.state_bar import StateBar
from mlprep_gui.ui.pages.review.transcript_panel import TranscriptPanel
from mlprep_gui.ui.theme import GAP_L, GAP_M, GAP_S, GAP_XS
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, ScrollColumn
from mlprep_gui.ui.widgets.words import Words

_TICK_MS = 100
_PLAY_ALL = "Play the whole answer"


class ReviewPage(Page):
    """Shows what its presenter says. ``try_again_requested`` brings the question's id."""

    try_again_requested = Signal(str)
    left = Signal()

    def __init__(self, tools: ReviewTools, self_check: SelfCheck, icons: IconBook) -> None:
        super().__init__()
        self._presenter = ReviewPresenter(tools, self._on_changed)
        self._shown = ReviewView()
        self._eyebrow = Words(role="eyebrow")
        self._headline = Words(role="title")
        self._circumstances = Words(role="muted")
        self._back = Button("", ButtonKind.QUIET, icons, "back", "Back to the history")
        self._play = Button("Play &all", icons=icons, icon="play", name=_PLAY_ALL)
        self._again = Button("Try a&gain", ButtonKind.PRIMARY, icons, "again")
        self._fault = NoticeBar(icons)
        self._loss = StateBar()
        self._state = StateBar()
        self._question = QuestionPanel()
        self._transcript = TranscriptPanel(icons)
        self._points = PointsPanel(icons)
        self._figures = FiguresPanel()
        self._self_check = SelfCheckPanel(self_check)
        self._notes = NotesField()
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._build()
        self._connect()

    def open_attempt(self, attempt_id: str) -> None:
        """Show an attempt, however far it has come."""
        self._notes.flush()
        self._presenter.open(attempt_id)

    def forget_attempt(self, attempt_id: str) -> None:
        """An attempt was deleted: show nothing where it was the one."""
        if attempt_id == self._presenter.attempt_id:
            self._presenter.close()

    def take_news(self, news: TranscriptionNews) -> None:
        """What happened to an attempt in the queue, whichever it is."""
        self._presenter.take_news(news)

    def on_shown(self) -> None:
        """See ``Page``."""
        self._take_focus()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Nothing plays on behind another page."""
        self._presenter.stop()
        super().hideEvent(event)

    # What there is to see ----------------------------------------------------------------------

    def _on_changed(self) -> None:
        """Show what is new, and leave alone what is not: the focus stays where it is."""
        view, before = self._presenter.view(), self._shown
        self._shown = view
        self._header.setVisible(view.sheet is not None)
        self._body.setVisible(view.sheet is not None)
        self._show_notices(view, before)
        if view.sheet is not None:
            self._show_sheet(view.sheet, view, before)
        if view.playing != before.playing:
            self._show_playing(view.playing)

    def _show_notices(self, view: ReviewView, before: ReviewView) -> None:
        if view.fault is not before.fault:
            if view.fault is None:
                self._fault.hide()
            else:
                self._fault.show_fault(view.fault)
        self._state.show_notice(view.state, view.progress)
        self._loss.show_notice(view.loss, None)

    def _show_sheet(self, sheet: ReviewSheet, view: ReviewView, before: ReviewView) -> None:
        is_new = sheet is not before.sheet
        is_other = before.sheet is None or before.sheet.attempt.id != sheet.attempt.id
        if is_new:
            self._show_judgement(sheet)
        if is_other:
            self._notes.show_notes(sheet.own.notes)
            self._self_check.show_answers(sheet.own.self_check)
        if is_new or view.answer_shown != before.answer_shown:
            self._question.show_question(sheet.question, answer_shown=view.answer_shown)
        editing = (view.is_editing, view.can_undo)
        if is_new or editing != (before.is_editing, before.can_undo):
            self._transcript.show_sheet(sheet, is_editing=view.is_editing, can_undo=view.can_undo)
        if is_other:
            for column in self._body.findChildren(ScrollColumn):
                column.verticalScrollBar().setValue(0)
            self._take_focus()
        if is_new:
            announce(self, self._headline.text())

    def _take_focus(self) -> None:
        """Begin at the transcript, where no key that ended the recording does any harm."""
        if self._shown.sheet is not None and self._shown.sheet.recognised.words:
            self._transcript.setFocus()
        elif not self._play.isHidden():
            self._play.setFocus()

    def _show_judgement(self, sheet: ReviewSheet) -> None:
        has_words = bool(sheet.recognised.words)
        self._eyebrow.setText(
            " · ".join(filter(None, (sheet.question.topic, sheet.question.title)))
        )
        self._headline.setText(write_headline(sheet))
        self._circumstances.setText(write_circumstances(sheet))
        self._play.setVisible(sheet.recording is not None)
        self._again.setEnabled(bool(sheet.question.prompt))
        self._points.show_contents(write_points(sheet), write_mistakes(sheet))
        self._points.follow(self._transcript.last_control)
        self._figures.show_figures(write_figures(sheet))
        for widget in (self._transcript, self._points_part, self._figures_part):
            widget.setVisible(has_words)

    def _show_playing(self, playing: Clip | None) -> None:
        whole = playing == WHOLE
        self._play.setText("Stop" if whole else "Play &all")
        self._play.setAccessibleName("Stop" if whole else _PLAY_ALL)
        self._play.set_icon("stop" if whole else "play")
        self._points.show_playing(playing)
        if playing is None:
            self._ticker.stop()
        else:
            self._ticker.start()

    # How it is put together --------------------------------------------------------------------

    def _build(self) -> None:
        own_parts = (
            _part(self._self_check.accessibleName(), self._self_check),
            _part("Notes", self._notes),
        )
        self._points_part = _part("Key points", self._points)
        self._figures_part = _part("Delivery", self._figures)
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._body.setChildrenCollapsible(False)
        for parts in (
            (self._question, self._transcript),
            (self._points_part, self._figures_part, *own_parts),
        ):
            column = ScrollColumn()
            column.body.setSpacing(GAP_L)
            for part in parts:
                column.body.addWidget(part)
            self._body.addWidget(column)
        self._body.setSizes([1, 1])
        self._header = self._build_header()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_S)
        down.addWidget(self._header)
        down.addLayout(self._build_bars())
        down.addWidget(self._body, 1)
        self._header.hide()
        self._body.hide()

    def _build_header(self) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(GAP_XS)
        for label in (self._eyebrow, self._headline, self._circumstances):
            words.addWidget(label)
        header = QWidget()
        across = QHBoxLayout(header)
        across.setContentsMargins(GAP_L, GAP_L, GAP_L, 0)
        across.setSpacing(GAP_M)
        across.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        across.addWidget(self._play, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._again, 0, Qt.AlignmentFlag.AlignTop)
        return header

    def _build_bars(self) -> QVBoxLayout:
        bars = QVBoxLayout()
        bars.setContentsMargins(GAP_L, 0, GAP_L, 0)
        bars.setSpacing(GAP_S)
        for bar in (self._fault, self._state, self._loss):
            bars.addWidget(bar)
        return bars

    def _connect(self) -> None:
        presenter = self._presenter
        self._back.clicked.connect(self.left)
        self._again.clicked.connect(self._on_again_clicked)
        self._play.clicked.connect(self._on_play_clicked)
        self._ticker.timeout.connect(presenter.tick)
        self._points.clip_chosen.connect(presenter.play)
        self._fault.dismissed.connect(presenter.dismiss_fault)
        self._state.offer_taken.connect(self._on_offer_taken)
        self._question.answer_toggled.connect(presenter.show_answer)
        self._self_check.answered.connect(presenter.check_self)
        self._notes.notes_changed.connect(presenter.write_notes)
        self._transcript.edit_wished.connect(presenter.edit)
        self._transcript.edit_left.connect(presenter.leave_editing)
        self._transcript.corrected.connect(presenter.judge_again)
        self._transcript.undo_wished.connect(presenter.undo)
        self._transcript.restore_wished.connect(presenter.restore)
        self._transcript.transcription_wished.connect(self._on_transcription_wished)

    # What the user does ------------------------------------------------------------------------

    def _on_again_clicked(self) -> None:
        if self._shown.sheet is not None:
            self.try_again_requested.emit(self._shown.sheet.question.id)

    def _on_play_clicked(self) -> None:
        self._presenter.play(WHOLE)

    def _on_offer_taken(self, offer: Offer) -> None:
        if offer is Offer.CANCEL:
            self._presenter.cancel()
        else:
            self._presenter.transcribe()

    def _on_transcription_wished(self) -> None:
        sheet = self._shown.sheet
        if sheet is None or sheet.own.correction is None:
            self._presenter.transcribe()
        else:
            ask(self, _DROP_CORRECTION, self._presenter.transcribe)


_DROP_CORRECTION = Choice(
    question="Write the recording down again?",
    details="Your correction of the transcript is dropped. Your notes are kept.",
    act="Transcribe again",
    keep="Keep my correction",
)


def _part(title: str, widget: QWidget) -> QWidget:
    """A widget under a heading."""
    part = QWidget()
    down = QVBoxLayout(part)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(GAP_M)
    down.addWidget(Words(title, "heading"))
    down.addWidget(widget)
    return part
