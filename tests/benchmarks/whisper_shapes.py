"""Whisper in the exact shapes of published models, with random weights: the work without the words.

Random weights would go on for ever or end at once. So the decoder is made to take as many steps as
somebody who speaks 150 words a minute gives it, with the real search; what it finds is replaced by
text of that length, which is then aligned with the sound for the words' times, as always.
"""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import faster_whisper
import numpy as np
from ctranslate2.specs import common_spec, model_spec, whisper_spec
from numpy.typing import NDArray

from tests import whisper_model

# Width, heads, layers of encoder and decoder.
SHAPES = {"tiny.en": (384, 6, 4), "base.en": (512, 8, 6), "small.en": (768, 12, 12)}
_TOKENS = 51864
_MELS = 80
_FRAMES = 1500
_POSITIONS = 448
# 150 words a minute, 1.3 tokens a word.
TOKENS_A_S = 3.25
_STEP_S = 0.02
_FRAMES_A_S = 100


def write_shape(folder: Path, name: str, seed: int = 1) -> Path:
    """Write a model of this shape and return its folder."""
    width, heads, layers = SHAPES[name]
    random = np.random.default_rng(seed)
    folder.mkdir(parents=True)
    spec = whisper_spec.WhisperSpec(layers, heads, layers, heads)
    encoder, decoder = spec.encoder, spec.decoder
    for convolution, inputs in ((encoder.conv1, _MELS), (encoder.conv2, width)):
        convolution.weight = _noise(random, width, inputs, 3)
        convolution.bias = np.zeros(width, np.float32)
    encoder.position_encodings.encodings = _noise(random, _FRAMES, width)
    decoder.position_encodings.encodings = _noise(random, _POSITIONS, width)
    decoder.embeddings.weight = _noise(random, _TOKENS, width)
    decoder.projection.weight = decoder.embeddings.weight
    for norm in (encoder.layer_norm, decoder.layer_norm):
        _pass_on(norm, width)
    for layer in (*encoder.layer, *decoder.layer):
        _fill(layer, width, random)
    _describe(spec, layers, heads)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
    whisper_model._tokenizer().save(str(folder / "tokenizer.json"))
    features = {"feature_size": _MELS, "sampling_rate": 16000, "hop_length": 160, "n_fft": 400}
    (folder / "preprocessor_config.json").write_text(json.dumps(features), encoding="utf-8")
    return folder


def _describe(spec: whisper_spec.WhisperSpec, layers: int, heads: int) -> None:
    vocabulary = whisper_model._tokenizer().get_vocab()
    tokens = sorted(vocabulary, key=lambda token: vocabulary[token])
    tokens += [f"<|{step * _STEP_S:.2f}|>" for step in range(_FRAMES + 1)]
    tokens += [f"<|unused {number}|>" for number in range(_TOKENS - len(tokens))]
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = [vocabulary["<|en|>"]]
    later = range(layers // 2, layers)
    spec.config.alignment_heads = [(layer, head) for layer in later for head in range(heads)][:19]


def _fill(layer: model_spec.LayerSpec, width: int, random: np.random.Generator) -> None:
    attentions = [layer.self_attention]
    if hasattr(layer, "attention"):
        attentions.append(layer.attention)
        _set(layer.attention.linear[0], _noise(random, width, width))
        _set(layer.attention.linear[1], _noise(random, 2 * width, width))
        _set(layer.attention.linear[2], _noise(random, width, width))
    _set(layer.self_attention.linear[0], _noise(random, 3 * width, width))
    _set(layer.self_attention.linear[1], _noise(random, width, width))
    _set(layer.ffn.linear_0, _noise(random, 4 * width, width))
    _set(layer.ffn.linear_1, _noise(random, width, 4 * width))
    for part in (*attentions, layer.ffn):
        _pass_on(part.layer_norm, width)


def _noise(random: np.random.Generator, *shape: int) -> NDArray[np.float32]:
    return random.standard_normal(shape, np.float32) / np.float32(np.sqrt(shape[1]))


def _set(linear: common_spec.LinearSpec, weight: NDArray[np.float32]) -> None:
    linear.weight = weight
    linear.bias = np.zeros(len(weight), np.float32)


def _pass_on(norm: common_spec.LayerNormSpec, width: int) -> None:
    norm.gamma = np.ones(width, np.float32)
    norm.beta = np.zeros(width, np.float32)


class MeasuredWhisper(faster_whisper.WhisperModel):  # type: ignore[misc]  # it has no annotations
    """See the module's docstring.

    Attributes:
        text: what is "heard", from the start in each window.
        steps: how many steps the decoder took for each window.
    """

    text = "the model learns what we show it and a penalty on weights keeps that simple " * 8
    steps: list[int]

    def encode(self, features: NDArray[np.float32]) -> Any:  # noqa: ANN401 - of the library
        """Encode a window, and note how much of it is sound."""
        filled = np.flatnonzero(np.any(features != 0.0, axis=0))
        self._window_s = (int(filled[-1]) + 1) / _FRAMES_A_S if filled.size else 0.0
        return super().encode(features)

    def generate_with_fallback(
        self,
        encoder_output: Any,  # noqa: ANN401 - of the library
        prompt: list[int],
        tokenizer: Any,  # noqa: ANN401 - of the library
        options: Any,  # noqa: ANN401 - of the library
    ) -> tuple[Any, float, float, float]:
        """As many steps as the window's seconds ask for, and no second try."""
        wanted = max(1, round(TOKENS_A_S * self._window_s))
        result = self.model.generate(
            encoder_output,
            [prompt],
            beam_size=options.beam_size,
            patience=options.patience,
            # It stands for the prompt as well, and half of it is kept for that.
            max_length=2 * wanted,
            suppress_tokens=[tokenizer.eot],
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        self.steps.append(len(result.sequences_ids[0]))
        begin = tokenizer.timestamp_begin
        said = tokenizer.tokenizer.encode(self.text, add_special_tokens=False).ids[:wanted]
        end = begin + int(self._window_s / _STEP_S)
        tokens = [begin, *said, min(end, begin + _FRAMES)]
        return SimpleNamespace(sequences_ids=[tokens], no_speech_prob=0.0), -0.3, 0.0, 1.5
