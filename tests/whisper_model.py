"""A model folder in Whisper's architecture that faster-whisper loads, made on the spot in a second.

The weights are random, or laid out so that the decoder says one given text, at known times, for
every window of thirty seconds: the whole real engine runs, and its words are known beforehand.

Run by hand: ``python -m tests.whisper_model FOLDER ["the text"]``.
"""

import json
import sys
from pathlib import Path

import numpy as np
from ctranslate2.specs import common_spec, model_spec, whisper_spec
from numpy.typing import NDArray
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

Matrix = NDArray[np.float32]
AnyMatrix = NDArray[np.floating]

MELS = 80
FRAMES = 1500
POSITIONS = 448
WIDTH = 128
# How long each character of a given text takes to be said; encoder frames are 20 ms.
FRAMES_A_CHARACTER = 3
CHARACTER_S = FRAMES_A_CHARACTER * 0.02
LONGEST_TEXT = WIDTH - 8
# Hints stand before what is said, up to half of all places; more characters than that fill them.
_BEHIND_HINTS = POSITIONS // 2

_END, _START, _NO_TIMES = "<|endoftext|>", "<|startoftranscript|>", "<|notimestamps|>"
_SPECIALS = (
    *(_END, _START, "<|en|>", "<|translate|>", "<|transcribe|>"),
    *("<|startoflm|>", "<|startofprev|>", "<|nospeech|>", _NO_TIMES),
)
_SAYABLE = "a bcdefghijklmnopqrstuvwxyz"
_LOGIT = 40.0
_ATTENTION = 6.0
# Faster-whisper forbids the first token of each of these; merged, that is not the bare space.
_MERGES = ((" ", "-"), (" ", "'"), (" ", "♪"))


def write_model(folder: Path, text: str | None = None, *, layers: int = 1, seed: int = 1) -> Path:
    """Write the model's five files and return their folder.

    Args:
        folder: made if need be.
        text: what it says for every window, up to ``LONGEST_TEXT`` characters, beginning with no
            space; None for random weights, which say anything. It says the same behind hints, if
            they have more than ``POSITIONS`` / 2 characters.
        layers: in the encoder and in the decoder.
        seed: of the random numbers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer()
    vocabulary = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    times = [f"<|{step * 0.02:.2f}|>" for step in range(FRAMES + 1)]
    tokens = [token for token, _ in vocabulary] + times
    weights = _Weights(len(tokens), layers, np.random.default_rng(seed))
    if text is None:
        weights.scatter(
            tokenizer.encode("a bcdefghijklmnopqrstuvwxyz", add_special_tokens=False).ids
        )
    else:
        weights.lay_out(_said_tokens(tokenizer, text))
    spec = weights.spec
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = [_number(tokenizer, "<|en|>")]
    spec.config.alignment_heads = [(layers - 1, 0)]
    spec.validate()
    spec.optimize(quantization="float16")
    spec.save(str(folder))
    tokenizer.save(str(folder / "tokenizer.json"))
    features = {"feature_size": MELS, "sampling_rate": 16000, "hop_length": 160, "n_fft": 400}
    (folder / "preprocessor_config.json").write_text(json.dumps(features), encoding="utf-8")
    return folder


def _tokenizer() -> Tokenizer:
    """Bytes for tokens, as far as possible, and Whisper's special ones behind them."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    spelled = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    merges = []
    for left, right in _MERGES:
        letters = spelled.pre_tokenize_str(left + right)[0][0]
        merges.append((letters[0], letters[1]))
    names = [*alphabet, *("".join(pair) for pair in merges)]
    vocabulary = {name: number for number, name in enumerate(names)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = spelled
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in _SPECIALS])
    return tokenizer


def _said_tokens(tokenizer: Tokenizer, text: str) -> list[int]:
    """All tokens of a window, in order, from the first to the end of the text."""
    if len(text) > LONGEST_TEXT or text != text.strip():
        raise ValueError(f"{len(text)} characters are too many, or there is space around them")
    first_time = _number(tokenizer, _NO_TIMES) + 1
    letters = tokenizer.encode(text, add_special_tokens=False).ids
    said_at = first_time + FRAMES_A_CHARACTER * len(letters)
    return [_number(tokenizer, _START), first_time, *letters, said_at, _number(tokenizer, _END)]


def _number(tokenizer: Tokenizer, token: str) -> int:
    number = tokenizer.token_to_id(token)
    assert number is not None
    return number


