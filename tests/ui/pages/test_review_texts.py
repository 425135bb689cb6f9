"""How a review sheet reads, and which stretches of its transcript are marked."""

from dataclasses import replace

import pytest

from mlprep_gui.domain.advice import Advice, AdviceKind
from mlprep_gui.domain.aliases import AliasProblem
from mlprep_gui.domain.attempts import AnswerSource, Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.delivery import measure_delivery
from mlprep_gui.domain.errors import Fault, FaultCode, SpeechFault
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.domain.questions import KeyPoint, Question
from mlprep_gui.domain.transcripts import Segment, Transcript, Word
from mlprep_gui.services.ports.speech import EngineInfo
from mlprep_gui.services.ports.storage import OwnVerdict, OwnWords
from mlprep_gui.services.review import MistakeLine, PointLine, Quote, ReviewSheet
from mlprep_gui.ui.advice_words import write_advice, write_one, write_refusal
from mlprep_gui.ui.models.transcript_marks import Mark, lay_out, mark_transcript
from mlprep_gui.ui.pages.review.contents import (
    LEAD_S,
    Clip,
    write_circumstances,
    write_engine,
    write_estimate,
    write_figures,
    write_headline,
    write_mistakes,
    write_points,
)
from mlprep_gui.ui.pages.review.notices import Offer, notice_loss, notice_state
from tests.ui.pages.conftest import SAMPLE, ManualClock

POINTS = (KeyPoint("a", "First."), KeyPoint("b", "Second."), KeyPoint("c", "Third."))
QUESTION = Question("q", "Topic", "Title", "Prompt?", "Model answer.", POINTS)
ATTEMPT = Attempt(
    id="a1",
    question_id="q",
    started_at=ManualClock().now(),
    state=AttemptState.REVIEWED,
    source=AnswerSource.MICROPHONE,
    duration_s=67.4,
    recording="a1.wav",
    engine="whisper base.en",
)
TRANSCRIPT = Transcript(
    (
        Segment((Word("one", 0.0, 0.5), Word("two", 0.5, 1.0))),
        Segment((Word("um", 2.0, 2.5), Word("four", 3.0, 4.0))),
    ),
    "whisper base.en",
)
TWO_UM = Quote("two um", 4, 10, 0.5, 2.5)
UM_FOUR = Quote("um four", 8, 15, 2.0, 4.0)


def new_sheet(*points: PointLine, mistakes: tuple[MistakeLine, ...] = ()) -> ReviewSheet:
    return ReviewSheet(
        attempt=ATTEMPT,
        question=QUESTION,
        transcript=TRANSCRIPT,
        recognised=TRANSCRIPT,
        points=points,
        mistakes=mistakes,
        delivery=measure_delivery(TRANSCRIPT),
        own=OwnWords(),
        recording=SAMPLE,
    )


COVERED = PointLine(POINTS[0], Verdict.COVERED, (TWO_UM,))
UNSURE = PointLine(POINTS[1], Verdict.UNSURE, (UM_FOUR,))
MISSING = PointLine(POINTS[2], Verdict.MISSING, ())


def rough(sheet: ReviewSheet) -> ReviewSheet:
    heard = replace(TRANSCRIPT, engine="sphinx")
    return replace(sheet, transcript=heard, recognised=heard)


# Marks --------------------------------------------------------------------------------------


def test_marked_stretches_make_up_the_whole_transcript() -> None:
    sheet = new_sheet(COVERED, UNSURE, MISSING)
    assert "".join(s.text for s in mark_transcript(sheet)) == "one two\num four"


def test_where_quotes_overlap_the_surer_one_shows() -> None:
    marks = [(s.text, s.mark) for s in mark_transcript(new_sheet(COVERED, UNSURE, MISSING))]
    assert marks == [
        ("one ", Mark.NONE),
        ("two\n", Mark.COVERED),
        ("um", Mark.COVERED),
        (" four", Mark.UNSURE),
    ]


def test_a_quote_ends_with_the_number_of_its_point() -> None:
    stretches = mark_transcript(new_sheet(COVERED, UNSURE, MISSING))
    assert [s.ends for s in stretches] == [(), (), (1,), (2,)]


def test_a_wrong_claim_shows_above_all_else() -> None:
    sheet = new_sheet(COVERED, mistakes=(MistakeLine("Right.", TWO_UM),))
    assert {s.mark for s in mark_transcript(sheet)} == {Mark.NONE, Mark.MISTAKE}


def test_a_term_that_was_only_spotted_marks_nothing() -> None:
    spotted = PointLine(POINTS[0], Verdict.UNSURE, (Quote("dropout", 0, 0, 1.0, 1.5),))
    assert [s.mark for s in mark_transcript(new_sheet(spotted))] == [Mark.NONE]


def test_segments_begin_lines_and_characters_keep_their_places() -> None:
    assert lay_out(TRANSCRIPT).replace("\n", " ") == TRANSCRIPT.text
    assert len(lay_out(TRANSCRIPT)) == len(TRANSCRIPT.text)


