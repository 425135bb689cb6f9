"""What the progress page shows of which answers; no Qt here."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.questions import Questions
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.records.history import HistoryDesk
from mlprep_gui.services.records.progress import ProgressDesk
from mlprep_gui.services.transcription import TranscriptionNews
from mlprep_gui.ui.charts.picture import Picture
from mlprep_gui.ui.pages.progress.pictures import draw_progress
from mlprep_gui.ui.pages.progress.weak_lines import WeakLine, write_weak_lines

_WEAK_AT_MOST = 20
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class ProgressTools:
    """What the progress page works with.

    Attributes:
        progress, history: used on ``storage`` only.
        bank: topics and titles.
        storage: the worker.
    """

    progress: ProgressDesk
    history: HistoryDesk
    bank: Questions
    storage: Background


class Scope(StrEnum):
    """Whose answers are looked at."""

    ALL = "all"
    TOPIC = "topic"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants to see; ``name`` is the topic, or the question's id."""

    scope: Scope = Scope.ALL
    name: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows.

    Attributes:
        wish: of which answers.
        choices: topics or questions to choose from, value and text.
        answers: how many were judged.
        pictures: the charts, in order.
        weak: the points that are missed most, the first one most.
    """

    wish: Wish
    choices: tuple[tuple[str, str], ...]
    answers: int
    pictures: tuple[Picture, ...]
    weak: tuple[WeakLine, ...]


class ProgressScreen(Protocol):
    """What the presenter tells the page."""

    def show_progress(self, shown: Shown) -> None:
        """Show this."""

    def show_fault(self, fault: Fault) -> None:
        """Say that it could not be read."""


class ProgressPresenter:
    """The state of the progress page; lives on the window's thread.

    One reading is under way at a time. What was asked for meanwhile is read after it.
    """

    def __init__(self, tools: ProgressTools, screen: ProgressScreen) -> None:
        self._tools = tools
        self._screen = screen
        self._wish = Wish()
        self._is_reading = False
        self._is_stale = False

    def refresh(self) -> None:
        """Read anew what is shown."""
        self._is_stale = True
        self._read()

    def choose_scope(self, scope: Scope) -> None:
        """Look at all answers, or at those to a topic or a question; the first one at first."""
        if scope is not self._wish.scope:
            self._wish = Wish(scope)
            self.refresh()

    def choose(self, name: str) -> None:
        """Look at this topic or question."""
        self._wish = Wish(self._wish.scope, name)
        self.refresh()

    def take_news(self, news: TranscriptionNews) -> None:
        """Another answer was written down."""
        if news.attempt.state is AttemptState.TRANSCRIBED:
            self.refresh()

    def _read(self) -> None:
        if self._is_reading or not self._is_stale:
            return
        self._is_reading, self._is_stale = True, False
        wish, tools = self._wish, self._tools
        self._tools.storage.run(lambda: read_progress(tools, wish), self._on_read, self._on_failed)

    def _on_read(self, shown: Shown) -> None:
        self._is_reading = False
        if not self._is_stale:
            self._wish = shown.wish
            self._screen.show_progress(shown)
        self._read()

    def _on_failed(self, fault: Fault) -> None:
        self._is_reading = False
        self._screen.show_fault(fault)
        self._read()


def read_progress(tools: ProgressTools, wish: Wish) -> Shown:
    """Everything that is shown for a wish; on the storage thread."""
    ids = tools.history.practised()
    practised = [question for question in tools.bank if question.id in ids]
    choices: Sequence[tuple[str, str]] = ()
    if wish.scope is Scope.TOPIC:
        topics = sorted({question.topic for question in practised}, key=str.casefold)
        choices = [(topic, topic) for topic in topics]
    elif wish.scope is Scope.QUESTION:
        choices = sorted(((q.id, q.title) for q in practised), key=lambda pair: pair[1].casefold())
    names = [value for value, _text in choices]
    if wish.scope is not Scope.ALL and wish.name not in names:
        wish = Wish(wish.scope, names[0] if names else "")
    weak = tools.progress.weak_points(_ALL)
    if wish.scope is Scope.TOPIC:
        progress = tools.progress.of_topic(wish.name)
        weak = tuple(point for point in weak if point.question.topic == wish.name)
    elif wish.scope is Scope.QUESTION:
        progress = tools.progress.of_question(wish.name)
        weak = tuple(point for point in weak if point.question.id == wish.name)
    else:
        progress = tools.progress.overall()
    return Shown(
        wish,
        tuple(choices),
        progress.answers,
        draw_progress(progress),
        write_weak_lines(weak[:_WEAK_AT_MOST]),
    )
