"""What every transcriber must do, tried on each engine in a real child process."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.domain.errors import FaultCode
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.services.ports.speech import Transcriber, TranscriptionJob
from tests.adapters.speech.listening import (
    PRONUNCIATIONS,
    SAMPLE,
    Hearing,
    empty_shelf,
    hear,
    write_script,
)
from tests.whisper_model import write_model

SENTENCE_S = 13.0


def let_scripted_engine_speak(audio: Path) -> None:
    write_script(audio, text="a penalty on the weights keeps the model simple")


def keep_scripted_engine_busy(audio: Path) -> None:
    """The others are busy anyway."""
    write_script(audio, conduct="hang")


class TranscriberContract:
    """The tests; a subclass brings ``transcriber``, and the engine's ``label``."""

    label: str

    @pytest.fixture
    def audio(self, tmp_path: Path) -> Path:
        """The first two sentences of the shipped answer."""
        samples, rate = soundfile.read(SAMPLE, stop=int(SENTENCE_S * 16000), dtype="float32")
        path = tmp_path / "answer.wav"
        soundfile.write(path, samples, rate)
        let_scripted_engine_speak(path)
        return path

    def test_success_is_reported_once_with_timed_words_in_order(
        self, transcriber: Transcriber, audio: Path
    ) -> None:
        hearing = hear(transcriber, audio)
        transcript = hearing.transcript()
        assert hearing.jobs == {"job"}
        assert transcript.engine == self.label
        assert len(transcript.words) >= 5
        for word in transcript.words:
            assert word.text == word.text.strip() != ""
            assert word.start_s is not None
            assert word.end_s is not None
            assert 0 <= word.start_s <= word.end_s <= SENTENCE_S
            assert 0 <= word.probability <= 1
        starts = [word.start_s for word in transcript.words if word.start_s is not None]
        assert all(before <= after for before, after in pairwise(starts))

    def test_progress_grows_to_the_whole(self, transcriber: Transcriber, audio: Path) -> None:
        hearing = hear(transcriber, audio)
        hearing.transcript()
        done = [done_s for done_s, _ in hearing.progress]
        assert done[0] == 0
        assert done == sorted(done)
        assert done[-1] > 0
        assert {total_s for _, total_s in hearing.progress} == {SENTENCE_S}
        assert done[-1] <= SENTENCE_S

    def test_the_engine_is_known_beforehand(self, transcriber: Transcriber) -> None:
        info = transcriber.engine_for(EngineChoice.AUTO, "")
        assert info.engine is not EngineChoice.AUTO
        assert info.is_rough == (info.engine is EngineChoice.SPHINX)

    def test_a_missing_file(self, transcriber: Transcriber, tmp_path: Path) -> None:
        fault = hear(transcriber, tmp_path / "gone.wav").fault(FaultCode.FILE_MISSING)
        assert fault.params["path"] == str(tmp_path / "gone.wav")

    def test_text_that_is_named_wav(self, transcriber: Transcriber, tmp_path: Path) -> None:
        path = tmp_path / "letter.wav"
        path.write_text("Dear all,\n" * 100, encoding="utf-8")
        assert hear(transcriber, path).fault(FaultCode.NOT_AUDIO).params["path"] == str(path)

    def test_a_file_without_sound(self, transcriber: Transcriber, tmp_path: Path) -> None:
        path = tmp_path / "nothing.wav"
        soundfile.write(path, np.zeros(0, np.float32), 16000)
        assert hear(transcriber, path).fault(FaultCode.AUDIO_EMPTY).params["path"] == str(path)

    def test_silence(self, transcriber: Transcriber, tmp_path: Path) -> None:
        path = tmp_path / "silence.wav"
        soundfile.write(path, np.zeros(3 * 16000, np.float32), 16000)
        hear(transcriber, path).fault(FaultCode.NO_SPEECH)

    def test_cancelled_while_it_works_and_used_again(
        self, transcriber: Transcriber, audio: Path
    ) -> None:
        keep_scripted_engine_busy(audio)
        first = hear(transcriber, audio)
        assert first.began.wait(60)
        transcriber.cancel("job")
        first.fault(FaultCode.CANCELLED)
        let_scripted_engine_speak(audio)
        assert hear(transcriber, audio).transcript().words

    def test_cancelled_before_it_began(self, transcriber: Transcriber, audio: Path) -> None:
        keep_scripted_engine_busy(audio)
        hearing = hear(transcriber, audio)
        transcriber.cancel("job")
        hearing.fault(FaultCode.CANCELLED)

    def test_cancelling_another_job_changes_nothing(
        self, transcriber: Transcriber, audio: Path
    ) -> None:
        hearing = hear(transcriber, audio)
        transcriber.cancel("another")
        hearing.transcript()
        transcriber.cancel("job")
        assert len(hearing.outcomes) == 1

    def test_a_job_under_way_is_not_started_again(
        self, transcriber: Transcriber, audio: Path
    ) -> None:
        keep_scripted_engine_busy(audio)
        first = hear(transcriber, audio)
        with pytest.raises(RuntimeError):
            hear(transcriber, audio)
        transcriber.cancel("job")
        first.fault(FaultCode.CANCELLED)

    def test_a_growing_recording_is_done_when_it_is_whole(
        self, transcriber: Transcriber, audio: Path, tmp_path: Path
    ) -> None:
        samples, rate = soundfile.read(audio, dtype="float32")
        growing = tmp_path / "growing.wav"
        let_scripted_engine_speak(growing)
        hearing = Hearing()
        transcriber.start(TranscriptionJob("live", growing, is_growing=True), hearing)
        for second in range(1, int(SENTENCE_S) + 1):
            soundfile.write(growing, samples[: second * rate], rate)
            transcriber.grown("live")
        transcriber.finish("live")
        words = hearing.transcript().words
        assert len(words) >= 5
        starts = [word.start_s for word in words if word.start_s is not None]
        assert starts == sorted(starts)
        assert starts[-1] <= SENTENCE_S

    def test_a_dropped_job_is_not_heard_of_and_another_takes_its_place(
        self, transcriber: Transcriber, audio: Path
    ) -> None:
        dropped = Hearing()
        transcriber.start(TranscriptionJob("live", audio, is_growing=True), dropped)
        transcriber.drop("live")
        transcriber.finish("live")
        assert hear(transcriber, audio).transcript().words
        assert dropped.outcomes == []

    def test_jobs_that_are_not_there_are_no_fault(
        self, transcriber: Transcriber, audio: Path
    ) -> None:
        for call in (transcriber.grown, transcriber.finish, transcriber.drop, transcriber.cancel):
            call("nobody's")
        assert hear(transcriber, audio).transcript().words

    def test_closed_while_it_works(self, transcriber: Transcriber, audio: Path) -> None:
        keep_scripted_engine_busy(audio)
        hearing = hear(transcriber, audio)
        assert hearing.began.wait(60)
        transcriber.close()
        hearing.fault(FaultCode.CANCELLED)
        transcriber.close()

    def test_closed_unused(self, transcriber: Transcriber) -> None:
        transcriber.close()
        transcriber.close()


class TestScripted(TranscriberContract):
    label = "scripted"

    @pytest.fixture
    def transcriber(self, tmp_path: Path) -> Iterator[ChildTranscriber]:
        with ChildTranscriber(empty_shelf(tmp_path), PRONUNCIATIONS, scripted=True) as opened:
            yield opened


class TestSphinx(TranscriberContract):
    label = "sphinx"

    @pytest.fixture
    def transcriber(self, tmp_path: Path) -> Iterator[ChildTranscriber]:
        with ChildTranscriber(empty_shelf(tmp_path), PRONUNCIATIONS) as opened:
            yield opened


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> ModelShelf:
    """A shelf with one little model of known speech."""
    folder = tmp_path_factory.mktemp("models")
    write_model(folder / "little.en", "These weights say this one sentence.")
    return ModelShelf(own=folder, cache=folder / "no-cache")


class TestWhisper(TranscriberContract):
    label = "whisper little.en"

    @pytest.fixture
    def transcriber(self, shelf: ModelShelf) -> Iterator[ChildTranscriber]:
        with ChildTranscriber(shelf, PRONUNCIATIONS) as opened:
            yield opened
