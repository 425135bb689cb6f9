"""What the models page says and offers, as plain values; no Qt here."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.services.models import ModelLine, ModelSheet, ModelState, Reason
from mlprep_gui.services.ports.models import DownloadProgress, Machine, ModelFacts
from mlprep_gui.ui.widgets.confirmation import Choice

_MB = 1_000_000
_GB_MB = 1000


class Act(StrEnum):
    """What a button of a model does."""

    DOWNLOAD = "download"
    CANCEL = "cancel"
    USE = "use"
    MEASURE = "measure"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Offer:
    """A button: what it does, what it says, and what it is called without its surroundings."""

    act: Act
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """One or two words beside a model's name; ``tone`` as badges have it."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """What a model's card says.

    Attributes:
        name: the model's.
        remark: what to expect of it, "" where nobody knows.
        labels: beside it.
        facts: size, memory, speed, languages, licence.
        warning: what stands against it, "" for nothing.
        offers: its buttons.
    """

    name: str
    remark: str
    labels: tuple[Label, ...]
    facts: str
    warning: str
    offers: tuple[Offer, ...]


_REASONS = {
    Reason.BEST_THAT_KEEPS_UP: "it is the best one that keeps up with a speaker here",
    Reason.FEW_PROCESSORS: "larger ones would be slow with {processors}",
    Reason.LITTLE_MEMORY: "larger ones would take more than a third of the memory",
}
BY_HAND = (
    "Without a connection, fetch the files with any browser on another computer: model.bin, "
    "config.json, tokenizer.json, vocabulary.json (or vocabulary.txt) and, where there is one, "
    "preprocessor_config.json, for example from huggingface.co/Systran/faster-whisper-small.en, "
    "under “Files”. Put them into a folder named after the model, such as “small.en”, inside "
    "this folder:"
)
ELSEWHERE = "A model that lies in another folder can be used where it is."


def recommend(sheet: ModelSheet) -> str:
    """Which model suits this computer, and why, in a sentence or two."""
    machine = sheet.machine
    processors = _count(machine.processors, "processor")
    reason = _REASONS[sheet.recommended.reason].format(processors=processors)
    return (
        f"For this computer we recommend “{sheet.recommended.name}”: {reason}. It has "
        f"{say_mb(machine.memory_mb)} of memory ({say_mb(machine.available_mb)} free), "
        f"{processors} and {say_mb(machine.free_disk_mb)} of free disk space."
    )


def lines_of(line: ModelLine, sheet: ModelSheet, preferences: Preferences) -> Lines:
    """What a model's card says and offers."""
    is_used = is_in_use(line, sheet, preferences)
    labels = []
    if is_used:
        labels.append(Label("In use", "good"))
    if line.name == sheet.recommended.name:
        labels.append(Label("Recommended", "accent"))
    if line.state is ModelState.WAITING:
        labels.append(Label("Waiting"))
    return Lines(
        name=line.name,
        remark=line.facts.remark if line.facts else "",
        labels=tuple(labels),
        facts=_facts(line),
        warning=_warning(line, sheet.machine),
        offers=tuple(_offers(line, is_used=is_used)),
    )


