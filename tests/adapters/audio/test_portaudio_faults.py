"""What the sound server can do to a recording: end, freeze, not be there at all."""

import os
import subprocess
import sys
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.adapters.audio.microphones import PortAudioRecorder
from mlprep_gui.adapters.audio.playback import PortAudioPlayer
from mlprep_gui.adapters.audio.portaudio import PortAudio
from mlprep_gui.domain.errors import AudioFault, FaultCode
from mlprep_gui.services.ports.sound import Recording
from tests.adapters.audio.waiting import wait_until
from tests.virtual_microphone import RATE_HZ, VirtualMicrophone, running_microphone

_DEADLINE_S = 1.0


@pytest.fixture
def microphone() -> Iterator[VirtualMicrophone]:
    """One for this test alone, to be frozen or killed."""
    with running_microphone() as microphone:
        yield microphone


@pytest.fixture
def system(microphone: VirtualMicrophone) -> Iterator[PortAudio]:
    with PortAudio(deadline_s=_DEADLINE_S) as system:
        yield system
        # Whatever still hangs comes back now.
        microphone.kill()


@pytest.fixture
def recorder(system: PortAudio) -> PortAudioRecorder:
    return PortAudioRecorder(system)


@pytest.fixture
def recording(recorder: PortAudioRecorder, target: Path) -> Recording:
    """A recording that has run for a while."""
    recording = recorder.start(target, None)
    wait_until(lambda: recording.status().elapsed_s > 0.5)
    return recording


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "answer.wav"


@pytest.fixture
def noise(tmp_path: Path) -> Path:
    samples = np.random.default_rng(5).integers(-5000, 5000, 4 * RATE_HZ)
    soundfile.write(tmp_path / "noise.wav", samples.astype(np.int16), RATE_HZ)
    return tmp_path / "noise.wav"


def seconds_in(path: Path) -> float:
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / file.getframerate()


def took_s(begun_s: float) -> float:
    return time.monotonic() - begun_s


class TestDuringARecording:
    def test_server_that_dies_is_a_lost_microphone(
        self, microphone: VirtualMicrophone, recording: Recording, target: Path
    ) -> None:
        microphone.kill()
        wait_until(lambda: recording.status().fault is not None, deadline_s=3)
        assert recording.status().fault is FaultCode.MICROPHONE_LOST
        report = recording.stop()
        assert report.fault is FaultCode.MICROPHONE_LOST
        assert report.duration_s == seconds_in(target) >= 0.5

    def test_server_that_freezes_is_a_lost_microphone(
        self, microphone: VirtualMicrophone, recording: Recording, target: Path
    ) -> None:
        """It is noticed within three seconds, and stopping does not wait for the server."""
        microphone.freeze()
        wait_until(lambda: recording.status().fault is not None, deadline_s=3)
        assert recording.status().fault is FaultCode.MICROPHONE_LOST
        begun_s = time.monotonic()
        report = recording.stop()
        assert took_s(begun_s) < 3
        assert report.duration_s == seconds_in(target) >= 0.5

    def test_stop_just_after_a_freeze_keeps_the_file_and_tells_of_the_loss(
        self, microphone: VirtualMicrophone, recording: Recording, target: Path
    ) -> None:
        microphone.freeze()
        seen: list[float] = []

        def is_still() -> bool:
            """What was on its way still comes in; then nothing for a third of a second."""
            seen.append(recording.status().elapsed_s)
            return len(seen) > 30 and len(set(seen[-30:])) == 1

        wait_until(is_still)
        assert recording.status().fault is None
        begun_s = time.monotonic()
        report = recording.stop()
        assert took_s(begun_s) < 3
        assert report.fault is FaultCode.MICROPHONE_LOST
        assert report.duration_s == seconds_in(target) >= 0.5

    def test_new_microphone_can_be_used_after_a_loss(
        self,
        microphone: VirtualMicrophone,
        recorder: PortAudioRecorder,
        recording: Recording,
        tmp_path: Path,
    ) -> None:
        microphone.kill()
        wait_until(lambda: recording.status().fault is not None)
        recording.stop()
        with running_microphone():
            again = recorder.start(tmp_path / "again.wav", None)
            wait_until(lambda: again.status().elapsed_s > 0.2)
            assert again.stop().fault is None

    def test_thawed_server_can_be_used_again(
        self,
        microphone: VirtualMicrophone,
        recorder: PortAudioRecorder,
        recording: Recording,
        tmp_path: Path,
    ) -> None:
        microphone.freeze()
        wait_until(lambda: recording.status().fault is not None)
        recording.stop()
        with pytest.raises(AudioFault) as failing:
            recorder.start(tmp_path / "again.wav", None)
        assert failing.value.code is FaultCode.AUDIO_UNRESPONSIVE
        assert not (tmp_path / "again.wav").exists()
        microphone.thaw()

        def works() -> bool:
            try:
                return recorder.start(tmp_path / "again.wav", None).stop().duration_s > 0
            except AudioFault:
                return False

        wait_until(works)


