"""How much memory a Whisper model takes, how much there is, and what follows from it."""

from pathlib import Path

import psutil

from mlprep_gui.domain.errors import FaultCode, SpeechFault

MB = 1_000_000
# The process with its libraries, the sound and the search, without any model.
_BESIDES_MB = 230
# What the decoder keeps of each of its five guesses: two numbers of four bytes for each place of
# the sound and of the text, in each layer. Measured on base.en and small.en it is a quarter more.
_GUESSES = 5
_PLACES = 1500 + 448
_BYTES = 2 * 4
_MORE = 1.25


def loading_mb(weights_bytes: int) -> int:
    """What a recogniser's process takes while it loads a model of so many bytes.

    Measured: 330 MB for the 145 MB of base.en, 662 MB for the 483 MB of small.en.
    """
    return _BESIDES_MB + round(weights_bytes / MB)


def working_mb(weights_bytes: int, decoder_layers: int, width: int) -> int:
    """The most that it takes at any time, with weights of eight bits made from sixteen.

    Measured: 543 MB for base.en, 1369 MB for small.en.
    """
    kept = _GUESSES * _PLACES * _BYTES * decoder_layers * width * _MORE
    working = _BESIDES_MB + round((weights_bytes / 2 + kept) / MB)
    return max(working, loading_mb(weights_bytes))


def total_mb() -> int:
    """This computer's memory."""
    return round(psutil.virtual_memory().total / MB)


def available_mb() -> int:
    """What can be had without other programs being pushed out of memory."""
    return round(psutil.virtual_memory().available / MB)


def demand_memory(folder: Path) -> None:
    """See that a model can be loaded at all: the system would end the process half way.

    Raises:
        SpeechFault: MODEL_TOO_LARGE.
    """
    try:
        needed = loading_mb((folder / "model.bin").stat().st_size)
    except OSError:
        return  # The loader says it better.
    there = available_mb()
    if needed > there:
        raise SpeechFault(
            FaultCode.MODEL_TOO_LARGE, model=folder.name, needed_mb=needed, available_mb=there
        )
