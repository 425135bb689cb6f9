"""The review sheet: verdicts in words and seconds, and the user's own words beside them."""

from datetime import timedelta

import pytest

from mlprep_gui.domain.aliases import make_alias
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.coverage.verdicts import Verdict
from mlprep_gui.domain.questions import QuestionBank
from mlprep_gui.domain.transcripts import Segment, SpottedTerm, Transcript, Word
from mlprep_gui.services.ports.sound import RecordingReport
from mlprep_gui.services.ports.storage import OwnVerdict
from mlprep_gui.services.review import ReviewDesk
from tests.services.conftest import NETS, House, write_tone


def words(text: str, engine: str = "whisper base.en") -> Transcript:
    """A transcript of one word a second."""
    timed = tuple(Word(w, float(i), i + 0.8) for i, w in enumerate(text.split()))
    return Transcript((Segment(timed),), engine)


def transcribed(house: House, transcript: Transcript) -> Attempt:
    """An attempt that came all the way to its transcript."""
    attempt = house.answers.begin(NETS, 90.0)
    write_tone(house.folder.path_of(attempt), 0.1)
    recorded = house.answers.finish(attempt, RecordingReport(20.0, 0.5, 0))
    waiting = recorded.moved(AttemptState.QUEUED).moved(AttemptState.TRANSCRIBING)
    house.store.save(waiting)
    return house.review.keep_transcript(waiting, transcript)


def test_a_covered_point_has_the_seconds_in_which_it_was_said(house: House) -> None:
    attempt = transcribed(house, words("well you set each neuron to zero then"))
    sheet = house.review.sheet(attempt.id)
    line = sheet.points[0]
    assert line.verdict is Verdict.COVERED
    (quote,) = line.quotes
    assert sheet.transcript.text[quote.start : quote.end] == quote.text
    assert quote.text == "neuron to zero"
    assert (quote.start_s, quote.end_s) == (4.0, 6.8)
    assert sheet.points[1].verdict is Verdict.MISSING
    assert sheet.recording == house.folder.path_of(attempt)


def test_a_wrong_claim_takes_its_point_away_and_is_quoted(house: House) -> None:
    said = "the neuron is zero so you remove one feature forever in the end"
    sheet = house.review.sheet(transcribed(house, words(said)).id)
    assert sheet.points[0].verdict is Verdict.MISSING
    (mistake,) = sheet.mistakes
    assert mistake.correction == "It is the outputs."
    assert mistake.quote.text == "remove one feature forever"


def test_a_spotted_term_makes_a_point_unsure_and_can_be_played(house: House) -> None:
    heard = Transcript(
        words("we talk", "sphinx").segments, "sphinx", (SpottedTerm("dropout", 7.0, 7.6),)
    )
    sheet = house.review.sheet(transcribed(house, heard).id)
    assert sheet.is_rough
    assert sheet.points[0].verdict is Verdict.UNSURE
    assert [(q.text, q.start_s) for q in sheet.points[0].quotes] == [("dropout", 7.0)]


def test_a_correction_is_judged_again_and_can_be_taken_back(house: House) -> None:
    attempt = transcribed(house, words("you set each new ron to hero"))
    assert house.review.sheet(attempt.id).count(Verdict.COVERED) == 0
    corrected = house.review.correct(attempt.id, "you set each neuron to zero")
    assert corrected.count(Verdict.COVERED) == 1
    assert corrected.recognised.text == "you set each new ron to hero"
    assert house.store.coverage(attempt.id) is not None
    restored = house.review.correct(attempt.id, None)
    assert restored.transcript.text == "you set each new ron to hero"
    assert restored.count(Verdict.COVERED) == 0


def test_notes_and_self_check_do_not_disturb_each_other(house: House) -> None:
    attempt = transcribed(house, words("hello"))
    house.review.note(attempt.id, "Slower next time.")
    house.review.check_self(attempt.id, {"smiled": "yes"})
    house.review.correct(attempt.id, "hello there")
    own = house.review.sheet(attempt.id).own
    assert own.notes == "Slower next time."
    assert own.self_check == {"smiled": "yes"}
    assert own.correction == "hello there"


def test_recognising_again_keeps_the_notes_but_not_the_correction(house: House) -> None:
    attempt = transcribed(house, words("hello"))
    house.review.note(attempt.id, "Mine.")
    house.review.correct(attempt.id, "hello there")
    again = attempt.moved(AttemptState.QUEUED).moved(AttemptState.TRANSCRIBING)
    house.store.save(again)
    house.review.keep_transcript(again, words("neuron zero", "sphinx"))
    sheet = house.review.sheet(attempt.id)
    assert sheet.own.notes == "Mine."
    assert sheet.own.correction is None
    assert sheet.transcript.text == "neuron zero"
    assert sheet.attempt.engine == "sphinx"


