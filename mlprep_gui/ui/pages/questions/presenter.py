"""Which questions are listed, what is open of the chosen one, and how problems read. No Qt."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mlprep_gui.domain.questions import Question, Questions
from mlprep_gui.services.ports.texts import PackProblem

SHOWN_PROBLEMS = 5
"""More than these would push the questions off the page."""

_SAVED = "Saved. You can practise it now."


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
        remark: what else the user should know of it, "" for nothing.
    """

    topics: tuple[Topic, ...]
    chosen: Question | None = None
    points_shown: bool = False
    answer_shown: bool = False
    is_own: bool = False
    remark: str = ""


class QuestionsPresenter:
    """The state of the questions page; ``changed`` means "ask ``view`` again".

    Args:
        bank: the questions in force.
        changed: see above.
    """

    def __init__(self, bank: Questions, changed: Callable[[], None]) -> None:
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
            self._choose(self._bank.find(question_id))

    def show_points(self, shown: bool) -> None:
        """Show or hide the key points."""
        self._show(replace(self._view, points_shown=shown))

    def show_answer(self, shown: bool) -> None:
        """Show or hide the model answer."""
        self._show(replace(self._view, answer_shown=shown))

    def take_own(self, ids: frozenset[str]) -> None:
        """Take over which questions are the user's own."""
        self._own = ids
        self._kept &= ids
        if self._view.chosen is not None:
            self._show(self._describe(self._view, self._view.chosen))

    def keep(self, question: Question) -> None:
        """List a question that was kept, and choose it."""
        self._own |= {question.id}
        self._kept |= {question.id}
        self._words = ""
        self._choose(question)

    def forget(self, question_id: str) -> None:
        """A question is the user's own no more: choose the one in its place."""
        self._own -= {question_id}
        self._kept -= {question_id}
        self.follow_bank()

    def follow_bank(self) -> None:
        """List what there is now; in the place of a question that has gone the next is chosen."""
        before = [question for topic in self._view.topics for question in topic.questions]
        chosen = self._view.chosen
        wanted = None if chosen is None else self._bank.find(chosen.id)
        if wanted is not None and wanted is chosen:
            # What is open of it stays open.
            self._show(replace(self._view, topics=group_by_topic(self._bank, self._words)))
            return
        if wanted is None and chosen is not None:
            ids = [question.id for question in before]
            at = ids.index(chosen.id) if chosen.id in ids else len(ids)
            nearest = (*before[at:], *reversed(before[:at]))
            found = (self._bank.find(question.id) for question in nearest)
            wanted = next((question for question in found if question is not None), None)
        self._choose(wanted or next(iter(self._bank), None))

    def _choose(self, question: Question | None) -> None:
        view = QuestionsView(group_by_topic(self._bank, self._words), question)
        self._show(view if question is None else self._describe(view, question))

    def _describe(self, view: QuestionsView, question: Question) -> QuestionsView:
        return replace(
            view,
            is_own=question.id in self._own,
            remark=_SAVED if question.id in self._kept else "",
        )

    def _show(self, view: QuestionsView) -> None:
        self._view = view
        self._changed()


def group_by_topic(bank: Questions, words: str = "") -> tuple[Topic, ...]:
    """The questions that have all of the words, topics in the order of the bank."""
    wanted = words.casefold().split()
    topics: dict[str, list[Question]] = {}
    for question in bank:
        text = f"{question.topic} {question.title} {question.prompt}".casefold()
        if all(word in text for word in wanted):
            topics.setdefault(question.topic, []).append(question)
    return tuple(Topic(name, tuple(questions)) for name, questions in topics.items())


def write_problems(problems: Sequence[PackProblem]) -> tuple[str, str]:
    """What is wrong in the packs: a sentence, and the problems a line each; "" for none."""
    if not problems:
        return "", ""
    files = len({problem.path for problem in problems})
    sentence = (
        f"{_count(len(problems), 'problem')} in {_count(files, 'question pack')}. "
        "Their questions are left out until the files are mended."
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
