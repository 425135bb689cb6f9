"""PocketSphinx on the shipped answer and on what is no answer."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from mlprep_gui.adapters.speech.engines.base import Samples
from mlprep_gui.adapters.speech.engines.sphinx import SphinxEngine
from mlprep_gui.adapters.speech.engines.stretches import find_stretches
from mlprep_gui.adapters.speech.waveform import RATE, read_samples
from mlprep_gui.domain.errors import FaultCode, SpeechFault
from mlprep_gui.domain.transcripts import Transcript
from tests.adapters.speech.listening import PRONUNCIATIONS, SAMPLE

TERMS = ("dropout", "weight decay", "neural networks", "l1", "xyzzyqq")


@pytest.fixture(scope="module")
def engine() -> SphinxEngine:
    return SphinxEngine.load(PRONUNCIATIONS)


@pytest.fixture(scope="module")
def samples() -> Samples:
    return read_samples(SAMPLE)


@pytest.fixture(scope="module")
def progress() -> list[float]:
    return []


@pytest.fixture(scope="module")
def transcript(engine: SphinxEngine, samples: Samples, progress: list[float]) -> Transcript:
    return engine.transcribe(samples, TERMS, progress.append)


def edits(said: list[str], heard: list[str]) -> int:
    """Words to insert, delete or replace."""
    row = list(range(len(heard) + 1))
    for i, word in enumerate(said, start=1):
        corner, row[0] = row[0], i
        for j, other in enumerate(heard, start=1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (word != other))
    return row[-1]


def test_most_words_of_the_shipped_answer_are_heard(transcript: Transcript) -> None:
    text = SAMPLE.with_suffix(".txt").read_text(encoding="utf-8").lower()
    said = text.replace(".", " ").replace(",", " ").split()
    assert edits(said, transcript.text.split()) / len(said) < 0.1


def test_a_word_that_the_dictionary_lacked_is_heard(transcript: Transcript) -> None:
    assert transcript.words[0].text == "regularization"


def test_the_last_word_is_heard(transcript: Transcript, samples: Samples) -> None:
    last = transcript.words[-1]
    assert last.text == "them"
    assert last.end_s == pytest.approx(samples.size / RATE, abs=0.3)


def test_words_follow_each_other_in_time(transcript: Transcript) -> None:
    times = [(word.start_s, word.end_s) for word in transcript.words]
    for before, after in pairwise(times):
        assert before[1] is not None
        assert after[0] is not None
        assert before[1] <= after[0] + 0.02


def test_doubt_shows_in_the_probabilities(transcript: Transcript) -> None:
    probabilities = [word.probability for word in transcript.words]
    assert min(probabilities) < 0.5 < sorted(probabilities)[len(probabilities) // 2] <= 1


def test_terms_are_spotted_where_they_were_said(transcript: Transcript) -> None:
    spotted = {spot.term: spot for spot in transcript.spotted}
    assert "neural networks" in spotted
    assert "weight decay" not in spotted
    heard = next(word for word in transcript.words if word.text == "drop")
    assert heard.start_s == pytest.approx(spotted["dropout"].start_s, abs=0.3)


def test_progress_after_each_stretch(
    transcript: Transcript, progress: list[float], samples: Samples
) -> None:
    assert progress == sorted(progress)
    assert len(progress) >= 3
    assert progress[-1] == pytest.approx(samples.size / RATE, abs=0.5)


def test_an_answer_sounds_the_same_after_another_one(
    engine: SphinxEngine, samples: Samples
) -> None:
    """What the decoder learnt of one microphone is not carried to the next job."""
    beginning, end = samples[: 5 * RATE], samples[-5 * RATE :]
    engine.renew()
    first = engine.transcribe(beginning, (), lambda _: None)
    engine.transcribe(end * np.float32(0.1), (), lambda _: None)
    engine.renew()
    assert engine.transcribe(beginning, (), lambda _: None).text == first.text


@pytest.mark.parametrize("kind", ["hiss", "hum"])
def test_noise_is_no_speech(engine: SphinxEngine, kind: str) -> None:
    at = np.arange(4 * RATE) / RATE
    noise = {
        "hiss": np.random.default_rng(5).standard_normal(at.size) * 0.1,
        "hum": np.sin(2 * np.pi * 100 * at) * 0.4,
    }[kind]
    with pytest.raises(SpeechFault) as caught:
        engine.transcribe(noise.astype(np.float32), TERMS, lambda _: None)
    assert caught.value.code is FaultCode.NO_SPEECH


def test_stretches_are_cut_at_pauses_and_stay_short(samples: Samples) -> None:
    stretches = find_stretches(samples)
    for stretch in stretches:
        assert 0 <= stretch.start < stretch.end <= samples.size
        assert stretch.end - stretch.start <= 15.5 * RATE
    assert all(a.end <= b.start for a, b in pairwise(stretches))
    assert sum(s.end - s.start for s in stretches) > 0.9 * samples.size


def test_somebody_who_never_pauses_is_cut_too(samples: Samples) -> None:
    """The shipped answer without its pauses."""
    words = np.concatenate([samples[s.start : s.end] for s in find_stretches(samples)])
    loud = words[np.convolve(np.abs(words), np.ones(800) / 800, "same") > 0.02]
    longest = max(s.end - s.start for s in find_stretches(loud))
    assert longest <= 16 * RATE


def test_a_list_of_pronunciations_may_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    path.write_text("# nothing\n", encoding="utf-8")
    assert SphinxEngine.load(path)
