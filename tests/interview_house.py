"""The services of the interviews on the real database, shipped texts and files of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from mlprep_gui.adapters.bank.checklists import (
    MOCK_FEEDBACK,
    TomlChecklists,
    load_self_check,
    load_texts,
)
from mlprep_gui.adapters.bank.list_files import ListFileFolder
from mlprep_gui.adapters.calendar.ics import IcsFiles
from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.adapters.storage.interviews import SqliteDossierStore
from mlprep_gui.domain.checklists import Checklist
from mlprep_gui.domain.interviews.interview import InterviewDetails, Interviewer
from mlprep_gui.domain.questions import Question, QuestionBank
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.interviews.ensemble import (
    InterviewPorts,
    InterviewServices,
    ShippedTexts,
    make_interview_services,
)

TEXTS = resource_folder() / "checklists"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BANK = QuestionBank(
    tuple(Question(one, "Models", one.title(), "What?", "That.", ()) for one in ("nets", "trees"))
)
DETAILS = InterviewDetails(
    company="Acme",
    role="ML engineer",
    day=date(2026, 12, 1),
    clock=time(14, 30),
    zone="Europe/Berlin",
    place="Main Street 1",
    interviewers=(Interviewer("Ada", "Head of data"), Interviewer("Bo"), Interviewer("Cy")),
    people=3,
    journey_min=60,
)


@dataclass
class MovedClock:
    """A clock that the test moves."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    def monotonic_s(self) -> float:
        return 0.0


@dataclass
class Home:
    """A home that the test moves."""

    name: str = "Europe/Berlin"

    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.name)


@dataclass
class InterviewHouse:
    """The services, and what a test moves."""

    database: Database
    services: InterviewServices
    attempts: SqliteAttemptStore
    clock: MovedClock
    home: Home
    checklists: tuple[Checklist, ...] = field(default=())

    def add(self, **changes: object) -> str:
        """Keep an interview like DETAILS; its id."""
        details = replace(DETAILS, **changes)  # type: ignore[arg-type]  # names of its fields
        kept = self.services.interviews.add(details, allow_past=True)
        assert kept.interview is not None, kept.problems
        return kept.interview.id


@contextmanager
def open_house(
    path: Path, checklists: tuple[Checklist, ...] | None = None
) -> Iterator[InterviewHouse]:
    """Everything on the database at ``path``, which may be there already."""
    clock, home = MovedClock(), Home()
    shipped = TomlChecklists(TEXTS).load() if checklists is None else checklists
    with Database(path) as database:
        ports = InterviewPorts(
            store=SqliteDossierStore(database, clock),
            history=SqliteHistoryStore(database),
            calendar=IcsFiles(),
            files=ListFileFolder(),
            clock=clock,
            home=home,
            bank=lambda: BANK,
        )
        texts = ShippedTexts(shipped, load_texts(TEXTS), load_self_check(TEXTS, MOCK_FEEDBACK))
        services = make_interview_services(ports, texts)
        store = SqliteAttemptStore(database)
        yield InterviewHouse(database, services, store, clock, home, shipped)