class _Weights:
    """The weights of a model: every block passes on what it gets, until told otherwise."""

    def __init__(self, tokens: int, layers: int, random: np.random.Generator) -> None:
        self.spec = whisper_spec.WhisperSpec(layers, 1, layers, 1)
        self._tokens = tokens
        self._random = random
        encoder, decoder = self.spec.encoder, self.spec.decoder
        for convolution, inputs in ((encoder.conv1, MELS), (encoder.conv2, WIDTH)):
            convolution.weight = np.zeros((WIDTH, inputs, 3), np.float32)
            convolution.bias = np.zeros(WIDTH, np.float32)
        encoder.position_encodings.encodings = _waves(FRAMES)
        decoder.position_encodings.encodings = self._noise(POSITIONS, WIDTH)
        decoder.embeddings.weight = np.zeros((tokens, WIDTH), np.float32)
        decoder.projection.weight = np.zeros((tokens, WIDTH), np.float32)
        for norm in (encoder.layer_norm, decoder.layer_norm):
            _pass_on(norm)
        for layer in (*encoder.layer, *decoder.layer):
            self._silence(layer)

    def scatter(self, sayable: list[int]) -> None:
        """Random numbers for all that decides which of these tokens is said."""
        encoder, decoder = self.spec.encoder, self.spec.decoder
        encoder.conv1.weight = self._noise(WIDTH, MELS, 3) / 16
        encoder.conv2.weight = self._noise(WIDTH, WIDTH, 3) / 20
        decoder.embeddings.weight = self._noise(self._tokens, WIDTH)
        decoder.projection.weight[sayable] = self._noise(len(sayable), WIDTH)
        for layer in (*encoder.layer, *decoder.layer):
            _set(layer.ffn.linear_1, self._noise(WIDTH, 4 * WIDTH) / 40)
        for layer in decoder.layer:
            _set(layer.attention.linear[2], self._noise(WIDTH, WIDTH) / 12)

    def lay_out(self, said: list[int]) -> None:
        """Make each place in the window say its token, and look at the time when it is said.

        Nothing but a place's own vector reaches the end of the decoder, so the token that follows
        a place is the one whose row of the projection points in that vector's direction.
        """
        decoder = self.spec.decoder
        encodings = decoder.position_encodings.encodings
        encodings[_BEHIND_HINTS : _BEHIND_HINTS + len(said) - 1] = encodings[: len(said) - 1]
        places = _normal(encodings[: len(said) - 1])
        # Rows that answer to one place only, however alike random vectors may be.
        answers = np.linalg.pinv(places).T
        for place, following in enumerate(said[1:]):
            decoder.projection.weight[following] += _LOGIT * answers[place]
        # The text begins at the second place.
        frames = FRAMES_A_CHARACTER * np.maximum(0, np.arange(len(places)) - 1)
        seen = _normal(_waves(FRAMES))
        queries = np.linalg.pinv(places) @ seen[np.minimum(frames, FRAMES - 1)]
        _set(decoder.layer[-1].attention.linear[0], _ATTENTION * queries.T)

    def _silence(self, layer: model_spec.LayerSpec) -> None:
        """Let a block add nothing: what its parts compute is multiplied by nought at their end."""
        attentions = [layer.self_attention]
        if hasattr(layer, "attention"):
            attentions.append(layer.attention)
            projections = layer.attention.linear
            _set(projections[0], self._noise(WIDTH, WIDTH) / 12)
            keys_and_values = np.concatenate([np.eye(WIDTH), self._noise(WIDTH, WIDTH) / 12])
            _set(projections[1], keys_and_values.astype(np.float32))
            _set(projections[2], np.zeros((WIDTH, WIDTH), np.float32))
        _set(layer.self_attention.linear[0], self._noise(3 * WIDTH, WIDTH) / 12)
        _set(layer.self_attention.linear[1], np.zeros((WIDTH, WIDTH), np.float32))
        _set(layer.ffn.linear_0, self._noise(4 * WIDTH, WIDTH) / 12)
        _set(layer.ffn.linear_1, np.zeros((WIDTH, 4 * WIDTH), np.float32))
        for part in (*attentions, layer.ffn):
            _pass_on(part.layer_norm)

    def _noise(self, *shape: int) -> Matrix:
        return self._random.standard_normal(shape).astype(np.float32)


def _set(linear: common_spec.LinearSpec, weight: AnyMatrix) -> None:
    linear.weight = np.ascontiguousarray(weight, np.float32)
    linear.bias = np.zeros(len(weight), np.float32)


def _pass_on(norm: common_spec.LayerNormSpec) -> None:
    norm.gamma = np.ones(WIDTH, np.float32)
    norm.beta = np.zeros(WIDTH, np.float32)


def _normal(rows: Matrix) -> Matrix:
    """What a layer norm makes of rows."""
    centred = rows - rows.mean(axis=1, keepdims=True)
    normal: Matrix = centred / centred.std(axis=1, keepdims=True)
    return normal


def _waves(length: int) -> Matrix:
    """Sines and cosines from quick to slow: neighbours are alike, distant rows are not."""
    speeds = np.geomspace(1.0, 1e-4, WIDTH // 2)
    angles = np.arange(length)[:, None] * speeds[None, :]
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


if __name__ == "__main__":
    write_model(Path(sys.argv[1]), *sys.argv[2:3])
