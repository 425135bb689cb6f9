"""Whether the system lets this program use the microphone, and how it is asked for that."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QMicrophonePermission, QObject, QPermission, Qt

Status = Qt.PermissionStatus


class PermissionOffice(Protocol):
    """What grants permissions; Qt's application object does, under these very names."""

    def checkPermission(self, permission: QMicrophonePermission, /) -> Status:  # noqa: N802  Qt's
        """How it stands, without asking anybody."""

    def requestPermission(  # noqa: N802  Qt's name
        self,
        permission: QMicrophonePermission,
        context: QObject,
        functor: Callable[[QPermission], None],
        /,
    ) -> None:
        """Ask the user, and tell the outcome later."""


class MicrophonePermission(QObject):
    """Asks once, at the first recording; systems that know no permissions grant it at once.

    Args:
        office: the application.
    """

    def __init__(self, office: PermissionOffice) -> None:
        super().__init__()
        self._office = office

    def ask(self, then: Callable[[bool], None]) -> None:
        """Tell ``then`` whether the microphone may be used; at once where that is known."""
        wanted = QMicrophonePermission()
        status = self._office.checkPermission(wanted)
        if status is not Status.Undetermined:
            then(status is Status.Granted)
            return
        self._office.requestPermission(
            wanted, self, lambda answer: then(answer.status() is Status.Granted)
        )
