"""The computer's microphones, as the port ``Recorder`` wants them."""

from collections.abc import Callable
from pathlib import Path

from mlprep_gui.adapters.audio.capture import Capture, Inlet
from mlprep_gui.adapters.audio.portaudio import PortAudio, StreamRefusedError
from mlprep_gui.adapters.audio.wav_file import GrowingWav, measure_recorded
from mlprep_gui.domain.errors import AudioFault, FaultCode, StorageFault
from mlprep_gui.services.ports.sound import Device, Recording


class PortAudioRecorder:
    """A ``Recorder`` on the system's sound, at each device's own rate."""

    def __init__(self, sound: PortAudio) -> None:
        self._sound = sound

    def devices(self) -> tuple[Device, ...]:
        """See ``Recorder.devices``."""
        return self._sound.devices("input")

    def start(self, target: Path, device: str | None) -> Recording:
        """See ``Recorder.start``."""
        return self._record(device, lambda rate_hz: GrowingWav(target, rate_hz))

    def go_on(self, target: Path, device: str | None) -> Recording:
        """See ``Recorder.go_on``."""
        recorded = measure_recorded(target)
        return self._record(device, lambda _rate_hz: GrowingWav(target, recorded.rate_hz, recorded))

    def _record(self, device: str | None, make_file: Callable[[int], GrowingWav]) -> Recording:
        """Record into the file that is made for the device's rate."""
        inlet = Inlet()
        try:
            stream = self._sound.open_input(device, inlet)
        except StreamRefusedError as refusal:
            if not refusal.device:
                raise AudioFault(FaultCode.NO_MICROPHONE) from refusal
            raise AudioFault(
                FaultCode.MICROPHONE_FAILED, device=refusal.device, reason=refusal.reason
            ) from refusal
        capture = Capture(make_file(stream.rate_hz), stream, inlet)
        try:
            # The inlet has held what came in since the stream was opened: nothing is lost.
            capture.start()
        except (StorageFault, FileExistsError):
            inlet.finish()
            stream.close()
            raise
        return capture
