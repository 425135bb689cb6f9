"""How far a file is that is being read, with the real files but without a window."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mlprep_gui.domain.attempts import AnswerSource, Attempt
from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.answers import AnswerBook
from mlprep_gui.ui.pages.practice.contents import Notice
from mlprep_gui.ui.pages.practice.intake import Intake
from tests.services.conftest import NETS, House, write_tone

Take = Callable[[AnswerBook], Attempt]


class Desk:
    """An intake whose worker does its work when it is told to."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.ended: list[Attempt | Notice] = []
        self.intake = Intake(self._take_in, self.ended.append)
        self.work: Callable[[], None] = lambda: None

    def _take_in(
        self, take: Take, then: Callable[[Attempt], None], failed: Callable[[Fault], None]
    ) -> None:
        def work() -> None:
            try:
                attempt = take(self.house.answers)
            except Fault as fault:
                failed(fault)
            else:
                then(attempt)

        self.work = work

    def sentence(self) -> str:
        view = self.intake.view()
        return "" if view is None else view.sentence


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)


def test_a_file_becomes_an_answer(desk: Desk, tmp_path: Path) -> None:
    assert desk.intake.view() is None
    desk.intake.begin(NETS, write_tone(tmp_path / "answer.wav", 2.0), 120.0)
    assert desk.intake.is_busy
    view = desk.intake.view()
    assert view is not None
    assert (view.title, view.fraction) == ("Reading answer.wav", None)
    desk.work()
    (attempt,) = desk.ended
    assert isinstance(attempt, Attempt)
    assert attempt.source is AnswerSource.FILE
    assert attempt.duration_s == pytest.approx(2.0, abs=0.05)
    assert not desk.intake.is_busy


def test_progress_is_shown_while_it_is_read(desk: Desk, tmp_path: Path) -> None:
    desk.intake.begin(NETS, tmp_path / "talk.m4a", 120.0)
    desk.intake.tell(30.0, 0.0)
    assert desk.sentence() == "0:30 read"
    desk.intake.tell(30.0, 120.0)
    assert desk.sentence() == "0:30 of 2:00 read"
    view = desk.intake.view()
    assert view is not None
    assert view.fraction == 0.25


def test_what_is_called_off_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.intake.begin(NETS, write_tone(tmp_path / "answer.wav", 2.0), 120.0)
    desk.intake.cancel()
    assert desk.sentence() == "Cancelling…"
    desk.work()
    (notice,) = desk.ended
    assert isinstance(notice, Notice)
    assert notice.sentence == "answer.wav was not taken over."
    assert list(desk.house.folder.path.iterdir()) == []


def test_what_is_no_sound_is_named(desk: Desk, tmp_path: Path) -> None:
    letter = tmp_path / "letter.wav"
    letter.write_text("Dear Sir or Madam")
    desk.intake.begin(NETS, letter, 120.0)
    desk.work()
    (notice,) = desk.ended
    assert isinstance(notice, Notice)
    assert str(letter) in notice.sentence
    assert notice.tone == "bad"
