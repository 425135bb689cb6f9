"""A spoken answer and what each step means when, from the first thought on; no Qt here."""

from collections.abc import Callable

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.services.practice.session import PracticeDesk, PracticeSession
from mlprep_gui.services.practice.view import Phase, PracticeView
from mlprep_gui.ui.pages.practice.alerts import AlertBoard
from mlprep_gui.ui.pages.practice.microphones import MicrophoneRound
from mlprep_gui.ui.pages.practice.stages import Stage, show_stage


class SpokenAnswer:
    """The session, as the stage's buttons see it. Lives on the window's thread.

    Args:
        desk: for the session.
        microphones: which there are.
        changed, handed_over: see ``PracticeSession``.

    Attributes:
        session: the session itself.
    """

    def __init__(
        self,
        desk: PracticeDesk,
        microphones: MicrophoneRound,
        changed: Callable[[], None],
        handed_over: Callable[[Attempt], None],
    ) -> None:
        self._clock = desk.clock
        self._microphones = microphones
        self._alerts = AlertBoard()
        self._changed = changed
        self.session = PracticeSession(desk, self._on_changed, handed_over)

    @property
    def view(self) -> PracticeView:
        """The session's."""
        return self.session.view()

    @property
    def phase(self) -> Phase:
        """Where it stands."""
        return self.view.phase

    @property
    def is_busy(self) -> bool:
        """Whether an answer is under way."""
        return self.session.is_busy

    @property
    def may_cancel(self) -> bool:
        """Whether there is something that can be dropped now."""
        return self.phase not in {Phase.CHOOSING, Phase.FINISHING}

    @property
    def may_pause(self) -> bool:
        """Whether there is a recording to halt or to go on with."""
        return self.phase in {Phase.RECORDING, Phase.PAUSED}

    def stage(self) -> Stage | None:
        """What to show; None while no answer is under way."""
        if not self.is_busy:
            return None
        view = self.view
        alerts = self._alerts.show(view.warnings, self._clock.monotonic_s())
        return show_stage(view, alerts, self._microphones.in_use)

    def go_on(self) -> None:
        """The next step of an answer that has been begun: start speaking, stop, go on."""
        phase = self.phase
        if phase is Phase.THINKING:
            self.session.skip_thinking()
        elif phase is Phase.RECORDING:
            self.session.stop()
        elif phase is Phase.PAUSED:
            self.session.resume()
        elif phase is Phase.INTERRUPTED and self._microphones.in_use:
            self.session.continue_answer()

    def go_aside(self) -> None:
        """The other step: pause a recording, finish one that was paused or interrupted."""
        if self.phase is Phase.RECORDING:
            self.session.pause()
        elif self.phase in {Phase.PAUSED, Phase.INTERRUPTED}:
            self.session.stop()

    def toggle_pause(self) -> None:
        """Pause a recording, or go on with it."""
        if self.phase is Phase.PAUSED:
            self.session.resume()
        else:
            self.session.pause()

    def follow_plugging(self) -> None:
        """Look for microphones now and then, while that tells something; see ``DeviceWatch``."""
        if self.phase in {Phase.CHOOSING, Phase.THINKING, Phase.INTERRUPTED}:
            self._microphones.follow()

    def end(self) -> None:
        """Keep what has been said, or drop what is no answer yet."""
        if self.session.can_stop:
            self.session.stop()
        else:
            self.session.discard()

    def _on_changed(self) -> None:
        if self.phase is Phase.OPENING:
            self._alerts.clear()
        elif self.phase is Phase.INTERRUPTED:
            # The list is as old as the recording.
            self._microphones.look()
        self._changed()
