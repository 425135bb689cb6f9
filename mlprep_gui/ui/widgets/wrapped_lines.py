"""Lines of a list that wrap where the style leaves them less room than the list is wide."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

_PADDING = 22
"""What the style sheet and Qt leave free on both sides together, in pixels."""


class WrappedLines(QStyledItemDelegate):
    """Asks for the height that a line needs within its padding.

    Qt measures a line over the whole width of the list, and a style sheet then draws it within
    the padding: a line that only nearly fits would lose its last words.
    """

    def sizeHint(  # noqa: N802  Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """See Qt."""
        narrow = QStyleOptionViewItem(option)
        narrow.rect.setWidth(max(1, narrow.rect.width() - _PADDING))
        return super().sizeHint(narrow, index)
