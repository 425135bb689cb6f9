"""Text, characters and seconds of a transcript agree, also after the user's corrections."""

from hypothesis import given
from hypothesis import strategies as st

from mlprep_gui.domain.transcripts import Segment, Transcript, Word

_TEXTS = st.lists(st.text(st.characters(categories=("L", "N", "P")), min_size=1), min_size=1)


def timed(*texts: str, per_segment: int = 3) -> Transcript:
    """Words of half a second each, one a second, some to a segment."""
    words = [Word(text, float(i), i + 0.5) for i, text in enumerate(texts)]
    cuts = range(0, len(words), per_segment)
    return Transcript(tuple(Segment(tuple(words[i : i + per_segment])) for i in cuts), "sphinx")


def test_text_joins_the_words_across_segments() -> None:
    assert timed("we", "drop", "some", "neurons").text == "we drop some neurons"


@given(_TEXTS)
def test_offsets_find_each_word_in_the_text(texts: list[str]) -> None:
    transcript = timed(*texts)
    for word, start, end in transcript.word_offsets():
        assert transcript.text[start:end] == word.text


@given(_TEXTS, st.data())
def test_a_stretch_of_characters_is_said_while_its_words_are(
    texts: list[str], data: st.DataObject
) -> None:
    """Every word of the stretch, and no other, lies within the seconds of the stretch."""
    transcript = timed(*texts)
    first = data.draw(st.integers(0, len(texts) - 1))
    last = data.draw(st.integers(first, len(texts) - 1))
    offsets = list(transcript.word_offsets())
    assert transcript.time_span(offsets[first][1], offsets[last][2]) == (first, last + 0.5)


def test_typed_text_has_no_seconds() -> None:
    transcript = Transcript.typed("one line\n\nand another")
    assert [len(s.words) for s in transcript.segments] == [2, 2]
    assert transcript.time_span(0, 8) is None


def test_an_empty_stretch_has_no_seconds() -> None:
    assert timed("one", "two").time_span(3, 3) is None


def test_words_that_stay_keep_their_times() -> None:
    corrected = timed("the", "nor", "and", "early", "stopping").corrected(
        "the norm and early stopping"
    )
    assert corrected.text == "the norm and early stopping"
    assert [w.start_s for w in corrected.words] == [0, 1, 2, 3, 4]


def test_added_words_have_no_times_of_their_own() -> None:
    corrected = timed("drop", "out").corrected("drop the weights out")
    assert [w.start_s for w in corrected.words] == [0, None, None, 1]
    assert corrected.time_span(0, len(corrected.text)) == (0, 1.5)


def test_removed_words_are_gone() -> None:
    assert timed("um", "L1", "um", "sparse").corrected("L1 sparse").time_span(0, 2) == (1, 1.5)


def test_everything_can_be_removed() -> None:
    corrected = timed("thank", "you").corrected("")
    assert corrected.text == ""
    assert corrected.segments == ()


@given(_TEXTS, st.text())
def test_a_correction_says_what_the_user_typed(texts: list[str], typed: str) -> None:
    """Up to white space, for whatever is typed."""
    assert timed(*texts).corrected(typed).text.split() == typed.split()


@given(_TEXTS)
def test_correcting_nothing_changes_nothing(texts: list[str]) -> None:
    transcript = timed(*texts)
    assert transcript.corrected(transcript.text) == transcript
