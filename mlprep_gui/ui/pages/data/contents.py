"""What the page of the user's data says, asks and offers, as plain values; no Qt here."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from mlprep_gui.domain.preferences import Retention
from mlprep_gui.services.ports.safekeeping import (
    BackupSummary,
    CheckedCopy,
    DatabaseCopy,
    DiskUse,
)
from mlprep_gui.services.records.retention import Freed
from mlprep_gui.ui.widgets.confirmation import Choice

_KB, _MB, _GB = 1000, 1_000_000, 1_000_000_000

WHERE = (
    "Everything stays on this computer, in one folder that only you can read. Nothing is sent "
    "anywhere."
)
RETENTION = (
    "Only recordings are deleted when their time is over. Transcripts, results and notes stay. "
    "An answer that is not written down yet keeps its recording."
)
BACKUP = (
    "A backup is one file with your answers, recordings, own questions and settings. Keep it on "
    "another disk, or move to another computer with it. Whisper models are not in it."
)
COPIES = (
    "Once a day MLPrep copies your transcripts, results and notes by itself, and keeps the last "
    "three copies. Recordings are not in them. If something goes wrong, you can go back."
)
NO_COPIES = "There is no copy yet. MLPrep makes the first one on its own."
ERASE = (
    "Deletes all answers, recordings, notes, checklists and copies from this computer. Files that "
    "you exported or backed up elsewhere stay."
)
ERASE_WORD = "DELETE"
ERASE_QUESTION = "Delete everything?"
ERASE_DETAILS = (
    "All answers, recordings, notes, interviews, checklists and automatic copies are deleted, and "
    "MLPrep closes. This cannot be undone. Whisper models stay."
)
ERASE_OWN = "Also delete my own questions and settings"
RETENTIONS = (
    (Retention.FOREVER, "Until I delete them"),
    (Retention.MONTHS_3, "3 months"),
    (Retention.WEEKS_2, "2 weeks"),
    (Retention.DAYS_3, "3 days"),
)
_LONG = {
    Retention.MONTHS_3: "3 months",
    Retention.WEEKS_2: "2 weeks",
    Retention.DAYS_3: "3 days",
}


@dataclass(frozen=True, slots=True)
class Message:
    """Something that went well, and what comes of it."""

    sentence: str
    details: str = ""


def say_bytes(size: int) -> str:
    """A size for people."""
    for unit, name in ((_GB, "GB"), (_MB, "MB"), (_KB, "kB")):
        if size >= unit:
            return f"{size / unit:.1f} {name}"
    return f"{size} bytes"


def list_use(use: DiskUse, models_bytes: int) -> tuple[tuple[str, str], ...]:
    """What lies on the disk, and how large it is; all of it in the last line."""
    parts = (
        (f"Recordings ({use.recording_files})", use.recordings),
        ("Transcripts, results and notes", use.database),
        ("Automatic copies, and what was replaced", use.copies),
        ("Whisper models", models_bytes),
    )
    total = sum(size for _name, size in parts)
    return (*((name, say_bytes(size)) for name, size in parts), ("In all", say_bytes(total)))


def say_time(moment: datetime, zone: tzinfo | None = None) -> str:
    """A day and a time; ``zone`` None for this computer's."""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%b %Y, %H:%M}"


def name_copy(copy: DatabaseCopy, zone: tzinfo | None = None) -> str:
    """An automatic copy in a line."""
    return f"{say_time(copy.made_at, zone)} ({say_bytes(copy.bytes)})"


def ask_about_retention(kept: Retention, due: Freed) -> Choice:
    """What is said before recordings are deleted."""
    recordings = _count(due.recordings, "recording")
    are = "is" if due.recordings == 1 else "are"
    return Choice(
        question=f"Delete recordings after {_LONG[kept]}?",
        details=f"{recordings} {are} older than that and will be deleted now "
        f"({say_bytes(due.bytes)}). This cannot be undone. Transcripts, results and notes stay.",
        act="Delete them",
        keep="Keep them",
    )


def say_retention(kept: Retention, freed: Freed) -> Message:
    """What came of it."""
    if kept is Retention.FOREVER:
        return Message("Recordings stay until you delete them.")
    sentence = f"Recordings are kept for {_LONG[kept]}."
    if not freed.recordings:
        return Message(sentence, "None is older than that now.")
    recordings = _count(freed.recordings, "recording")
    was = "was" if freed.recordings == 1 else "were"
    return Message(sentence, f"{recordings} {was} deleted: {say_bytes(freed.bytes)} became free.")


def say_backed_up(summary: BackupSummary) -> Message:
    """What is in the new backup."""
    return Message(
        f"The backup is complete: {_contents(summary)}.", f"It is the file {summary.path}."
    )


def ask_about_restore(summary: BackupSummary, zone: tzinfo | None = None) -> Choice:
    """What is said before a backup takes the place of everything."""
    return Choice(
        question=f"Restore the backup of {say_time(summary.made_at, zone)}?",
        details=f"It was checked and is whole. It holds {_contents(summary)} "
        f"({say_bytes(summary.bytes)}). It takes the place of all your answers, recordings, own "
        "questions and settings on this computer. What it replaces is kept in the data folder "
        "until the next restore. MLPrep then starts again.",
        act="Restore",
        keep="Cancel",
    )


def ask_about_copy(checked: CheckedCopy, zone: tzinfo | None = None) -> Choice:
    """What is said before an automatic copy takes the database's place."""
    return Choice(
        question=f"Go back to the copy of {say_time(checked.copy.made_at, zone)}?",
        details=f"It was checked and is whole. It holds {_count(checked.attempts, 'answer')}. "
        "Answers and notes that came later are not in it. Recordings stay as they are, and the "
        "database of now is kept in the data folder. MLPrep then starts again.",
        act="Go back",
        keep="Cancel",
    )


def say_progress(done: int, total: int) -> str:
    """How far work is, in words; "" where it is not known."""
    return f"{say_bytes(done)} of {say_bytes(total)}" if total else ""


def _contents(summary: BackupSummary) -> str:
    answers = _count(summary.attempts, "answer")
    return f"{answers} and {_count(summary.recordings, 'recording')}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
