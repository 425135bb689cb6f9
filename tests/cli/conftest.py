"""The command, run in the test's own process and in a home of the test's own."""

from pathlib import Path

import pytest

from mlprep_gui.cli.main import main


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLPREP_HOME", str(tmp_path / "home"))
    # No model of the machine's owner may change what these tests hear.
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "no-models"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit status, output and remarks of one call."""
    status = main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err
