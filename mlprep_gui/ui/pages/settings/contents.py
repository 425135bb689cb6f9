"""What the settings page offers and says, as plain values; no Qt here."""

from dataclasses import dataclass
from pathlib import Path

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import Appearance, EngineChoice
from mlprep_gui.services.ports.speech import EngineInfo
from mlprep_gui.ui.fault_words import describe
from mlprep_gui.ui.wording import expect_of, name_engine

ENGINES = (
    (EngineChoice.AUTO, "Whisper if a model is there, else PocketSphinx"),
    (EngineChoice.WHISPER, "Whisper"),
    (EngineChoice.SPHINX, "PocketSphinx"),
)
APPEARANCES = (
    (Appearance.SYSTEM, "As the system"),
    (Appearance.LIGHT, "Light"),
    (Appearance.DARK, "Dark"),
)
HINTS = (
    "Whisper then spells words such as “AUC” or “k-means” right more often. The words of the "
    "question itself are never among the hints: you have to say them."
)
WHILE_SPEAKING = "Off is calmer: most people speak better when they do not read."
ESTIMATE = "You guess how many points you said before you see them. It trains your own ear."
RELEASE = "The model gives its memory back when you have not practised for so long."
DATA = "How long recordings are kept, disk used, backup and restore, delete everything."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list to choose from.

    Attributes:
        value: what the setting becomes.
        text: what the user reads.
    """

    value: str | None
    text: str


def model_entries(models: tuple[str, ...], chosen: str) -> tuple[Entry, ...]:
    """The best model first; a chosen folder is shown by its name."""
    entries = [Entry("", "The best one on this computer")]
    entries += [Entry(model, model) for model in models]
    if chosen and chosen not in models:
        folder = Path(chosen)
        text = f"{folder.name} (in {folder.parent})" if folder.is_absolute() else chosen
        entries.append(Entry(chosen, text))
    return tuple(entries)


def sentence_on_recogniser(found: EngineInfo | Fault) -> tuple[str, str]:
    """What the settings lead to, and the tone of that: "", or "bad" where they lead nowhere."""
    if isinstance(found, Fault):
        return str(describe(found)), "bad"
    return f"In use: {name_engine(found)}. {expect_of(found)}", ""
