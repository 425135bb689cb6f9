"""Texts with gaps that the program fills in: notes, questions and entries of the calendar."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class PreparationTexts:
    """The texts of ``_texts.toml``; gaps are names in braces.

    Attributes:
        next_steps: the question to ask that is always there.
        own_section: heading of own items that stand under none.
        note_question: a question to ask made of a note: {note}.
        requirement_question: an interviewer's question about a {requirement}.
        thank_you_subject, thank_you_body: {role}, {company}, {name}.
        thank_you_topic: the sentence about a {topic}; left out where none is given.
        event_title: of a calendar's entry: {role}, {company}.
        alarm_evening, alarm_leave, alarm_phone: {company}.
    """

    next_steps: str
    own_section: str
    note_question: str
    requirement_question: str
    thank_you_subject: str
    thank_you_body: str
    thank_you_topic: str
    event_title: str
    alarm_evening: str
    alarm_leave: str
    alarm_phone: str


def fill_in(text: str, facts: Mapping[str, str]) -> str:
    """The text with its gaps filled; what is in the facts is never read for gaps itself."""
    return _GAP.sub(lambda gap: facts.get(gap[1], gap[0]), text)


def gaps(text: str) -> frozenset[str]:
    """The names of a text's gaps."""
    return frozenset(_GAP.findall(text))
