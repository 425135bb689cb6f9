"""What becomes of recordings that the database does not know, or that were thrown away."""

from dataclasses import replace
from pathlib import Path

import pytest

from mlprep_gui.adapters.audio.files import SoundFiles
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.domain.preferences import Retention
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.answers import (
    UNKNOWN_QUESTION,
    AnswerBook,
    RecordingsFolder,
    Recovery,
    name_recording,
    question_of,
)
from mlprep_gui.services.ports.sound import RecordingReport
from mlprep_gui.services.ports.storage import AttemptStore
from mlprep_gui.services.records.history import HistoryDesk
from mlprep_gui.services.records.retention import RetentionDesk
from tests.services.conftest import NETS, House, write_tone


def said(house: House, seconds: float = 0.5) -> Attempt:
    """An answer that was recorded to its end."""
    attempt = house.answers.begin(NETS, 90.0)
    write_tone(house.folder.path_of(attempt), seconds)
    return house.answers.hand_over(attempt, RecordingReport(seconds, 0.5, 0))


@pytest.mark.parametrize(
    "question", ["nets", "a.b", "my own/question?", "Überanpassung", ".hidden", "100 %"]
)
def test_a_recordings_name_tells_its_question(question: str) -> None:
    name = name_recording("0a1b", question)
    assert Path(name).name == name
    assert question_of(name) == question


def test_a_question_that_no_name_can_hold_is_not_told() -> None:
    name = name_recording("0a1b", "a very long name " * 40)
    assert len(name) < 255
    assert question_of(name) == UNKNOWN_QUESTION


class TestStrays:
    """Recordings without a row."""

    def test_one_becomes_an_answer_to_its_question_again(self, house: House) -> None:
        # As after going on with a copy of the database from before the answer.
        lost = said(house, 2.0)
        house.store.remove(lost.id)
        (found,) = house.answers.recover().found
        assert house.store.get(found.id) == found
        assert (found.question_id, found.state) == ("nets", AttemptState.RECORDED)
        assert found.duration_s == pytest.approx(2.0, abs=0.01)
        assert house.folder.path_of(found).exists()
        assert house.answers.recover() == Recovery()

    def test_one_without_a_question_in_its_name_is_found_too(self, house: House) -> None:
        write_tone(house.folder.path / "0123456789abcdef.wav", 1.0)
        (found,) = house.answers.recover().found
        assert found.question_id == UNKNOWN_QUESTION
        assert house.review.sheet(found.id).attempt == found

    def test_what_the_user_deleted_but_may_take_back_is_none(self, house: House) -> None:
        attempt = said(house)
        history = SqliteHistoryStore(house.store._database)
        history.remove((attempt.id,), house.clock.now())
        assert house.answers.recover() == Recovery()

    def test_one_that_cannot_be_read_stays_where_it_is(self, house: House) -> None:
        file = house.folder.path / name_recording("b", "nets")
        file.write_bytes(b"\x00" * 4096)
        assert house.answers.recover() == Recovery()
        assert file.exists()

    def test_other_files_are_none(self, house: House) -> None:
        (house.folder.path / "letter.txt").write_text("Dear Sir or Madam")
        (house.folder.path / "folder.wav").mkdir()
        assert house.answers.recover() == Recovery()

    def test_the_rest_of_an_import_that_was_cut_off_goes(self, house: House) -> None:
        part = write_tone(house.folder.path / f"{name_recording('b', 'nets')}.part", 1.0)
        assert house.answers.recover() == Recovery()
        assert not part.exists()

    def test_an_import_that_was_killed_before_its_row_is_found(
        self, house: House, tmp_path: Path
    ) -> None:
        house.answers.take_in(NETS, write_tone(tmp_path / "talk.wav", 1.0), 90.0)
        (found,) = house.answers.recover().found
        assert found.question_id == "nets"


class Dies(Exception):
    """The process is killed here."""


class TestKilledWhileDiscarding:
    """Everything of an answer is there afterwards, or nothing."""

    @pytest.fixture(params=["before the file", "before the row", "before the end"])
    def dying(
        self, request: pytest.FixtureRequest, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> Attempt:
        attempt = said(house)

        def die(*_arguments: object) -> None:
            raise Dies

        kind, step = {
            "before the file": (RecordingsFolder, "put_aside"),
            "before the row": (type(house.store), "remove"),
            "before the end": (RecordingsFolder, "clear"),
        }[request.param]
        with monkeypatch.context() as patch:
            patch.setattr(kind, step, die)
            with pytest.raises(Dies):
                house.answers.discard(attempt)
        return attempt

    def test_all_or_nothing(self, house: House, dying: Attempt) -> None:
        assert house.answers.recover() == Recovery()
        is_known = bool(house.store.recordings())
        assert is_known == house.folder.path_of(dying).exists()
        assert len(list(house.folder.path.iterdir())) == int(is_known)
        assert len(house.store.history()) == int(is_known)

    def test_where_nothing_was_done_all_can_be_discarded_again(
        self, house: House, dying: Attempt
    ) -> None:
        house.answers.recover()
        if house.store.recordings():
            house.answers.discard(dying)
        assert list(house.folder.path.iterdir()) == []
        assert house.store.history() == ()


def test_a_recording_that_cannot_be_moved_keeps_its_row(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = said(house)

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Fault) as caught:
        house.answers.discard(attempt)
    assert caught.value.code is FaultCode.FOLDER_UNUSABLE
    assert house.store.get(attempt.id) == attempt


class TestOutlines:
    """A recording's outline goes with it."""

    @pytest.fixture
    def outlines(self, tmp_path: Path) -> Path:
        return tmp_path / "outlines"

    @pytest.fixture
    def shown(self, house: House, outlines: Path) -> Attempt:
        """An answer whose outline was looked at; the house forgets outlines from here on."""
        files = SoundFiles(outlines)
        house.folder = RecordingsFolder(house.folder.path, files.forget)
        house.answers = AnswerBook(house.store, files, house.folder, house.clock, lambda: "shown")
        attempt = said(house)
        files.peaks(house.folder.path_of(attempt))
        assert len(list(outlines.iterdir())) == 1
        return attempt

    def test_when_it_is_discarded(self, house: House, shown: Attempt, outlines: Path) -> None:
        house.answers.discard(shown)
        assert list(outlines.iterdir()) == []

    def test_when_its_deletion_is_final(self, house: House, shown: Attempt, outlines: Path) -> None:
        history = SqliteHistoryStore(house.store._database)
        desk = HistoryDesk(history, house.store, house.folder, house.bank, house.clock)
        desk.delete([shown.id])
        assert len(list(outlines.iterdir())) == 1
        assert desk.forget_deleted() == 1
        assert list(outlines.iterdir()) == []

    def test_when_its_time_is_over(self, house: House, shown: Attempt, outlines: Path) -> None:
        write_down(house.store, house, shown)
        house.clock.passed_s = 4 * 24 * 3600.0
        history = SqliteHistoryStore(house.store._database)
        desk = RetentionDesk(history, house.store, house.folder, house.clock)
        assert desk.apply(Retention.DAYS_3).recordings == 1
        assert list(outlines.iterdir()) == []


def write_down(store: AttemptStore, house: House, attempt: Attempt) -> None:
    """Give an answer a transcript."""
    transcript = Transcript.typed("Outputs become zero.")
    done = replace(attempt, state=AttemptState.TRANSCRIBED, engine="scripted")
    store.finish(done, transcript, house.review.judge(NETS, transcript))
