"""Pace, pauses and fillers of an answer whose words and times are known."""

import pytest

from mlprep_gui.domain.delivery import measure_delivery
from mlprep_gui.domain.transcripts import Segment, Transcript, Word


def said(*words: tuple[str, float, float]) -> Transcript:
    """A transcript of words with their times."""
    return Transcript((Segment(tuple(Word(*word) for word in words)),), "sphinx")


def steady(*texts: str, every_s: float = 0.5) -> Transcript:
    """Words without a pause between them."""
    return said(*((text, i * every_s, (i + 1) * every_s) for i, text in enumerate(texts)))


def test_pace_counts_pauses_in() -> None:
    """Twelve words from second 2 to second 10 are 90 a minute, however long the file is."""
    words = [("word", 2 + i * 0.5, 2.4 + i * 0.5) for i in range(11)] + [("end", 9.5, 10.0)]
    delivery = measure_delivery(said(*words))
    assert delivery.words == 12
    assert delivery.speaking_s == pytest.approx(8)
    assert delivery.words_per_minute == pytest.approx(90)


def test_too_short_an_answer_has_no_pace() -> None:
    assert measure_delivery(steady("yes", "it", "is")).words_per_minute is None


def test_nothing_said_is_nothing_measured() -> None:
    delivery = measure_delivery(Transcript(()))
    assert delivery.words == 0
    assert delivery.words_per_minute is None
    assert delivery.longest_pause_s == 0


def test_a_gap_is_a_pause_from_seven_tenths_of_a_second_on() -> None:
    delivery = measure_delivery(said(("a", 0, 1), ("b", 1.6, 2), ("c", 2.75, 3), ("d", 5, 6)))
    assert [(p.start_s, p.end_s) for p in delivery.pauses] == [(2, 2.75), (3, 5)]
    assert delivery.longest_pause_s == pytest.approx(2)


@pytest.mark.parametrize(
    ("text", "fillers"),
    [
        ("Um, so L1, uh, shrinks", ["um", "uh"]),
        ("you know it is sort of random", ["you know", "sort of"]),
        ("a kind of tree that we, I mean, grow", ["i mean"]),
        ("do you know what this sort of model does", []),
        ("the error is human", []),
        ("", []),
    ],
)
def test_fillers_are_found_and_ordinary_words_are_not(text: str, fillers: list[str]) -> None:
    assert list(measure_delivery(Transcript.typed(text)).fillers) == fillers


def test_typed_answers_have_words_but_no_times() -> None:
    delivery = measure_delivery(Transcript.typed("two words"))
    assert (delivery.words, delivery.speaking_s, delivery.pauses) == (2, 0.0, ())
