"""Three seconds of the microphone: the verdict, the playback, and nothing left behind."""

import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.adapters.audio.playback import SilentPlayer
from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone
from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.services.ports.sound import Recorder
from mlprep_gui.services.practice.microphone_test import (
    LISTEN_S,
    MicrophoneTest,
    MicrophoneTestStep,
    MicrophoneTestView,
    MicrophoneVerdict,
    judge,
)
from tests.services.conftest import AtOnce
from tests.services.practice.practising import Later, NoMicrophone

RATE_HZ = 16_000
SPEED = 10.0
DEADLINE_S = 20.0


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the test puts its file; empty again in the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@dataclass
class Trial:
    """A test and what it showed."""

    recorder: Recorder
    sound: AtOnce | Later = field(default_factory=AtOnce)
    passed_s: float = 0.0
    changes: int = 0

    def __post_init__(self) -> None:
        player = SilentPlayer(lambda: self.passed_s)
        self.test = MicrophoneTest(self.recorder, player, self.sound, self.on_changed)

    def on_changed(self) -> None:
        self.changes += 1

    @property
    def view(self) -> MicrophoneTestView:
        return self.test.view()

    def until(self, condition: Callable[[], bool]) -> None:
        pause, end_s = threading.Event(), time.monotonic() + DEADLINE_S
        while not condition():
            assert time.monotonic() < end_s, "it never happened"
            pause.wait(0.005)
            self.test.tick()

    def is_at(self, step: MicrophoneTestStep) -> bool:
        return self.view.step is step

    def until_step(self, step: MicrophoneTestStep) -> None:
        self.until(lambda: self.is_at(step))


def write_speech(path: Path, loudness: float) -> Path:
    """Bursts like syllables, so loud at their loudest."""
    at_s = np.arange(RATE_HZ * 8) / RATE_HZ
    wave = np.sin(2 * np.pi * 200 * at_s) * np.abs(np.sin(2 * np.pi * 2 * at_s)) * loudness
    soundfile.write(path, (wave * 32767).clip(-32768, 32767).astype(np.int16), RATE_HZ)
    return path


@pytest.mark.parametrize(
    ("loudness", "verdict"),
    [
        (0.4, MicrophoneVerdict.GOOD),
        (0.01, MicrophoneVerdict.TOO_QUIET),
        (1.5, MicrophoneVerdict.CLIPPED),
        (0.0, MicrophoneVerdict.SILENT),
    ],
)
def test_verdict(
    tmp_path: Path, temporary: Path, loudness: float, verdict: MicrophoneVerdict
) -> None:
    trial = Trial(SyntheticMicrophone(write_speech(tmp_path / "voice.wav", loudness), SPEED))
    trial.test.start(None)
    trial.until_step(MicrophoneTestStep.DONE)
    view = trial.view
    assert view.result is not None
    assert view.result.verdict is verdict
    assert view.result.peak == pytest.approx(min(loudness, 1.0), abs=0.01)
    assert view.microphone == "voice.wav"
    (file,) = temporary.glob("*/*.wav")
    assert soundfile.info(file).duration >= LISTEN_S
    trial.test.close()
    assert list(temporary.iterdir()) == []
    assert trial.view == MicrophoneTestView(MicrophoneTestStep.IDLE)


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    return write_speech(tmp_path / "voice.wav", 0.4)


def test_counts_down_while_it_listens(voice: Path) -> None:
    trial = Trial(SyntheticMicrophone(voice, SPEED))
    trial.test.start(None)
    trial.until(lambda: trial.view.started and trial.view.left_s < 2)
    assert trial.view.level > 0
    trial.until_step(MicrophoneTestStep.DONE)
    assert trial.view.left_s == 0


def test_plays_back_until_the_end_or_until_stopped(voice: Path) -> None:
    trial = Trial(SyntheticMicrophone(voice, SPEED))
    trial.test.start(None)
    trial.until_step(MicrophoneTestStep.DONE)
    trial.test.play()
    trial.test.tick()
    assert trial.is_at(MicrophoneTestStep.PLAYING)
    trial.passed_s = 60.0
    trial.until_step(MicrophoneTestStep.DONE)
    trial.test.play()
    trial.test.stop_playing()
    assert trial.is_at(MicrophoneTestStep.DONE)
    assert trial.view.result is not None
    trial.test.close()


def test_a_second_try_forgets_the_first(voice: Path, temporary: Path) -> None:
    trial = Trial(SyntheticMicrophone(voice, SPEED))
    for _ in range(2):
        trial.test.start(None)
        trial.test.start(None)
        assert trial.view.result is None
        trial.until_step(MicrophoneTestStep.DONE)
        assert len(list(temporary.iterdir())) == 1
    trial.test.close()


def test_can_be_closed_while_it_listens(voice: Path, temporary: Path) -> None:
    before = set(threading.enumerate())
    trial = Trial(SyntheticMicrophone(voice, SPEED))
    trial.test.start(None)
    trial.until(lambda: trial.view.started)
    trial.test.close()
    assert trial.is_at(MicrophoneTestStep.IDLE)
    assert list(temporary.iterdir()) == []
    trial.until(lambda: set(threading.enumerate()) <= before)


def test_can_be_closed_while_the_microphone_opens(voice: Path, temporary: Path) -> None:
    sound = Later()
    trial = Trial(SyntheticMicrophone(voice, SPEED), sound)
    trial.test.start(None)
    assert trial.is_at(MicrophoneTestStep.OPENING)
    trial.test.close()
    trial.test.start(None)
    sound.catch_up()
    assert trial.is_at(MicrophoneTestStep.LISTENING)
    assert len(list(temporary.iterdir())) == 1
    trial.test.close()
    sound.catch_up()
    assert list(temporary.iterdir()) == []


def test_tells_that_there_is_no_microphone(temporary: Path) -> None:
    trial = Trial(NoMicrophone())
    trial.test.start(None)
    view = trial.view
    assert view.step is MicrophoneTestStep.IDLE
    assert view.fault is not None
    assert view.fault.code is FaultCode.NO_MICROPHONE
    assert list(temporary.iterdir()) == []


def test_tells_that_the_microphone_was_lost(voice: Path, temporary: Path) -> None:
    trial = Trial(SyntheticMicrophone(voice, SPEED, unplugged_after_s=1.0))
    trial.test.start(None)
    trial.until_step(MicrophoneTestStep.IDLE)
    fault = trial.view.fault
    assert fault is not None
    assert fault.code is FaultCode.MICROPHONE_LOST
    trial.test.close()
    assert list(temporary.iterdir()) == []


def test_tells_that_there_is_no_room(voice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere/at/all")
    trial = Trial(SyntheticMicrophone(voice, SPEED))
    trial.test.start(None)
    fault = trial.view.fault
    assert fault is not None
    assert fault.code is FaultCode.FOLDER_UNUSABLE


def test_a_knock_does_not_make_a_quiet_voice_loud() -> None:
    result = judge(0.9, [0.9, *[0.01] * 30], clipped=False)
    assert result.verdict is MicrophoneVerdict.TOO_QUIET
