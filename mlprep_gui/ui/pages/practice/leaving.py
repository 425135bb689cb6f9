"""What is brought to an end, or asked about, before the window may close."""

from collections.abc import Callable

from mlprep_gui.ui.pages.practice import confirmations
from mlprep_gui.ui.pages.practice.dialogs import PracticeDialogs
from mlprep_gui.ui.pages.practice.presenter import PracticePresenter
from mlprep_gui.ui.pages.practice.state import Mode
from mlprep_gui.ui.pages.practice.typed_answer import TypedAnswerCard


class Leaving:
    """Stands between the window's closing and what is under way on the practice page."""

    def __init__(
        self, presenter: PracticePresenter, dialogs: PracticeDialogs, typed: TypedAnswerCard
    ) -> None:
        self._presenter = presenter
        self._dialogs = dialogs
        self._typed = typed

    def is_held(self, proceed: Callable[[], object]) -> bool:
        """See ``Page.holds_closing``: an answer under way is kept first."""
        do, phase = self._presenter, self._presenter.spoken.phase
        choice = confirmations.BEFORE_QUITTING.get(phase)
        if choice is not None:
            self._dialogs.ask(choice, lambda: do.stop_for(proceed), harms=False)
        elif not do.is_ended:
            do.stop_for(proceed)
        elif do.state().mode is Mode.TYPING and not self._typed.is_empty:
            self._dialogs.ask(confirmations.LOSE_TYPED, lambda: self._drop_typed(proceed))
        else:
            return False
        return True

    def _drop_typed(self, proceed: Callable[[], object]) -> None:
        self._typed.clear()
        proceed()
