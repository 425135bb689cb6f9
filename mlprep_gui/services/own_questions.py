"""Questions of the user's own: proposed from a model answer, checked, kept and practised."""

from dataclasses import replace

from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.question_editing import new_id
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.ports.texts import LoadedBank, OwnPacks, PackProblem
from mlprep_gui.services.question_shelf import QuestionShelf

_NO_TOPIC = "My questions"
_LONGEST_TITLE = 60


class OwnQuestionDesk:
    """Used on the storage thread. What is kept or deleted is in force at once.

    Args:
        packs: where the questions are kept.
        shelf: the questions in force, those of ``packs`` among them; the model answers tell common
            words from rare ones.
    """

    def __init__(self, packs: OwnPacks, shelf: QuestionShelf) -> None:
        self._packs = packs
        self._shelf = shelf
        self._judge = Judge(shelf)

    def own_ids(self) -> frozenset[str]:
        """The ids of the user's own questions."""
        return self._packs.ids()

    def propose(self, question: Question) -> Question:
        """The ``complete`` question with a point for each statement of its model answer."""
        return self._judge.propose(replace(self.complete(question), points=(), mistakes=()))

    def complete(self, question: Question) -> Question:
        """Texts as a pack gives them back, and what is empty filled in.

        The id and the title come from the prompt; a new id is one that nobody has.
        """
        prompt = question.prompt.strip()
        title = question.title.strip() or prompt[:_LONGEST_TITLE].strip()
        taken = {known.id for known in self._shelf} | self._packs.ids()
        return replace(
            question,
            id=question.id or new_id(title, taken),
            topic=question.topic.strip() or _NO_TOPIC,
            title=title,
            prompt=prompt,
            model_answer=question.model_answer.strip(),
        )

    def check(self, question: Question) -> tuple[PackProblem, ...]:
        """What is wrong with a question; raises as ``OwnPacks.check``."""
        return self._packs.check(question)

    def save(self, question: Question) -> Question:
        """Keep a question; raises as ``OwnPacks.save``."""
        kept = self._packs.save(question)
        self._shelf.reload()
        return self._shelf.find(kept.id) or kept

    def delete(self, question_id: str) -> None:
        """Delete a question of the user's own; raises as ``OwnPacks.delete``."""
        self._packs.delete(question_id)
        self._shelf.reload()

    def read_again(self) -> LoadedBank:
        """Read the packs anew, after somebody wrote them by hand."""
        return self._shelf.reload()
