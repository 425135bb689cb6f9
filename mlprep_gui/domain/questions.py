"""Questions, their key points, and the cues by which a point is heard in an answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from rapidfuzz import process

from mlprep_gui.domain.errors import FaultCode, InputFault

DEFAULT_TIME_LIMIT_S = 120.0


@dataclass(frozen=True, slots=True)
class Cue:
    """A few slots that must occur close together, as its pattern in the pack says.

    The pattern's language is described in ``docs/cues.md``; ``domain.coverage`` compiles it.
    """

    pattern: str


@dataclass(frozen=True, slots=True)
class Keyword:
    """A weighed word of a point that has no cues.

    Attributes:
        alternatives: words or phrases, any of which will do.
        weight: how much it matters within its point; above 0.
    """

    alternatives: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One idea that a good answer states.

    Attributes:
        id: stable within its question; stored with attempts.
        meaning: the idea in one sentence, shown to the user.
        weight: how much it matters, relative to the question's other points; above 0.
        cues: any one that matches carries the point.
        unless: cues that void a match which they touch: right words, other meaning.
        terms: terms of art that hint at the point when a recogniser only spots them.
        keywords: for points of one's own questions: how many of them are said decides where no
            cue does.
    """

    id: str
    meaning: str
    weight: float = 1.0
    cues: tuple[Cue, ...] = ()
    terms: tuple[str, ...] = ()
    unless: tuple[Cue, ...] = ()
    keywords: tuple[Keyword, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """A typical wrong claim, which takes away the points that it contradicts.

    Attributes:
        id: stable within its question.
        correction: one line, shown to the user.
        contradicts: ids of the key points that this claim takes away.
        cues: any one that matches is the claim.
        unless: cues that void a match which they touch.
    """

    id: str
    correction: str
    contradicts: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    unless: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its model answer and what is listened for.

    Attributes:
        id: stable; stored with attempts.
        topic: the heading under which it is listed.
        title: a few words for lists.
        prompt: as an interviewer would say it.
        model_answer: spoken in 60 to 120 seconds.
        points: in the order of the model answer.
        mistakes: typical wrong claims.
        time_limit_s: suggested limit in seconds.
        word_sets: named sets of alternatives that the cues refer to as ``$name``.
    """

    id: str
    topic: str
    title: str
    prompt: str
    model_answer: str
    points: tuple[KeyPoint, ...]
    mistakes: tuple[Mistake, ...] = ()
    time_limit_s: float = DEFAULT_TIME_LIMIT_S
    word_sets: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def point(self, point_id: str) -> KeyPoint:
        """The key point with this id; raises KeyError."""
        for point in self.points:
            if point.id == point_id:
                return point
        raise KeyError(point_id)


class Questions(Protocol):
    """What is read of the questions in force, whether or not they may change meanwhile.

    Who asks for an id and then for its question must heed that it may have gone: ``find`` asks
    once.
    """

    def __iter__(self) -> Iterator[Question]:
        """All questions in their order."""

    def __len__(self) -> int:
        """How many there are."""

    def __contains__(self, question_id: object, /) -> bool:
        """Whether there is a question with this id."""

    def topics(self) -> tuple[tuple[str, tuple[Question, ...]], ...]:
        """See ``QuestionBank``."""

    def find(self, question_id: str) -> Question | None:
        """See ``QuestionBank``."""

    def get(self, question_id: str) -> Question:
        """See ``QuestionBank``."""


@dataclass(frozen=True, slots=True)
class QuestionBank:
    """All questions that can be practised, in their order.

    Attributes:
        questions: unique by id.
    """

    questions: tuple[Question, ...]
    _by_id: dict[str, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {q.id: q for q in self.questions})

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions)

    def __len__(self) -> int:
        return len(self.questions)

    def __contains__(self, question_id: object) -> bool:
        return question_id in self._by_id

    def topics(self) -> tuple[tuple[str, tuple[Question, ...]], ...]:
        """Topics with their questions, in the order in which they first appear."""
        by_topic: dict[str, list[Question]] = {}
        for question in self.questions:
            by_topic.setdefault(question.topic, []).append(question)
        return tuple((topic, tuple(questions)) for topic, questions in by_topic.items())

    def find(self, question_id: str) -> Question | None:
        """The question with this id, None where there is none."""
        return self._by_id.get(question_id)

    def holding(self, question: Question) -> "QuestionBank":
        """With this question in the place of the one with its id, or at the end."""
        if question.id not in self:
            return QuestionBank((*self.questions, question))
        return QuestionBank(tuple(question if q.id == question.id else q for q in self))

    def get(self, question_id: str) -> Question:
        """The question with this id; raises InputFault with the nearest id as suggestion."""
        found = self._by_id.get(question_id)
        if found is None:
            nearest = process.extractOne(question_id, list(self._by_id), score_cutoff=60)
            raise InputFault(
                FaultCode.UNKNOWN_QUESTION,
                question=question_id,
                suggestion=nearest[0] if nearest else "",
            )
        return found
