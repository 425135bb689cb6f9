"""Tab's way through a widget: the way of the eye, also where things are built anew."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def order_tabs(ground: QWidget) -> None:
    """Have Tab go through the controls of a widget in the order in which its layouts hold them.

    Qt's own order is that in which the controls were made.
    """
    for one, other in pairwise(_controls_of(ground)):
        QWidget.setTabOrder(one, other)


def focus_first(ground: QWidget) -> None:
    """Put the focus on a widget, or on the first control in it."""
    next(_controls_of(ground)).setFocus()


def _controls_of(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
        return
    inner = widget.widget() if isinstance(widget, QScrollArea) else None
    if inner is not None:
        yield from _controls_of(inner)
    layout = widget.layout()
    if layout is not None:
        yield from _controls_in(layout)


def _controls_in(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from _controls_of(widget)
        elif inner is not None:
            yield from _controls_in(inner)
