"""What is known of an answer between its first moment and its being handed over."""

from dataclasses import dataclass
from enum import Enum, auto

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.services.ports.sound import Recording, RecordingReport, RecordingStatus
from mlprep_gui.services.ports.speech import LiveTranscription

_GREW_EVERY_S = 1.0


class Wish(Enum):
    """What the user wants done as soon as a worker is back."""

    NOTHING = auto()
    STOP = auto()
    DISCARD = auto()


@dataclass(slots=True)
class AnswerUnderWay:
    """Belongs to the window's thread, like the session that fills it.

    Attributes:
        attempt: its row; None until it is stored.
        recording: the one that runs, or ran last.
        kept: what the recordings until the last interruption came to; None without one.
        wish: what is to be done when the worker that is waited for comes back.
        microphone, fallback_from: see ``PracticeView``.
        has_begun: whether its first real sound has been told of.
        told_s: the seconds that were told last.
    """

    attempt: Attempt | None = None
    recording: Recording | None = None
    kept: RecordingReport | None = None
    wish: Wish = Wish.NOTHING
    microphone: str = ""
    fallback_from: str | None = None
    has_begun: bool = False
    told_s: float = 0.0

    def hear(self, recording: Recording, wanted: str | None) -> None:
        """A microphone is open; ``wanted`` is the one of the settings, None for any."""
        self.recording = recording
        self.microphone = recording.microphone
        self.fallback_from = None if wanted == recording.microphone else wanted

    def tell_growth(self, status: RecordingStatus, live: LiveTranscription) -> None:
        """Tell that there is sound, and then about once a second that there is more."""
        if self.attempt is None:
            return
        if not self.has_begun and status.started:
            self.has_begun = True
            live.began(self.attempt)
        if self.has_begun and status.elapsed_s >= self.told_s + _GREW_EVERY_S:
            self.told_s = status.elapsed_s
            live.grew(self.attempt.id, status.elapsed_s)
