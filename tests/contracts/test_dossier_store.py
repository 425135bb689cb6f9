"""What every store of dossiers keeps."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from mlprep_gui.adapters.files.clock import SystemClock
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.interviews import SqliteDossierStore
from mlprep_gui.adapters.storage.ticks import SqliteTickStore
from mlprep_gui.domain.errors import FaultCode, StorageFault
from mlprep_gui.domain.interviews.interview import (
    Interview,
    InterviewDetails,
    Interviewer,
    InterviewFormat,
)
from mlprep_gui.domain.interviews.list_editing import ListChanges, OwnItem, OwnList
from mlprep_gui.domain.interviews.requirements import Requirement, Strength
from mlprep_gui.domain.interviews.workbooks import (
    Area,
    Debrief,
    ItemNote,
    Jotting,
    MockFeedback,
    ThankYouNote,
    Workbook,
)
from mlprep_gui.services.ports.interviews import NO_INTERVIEW, Dossier, DossierStore

DETAILS = InterviewDetails(
    company="Ünï",
    role="a\nb",
    day=date(2026, 10, 25),
    clock=time(2, 30),
    zone="Europe/Berlin",
    fold=1,
    duration_min=45,
    format=InterviewFormat.ONE_WAY,
    place="https://example.org/?a=b&c",
    interviewers=(Interviewer("Ada", "Head"),),
    people=2,
    journey_min=7,
    notes="😀",
)
FULL = Dossier(
    set_id="one",
    interview=Interview("one", DETAILS, datetime(2026, 1, 2, 3, 4, 5, 678, UTC), archived=True),
    book=Workbook(
        changes=ListChanges(
            lists=(OwnList("own-l", "L", "I"),),
            items=(OwnItem("own-i", "own-l", "L", "T", "R", "S", -3),),
            hidden_lists=("dress",),
            hidden_items=(("a", "b"),),
            list_order=("b", "a"),
            item_order=(("a", ("x", "y")),),
        ),
        notes=(ItemNote("a", "b", "text", ("https://example.org",)),),
        description="Job",
        requirements=(Requirement("r", "Python", "E", Strength.SOME, "B"),),
        questions=(Jotting("q", "Why?"),),
        strengths=(Jotting("s", "Calm"),),
        areas=(Area("a", "b"), Area(), Area()),
        feedback=(MockFeedback("m", date(2026, 1, 3), "Eve", (("smile", "yes"),), "Good"),),
        thank_you=ThankYouNote("Ada", "a@b", "t", "s", "b"),
        debrief=Debrief((Jotting("d", "What?"),), "well", "more", date(2026, 1, 9)),
    ),
    ticks=frozenset({("dress", "shoes"), ("own-l", "own-i")}),
)


class DossierStoreContract:
    """Subclasses say which store."""

    def test_nothing_is_there_at_first(self, store: DossierStore) -> None:
        assert store.interviews() == ()
        assert store.get(NO_INTERVIEW) == Dossier()
        with pytest.raises(KeyError):
            store.get("one")

    def test_everything_comes_back_as_it_was(self, store: DossierStore) -> None:
        store.put(FULL)
        assert store.get("one") == FULL
        assert store.interviews() == (FULL.interview,)

    def test_putting_it_again_replaces_all(self, store: DossierStore) -> None:
        store.put(FULL)
        less = replace(FULL, book=Workbook(), ticks=frozenset({("dress", "shoes")}))
        store.put(less)
        assert store.get("one") == less

    def test_sets_share_nothing(self, store: DossierStore) -> None:
        store.put(FULL)
        store.put(Dossier(ticks=frozenset({("dress", "ironed")})))
        assert store.get(NO_INTERVIEW).ticks == {("dress", "ironed")}
        assert store.get("one") == FULL

    def test_removing_leaves_nothing(self, store: DossierStore) -> None:
        store.put(FULL)
        store.remove("one")
        store.remove("one")
        assert store.interviews() == ()
        assert FULL.interview is not None
        store.put(Dossier("one", FULL.interview))
        assert store.get("one") == Dossier("one", FULL.interview)

    def test_interviews_come_by_their_start(self, store: DossierStore) -> None:
        for name, hour, zone in (("a", 9, "America/New_York"), ("b", 9, "Asia/Tokyo")):
            details = replace(DETAILS, clock=time(hour), zone=zone)
            store.put(Dossier(name, Interview(name, details, datetime(2026, 1, 1, tzinfo=UTC))))
        assert [one.id for one in store.interviews()] == ["b", "a"]

    def test_halves_of_a_pair_do_not_break_it(self, store: DossierStore) -> None:
        store.put(replace(FULL, book=Workbook(description="x\ud800y")))
        assert store.get("one").book.description == "x?y"


class TestSqliteDossierStore(DossierStoreContract):
    @pytest.fixture
    def database(self, tmp_path: Path) -> Iterator[Database]:
        with Database(tmp_path / "mlprep.sqlite3") as opened:
            yield opened

    @pytest.fixture
    def store(self, database: Database) -> DossierStore:
        return SqliteDossierStore(database, SystemClock())

    def test_ticks_without_an_interview_are_those_of_the_tick_store(
        self, database: Database, store: DossierStore
    ) -> None:
        ticks = SqliteTickStore(database, SystemClock())
        ticks.set_tick("dress", "shoes", ticked=True)
        assert store.get(NO_INTERVIEW).ticks == {("dress", "shoes")}
        store.put(FULL)
        store.put(Dossier())
        assert ticks.ticked("dress") == frozenset()

    def test_what_was_not_written_here_is_the_worlds_fault(
        self, database: Database, store: DossierStore
    ) -> None:
        store.put(FULL)
        for table, column in (("workbooks", "content"), ("interviews", "details")):
            with database.transaction() as connection:
                connection.execute(f"UPDATE {table} SET {column} = '[1]'")  # noqa: S608  constants
            with pytest.raises(StorageFault) as raised:
                store.get("one")
            assert raised.value.code is FaultCode.DATABASE_BROKEN