def test_what_the_recogniser_doubts_looks_so() -> None:
    words = (Word("sure", 0.0, 0.5), Word("topping", 0.5, 1.0, 0.2), Word("end", 1.0, 1.5))
    doubted = Transcript((Segment(words), Segment((Word("Thank"),), is_doubtful=True)))
    shown = mark_transcript(replace(new_sheet(), transcript=doubted))
    assert [s.text.strip() for s in shown if s.is_uncertain] == ["topping", "Thank"]
    assert "".join(s.text for s in shown) == lay_out(doubted)


# Texts --------------------------------------------------------------------------------------


def test_the_headline_counts_and_never_grades() -> None:
    assert write_headline(new_sheet(COVERED, UNSURE, MISSING)) == "1 of 3 points, 1 unsure"


@pytest.mark.parametrize(
    "sheet",
    [
        replace(new_sheet(MISSING), transcript=Transcript(()), recognised=Transcript(())),
        new_sheet(),
    ],
    ids=["no words", "no points"],
)
def test_nothing_to_judge_is_no_zero(sheet: ReviewSheet) -> None:
    assert write_headline(sheet) == "Not judged"


def test_circumstances_tell_length_and_source() -> None:
    assert write_circumstances(new_sheet()).endswith("· 1:07 min · recorded")


def test_a_clip_reaches_a_little_beyond_its_words() -> None:
    (point,) = write_points(new_sheet(COVERED))
    assert point.excerpts[0].clip == Clip(0.5 - LEAD_S, 2.5 + LEAD_S)


def test_a_clip_begins_no_earlier_than_its_recording() -> None:
    first = Quote("one", 0, 3, 0.0, 0.5)
    (point,) = write_points(new_sheet(PointLine(POINTS[0], Verdict.COVERED, (first,))))
    assert point.excerpts[0].clip == Clip(0.0, 0.5 + LEAD_S)


def test_without_its_recording_a_quote_cannot_be_played() -> None:
    (point,) = write_points(replace(new_sheet(COVERED), recording=None))
    assert [e.clip for e in point.excerpts] == [None]


def test_untimed_words_cannot_be_played() -> None:
    untimed = replace(TWO_UM, start_s=None, end_s=None)
    (point,) = write_points(new_sheet(PointLine(POINTS[0], Verdict.COVERED, (untimed,))))
    assert [e.clip for e in point.excerpts] == [None]


def test_a_rough_engine_did_not_hear_what_a_good_one_misses() -> None:
    (good,) = write_points(new_sheet(MISSING))
    (bad,) = write_points(rough(new_sheet(MISSING)))
    assert (good.verdict_name, good.reason) == ("missing", "")
    assert bad.verdict_name == "not heard"
    assert "PocketSphinx" in bad.reason


def test_unsure_says_why() -> None:
    spotted = PointLine(POINTS[1], Verdict.UNSURE, (Quote("dropout", 0, 0, 1.0, 1.5),))
    near, only_term = write_points(new_sheet(UNSURE, spotted))
    assert "not clearly enough" in near.reason
    assert "Only the term" in only_term.reason


def test_unsure_names_the_words_that_were_doubted() -> None:
    words = (Word("the", 0.0, 0.5), Word("smoked", 0.5, 1.0, 0.2))
    sheet = replace(new_sheet(), transcript=Transcript((Segment(words),)))
    near = PointLine(POINTS[1], Verdict.UNSURE, (Quote("the smoked", 0, 10, 0.0, 1.0),))
    (point,) = write_points(replace(sheet, points=(near,)))
    assert point.reason.endswith("The recogniser was not sure of “smoked”.")


@pytest.mark.parametrize(
    ("said", "verdict", "name"),
    [
        (True, Verdict.COVERED, "covered, by your word"),
        (False, Verdict.MISSING, "not said, by your word"),
    ],
)
def test_the_users_word_is_shown_as_such(said: bool, verdict: Verdict, name: str) -> None:
    line = PointLine(POINTS[0], verdict, (), OwnVerdict(said=said))
    (point,) = write_points(rough(new_sheet(line)))
    assert (point.verdict_name, point.reason, point.is_own) == (name, "", True)


@pytest.mark.parametrize(
    ("estimate", "shown"),
    [
        (None, ""),
        (0, "Your own estimate was 0 points."),
        (1, "Your own estimate was 1 point."),
    ],
)
def test_the_estimate_is_shown_where_one_was_given(estimate: int | None, shown: str) -> None:
    sheet = replace(new_sheet(COVERED), own=OwnWords(estimate=estimate))
    assert write_estimate(sheet) == shown


def test_every_advice_has_its_sentence() -> None:
    for kind in AdviceKind:
        advice = Advice(kind, "Subject.", 2, 0.31)
        assert "{" not in write_one(advice, rough=False)
    assert write_advice(new_sheet(COVERED, MISSING)) == ("Next time, add point 2: Third.",)
    assert write_advice(rough(new_sheet(MISSING)))[0].startswith("If you left out point 1")


