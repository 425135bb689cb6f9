"""Tells those who cannot see the window what has changed in it."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say ``text`` when it has time."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