def test_a_lost_recording_leaves_the_rest_of_the_review(house: House) -> None:
    attempt = transcribed(house, words("neuron zero"))
    house.folder.path_of(attempt).unlink()
    sheet = house.review.sheet(attempt.id)
    assert sheet.recording is None
    assert sheet.count(Verdict.COVERED) == 1


def test_an_answer_without_transcript_has_no_verdicts_yet(house: House) -> None:
    attempt = house.answers.begin(NETS, 90.0)
    sheet = house.review.sheet(attempt.id)
    assert sheet.points == ()
    assert sheet.transcript.text == ""


def test_a_question_that_left_the_bank_keeps_its_answers(house: House) -> None:
    attempt = transcribed(house, words("neuron zero"))
    later = ReviewDesk(house.store, QuestionBank(()), house.folder)
    sheet = later.sheet(attempt.id)
    assert sheet.question.id == "nets"
    assert sheet.question.points == ()
    assert sheet.transcript.text == "neuron zero"


@pytest.mark.parametrize("times", [1, 2])
def test_seeing_a_review_is_noted_once(house: House, times: int) -> None:
    attempt = transcribed(house, words("neuron zero"))
    for _ in range(times):
        house.review.mark_reviewed(attempt.id)
    assert house.store.get(attempt.id).state is AttemptState.REVIEWED


SAID = "well you set each neuron to zero then"


def test_i_did_say_that_counts_by_the_users_word(house: House) -> None:
    attempt = transcribed(house, words("nothing about a new ron at all"))
    point_id = NETS.points[0].id
    sheet = house.review.overrule(
        attempt.id, point_id, OwnVerdict(said=True, start=14, end=23, heard="a new ron")
    )
    line = sheet.points[0]
    assert line.verdict is Verdict.COVERED
    assert line.own is not None
    assert [quote.text for quote in line.quotes] == ["a new ron"]
    assert line.quotes[0].start_s == 2.0
    assert house.review.sheet(attempt.id).points[0] == line


def test_marked_words_are_found_again_after_a_correction(house: House) -> None:
    attempt = transcribed(house, words("nothing about a new ron at all"))
    own = OwnVerdict(said=True, start=14, end=23, heard="a new ron")
    house.review.overrule(attempt.id, NETS.points[0].id, own)
    moved = house.review.correct(attempt.id, "oh nothing at all about a new ron at all")
    (quote,) = moved.points[0].quotes
    assert moved.transcript.text[quote.start : quote.end] == "a new ron"
    gone = house.review.correct(attempt.id, "something else")
    assert gone.points[0].verdict is Verdict.COVERED
    assert gone.points[0].quotes == ()


def test_i_did_not_say_that_and_back(house: House) -> None:
    attempt = transcribed(house, words(SAID))
    point_id = NETS.points[0].id
    denied = house.review.overrule(attempt.id, point_id, OwnVerdict(said=False))
    assert (denied.points[0].verdict, denied.points[0].quotes) == (Verdict.MISSING, ())
    undone = house.review.overrule(attempt.id, point_id, None)
    assert undone.points[0].verdict is Verdict.COVERED
    assert undone.own.verdicts == {}


def test_what_is_computed_is_kept_apart_from_the_users_word(house: House) -> None:
    attempt = transcribed(house, words(SAID))
    before = house.store.coverage(attempt.id)
    house.review.overrule(attempt.id, NETS.points[0].id, OwnVerdict(said=False))
    assert house.store.coverage(attempt.id) == before


def test_judging_a_text_keeps_nothing(house: House) -> None:
    attempt = transcribed(house, words("nothing much"))
    sheet = house.review.sheet(attempt.id)
    tried = house.review.judge_text(sheet, SAID)
    assert tried.points[0].verdict is Verdict.COVERED
    assert house.review.sheet(attempt.id) == sheet


def test_an_alias_counts_in_every_answer(house: House) -> None:
    attempt = transcribed(house, words("well you set each newtron thing to zero then"))
    assert house.review.sheet(attempt.id).points[0].verdict is not Verdict.COVERED
    assert house.review.aliases.add(make_alias("newtron thing", "neuron")) is None
    assert house.review.sheet(attempt.id).points[0].verdict is Verdict.COVERED


def test_the_estimate_stays_beside_the_result(house: House) -> None:
    attempt = transcribed(house, words(SAID))
    house.review.estimate(attempt.id, 1)
    house.review.note(attempt.id, "Slower.")
    assert house.review.sheet(attempt.id).own.estimate == 1


def test_the_pace_is_held_against_earlier_answers_only(house: House) -> None:
    paces = []
    for _ in range(3):
        house.clock.moment += timedelta(days=1)
        attempt = transcribed(house, words(SAID))
        paces.append(len(house.review.sheet(attempt.id).earlier_paces))
    assert paces == [0, 1, 2]
