"""Types into the preparation page, says when that is kept, and goes on until it is killed.

``python -m tests.ui.pages.typing_child DATABASE TEXT``
"""

import gc
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit

from mlprep_gui.domain.preferences import Appearance
from mlprep_gui.ui.pages.preparation.page import PreparationPage
from mlprep_gui.ui.theme import Theme
from tests.ui.pages.interview_pages import open_office


def main(path: Path, text: str) -> None:
    gc.disable()
    application = QApplication([])
    theme = Theme(application)
    theme.apply(Appearance.LIGHT, 1.0)
    with open_office(path, theme) as office:
        page = PreparationPage(office.services, office.storage, office.icons)
        page.show()
        page.open_set("", "debrief")
        is_typed = False
        look = QTimer()

        def step() -> None:
            nonlocal is_typed
            fields = [f for f in page.findChildren(QPlainTextEdit) if f.isVisible()]
            if fields and not is_typed:
                is_typed = True
                QTest.keyClicks(fields[0], text)
            names = {b.accessibleName() for b in page.findChildren(QAbstractButton)}
            if "Undo the change of the debrief" in names:
                print("kept", flush=True)  # noqa: T201  for the test
                look.stop()

        look.timeout.connect(step)
        look.start(10)
        application.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
