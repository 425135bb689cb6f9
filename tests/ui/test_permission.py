"""How the system is asked for the microphone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMicrophonePermission, QObject, QPermission, Qt
from PySide6.QtWidgets import QApplication

from mlprep_gui.ui.permission import MicrophonePermission

Status = Qt.PermissionStatus


class Answer(QPermission):
    """What a system says after it has asked the user."""

    def __init__(self, status: Status) -> None:
        super().__init__()
        self._status = status

    def status(self) -> Status:
        return self._status


class StrictOffice:
    """A system that knows permissions, as macOS does."""

    def __init__(self, status: Status) -> None:
        self.known = status
        self.asked: list[Callable[[QPermission], None]] = []

    def checkPermission(self, permission: QMicrophonePermission, /) -> Status:  # noqa: N802  Qt's
        assert isinstance(permission, QMicrophonePermission)
        return self.known

    def requestPermission(  # noqa: N802  Qt's name
        self,
        permission: QMicrophonePermission,
        context: QObject,
        functor: Callable[[QPermission], None],
        /,
    ) -> None:
        assert isinstance(permission, QMicrophonePermission)
        assert isinstance(context, QObject)
        self.asked.append(functor)


@pytest.mark.parametrize(("status", "granted"), [(Status.Granted, True), (Status.Denied, False)])
def test_what_is_known_is_told_at_once(status: Status, granted: bool) -> None:
    office, told = StrictOffice(status), list[bool]()
    MicrophonePermission(office).ask(told.append)
    assert told == [granted]
    assert office.asked == []


@pytest.mark.parametrize(("status", "granted"), [(Status.Granted, True), (Status.Denied, False)])
def test_the_user_is_asked_the_first_time(status: Status, granted: bool) -> None:
    office, told = StrictOffice(Status.Undetermined), list[bool]()
    MicrophonePermission(office).ask(told.append)
    assert told == []
    (answer,) = office.asked
    answer(Answer(status))
    assert told == [granted]


def test_the_real_application_can_be_asked(qapp: QApplication) -> None:
    told = list[bool]()
    MicrophonePermission(qapp).ask(told.append)
    # Where the tests run nothing has to be granted, or nobody is there to grant it.
    assert told in ([True], [])
