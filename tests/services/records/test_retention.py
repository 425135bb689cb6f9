"""Which recordings go when their time is over, and which never do."""

from datetime import timedelta
from pathlib import Path

import pytest

from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.domain.attempts import Attempt, AttemptState
from mlprep_gui.domain.preferences import Retention
from mlprep_gui.domain.transcripts import Transcript
from mlprep_gui.services.records.retention import Freed, RetentionDesk
from tests.services.conftest import NETS, House, write_tone


@pytest.fixture
def desk(house: House) -> RetentionDesk:
    history = SqliteHistoryStore(house.store._database)
    return RetentionDesk(history, house.store, house.folder, house.clock)


@pytest.fixture
def written(house: House, tmp_path: Path) -> Attempt:
    """An answer that was recorded and written down."""
    tone = write_tone(tmp_path / "tone.wav", 0.2)
    recorded = house.answers.import_recording(NETS, tone, 60.0)
    under_way = recorded.moved(AttemptState.QUEUED).moved(AttemptState.TRANSCRIBING)
    house.store.save(under_way)
    return house.review.keep_transcript(under_way, Transcript.typed("some words"))


@pytest.mark.parametrize(
    ("kept", "days"),
    [(Retention.DAYS_3, 3), (Retention.WEEKS_2, 14), (Retention.MONTHS_3, 91)],
)
def test_the_sound_goes_and_the_words_stay(
    house: House, desk: RetentionDesk, written: Attempt, kept: Retention, days: int
) -> None:
    path = house.folder.path_of(written)
    size = path.stat().st_size
    house.clock.moment += timedelta(days=days)
    assert desk.apply(kept) == Freed(0, 0)
    house.clock.moment += timedelta(seconds=1)
    assert desk.preview(kept) == Freed(1, size)
    assert path.exists()
    assert desk.apply(kept) == Freed(1, size)
    assert not path.exists()
    sheet = house.review.sheet(written.id)
    assert (sheet.recording, sheet.attempt.recording) == (None, None)
    assert sheet.transcript.text == "some words"
    assert desk.apply(kept) == Freed(0, 0)


@pytest.mark.usefixtures("written")
def test_for_ever_is_for_ever(house: House, desk: RetentionDesk) -> None:
    house.clock.moment += timedelta(days=10_000)
    assert desk.apply(Retention.FOREVER) == Freed(0, 0)


@pytest.mark.parametrize("state", [AttemptState.RECORDED, AttemptState.QUEUED])
def test_what_was_not_written_down_stays(
    house: House, desk: RetentionDesk, written: Attempt, state: AttemptState
) -> None:
    again = written.moved(AttemptState.QUEUED)
    house.store.save(again if state is AttemptState.QUEUED else again.moved(state))
    house.clock.moment += timedelta(days=10_000)
    assert desk.apply(Retention.DAYS_3) == Freed(0, 0)
    assert house.folder.path_of(written).exists()


def test_killed_in_between_it_goes_on_later(
    house: House, desk: RetentionDesk, written: Attempt
) -> None:
    house.folder.path_of(written).unlink()
    house.clock.moment += timedelta(days=4)
    assert desk.apply(Retention.DAYS_3) == Freed(1, 0)
    assert house.store.get(written.id).recording is None


def test_a_file_that_cannot_be_deleted_waits(
    house: House, desk: RetentionDesk, written: Attempt
) -> None:
    path = house.folder.path_of(written)
    path.unlink()
    path.mkdir()
    house.clock.moment += timedelta(days=4)
    assert desk.apply(Retention.DAYS_3) == Freed(0, 0)
    assert house.store.get(written.id).recording is not None
