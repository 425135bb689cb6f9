"""``mlprep score --batch``: many answers, to the bank's questions or to questions of one's own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from mlprep_gui.domain.coverage.judge import Judge
from mlprep_gui.domain.errors import Fault, FaultCode, InputFault
from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.services.documents import Document, score_document


class BatchLine(msgspec.Struct, frozen=True):
    """One answer, either to a question of the bank or to a prompt with its model answer."""

    id: str
    text: str
    question: str | None = None
    prompt: str = ""
    model_answer: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """What could be read of a batch.

    Attributes:
        answers: in the order of the lines, up to the first that is broken.
        fault: what is wrong with that line; None where all are well.
    """

    answers: tuple[BatchLine, ...]
    fault: Fault | None


def read_batch(lines: Iterable[str], name: str) -> Batch:
    """Read the lines; blank ones are passed over. ``name`` is the file's, for the fault."""
    decoder = msgspec.json.Decoder(BatchLine)
    answers: list[BatchLine] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            answer = decoder.decode(line)
            if answer.question is None and answer.model_answer is None:
                reason = "it needs either “question” or “prompt” and “model_answer”"
                raise msgspec.ValidationError(reason)
        except msgspec.MsgspecError as error:
            code = FaultCode.MALFORMED_BATCH_LINE
            return Batch(
                tuple(answers), InputFault(code, path=name, line=number, reason=str(error))
            )
        answers.append(answer)
    return Batch(tuple(answers), None)


def score_answers(answers: tuple[BatchLine, ...], bank: QuestionBank) -> Iterator[Document]:
    """One document an answer; raises InputFault for an unknown question.

    An answer to a question of one's own also gets "coverage", 0 to 1. What is common in the whole
    batch weighs little there, so its texts are looked at together.
    """
    shipped, own = Judge(bank), _OwnQuestions(answers)
    for answer in answers:
        if answer.question is not None:
            yield score_document(answer.id, shipped.judge(bank.get(answer.question), answer.text))
        else:
            yield own.score(answer)


class _OwnQuestions:
    """The questions of a batch that are in no bank, each with points proposed once."""

    def __init__(self, answers: tuple[BatchLine, ...]) -> None:
        self._judge = Judge()
        self._background = tuple(
            dict.fromkeys(
                text
                for answer in answers
                if answer.model_answer is not None
                for text in (answer.model_answer, answer.text)
            )
        )
        self._questions: dict[tuple[str, str], Question] = {}

    def score(self, answer: BatchLine) -> Document:
        question = self._question(answer.prompt, answer.model_answer or "")
        document = score_document(answer.id, self._judge.judge(question, answer.text))
        document["question"] = None
        document["coverage"] = round(self._judge.soft_coverage(question, answer.text), 4)
        return document

    def _question(self, prompt: str, model_answer: str) -> Question:
        known = self._questions.get((prompt, model_answer))
        if known is None:
            bare = Question(
                id=f"own-{len(self._questions) + 1}",
                topic="",
                title="",
                prompt=prompt,
                model_answer=model_answer,
                points=(),
            )
            known = self._judge.propose(bare, self._background)
            self._questions[prompt, model_answer] = known
        return known
