"""Questions of the user's own: proposed from a model answer, checked, kept and deleted."""

from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.question_editing import new_id
from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.services.ports import OwnPacks, PackProblem

_NO_TOPIC = "My questions"
_LONGEST_TITLE = 60


class OwnQuestionDesk:
    """Used on the storage thread.

    Args:
        packs: where the questions are kept.
        bank: the questions in use; its model answers tell common words from rare ones.
    """

    def __init__(self, packs: OwnPacks, bank: QuestionBank) -> None:
        self._packs = packs
        self._bank = bank
        self._judge = Judge(bank)

    def own_ids(self) -> frozenset[str]:
        """The ids of the user's own questions."""
        return self._packs.ids()

    def propose(self, question: Question) -> Question:
        """The question with a point for each statement of its model answer.

        What is empty is filled in: the id and the title from the prompt, the topic.
        """
        prompt = question.prompt.strip()
        title = question.title.strip() or prompt[:_LONGEST_TITLE].strip()
        taken = {known.id for known in self._bank} | self._packs.ids()
        return self._judge.propose(
            Question(
                id=question.id or new_id(title, taken),
                topic=question.topic.strip() or _NO_TOPIC,
                title=title,
                prompt=prompt,
                model_answer=question.model_answer.strip(),
                points=(),
                mistakes=(),
                time_limit_s=question.time_limit_s,
                word_sets=question.word_sets,
            )
        )

    def check(self, question: Question) -> tuple[PackProblem, ...]:
        """What is wrong with a question; raises as ``OwnPacks.check``."""
        return self._packs.check(question)

    def save(self, question: Question) -> Question:
        """Keep a question; raises as ``OwnPacks.save``."""
        return self._packs.save(question)

    def delete(self, question_id: str) -> None:
        """Delete a question of the user's own; raises as ``OwnPacks.delete``."""
        self._packs.delete(question_id)
