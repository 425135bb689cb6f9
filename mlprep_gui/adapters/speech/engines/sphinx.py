"""PocketSphinx: rough, but always there, and able to listen for terms.

It hears with its own general language model, for which a few words of the trade are pronounced to
it. A second search spots the question's terms whatever the first one wrote: a hint, not proof.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import numpy as np
from pocketsphinx import Decoder

from mlprep_gui.adapters.speech.engines.base import OnProgress, Samples
from mlprep_gui.adapters.speech.engines.pronunciations import (
    Phrase,
    phrase_of,
    read_pronunciations,
)
from mlprep_gui.adapters.speech.engines.stretches import Stretch, find_stretches
from mlprep_gui.adapters.speech.engines.voice import hear_voice
from mlprep_gui.adapters.speech.waveform import RATE
from mlprep_gui.domain.errors import FaultCode, SpeechFault
from mlprep_gui.domain.transcripts import Segment, SpottedTerm, Transcript, Word

_FRAMES_A_SECOND = 100
# The interpreter is held for each block: short ones let the child's other thread run.
_BLOCK = RATE // 4
_LEAD_S = 0.1
# Without silence behind it the last word is lost.
_TAIL_S = 0.4
_TERMS = "terms"
# Shorter terms sound like parts of other words, and are spotted everywhere.
_FEWEST_PHONES = 5
# How much likelier than anything else a term must sound. With four synthetic voices and 73 terms in
# 22 minutes, this heard four in five, and two terms a minute that nobody had said, were all 73
# listened for; a threshold that falls with a term's length hears a few more, and twice the wrong.
_THRESHOLD = "1e+3"
_VARIANT = re.compile(r"\(\d+\)$")
_NO_WORD = re.compile(r"[<\[+]")


class SphinxEngine:
    """See the module's docstring; made by ``load``."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        # What the decoder assumes of a microphone before it has heard it.
        self._fresh_cepstral_mean: str = decoder.get_cmn(False)

    @classmethod
    def load(cls, pronunciations: Path) -> Self:
        """Load the model of PocketSphinx's own package and pronounce our words to it.

        Raises:
            SpeechFault: ENGINE_MISSING.
        """
        try:
            decoder = Decoder(loglevel="FATAL")
        except RuntimeError as error:
            raise SpeechFault(
                FaultCode.ENGINE_MISSING, engine="sphinx", reason=str(error)
            ) from error
        _add_words(decoder, pronunciations)
        return cls(decoder)

    def renew(self) -> None:
        """See ``Engine``."""
        self._decoder.set_cmn(self._fresh_cepstral_mean)

    def transcribe(
        self, samples: Samples, terms: Sequence[str], on_progress: OnProgress
    ) -> Transcript:
        """See ``Engine``."""
        stretches = find_stretches(samples)
        if not stretches:
            raise SpeechFault(FaultCode.NO_SPEECH)
        # First, for the decoder comes to know the microphone on the way.
        spotted = self._spot(samples, stretches, terms)
        segments = []
        for stretch in stretches:
            words = self._hear(samples, stretch)
            if words:
                segments.append(Segment(words))
            on_progress(stretch.end / RATE)
        return Transcript(
            tuple(segments), engine="sphinx", spotted=spotted, speech=hear_voice(samples)
        )

    def _hear(self, samples: Samples, stretch: Stretch) -> tuple[Word, ...]:
        self._decode(samples, stretch)
        words = []
        for heard in self._decoder.seg() or ():
            if not _NO_WORD.match(heard.word):
                start_s, end_s = _times(stretch, heard.start_frame, heard.end_frame)
                text = _VARIANT.sub("", heard.word)
                words.append(Word(text, start_s, end_s, round(min(1.0, heard.prob), 3)))
        return tuple(words)

    def _spot(
        self, samples: Samples, stretches: Sequence[Stretch], terms: Sequence[str]
    ) -> tuple[SpottedTerm, ...]:
        phrases = {" ".join(phrase.words): phrase for phrase in self._phrases(terms)}
        if not phrases:
            return ()
        spotted = []
        with self._listening_for(tuple(phrases.values())):
            for stretch in stretches:
                self._decode(samples, stretch)
                for heard in self._decoder.seg() or ():
                    start_s, end_s = _times(stretch, heard.start_frame, heard.end_frame)
                    term = phrases[heard.word.strip()].term
                    spotted.append(SpottedTerm(term, start_s, end_s))
        return tuple(sorted(spotted, key=lambda s: s.start_s))

    def _phrases(self, terms: Sequence[str]) -> Iterator[Phrase]:
        for term in terms:
            phrase = phrase_of(term, self._decoder.lookup_word)
            if phrase is not None and phrase.phones >= _FEWEST_PHONES:
                yield phrase

    @contextmanager
    def _listening_for(self, phrases: Sequence[Phrase]) -> Iterator[None]:
        """Search for these phrases instead of words."""
        usual = self._decoder.current_search()
        with tempfile.TemporaryDirectory(prefix="mlprep-terms-") as folder:
            # The decoder reads them from a file only, and at once.
            path = Path(folder) / "terms"
            lines = [f"{' '.join(phrase.words)} /{_THRESHOLD}/" for phrase in phrases]
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            self._decoder.add_kws(_TERMS, str(path))
        self._decoder.activate_search(_TERMS)
        try:
            yield
        finally:
            self._decoder.activate_search(usual)
            self._decoder.remove_search(_TERMS)

    def _decode(self, samples: Samples, stretch: Stretch) -> None:
        padded = np.pad(
            samples[stretch.start : stretch.end], (int(_LEAD_S * RATE), int(_TAIL_S * RATE))
        )
        pcm = (np.clip(padded, -1.0, 1.0) * np.iinfo(np.int16).max).astype("<i2")
        self._decoder.start_utt()
        for start in range(0, pcm.size, _BLOCK):
            self._decoder.process_raw(pcm[start : start + _BLOCK].tobytes())
        self._decoder.end_utt()


def _add_words(decoder: Decoder, pronunciations: Path) -> None:
    """Words that the dictionary has are left as they are; the last one makes all of them known."""
    lacking = [
        pair for pair in read_pronunciations(pronunciations) if not decoder.lookup_word(pair[0])
    ]
    counts: dict[str, int] = {}
    for place, (word, phones) in enumerate(lacking, start=1):
        counts[word] = counts.get(word, 0) + 1
        variant = word if counts[word] == 1 else f"{word}({counts[word]})"
        decoder.add_word(variant, phones, place == len(lacking))


def _times(stretch: Stretch, first_frame: int, last_frame: int) -> tuple[float, float]:
    """Seconds of the recording for frames of a padded stretch, inside the stretch."""
    offset_s = stretch.start / RATE - _LEAD_S
    earliest_s, latest_s = stretch.start / RATE, stretch.end / RATE
    start_s = offset_s + first_frame / _FRAMES_A_SECOND
    end_s = offset_s + (last_frame + 1) / _FRAMES_A_SECOND
    return (
        round(min(max(start_s, earliest_s), latest_s), 3),
        round(min(max(end_s, earliest_s), latest_s), 3),
    )
