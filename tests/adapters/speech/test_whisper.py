"""The real faster-whisper on models that are made here: what they say is known."""

import shutil
import socket
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
import soundfile
from faster_whisper.transcribe import Segment as Heard

from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.engines import whisper
from mlprep_gui.adapters.speech.engines.base import Samples
from mlprep_gui.adapters.speech.engines.whisper import WhisperEngine, is_loop
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.adapters.speech.waveform import RATE, read_samples
from mlprep_gui.domain.errors import FaultCode, SpeechFault
from mlprep_gui.domain.preferences import EngineChoice
from tests.adapters.speech.listening import DEADLINE_S, PRONUNCIATIONS, SAMPLE, hear
from tests.whisper_model import CHARACTER_S, write_model

SAID = "Dropout sets random neurons to zero. Early stopping ends the training, and L1 gives zeros."
# Whisper times to 20 ms; where two characters sound alike to it, a little less well.
EXACT_S = 0.15


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("models") / "little.en", SAID)


@pytest.fixture(scope="module")
def random_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("models") / "random.en", layers=2)


@pytest.fixture(scope="module")
def samples() -> Samples:
    return read_samples(SAMPLE)


@pytest.fixture
def broken(folder: Path, tmp_path: Path) -> Path:
    """A copy to be broken."""
    return Path(shutil.copytree(folder, tmp_path / "broken.en"))


@pytest.fixture
def transcriber(folder: Path) -> Iterator[ChildTranscriber]:
    shelf = ModelShelf(own=folder.parent, cache=folder / "no-cache")
    with ChildTranscriber(shelf, PRONUNCIATIONS) as opened:
        yield opened


def load_fault(folder: Path) -> SpeechFault:
    with pytest.raises(SpeechFault) as caught:
        WhisperEngine.load(folder, threads=1)
    assert caught.value.code is FaultCode.MODEL_BROKEN
    assert caught.value.params["model"] == str(folder)
    return caught.value


def test_the_known_text_is_said_for_each_window(folder: Path, samples: Samples) -> None:
    transcript = WhisperEngine.load(folder, threads=1).transcribe(samples, (), lambda _: None)
    assert [" ".join(w.text for w in s.words) for s in transcript.segments] == [SAID, SAID]
    assert all(word.probability > 0.9 for word in transcript.words)


def test_words_are_timed(folder: Path, samples: Samples) -> None:
    engine = WhisperEngine.load(folder, threads=1)
    first = engine.transcribe(samples[: 20 * RATE], (), lambda _: None).words
    at = 0
    for word in first:
        begins = SAID.index(word.text, at)
        at = begins + len(word.text)
        assert word.start_s == pytest.approx(begins * CHARACTER_S, abs=EXACT_S), word
        assert word.end_s == pytest.approx(at * CHARACTER_S, abs=EXACT_S), word


def test_times_count_from_the_recording_s_start_through_pauses(
    folder: Path, samples: Samples
) -> None:
    """What the voice detector cuts away is added again."""
    pause_s = 6.0
    late = np.concatenate([np.zeros(int(pause_s * RATE), np.float32), samples[: 12 * RATE]])
    words = WhisperEngine.load(folder, threads=1).transcribe(late, (), lambda _: None).words
    assert words[0].start_s == pytest.approx(pause_s, abs=0.6)


def test_random_weights_say_something_in_time_order(random_folder: Path, samples: Samples) -> None:
    progress: list[float] = []
    engine = WhisperEngine.load(random_folder, threads=1)
    transcript = engine.transcribe(samples, (), progress.append)
    assert len(transcript.words) >= 2
    starts = [word.start_s for word in transcript.words if word.start_s is not None]
    assert all(before <= after for before, after in pairwise(starts))
    assert progress == sorted(progress)
    assert progress[-1] <= samples.size / RATE


def test_the_same_recording_gives_the_same_words(random_folder: Path, samples: Samples) -> None:
    """A retry draws at random, from the same seed each time."""
    engine = WhisperEngine.load(random_folder, threads=1)
    texts = {engine.transcribe(samples, (), lambda _: None).text for _ in range(2)}
    assert len(texts) == 1


def test_terms_are_not_put_into_its_mouth(folder: Path, samples: Samples) -> None:
    engine = WhisperEngine.load(folder, threads=1)
    with_terms = engine.transcribe(samples, ("boosting", "kernel"), lambda _: None)
    assert with_terms == engine.transcribe(samples, (), lambda _: None)


