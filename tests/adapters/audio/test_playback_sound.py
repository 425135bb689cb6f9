"""What comes out of the loudspeaker: the pitch at every speed, and no clicks."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from mlprep_gui.adapters.audio.playback import PortAudioPlayer
from mlprep_gui.adapters.audio.portaudio import PortAudio
from tests.adapters.audio.waiting import wait_until
from tests.virtual_microphone import RATE_HZ, VirtualMicrophone, running_microphone

_PITCH_HZ = 440
_LOUDNESS = 16384
# Between neighbouring samples of the pure tone, and a bit.
_STEEPEST = 1.2 * _LOUDNESS * 2 * np.pi * _PITCH_HZ / RATE_HZ


@pytest.fixture(scope="module")
def microphone() -> Iterator[VirtualMicrophone]:
    with running_microphone() as microphone:
        yield microphone


@pytest.fixture
def player(microphone: VirtualMicrophone) -> Iterator[PortAudioPlayer]:
    with PortAudio() as system:
        player = PortAudioPlayer(system)
        yield player
        player.stop()


@pytest.fixture(scope="module")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds at the recogniser's rate."""
    path = tmp_path_factory.mktemp("sound") / "tone.wav"
    at_s = np.arange(3 * 16000) / 16000
    samples = _LOUDNESS * np.sin(2 * np.pi * _PITCH_HZ * at_s)
    soundfile.write(path, samples.astype(np.int16), 16000)
    return path


@pytest.fixture
def hear(
    microphone: VirtualMicrophone, tmp_path: Path
) -> Callable[[Callable[[], None]], npt.NDArray[np.float64]]:
    """All that sounds while something is done, without the silence around it."""

    def listen(act: Callable[[], None]) -> npt.NDArray[np.float64]:
        path = tmp_path / "heard.raw"
        with microphone.listen(path):
            act()
            # What is in the air has come to an end when the newest tenth of a second is silent.
            wait_until(lambda: not np.fromfile(path, np.int16)[-RATE_HZ // 10 :].any())
        heard = np.fromfile(path, np.int16).astype(np.float64)
        sounding = np.flatnonzero(heard)
        return heard[max(sounding[0] - 1, 0) : sounding[-1] + 2]

    return listen


Hear = Callable[[Callable[[], None]], npt.NDArray[np.float64]]


def loudest_hz(heard: npt.NDArray[np.float64]) -> float:
    size = 1 << 18
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard)), size))
    return float(spectrum.argmax() * RATE_HZ / size)


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.0, 1.5, 2.0])
def test_pitch_stays_at_every_speed(
    player: PortAudioPlayer, tone: Path, hear: Hear, speed: float
) -> None:
    def play() -> None:
        player.play(tone, 1.0, 2.0, speed)
        wait_until(lambda: player.position_s() is None)

    heard = hear(play)
    assert loudest_hz(heard) == pytest.approx(_PITCH_HZ, abs=4)
    assert len(heard) / RATE_HZ == pytest.approx(1 / speed, abs=0.08)


def test_position_is_what_is_heard_at_half_speed(
    microphone: VirtualMicrophone, player: PortAudioPlayer, tmp_path: Path
) -> None:
    """Silence until one second, noise from there: it is heard when the position says so."""
    noise = np.random.default_rng(7).integers(-9000, 9000, 16000)
    sound = np.concatenate((np.zeros(16000, int), noise)).astype(np.int16)
    soundfile.write(tmp_path / "a.wav", sound, 16000)
    heard = tmp_path / "heard.raw"
    with microphone.listen(heard):
        player.play(tmp_path / "a.wav", 0.5, 2.0, 0.5)

        def sounds() -> bool:
            newest = np.fromfile(heard, np.int16)[-RATE_HZ // 50 :]
            return bool((np.abs(newest) > 1000).any())

        wait_until(sounds)
        assert player.position_s() == pytest.approx(1.0, abs=0.15)


def _seek(player: PortAudioPlayer) -> None:
    player.seek(2.0)


def _change_speed(player: PortAudioPlayer) -> None:
    player.set_speed(0.5)


def _pause_and_go_on(player: PortAudioPlayer) -> None:
    player.pause()
    player.resume()


def _do_nothing(_player: PortAudioPlayer) -> None:
    return


@pytest.mark.parametrize("act", [_seek, _change_speed, _pause_and_go_on, _do_nothing])
def test_nothing_clicks(
    player: PortAudioPlayer, tone: Path, hear: Hear, act: Callable[[PortAudioPlayer], None]
) -> None:
    """Neither what is done in the middle nor stopping in the middle of the sound."""

    def play() -> None:
        player.play(tone, 0.1)
        wait_until(lambda: (player.position_s() or 0.0) > 0.3)
        act(player)
        until_s = time.monotonic() + 0.3
        wait_until(lambda: time.monotonic() > until_s)
        player.stop()

    assert np.abs(np.diff(hear(play))).max() < _STEEPEST


def test_loop_has_no_seam(player: PortAudioPlayer, tone: Path, hear: Hear) -> None:
    def play() -> None:
        player.play(tone, 0.1, 0.3333, 2.0, loop=True)
        until_s = time.monotonic() + 0.8
        wait_until(lambda: time.monotonic() > until_s)
        player.stop()

    heard = hear(play)
    assert np.abs(np.diff(heard)).max() < _STEEPEST
    assert len(heard) > 0.6 * RATE_HZ
