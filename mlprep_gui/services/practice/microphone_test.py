"""Three seconds of the microphone: how loud they are, and how they sound."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from mlprep_gui.domain.errors import Fault, FaultCode, StorageFault
from mlprep_gui.services.ports.sound import (
    Player,
    Recorder,
    Recording,
    RecordingReport,
    RecordingStatus,
)
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.practice.recording_faults import explain_end

LISTEN_S = 3.0
SILENT_BELOW = 0.004
"""Peaks below -48 dB of full scale: rooms are quieter, the faintest speech is not."""
QUIET_BELOW = 0.03
"""Loud stretches below -30 dB: words are lost in the noise of the room."""
_LOUD_PART = 0.8
_FILE = "test.wav"


class MicrophoneVerdict(Enum):
    """How the microphone is to be judged."""

    GOOD = auto()
    TOO_QUIET = auto()
    CLIPPED = auto()
    SILENT = auto()


class MicrophoneTestStep(Enum):
    """Where a test stands."""

    IDLE = auto()
    OPENING = auto()
    LISTENING = auto()
    CLOSING = auto()
    DONE = auto()
    PLAYING = auto()


_AT_REST = frozenset({MicrophoneTestStep.IDLE, MicrophoneTestStep.DONE, MicrophoneTestStep.PLAYING})


@dataclass(frozen=True, slots=True)
class MicrophoneResult:
    """What three seconds have shown.

    Attributes:
        verdict: in a word.
        peak: the loudest sample, 0 to 1 of full scale.
        level: what the louder stretches reach, 0 to 1 of full scale.
    """

    verdict: MicrophoneVerdict
    peak: float
    level: float


@dataclass(frozen=True, slots=True)
class MicrophoneTestView:
    """What a dialog shows at this moment.

    Attributes:
        step: where the test stands.
        microphone: the device that is heard, "" before it is open.
        started: whether real sound comes in ("speak now"), while LISTENING.
        left_s: seconds still to speak, while LISTENING.
        level: for the meter, 0 to 1, while LISTENING.
        result: while DONE or PLAYING.
        fault: why the last step failed.
    """

    step: MicrophoneTestStep
    microphone: str = ""
    started: bool = False
    left_s: float = 0.0
    level: float = 0.0
    result: MicrophoneResult | None = None
    fault: Fault | None = None


@dataclass(slots=True)
class _Take:
    """One recording of the test; what comes back for another one than the last is dropped."""

    folder: Path | None = None
    recording: Recording | None = None
    begun_at_s: float | None = None
    levels: list[float] = field(default_factory=list)
    clipped: bool = False
    result: MicrophoneResult | None = None
    sounds: bool = False


class MicrophoneTest:
    """Lives on the window's thread and never blocks it; no answer may be recorded meanwhile.

    ``changed`` means "ask ``view`` again"; ``tick`` is to be called by a timer while the dialog
    is open, ``close`` when it is closed. The sound is in a temporary file until then.
    """

    def __init__(
        self, recorder: Recorder, player: Player, sound: Background, changed: Callable[[], None]
    ) -> None:
        self._recorder = recorder
        self._player = player
        self._sound = sound
        self._changed = changed
        self._step = MicrophoneTestStep.IDLE
        self._take = _Take()
        self._fault: Fault | None = None

    def view(self) -> MicrophoneTestView:
        """What there is to show now."""
        take = self._take
        status = take.recording.status() if take.recording is not None else None
        is_heard = self._step is MicrophoneTestStep.LISTENING and status is not None
        return MicrophoneTestView(
            step=self._step,
            microphone=take.recording.microphone if take.recording is not None else "",
            started=is_heard and take.begun_at_s is not None,
            left_s=_left_s(take, status) if is_heard and status is not None else 0.0,
            level=status.level if is_heard and status is not None else 0.0,
            result=take.result,
            fault=self._fault,
        )

    # What the user does ------------------------------------------------------------------------

    def start(self, device: str | None) -> None:
        """Listen for three seconds; not while a test is being recorded.

        Args:
            device: as for ``Recorder.start``.
        """
        if self._step not in _AT_REST:
            return
        self._clean_up()
        take = self._take = _Take()
        self._fault = None
        self._move(MicrophoneTestStep.OPENING)

        def on_opened(opened: tuple[Path, Recording]) -> None:
            take.folder, take.recording = opened
            if take is self._take:
                self._move(MicrophoneTestStep.LISTENING)
            else:
                self._throw_away(take)

        self._sound.run(
            lambda: _open(self._recorder, device), on_opened, lambda fault: self._fail(take, fault)
        )

    def play(self) -> None:
        """Let the user hear what was recorded."""
        take = self._take
        if self._step is not MicrophoneTestStep.DONE or take.folder is None:
            return
        path = take.folder / _FILE
        self._fault = None
        take.sounds = False
        self._move(MicrophoneTestStep.PLAYING)

        def on_playing(_none: None) -> None:
            take.sounds = True

        def on_silent(fault: Fault) -> None:
            if take is self._take:
                self._fault = fault
                self._move(MicrophoneTestStep.DONE)

        self._sound.run(lambda: self._player.play(path), on_playing, on_silent)

    def stop_playing(self) -> None:
        """Silence."""
        if self._step is MicrophoneTestStep.PLAYING:
            self._sound.run(self._player.stop, _nothing, _nothing)
            self._move(MicrophoneTestStep.DONE)

    def close(self) -> None:
        """Cancel whatever is going on and forget the recording; harmless to repeat."""
        self._clean_up()
        self._take = _Take()
        self._fault = None
        if self._step is not MicrophoneTestStep.IDLE:
            self._move(MicrophoneTestStep.IDLE)

    def tick(self) -> None:
        """Look at the microphone and at the loudspeaker."""
        take = self._take
        if self._step is MicrophoneTestStep.LISTENING and take.recording is not None:
            status = take.recording.status()
            if status.started:
                take.begun_at_s = status.elapsed_s if take.begun_at_s is None else take.begun_at_s
                take.levels.append(status.level)
            take.clipped = take.clipped or status.clipped
            if status.fault is not None or _left_s(take, status) <= 0:
                self._finish(take, take.recording)
        elif self._step is MicrophoneTestStep.PLAYING and take.sounds and self._is_silent():
            self._move(MicrophoneTestStep.DONE)

    # The steps in between ----------------------------------------------------------------------

    def _finish(self, take: _Take, recording: Recording) -> None:
        self._move(MicrophoneTestStep.CLOSING)

        def on_closed(report: RecordingReport) -> None:
            if take is not self._take or take.folder is None:
                return
            if report.fault is not None:
                self._fail(take, explain_end(report, take.folder / _FILE, recording.microphone))
                return
            take.result = judge(report.peak, take.levels, clipped=take.clipped)
            self._move(MicrophoneTestStep.DONE)

        self._sound.run(recording.stop, on_closed, lambda fault: self._fail(take, fault))

    def _is_silent(self) -> bool:
        return self._player.position_s() is None

    def _fail(self, take: _Take, fault: Fault) -> None:
        if take is self._take:
            self._fault = fault
            self._move(MicrophoneTestStep.IDLE)

    def _clean_up(self) -> None:
        if self._step is MicrophoneTestStep.PLAYING:
            self._sound.run(self._player.stop, _nothing, _nothing)
        self._throw_away(self._take)

    def _throw_away(self, take: _Take) -> None:
        folder, recording = take.folder, take.recording

        def work() -> None:
            if recording is not None:
                # Harmless where it has been stopped.
                recording.abandon()
            if folder is not None:
                shutil.rmtree(folder, ignore_errors=True)

        if folder is not None:
            self._sound.run(work, _nothing, _nothing)

    def _move(self, step: MicrophoneTestStep) -> None:
        self._step = step
        self._changed()


def judge(peak: float, levels: Sequence[float], *, clipped: bool) -> MicrophoneResult:
    """What a recording shows.

    Args:
        peak: of all samples, 0 to 1 of full scale.
        levels: the meter's, taken at regular intervals while somebody spoke.
        clipped: whether any sample reached full scale.
    """
    # A knock on the table is loud but short: the louder stretches count, not the loudest moment.
    ranked = sorted(levels) or [peak]
    level = ranked[min(round(_LOUD_PART * len(ranked)), len(ranked) - 1)]
    if clipped:
        verdict = MicrophoneVerdict.CLIPPED
    elif peak < SILENT_BELOW:
        verdict = MicrophoneVerdict.SILENT
    elif level < QUIET_BELOW:
        verdict = MicrophoneVerdict.TOO_QUIET
    else:
        verdict = MicrophoneVerdict.GOOD
    return MicrophoneResult(verdict, peak, level)


def _open(recorder: Recorder, device: str | None) -> tuple[Path, Recording]:
    """Begin to record into a new temporary folder, on the sound worker."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="mlprep-microphone-"))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StorageFault(
            FaultCode.FOLDER_UNUSABLE, path=tempfile.gettempdir(), reason=reason
        ) from error
    try:
        return folder, recorder.start(folder / _FILE, device)
    except Fault:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _left_s(take: _Take, status: RecordingStatus) -> float:
    spoken_s = 0.0 if take.begun_at_s is None else status.elapsed_s - take.begun_at_s
    return max(LISTEN_S - spoken_s, 0.0)


def _nothing(_outcome: object) -> None:
    """There is nothing to show."""
