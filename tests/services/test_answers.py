"""An answer is kept from the first moment on, and found again after a crash."""

from pathlib import Path

import pytest

from mlprep_gui.domain.attempts import AnswerSource, AttemptState
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.services.answers import Recovery
from mlprep_gui.services.ports.sound import RecordingReport
from tests.services.conftest import NETS, House, write_tone


def test_a_recording_has_a_row_before_it_starts(house: House) -> None:
    attempt = house.answers.begin(NETS, 90.0)
    assert house.store.get(attempt.id) == attempt
    assert attempt.state is AttemptState.RECORDING
    assert attempt.started_at == house.clock.now()
    assert house.folder.path_of(attempt).parent == house.folder.path


def test_a_finished_recording_keeps_its_seconds(house: House) -> None:
    attempt = house.answers.begin(NETS, 90.0)
    done = house.answers.finish(attempt, RecordingReport(12.5, 0.4, 0))
    assert house.store.get(attempt.id) == done
    assert (done.state, done.duration_s) == (AttemptState.RECORDED, 12.5)


def test_a_discarded_answer_leaves_nothing(house: House) -> None:
    attempt = house.answers.begin(NETS, 90.0)
    file = write_tone(house.folder.path_of(attempt), 0.2)
    house.answers.discard(attempt)
    assert not file.exists()
    with pytest.raises(KeyError):
        house.store.get(attempt.id)


def test_an_imported_file_becomes_an_answer(house: House, tmp_path: Path) -> None:
    source = write_tone(tmp_path / "talk.wav", 1.5, rate=44_100)
    attempt = house.answers.import_recording(NETS, source, 120.0)
    assert attempt.source is AnswerSource.FILE
    assert attempt.duration_s == pytest.approx(1.5, abs=0.01)
    assert house.files.duration_s(house.folder.path_of(attempt)) == pytest.approx(1.5, abs=0.01)
    assert source.exists()


def test_a_file_that_is_no_sound_leaves_no_answer(house: House, tmp_path: Path) -> None:
    source = tmp_path / "letter.wav"
    source.write_text("Dear Sir or Madam", encoding="utf-8")
    with pytest.raises(Fault) as caught:
        house.answers.import_recording(NETS, source, 120.0)
    assert caught.value.code is FaultCode.NOT_AUDIO
    assert house.store.history() == ()
    assert list(house.folder.path.iterdir()) == []


def test_a_typed_answer_is_judged_at_once(house: House) -> None:
    attempt = house.answers.type_answer(
        NETS,
        "Each neuron is set to zero.",
        lambda transcript: house.review.judge(NETS, transcript),
    )
    sheet = house.review.sheet(attempt.id)
    assert sheet.attempt.state is AttemptState.TRANSCRIBED
    assert [line.verdict.value for line in sheet.points] == ["covered", "missing"]
    assert sheet.recording is None


def test_a_crash_in_mid_answer_keeps_what_was_recorded(house: House) -> None:
    attempt = house.answers.begin(NETS, 90.0)
    write_tone(house.folder.path_of(attempt), 3.0)
    (saved,) = house.answers.recover().cut_off
    assert saved.id == attempt.id
    assert saved.state is AttemptState.RECORDED
    assert saved.duration_s == pytest.approx(3.0, abs=0.01)
    assert house.answers.recover() == Recovery()


@pytest.mark.parametrize("content", [None, b""])
def test_a_crash_before_the_first_word_leaves_nothing(house: House, content: bytes | None) -> None:
    attempt = house.answers.begin(NETS, 90.0)
    if content is not None:
        house.folder.path_of(attempt).write_bytes(content)
    assert house.answers.recover() == Recovery()
    assert house.store.history() == ()


def test_answers_in_a_folder_that_is_not_there_are_kept_for_later(house: House) -> None:
    attempt = house.answers.begin(NETS, 90.0)
    write_tone(house.folder.path_of(attempt), 1.0)
    away = house.folder.path.rename(house.folder.path.with_name("away"))
    assert house.answers.recover() == Recovery()
    away.rename(house.folder.path)
    assert [saved.id for saved in house.answers.recover().cut_off] == [attempt.id]


def test_it_is_told_which_answers_were_saved(house: House) -> None:
    spoken, silent, other = (house.answers.begin(NETS, 90.0) for _ in range(3))
    for attempt in (spoken, other):
        write_tone(house.folder.path_of(attempt), 1.0)
    assert {saved.id for saved in house.answers.recover().cut_off} == {spoken.id, other.id}
    with pytest.raises(KeyError):
        house.store.get(silent.id)


def test_a_recording_that_cannot_be_read_is_never_thrown_away(house: House) -> None:
    attempt = house.answers.begin(NETS, 90.0)
    file = house.folder.path_of(attempt)
    file.write_bytes(b"\x00" * 4096)
    assert house.answers.recover() == Recovery()
    assert file.exists()
    assert house.store.get(attempt.id) == attempt
