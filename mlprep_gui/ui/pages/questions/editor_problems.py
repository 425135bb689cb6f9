"""What is wrong with an edited question, in words, and beside which field it is said. No Qt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mlprep_gui.domain.question_editing import MistakeDrafts, PointDrafts, find_broken_keywords
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.ports.texts import PackProblem

_PLACE = re.compile(
    r"^(?:line \d+: )?(?P<part>points|mistakes)\[(?P<id>.*)\]\.(?P<field>\w+)"
    r"(?:\[(?P<nth>\d+)\])?$"
)
_NAMES = {
    "id": "The name",
    "meaning": "The meaning",
    "weight": "The weight",
    "correction": "The correction",
}
_LINES = {"cues": "Cue", "unless": "Exception", "keywords": "Keyword"}
_MISTAKE = "mistake."


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong, and beside which field it is to be said.

    Attributes:
        message: a sentence.
        field: a text of the first leaf or a field of a point as the pack calls it, with "mistake."
            before a field of a wrong claim; "" for none.
        at: the number of the point or of the wrong claim, counted from 0; None outside of them.
    """

    message: str
    field: str = ""
    at: int | None = None


def find_empty_texts(question: Question) -> Iterator[FieldProblem]:
    """The texts without which there is no question."""
    if not question.prompt.strip():
        yield FieldProblem("Write the question as an interviewer would ask it.", "prompt")
    if not question.model_answer.strip():
        yield FieldProblem("Write a model answer: points come from it.", "model_answer")


def find_point_problems(drafts: PointDrafts) -> Iterator[FieldProblem]:
    """What no pack could hold, or what could never be heard."""
    if not drafts:
        yield FieldProblem("A question needs at least one point. Add one, or propose them anew.")
    for at, draft in enumerate(drafts):
        for line in find_broken_keywords(draft):
            yield FieldProblem(
                f"“{line}”: write words with commas between them, and perhaps a colon and a "
                "weight above 0.",
                "keywords",
                at,
            )
        if not draft.keywords.strip() and not draft.cues.strip():
            yield FieldProblem(
                "Without keywords or cues this point would never be heard.", "keywords", at
            )


def find_mistake_problems(mistakes: MistakeDrafts) -> Iterator[FieldProblem]:
    """What no pack could hold, or what could never be heard."""
    for at, mistake in enumerate(mistakes):
        if not mistake.correction.strip():
            yield FieldProblem("Write in one line what is right.", "mistake.correction", at)
        if not mistake.cues.strip():
            yield FieldProblem("Without cues this would never be heard.", "mistake.cues", at)


def is_about_mistake(problem: FieldProblem) -> bool:
    """Whether it belongs to a wrong claim."""
    return problem.field.startswith(_MISTAKE)


def locate(problem: PackProblem, drafts: PointDrafts, mistakes: MistakeDrafts = ()) -> FieldProblem:
    """A problem of the pack, beside the field that it comes from."""
    place = _PLACE.match(problem.place)
    if place is None:
        return FieldProblem(f"{problem.place}: {problem.message}".removeprefix(": "))
    is_point = place["part"] == "points"
    ids = [part.id.strip() for part in (drafts if is_point else mistakes)]
    found = [at for at, known in enumerate(ids) if known == place["id"]]
    if not found:
        return FieldProblem(f"{problem.place}: {problem.message}")
    at = found[-1] if place["field"] == "id" else found[0]
    field = place["field"]
    if field in _LINES:
        message = f"{_LINES[field]} {place['nth']}: {problem.message}"
    else:
        message = f"{_NAMES.get(field, field)} {problem.message}."
    if field == "weight":
        return FieldProblem(message, "", at)
    return FieldProblem(message, field if is_point else _MISTAKE + field, at)
