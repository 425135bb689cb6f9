"""Which models are found, which is preferred, and what is said of broken ones."""

from pathlib import Path

import pytest

from mlprep_gui.adapters.speech.models import ModelShelf, hugging_face_cache, select_engine
from mlprep_gui.domain.errors import FaultCode, SpeechFault
from mlprep_gui.domain.preferences import EngineChoice

FILES = ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt")


def put_model(folder: Path, *, without: str = "", empty: str = "") -> Path:
    """A folder that looks like a model; what is in the files is the engine's business."""
    folder.mkdir(parents=True)
    for name in FILES:
        if name != without:
            (folder / name).write_bytes(b"" if name == empty else b"x")
    return folder


def put_cached(cache: Path, repository: str, revision: str = "abc") -> Path:
    """A model as the Hugging Face tools keep it."""
    folder = cache / f"models--{repository.replace('/', '--')}"
    put_model(folder / "snapshots" / revision)
    (folder / "refs").mkdir(exist_ok=True)
    (folder / "refs" / "main").write_text(revision, encoding="ascii")
    return folder / "snapshots" / revision


@pytest.fixture
def shelf(tmp_path: Path) -> ModelShelf:
    return ModelShelf(own=tmp_path / "own", cache=tmp_path / "cache")


def fault_of(shelf: ModelShelf, choice: EngineChoice, model: str = "") -> SpeechFault:
    with pytest.raises(SpeechFault) as caught:
        select_engine(shelf, choice, model)
    return caught.value


def test_without_models_auto_is_sphinx(shelf: ModelShelf) -> None:
    selection = select_engine(shelf, EngineChoice.AUTO, "")
    assert (selection.info.engine, selection.info.model) == (EngineChoice.SPHINX, "")
    assert selection.folder is None


def test_with_a_model_auto_is_whisper(shelf: ModelShelf) -> None:
    folder = put_model(shelf.own / "base.en")
    selection = select_engine(shelf, EngineChoice.AUTO, "")
    assert (selection.info.engine, selection.info.model) == (EngineChoice.WHISPER, "base.en")
    assert selection.folder == folder


def test_sphinx_when_asked_for(shelf: ModelShelf) -> None:
    put_model(shelf.own / "base.en")
    assert select_engine(shelf, EngineChoice.SPHINX, "").info.engine is EngineChoice.SPHINX


def test_the_better_of_the_quick_models_comes_first(shelf: ModelShelf) -> None:
    for name in ("tiny.en", "large-v3", "base.en", "small.en", "somebodys-own", "medium.en"):
        put_model(shelf.own / name)
    names = [model.name for model in shelf.models()]
    assert names == ["small.en", "base.en", "tiny.en", "medium.en", "large-v3", "somebodys-own"]


@pytest.mark.parametrize(
    ("repository", "name"),
    [
        ("Systran/faster-whisper-small.en", "small.en"),
        ("Systran/faster-distil-whisper-small.en", "distil-small.en"),
        ("mobiuslabsgmbh/faster-whisper-large-v3-turbo", "large-v3-turbo"),
    ],
)
def test_models_in_the_shared_cache(shelf: ModelShelf, repository: str, name: str) -> None:
    folder = put_cached(shelf.cache, repository)
    put_cached(shelf.cache, "Systran/something-else")
    (model,) = shelf.models()
    assert (model.name, model.folder) == (name, folder)


def test_the_cache_s_current_revision_counts(shelf: ModelShelf) -> None:
    put_cached(shelf.cache, "Systran/faster-whisper-base.en", "old")
    newest = put_cached(shelf.cache, "Systran/faster-whisper-base.en", "new")
    assert shelf.find("base.en").folder == newest


def test_a_revision_is_found_without_the_pointer_to_it(shelf: ModelShelf) -> None:
    folder = put_cached(shelf.cache, "Systran/faster-whisper-base.en")
    (folder.parents[1] / "refs" / "main").unlink()
    assert shelf.find("base.en").folder == folder


def test_the_program_s_own_folder_goes_before_the_cache(shelf: ModelShelf) -> None:
    put_cached(shelf.cache, "Systran/faster-whisper-base.en")
    own = put_model(shelf.own / "faster-whisper-base.en")
    assert shelf.find("base.en").folder == own


def test_a_folder_anywhere(shelf: ModelShelf, tmp_path: Path) -> None:
    folder = put_model(tmp_path / "elsewhere" / "my model")
    selection = select_engine(shelf, EngineChoice.AUTO, str(folder))
    assert (selection.info.model, selection.folder) == ("my model", folder)


@pytest.mark.parametrize("choice", [EngineChoice.AUTO, EngineChoice.WHISPER])
@pytest.mark.parametrize("model", ["small.en", "no/such/folder"])
def test_a_named_model_must_be_there(shelf: ModelShelf, choice: EngineChoice, model: str) -> None:
    put_model(shelf.own / "base.en")
    fault = fault_of(shelf, choice, model)
    assert (fault.code, fault.params["model"]) == (FaultCode.MODEL_NOT_FOUND, model)


def test_whisper_without_models(shelf: ModelShelf) -> None:
    assert fault_of(shelf, EngineChoice.WHISPER).code is FaultCode.MODEL_NOT_FOUND


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(shelf: ModelShelf, name: str) -> None:
    put_model(shelf.own / "base.en", without=name)
    fault = fault_of(shelf, EngineChoice.WHISPER, "base.en")
    assert (fault.code, fault.params["model"]) == (FaultCode.MODEL_BROKEN, "base.en")
    assert name.partition(".")[0] in str(fault.params["reason"])


def test_an_empty_file_is_as_good_as_missing(shelf: ModelShelf) -> None:
    put_model(shelf.own / "base.en", empty="model.bin")
    fault = fault_of(shelf, EngineChoice.WHISPER, "base.en")
    assert "model.bin" in str(fault.params["reason"])


def test_auto_passes_over_broken_models(shelf: ModelShelf) -> None:
    put_model(shelf.own / "small.en", without="model.bin")
    assert select_engine(shelf, EngineChoice.AUTO, "").info.engine is EngineChoice.SPHINX
    put_model(shelf.own / "tiny.en")
    assert select_engine(shelf, EngineChoice.AUTO, "").info.model == "tiny.en"


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({"HF_HUB_CACHE": "/a/hub", "HF_HOME": "/b"}, "/a/hub"),
        ({"HF_HOME": "/b", "XDG_CACHE_HOME": "/c"}, "/b/hub"),
        ({"XDG_CACHE_HOME": "/c"}, "/c/huggingface/hub"),
        ({}, "~/.cache/huggingface/hub"),
    ],
)
def test_where_the_shared_cache_lies(environment: dict[str, str], place: str) -> None:
    assert hugging_face_cache(environment) == Path(place).expanduser()
