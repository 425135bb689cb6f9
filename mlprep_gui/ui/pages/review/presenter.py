"""What the review page shows at each moment, and what its buttons do. No Qt here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.ports import Background, EngineInfo, Player
from mlprep_gui.services.review import ReviewDesk, ReviewSheet
from mlprep_gui.services.transcription import TranscriptionNews, TranscriptionQueue
from mlprep_gui.ui.pages.review.contents import Clip
from mlprep_gui.ui.pages.review.listening import Listening
from mlprep_gui.ui.pages.review.notices import Notice, notice_loss, notice_state

T = TypeVar("T")


def _ignore(_outcome: object) -> None:
    """What is done with an outcome that nothing depends on."""


@dataclass(frozen=True, slots=True)
class ReviewTools:
    """What a review works with.

    Attributes:
        desk: sheets and the user's own words; used on ``storage`` only.
        queue: writes recordings down; used on ``storage`` only.
        player: the loudspeaker; used on ``sound`` only, but for its position.
        storage, sound: the two workers.
    """

    desk: ReviewDesk
    queue: TranscriptionQueue
    player: Player
    storage: Background
    sound: Background


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the recording is written down, in seconds."""

    done_s: float
    total_s: float


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What there is to show.

    Attributes:
        sheet: the attempt; None while nothing is open or it is still being read.
        fault: why the last step failed; the user can dismiss it.
        state: how far the answer has come, None where nothing is left to do.
        loss: that the recording or the question has gone, None where both are there.
        progress: while the recording is being written down and somebody knows how far it is.
        playing: the stretch that sounds, or is about to.
        is_editing: whether the transcript is being corrected.
        can_undo: whether there is an earlier text to go back to.
        answer_shown: whether the user asked for the model answer.
    """

    sheet: ReviewSheet | None = None
    fault: Fault | None = None
    state: Notice | None = None
    loss: Notice | None = None
    progress: Progress | None = None
    playing: Clip | None = None
    is_editing: bool = False
    can_undo: bool = False
    answer_shown: bool = False


@dataclass(slots=True)
class _Visit:
    """The attempt on the page, with what only this visit knows of it."""

    attempt_id: str
    sheet: ReviewSheet | None = None
    progress: Progress | None = None
    fault: Fault | None = None
    failure: Fault | None = None
    engine: EngineInfo | None = None
    is_editing: bool = False
    answer_shown: bool = False
    earlier: tuple[str | None, ...] = ()


class ReviewPresenter:
    """The state of the review page. Lives on the window's thread and never blocks it.

    ``changed`` means "ask ``view`` again". A report about an attempt that is no longer open is
    dropped; what the user wrote is kept whichever attempt is open by then.
    """

    def __init__(self, tools: ReviewTools, changed: Callable[[], None]) -> None:
        self._tools = tools
        self._changed = changed
        self._visit: _Visit | None = None
        self._listening = Listening(tools.player, tools.sound, changed, self._fail)

    def view(self) -> ReviewView:
        """What there is to show now."""
        here = self._visit
        if here is None:
            return ReviewView()
        return ReviewView(
            sheet=here.sheet,
            fault=here.fault,
            state=notice_state(here.sheet, here.failure, here.engine) if here.sheet else None,
            loss=notice_loss(here.sheet) if here.sheet else None,
            progress=here.progress,
            playing=self._listening.clip,
            is_editing=here.is_editing,
            can_undo=bool(here.earlier),
            answer_shown=here.answer_shown,
        )

    @property
    def attempt_id(self) -> str | None:
        """Which attempt is open."""
        return self._visit.attempt_id if self._visit else None

    # Opening -----------------------------------------------------------------------------------

    def open(self, attempt_id: str) -> None:
        """Show an attempt, however far it has come."""
        self._listening.stop()
        self._visit = _Visit(attempt_id)
        self._load()
        self._changed()

    def close(self) -> None:
        """Show nothing: the attempt was deleted."""
        self._listening.stop()
        self._visit = None
        self._changed()

    def take_news(self, news: TranscriptionNews) -> None:
        """What happened to an attempt in the queue, whichever it is."""
        here = self._visit
        if here is None or here.attempt_id != news.attempt.id:
            return
        here.engine = news.engine
        if news.attempt.state is AttemptState.FAILED or news.fault is None:
            here.failure = news.fault
        else:
            # It was recognised, but could not be kept.
            here.fault = news.fault
        here.progress = Progress(news.done_s, news.total_s) if news.total_s > 0 else None
        if here.sheet is None or here.sheet.attempt.state is not news.attempt.state:
            self._load()
        self._changed()

    # Transcribing ------------------------------------------------------------------------------

    def transcribe(self) -> None:
        """Write the recording down, again if need be; a correction of it is then dropped."""
        self._on_attempt(self._tools.queue.enqueue)

    def cancel(self) -> None:
        """End the recognition; the recording stays."""
        self._on_attempt(self._tools.queue.cancel)

    # Listening ---------------------------------------------------------------------------------

    def play(self, clip: Clip) -> None:
        """Play a stretch of the recording; silence it where it sounds already."""
        sheet = self._visit.sheet if self._visit else None
        if clip == self._listening.clip:
            self._listening.stop()
        elif sheet is not None and sheet.recording is not None:
            self._listening.play(sheet.recording, clip)

    def stop(self) -> None:
        """Silence."""
        self._listening.stop()

    def tick(self) -> None:
        """Notice the end of what plays; to be called by a timer meanwhile."""
        self._listening.tick()

    # Correcting --------------------------------------------------------------------------------

    def edit(self) -> None:
        """Let the user correct the transcript."""
        here = self._visit
        if here is not None and here.sheet is not None and here.sheet.recognised.words:
            here.is_editing = True
            self._changed()

    def leave_editing(self) -> None:
        """Back to the transcript as it was."""
        if self._visit is not None:
            self._visit.is_editing = False
            self._changed()

    def judge_again(self, text: str) -> None:
        """Keep the user's text and judge it; the recognised words mean "as recognised".

        Editing ends once the text is kept, so that a full disk does not cost it.
        """
        here = self._visit
        if here is None or here.sheet is None:
            return
        recognised = [word.text for word in here.sheet.recognised.words]
        correction = None if text.split() == recognised else text
        before = here.sheet.own.correction
        if correction == before:
            self.leave_editing()
        else:
            self._correct(here, correction, (*here.earlier, before))

    def undo(self) -> None:
        """Back to the text before the last correction."""
        here = self._visit
        if here is not None and here.earlier:
            self._correct(here, here.earlier[-1], here.earlier[:-1])

    def restore(self) -> None:
        """Back to what was recognised; can be undone."""
        here = self._visit
        if here is not None and here.sheet is not None and here.sheet.own.correction is not None:
            self._correct(here, None, (*here.earlier, here.sheet.own.correction))

    # The user's own words ----------------------------------------------------------------------

    def show_answer(self, shown: bool) -> None:
        """Show or hide the model answer."""
        if self._visit is not None:
            self._visit.answer_shown = shown
            self._changed()

    def write_notes(self, notes: str) -> None:
        """Keep the notes."""
        self._on_attempt(lambda attempt_id: self._tools.desk.note(attempt_id, notes))

    def check_self(self, answers: Mapping[str, str]) -> None:
        """Keep the self-check."""
        kept = dict(answers)
        self._on_attempt(lambda attempt_id: self._tools.desk.check_self(attempt_id, kept))

    def dismiss_fault(self) -> None:
        """Forget the last fault."""
        if self._visit is not None:
            self._visit.fault = None
            self._changed()

    # The steps in between ----------------------------------------------------------------------

    def _load(self) -> None:
        self._on_attempt(self._tools.desk.sheet, self._on_sheet)

    def _correct(
        self, here: _Visit, correction: str | None, earlier: tuple[str | None, ...]
    ) -> None:
        def then(sheet: ReviewSheet) -> None:
            here.is_editing = False
            here.earlier = earlier
            self._on_sheet(sheet)

        self._tools.storage.run(
            lambda: self._tools.desk.correct(here.attempt_id, correction), then, self._fail
        )

    def _on_sheet(self, sheet: ReviewSheet) -> None:
        here = self._visit
        if here is None or here.attempt_id != sheet.attempt.id:
            return
        here.sheet = sheet
        if sheet.attempt.state is AttemptState.TRANSCRIBED:
            self._on_attempt(self._tools.desk.mark_reviewed)
        self._changed()

    def _on_attempt(self, work: Callable[[str], T], then: Callable[[T], None] = _ignore) -> None:
        if self._visit is not None:
            attempt_id = self._visit.attempt_id
            self._tools.storage.run(lambda: work(attempt_id), then, self._fail)

    def _fail(self, fault: Fault) -> None:
        if self._visit is not None:
            self._visit.fault = fault
            self._changed()
