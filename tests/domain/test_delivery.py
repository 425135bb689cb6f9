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


def heard(*speech: tuple[float, float], words: tuple[tuple[str, float, float], ...]) -> Transcript:
    """Words, and when a voice was heard."""
    return Transcript(
        (Segment(tuple(Word(*word) for word in words)),), "whisper base.en", speech=speech
    )


def test_a_voice_without_a_word_is_a_possible_filler() -> None:
    """Whisper leaves "um" out: what it does not write may still be heard."""
    transcript = heard(
        (0.0, 2.0), (2.5, 3.1), (4.0, 5.0), words=(("so", 0, 1), ("L1", 1, 2), ("shrinks", 4, 5))
    )
    (filler,) = measure_delivery(transcript).possible_fillers
    assert (filler.start_s, filler.end_s) == (2.5, 3.1)
    assert filler.length_s == pytest.approx(0.6)


def test_a_filler_may_lie_within_one_run_of_speech() -> None:
    transcript = heard((0.0, 5.0), words=(("so", 0, 1), ("L1", 1, 2), ("shrinks", 3, 5)))
    (filler,) = measure_delivery(transcript).possible_fillers
    assert (filler.start_s, filler.end_s) == pytest.approx((2.1, 2.9))


@pytest.mark.parametrize(
    "speech",
    [
        (),  # nobody listened for voices
        ((0.0, 2.25),),  # the words' own end
        ((0.0, 2.0), (2.3, 2.55)),  # too short
    ],
)
def test_what_is_no_possible_filler(speech: tuple[tuple[float, float], ...]) -> None:
    transcript = heard(*speech, words=(("so", 0, 1), ("L1", 1, 2)))
    assert measure_delivery(transcript).possible_fillers == ()


def test_a_silence_is_a_pause_even_where_a_word_is_stretched_over_it() -> None:
    """The recogniser lets "L1" last until the next word; the voice stopped before."""
    transcript = heard((0.0, 1.5), (4.0, 5.0), words=(("so", 0, 1), ("L1", 1, 4), ("is", 4, 5)))
    assert [(p.start_s, p.end_s) for p in measure_delivery(transcript).pauses] == [(1.5, 4.0)]


def test_a_soft_word_that_is_no_voice_to_the_detector_ends_a_pause() -> None:
    transcript = heard(
        (0.0, 1.0), (4.0, 5.0), words=(("so", 0, 1), ("and", 2.2, 2.6), ("L1", 4, 5))
    )
    pauses = [(p.start_s, p.end_s) for p in measure_delivery(transcript).pauses]
    assert pauses == [(1.0, 2.2), (2.6, 4.0)]


def test_voices_before_the_first_and_behind_the_last_word_make_no_pause() -> None:
    transcript = heard((0.0, 0.5), (3.0, 5.0), (8.0, 8.5), words=(("so", 3, 4), ("L1", 4, 5)))
    assert measure_delivery(transcript).pauses == ()
