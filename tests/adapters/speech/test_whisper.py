"""The real faster-whisper on models that are made here: what they say is known."""

import shutil
import socket
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import faster_whisper
import numpy as np
import pytest
import soundfile
from faster_whisper.transcribe import Segment as Heard
from tokenizers import Tokenizer, models

from mlprep_gui.adapters.speech import memory
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.engines import whisper
from mlprep_gui.adapters.speech.engines.base import Samples
from mlprep_gui.adapters.speech.engines.lexicon import read_lexicon
from mlprep_gui.adapters.speech.engines.whisper import WhisperEngine, is_loop
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.adapters.speech.waveform import RATE, read_samples
from mlprep_gui.domain.errors import FaultCode, SpeechFault
from mlprep_gui.domain.preferences import EngineChoice
from tests.adapters.speech.listening import DEADLINE_S, PRONUNCIATIONS, SAMPLE, hear
from tests.adapters.speech.sounds import NO_SPEECH, no_speech
from tests.whisper_model import CHARACTER_S, write_model

SAID = "Dropout sets random neurons to zero. Early stopping ends the training, and L1 gives zeros."
# Whisper times to 20 ms; where two characters sound alike to it, a little less well.
EXACT_S = 0.15
LEXICON = read_lexicon(PRONUNCIATIONS.with_name("lexicon.txt"))


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


def test_hints_change_nothing_that_is_heard(folder: Path, samples: Samples) -> None:
    plain = WhisperEngine.load(folder, threads=1)
    hinted = WhisperEngine.load(folder, threads=1, hints=LEXICON)
    for terms in ((), ("dropout", "kernel")):
        heard = hinted.transcribe(samples[: 20 * RATE], terms, lambda _: None)
        assert heard.text == plain.transcribe(samples[: 20 * RATE], terms, lambda _: None).text


