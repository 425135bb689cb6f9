"""All that looks back on what was practised, in one value for those who make pages of it."""

from dataclasses import dataclass

from mlprep_gui.services.ports.safekeeping import Safekeeping
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.records.comparison import ComparisonDesk
from mlprep_gui.services.records.history import HistoryDesk
from mlprep_gui.services.records.progress import ProgressDesk
from mlprep_gui.services.records.retention import RetentionDesk


@dataclass(frozen=True, slots=True)
class RecordServices:
    """Past attempts and what becomes of them.

    Attributes:
        history, progress, comparison, retention: used on the storage worker only.
        safe: backups, copies and their return; used on ``archive`` only.
        archive: the worker for what takes long and needs no turn on the storage worker.
    """

    history: HistoryDesk
    progress: ProgressDesk
    comparison: ComparisonDesk
    retention: RetentionDesk
    safe: Safekeeping
    archive: Background
