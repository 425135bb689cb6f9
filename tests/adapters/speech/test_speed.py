"""A model's speed is measured with the real recogniser, and its process goes away again."""

import threading
from pathlib import Path

from mlprep_gui.adapters.speech.client import ChildTranscriber
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.adapters.speech.speed import SampleSpeedMeter
from mlprep_gui.domain.errors import Fault, FaultCode
from tests.adapters.speech.listening import DEADLINE_S, PRONUNCIATIONS, SAMPLE
from tests.whisper_model import write_model


def measure(own: Path, model: str) -> float | Fault:
    made: list[ChildTranscriber] = []

    def make() -> ChildTranscriber:
        made.append(ChildTranscriber(ModelShelf(own=own, cache=own / "none"), PRONUNCIATIONS))
        return made[-1]

    outcomes: list[float | Fault] = []
    ended = threading.Event()

    def take(outcome: float | Fault) -> None:
        outcomes.append(outcome)
        ended.set()

    meter = SampleSpeedMeter(make, SAMPLE)
    meter.measure(model, take, take)
    assert ended.wait(DEADLINE_S)
    meter.close()
    assert len(made) == 1
    return outcomes[0]


def test_a_speed_is_seconds_of_speech_a_second(tmp_path: Path) -> None:
    write_model(tmp_path / "little.en", "hello there")
    speed = measure(tmp_path, "little.en")
    assert isinstance(speed, float)
    # Ten seconds within the deadline, and no faster than a clock can tell.
    assert 10 / DEADLINE_S < speed < 1000


def test_a_model_that_is_broken_has_no_speed(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "little.en", "hello there")
    (folder / "tokenizer.json").unlink()
    fault = measure(tmp_path, "little.en")
    assert isinstance(fault, Fault)
    assert fault.code is FaultCode.MODEL_BROKEN
