"""Whisper, through faster-whisper on CTranslate2: how it is asked, and what is not believed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import ctranslate2
import faster_whisper
import numpy as np
from faster_whisper.transcribe import Segment as Heard

from mlprep_gui.adapters.speech.engines.base import OnProgress, Samples
from mlprep_gui.adapters.speech.waveform import RATE
from mlprep_gui.domain.errors import FaultCode, SpeechFault
from mlprep_gui.domain.transcripts import Segment, Transcript, Word

_SEED = 20
_TAIL_S = 0.5
_OPTIONS: dict[str, Any] = {
    "language": "en",
    "task": "transcribe",
    # Five cost half as much again as one and lose fewer terms of art; an answer of two minutes
    # still takes a base model some ten seconds on one core.
    "beam_size": 5,
    # A second try where the first one loops or guesses. Each try is a whole decoding of thirty
    # seconds that cannot be interrupted, so there are not the usual six.
    "temperature": (0.0, 0.4),
    "word_timestamps": True,
    # An error in one window would be carried into all that follow.
    "condition_on_previous_text": False,
    # No hints of vocabulary: Whisper writes its hints on silence, and they would be scored.
    "vad_filter": True,
    "vad_parameters": {"min_silence_duration_ms": 1000, "speech_pad_ms": 400},
}
# Whisper's own limits for "this is no speech" and "this is a loop".
_NO_SPEECH = 0.6
_UNLIKELY = -1.0
_LOOP_COMPRESSION = 2.4
# The same one to four words this often in a row is no answer, as in "thank you. thank you."
_LOOP_TIMES = 4
_LONGEST_LOOP = 4


class WhisperEngine:
    """See the module's docstring; made by ``load``."""

    def __init__(self, model: faster_whisper.WhisperModel) -> None:
        self._model = model

    @classmethod
    def load(cls, folder: Path, threads: int) -> Self:
        """Load a model from its folder, with weights of eight bits; touches no network.

        Raises:
            SpeechFault: MODEL_BROKEN.
        """
        try:
            model = faster_whisper.WhisperModel(
                str(folder),
                device="cpu",
                compute_type="int8",
                cpu_threads=threads,
                local_files_only=True,
            )
        except Exception as error:
            raise _broken(folder, " ".join(str(error).split()).rstrip(".")) from error
        bands = model.feature_extractor.mel_filters.shape[0]
        if bands != model.model.n_mels:
            # Without preprocessor_config.json the usual 80 are taken for granted.
            raise _broken(
                folder, f"preprocessor_config.json: {bands} bands, not {model.model.n_mels}"
            )
        return cls(model)

    def transcribe(
        self, samples: Samples, terms: Sequence[str], on_progress: OnProgress
    ) -> Transcript:
        """See ``Engine``; ``terms`` change nothing: Whisper would write them on silence."""
        del terms
        # A retry draws at random; the same answer shall give the same words.
        ctranslate2.set_random_seed(_SEED)
        duration_s = samples.size / RATE
        # Without silence behind it the last word is lost.
        padded = np.pad(samples, (0, int(_TAIL_S * RATE)))
        heard, about = self._model.transcribe(padded, **_OPTIONS)
        if about.duration_after_vad == 0:
            raise SpeechFault(FaultCode.NO_SPEECH)
        segments = []
        before = ""
        for segment in heard:
            words = tuple(_words(segment, duration_s))
            if words and _is_credible(segment, before):
                segments.append(Segment(words))
            before = segment.text
            on_progress(min(float(segment.end), duration_s))
        return Transcript(tuple(segments), engine="whisper")


def _is_credible(segment: Heard, before: str) -> bool:
    """Whether a segment is speech that was heard, and not the model talking to itself.

    Args:
        segment: what it wrote.
        before: the text of the segment before.
    """
    if segment.no_speech_prob > _NO_SPEECH and segment.avg_logprob < _UNLIKELY:
        return False
    # The ratio is that of the whole window: one loop must not cost the rest of thirty seconds.
    if segment.compression_ratio > _LOOP_COMPRESSION and segment.text == before:
        return False
    return not is_loop(segment.text)


def is_loop(text: str) -> bool:
    """Whether a few words fill the text by being repeated."""
    words = re.findall(r"[\w'’]+", text.lower())
    for length in range(1, _LONGEST_LOOP + 1):
        runs = Counter(tuple(words[i : i + length]) for i in range(0, len(words), length))
        if runs and max(runs.values()) >= _LOOP_TIMES and len(runs) <= 2:
            return True
    return False


def _words(segment: Heard, duration_s: float) -> Iterator[Word]:
    for word in segment.words or ():
        text = word.word.strip()
        if text:
            yield Word(
                text,
                round(min(float(word.start), duration_s), 3),
                round(min(float(word.end), duration_s), 3),
                round(float(word.probability), 3),
            )


def _broken(folder: Path, reason: str) -> SpeechFault:
    return SpeechFault(FaultCode.MODEL_BROKEN, model=str(folder), reason=reason)
