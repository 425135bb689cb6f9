"""The composition root of the commands about interviews: their services on the user's database."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from mlprep_gui.adapters.bank.checklists import (
    MOCK_FEEDBACK,
    TomlChecklists,
    load_self_check,
    load_texts,
)
from mlprep_gui.adapters.bank.list_files import ListFileFolder
from mlprep_gui.adapters.calendar.home_zone import SystemZone
from mlprep_gui.adapters.calendar.ics import IcsFiles
from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.files.folders import Folders
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.adapters.storage.interviews import SqliteDossierStore
from mlprep_gui.cli.workbench import open_bank
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.interviews.ensemble import (
    InterviewPorts,
    InterviewServices,
    ShippedTexts,
    make_interview_services,
)


@contextmanager
def open_interviews() -> Iterator[InterviewServices]:
    """The services; the database is closed at the end of the block.

    Raises:
        StorageFault: the database cannot be used.
        BankFault: a shipped checklist is broken.
    """
    texts = resource_folder() / "checklists"
    clock = SystemClock()
    shipped = ShippedTexts(
        checklists=TomlChecklists(texts).load(),
        texts=load_texts(texts),
        feedback_form=load_self_check(texts, MOCK_FEEDBACK),
    )
    with Database(Folders.find(os.environ).database) as database:
        ports = InterviewPorts(
            store=SqliteDossierStore(database, clock),
            history=SqliteHistoryStore(database),
            calendar=IcsFiles(),
            files=ListFileFolder(),
            clock=clock,
            home=SystemZone(),
            bank=lambda: open_bank()[0],
        )
        yield make_interview_services(ports, shipped)
