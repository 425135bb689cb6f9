"""From the window's thread to the queue: an answer is being spoken, goes on, is thrown away."""

from collections.abc import Callable

from mlprep_gui.domain.attempts import Attempt
from mlprep_gui.services.transcription import TranscriptionQueue


class QueuedLiveTranscription:
    """The ``LiveTranscription`` port; see there.

    Args:
        queue: follows the answer; used on the storage thread only.
        post: runs a closure there, soon; returns at once.
    """

    def __init__(
        self, queue: TranscriptionQueue, post: Callable[[Callable[[], None]], None]
    ) -> None:
        self._queue = queue
        self._post = post

    def began(self, attempt: Attempt) -> None:
        """See ``LiveTranscription``."""
        self._post(lambda: self._queue.follow(attempt))

    def grew(self, attempt_id: str, recorded_s: float) -> None:
        """See ``LiveTranscription``; how much there is, the child reads in the file itself."""
        del recorded_s
        self._post(lambda: self._queue.grow(attempt_id))

    def dropped(self, attempt_id: str) -> None:
        """See ``LiveTranscription``."""
        self._post(lambda: self._queue.forget(attempt_id))
