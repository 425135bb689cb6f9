"""A transcript while it is being corrected: judged as it is typed, kept soon after. No Qt here."""

from collections.abc import Callable

from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.review import ReviewDesk, ReviewSheet


class Draft:
    """One correction of one attempt. Lives on the window's thread.

    Judging takes milliseconds, but typing can be quicker: while one text is judged the ones that
    come are passed over, but for the last.

    Args:
        sheet: the attempt as it is before the correction.
        desk: used on ``storage`` only.
        storage: the worker.
        show: told of each sheet that is newer than the last.
        failed: told why a text could not be kept; it is tried again with the next ``keep``.
    """

    def __init__(
        self,
        sheet: ReviewSheet,
        desk: ReviewDesk,
        storage: Background,
        show: Callable[[ReviewSheet], None],
        failed: Callable[[Fault], None],
    ) -> None:
        self._sheet = sheet
        self._before = sheet.own.correction
        self._desk = desk
        self._storage = storage
        self._show = show
        self._failed = failed
        self._text: str | None = None
        self._kept: str | None = None
        self._is_judging = False

    @property
    def correction(self) -> str | None:
        """What is kept of the latest text, None where it is as recognised."""
        return self._before if self._text is None else correction_of(self._sheet, self._text)

    @property
    def is_other(self) -> bool:
        """Whether the text is another one than before."""
        return self.correction != self._before

    def rewrite(self, text: str) -> None:
        """Judge another text."""
        self._text = text
        if not self._is_judging:
            self._judge()

    def finish(self, done: Callable[[], None]) -> None:
        """Keep the latest text, and call ``done`` once that has succeeded."""
        self.keep()
        text = self._text
        # Behind whatever is being kept; it may have failed by then.
        self._storage.run(
            lambda: None, lambda _none: done() if self._kept == text else None, self._failed
        )

    def keep(self) -> None:
        """Keep the latest text, unless that has been done."""
        text = self._text
        if text is None or text == self._kept:
            return
        before, self._kept = self._kept, text
        correction = correction_of(self._sheet, text)

        def failed(fault: Fault) -> None:
            self._kept = before
            self._failed(fault)

        self._storage.run(
            lambda: self._desk.correct(self._sheet.attempt.id, correction),
            lambda sheet: self._on_sheet(text, sheet),
            failed,
        )

    def _judge(self) -> None:
        text = self._text
        assert text is not None
        self._is_judging = True
        self._storage.run(
            lambda: self._desk.judge_text(self._sheet, text),
            lambda sheet: self._on_judged(text, sheet),
            self._failed,
        )

    def _on_judged(self, text: str, sheet: ReviewSheet) -> None:
        self._is_judging = False
        self._show(sheet)
        if self._text != text:
            self._judge()

    def _on_sheet(self, text: str, sheet: ReviewSheet) -> None:
        self._sheet = sheet
        if text == self._text:
            self._show(sheet)


def correction_of(sheet: ReviewSheet, text: str) -> str | None:
    """What to keep of a text: None where it is what was recognised, up to white space."""
    recognised = [word.text for word in sheet.recognised.words]
    return None if text.split() == recognised else text
