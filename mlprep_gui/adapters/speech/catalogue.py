"""The models that can be downloaded, as resources/speech/models.toml lists them."""

import tomllib
from pathlib import Path

import msgspec

from mlprep_gui.adapters.speech.memory import working_mb
from mlprep_gui.services.ports.models import ModelFacts


class _Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    remark: str
    repository: str
    revision: str
    download_bytes: int
    weights_bytes: int
    weights_sha256: str
    decoder_layers: int
    width: int
    languages: int
    licence: str


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    model: tuple[_Model, ...]


def read_catalogue(path: Path) -> tuple[ModelFacts, ...]:
    """The models in the file, in its order."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(_facts(model) for model in msgspec.convert(table, _Catalogue).model)


def _facts(model: _Model) -> ModelFacts:
    return ModelFacts(
        name=model.name,
        remark=model.remark,
        repository=model.repository,
        revision=model.revision,
        download_bytes=model.download_bytes,
        weights_bytes=model.weights_bytes,
        weights_sha256=model.weights_sha256,
        languages=model.languages,
        licence=model.licence,
        memory_mb=working_mb(model.weights_bytes, model.decoder_layers, model.width),
    )
