"""Which Whisper models lie on this machine, whether they are whole, and which suits best."""

import importlib.util
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mlprep_gui.adapters.speech.downloads import PARTIAL
from mlprep_gui.domain.errors import FaultCode, SpeechFault
from mlprep_gui.domain.preferences import EngineChoice
from mlprep_gui.services.ports.speech import EngineInfo

# Best first. The first seven write at least three times as fast as one speaks on one core of an
# ordinary laptop, the better ones first; then the slower ones, the quicker ones first. English-only
# models hear English better than multilingual ones of the same size.
_PREFERENCE = (
    "small.en",
    "distil-small.en",
    "small",
    "base.en",
    "base",
    "tiny.en",
    "tiny",
    "distil-medium.en",
    "medium.en",
    "medium",
    "large-v3-turbo",
    "distil-large-v3.5",
    "distil-large-v3",
    "distil-large-v2",
    "large-v3",
    "large-v2",
    "large-v1",
)
_CACHED = re.compile(r"models--.+--faster-(?P<distil>distil-)?whisper-(?P<size>.+)")
_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_VOCABULARIES = ("vocabulary.json", "vocabulary.txt")


@dataclass(frozen=True, slots=True)
class WhisperModel:
    """A folder with a model that faster-whisper can load.

    Attributes:
        name: such as "small.en".
        folder: where its files lie.
    """

    name: str
    folder: Path

    def missing_files(self) -> tuple[str, ...]:
        """The files that it lacks or that are empty.

        ``preprocessor_config.json`` is not among them: most published models come without it. Only
        those with more than the usual 80 frequency bands need it, and the engine sees to that.
        """
        missing = [name for name in _NEEDED if not _has_content(self.folder / name)]
        if not any(_has_content(self.folder / name) for name in _VOCABULARIES):
            missing.append(_VOCABULARIES[0])
        return tuple(missing)


@dataclass(frozen=True, slots=True)
class ModelShelf:
    """The places where models may lie.

    Attributes:
        own: the program's own folder; each model is a folder in it. Need not exist.
        cache: the cache of the Hugging Face tools, shared with other programs. Need not exist.
    """

    own: Path
    cache: Path

    def models(self) -> tuple[WhisperModel, ...]:
        """All models, whole or not, the best first."""
        found = {
            model.name: model for model in (*_cached_models(self.cache), *_models_in(self.own))
        }
        rank = {name: place for place, name in enumerate(_PREFERENCE)}
        return tuple(sorted(found.values(), key=lambda m: (rank.get(m.name, len(rank)), m.name)))

    def find(self, model: str) -> WhisperModel:
        """A whole model by its name or folder, or the best whole one for "".

        Raises:
            SpeechFault: MODEL_NOT_FOUND or MODEL_BROKEN.
        """
        candidates = self.models()
        if model:
            named = [candidate for candidate in candidates if candidate.name == model]
            folder = Path(model).expanduser()
            if not named and folder.is_dir():
                named = [WhisperModel(folder.resolve().name, folder.resolve())]
            candidates = tuple(named)
        for candidate in candidates:
            if not candidate.missing_files():
                return candidate
        if candidates:
            missing = ", ".join(candidates[0].missing_files())
            raise SpeechFault(
                FaultCode.MODEL_BROKEN, model=candidates[0].name, reason=f"no {missing}"
            )
        raise SpeechFault(FaultCode.MODEL_NOT_FOUND, model=model)


@dataclass(frozen=True, slots=True)
class Selection:
    """The engine that will be used, and the folder of its model (None for PocketSphinx)."""

    info: EngineInfo
    folder: Path | None = None


def select_engine(shelf: ModelShelf, choice: EngineChoice, model: str) -> Selection:
    """The engine for a choice: AUTO is Whisper where a whole model is there, else PocketSphinx.

    A model that was named must be there, even with AUTO: it was asked for.

    Raises:
        SpeechFault: MODEL_NOT_FOUND, MODEL_BROKEN or ENGINE_MISSING.
    """
    if choice is not EngineChoice.SPHINX:
        try:
            found = shelf.find(model)
        except SpeechFault:
            if choice is EngineChoice.WHISPER or model:
                raise
        else:
            _require("faster_whisper", EngineChoice.WHISPER)
            return Selection(EngineInfo(EngineChoice.WHISPER, found.name), found.folder)
    _require("pocketsphinx", EngineChoice.SPHINX)
    return Selection(EngineInfo(EngineChoice.SPHINX))


def hugging_face_cache(environment: Mapping[str, str]) -> Path:
    """Where the Hugging Face tools keep what they download."""
    if "HF_HUB_CACHE" in environment:
        return Path(environment["HF_HUB_CACHE"]).expanduser()
    if "HF_HOME" in environment:
        return Path(environment["HF_HOME"]).expanduser() / "hub"
    caches = environment.get("XDG_CACHE_HOME") or str(Path("~") / ".cache")
    return Path(caches).expanduser() / "huggingface" / "hub"


def _require(package: str, engine: EngineChoice) -> None:
    """Looks whether a package is installed, without the seconds that importing it takes."""
    if importlib.util.find_spec(package) is None:
        raise SpeechFault(
            FaultCode.ENGINE_MISSING, engine=engine.value, reason=f"no package {package}"
        )


def _models_in(own: Path) -> Iterator[WhisperModel]:
    for folder in _folders_in(own):
        if folder.name.endswith(PARTIAL):
            continue
        yield WhisperModel(folder.name.removeprefix("faster-whisper-"), folder)


def _cached_models(cache: Path) -> Iterator[WhisperModel]:
    for folder in _folders_in(cache):
        match = _CACHED.fullmatch(folder.name)
        snapshot = _current_snapshot(folder) if match else None
        if match and snapshot:
            yield WhisperModel((match["distil"] or "") + match["size"], snapshot)


def _current_snapshot(repository: Path) -> Path | None:
    """The revision that the cache's main branch points to, else the newest there is."""
    try:
        revision = (repository / "refs" / "main").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        revision = ""
    snapshots = repository / "snapshots"
    if revision and (snapshots / revision).is_dir():
        return snapshots / revision
    return max(_folders_in(snapshots), key=lambda folder: folder.stat().st_mtime, default=None)


def _folders_in(parent: Path) -> list[Path]:
    try:
        return sorted(path for path in parent.iterdir() if path.is_dir())
    except OSError:
        return []


def _has_content(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False
