"""The questions in force while the program runs: the one place that knows them all."""

from collections.abc import Iterator

from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.services.ports.texts import LoadedBank, PackProblem, QuestionSource


class QuestionShelf:
    """Read on any thread, read anew on the storage thread.

    The bank itself never changes; another one takes its place in one step. So whoever goes through
    the questions sees those of one moment.

    Args:
        source: the packs.
        loaded: what was read of them already; None to begin with nothing.
    """

    def __init__(self, source: QuestionSource, loaded: LoadedBank | None = None) -> None:
        self._source = source
        self._loaded = loaded or LoadedBank(QuestionBank(()))

    @property
    def bank(self) -> QuestionBank:
        """The questions of this moment, as they are now."""
        return self._loaded.bank

    @property
    def problems(self) -> tuple[PackProblem, ...]:
        """What could not be read."""
        return self._loaded.problems

    def reload(self) -> LoadedBank:
        """Read all packs again; a question that has not changed stays the same object."""
        fresh, before = self._source.load(), self._loaded.bank
        kept = (before.find(question.id) for question in fresh.bank)
        bank = QuestionBank(
            tuple(
                known if known == question and known is not None else question
                for known, question in zip(kept, fresh.bank, strict=True)
            )
        )
        self._loaded = LoadedBank(bank, fresh.problems)
        return self._loaded

    def __iter__(self) -> Iterator[Question]:
        return iter(self.bank)

    def __len__(self) -> int:
        return len(self.bank)

    def __contains__(self, question_id: object) -> bool:
        return question_id in self.bank

    def topics(self) -> tuple[tuple[str, tuple[Question, ...]], ...]:
        """See ``QuestionBank``."""
        return self.bank.topics()

    def find(self, question_id: str) -> Question | None:
        """See ``QuestionBank``."""
        return self.bank.find(question_id)

    def get(self, question_id: str) -> Question:
        """See ``QuestionBank``."""
        return self.bank.get(question_id)
