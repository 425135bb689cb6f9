"""What the world does to an answer in the middle: kill the program, kill the sound server."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.audio.microphones import PortAudioRecorder
from mlprep_gui.adapters.audio.playback import PortAudioPlayer
from mlprep_gui.adapters.audio.portaudio import PortAudio
from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.services.answers import AnswerBook, RecordingsFolder
from mlprep_gui.services.practice.microphone_test import (
    MicrophoneTest,
    MicrophoneTestStep,
    MicrophoneVerdict,
)
from mlprep_gui.services.practice.session import Phase, PracticeDesk, PracticeSession
from tests.adapters.audio.waiting import wait_until
from tests.services.conftest import NETS, AtOnce
from tests.virtual_microphone import RATE_HZ, VirtualMicrophone, running_microphone

Samples = npt.NDArray[np.int16]


@dataclass
class Home:
    """Database and recordings of one run of the program."""

    path: Path
    open: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        self.folder = RecordingsFolder(self.path / "recordings")
        self.folder.path.mkdir(parents=True, exist_ok=True)
        database = self.open.enter_context(Database(self.path / "mlprep.db"))
        self.store = SqliteAttemptStore(database)
        ids = count(len(self.store.history()) + 1)
        self.answers = AnswerBook(
            self.store, SoundFiles(), self.folder, SystemClock(), lambda: f"a{next(ids)}"
        )


def make_noise(seconds: float, seed: int) -> Samples:
    """Noise that begins and ends on a sample that is not zero, far from full scale."""
    noise = np.random.default_rng(seed).integers(-8000, 8000, round(seconds * RATE_HZ))
    noise[[0, -1]] = 5000
    return noise.astype(np.int16)


def write_noise(path: Path, seconds: float, seed: int) -> Path:
    soundfile.write(path, make_noise(seconds, seed), RATE_HZ)
    return path


def read_samples(path: Path) -> Samples:
    samples: Samples = soundfile.read(path, dtype="int16")[0]
    return samples


def cut_silence(samples: Samples) -> Samples:
    """What is not silence at the beginning or at the end."""
    heard = np.flatnonzero(samples)
    return samples[heard[0] : heard[-1] + 1] if len(heard) else samples[:0]


def is_later_than(moment_s: float) -> bool:
    return time.monotonic() >= moment_s


# Killed at any moment ---------------------------------------------------------------------------

_ANSWER = """
import sys, threading, time
from pathlib import Path
from tests.end_to_end.test_recording_faults import Home
from tests.services.conftest import NETS
from mlprep_gui.adapters.audio.microphones import PortAudioRecorder
from mlprep_gui.adapters.audio.portaudio import PortAudio

home = Home(Path(sys.argv[1]))
attempt = home.answers.begin(NETS, 90.0)
recording = PortAudioRecorder(PortAudio()).start(home.folder.path_of(attempt), None)
while not recording.status().elapsed_s:
    threading.Event().wait(0.005)
