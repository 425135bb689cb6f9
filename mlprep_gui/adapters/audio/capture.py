"""A running recording: blocks of sound from wherever, written as they come, watched for trouble."""

import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Protocol

from mlprep_gui.adapters.audio.level import LevelMeter
from mlprep_gui.adapters.audio.rates import RateConverter
from mlprep_gui.adapters.audio.sleep import has_slept, read_clocks
from mlprep_gui.adapters.audio.wav_file import LONGEST_S, GrowingWav
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.services.ports.sound import RecordingReport, RecordingStatus

if TYPE_CHECKING:
    from mlprep_gui.adapters.audio.level import Samples

BLOCK_S = 0.05
"""How much sound the sources deliver at a time."""

_TAIL_S = 0.5
# Sound takes a while from the air to the program: a word that ended at the pause is still coming.
_PAUSE_TAIL_S = 0.25
# The parts of the three seconds that stopping may take: tail, source, file.
_TAIL_DEADLINE_S = 1.0
SOURCE_CLOSE_DEADLINE_S = 1.0
_FILE_DEADLINE_S = 0.8

_LOOK_EVERY_S = 0.1
# Looks rather than a time: a program that was halted has not lost its microphone.
_LOST_AFTER_LOOKS = 20
# Some headsets send zeros while they wake up; a muted one sends nothing else.
_ZEROS_ARE_REAL_AFTER_S = 1.0

_log = logging.getLogger(__name__)


class Inlet:
    """Where a source hands over its blocks, from a thread that must never wait.

    Attributes:
        overflows: how often the source said that it lost sound.
    """

    def __init__(self) -> None:
        self._blocks: SimpleQueue[bytes | None] = SimpleQueue()
        self._finished = False
        self.overflows = 0

    def put(self, block: bytes, *, overflowed: bool = False) -> None:
        """Take over a block of interleaved 16-bit samples in the machine's byte order."""
        if overflowed:
            self.overflows += 1
        if not self._finished:
            self._blocks.put(block)

    def finish(self) -> None:
        """Nothing comes any more; harmless to repeat, later blocks are dropped."""
        self._finished = True
        self._blocks.put(None)

    def take(self, timeout_s: float) -> bytes | None:
        """The next block, None after the last one; raises queue.Empty."""
        return self._blocks.get(timeout=timeout_s)


class Source(Protocol):
    """What fills an inlet, already running."""

    @property
    def name(self) -> str:
        """The device's."""

    @property
    def rate_hz(self) -> int:
        """Frames a second."""

    @property
    def channels(self) -> int:
        """Samples in a frame."""

    def close(self) -> None:
        """Deliver no more; harmless to repeat.

        Returns within ``SOURCE_CLOSE_DEADLINE_S`` whatever the device does.
        """


