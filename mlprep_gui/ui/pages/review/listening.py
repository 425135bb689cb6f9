"""Which stretch of a recording sounds, as far as the window knows. No Qt here."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.ports import Background, Player
from mlprep_gui.ui.pages.review.contents import Clip


class _Request:
    """One wish to hear a clip; the player's answers are matched to it."""

    def __init__(self, clip: Clip) -> None:
        self.clip = clip
        self.sounds = False


class Listening:
    """Plays one clip at a time on the worker ``sound``; ``changed`` when another one does.

    Lives on the window's thread. The player is asked for its position only there, which never
    blocks; everything else of it is used on ``sound``.
    """

    def __init__(
        self,
        player: Player,
        sound: Background,
        changed: Callable[[], None],
        failed: Callable[[Fault], None],
    ) -> None:
        self._player = player
        self._sound = sound
        self._changed = changed
        self._failed = failed
        self._request: _Request | None = None

    @property
    def clip(self) -> Clip | None:
        """What sounds, or is about to."""
        return self._request.clip if self._request else None

    def play(self, recording: Path, clip: Clip) -> None:
        """Play a clip; it takes the place of one that sounds."""
        request = self._request = _Request(clip)
        self._sound.run(
            lambda: self._player.play(recording, clip.start_s, clip.end_s),
            lambda _none: self._on_sounding(request),
            partial(self._on_failed, request),
        )
        self._changed()

    def stop(self) -> None:
        """Silence."""
        if self._request is not None:
            self._sound.run(self._player.stop, lambda _none: None, self._failed)
            self._end()

    def tick(self) -> None:
        """Notice that the clip has come to its end; to be called by a timer while one plays."""
        request = self._request
        if request is not None and request.sounds and self._player.position_s() is None:
            self._end()

    def _on_sounding(self, request: _Request) -> None:
        request.sounds = True

    def _on_failed(self, request: _Request, fault: Fault) -> None:
        if request is self._request:
            self._end()
        self._failed(fault)

    def _end(self) -> None:
        self._request = None
        self._changed()
