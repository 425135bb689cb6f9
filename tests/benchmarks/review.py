"""Whether the review page keeps up: ``python -m tests.benchmarks.review``.

Painting an hour's waveform is held against painting a minute's, whole and zoomed in, and judging
an answer anew while it is typed against judging it once.
"""

import os
import statistics
import time
from collections.abc import Callable
from itertools import count

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from mlprep_gui.adapters.bank.packs import TomlPacks
from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.peaks import Peaks
from mlprep_gui.domain.preferences import Appearance
from mlprep_gui.domain.transcripts import Segment, Transcript, Word
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.review import judge_transcript
from mlprep_gui.ui.theme import Theme
from mlprep_gui.ui.widgets.wave_picture import WaveMark
from mlprep_gui.ui.widgets.waveform import Waveform

ROUNDS = 60
PER_S = 100
WIDTH, ZOOMED_S = 1200, 30.0


def measure(work: Callable[[], object]) -> tuple[float, float]:
    """Median and slowest of many rounds, in milliseconds."""
    work()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), max(times)


def make_wave(theme: Theme, duration_s: float) -> Waveform:
    """A recording with a mark and a pause every ten seconds."""
    rng = np.random.default_rng(1)
    heights = rng.integers(0, 20_000, round(duration_s * PER_S)).astype(np.int16)
    wave = Waveform(theme)
    wave.resize(WIDTH, wave.sizeHint().height())
    wave.show_recording(Peaks(duration_s, PER_S, np.stack((-heights, heights), 1)), duration_s)
    tens = range(0, round(duration_s), 10)
    wave.show_marks(
        tuple(WaveMark(at, at + 3.0, n % 9 + 1, n % 2 == 0) for n, at in enumerate(tens)),
        tuple((at + 8.0, at + 9.0) for at in tens),
    )
    return wave


def scrolling(wave: Waveform) -> Callable[[], object]:
    """One step along the recording, and the picture of it."""
    steps, target = count(), QPixmap(wave.size())

    def step() -> None:
        wave.scroll_to(next(steps) * 0.7 % max(wave.duration_s - wave.sight.length_s, 0.1))
        wave.render(target)

    return step


def repainting(wave: Waveform) -> Callable[[], object]:
    """The whole recording from scratch."""
    turns, target = count(), QPixmap(wave.size())

    def paint() -> None:
        at = float(next(turns) % 7)
        wave.show_loop((at, at + 3))
        wave.render(target)

    return paint


def playing(wave: Waveform) -> Callable[[], object]:
    """The playhead a little further."""
    turns, target = count(), QPixmap(wave.size())

    def move() -> None:
        wave.show_position(next(turns) * 0.05 % wave.duration_s)
        wave.render(target)

    return move


def compare(name: str, make: Callable[[Waveform], Callable[[], object]], theme: Theme) -> str:
    """An hour against a minute."""
    results = []
    for duration_s in (60.0, 3600.0):
        wave = make_wave(theme, duration_s)
        if make is not repainting:
            wave.zoom(duration_s / ZOOMED_S)
        results.append(measure(make(wave)))
    (minute, _), (hour, slowest) = results
    return (
        f"{name:34} minute {minute:6.2f} ms   hour {hour:6.2f} ms   slowest {slowest:6.2f} ms   "
        f"{hour / minute:5.2f} times"
    )


def typing() -> str:
    """Correcting a word and judging again, as on each key, against judging alone."""
    bank = TomlPacks(resource_folder() / "questions").load().bank
    judge, question = Judge(bank), bank.get("regularization")
    words = question.model_answer.split()
    spoken = Transcript((Segment(tuple(Word(w, n / 2, n / 2 + 0.4) for n, w in enumerate(words))),))
    turns = count()

    def key() -> None:
        text = [*words[:40], "x" * (next(turns) % 9 + 1), *words[41:]]
        judge_transcript(judge, question, spoken.corrected(" ".join(text)))

    whole, slowest = measure(key)
    alone, _ = measure(lambda: judge_transcript(judge, question, spoken))
    return (
        f"{'a key in ' + str(len(words)) + ' words':34} judged {alone:6.2f} ms   "
        f"corrected and judged {whole:6.2f} ms   slowest {slowest:6.2f} ms   "
        f"{whole / alone:5.2f} times"
    )


def main() -> None:
    """Print the figures."""
    application = QApplication([])
    theme = Theme(application)
    theme.apply(Appearance.LIGHT, 1.0)
    print(compare("all of it, from scratch", repainting, theme))
    print(compare(f"scrolling, {ZOOMED_S:.0f} s in sight", scrolling, theme))
    print(compare("the playhead moves", playing, theme))
    print(typing())


if __name__ == "__main__":
    main()
