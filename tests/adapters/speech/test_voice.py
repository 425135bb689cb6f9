"""When a voice is heard, and that it is told with the words of every recogniser."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.engines.voice import hear_voice
from mlprep_gui.adapters.speech.waveform import RATE, read_samples
from mlprep_gui.domain.preferences import EngineChoice
from tests.adapters.speech.listening import (
    PRONUNCIATIONS,
    SAMPLE,
    empty_shelf,
    hear,
    write_noise,
    write_script,
)
from tests.adapters.speech.sounds import NO_SPEECH, no_speech


@pytest.mark.parametrize("kind", [*NO_SPEECH, "silence"])
def test_no_voice(kind: str) -> None:
    assert hear_voice(no_speech(kind)) == ()


def test_a_silence_parts_two_runs_of_speech() -> None:
    """To a tenth of a second, as a listener would say where it is."""
    samples = read_samples(SAMPLE)[: 4 * RATE]
    silence_s = 1.5
    twice = np.concatenate([samples, np.zeros(int(silence_s * RATE), np.float32), samples])
    speech = hear_voice(twice)
    gaps = [after[0] - before[1] for before, after in pairwise(speech)]
    assert max(gaps) == pytest.approx(silence_s, abs=0.4)


def test_the_voice_reaches_the_transcript(tmp_path: Path) -> None:
    """Through the child, with the first recogniser that is there on every machine."""
    audio = tmp_path / "answer.wav"
    soundfile.write(audio, read_samples(SAMPLE)[: 6 * RATE], RATE)
    with ChildTranscriber(empty_shelf(tmp_path), PRONUNCIATIONS) as transcriber:
        speech = hear(transcriber, audio, EngineChoice.SPHINX).transcript().speech
    assert speech
    assert 0 <= speech[0][0] < speech[-1][1] <= 6.5


def test_a_script_says_when_a_voice_is_heard(tmp_path: Path) -> None:
    audio = write_noise(tmp_path / "answer.wav")
    write_script(audio, text="we drop neurons", speech=[[0.2, 0.8], [1.1, 1.6]])
    with ChildTranscriber(empty_shelf(tmp_path), PRONUNCIATIONS, scripted=True) as transcriber:
        transcript = hear(transcriber, audio).transcript()
    assert transcript.speech == ((0.2, 0.8), (1.1, 1.6))
