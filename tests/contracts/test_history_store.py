"""What every history finds, in which order, and what it shows of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlprep_gui.adapters.storage.attempts import SqliteAttemptStore
from mlprep_gui.adapters.storage.database import Database
from mlprep_gui.adapters.storage.history import SqliteHistoryStore
from mlprep_gui.domain.attempts import AttemptState
from mlprep_gui.domain.coverage.verdicts import Coverage, PointVerdict, Verdict
from mlprep_gui.domain.own_verdicts import PointCounts
from mlprep_gui.domain.transcripts import Segment, Transcript, Word
from mlprep_gui.services.ports import history as history_port
from mlprep_gui.services.ports.history import HistoryOrder, HistoryQuery, HistoryStore, SnippetPart
from mlprep_gui.services.ports.storage import AttemptStore, OwnVerdict, OwnWords
from tests.contracts.test_attempt_store import START, make_attempt

V = Verdict


def spoken(text: str, seconds_a_word: float = 0.5) -> Transcript:
    words = text.split()
    return Transcript(
        (
            Segment(
                tuple(
                    Word(word, i * seconds_a_word, (i + 1) * seconds_a_word)
                    for i, word in enumerate(words)
                )
            ),
        ),
        "whisper base.en",
    )


@dataclass
class Shelf:
    """A history and the store beside it."""

    history: HistoryStore
    store: AttemptStore

    def add(self, number: int, text: str = "some words", **changes: object) -> None:
        """A written-down attempt; ``verdicts`` are those on its points p0, p1, ..."""
        verdicts = changes.pop("verdicts", (V.COVERED,))
        assert isinstance(verdicts, tuple)
        points = tuple(PointVerdict(f"p{i}", verdict) for i, verdict in enumerate(verdicts))
        attempt = make_attempt(number, **{"state": AttemptState.TRANSCRIBED} | changes)
        self.store.add(attempt)
        self.store.finish(attempt, spoken(text), Coverage(attempt.question_id, points))

    def ids(self, query: HistoryQuery | None = None) -> list[str]:
        rows = self.history.rows(self.history.find(query or HistoryQuery()))
        return [row.attempt.id for row in rows]

    def find(self, words: str) -> list[str]:
        return self.ids(HistoryQuery(words))

    def snippet(self, words: str) -> tuple[SnippetPart, ...]:
        (row,) = self.history.rows(self.history.find(HistoryQuery(words)), words)
        return row.snippet


class HistoryStoreContract:
    """Subclasses say which store."""

    def test_gives_many_attempts_in_the_order_asked_for(self, shelf: Shelf) -> None:
        for number in (1, 2, 3):
            shelf.add(number)
        newest, middle, oldest = shelf.history.find(HistoryQuery())
        in_the_middle = shelf.history.rows([middle])[0].attempt
        shelf.history.remove([in_the_middle.id], START)
        given = shelf.history.attempts([oldest, middle, newest, 999])
        rows = shelf.history.rows([oldest, newest])
        assert given == tuple(row.attempt for row in rows)
        assert len(given) == 2

    def test_is_empty_at_first(self, shelf: Shelf) -> None:
        assert shelf.ids() == []
        assert shelf.history.practised() == frozenset()
        assert shelf.history.progress() == ()
        assert shelf.history.latest_judged(5) == ()

    def test_what_is_being_recorded_is_not_history_yet(self, shelf: Shelf) -> None:
        shelf.store.add(make_attempt(1))
        shelf.store.add(make_attempt(2, state=AttemptState.RECORDED))
        assert shelf.ids() == ["a2"]

    def test_a_row_has_all_that_a_list_shows(self, shelf: Shelf) -> None:
        shelf.add(1, "um a b c d e f g h i", verdicts=(V.COVERED, V.UNSURE, V.MISSING))
        shelf.store.save_own("a1", OwnWords(notes="slower"))
        (row,) = shelf.history.rows(shelf.history.find(HistoryQuery()))
        assert row.attempt == make_attempt(1, state=AttemptState.TRANSCRIBED)
        assert row.points == PointCounts(1, 1, 1)
        assert (row.words, row.fillers, row.pauses) == (10, 1, 0)
        assert (row.pace, row.speaking_s, row.longest_pause_s) == (120.0, 5.0, 0.0)
        assert row.has_notes
        assert row.snippet == ()

    def test_a_row_before_it_was_written_down(self, shelf: Shelf) -> None:
        shelf.store.add(make_attempt(1, state=AttemptState.QUEUED))
        (row,) = shelf.history.rows(shelf.history.find(HistoryQuery()))
        assert (row.points, row.words, row.pace, row.has_notes) == (None, None, None, False)

    def test_the_users_word_on_a_point_counts(self, shelf: Shelf) -> None:
        shelf.add(1, verdicts=(V.COVERED, V.UNSURE, V.MISSING))
        verdicts = {"p0": OwnVerdict(said=False), "p2": OwnVerdict(said=True, heard="x")}
        shelf.store.save_own("a1", OwnWords(verdicts=verdicts))
        assert shelf.history.rows((1,))[0].points == PointCounts(1, 1, 1)
        assert shelf.history.latest_judged(1)[0].verdicts == {
            "p0": V.MISSING,
            "p1": V.UNSURE,
            "p2": V.COVERED,
        }
        shelf.store.save_own("a1", OwnWords(verdicts={"p2": OwnVerdict(said=True)}))
        assert shelf.history.rows((1,))[0].points == PointCounts(2, 1, 0)
        shelf.store.save_coverage("a1", Coverage("regularization", ()))
        assert shelf.history.rows((1,))[0].points is None

    def test_tries_are_counted_by_question(self, shelf: Shelf) -> None:
        for number in (1, 2, 3):
            shelf.add(number)
        shelf.add(4, question_id="ensembles")
        rows = shelf.history.rows(shelf.history.find(HistoryQuery()))
        assert [row.tries for row in rows] == [1, 3, 3, 3]

    def test_rows_come_in_the_order_asked_for(self, shelf: Shelf) -> None:
        for number in (1, 2, 3):
            shelf.add(number)
        numbers = shelf.history.find(HistoryQuery())
        asked = [numbers[2], 999, numbers[0]]
        assert [row.attempt.id for row in shelf.history.rows(asked)] == ["a1", "a3"]

    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            (HistoryOrder.DATE, ["a3", "a2", "a1"]),
            (HistoryOrder.DURATION, ["a1", "a3", "a2"]),
            (HistoryOrder.COVERED, ["a2", "a1", "a3"]),
            (HistoryOrder.PACE, ["a3", "a1", "a2"]),
            (HistoryOrder.ENGINE, ["a2", "a3", "a1"]),
            (HistoryOrder.QUESTION, ["a3", "a1", "a2"]),
            (HistoryOrder.TOPIC, ["a3", "a1", "a2"]),
            (HistoryOrder.TRIES, ["a3", "a1", "a2"]),
            (HistoryOrder.STATE, ["a3", "a2", "a1"]),
        ],
    )
    def test_sorts(self, shelf: Shelf, order: HistoryOrder, expected: list[str]) -> None:
        """What has no value comes last, equal ones newest first."""
        shelf.add(1, "six words in some three seconds", duration_s=9.0, engine="a")
        shelf.add(2, "short", question_id="x", engine="c", verdicts=(V.COVERED, V.COVERED))
        shelf.add(3, "a b c d e f g h", duration_s=5.0, engine="b", verdicts=())
        shelf.store.save_coverage(
            "a1",
            Coverage("r", (PointVerdict("p", V.COVERED), PointVerdict("q", V.MISSING))),
        )
        query = HistoryQuery(order=order, ranks={"regularization": 1, "x": 0})
        assert shelf.ids(query) == expected

    def test_sorts_the_other_way_round(self, shelf: Shelf) -> None:
        for number in (1, 2):
            shelf.add(number, duration_s=number)
        assert shelf.ids(HistoryQuery(descending=False)) == ["a1", "a2"]
        rising = HistoryQuery(order=HistoryOrder.DURATION, descending=False)
        assert shelf.ids(rising) == ["a1", "a2"]

    def test_filters(self, shelf: Shelf) -> None:
        shelf.add(1)
        shelf.add(2, question_id="ensembles")
        shelf.add(3, state=AttemptState.REVIEWED)
        assert shelf.ids(HistoryQuery(questions=frozenset({"ensembles"}))) == ["a2"]
        assert shelf.ids(HistoryQuery(questions=frozenset())) == []
        assert shelf.ids(HistoryQuery(unreviewed=True)) == ["a2", "a1"]
        second = START + timedelta(minutes=2)
        assert shelf.ids(HistoryQuery(since=second)) == ["a3", "a2"]
        assert shelf.ids(HistoryQuery(until=second)) == ["a1"]
        assert shelf.ids(HistoryQuery("words", since=second, unreviewed=True)) == ["a2"]

    @pytest.mark.parametrize(
        "words",
        ["dropout", "DROPOUT", "drop", "naïvely", "naively", "dropout naiv", "naive", "drop-out?"],
    )
    def test_finds(self, shelf: Shelf, words: str) -> None:
        """Whatever the case and the accents, the last word while it is being typed."""
        shelf.add(1, "Dropout was naïvely used; drop out")
        shelf.add(2, "boosting")
        assert shelf.find(words) == ["a1"]

    @pytest.mark.parametrize("words", ["drop ", "ropout", "dropout boosting", "???", '"', "* -"])
    def test_finds_nothing(self, shelf: Shelf, words: str) -> None:
        shelf.add(1, "dropout")
        shelf.add(2, "boosting")
        assert shelf.find(words) == []

    def test_finds_what_is_shown_now(self, shelf: Shelf) -> None:
        shelf.add(1, "original")
        shelf.store.save_own("a1", OwnWords("corrected", "noted"))
        assert [shelf.find(w) for w in ("original", "corrected", "noted")] == [[], ["a1"], ["a1"]]
        shelf.store.save_own("a1", OwnWords())
        assert [shelf.find(w) for w in ("original", "corrected", "noted")] == [["a1"], [], []]
        attempt = shelf.store.get("a1")
        shelf.store.finish(attempt, spoken("again"), Coverage("regularization", ()))
        assert [shelf.find(w) for w in ("original", "again")] == [[], ["a1"]]
        shelf.store.remove("a1")
        assert shelf.find("again") == []

    def test_notes_are_found_before_anything_was_written_down(self, shelf: Shelf) -> None:
        shelf.store.add(make_attempt(1, state=AttemptState.RECORDED))
        shelf.store.save_own("a1", OwnWords(notes="look up L1"))
        assert shelf.find("l1") == ["a1"]

    def test_marks_what_was_found(self, shelf: Shelf) -> None:
        shelf.add(1, "so dropout \x02sets\x03 units to zero")
        assert shelf.snippet("units drop") == (
            SnippetPart("so ", is_match=False),
            SnippetPart("dropout", is_match=True),
            SnippetPart("  sets  ", is_match=False),
            SnippetPart("units", is_match=True),
            SnippetPart(" to zero", is_match=False),
        )

    def test_a_long_text_is_cut_around_the_find(self, shelf: Shelf) -> None:
        shelf.add(1, "word " * 300 + "needle" + " word" * 300)
        parts = shelf.snippet("needle")
        assert [part.text for part in parts if part.is_match] == ["needle"]
        assert sum(len(part.text) for part in parts) < 200

    def test_only_the_newest_finds_are_named(
        self, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("mlprep_gui.adapters.storage.history.FOUND_AT_MOST", 2)
        assert history_port.FOUND_AT_MOST > 2
        for number in (1, 2, 3):
            shelf.add(number, "common")
        assert shelf.find("common") == ["a3", "a2"]

    @settings(
        max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(words=st.text() | st.text('"*():^-+{}\\ ANDORNOT\x00é'))
    def test_no_text_is_a_mistake(self, shelf: Shelf, words: str) -> None:
        if not shelf.ids():
            shelf.add(1)
        numbers = shelf.history.find(HistoryQuery(words))
        shelf.history.rows(numbers, words)
        shelf.history.rows((1,), words)

    @settings(
        max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(text=st.text(st.characters(categories=("L", "N"), max_codepoint=0x24F), min_size=1))
    def test_what_was_noted_is_found(self, shelf: Shelf, text: str) -> None:
        if not shelf.ids():
            shelf.add(1)
        shelf.store.save_own("a1", OwnWords(notes=text))
        assert shelf.find(text) == ["a1"]

    def test_what_is_removed_is_in_no_list(self, shelf: Shelf) -> None:
        for number in (1, 2, 3):
            shelf.add(number, recording=f"a{number}.wav")
        shelf.store.add(make_attempt(4, state=AttemptState.QUEUED))
        shelf.history.remove(["a1", "a3", "a4"], START)
        assert shelf.ids() == ["a2"]
        assert shelf.find("some") == ["a2"]
        assert shelf.store.in_state(*AttemptState) == (shelf.store.get("a2"),)
        assert len(shelf.history.progress()) == len(shelf.history.latest_judged(9)) == 1
        assert [a.id for a in shelf.history.with_recordings(START + timedelta(9))] == ["a2"]
        assert {attempt.id for attempt in shelf.history.removed()} == {"a1", "a3", "a4"}
        (row,) = shelf.history.rows(shelf.history.find(HistoryQuery()))
        assert row.tries == 1

    def test_what_is_put_back_is_as_it_was(self, shelf: Shelf) -> None:
        shelf.add(1)
        shelf.store.save_own("a1", OwnWords(notes="mine"))
        before = shelf.history.rows((1,))
        shelf.history.remove(["a1"], START)
        assert shelf.history.rows((1,)) == ()
        shelf.history.put_back(["a1"])
        assert shelf.history.rows((1,)) == before
        assert shelf.find("mine") == ["a1"]
        assert shelf.history.removed() == ()

    def test_all_are_removed_or_none(self, shelf: Shelf) -> None:
        shelf.add(1)
        with pytest.raises(KeyError, match="a9"):
            shelf.history.remove(["a1", "a9"], START)
        with pytest.raises(KeyError, match="a9"):
            shelf.history.put_back(["a9"])
        assert shelf.ids() == ["a1"]

    def test_practised(self, shelf: Shelf) -> None:
        shelf.add(1)
        shelf.store.add(make_attempt(2, question_id="x"))
        shelf.store.add(make_attempt(3, question_id="y", state=AttemptState.RECORDED))
        assert shelf.history.practised() == {"regularization", "y"}

    def test_recordings_whose_words_are_kept(self, shelf: Shelf) -> None:
        for number in (1, 2):
            shelf.add(number)
        shelf.add(3, recording=None)
        shelf.store.add(make_attempt(4, state=AttemptState.QUEUED))
        late = START + timedelta(days=1)
        assert [a.id for a in shelf.history.with_recordings(late)] == ["a1", "a2"]
        second = START + timedelta(minutes=2)
        assert [a.id for a in shelf.history.with_recordings(second)] == ["a1"]

    def test_progress(self, shelf: Shelf) -> None:
        shelf.add(2, "um b c d e f", duration_s=4.5, verdicts=(V.COVERED, V.UNSURE))
        shelf.add(1, question_id="ensembles")
        shelf.store.save_own("a2", OwnWords(estimate=2))
        first, second = shelf.history.progress()
        assert (first.attempt_id, first.estimate) == ("a1", None)
        assert second.attempt_id == "a2"
        assert second.started_at == START + timedelta(minutes=2)
        assert (second.covered, second.unsure, second.missing, second.estimate) == (1, 1, 0, 2)
        assert (second.pace, second.fillers, second.duration_s) == (120.0, 1, 4.5)
        assert shelf.history.progress(frozenset({"ensembles"})) == (first,)

    def test_the_latest_judged_of_each_question(self, shelf: Shelf) -> None:
        for number, verdict in ((1, V.COVERED), (2, V.UNSURE), (3, V.MISSING)):
            shelf.add(number, verdicts=(verdict,))
        shelf.add(4, question_id="x")
        found = [
            (judged.question_id, judged.verdicts["p0"]) for judged in shelf.history.latest_judged(2)
        ]
        assert found == [
            ("x", V.COVERED),
            ("regularization", V.MISSING),
            ("regularization", V.UNSURE),
        ]


class TestSqliteHistoryStore(HistoryStoreContract):
    @pytest.fixture
    def shelf(self, tmp_path: Path) -> Iterator[Shelf]:
        with Database(tmp_path / "mlprep.sqlite3") as database:
            yield Shelf(SqliteHistoryStore(database), SqliteAttemptStore(database))