print(time.monotonic() - recording.status().elapsed_s, flush=True)
threading.Event().wait()
"""


@dataclass
class Speaker:
    """A child process that records an answer, until it is killed."""

    home: Path
    child: "subprocess.Popen[str]"
    begun_s: float = 0.0
    killed_s: float = 0.0

    def wait_for_beginning(self) -> None:
        assert self.child.stdout is not None
        self.begun_s = float(self.child.stdout.readline())

    def kill(self) -> None:
        self.killed_s = time.monotonic()
        os.kill(self.child.pid, signal.SIGKILL)
        self.child.wait()


@pytest.fixture
def start_speaker(tmp_path: Path) -> Iterator[Callable[[str], Speaker]]:
    started: list[Speaker] = []

    def start(name: str) -> Speaker:
        child = subprocess.Popen(
            [sys.executable, "-c", _ANSWER, str(tmp_path / name)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        started.append(Speaker(tmp_path / name, child))
        return started[-1]

    yield start
    for speaker in started:
        speaker.child.kill()
        speaker.child.wait()
        assert speaker.child.stdout is not None
        speaker.child.stdout.close()


def test_killed_at_any_moment_an_answer_loses_a_second_at_most(
    start_speaker: Callable[[str], Speaker], tmp_path: Path
) -> None:
    """Four programs hear the same sound; each is killed at another moment of chance."""
    moments_s = sorted(random.Random(time.time_ns()).uniform(0.1, 3.0) for _ in range(4))
    with running_microphone() as microphone:
        speakers = [start_speaker(f"home {number}") for number in range(len(moments_s))]
        for speaker in speakers:
            speaker.wait_for_beginning()
        microphone.play(write_noise(tmp_path / "noise.wav", 8.0, seed=3))
        played_s = time.monotonic()
        for speaker, moment_s in zip(speakers, moments_s, strict=True):
            wait_until(partial(is_later_than, played_s + moment_s))
            speaker.kill()
    for speaker in speakers:
        saved, recorded = recover(speaker.home)
        lost_s = speaker.killed_s - speaker.begun_s - saved.duration_s
        assert lost_s <= 1.0, f"{lost_s:.2f} s are missing; killed at {moments_s}"
        sound = cut_silence(recorded)
        assert np.array_equal(sound, make_noise(8.0, seed=3)[: len(sound)])
    assert len(sound) > 0


def recover(home_path: Path) -> tuple[Attempt, Samples]:
    """The one answer that the next start offers, and its samples."""
    home = Home(home_path)
    with home.open:
        (saved,) = home.answers.recover().cut_off
        assert saved.state is AttemptState.RECORDED
        assert saved.question_id == NETS.id
        assert home.store.get(saved.id) == saved
        assert home.answers.recover().cut_off == ()
        path = home.folder.path_of(saved)
        assert SoundFiles().duration_s(path) == saved.duration_s
        return saved, read_samples(path)


# Halted -----------------------------------------------------------------------------------------

_SLEEP = """
import sys, threading
from pathlib import Path
from mlprep_gui.adapters.audio import sleep
from mlprep_gui.adapters.audio.synthetic import SyntheticMicrophone

sleep.SLEPT_S = 1.5
recording = SyntheticMicrophone(Path(sys.argv[1])).start(Path(sys.argv[2]), None)
while recording.status().elapsed_s < 0.3:
    threading.Event().wait(0.05)
print("recording", flush=True)
while recording.status().fault is None:
    threading.Event().wait(0.05)