def in_order(sheet: ModelSheet) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the models that are here, and of those that can be had, what suits first."""
    here = (ModelState.READY, ModelState.BROKEN)
    first = sorted(sheet.lines, key=lambda line: line.name != sheet.recommended.name)
    return (
        tuple(line.name for line in first if line.state in here),
        tuple(line.name for line in first if line.state not in here),
    )


def is_in_use(line: ModelLine, sheet: ModelSheet, preferences: Preferences) -> bool:
    """Whether answers are written down by this model."""
    if preferences.engine is EngineChoice.SPHINX or line.state is not ModelState.READY:
        return False
    if preferences.model:
        return preferences.model in (line.name, str(line.disk.folder) if line.disk else "")
    return line.name == sheet.best


def say_progress(progress: DownloadProgress) -> str:
    """How far a download is, in words."""
    done, total = round(progress.done_bytes / _MB), round(progress.total_bytes / _MB)
    if progress.is_checking:
        return f"{done} of {total} MB. Checking that nothing was damaged on the way…"
    if not progress.bytes_per_s:
        return f"{done} of {total} MB"
    left_s = (progress.total_bytes - progress.done_bytes) / progress.bytes_per_s
    return (
        f"{done} of {total} MB, {progress.bytes_per_s / _MB:.1f} MB a second, "
        f"{_say_time(left_s)} left"
    )


def arrived(name: str) -> tuple[str, str]:
    """What is said when a download is finished: the news, and what comes next."""
    return (
        f"The model “{name}” is on this computer, whole and checked.",
        "Its speed is being measured now. From here on no connection is needed.",
    )


def question_before_download(facts: ModelFacts, folder: Path, done_bytes: int) -> Choice:
    """What is said before the network is used."""
    size = say_mb(round(facts.download_bytes / _MB))
    here = f" ({round(done_bytes / _MB)} MB of it are here already)" if done_bytes else ""
    return Choice(
        question=f"Download the Whisper model “{facts.name}”?",
        details=(
            f"{size}{here} come from huggingface.co/{facts.repository} and are kept in {folder}. "
            "This is the only time that MLPrep uses the network: nothing that you say, write or "
            "record is sent. Afterwards everything works without a connection."
        ),
        act="Download",
        keep="Not now",
    )


def question_before_deletion(line: ModelLine) -> Choice:
    """What is said before a model is deleted."""
    size = line.disk.size_bytes if line.disk else line.done_bytes
    return Choice(
        question=f"Delete the Whisper model “{line.name}” from this computer?",
        details=f"{round(size / _MB)} MB become free. Your answers stay. "
        "You can download the model again.",
        act="Delete",
        keep="Keep",
    )


def say_mb(megabytes: int) -> str:
    """A size for people."""
    if megabytes >= _GB_MB:
        return f"{megabytes / _GB_MB:.1f} GB"
    return f"{megabytes} MB"


def _facts(line: ModelLine) -> str:
    parts = []
    facts, disk = line.facts, line.disk
    if disk is not None:
        parts.append(f"{say_mb(round(disk.size_bytes / _MB))} on disk")
    elif facts is not None:
        parts.append(f"{say_mb(round(facts.download_bytes / _MB))} to download")
    if facts is not None:
        parts.append(f"needs about {say_mb(facts.memory_mb)} of memory")
        known = "English only" if facts.languages == 1 else f"{facts.languages} languages"
        parts.append(known)
        parts.append(f"licence {facts.licence}")
    parts.append(_say_speed(line))
    if disk is not None and not disk.is_own:
        parts.append(f"in {disk.folder}")
    return " · ".join(parts)


def _say_speed(line: ModelLine) -> str:
    if line.is_measuring:
        return "measuring its speed…"
    if line.disk is None or line.disk.speed is None:
        return "speed not measured"
    took_s = 10 / line.disk.speed
    return f"10 seconds of speech take {took_s:.1f} s here"


def _warning(line: ModelLine, machine: Machine) -> str:
    if line.state is ModelState.BROKEN:
        assert line.disk is not None
        missing = ", ".join(line.disk.missing)
        return f"This copy is not whole: no {missing}. Download it again, or copy what is missing."
    if not line.fits:
        return "It is too large for the memory of this computer."
    facts = line.facts
    if facts is not None and line.disk is None and line.state is not ModelState.LOADING:
        needed = round((facts.download_bytes - line.done_bytes) / _MB)
        if needed > machine.free_disk_mb:
            return "There is too little space on the disk for it."
    if line.disk is not None and line.disk.speed is not None and line.disk.speed < 1:
        return "It is slower than you speak: you would wait for each transcript."
    return ""


def _offers(line: ModelLine, *, is_used: bool) -> list[Offer]:
    name, state = line.name, line.state
    offers = []
    if state in (ModelState.ABSENT, ModelState.BROKEN) and line.facts is not None:
        offers.append(Offer(Act.DOWNLOAD, "Download", f"Download {name}"))
    if state is ModelState.BEGUN:
        here = f"Go on with the download of {name}"
        offers.append(Offer(Act.DOWNLOAD, "Go on", here))
    if state in (ModelState.LOADING, ModelState.WAITING):
        offers.append(Offer(Act.CANCEL, "Cancel", f"Cancel the download of {name}"))
    if state is ModelState.READY and not is_used:
        offers.append(Offer(Act.USE, "Use", f"Use {name} for your answers"))
    if state is ModelState.READY and not line.is_measuring:
        offers.append(Offer(Act.MEASURE, "Measure", f"Measure the speed of {name} here"))
    is_own = line.disk is not None and line.disk.is_own
    if state is ModelState.BEGUN or (is_own and state in (ModelState.READY, ModelState.BROKEN)):
        offers.append(Offer(Act.DELETE, "Delete", f"Delete {name} from this computer"))
    return offers


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def _say_time(seconds: float) -> str:
    if seconds < 60:
        return "less than a minute"
    minutes = round(seconds / 60)
    return _count(minutes, "minute") if minutes < 120 else f"{round(minutes / 60)} hours"
