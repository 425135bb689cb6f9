"""What is wrong with an edited question, in words, and beside which field it is said. No Qt."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mlprep_gui.domain.question_editing import PointDrafts, find_broken_keywords
from mlprep_gui.domain.questions import Question
from mlprep_gui.services.ports import PackProblem

_PLACE = re.compile(r"^(?:line \d+: )?points\[(?P<id>.*)\]\.(?P<field>\w+)(?:\[(?P<nth>\d+)\])?$")


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong, and beside which field it is to be said.

    Attributes:
        message: a sentence.
        field: "prompt", "model_answer", "id", "meaning", "keywords" or "cues"; "" for none.
        at: the number of the point, counted from 0; None outside the points.
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


def locate(problem: PackProblem, drafts: PointDrafts) -> FieldProblem:
    """A problem of the pack, beside the field that it comes from."""
    place = _PLACE.match(problem.place)
    if place is None:
        return FieldProblem(f"{problem.place}: {problem.message}".removeprefix(": "))
    ids = [draft.id.strip() for draft in drafts]
    if place["id"] not in ids:
        return FieldProblem(f"{problem.place}: {problem.message}")
    at = ids.index(place["id"])
    if place["field"] == "id" and ids.count(place["id"]) > 1:
        at = ids.index(place["id"], at + 1)
    if place["field"] == "cues":
        return FieldProblem(f"Cue {place['nth']}: {problem.message}", "cues", at)
    names = {"id": "The name", "meaning": "The meaning", "weight": "The weight"}
    name = names.get(place["field"], place["field"])
    field = place["field"] if place["field"] in {"id", "meaning", "keywords"} else ""
    return FieldProblem(f"{name} {problem.message}.", field, at)
