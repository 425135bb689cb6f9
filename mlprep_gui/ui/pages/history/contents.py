"""What the history page says about the list and what was done to it. No Qt here."""

from dataclasses import dataclass

from mlprep_gui.services.ports.history import FOUND_AT_MOST


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence above the list.

    Attributes:
        sentence: what has happened.
        remedy: what can be done, "" for nothing.
        action: what the button beside it does, "" for no button.
        tone: "", "good", "warn" or "bad".
    """

    sentence: str
    remedy: str = ""
    action: str = ""
    tone: str = ""


UNDO = "Undo"
NOTHING_TO_WRITE = Message(
    "There is nothing to write down.",
    "These answers are written down already, wait for their turn, or were typed.",
)
DIFFERENT_QUESTIONS = Message(
    "These two answers belong to different questions.",
    "Choose two answers to the same question to compare them.",
)


def say_count(count: int, *, narrow: bool, words: bool, chosen: int) -> str:
    """How many answers are listed, and how many of them are chosen."""
    if words and count >= FOUND_AT_MOST:
        text = f"The {count:,} newest answers found"
    elif narrow:
        text = f"{write_number(count)} found"
    else:
        text = write_number(count)
    return f"{text}, {chosen:,} chosen" if chosen > 1 else text


def say_deleted(count: int) -> Message:
    """That answers were deleted, and that they can come back."""
    verb = "is" if count == 1 else "are"
    pronoun = "It goes" if count == 1 else "They go"
    return Message(
        f"{write_number(count)} {verb} deleted.",
        f"{pronoun} for good when you close MLPrep. Until then you can undo this.",
        UNDO,
    )


def say_returned(count: int) -> Message:
    """That deleted answers came back."""
    verb = "is" if count == 1 else "are"
    return Message(f"{write_number(count)} {verb} back.", tone="good")


def say_queued(count: int) -> Message:
    """That answers wait for the recogniser."""
    verb = "waits" if count == 1 else "wait"
    return Message(
        f"{write_number(count)} {verb} to be written down.",
        "The list shows when this is done. You can go on meanwhile.",
    )


def write_number(count: int) -> str:
    """Say "1 answer" or "12 answers"."""
    return "1 answer" if count == 1 else f"{count:,} answers"
