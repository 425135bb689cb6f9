"""What is known of models: the shipped catalogue, the folders here, this computer."""

import json
from pathlib import Path

import pytest
from faster_whisper.utils import _MODELS

from mlprep_gui.adapters.speech import memory
from mlprep_gui.adapters.speech.catalogue import read_catalogue
from mlprep_gui.adapters.speech.library import DiskLibrary
from mlprep_gui.adapters.speech.models import ModelShelf
from mlprep_gui.domain.errors import Fault, FaultCode
from mlprep_gui.resources import resource_folder
from mlprep_gui.services.ports.models import ModelFacts
from tests.adapters.speech.test_models import put_cached, put_model

CATALOGUE = read_catalogue(resource_folder() / "speech" / "models.toml")


@pytest.fixture
def library(tmp_path: Path) -> DiskLibrary:
    return DiskLibrary(ModelShelf(own=tmp_path / "own", cache=tmp_path / "cache"), CATALOGUE)


@pytest.mark.parametrize("facts", CATALOGUE, ids=lambda facts: facts.name)
def test_the_catalogue_agrees_with_the_engine_and_with_itself(facts: ModelFacts) -> None:
    assert _MODELS[facts.name] == facts.repository
    assert len(facts.revision) == 40
    assert len(facts.weights_sha256) == 64
    # The other files are a few megabytes.
    assert 0 < facts.download_bytes - facts.weights_bytes < 6_000_000
    assert (facts.languages == 1) is (facts.name.endswith(".en") or "distil" in facts.name)
    assert facts.memory_mb >= memory.loading_mb(facts.weights_bytes)
    assert facts.remark.endswith(".")


@pytest.mark.parametrize(("name", "measured_mb"), [("base.en", 543), ("small.en", 1369)])
def test_the_memory_is_what_was_measured(name: str, measured_mb: int) -> None:
    """Within a fifth, and rather too much than too little."""
    (facts,) = [facts for facts in CATALOGUE if facts.name == name]
    assert 0.97 * measured_mb <= facts.memory_mb <= 1.2 * measured_mb


def test_no_two_models_are_the_same() -> None:
    for field in ("name", "revision", "weights_sha256"):
        assert len({getattr(facts, field) for facts in CATALOGUE}) == len(CATALOGUE)


def test_small_models_come_first() -> None:
    sizes = [round(facts.weights_bytes, -8) for facts in CATALOGUE]
    assert sizes[0] == min(sizes)
    assert sizes[-1] == max(sizes)


def test_models_here_with_size_and_place(library: DiskLibrary) -> None:
    put_model(library.folder / "base.en")
    put_model(library.folder / "tiny.en", without="tokenizer.json")
    put_cached(library.folder.parent / "cache", "Systran/faster-whisper-small.en")
    found = {model.name: model for model in library.on_disk()}
    assert set(found) == {"base.en", "tiny.en", "small.en"}
    assert found["base.en"].size_bytes == 4
    assert found["tiny.en"].missing == ("tokenizer.json",)
    assert [name for name, model in found.items() if model.is_own] == ["base.en", "tiny.en"]


def test_an_unfinished_download_is_no_model(library: DiskLibrary) -> None:
    put_model(library.folder / "base.en.download")
    assert library.on_disk() == ()
    assert library.begun() == {"base.en": 4}


def test_deleted_with_what_a_download_left(library: DiskLibrary) -> None:
    put_model(library.folder / "base.en")
    put_model(library.folder / "base.en.download")
    put_model(library.folder / "tiny.en")
    library.delete("base.en")
    assert [model.name for model in library.on_disk()] == ["tiny.en"]
    assert library.begun() == {}


def test_models_of_other_programs_are_not_deleted(library: DiskLibrary) -> None:
    folder = put_cached(library.folder.parent / "cache", "Systran/faster-whisper-small.en")
    library.delete("small.en")
    assert (folder / "model.bin").exists()


def test_a_link_is_deleted_and_not_what_it_points_to(library: DiskLibrary, tmp_path: Path) -> None:
    elsewhere = put_model(tmp_path / "elsewhere")
    library.folder.mkdir()
    (library.folder / "base.en").symlink_to(elsewhere)
    library.delete("base.en")
    assert library.on_disk() == ()
    assert (elsewhere / "model.bin").exists()


def test_speeds_are_kept(library: DiskLibrary) -> None:
    put_model(library.folder / "base.en")
    assert library.on_disk()[0].speed is None
    library.note_speed("base.en", 7.123)
    library.note_speed("tiny.en", 20)
    assert library.on_disk()[0].speed == 7.12


@pytest.mark.parametrize("content", [b"", b"{", b'{"base.en": "fast"}', b"\xff"])
def test_a_damaged_note_of_speeds_is_written_anew(library: DiskLibrary, content: bytes) -> None:
    put_model(library.folder / "base.en")
    (library.folder / "speeds.json").write_bytes(content)
    assert library.on_disk()[0].speed is None
    library.note_speed("base.en", 2.0)
    assert json.loads((library.folder / "speeds.json").read_bytes()) == {"base.en": 2.0}


def test_a_folder_that_cannot_be_written_is_told(library: DiskLibrary) -> None:
    library.folder.write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(Fault) as caught:
        library.note_speed("base.en", 2.0)
    assert caught.value.code is FaultCode.FOLDER_UNUSABLE


def test_this_computer(library: DiskLibrary) -> None:
    """Before the folder for models has been made."""
    machine = library.machine()
    assert 0 < machine.available_mb <= machine.memory_mb
    assert machine.processors >= 1
    assert machine.free_disk_mb > 0