class TestBeforeARecording:
    def test_frozen_server_is_unresponsive(
        self, microphone: VirtualMicrophone, recorder: PortAudioRecorder, target: Path
    ) -> None:
        """The first question waits for the deadline, later ones are answered at once."""
        microphone.freeze()
        begun_s = time.monotonic()
        with pytest.raises(AudioFault) as failing:
            recorder.devices()
        assert failing.value.code is FaultCode.AUDIO_UNRESPONSIVE
        assert took_s(begun_s) < _DEADLINE_S + 0.5
        begun_s = time.monotonic()
        with pytest.raises(AudioFault):
            recorder.start(target, None)
        assert took_s(begun_s) < 0.5
        assert not target.exists()

    def test_list_follows_plugging(
        self, microphone: VirtualMicrophone, recorder: PortAudioRecorder, target: Path
    ) -> None:
        with_it = recorder.devices()
        microphone.kill()
        without_it = recorder.devices()
        assert {d.name for d in with_it} - {d.name for d in without_it} >= {"default"}
        if without_it:
            pytest.skip("this computer has a microphone of its own")
        with pytest.raises(AudioFault) as failing:
            recorder.start(target, None)
        assert failing.value.code is FaultCode.NO_MICROPHONE
        assert not target.exists()
        with running_microphone():
            assert recorder.devices() == with_it


