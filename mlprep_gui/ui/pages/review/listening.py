"""Which stretch of a recording sounds, how fast, and where the playhead stands. No Qt here."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.ports.sound import Player
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.ui.pages.review.contents import Clip

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""What can be chosen; the pitch stays."""


@dataclass(eq=False, slots=True)
class _Request:
    """One wish to hear a clip; the player's answers are matched to it."""

    clip: Clip
    loops: bool
    sounds: bool = False


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
        self._speed = 1.0
        self._playhead_s = 0.0

    @property
    def clip(self) -> Clip | None:
        """What sounds, or is about to."""
        return self._request.clip if self._request else None

    @property
    def loops(self) -> bool:
        """Whether what sounds begins again at its end."""
        return self._request is not None and self._request.loops

    @property
    def speed(self) -> float:
        """1.0 as it was spoken."""
        return self._speed

    @property
    def playhead_s(self) -> float:
        """The second that sounds, or at which the sound would go on."""
        return self._playhead_s

    def play(self, recording: Path, clip: Clip, *, loops: bool = False) -> None:
        """Play a clip; it takes the place of one that sounds."""
        request = self._request = _Request(clip, loops)
        self._playhead_s = clip.start_s
        speed = self._speed
        self._sound.run(
            lambda: self._player.play(recording, clip.start_s, clip.end_s, speed, loops),
            lambda _none: self._on_sounding(request),
            partial(self._on_failed, request),
        )
        self._changed()

    def stop(self) -> None:
        """Silence; the playhead stays where it is."""
        if self._request is not None:
            self._sound.run(self._player.stop, lambda _none: None, self._failed)
            self._end()

    def move_to(self, playhead_s: float) -> None:
        """Put the playhead elsewhere, in silence."""
        self._playhead_s = playhead_s
        self._changed()

    def set_speed(self, speed: float) -> None:
        """Play faster or slower from now on."""
        self._speed = speed
        self._sound.run(lambda: self._player.set_speed(speed), lambda _none: None, self._failed)
        self._changed()

    def tick(self) -> None:
        """Follow the player, and notice the clip's end; to be called by a timer while one plays."""
        request = self._request
        if request is None or not request.sounds:
            return
        position_s = self._player.position_s()
        if position_s is None:
            if request.clip.end_s is not None:
                self._playhead_s = request.clip.end_s
            self._end()
        else:
            self._playhead_s = position_s

    def _on_sounding(self, request: _Request) -> None:
        request.sounds = True

    def _on_failed(self, request: _Request, fault: Fault) -> None:
        if request is self._request:
            self._end()
        self._failed(fault)

    def _end(self) -> None:
        self._request = None
        self._changed()
