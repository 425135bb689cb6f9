"""The review of one attempt: what was said, what it covered, how it was delivered."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mlprep_gui.domain.self_checks import SelfCheck
from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.exports.formats import name_file
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.review.body import ReviewBody
from mlprep_gui.ui.pages.review.estimate_panel import EstimatePanel
from mlprep_gui.ui.pages.review.header import ReviewHeader
from mlprep_gui.ui.pages.review.notices import Offer
from mlprep_gui.ui.pages.review.player_keys import press_player_key
from mlprep_gui.ui.pages.review.presenter import ReviewPresenter
from mlprep_gui.ui.pages.review.state_bar import StateBar
from mlprep_gui.ui.pages.review.visit import ReviewTools, ReviewView
from mlprep_gui.ui.theme import GAP_L, GAP_S
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Page, ScrollColumn

_TICK_MS = 50


class ReviewPage(Page):
    """Shows what its presenter says.

    ``try_again_requested`` brings the question's id, ``export_requested`` the answers' ids and a
    file's name to propose.
    """

    try_again_requested = Signal(str)
    export_requested = Signal(object, str)
    left = Signal()

    def __init__(self, tools: ReviewTools, self_check: SelfCheck, icons: IconBook) -> None:
        super().__init__()
        self._presenter = ReviewPresenter(tools, self._on_changed)
        self._shown = ReviewView()
        self._header = ReviewHeader(icons)
        self._fault = NoticeBar(icons)
        self._loss = StateBar()
        self._state = StateBar()
        self._estimate = EstimatePanel()
        self._body = ReviewBody(self_check, icons)
        self._ticker = QTimer(self)
        self._ticker.setInterval(_TICK_MS)
        self._build()
        self._connect()

    def open_attempt(self, attempt_id: str) -> None:
        """Show an attempt, however far it has come."""
        self._body.notes.flush()
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

    def search_field(self) -> QWidget | None:
        """See ``Page``."""
        return self._body.transcript.open_search() if self._shows_words else None

    def export_answers(self) -> None:
        """See ``Page``."""
        sheet = self._shown.sheet
        if sheet is not None and not self._shown.asks_estimate:
            self.export_requested.emit((sheet.attempt.id,), name_file(sheet))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  Qt's name
        """Nothing plays on behind another page."""
        self._presenter.playing.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """The player's keys, as far as nothing that has the focus wants them."""
        sheet = self._shown.sheet
        has_sound = sheet is not None and sheet.recording is not None
        if not (has_sound and press_player_key(self._presenter.playing, event)):
            super().keyPressEvent(event)

    # What there is to see ----------------------------------------------------------------------

    @property
    def _shows_words(self) -> bool:
        sheet = self._shown.sheet
        return sheet is not None and bool(sheet.recognised.words) and not self._body.isHidden()

    def _on_changed(self) -> None:
        """Show what is new, and leave alone what is not: the focus stays where it is."""
        view, before = self._presenter.view(), self._shown
        self._shown = view
        self._header.setVisible(view.sheet is not None)
        # First what goes, then what comes: the window must not grow for both.
        parts = [
            (self._body, view.sheet is not None and not view.asks_estimate),
            (self._asking, view.asks_estimate),
        ]
        for part, is_shown in sorted(parts, key=lambda pair: pair[1]):
            part.setVisible(is_shown)
        self._show_notices(view, before)
        if view.sheet is not None:
            self._show_sheet(view.sheet, view, before)
        self._show_sounding(view)

    def _show_notices(self, view: ReviewView, before: ReviewView) -> None:
        if view.fault is not before.fault:
            if view.fault is None:
                self._fault.hide()
            else:
                self._fault.show_fault(view.fault)
        self._state.show_notice(view.state, view.progress)
        self._loss.show_notice(view.loss, None)

    def _show_sheet(self, sheet: ReviewSheet, view: ReviewView, before: ReviewView) -> None:
        is_other = before.sheet is None or before.sheet.attempt.id != sheet.attempt.id
        is_revealed = view.asks_estimate is not before.asks_estimate
        is_new = sheet is not before.sheet or is_revealed
        if is_new:
            self._show_result(sheet, view)
            self._body.show_sheet(sheet)
        if is_other:
            self._body.show_own(sheet)
        if is_new or view.answer_shown != before.answer_shown:
            self._body.question.show_question(sheet.question, answer_shown=view.answer_shown)
        editing = (view.is_editing, view.can_undo)
        if is_new or editing != (before.is_editing, before.can_undo):
            self._body.show_transcript(sheet, view)
        self._body.points.show_lesson(view.lesson)
        self._show_marking()
        if is_other or is_revealed:
            self._take_focus()

    def _show_result(self, sheet: ReviewSheet, view: ReviewView) -> None:
        self._header.show_result(sheet, asks_estimate=view.asks_estimate)
        if view.asks_estimate:
            self._estimate.ask(sheet)

    def _show_marking(self) -> None:
        transcript = self._body.transcript
        self._body.points.show_marking(self._shown.marking, transcript.marked_text())

    def _show_sounding(self, view: ReviewView) -> None:
        sounding = self._presenter.playing.sounding()
        self._body.show_sounding(sounding)
        self._body.points.show_playing(sounding.clip)
        sounds = view.sounding.clip is not None
        if sounds is not self._ticker.isActive():
            self._ticker.start() if sounds else self._ticker.stop()

    def _take_focus(self) -> None:
        """Begin at the transcript, where no key that ended the recording does any harm."""
        if self._shown.asks_estimate:
            self._estimate.setFocus()
        elif self._shows_words:
            self._body.transcript.setFocus()
        elif self._shown.sheet is not None and self._shown.sheet.recording is not None:
            self._body.player.first_control.setFocus()

    # How it is put together --------------------------------------------------------------------

    def _build(self) -> None:
        self._asking = ScrollColumn()
        self._asking.body.addWidget(self._estimate)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(GAP_S)
        down.addWidget(self._header)
        down.addLayout(self._build_bars())
        down.addWidget(self._asking, 1)
        down.addWidget(self._body, 1)
        self._header.hide()
        self._asking.hide()
        self._body.hide()

    def _build_bars(self) -> QVBoxLayout:
        bars = QVBoxLayout()
        bars.setContentsMargins(GAP_L, 0, GAP_L, 0)
        bars.setSpacing(GAP_S)
        for bar in (self._fault, self._state, self._loss):
            bars.addWidget(bar)
        return bars

    def _connect(self) -> None:
        presenter, body = self._presenter, self._body
        self._header.left.connect(self.left)
        self._header.again_wished.connect(self._on_again_wished)
        self._header.export_wished.connect(self.export_answers)
        self._ticker.timeout.connect(self._on_tick)
        self._fault.dismissed.connect(presenter.dismiss_fault)
        self._state.offer_taken.connect(self._on_offer_taken)
        self._estimate.estimated.connect(presenter.estimate)
        body.question.answer_toggled.connect(presenter.show_answer)
        body.self_check.answered.connect(presenter.check_self)
        body.notes.notes_changed.connect(presenter.write_notes)
        self._connect_sound()
        transcript, points = body.transcript, body.points
        transcript.edit_wished.connect(presenter.edit)
        transcript.edit_left.connect(presenter.leave_editing)
        transcript.rewritten.connect(presenter.rewrite)
        transcript.keep_wished.connect(presenter.keep)
        transcript.undo_wished.connect(presenter.undo)
        transcript.restore_wished.connect(presenter.restore)
        transcript.transcription_wished.connect(self._on_transcription_wished)
        transcript.marked.connect(self._show_marking)
        points.insisted.connect(presenter.objections.mark)
        points.denied.connect(presenter.objections.deny)
        points.taken_back.connect(presenter.objections.take_back)
        points.marked.connect(self._on_marked)
        points.marking_left.connect(presenter.objections.leave_marking)
        points.taught.connect(presenter.objections.teach)
        points.lesson_left.connect(presenter.objections.leave_lesson)

    def _connect_sound(self) -> None:
        playing, player = self._presenter.playing, self._body.player
        self._body.points.clip_chosen.connect(playing.play)
        self._body.transcript.second_chosen.connect(self._on_second_chosen)
        player.toggled.connect(playing.toggle)
        player.sought.connect(playing.seek)
        player.stretch_chosen.connect(playing.loop)
        player.speed_chosen.connect(playing.set_speed)
        player.loop_wished.connect(playing.switch_loop)

    # What the user does ------------------------------------------------------------------------

    def _on_tick(self) -> None:
        self._presenter.playing.tick()
        self._body.show_sounding(self._presenter.playing.sounding())

    def _on_second_chosen(self, second: float) -> None:
        # While words are marked a click only marks.
        if not self._shown.marking:
            self._body.following.resume()
            self._presenter.playing.play_from(second)

    def _on_marked(self, has_words: bool) -> None:
        marked = self._body.transcript.text.selection() if has_words else None
        self._presenter.objections.insist(marked)

    def _on_again_wished(self) -> None:
        if self._shown.sheet is not None:
            self.try_again_requested.emit(self._shown.sheet.question.id)

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
