"""Whisper, through faster-whisper on CTranslate2: how it is asked, and what is not believed."""

import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import ctranslate2
import faster_whisper
import numpy as np
from faster_whisper.transcribe import Segment as Heard
from tokenizers import Tokenizer

from mlprep_gui.adapters.speech.engines.base import OnProgress, Samples
from mlprep_gui.adapters.speech.engines.lexicon import fair_hints
from mlprep_gui.adapters.speech.engines.voice import hear_voice
from mlprep_gui.adapters.speech.memory import demand_memory
from mlprep_gui.adapters.speech.waveform import RATE
from mlprep_gui.domain.errors import FaultCode, SpeechFault
from mlprep_gui.domain.transcripts import Segment, Transcript, Word

_LOG = logging.getLogger(__name__)
_SEED = 20
_TAIL_S = 0.5
_LANGUAGE, _LANGUAGE_NAME = "en", "English"
# Whisper's own limits for "this is no speech", "this is a guess" and "this is a loop".
_NO_SPEECH = 0.6
_UNLIKELY = -1.0
_LOOP_COMPRESSION = 2.4
_OPTIONS: dict[str, Any] = {
    "language": _LANGUAGE,
    "task": "transcribe",
    # Five cost half as much again as one and lose fewer terms of art; an answer of two minutes
    # still takes a base model some ten seconds on one core.
    "beam_size": 5,
    # A second try where the first one loops or guesses. Each try is a whole decoding of thirty
    # seconds that cannot be interrupted, so there are not the usual six.
    "temperature": (0.0, 0.4),
    "compression_ratio_threshold": _LOOP_COMPRESSION,
    "log_prob_threshold": _UNLIKELY,
    "no_speech_threshold": _NO_SPEECH,
    "word_timestamps": True,
    # An error in one window would be carried into all that follow.
    "condition_on_previous_text": False,
    # Whisper writes "thank you", or its hints, on silence and noise: it gets to hear voices only,
    # with a margin, for a soft first or last consonant is no voice.
    "vad_filter": True,
    "vad_parameters": {"min_silence_duration_ms": 1000, "speech_pad_ms": 400},
}
# Above this it is hardly ever speech, however sure the words are.
_SURELY_NO_SPEECH = 0.85
# The same one to six words this often in a row are no answer, as in "thank you. thank you."
_LOOP_TIMES = 4
_LONGEST_LOOP = 6


class WhisperEngine:
    """See the module's docstring; made by ``load``."""

    def __init__(self, model: faster_whisper.WhisperModel, hints: Sequence[str] = ()) -> None:
        self._model = model
        self._hints = tuple(hints)

    @classmethod
    def load(cls, folder: Path, threads: int, hints: Sequence[str] = ()) -> Self:
        """Load a model from its folder; touches no network.

        Args:
            folder: with the model's files.
            threads: how many processors it may use.
            hints: general terms to expect.

        Raises:
            SpeechFault: MODEL_BROKEN, MODEL_TOO_LARGE or LANGUAGE_UNKNOWN.
        """
        demand_memory(folder)
        try:
            model = _load(folder, threads)
        except Exception as error:
            raise _broken(folder, " ".join(str(error).split()).rstrip(".")) from error
        bands = model.feature_extractor.mel_filters.shape[0]
        if bands != model.model.n_mels:
            # Without preprocessor_config.json the usual 80 are taken for granted.
            raise _broken(
                folder, f"preprocessor_config.json: {bands} bands, not {model.model.n_mels}"
            )
        if model.model.is_multilingual and not knows_language(model.hf_tokenizer):
            raise SpeechFault(
                FaultCode.LANGUAGE_UNKNOWN, model=str(folder), language=_LANGUAGE_NAME
            )
        return cls(model, hints)

    def renew(self) -> None:
        """See ``Engine``; nothing is carried from one stretch to the next."""

    def transcribe(
        self, samples: Samples, terms: Sequence[str], on_progress: OnProgress
    ) -> Transcript:
        """See ``Engine``; ``terms`` are taken out of the hints: they must come from the speaker."""
        # A retry draws at random; the same answer shall give the same words.
        ctranslate2.set_random_seed(_SEED)
        duration_s = samples.size / RATE
        # Without silence behind it the last word is lost.
        padded = np.pad(samples, (0, int(_TAIL_S * RATE)))
        hotwords = fair_hints(self._hints, terms) or None
        heard, about = self._model.transcribe(padded, hotwords=hotwords, **_OPTIONS)
        if about.duration_after_vad == 0:
            raise SpeechFault(FaultCode.NO_SPEECH)
        segments = []
        before = ""
        for segment in heard:
            words = tuple(_words(segment, duration_s))
            if words:
                segments.append(Segment(words, is_doubtful=_is_doubtful(segment, before)))
            before = segment.text
            on_progress(min(float(segment.end), duration_s))
        return Transcript(tuple(segments), engine="whisper", speech=hear_voice(samples))


def _load(folder: Path, threads: int) -> faster_whisper.WhisperModel:
    """On the graphics card where there is one that computes, else with weights of eight bits."""
    where = {"cpu_threads": threads, "local_files_only": True}
    if has_cuda():
        try:
            return faster_whisper.WhisperModel(
                str(folder), device="cuda", compute_type="float16", **where
            )
        except Exception as error:  # noqa: BLE001 - drivers fail in every way; the processor is left
            _LOG.warning("the graphics card cannot be used: %s", error)
    return faster_whisper.WhisperModel(str(folder), device="cpu", compute_type="int8", **where)


def has_cuda() -> bool:
    """Whether there is a graphics card that computes with sixteen bits."""
    return (
        ctranslate2.get_cuda_device_count() > 0
        and "float16" in ctranslate2.get_supported_compute_types("cuda")
    )


def knows_language(tokenizer: Tokenizer) -> bool:
    """Whether a multilingual model's tokens have one for the language of the answers."""
    return tokenizer.token_to_id(f"<|{_LANGUAGE}|>") is not None


def _is_doubtful(segment: Heard, before: str) -> bool:
    """Whether a segment may be the model talking to itself, and not speech that was heard.

    Args:
        segment: what it wrote.
        before: the text of the segment before.
    """
    if segment.no_speech_prob > _SURELY_NO_SPEECH:
        return True
    if segment.no_speech_prob > _NO_SPEECH and segment.avg_logprob < _UNLIKELY:
        return True
    # The ratio is that of the whole window: one loop must not cost the rest of thirty seconds.
    if segment.compression_ratio > _LOOP_COMPRESSION and segment.text == before:
        return True
    return is_loop(segment.text)


def is_loop(text: str) -> bool:
    """Whether a few words, repeated without end, make up most of the text."""
    words = re.findall(r"[\w'’]+", text.lower())
    for length in range(1, _LONGEST_LOOP + 1):
        streak = longest = 0
        for at in range(length, len(words)):
            streak = streak + 1 if words[at] == words[at - length] else 0
            longest = max(longest, streak)
        looped = longest + length
        if looped >= _LOOP_TIMES * length and 2 * looped >= len(words):
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