@pytest.mark.parametrize("kind", ["hiss", "hum"])
def test_noise_is_no_speech(folder: Path, kind: str) -> None:
    """Even from a model that always says something."""
    at = np.arange(4 * RATE) / RATE
    noise = {
        "hiss": np.random.default_rng(5).standard_normal(at.size) * 0.1,
        "hum": np.sin(2 * np.pi * 100 * at) * 0.4,
    }[kind]
    with pytest.raises(SpeechFault) as caught:
        WhisperEngine.load(folder, threads=1).transcribe(
            noise.astype(np.float32), (), lambda _: None
        )
    assert caught.value.code is FaultCode.NO_SPEECH


@pytest.mark.parametrize("name", ["model.bin", "config.json", "vocabulary.json", "tokenizer.json"])
@pytest.mark.parametrize("damage", ["missing", "empty"])
def test_a_folder_without_one_of_its_files(
    transcriber: ChildTranscriber, broken: Path, name: str, damage: str
) -> None:
    (broken / name).unlink()
    if damage == "empty":
        (broken / name).touch()
    fault = hear(transcriber, SAMPLE, model=str(broken)).fault(FaultCode.MODEL_BROKEN)
    assert fault.params["model"] == "broken.en"
    assert name in str(fault.params["reason"])


@pytest.mark.parametrize("name", ["model.bin", "config.json", "vocabulary.json", "tokenizer.json"])
def test_a_damaged_file(transcriber: ChildTranscriber, broken: Path, name: str) -> None:
    whole = (broken / name).read_bytes()
    (broken / name).write_bytes(whole[: len(whole) // 2])
    fault = hear(transcriber, SAMPLE, model=str(broken)).fault(FaultCode.MODEL_BROKEN)
    assert fault.params["reason"]
    assert hear(transcriber, SAMPLE).transcript().text.startswith(SAID)


def test_most_models_come_without_the_preprocessor_s_settings(
    broken: Path, samples: Samples
) -> None:
    (broken / "preprocessor_config.json").unlink()
    engine = WhisperEngine.load(broken, threads=1)
    assert engine.transcribe(samples[: 10 * RATE], (), lambda _: None).text == SAID


def test_a_model_with_more_bands_than_its_settings_say(broken: Path) -> None:
    settings = broken / "preprocessor_config.json"
    settings.write_text('{"feature_size": 128}', encoding="utf-8")
    assert "preprocessor_config.json" in str(load_fault(broken).params["reason"])


def test_a_folder_without_a_model_touches_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    load_fault(tmp_path)
    load_fault(tmp_path / "small.en")


def test_cancelled_between_windows(random_folder: Path, tmp_path: Path, samples: Samples) -> None:
    audio = tmp_path / "long.wav"
    soundfile.write(audio, np.tile(samples, 12), RATE)
    shelf = ModelShelf(own=random_folder.parent, cache=tmp_path)
    with ChildTranscriber(shelf, PRONUNCIATIONS) as transcriber:
        hearing = hear(transcriber, audio, EngineChoice.WHISPER, "random.en")
        assert hearing.began.wait(DEADLINE_S)
        transcriber.cancel("job")
        assert hearing.ended.wait(2)
        hearing.fault(FaultCode.CANCELLED)


@pytest.mark.parametrize(
    ("text", "loops"),
    [
        ("Thank you. Thank you. Thank you. Thank you.", True),
        ("you you you you you", True),
        ("I'm going to go. I'm going to go. I'm going to go. I'm going to go.", True),
        ("", False),
        ("Thank you.", False),
        ("no no no, that is the validation set", False),
        ("we split the data, we train the model, we tune the model, we test the model", False),
    ],
)
def test_loops(text: str, loops: bool) -> None:
    assert is_loop(text) is loops


@pytest.mark.parametrize(
    ("no_speech", "likelihood", "compression", "before", "credible"),
    [
        (0.1, -0.3, 1.4, "", True),
        (0.9, -0.3, 1.4, "", True),
        (0.1, -1.4, 1.4, "", True),
        (0.9, -1.4, 1.4, "", False),
        (0.1, -0.3, 3.1, "", True),
        (0.1, -0.3, 3.1, "Dropout.", False),
        (0.1, -0.3, 1.4, "Dropout.", True),
    ],
)
def test_what_is_believed(
    no_speech: float, likelihood: float, compression: float, before: str, credible: bool
) -> None:
    segment = SimpleNamespace(
        no_speech_prob=no_speech,
        avg_logprob=likelihood,
        compression_ratio=compression,
        text="Dropout.",
    )
    assert whisper._is_credible(cast("Heard", segment), before) is credible