class TestPlayback:
    @pytest.fixture
    def player(self, system: PortAudio) -> PortAudioPlayer:
        return PortAudioPlayer(system)

    def test_plays_what_is_in_the_file(
        self, microphone: VirtualMicrophone, player: PortAudioPlayer, noise: Path, tmp_path: Path
    ) -> None:
        heard_path = tmp_path / "heard.raw"

        def heard() -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
            """Without zeros, here and in what was played: a busy computer puts silence between."""
            samples = np.fromfile(heard_path, np.int16)
            return np.extract(samples != 0, samples)

        played = soundfile.read(noise, dtype="int16")[0][RATE_HZ : 2 * RATE_HZ]
        # It rises and falls within five milliseconds.
        edge = RATE_HZ // 200
        inner = played[edge:-edge]
        inner = inner[inner != 0]
        with microphone.listen(heard_path):
            player.play(noise, 1.0, 2.0)
            wait_until(lambda: len(heard()) >= len(inner) + edge)
        begun = next(
            at for at in range(2 * edge) if np.array_equal(heard()[at : at + edge], inner[:edge])
        )
        assert np.array_equal(heard()[begun : begun + len(inner)], inner)

    def test_converts_to_the_rate_of_the_device(
        self, microphone: VirtualMicrophone, player: PortAudioPlayer, tmp_path: Path
    ) -> None:
        at_s = np.arange(16000) / 16000
        tone = np.sin(2 * np.pi * 1000 * at_s)
        soundfile.write(tmp_path / "tone.wav", 0.5 * tone, 16000)
        with microphone.listen(tmp_path / "heard.raw"):
            player.play(tmp_path / "tone.wav")
            wait_until(lambda: player.position_s() is None)
        heard = np.fromfile(tmp_path / "heard.raw", np.int16)
        sounding = heard[np.abs(heard) > 100][: RATE_HZ // 2].astype(float)
        spectrum = np.abs(np.fft.rfft(sounding * np.hanning(len(sounding))))
        loudest_hz = spectrum.argmax() * RATE_HZ / len(sounding)
        assert loudest_hz == pytest.approx(1000, abs=30)

    def test_server_that_dies_ends_the_sound(
        self, microphone: VirtualMicrophone, player: PortAudioPlayer, noise: Path
    ) -> None:
        player.play(noise)
        microphone.kill()
        wait_until(lambda: player.position_s() is None, deadline_s=3)

    def test_frozen_server_holds_nobody_up(
        self, microphone: VirtualMicrophone, player: PortAudioPlayer, noise: Path
    ) -> None:
        player.play(noise)
        microphone.freeze()
        begun_s = time.monotonic()
        player.stop()
        assert took_s(begun_s) < 2
        assert player.position_s() is None

    def test_no_loudspeaker_is_told(
        self, microphone: VirtualMicrophone, player: PortAudioPlayer, noise: Path
    ) -> None:
        microphone.kill()
        if player.devices():
            pytest.skip("this computer has a loudspeaker of its own")
        with pytest.raises(AudioFault) as failing:
            player.play(noise)
        assert failing.value.code is FaultCode.NO_LOUDSPEAKER


_WITHOUT_PORTAUDIO = """
import ctypes.util
ctypes.util.find_library = lambda name: None
from mlprep_gui.adapters.audio.microphones import PortAudioRecorder
from mlprep_gui.adapters.audio.portaudio import PortAudio
from mlprep_gui.domain.errors import AudioFault
with PortAudio() as system:
    try:
        PortAudioRecorder(system).devices()
    except AudioFault as fault:
        print(fault.code)
"""


def test_missing_library_is_told() -> None:
    child = subprocess.run(
        [sys.executable, "-c", _WITHOUT_PORTAUDIO], capture_output=True, text=True, check=True
    )
    assert child.stdout.strip() == FaultCode.PORTAUDIO_MISSING


_RECORD_UNTIL_TOLD = """
import sys
from pathlib import Path
from mlprep_gui.adapters.audio.microphones import PortAudioRecorder
from mlprep_gui.adapters.audio.portaudio import PortAudio
with PortAudio() as system:
    recording = PortAudioRecorder(system).start(Path(sys.argv[1]), None)
    print("recording", flush=True)
    sys.stdin.readline()
    print(recording.stop().fault, flush=True)
"""


def test_frozen_server_does_not_keep_the_program_from_ending(
    microphone: VirtualMicrophone, target: Path
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _RECORD_UNTIL_TOLD, str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | microphone.environment,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            assert child.stdout.readline() == "recording\n"
            wait_until(lambda: seconds_in(target) > 0.3)
            microphone.freeze()
            child.stdin.write("\n")
            child.stdin.flush()
            assert child.wait(20) == 0
        finally:
            child.kill()
    assert seconds_in(target) > 0.3


_END_WHILE_RECORDING = """
import sys, threading
from pathlib import Path
from mlprep_gui.adapters.audio.microphones import PortAudioRecorder
from mlprep_gui.adapters.audio.portaudio import PortAudio
recording = PortAudioRecorder(PortAudio()).start(Path(sys.argv[1]), None)
while not recording.status().started:
    threading.Event().wait(0.05)
raise SystemExit(7)
"""


def test_program_that_ends_while_recording_does_not_crash(
    microphone: VirtualMicrophone, tmp_path: Path
) -> None:
    """Every fourth time it would, if the stream were still running: hence the repetition."""
    command = [sys.executable, "-c", _END_WHILE_RECORDING]
    environment = os.environ | microphone.environment
    children = [
        subprocess.Popen([*command, str(tmp_path / f"{i}.wav")], env=environment) for i in range(6)
    ]
    assert [child.wait(60) for child in children] == [7] * len(children)