def test_every_refusal_has_its_sentence() -> None:
    assert all(write_refusal(problem).endswith(".") for problem in AliasProblem)


def test_a_mistake_comes_with_quote_and_correction() -> None:
    (mistake,) = write_mistakes(new_sheet(mistakes=(MistakeLine("Right.", UM_FOUR),)))
    assert (mistake.excerpt.text, mistake.correction) == ("um four", "Right.")


def test_delivery_is_told_with_how_to_read_it() -> None:
    figures = {f.name: f for f in write_figures(new_sheet())}
    assert figures["Words"].value == "4"
    assert figures["Words a minute"].value == "60"
    assert "110 to 170" in figures["Words a minute"].hint
    assert "pauses included" in figures["Words a minute"].hint
    assert figures["Pauses"].value == "1"
    assert figures["Longest pause"].value == "1.0 s"
    assert figures["Fillers"].value == "at least 1"
    assert figures["Fillers"].hint.startswith("um;")


def test_a_rough_pace_is_about() -> None:
    figures = {f.name: f.value for f in write_figures(rough(new_sheet()))}
    assert figures["Words a minute"] == "about 60"


def test_a_typed_answer_has_no_pace() -> None:
    typed = replace(ATTEMPT, source=AnswerSource.TYPED, recording=None)
    figures = [f.name for f in write_figures(replace(new_sheet(), attempt=typed))]
    assert figures == ["Words", "Fillers"]


@pytest.mark.parametrize(
    ("engine", "name", "expectation"),
    [
        ("whisper small.en", "Whisper (small.en)", "ordinary speech"),
        ("sphinx", "PocketSphinx", "rough"),
        ("typed", "Typed", "as it stands"),
    ],
)
def test_every_engine_is_named_with_what_to_expect(
    engine: str, name: str, expectation: str
) -> None:
    shown, sentence = write_engine(engine)
    assert shown == name
    assert expectation in sentence


# Notices ------------------------------------------------------------------------------------


def in_state(state: AttemptState, failure: FaultCode | None = None) -> ReviewSheet:
    return replace(new_sheet(), attempt=replace(ATTEMPT, state=state, failure=failure))


@pytest.mark.parametrize(
    ("state", "offer"),
    [
        (AttemptState.RECORDED, Offer.TRANSCRIBE),
        (AttemptState.QUEUED, Offer.CANCEL),
        (AttemptState.TRANSCRIBING, Offer.CANCEL),
    ],
)
def test_an_answer_under_way_offers_the_next_step(state: AttemptState, offer: Offer) -> None:
    notice = notice_state(in_state(state), None, None)
    assert notice is not None
    assert notice.offer is offer


def test_the_engine_at_work_is_named() -> None:
    sphinx = EngineInfo(EngineChoice.SPHINX)
    notice = notice_state(in_state(AttemptState.TRANSCRIBING), None, sphinx)
    assert notice is not None
    assert notice.text == "PocketSphinx is writing your answer down."
    assert "rough" in notice.remedy


@pytest.mark.parametrize("state", [AttemptState.TRANSCRIBED, AttemptState.REVIEWED])
def test_an_answer_that_is_done_needs_no_notice(state: AttemptState) -> None:
    assert notice_state(in_state(state), None, None) is None


def test_a_failure_is_told_in_its_own_words_while_they_are_known() -> None:
    sheet = in_state(AttemptState.FAILED, FaultCode.MODEL_NOT_FOUND)
    fault: Fault = SpeechFault(FaultCode.MODEL_NOT_FOUND, model="huge")
    fresh, stored = notice_state(sheet, fault, None), notice_state(sheet, None, None)
    assert fresh is not None
    assert "huge" in fresh.text
    assert stored is not None
    assert stored.text == "The Whisper model was not on this computer."
    assert {fresh.offer, stored.offer} == {Offer.TRY_AGAIN}


def test_without_its_recording_nothing_can_be_tried_again() -> None:
    sheet = replace(in_state(AttemptState.FAILED, FaultCode.NO_SPEECH), recording=None)
    notice = notice_state(sheet, None, None)
    assert notice is not None
    assert notice.offer is Offer.NOTHING


def test_silence_is_called_silence() -> None:
    sheet = replace(new_sheet(MISSING), transcript=Transcript(()), recognised=Transcript(()))
    notice = notice_state(sheet, None, None)
    assert notice is not None
    assert notice.text == "No speech was found in the recording."


def test_a_lost_recording_is_named() -> None:
    notice = notice_loss(replace(new_sheet(), recording=None))
    assert notice is not None
    assert "a1.wav" in notice.text


def test_a_lost_question_is_named() -> None:
    gone = Question("gone", "", "gone", "", "", ())
    notice = notice_loss(replace(new_sheet(), question=gone))
    assert notice is not None
    assert "gone" in notice.text


def test_nothing_is_lost_where_all_is_there() -> None:
    assert notice_loss(new_sheet()) is None
