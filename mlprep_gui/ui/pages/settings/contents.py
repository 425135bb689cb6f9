"""What the settings page offers and says, as plain values; no Qt here."""

from dataclasses import dataclass
from pathlib import Path

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import Appearance, EngineChoice
from mlprep_gui.services.ports import Device, EngineInfo
from mlprep_gui.ui.wording import describe, expect_of, name_engine

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
HOW_TO_GET_WHISPER = (
    "A Whisper model is a folder with model.bin, config.json, tokenizer.json and a vocabulary, "
    "such as “faster-whisper-small.en” or “faster-whisper-base.en” from huggingface.co/Systran. "
    "Download its files with any browser, on any computer, then choose the folder here. MLPrep "
    "itself never goes to the network. Models that other programs keep in the Hugging Face cache "
    "are found by themselves."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list to choose from.

    Attributes:
        value: what the setting becomes.
        text: what the user reads.
    """

    value: str | None
    text: str


def device_entries(devices: tuple[Device, ...], chosen: str | None) -> tuple[Entry, ...]:
    """The system's default first; a chosen device that is not plugged in stays, and says so."""
    default = next((device.name for device in devices if device.is_default), "")
    entries = [Entry(None, f"System default ({default})" if default else "System default")]
    entries += [Entry(device.name, device.name) for device in devices]
    if chosen is not None and chosen not in {device.name for device in devices}:
        entries.append(Entry(chosen, f"{chosen} (not connected: the default is used)"))
    return tuple(entries)


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
