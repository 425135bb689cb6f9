"""File dialogs that do not block the window's events."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_open(parent: QWidget, title: str, filters: str, then: Callable[[Path], None]) -> None:
    """Ask for a file that is there."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(filters)
    _open(dialog, then)


def ask_save(
    parent: QWidget, title: str, filters: str, name: str, then: Callable[[Path], None]
) -> None:
    """Ask for a file to write; ``name`` is proposed, and its ending is used where none is typed."""
    dialog = QFileDialog(parent, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(filters.split(";;"))
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.filterSelected.connect(partial(_follow_filter, dialog))
    _open(dialog, then)


def _follow_filter(dialog: QFileDialog, name_filter: str) -> None:
    """Give the proposed name the ending of the form that the user chose."""
    suffix = name_filter.rpartition("*.")[2].rstrip(")")
    dialog.setDefaultSuffix(suffix)
    for chosen in dialog.selectedFiles()[:1]:
        dialog.selectFile(Path(chosen).with_suffix(f".{suffix}").name)


def _open(dialog: QFileDialog, then: Callable[[Path], None]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