report = recording.stop()
print(report.fault.value, report.duration_s, flush=True)
"""


def test_a_program_that_stood_still_keeps_the_answer(tmp_path: Path) -> None:
    """As when the lid of the computer is closed: all its threads stand, the clocks go on."""
    command = [sys.executable, "-c", _SLEEP]
    paths = [str(write_noise(tmp_path / "noise.wav", 8.0, seed=4)), str(tmp_path / "a.wav")]
    with subprocess.Popen([*command, *paths], stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            assert child.stdout.readline() == "recording\n"
            child.send_signal(signal.SIGSTOP)
            wait_until(partial(is_later_than, time.monotonic() + 2.0))
            child.send_signal(signal.SIGCONT)
            fault, kept_s = child.stdout.readline().split()
        finally:
            child.kill()
    assert fault == FaultCode.COMPUTER_SLEPT
    samples = read_samples(tmp_path / "a.wav")
    assert len(samples) == round(float(kept_s) * RATE_HZ)
    assert 0.3 <= float(kept_s) < 2.0
    assert np.array_equal(samples, make_noise(8.0, seed=4)[: len(samples)])


# The sound server goes --------------------------------------------------------------------------


@dataclass
class Practice:
    """A session on PortAudio, ticked as the page does."""

    home: Home
    system: PortAudio
    preferences: Preferences = field(default_factory=lambda: Preferences(thinking_s=0.0))
    handed_over: list[Attempt] = field(default_factory=list)

    def __post_init__(self) -> None:
        desk = PracticeDesk(
            answers=self.home.answers,
            recorder=PortAudioRecorder(self.system),
            folder=self.home.folder,
            clock=SystemClock(),
            storage=AtOnce(),
            sound=AtOnce(),
            preferences=lambda: self.preferences,
        )
        self.session = PracticeSession(desk, lambda: None, self.handed_over.append)
        self.session.choose(NETS)

    def until(self, condition: Callable[[], object], deadline_s: float = 10.0) -> None:
        def holds() -> bool:
            self.session.tick()
            return bool(condition())

        wait_until(holds, deadline_s)

    def until_phase(self, phase: Phase, deadline_s: float = 10.0) -> None:
        self.until(lambda: self.session.view().phase is phase, deadline_s)

    def hear(self, microphone: VirtualMicrophone, sound: Path) -> None:
        """Play a sound and wait until it is over and recorded."""
        self.until(lambda: (s := self.session.view().status) is not None and s.started)
        microphone.play(sound)
        self.until(lambda: not self.is_silent())
        self.until(self.is_silent)

    def is_silent(self) -> bool:
        status = self.session.view().status
        return status is None or status.silent_for_s > 0.2

    def fault_code(self) -> FaultCode | None:
        fault = self.session.view().fault
        return None if fault is None else fault.code


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path / "home")
    with home.open:
        yield home


@pytest.mark.parametrize("end", ["kill", "freeze"])
def test_an_answer_goes_on_with_another_device_when_the_server_is_gone(
    home: Home, tmp_path: Path, end: str
) -> None:
    first = write_noise(tmp_path / "first.wav", 0.8, seed=1)
    second = write_noise(tmp_path / "second.wav", 0.8, seed=2)
    with PortAudio(deadline_s=2.0) as system:
        practice = Practice(home, system)
        with running_microphone() as microphone:
            practice.session.begin()
            practice.hear(microphone, first)
            begun_s = time.monotonic()
            {"kill": microphone.kill, "freeze": microphone.freeze}[end]()
            practice.until_phase(Phase.INTERRUPTED, deadline_s=5)
            assert time.monotonic() - begun_s < 4
            assert practice.fault_code() is FaultCode.MICROPHONE_LOST
            kept_s = practice.session.view().elapsed_s
            practice.session.continue_answer()
            if practice.session.view().phase is Phase.RECORDING:
                pytest.skip("this computer has a microphone of its own")
            expected = {"kill": FaultCode.NO_MICROPHONE, "freeze": FaultCode.AUDIO_UNRESPONSIVE}
            assert practice.fault_code() is expected[end]
            assert practice.session.view().elapsed_s == kept_s
        with running_microphone() as other:
            practice.preferences = replace(practice.preferences, microphone="headset")

            def goes_on() -> bool:
                practice.session.continue_answer()
                return practice.session.view().phase is Phase.RECORDING

            practice.until(goes_on, deadline_s=20)
            view = practice.session.view()
            assert (view.microphone, view.fallback_from) == ("headset", None)
            assert view.elapsed_s >= kept_s
            practice.hear(other, second)
            practice.session.stop()
    (attempt,) = practice.handed_over
    path = home.folder.path_of(attempt)
    assert [file.name for file in home.folder.path.iterdir()] == [path.name]
    assert attempt.duration_s == SoundFiles().duration_s(path) > kept_s + 0.8
    recorded = cut_silence(read_samples(path))
    sounds = [make_noise(0.8, seed) for seed in (1, 2)]
    assert np.array_equal(recorded[: len(sounds[0])], sounds[0])
    assert np.array_equal(recorded[-len(sounds[1]) :], sounds[1])


def test_the_microphone_is_tested_and_played_back(tmp_path: Path) -> None:
    heard_path = tmp_path / "heard.raw"
    with running_microphone() as microphone, PortAudio() as system:
        test = MicrophoneTest(
            PortAudioRecorder(system), PortAudioPlayer(system), AtOnce(), lambda: None
        )

        def is_at(step: MicrophoneTestStep) -> bool:
            test.tick()
            return test.view().step is step

        microphone.play(write_noise(tmp_path / "noise.wav", 6.0, seed=5))
        test.start(None)
        wait_until(lambda: is_at(MicrophoneTestStep.DONE))
        result = test.view().result
        assert result is not None
        assert result.verdict is MicrophoneVerdict.GOOD
        assert result.peak == pytest.approx(8000 / 32768, abs=0.01)
        with microphone.listen(heard_path):
            test.play()
            wait_until(lambda: bool(np.fromfile(heard_path, np.int16).any()))
            test.stop_playing()
        test.close()
    assert test.view().step is MicrophoneTestStep.IDLE


def test_a_headset_that_is_not_there_gives_way_to_the_default(home: Home) -> None:
    with running_microphone(), PortAudio() as system:
        practice = Practice(home, system, Preferences(thinking_s=0.0, microphone="Left at home"))
        practice.session.begin()
        view = practice.session.view()
        assert (view.phase, view.fallback_from) == (Phase.RECORDING, "Left at home")
        assert view.microphone in {device.name for device in system.devices("input")}
        practice.session.discard()
        assert practice.session.view().phase is Phase.CHOOSING
