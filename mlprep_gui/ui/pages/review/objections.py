"""What the user says against single verdicts, and the alias that may follow from it. No Qt here."""

from collections.abc import Callable

from mlprep_gui.domain.aliases import MOST_WORDS, AliasProblem, make_alias, rank_terms
from mlprep_gui.domain.errors import Fault
from mlprep_gui.services.ports.storage import OwnVerdict
from mlprep_gui.services.review import ReviewSheet
from mlprep_gui.ui.pages.review.visit import Lesson, ReviewTools, Visit


class Objections:
    """The way of "I did say that" and its opposite. Lives on the window's thread.

    Args:
        tools: see there.
        visit: the attempt that is open.
        show: takes a new sheet.
        failed: takes a fault.
        changed: something else is to be shown.
    """

    def __init__(
        self,
        tools: ReviewTools,
        visit: Callable[[], Visit | None],
        show: Callable[[ReviewSheet], None],
        failed: Callable[[Fault], None],
        changed: Callable[[], None],
    ) -> None:
        self._tools = tools
        self._visit = visit
        self._show = show
        self._failed = failed
        self._changed = changed

    def mark(self, point_id: str) -> None:
        """Ask for the words in which a point was said."""
        here = self._visit()
        if here is not None:
            here.marking = point_id
            here.lesson = None
            self._changed()

    def leave_marking(self) -> None:
        """The user does not want to say anything after all."""
        self.mark("")

    def insist(self, marked: tuple[int, int] | None) -> None:
        """The point was said, in the marked characters of the transcript if there are any."""
        here = self._visit()
        if here is None or here.sheet is None or not here.marking:
            return
        point_id, here.marking = here.marking, ""
        if marked is None:
            self._overrule(here, point_id, OwnVerdict(said=True))
            return
        start, end = _whole_words(here.sheet, *marked)
        heard = here.sheet.transcript.text[start:end]
        here.lesson = _lesson(here.sheet, point_id, heard)
        self._overrule(here, point_id, OwnVerdict(said=True, start=start, end=end, heard=heard))

    def deny(self, point_id: str) -> None:
        """The point was not said, whatever was computed."""
        here = self._visit()
        if here is not None:
            self._overrule(here, point_id, OwnVerdict(said=False))

    def take_back(self, point_id: str) -> None:
        """Let the computed verdict stand again."""
        here = self._visit()
        if here is not None:
            if here.lesson is not None and here.lesson.point_id == point_id:
                here.lesson = None
            self._overrule(here, point_id, None)

    def teach(self, heard: str, term: str) -> None:
        """Read what was heard as the term from now on, unless that would make nonsense count."""
        here = self._visit()
        if here is None or here.lesson is None:
            return
        lesson, attempt_id = here.lesson, here.attempt_id
        alias = make_alias(heard, term)

        def work() -> tuple[AliasProblem | None, ReviewSheet]:
            problem = self._tools.aliases.add(alias)
            return problem, self._tools.desk.sheet(attempt_id)

        def then(outcome: tuple[AliasProblem | None, ReviewSheet]) -> None:
            problem, sheet = outcome
            refused = Lesson(lesson.point_id, heard, lesson.terms, problem)
            here.lesson = None if problem is None else refused
            self._show(sheet)

        self._changed()
        self._tools.storage.run(work, then, self._failed)

    def leave_lesson(self) -> None:
        """Nothing is to be learnt from it."""
        here = self._visit()
        if here is not None:
            here.lesson = None
            self._changed()

    def _overrule(self, here: Visit, point_id: str, own: OwnVerdict | None) -> None:
        # First what is told, so that a correction in the making is kept before.
        self._changed()
        self._tools.storage.run(
            lambda: self._tools.desk.overrule(here.attempt_id, point_id, own),
            self._show,
            self._failed,
        )


def _whole_words(sheet: ReviewSheet, start: int, end: int) -> tuple[int, int]:
    """The marked characters, widened to whole words."""
    touched = [
        (first, last)
        for _, first, last in sheet.transcript.word_offsets()
        if first < end and last > start
    ]
    return (touched[0][0], touched[-1][1]) if touched else (start, start)


def _lesson(sheet: ReviewSheet, point_id: str, heard: str) -> Lesson | None:
    terms = rank_terms(heard, sheet.question.point(point_id).terms)
    is_short = 0 < len(heard.split()) <= MOST_WORDS
    is_known = any(make_alias(heard, term).heard == make_alias("", term).term for term in terms)
    if sheet.recognised.engine == "typed" or is_known or not heard:
        return None
    return Lesson(point_id, heard if is_short else "", terms)
