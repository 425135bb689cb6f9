"""The user's own packs: what is written is read back, and no other file suffers."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mlprep_gui.adapters.bank.pack_files import OwnPackFiles, delete_pack, write_pack
from mlprep_gui.adapters.bank.packs import VOCABULARY, load_bank, load_pack
from mlprep_gui.domain.errors import BankFault, FaultCode, StorageFault
from mlprep_gui.domain.questions import Cue, KeyPoint, Keyword, Mistake, Question

SHIPPED = Path(__file__).parents[3] / "resources" / "questions"

texts = st.text(min_size=1).map(str.strip).filter(bool)
words = st.text(st.characters(exclude_characters=",:", codec="utf-8"), min_size=1)
weights = st.floats(0, exclude_min=True, allow_infinity=False)
keywords = st.builds(
    Keyword,
    st.lists(words.map(str.strip).filter(bool), min_size=1, max_size=3).map(tuple),
    weights,
)
cues = st.sampled_from(
    ["l1 + $absolute", "a | b c > d ~3", "? =fewer + #", "exam* + y ! z", "not touch !! l2"]
).map(Cue)


def some(what: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(what, max_size=3).map(tuple)


points = st.builds(
    KeyPoint,
    id=texts,
    meaning=texts,
    weight=weights,
    cues=some(cues),
    terms=some(texts),
    unless=some(cues),
    keywords=some(keywords),
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    chosen = draw(st.lists(points, min_size=1, max_size=4, unique_by=lambda point: point.id))
    contradicted = st.lists(st.sampled_from([point.id for point in chosen]), max_size=2)
    mistakes = st.builds(
        Mistake,
        id=texts,
        correction=texts,
        contradicts=contradicted.map(tuple),
        cues=some(cues),
        unless=some(cues),
    )
    return Question(
        id=draw(texts),
        topic=draw(texts),
        title=draw(texts),
        prompt=draw(texts),
        model_answer=draw(texts),
        points=tuple(chosen),
        mistakes=tuple(draw(st.lists(mistakes, max_size=2, unique_by=lambda m: m.id))),
        time_limit_s=draw(weights),
        word_sets=(("absolute", ("magnitude | size", "absolute")),),
    )


def question(question_id: str = "mine", meaning: str = "It is so.") -> Question:
    point = KeyPoint("so", meaning, keywords=(Keyword(("so",)),))
    return Question(question_id, "Topic", "Title", "Why?", "It is so.", (point,))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=questions())
def test_what_is_written_is_read_back_equal(written: Question, tmp_path: Path) -> None:
    path = write_pack(written, tmp_path / "own")
    try:
        assert load_pack(path) == (written, [])
    finally:
        path.unlink()


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("[!_]*.toml")), ids=lambda path: path.stem)
def test_a_shipped_pack_survives_being_written(path: Path, tmp_path: Path) -> None:
    shipped, _ = load_pack(path, SHIPPED / VOCABULARY)
    assert shipped is not None
    assert OwnPackFiles(tmp_path, SHIPPED / VOCABULARY).save(shipped) == shipped
    (written,) = tmp_path.iterdir()
    assert written.stat().st_size < 2 * path.stat().st_size  # the vocabulary is not copied


def test_a_changed_question_stays_in_its_file(tmp_path: Path) -> None:
    path = write_pack(question(), tmp_path)
    renamed = path.rename(tmp_path / "by-hand.toml")
    renamed.write_text("order = 7\n" + renamed.read_text("utf-8"), "utf-8")
    assert write_pack(question(meaning="Otherwise."), tmp_path) == renamed
    assert [file.name for file in tmp_path.iterdir()] == ["by-hand.toml"]
    text = renamed.read_text("utf-8")
    assert "order = 7" in text
    assert "Otherwise." in text


def test_no_other_packs_file_is_overwritten(tmp_path: Path) -> None:
    """Not even a broken one, nor that of an id that makes the same name."""
    first = write_pack(question("a b"), tmp_path)
    second = write_pack(question("a/b"), tmp_path)
    broken = tmp_path / "own-c.toml"
    broken.write_text("half a pack", "utf-8")
    third = write_pack(question("c"), tmp_path)
    assert len({first, second, broken, third}) == 4
    assert broken.read_text("utf-8") == "half a pack"
    assert {q.id for q in load_bank(SHIPPED, tmp_path).bank} > {"a b", "a/b", "c"}


def test_only_the_questions_file_is_deleted(tmp_path: Path) -> None:
    write_pack(question("one"), tmp_path)
    other = write_pack(question("two"), tmp_path)
    delete_pack("one", tmp_path)
    delete_pack("one", tmp_path)
    assert list(tmp_path.iterdir()) == [other]


def test_problems_are_found_before_anything_is_kept(tmp_path: Path) -> None:
    packs = OwnPackFiles(tmp_path / "own", SHIPPED / VOCABULARY)
    point = KeyPoint("so", "It is so.", cues=(Cue("so + $nowhere"), Cue("so +")))
    broken = Question("mine", "Topic", "Title", "Why?", "It is so.", (point,))
    problems = packs.check(broken)
    assert [p.place.split(": ")[1] for p in problems] == [
        "points[so].cues[1]",
        "points[so].cues[2]",
    ]
    with pytest.raises(BankFault) as caught:
        packs.save(broken)
    assert caught.value.code is FaultCode.PACK_BROKEN
    assert not packs.folder.exists()
    assert packs.check(question()) == ()


def test_own_ids_are_those_in_the_folder(tmp_path: Path) -> None:
    packs = OwnPackFiles(tmp_path / "own")
    assert packs.ids() == frozenset()
    packs.save(question("one"))
    assert packs.ids() == {"one"}
    packs.delete("one")
    assert packs.ids() == frozenset()


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("in the way", "utf-8")
    with pytest.raises(StorageFault) as caught:
        write_pack(question(), tmp_path / "own")
    assert caught.value.code is FaultCode.FOLDER_UNUSABLE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_a_fault_and_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_pack(question(), tmp_path)
    before = path.read_bytes()

    def open_full(prefix: str, suffix: str, dir: Path) -> tuple[int, str]:  # noqa: A002  as there
        return os.open("/dev/full", os.O_WRONLY), str(dir / f"{prefix}{suffix}")

    monkeypatch.setattr("tempfile.mkstemp", open_full)
    with pytest.raises(StorageFault) as caught:
        write_pack(question(meaning="Otherwise."), tmp_path)
    assert caught.value.code is FaultCode.DISK_FULL
    assert path.read_bytes() == before