def test_a_question_s_own_terms_are_no_hints(
    folder: Path, samples: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the real library is given is the lexicon without what the question asks for."""
    engine = WhisperEngine.load(folder, threads=1, hints=LEXICON)
    given: list[str | None] = []
    transcribe = engine._model.transcribe

    def watch(audio: Samples, **options: Any) -> Any:  # noqa: ANN401 - the library's own
        given.append(options["hotwords"])
        return transcribe(audio, **options)

    monkeypatch.setattr(engine._model, "transcribe", watch)
    engine.transcribe(samples[: 5 * RATE], ("dropout", "L1 penalty"), lambda _: None)
    hints = str(given[0]).lower()
    assert "auc" in hints
    assert "dropout" not in hints
    assert "l1" not in hints


@pytest.mark.parametrize("hints", [(), LEXICON], ids=["without hints", "with hints"])
@pytest.mark.parametrize("kind", NO_SPEECH)
def test_what_is_no_speech_has_no_words(folder: Path, kind: str, hints: tuple[str, ...]) -> None:
    """Even from a model that always says something, whatever it was told to expect."""
    engine = WhisperEngine.load(folder, threads=1, hints=hints)
    with pytest.raises(SpeechFault) as caught:
        engine.transcribe(no_speech(kind), (), lambda _: None)
    assert caught.value.code is FaultCode.NO_SPEECH


@pytest.mark.parametrize("choice", [EngineChoice.WHISPER, EngineChoice.SPHINX])
@pytest.mark.parametrize("kind", [*NO_SPEECH, "silence"])
def test_a_recording_without_speech_says_so(
    transcriber: ChildTranscriber, tmp_path: Path, kind: str, choice: EngineChoice
) -> None:
    """The whole way through the child, with either recogniser and hints on."""
    audio = tmp_path / "answer.wav"
    soundfile.write(audio, no_speech(kind), RATE)
    hear(transcriber, audio, choice).fault(FaultCode.NO_SPEECH)


def test_words_said_over_and_over_are_doubtful(
    tmp_path_factory: pytest.TempPathFactory, samples: Samples, tmp_path: Path
) -> None:
    loop = write_model(tmp_path_factory.mktemp("loops") / "loop.en", "Thank you. " * 5 + "Thanks.")
    transcript = WhisperEngine.load(loop, threads=1).transcribe(samples, (), lambda _: None)
    assert transcript.words
    assert all(segment.is_doubtful for segment in transcript.segments)
    shelf = ModelShelf(own=loop.parent, cache=tmp_path)
    with ChildTranscriber(shelf, PRONUNCIATIONS) as transcriber:
        hear(transcriber, SAMPLE).fault(FaultCode.NO_SPEECH)


def test_the_voice_is_heard_beside_the_words(folder: Path, samples: Samples) -> None:
    """Within the recording, in order, and with the pause that was put in left out."""
    pause = np.zeros(3 * RATE, np.float32)
    paused = np.concatenate([samples[: 4 * RATE], pause, samples[4 * RATE : 8 * RATE]])
    speech = WhisperEngine.load(folder, threads=1).transcribe(paused, (), lambda _: None).speech
    ends = [end for span in speech for end in span]
    assert ends == sorted(ends)
    assert 0 <= ends[0] < ends[-1] <= paused.size / RATE
    assert not any(start < 6.0 < end for start, end in speech)


def test_a_model_that_does_not_fit_is_not_loaded(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "available_mb", lambda: 200)
    with pytest.raises(SpeechFault) as caught:
        WhisperEngine.load(folder, threads=1)
    assert caught.value.code is FaultCode.MODEL_TOO_LARGE
    assert caught.value.params == {
        "model": "little.en",
        "needed_mb": memory.loading_mb((folder / "model.bin").stat().st_size),
        "available_mb": 200,
    }


def test_a_model_of_another_language(folder: Path) -> None:
    """Known by the tokens that stand for languages."""
    assert whisper.knows_language(Tokenizer.from_file(str(folder / "tokenizer.json")))
    foreign = Tokenizer(models.BPE(vocab={"<|de|>": 0}, merges=[]))
    assert not whisper.knows_language(foreign)


def test_the_graphics_card_is_used_where_there_is_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where its driver fails, the processor does the work."""
    asked: list[tuple[str, str]] = []
    load = faster_whisper.WhisperModel

    def watch(path: str, **options: Any) -> faster_whisper.WhisperModel:  # noqa: ANN401 - as above
        asked.append((options["device"], options["compute_type"]))
        if options["device"] == "cuda":
            raise RuntimeError("no driver")
        return load(path, **options)

    monkeypatch.setattr(whisper, "has_cuda", lambda: True)
    monkeypatch.setattr(faster_whisper, "WhisperModel", watch)
    monkeypatch.setattr(whisper._LOG, "warning", lambda *_: None)
    WhisperEngine.load(folder, threads=1)
    assert asked == [("cuda", "float16"), ("cpu", "int8")]


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
        ("so we split and then and then and then and then and then we", True),
        ("", False),
        ("Thank you.", False),
        ("it is very very very very important to keep the test set apart", False),
        ("no no no, that is the validation set", False),
        ("we split the data, we train the model, we tune the model, we test the model", False),
    ],
)
def test_loops(text: str, loops: bool) -> None:
    assert is_loop(text) is loops


@pytest.mark.parametrize(
    ("no_speech_prob", "likelihood", "compression", "before", "doubtful"),
    [
        (0.1, -0.3, 1.4, "", False),
        (0.7, -0.3, 1.4, "", False),
        (0.1, -1.4, 1.4, "", False),
        (0.7, -1.4, 1.4, "", True),
        (0.9, -0.3, 1.4, "", True),
        (0.1, -0.3, 3.1, "", False),
        (0.1, -0.3, 3.1, "Dropout.", True),
        (0.1, -0.3, 1.4, "Dropout.", False),
    ],
)
def test_what_is_doubted(
    no_speech_prob: float, likelihood: float, compression: float, before: str, doubtful: bool
) -> None:
    segment = SimpleNamespace(
        no_speech_prob=no_speech_prob,
        avg_logprob=likelihood,
        compression_ratio=compression,
        text="Dropout.",
    )
    assert whisper._is_doubtful(cast("Heard", segment), before) is doubtful
