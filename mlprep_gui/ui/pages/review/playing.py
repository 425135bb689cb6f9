"""Hearing the recording of the attempt that is open: playhead, speed, loop. No Qt here."""

from collections.abc import Callable
from pathlib import Path

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.peaks import Peaks
from mlprep_gui.ui.pages.review.contents import Clip
from mlprep_gui.ui.pages.review.listening import SPEEDS, Listening
from mlprep_gui.ui.pages.review.visit import ReviewTools, Sounding, Visit

SHORTEST_LOOP_S = 0.3
_LOOP_S = 5.0
_AT_END_S = 0.25


class Playing:
    """Lives on the window's thread.

    Args:
        tools: see there.
        visit: the attempt that is open.
        changed: something else is to be shown.
        failed: takes a fault.
    """

    def __init__(
        self,
        tools: ReviewTools,
        visit: Callable[[], Visit | None],
        changed: Callable[[], None],
        failed: Callable[[Fault], None],
    ) -> None:
        self._tools = tools
        self._visit = visit
        self._changed = changed
        self._listening = Listening(tools.player, tools.sound, changed, failed)

    def sounding(self) -> Sounding:
        """What is heard now; cheap, to be asked on every tick."""
        here, listening = self._visit(), self._listening
        if here is None:
            return Sounding()
        return Sounding(
            clip=listening.clip,
            playhead_s=listening.playhead_s,
            duration_s=here.duration_s,
            speed=listening.speed,
            loop=here.loop,
            peaks=here.peaks,
        )

    def play(self, clip: Clip) -> None:
        """Play a stretch of the recording; silence it where it sounds already."""
        if clip == self._listening.clip:
            self._listening.stop()
        else:
            self._play(clip)

    def toggle(self) -> None:
        """Go on from the playhead, or fall silent."""
        here = self._visit()
        if here is None:
            return
        if self._listening.clip is not None:
            self._listening.stop()
        elif here.loop is not None:
            self._play(Clip(*here.loop), loops=True)
        else:
            at_end = self._listening.playhead_s >= here.duration_s - _AT_END_S
            self._play(Clip(0.0 if at_end else self._listening.playhead_s))

    def play_from(self, second: float) -> None:
        """Play from a second on."""
        self._play(Clip(second))

    def seek(self, second: float) -> None:
        """Put the playhead there; what sounds goes on from there."""
        if self._listening.clip is not None:
            self._play(Clip(second))
        elif self._visit() is not None:
            self._listening.move_to(second)

    def loop(self, start_s: float, end_s: float) -> None:
        """Repeat a stretch; what sounds is heard in it from now on."""
        here = self._visit()
        if here is None or end_s - start_s < SHORTEST_LOOP_S:
            self._changed()
            return
        here.loop = (start_s, end_s)
        if self._listening.clip is not None:
            self._play(Clip(start_s, end_s), loops=True)
        else:
            self._listening.move_to(start_s)

    def loop_from_here(self) -> None:
        """Let the repeated stretch begin at the playhead."""
        here = self._visit()
        if here is not None:
            start_s, end_s = self._listening.playhead_s, here.loop[1] if here.loop else 0.0
            if end_s - start_s < SHORTEST_LOOP_S:
                end_s = min(start_s + _LOOP_S, here.duration_s)
            self.loop(start_s, end_s)

    def loop_to_here(self) -> None:
        """Let the repeated stretch end at the playhead."""
        here = self._visit()
        if here is not None:
            end_s = self._listening.playhead_s
            start_s = here.loop[0] if here.loop else end_s
            if end_s - start_s < SHORTEST_LOOP_S:
                start_s = max(end_s - _LOOP_S, 0.0)
            self.loop(start_s, end_s)

    def end_loop(self) -> None:
        """Repeat nothing; what sounds goes on."""
        here = self._visit()
        if here is not None and here.loop is not None:
            here.loop = None
            if self._listening.loops:
                self._play(Clip(self._listening.playhead_s))
            self._changed()

    def switch_loop(self) -> None:
        """Repeat what follows the playhead, or nothing any more."""
        here = self._visit()
        if here is not None and here.loop is None:
            self.loop_from_here()
        else:
            self.end_loop()

    def step_speed(self, step: int) -> None:
        """One step faster (1) or slower (-1)."""
        at = SPEEDS.index(self._listening.speed) + step
        if 0 <= at < len(SPEEDS):
            self.set_speed(SPEEDS[at])

    def set_speed(self, speed: float) -> None:
        """Play faster or slower."""
        self._listening.set_speed(speed)

    def stop(self) -> None:
        """Silence."""
        self._listening.stop()

    def reset(self) -> None:
        """Silence, with the playhead at the beginning; nobody asks for the outline any more."""
        self._listening.stop()
        self._listening.move_to(0.0)

    def tick(self) -> None:
        """Follow what plays; to be called by a timer meanwhile."""
        self._listening.tick()

    def outline(self, here: Visit, recording: Path) -> None:
        """Ask for the outline of the recording."""
        here.is_outlined = True

        def then(peaks: Peaks) -> None:
            here.peaks = peaks
            self._changed()

        self._tools.sound.run(
            lambda: self._tools.files.peaks(recording, cancelled=lambda: here.is_over),
            then,
            # Without it everything else works, and playing tells what is wrong with the file.
            lambda _fault: None,
        )

    def _play(self, clip: Clip, *, loops: bool = False) -> None:
        here = self._visit()
        sheet = here.sheet if here else None
        if sheet is not None and sheet.recording is not None:
            self._listening.play(sheet.recording, clip, loops=loops)
