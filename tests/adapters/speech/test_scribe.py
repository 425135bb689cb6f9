"""Whatever is cut where, every word is written down once; and who is served first."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from mlprep_gui.adapters.speech import messages, recording_job
from mlprep_gui.adapters.speech.engines.base import Engine
from mlprep_gui.adapters.speech.engines.scripted import Place, ScriptedEngine
from mlprep_gui.adapters.speech.engines.sphinx import SphinxEngine
from mlprep_gui.adapters.speech.messages import (
    Done,
    Drop,
    EngineName,
    Finish,
    Grown,
    Heard,
    Progress,
    Transcribe,
)
from mlprep_gui.adapters.speech.recording_job import Stretch
from mlprep_gui.adapters.speech.scribe import Scribe
from mlprep_gui.adapters.speech.waveform import RATE, read_samples
from tests.adapters.speech.listening import PRONUNCIATIONS, SAMPLE, write_noise, write_script
from tests.adapters.speech.test_sphinx import edits

WORDS = 24
WORD_S = 0.5


class Office:
    """A scribe and what it reports."""

    def __init__(self, load: Callable[[messages.Prepare], Engine] | None = None) -> None:
        self.reports: list[messages.Report] = []
        self.scribe = Scribe(load or _load_nothing, _script, self.reports.append)

    def work(self) -> None:
        while self.scribe.work():
            pass

    def heard(self, job: str) -> list[Heard]:
        return [r for r in self.reports if isinstance(r, Heard) and r.job == job]

    def words(self, job: str) -> list[str]:
        return [w.text for h in self.heard(job) for s in h.segments for w in s.words]

    def begun(self) -> list[str]:
        """The jobs in the order of their stretches."""
        return [r.job for r in self.reports if isinstance(r, Heard)]


def _load_nothing(wanted: messages.Prepare) -> Engine:
    raise AssertionError(wanted)


def _script(audio: Path, stretch: Stretch) -> Engine:
    return ScriptedEngine(audio, Place(stretch.start_s, stretch.end_s, stretch.is_last))


def scripted(path: Path, seconds: float = WORDS * WORD_S) -> Path:
    write_noise(path, seconds)
    words = [
        {"text": f"w{n}", "start_s": n * WORD_S, "end_s": (n + 1) * WORD_S}
        for n in range(int(seconds / WORD_S))
    ]
    write_script(path, words=words)
    return path


def request(
    path: Path, job: str = "1", *, is_growing: bool = False, gives_way: bool = False
) -> Transcribe:
    return Transcribe(
        job, str(path), EngineName.SCRIPTED, is_growing=is_growing, gives_way=gives_way
    )


def test_cut_anywhere_every_word_is_written_once_at_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scripted(tmp_path / "a.wav")
    for tenths in range(1, int(WORDS * WORD_S * 10)):
        cut = tenths * RATE // 10

        def cut_here(samples: object, shortest_s: float, cut: int = cut) -> int | None:
            del shortest_s
            assert isinstance(samples, np.ndarray)
            return cut if samples.size == WORDS * WORD_S * RATE else None

        monkeypatch.setattr(recording_job, "find_cut", cut_here)
        office = Office()
        office.scribe.take(request(path, is_growing=True))
        office.work()
        office.scribe.take(Finish("1"))
        office.work()
        assert [h.end_s for h in office.heard("1")] == [tenths / 10, WORDS * WORD_S]
        assert office.words("1") == [f"w{n}" for n in range(WORDS)]
        words = [w for h in office.heard("1") for s in h.segments for w in s.words]
        assert [w.start_s for w in words] == [n * WORD_S for n in range(WORDS)]


def test_resumed_anywhere_no_word_comes_twice(tmp_path: Path) -> None:
    path = scripted(tmp_path / "a.wav")
    for tenths in range(0, int(WORDS * WORD_S * 10), 7):
        office = Office()
        office.scribe.take(Transcribe("1", str(path), EngineName.SCRIPTED, from_s=tenths / 10))
        office.work()
        first = -(-tenths // 5)
        assert office.words("1") == [f"w{n}" for n in range(first, WORDS)]


def test_a_whole_answer_comes_before_a_growing_one_and_that_before_the_rest(
    tmp_path: Path,
) -> None:
    office = Office()
    growing, whole, late = (scripted(tmp_path / f"{n}.wav") for n in range(3))
    office.scribe.take(request(late, "late", gives_way=True))
    office.scribe.take(request(growing, "growing", is_growing=True))
    office.scribe.take(request(whole, "whole"))
    office.work()
    assert office.begun()[:2] == ["whole", "growing"]
    assert "late" not in office.begun(), "somebody may be speaking still"
    office.scribe.take(Finish("growing"))
    office.work()
    assert office.begun()[-1] == "late"
    assert office.words("growing") == office.words("late") == office.words("whole")


def test_whoever_stops_first_is_served_first(tmp_path: Path) -> None:
    office = Office()
    for name in ("b", "a"):
        office.scribe.take(request(scripted(tmp_path / f"{name}.wav", 4.0), name, is_growing=True))
    office.scribe.take(Finish("a"))
    office.scribe.take(Finish("b"))
    office.work()
    assert office.begun() == ["a", "b"]


def test_what_is_dropped_is_not_heard_of_again(tmp_path: Path) -> None:
    office = Office()
    path = scripted(tmp_path / "a.wav")
    office.scribe.take(request(path, is_growing=True))
    office.work()
    count = len(office.reports)
    office.scribe.take(Drop("1"))
    office.scribe.take(Grown("1"))
    office.scribe.take(Finish("1"))
    office.work()
    assert len(office.reports) == count


def test_a_silent_stretch_costs_nothing_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.zeros(4 * RATE, np.float32), RATE)
    office = Office()
    office.scribe.take(Transcribe("1", str(path), EngineName.SPHINX))
    office.work()
    assert [type(r) for r in office.reports] == [Progress, Heard, Done]
    assert office.words("1") == []


@pytest.fixture(scope="module")
def sphinx() -> SphinxEngine:
    return SphinxEngine.load(PRONUNCIATIONS)


def test_joined_sentences_are_heard_as_well_in_stretches_as_at_once(
    tmp_path: Path, sphinx: SphinxEngine
) -> None:
    """The shipped answer with a second between its sentences, which grows second by second."""
    samples = read_samples(SAMPLE)[: int(28.2 * RATE)]
    ends = [int(end_s * RATE) for end_s in (10.9, 13.45, 17.8, 25.15)]
    pause = np.zeros(RATE, np.float32)
    parts = [part for s in np.split(samples, ends) for part in (s, pause)]
    joined = np.concatenate(parts)
    text = SAMPLE.with_suffix(".txt").read_text(encoding="utf-8").lower().split("we look")[0]
    said = text.replace(".", " ").replace(",", " ").split()
    path = tmp_path / "a.wav"

    office = Office(lambda _wanted: sphinx)
    office.scribe.take(Transcribe("1", str(path), EngineName.SPHINX, is_growing=True))
    for size in range(RATE, joined.size + RATE, RATE):
        soundfile.write(path, joined[:size], RATE)
        office.scribe.take(Grown("1"))
        office.work()
    assert len(office.heard("1")) > 2, "most of it was written down while it grew"
    office.scribe.take(Finish("1"))
    office.work()

    sphinx.renew()
    at_once = sphinx.transcribe(read_samples(path), (), lambda _done_s: None)
    whole = [word.text for word in at_once.words]
    allowed = edits(said, whole) + 2
    assert edits(said, office.words("1")) <= allowed
    assert len(office.words("1")) == pytest.approx(len(whole), abs=3)
    starts = [w.start_s or 0.0 for h in office.heard("1") for s in h.segments for w in s.words]
    assert starts == sorted(starts)
