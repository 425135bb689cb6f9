"""Which questions are listed, what is open of the chosen one, and how problems read. No Qt."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.services.ports import LoadedBank, PackProblem

SHOWN_PROBLEMS = 5
"""More than these would push the questions off the page."""

_NEW = "Saved. It will be listed for practising when MLPrep is started again."
_CHANGED = "Saved. The changes count in practising when MLPrep is started again."


@dataclass(frozen=True, slots=True)
class Topic:
    """A heading with its questions."""

    name: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """What there is to show.

    Attributes:
        topics: those with questions that have what is searched for.
        chosen: the question whose details are shown, None for none.
        points_shown, answer_shown: whether the user asked for them; they spoil the practice.
        is_own: whether the chosen question is the user's own, to be edited and deleted.
        is_practisable: whether the running program can ask it.
        remark: what else the user should know of it, "" for nothing.
    """

    topics: tuple[Topic, ...]
    chosen: Question | None = None
    points_shown: bool = False
    answer_shown: bool = False
    is_own: bool = False
    is_practisable: bool = True
    remark: str = ""


class QuestionsPresenter:
    """The state of the questions page; ``changed`` means "ask ``view`` again".

    The bank is read once, when the program starts: a question that is kept or deleted here shows
    on this page at once, and elsewhere after the next start.

    Args:
        bank: what the running program asks.
        changed: see above.
    """

    def __init__(self, bank: QuestionBank, changed: Callable[[], None]) -> None:
        self._in_use = bank
        self._bank = bank
        self._changed = changed
        self._own: frozenset[str] = frozenset()
        self._kept: frozenset[str] = frozenset()
        self._words = ""
        self._view = QuestionsView(group_by_topic(bank), next(iter(bank), None))

    def view(self) -> QuestionsView:
        """What there is to show now."""
        return self._view

    def search(self, words: str) -> None:
        """List only the questions that have all of these words."""
        self._words = words
        self._show(replace(self._view, topics=group_by_topic(self._bank, words)))

    def choose(self, question_id: str) -> None:
        """Show another question, with nothing given away yet."""
        if self._view.chosen is None or self._view.chosen.id != question_id:
            self._choose(self._bank.get(question_id))

    def show_points(self, shown: bool) -> None:
        """Show or hide the key points."""
        self._show(replace(self._view, points_shown=shown))

    def show_answer(self, shown: bool) -> None:
        """Show or hide the model answer."""
        self._show(replace(self._view, answer_shown=shown))

    def take_own(self, ids: frozenset[str]) -> None:
        """Take over which questions are the user's own."""
        self._own = ids | self._kept
        if self._view.chosen is not None:
            self._show(self._describe(self._view, self._view.chosen))

    def keep(self, question: Question) -> None:
        """List a question that was kept, and choose it."""
        others = tuple(known for known in self._bank if known.id != question.id)
        at = next((n for n, q in enumerate(self._bank) if q.id == question.id), len(others))
        self._bank = QuestionBank((*others[:at], question, *others[at:]))
        self._own |= {question.id}
        self._kept |= {question.id}
        self._words = ""
        self._choose(question)

    def forget(self, question_id: str) -> None:
        """List a question no more, and choose the one in its place."""
        ids = [question.id for question in self._bank]
        others = tuple(known for known in self._bank if known.id != question_id)
        at = min(ids.index(question_id), len(others) - 1)
        self._bank = QuestionBank(others)
        self._own -= {question_id}
        self._kept -= {question_id}
        self._choose(others[at] if others else None)

    def _choose(self, question: Question | None) -> None:
        view = QuestionsView(group_by_topic(self._bank, self._words), question)
        self._show(view if question is None else self._describe(view, question))

    def _describe(self, view: QuestionsView, question: Question) -> QuestionsView:
        is_in_use = question.id in self._in_use
        remark = ""
        if question.id in self._kept:
            remark = _CHANGED if is_in_use else _NEW
        return replace(
            view,
            is_own=question.id in self._own,
            is_practisable=is_in_use,
            remark=remark,
        )

    def _show(self, view: QuestionsView) -> None:
        self._view = view
        self._changed()


def group_by_topic(bank: QuestionBank, words: str = "") -> tuple[Topic, ...]:
    """The questions that have all of the words, topics in the order of the bank."""
    wanted = words.casefold().split()
    topics: dict[str, list[Question]] = {}
    for question in bank:
        text = f"{question.topic} {question.title} {question.prompt}".casefold()
        if all(word in text for word in wanted):
            topics.setdefault(question.topic, []).append(question)
    return tuple(Topic(name, tuple(questions)) for name, questions in topics.items())


def write_problems(loaded: LoadedBank) -> tuple[str, str]:
    """What is wrong in the packs: a sentence, and the problems a line each; "" for none."""
    problems = loaded.problems
    if not problems:
        return "", ""
    files = len({problem.path for problem in problems})
    sentence = (
        f"{_count(len(problems), 'problem')} in {_count(files, 'question pack')}. "
        "Their questions are left out until the files are mended and MLPrep is started again."
    )
    return sentence, "\n".join(_list_problems(problems))


def _list_problems(problems: Sequence[PackProblem]) -> Iterator[str]:
    """Each file by its whole name, its problems below it."""
    for path, group in groupby(problems[:SHOWN_PROBLEMS], key=lambda problem: problem.path):
        yield str(path)
        for problem in group:
            yield "  – " + ": ".join(part for part in (problem.place, problem.message) if part)
    left = len(problems) - SHOWN_PROBLEMS
    if left > 0:
        yield f"… and {left} more"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
