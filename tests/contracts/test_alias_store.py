"""What every store of aliases does, whether it outlives the program or not."""

import os
from pathlib import Path

import pytest

from mlprep_gui.adapters.bank.aliases import AliasFile
from mlprep_gui.domain.aliases import make_alias
from mlprep_gui.domain.errors import BankFault, FaultCode, StorageFault
from mlprep_gui.services.aliases import UnkeptAliases
from mlprep_gui.services.ports.aliases import AliasStore

BRIER, CUPED = make_alias("barrier score", "brier score"), make_alias("cupid", "CUPED")


class AliasStoreContract:
    def test_there_are_none_at_first(self, store: AliasStore) -> None:
        assert store.load() == ()

    def test_what_is_saved_is_loaded_in_its_order(self, store: AliasStore) -> None:
        store.save((CUPED, BRIER))
        assert store.load() == (CUPED, BRIER)

    def test_saving_replaces_all(self, store: AliasStore) -> None:
        store.save((CUPED, BRIER))
        store.save((BRIER,))
        assert store.load() == (BRIER,)


class TestUnkeptAliases(AliasStoreContract):
    @pytest.fixture
    def store(self) -> AliasStore:
        return UnkeptAliases()


class TestAliasFile(AliasStoreContract):
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return tmp_path / "data" / "aliases.toml"

    @pytest.fixture
    def store(self, path: Path) -> AliasStore:
        return AliasFile(path)

    def test_another_run_finds_them(self, store: AliasStore, path: Path) -> None:
        store.save((BRIER,))
        assert AliasFile(path).load() == (BRIER,)

    def test_what_was_edited_by_hand_is_tidied(self, store: AliasStore, path: Path) -> None:
        path.parent.mkdir()
        path.write_text('[[aliases]]\nheard = " Barrier-Score "\nterm = "Brier score"\n', "utf-8")
        assert store.load() == (BRIER,)

    @pytest.mark.parametrize(
        "content",
        [b"aliases = 3", b"[[aliases]]\nheard = 3\nterm = 'x'", b"[[", b"\xff", b"aliases = [1]"],
    )
    def test_a_broken_file_is_named_and_left_alone(
        self, store: AliasStore, path: Path, content: bytes
    ) -> None:
        path.parent.mkdir()
        path.write_bytes(content)
        with pytest.raises(BankFault) as raised:
            store.load()
        assert raised.value.code is FaultCode.PACK_BROKEN
        assert raised.value.params["path"] == str(path)
        assert path.read_bytes() == content

    def test_a_folder_that_cannot_be_made_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("a file in the folder's place", "utf-8")
        with pytest.raises(StorageFault) as raised:
            AliasFile(tmp_path / "data" / "aliases.toml").save((BRIER,))
        assert raised.value.code is FaultCode.FOLDER_UNUSABLE
        assert os.listdir(tmp_path) == ["data"]  # noqa: PTH208  names are enough