class Capture:
    """A recording of one source into one file, as the port ``Recording`` wants it.

    Two channels become one: the recogniser wants one, the file is half as long, and playback
    reaches both ears even where the voice came in on the left channel only. Further channels of
    a sound card are other sockets, and left out.

    If the device is lost, the computer sleeps, the disk is full or the recording grows too long,
    the file is closed first and the fault shows in the status then: when the user reads it, the
    sound is safe.

    Args:
        wav: where the sound goes; not open yet.
        source: where it comes from; at another rate than the file's it is converted.
        inlet: what the source fills.
        clocks: see ``read_clocks``.
    """

    def __init__(
        self,
        wav: GrowingWav,
        source: Source,
        inlet: Inlet,
        clocks: Callable[[], tuple[float, ...]] = read_clocks,
    ) -> None:
        self._source = source
        self._inlet = inlet
        self._wav = wav
        self._clocks = clocks
        self._open_file = ExitStack()
        self._converter = RateConverter(source.rate_hz, wav.rate_hz)
        self._meter = LevelMeter(wav.rate_hz)
        self._writer = threading.Thread(target=self._run, name="recording", daemon=True)
        self._progress = threading.Condition()
        self._pause_at_s: float | None = None
        self._fault: FaultCode | None = None
        self._status = self._status_now()
        self._is_written = False
        self._ended = False
        self._stop_lock = threading.Lock()
        self._stopping = False
        self._report: RecordingReport | None = None

    @property
    def microphone(self) -> str:
        """See ``Recording.microphone``."""
        return self._source.name

    def start(self) -> None:
        """Open the file and begin to write; raises as ``GrowingWav.__enter__``."""
        self._open_file.enter_context(self._wav)
        self._writer.start()

    def status(self) -> RecordingStatus:
        """See ``Recording.status``; the writer replaces it as a whole, so no lock is needed."""
        return self._status

    def pause(self) -> None:
        """See ``Recording.pause``."""
        with self._progress:
            if self._pause_at_s is None:
                self._pause_at_s = self._wav.seconds + _PAUSE_TAIL_S
                self._status = self._status_now()

    def resume(self) -> None:
        """See ``Recording.resume``."""
        with self._progress:
            self._pause_at_s = None
            self._status = self._status_now()

    def stop(self) -> RecordingReport:
        """See ``Recording.stop``."""
        return self._finish(0.0 if self._status.paused else _TAIL_S)

    def abandon(self) -> None:
        """See ``Recording.abandon``."""
        self._finish(0.0)

    def _finish(self, tail_s: float) -> RecordingReport:
        with self._stop_lock:
            if self._report is None:
                deaf = not self._wait_for(tail_s)
                self._stopping = True
                self._source.close()
                self._inlet.finish()
                self._writer.join(_FILE_DEADLINE_S)
                fault = self._status.fault
                if fault is None and deaf:
                    fault = FaultCode.MICROPHONE_LOST
                elif fault is None and not self._is_written:
                    fault = FaultCode.FOLDER_UNUSABLE  # the disk does not answer
                self._report = RecordingReport(
                    duration_s=self._wav.seconds,
                    peak=self._meter.peak,
                    overflows=self._inlet.overflows,
                    fault=fault,
                )
            return self._report

    def _wait_for(self, tail_s: float) -> bool:
        """Let the tail come in; whether the source still delivers."""
        if tail_s == 0.0:
            return True
        before_s = self._wav.seconds
        with self._progress:
            self._progress.wait_for(
                lambda: self._ended or self._wav.seconds >= before_s + tail_s,
                timeout=_TAIL_DEADLINE_S,
            )
            return self._ended or self._wav.seconds > before_s

    # The writer thread ----------------------------------------------------------------------

    def _run(self) -> None:
        fault: FaultCode | None = None
        try:
            with self._open_file:
                fault = self._write_blocks()
                self._write(self._converter.finish(), clipped=False)
                self._is_written = True
        except StorageFault as trouble:
            fault = trouble.code
        finally:
            self._inlet.finish()
            with self._progress:
                self._fault = fault
                self._status = self._status_now()
                self._ended = True
                self._progress.notify_all()
        if fault is not None:
            _log.info("recording ended by itself after %.1f s: %s", self._wav.seconds, fault)
            self._source.close()

    def _write_blocks(self) -> FaultCode | None:
        """Write until there is nothing more; why it ended, None where it was told to."""
        looks_in_vain = 0
        while looks_in_vain < _LOST_AFTER_LOOKS:
            before = self._clocks()
            try:
                block = self._inlet.take(_LOOK_EVERY_S)
            except Empty:
                block = b""
            if has_slept(before, self._clocks()):
                return FaultCode.COMPUTER_SLEPT
            if block is None:
                return None if self._stopping else FaultCode.MICROPHONE_LOST
            looks_in_vain = 0 if block else looks_in_vain + 1
            if block:
                self._take(block)
            if self._wav.seconds >= LONGEST_S:
                return FaultCode.AUDIO_TOO_LONG
        return FaultCode.MICROPHONE_LOST

    def _take(self, block: bytes) -> None:
        """Write a block of frames in the source's shape, unless there is a pause."""
        import numpy as np  # noqa: PLC0415  (the window opens sooner without it)

        with self._progress:
            if self._pause_at_s is not None and self._wav.seconds >= self._pause_at_s:
                self._meter.rest(self._inlet.overflows)
                self._status = self._status_now()
                return
        frames = np.frombuffer(block, np.int16).reshape(-1, self._source.channels)[:, :2]
        clipped = bool(((frames == 32767) | (frames == -32768)).any())
        mono = (frames.sum(axis=1, dtype="int32") // frames.shape[1]).astype("int16")
        self._write(self._converter.convert(mono), clipped=clipped)

    def _write(self, mono: "Samples", *, clipped: bool) -> None:
        """Write and measure samples of the file's rate."""
        if len(mono) == 0:
            return
        self._wav.append(mono.tobytes())
        with self._progress:
            self._meter.hear(mono, clipped=clipped)
            self._meter.count_overflows(self._inlet.overflows)
            self._status = self._status_now()
            self._progress.notify_all()

    def _status_now(self) -> RecordingStatus:
        meter = self._meter
        is_paused = self._pause_at_s is not None
        return RecordingStatus(
            started=meter.peak > 0 or meter.heard_s >= _ZEROS_ARE_REAL_AFTER_S,
            elapsed_s=self._wav.seconds,
            level=0.0 if is_paused else meter.level,
            silent_for_s=meter.silent_for_s,
            clipped=meter.clipped,
            overflows=self._inlet.overflows,
            overflowed=meter.overflowed,
            paused=is_paused,
            fault=self._fault,
        )
