"""Text, characters and seconds of a transcript agree, also after the user's corrections."""

from hypothesis import given
from hypothesis import strategies as st

from mlprep_gui.domain.transcripts import Segment, Transcript, Word

_WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1)
_TEXTS = st.lists(_WORDS, min_size=1)
# Which of two equal words was taken out, nobody can tell.
_UNLIKE_TEXTS = st.lists(_WORDS, min_size=1, unique=True)


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


def doubted() -> Transcript:
    """Three segments, the middle one made up by the recogniser."""
    return Transcript(
        (
            Segment((Word("we", 0, 1), Word("drop", 1, 2, 0.3))),
            Segment((Word("thank", 2, 3), Word("you", 3, 4)), is_doubtful=True),
            Segment((Word("neurons", 4, 5),)),
        ),
        "whisper base.en",
        speech=((0.1, 2.0), (4.0, 5.0)),
    )


def test_words_that_the_recogniser_doubts_are_uncertain() -> None:
    assert [w.text for w in doubted().words if w.is_uncertain] == ["drop"]


def test_doubtful_segments_are_shown_and_prove_nothing() -> None:
    transcript = doubted()
    assert transcript.text == "we drop thank you neurons"
    assert transcript.evidence_text == "we drop .         neurons"
    assert [transcript.text[a:b] for a, b in transcript.doubtful_spans()] == ["thank you"]


@given(st.lists(st.tuples(_TEXTS, st.booleans()), min_size=1))
def test_evidence_is_where_the_text_is(parts: list[tuple[list[str], bool]]) -> None:
    """Offsets in one are offsets in the other, and nothing doubtful is left."""
    transcript = Transcript(
        tuple(Segment(tuple(map(Word, texts)), is_doubtful=d) for texts, d in parts)
    )
    evidence = transcript.evidence_text
    assert len(evidence) == len(transcript.text)
    offsets = iter(transcript.word_offsets())
    for texts, is_doubtful in parts:
        for text in texts:
            _, start, end = next(offsets)
            assert is_doubtful or evidence[start:end] == text
    assert transcript.has_speech is not all(d for _, d in parts)


def test_a_stretch_is_moved_to_its_place_in_the_recording() -> None:
    moved = doubted().moved(10)
    assert moved.words[0] == Word("we", 10, 11)
    assert moved.speech == ((10.1, 12.0), (14.0, 15.0))
    assert moved.text == doubted().text
    assert Transcript.typed("typed").moved(1) == Transcript.typed("typed")


def test_what_the_user_leaves_as_it_is_stays_doubtful() -> None:
    corrected = doubted().corrected("we dropped thank you neurons")
    assert corrected.evidence_text == "we dropped .         neurons"


def test_what_the_user_corrects_is_believed() -> None:
    corrected = doubted().corrected("we drop thank them neurons")
    assert corrected.evidence_text == corrected.text


def test_words_that_were_put_in_lie_between_their_neighbours() -> None:
    corrected = timed("we", "out", "some").corrected("we really drop out some more")
    text = corrected.text
    start = text.index("really")
    assert corrected.time_span(start, start + len("really drop")) == (0.5, 1.0)
    assert corrected.time_span(start, text.index("out") + 3) == (0.5, 1.5)
    # Behind the last word there is no neighbour to reach.
    assert corrected.time_span(text.index("more"), len(text)) == (2.5, 2.5)


def test_one_word_for_two_takes_their_time() -> None:
    corrected = timed("the", "drop", "out", "layer").corrected("the dropout layer")
    start = corrected.text.index("dropout")
    assert corrected.time_span(start, start + len("dropout")) == (0.5, 3.0)


@given(_UNLIKE_TEXTS, st.data())
def test_times_survive_outside_an_edit(texts: list[str], data: st.DataObject) -> None:
    """Whatever one stretch is replaced by, the words before and behind it keep their times."""
    first = data.draw(st.integers(0, len(texts)))
    last = data.draw(st.integers(first, len(texts)))
    new = data.draw(st.lists(st.just("brandnew"), max_size=3))
    corrected = timed(*texts).corrected(" ".join([*texts[:first], *new, *texts[last:]]))
    times = [word.start_s for word in corrected.words]
    assert times[:first] == [float(n) for n in range(first)]
    assert times[first + len(new) :] == [float(n) for n in range(last, len(texts))]
