"""Transcripts are written so that every version reads what the ones before it wrote."""

from mlprep_gui.adapters.storage.stored import read_transcript, write_segments, write_spotted
from mlprep_gui.domain.transcripts import Segment, SpottedTerm, Transcript, Word

TRANSCRIPT = Transcript(
    (
        Segment((Word("we", 0.0, 1.0, 0.9), Word("drop", None, None, 0.25))),
        Segment((Word("thank", 2.0, 3.0), Word("you", 3.0, 4.0)), is_doubtful=True),
    ),
    "whisper base.en",
    spotted=(SpottedTerm("dropout", 1.0, 2.0),),
    speech=((0.1, 1.9), (2.5, 4.0)),
)


def test_everything_comes_back() -> None:
    stored = write_segments(TRANSCRIPT), write_spotted(TRANSCRIPT)
    assert read_transcript("whisper base.en", *stored) == TRANSCRIPT


def test_the_first_version_s_transcripts_are_read() -> None:
    """Bare lists of words, as that version wrote them."""
    stored = '[[["we",0.0,1.0,0.9],["drop",null,null,0.25]],[["neurons",2.0,3.0,1.0]]]'
    assert read_transcript("sphinx", stored, "[]") == Transcript(
        (
            Segment((Word("we", 0.0, 1.0, 0.9), Word("drop", None, None, 0.25))),
            Segment((Word("neurons", 2.0, 3.0, 1.0),)),
        ),
        "sphinx",
    )
