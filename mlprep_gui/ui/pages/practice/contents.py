"""What the practice page says at each moment, as plain values; no Qt here."""

from collections.abc import Callable
from dataclasses import dataclass

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import Preferences
from mlprep_gui.domain.questions import Question, Questions
from mlprep_gui.services.answers import Recovery
from mlprep_gui.services.ports.speech import EngineInfo
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.wording import expect_of, name_engine

FOUND_OFFERED = 3
"""So many recordings that were found are offered one by one."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be said once, with one thing to do about it.

    Attributes:
        sentence: what is the matter.
        remedy: what to do, "" for nothing.
        tone: "", "good", "warn" or "bad".
        action: a button's words, "" for none.
        act: what the button does.
    """

    sentence: str
    remedy: str = ""
    tone: str = ""
    action: str = ""
    act: Callable[[], None] | None = None


def clock_of(seconds: float) -> str:
    """Minutes and seconds such as "1:05"; a begun second does not count."""
    whole = int(max(seconds, 0.0))
    return f"{whole // 60}:{whole % 60:02}"


def speak_length(seconds: float) -> str:
    """A length in words such as "2 minutes", "90 seconds", "3 minutes 5 seconds"."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes == 0 or (minutes == 1 and rest):
        return _count(60 * minutes + rest, "second")
    return _count(minutes, "minute") + (f" {_count(rest, 'second')}" if rest else "")


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def plan_of(question: Question, preferences: Preferences) -> str:
    """What will happen when the answer is begun."""
    limit = speak_length(preferences.limit_s or question.time_limit_s)
    ending = "it stops by itself then" if preferences.stop_at_limit else "you stop it yourself"
    speaking = f"up to {limit} to answer; {ending}."
    if preferences.thinking_s <= 0:
        return f"You have {speaking}"
    return f"You have {speak_length(preferences.thinking_s)} to think, then {speaking}"


def notice_of(
    fault: Fault, tone: str = "bad", action: str = "", act: Callable[[], None] | None = None
) -> Notice:
    """A fault as a notice."""
    wording = describe(fault)
    return Notice(wording.sentence, wording.remedy, tone, action, act)


def sentence_on_engine(engine: EngineInfo | Fault) -> str:
    """Which recogniser will write the answer down and what to expect of it."""
    if isinstance(engine, Fault):
        return str(describe(engine))
    return f"Your answer will be written down by {name_engine(engine)}. {expect_of(engine)}"


def matches(question: Question, wanted: str) -> bool:
    """Whether a question belongs to a search: each word occurs in its topic, title or prompt."""
    text = f"{question.topic} {question.title} {question.prompt}".casefold()
    return all(word in text for word in wanted.casefold().split())


def notice_of_found(recovery: Recovery) -> Notice | None:
    """What to say of recordings that were found, where they are too many for an offer each."""
    number = len(recovery.found)
    if number <= FOUND_OFFERED:
        return None
    return Notice(
        f"{number} recordings were found that the history did not list.",
        "They are in the history now. Open one to have it written down.",
        "good",
    )


def title_of(bank: Questions, question_id: str) -> str:
    """A question's title; its id where the bank does not know it any more."""
    question = bank.find(question_id)
    return question_id if question is None else question.title
