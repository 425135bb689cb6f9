"""The self-check after an answer: what to ask oneself about posture, face and voice."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SelfCheckAnswer:
    """One of an item's answers.

    Attributes:
        id: stable within its item; stored with attempts.
        text: a word or two, to be tapped.
        hint: what to try next time, in one sentence; "" where nothing is to be changed.
    """

    id: str
    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class SelfCheckItem:
    """One thing to look back on.

    Attributes:
        id: stable; answers are stored by it.
        text: what to look at.
        reason: one sentence on why it matters.
        answers: two or three, in their natural order; exactly one has no hint.
    """

    id: str
    text: str
    reason: str
    answers: tuple[SelfCheckAnswer, ...]

    def answer(self, answer_id: str) -> SelfCheckAnswer | None:
        """The answer with this id; None where a later version no longer has it."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """The whole form; any part of it may be left open."""

    title: str
    introduction: str
    items: tuple[SelfCheckItem, ...]

    def all_fine(self, answers: Mapping[str, str]) -> dict[str, str]:
        """The answers, with the one to hope for wherever there is none yet."""
        return {
            item.id: answers.get(item.id) or next(a.id for a in item.answers if not a.hint)
            for item in self.items
        }
