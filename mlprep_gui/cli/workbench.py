"""The composition root of the command line: the only module here that names concrete classes."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.bank.pack_files import read_order, write_pack_text
from mlprep_gui.adapters.bank.packs import VOCABULARY, load_bank, load_pack, load_vocabulary
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.models import ModelShelf, hugging_face_cache
from mlprep_gui.domain.coverage.lost_words import LostWords, find_lost_words
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.ports.speech import TranscriptionJob
from mlprep_gui.services.ports.texts import PackProblem
from mlprep_gui.services.transcription import spotting_terms, transcribe_and_wait

__all__ = [
    "Listening",
    "check_pack",
    "find_warnings",
    "open_bank",
    "open_transcriber",
    "write_down",
    "write_pack_like",
]


@dataclass(frozen=True, slots=True)
class Listening:
    """How a recording is to be written down.

    Attributes:
        choice: the engine.
        model: a Whisper model's name or folder.
    """

    choice: EngineChoice = EngineChoice.AUTO
    model: str = ""


def _folders() -> Folders:
    return Folders.find(os.environ)


def open_bank() -> tuple[QuestionBank, tuple[PackProblem, ...]]:
    """The shipped questions and the user's own, with what could not be read."""
    loaded = load_bank(resource_folder() / "questions", _folders().packs)
    return loaded.bank, loaded.problems


def check_pack(path: Path) -> tuple[Question | None, list[PackProblem]]:
    """One pack with all its problems; its points are still to be proposed if it has none."""
    return load_pack(path, _vocabulary())


def find_warnings(question: Question) -> tuple[LostWords, ...]:
    """What a sound pack may not mean as it is written."""
    return find_lost_words(question, load_vocabulary(_vocabulary()))


def write_pack_like(path: Path, question: Question) -> str:
    """A question as the text of a pack, with the place in lists that another file asks for."""
    return write_pack_text(question, load_vocabulary(_vocabulary()), read_order(path))


def _vocabulary() -> Path:
    return resource_folder() / "questions" / VOCABULARY


@contextmanager
def open_transcriber() -> Iterator[ChildTranscriber]:
    """The recognisers; their process ends with the block."""
    shelf = ModelShelf(_folders().models, hugging_face_cache(os.environ))
    pronunciations = resource_folder() / "speech" / "pronunciations.txt"
    with ChildTranscriber(shelf, pronunciations) as transcriber:
        yield transcriber


def write_down(audio: Path, listening: Listening, question: Question | None = None) -> Transcript:
    """Write any sound file down.

    Raises:
        AudioFault: the file cannot be read.
        SpeechFault: the engine fails, or finds no speech.
    """
    with tempfile.TemporaryDirectory(prefix="mlprep-") as folder:
        wav = Path(folder) / "answer.wav"
        SoundFiles().import_recording(audio, wav)
        job = TranscriptionJob(
            id="answer",
            audio=wav,
            choice=listening.choice,
            model=listening.model,
            terms=spotting_terms(question) if question else (),
        )
        with open_transcriber() as transcriber:
            transcriber.engine_for(listening.choice, listening.model)
            return transcribe_and_wait(transcriber, job)
