"""What the review page shows at each moment, and what its buttons do. No Qt here."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.pages.review.drafts import Draft
from mlprep_gui.ui.pages.review.notices import notice_loss, notice_state
from mlprep_gui.ui.pages.review.objections import Objections
from mlprep_gui.ui.pages.review.playing import Playing
from mlprep_gui.ui.pages.review.visit import (
    Progress,
    ReviewTools,
    ReviewView,
    Visit,
)

T = TypeVar("T")


def _ignore(_outcome: object) -> None:
    """What is done with an outcome that nothing depends on."""


class ReviewPresenter:
    """The state of the review page. Lives on the window's thread and never blocks it.

    ``changed`` means "ask ``view`` again". A report about an attempt that is no longer open is
    dropped; what the user wrote is kept whichever attempt is open by then.

    Attributes:
        playing: what is heard of the recording.
        objections: what the user says of single verdicts.
    """

    def __init__(self, tools: ReviewTools, changed: Callable[[], None]) -> None:
        self._tools = tools
        self._changed = changed
        self._visit: Visit | None = None
        self._draft: Draft | None = None
        self.playing = Playing(tools, lambda: self._visit, changed, self._fail)
        self.objections = Objections(
            tools, lambda: self._visit, self._on_sheet, self._fail, self._on_objection
        )

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
            sounding=self.playing.sounding(),
            asks_estimate=here.asks_estimate(self._tools.preferences()),
            is_editing=here.is_editing,
            can_undo=bool(here.earlier),
            answer_shown=here.answer_shown,
            marking=here.marking,
            lesson=here.lesson,
        )

    @property
    def attempt_id(self) -> str | None:
        """Which attempt is open."""
        return self._visit.attempt_id if self._visit else None

    # Opening -----------------------------------------------------------------------------------

    def open(self, attempt_id: str) -> None:
        """Show an attempt, however far it has come."""
        self._leave()
        self._visit = Visit(attempt_id)
        self._load()
        self._changed()

    def close(self) -> None:
        """Show nothing: the attempt was deleted."""
        self._leave()
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

    def estimate(self, covered: int | None) -> None:
        """Show the verdicts, with the user's own estimate beside them; None for no estimate."""
        here = self._visit
        if here is None or here.sheet is None:
            return
        here.is_revealed = True
        self._on_attempt(self._tools.desk.mark_reviewed)
        if covered is not None:
            self._on_attempt(lambda attempt_id: self._tools.desk.estimate(attempt_id, covered))
            self._load()
        self._changed()

    # Transcribing ------------------------------------------------------------------------------

    def transcribe(self) -> None:
        """Write the recording down, again if need be; a correction of it is then dropped."""
        if self._visit is not None:
            self._visit.earlier = ()
        self._on_attempt(self._tools.queue.enqueue)

    def cancel(self) -> None:
        """End the recognition; the recording stays."""
        self._on_attempt(self._tools.queue.cancel)

    # Correcting --------------------------------------------------------------------------------

    def edit(self) -> None:
        """Let the user correct the transcript; each word is judged as it is typed."""
        here = self._visit
        if here is not None and here.sheet is not None and here.sheet.recognised.words:
            here.is_editing = True
            here.earlier = (*here.earlier, here.sheet.own.correction)
            self._draft = Draft(
                here.sheet, self._tools.desk, self._tools.storage, self._on_sheet, self._fail
            )
            self._changed()

    def rewrite(self, text: str) -> None:
        """Judge what the user has typed."""
        if self._draft is not None:
            self._draft.rewrite(text)

    def keep(self) -> None:
        """Keep what the user has typed, unless that has been done."""
        if self._draft is not None:
            self._draft.keep()

    def leave_editing(self) -> None:
        """The text is right now; it stays open until it is kept."""
        if self._draft is not None:
            self._draft.finish(self._end_editing)

    def _end_editing(self) -> None:
        here = self._visit
        if here is None or not here.is_editing:
            return
        here.is_editing = False
        if self._draft is not None and not self._draft.is_other:
            here.earlier = here.earlier[:-1]
        self._draft = None
        self._changed()

    def undo(self) -> None:
        """Back to the text before the last correction."""
        here = self._visit
        if here is not None and here.earlier and not here.is_editing:
            self._correct(here, here.earlier[-1], here.earlier[:-1])

    def restore(self) -> None:
        """Back to what was recognised; can be undone."""
        here = self._visit
        if here is None or here.sheet is None:
            return
        current = self._draft.correction if self._draft else here.sheet.own.correction
        self.keep()
        self._end_editing()
        if current is not None:
            self._correct(here, None, (*here.earlier, current))

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

    def _leave(self) -> None:
        self.keep()
        self._draft = None
        self.playing.reset()
        if self._visit is not None:
            self._visit.is_over = True

    def _load(self) -> None:
        self._on_attempt(self._tools.desk.sheet, self._on_sheet)

    def _correct(
        self, here: Visit, correction: str | None, earlier: tuple[str | None, ...]
    ) -> None:
        def then(sheet: ReviewSheet) -> None:
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
        asks = here.asks_estimate(self._tools.preferences())
        if sheet.attempt.state is AttemptState.TRANSCRIBED and not here.is_revealed and not asks:
            here.is_revealed = True
            self._on_attempt(self._tools.desk.mark_reviewed)
        if not here.is_outlined and sheet.recording is not None:
            self.playing.outline(here, sheet.recording)
        self._changed()

    def _on_objection(self) -> None:
        self.keep()
        self._changed()

    def _on_attempt(self, work: Callable[[str], T], then: Callable[[T], None] = _ignore) -> None:
        if self._visit is not None:
            attempt_id = self._visit.attempt_id
            self._tools.storage.run(lambda: work(attempt_id), then, self._fail)

    def _fail(self, fault: Fault) -> None:
        if self._visit is not None:
            self._visit.fault = fault
            self._changed()
